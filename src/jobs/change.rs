//! Changes a file that somebody else may be changing too.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use thiserror::Error;

use super::load;
use super::save::{Saver, save};
use crate::catalogue::Catalogue;
use crate::checklist::{Checklist, DateField, Edit, EditProblem, Stamp, Step};
use crate::format;
use crate::outcome::{LoadError, Loaded, OnDisk, SaveError};

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

/// Sets the day to ask again in every step that waits on others, in some checklists. Gives how many were changed or had
/// nothing to change, and those that were not, with the reason.
#[must_use]
pub fn ask_again_on(
    files: &[PathBuf],
    on: NaiveDate,
    stamp: &Stamp,
    saver: &Saver,
    catalogue: &Catalogue,
) -> (usize, Vec<(PathBuf, String)>) {
    let chased = |checklist: &Checklist| -> Result<(Checklist, ()), EditProblem> {
        let waits = checklist.steps.iter().filter(|step| step.is_waiting_on_others() && !step.is_signed_off());
        let edit = |step: &Step| Edit::SetDate { step: step.id.clone(), field: DateField::ChaseOn, date: Some(on) };
        let edits: Vec<Edit> = waits.map(edit).collect();
        let changed = edits.iter().try_fold(checklist.clone(), |checklist, edit| checklist.apply(edit, stamp))?;
        Ok((changed, ()))
    };
    let mut failed = Vec::new();
    for path in files {
        if let Err(error) = change(path, saver, catalogue, chased) {
            failed.push((path.clone(), error.to_string()));
        }
    }
    (files.len() - failed.len(), failed)
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
