//! Bytes to checklist.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_path_to_error::Segment;

use super::structure::{self, place_of};
use super::write::is_as_written;
use super::{FORMAT, MAX_BYTES, MAX_LINKS, MAX_LOG, MAX_STEPS, PACK_FORMAT, VERSION};
use crate::catalogue::Catalogue;
use crate::checklist::{Checklist, bind, findings};
use crate::finding::Finding;
use crate::outcome::{LoadError, LocatedFinding, Place};

/// A file that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub checklist: Checklist,
    /// What looks wrong in it all the same.
    pub findings: Vec<LocatedFinding>,
    /// The version of the format, where it is newer than this program's: what it means may be another thing, so it is
    /// only to be read.
    pub newer: Option<u64>,
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
    let text = text_within(bytes)?;
    let (checklist, newer) = checklist_of(text)?;
    let mut findings = findings(&checklist, catalogue);
    if newer.is_none() && checklist.has_sealed_sign_off() && !is_as_written(bytes, &checklist) {
        let what = "This file was written by another program after a step was signed off in it.".to_owned();
        findings.insert(0, Finding { path: Vec::new(), what });
    }
    Ok(Read { checklist, findings: in_text(text, findings), newer })
}

/// The checklist in some bytes, and the version of the format where it is newer than this program's; without what looks
/// wrong in it all the same.
///
/// # Errors
/// [`LoadError`], as [`read`] has them.
pub fn read_plainly(bytes: &[u8]) -> Result<(Checklist, Option<u64>), LoadError> {
    checklist_of(text_within(bytes)?)
}

/// Whether some bytes are read as exactly this checklist, by this version of the program.
#[must_use]
pub fn is_read_as(bytes: &[u8], checklist: &Checklist) -> bool {
    let read = text_within(bytes).and_then(checklist_of);
    read.is_ok_and(|(read, newer)| newer.is_none() && read == *checklist)
}

/// The id of the document in some bytes; none where there is none that can be read.
#[must_use]
pub fn id_of(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: String,
    }
    serde_json::from_str::<OnlyId>(text_of(bytes).ok()?).ok().map(|only| only.id)
}

/// The text of a file that is not too big.
fn text_within(bytes: &[u8]) -> Result<&str, LoadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_BYTES {
        return Err(LoadError::TooBig { bytes: size, limit: MAX_BYTES });
    }
    text_of(bytes)
}

/// The checklist in a text, and its version where that is newer than this program's.
fn checklist_of(text: &str) -> Result<(Checklist, Option<u64>), LoadError> {
    structure::check(text)?;
    let Ok(mut checklist) = serde_json::from_str::<Checklist>(text) else { return Err(why_not(text)) };
    let head = Head { format: checklist.unknown.remove("format"), version: checklist.unknown.remove("version") };
    let newer = check_head(&head, text)?;
    check_counts(&checklist)?;
    check_ids(&checklist, text)?;
    bind(&checklist.id, &mut checklist.log);
    Ok((checklist, newer))
}

/// The places of findings in the bytes that a checklist was read from; none in bytes that are no text.
#[must_use]
pub fn located(bytes: &[u8], findings: Vec<Finding>) -> Vec<LocatedFinding> {
    in_text(text_of(bytes).unwrap_or_default(), findings)
}

fn in_text(text: &str, findings: Vec<Finding>) -> Vec<LocatedFinding> {
    let paths: Vec<&[String]> = findings.iter().map(|finding| finding.path.as_slice()).collect();
    let places = places(text, &paths);
    findings.into_iter().zip(places).map(|(finding, at)| LocatedFinding { at, finding, is_noted: false }).collect()
}

/// The text of a file, without a byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, LoadError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        LoadError::NotText { at: structure::place_of_end(&String::from_utf8_lossy(good)) }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, LoadError> {
    // The way to a fault is looked for only where there is one: it takes as long as the reading.
    if let Ok(read) = serde_json::from_str(text) {
        return Ok(read);
    }
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

/// Why a text is no checklist. The way to a fault is looked for only where there is one: it takes as long as the reading.
fn why_not(text: &str) -> LoadError {
    let head = serde_json::from_str::<Head>(text).map_err(|_| LoadError::NotAChecklist);
    match head.and_then(|head| check_head(&head, text)) {
        Err(error) => error,
        Ok(Some(found)) => LoadError::Newer { found, supported: VERSION },
        Ok(None) => match parse::<Checklist>(text) {
            Err(error) => error,
            Ok(_) => LoadError::NotAChecklist,
        },
    }
}

/// The version, where it is newer than this program's.
fn check_head(head: &Head, text: &str) -> Result<Option<u64>, LoadError> {
    if head.format == Some(PACK_FORMAT.into()) {
        return Err(LoadError::IsASitePack);
    }
    if head.format != Some(FORMAT.into()) {
        return Err(LoadError::NotAChecklist);
    }
    match head.version.as_ref().and_then(serde_json::Value::as_u64) {
        Some(VERSION) => Ok(None),
        Some(found) if found > VERSION => Ok(Some(found)),
        _ => Err(LoadError::WrongValue {
            at: locate(text, &["version".to_owned()]).unwrap_or(Place { line: 1, column: 1 }),
            detail: format!("the version of the format has to be {VERSION}"),
        }),
    }
}

fn check_counts(checklist: &Checklist) -> Result<(), LoadError> {
    let links = checklist.steps.iter().map(|step| step.waits_for.len().max(step.alternatives.len()));
    for (what, count, limit) in [
        ("steps", checklist.steps.len(), MAX_STEPS),
        ("steps that one step names", links.max().unwrap_or_default(), MAX_LINKS),
        ("log entries", checklist.log.len(), MAX_LOG),
    ] {
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

/// Where the value at a path begins.
pub(super) fn locate(text: &str, path: &[String]) -> Option<Place> {
    places(text, &[path]).pop().flatten()
}

/// Where the values at some paths begin: names of members and numbers of items, from the outside in. Goes through
/// the text once, however many paths there are.
pub(super) fn places(text: &str, paths: &[&[String]]) -> Vec<Option<Place>> {
    let mut offsets = vec![None; paths.len()];
    let wanted = paths.iter().copied().enumerate().collect();
    find(text, text, wanted, &mut offsets);
    offsets.into_iter().map(|offset| text.get(..offset?).map(structure::place_of_end)).collect()
}

/// Finds, in a part of the whole text, the rest of each path.
fn find(whole: &str, here: &str, wanted: Vec<(usize, &[String])>, offsets: &mut [Option<usize>]) {
    let mut deeper: BTreeMap<&str, Vec<(usize, &[String])>> = BTreeMap::new();
    for (number, path) in wanted {
        match path.split_first() {
            Some((first, rest)) => deeper.entry(first).or_default().push((number, rest)),
            // A raw value is a slice of the text that it was read from.
            None => {
                if let Some(offset) = offsets.get_mut(number) {
                    *offset = (here.as_ptr() as usize).checked_sub(whole.as_ptr() as usize);
                }
            }
        }
    }
    if deeper.is_empty() {
        return;
    }
    let parts: BTreeMap<String, &RawValue> = if here.trim_start().starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(here).unwrap_or_default();
        items.into_iter().enumerate().map(|(number, item)| (number.to_string(), item)).collect()
    } else {
        serde_json::from_str(here).unwrap_or_default()
    };
    for (name, wanted) in deeper {
        if let Some(part) = parts.get(name) {
            find(whole, part.get(), wanted, offsets);
        }
    }
}
