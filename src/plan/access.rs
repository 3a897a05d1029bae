//! What somebody may perhaps do on a day: the highest rung of the access ladder all of whose steps stand.
//!
//! **Invariant:** never a rung one of whose steps, or of the steps that these wait for, is open, not verified where it
//! needs a sign-off, or run out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalogue::{AccessLadder, Need, Renewal, Rung};
use crate::checklist::{Checklist, Record, StandingKind, Status, Step};
use crate::ids::StepId;
use crate::visible::is_blank;

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
    let ground = Ground::of(checklist, ladder, on);
    let mut access = Access { rung: None, next: None, missing: Vec::new(), undated: Vec::new() };
    for next in &ladder.rungs {
        access.missing = next.needs.iter().flat_map(|need| ground.lacking(need)).collect();
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
    need.steps.iter().filter_map(|id| checklist.step(id)).filter(|step| is_blank(&step.retired))
}

/// Whether only a letter says when it runs out, and nobody wrote that down.
fn is_undated(step: &Step) -> bool {
    let is_of_a_letter = matches!(step.renewal.value, Renewal::FromYourLetter { .. });
    is_of_a_letter && step.record.status == Status::Completed && step.record.expires.is_none()
}

/// Which steps of a checklist stand on a day.
struct Ground<'c> {
    checklist: &'c Checklist,
    on: NaiveDate,
    /// Those that stand by themselves and wait for nothing that does not, through others too.
    firm: BTreeSet<&'c StepId>,
}

impl<'c> Ground<'c> {
    /// Goes from the steps that wait for nothing to those that wait for them; so steps that wait for each other in a
    /// circle do not stand. Takes time in line with steps and links.
    fn of(checklist: &'c Checklist, ladder: &AccessLadder, on: NaiveDate) -> Self {
        let mut waited_for: BTreeMap<&StepId, Vec<&Step>> = BTreeMap::new();
        let mut other_way_for: BTreeMap<&StepId, Vec<&Step>> = BTreeMap::new();
        let mut open: BTreeMap<&StepId, usize> = BTreeMap::new();
        for step in &checklist.steps {
            let before: BTreeSet<&StepId> = step.waits_for.iter().filter(|id| checklist.step(id).is_some()).collect();
            open.insert(&step.id, before.len());
            for id in before {
                waited_for.entry(id).or_default().push(step);
            }
            for id in &step.alternatives {
                other_way_for.entry(id).or_default().push(step);
            }
        }
        let optional = ladder.rungs.iter().flat_map(|rung| &rung.needs).filter(|need| need.may_be_not_needed);
        let optional: BTreeSet<&StepId> = optional.flat_map(|need| &need.steps).collect();
        let is_asked_of_all = |step: &Step| step.needs_sign_off && !optional.contains(&step.id);
        let stands = |step: &Step| match step.record.status {
            _ if !is_blank(&step.retired) => true,
            Status::Completed => by_itself(step, on).is_none(),
            Status::NotNeeded => is_signed(&step.record, on) || (has_reason(&step.record) && !is_asked_of_all(step)),
            Status::NotYetStarted | Status::InProgress | Status::Problem => false,
        };
        let mut firm = BTreeSet::new();
        // Those that hold up nobody: firm, or another step that does as well is completed and firm.
        let mut passed = BTreeSet::new();
        let is_free = |step: &Step, open: &BTreeMap<&StepId, usize>| {
            stands(step) && (!is_blank(&step.retired) || open.get(&step.id) == Some(&0))
        };
        let mut todo: Vec<&Step> = checklist.steps.iter().filter(|step| is_free(step, &open)).collect();
        while let Some(step) = todo.pop() {
            if !firm.insert(&step.id) {
                continue;
            }
            let is_other_way = step.record.status == Status::Completed && is_blank(&step.retired);
            let others = other_way_for.get(&step.id).into_iter().flatten().filter(|_| is_other_way);
            let newly: Vec<&StepId> = std::iter::once(&step.id)
                .chain(others.map(|other| &other.id))
                .filter(|id| passed.insert(*id))
                .collect();
            for follower in newly.into_iter().filter_map(|id| waited_for.get(id)).flatten() {
                open.entry(&follower.id).and_modify(|open| *open = open.saturating_sub(1));
                if is_free(follower, &open) {
                    todo.push(follower);
                }
            }
        }
        Self { checklist, on, firm }
    }

    fn lacking<'a>(&self, need: &'a Need) -> Vec<Lacking<'a>> {
        let mut here = here(self.checklist, need).peekable();
        if here.peek().is_none() && !need.if_on_the_list {
            return vec![Lacking { need, step: None, title: String::new(), why: WhyNot::NotOnTheList }];
        }
        here.filter_map(|step| {
            let why = self.why_not(step, need)?;
            Some(Lacking { need, step: Some(step.id.clone()), title: step.title.clone(), why })
        })
        .collect()
    }

    /// Why a step does not stand; none where it does, or where another step that does as well stands.
    fn why_not(&self, step: &Step, need: &Need) -> Option<WhyNot> {
        let record = &step.record;
        let why = match record.status {
            Status::Completed => by_itself(step, self.on)
                .or_else(|| (!self.firm.contains(&step.id)).then_some(WhyNot::WaitsForOthers))?,
            Status::NotNeeded if need.may_be_not_needed && has_reason(record) => return None,
            Status::NotNeeded if is_signed(record, self.on) => return None,
            Status::NotNeeded => WhyNot::NotNeeded,
            Status::NotYetStarted | Status::InProgress | Status::Problem => {
                WhyNot::Open(match self.checklist.standing(step, self.on).kind() {
                    // Another step does as well, and whether that one stands is asked for by itself.
                    StandingKind::NotNeeded => StandingKind::NotYetStarted,
                    kind => kind,
                })
            }
        };
        if self.has_other_way(step) { None } else { Some(why) }
    }

    /// Whether another step that does as well stands. What somebody said is not needed does not do as well.
    fn has_other_way(&self, step: &Step) -> bool {
        let others =
            step.alternatives.iter().filter_map(|id| self.checklist.step(id)).filter(|other| other.id != step.id);
        let mut others = others.filter(|other| other.record.status == Status::Completed && is_blank(&other.retired));
        others.any(|other| self.firm.contains(&other.id))
    }
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

/// Whether somebody wrote down why it is not needed.
fn has_reason(record: &Record) -> bool {
    !is_blank(&record.reason)
}

/// Whether somebody with a name and a post has signed it off by a day, and not before it was completed.
fn is_signed(record: &Record, on: NaiveDate) -> bool {
    record.sign_off.as_ref().is_some_and(|sign_off| {
        let is_named = !is_blank(&sign_off.by) && !is_blank(&sign_off.post);
        is_named && sign_off.on <= on && record.completed.is_none_or(|completed| completed <= sign_off.on)
    })
}
