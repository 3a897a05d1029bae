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
    /// Something that was completed has run out.
    Renew { step: &'a Step, on: NaiveDate },
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
            Self::Do { step, .. } | Self::Wait { step } | Self::Resolve { step } | Self::Renew { step, .. } => {
                Some(step)
            }
            Self::AllCompleted | Self::Nothing => None,
        }
    }

    /// Who has to act.
    #[must_use]
    pub fn who(&self) -> Option<String> {
        match self {
            Self::Do { step, .. } | Self::Resolve { step } | Self::Renew { step, .. } => {
                Some(step.who_acts.label().to_owned())
            }
            Self::Wait { step } => Some(step.waits_on().to_owned()),
            Self::AllCompleted | Self::Nothing => None,
        }
    }
}

/// What ran out comes first. Then, of the steps that can be done now and wait on nobody, and those with a problem: the
/// one to begin earliest; a problem before the rest, the starter's own before others', then in the order of the list.
/// Without one: of the waits, the one that holds up the first shift most, then the longest.
#[must_use]
pub fn next(checklist: &Checklist, today: NaiveDate) -> Next<'_> {
    let latest = needed_by(checklist, today);
    let by = |step: &Step| latest.get(&step.id).copied().unwrap_or(NaiveDate::MAX);
    let kind = |step: &Step| checklist.standing(step).kind();
    let expired = checklist.steps.iter().filter_map(|step| {
        let on = step.record.expires.filter(|on| *on < today && kind(step) == StandingKind::Completed)?;
        Some((step, on))
    });
    if let Some((step, on)) = expired.min_by_key(|(_, on)| *on) {
        return Next::Renew { step, on };
    }
    let open: Vec<(&Step, StandingKind)> =
        checklist.steps.iter().map(|step| (step, kind(step))).filter(|(_, kind)| !kind.is_closed()).collect();
    let can_do = |(step, kind): &&(&Step, StandingKind)| match kind {
        StandingKind::Problem => true,
        StandingKind::InProgress => !step.is_waiting_on_others(),
        StandingKind::NotYetStarted => !step.is_waiting_on_others() && !checklist.has_begun_alternative(step),
        StandingKind::Completed | StandingKind::CannotStartYet | StandingKind::NotNeeded => false,
    };
    let urgency = |(step, kind): &&(&Step, StandingKind)| {
        (by(step), *kind != StandingKind::Problem, step.who_acts != WhoActs::Starter)
    };
    if let Some((step, kind)) = open.iter().filter(can_do).min_by_key(urgency) {
        return match kind {
            StandingKind::Problem => Next::Resolve { step },
            _ => Next::Do { step, by: latest.get(&step.id).copied() },
        };
    }
    let waits = open.iter().map(|(step, _)| *step).filter(|step| step.is_waiting_on_others());
    let cost = |step: &&Step| (!step.gates_first_shift, by(step), step.waiting_since().unwrap_or(NaiveDate::MAX));
    match waits.min_by_key(cost) {
        Some(step) => Next::Wait { step },
        None if checklist.steps.is_empty() || !open.is_empty() => Next::Nothing,
        None => Next::AllCompleted,
    }
}
