//! The catalogue as one site has it.

use std::sync::Arc;

use super::{AddedStep, ChangedStep, Contact, SitePack, faults, holds};
use crate::catalogue::{
    AppliesTo, CarryRule, Catalogue, Citation, Confidence, Panel, Renewal, Review, Situation, Source, StepDefinition,
};
use crate::dates;
use crate::ids::{SourceId, StepId};
use crate::visible;

/// What a site pack has done to a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteChange {
    Added,
    /// What it has changed, in words, and the title in the catalogue where that is another.
    Changed {
        what: Vec<&'static str>,
        title: Option<String>,
    },
}

/// A step of the catalogue that a site pack leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub step: StepDefinition,
    pub reason: String,
}

/// The id of the source that a site pack itself is.
const PACK: &str = "site-pack";

impl Catalogue {
    /// The catalogue as one site has it: with its steps, without those that it leaves out, in its words, days and
    /// order. What waited for a step that is left out waits for the rest.
    #[must_use]
    pub fn with_pack(&self, pack: &Arc<SitePack>) -> Self {
        let mut merged = self.merged_with(pack);
        merged.has_sound_pack = faults(pack, self).is_empty();
        merged
    }

    /// The same, and nobody has looked whether the pack has faults.
    pub(super) fn merged_with(&self, pack: &Arc<SitePack>) -> Self {
        let mut merged = self.clone();
        merged.pack = Some(Arc::clone(pack));
        let source = Source {
            id: PACK.into(),
            title: visible::without_hidden(&format!("Site pack \u{201c}{}\u{201d}, by {}", pack.title, pack.author)),
            address: String::new(),
            as_of: dates::show(pack.written),
        };
        merged.sources.insert(source.id.clone(), source);
        merged.panels = panels(pack);
        for change in &pack.change {
            if let Some(step) = merged.steps.iter_mut().find(|step| step.id == change.step) {
                apply(step, change);
            }
        }
        for hidden in &pack.hide {
            if let Some(place) = merged.steps.iter().position(|step| step.id == hidden.step) {
                let step = merged.steps.remove(place);
                merged.left_out.push(LeftOut { step, reason: hidden.reason.clone() });
            }
        }
        let is_there = |id: &StepId| !pack.hide.iter().any(|hidden| hidden.step == *id);
        for step in &mut merged.steps {
            step.waits_for.retain(is_there);
            step.alternatives.retain(is_there);
        }
        add(&mut merged.steps, pack);
        gate(&mut merged.steps, pack);
        for order in &pack.order {
            let rank = |step: &StepDefinition| {
                let named = order.steps.iter().position(|id| *id == step.id);
                (step.section, named.filter(|_| step.section == order.section).unwrap_or(usize::MAX))
            };
            // Stable: what the pack does not name stays in its order.
            merged.steps.sort_by_key(rank);
        }
        merged
    }

    /// The steps that a site pack leaves out for somebody, with the reasons.
    #[must_use]
    pub fn left_out_for(&self, situation: &Situation) -> Vec<&LeftOut> {
        let applies =
            |step: &StepDefinition| step.applies_to.iter().any(|rule| rule.is_met_by(situation, &self.groups));
        self.left_out.iter().filter(|left_out| applies(&left_out.step)).collect()
    }

    /// When a step was last checked against its sources, and when it is due again: a step of the site, with its pack.
    #[must_use]
    pub fn review_of(&self, step: &StepDefinition) -> Option<Review> {
        if step.local == Some(SiteChange::Added) {
            self.pack.as_ref().and_then(|pack| review(pack))
        } else {
            self.review
        }
    }

    /// Whether the site pack of this catalogue, if it has one, is meant for somebody.
    #[must_use]
    pub fn is_for(&self, situation: &Situation) -> bool {
        self.pack.as_ref().is_none_or(|pack| holds(&pack.applies_to, situation, &self.groups))
    }
}

