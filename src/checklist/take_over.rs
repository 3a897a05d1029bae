//! Taking over some changes of an offer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::changes::differences;
use super::edit::EditProblem;
use super::{ChangeKind, Checklist, Offer, Record, Stamp, Status, Step};
use crate::catalogue::pack::{LeftOut, SitePack};
use crate::catalogue::{Catalogue, circle};
use crate::ids::StepId;

impl Checklist {
    /// The steps that the site pack of a catalogue leaves out here, with the reasons; also those that stay on the list
    /// because they are completed or something is recorded. One that somebody kept on the list to be done is not among
    /// them.
    #[must_use]
    pub fn left_out<'a>(&self, catalogue: &'a Catalogue) -> Vec<&'a LeftOut> {
        let mut left_out = catalogue.left_out_for(&self.starter.situation());
        left_out.retain(|left_out| {
            self.step(&left_out.step.id)
                .is_none_or(|step| !step.retired.is_empty() || step.record.status == Status::Completed)
        });
        left_out
    }

    /// The checklist after taking over some changes of an offer. The edition and the site pack are the offered ones
    /// from then on.
    ///
    /// # Errors
    /// [`EditProblem::OtherChecklist`] for an offer that was made to another checklist, and
    /// [`EditProblem::WaitsInACircle`] where the chosen and the old steps together would wait for themselves.
    pub(super) fn take_over(
        &self,
        offer: &Offer,
        chosen: &BTreeSet<StepId>,
        stamp: &Stamp,
    ) -> Result<Self, EditProblem> {
        if offer.document != self.id {
            return Err(EditProblem::OtherChecklist);
        }
        let mut changed = self.clone();
        let mut log = Vec::new();
        let mut note = |step: Option<&StepId>, what: &str, from: &str, to: &str| {
            let value = |text: &str| if text.is_empty() { serde_json::Value::Null } else { text.into() };
            log.push(stamp.line(step, what, value(from), value(to)));
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
                // It was completed since the offer was made: a tick is not used for other words.
                (ChangeKind::Reworded { opens_again: false, .. }, Some(step)) if is_closed(step) => {}
                (ChangeKind::Reworded { to, opens_again }, Some(step)) => {
                    note(Some(id), "reworded", &step.title, &to.title);
                    let before = redefine(step, to);
                    if *opens_again {
                        open_again(step);
                    }
                    of_records.extend(differences(&before, &step.record, Some(id), stamp));
                }
                (ChangeKind::Retimed(to), Some(step)) => {
                    note(Some(id), "retimed", "", "");
                    redefine(step, to);
                }
                // Something may have been recorded since the offer was made.
                (ChangeKind::LeftOut { reason, keeps_record, .. }, Some(step))
                    if *keeps_record || step.record != Record::default() =>
                {
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
        changed.link_up(self, offer);
        changed.order_as(&offer.wanted);
        changed.catalogue.clone_from(&offer.edition);
        changed.site_pack.clone_from(&offer.site_pack);
        if let (Some(step), None) = (changed.circle_of_open_steps(stamp.today), self.circle_of_open_steps(stamp.today))
        {
            return Err(EditProblem::WaitsInACircle { title: step.title.clone() });
        }
        log.append(&mut of_records);
        changed.note(log);
        Ok(changed)
    }

    /// What came is waited for where the catalogue says so; what was not taken over, or is gone, is not waited for.
    /// What named a step that was never here, is kept.
    fn link_up(&mut self, before: &Self, offer: &Offer) {
        let present: BTreeSet<StepId> = self.steps.iter().map(|step| step.id.clone()).collect();
        let is_known = |id: &StepId| before.step(id).is_some() || offer.wanted.iter().any(|to| to.id == *id);
        let came = |id: &&StepId| before.step(id).is_none() && present.contains(id);
        for step in self.steps.iter_mut().filter(|step| step.record.sign_off.is_none()) {
            if let Some(to) = offer.wanted.iter().find(|to| to.id == step.id) {
                for (own, wanted) in [(&mut step.waits_for, &to.waits_for), (&mut step.alternatives, &to.alternatives)]
                {
                    let more: Vec<StepId> =
                        wanted.iter().filter(came).filter(|id| !own.contains(id)).cloned().collect();
                    own.extend(more);
                }
            }
            step.waits_for.retain(|id| present.contains(id) || !is_known(id));
            step.alternatives.retain(|id| present.contains(id) || !is_known(id));
        }
    }

    /// A step that waits, through others that are open too, for itself. What is satisfied holds up nothing.
    fn circle_of_open_steps(&self, today: NaiveDate) -> Option<&Step> {
        let open = self.steps.iter().filter(|step| !self.is_satisfied(step, today));
        let waits_for = open.map(|step| (&step.id, step.waits_for.as_slice())).collect();
        circle(&waits_for).and_then(|id| self.step(id))
    }

    /// By section, then by an order; a step that is not in it stays behind the one that it stands behind now.
    fn order_as(&mut self, wanted: &[Step]) {
        let ranks: BTreeMap<&StepId, usize> = wanted.iter().enumerate().map(|(rank, to)| (&to.id, rank)).collect();
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

/// Gives a step another definition and keeps its record, which is returned as it was, and what is unknown in it. A
/// completed step whose words nobody knows goes on without.
fn redefine(step: &mut Step, to: &Step) -> Record {
    let mut new = Step { record: step.record.clone(), unknown: step.unknown.clone(), ..to.clone() };
    new.days.unknown.clone_from(&step.days.unknown);
    new.renewal.unknown.clone_from(&step.renewal.unknown);
    if step.words.is_empty() && step.record.status == Status::Completed {
        new.words.clear();
    }
    // What did as well and is still here, still does.
    let others = step.alternatives.iter().filter(|id| !to.alternatives.contains(id));
    new.alternatives.extend(others.cloned().collect::<Vec<_>>());
    std::mem::replace(step, new).record
}

fn is_closed(step: &Step) -> bool {
    matches!(step.record.status, Status::Completed | Status::NotNeeded)
}

/// It was done under other words, and is to be done again.
fn open_again(step: &mut Step) {
    step.record.status = Status::NotYetStarted;
    step.record.completed = None;
    step.record.expires = None;
    step.record.reason.clear();
}
