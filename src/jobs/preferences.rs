//! Reads and writes the settings.

use std::path::{Path, PathBuf};

use crate::disk::{self, ReadError};
use crate::format::{Layer, Layers, Settings};

/// Larger than any settings file.
const MAX_BYTES: u64 = 1024 * 1024;

/// Where settings are: the file of the person, and those of the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsFiles {
    pub user: Option<PathBuf>,
    /// What is locked: the first of these that is there counts.
    pub policy: Vec<PathBuf>,
    /// What is suggested: the first of these that is there counts.
    pub defaults: Vec<PathBuf>,
}

/// The settings that count, and what was wrong with the files, each in a sentence without its full stop. A broken file
/// never stops the program.
#[must_use]
pub fn load_settings(files: &SettingsFiles) -> (Settings, Vec<String>) {
    let mut faults = Vec::new();
    let policy = first_of(&files.policy, &mut faults);
    let defaults = first_of(&files.defaults, &mut faults);
    let bytes = match files.user.as_deref().map(|path| disk::read(path, MAX_BYTES)) {
        Some(Ok(bytes)) => Some(bytes),
        Some(Err(ReadError::NotFound)) | None => None,
        Some(Err(_)) => {
            faults.push("the file could not be read".to_owned());
            None
        }
    };
    let (settings, fault) = Layers::new(policy, defaults).settings(bytes.as_deref());
    if let (Some(fault), Some(path), Some(bytes)) = (fault, &files.user, &bytes) {
        // The next change writes the file anew; what somebody put there by hand is kept beside it.
        let beside = broken(path);
        let is_kept = disk::write_own(&beside, bytes).is_ok();
        let kept = if is_kept { format!("; the old file is kept as {}", beside.display()) } else { String::new() };
        faults.push(format!("{fault}{kept}"));
    }
    (settings, faults)
}

/// The first of some files that is there; an empty one where none is.
fn first_of(files: &[PathBuf], faults: &mut Vec<String>) -> Layer {
    for file in files {
        match disk::read(file, MAX_BYTES) {
            Ok(bytes) => {
                let (layer, wrong) = Layer::read(file, &bytes);
                faults.extend(wrong);
                return layer;
            }
            Err(ReadError::NotFound) => {}
            Err(_) => faults.push(format!("{} could not be read", file.display())),
        }
    }
    Layer::default()
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
