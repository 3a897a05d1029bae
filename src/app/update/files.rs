//! Opening, saving and leaving: one guard before anything unsaved is left.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::saving;
use crate::app::{Dialog, Document, Effect, Form, Leaving, Loss, Moment, Purpose, SAMPLES, Sample, Screen, State};
use crate::outcome::{LoadError, Loaded, OnDisk};
use crate::text;
use crate::visible::made_visible;

/// Leaves the open checklist for something else; asks first if something would be lost.
pub(super) fn leave(state: &mut State, to: Leaving, moment: &Moment) -> Vec<Effect> {
    if state.screen == Screen::New && state.form.is_begun(&state.settings) {
        state.dialog = Some(Dialog::WouldBeLost { to, loss: Loss::Form });
        return Vec::new();
    }
    let Some(document) = &state.document else { return go(state, to, moment) };
    if !document.can_be_left() {
        if document.is_being_saved() && state.leaving.is_none() && document.trouble().is_none() {
            state.leaving = Some(to);
            return Vec::new();
        }
        // What saves itself is not asked about, unless that has just not worked, or is waited for already.
        let is_waiting = document.is_saving() && state.leaving.is_some();
        let saves = state.settings.saves_automatically && document.path().is_some();
        if saves && document.trouble().is_none() && !is_waiting {
            state.leaving = Some(to);
            return saving::save(state);
        }
        state.dialog = Some(Dialog::Unsaved(to));
        return Vec::new();
    }
    if let Some((step, what)) = document.unread() {
        state.dialog = Some(Dialog::WouldBeLost { to, loss: Loss::UnreadDate(step, what) });
        return Vec::new();
    }
    go(state, to, moment)
}

/// Goes where the user wanted to, without looking back.
pub(super) fn go(state: &mut State, to: Leaving, moment: &Moment) -> Vec<Effect> {
    state.leaving = None;
    match to {
        Leaving::ForNew => {
            let effects = close(state);
            state.form = Form::begun_with(&state.settings);
            state.forms += 1;
            state.screen = Screen::New;
            effects
        }
        Leaving::ForOpen => vec![Effect::AskWhatToOpen(Purpose::Open, None)],
        Leaving::ForFile(path) => vec![Effect::Load { path }],
        Leaving::ForRecovery(session) => vec![Effect::Recover(session)],
        Leaving::ForSample(place) => match SAMPLES.get(place).and_then(Sample::checklist) {
            Some(checklist) => show(state, Document::sample(checklist, moment.fresh_id.as_str().into())),
            None => Vec::new(),
        },
        Leaving::Close => close(state),
        Leaving::Quit => {
            state.is_quitting = true;
            let mut effects = leave_behind(state);
            effects.push(Effect::Quit);
            effects
        }
    }
}

fn close(state: &mut State) -> Vec<Effect> {
    let effects = leave_behind(state);
    state.document = None;
    state.notice = None;
    state.screen = Screen::Welcome;
    effects
}

/// The open checklist is left: no copy of it need be kept but, as a version, what was given up of a file.
fn leave_behind(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    if !document.can_be_left() {
        // Nobody has said that it need not be kept: the copy stays, and is offered at the next start.
        let mut effects = saving::keep(document);
        effects.push(Effect::StopWatching);
        return effects;
    }
    let given_up = (document.is_unsaved() && document.path().is_some()).then(|| document.snapshot());
    let mut effects = saving::forget(document, given_up);
    effects.push(Effect::StopWatching);
    effects
}

/// Nothing came of leaving: what is open stays open, and what is not saved counts again.
pub(super) fn stay(state: &mut State) {
    state.leaving = None;
    if let Some(document) = &mut state.document {
        document.keep();
    }
}

/// Reads the file again; what is not in it becomes a version.
pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let Some(path) = document.path().map(Path::to_path_buf) else { return Vec::new() };
    document.give_up();
    vec![Effect::Load { path }]
}

/// Looks for other files of the same document.
pub(super) fn find_copies(document: &Document) -> Option<Effect> {
    let path = document.path()?.to_path_buf();
    Some(Effect::FindCopies { path, id: document.checklist().id.clone() })
}

/// Shows a checklist that was opened or made, on its next step.
pub(super) fn show(state: &mut State, mut document: Document) -> Vec<Effect> {
    let mut effects = leave_behind(state);
    document.set_key(|key| key.hides_completed = state.settings.hides_completed);
    document.look_for_offer();
    document.refresh(state.today, state.team.as_ref(), false);
    let next = document.overview().next_step.clone();
    document.selected = next;
    effects.extend(saving::watch(&mut document));
    effects.extend(find_copies(&document));
    state.document = Some(document);
    // What was asked about another document is not asked about this one; what a crash has left is no question about any.
    if let Some(Dialog::Recover(found)) = state.dialog.take() {
        state.left_behind = found;
    }
    state.notice = None;
    state.screen = Screen::Checklist;
    state.reveals += 1;
    effects
}

/// The system's dialog was answered; it has asked before it named a file that exists.
pub(super) fn chosen_to_save(state: &mut State, path: Option<PathBuf>) -> Vec<Effect> {
    match path {
        Some(path) if path.extension().is_some() => saving::asked_to(state, path, OnDisk::Replaceable),
        // With the ending, it is another name than the one that the dialog asked about.
        Some(path) => saving::asked_to(state, path.with_extension("json"), OnDisk::Nothing),
        None => {
            state.leaving = None;
            Vec::new()
        }
    }
}

/// Reads a file for what it was chosen for.
pub(super) fn read(purpose: Purpose, path: PathBuf, today: NaiveDate) -> Vec<Effect> {
    match purpose {
        Purpose::Open | Purpose::Save => vec![Effect::Load { path }],
        Purpose::PackForNew | Purpose::PackForOpen | Purpose::PackForMany => vec![Effect::LoadPack { path, purpose }],
        Purpose::Earlier => vec![Effect::LoadEarlier { path }],
        Purpose::TeamFolder => vec![Effect::Learn { folder: path, today }],
        // The one is opened elsewhere, the other is written.
        Purpose::Team | Purpose::Export => Vec::new(),
    }
}

pub(super) fn loaded(
    state: &mut State,
    path: PathBuf,
    result: Result<Box<Loaded>, LoadError>,
    moment: &Moment,
) -> Vec<Effect> {
    match result {
        // What was typed while the file was chosen and read is asked about like everything else.
        Ok(_) if state.document.as_ref().is_some_and(|document| !document.can_be_left()) => {
            state.retry = None;
            leave(state, Leaving::ForFile(path), moment)
        }
        Ok(loaded) => {
            state.retry = None;
            let document = Document::opened(*loaded, path.clone(), moment.fresh_id.as_str().into());
            let mut effects = show(state, document);
            effects.extend(remember(state, path));
            effects
        }
        Err(error) => {
            stay(state);
            let problem = text::not_opened(&made_visible(&path.display().to_string()), &error);
            state.dialog = Some(Dialog::Problem { title: "The file was not opened", problem });
            Vec::new()
        }
    }
}

pub(super) fn remember(state: &mut State, path: PathBuf) -> Vec<Effect> {
    super::preferences::change(state, |settings| settings.remember(path))
}
