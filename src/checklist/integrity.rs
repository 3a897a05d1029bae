//! Whether a file still says what was signed in it.
//!
//! Whoever can write the file can also write it anew from end to end: what that proves, and what it does not, is said in
//! `docs/format.md` and in the program.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::chain::{beginning, line_fingerprint, order, signed_fingerprint};
use super::{Checklist, LogEntry, SignOff, Step};
use crate::finding::Finding;
use crate::ids::{DocumentId, Fingerprint, StepId};

/// The member of a record that a line about a sign-off changes.
const SIGN_OFF: &str = "sign_off";

/// Why a file cannot be relied on as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtKind {
    /// A line of the history follows none that is there: it, or one before it, was changed, dropped or moved.
    Broken,
    /// A line of the history does not say what it follows.
    Unbound,
    /// A line of the history is there twice.
    Twice,
    /// A line of the history stands in another place than it was written in.
    Moved,
    /// A line about a sign-off that cannot follow what it follows.
    OutOfTurn,
    /// A sign-off that the history does not have.
    NotInHistory,
    /// The history has another sign-off of this step, or more of it.
    OtherThanHistory,
    /// A sign-off that this program did not make, or of which that was taken away: there is nothing to compare it with.
    Unsealed,
    /// The sign-off now is another than the one that this computer has a note of, and nobody has re-opened the step.
    OtherThanNoted,
    /// What was signed is not what is recorded now.
    RecordChanged,
    /// A sign-off is gone, and nobody has re-opened the step.
    TakenAway,
    /// The sign-off that this computer has a note of is not in the file.
    NotAsNoted,
}

/// Something that does not fit together in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub kind: DoubtKind,
    /// The line of the log, counted from 1, where it is about one.
    pub line: Option<usize>,
    /// The step, where it is about one, and its title as far as it is known.
    pub step: Option<StepId>,
    pub title: String,
}

/// What a computer has a note of: a sign-off, or a re-opening, that was made and saved on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub document: DocumentId,
    pub step: StepId,
    pub seal: Fingerprint,
}

/// What this computer has a note of and the log does not have any more. Re-opening a step takes nothing out of the log.
#[must_use]
pub fn not_as_noted(checklist: &Checklist, noted: &[Noted]) -> Vec<Doubt> {
    let of_this: Vec<&Noted> = noted.iter().filter(|noted| noted.document == checklist.id).collect();
    if of_this.is_empty() {
        return Vec::new();
    }
    let there: BTreeSet<Fingerprint> = checklist.log.iter().map(line_fingerprint).collect();
    let gone = of_this.into_iter().filter(|noted| !there.contains(&noted.seal));
    let steps: BTreeSet<&StepId> = gone.map(|noted| &noted.step).collect();
    let other = last_notes(noted, checklist).into_iter().filter(|(step, seal)| is_another(checklist, step, seal));
    let other = other.filter(|(step, _)| !steps.contains(step)).map(|(step, _)| (DoubtKind::OtherThanNoted, step));
    let gone = steps.iter().map(|step| (DoubtKind::NotAsNoted, *step));
    let mut doubts: Vec<Doubt> = gone.chain(other).map(|(kind, step)| of_step(checklist, kind, step)).collect();
    // As somebody meets them who reads the checklist.
    doubts.sort_by_key(|doubt| checklist.steps.iter().position(|step| Some(&step.id) == doubt.step.as_ref()));
    doubts
}

/// Of each step, the last that a computer has a note of.
fn last_notes<'a>(noted: &'a [Noted], checklist: &Checklist) -> BTreeMap<&'a StepId, &'a Fingerprint> {
    let of_this = noted.iter().filter(|noted| noted.document == checklist.id);
    of_this.map(|noted| (&noted.step, &noted.seal)).collect()
}

