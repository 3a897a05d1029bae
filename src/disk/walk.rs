//! Everything in a folder and below it that may be a document, with what tells whether it has changed.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::list::is_json;

/// Folders deeper than this are not looked into, and are told: no share of a team is nested like that.
const DEEPEST: usize = 16;
/// What a save puts beside a file for a moment begins like this.
const OWN: &str = ".~";

/// What tells whether a file is still the one that was read: its size, when it was changed, and, where the system has
/// that, when its entry was changed and its number. A file that is exchanged for another has another number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub bytes: u64,
    pub changed: Option<SystemTime>,
    /// Changed (seconds and nanoseconds), and the number; zero where the system does not have them.
    pub entry: (i64, i64, u64),
}

/// What something in a folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Json(Stamp),
    /// A file with another ending.
    Other(Stamp),
    /// A link to a folder, or one that is called like a document. It is not followed.
    Link,
    /// Called like a document, and what the system said instead of telling about it.
    NotRead(String),
    /// Called like a document, and neither a file nor a folder: a pipe, for example.
    NotAFile,
    /// A folder that cannot be looked into, and what the system said; or an entry that cannot be.
    Unreadable(String),
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub path: PathBuf,
    pub kind: EntryKind,
}

/// Everything in a folder and below it that may be a document; links are not followed.
///
/// # Errors
/// Where the folder itself cannot be read, or is none.
pub fn walk(folder: &Path) -> io::Result<impl Iterator<Item = Entry> + Send + use<>> {
    std::fs::read_dir(folder)?;
    let entries = WalkDir::new(folder).max_depth(DEEPEST).sort_by_file_name().into_iter();
    Ok(entries.filter_map(|entry| match entry {
        Ok(entry) => entry_of(entry),
        Err(error) => {
            let path = error.path().map(Path::to_path_buf)?;
            let detail = words_of(&error);
            Some(Entry { path, kind: EntryKind::Unreadable(detail) })
        }
    }))
}

/// What the system said, in a few words.
fn words_of(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| "it leads back to itself".to_owned(), |error| error.kind().to_string())
}

fn entry_of(entry: DirEntry) -> Option<Entry> {
    let kind = entry.file_type();
    if entry.depth() == 0 {
        // The folder itself, which may be reached by a link.
        return None;
    }
    if entry.file_name().to_string_lossy().starts_with(OWN) {
        return None;
    }
    let is_called_json = is_json(entry.path());
    let kind = if kind.is_symlink() {
        let is_meant = is_called_json || entry.path().is_dir();
        is_meant.then_some(EntryKind::Link)
    } else if kind.is_dir() {
        match std::fs::read_dir(entry.path()) {
            _ if entry.depth() < DEEPEST => None,
            Ok(mut inside) => inside
                .next()
                .map(|_| EntryKind::Unreadable(format!("it lies {DEEPEST} folders deep, and nothing deeper is read"))),
            Err(error) => Some(EntryKind::Unreadable(error.kind().to_string())),
        }
    } else if kind.is_file() {
        Some(match entry.metadata() {
            Ok(metadata) if is_called_json => EntryKind::Json(stamp(&metadata)),
            Ok(metadata) => EntryKind::Other(stamp(&metadata)),
            Err(error) if is_called_json => EntryKind::NotRead(words_of(&error)),
            Err(_) => return None,
        })
    } else {
        is_called_json.then_some(EntryKind::NotAFile)
    };
    kind.map(|kind| Entry { path: entry.into_path(), kind })
}

#[cfg(unix)]
fn stamp(metadata: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt as _;
    let entry = (metadata.ctime(), metadata.ctime_nsec(), metadata.ino());
    Stamp { bytes: metadata.len(), changed: metadata.modified().ok(), entry }
}

#[cfg(not(unix))]
fn stamp(metadata: &Metadata) -> Stamp {
    Stamp { bytes: metadata.len(), changed: metadata.modified().ok(), entry: (0, 0, 0) }
}
