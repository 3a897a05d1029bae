//! What the outside can answer: plain data, its variants by what the user can do about it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use thiserror::Error;

use crate::checklist::Checklist;
use crate::finding::Finding;
use crate::ids::SessionId;
use crate::plan::Experience;

/// How a folder is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScanAsked {
    pub today: NaiveDate,
    /// The day as of which every checklist is looked at; today where it is none.
    pub as_of: Option<NaiveDate>,
    /// So many days ahead something counts as due soon.
    pub due_soon: u16,
}

/// What a change would do to one of many checklists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previewed {
    pub path: PathBuf,
    /// The starter's; empty where the file could not be opened.
    pub name: String,
    /// What would change, or why nothing can, in a few words.
    pub what: Result<String, String>,
}

/// A place in a text, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Why a file could not be opened as a checklist. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LoadError {
    #[error("not found")]
    NotFound,
    #[error("a folder, not a file")]
    IsAFolder,
    #[error("a file, not a folder")]
    NotAFolder,
    #[error("not readable: {detail}")]
    NotReadable { detail: String },
    #[error("{bytes} bytes, more than {limit}")]
    TooBig { bytes: u64, limit: u64 },
    /// It holds bytes that are not text.
    #[error("not UTF-8")]
    NotText { at: Place },
    #[error("not JSON: {detail}")]
    NotJson { at: Place, detail: String },
    /// The same name twice in one object: which of the two counts is anybody's guess, so neither does.
    #[error("\u{201c}{name}\u{201d} twice")]
    TwiceTheSameName { at: Place, name: String },
    #[error("not a checklist")]
    NotAChecklist,
    #[error("a site pack, not a checklist")]
    IsASitePack,
    #[error("not a site pack")]
    NotASitePack,
    /// Made by a newer program.
    #[error("version {found}, supported is {supported}")]
    Newer { found: u64, supported: u64 },
    /// A value that does not belong where it stands: an unknown status, an impossible date, a missing member.
    #[error("{detail}")]
    WrongValue { at: Place, detail: String },
    #[error("two steps {id}")]
    TwoStepsWithOneId { at: Place, id: String },
    #[error("{count} {what}, more than {limit}")]
    TooMany { what: &'static str, count: usize, limit: usize },
}

/// Why a site pack cannot be used. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PackError {
    #[error(transparent)]
    NotRead(#[from] LoadError),
    /// Never empty.
    #[error("{} faults", .0.len())]
    Faults(Vec<LocatedFinding>),
}

/// Why a file was not written. What was there before is still there, unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveError {
    /// A new file was wanted, and there is one of that name.
    #[error("already there")]
    AlreadyThere,
    /// Somebody else has changed the file since it was read: this is in it now.
    #[error("changed by somebody else")]
    ChangedOutside(Box<Loaded>),
    /// Somebody else has changed it, and it cannot be read as a checklist any more.
    #[error("changed by somebody else: {0}")]
    ChangedBeyondReading(LoadError),
    /// A newer program has saved it meanwhile.
    #[error("changed by a newer program")]
    ChangedByNewer,
    /// Another checklist is in its place.
    #[error("another checklist is there")]
    OtherChecklist,
    /// It cannot be read just now, so nobody knows whether somebody else has changed it.
    #[error("not compared: {detail}")]
    CannotCompare { detail: String },
    /// Somebody else is saving it, and has not come to an end.
    #[error("locked")]
    Locked(LockHolder),
    #[error("the folder is not there")]
    NoFolder,
    #[error("a folder, not a file")]
    IsAFolder,
    /// The system does not take the name: it is too long, or has a character that is not allowed.
    #[error("not a name for a file")]
    BadName,
    #[error("not allowed: {detail}")]
    NotAllowed { detail: String },
    #[error("the disk is full")]
    DiskFull,
    /// What is there cannot be read just now, so nobody knows whether it was saved.
    #[error("perhaps saved: {detail}")]
    Unsure { detail: String },
    /// It was written beside the file, and could not be put in its place.
    #[error("{detail}; it is beside it")]
    Beside { kept: PathBuf, detail: String },
    #[error("{detail}")]
    Other { detail: String },
}

/// Why nothing was exported. No file has changed then, unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExportError {
    #[error(transparent)]
    NotRead(#[from] LoadError),
    /// Nobody is there, or the filters show nobody of those that are; and so many files are not shown.
    #[error("nobody to export")]
    Nobody { shown: usize, not_shown: usize, as_of: Option<NaiveDate> },
    /// The checklist was made after the day as of which it is wanted.
    #[error("made later")]
    NotMadeYet,
    /// No day is written down that a calendar could have.
    #[error("no days")]
    NoDays,
    /// The name does not end in one of those that say what to write.
    #[error("no kind of file")]
    NoSuchKind,
    /// A checklist or a site pack is at the target: exporting never takes its place.
    #[error("a checklist is there")]
    IsADocument,
    /// So many bytes, which are more than a file may have.
    #[error("{bytes} bytes")]
    TooLarge { bytes: usize },
    #[error("cancelled")]
    Cancelled,
    /// The pages to print are here, and no program shows them.
    #[error("not shown: {detail}")]
    NotShown { path: PathBuf, detail: String },
    /// A fault of the program, or no room for its temporary files.
    #[error("{detail}")]
    NotMade { detail: String },
    #[error(transparent)]
    NotSaved(#[from] SaveError),
}

/// Who holds the lock of a file: what their program wrote into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockHolder {
    pub user: String,
    pub computer: String,
    /// Since when, as RFC 3339 has it; anything, where somebody else wrote it.
    pub at: String,
    pub id: String,
    /// The lock file.
    pub file: PathBuf,
}

/// Something that looks wrong in a file that opens all the same, and where it is, if that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedFinding {
    pub at: Option<Place>,
    pub finding: Finding,
    /// Whether it comes from the notes of this computer, and not from the file alone.
    pub is_noted: bool,
}

/// A checklist that was opened, and the bytes it was read from: they are compared before it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub checklist: Checklist,
    pub findings: Vec<LocatedFinding>,
    /// The version of the format, where a newer program wrote it: then it is only to be read.
    pub newer: Option<u64>,
    pub bytes: Arc<[u8]>,
}

/// Work that was not saved when the program ended without being asked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    pub session: SessionId,
    /// Where it is saved, if it ever was.
    pub path: Option<PathBuf>,
    /// The starter's name.
    pub name: String,
    /// When it was changed last, on the wall clock.
    pub at: Option<NaiveDateTime>,
}

/// Work that was not saved, brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    pub session: SessionId,
    pub path: Option<PathBuf>,
    pub checklist: Checklist,
    /// What was in its file when it was last read or saved.
    pub base: Option<Loaded>,
}

/// A version that was saved earlier, kept on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// When, on the wall clock.
    pub at: NaiveDateTime,
    pub checklist: Arc<Checklist>,
}

/// Another file that holds the same document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCopy {
    pub path: PathBuf,
    pub checklist: Arc<Checklist>,
}

/// What whoever saves believes is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDisk {
    Nothing,
    Content(Arc<[u8]>),
    /// The user confirmed in a dialog that it may be replaced.
    Replaceable,
}

/// What the checklists of a folder say about how long steps take there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    pub experience: Experience,
    /// Files that could not be read as a checklist.
    pub left_out: usize,
}
