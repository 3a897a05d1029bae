//! Exports: asked for, running, at their end. Nothing of the open file changes by one.

use std::path::{Path, PathBuf};

use crate::app::exporting::team_of;
use crate::app::{
    Answer, Dialog, Document, Effect, ExportOf, ExportTo, Exporting, Notice, RunningExport, State, file_name,
};
use crate::outcome::ExportError;
use crate::text;
use crate::visible::made_visible;

pub(super) fn ask(state: &mut State, prints: bool) -> Vec<Effect> {
    state.dialog = Some(Dialog::Export(Box::new(Exporting::new(state, prints))));
    Vec::new()
}

/// An answer to the question what is to be exported.
pub(super) fn answer(state: &mut State, answer: Answer, exporting: Exporting) -> Vec<Effect> {
    match answer {
        Answer::Exporting(exporting) => {
            state.dialog = Some(Dialog::Export(exporting));
            Vec::new()
        }
        Answer::Export if exporting.prints => start(state, &exporting, ExportTo::Viewer),
        Answer::Export => {
            let effect = Effect::AskWhereToExport {
                kind: exporting.kind,
                suggested: suggested_name(state, &exporting),
                folder: folder(state),
            };
            state.exporting = Some(Box::new(exporting));
            vec![effect]
        }
        _ => Vec::new(),
    }
}

/// A file was chosen; the dialog has asked whether one of that name may be replaced.
pub(super) fn chosen(state: &mut State, path: Option<PathBuf>) -> Vec<Effect> {
    let (Some(path), Some(exporting)) = (path, state.exporting.take()) else { return Vec::new() };
    let (path, may_replace) = with_ending(path, &exporting);
    start(state, &exporting, ExportTo::File { path, may_replace })
}

/// A file was chosen in the program's own dialog.
pub(super) fn given(state: &mut State, path: PathBuf, may_replace: bool) -> Vec<Effect> {
    let Some(exporting) = state.exporting.clone() else { return Vec::new() };
    start(state, &exporting, ExportTo::File { path, may_replace })
}

/// The name with the ending of what is exported.
pub(super) fn with_ending_of(state: &State, name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    state.exporting.as_ref().map_or(path.clone(), |exporting| with_ending(path, exporting).0)
}

/// The path, and whether it is the one that was asked about: without its ending, it is another name.
fn with_ending(path: PathBuf, exporting: &Exporting) -> (PathBuf, bool) {
    let ending = exporting.kind.ending();
    if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
        return (path, true);
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    (name.into(), false)
}

fn start(state: &mut State, exporting: &Exporting, to: ExportTo) -> Vec<Effect> {
    let of = match (team_of(state), &state.document) {
        (Some(team), _) => ExportOf::Team(team.folder.clone()),
        (None, Some(document)) => {
            // As of a past day, the program works it out again from the whole history.
            ExportOf::Open { checklist: document.snapshot(), name: document.name() }
        }
        (None, None) => return Vec::new(),
    };
    let asked = exporting.asked(state);
    state.exports += 1;
    let number = state.exports;
    state.dialog = Some(Dialog::Exports(RunningExport { number, ..RunningExport::default() }));
    vec![Effect::Export { number, of, asked: Box::new(asked), to, today: state.today }]
}

/// How far the export is.
pub(super) fn went_on(state: &mut State, number: u64, read: usize, written: usize) -> Vec<Effect> {
    if let Some(Dialog::Exports(running)) = &mut state.dialog
        && running.number == number
    {
        running.read = running.read.max(read);
        running.written = running.written.max(written);
    }
    Vec::new()
}

/// What runs can only be stopped.
pub(super) fn while_running(state: &mut State, answer: &Answer, running: RunningExport) -> Vec<Effect> {
    let stops = *answer == Answer::Cancel;
    state.dialog = Some(Dialog::Exports(RunningExport { is_stopping: stops || running.is_stopping, ..running }));
    if stops { vec![Effect::CancelExport] } else { Vec::new() }
}

/// The export has come to its end.
pub(super) fn ended(state: &mut State, number: u64, to: &ExportTo, result: Result<usize, ExportError>) -> Vec<Effect> {
    if matches!(&state.dialog, Some(Dialog::Exports(running)) if running.number == number) {
        state.dialog = None;
    }
    let name = match to {
        ExportTo::File { path, .. } => made_visible(&file_name(path)),
        ExportTo::Viewer | ExportTo::Shown(_) => "the pages".to_owned(),
    };
    let said = match (result, to) {
        (Ok(count), ExportTo::File { .. }) => text::exported(&name, count),
        (Ok(_), ExportTo::Shown(path)) => text::shown_to_print(&made_visible(&path.display().to_string())),
        (Ok(_), ExportTo::Viewer) => return Vec::new(),
        (Err(ExportError::Cancelled), _) => text::not_exported(&name, &ExportError::Cancelled).happened,
        (Err(error), _) => {
            let problem = text::not_exported(&name, &error);
            state.dialog = Some(Dialog::Problem { title: "Nothing was exported", problem });
            return Vec::new();
        }
    };
    state.exporting = None;
    state.retry = None;
    state.notice = Some(Notice { text: said, can_undo: false });
    Vec::new()
}

/// After the file or folder, so that those of two people do not meet; without it where nobody is to be named.
fn suggested_name(state: &State, exporting: &Exporting) -> String {
    let of = match (team_of(state), &state.document) {
        _ if exporting.has_initials => None,
        (Some(team), _) => team.folder.file_name(),
        (None, Some(document)) => document.path().and_then(Path::file_stem),
        (None, None) => None,
    };
    let of = of.map_or_else(|| "Checklist".to_owned(), |name| name.to_string_lossy().into_owned());
    format!("{of} {}.{}", state.today, exporting.kind.ending())
}

fn folder(state: &State) -> Option<PathBuf> {
    match team_of(state) {
        // Beside the folder, and not in it: what is read there are checklists.
        Some(team) => team.folder.parent().map(Path::to_path_buf),
        None => state.document.as_ref().and_then(Document::path).and_then(Path::parent).map(Path::to_path_buf),
    }
}
