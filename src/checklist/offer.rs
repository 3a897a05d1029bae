//! What a newer catalogue or another site pack would change in a checklist, offered step by step.
//!
//! **Invariant:** nothing that was recorded is dropped, and no tick is used for words other than those it was made
//! under.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::compare::{change_of, leaving};
use super::make::definition_of;
use super::{Checklist, Status, Step};
use crate::catalogue::pack::{LeftOut, SiteChange, SitePack};
use crate::catalogue::{Catalogue, SituationFault, StepDefinition};
use crate::ids::{DocumentId, StepId};

/// What would change, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The checklist that it was made for; it changes no other.
    pub(super) document: DocumentId,
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
    /// Whether steps would stand in another order.
    pub reorders: bool,
    /// What goes and stays on the list all the same, because it is completed: a sentence each.
    pub kept: Vec<String>,
    /// Help that a pack words anew, which no checklist holds: it changes with the pack. A sentence each.
    pub help: Vec<String>,
    /// Every step as the catalogue has it now, in its order.
    pub(super) wanted: Vec<Step>,
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
    /// The same words; other days, other steps to wait for, another renewal, or asked for again.
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
            Self::Retimed(_) => "Changed",
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
    /// "2 steps added, 1 reworded, 1 retired", or "No step changes".
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |wanted: fn(&ChangeKind) -> bool| self.changes.iter().filter(|change| wanted(&change.kind)).count();
        let parts = [
            (count(|kind| matches!(kind, ChangeKind::Added(_))), "added"),
            (count(|kind| matches!(kind, ChangeKind::Reworded { .. })), "reworded"),
            (count(|kind| matches!(kind, ChangeKind::Retimed(_))), "changed"),
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
        if self.reorders {
            said.push(if said.is_empty() { "Another order of steps" } else { "another order" }.to_owned());
        }
        if said.is_empty() { "No step changes".to_owned() } else { said.join(", ") }
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
    #[error("The site pack \u{201c}{title}\u{201d} in this checklist has mistakes.")]
    FaultyPack { title: String },
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
    if let Some(pack) = catalogue.pack.as_ref().filter(|_| !catalogue.has_sound_pack) {
        return Err(CannotOffer::FaultyPack { title: pack.title.clone() });
    }
    let definitions = catalogue.steps_for(&situation);
    let present: BTreeSet<&StepId> = definitions.iter().map(|definition| &definition.id).collect();
    let wanted: Vec<Step> = definitions.iter().map(|definition| definition_of(definition, &present)).collect();
    let mut changes = Vec::new();
    for (to, definition) in wanted.iter().zip(&definitions) {
        match checklist.step(&to.id) {
            None => changes.push(Change {
                step: to.id.clone(),
                title: to.title.clone(),
                kind: ChangeKind::Added(Box::new(to.clone())),
                details: Vec::new(),
            }),
            Some(step) => changes.extend(change_of(step, to, definition, checklist, &present)),
        }
    }
    let gone = checklist.steps.iter().filter(|step| !present.contains(&step.id));
    changes.extend(gone.filter_map(|step| leaving(step, catalogue)));
    let kept = kept(checklist, catalogue);
    let help = if catalogue.pack == checklist.site_pack { Vec::new() } else { help(checklist, &definitions) };
    let site_pack = catalogue.pack.clone();
    let reorders = {
        let is_here = |id: &&StepId| present.contains(id) && checklist.step(id).is_some();
        !checklist.steps.iter().map(|step| &step.id).filter(is_here).eq(wanted.iter().map(|to| &to.id).filter(is_here))
    };
    let is_about_pack = site_pack != checklist.site_pack;
    let edition = catalogue.version.clone();
    let is_newer = |own: &&Arc<SitePack>| {
        site_pack.as_ref().is_some_and(|offered| offered.id == own.id && offered.written < own.written)
    };
    let replaces_newer = checklist.site_pack.as_ref().filter(is_newer).map(|own| own.written);
    let is_some = is_about_pack || reorders || !changes.is_empty();
    let document = checklist.id.clone();
    let offer =
        Offer { document, edition, site_pack, is_about_pack, replaces_newer, changes, reorders, kept, help, wanted };
    Ok(is_some.then_some(offer))
}

/// Completed steps that a site pack leaves out: nothing is taken away in silence, not even this.
fn kept(checklist: &Checklist, catalogue: &Catalogue) -> Vec<String> {
    let left_out = catalogue.left_out_for(&checklist.starter.situation()).into_iter();
    let is_completed = |left_out: &&LeftOut| {
        checklist.step(&left_out.step.id).is_some_and(|step| step.record.status == Status::Completed)
    };
    let sentence = |left_out: &LeftOut| {
        let law = if left_out.step.required_by_law { " The law or a regulator asks for it." } else { "" };
        format!(
            "\u{201c}{}\u{201d} is completed, so it stays. The site pack leaves it out: {}{law}",
            left_out.step.title, left_out.reason
        )
    };
    left_out.filter(is_completed).map(sentence).collect()
}

/// What a pack says otherwise beside the steps that are on the checklist: what to expect, to do meanwhile, whom to ask.
fn help(checklist: &Checklist, definitions: &[&StepDefinition]) -> Vec<String> {
    const HELP: [&str; 3] = ["what to expect", "what to do meanwhile", "whom to ask"];
    let of_step = |definition: &&StepDefinition| {
        let Some(SiteChange::Changed { what, .. }) = &definition.local else { return None };
        let what: Vec<&str> = what.iter().copied().filter(|what| HELP.contains(what)).collect();
        checklist.step(&definition.id).filter(|_| !what.is_empty())?;
        Some(format!("\u{201c}{}\u{201d} says otherwise: {}.", definition.title, what.join(", ")))
    };
    definitions.iter().filter_map(of_step).collect()
}
