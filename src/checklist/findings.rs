//! What looks wrong in a checklist that opens all the same.

use std::collections::BTreeSet;

use super::{Checklist, Status, Step, doubts};
use crate::catalogue::pack::faults;
use crate::catalogue::{Catalogue, circles};
use crate::finding::Finding;
use crate::ids::StepId;
use crate::visible;

/// More findings than this are not a list to work through; the rest is left out.
const MOST: usize = 100;

/// What looks wrong: first what does not fit together in the history and its sign-offs, then from the top of the file
/// down. The first hundred.
#[must_use]
pub fn findings(checklist: &Checklist, catalogue: &Catalogue) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |path: &[&str], what: String| {
        if found.len() >= MOST {
            return;
        }
        found.push(Finding { path: path.iter().map(|&part| part.to_owned()).collect(), what });
    };
    for doubt in doubts(checklist) {
        let Finding { path, what } = doubt.finding(checklist);
        add(&path.iter().map(String::as_str).collect::<Vec<&str>>(), what);
    }
    if let Some(what) = of_name(&checklist.starter.name) {
        add(&["starter", "name"], what.to_owned());
    }
    if let Some(pack) = &checklist.site_pack {
        for Finding { path, what } in faults(pack, catalogue) {
            let path: Vec<&str> = std::iter::once("site_pack").chain(path.iter().map(String::as_str)).collect();
            add(&path, what);
        }
    }
    if let Err(fault) = catalogue.check(&checklist.starter.situation()) {
        add(&["starter"], format!("{fault} The steps in the file are kept as they are."));
    }
    let ids: BTreeSet<&StepId> = checklist.steps.iter().map(|step| &step.id).collect();
    for (index, step) in checklist.steps.iter().enumerate() {
        of_step(step, &index.to_string(), &ids, &mut add);
    }
    let waits_for = checklist.steps.iter().map(|step| (&step.id, step.waits_for.as_slice())).collect();
    for circle in circles(&waits_for) {
        let titles: Vec<String> = circle.iter().map(|id| format!("\u{201c}{}\u{201d}", title(checklist, id))).collect();
        add(&["steps"], format!("These steps wait for each other in a circle: {}.", titles.join(", ")));
    }
    found.truncate(MOST);
    found
}

fn title<'a>(checklist: &'a Checklist, id: &'a StepId) -> &'a str {
    checklist.step(id).map_or(id.as_str(), |step| &step.title)
}

fn of_name(name: &str) -> Option<&'static str> {
    let shown = visible::without_hidden(name);
    if shown.trim().is_empty() {
        Some("The starter has no name.")
    } else if shown != *name {
        Some("The starter\u{2019}s name holds characters that cannot be seen.")
    } else {
        None
    }
}

fn of_step(step: &Step, index: &str, ids: &BTreeSet<&StepId>, add: &mut dyn FnMut(&[&str], String)) {
    for (place, id) in step.waits_for.iter().enumerate() {
        if !ids.contains(id) {
            add(
                &["steps", index, "waits_for", &place.to_string()],
                format!("\u{201c}{}\u{201d} waits for the step {id}, which is not in the file.", step.title),
            );
        }
    }
    for (place, id) in step.alternatives.iter().enumerate() {
        if *id == step.id || !ids.contains(id) {
            add(
                &["steps", index, "alternatives", &place.to_string()],
                format!(
                    "\u{201c}{}\u{201d} names {id} as its alternative, which is not another step here.",
                    step.title
                ),
            );
        }
    }
    let days = &step.days;
    if !days.is_in_order() {
        add(&["steps", index, "days"], format!("The days of \u{201c}{}\u{201d} are not in order.", step.title));
    }
    let record = &step.record;
    if record.days.as_ref().is_some_and(|days| !days.is_in_order()) {
        add(
            &["steps", index, "record", "days"],
            format!("The days that somebody named for \u{201c}{}\u{201d} are not in order.", step.title),
        );
    }
    if let Some(fault) = step.renewal.value.fault() {
        add(&["steps", index, "renewal"], format!("\u{201c}{}\u{201d}: {fault}", step.title));
    }
    if record.status == Status::Completed && record.completed.is_none() {
        add(
            &["steps", index, "record", "status"],
            format!("\u{201c}{}\u{201d} is completed, and the file does not say on which day.", step.title),
        );
    }
    if record.status == Status::NotNeeded && record.reason.trim().is_empty() {
        add(
            &["steps", index, "record", "status"],
            format!("\u{201c}{}\u{201d} is not needed, and the file does not say why.", step.title),
        );
    }
}
