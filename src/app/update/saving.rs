//! Saving, asked for or by itself: the copy on this computer, the file, and trying again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{Dialog, Document, Effect, Reminder, State, Trouble, file_name};
use crate::checklist::Checklist;
use crate::outcome::{LockHolder, OnDisk, SaveError};
use crate::text;

/// So long after a change, at the latest, a copy of it begins to be written on this computer; in milliseconds.
const KEEP_AFTER: u64 = 1_000;
/// So long nothing is changed before a checklist is saved in its file; in milliseconds.
const SAVE_AFTER: u64 = 2_000;
/// So long a save may take before that is said; in milliseconds.
const SLOW_AFTER: u64 = 10_000;
/// When to try again what could not be saved, in milliseconds; the last goes on.
const RETRY_AFTER: [u64; 3] = [5_000, 30_000, 300_000];

/// What has to happen because the document has changed, whatever changed it.
pub(super) fn after_change(state: &mut State) -> Vec<Effect> {
    let saves = state.settings.saves_automatically;
    let Some(document) = &mut state.document else { return Vec::new() };
    let revision = document.history().revision();
    if document.filed().noticed.replace(revision) == Some(revision) {
        return Vec::new();
    }
    let session = document.session().clone();
    let mut effects = Vec::new();
    if !std::mem::replace(&mut document.filed().will_be_kept, true) {
        effects.push(Effect::Remind { after_ms: KEEP_AFTER, of: Reminder::Keep(session.clone()) });
    }
    if saves && document.is_unsaved() && document.path().is_some() {
        effects.push(Effect::Remind { after_ms: SAVE_AFTER, of: Reminder::Save(session, revision) });
    }
    effects
}

pub(super) fn reminded(state: &mut State, of: &Reminder) -> Vec<Effect> {
    let (Reminder::Keep(session)
    | Reminder::Save(session, _)
    | Reminder::Slow(session, _)
    | Reminder::Retry(session, _)) = of;
    let saves = state.settings.saves_automatically;
    let Some(document) = state.document.as_mut().filter(|document| document.session() == session) else {
        return Vec::new();
    };
    match of {
        Reminder::Keep(_) => keep(document),
        Reminder::Save(_, revision) if document.is_saving() => {
            // Whatever is being saved is older than this.
            vec![Effect::Remind { after_ms: SAVE_AFTER, of: Reminder::Save(session.clone(), *revision) }]
        }
        Reminder::Save(_, revision) if saves && *revision == document.history().revision() => by_itself(state, of),
        Reminder::Retry(_, tries)
            if document.trouble().is_some_and(|trouble| trouble.is_retried && trouble.tries == *tries) =>
        {
            by_itself(state, of)
        }
        Reminder::Slow(_, revision) if document.filed().saving_revision == Some(*revision) => {
            let problem = text::slow(&document.name());
            in_trouble(document, problem, false)
        }
        Reminder::Save(..) | Reminder::Slow(..) | Reminder::Retry(..) => Vec::new(),
    }
}

/// Keeps a copy of what is not saved; where nothing is unsaved any more, there need not be one.
pub(super) fn keep(document: &mut Document) -> Vec<Effect> {
    document.filed().will_be_kept = false;
    if document.can_be_left() {
        return forget(document, None);
    }
    document.filed().is_kept = true;
    vec![Effect::Keep {
        session: document.session().clone(),
        checklist: document.snapshot(),
        path: document.path().map(Path::to_path_buf),
        base: document.filed().content(),
    }]
}

/// Removes the copy of what was not saved, where there is one.
pub(super) fn forget(document: &mut Document, given_up: Option<Arc<Checklist>>) -> Vec<Effect> {
    if !std::mem::take(&mut document.filed().is_kept) && given_up.is_none() {
        return Vec::new();
    }
    let (session, id) = (document.session().clone(), document.checklist().id.clone());
    vec![Effect::Forget { session, id, given_up }]
}

/// Saves in the document's own file. While somebody is being asked about it, that waits.
fn by_itself(state: &mut State, again: &Reminder) -> Vec<Effect> {
    let is_asked = matches!(state.dialog, Some(Dialog::Clash(_) | Dialog::Locked(_) | Dialog::Unsaved(_)));
    let document = state.document.as_ref();
    let can = document.is_some_and(|document| document.path().is_some() && !document.can_be_left());
    match (can, is_asked) {
        (true, false) => save_by_itself(state),
        (true, true) => vec![Effect::Remind { after_ms: SAVE_AFTER, of: again.clone() }],
        (false, _) => Vec::new(),
    }
}

