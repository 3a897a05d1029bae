//! What looks wrong in a checklist that opens all the same.

use super::Checklist;
use crate::catalogue::{Catalogue, circle};

/// Something that a person has to look at. The checklist stays usable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The way to the place in the file: names of members and numbers of items, from the outside in.
    pub path: Vec<String>,
    /// What is wrong, in one sentence.
    pub what: String,
}

/// Everything that looks wrong, from the top of the file down.
#[must_use]
pub fn findings(checklist: &Checklist, catalogue: &Catalogue) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |path: &[&str], what: String| {
        found.push(Finding { path: path.iter().map(|&part| part.to_owned()).collect(), what });
    };
    if checklist.starter.name.trim().is_empty() {
        add(&["starter", "name"], "The starter has no name.".to_owned());
    }
    if let Err(fault) = catalogue.check(&checklist.starter.situation()) {
        add(&["starter"], format!("{fault} The steps in the file are kept as they are."));
    }
    for (index, step) in checklist.steps.iter().enumerate() {
        let index = index.to_string();
        for (place, id) in step.waits_for.iter().enumerate() {
            if checklist.step(id).is_none() {
                add(
                    &["steps", &index, "waits_for", &place.to_string()],
                    format!("\u{201c}{}\u{201d} waits for the step {id}, which is not in the file.", step.title),
                );
            }
        }
        let record = &step.record;
        if let (Some(completed), Some(expires)) = (record.completed, record.expires)
            && expires < completed
        {
            add(
                &["steps", &index, "record", "expires"],
                format!("\u{201c}{}\u{201d} runs out before the day it was completed.", step.title),
            );
        }
    }
    let waits_for = checklist.steps.iter().map(|step| (&step.id, step.waits_for.as_slice())).collect();
    if let Some(id) = circle(&waits_for) {
        add(&["steps"], format!("The step {id} waits, through others, for itself."));
    }
    found
}
