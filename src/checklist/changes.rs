//! What a change writes into the log.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::{Checklist, LogEntry, Stamp, chain};
use crate::ids::StepId;
use crate::kept::{Unknown, members};

impl Stamp {
    /// A line of the log.
    pub(super) fn line(&self, step: Option<&StepId>, what: &str, from: Value, to: Value) -> LogEntry {
        let (step, what) = (step.cloned(), what.to_owned());
        let (at, by) = (self.at, self.by.clone());
        LogEntry { at, by, step, what, from, to, reason: String::new(), after: Vec::new(), unknown: Unknown::new() }
    }
}

impl Checklist {
    /// Adds lines behind the log.
    pub(super) fn note(&mut self, lines: impl IntoIterator<Item = LogEntry>) {
        chain::append(&self.id, &mut self.log, lines);
    }
}

/// One log entry for every member that differs, by its name in the file.
pub(super) fn differences<T: Serialize>(before: &T, after: &T, step: Option<&StepId>, stamp: &Stamp) -> Vec<LogEntry> {
    let (before, after) = (members(before).unwrap_or_default(), members(after).unwrap_or_default());
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let value = |members: &Unknown, name: &String| members.get(name).cloned().unwrap_or(Value::Null);
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| stamp.line(step, name, value(&before, name), value(&after, name)))
        .collect()
}
