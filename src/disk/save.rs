//! The one way in which a document of the user's is written: `docs/reliability.md` says why each step is there.
//!
//! **Invariant:** what is said at the end is what is in the file: never "not saved" where it was, never "saved" where it
//! was not; and whatever happens in between, the old or the new document is there, whole.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::ReadError;
use super::files::{Access, Files, folder_of, remove};
use super::lock::{Holder, Lock, NotTaken, Who};
use super::names::{kept_file, temporary_file};
use super::system::System;

/// What the writer believes is at the target.
#[derive(Clone, Copy, Debug)]
pub enum Seen<'a> {
    /// Nothing: a new file.
    Nothing,
    /// Exactly these bytes: the whole content is compared before it is replaced, never a time stamp.
    Content(&'a [u8]),
    /// Whatever it is, it may be replaced: a name that the user confirmed.
    Anything,
}

/// A save that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Save<'a> {
    pub path: &'a Path,
    pub bytes: &'a [u8],
    pub seen: Seen<'a>,
    pub who: &'a Who,
    /// The time, for whoever finds the lock.
    pub at: &'a str,
    /// The id of a lock that the user said may be taken over.
    pub takes_over: Option<&'a str>,
}

/// Why a document was not saved. What was there before is there still, unless it says otherwise.
#[derive(Debug)]
pub enum NotSaved {
    AlreadyThere,
    /// Something else is there than was seen: this.
    ChangedOutside(Vec<u8>),
    /// What is there cannot be read, so nobody knows whether it has changed.
    CannotCompare(ReadError),
    IsAFolder,
    /// Somebody else is saving, and has not come to an end.
    Locked(Box<Holder>),
    Io(io::Error),
    /// It could not be found out whether it was saved: what is there cannot be read just now.
    Unsure(io::Error),
    /// It was written beside the target, and could not be put in its place: the file where it is now.
    Beside {
        error: io::Error,
        kept: PathBuf,
    },
}

