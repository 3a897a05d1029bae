//! Why a file of a folder is not shown as a person, or is to be looked at.

use std::path::PathBuf;

use crate::outcome::LoadError;

/// Why a file is not shown as a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    NotRead(LoadError),
    /// It holds the same document as another file, which is shown.
    CopyOf {
        path: PathBuf,
        is_same: bool,
    },
    /// It says that it is the same document as another file, and is about somebody else: a copied file with another name.
    OtherPerson {
        path: PathBuf,
        name: String,
    },
    /// A checklist under a name that does not end in `.json`.
    WrongEnding,
    /// A link, which is not followed.
    Link,
    /// It was made after the day as of which the folder is looked at.
    NotMadeYet,
    /// A folder that cannot be looked into.
    Folder {
        detail: String,
    },
}

/// What is to be looked at in a file that is shown all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileNote {
    /// A newer program wrote it: it is only to be read.
    Newer(u64),
    /// So many things do not fit together in it.
    Doubts(u16),
}
