//! Learns from the checklists of a folder how long steps take there.

use std::path::Path;

use chrono::NaiveDate;

use super::load;
use super::scan::not_a_folder;
use crate::catalogue::Catalogue;
use crate::disk;
use crate::outcome::{Learned, LoadError};
use crate::plan::Experience;

/// Reads every checklist in a folder and below it. What cannot be read as one is counted and changes nothing.
///
/// # Errors
/// [`LoadError`] where the folder itself cannot be read.
pub fn learn(folder: &Path, catalogue: &Catalogue, today: NaiveDate) -> Result<Learned, LoadError> {
    let files = disk::json_files(folder).map_err(|error| not_a_folder(&error))?;
    let mut learned = Learned { experience: Experience::default(), left_out: 0 };
    for file in files {
        match load(&file, catalogue) {
            Ok(loaded) => learned.experience.learn(&loaded.checklist, today),
            Err(_) => learned.left_out += 1,
        }
    }
    Ok(learned)
}
