//! What came of a save, and what others have made of the file: says so, puts both together, or tries again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::saving::{forget, in_trouble, keep, may_pass, next_save, save, save_by_itself, watch};
use super::{conflict, files};
use crate::app::{Dialog, Document, Effect, Moment, Notice, State};
use crate::checklist::Checklist;
use crate::outcome::{LoadError, Loaded, SaveError};
use crate::text;
use crate::visible::made_visible;

pub(super) fn saved(
    state: &mut State,
    path: PathBuf,
    checklist: &Arc<Checklist>,
    revision: u64,
    result: Result<Arc<[u8]>, SaveError>,
    moment: &Moment,
) -> Vec<Effect> {
    // The document that was saved may have been closed meanwhile, with the user's word for it.
    let Some(document) = state.document.as_mut().filter(|document| document.checklist().id == checklist.id) else {
        return Vec::new();
    };
    let bytes = match result {
        Ok(bytes) => bytes,
        Err(error) => {
            let mut effects = not_saved(state, &path, revision, error, moment);
            effects.extend(next_save(state));
            return effects;
        }
    };
    let before = document.path().filter(|before| *before != path).map(|_| document.name());
    document.saved(path.clone(), revision, bytes, checklist, moment.time);
    let (is_unsaved, is_asked) = (document.is_unsaved(), document.filed().is_asked);
    let mut effects = watch(document);
    let noted = document.signed_and_saved(checklist);
    if !noted.is_empty() {
        effects.push(Effect::NoteSignOffs(noted));
    }
    if !is_unsaved {
        effects.extend(forget(document, None));
    }
    if is_asked {
        let unread = document.unread();
        let moved = before.map(|before| text::saved_elsewhere(&document.name(), &before));
        let text = unread.map(|(_, what)| format!("Saved without {what}")).or(moved);
        state.notice = text.map(|text| Notice { text, can_undo: false });
    }
    state.retry = None;
    effects.extend(files::remember(state, path));
    effects.extend(next_save(state));
    if state.document.as_ref().is_some_and(Document::is_saving) {
        return effects;
    }
    match state.leaving.take() {
        Some(to) if is_unsaved => {
            state.leaving = Some(to);
            effects.extend(save(state));
        }
        Some(to) => effects.extend(files::leave(state, to, moment)),
        None => {}
    }
    effects
}

fn not_saved(state: &mut State, path: &Path, revision: u64, error: SaveError, moment: &Moment) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    document.not_saved();
    let is_own = document.path() == Some(path);
    // Whoever has gone on typing since is not interrupted: it is said over the checklist.
    let is_typing = is_own && document.history().revision() != revision;
    let is_asked = (document.filed().is_asked && !is_typing) || state.leaving.is_some();
    let error = match error {
        SaveError::ChangedOutside(theirs) if is_own => return conflict::while_saving(state, *theirs, is_asked, moment),
        error => error,
    };
    state.leaving = None;
    let problem = text::not_saved(&made_visible(&path.display().to_string()), &error);
    let effects = if is_own { in_trouble(document, problem.clone(), may_pass(&error)) } else { Vec::new() };
    if is_asked {
        state.dialog = Some(match error {
            SaveError::Locked(holder) => Dialog::Locked(holder),
            _ => Dialog::Problem { title: "The checklist was not saved", problem },
        });
    }
    effects
}

/// The watched file is otherwise than before.
pub(super) fn outside(
    state: &mut State,
    path: &Path,
    result: Result<Box<Loaded>, LoadError>,
    moment: &Moment,
) -> Vec<Effect> {
    let Some(document) = state.document.as_mut().filter(|document| document.path() == Some(path)) else {
        return Vec::new();
    };
    // A save that is under way finds out by itself.
    if document.is_saving() || document.newer().is_some() {
        return Vec::new();
    }
    match result {
        Ok(theirs) if document.is_as_read(&theirs.bytes) => {
            let Some(trouble) = document.filed().trouble.take() else { return Vec::new() };
            document.is_there_again();
            if document.can_be_left() {
                let text = format!("{} is there again.", document.name());
                state.notice = Some(Notice { text, can_undo: false });
                return Vec::new();
            }
            if trouble.is_retried { save_by_itself(state) } else { Vec::new() }
        }
        Ok(theirs) if theirs.newer.is_some() => not_understood(state, &SaveError::ChangedByNewer),
        Ok(theirs) if theirs.checklist.id != document.checklist().id => {
            not_understood(state, &SaveError::OtherChecklist)
        }
        Ok(theirs) => conflict::found(state, *theirs, false, moment),
        Err(error) => {
            let problem = text::gone(&document.name(), &error);
            // Unsaved changes are tried again, unless whoever works here saves by hand. Without any, nobody has asked for
            // a file that somebody else may have removed; but what is open is in no file any more.
            let is_retried = document.is_unsaved() && state.settings.saves_automatically;
            let mut effects = in_trouble(document, problem, is_retried);
            if error == LoadError::NotFound {
                document.is_gone();
                effects.extend(keep(document));
            }
            effects
        }
    }
}

fn not_understood(state: &mut State, error: &SaveError) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let problem = text::not_saved(&document.name(), error);
    in_trouble(document, problem, false)
}
