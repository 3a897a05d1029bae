//! Saves a checklist.

use std::io;
use std::path::Path;

use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::disk::{self, NotSaved, ReadError, Save, Seen, System, Who};
use crate::format;
use crate::outcome::{LockHolder, OnDisk, SaveError};

/// Who saves, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saver {
    pub who: Who,
    /// The time on the wall clock, as RFC 3339 has it.
    pub at: String,
    /// The lock that the user said may be taken over.
    pub takes_over: Option<String>,
}

/// What is in a file after a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub bytes: Vec<u8>,
    /// What was there before, where nobody had looked at that.
    pub replaced: Option<Vec<u8>>,
}

/// Writes a checklist and says which bytes are in the file now. A document that would not read back as itself is
/// not written.
///
/// # Errors
/// [`SaveError`]; what was there before is there still, unless it says otherwise.
pub fn save(
    path: &Path,
    checklist: &Checklist,
    on_disk: &OnDisk,
    saver: &Saver,
    catalogue: &Catalogue,
) -> Result<Written, SaveError> {
    let bytes = bytes_of(checklist)?;
    let seen = match on_disk {
        OnDisk::Nothing => Seen::Nothing,
        OnDisk::Content(bytes) => Seen::Content(bytes),
        OnDisk::Replaceable => Seen::Anything,
    };
    let replaced = put(path, &bytes, seen, saver).map_err(|error| match error {
        NotSaved::ChangedOutside(theirs) => changed_outside(&theirs, checklist, catalogue),
        error => save_error(error),
    })?;
    Ok(Written { bytes, replaced })
}

/// Writes what is no checklist. What is there is replaced where it may be.
///
/// # Errors
/// [`SaveError`]; what was there before is there still, unless it says otherwise.
pub(super) fn save_other(path: &Path, bytes: &[u8], may_replace: bool, saver: &Saver) -> Result<(), SaveError> {
    let seen = if may_replace { Seen::Anything } else { Seen::Nothing };
    put(path, bytes, seen, saver).map(drop).map_err(save_error)
}

fn put(path: &Path, bytes: &[u8], seen: Seen<'_>, saver: &Saver) -> Result<Option<Vec<u8>>, NotSaved> {
    let (who, at) = (&saver.who, saver.at.as_str());
    disk::save(&System, &Save { path, bytes, seen, who, at, takes_over: saver.takes_over.as_deref() })
}

fn save_error(error: NotSaved) -> SaveError {
    match error {
        NotSaved::AlreadyThere => SaveError::AlreadyThere,
        NotSaved::ChangedOutside(_) => SaveError::Other { detail: "something else wrote there".to_owned() },
        NotSaved::CannotCompare(error) => SaveError::CannotCompare { detail: why(error) },
        NotSaved::IsAFolder => SaveError::IsAFolder,
        NotSaved::Locked(holder) => SaveError::Locked(LockHolder {
            user: holder.user,
            computer: holder.computer,
            at: holder.at,
            id: holder.id,
            file: holder.file,
        }),
        NotSaved::Io(error) => from_io(&error),
        NotSaved::Unsure(error) => SaveError::Unsure { detail: error.kind().to_string() },
        NotSaved::Beside { error, kept } => SaveError::Beside { kept, detail: error.kind().to_string() },
    }
}

/// The bytes of a checklist, after reading them back.
fn bytes_of(checklist: &Checklist) -> Result<Vec<u8>, SaveError> {
    let bytes = format::to_bytes(checklist).map_err(|error| SaveError::Other { detail: error.to_string() })?;
    if format::is_read_as(&bytes, checklist) {
        Ok(bytes)
    } else {
        Err(SaveError::Other { detail: "it would not read back as it is".to_owned() })
    }
}

fn changed_outside(theirs: &[u8], ours: &Checklist, catalogue: &Catalogue) -> SaveError {
    match super::load::loaded(theirs.to_vec(), catalogue) {
        Ok(theirs) if theirs.checklist.id != ours.id => SaveError::OtherChecklist,
        Ok(theirs) if theirs.newer.is_some() => SaveError::ChangedByNewer,
        Ok(theirs) => SaveError::ChangedOutside(Box::new(theirs)),
        Err(error) => SaveError::ChangedBeyondReading(error),
    }
}

fn why(error: ReadError) -> String {
    match error {
        ReadError::Io(error) => error.kind().to_string(),
        ReadError::NotFound => "it is not there".to_owned(),
        ReadError::IsAFolder | ReadError::NotAFile => "it is not a file".to_owned(),
        ReadError::TooBig { bytes } => format!("it has {bytes} bytes"),
    }
}

fn from_io(error: &io::Error) -> SaveError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SaveError::NoFolder,
        io::ErrorKind::InvalidFilename => SaveError::BadName,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => SaveError::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            SaveError::NotAllowed { detail: error.kind().to_string() }
        }
        kind => SaveError::Other { detail: kind.to_string() },
    }
}
