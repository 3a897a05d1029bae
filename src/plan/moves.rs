//! Whose move it is: what can be done today, whom to ask again, and what it costs the first shift to leave it.

use chrono::{Days, NaiveDate};

use super::schedule::{Pace, Plan, PlannedStep, Told};
use super::validity::{AtFirstShift, Validity, validity};
use crate::catalogue::WhoActs;
use crate::checklist::{Checklist, Judgement, Status, Step};
use crate::ids::StepId;

/// Nobody is asked again within fewer days than these, and nobody is left longer in peace than those.
const QUIET: std::ops::RangeInclusive<u64> = 7..=28;

/// What there is to do about a step. In the order in which it is done where the cost is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoveKind {
    /// It has run out.
    RunOut,
    /// There is a problem.
    Resolve,
    /// It can be done, or gone on with, now.
    Do,
    /// Ask again: it is quiet for too long.
    Chase,
    /// It runs out soon, or before the first shift.
    Renew,
    /// Somebody else acts, and it is too early to ask again.
    Wait,
}

/// What leaving it costs the first shift. The dearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// There is no first shift without it: it has run out, or there is a problem and no day for it.
    Stops,
    /// After so many days in which nothing happens, each further day moves the likely first shift, or something is not
    /// renewed in time.
    After(i32),
    /// The first shift waits for it, and nobody can say how long it can be left.
    NotKnown,
    /// The likely first shift does not wait for it, and a later one would.
    Perhaps,
    /// Somebody else has it in hand, in time so far. It holds up the first shift all the same.
    NothingYet,
    /// It does not hold up the first shift.
    Nothing,
}

/// Something to do about a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub step: StepId,
    pub title: String,
    pub kind: MoveKind,
    pub cost: Cost,
    /// Whether the starter acts.
    pub is_own: bool,
    /// Who has to act, as it stands inside a sentence.
    pub who: String,
    /// Since when somebody else is waited for.
    pub since: Option<NaiveDate>,
    pub last_chased: Option<NaiveDate>,
    /// When to ask again: the day that somebody chose, or after the likely days of the step, at least a week and at
    /// most four, from the last time. Nothing official says how often to ask.
    pub chase_due: Option<NaiveDate>,
    /// When it runs out, where it is about that.
    pub last_day: Option<NaiveDate>,
    /// The last day on which to begin to renew it, where it is about that.
    pub begin_by: Option<NaiveDate>,
    /// How long it usually takes.
    pub usual_days: i32,
    /// Whether that are working days.
    pub working: bool,
    /// What has become of the day that somebody named for its end.
    pub told: Option<Told>,
    /// Whether the likely first shift is known, so that it can be said what moves it.
    pub is_date_known: bool,
}

impl Move {
    /// Whether it is for today.
    #[must_use]
    pub const fn is_for_today(&self) -> bool {
        !matches!(self.kind, MoveKind::Wait)
    }

    /// For how many days somebody else has been waited for.
    #[must_use]
    pub fn days_waiting(&self, today: NaiveDate) -> Option<i64> {
        self.since.map(|since| today.signed_duration_since(since).num_days())
    }
}

/// When to ask again about a step that somebody else has to act on: on the day that was chosen, on the day after the one
/// that somebody named for its end, or some time after it was asked for last. None where nobody is waited for, or it is
/// not known since when and no day was chosen or named. A day on or before the last time of asking has done its service.
#[must_use]
pub fn chase_due(step: &Step, likely_days: u32) -> Option<NaiveDate> {
    if !step.is_waiting_on_others() {
        return None;
    }
    let quiet = u64::from(likely_days).clamp(*QUIET.start(), *QUIET.end());
    let asked = step.record.chases.iter().map(|chase| chase.on).max();
    let is_to_come = |day: &NaiveDate| asked.is_none_or(|asked| *day > asked);
    let after_named = step.record.expected.filter(is_to_come).and_then(|day| day.succ_opt());
    let chosen = step.record.chase_on.filter(is_to_come);
    chosen.or(after_named).or_else(|| asked.max(step.waiting_since())?.checked_add_days(Days::new(quiet)))
}

