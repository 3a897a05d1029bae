//! What Windows does in a way of its own. Written to the documented behaviour of each call, and not run by the tests:
//! see `docs/reliability.md`.
#![expect(unsafe_code, reason = "ReplaceFileW keeps access lists and alternate streams, and has no safe wrapper")]

use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::ffi::OsStrExt as _;
use std::path::Path;
use std::time::Duration;

use windows_sys::Win32::Foundation::{
    ERROR_ACCESS_DENIED, ERROR_LOCK_VIOLATION, ERROR_SHARING_VIOLATION, ERROR_UNABLE_TO_MOVE_REPLACEMENT,
    ERROR_UNABLE_TO_REMOVE_REPLACED,
};
use windows_sys::Win32::Storage::FileSystem::{REPLACEFILE_IGNORE_MERGE_ERRORS, ReplaceFileW};

use crate::disk::files::Access;

/// What holds a file for a moment: a virus scanner, an indexer, a synchronisation program. After the last two, both
/// files have their names still.
const HELD: [u32; 5] = [
    ERROR_ACCESS_DENIED,
    ERROR_SHARING_VIOLATION,
    ERROR_LOCK_VIOLATION,
    ERROR_UNABLE_TO_REMOVE_REPLACED,
    ERROR_UNABLE_TO_MOVE_REPLACEMENT,
];
/// How long to wait before each further attempt, in milliseconds.
const WAITS: [u64; 6] = [10, 25, 50, 100, 200, 400];

/// A new file has the rights of its folder; the program's own folders are in the user's profile, which nobody else reads.
pub(super) fn open_for(_: &mut OpenOptions, _: Access) {}

/// `ReplaceFileW` keeps the access list of what it replaces.
pub(super) fn keep_access(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// With a name for a backup, both files keep their names where it fails (error 1176), and the old one is never gone.
pub(super) fn replace(from: &Path, to: &Path) -> io::Result<()> {
    let stem = from.file_stem().unwrap_or_default().to_string_lossy();
    let backup = from.with_file_name(format!("{stem}-old.tmp"));
    let result = again_while_held(|| {
        let (to, from, backup) = (wide(to), wide(from), wide(&backup));
        let nothing = std::ptr::null();
        // SAFETY: the three names end in a zero and outlive the call; the last two arguments are reserved and null.
        let is_done = unsafe {
            ReplaceFileW(to.as_ptr(), from.as_ptr(), backup.as_ptr(), REPLACEFILE_IGNORE_MERGE_ERRORS, nothing, nothing)
        };
        if is_done == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
    });
    match &result {
        Ok(()) => drop(again_while_held(|| std::fs::remove_file(&backup))),
        // Error 1177: the old file is there under the name of the backup only.
        Err(_) if !to.exists() && backup.exists() => drop(std::fs::rename(&backup, to)),
        Err(_) => {}
    }
    result
}

/// `MoveFileExW` without leave to replace fails where the name is taken; the standard library has no such call, so that
/// a link takes the name first.
pub(super) fn move_to_new(from: &Path, to: &Path) -> io::Result<()> {
    match std::fs::hard_link(from, to) {
        Ok(()) => again_while_held(|| std::fs::remove_file(from)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no links: an empty file takes the name first.
        Err(_) => {
            drop(OpenOptions::new().write(true).create_new(true).open(to)?);
            again_while_held(|| std::fs::rename(from, to)).inspect_err(|_| drop(std::fs::remove_file(to)))
        }
    }
}

/// A folder cannot be synced there; NTFS keeps a journal of its names.
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Nobody is asked: a lock whose owner may still be there is offered to be taken over.
pub(super) fn is_running(_: u32) -> bool {
    true
}

pub(super) fn computer() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

fn again_while_held(mut attempt: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let is_held = |error: &io::Error| {
        let code = error.raw_os_error().and_then(|code| u32::try_from(code).ok());
        code.is_some_and(|code| HELD.contains(&code))
    };
    for wait in WAITS {
        match attempt() {
            Err(error) if is_held(&error) => std::thread::sleep(Duration::from_millis(wait)),
            other => return other,
        }
    }
    attempt()
}

fn wide(path: &Path) -> Vec<u16> {
    path.as_os_str().encode_wide().chain([0]).collect()
}
