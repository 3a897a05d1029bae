//! The one line that says what to do next.

use chrono::NaiveDate;

use super::needed_by;
use crate::catalogue::WhoActs;
use crate::checklist::{Checklist, StandingKind, Step};

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next<'a> {
    /// A step that can be done now.
    Do {
        step: &'a Step,
        /// The last day to begin at the usual pace; none without a planned start.
        by: Option<NaiveDate>,
    },
    /// Nothing can be done but wait, and ask.
    Wait { step: &'a Step },
    /// Something went wrong.
    Resolve { step: &'a Step },
    /// Every step is completed or not needed.
    AllCompleted,
    /// There are no steps at all, or they wait for each other in a circle.
    Nothing,
}

impl Next<'_> {
    /// The step it is about.
    #[must_use]
    pub const fn step(&self) -> Option<&Step> {
        match self {
            Self::Do { step, .. } | Self::Wait { step } | Self::Resolve { step } => Some(step),
            Self::AllCompleted | Self::Nothing => None,
        }
    }

    /// Who has to act.
    #[must_use]
    pub fn who(&self) -> Option<String> {
        match self {
            Self::Do { step, .. } | Self::Resolve { step } => Some(step.who_acts.label().to_owned()),
            Self::Wait { step } => Some(step.record.waiting_on.clone()),
            Self::AllCompleted | Self::Nothing => None,
        }
    }
}

/// Of the steps that can be done now and wait on nobody, and those with a problem: the one to begin earliest;
/// a problem before the rest, the starter's own before others', then in the order of the list. Without one: the
/// longest wait.
#[must_use]
pub fn next(checklist: &Checklist) -> Next<'_> {
    let latest = needed_by(checklist);
    let kind = |step: &Step| checklist.standing(step).kind();
    let open = || checklist.steps.iter().filter(|step| !kind(step).is_closed());
    let can_do = |step: &&Step| match kind(step) {
        StandingKind::Problem => true,
        StandingKind::NotYetStarted | StandingKind::InProgress => !step.record.is_waiting_on_others(),
        _ => false,
    };
    let urgency = |step: &&Step| {
        let by = latest.get(&step.id).copied().unwrap_or(NaiveDate::MAX);
        (by, kind(step) != StandingKind::Problem, step.who_acts != WhoActs::Starter)
    };
    if let Some(step) = open().filter(can_do).min_by_key(urgency) {
        return match kind(step) {
            StandingKind::Problem => Next::Resolve { step },
            _ => Next::Do { step, by: latest.get(&step.id).copied() },
        };
    }
    let since = |step: &&Step| step.record.waiting_since.or(step.record.asked).unwrap_or(NaiveDate::MAX);
    if let Some(step) = open().filter(|step| step.record.is_waiting_on_others()).min_by_key(since) {
        return Next::Wait { step };
    }
    if checklist.steps.is_empty() || open().next().is_some() { Next::Nothing } else { Next::AllCompleted }
}
