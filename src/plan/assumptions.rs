//! What a plan takes for granted besides the checklist.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::experience::Experience;
use crate::ids::StepId;

/// What a plan takes for granted besides the checklist.
#[derive(Clone, Debug, Default)]
pub struct Assumptions<'a> {
    /// The team's own waiting times, to be used instead of the catalogue's.
    pub experience: Option<&'a Experience>,
    /// Steps that are not begun before a day.
    pub not_before: BTreeMap<StepId, NaiveDate>,
}
