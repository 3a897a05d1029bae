//! The single checks of which the check of a site pack is made: a line, a text, an id, a rule, some days.

use std::collections::BTreeMap;

use super::{SitePack, markdown};
use crate::catalogue::{AppliesTo, Catalogue, DayRange, MOST_DAYS, Renewal};
use crate::finding::Finding;
use crate::ids::StepId;
use crate::kept::{Kept, Unknown};
use crate::visible;

/// Longest line of a pack, such as a hint or a reason, in characters.
pub(super) const LINE_CHARS: usize = 300;
/// Longest text of a pack, such as guidance or a page, in characters.
const TEXT_CHARS: usize = 20_000;
/// Most steps that one step waits for, and most items of any other list inside an entry.
const MOST_LINKS: usize = 100;

/// " Perhaps you mean …", where an id or a label is almost the same; empty otherwise.
fn perhaps<'a>(name: &str, choices: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '_'], "-");
    let wanted = plain(name);
    let distance = |(id, label): (&'a str, &'a str)| {
        let nearest = strsim::damerau_levenshtein(&wanted, id).min(strsim::damerau_levenshtein(&wanted, &plain(label)));
        (nearest, id)
    };
    match choices.map(distance).min() {
        Some((0..=2, id)) => format!(" Perhaps you mean \u{201c}{id}\u{201d}."),
        _ => String::new(),
    }
}

/// " The groups are @a and @b.", where there are any.
fn groups_there_are(groups: &BTreeMap<String, Vec<String>>) -> String {
    let names: Vec<String> = groups.keys().map(|name| format!("@{name}")).collect();
    if names.is_empty() { String::new() } else { format!(" The groups are {}.", names.join(", ")) }
}

/// A pack that is being checked, and what was found so far.
pub(super) struct Check<'a> {
    pub(super) pack: &'a SitePack,
    pub(super) catalogue: &'a Catalogue,
    pub(super) found: Vec<Finding>,
}

/// The way to an item of a list.
pub(super) fn item<'a>(list: &'a str, place: &'a str) -> [&'a str; 2] {
    [list, place]
}

impl<'a> Check<'a> {
    pub(super) const fn new(pack: &'a SitePack, catalogue: &'a Catalogue) -> Self {
        Self { pack, catalogue, found: Vec::new() }
    }

    pub(super) fn add(&mut self, path: &[&str], what: impl Into<String>) {
        self.found.push(Finding::new(path, what));
    }

    pub(super) fn at(&mut self, path: &[&str], member: &str, what: impl Into<String>) {
        let member: &[&str] = if member.is_empty() { &[] } else { &[member] };
        self.add(&[path, member].concat(), what);
    }

    pub(super) fn unknown(&mut self, path: &[&str], unknown: &Unknown) {
        for name in unknown.keys() {
            self.at(
                path,
                name,
                format!("There is no member \u{201c}{name}\u{201d} here. Check its spelling, or take it away."),
            );
        }
    }

    /// Lower-case letters, digits and hyphens.
    pub(super) fn id(&mut self, path: &[&str], id: &str) {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > 60 || !id.chars().all(is_plain) {
            self.at(
                path,
                "id",
                "An id has 1 to 60 lower-case letters, digits and hyphens, for example site-parking-permit.",
            );
        }
    }

    /// A text of one line that has to be there.
    pub(super) fn line(&mut self, path: &[&str], member: &str, text: &str, longest: usize) {
        if visible::is_blank(text) {
            self.at(path, member, "It is empty, and it has to say something.");
        }
        self.optional_line(path, member, text, longest);
    }

    pub(super) fn optional_line(&mut self, path: &[&str], member: &str, text: &str, longest: usize) {
        let count = text.chars().count();
        if count > longest {
            self.at(path, member, format!("It has {count} characters, and {longest} is the most."));
        }
        if text.contains("**") {
            self.at(path, member, "Bold (**) is shown as it stands here. Take the stars away.");
        }
        if text != visible::without_hidden(text) {
            self.at(
                path,
                member,
                "It holds a line feed, a tab or a character that cannot be seen. Write it on one line.",
            );
        }
    }

    /// A text in Markdown that has to be there.
    pub(super) fn text(&mut self, path: &[&str], member: &str, text: &str) {
        if visible::is_blank(text) {
            self.at(path, member, "It is empty, and it has to say something.");
        }
        let count = text.chars().count();
        if count > TEXT_CHARS {
            self.at(path, member, format!("It has {count} characters, and {TEXT_CHARS} is the most."));
            return;
        }
        if text.chars().any(|c| !matches!(c, '\n' | '\t') && visible::is_hidden(c)) {
            self.at(path, member, "It holds a character that cannot be seen. Take it away.");
        }
        let mut told: Vec<String> = Vec::new();
        for fault in markdown::faults(text) {
            if !told.contains(&fault) {
                self.at(path, member, fault.clone());
                told.push(fault);
            }
        }
    }

    /// Steps that are waited for.
    pub(super) fn links(&mut self, path: &[&str], ids: &[StepId]) {
        let path = [path, &["waits_for"]].concat();
        if self.has_too_many(&path, "", ids.len()) {
            return;
        }
        for (place, id) in ids.iter().enumerate() {
            self.step(&path, &place.to_string(), id);
            if ids.iter().take(place).any(|other| other == id) {
                self.at(&path, &place.to_string(), format!("\u{201c}{id}\u{201d} stands here twice."));
            }
        }
    }

