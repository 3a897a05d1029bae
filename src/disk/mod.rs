//! Bytes and paths, nothing of what they mean.
//!
//! **Invariant:** a user's document is written by [`save()`] and by nothing else; the program's own files by
//! [`write_own`].

mod files;
mod list;
mod lock;
mod names;
mod own;
mod places;
mod read;
mod recovery;
mod save;
mod system;
mod walk;

pub use files::{Access, Files};
pub use list::{begins_with_member, begins_with_mention, entries, files_beside, json_files, names_in};
pub use lock::{Holder, Who};
pub use names::lock_file;
pub use own::{append_own, mark, put_mark, remove_own, write_own};
pub use places::{attempt_mark, documents_folder, ledger_file, organisation_files, recovery_folder, settings_file};
pub use read::{ReadError, read};
pub use recovery::{Copies, Left, LeftCopies, Recovery, VersionFile};
pub use save::{NotSaved, Save, Seen, remove_kept, save};
pub use system::{System, computer, this_process};
pub use walk::{Entry, EntryKind, Stamp, walk};
