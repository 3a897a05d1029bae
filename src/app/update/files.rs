//! Opening, saving and leaving: one guard before anything unsaved is left.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::{
    Dialog, Document, Effect, Form, Leaving, Loss, Moment, Notice, PathAsked, Purpose, SAMPLES, Sample, Screen, State,
    file_name,
};
use crate::checklist::Checklist;
use crate::outcome::{LoadError, Loaded, OnDisk, SaveError};
use crate::text;

/// Leaves the open checklist for something else; asks first if something would be lost.
pub(super) fn leave(state: &mut State, to: Leaving) -> Vec<Effect> {
    if state.screen == Screen::New && state.form.is_begun() {
        state.dialog = Some(Dialog::WouldBeLost { to, loss: Loss::Form });
        return Vec::new();
    }
    let Some(document) = &state.document else { return go(state, to) };
    if !document.can_be_left() {
        state.dialog = Some(Dialog::Unsaved(to));
        return Vec::new();
    }
    if let Some((step, what)) = document.unread() {
        state.dialog = Some(Dialog::WouldBeLost { to, loss: Loss::UnreadDate(step, what) });
        return Vec::new();
    }
    go(state, to)
}

/// Goes where the user wanted to, without looking back.
pub(super) fn go(state: &mut State, to: Leaving) -> Vec<Effect> {
    state.leaving = None;
    match to {
        Leaving::ForNew => {
            close(state);
            state.form = Form::default();
            state.forms += 1;
            state.screen = Screen::New;
        }
        Leaving::ForOpen => return vec![Effect::AskWhatToOpen(Purpose::Open)],
        Leaving::ForFile(path) => return vec![Effect::Load { path }],
        Leaving::ForSample(place) => {
            if let Some(checklist) = SAMPLES.get(place).and_then(Sample::checklist) {
                show(state, Document::sample(checklist));
            }
        }
        Leaving::Close => close(state),
        Leaving::Quit => {
            state.is_quitting = true;
            return vec![Effect::Quit];
        }
    }
    Vec::new()
}

fn close(state: &mut State) {
    state.document = None;
    state.notice = None;
    state.screen = Screen::Welcome;
}

/// Nothing came of leaving: what is open stays open, and what is not saved counts again.
pub(super) fn stay(state: &mut State) {
    state.leaving = None;
    if let Some(document) = &mut state.document {
        document.keep();
    }
}

/// Shows a checklist that was opened or made, on its next step.
pub(super) fn show(state: &mut State, mut document: Document) {
    document.set_key(|key| key.hides_completed = state.settings.hides_completed);
    document.look_for_offer();
    document.refresh(state.today, state.team.as_ref(), false);
    let next = document.overview().next_step.clone();
    document.selected = next;
    state.document = Some(document);
    // What was asked about another document is not asked about this one.
    state.dialog = None;
    state.notice = None;
    state.screen = Screen::Checklist;
    state.reveals += 1;
}

pub(super) fn save(state: &mut State) -> Vec<Effect> {
    // While a save is running, the next waits for it: until then nobody knows what is in the file.
    let document = state.document.as_ref().filter(|document| !document.is_saving());
    match document.map(|document| document.path.clone()) {
        None => Vec::new(),
        Some(None) => save_as(state),
        Some(Some(path)) => save_to(state, path, None),
    }
}

pub(super) fn save_as(state: &State) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let suggested = document.path.as_deref().map_or_else(|| document.suggested_name(), file_name);
    let folder = document.path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    vec![Effect::AskWhereToSave { suggested, folder }]
}

/// The system's dialog was answered; it has asked before it named a file that exists.
pub(super) fn chosen_to_save(state: &mut State, path: Option<PathBuf>) -> Vec<Effect> {
    match path {
        Some(path) if path.extension().is_some() => save_to(state, path, Some(OnDisk::Replaceable)),
        // With the ending, it is another name than the one that the dialog asked about.
        Some(path) => save_to(state, path.with_extension("json"), Some(OnDisk::Nothing)),
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
        Purpose::PackForNew | Purpose::PackForOpen => vec![Effect::LoadPack { path, purpose }],
        Purpose::Earlier => vec![Effect::LoadEarlier { path }],
        Purpose::TeamFolder => vec![Effect::Learn { folder: path, today }],
    }
}

/// A path was typed where the system has no dialog: nobody has asked whether a file may be replaced.
pub(super) fn path_given(state: &mut State, asked: PathAsked) -> Vec<Effect> {
    let path = PathBuf::from(asked.folder.trim()).join(asked.name.trim());
    let purpose = asked.purpose;
    state.retry = Some(Dialog::Path(asked));
    match purpose {
        Purpose::Open | Purpose::PackForNew | Purpose::PackForOpen | Purpose::Earlier | Purpose::TeamFolder => {
            read(purpose, path, state.today)
        }
        Purpose::Save => {
            let path = if path.extension().is_none() { path.with_extension("json") } else { path };
            save_to(state, path, Some(OnDisk::Nothing))
        }
    }
}

fn save_to(state: &mut State, path: PathBuf, on_disk: Option<OnDisk>) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let (checklist, revision, on_disk) = document.start_saving(&path, on_disk);
    vec![Effect::Save { path, checklist, revision, on_disk }]
}

pub(super) fn saved(
    state: &mut State,
    path: PathBuf,
    checklist: &Checklist,
    revision: u64,
    result: Result<Arc<[u8]>, SaveError>,
    moment: &Moment,
) -> Vec<Effect> {
    // The document that was saved may have been closed meanwhile, with the user's word for it.
    let Some(document) = state.document.as_mut().filter(|document| document.checklist().id == checklist.id) else {
        return Vec::new();
    };
    match result {
        Ok(bytes) => {
            document.saved(path.clone(), revision, bytes, checklist, moment.time);
            let is_unsaved = document.is_unsaved();
            let unread = document.unread();
            state.retry = None;
            state.notice = unread.map(|(_, what)| Notice { text: format!("Saved without {what}"), can_undo: false });
            let mut effects = remember(state, path);
            match state.leaving.take() {
                Some(to) if is_unsaved => {
                    state.leaving = Some(to);
                    effects.extend(save(state));
                }
                Some(to) => effects.extend(leave(state, to)),
                None => {}
            }
            effects
        }
        Err(error) => {
            document.not_saved();
            state.leaving = None;
            let problem = text::not_saved(&path.display().to_string(), &error);
            state.dialog = Some(Dialog::Problem { title: "The checklist was not saved", problem });
            Vec::new()
        }
    }
}

pub(super) fn loaded(state: &mut State, path: PathBuf, result: Result<Box<Loaded>, LoadError>) -> Vec<Effect> {
    match result {
        // What was typed while the file was chosen and read is asked about like everything else.
        Ok(_) if state.document.as_ref().is_some_and(|document| !document.can_be_left()) => {
            state.retry = None;
            leave(state, Leaving::ForFile(path))
        }
        Ok(loaded) => {
            let Loaded { checklist, findings, bytes } = *loaded;
            state.retry = None;
            show(state, Document::opened(checklist, path.clone(), bytes, findings));
            remember(state, path)
        }
        Err(error) => {
            stay(state);
            let problem = text::not_opened(&path.display().to_string(), &error);
            state.dialog = Some(Dialog::Problem { title: "The file was not opened", problem });
            Vec::new()
        }
    }
}

fn remember(state: &mut State, path: PathBuf) -> Vec<Effect> {
    super::preferences::change(state, |settings| settings.remember(path))
}