/// Whether a step has another sign-off than that of a line of the log, and no line behind that one has re-opened it.
fn is_another(checklist: &Checklist, step: &StepId, seal: &Fingerprint) -> bool {
    let lines = || checklist.log.iter().filter(|line| line.step.as_ref() == Some(step) && line.what == SIGN_OFF);
    let behind = || lines().skip_while(|line| line_fingerprint(line) != *seal);
    // The note may be of a re-opening, and somebody may have re-opened it since.
    if behind().any(|line| line.to.is_null()) {
        return false;
    }
    let now = checklist.step(step).and_then(|step| step.record.sign_off.as_ref());
    now.is_some_and(|now| now.seal != *seal)
}

impl Doubt {
    /// What it is, and where in the file.
    #[must_use]
    pub fn finding(&self, checklist: &Checklist) -> Finding {
        let place = self.step.as_ref().and_then(|id| checklist.steps.iter().position(|step| step.id == *id));
        let path = match (self.line, place) {
            (Some(line), _) => vec!["log".to_owned(), (line - 1).to_string()],
            (None, Some(place)) => vec!["steps".to_owned(), place.to_string(), "record".to_owned()],
            (None, None) => vec!["log".to_owned()],
        };
        Finding { path, what: self.in_words() }
    }

    fn in_words(&self) -> String {
        let line = self.line.unwrap_or_default();
        let step = match (self.title.as_str(), &self.step) {
            ("", Some(id)) => id.to_string(),
            (title, _) => format!("\u{201c}{title}\u{201d}"),
        };
        match self.kind {
            DoubtKind::Broken => {
                format!(
                    "Line {line} of the history does not go on from what stands before it: the history was changed."
                )
            }
            DoubtKind::Unbound => format!("Line {line} of the history was not written by this program."),
            DoubtKind::Twice => format!("Line {line} of the history is there twice."),
            DoubtKind::Moved => format!("Line {line} of the history does not stand where it was written."),
            DoubtKind::OutOfTurn => {
                format!("Line {line} of the history signs off {step} again, though nobody has re-opened it.")
            }
            DoubtKind::NotInHistory => format!("The sign-off of {step} is not the one in the history."),
            DoubtKind::OtherThanHistory => format!("The history has a later sign-off of {step} than the step."),
            DoubtKind::RecordChanged => format!("{step} was changed after it was signed off."),
            DoubtKind::TakenAway => format!("The sign-off of {step} is gone, and nobody has re-opened the step."),
            DoubtKind::Unsealed => {
                format!("The sign-off of {step} was not made by this program: there is nothing to compare it with.")
            }
            DoubtKind::OtherThanNoted => {
                format!("{step} was signed off on this computer, and the sign-off in the file now is another one.")
            }
            DoubtKind::NotAsNoted => {
                format!("{step} was signed off or re-opened on this computer, and that is not in this file any more.")
            }
        }
    }
}

/// What does not fit together, from the top of the log down, and then step by step. Empty for every checklist that only
/// this program has written, put together from copies or not.
#[must_use]
pub fn doubts(checklist: &Checklist) -> Vec<Doubt> {
    let fingerprints: Vec<Fingerprint> = checklist.log.iter().map(line_fingerprint).collect();
    let mut doubts = of_lines(checklist, &fingerprints);
    doubts.extend(of_sign_offs(checklist, &fingerprints));
    doubts
}

impl Checklist {
    /// What a computer notes of the re-opening of a step that has just been made; none where the last line is none.
    #[must_use]
    pub fn noted_reopening(&self, id: &StepId) -> Option<Noted> {
        let line = self.log.last().filter(|line| line.what == SIGN_OFF && line.step.as_ref() == Some(id));
        let seal = line.filter(|line| line.to.is_null()).map(line_fingerprint)?;
        Some(Noted { document: self.id.clone(), step: id.clone(), seal })
    }

    /// What a computer notes of the sign-off of a step; none where it has none that this program made.
    #[must_use]
    pub fn noted(&self, id: &StepId) -> Option<Noted> {
        let seal = self.step(id)?.record.sign_off.as_ref()?.seal.clone();
        (!seal.is_empty()).then(|| Noted { document: self.id.clone(), step: id.clone(), seal })
    }