    pub(super) fn lines(&mut self, path: &[&str], member: &str, lines: &[String]) {
        if self.has_too_many(path, member, lines.len()) {
            return;
        }
        for (place, line) in lines.iter().enumerate() {
            let place = place.to_string();
            self.line(&[path, &[member]].concat(), &place, line, LINE_CHARS);
        }
    }

    /// Says so where a list is longer than any that a person writes.
    pub(super) fn has_too_many(&mut self, path: &[&str], member: &str, count: usize) -> bool {
        let is_long = count > MOST_LINKS;
        if is_long {
            self.at(path, member, format!("There are {count} of them, and {MOST_LINKS} is the most."));
        }
        is_long
    }

    pub(super) fn rules(&mut self, path: &[&str], rules: &[AppliesTo]) {
        if self.has_too_many(path, "applies_to", rules.len()) {
            return;
        }
        let catalogue = self.catalogue;
        for (place, rule) in rules.iter().enumerate() {
            let place = place.to_string();
            let path = [path, &["applies_to", &place]].concat();
            self.unknown(&path, &rule.unknown);
            let choices = |member: &str| -> Vec<(&str, &str)> {
                match member {
                    "nations" => catalogue.nations.iter().map(|it| (it.id.as_str(), it.label.as_str())).collect(),
                    "settings" => catalogue.settings.iter().map(|it| (it.id.as_str(), it.label.as_str())).collect(),
                    "roles" => catalogue.roles.iter().map(|it| (it.id.as_str(), it.label.as_str())).collect(),
                    _ => catalogue.contracts.iter().map(|it| (it.id.as_str(), it.label.as_str())).collect(),
                }
            };
            let (no_groups, groups) = (BTreeMap::new(), &catalogue.groups);
            for (member, names, groups) in [
                ("nations", &rule.nations, &no_groups),
                ("settings", &rule.settings, &groups.settings),
                ("roles", &rule.roles, &groups.roles),
                ("contracts", &rule.contracts, &groups.contracts),
            ] {
                if self.has_too_many(&path, member, names.len()) {
                    continue;
                }
                let is_known = |name: &str| match name.strip_prefix('@') {
                    Some(group) => groups.contains_key(group),
                    None => choices(member).iter().any(|(id, _)| *id == name),
                };
                for (place, name) in names.iter().enumerate() {
                    if !is_known(name) {
                        let place = place.to_string();
                        self.at(
                            &[&path[..], &[member]].concat(),
                            &place,
                            format!(
                                "There is no \u{201c}{name}\u{201d} among the {member}. \
                                 \u{201c}secure-start catalogue {member}\u{201d} lists them.{}{}",
                                perhaps(name, choices(member).into_iter()),
                                groups_there_are(groups)
                            ),
                        );
                    }
                }
            }
        }
    }

    /// Whether a step is there once the pack is in force; says what is wrong where it is not.
    pub(super) fn step(&mut self, path: &[&str], member: &str, id: &StepId) {
        let pack = self.pack;
        if pack.hide.iter().any(|hidden| hidden.step == *id) {
            self.at(path, member, format!("The step \u{201c}{id}\u{201d} is hidden by this pack."));
        } else if self.catalogue.step(id).is_none() && !pack.add.iter().any(|added| added.id == *id) {
            let what = self.no_step(id);
            self.at(path, member, what);
        }
    }

    /// That there is no such step, and which one may be meant.
    fn no_step(&self, id: &StepId) -> String {
        let own = self.pack.add.iter().map(|step| (step.id.as_str(), step.title.as_str()));
        if id.as_str().starts_with(super::ADDED) {
            return format!("This pack adds no step \u{201c}{id}\u{201d}.{}", perhaps(id.as_str(), own));
        }
        let steps = self.catalogue.steps.iter().map(|step| (step.id.as_str(), step.title.as_str()));
        format!(
            "There is no step \u{201c}{id}\u{201d}.{} \u{201c}secure-start catalogue steps\u{201d} lists them.",
            perhaps(id.as_str(), steps.chain(own))
        )
    }

    /// A step of the catalogue itself.
    pub(super) fn own_step(&mut self, path: &[&str], id: &StepId) {
        if self.catalogue.step(id).is_none() {
            let what = if self.pack.add.iter().any(|added| added.id == *id) {
                format!("\u{201c}{id}\u{201d} is added by this pack: change it there.")
            } else {
                self.no_step(id)
            };
            self.at(path, "step", what);
        }
    }

    pub(super) fn days(&mut self, path: &[&str], days: &DayRange) {
        self.unknown(&[path, &["days"]].concat(), &days.unknown);
        if !days.is_in_order() {
            self.at(
                path,
                "days",
                format!("They are out of order: low {}, likely {}, high {}.", days.low, days.likely, days.high),
            );
        }
        if days.high > MOST_DAYS {
            self.at(path, "days", format!("{} days are more than {MOST_DAYS}.", days.high));
        }
    }

    pub(super) fn renewal(&mut self, path: &[&str], renewal: Option<&Kept<Renewal>>) {
        let Some(renewal) = renewal else { return };
        self.unknown(&[path, &["renewal"]].concat(), &renewal.unknown);
        if let Some(fault) = renewal.value.fault() {
            self.at(path, "renewal", fault);
        }
    }
}
