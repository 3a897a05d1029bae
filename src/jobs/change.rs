//! Changes a file that somebody else may be changing too.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::load;
use super::save::{Saver, save};
use crate::catalogue::Catalogue;
use crate::checklist::{Checklist, ForMany, Stamp};
use crate::format;
use crate::outcome::{LoadError, Loaded, OnDisk, Previewed, SaveError};

/// So often a change is made again in what somebody else has saved meanwhile.
const ROUNDS: usize = 100;

/// Why a change did not get into a file. What was there before is there still, unless the save says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotChanged<E> {
    #[error("it could not be opened: {0}")]
    NotOpened(LoadError),
    #[error("it could not be saved: {0}")]
    NotSaved(SaveError),
    /// The change itself was refused.
    #[error("{0}")]
    Refused(E),
}

/// Makes a change in many checklists. Gives how many were changed, how many had nothing to change, and those in which it was
/// not made, with the reason.
#[must_use]
pub fn change_many(
    files: &[PathBuf],
    what: &ForMany,
    stamp: &Stamp,
    saver: &Saver,
    catalogue: &Catalogue,
) -> ([usize; 2], Vec<(PathBuf, String)>) {
    let with = what.catalogue(catalogue);
    let changed = |checklist: &Checklist| {
        what.apply(checklist, &with, stamp).map(|changed| {
            let has_changed = changed != *checklist;
            (changed, has_changed)
        })
    };
    let (mut counts, mut failed) = ([0, 0], Vec::new());
    let [done, nothing] = &mut counts;
    for path in files {
        match change(path, saver, catalogue, changed) {
            Ok(true) => *done += 1,
            Ok(false) => *nothing += 1,
            Err(error) => failed.push((path.clone(), error.to_string())),
        }
    }
    (counts, failed)
}

/// What a change would do to many checklists. Nothing is written.
#[must_use]
pub fn preview_many(files: &[PathBuf], what: &ForMany, catalogue: &Catalogue) -> Vec<Previewed> {
    let with = what.catalogue(catalogue);
    let preview = |path: &PathBuf| {
        let loaded = to_change(path, catalogue);
        let name = loaded.as_ref().map_or_else(|_| String::new(), |loaded| loaded.checklist.starter.name.clone());
        let said = match &loaded {
            Ok(loaded) => what.preview(&loaded.checklist, &with).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        Previewed { path: path.clone(), name, what: said }
    };
    files.iter().map(preview).collect()
}

/// Changes a checklist and saves it. Where somebody else saves it meanwhile, the change is made again in what is there
/// then. Gives what `change` says beside the changed checklist; nothing is saved where nothing changes.
///
/// # Errors
/// [`NotChanged`]; what a newer program has saved is not changed.
pub fn change<T, E>(
    path: &Path,
    saver: &Saver,
    catalogue: &Catalogue,
    change: impl Fn(&Checklist) -> Result<(Checklist, T), E>,
) -> Result<T, NotChanged<E>> {
    let mut loaded = to_change(path, catalogue).map_err(NotChanged::NotOpened)?;
    for _ in 0..ROUNDS {
        let (changed, said) = change(&loaded.checklist).map_err(NotChanged::Refused)?;
        if changed == loaded.checklist {
            return Ok(said);
        }
        match save(path, &changed, &OnDisk::Content(loaded.bytes), saver, catalogue) {
            Ok(_) => return Ok(said),
            Err(SaveError::ChangedOutside(theirs)) => loaded = *theirs,
            Err(error) => return Err(NotChanged::NotSaved(error)),
        }
    }
    Err(NotChanged::NotSaved(SaveError::Other { detail: "others save it all the time".to_owned() }))
}

/// A checklist that is to be changed. What a newer program has saved is not.
fn to_change(path: &Path, catalogue: &Catalogue) -> Result<Loaded, LoadError> {
    load(path, catalogue).and_then(|loaded| match loaded.newer {
        Some(found) => Err(LoadError::Newer { found, supported: format::VERSION }),
        None => Ok(loaded),
    })
}
