//! Finds other files of the same document: what a synchronisation program made of two versions, or what was kept beside
//! a file that could not be replaced.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::load::load;
use crate::catalogue::Catalogue;
use crate::disk;
use crate::ids::DocumentId;
use crate::outcome::OtherCopy;

/// The other files in the folder of a document that hold the same document, by its id: their names say nothing. A file
/// that cannot be read as a checklist is none.
#[must_use]
pub fn copies_of(path: &Path, id: &DocumentId, catalogue: &Catalogue) -> Vec<OtherCopy> {
    let beside = disk::files_beside(path);
    let mentions = |file: &PathBuf| disk::begins_with_mention(file, id.as_str());
    let read = |file: PathBuf| {
        let loaded = load(&file, catalogue).ok()?;
        let is_copy = loaded.checklist.id == *id && loaded.newer.is_none();
        is_copy.then(|| OtherCopy { path: file, checklist: Arc::new(loaded.checklist) })
    };
    beside.into_iter().filter(mentions).filter_map(read).collect()
}
