//! A folder and a file chosen in the program's own dialog, which stands in for the system's.

use std::path::{Path, PathBuf};

use super::Purpose;

/// A folder and a file name, as they are being chosen or typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathAsked {
    pub purpose: Purpose,
    pub folder: String,
    pub name: String,
    pub found: Found,
    /// Whether the file of that name is there, and it was asked whether it may be replaced.
    pub replaces: bool,
}

/// What is in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Found {
    #[default]
    NotLooked,
    /// Folders first, then files, each by name.
    Entries(Vec<PathEntry>),
    /// It cannot be read, in the words of the system.
    NotReadable(String),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathEntry {
    /// Folders come first.
    pub is_file: bool,
    pub name: String,
}

impl PathAsked {
    #[must_use]
    pub fn new(purpose: Purpose, folder: impl Into<String>, name: impl Into<String>) -> Self {
        let (folder, name) = (folder.into(), name.into());
        Self { purpose, folder, name, found: Found::NotLooked, replaces: false }
    }

    /// The folder that is shown.
    #[must_use]
    pub fn folder_path(&self) -> PathBuf {
        PathBuf::from(self.folder.trim())
    }

    /// The same in another folder, of which nothing is known yet.
    #[must_use]
    pub fn in_folder(&self, folder: &Path) -> Self {
        let folder = folder.display().to_string();
        Self { folder, found: Found::NotLooked, replaces: false, ..self.clone() }
    }

    /// The same in the folder above; none at the top.
    #[must_use]
    pub fn above(&self) -> Option<Self> {
        self.folder_path().parent().filter(|above| *above != Path::new("")).map(|above| self.in_folder(above))
    }

    /// What is shown of the folder: its folders, and the files that can be meant.
    pub fn shown(&self) -> impl Iterator<Item = &PathEntry> {
        let entries = match &self.found {
            Found::Entries(entries) => entries.as_slice(),
            Found::NotLooked | Found::NotReadable(_) => &[],
        };
        let wants_files = !self.purpose.is_folder();
        let is_meant = move |name: &str| self.purpose == Purpose::Export || ends_in_json(name);
        entries.iter().filter(move |entry| !entry.is_file || (wants_files && is_meant(&entry.name)))
    }

    /// Whether a file of that name is in the folder, as far as is known.
    #[must_use]
    pub fn is_there(&self, name: &str) -> bool {
        let Found::Entries(entries) = &self.found else { return false };
        entries.iter().any(|entry| entry.is_file && entry.name == name)
    }
}

fn ends_in_json(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}
