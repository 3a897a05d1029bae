//! Where a document is kept: its file, what is believed to be in it, and the copy on this computer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveTime;

use crate::checklist::Checklist;
use crate::ids::SessionId;
use crate::outcome::OnDisk;
use crate::text::Problem;

/// Why a document is not in its file, as long as that lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub problem: Problem,
    /// How often it was tried again.
    pub tries: u32,
    /// Whether it will be tried again without being asked.
    pub is_retried: bool,
}

/// The file side of a document.
///
/// **Invariant:** unsaved is "the revision differs from the saved one", so a save that ends late cannot hide newer
/// edits.
#[derive(Clone, Debug)]
pub(in crate::app) struct Filed {
    pub(in crate::app) path: Option<PathBuf>,
    pub(in crate::app) on_disk: OnDisk,
    /// The checklist that was last read or saved.
    pub(in crate::app) base: Option<Arc<Checklist>>,
    pub(in crate::app) saved_revision: Option<u64>,
    pub(in crate::app) saving_revision: Option<u64>,
    /// What is to be saved where, once the save that is under way has ended.
    pub(in crate::app) next_save: Option<(PathBuf, Option<OnDisk>)>,
    /// Whether somebody asked for the save that is under way, and wants to hear of it.
    pub(in crate::app) is_asked: bool,
    /// The user said of this revision that it need not be saved.
    pub(in crate::app) given_up: Option<u64>,
    pub(in crate::app) saved_at: Option<NaiveTime>,
    /// The time of working on it, for the copy on this computer.
    pub(in crate::app) session: SessionId,
    /// Whether there is such a copy.
    pub(in crate::app) is_kept: bool,
    /// Whether a copy is to be made in a moment.
    pub(in crate::app) will_be_kept: bool,
    /// The revision that was looked at last.
    pub(in crate::app) noticed: Option<u64>,
    pub(in crate::app) trouble: Option<Trouble>,
    /// The version of the format, where a newer program wrote it: then it is only to be read.
    pub(in crate::app) newer: Option<u64>,
}

impl Filed {
    /// In no file yet.
    pub(in crate::app) const fn nowhere(session: SessionId) -> Self {
        Self {
            path: None,
            on_disk: OnDisk::Nothing,
            base: None,
            saved_revision: None,
            saving_revision: None,
            next_save: None,
            is_asked: false,
            given_up: None,
            saved_at: None,
            session,
            is_kept: false,
            will_be_kept: false,
            noticed: None,
            trouble: None,
            newer: None,
        }
    }

    /// What the file holds, where that is known.
    pub(in crate::app) fn content(&self) -> Option<Arc<[u8]>> {
        match &self.on_disk {
            OnDisk::Content(bytes) => Some(Arc::clone(bytes)),
            OnDisk::Nothing | OnDisk::Replaceable => None,
        }
    }

    /// What is believed to be at a target. `elsewhere` says that for another file; the document's own is what was last
    /// read or written.
    pub(in crate::app) fn believed(&self, path: &Path, elsewhere: Option<OnDisk>) -> OnDisk {
        match elsewhere {
            Some(elsewhere) if self.path.as_deref() != Some(path) => elsewhere,
            _ => self.on_disk.clone(),
        }
    }
}
