//! What a step is, before anybody has done it.

use std::fmt;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::applies::AppliesTo;
use super::pack::SiteChange;
use crate::ids::{SourceId, StepId};
use crate::kept::Unknown;

/// A group of fewer than ten steps. The order here is the order everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    GettingReady,
    Vetting,
    Registration,
    Indemnity,
    EmploymentAndHealth,
    SecurityAndSiteTraining,
    RoleReadiness,
}

impl Section {
    /// All seven, in order.
    pub const ALL: [Self; 7] = [
        Self::GettingReady,
        Self::Vetting,
        Self::Registration,
        Self::Indemnity,
        Self::EmploymentAndHealth,
        Self::SecurityAndSiteTraining,
        Self::RoleReadiness,
    ];

    /// The heading on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::GettingReady => "Getting ready",
            Self::Vetting => "Vetting",
            Self::Registration => "Registration and qualifications",
            Self::Indemnity => "Indemnity",
            Self::EmploymentAndHealth => "Employment and health checks",
            Self::SecurityAndSiteTraining => "Security and site training",
            Self::RoleReadiness => "Role readiness",
        }
    }

    /// The word in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::GettingReady => "getting-ready",
            Self::Vetting => "vetting",
            Self::Registration => "registration",
            Self::Indemnity => "indemnity",
            Self::EmploymentAndHealth => "employment-and-health",
            Self::SecurityAndSiteTraining => "security-and-site-training",
            Self::RoleReadiness => "role-readiness",
        }
    }
}

/// Who has to act for a step to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhoActs {
    Starter,
    Manager,
    Hr,
    VettingUnit,
    Regulator,
    Insurer,
    OccupationalHealth,
    SiteSecurity,
    Trainer,
    It,
}

impl WhoActs {
    /// Every kind, in the order in which a list offers them.
    pub const ALL: [Self; 10] = [
        Self::Starter,
        Self::Manager,
        Self::Hr,
        Self::VettingUnit,
        Self::Regulator,
        Self::Insurer,
        Self::OccupationalHealth,
        Self::SiteSecurity,
        Self::Trainer,
        Self::It,
    ];

    /// As it is said to the starter.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Starter => "You",
            Self::Manager => "Your manager",
            Self::Hr => "HR",
            Self::VettingUnit => "The vetting unit",
            Self::Regulator => "The regulator or list holder",
            Self::Insurer => "The insurer or indemnifier",
            Self::OccupationalHealth => "Occupational health",
            Self::SiteSecurity => "Site security",
            Self::Trainer => "The trainer",
            Self::It => "IT",
        }
    }

    /// As it is said to anybody else.
    #[must_use]
    pub const fn label_for_others(self) -> &'static str {
        match self {
            Self::Starter => "The starter",
            Self::Manager => "Their manager",
            other => other.label(),
        }
    }

    /// As it stands inside a sentence: "waiting on the vetting unit".
    #[must_use]
    pub const fn in_a_sentence(self) -> &'static str {
        match self {
            Self::Starter => "you",
            Self::Manager => "your manager",
            Self::Hr => "HR",
            Self::VettingUnit => "the vetting unit",
            Self::Regulator => "the regulator or list holder",
            Self::Insurer => "the insurer or indemnifier",
            Self::OccupationalHealth => "occupational health",
            Self::SiteSecurity => "site security",
            Self::Trainer => "the trainer",
            Self::It => "IT",
        }
    }

    /// The same, to anybody but the starter.
    #[must_use]
    pub const fn in_a_sentence_for_others(self) -> &'static str {
        match self {
            Self::Starter => "the starter",
            Self::Manager => "their manager",
            other => other.in_a_sentence(),
        }
    }

    /// The word in files and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Manager => "manager",
            Self::Hr => "hr",
            Self::VettingUnit => "vetting-unit",
            Self::Regulator => "regulator",
            Self::Insurer => "insurer",
            Self::OccupationalHealth => "occupational-health",
            Self::SiteSecurity => "site-security",
            Self::Trainer => "trainer",
            Self::It => "it",
        }
    }
}

/// How long a step takes, in calendar days or in working days: a range, because a single number would not be honest.
///
/// **Invariant:** `low <= likely <= high` (held by [`super::faults`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayRange {
    pub low: u16,
    pub likely: u16,
    pub high: u16,
    /// Whether only working days count: neither Saturdays and Sundays nor the bank holidays of the starter's nation.
    #[serde(default, skip_serializing_if = "is_no")]
    pub working: bool,
    /// What a newer program wrote here, kept and written back.
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

