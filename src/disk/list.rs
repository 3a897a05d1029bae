//! The files of a folder and of all folders in it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::files::{Files as _, folder_of};
use super::names::temporary_file;
use super::system::System;

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
    Ok(entries
        .filter(|entry| entry.file_type().is_file() && is_json(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect())
}

/// The names in a folder, in no order; none where it cannot be read.
#[must_use]
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// What is in a folder: whether each is a file, and its name. Folders come first, each by name whatever its capitals;
/// what begins with a dot is left out, and so is what is neither.
///
/// # Errors
/// What the system said where the folder cannot be read.
pub fn entries(folder: &Path) -> io::Result<Vec<(bool, String)>> {
    let entry = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok().filter(|name| !name.starts_with('.'))?;
        // A link is what it leads to.
        let kind = std::fs::metadata(entry.path()).ok()?;
        (kind.is_dir() || kind.is_file()).then(|| (kind.is_file(), name))
    };
    let mut entries: Vec<_> = std::fs::read_dir(folder)?.filter_map(Result::ok).filter_map(entry).collect();
    entries.sort_by_cached_key(|(is_file, name)| (*is_file, name.to_lowercase(), name.clone()));
    Ok(entries)
}

pub(super) fn is_json(path: &Path) -> bool {
    let is_ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    is_ending || path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(".json"))
}

/// As many files beside one are looked at: a folder with more is no folder of checklists.
const MOST_BESIDE: usize = 2000;
/// The head of a document, where its id stands.
const HEAD: u64 = 2048;

/// The other files in the folder of a file that may hold the same document, in the order of their names: those that end
/// in `.json`, and what was kept beside it when it could not be replaced.
#[must_use]
pub fn files_beside(path: &Path) -> Vec<PathBuf> {
    let path = System.real(path).unwrap_or_else(|_| path.to_path_buf());
    let is_document = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        is_json(file) || temporary_file(&path, &name).is_some()
    };
    let entries = std::fs::read_dir(folder_of(&path)).into_iter().flatten().filter_map(Result::ok).take(MOST_BESIDE);
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())).map(|entry| entry.path());
    let mut found: Vec<PathBuf> = files.filter(|file| *file != path && is_document(file)).collect();
    found.sort();
    found
}

/// Whether a file begins like a JSON object that has a text among its first members.
#[must_use]
pub fn begins_with_member(path: &Path, value: &str) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    let is_object = head.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    read.is_ok() && is_object && head.contains(&format!("\"{value}\""))
}

/// Whether the head of a file mentions a text. For a quick look at many files.
#[must_use]
pub fn begins_with_mention(path: &Path, text: &str) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && !text.is_empty() && head.windows(text.len()).any(|part| part == text.as_bytes())
}
