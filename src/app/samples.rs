//! Sample checklists of invented people, inside the program.

use crate::assets;
use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::format;

/// A checklist to try things on. Its title is known before anything is read, because the first screen shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    file: &'static str,
    /// "Nurse \u{b7} Category B local prison \u{b7} England \u{b7} Employed".
    pub title: &'static str,
}

/// All samples, in the order in which they are offered.
pub const SAMPLES: [Sample; 6] = [
    Sample {
        file: "1-nurse-england.json",
        title: "Nurse \u{b7} Category B local prison \u{b7} England \u{b7} Employed",
    },
    Sample {
        file: "2-pharmacist-northern-ireland.json",
        title: "Pharmacist \u{b7} Northern Ireland prison \u{b7} Northern Ireland \u{b7} Employed",
    },
    Sample {
        file: "3-gp-removal-centre.json",
        title: "GP \u{b7} Immigration removal centre \u{b7} England \u{b7} Self-employed",
    },
    Sample {
        file: "4-healthcare-assistant-scotland.json",
        title: "Healthcare assistant \u{b7} Scottish prison \u{b7} Scotland \u{b7} Bank",
    },
    Sample {
        file: "5-mental-health-nurse-youth.json",
        title: "Mental health nurse \u{b7} Youth custody (under 18) \u{b7} Wales \u{b7} Employed",
    },
    Sample {
        file: "6-dentist-agency.json",
        title: "Dentist \u{b7} Category C training and resettlement prison \u{b7} England \u{b7} Agency",
    },
];

impl Sample {
    /// The checklist itself. None where it could not be read; a test sees to it that there is none of that kind.
    #[must_use]
    pub fn checklist(&self) -> Option<Checklist> {
        let text = assets::SAMPLES.file(self.file)?;
        format::read(text.as_bytes(), Catalogue::shipped()).ok().map(|read| read.checklist)
    }
}