impl DayRange {
    /// A range of calendar days.
    #[must_use]
    pub const fn calendar(low: u16, likely: u16, high: u16) -> Self {
        Self { low, likely, high, working: false, unknown: Unknown::new() }
    }

    /// Whether low, likely and high are in order.
    #[must_use]
    pub const fn is_in_order(&self) -> bool {
        self.low <= self.likely && self.likely <= self.high
    }

    /// So many days of a range in calendar days, roughly: a working week has 7 of them.
    #[must_use]
    pub const fn in_calendar_days(days: u32, working: bool) -> u32 {
        if working { days.saturating_mul(7) / 5 } else { days }
    }

    /// "2 to 60 days, often 14"; "3 days" where all three are the same.
    #[must_use]
    pub fn in_words(&self) -> String {
        let kind = if self.working { "working days" } else { "days" };
        if self.low == self.high {
            let kind = if self.high == 1 { kind.trim_end_matches('s') } else { kind };
            return format!("{} {kind}", self.high);
        }
        format!("{} to {} {kind}, often {}", self.low, self.high, self.likely)
    }
}

/// Why what was typed is no number of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DaysProblem {
    #[error("Days must be whole numbers up to {MOST_DAYS}: one of them, or the shortest, the likely and the longest")]
    NotNumbers,
    #[error("Days must be in order: the shortest first, the longest last")]
    NotInOrder,
}

/// Longer than any step takes.
pub const MOST_DAYS: u16 = 3_650;

/// Reads the low, likely and high days that somebody typed; one number alone stands for all three, and none for none.
///
/// # Errors
/// [`DaysProblem`].
pub fn typed_days<'a>(typed: impl IntoIterator<Item = &'a str>) -> Result<Option<[u16; 3]>, DaysProblem> {
    let typed = typed.into_iter().map(str::trim).filter(|typed| !typed.is_empty());
    let numbers: Option<Vec<u16>> = typed.map(|typed| typed.parse().ok().filter(|days| *days <= MOST_DAYS)).collect();
    match numbers.as_deref() {
        Some([]) => Ok(None),
        Some([days]) => Ok(Some([*days; 3])),
        Some([low, likely, high]) if low <= likely && likely <= high => Ok(Some([*low, *likely, *high])),
        Some([_, _, _]) => Err(DaysProblem::NotInOrder),
        _ => Err(DaysProblem::NotNumbers),
    }
}

/// When something that was completed runs out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Renewal {
    /// It does not run out.
    None,
    /// A number of months after it was completed.
    Every { months: u16, lead_days: u16 },
    /// On a fixed day of the calendar, every so many years.
    FixedDates {
        /// `MM-DD`.
        month_day: String,
        every_years: u16,
        /// A year in which the day counts.
        counted_from: i32,
        lead_days: u16,
    },
    /// Only the letter says.
    FromYourLetter { lead_days: u16 },
}

impl Renewal {
    /// What is wrong with it, if anything: a day that is not in the calendar, or no time between two.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        match self {
            Self::FixedDates { month_day, counted_from, .. }
                if month_day.len() != 5
                    || !month_day.chars().all(|c| c.is_ascii_digit() || c == '-')
                    || !(1900..=2199).contains(counted_from)
                    || NaiveDate::parse_from_str(&format!("{counted_from}-{month_day}"), "%Y-%m-%d").is_err() =>
            {
                Some("The renewal is not a day of the calendar: month_day is written MM-DD.")
            }
            Self::FixedDates { every_years: 0, .. } | Self::Every { months: 0, .. } => {
                Some("The renewal has no time between one day and the next.")
            }
            _ => None,
        }
    }
}

/// How sure a statement is; shown in words beside the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    Confirmed,
    OlderPage,
    Secondary,
    Inferred,
    CommonPractice,
    /// A site pack says so. Never in the catalogue itself.
    SitePack,
}

impl Confidence {
    /// The sentence that stands beside a source: how sure it is, and the date of the page.
    #[must_use]
    pub fn sentence(self, as_of: &str) -> String {
        let has_date = !["undated", "law"].iter().any(|start| as_of.starts_with(start));
        let dated = match as_of.strip_prefix("an older page, ") {
            Some(rest) => rest.to_owned(),
            None if has_date => format!("dated {as_of}"),
            None => as_of.to_owned(),
        };
        match self {
            Self::Confirmed => format!("Confirmed on a public page, {dated}"),
            Self::OlderPage => format!("On an older public page, {dated}: check that it still holds"),
            Self::Secondary => format!("Reported by somebody other than the body concerned, {dated}"),
            Self::Inferred => format!("Our reading of a public page, {dated}: confirm with your employer"),
            Self::CommonPractice => "Common practice: confirm with your employer".to_owned(),
            Self::SitePack => format!("Written for your site or by your provider, {dated}: ask its author"),
        }
    }

