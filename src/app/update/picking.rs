//! The program's own dialog for files: what is typed, what is in the folder, and what comes of it.

use std::path::{Path, PathBuf};

use super::{export, files, saving, team};
use crate::app::{Dialog, Effect, Found, PathAsked, PathEntry, Purpose, State};
use crate::outcome::OnDisk;

/// Shows the dialog, and looks into its folder.
pub(super) fn ask(state: &mut State, asked: PathAsked) -> Vec<Effect> {
    let folder = asked.folder_path();
    state.dialog = Some(Dialog::Path(asked));
    vec![Effect::ListFolder { folder }]
}

/// What was typed or chosen. Another folder is looked into; what was asked about another name counts no more.
pub(super) fn typed(state: &mut State, before: &PathAsked, asked: PathAsked) -> Vec<Effect> {
    let is_elsewhere = before.folder_path() != asked.folder_path();
    let is_another = is_elsewhere || before.name != asked.name;
    let asked = PathAsked { replaces: asked.replaces && !is_another, ..asked };
    if is_elsewhere {
        return ask(state, PathAsked { found: Found::NotLooked, ..asked });
    }
    state.dialog = Some(Dialog::Path(asked));
    Vec::new()
}

/// What is in a folder. Where another is shown by now, it is too late.
pub(super) fn listed(state: &mut State, folder: &Path, result: Result<Vec<PathEntry>, String>) -> Vec<Effect> {
    if let Some(Dialog::Path(asked)) = &mut state.dialog
        && asked.folder_path() == folder
    {
        asked.found = match result {
            Ok(entries) => Found::Entries(entries),
            Err(detail) => Found::NotReadable(detail),
        };
    }
    Vec::new()
}

/// The button of the dialog.
pub(super) fn given(state: &mut State, asked: PathAsked) -> Vec<Effect> {
    let name = asked.name.trim().to_owned();
    if name.is_empty() && !asked.purpose.is_folder() {
        state.dialog = Some(Dialog::Path(asked));
        return Vec::new();
    }
    let file = match asked.purpose {
        Purpose::Save => with_json(&name),
        Purpose::Export => export::with_ending_of(state, &name),
        _ => PathBuf::from(&name),
    };
    let is_written = matches!(asked.purpose, Purpose::Save | Purpose::Export);
    let is_there = file.to_str().is_some_and(|file| asked.is_there(file));
    if is_written && is_there && !asked.replaces {
        state.dialog = Some(Dialog::Path(PathAsked { replaces: true, ..asked }));
        return Vec::new();
    }
    let (path, may_replace) = (asked.folder_path().join(file), asked.replaces);
    let (purpose, folder) = (asked.purpose, asked.folder_path());
    state.dialog = None;
    match purpose {
        Purpose::Team => team::open(state, folder),
        Purpose::Export => {
            state.retry = Some(Dialog::Path(asked));
            export::given(state, path, may_replace)
        }
        Purpose::Save => {
            state.retry = Some(Dialog::Path(asked));
            saving::asked_to(state, path, if may_replace { OnDisk::Replaceable } else { OnDisk::Nothing })
        }
        _ => {
            state.retry = Some(Dialog::Path(asked));
            let path = if purpose.is_folder() { folder } else { path };
            files::read(purpose, path, state.today)
        }
    }
}

fn with_json(name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    if path.extension().is_none() { path.with_extension("json") } else { path }
}
