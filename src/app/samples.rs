//! Sample checklists of invented people, inside the program.

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::{format, text};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/samples");

/// A checklist to try things on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// "Nurse · Category B local prison · England · Employed".
    pub title: String,
    pub checklist: Checklist,
}

/// All samples, by the name of their file. Read once; one that could not be read is left out, and a test sees to it
/// that there is none.
#[must_use]
pub fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let catalogue = Catalogue::shipped();
        let mut files: Vec<_> = FILES.files().collect();
        files.sort_by_key(|file| file.path());
        let read = files.iter().filter_map(|file| format::read(file.contents(), catalogue).ok());
        read.map(|read| Sample {
            title: text::situation(&read.checklist.starter, catalogue),
            checklist: read.checklist,
        })
        .collect()
    })
}