/// None where the pack does not say when it is due to be read again.
fn review(pack: &SitePack) -> Option<Review> {
    pack.review_due.map(|review_due| Review { reviewed: pack.written, review_due })
}

/// The page of contacts, if there are any, and the pages of the pack.
fn panels(pack: &SitePack) -> Vec<Panel> {
    let review = review(pack);
    let mut panels = Vec::new();
    if !pack.contacts.is_empty() {
        let lines: String = pack.contacts.iter().map(contact_line).collect();
        panels.push(Panel::of_site(CONTACTS, "Contacts", &lines, review, own_citation()));
    }
    let pages = pack.panels.iter();
    panels.extend(pages.map(|page| Panel::of_site(&page.id, &page.title, &page.text, review, own_citation())));
    panels
}

/// The page of contacts; no page of a pack can have this id.
const CONTACTS: &str = "@contacts";

fn contact_line(contact: &Contact) -> String {
    // A name is no Markdown: what would mean something there is taken literally.
    let literal = |text: &str| {
        text.chars().fold(String::new(), |line, c| {
            if c.is_ascii_punctuation() { line + "\\" + &c.to_string() } else { line + &c.to_string() }
        })
    };
    let about = format!("Ask about {}.", literal(contact.about.trim().trim_end_matches('.')));
    let lines = [
        (format!("## {}", literal(contact.name.trim())), true),
        (about, !contact.about.is_empty()),
        (format!("Telephone: {}", literal(&contact.phone)), !contact.phone.is_empty()),
        (format!("<{}>", contact.email), !contact.email.is_empty()),
    ];
    lines.into_iter().filter(|(_, is_there)| *is_there).map(|(line, _)| line + "\n\n").collect()
}

/// The step in which somebody agrees to the first shift.
const FIRST_SHIFT: &str = "agree-first-shift";

/// The first shift is agreed when the added steps are done, too, unless they follow it, or the pack says what that
/// step waits for.
fn gate(steps: &mut [StepDefinition], pack: &SitePack) {
    let is_said = pack.change.iter().any(|change| change.step.as_str() == FIRST_SHIFT && change.waits_for.is_some());
    if is_said {
        return;
    }
    let gating = pack.add.iter().filter(|added| added.gates_first_shift);
    let before: Vec<StepId> =
        gating.map(|added| added.id.clone()).filter(|id| !follows_first_shift(steps, id)).collect();
    if let Some(last) = steps.iter_mut().find(|step| step.id.as_str() == FIRST_SHIFT) {
        last.waits_for.extend(before);
    }
}

/// Whether a step waits, through others, for the first shift to be agreed.
fn follows_first_shift(steps: &[StepDefinition], id: &StepId) -> bool {
    let mut seen: Vec<&StepId> = Vec::new();
    let mut open: Vec<&StepId> = vec![id];
    while let Some(id) = open.pop() {
        if id.as_str() == FIRST_SHIFT {
            return true;
        }
        if !seen.contains(&id) {
            seen.push(id);
            open.extend(steps.iter().filter(|step| step.id == *id).flat_map(|step| &step.waits_for));
        }
    }
    false
}

/// Puts the added steps in. One that stands behind another added step follows it, whatever their order in the file.
fn add(steps: &mut Vec<StepDefinition>, pack: &SitePack) {
    let mut waiting: Vec<&AddedStep> = pack.add.iter().collect();
    while !waiting.is_empty() {
        let is_there = |after: &StepId| steps.iter().any(|step| step.id == *after);
        let (now, later): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|added| added.after.as_ref().is_none_or(is_there));
        // Where each waits for the other, there is no better place than the end.
        let (now, later) = if now.is_empty() { (later, now) } else { (now, later) };
        for added in now {
            let place = place_of(steps, added, pack);
            steps.insert(place, definition(added));
        }
        waiting = later;
    }
}

