//! A checklist as the harness reads it: with a JSON reader of its own, not with the program that is tried.

#![expect(clippy::indexing_slicing, reason = "what a JSON value does not hold reads as null")]

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// The step whose note every goal changes.
pub(crate) const STEP: &str = "gather-documents";

const FORMAT: &str = "secure-start/checklist";

/// A document that parses and says what it is.
pub(crate) struct Document(Value);

impl Document {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(bytes)
            .map_err(|error| format!("the document ({} bytes) does not parse: {error}", bytes.len()))?;
        if value["format"] != FORMAT {
            return Err("the document does not name its format".to_owned());
        }
        Ok(Self(value))
    }

    pub(crate) fn read(file: &Path) -> Result<Self, String> {
        Self::parse(&std::fs::read(file).map_err(|error| format!("the document cannot be read: {error}"))?)
    }

    pub(crate) fn note(&self, step: &str) -> &str {
        let step = self.steps().iter().find(|found| found["id"] == step);
        step.and_then(|step| step["record"]["note"].as_str()).unwrap_or_default()
    }

    /// The longest note of all steps: the one that was typed, where only one was.
    pub(crate) fn longest_note(&self) -> &str {
        let notes = self.steps().iter().filter_map(|step| step["record"]["note"].as_str());
        notes.max_by_key(|note| note.len()).unwrap_or_default()
    }

    /// Every note that a step was ever given, by the log.
    pub(crate) fn notes_in_log(&self, step: &str) -> BTreeSet<&str> {
        let entries = self.log().iter().filter(|entry| entry["step"] == step && entry["what"] == "note");
        entries.filter_map(|entry| entry["to"].as_str()).collect()
    }

    /// Whether every step of an earlier state and all of its log are still there.
    pub(crate) fn continues(&self, earlier: &Self) -> bool {
        let ids: BTreeSet<&str> = self.ids().collect();
        earlier.ids().all(|id| ids.contains(id)) && self.log().starts_with(earlier.log())
    }

    /// The document with another note and the entry of the log that belongs to it: what a naive saver writes.
    pub(crate) fn with_note(mut self, step: &str, note: &str) -> Vec<u8> {
        let steps = self.0["steps"].as_array_mut().into_iter().flatten();
        for found in steps.filter(|found| found["id"] == step) {
            found["record"]["note"] = note.into();
        }
        if let Some(log) = self.0["log"].as_array_mut() {
            log.push(serde_json::json!({ "step": step, "what": "note", "to": note }));
        }
        serde_json::to_vec_pretty(&self.0).unwrap_or_default()
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.steps().iter().filter_map(|step| step["id"].as_str())
    }

    fn steps(&self) -> &[Value] {
        self.0["steps"].as_array().map_or(&[], Vec::as_slice)
    }

    fn log(&self) -> &[Value] {
        self.0["log"].as_array().map_or(&[], Vec::as_slice)
    }
}

/// What a file holds after a save that may not have come to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// What it held before, byte for byte; nothing, where there was no file.
    Old,
    /// A whole document with the note that was to be saved.
    New,
    Torn(String),
}

/// What a file holds, where a save of a note was tried on the old bytes; no old bytes stand for no file.
pub(crate) fn found(file: &Path, old: Option<&[u8]>, note: &str) -> Found {
    let now = match std::fs::read(file) {
        Ok(now) => now,
        Err(error) if old.is_none() && error.kind() == std::io::ErrorKind::NotFound => return Found::Old,
        Err(error) => return Found::Torn(format!("the document cannot be read: {error}")),
    };
    if old == Some(now.as_slice()) {
        return Found::Old;
    }
    match (Document::parse(&now), old.map(Document::parse)) {
        (Ok(new), _) if new.note(STEP) != note => Found::Torn(format!("the note is “{}”", new.note(STEP))),
        (Ok(new), Some(Ok(old))) if !new.continues(&old) => {
            Found::Torn("steps or entries of the log are gone".to_owned())
        }
        (Ok(_), _) => Found::New,
        (Err(fault), _) => Found::Torn(fault),
    }
}
