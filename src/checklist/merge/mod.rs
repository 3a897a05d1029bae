//! Puts together what two people changed in one checklist: step by step and field by field.
//!
//! What only one side changed is taken as that side has it. Where both changed the same field in different ways, that
//! is a clash: somebody decides, and what is not taken goes into the log beside what is.
//!
//! **Invariant:** what either side wrote is in the result or in its log, and no line of either log is missing.

mod ancestor;
mod fields;

use serde_json::Value;

pub use ancestor::Ancestor;

use super::{Checklist, LogEntry, Stamp, Step, chain};
use crate::ids::StepId;
use fields::{Fields, Merging};

/// Whose value counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    #[default]
    Ours,
    Theirs,
}

/// What a clash is about: a step, or nothing for the starter and the whole, and the first of the members that go
/// together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClashKey {
    pub step: Option<StepId>,
    pub member: String,
}

/// A field that both changed, in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub key: ClashKey,
    /// Of the step; empty for the starter and the whole.
    pub title: String,
    /// The members that go together, as they are called in the file, each as it is here and as it is there. Only those
    /// that differ.
    pub values: Vec<(String, Value, Value)>,
    /// Who changed it there last, as far as the log says; may be empty.
    pub by: String,
}

/// What two checklists become together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    pub checklist: Checklist,
    pub clashes: Vec<Clash>,
}

/// Puts two checklists together that both came from an earlier one. `chosen` decides the clashes.
#[must_use]
pub fn merge(
    ancestor: &Ancestor<'_>,
    ours: &Checklist,
    theirs: &Checklist,
    chosen: &dyn Fn(&ClashKey) -> Side,
    stamp: &Stamp,
) -> Merged {
    if ours == theirs || ancestor.is(theirs) {
        return Merged { checklist: ours.clone(), clashes: Vec::new() };
    }
    if ancestor.is(ours) {
        return Merged { checklist: theirs.clone(), clashes: Vec::new() };
    }
    let mut merging = Merging { ours, theirs, chosen, stamp, clashes: Vec::new(), log: Vec::new() };
    let (our_base, their_base) = (ancestor.of_ours(), ancestor.of_theirs());
    let mut checklist = ours.clone();
    merging.whole(&mut checklist, our_base, their_base);
    checklist.steps = steps(&mut merging, our_base, their_base);
    checklist.log = chain::together(&ours.id, &ours.log, &theirs.log);
    checklist.note(merging.log);
    Merged { checklist, clashes: merging.clashes }
}

/// The lines that one log has more than another, from where the two part.
#[must_use]
pub fn new_lines<'a>(log: &'a [LogEntry], other: &[LogEntry]) -> &'a [LogEntry] {
    log.get(chain::common(log, other)..).unwrap_or_default()
}

/// The steps in the order of whoever changed it. A step that one side has removed goes, unless the other has changed it
/// meanwhile.
fn steps(merging: &mut Merging<'_>, our_base: &Checklist, their_base: &Checklist) -> Vec<Step> {
    let (ours, theirs) = (merging.ours, merging.theirs);
    let ids = |checklist: &Checklist| checklist.steps.iter().map(|step| step.id.clone()).collect::<Vec<StepId>>();
    let (our_ids, their_ids) = (ids(ours), ids(theirs));
    let (first, second) = if our_ids == ids(our_base) { (their_ids, our_ids) } else { (our_ids, their_ids) };
    let mut order = first;
    let mut at = 0;
    for id in second {
        if let Some(place) = order.iter().position(|other| *other == id) {
            at = place + 1;
        } else {
            // It comes behind the step that it follows there.
            order.insert(at, id);
            at += 1;
        }
    }
    let mut steps = Vec::new();
    for id in order {
        let (our_old, their_old) = (our_base.step(&id), their_base.step(&id));
        let kept = match (ours.step(&id), theirs.step(&id)) {
            (Some(our), Some(their)) => Some(merging.step(our, their, our_old, their_old)),
            (Some(our), None) => (their_old.is_none() || Some(our) != our_old).then(|| our.clone()),
            (None, Some(their)) => (our_old.is_none() || Some(their) != their_old).then(|| their.clone()),
            (None, None) => None,
        };
        steps.extend(kept);
    }
    steps
}

/// What of one checklist is otherwise in another, field by field: for somebody who looks at both.
#[must_use]
pub fn differences_between(ours: &Checklist, theirs: &Checklist) -> Vec<Clash> {
    let nothing = Fields::default();
    let mut found = Vec::new();
    let starter = (Fields::of(&ours.starter), Fields::of(&theirs.starter));
    found.extend(fields::differing(None, "", &starter.0, &starter.1));
    found.extend(fields::differing(None, "", &fields::rest_of(ours, ours), &fields::rest_of(theirs, ours)));
    let in_order = ours.steps.iter().map(|step| &step.id);
    let only_there = theirs.steps.iter().map(|step| &step.id).filter(|id| ours.step(id).is_none());
    for id in in_order.chain(only_there) {
        let (our, their) = (ours.step(id), theirs.step(id));
        if our == their {
            continue;
        }
        let title = our.or(their).map_or("", |step| step.title.as_str());
        let fields = |step: Option<&Step>| step.map_or_else(|| nothing.clone(), |step| Fields::of(&step.record));
        let mut of_step: Vec<Clash> = fields::differing(Some(id), title, &fields(our), &fields(their)).collect();
        if of_step.is_empty() || our.is_none() || their.is_none() {
            let is_there = |step: Option<&Step>| Value::Bool(step.is_some());
            let words = |step: Option<&Step>| step.map_or(Value::Null, fields::words_of);
            let (member, values) = if our.is_some() && their.is_some() {
                (fields::WORDS, (words(our), words(their)))
            } else {
                ("step", (is_there(our), is_there(their)))
            };
            of_step.push(Clash {
                key: ClashKey { step: Some(id.clone()), member: member.to_owned() },
                title: title.to_owned(),
                values: vec![(member.to_owned(), values.0, values.1)],
                by: String::new(),
            });
        }
        found.extend(of_step);
    }
    found
}

impl Checklist {
    /// This checklist as it was in an earlier version, with the log of today: every field that changes is a line of it.
    /// A step that is or was signed off stays as it is: a sign-off is not taken back in passing, and comes back no more.
    #[must_use]
    pub fn restored(&self, version: &Self, stamp: &Stamp) -> Self {
        let mut restored = version.clone();
        for step in &mut restored.steps {
            if let Some(now) = self.step(&step.id).filter(|now| now.is_signed_off() || step.is_signed_off()) {
                step.clone_from(now);
            }
        }
        let is_missing = |step: &&Step| step.is_signed_off() && version.step(&step.id).is_none();
        restored.steps.extend(self.steps.iter().filter(is_missing).cloned());
        restored.log.clone_from(&self.log);
        let mut lines = Vec::new();
        for difference in differences_between(self, &restored) {
            for (what, from, to) in difference.values {
                lines.push(stamp.line(difference.key.step.as_ref(), &what, from, to));
            }
        }
        restored.note(lines);
        restored
    }
}
