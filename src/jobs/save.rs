//! Saves a checklist.

use std::io;
use std::path::Path;

use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::disk::{self, ReplaceError, Seen};
use crate::format;
use crate::outcome::{OnDisk, SaveError};

/// Writes a checklist and says which bytes are in the file now. A document that would not read back as itself is
/// not written.
///
/// # Errors
/// [`SaveError`]; what was there before is there still.
pub fn save(path: &Path, checklist: &Checklist, on_disk: &OnDisk, catalogue: &Catalogue) -> Result<Vec<u8>, SaveError> {
    let bytes = format::to_bytes(checklist).map_err(|error| SaveError::Other { detail: error.to_string() })?;
    match format::read(&bytes, catalogue) {
        Ok(read) if read.checklist == *checklist => {}
        Ok(_) => return Err(SaveError::Other { detail: "it would not read back as it is".to_owned() }),
        Err(error) => return Err(SaveError::Other { detail: format!("it would not read back: {error}") }),
    }
    let seen = match on_disk {
        OnDisk::Nothing => Seen::Nothing,
        OnDisk::Content(bytes) => Seen::Content(bytes),
        OnDisk::Replaceable => Seen::Anything,
    };
    disk::replace(path, &bytes, seen).map_err(|error| match error {
        ReplaceError::AlreadyThere => SaveError::AlreadyThere,
        ReplaceError::ChangedOutside => SaveError::ChangedOutside,
        ReplaceError::IsAFolder => SaveError::IsAFolder,
        ReplaceError::Io(error) => from_io(&error),
    })?;
    Ok(bytes)
}

fn from_io(error: &io::Error) -> SaveError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SaveError::NoFolder,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SaveError::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            SaveError::NotAllowed { detail: error.kind().to_string() }
        }
        kind => SaveError::Other { detail: kind.to_string() },
    }
}