/// It was not saved, or the file is not there any more: says so for as long as that lasts, and tries again where that
/// may help.
pub(super) fn in_trouble(document: &mut Document, problem: text::Problem, is_retried: bool) -> Vec<Effect> {
    let tries = document.trouble().map_or(0, |trouble| trouble.tries + 1);
    document.filed().trouble = Some(Trouble { problem, tries, is_retried });
    if !is_retried {
        return Vec::new();
    }
    let place = usize::try_from(tries).unwrap_or(usize::MAX).min(RETRY_AFTER.len() - 1);
    let after_ms = RETRY_AFTER.get(place).copied().unwrap_or(KEEP_AFTER);
    vec![Effect::Remind { after_ms, of: Reminder::Retry(document.session().clone(), tries) }]
}

/// Whether what went wrong may pass by itself.
pub(super) const fn may_pass(error: &SaveError) -> bool {
    match error {
        SaveError::CannotCompare { .. }
        | SaveError::Locked(_)
        | SaveError::NoFolder
        | SaveError::NotAllowed { .. }
        | SaveError::DiskFull
        | SaveError::Beside { .. }
        | SaveError::Unsure { .. }
        | SaveError::Other { .. } => true,
        SaveError::AlreadyThere
        | SaveError::ChangedOutside(_)
        | SaveError::ChangedBeyondReading(_)
        | SaveError::ChangedByNewer
        | SaveError::OtherChecklist
        | SaveError::IsAFolder
        | SaveError::BadName => false,
    }
}

/// Whether the copy on this computer could be made; where not, that is said for as long as it lasts.
pub(super) fn kept(state: &mut State, result: Result<(), String>) -> Vec<Effect> {
    state.not_kept = result.err();
    Vec::new()
}

/// Saves because somebody asked for it.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    let effects = save_by_itself(state);
    if let Some(document) = state.document.as_mut().filter(|document| document.is_saving()) {
        document.filed().is_asked = true;
    }
    let is_nowhere = |document: &Document| document.path().is_none() && !document.is_saving();
    if effects.is_empty() && state.document.as_ref().is_some_and(is_nowhere) {
        return save_as(state);
    }
    effects
}

/// Saves in the document's own file. While a save is running, the next waits for it: until then nobody knows what is
/// in the file.
pub(super) fn save_by_itself(state: &mut State) -> Vec<Effect> {
    let document = state.document.as_ref().filter(|document| !document.is_saving() && document.newer().is_none());
    match document.and_then(Document::path).map(Path::to_path_buf) {
        Some(path) => save_to(state, path, None, None),
        None => Vec::new(),
    }
}

pub(super) fn save_as(state: &State) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let suggested = document.path().map_or_else(|| document.suggested_name(), file_name);
    let folder = document.path().and_then(Path::parent).map(Path::to_path_buf);
    vec![Effect::AskWhereToSave { suggested, folder }]
}

/// Saves in a file that somebody has chosen.
pub(super) fn asked_to(state: &mut State, path: PathBuf, on_disk: OnDisk) -> Vec<Effect> {
    asked(state, path, Some(on_disk), None)
}

pub(super) fn save_to(
    state: &mut State,
    path: PathBuf,
    on_disk: Option<OnDisk>,
    takes_over: Option<String>,
) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    if document.is_saving() {
        // Until that save has ended, nobody knows what is in the file: this one comes after it.
        document.filed().next_save = Some((path, on_disk));
        return Vec::new();
    }
    document.filed().is_asked = false;
    // It is copied on this computer first.
    document.filed().is_kept = true;
    let by = state.settings.your_name.clone();
    let session = document.session().clone();
    let (checklist, revision, on_disk) = document.start_saving(&path, on_disk);
    let slow = Effect::Remind { after_ms: SLOW_AFTER, of: Reminder::Slow(session.clone(), revision) };
    vec![slow, Effect::Save { path, checklist, revision, on_disk, session, by, takes_over }]
}

/// Somebody's lock is left over, as the user says.
pub(super) fn take_over_lock(state: &mut State, holder: LockHolder) -> Vec<Effect> {
    let Some(path) = state.document.as_ref().and_then(Document::path).map(Path::to_path_buf) else {
        return Vec::new();
    };
    asked(state, path, None, Some(holder.id))
}

/// Saves, and somebody wants to hear how it ends.
fn asked(state: &mut State, path: PathBuf, on_disk: Option<OnDisk>, takes_over: Option<String>) -> Vec<Effect> {
    let effects = save_to(state, path, on_disk, takes_over);
    if let Some(document) = &mut state.document {
        document.filed().is_asked = true;
    }
    effects
}

/// The save that had to wait for another, if there is one.
pub(super) fn next_save(state: &mut State) -> Vec<Effect> {
    let next = state.document.as_mut().and_then(|document| document.filed().next_save.take());
    next.map_or_else(Vec::new, |(path, on_disk)| asked(state, path, on_disk, None))
}

/// Watches the file for what others make of it.
pub(super) fn watch(document: &mut Document) -> Vec<Effect> {
    let content = document.filed().content();
    match (document.path(), content) {
        (Some(path), Some(bytes)) => vec![Effect::Watch { path: path.to_path_buf(), bytes }],
        _ => vec![Effect::StopWatching],
    }
}
