//! The notes of what was signed off on this computer: for each sign-off, the document, the step and the fingerprint of the
//! line that says so. No names. Whoever forges a file would have to change this too.

use std::collections::BTreeMap;
use std::path::Path;

use crate::checklist::{Checklist, Doubt, Noted, not_as_noted};
use crate::disk;
use crate::format;
use crate::ids::DocumentId;
use crate::outcome::{Loaded, LocatedFinding};

/// Larger than the notes of a lifetime of signing.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What was signed off on this computer, document by document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    of: BTreeMap<DocumentId, Vec<Noted>>,
}

impl Ledger {
    /// Reads the notes. A line that cannot be read, such as one that was cut off by a power cut, is passed over; where
    /// there is no file, there are no notes.
    #[must_use]
    pub fn read(path: Option<&Path>) -> Self {
        let mut ledger = Self::default();
        let bytes = path.and_then(|path| disk::read(path, MAX_BYTES).ok()).unwrap_or_default();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        for line in bytes.split(|byte| *byte == b'\n') {
            if let Ok(noted) = serde_json::from_slice::<Noted>(line) {
                ledger.of.entry(noted.document.clone()).or_default().push(noted);
            }
        }
        ledger
    }

    /// Adds to the notes.
    ///
    /// # Errors
    /// A few words with what the system said.
    pub fn note(path: &Path, noted: &[Noted]) -> Result<(), String> {
        let lines: Result<Vec<String>, _> = noted.iter().map(serde_json::to_string).collect();
        let lines = lines.map_err(|error| error.to_string())?;
        disk::append_own(path, &lines.join("\n")).map_err(|error| error.kind().to_string())
    }

    /// What this computer has a note of and a checklist does not have any more.
    #[must_use]
    pub fn doubts(&self, checklist: &Checklist) -> Vec<Doubt> {
        self.of.get(&checklist.id).map_or_else(Vec::new, |noted| not_as_noted(checklist, noted))
    }

    /// Puts that in front of the findings of a file.
    pub fn compare(&self, loaded: &mut Loaded) {
        let doubts = self.doubts(&loaded.checklist);
        let missing = doubts.iter().map(|doubt| doubt.finding(&loaded.checklist)).collect();
        let located = format::located(&loaded.bytes, missing).into_iter();
        loaded.findings.splice(0..0, located.map(|found| LocatedFinding { is_noted: true, ..found }));
    }
}

/// Removes the notes.
///
/// # Errors
/// A few words with what the system said.
pub fn remove_ledger(path: &Path) -> Result<(), String> {
    disk::remove_own(path).map_err(|error| error.kind().to_string())
}
