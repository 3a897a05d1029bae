//! What can be wrong with a site pack, in words for the person who writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::check::{Check, LINE_CHARS, item};
use super::{ADDED, AddedStep, ChangedStep, SitePack, holds};
use crate::catalogue::faults::{TITLE_CHARS, TOO_MANY_STEPS};
use crate::catalogue::{AppliesTo, Catalogue, Section, Situation, StepDefinition, circle};
use crate::finding::Finding;
use crate::ids::StepId;
use crate::visible;

/// Longest telephone number, which may be two with a word between them.
const PHONE_CHARS: usize = 80;
/// Most added steps: the agreement on the first shift waits for all of them.
const MOST_ADDED: usize = 60;
/// Most items of any list of a pack.
const MOST_ITEMS: usize = 200;
/// More faults than this are not a list to work through.
const MOST_FAULTS: usize = 100;

/// Everything that is wrong with a pack beside this catalogue, from the top of the file down: the first hundred. With a
/// fault it is not used.
#[must_use]
pub fn faults(pack: &SitePack, catalogue: &Catalogue) -> Vec<Finding> {
    let mut check = Check::new(pack, catalogue);
    check.head();
    check.contacts();
    check.panels();
    check.added();
    check.hidden();
    check.changed();
    check.order();
    if check.found.is_empty() {
        // Only a pack whose parts are sound is looked at as a whole.
        check.waiting();
    }
    check.found.truncate(MOST_FAULTS);
    check.found
}