impl From<io::Error> for NotSaved {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// How long to wait before each further attempt at what may pass, in milliseconds.
const WAITS: [u64; 3] = [5, 20, 60];
/// No document is larger.
const LIMIT: u64 = 256 * 1024 * 1024;

/// Saves a document, and gives what it has replaced where nobody had seen that ([`Seen::Anything`]).
///
/// # Errors
/// [`NotSaved`]. No file is left behind then but the one that it names.
pub fn save<F: Files>(files: &F, wanted: &Save<'_>) -> Result<Option<Vec<u8>>, NotSaved> {
    let target = files.real(wanted.path)?;
    let lock = Lock::take(files, &target, wanted.who, wanted.at, wanted.takes_over).map_err(|error| match error {
        NotTaken::Held(holder) => NotSaved::Locked(holder),
        NotTaken::Io(error) => NotSaved::Io(error),
    })?;
    let result = save_locked(files, wanted, &target, &lock);
    lock.release(files);
    result
}

fn save_locked<F: Files>(
    files: &F,
    wanted: &Save<'_>,
    target: &Path,
    lock: &Lock,
) -> Result<Option<Vec<u8>>, NotSaved> {
    let there = match files.read(target, LIMIT) {
        Ok(bytes) => Some(bytes),
        Err(ReadError::NotFound) => None,
        Err(ReadError::IsAFolder | ReadError::NotAFile) => return Err(NotSaved::IsAFolder),
        Err(error) => return Err(NotSaved::CannotCompare(error)),
    };
    match (wanted.seen, &there) {
        (Seen::Nothing, Some(_)) => return Err(NotSaved::AlreadyThere),
        // An earlier save got there although it was said to have failed.
        (Seen::Content(_), Some(bytes)) if bytes == wanted.bytes => return Ok(None),
        (Seen::Content(seen), Some(bytes)) if bytes != seen => return Err(NotSaved::ChangedOutside(bytes.clone())),
        // Gone is not a change that could be overwritten by mistake: the name is free.
        (Seen::Nothing | Seen::Content(_) | Seen::Anything, _) => {}
    }
    let old = there.is_some().then_some(target);
    write_beside(files, &lock.temporary, wanted.bytes, Access::Usual, old)?;
    if !lock.is_held(files) {
        // Somebody has taken the lock over, because this took so long: they may have written meanwhile.
        remove(files, &lock.temporary);
        return Err(NotSaved::Io(io::ErrorKind::ResourceBusy.into()));
    }
    let moved = put(files, &lock.temporary, target, there.is_some());
    // Whether it is there, only a look can tell, whatever was reported.
    match (moved, read_again(files, target)) {
        (moved, Ok(bytes)) if bytes == wanted.bytes => {
            if moved.is_err() {
                remove(files, &lock.temporary);
            }
            Ok(unseen(wanted, there))
        }
        // The file system says that it has replaced the file, and cannot read it just now, or still shows the old one.
        (Ok(()), Err(ReadError::Io(error))) => Err(NotSaved::Unsure(error)),
        (Ok(()), Ok(bytes)) if Some(&bytes) == there.as_ref() => Err(NotSaved::Unsure(io::ErrorKind::Other.into())),
        (Ok(()), Ok(bytes)) => Err(NotSaved::ChangedOutside(bytes)),
        // Somebody has taken the free name just now.
        (Err(error), Ok(bytes)) if error.kind() == io::ErrorKind::AlreadyExists => {
            remove(files, &lock.temporary);
            let was_seen = matches!(wanted.seen, Seen::Content(_));
            Err(if was_seen { NotSaved::ChangedOutside(bytes) } else { NotSaved::AlreadyThere })
        }
        (moved, Err(ReadError::NotFound)) => {
            // Neither the old nor the new one is there: the new one gets the name, if it can.
            let error = moved.err().unwrap_or_else(|| io::ErrorKind::NotFound.into());
            if files.move_to_new(&lock.temporary, target).is_ok() {
                drop(files.sync_folder(folder_of(target)));
                return Ok(None);
            }
            Err(beside(files, error, &lock.temporary))
        }
        // What is still beside the document has not been put in its place; what is not there any more may have been.
        (Err(error), Err(ReadError::Io(_))) if files.read(&lock.temporary, LIMIT).is_err() => {
            Err(NotSaved::Unsure(error))
        }
        (moved, _) => Err(beside(files, moved.err().unwrap_or_else(|| io::ErrorKind::Other.into()), &lock.temporary)),
    }
}

/// What was replaced without having been seen.
fn unseen(wanted: &Save<'_>, there: Option<Vec<u8>>) -> Option<Vec<u8>> {
    there.filter(|_| matches!(wanted.seen, Seen::Anything))
}

/// Keeps the new document beside the old one, which may be about to vanish: on some shares a failed replacement removes
/// the file as soon as another program closes it.
fn beside<F: Files>(files: &F, error: io::Error, temporary: &Path) -> NotSaved {
    let kept = kept_file(temporary);
    // Under a name that nobody takes for left over.
    drop(files.move_to_new(temporary, &kept));
    match [kept, temporary.to_path_buf()].into_iter().find(|file| files.read(file, LIMIT).is_ok()) {
        Some(kept) => NotSaved::Beside { error, kept },
        None => NotSaved::Io(error),
    }
}

/// Writes a file that is not there yet, and waits until it has reached the disk. Nothing is left behind on an error.
pub(super) fn write_beside<F: Files>(
    files: &F,
    path: &Path,
    bytes: &[u8],
    access: Access,
    like: Option<&Path>,
) -> io::Result<()> {
    // Its name is nobody else's, so that it can be removed even where it is not sure that it was made.
    let mut file = files.create(path, access).inspect_err(|_| remove(files, path))?;
    let keep_access = |file: &F::Open| like.map_or(Ok(()), |old| files.keep_access(file, old));
    let written = files.write(&mut file, bytes).and_then(|()| keep_access(&file)).and_then(|()| files.sync(&file));
    drop(file);
    if written.is_err() {
        remove(files, path);
    }
    written
}

/// Puts a file in its place, and sees to it that the name reaches the disk.
fn put<F: Files>(files: &F, from: &Path, to: &Path, replaces: bool) -> io::Result<()> {
    let attempt = || if replaces { files.replace(from, to) } else { files.move_to_new(from, to) };
    let mut result = attempt();
    for wait in WAITS {
        let passes =
            |error: &io::Error| matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::ResourceBusy);
        if !result.as_ref().is_err_and(passes) {
            break;
        }
        files.wait(Duration::from_millis(wait));
        result = attempt();
    }
    result?;
    // A folder that cannot be synced (some shares) does not undo the save: the file is in place.
    for _ in 0..2 {
        if files.sync_folder(folder_of(to)).is_ok() {
            break;
        }
    }
    Ok(())
}

/// Reads what is there now; what fails is tried again, because the answer decides what is said.
fn read_again<F: Files>(files: &F, target: &Path) -> Result<Vec<u8>, ReadError> {
    let mut found = files.read(target, LIMIT);
    for wait in WAITS {
        if !matches!(found, Err(ReadError::Io(_))) {
            break;
        }
        files.wait(Duration::from_millis(wait));
        found = files.read(target, LIMIT);
    }
    found
}

/// Removes what was kept beside a file that could not be replaced, now that it could.
pub fn remove_kept(file: &Path, kept: &Path) {
    let file = System.real(file).unwrap_or_else(|_| file.to_path_buf());
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    if temporary_file(&file, &name).as_deref() == Some(kept) {
        remove(&System, kept);
    }
}
