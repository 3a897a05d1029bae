//! What a provider or site adds to the catalogue and changes in it: one JSON file, with its author and its day.
//!
//! **Invariant:** a pack takes nothing away in silence. What it leaves out has a reason, and stays listed with it.

mod check;
mod faults;
mod markdown;
mod merge;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use faults::{advice, faults};
pub(super) use markdown::faults as markdown_faults;
pub use markdown::is_harmless;
pub use merge::{LeftOut, SiteChange};

use super::{AppliesTo, DayRange, Groups, Renewal, Section, Situation, WhoActs, yes};
use crate::dates::{self, iso, iso_option};
use crate::ids::StepId;
use crate::kept::{Kept, Unknown};
use crate::visible;

/// The ids of added steps begin with this, so that no later edition of the catalogue has the same.
pub const ADDED: &str = "site-";

/// A site pack: what one provider or site adds to the catalogue, leaves out of it, and changes in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SitePack {
    /// Names the pack, the same in every edition: lower-case letters, digits and hyphens.
    pub id: String,
    /// What people see, for example the name of the site.
    pub title: String,
    /// Who wrote it: a post or a team that can be asked.
    pub author: String,
    /// The day this edition was written.
    #[serde(with = "iso")]
    #[schemars(with = "NaiveDate")]
    pub written: NaiveDate,
    /// The day by which somebody has to read it again.
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub review_due: Option<NaiveDate>,
    /// Whom it is for: any one of these rules is enough. Everybody, where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applies_to: Vec<AppliesTo>,
    /// Who answers questions here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Pages about the site, shown under Reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<PackPanel>,
    /// Steps of the site's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<AddedStep>,
    /// Steps of the catalogue that this site does not have, each with the reason that the checklist shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<HiddenStep>,
    /// Steps of the catalogue in other words, or with other days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub change: Vec<ChangedStep>,
    /// The steps that stand first in a section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<SectionOrder>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// Somebody who answers questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// A person, post or team.
    pub name: String,
    /// What to ask them about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// The steps where this contact is shown. All contacts are listed under Reference too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepId>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// A page about the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PackPanel {
    /// Names the page within the pack: lower-case letters, digits and hyphens.
    pub id: String,
    /// 60 characters at most.
    pub title: String,
    /// Markdown: paragraphs, headings of level 2 and 3, lists, bold, and links.
    pub text: String,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// A step of the site's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AddedStep {
    /// Begins with `site-`; lower-case letters, digits and hyphens. Never changed once people use the pack.
    pub id: StepId,
    pub section: Section,
    /// The step of that section behind which it stands; the end of the section where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<StepId>,
    /// Verb first, 60 characters at most.
    pub title: String,
    /// One sentence.
    pub hint: String,
    /// Markdown: paragraphs, headings of level 2 and 3, lists, bold, and links.
    pub guidance: String,
    pub who_acts: WhoActs,
    /// Whom it applies to: any one of these rules is enough. Everybody, where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applies_to: Vec<AppliesTo>,
    /// The steps that have to be completed first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<StepId>,
    pub days: DayRange,
    /// Whether somebody else has to do something; then `expect`, `meanwhile` and `ask` are needed.
    #[serde(default)]
    pub waits_on_others: bool,
    /// Whether a first shift has to wait for it.
    #[serde(default = "yes")]
    pub gates_first_shift: bool,
    /// What to expect while waiting.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expect: String,
    /// What to do meanwhile.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meanwhile: String,
    /// Whom to ask, and what.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ask: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub write_down: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never_write: Vec<String>,
    /// When it runs out. It does not, where this is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Kept<Renewal>>,
    /// Whether a second person verifies it.
    #[serde(default)]
    pub needs_sign_off: bool,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// A step of the catalogue that the site does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HiddenStep {
    pub step: StepId,
    /// Why; the checklist shows it.
    pub reason: String,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// A step of the catalogue in other words, or with other days. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedStep {
    pub step: StepId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who_acts: Option<WhoActs>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<Vec<StepId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<DayRange>,
    /// Whether somebody else has to do something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_on_others: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meanwhile: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write_down: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Kept<Renewal>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_sign_off: Option<bool>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// The steps that stand first in a section, in this order; the others follow as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SectionOrder {
    pub section: Section,
    pub steps: Vec<StepId>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

impl SitePack {
    /// "HMP Example, by the induction team, 22 November 2026"; on one line, whatever the file holds.
    #[must_use]
    pub fn name(&self) -> String {
        let [title, author] = [&self.title, &self.author].map(|text| visible::without_hidden(text));
        format!("{title}, by {author}, {}", dates::show(self.written))
    }

    /// Whether the next reading is late on `today`.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.review_due.is_some_and(|due| today > due)
    }

    /// Who answers questions about a step.
    pub fn contacts_for<'a>(&'a self, step: &'a StepId) -> impl Iterator<Item = &'a Contact> {
        self.contacts.iter().filter(move |contact| contact.steps.contains(step))
    }
}

/// Whether any one of some rules holds; no rule at all holds for everybody.
fn holds(rules: &[AppliesTo], situation: &Situation, groups: &Groups) -> bool {
    rules.is_empty() || rules.iter().any(|rule| rule.is_met_by(situation, groups))
}