impl Check<'_> {
    fn head(&mut self) {
        let pack = self.pack;
        self.unknown(&[], &pack.unknown);
        self.id(&[], &pack.id);
        self.line(&[], "title", &pack.title, TITLE_CHARS);
        self.line(&[], "author", &pack.author, LINE_CHARS);
        if pack.review_due.is_some_and(|due| due < pack.written) {
            self.add(&["review_due"], "It has to be the same day as \u{201c}written\u{201d} or later.");
        }
        self.rules(&[], &pack.applies_to);
        for (list, count, most) in [
            ("contacts", pack.contacts.len(), MOST_ITEMS),
            ("panels", pack.panels.len(), MOST_ITEMS),
            ("add", pack.add.len(), MOST_ADDED),
            ("hide", pack.hide.len(), MOST_ITEMS),
            ("change", pack.change.len(), MOST_ITEMS),
        ] {
            if count > most {
                self.add(&[list], format!("There are {count} of them, and {most} is the most."));
            }
        }
    }

    fn contacts(&mut self) {
        let pack = self.pack;
        for (place, contact) in pack.contacts.iter().enumerate() {
            let place = place.to_string();
            let path = item("contacts", &place);
            self.unknown(&path, &contact.unknown);
            self.line(&path, "name", &contact.name, LINE_CHARS);
            self.optional_line(&path, "about", &contact.about, LINE_CHARS);
            let is_phone = |c: char| c.is_ascii_digit() || " +()-.,;/orextEXT".contains(c);
            let has_digit = contact.phone.is_empty() || contact.phone.contains(|c: char| c.is_ascii_digit());
            self.optional_line(&path, "phone", &contact.phone, PHONE_CHARS);
            if !(has_digit && contact.phone.chars().all(is_phone)) {
                self.at(
                    &path,
                    "phone",
                    "A telephone number has digits, spaces and perhaps \u{201c}+\u{201d} or \u{201c}ext\u{201d}.",
                );
            }
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "._+-'@".contains(c);
            let parts = contact.email.split_once('@');
            let is_email = contact.email.chars().all(is_plain)
                && parts.is_some_and(|(user, host)| {
                    !user.is_empty()
                        && host.contains('.')
                        && !host.contains('@')
                        && !host.starts_with('.')
                        && !host.ends_with('.')
                });
            if !(contact.email.is_empty() || is_email) {
                self.at(&path, "email", "It is not a mail address, for example vetting@example.org.");
            }
            if self.has_too_many(&path, "steps", contact.steps.len()) {
                continue;
            }
            for (step, id) in contact.steps.iter().enumerate() {
                self.step(&[&path[..], &["steps"]].concat(), &step.to_string(), id);
            }
        }
    }

    fn panels(&mut self) {
        let pack = self.pack;
        let mut seen = BTreeSet::new();
        for (place, panel) in pack.panels.iter().enumerate() {
            let place = place.to_string();
            let path = item("panels", &place);
            self.unknown(&path, &panel.unknown);
            self.id(&path, &panel.id);
            if !seen.insert(&panel.id) {
                self.at(&path, "id", format!("There are two pages \u{201c}{}\u{201d}.", panel.id));
            }
            self.line(&path, "title", &panel.title, TITLE_CHARS);
            self.text(&path, "text", &panel.text);
        }
    }

    fn added(&mut self) {
        let pack = self.pack;
        let mut seen = BTreeSet::new();
        for (place, added) in pack.add.iter().enumerate() {
            let place = place.to_string();
            let path = item("add", &place);
            self.unknown(&path, &added.unknown);
            self.id(&path, added.id.as_str());
            if !added.id.as_str().starts_with(ADDED) {
                self.at(&path, "id", format!("The id of an added step begins with \u{201c}{ADDED}\u{201d}, so that no later step of the catalogue has the same."));
            }
            if !seen.insert(&added.id) {
                self.at(&path, "id", format!("There are two steps \u{201c}{}\u{201d}.", added.id));
            }
            self.after(&path, added);
            self.line(&path, "title", &added.title, TITLE_CHARS);
            self.line(&path, "hint", &added.hint, LINE_CHARS);
            self.text(&path, "guidance", &added.guidance);
            self.rules(&path, &added.applies_to);
            self.links(&path, &added.waits_for);
            if added.waits_for.contains(&added.id) {
                self.at(&path, "waits_for", "The step waits for itself.");
            }
            self.days(&path, &added.days);
            for (member, text) in [("expect", &added.expect), ("meanwhile", &added.meanwhile), ("ask", &added.ask)] {
                if added.waits_on_others && text.trim().is_empty() {
                    self.add(&path, format!("It waits on others, so \u{201c}{member}\u{201d} has to say something."));
                }
                self.optional_line(&path, member, text, LINE_CHARS);
            }
            self.lines(&path, "write_down", &added.write_down);
            self.lines(&path, "never_write", &added.never_write);
            self.renewal(&path, added.renewal.as_ref());
        }
    }

    fn after(&mut self, path: &[&str], added: &AddedStep) {
        let Some(after) = &added.after else { return };
        self.step(path, "after", after);
        if *after == added.id {
            self.at(path, "after", "A step cannot stand behind itself.");
        }
        let own = self.pack.add.iter().find(|step| step.id == *after).map(|step| step.section);
        let section = self.catalogue.step(after).map(|step| step.section).or(own);
        if section.is_some_and(|section| section != added.section) {
            self.at(path, "after", format!("\u{201c}{after}\u{201d} is in another section."));
        }
    }

    fn hidden(&mut self) {
        let pack = self.pack;
        let mut seen = BTreeSet::new();
        for (place, hidden) in pack.hide.iter().enumerate() {
            let place = place.to_string();
            let path = item("hide", &place);
            self.unknown(&path, &hidden.unknown);
            self.own_step(&path, &hidden.step);
            if !seen.insert(&hidden.step) {
                self.at(&path, "step", format!("\u{201c}{}\u{201d} is hidden twice.", hidden.step));
            }
            let law = self.catalogue.step(&hidden.step).is_some_and(|step| step.required_by_law);
            if law && visible::is_blank(&hidden.reason) {
                self.at(
                    &path,
                    "reason",
                    "The law or a regulator asks for this step. Say why it is not needed here; the checklist shows it.",
                );
            } else {
                self.line(&path, "reason", &hidden.reason, LINE_CHARS);
            }
        }
    }

    fn changed(&mut self) {
        let pack = self.pack;
        let mut seen = BTreeSet::new();
        for (place, change) in pack.change.iter().enumerate() {
            let place = place.to_string();
            let path = item("change", &place);
            self.unknown(&path, &change.unknown);
            self.own_step(&path, &change.step);
            if pack.hide.iter().any(|hidden| hidden.step == change.step) {
                self.at(
                    &path,
                    "step",
                    format!("\u{201c}{}\u{201d} is hidden by this pack too: do one or the other.", change.step),
                );
            }
            if !seen.insert(&change.step) {
                self.at(&path, "step", format!("\u{201c}{}\u{201d} is changed twice: write one entry.", change.step));
            }
            self.change(&path, change);
        }
    }

    fn change(&mut self, path: &[&str], change: &ChangedStep) {
        for (member, text, longest) in [
            ("title", &change.title, TITLE_CHARS),
            ("hint", &change.hint, LINE_CHARS),
            ("expect", &change.expect, LINE_CHARS),
            ("meanwhile", &change.meanwhile, LINE_CHARS),
            ("ask", &change.ask, LINE_CHARS),
        ] {
            if let Some(text) = text {
                self.line(path, member, text, longest);
            }
        }
        let own = self.catalogue.step(&change.step);
        if change.waits_on_others == Some(true) {
            let texts = [
                ("expect", &change.expect, own.map(|own| &own.expect)),
                ("meanwhile", &change.meanwhile, own.map(|own| &own.meanwhile)),
                ("ask", &change.ask, own.map(|own| &own.ask)),
            ];
            for (member, text, own) in texts {
                if text.is_none() && own.is_none_or(String::is_empty) {
                    self.add(path, format!("It waits on others, so \u{201c}{member}\u{201d} has to say something."));
                }
            }
        }
        if let Some(text) = &change.guidance {
            self.text(path, "guidance", text);
        }
        self.links(path, change.waits_for.as_deref().unwrap_or_default());
        if let Some(days) = &change.days {
            self.days(path, days);
        }
        if let Some(lines) = &change.write_down {
            self.lines(path, "write_down", lines);
        }
        self.renewal(path, change.renewal.as_ref());
    }

    fn order(&mut self) {
        let pack = self.pack;
        let mut seen = BTreeSet::new();
        for (place, order) in pack.order.iter().enumerate() {
            let place = place.to_string();
            let path = item("order", &place);
            self.unknown(&path, &order.unknown);
            if !seen.insert(order.section) {
                self.at(&path, "section", "There are two orders for this section: write one.");
            }
            let mut named = BTreeSet::new();
            for (number, id) in order.steps.iter().enumerate() {
                let (path, number) = ([&path[..], &["steps"]].concat(), number.to_string());
                self.step(&path, &number, id);
                if !named.insert(id) {
                    self.at(&path, &number, format!("\u{201c}{id}\u{201d} stands here twice."));
                }
                let own = pack.add.iter().find(|step| step.id == *id).map(|step| step.section);
                let section = self.catalogue.step(id).map(|step| step.section).or(own);
                if section.is_some_and(|section| section != order.section) {
                    self.at(&path, &number, format!("\u{201c}{id}\u{201d} is in another section."));
                }
            }
        }
    }

    /// Whether somebody whom the pack is meant for can have a step.
    fn can_be_met(&self, step: &StepDefinition) -> bool {
        let groups = &self.catalogue.groups;
        let meets = |rule: &AppliesTo| step.applies_to.iter().any(|own| own.overlaps(rule, groups));
        self.pack.applies_to.is_empty() || self.pack.applies_to.iter().any(meets)
    }

    /// Steps that wait for a hidden one, or, through others, for themselves.
    fn waiting(&mut self) {
        let pack = self.pack;
        for (place, hidden) in pack.hide.iter().enumerate() {
            let is_hidden = |id: &StepId| pack.hide.iter().any(|hidden| hidden.step == *id);
            let is_met = |id: &StepId| self.catalogue.step(id).is_none_or(|step| self.can_be_met(step));
            // What waits for other steps beside goes on waiting for those.
            let is_left_alone = |step: &&StepDefinition| {
                let change = pack.change.iter().find(|change| change.step == step.id);
                let waits_for = change.and_then(|change| change.waits_for.as_ref()).unwrap_or(&step.waits_for);
                waits_for.contains(&hidden.step)
                    && waits_for.iter().filter(|id| is_met(id)).all(is_hidden)
                    && !is_hidden(&step.id)
                    && self.can_be_met(step)
            };
            let alone: Vec<&str> =
                self.catalogue.steps.iter().filter(is_left_alone).map(|step| step.id.as_str()).collect();
            if !alone.is_empty() {
                let place = place.to_string();
                self.at(
                    &item("hide", &place),
                    "step",
                    format!(
                        "\u{201c}{}\u{201d} cannot be hidden, because {} for it and for nothing else. Hide that too, \
                         or give it another \u{201c}waits_for\u{201d} under \u{201c}change\u{201d}.",
                        hidden.step,
                        match alone.as_slice() {
                            [one] => format!("{one} waits"),
                            more => format!("{} wait", more.join(", ")),
                        }
                    ),
                );
            }
        }
        let merged = self.catalogue.merged_with(&Arc::new(pack.clone()));
        let waits_for = merged.steps.iter().map(|step| (&step.id, step.waits_for.as_slice())).collect();
        if let Some(id) = circle(&waits_for) {
            let of = |ids: Vec<&StepId>| ids.into_iter().position(|own| own == id).map(|place| place.to_string());
            let added = of(pack.add.iter().map(|step| &step.id).collect());
            let changed = of(pack.change.iter().map(|step| &step.step).collect());
            let what = format!(
                "\u{201c}{id}\u{201d} waits, through other steps, for itself. Take a step out of one \u{201c}waits_for\u{201d}."
            );
            match (added, changed) {
                (Some(place), _) => self.at(&item("add", &place), "waits_for", what),
                (None, Some(place)) => self.at(&item("change", &place), "waits_for", what),
                (None, None) => self.add(&["change"], what),
            }
        }
    }
}

