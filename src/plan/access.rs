//! What somebody may perhaps do on a day: the highest rung of the access ladder all of whose steps stand.
//!
//! **Invariant:** never a rung above one of whose steps is open, not verified where it needs a sign-off, or run out.

use chrono::NaiveDate;

use crate::catalogue::{AccessLadder, Need, Rung};
use crate::checklist::{Checklist, StandingKind, Status, Step};
use crate::ids::StepId;

/// Where somebody stands on the ladder. A guide only: the establishment decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access<'a> {
    /// None for *Not yet*.
    pub rung: Option<&'a Rung>,
    /// None at the top.
    pub next: Option<&'a Rung>,
    /// What is missing for the next rung.
    pub missing: Vec<Lacking<'a>>,
}

/// Something that is missing for a rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking<'a> {
    pub need: &'a Need,
    /// None where the checklist has no such step.
    pub step: Option<StepId>,
    pub title: String,
    pub why: WhyNot,
}

/// Why a step does not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// The checklist has no such step.
    NotOnTheList,
    /// It is not completed, or not on that day.
    Open(StandingKind),
    /// It is completed, and nobody has signed it off.
    NotSignedOff,
    /// It is completed, and something that it waits for is not.
    WaitsForOthers,
    /// It ran out; this was the last day.
    RunOut(NaiveDate),
    /// Somebody said that it is not needed, and nobody has signed that off.
    NotNeeded,
}

/// Where somebody stands on the ladder on a day, from what is recorded now.
#[must_use]
pub fn access<'a>(checklist: &Checklist, ladder: &'a AccessLadder, on: NaiveDate) -> Access<'a> {
    let mut rung = None;
    for next in &ladder.rungs {
        let missing: Vec<Lacking<'a>> = next.needs.iter().flat_map(|need| lacking(checklist, need, on)).collect();
        if !missing.is_empty() {
            return Access { rung, next: Some(next), missing };
        }
        rung = Some(next);
    }
    Access { rung, next: None, missing: Vec::new() }
}

fn lacking<'a>(checklist: &Checklist, need: &'a Need, on: NaiveDate) -> Vec<Lacking<'a>> {
    let mut here =
        need.steps.iter().filter_map(|id| checklist.step(id)).filter(|step| step.retired.is_empty()).peekable();
    if here.peek().is_none() && !need.if_on_the_list {
        return vec![Lacking { need, step: None, title: String::new(), why: WhyNot::NotOnTheList }];
    }
    here.filter_map(|step| {
        let why = why_not(checklist, step, need, on)?;
        Some(Lacking { need, step: Some(step.id.clone()), title: step.title.clone(), why })
    })
    .collect()
}

/// Why a step does not stand; none where it does, or where another step that does as well stands.
fn why_not(checklist: &Checklist, step: &Step, need: &Need, on: NaiveDate) -> Option<WhyNot> {
    let why = by_itself(checklist, step, need, on)?;
    let mut others = step.alternatives.iter().filter_map(|id| checklist.step(id)).filter(|other| other.id != step.id);
    // What somebody said is not needed does not do as well.
    let stands = |other: &Step| {
        other.record.status == Status::Completed
            && other.retired.is_empty()
            && by_itself(checklist, other, need, on).is_none()
    };
    if others.any(stands) { None } else { Some(why) }
}

fn by_itself(checklist: &Checklist, step: &Step, need: &Need, on: NaiveDate) -> Option<WhyNot> {
    let record = &step.record;
    let is_signed = record.sign_off.as_ref().is_some_and(|sign_off| sign_off.on <= on);
    let is_in_order = || checklist.open_prerequisites(step).is_empty();
    match record.status {
        Status::Completed if record.completed.is_some_and(|completed| completed > on) => {
            Some(WhyNot::Open(StandingKind::Completed))
        }
        Status::Completed if step.has_run_out(on) => step.expiry().map(|expiry| WhyNot::RunOut(expiry.last_day)),
        Status::Completed if step.needs_sign_off && !is_signed => Some(WhyNot::NotSignedOff),
        Status::Completed if !is_in_order() => Some(WhyNot::WaitsForOthers),
        Status::Completed => None,
        Status::NotNeeded if need.may_be_not_needed || is_signed => None,
        Status::NotNeeded => Some(WhyNot::NotNeeded),
        Status::NotYetStarted | Status::InProgress | Status::Problem => {
            Some(WhyNot::Open(match checklist.standing(step).kind() {
                // Another step does as well, and whether that one stands is asked for by itself.
                StandingKind::NotNeeded => StandingKind::NotYetStarted,
                kind => kind,
            }))
        }
    }
}