/// Behind the step that it names and those that were put there before it, or at the end of its section.
fn place_of(steps: &[StepDefinition], added: &AddedStep, pack: &SitePack) -> usize {
    let behind = added.after.as_ref().and_then(|after| steps.iter().position(|step| step.id == *after));
    let Some(behind) = behind else {
        return steps.iter().rposition(|step| step.section <= added.section).map_or(0, |last| last + 1);
    };
    let came_along =
        |step: &&StepDefinition| pack.add.iter().any(|other| other.id == step.id && other.after == added.after);
    behind + 1 + steps.iter().skip(behind + 1).take_while(came_along).count()
}

fn own_citation() -> Citation {
    Citation { source: SourceId::from(PACK), confidence: Confidence::SitePack }
}

fn definition(added: &AddedStep) -> StepDefinition {
    let AddedStep { applies_to, never_write, .. } = added;
    StepDefinition {
        id: added.id.clone(),
        section: added.section,
        title: added.title.clone(),
        hint: added.hint.clone(),
        guidance: added.guidance.clone(),
        who_acts: added.who_acts,
        applies_to: if applies_to.is_empty() { vec![AppliesTo::default()] } else { applies_to.clone() },
        waits_for: added.waits_for.clone(),
        alternatives: Vec::new(),
        days: added.days.clone(),
        waits_on_others: added.waits_on_others,
        gates_first_shift: added.gates_first_shift,
        expect: added.expect.clone(),
        meanwhile: added.meanwhile.clone(),
        ask: added.ask.clone(),
        write_down: added.write_down.clone(),
        never_write: never_write.clone(),
        renewal: added.renewal.as_ref().map_or(Renewal::None, |renewal| renewal.value.clone()),
        needs_sign_off: added.needs_sign_off,
        required_by_law: false,
        carry_over: CarryRule::default(),
        sources: vec![own_citation()],
        local: Some(SiteChange::Added),
    }
}

/// Puts `new` in, where there is one, and says so.
fn put<T: Clone + PartialEq>(old: &mut T, new: Option<&T>, what: &'static str, changed: &mut Vec<&'static str>) {
    if let Some(new) = new.filter(|new| *new != old) {
        old.clone_from(new);
        changed.push(what);
    }
}

fn apply(step: &mut StepDefinition, change: &ChangedStep) {
    let mut changed = Vec::new();
    let own_title = change.title.as_ref().filter(|title| **title != step.title).map(|_| step.title.clone());
    put(&mut step.title, change.title.as_ref(), "title", &mut changed);
    put(&mut step.hint, change.hint.as_ref(), "hint", &mut changed);
    put(&mut step.guidance, change.guidance.as_ref(), "guidance", &mut changed);
    put(&mut step.who_acts, change.who_acts.as_ref(), "who acts", &mut changed);
    put(&mut step.waits_for, change.waits_for.as_ref(), "what it waits for", &mut changed);
    put(&mut step.days, change.days.as_ref(), "days", &mut changed);
    put(&mut step.expect, change.expect.as_ref(), "what to expect", &mut changed);
    put(&mut step.meanwhile, change.meanwhile.as_ref(), "what to do meanwhile", &mut changed);
    put(&mut step.ask, change.ask.as_ref(), "whom to ask", &mut changed);
    put(&mut step.write_down, change.write_down.as_ref(), "what to write down", &mut changed);
    let renewal = change.renewal.as_ref().map(|renewal| &renewal.value);
    put(&mut step.renewal, renewal, "renewal", &mut changed);
    put(&mut step.waits_on_others, change.waits_on_others.as_ref(), "whether others have to act", &mut changed);
    put(&mut step.needs_sign_off, change.needs_sign_off.as_ref(), "sign-off", &mut changed);
    if !changed.is_empty() {
        step.sources.push(own_citation());
        step.local = Some(SiteChange::Changed { what: changed, title: own_title });
    }
}
