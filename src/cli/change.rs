//! Changes a file that somebody else may be changing too.

use std::path::Path;

use super::{Answer, Surroundings};
use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::outcome::{LoadError, Loaded, OnDisk, SaveError};
use crate::{format, jobs, text};

/// A checklist that is to be changed. What a newer program has saved is not.
fn to_change(path: &Path) -> Result<Loaded, Answer> {
    let loaded = jobs::load(path, Catalogue::shipped()).and_then(|loaded| match loaded.newer {
        Some(found) => Err(LoadError::Newer { found, supported: format::VERSION }),
        None => Ok(loaded),
    });
    loaded.map_err(|error| Answer::wrong(text::not_opened(&path.display().to_string(), &error)))
}

/// So often a change is made again in what somebody else has saved meanwhile.
const ROUNDS: usize = 100;

/// Changes a checklist and saves it. Where somebody else saves it meanwhile, the change is made again in what is there
/// then. Gives what `change` says beside the changed checklist; nothing is saved where nothing changes.
pub(super) fn change_file<T>(
    path: &Path,
    surroundings: &Surroundings,
    change: impl Fn(&Checklist) -> Result<(Checklist, T), Answer>,
) -> Result<T, Answer> {
    let mut loaded = to_change(path)?;
    for _ in 0..ROUNDS {
        let (changed, said) = change(&loaded.checklist)?;
        if changed == loaded.checklist {
            return Ok(said);
        }
        let on_disk = OnDisk::Content(loaded.bytes);
        match jobs::save(path, &changed, &on_disk, &surroundings.saver, Catalogue::shipped()) {
            Ok(_) => return Ok(said),
            Err(SaveError::ChangedOutside(theirs)) => loaded = *theirs,
            Err(error) => return Err(Answer::not_written(text::not_saved(&path.display().to_string(), &error))),
        }
    }
    let busy = SaveError::Other { detail: "others save it all the time".to_owned() };
    Err(Answer::not_written(text::not_saved(&path.display().to_string(), &busy)))
}
