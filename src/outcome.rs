//! What the outside can answer: plain data, its variants by what the user can do about it.

use std::sync::Arc;

use thiserror::Error;

use crate::checklist::Checklist;
use crate::finding::Finding;
use crate::plan::Experience;

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

/// Why a file was not written. What was there before is still there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveError {
    /// A new file was wanted, and there is one of that name.
    #[error("already there")]
    AlreadyThere,
    /// Somebody else has changed the file since it was read.
    #[error("changed by somebody else")]
    ChangedOutside,
    #[error("the folder is not there")]
    NoFolder,
    #[error("a folder, not a file")]
    IsAFolder,
    #[error("not allowed: {detail}")]
    NotAllowed { detail: String },
    #[error("the disk is full")]
    DiskFull,
    #[error("{detail}")]
    Other { detail: String },
}

/// Something that looks wrong in a file that opens all the same, and where it is, if that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedFinding {
    pub at: Option<Place>,
    pub finding: Finding,
}

/// A checklist that was opened, and the bytes it was read from: they are compared before it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub checklist: Checklist,
    pub findings: Vec<LocatedFinding>,
    pub bytes: Arc<[u8]>,
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