/// Everything that there is to do, what costs the first shift most in front; then what there is to wait for.
#[must_use]
pub fn moves(checklist: &Checklist, plan: &Plan) -> Vec<Move> {
    let today = plan.today;
    let mut found: Vec<Move> = Vec::new();
    for (step, planned) in checklist.steps.iter().zip(&plan.steps) {
        let kind = match step.record.status {
            // What is completed comes below.
            Status::Completed => continue,
            _ if !planned.is_open => continue,
            Status::Problem => MoveKind::Resolve,
            // Though somebody was asked for it.
            Status::NotYetStarted if !planned.is_ready => continue,
            Status::NotYetStarted | Status::InProgress if step.is_waiting_on_others() => {
                let due = chase_due(step, planned.usual_calendar_days());
                if due.is_some_and(|due| due <= today) { MoveKind::Chase } else { MoveKind::Wait }
            }
            Status::InProgress => MoveKind::Do,
            Status::NotYetStarted if !checklist.has_begun_alternative(step) => MoveKind::Do,
            Status::NotYetStarted | Status::NotNeeded => continue,
        };
        // Without a day for a problem there is none for the first shift.
        let is_stop = kind == MoveKind::Resolve && planned.holds_up && planned.finish.likely.is_none();
        found.push(made(step, planned, plan, kind, if is_stop { Cost::Stops } else { cost(planned, kind) }));
    }
    for found_validity in validity(checklist, plan) {
        let Validity { step: id, expiry, .. } = &found_validity;
        let (Some(step), Some(planned), Some(expiry)) = (checklist.step(id), plan.step(id), expiry) else { continue };
        let kind = match expiry.on(today) {
            // Another step does as well and is completed.
            Judgement::RunOut if !planned.is_open => continue,
            // It cannot be renewed yet.
            _ if !planned.is_ready => continue,
            Judgement::RunOut => MoveKind::RunOut,
            // It need not be renewed.
            _ if found_validity.begin_by.is_none() => continue,
            Judgement::Valid
                if !planned.is_open
                    && found_validity.at_first_shift < AtFirstShift::MayRunOut
                    && found_validity.begin_by > Some(today) =>
            {
                continue;
            }
            Judgement::Valid | Judgement::RenewNow => MoveKind::Renew,
        };
        // Another open step would do as well.
        let has_other_way = || step.alternatives.iter().filter_map(|id| plan.step(id)).any(|other| other.is_open);
        let cost = match kind {
            MoveKind::RunOut if planned.holds_up && !has_other_way() => Cost::Stops,
            MoveKind::Renew => cost_of_leaving(&found_validity, planned, today),
            _ => cost(planned, kind),
        };
        found.push(Move {
            last_day: Some(expiry.last_day),
            begin_by: found_validity.begin_by,
            ..made(step, planned, plan, kind, cost)
        });
    }
    // The sort keeps the order of the list where all of these are the same.
    found.sort_by_key(|found| (!found.is_for_today(), found.cost, found.kind, !found.is_own));
    found
}

/// What can be begun costs days once its slack is used up. What somebody else has in hand costs nothing while it is in
/// time; once it is over its likely days, it does.
const fn cost(planned: &PlannedStep, kind: MoveKind) -> Cost {
    match (planned.can_wait, kind, planned.pace) {
        (None, ..) if planned.holds_up => Cost::NotKnown,
        (None, ..) if planned.may_hold_up => Cost::Perhaps,
        (None, ..) => Cost::Nothing,
        (Some(_), MoveKind::Chase | MoveKind::Wait, Pace::InTime) => Cost::NothingYet,
        (Some(days), ..) => Cost::After(days),
    }
}

/// What it costs not to renew something: the first shift, or that it runs out before that.
fn cost_of_leaving(validity: &Validity, planned: &PlannedStep, today: NaiveDate) -> Cost {
    let is_at_risk = validity.gates && validity.at_first_shift >= AtFirstShift::MayRunOut;
    let left = validity.begin_by.filter(|_| is_at_risk).map(|day| day.signed_duration_since(today).num_days());
    let left = left.map(|left| i32::try_from(left).unwrap_or(i32::MAX));
    match left.into_iter().chain(planned.can_wait).min() {
        Some(days) => Cost::After(days),
        None if planned.holds_up => Cost::NotKnown,
        None if planned.may_hold_up => Cost::Perhaps,
        None => Cost::Nothing,
    }
}

fn made(step: &Step, planned: &PlannedStep, plan: &Plan, kind: MoveKind, cost: Cost) -> Move {
    let is_waiting = matches!(kind, MoveKind::Chase | MoveKind::Wait);
    let who = if is_waiting { step.waits_on() } else { step.who_acts.in_a_sentence() };
    let [_, usual_days, _] = planned.days;
    Move {
        step: step.id.clone(),
        title: step.title.clone(),
        kind,
        cost,
        is_own: !is_waiting && step.who_acts == WhoActs::Starter,
        who: who.to_owned(),
        since: step.waiting_since().filter(|_| is_waiting),
        last_chased: step.record.chases.iter().map(|chase| chase.on).max(),
        chase_due: chase_due(step, planned.usual_calendar_days()),
        last_day: None,
        begin_by: None,
        usual_days,
        working: planned.working,
        told: planned.told,
        is_date_known: plan.first_shift.likely.is_some(),
    }
}
