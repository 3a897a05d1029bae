//! Learns from the checklists of a folder how long steps take there.

use std::path::Path;

use super::load;
use crate::catalogue::Catalogue;
use crate::disk::{self, ReadError};
use crate::outcome::{Learned, LoadError};
use crate::plan::Experience;

/// Reads every checklist in a folder and below it. What cannot be read as one is counted and changes nothing.
///
/// # Errors
/// [`LoadError`] where the folder itself cannot be read.
pub fn learn(folder: &Path, catalogue: &Catalogue) -> Result<Learned, LoadError> {
    let files = disk::json_files(folder).map_err(|error| match error {
        ReadError::NotFound => LoadError::NotFound,
        ReadError::NotAFile => LoadError::NotReadable { detail: "it is not a folder".to_owned() },
        ReadError::IsAFolder | ReadError::TooBig { .. } => LoadError::IsAFolder,
        ReadError::Io(error) => LoadError::NotReadable { detail: error.to_string() },
    })?;
    let mut learned = Learned { experience: Experience::default(), left_out: 0 };
    for file in files {
        match load(&file, catalogue) {
            Ok(loaded) => learned.experience.learn(&loaded.checklist),
            Err(_) => learned.left_out += 1,
        }
    }
    Ok(learned)
}
