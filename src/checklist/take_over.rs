//! Taking over some changes of an offer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::edit::{EditProblem, differences};
use super::{ChangeKind, Checklist, LogEntry, Offer, Record, Stamp, Status, Step};
use crate::catalogue::pack::{LeftOut, SitePack};
use crate::catalogue::{Catalogue, circle};
use crate::ids::StepId;
use crate::kept::Unknown;

impl Checklist {
    /// The steps that the site pack of a catalogue leaves out here, with the reasons. One that is on the list all the
    /// same is not among them: its row says what there is to say.
    #[must_use]
    pub fn left_out<'a>(&self, catalogue: &'a Catalogue) -> Vec<&'a LeftOut> {
        let mut left_out = catalogue.left_out_for(&self.starter.situation());
        left_out.retain(|left_out| self.step(&left_out.step.id).is_none());
        left_out
    }

    /// The checklist after taking over some changes of an offer. The edition and the site pack are the offered ones
    /// from then on.
    ///
    /// # Errors
    /// [`EditProblem::WaitsInACircle`] where the chosen and the old steps together would wait for themselves.
    pub(super) fn take_over(
        &self,
        offer: &Offer,
        chosen: &BTreeSet<StepId>,
        stamp: &Stamp,
    ) -> Result<Self, EditProblem> {
        let mut changed = self.clone();
        let mut log = Vec::new();
        let mut note = |step: Option<&StepId>, what: &str, from: &str, to: &str| {
            log.push(LogEntry {
                at: stamp.at,
                by: stamp.by.clone(),
                step: step.cloned(),
                what: what.to_owned(),
                from: if from.is_empty() { serde_json::Value::Null } else { from.into() },
                to: if to.is_empty() { serde_json::Value::Null } else { to.into() },
                unknown: Unknown::new(),
            });
        };
        if self.catalogue != offer.edition {
            note(None, "catalogue", &self.catalogue, &offer.edition);
        }
        if self.site_pack != offer.site_pack {
            let name = |pack: &Option<Arc<SitePack>>| pack.as_deref().map_or_else(String::new, SitePack::name);
            note(None, "site_pack", &name(&self.site_pack), &name(&offer.site_pack));
        }
        let mut gone = BTreeSet::new();
        let mut of_records = Vec::new();
        for change in offer.changes.iter().filter(|change| chosen.contains(&change.step)) {
            let id = &change.step;
            let place = changed.steps.iter().position(|step| step.id == *id);
            let before = place.and_then(|place| changed.steps.get_mut(place));
            match (&change.kind, before) {
                (ChangeKind::Added(to), None) => {
                    note(Some(id), "added", "", &to.title);
                    changed.steps.push((**to).clone());
                }
                (ChangeKind::Reworded { to, opens_again }, Some(step)) => {
                    note(Some(id), "reworded", &step.title, &to.title);
                    let before = redefine(step, to);
                    if *opens_again {
                        step.record.status = Status::NotYetStarted;
                        step.record.completed = None;
                        step.record.expires = None;
                        step.record.reason.clear();
                    }
                    of_records.extend(differences(&before, &step.record, Some(id), stamp));
                }
                (ChangeKind::Retimed(to), Some(step)) => {
                    note(Some(id), "retimed", "", "");
                    redefine(step, to);
                }
                (ChangeKind::LeftOut { reason, keeps_record: true, .. }, Some(step)) => {
                    note(Some(id), "retired", "", reason);
                    step.retired.clone_from(reason);
                }
                (ChangeKind::LeftOut { reason, .. }, Some(step)) => {
                    note(Some(id), "left-out", &step.title, reason);
                    gone.insert(id.clone());
                }
                _ => {}
            }
        }
        changed.steps.retain(|step| !gone.contains(&step.id));
        changed.narrow_links(self, offer);
        changed.order_as(&offer.order);
        changed.catalogue.clone_from(&offer.edition);
        changed.site_pack.clone_from(&offer.site_pack);
        let waits_for = changed.steps.iter().map(|step| (&step.id, step.waits_for.as_slice())).collect();
        if let Some(step) = circle(&waits_for).and_then(|id| changed.step(id)) {
            return Err(EditProblem::WaitsInACircle { title: step.title.clone() });
        }
        changed.log.append(&mut log);
        changed.log.append(&mut of_records);
        Ok(changed)
    }

    /// Steps that were not taken over, or are gone, are not waited for. What named a step that was never here, is kept.
    fn narrow_links(&mut self, before: &Self, offer: &Offer) {
        let present: BTreeSet<StepId> = self.steps.iter().map(|step| step.id.clone()).collect();
        let is_known = |id: &StepId| before.step(id).is_some() || offer.order.contains(id);
        for step in &mut self.steps {
            step.waits_for.retain(|id| present.contains(id) || !is_known(id));
            step.alternatives.retain(|id| present.contains(id) || !is_known(id));
        }
    }

    /// By section, then by an order; a step that is not in it stays behind the one that it stands behind now.
    fn order_as(&mut self, order: &[StepId]) {
        let ranks: BTreeMap<&StepId, usize> = order.iter().enumerate().map(|(rank, id)| (id, rank)).collect();
        let mut last: BTreeMap<crate::catalogue::Section, usize> = BTreeMap::new();
        let keyed = self.steps.drain(..).map(|step| {
            let here = last.entry(step.section).or_default();
            *here = ranks.get(&step.id).copied().unwrap_or(*here);
            ((step.section, *here, !ranks.contains_key(&step.id)), step)
        });
        let mut keyed: Vec<_> = keyed.collect();
        keyed.sort_by_key(|(key, _)| *key);
        self.steps = keyed.into_iter().map(|(_, step)| step).collect();
    }
}

/// Gives a step another definition and keeps its record, which is returned as it was, and what is unknown.
fn redefine(step: &mut Step, to: &Step) -> Record {
    let (record, unknown) = (step.record.clone(), step.unknown.clone());
    *step = Step { record: record.clone(), unknown, ..to.clone() };
    record
}
