//! Everything that is said about a checklist, computed before any of it is written.

use chrono::NaiveDate;

use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::finding::Finding;
use crate::outcome::Learned;
use crate::plan::{Assumptions, Likelihood, Plan};

/// What the page and the JSON are written from.
pub(super) struct Found<'a> {
    pub(super) checklist: &'a Checklist,
    pub(super) catalogue: &'a Catalogue,
    pub(super) dates: &'a Plan,
    /// Before anything was tried.
    pub(super) untried: Option<&'a Plan>,
    pub(super) likelihood: Option<Likelihood>,
    pub(super) learned: Option<&'a Learned>,
    pub(super) assumptions: &'a Assumptions<'a>,
    /// What looks wrong in the file, and dates that clash.
    pub(super) looks_wrong: Vec<Finding>,
    pub(super) today: NaiveDate,
    pub(super) on: Option<NaiveDate>,
}
