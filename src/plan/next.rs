//! The one line that says what to do next.

use chrono::NaiveDate;

use super::assumptions::Assumptions;
use super::moves::{Cost, Move, MoveKind, moves};
use super::needed_by::needed_by;
use super::schedule::Plan;
use crate::checklist::{Checklist, Step};

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next<'a> {
    /// A step that can be done now.
    Do {
        step: &'a Step,
        /// The last day to begin at the usual pace; none without a planned start.
        by: Option<NaiveDate>,
    },
    /// Somebody else has been quiet for too long, and the first shift waits for it.
    Chase { step: &'a Step },
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
            Self::Do { step, .. }
            | Self::Chase { step }
            | Self::Wait { step }
            | Self::Resolve { step }
            | Self::Renew { step, .. } => Some(step),
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
            Self::Chase { step } | Self::Wait { step } => Some(step.waits_on().to_owned()),
            Self::AllCompleted | Self::Nothing => None,
        }
    }
}

/// The first thing to do today, as [`moves`] orders them: what ran out and stops the first shift, the earliest first, then
/// what costs the first shift most. What only
/// has to be renewed in time is in the list, and never next. Where nothing can be done, the wait that costs most, then
/// the longest.
#[must_use]
pub fn next<'a>(checklist: &'a Checklist, plan: &Plan, assumptions: &Assumptions<'_>) -> Next<'a> {
    let moves = moves(checklist, plan);
    let run_out = moves.iter().filter(|found| found.kind == MoveKind::RunOut && found.cost == Cost::Stops);
    let first_out = run_out.min_by_key(|found| found.last_day);
    let is_next = |found: &&Move| match found.kind {
        MoveKind::Renew | MoveKind::Wait => false,
        MoveKind::Chase => !matches!(found.cost, Cost::Nothing | Cost::Perhaps | Cost::NotKnown),
        MoveKind::RunOut | MoveKind::Resolve | MoveKind::Do => true,
    };
    let found = first_out.or_else(|| moves.iter().find(is_next)).or_else(|| longest_wait(&moves));
    let step = found.and_then(|found| checklist.step(&found.step));
    let is_all_closed = || checklist.steps.iter().all(|step| checklist.standing(step, plan.today).kind().is_closed());
    match (found, step) {
        (Some(Move { kind: MoveKind::RunOut, last_day: Some(on), .. }), Some(step)) => Next::Renew { step, on: *on },
        (Some(Move { kind: MoveKind::Resolve, .. }), Some(step)) => Next::Resolve { step },
        (Some(found @ Move { kind: MoveKind::Chase, .. }), Some(step)) if is_next(&found) => Next::Chase { step },
        (Some(Move { kind: MoveKind::Wait | MoveKind::Chase, .. }), Some(step)) => Next::Wait { step },
        (Some(_), Some(step)) => {
            Next::Do { step, by: needed_by(checklist, plan.today, assumptions).get(&step.id).copied() }
        }
        _ if checklist.steps.is_empty() || !is_all_closed() => Next::Nothing,
        _ => Next::AllCompleted,
    }
}

fn longest_wait(moves: &[Move]) -> Option<&Move> {
    let waits = moves.iter().filter(|found| matches!(found.kind, MoveKind::Wait | MoveKind::Chase));
    waits.min_by_key(|found| (found.cost, found.since.unwrap_or(NaiveDate::MAX)))
}
