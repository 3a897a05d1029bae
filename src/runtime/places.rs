//! Where the program keeps its own files.

use std::path::PathBuf;

/// Where the program keeps its own files; none where the system has no place for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub settings: Option<PathBuf>,
    /// The folder of copies of what is being worked on.
    pub recovery: Option<PathBuf>,
    /// The notes of what was signed off here.
    pub ledger: Option<PathBuf>,
    /// What stands while a start with the graphics card has come to no end.
    pub attempt: Option<PathBuf>,
}

impl Places {
    /// What is kept where, for the help.
    #[must_use]
    pub fn listed(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("Your settings", &self.settings),
            ("Copies of what is not saved, and earlier versions", &self.recovery),
            ("Notes of what was signed off here", &self.ledger),
        ];
        let shown =
            |(what, place): (&'static str, &Option<PathBuf>)| Some((what, place.as_ref()?.display().to_string()));
        all.into_iter().filter_map(shown).collect()
    }

    /// Where pages to print are put, on this computer's own disk.
    pub(super) fn prints(&self) -> Option<PathBuf> {
        Some(self.recovery.as_ref()?.parent()?.join("print"))
    }
}