    /// Whether a sign-off in it was made by this program, so that it can be compared with the log.
    #[must_use]
    pub fn has_sealed_sign_off(&self) -> bool {
        let mut sign_offs = self.steps.iter().filter_map(|step| step.record.sign_off.as_ref());
        sign_offs.any(|sign_off| !sign_off.seal.is_empty())
    }
}

fn of_lines(checklist: &Checklist, fingerprints: &[Fingerprint]) -> Vec<Doubt> {
    if is_in_a_row(checklist, fingerprints) {
        return Vec::new();
    }
    let beginning = beginning(&checklist.id);
    let mut doubts = Vec::new();
    let mut seen: BTreeSet<&Fingerprint> = BTreeSet::from([&beginning]);
    for (number, (line, fingerprint)) in (1..).zip(checklist.log.iter().zip(fingerprints)) {
        let kind = if line.after.is_empty() {
            Some(DoubtKind::Unbound)
        } else if !line.after.iter().all(|before| seen.contains(before)) {
            Some(DoubtKind::Broken)
        } else if seen.contains(fingerprint) {
            Some(DoubtKind::Twice)
        } else {
            None
        };
        doubts.extend(kind.map(|kind| of_line(checklist, kind, number)));
        seen.insert(fingerprint);
    }
    if doubts.is_empty() {
        let order = order(fingerprints.iter().zip(&checklist.log));
        let moved = order.iter().zip(fingerprints).position(|(there, here)| there != here);
        doubts.extend(moved.map(|place| of_line(checklist, DoubtKind::Moved, place + 1)));
    }
    doubts
}

fn of_step(checklist: &Checklist, kind: DoubtKind, id: &StepId) -> Doubt {
    let title = checklist.step(id).map_or_else(String::new, |step| step.title.clone());
    Doubt { kind, line: None, step: Some(id.clone()), title }
}

fn of_line(checklist: &Checklist, kind: DoubtKind, number: usize) -> Doubt {
    let step = checklist.log.get(number - 1).and_then(|line| line.step.clone());
    let title = step.as_ref().and_then(|id| checklist.step(id)).map_or_else(String::new, |step| step.title.clone());
    Doubt { kind, line: Some(number), step, title }
}

fn of_sign_offs(checklist: &Checklist, fingerprints: &[Fingerprint]) -> Vec<Doubt> {
    let mut last: BTreeMap<&StepId, &LogEntry> = BTreeMap::new();
    let mut made: BTreeMap<&Fingerprint, &LogEntry> = BTreeMap::new();
    for (line, fingerprint) in checklist.log.iter().zip(fingerprints) {
        if let (Some(step), SIGN_OFF) = (&line.step, line.what.as_str()) {
            last.insert(step, line);
            if is_made(line) {
                made.insert(fingerprint, line);
            }
        }
    }
    let mut doubts = out_of_turn(checklist, fingerprints);
    for step in &checklist.steps {
        let line = last.remove(&step.id);
        let kind = match (&step.record.sign_off, line) {
            (None, None) => None,
            (None, Some(line)) => (!line.to.is_null()).then_some(DoubtKind::TakenAway),
            (Some(sign_off), line) => of_sign_off(step, sign_off, line, &made),
        };
        doubts.extend(kind.map(|kind| of_step(checklist, kind, &step.id)));
    }
    let gone = last.into_iter().filter(|(_, line)| !line.to.is_null());
    doubts.extend(gone.map(|(step, _)| of_step(checklist, DoubtKind::TakenAway, step)));
    doubts
}

/// Whether a line is that with which a sign-off was made: what is chosen of two has its seal already.
fn is_made(line: &LogEntry) -> bool {
    line.from.is_null() && !line.to.is_null() && line.to.get("seal").is_none()
}

