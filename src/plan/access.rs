//! What somebody may perhaps do on a day: the highest rung of the access ladder all of whose steps stand.
//!
//! **Invariant:** never a rung one of whose steps, or of the steps that these wait for, is open, not verified where it
//! needs a sign-off, or run out.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::catalogue::{AccessLadder, Need, Renewal, Rung};
use crate::checklist::{Checklist, Record, StandingKind, Status, Step};
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
    /// The titles of what was counted and of which only a letter says when it runs out, and nobody wrote that down.
    pub undated: Vec<String>,
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
    /// It is completed, and nobody wrote down on which day.
    NoDay,
    /// It is completed, and nobody has signed it off since.
    NotSignedOff,
    /// It is completed, and something that it waits for, through others too, is open, run out or not signed off.
    WaitsForOthers,
    /// It ran out; this was the last day.
    RunOut(NaiveDate),
    /// Somebody said that it is not needed, and nobody has signed that off.
    NotNeeded,
}

/// Where somebody stands on the ladder on a day, from what is recorded now.
#[must_use]
pub fn access<'a>(checklist: &Checklist, ladder: &'a AccessLadder, on: NaiveDate) -> Access<'a> {
    let mut access = Access { rung: None, next: None, missing: Vec::new(), undated: Vec::new() };
    for next in &ladder.rungs {
        access.missing = next.needs.iter().flat_map(|need| lacking(checklist, need, on)).collect();
        if !access.missing.is_empty() {
            access.next = Some(next);
            return access;
        }
        access.rung = Some(next);
        let counted = next.needs.iter().flat_map(|need| here(checklist, need));
        access.undated.extend(counted.filter(|step| is_undated(step)).map(|step| step.title.clone()));
    }
    access
}

/// The steps of a need that are on the checklist.
fn here<'a>(checklist: &'a Checklist, need: &Need) -> impl Iterator<Item = &'a Step> {
    need.steps.iter().filter_map(|id| checklist.step(id)).filter(|step| step.retired.is_empty())
}

/// Whether only a letter says when it runs out, and nobody wrote that down.
fn is_undated(step: &Step) -> bool {
    let is_of_a_letter = matches!(step.renewal.value, Renewal::FromYourLetter { .. });
    is_of_a_letter && step.record.status == Status::Completed && step.record.expires.is_none()
}

fn lacking<'a>(checklist: &Checklist, need: &'a Need, on: NaiveDate) -> Vec<Lacking<'a>> {
    let mut here = here(checklist, need).peekable();
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
    let record = &step.record;
    let why = match record.status {
        Status::Completed => completed(checklist, step, on)?,
        Status::NotNeeded if need.may_be_not_needed && !record.reason.trim().is_empty() => return None,
        Status::NotNeeded if is_signed(record, on) => return None,
        Status::NotNeeded => WhyNot::NotNeeded,
        Status::NotYetStarted | Status::InProgress | Status::Problem => {
            WhyNot::Open(match checklist.standing(step).kind() {
                // Another step does as well, and whether that one stands is asked for by itself.
                StandingKind::NotNeeded => StandingKind::NotYetStarted,
                kind => kind,
            })
        }
    };
    if has_other_way(checklist, step, on) { None } else { Some(why) }
}

/// Whether another step that does as well stands. What somebody said is not needed does not do as well.
fn has_other_way(checklist: &Checklist, step: &Step, on: NaiveDate) -> bool {
    let others = step.alternatives.iter().filter_map(|id| checklist.step(id)).filter(|other| other.id != step.id);
    let mut others = others.filter(|other| other.record.status == Status::Completed && other.retired.is_empty());
    others.any(|other| completed(checklist, other, on).is_none())
}

/// Why a completed step does not stand.
fn completed(checklist: &Checklist, step: &Step, on: NaiveDate) -> Option<WhyNot> {
    by_itself(step, on).or_else(|| (!rests_on_firm_ground(checklist, step, on)).then_some(WhyNot::WaitsForOthers))
}

/// Why a completed step does not stand, whatever others are like.
fn by_itself(step: &Step, on: NaiveDate) -> Option<WhyNot> {
    let record = &step.record;
    match record.completed {
        None => Some(WhyNot::NoDay),
        Some(completed) if completed > on => Some(WhyNot::Open(StandingKind::Completed)),
        Some(_) if step.has_run_out(on) => step.expiry().map(|expiry| WhyNot::RunOut(expiry.last_day)),
        Some(_) if step.needs_sign_off && !is_signed(record, on) => Some(WhyNot::NotSignedOff),
        Some(_) => None,
    }
}

/// Whether somebody with a name and a post has signed it off by a day, and not before it was completed.
fn is_signed(record: &Record, on: NaiveDate) -> bool {
    record.sign_off.as_ref().is_some_and(|sign_off| {
        let is_named = !sign_off.by.trim().is_empty() && !sign_off.post.trim().is_empty();
        is_named && sign_off.on <= on && record.completed.is_none_or(|completed| completed <= sign_off.on)
    })
}

/// Whether everything that a step waits for, through others too, is completed, signed off where that is needed, and not
/// run out; or not needed; or another step that does as well is so by itself.
fn rests_on_firm_ground(checklist: &Checklist, step: &Step, on: NaiveDate) -> bool {
    let mut seen: BTreeSet<&StepId> = BTreeSet::from([&step.id]);
    let mut todo: Vec<&StepId> = step.waits_for.iter().collect();
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(before) = checklist.step(id).filter(|before| before.retired.is_empty()) else { continue };
        let stands = |step: &Step| step.record.status == Status::Completed && by_itself(step, on).is_none();
        let is_other_way = || before.alternatives.iter().filter_map(|id| checklist.step(id)).any(stands);
        match before.record.status {
            Status::NotNeeded => {}
            Status::Completed if by_itself(before, on).is_none() => todo.extend(&before.waits_for),
            _ if is_other_way() => {}
            _ => return false,
        }
    }
    true
}
