//! Two people, one file: puts both together, and asks where both changed the same thing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{files, saving, steps};
use crate::app::{ClashWith, Clashing, Dialog, Document, Effect, Moment, Notice, State, file_name};
use crate::checklist::{Ancestor, ClashKey, Edit, Side, merge, new_lines};
use crate::dates;
use crate::outcome::{Loaded, OnDisk, OtherCopy};
use crate::text;

/// Somebody else has saved the file meanwhile. What does not clash is put together at once. What does is asked about
/// where somebody wants to save, and is said over the checklist otherwise: nobody is interrupted while typing.
pub(super) fn found(state: &mut State, theirs: Loaded, is_asked: bool, moment: &Moment) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let lines = new_lines(&theirs.checklist.log, &document.history().now().log);
    let said = text::taken_in(lines, document.history().now(), document.is_unsaved());
    let clashes = document.take_in(&theirs, None, &moment.stamp);
    if clashes.is_empty() {
        let mut effects = saving::watch(document);
        // A synchronisation program that brings a change may have left a copy too.
        effects.extend(files::find_copies(document));
        state.notice = Some(Notice { text: said, can_undo: false });
        return effects;
    }
    if !is_asked {
        let problem = text::undecided(&document.name());
        return saving::in_trouble(document, problem, false);
    }
    let (theirs, with) = (BTreeSet::new(), ClashWith::File(Box::new(theirs)));
    state.dialog = Some(Dialog::Clash(Box::new(Clashing { clashes, theirs, with })));
    Vec::new()
}

/// A save found it: goes on saving once both are together.
pub(super) fn while_saving(state: &mut State, theirs: Loaded, is_asked: bool, moment: &Moment) -> Vec<Effect> {
    let mut effects = found(state, theirs, is_asked, moment);
    let is_together = state.document.as_ref().is_some_and(|document| document.trouble().is_none())
        && !matches!(state.dialog, Some(Dialog::Clash(_)));
    if !is_together {
        state.leaving = None;
    } else if state.document.as_ref().is_some_and(Document::is_unsaved) {
        effects.extend(if is_asked { saving::save(state) } else { saving::save_by_itself(state) });
    } else if let Some(to) = state.leaving.take() {
        effects.extend(files::leave(state, to, moment));
    }
    effects
}

pub(super) fn decide(state: &mut State, mut clashing: Box<Clashing>, key: ClashKey, side: Side) -> Vec<Effect> {
    match side {
        Side::Theirs => drop(clashing.theirs.insert(key)),
        Side::Ours => drop(clashing.theirs.remove(&key)),
    }
    state.dialog = Some(Dialog::Clash(clashing));
    Vec::new()
}

/// Puts both together as somebody has decided.
pub(super) fn put_together(state: &mut State, clashing: Clashing, moment: &Moment) -> Vec<Effect> {
    let Clashing { theirs: chosen, with, .. } = clashing;
    match with {
        ClashWith::File(theirs) => {
            let decided = |key: &ClashKey| if chosen.contains(key) { Side::Theirs } else { Side::Ours };
            let Some(document) = &mut state.document else { return Vec::new() };
            document.take_in(&theirs, Some(&decided), &moment.stamp);
            let mut effects = saving::watch(document);
            if document.is_unsaved() {
                effects.extend(saving::save(state));
            }
            effects
        }
        ClashWith::Copy(copy) => take_in_copy(state, &copy, chosen, moment),
    }
}

/// Nobody has decided: it is not saved, and that is said for as long as it lasts.
pub(super) fn undecided(state: &mut State, clashing: &Clashing) -> Vec<Effect> {
    state.leaving = None;
    match (&clashing.with, &mut state.document) {
        (ClashWith::File(_), Some(document)) => {
            let problem = text::undecided(&document.name());
            saving::in_trouble(document, problem, false)
        }
        (ClashWith::File(_) | ClashWith::Copy(_), _) => Vec::new(),
    }
}

/// What is in the file counts; what was here becomes a version.
pub(super) fn reload(state: &mut State, clashing: Clashing, moment: &Moment) -> Vec<Effect> {
    let ClashWith::File(theirs) = clashing.with else { return Vec::new() };
    let Some(document) = &mut state.document else { return Vec::new() };
    let Some(path) = document.path().map(Path::to_path_buf) else { return Vec::new() };
    // What is left behind then becomes a version, and no copy of it is offered as work that was not saved.
    document.give_up();
    files::show(state, Document::opened(*theirs, path, moment.fresh_id.as_str().into()))
}

/// What is here goes into a file of its own beside the other, which stays as it is.
pub(super) fn keep_both(state: &mut State, clashing: &Clashing, moment: &Moment) -> Vec<Effect> {
    if !matches!(clashing.with, ClashWith::File(_)) {
        return Vec::new();
    }
    let Some(path) = state.document.as_ref().and_then(Document::path).map(Path::to_path_buf) else {
        return Vec::new();
    };
    saving::asked_to(state, beside(&path, moment), OnDisk::Nothing)
}

/// "Nia Sample (copy 22 November 2026 09.30).json".
fn beside(path: &Path, moment: &Moment) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let at = format!("{} {}", dates::show(moment.stamp.today), moment.time.format("%H.%M.%S"));
    path.with_file_name(format!("{stem} (copy {at}).json"))
}

/// Other files that hold the same document: those that hold something that this one does not are offered.
pub(super) fn copies_found(state: &mut State, path: &Path, copies: Vec<OtherCopy>, moment: &Moment) -> Vec<Effect> {
    let Some(document) = state.document.as_mut().filter(|document| document.path() == Some(path)) else {
        return Vec::new();
    };
    let ours = document.snapshot();
    let brings = |copy: &OtherCopy| {
        let ancestor = Ancestor::worked_out(&ours, &copy.checklist);
        let merged = merge(&ancestor, &ours, &copy.checklist, &|_| Side::Ours, &moment.stamp);
        !merged.clashes.is_empty() || merged.checklist != *ours
    };
    document.copies = copies.into_iter().filter(brings).collect();
    Vec::new()
}

/// Puts another file of the same document together with this one; asks first where both have changed the same thing.
pub(super) fn copy_chosen(state: &mut State, place: usize, moment: &Moment) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let Some(copy) = document.copies.get(place).cloned() else { return Vec::new() };
    let ours = document.history().now();
    let ancestor = Ancestor::worked_out(ours, &copy.checklist);
    let clashes = merge(&ancestor, ours, &copy.checklist, &|_| Side::Ours, &moment.stamp).clashes;
    if clashes.is_empty() {
        return take_in_copy(state, &copy, BTreeSet::new(), moment);
    }
    let (theirs, with) = (BTreeSet::new(), ClashWith::Copy(copy));
    state.dialog = Some(Dialog::Clash(Box::new(Clashing { clashes, theirs, with })));
    Vec::new()
}

fn take_in_copy(state: &mut State, copy: &OtherCopy, theirs: BTreeSet<ClashKey>, moment: &Moment) -> Vec<Effect> {
    let edit = Edit::TakeIn { copy: copy.checklist.clone(), theirs };
    let effects = steps::edit(state, edit, moment);
    if let Some(document) = state.document.as_mut().filter(|_| state.dialog.is_none()) {
        document.copies.retain(|other| other.path != copy.path);
        let text = text::copy_taken_in(&file_name(&copy.path));
        state.notice = Some(Notice { text, can_undo: true });
    }
    effects
}

pub(super) fn not_now(state: &mut State) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.copies.clear();
        state.reveals += 1;
    }
    Vec::new()
}