/// Lines about a sign-off that cannot follow those that they follow: a sign-off of a step that was signed off already, or
/// one that comes from nowhere.
fn out_of_turn(checklist: &Checklist, fingerprints: &[Fingerprint]) -> Vec<Doubt> {
    let is_about = |line: &LogEntry| line.step.is_some() && line.what == SIGN_OFF;
    let places: Vec<usize> =
        (0..checklist.log.len()).filter(|place| checklist.log.get(*place).is_some_and(is_about)).collect();
    let is_straight = is_in_a_row(checklist, fingerprints);
    let by_fingerprint: BTreeMap<&Fingerprint, usize> =
        if is_straight { BTreeMap::new() } else { fingerprints.iter().zip(0..).collect() };
    let mut doubts = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let Some(line) = checklist.log.get(*place) else { continue };
        // Where nobody has put copies together, everything before a line is what it follows.
        let before: Vec<usize> = if is_straight {
            places.iter().take(number).rev().copied().collect()
        } else {
            let before = ancestors(checklist, &by_fingerprint, *place);
            places.iter().take(number).rev().copied().filter(|place| before.contains(place)).collect()
        };
        let before = before.into_iter().filter_map(|place| checklist.log.get(place));
        let before: Vec<&LogEntry> = before.filter(|other| other.step == line.step).collect();
        let was_there = |value: &Value| {
            value.is_null() || before.iter().any(|other| without_seal(&other.to) == without_seal(value))
        };
        let is_in_turn = if line.to.is_null() || line.to.get("seal").is_some() {
            was_there(&line.from) && was_there(&line.to)
        } else {
            // What stands nearest before it counts.
            line.from.is_null() && before.first().is_none_or(|other| other.to.is_null())
        };
        if !is_in_turn {
            doubts.push(of_line(checklist, DoubtKind::OutOfTurn, place + 1));
        }
    }
    doubts
}

/// Whether each line follows the one before it and nothing else.
fn is_in_a_row(checklist: &Checklist, fingerprints: &[Fingerprint]) -> bool {
    let beginning = beginning(&checklist.id);
    let before = std::iter::once(&beginning).chain(fingerprints);
    checklist.log.iter().zip(before).all(|(line, before)| line.after.as_slice() == std::slice::from_ref(before))
}

/// The places of the lines that a line follows, directly or through others.
fn ancestors(checklist: &Checklist, places: &BTreeMap<&Fingerprint, usize>, place: usize) -> BTreeSet<usize> {
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let mut todo = vec![place];
    while let Some(place) = todo.pop() {
        let after = checklist.log.get(place).map_or(&[][..], |line| line.after.as_slice());
        let before = after.iter().filter_map(|before| places.get(before).copied());
        todo.extend(before.filter(|before| *before < place && found.insert(*before)));
    }
    found
}

fn of_sign_off(
    step: &Step,
    sign_off: &SignOff,
    last: Option<&LogEntry>,
    made: &BTreeMap<&Fingerprint, &LogEntry>,
) -> Option<DoubtKind> {
    if sign_off.seal.is_empty() && sign_off.of.is_empty() && last.is_none() {
        return Some(DoubtKind::Unsealed);
    }
    let now = serde_json::to_value(sign_off).unwrap_or_default();
    let is_this = |line: &LogEntry| without_seal(&line.to) == without_seal(&now);
    match made.get(&sign_off.seal) {
        Some(line) if line.step.as_ref() == Some(&step.id) && is_this(line) => {}
        Some(_) | None => return Some(DoubtKind::NotInHistory),
    }
    if !last.is_some_and(is_this) {
        return Some(DoubtKind::OtherThanHistory);
    }
    (signed_fingerprint(step) != sign_off.of).then_some(DoubtKind::RecordChanged)
}

fn without_seal(sign_off: &Value) -> Value {
    let mut sign_off = sign_off.clone();
    if let Some(members) = sign_off.as_object_mut() {
        members.remove("seal");
    }
    sign_off
}
