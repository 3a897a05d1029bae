//! Whether what is completed still counts: today, on the first shift, or on any day.
//!
//! [`Step::expiry`] says when each step runs out.

use chrono::NaiveDate;

use super::schedule::{Plan, Window};
use crate::catalogue::Renewal;
#[cfg(doc)]
use crate::checklist::Step;
use crate::checklist::{Checklist, Expiry, Status};
use crate::ids::StepId;

/// How something stands on a first shift whose day is a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AtFirstShift {
    /// It counts on the latest first shift too.
    Valid,
    /// Nobody can say: the first shift, or the last day, is not known.
    NotKnown,
    /// It counts on the earliest, and not on the latest.
    MayRunOut,
    /// It runs out before the earliest.
    RunsOut,
}

/// A completed step that runs out one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity {
    pub step: StepId,
    /// None where the day has to come from a letter and nobody wrote it down.
    pub expiry: Option<Expiry>,
    pub at_first_shift: AtFirstShift,
}

/// The days on which a first shift can be: as the plan has them, and not before the planned start. Where nothing is open,
/// only a planned start says when it is.
fn first_shift_days(checklist: &Checklist, plan: &Plan) -> Window {
    let start = checklist.starter.planned_start;
    let not_before = |day: Option<NaiveDate>| day.map(|day| start.map_or(day, |start| start.max(day)));
    let Window { earliest, likely, latest } = plan.first_shift;
    // What is not known can only make it later.
    let earliest = not_before(earliest.or(plan.at_best.earliest));
    let is_named = !plan.is_all_done || start.is_some_and(|start| start >= plan.today);
    Window {
        earliest,
        likely: not_before(likely).filter(|_| is_named),
        latest: not_before(latest).filter(|_| is_named),
    }
}

/// Every completed step that runs out one day, or whose day is still to be written down; what runs out first in front.
#[must_use]
pub fn validity(checklist: &Checklist, plan: &Plan) -> Vec<Validity> {
    let shift = first_shift_days(checklist, plan);
    let mut found: Vec<Validity> = checklist
        .steps
        .iter()
        .filter(|step| step.record.status == Status::Completed && step.retired.is_empty())
        .filter(|step| step.renewal.value != Renewal::None || step.record.expires.is_some())
        .map(|step| {
            let expiry = step.expiry();
            Validity { step: step.id.clone(), expiry, at_first_shift: at_first_shift(expiry, &shift) }
        })
        .collect();
    found.sort_by_key(|validity| validity.expiry.map_or(NaiveDate::MAX, |expiry| expiry.last_day));
    found
}

fn at_first_shift(expiry: Option<Expiry>, shift: &Window) -> AtFirstShift {
    let Some(Expiry { last_day, .. }) = expiry else { return AtFirstShift::NotKnown };
    match (shift.earliest, shift.latest) {
        (Some(earliest), _) if last_day < earliest => AtFirstShift::RunsOut,
        (_, Some(latest)) if last_day >= latest => AtFirstShift::Valid,
        (_, Some(_)) => AtFirstShift::MayRunOut,
        (_, None) => AtFirstShift::NotKnown,
    }
}
