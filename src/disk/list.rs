//! The files of a folder and of all folders in it.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Folders deeper than this are left out: no share of a team is nested like that.
const DEEPEST: usize = 16;

/// The files whose names end in `.json`, in the order of their names. Links are not followed; what cannot be read is
/// left out.
///
/// # Errors
/// Where the folder itself cannot be read, or is none.
pub fn json_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    std::fs::read_dir(folder)?;
    let entries = WalkDir::new(folder).max_depth(DEEPEST).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_json = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    Ok(entries
        .filter(|entry| entry.file_type().is_file() && is_json(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect())
}
