//! Where the program keeps its own files.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The settings of this user on this computer; none where the system has no home folder.
#[must_use]
pub fn settings_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "secure-start").map(|places| places.config_dir().join("settings.json"))
}
