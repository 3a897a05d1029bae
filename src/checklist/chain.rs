//! The log as a chain: every line names the lines that it follows, by their fingerprints.
//!
//! Whoever changes, drops, puts in or moves a line breaks it. Two people who work in copies of one file make two ends;
//! the next line that is written after the copies were put together follows both.
//!
//! **Invariant:** the order of the lines follows from the lines alone, so it does not matter who puts whose copy together
//! with whose.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::{LogEntry, Record, Step};
use crate::ids::{DocumentId, Fingerprint};

/// What the first line of a log follows.
const BEGINNING: &str = "secure-start/log ";
/// What the digest of a record begins with.
const SIGNED: &str = "secure-start/signed ";

/// Few lines are longer, in bytes.
const USUAL_LINE: usize = 512;

pub(super) fn fingerprint(bytes: &[u8]) -> Fingerprint {
    let digest = Sha256::digest(bytes);
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let hex: String =
        digits.map(|digit| char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 })).collect();
    hex.into()
}

/// What stands for the beginning of a document, so that no line fits into another one.
pub(super) fn beginning(document: &DocumentId) -> Fingerprint {
    fingerprint(format!("{BEGINNING}{document}").as_bytes())
}

/// The fingerprint of a line: SHA-256 of its members as they are written into the file, in that order and without white
/// space. `docs/format.md` describes it.
#[must_use]
pub fn line_fingerprint(line: &LogEntry) -> Fingerprint {
    // A line holds texts, numbers and lists, all of which can be written.
    let mut bytes = Vec::with_capacity(USUAL_LINE);
    let is_written = serde_json::to_writer(&mut bytes, line).is_ok();
    fingerprint(if is_written { &bytes } else { &[] })
}

/// The fingerprint of what somebody signs: the whole step, without the sign-off.
#[must_use]
pub fn signed_fingerprint(step: &Step) -> Fingerprint {
    let signed = Step { record: Record { sign_off: None, ..step.record.clone() }, ..step.clone() };
    let signed = serde_json::to_string(&signed).unwrap_or_default();
    fingerprint(format!("{SIGNED}{signed}").as_bytes())
}

/// Binds the lines in front that a program wrote which did not bind them: each follows the one before it. A line that
/// stands behind a bound one is left as it is.
pub fn bind(document: &DocumentId, log: &mut [LogEntry]) {
    let mut before = None;
    for line in log.iter_mut().take_while(|line| line.after.is_empty()) {
        line.after = vec![before.unwrap_or_else(|| beginning(document))];
        before = Some(line_fingerprint(line));
    }
}

/// Adds lines behind everything that is there.
pub(super) fn append(document: &DocumentId, log: &mut Vec<LogEntry>, lines: impl IntoIterator<Item = LogEntry>) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_none() {
        return;
    }
    bind(document, log);
    let mut ends = ends(document, log);
    for mut line in lines {
        line.after = std::mem::take(&mut ends);
        ends = vec![line_fingerprint(&line)];
        log.push(line);
    }
}

/// The lines that no other follows, in the order of their fingerprints; the beginning where there is no line.
fn ends(document: &DocumentId, log: &[LogEntry]) -> Vec<Fingerprint> {
    let followed: BTreeSet<&Fingerprint> = log.iter().flat_map(|line| &line.after).collect();
    let ends: BTreeSet<Fingerprint> =
        log.iter().map(line_fingerprint).filter(|fingerprint| !followed.contains(fingerprint)).collect();
    if ends.is_empty() { vec![beginning(document)] } else { ends.into_iter().collect() }
}

/// How many lines two logs have in common from their beginning.
pub(super) fn common(one: &[LogEntry], other: &[LogEntry]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Every line of two logs once, in their order. It does not matter which of the two comes first.
pub(super) fn together(document: &DocumentId, one: &[LogEntry], other: &[LogEntry]) -> Vec<LogEntry> {
    let bound = |log: &[LogEntry]| {
        let mut log = log.to_vec();
        bind(document, &mut log);
        log
    };
    let (mut log, other) = (bound(one), bound(other));
    let shared = common(&log, &other);
    let rest = log.split_off(shared);
    if shared == other.len() {
        log.extend(rest);
        return log;
    }
    log.extend(in_order(rest.into_iter().chain(other.into_iter().skip(shared))));
    log
}

/// Lines, each once, in the order of a log: every line behind those that it follows, and otherwise by its time and its
/// fingerprint. What stands before these lines has its place already.
fn in_order(lines: impl IntoIterator<Item = LogEntry>) -> Vec<LogEntry> {
    let mut lines: BTreeMap<Fingerprint, LogEntry> =
        lines.into_iter().map(|line| (line_fingerprint(&line), line)).collect();
    let order = order(lines.iter());
    order.iter().filter_map(|fingerprint| lines.remove(fingerprint)).collect()
}

/// The fingerprints of some lines in the order of a log.
pub(super) fn order<'a>(lines: impl Iterator<Item = (&'a Fingerprint, &'a LogEntry)> + Clone) -> Vec<Fingerprint> {
    let at: BTreeMap<&Fingerprint, &DateTime<Utc>> =
        lines.clone().map(|(fingerprint, line)| (fingerprint, &line.at)).collect();
    let mut followers: BTreeMap<&Fingerprint, Vec<&Fingerprint>> = BTreeMap::new();
    let mut waits_for: BTreeMap<&Fingerprint, usize> = BTreeMap::new();
    let mut ready = BinaryHeap::new();
    for (fingerprint, line) in lines {
        let before = line.after.iter().filter(|before| at.contains_key(before));
        let count = before.map(|before| followers.entry(before).or_default().push(fingerprint)).count();
        if count == 0 {
            ready.push(Reverse((&line.at, fingerprint)));
        } else {
            waits_for.insert(fingerprint, count);
        }
    }
    let mut order = Vec::with_capacity(at.len());
    while let Some(Reverse((_, fingerprint))) = ready.pop() {
        order.push(fingerprint.clone());
        for follower in followers.remove(fingerprint).unwrap_or_default() {
            let Some(count) = waits_for.get_mut(follower) else { continue };
            *count -= 1;
            if let (0, Some(&at)) = (*count, at.get(follower)) {
                ready.push(Reverse((at, follower)));
            }
        }
    }
    order
}
