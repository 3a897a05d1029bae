//! The calls that a save makes, behind a trait, so that a test can make each of them fail.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::ReadError;

/// Who may read a file that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Whoever may read what the user makes there.
    Usual,
    /// Its owner only.
    Private,
}

/// What a save asks of a file system.
pub trait Files {
    /// A file that is being written.
    type Open;

    /// The file that a path stands for: links are followed, also one that leads to nothing yet.
    ///
    /// # Errors
    /// What the system said, but not that there is no such file.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;

    /// The whole content, of at most `limit` bytes.
    ///
    /// # Errors
    /// [`ReadError`].
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// Makes an empty file where there is nothing, not even a link.
    ///
    /// # Errors
    /// What the system said: [`io::ErrorKind::AlreadyExists`] where something is there.
    fn create(&self, path: &Path, access: Access) -> io::Result<Self::Open>;

    /// Writes all of it.
    ///
    /// # Errors
    /// What the system said; part of it may be written then.
    fn write(&self, file: &mut Self::Open, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file the permissions, the group and the access list of another, as far as the user may.
    ///
    /// # Errors
    /// Where the permissions would be others than before.
    fn keep_access(&self, file: &Self::Open, of: &Path) -> io::Result<()>;

    /// Waits until what was written has reached the disk.
    ///
    /// # Errors
    /// What the system said.
    fn sync(&self, file: &Self::Open) -> io::Result<()>;

    /// Puts a file in the place of another, in one go.
    ///
    /// # Errors
    /// What the system said. Whether it happened all the same, only a look can tell.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a name that is free.
    ///
    /// # Errors
    /// What the system said: [`io::ErrorKind::AlreadyExists`] where it is not free.
    fn move_to_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the system said.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder have reached the disk.
    ///
    /// # Errors
    /// What the system said. Some file systems cannot do it.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// The names in a folder; none where it cannot be read.
    fn names_in(&self, folder: &Path) -> Vec<String>;

    /// Whether a process of this computer is still running; true where nobody can tell.
    fn is_running(&self, process: u32) -> bool;

    /// Lets some time pass.
    fn wait(&self, time: Duration);
}

/// The folder that a file is in.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Removes a file, and tries again: what is left behind puzzles people.
pub(super) fn remove<F: Files>(files: &F, path: &Path) {
    for _ in 0..3 {
        match files.remove(path) {
            Ok(()) => return,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(_) => {}
        }
    }
}
