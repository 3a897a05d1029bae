//! Whether what is completed still counts: today, on the first shift, or on any day.
//!
//! [`Step::expiry`] says when each step runs out.

use std::collections::BTreeSet;

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
    /// Whether a first shift waits for it, or may have to: by itself, through others, or for what it stands in for.
    pub gates: bool,
    /// The last day on which to begin to renew it so that it does not run out, and the first on which that can be at the
    /// earliest. None where it has run out, need not be renewed, or nobody can say.
    pub begin_by: Option<NaiveDate>,
    /// Whether everything that it waits for stands today, so that renewing it can begin.
    pub is_ready: bool,
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
    let steps = checklist.steps.iter().zip(&plan.steps).filter(|(step, _)| is_meant(step));
    let covered = steps.map(|(step, planned)| (step, planned, covered_by(checklist, plan, step)));
    let covered: Vec<(&Step, &PlannedStep, Option<StepId>)> = covered.collect();
    let gates = |step: &Step, planned: &PlannedStep| step.gates_first_shift || planned.may_hold_up;
    let stand_in = covered.iter().filter(|(step, planned, _)| gates(step, planned));
    let stand_in: BTreeSet<&StepId> = stand_in.filter_map(|(_, _, other)| other.as_ref()).collect();
    let judged = |(step, planned, covered_by): &(&Step, &PlannedStep, Option<StepId>)| {
        let expiry = step.expiry();
        let is_covered = covered_by.is_some();
        let at_first_shift = if is_covered { AtFirstShift::Valid } else { at_first_shift(expiry, &shift) };
        let is_in_force = expiry.filter(|expiry| expiry.last_day >= plan.today && !is_covered);
        Validity {
            step: step.id.clone(),
            expiry,
            at_first_shift,
            gates: gates(step, planned) || stand_in.contains(&step.id),
            begin_by: is_in_force.and_then(|expiry| begin_by(planned, expiry, plan.today, calendar)),
            is_ready: planned.is_ready,
            covered_by: covered_by.clone(),
            planned_start: start,
        }
    };
    let mut found: Vec<Validity> = covered.iter().map(judged).collect();
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

/// Another step that does as well, counts today, and is renewed or counts for longer; none where the plan counts on this
/// one to be renewed, or that other one is itself not to be renewed because of a third.
fn covered_by(checklist: &Checklist, plan: &Plan, step: &Step) -> Option<StepId> {
    let standing_in = |step: &Step| -> Option<&Step> {
        let is_open = |step: &Step| plan.step(&step.id).is_some_and(|planned| planned.is_open);
        let worth = |other: &Step| (is_open(other), other.expiry().map_or(NaiveDate::MAX, |expiry| expiry.last_day));
        let others = step.alternatives.iter().filter_map(|id| checklist.step(id));
        let best = others.filter(|other| other.counts_on(plan.today)).max_by_key(|other| worth(other));
        best.filter(|best| !is_open(step) && worth(best) > worth(step))
    };
    standing_in(step).filter(|other| standing_in(other).is_none()).map(|other| other.id.clone())
}

/// By its rule, or by its likely days, whichever is first; and not before what it waits for.
fn begin_by(planned: &PlannedStep, expiry: Expiry, today: NaiveDate, calendar: Calendar) -> Option<NaiveDate> {
    let [_, likely, _] = planned.days;
    let in_time = date(calendar.latest_start(day(expiry.last_day), likely, planned.working));
    let first = in_time.map_or(expiry.renew_from, |day| day.min(expiry.renew_from));
    planned.can_begin.map(|can_begin| first.max(can_begin).max(today))
}
