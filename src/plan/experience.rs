//! What a team has learned: how long steps took that its people have completed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalogue::DayRange;
use crate::checklist::{Checklist, Status};
use crate::ids::{DocumentId, StepId};

/// As many completed steps with both dates are enough to speak for themselves.
pub const ENOUGH: usize = 10;

/// The waiting times of a team's completed steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Experience {
    /// The calendar days from asking to completion, for each step, the shortest first.
    taken: BTreeMap<StepId, Vec<u16>>,
    /// The documents that were looked at; each counts once.
    seen: Vec<DocumentId>,
}

impl Experience {
    /// Takes in one more checklist: every step that was completed by today and says when it was asked for. A document that
    /// is there twice, as a copy, counts once: the first time.
    pub fn learn(&mut self, checklist: &Checklist, today: NaiveDate) {
        if let Err(place) = self.seen.binary_search(&checklist.id) {
            self.seen.insert(place, checklist.id.clone());
        } else {
            return;
        }
        for step in checklist.steps.iter().filter(|step| step.record.status == Status::Completed) {
            let completed = step.record.completed.filter(|completed| *completed <= today);
            let (Some(asked), Some(completed)) = (step.record.asked, completed) else { continue };
            // A step that was completed before it was asked for says nothing; `checklist::clashes` names it.
            let Ok(days) = u16::try_from(completed.signed_duration_since(asked).num_days()) else { continue };
            let taken = self.taken.entry(step.id.clone()).or_default();
            let place = taken.partition_point(|other| *other <= days);
            taken.insert(place, days);
        }
    }

    /// How many checklists were looked at.
    #[must_use]
    pub const fn checklists(&self) -> usize {
        self.seen.len()
    }

    /// The steps of which enough is known.
    pub fn steps(&self) -> impl Iterator<Item = &StepId> {
        self.taken.iter().filter(|(_, taken)| taken.len() >= ENOUGH).map(|(id, _)| id)
    }

    /// The team's own low, likely and high for a step, in calendar days, and of how many completed steps: the days
    /// within which one in ten, half, and nine in ten were done. None below [`ENOUGH`].
    #[must_use]
    pub fn days(&self, id: &StepId) -> Option<(DayRange, usize)> {
        let taken = self.taken.get(id).filter(|taken| taken.len() >= ENOUGH)?;
        let within = |percent: usize| taken.get((taken.len() * percent).div_ceil(100).saturating_sub(1)).copied();
        Some((DayRange::calendar(within(10)?, within(50)?, within(90)?), taken.len()))
    }
}
