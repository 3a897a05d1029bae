//! Reads and writes the settings.

use std::path::{Path, PathBuf};

use crate::disk::{self, ReadError};
use crate::format::Settings;

/// Larger than any settings file.
const MAX_BYTES: u64 = 1024 * 1024;

/// The settings, and what was wrong with their file, if anything. A broken file never stops the program.
#[must_use]
pub fn load_settings(path: &Path) -> (Settings, Option<String>) {
    match disk::read(path, MAX_BYTES) {
        Ok(bytes) => match Settings::read(&bytes) {
            Ok(settings) => (settings, None),
            Err(wrong) => {
                // The next change writes the file anew; what somebody put there by hand is kept beside it.
                let beside = broken(path);
                let is_kept = disk::write_own(&beside, &bytes).is_ok();
                let kept =
                    if is_kept { format!("; the old file is kept as {}", beside.display()) } else { String::new() };
                (Settings::default(), Some(format!("{wrong}{kept}")))
            }
        },
        Err(ReadError::NotFound) => (Settings::default(), None),
        Err(_) => (Settings::default(), Some("the file could not be read".to_owned())),
    }
}

/// Writes the settings, and makes their folder where there is none.
///
/// # Errors
/// A sentence with what the system said.
pub fn save_settings(path: &Path, settings: &Settings) -> Result<(), String> {
    disk::write_own(path, &settings.to_bytes()).map_err(|error| error.kind().to_string())
}

/// Removes the broken settings file that was kept, if there is one.
///
/// # Errors
/// A few words with what the system said.
pub fn remove_broken_settings(path: &Path) -> Result<(), String> {
    disk::remove_own(&broken(path)).map_err(|error| error.kind().to_string())
}

/// Where a broken settings file is kept.
fn broken(path: &Path) -> PathBuf {
    path.with_extension("json.broken")
}
