//! The one line that says what to do next.

use chrono::NaiveDate;

use super::assumptions::Assumptions;
use super::moves::{Cost, Move, MoveKind, moves};
use super::needed_by::needed_by;
use super::schedule::{Plan, PlannedStep};
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
    /// Something that was completed has run out, or runs out on that day and is to be renewed now.
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

/// The first thing to do today, as [`moves`] orders them; what has to be renewed in time, once it is time to begin. Where
/// nothing can be done, the wait that costs most, then the longest.
#[must_use]
pub fn next<'a>(checklist: &'a Checklist, plan: &Plan, assumptions: &Assumptions<'_>) -> Next<'a> {
    let moves = moves(checklist, plan);
    let is_next = |found: &&Move| match found.kind {
        MoveKind::Wait => false,
        MoveKind::Renew => found.begin_by.is_some_and(|day| day <= plan.today),
        MoveKind::Chase => !matches!(found.cost, Cost::Nothing | Cost::Perhaps | Cost::NotKnown),
        MoveKind::RunOut | MoveKind::Resolve | MoveKind::Do => true,
    };
    let found = moves.iter().find(is_next).or_else(|| longest_wait(&moves));
    let step = found.and_then(|found| checklist.step(&found.step));
    let is_closed = |(step, planned): (&Step, &PlannedStep)| {
        let has_run_out = planned.is_open && step.has_run_out(plan.today);
        !has_run_out && checklist.standing(step, plan.today).kind().is_closed()
    };
    let is_all_closed = || checklist.steps.iter().zip(&plan.steps).all(is_closed);
    match (found, step) {
        (Some(Move { kind: MoveKind::RunOut | MoveKind::Renew, last_day: Some(on), .. }), Some(step)) => {
            Next::Renew { step, on: *on }
        }
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
