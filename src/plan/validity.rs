//! Whether what is completed still counts: today, on the first shift, or on any day.
//!
//! [`Step::expiry`] says when each step runs out.

use chrono::{NaiveDate, TimeDelta};

use super::schedule::{Plan, PlannedStep, Window};
use crate::catalogue::Renewal;
use crate::checklist::{Checklist, Expiry, Status, Step};
use crate::ids::StepId;

/// How something stands on a first shift whose day is a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AtFirstShift {
    /// It counts on the latest first shift too.
    Valid,
    /// Nobody can say: the first shift, or the last day, is not known.
    NotKnown,
    /// It counts on the likely one, and not on the latest.
    MayRunOut,
    /// It runs out before the likely one.
    RunsOut,
}

/// A completed step that runs out one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity {
    pub step: StepId,
    /// None where the day has to come from a letter and nobody wrote it down.
    pub expiry: Option<Expiry>,
    pub at_first_shift: AtFirstShift,
    /// Whether a first shift waits for it.
    pub gates: bool,
    /// The last day on which to begin to renew it so that neither it nor the first shift is late, and today at the
    /// earliest. None where it has run out, or nobody knows when it does.
    pub begin_by: Option<NaiveDate>,
}

/// The days on which a first shift can be: as the plan has them, and not before the planned start. Where nothing is open,
/// only a planned start says when it is.
fn first_shift_days(checklist: &Checklist, plan: &Plan) -> Window {
    let start = checklist.starter.planned_start;
    let not_before = |day: Option<NaiveDate>| day.map(|day| start.map_or(day, |start| start.max(day)));
    let is_named = !plan.is_all_done || start.is_some_and(|start| start >= plan.today);
    // What is not known can only make it later.
    let known = |day: Option<NaiveDate>, at_best: Option<NaiveDate>| not_before(day.or(at_best));
    let (first, best) = (plan.first_shift, plan.at_best);
    Window {
        earliest: known(first.earliest, best.earliest),
        likely: known(first.likely, best.likely).filter(|_| is_named),
        latest: not_before(first.latest).filter(|_| is_named),
    }
}

/// Every completed step that runs out one day, or whose day is still to be written down; what runs out first in front.
#[must_use]
pub fn validity(checklist: &Checklist, plan: &Plan) -> Vec<Validity> {
    let shift = first_shift_days(checklist, plan);
    let is_meant = |step: &Step| {
        let is_completed = step.record.status == Status::Completed && step.retired.is_empty();
        is_completed && (step.renewal.value != Renewal::None || step.record.expires.is_some())
    };
    let judged = |(step, planned): (&Step, &PlannedStep)| {
        let expiry = step.expiry();
        let at_first_shift = at_first_shift(expiry, &shift);
        let is_in_force = expiry.filter(|expiry| expiry.last_day >= plan.today);
        let begin_by = is_in_force.map(|expiry| begin_by(planned, expiry, plan, shift.likely));
        Validity { step: step.id.clone(), expiry, at_first_shift, gates: step.gates_first_shift, begin_by }
    };
    let steps = checklist.steps.iter().zip(&plan.steps).filter(|(step, _)| is_meant(step));
    let mut found: Vec<Validity> = steps.map(judged).collect();
    found.sort_by_key(|validity| validity.expiry.map_or(NaiveDate::MAX, |expiry| expiry.last_day));
    found
}

fn at_first_shift(expiry: Option<Expiry>, shift: &Window) -> AtFirstShift {
    let Some(Expiry { last_day, .. }) = expiry else { return AtFirstShift::NotKnown };
    match (shift.likely, shift.latest) {
        (Some(likely), _) if last_day < likely => AtFirstShift::RunsOut,
        (_, Some(latest)) if last_day >= latest => AtFirstShift::Valid,
        (_, Some(_)) => AtFirstShift::MayRunOut,
        (_, None) => AtFirstShift::NotKnown,
    }
}

/// The last day on which to begin to renew something that counts today: as its rule says, or as the plan needs it, or
/// its likely days before a first shift that comes after its last day; whichever is first.
fn begin_by(planned: &PlannedStep, expiry: Expiry, plan: &Plan, shift: Option<NaiveDate>) -> NaiveDate {
    let in_days = |from: NaiveDate, days: i32| from.checked_add_signed(TimeDelta::days(i64::from(days)));
    let slack = planned.slack.filter(|_| planned.is_renewal);
    let as_planned = slack.and_then(|slack| in_days(planned.begin.likely?, slack));
    let for_shift = shift.filter(|shift| expiry.last_day < *shift);
    let for_shift = for_shift.and_then(|shift| in_days(shift, -planned.usual_calendar_days()));
    let first = [as_planned, for_shift].into_iter().flatten().fold(expiry.renew_from, NaiveDate::min);
    first.max(plan.today)
}