/// What is not wrong, and unwise all the same. For a pack without faults.
#[must_use]
pub fn advice(pack: &SitePack, catalogue: &Catalogue) -> Vec<Finding> {
    let merged = catalogue.merged_with(&Arc::new(pack.clone()));
    let meant: Vec<Situation> = merged.situations().filter(|situation| merged.is_for(situation)).collect();
    let mut found = Vec::new();
    let mut add = |list: &str, place: usize, member: &str, what: String| {
        let place = place.to_string();
        let path = [list, &place, member];
        let path = path.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        found.push(Finding::new(&path, what));
    };
    for (place, rule) in pack.applies_to.iter().enumerate() {
        if !catalogue.situations().any(|situation| rule.is_met_by(&situation, &catalogue.groups)) {
            add("applies_to", place, "", "No nation, setting, role and contract go together like this.".to_owned());
        }
    }
    for (place, step) in pack.add.iter().enumerate() {
        let is_for_somebody = meant.iter().any(|situation| holds(&step.applies_to, situation, &catalogue.groups));
        if !is_for_somebody {
            let what = format!("Nobody whom the pack is meant for gets \u{201c}{}\u{201d}.", step.title);
            add("add", place, "applies_to", what);
        }
    }
    let check = Check::new(pack, catalogue);
    let is_met = |id: &StepId| catalogue.step(id).is_none_or(|step| check.can_be_met(step));
    let nobody = |id: &StepId| format!("Nobody whom the pack is meant for has the step \u{201c}{id}\u{201d}.");
    for (place, hidden) in pack.hide.iter().enumerate().filter(|(_, hidden)| !is_met(&hidden.step)) {
        add("hide", place, "step", nobody(&hidden.step));
    }
    for (place, change) in pack.change.iter().enumerate().filter(|(_, change)| !is_met(&change.step)) {
        add("change", place, "step", nobody(&change.step));
    }
    let law = |id: &StepId| catalogue.step(id).filter(|step| step.required_by_law && check.can_be_met(step));
    for (place, hidden) in pack.hide.iter().enumerate() {
        if let Some(step) = law(&hidden.step) {
            let what = format!(
                "The law or a regulator asks for \u{201c}{}\u{201d}. The checklist says so: let your reason say who sees to it.",
                step.title
            );
            add("hide", place, "step", what);
        }
    }
    for (place, change) in pack.change.iter().enumerate() {
        if *change == (ChangedStep { step: change.step.clone(), ..ChangedStep::default() }) {
            add("change", place, "step", "This entry changes nothing.".to_owned());
        }
        if let Some(step) = law(&change.step) {
            let what = format!(
                "The law or a regulator asks for \u{201c}{}\u{201d}: see that it still asks for the same. The checklist \
                 says what you have changed.",
                step.title
            );
            add("change", place, "step", what);
        }
    }
    found.extend(long_sections(pack, &merged, &meant));
    found.truncate(MOST_FAULTS);
    found
}

fn long_sections(pack: &SitePack, merged: &Catalogue, meant: &[Situation]) -> Vec<Finding> {
    let mut longest: BTreeMap<Section, usize> = BTreeMap::new();
    let sections: BTreeSet<Section> = pack.add.iter().map(|step| step.section).collect();
    for situation in meant {
        let steps = merged.steps_for(situation);
        for section in &sections {
            let count = steps.iter().filter(|step| step.section == *section).count();
            let most = longest.entry(*section).or_default();
            *most = count.max(*most);
        }
    }
    let too_long = longest.into_iter().filter(|(_, count)| *count >= TOO_MANY_STEPS);
    let finding = |(section, count): (Section, usize)| {
        let what = format!(
            "\u{201c}{}\u{201d} gets {count} steps for some people. More than {} are hard to take in: put some in one \
             step, or hide what is not needed.",
            section.label(),
            TOO_MANY_STEPS - 1
        );
        Finding::new(&["add"], what)
    };
    too_long.map(finding).collect()
}
