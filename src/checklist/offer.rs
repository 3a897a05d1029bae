//! What a newer catalogue or another site pack would change in a checklist, offered step by step.
//!
//! **Invariant:** nothing that was recorded is dropped, and no tick is used for words other than those it was made
//! under.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::make::definition_of;
use super::{Checklist, Status, Step};
use crate::catalogue::pack::SitePack;
use crate::catalogue::{Catalogue, SituationFault};
use crate::dates;
use crate::ids::StepId;

/// What would change, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The edition of the catalogue that is offered.
    pub edition: String,
    /// The site pack that would count from now on.
    pub site_pack: Option<Arc<SitePack>>,
    /// Whether that is another than the one that counts now.
    pub is_about_pack: bool,
    /// When the pack in use was written, where the offered one is an older edition of it.
    pub replaces_newer: Option<NaiveDate>,
    /// In the order in which the steps would stand.
    pub changes: Vec<Change>,
    /// The order of the whole list.
    pub(super) order: Vec<StepId>,
}

/// What would change about one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub step: StepId,
    pub title: String,
    pub kind: ChangeKind,
    /// What is different, a sentence each.
    pub details: Vec<String>,
}

/// How a step would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Added(Box<Step>),
    /// It asks in other words. Completed under the old ones, it is to be done again.
    Reworded {
        to: Box<Step>,
        opens_again: bool,
    },
    /// The same words; other days, another order of waiting, another renewal.
    Retimed(Box<Step>),
    /// It goes; if something is recorded, it stays with its record, and counts as not needed.
    LeftOut {
        reason: String,
        keeps_record: bool,
        is_of_pack: bool,
    },
}

impl ChangeKind {
    /// The word before the title.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Added(_) => "Added",
            Self::Reworded { .. } => "Reworded",
            Self::Retimed(_) => "Other days or order",
            Self::LeftOut { is_of_pack: true, .. } => "Left out",
            Self::LeftOut { .. } => "Retired",
        }
    }
}

impl Change {
    /// Whether it is chosen unless somebody says otherwise: everything but what would undo a tick.
    #[must_use]
    pub const fn is_usual(&self) -> bool {
        !matches!(self.kind, ChangeKind::Reworded { opens_again: true, .. })
    }
}

impl Offer {
    /// "2 steps added, 1 reworded, 1 retired"; empty where no step changes.
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |wanted: fn(&ChangeKind) -> bool| self.changes.iter().filter(|change| wanted(&change.kind)).count();
        let parts = [
            (count(|kind| matches!(kind, ChangeKind::Added(_))), "added"),
            (count(|kind| matches!(kind, ChangeKind::Reworded { .. })), "reworded"),
            (count(|kind| matches!(kind, ChangeKind::Retimed(_))), "with other days or order"),
            (count(|kind| matches!(kind, ChangeKind::LeftOut { is_of_pack: true, .. })), "left out"),
            (count(|kind| matches!(kind, ChangeKind::LeftOut { is_of_pack: false, .. })), "retired"),
        ];
        let mut said: Vec<String> = Vec::new();
        for (count, what) in parts.into_iter().filter(|(count, _)| *count > 0) {
            let noun = match (said.is_empty(), count) {
                (true, 1) => " step",
                (true, _) => " steps",
                (false, _) => "",
            };
            said.push(format!("{count}{noun} {what}"));
        }
        said.join(", ")
    }

    /// What is chosen unless somebody says otherwise.
    #[must_use]
    pub fn usual(&self) -> BTreeSet<StepId> {
        self.changes.iter().filter(|change| change.is_usual()).map(|change| change.step.clone()).collect()
    }
}

/// Why nothing can be offered to a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CannotOffer {
    /// The checklist was made from a newer edition than the catalogue's: an older one may not change it.
    #[error("This checklist was made from a newer catalogue ({newer}) than this program has ({own}).")]
    NewerCatalogue { newer: String, own: String },
    /// The catalogue does not know where the starter works, or as what.
    #[error(transparent)]
    Situation(#[from] SituationFault),
    #[error("The site pack \u{201c}{title}\u{201d} is not meant for this nation, setting, role and contract.")]
    NotForThisPack { title: String },
}

/// What a catalogue, with or without a site pack, would change in a checklist. None where it would change nothing: the
/// steps are the same and the pack is the same.
///
/// # Errors
/// [`CannotOffer`].
pub fn offer(checklist: &Checklist, catalogue: &Catalogue) -> Result<Option<Offer>, CannotOffer> {
    let situation = checklist.starter.situation();
    if checklist.catalogue > catalogue.version {
        let (newer, own) = (checklist.catalogue.clone(), catalogue.version.clone());
        return Err(CannotOffer::NewerCatalogue { newer, own });
    }
    catalogue.check(&situation)?;
    if let Some(pack) = catalogue.pack.as_ref().filter(|_| !catalogue.is_for(&situation)) {
        return Err(CannotOffer::NotForThisPack { title: pack.title.clone() });
    }
    let definitions = catalogue.steps_for(&situation);
    let present: BTreeSet<&StepId> = definitions.iter().map(|definition| &definition.id).collect();
    let wanted: Vec<Step> = definitions.iter().map(|definition| definition_of(definition, &present)).collect();
    let titles = wanted.iter().map(|step| (&step.id, step.title.as_str())).collect();
    let mut changes = Vec::new();
    for to in &wanted {
        match checklist.step(&to.id) {
            None => changes.push(Change {
                step: to.id.clone(),
                title: to.title.clone(),
                kind: ChangeKind::Added(Box::new(to.clone())),
                details: Vec::new(),
            }),
            Some(step) => changes.extend(change_of(step, to, &titles)),
        }
    }
    let gone = checklist.steps.iter().filter(|step| !present.contains(&step.id));
    changes.extend(gone.filter_map(|step| leaving(step, catalogue)));
    let site_pack = catalogue.pack.clone();
    let order = wanted.into_iter().map(|step| step.id).collect();
    let is_about_pack = site_pack != checklist.site_pack;
    let edition = catalogue.version.clone();
    let is_newer = |own: &&Arc<SitePack>| {
        site_pack.as_ref().is_some_and(|offered| offered.id == own.id && offered.written < own.written)
    };
    let replaces_newer = checklist.site_pack.as_ref().filter(is_newer).map(|own| own.written);
    let is_some = is_about_pack || !changes.is_empty();
    Ok(is_some.then_some(Offer { edition, site_pack, is_about_pack, replaces_newer, changes, order }))
}

