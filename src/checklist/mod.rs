//! One starter: the document, the rules of its statuses, and every way to change it.
//!
//! **Invariant:** a checklist changes only through [`Checklist::apply`], which also writes the log.

mod as_of;
mod carried;
mod chain;
mod changes;
mod clashes;
mod compare;
mod edit;
mod expiry;
mod findings;
mod for_many;
mod history;
mod integrity;
mod make;
mod merge;
mod offer;
mod record;
mod rows;
mod sign_off;
mod standing;
mod starter;
mod take_over;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use carried::Carried;
pub use chain::{bind, line_fingerprint, signed_fingerprint};
pub use clashes::clashes;
pub use edit::{DateField, Edit, EditProblem, StarterField, TextField};
pub use expiry::{Basis, Expiry, Judgement};
pub use findings::findings;
pub use for_many::{ForMany, NotForThis};
pub use history::{History, Undone};
pub use integrity::{Doubt, DoubtKind, Noted, doubts, not_as_noted};
pub use make::{CannotMake, make};
pub use merge::{Ancestor, Clash, ClashKey, Merged, Side, differences_between, merge, new_lines};
pub use offer::{CannotOffer, Change, ChangeKind, Offer, offer};
pub use record::{Chase, Record, SignOff, SignOffMethod, Status};
pub use rows::{Filter, Listing, Row, RowKey, SectionRows, rows};
pub use standing::{Progress, Standing, StandingKind};
pub use starter::Starter;

use crate::catalogue::pack::SitePack;
use crate::catalogue::{DayRange, Renewal, Section, WhoActs, yes};
use crate::ids::{DocumentId, Fingerprint, StepId};
use crate::kept::{Kept, Unknown};

/// When something is done, and by whom: handed in from outside, because nothing in here asks for the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The day on the wall calendar of whoever does it.
    pub today: NaiveDate,
    /// The moment, to the second.
    pub at: DateTime<Utc>,
    /// The name given in Settings, or empty.
    pub by: String,
}

/// A requirement on somebody's checklist: what it was made from, and what is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    pub id: StepId,
    pub section: Section,
    pub title: String,
    pub who_acts: WhoActs,
    /// All of these have to be completed first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<StepId>,
    /// Any one of these, completed, satisfies this step as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<StepId>,
    pub days: DayRange,
    #[serde(default)]
    pub waits_on_others: bool,
    /// Whether a first shift has to wait for it.
    #[serde(default = "yes")]
    pub gates_first_shift: bool,
    #[serde(default)]
    pub needs_sign_off: bool,
    pub renewal: Kept<Renewal>,
    /// A fingerprint of the words that it was taken over in; see [`crate::catalogue::StepDefinition::words`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Why it is not asked for any more, where something was recorded before it went; empty for every other step.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub retired: String,
    #[serde(default)]
    pub record: Record,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// One line of the history of a checklist. Only ever added to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LogEntry {
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepId>,
    /// The member that changed, as it is called in the file, or one of the words that `docs/format.md` lists.
    pub what: String,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub from: Value,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub to: Value,
    /// Why, where somebody had to say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The fingerprints of the lines that it follows: one, or more where copies were put together before. The first line
    /// follows the beginning of its document. Empty where another program wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Fingerprint>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// The document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Checklist {
    pub id: DocumentId,
    /// The edition of the catalogue that it was made from.
    pub catalogue: String,
    #[serde(with = "crate::dates::iso")]
    #[schemars(with = "NaiveDate")]
    pub made: NaiveDate,
    pub starter: Starter,
    /// The site pack that it was made with, whole, so that it can be read without the pack's own file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_pack: Option<Arc<SitePack>>,
    /// In the order in which they are shown.
    pub steps: Vec<Step>,
    #[serde(default)]
    pub log: Vec<LogEntry>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

impl Step {
    /// Whether somebody else has to act now: the record names whom, or it was asked for and waits on others by its
    /// nature.
    #[must_use]
    pub fn is_waiting_on_others(&self) -> bool {
        let record = &self.record;
        let was_asked = record.status == Status::InProgress && self.waits_on_others && record.asked.is_some();
        (!record.waiting_on.is_empty() || was_asked)
            && !matches!(record.status, Status::Completed | Status::NotNeeded)
            && self.retired.is_empty()
    }

    /// Whether a second person has verified it: then nothing of it changes.
    #[must_use]
    pub const fn is_signed_off(&self) -> bool {
        self.record.sign_off.is_some()
    }

    /// Whom it waits for, as it stands inside a sentence.
    #[must_use]
    pub fn waits_on(&self) -> &str {
        if self.record.waiting_on.is_empty() { self.who_acts.in_a_sentence() } else { &self.record.waiting_on }
    }

    /// Since when, as far as it is known.
    #[must_use]
    pub fn waiting_since(&self) -> Option<NaiveDate> {
        self.record.waiting_since.or(self.record.asked)
    }
}

impl Checklist {
    /// One step, where it is there.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }
}
