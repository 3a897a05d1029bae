//! Bytes to checklist.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_path_to_error::Segment;

use super::structure::{self, place_of};
use super::{FORMAT, MAX_BYTES, MAX_LOG, MAX_STEPS, VERSION};
use crate::catalogue::Catalogue;
use crate::checklist::{Checklist, findings};
use crate::outcome::{LoadError, LocatedFinding, Place};

/// A file that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub checklist: Checklist,
    /// What looks wrong in it all the same.
    pub findings: Vec<LocatedFinding>,
}

/// Only what tells what kind of file it is; everything else is passed over.
#[derive(Deserialize)]
struct Head {
    format: Option<serde_json::Value>,
    version: Option<serde_json::Value>,
}

/// Reads a checklist. A byte order mark in front is passed over.
///
/// # Errors
/// [`LoadError`], the first that applies in its order.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<Read, LoadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_BYTES {
        return Err(LoadError::TooBig { bytes: size, limit: MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        LoadError::NotText { at: structure::place_of_end(&String::from_utf8_lossy(good)) }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    structure::check(text)?;
    check_head(text)?;
    let mut checklist = parse(text)?;
    for member in ["format", "version"] {
        checklist.unknown.remove(member);
    }
    check_counts(&checklist)?;
    check_ids(&checklist, text)?;
    let findings = findings(&checklist, catalogue)
        .into_iter()
        .map(|finding| LocatedFinding { at: locate(text, &finding.path), finding })
        .collect();
    Ok(Read { checklist, findings })
}

fn parse(text: &str) -> Result<Checklist, LoadError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path: Vec<String> = error.path().iter().map_while(name_of).collect();
        let error = error.into_inner();
        LoadError::WrongValue {
            at: locate(text, &path).unwrap_or_else(|| place_of(text, &error)),
            detail: structure::plain_words(&error),
        }
    })
}

/// A part of a path as [`locate`] takes it; none where the way into the file ends.
fn name_of(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

fn check_head(text: &str) -> Result<(), LoadError> {
    let head: Head = serde_json::from_str(text).map_err(|_| LoadError::NotAChecklist)?;
    if head.format != Some(FORMAT.into()) {
        return Err(LoadError::NotAChecklist);
    }
    match head.version.as_ref().and_then(serde_json::Value::as_u64) {
        Some(VERSION) => Ok(()),
        Some(found) if found > VERSION => Err(LoadError::Newer { found, supported: VERSION }),
        _ => Err(LoadError::WrongValue {
            at: locate(text, &["version".to_owned()]).unwrap_or(Place { line: 1, column: 1 }),
            detail: format!("the version of the format has to be {VERSION}"),
        }),
    }
}

fn check_counts(checklist: &Checklist) -> Result<(), LoadError> {
    for (what, count, limit) in
        [("steps", checklist.steps.len(), MAX_STEPS), ("log entries", checklist.log.len(), MAX_LOG)]
    {
        if count > limit {
            return Err(LoadError::TooMany { what, count, limit });
        }
    }
    Ok(())
}

fn check_ids(checklist: &Checklist, text: &str) -> Result<(), LoadError> {
    let mut seen = BTreeSet::new();
    for (index, step) in checklist.steps.iter().enumerate() {
        if !seen.insert(&step.id) {
            let path = ["steps".to_owned(), index.to_string(), "id".to_owned()];
            return Err(LoadError::TwoStepsWithOneId {
                at: locate(text, &path).unwrap_or(Place { line: 1, column: 1 }),
                id: step.id.to_string(),
            });
        }
    }
    Ok(())
}

/// Where the value at a path begins: names of members and numbers of items, from the outside in.
fn locate(text: &str, path: &[String]) -> Option<Place> {
    let mut here = text;
    for part in path {
        let raw = if here.trim_start().starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(here).ok()?;
            items.get(part.parse::<usize>().ok()?)?.get()
        } else {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(here).ok()?;
            members.get(part.as_str())?.get()
        };
        here = raw;
    }
    // A raw value is a slice of the text that it was read from.
    let offset = (here.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    text.get(..offset).map(structure::place_of_end)
}
