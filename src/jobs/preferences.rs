//! Reads and writes the settings.

use std::path::Path;

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
                let beside = path.with_extension("json.broken");
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
