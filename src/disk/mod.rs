//! Bytes and paths, nothing of what they mean.
//!
//! **Invariant:** a user's document is written by [`replace()`] and by nothing else.

mod list;
mod places;
mod read;
mod replace;

pub use list::json_files;
pub use places::{documents_folder, settings_file};
pub use read::{ReadError, read};
pub use replace::{ReplaceError, Seen, replace};