/// A step that is there, as it would be. A signed one is locked.
fn change_of(step: &Step, to: &Step, present: &BTreeMap<&StepId, &str>) -> Option<Change> {
    if step.record.sign_off.is_some() {
        return None;
    }
    let mut details = Vec::new();
    if step.title != to.title {
        details.push(format!("Its title was \u{201c}{}\u{201d}.", step.title));
    }
    let has_other_words = step.title != to.title || (!step.words.is_empty() && step.words != to.words);
    if has_other_words && details.is_empty() {
        details.push("What it says was written anew.".to_owned());
    }
    if step.days != to.days {
        let days =
            |days: &crate::catalogue::DayRange| format!("{} to {} days, often {}", days.low, days.high, days.likely);
        details.push(format!("It takes {}; before, {}.", days(&to.days), days(&step.days)));
    }
    // That a step which goes is not waited for any more, goes without saying.
    let stays =
        |ids: &[StepId]| -> BTreeSet<StepId> { ids.iter().filter(|id| present.contains_key(id)).cloned().collect() };
    let titles = |ids: BTreeSet<StepId>| -> Vec<String> {
        ids.iter().filter_map(|id| present.get(id)).map(|title| format!("\u{201c}{title}\u{201d}")).collect()
    };
    let (before, now) = (stays(&step.waits_for), stays(&to.waits_for));
    let (more, less) = (titles(&now - &before), titles(&before - &now));
    if !more.is_empty() {
        details.push(format!("It also waits for {}.", more.join(", ")));
    }
    if !less.is_empty() {
        details.push(format!("It does not wait for {} any more.", less.join(", ")));
    }
    if stays(&step.alternatives) != stays(&to.alternatives) {
        details.push("Other steps than before do as well.".to_owned());
    }
    if step.who_acts != to.who_acts {
        details.push(format!("Now {} acts; before, {}.", to.who_acts.in_a_sentence(), step.who_acts.in_a_sentence()));
    }
    if step.renewal.value != to.renewal.value {
        details.push("It is renewed otherwise than before.".to_owned());
    }
    if step.needs_sign_off != to.needs_sign_off {
        details.push(
            if to.needs_sign_off { "It needs a sign-off now." } else { "It needs no sign-off any more." }.to_owned(),
        );
    }
    if (step.waits_on_others, step.gates_first_shift, step.section)
        != (to.waits_on_others, to.gates_first_shift, to.section)
    {
        details.push("It holds up the first shift, or others, otherwise than before.".to_owned());
    }
    if !step.retired.is_empty() {
        details.push("It is asked for again.".to_owned());
    }
    if details.is_empty() {
        return None;
    }
    let opens_again = has_other_words && step.record.status == Status::Completed;
    if opens_again {
        let on = step.record.completed.map_or_else(String::new, |day| format!(" on {}", dates::show(day)));
        details.push(format!(
            "You completed it under the old words{on}, and so it stays. Choose this only to do it again under the new ones."
        ));
    }
    let to = Box::new(to.clone());
    let kind = if has_other_words { ChangeKind::Reworded { to, opens_again } } else { ChangeKind::Retimed(to) };
    Some(Change { step: step.id.clone(), title: kind_title(&kind, step), kind, details })
}

fn kind_title(kind: &ChangeKind, step: &Step) -> String {
    match kind {
        ChangeKind::Added(to) | ChangeKind::Reworded { to, .. } | ChangeKind::Retimed(to) => to.title.clone(),
        ChangeKind::LeftOut { .. } => step.title.clone(),
    }
}

/// A step that would go. What is completed stays as it is, and so does what has gone already.
fn leaving(step: &Step, catalogue: &Catalogue) -> Option<Change> {
    if step.record.status == Status::Completed || step.record.sign_off.is_some() || !step.retired.is_empty() {
        return None;
    }
    let left_out = catalogue.left_out.iter().find(|left_out| left_out.step.id == step.id);
    let is_known = catalogue.step(&step.id).is_some();
    let (reason, law) = match (left_out, is_known) {
        (Some(left_out), _) => {
            (format!("Left out by the site pack: {}", left_out.reason), left_out.step.required_by_law)
        }
        (None, true) => ("It does not apply to this nation, setting, role and contract any more.".to_owned(), false),
        (None, false) => ("It is not in the catalogue any more, and in no site pack in use.".to_owned(), false),
    };
    let keeps_record = !step.record.is_blank();
    let mut details = vec![reason.clone()];
    if law {
        details.push("The law or a regulator asks for this step: ask who decided it.".to_owned());
    }
    if keeps_record {
        details.push("Something is recorded, so it stays on the list as not needed.".to_owned());
    }
    let kind = ChangeKind::LeftOut { reason, keeps_record, is_of_pack: left_out.is_some() };
    Some(Change { step: step.id.clone(), title: step.title.clone(), kind, details })
}
