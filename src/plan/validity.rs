//! Whether what is completed still counts: today, on the first shift, or on any day.
//!
//! [`Step::expiry`] says when each step runs out.

use chrono::NaiveDate;

use super::calendar::{Calendar, date, day};
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
    /// The last day on which to begin to renew it so that it does not run out, and the first on which that can be at the
    /// earliest. None where it has run out, need not be renewed, or nobody can say.
    pub begin_by: Option<NaiveDate>,
    /// Another step that does as well and is completed, so that this one need not be renewed.
    pub covered_by: Option<StepId>,
    /// The planned start, where it is that which something has to last for: the first shift may be before it.
    pub planned_start: Option<NaiveDate>,
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
    let calendar = Calendar::of(&checklist.starter.nation);
    let start = checklist.starter.planned_start.filter(|start| {
        let can_be_before = plan.first_shift.likely.or(plan.at_best.likely).is_some_and(|likely| likely < *start);
        shift.likely == Some(*start) && (plan.is_all_done || can_be_before)
    });
    let is_meant = |step: &Step| {
        let record = &step.record;
        let is_completed = record.status == Status::Completed && record.completed.is_none_or(|day| day <= plan.today);
        let can_run_out = step.renewal.value != Renewal::None || record.expires.is_some();
        is_completed && can_run_out && step.retired.is_empty()
    };
    let judged = |(step, planned): (&Step, &PlannedStep)| {
        let expiry = step.expiry();
        let covered_by = covered_by(checklist, plan, step, planned);
        let is_covered = covered_by.is_some();
        let at_first_shift = if is_covered { AtFirstShift::Valid } else { at_first_shift(expiry, &shift) };
        let is_in_force = expiry.filter(|expiry| expiry.last_day >= plan.today && !is_covered);
        let begin_by = is_in_force.and_then(|expiry| begin_by(planned, expiry, plan.today, calendar));
        let (gates, step) = (step.gates_first_shift, step.id.clone());
        Validity { step, expiry, at_first_shift, gates, begin_by, covered_by, planned_start: start }
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

/// Another step that is completed, does as well, and counts for longer or is to be renewed; none where the plan counts on
/// this one to be renewed.
fn covered_by(checklist: &Checklist, plan: &Plan, step: &Step, planned: &PlannedStep) -> Option<StepId> {
    let last = |step: &Step| step.expiry().map_or(NaiveDate::MAX, |expiry| expiry.last_day);
    let does_as_well = |other: &&Step| {
        let is_in_force = other.record.status == Status::Completed && last(other) >= plan.today;
        let is_renewed = plan.step(&other.id).is_some_and(|planned| planned.is_open);
        other.id != step.id && is_in_force && (is_renewed || last(other) > last(step))
    };
    let others = step.alternatives.iter().filter_map(|id| checklist.step(id)).filter(does_as_well);
    others.filter(|_| !planned.is_open).max_by_key(|other| last(other)).map(|other| other.id.clone())
}

/// By its rule, or by its likely days, whichever is first; and not before what it waits for.
fn begin_by(planned: &PlannedStep, expiry: Expiry, today: NaiveDate, calendar: Calendar) -> Option<NaiveDate> {
    let [_, likely, _] = planned.days;
    let in_time = date(calendar.latest_start(day(expiry.last_day), likely, planned.working));
    let first = in_time.map_or(expiry.renew_from, |day| day.min(expiry.renew_from));
    planned.can_begin.map(|can_begin| first.max(can_begin).max(today))
}
