//! Where the program keeps its own files.

use std::path::PathBuf;

use directories::{ProjectDirs, UserDirs};

/// The settings of this user on this computer; none where the system has no home folder.
#[must_use]
pub fn settings_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "secure-start").map(|places| places.config_dir().join("settings.json"))
}

/// Where copies of what is being worked on are kept, on this computer's own disk; none where the system has no home
/// folder.
#[must_use]
pub fn recovery_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "secure-start").map(|places| places.data_local_dir().join("recovery"))
}

/// The notes of what was signed off on this computer; none where the system has no home folder.
#[must_use]
pub fn ledger_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "secure-start").map(|places| places.data_local_dir().join("sign-offs.jsonl"))
}

/// What stands while a start with the graphics card has come to no end; none where the system has no home folder.
#[must_use]
pub fn attempt_mark() -> Option<PathBuf> {
    ProjectDirs::from("", "", "secure-start").map(|places| places.data_local_dir().join("graphics"))
}

/// Where people keep their documents; the home folder where there is no such place.
#[must_use]
pub fn documents_folder() -> PathBuf {
    let folders = UserDirs::new();
    let documents = folders.as_ref().map(|folders| folders.document_dir().unwrap_or_else(|| folders.home_dir()));
    documents.map_or_else(PathBuf::new, std::path::Path::to_path_buf)
}
