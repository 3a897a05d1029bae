//! The one way in which a file of the user's is written.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::{ReadError, read};

/// What the writer believes is at the target.
#[derive(Clone, Copy, Debug)]
pub enum Seen<'a> {
    /// Nothing: a new file.
    Nothing,
    /// Exactly these bytes: the whole content is compared before it is replaced, never a time stamp.
    Content(&'a [u8]),
    /// Whatever it is, it may be replaced: the program's own files, or a name that the user confirmed.
    Anything,
}

/// Why a file was not replaced. What was there before is there still.
#[derive(Debug)]
pub enum ReplaceError {
    AlreadyThere,
    ChangedOutside,
    IsAFolder,
    Io(io::Error),
}

impl From<io::Error> for ReplaceError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes a file whole or not at all: beside the target, synced, then renamed over it, and the folder synced.
/// Follows a link to the real file and keeps its permissions.
///
/// # Errors
/// [`ReplaceError`]; no temporary file is left behind then.
pub fn replace(path: &Path, bytes: &[u8], seen: Seen<'_>) -> Result<(), ReplaceError> {
    let target = real(path);
    if target.is_dir() {
        return Err(ReplaceError::IsAFolder);
    }
    compare(&target, seen)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut beside = temporary(folder, &target)?;
    beside.write_all(bytes)?;
    if let Ok(old) = std::fs::metadata(&target) {
        beside.as_file().set_permissions(old.permissions())?;
    }
    beside.as_file().sync_all()?;
    match seen {
        Seen::Nothing => {
            beside.persist_noclobber(&target).map_err(|error| match error.error.kind() {
                io::ErrorKind::AlreadyExists => ReplaceError::AlreadyThere,
                _ => ReplaceError::Io(error.error),
            })?;
        }
        Seen::Content(_) | Seen::Anything => {
            beside.persist(&target).map_err(|error| ReplaceError::Io(error.error))?;
        }
    }
    sync_folder(folder);
    Ok(())
}

/// The file that a link leads to; the path itself where it is none, or leads nowhere.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn compare(target: &Path, seen: Seen<'_>) -> Result<(), ReplaceError> {
    match seen {
        Seen::Nothing if target.symlink_metadata().is_ok() => Err(ReplaceError::AlreadyThere),
        Seen::Nothing | Seen::Anything => Ok(()),
        Seen::Content(expected) => match read(target, u64::MAX - 1) {
            Ok(found) if found == expected => Ok(()),
            // Gone is not a change that could be overwritten by mistake: the name is free.
            Err(ReadError::NotFound) => Ok(()),
            Ok(_) => Err(ReplaceError::ChangedOutside),
            Err(ReadError::Io(error)) => Err(ReplaceError::Io(error)),
            Err(ReadError::IsAFolder | ReadError::NotAFile | ReadError::TooBig { .. }) => Err(ReplaceError::IsAFolder),
        },
    }
}

fn temporary(folder: &Path, target: &Path) -> io::Result<NamedTempFile> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // A name can be as long as the system allows, and the temporary one is longer.
    let name: String = name.chars().take(40).collect();
    let prefix = format!(".~{name}.");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    // The permissions of a new file are the user's usual ones, not those of a private temporary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// A folder that cannot be synced (some shares) does not make the save undone: the file is in place.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
}
