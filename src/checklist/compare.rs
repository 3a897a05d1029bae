//! How a step of a checklist differs from what the catalogue, with or without a site pack, has now.

use std::collections::BTreeSet;

use super::{Change, ChangeKind, Checklist, Status, Step};
use crate::catalogue::pack::ADDED;
use crate::catalogue::{Catalogue, DayRange, StepDefinition};
use crate::dates;
use crate::ids::StepId;

/// What the law asks for is said wherever a site pack touches it.
const LAW: &str = "The law or a regulator asks for this step: ask who decided it.";

impl Step {
    /// Whether a reader is told the same here as by the catalogue: title, words as far as they are known, days, and who
    /// acts. Whatever else an update would change is not shown beside the step.
    #[must_use]
    pub fn is_as_defined(&self, definition: &StepDefinition) -> bool {
        has_same_words(self, definition)
            && numbers(&self.days) == numbers(&definition.days)
            && self.who_acts == definition.who_acts
    }
}

/// Whether a step asks in the words of the catalogue, as far as is known: older files keep only its title.
pub(super) fn has_same_words(step: &Step, definition: &StepDefinition) -> bool {
    step.title == definition.title && (step.words.is_empty() || step.words == definition.words())
}

/// The days alone, without what a newer program wrote beside them.
const fn numbers(days: &DayRange) -> (u16, u16, u16, bool) {
    (days.low, days.likely, days.high, days.working)
}

/// A step that is there, as it would be. A signed one is locked.
pub(super) fn change_of(
    step: &Step,
    to: &Step,
    definition: &StepDefinition,
    checklist: &Checklist,
    present: &BTreeSet<&StepId>,
) -> Option<Change> {
    if step.record.sign_off.is_some() {
        return None;
    }
    let (words, mut details) = other_words(step, to);
    details.extend(other_days(step, to));
    details.extend(other_links(step, to, checklist, present));
    details.extend(other_ways(step, to));
    if !step.retired.is_empty() {
        details.push("It is asked for again.".to_owned());
    }
    if details.is_empty() {
        return None;
    }
    if words && definition.required_by_law && definition.local.is_some() {
        details.push(LAW.to_owned());
    }
    let opens_again = words && matches!(step.record.status, Status::Completed | Status::NotNeeded);
    if opens_again {
        let what = match (step.record.status, step.record.completed) {
            (Status::Completed, Some(day)) => format!("completed it on {}", dates::show(day)),
            (Status::Completed, None) => "completed it".to_owned(),
            _ => "said that it is not needed".to_owned(),
        };
        details.push(format!(
            "You {what} under the old words. That stays unless you choose this; then it is to be done again."
        ));
    }
    let to = Box::new(to.clone());
    let (id, title) = (step.id.clone(), to.title.clone());
    let kind = if words { ChangeKind::Reworded { to, opens_again } } else { ChangeKind::Retimed(to) };
    Some(Change { step: id, title, kind, details })
}

/// Whether the step asks in other words, and how. Where nobody knows the old words, the title and the sign-off speak
/// for them.
fn other_words(step: &Step, to: &Step) -> (bool, Vec<String>) {
    let mut details = Vec::new();
    if step.title != to.title {
        details.push(format!("Its title was \u{201c}{}\u{201d}.", step.title));
    }
    if step.needs_sign_off != to.needs_sign_off {
        let words = if to.needs_sign_off { "It needs a sign-off now." } else { "It needs no sign-off any more." };
        details.push(words.to_owned());
    }
    if details.is_empty() && !step.words.is_empty() && step.words != to.words {
        details.push("What it says was written anew.".to_owned());
    }
    (!details.is_empty(), details)
}

fn other_days(step: &Step, to: &Step) -> Option<String> {
    (numbers(&step.days) != numbers(&to.days))
        .then(|| format!("It takes {}; before, {}.", to.days.in_words(), step.days.in_words()))
}

/// Only steps that are on the checklist count: what comes or goes brings or takes its links along.
fn other_links(step: &Step, to: &Step, checklist: &Checklist, present: &BTreeSet<&StepId>) -> Vec<String> {
    let here = |ids: &[StepId]| -> BTreeSet<StepId> {
        ids.iter().filter(|id| checklist.step(id).is_some_and(|step| step.retired.is_empty())).cloned().collect()
    };
    let titles = |ids: BTreeSet<StepId>| -> String {
        let titles =
            ids.iter().filter_map(|id| checklist.step(id)).map(|step| format!("\u{201c}{}\u{201d}", step.title));
        titles.collect::<Vec<_>>().join(", ")
    };
    let (before, now) = (here(&step.waits_for), here(&to.waits_for));
    let mut details = Vec::new();
    if !now.is_subset(&before) {
        details.push(format!("It also waits for {}.", titles(&now - &before)));
    }
    // That a step which goes is not waited for any more, goes without saying.
    let lost: BTreeSet<StepId> = (&before - &now).into_iter().filter(|id| present.contains(id)).collect();
    if !lost.is_empty() {
        details.push(format!("It does not wait for {} any more.", titles(lost)));
    }
    if !here(&to.alternatives).is_subset(&here(&step.alternatives)) {
        details.push("Other steps than before do as well.".to_owned());
    }
    details
}

fn other_ways(step: &Step, to: &Step) -> Vec<String> {
    let mut details = Vec::new();
    if step.who_acts != to.who_acts {
        details.push(format!("Who acts: {}; before, {}.", to.who_acts.in_a_sentence(), step.who_acts.in_a_sentence()));
    }
    if step.renewal.value != to.renewal.value {
        details.push("It is renewed otherwise than before.".to_owned());
    }
    if step.section != to.section {
        details.push(format!("It stands under \u{201c}{}\u{201d} now.", to.section.label()));
    }
    if (step.waits_on_others, step.gates_first_shift) != (to.waits_on_others, to.gates_first_shift) {
        details.push("It holds up the first shift, or others, otherwise than before.".to_owned());
    }
    details
}

/// A step that would go. What is completed stays as it is.
pub(super) fn leaving(step: &Step, catalogue: &Catalogue) -> Option<Change> {
    if step.record.status == Status::Completed || step.record.sign_off.is_some() {
        return None;
    }
    let left_out = catalogue.left_out.iter().find(|left_out| left_out.step.id == step.id);
    let is_known = catalogue.step(&step.id).is_some();
    let (reason, law) = match (left_out, is_known) {
        (Some(left_out), _) => {
            (format!("Left out by the site pack: {}", left_out.reason), left_out.step.required_by_law)
        }
        (None, true) => ("It does not apply to this nation, setting, role and contract any more.".to_owned(), false),
        (None, false) if step.id.as_str().starts_with(ADDED) => {
            ("It was in a site pack that is not in use any more.".to_owned(), false)
        }
        (None, false) => ("It is not in the catalogue any more, and in no site pack in use.".to_owned(), false),
    };
    if step.retired == reason {
        return None;
    }
    let is_blank = step.record.is_blank() && step.unknown.is_empty();
    let keeps_record = !is_blank || step.record.carried.is_some() || !step.retired.is_empty();
    let mut details = vec![reason.clone()];
    if law {
        details.push(LAW.to_owned());
    }
    if !is_blank {
        details.push("Something is recorded, so it stays on the list as not needed.".to_owned());
    } else if keeps_record {
        details.push("It was done before elsewhere, so it stays on the list as not needed.".to_owned());
    }
    let kind = ChangeKind::LeftOut { reason, keeps_record, is_of_pack: left_out.is_some() };
    Some(Change { step: step.id.clone(), title: step.title.clone(), kind, details })
}