    /// The word in the catalogue's files.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "confirmed" => Some(Self::Confirmed),
            "older-page" => Some(Self::OlderPage),
            "secondary" => Some(Self::Secondary),
            "inferred" => Some(Self::Inferred),
            "common-practice" => Some(Self::CommonPractice),
            _ => None,
        }
    }
}

/// A page that a fact rests on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: SourceId,
    pub title: String,
    /// Empty where there is none.
    pub address: String,
    /// The page's own date, as far as it is known; "undated" otherwise.
    pub as_of: String,
}

/// A source as one step or panel uses it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    pub source: SourceId,
    pub confidence: Confidence,
}

/// When a text was last checked against its sources, and when it is due again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub reviewed: NaiveDate,
    pub review_due: NaiveDate,
}

impl Review {
    /// Whether the next review is late on `today`; on the due day itself it is not.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        today > self.review_due
    }
}

/// One requirement, as the catalogue knows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the file, and none follows from another")]
pub struct StepDefinition {
    pub id: StepId,
    #[serde(skip, default = "first_section")]
    pub section: Section,
    /// Verb first, 60 characters at most.
    pub title: String,
    /// One sentence.
    pub hint: String,
    /// Markdown.
    pub guidance: String,
    pub who_acts: WhoActs,
    /// Any one of these rules is enough.
    pub applies_to: Vec<AppliesTo>,
    /// Those of these that apply to the starter have to be completed first.
    pub waits_for: Vec<StepId>,
    /// Any one of these, completed, satisfies this step as well.
    pub alternatives: Vec<StepId>,
    pub days: DayRange,
    pub waits_on_others: bool,
    /// Whether a first shift has to wait for it. A course of vaccinations, say, goes on long after.
    #[serde(default = "yes")]
    pub gates_first_shift: bool,
    /// What to expect while waiting. Empty where nobody waits.
    pub expect: String,
    /// What to do meanwhile.
    pub meanwhile: String,
    /// Whom to ask, and what.
    pub ask: String,
    pub write_down: Vec<String>,
    pub never_write: Vec<String>,
    pub renewal: Renewal,
    pub needs_sign_off: bool,
    /// Whether the sources say that the law, or the rule of a regulator, asks for it.
    #[serde(default)]
    pub required_by_law: bool,
    /// What an earlier completion is worth at a new place; from the table of its own, `carry-over.json`.
    #[serde(skip)]
    pub carry_over: CarryRule,
    pub sources: Vec<Citation>,
    /// What a site pack has done to it.
    #[serde(skip)]
    pub local: Option<SiteChange>,
}

impl StepDefinition {
    /// A fingerprint of what the step asks for: 16 hexadecimal digits that differ where title, hint, guidance, what to
    /// write down or the need for a sign-off differ. So a tick is known to belong to the words under which it was made.
    #[must_use]
    pub fn words(&self) -> String {
        let asked = (&self.title, &self.hint, &self.guidance, &self.write_down, self.needs_sign_off);
        let digest = Sha256::digest(format!("{asked:?}"));
        digest.iter().take(8).fold(String::new(), |words, byte| words + &format!("{byte:02x}"))
    }
}

/// What an earlier completion is worth at a new place. Nothing is ever ticked by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CarryOver {
    CountsIfConfirmed,
    MustRepeat,
    Unknown,
}

impl CarryOver {
    /// The word in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::CountsIfConfirmed => "counts-if-confirmed",
            Self::MustRepeat => "must-repeat",
            Self::Unknown => "unknown",
        }
    }
}

/// What an earlier completion of a step is worth, and who has to confirm that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarryRule {
    pub worth: CarryOver,
    pub confirmed_by: WhoActs,
}

impl Default for CarryRule {
    fn default() -> Self {
        Self { worth: CarryOver::Unknown, confirmed_by: WhoActs::Manager }
    }
}

/// What a gate is where nothing else is said: almost every step is one.
#[must_use]
pub const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_no(answer: &bool) -> bool {
    !*answer
}

const fn first_section() -> Section {
    Section::GettingReady
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
