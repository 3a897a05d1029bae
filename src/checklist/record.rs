//! What somebody has recorded about a step.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Carried;
use crate::catalogue::DayRange;
use crate::dates::{iso, iso_option};
use crate::ids::Fingerprint;
use crate::kept::Unknown;

/// What the record says. *Cannot start yet* is not among them: it follows from other steps
/// ([`super::Standing`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    NotYetStarted,
    InProgress,
    Completed,
    Problem,
    NotNeeded,
}

impl Status {
    pub const ALL: [Self; 5] = [Self::NotYetStarted, Self::InProgress, Self::Completed, Self::Problem, Self::NotNeeded];

    /// In exactly these words, everywhere.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotYetStarted => "Not yet started",
            Self::InProgress => "In progress",
            Self::Completed => "Completed",
            Self::Problem => "There is a problem",
            Self::NotNeeded => "Not needed",
        }
    }

    /// The word in files and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotYetStarted => "not-yet-started",
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Problem => "problem",
            Self::NotNeeded => "not-needed",
        }
    }

    /// Back from the word in files.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Self::from_id(&id).ok_or_else(|| {
            let known = Self::ALL.map(Self::id).join(", ");
            serde::de::Error::custom(format!("the status \u{201c}{id}\u{201d} is not one of {known}"))
        })
    }
}

/// That somebody asked again, on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Chase {
    #[serde(with = "iso")]
    #[schemars(with = "NaiveDate")]
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// How a second person verified a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignOffMethod {
    #[default]
    SawOriginal,
    CheckedRegister,
    ConfirmedByPhoneOrEmail,
    Observed,
}

impl SignOffMethod {
    pub const ALL: [Self; 4] =
        [Self::SawOriginal, Self::CheckedRegister, Self::ConfirmedByPhoneOrEmail, Self::Observed];

    /// As it stands on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SawOriginal => "Saw the original",
            Self::CheckedRegister => "Checked the register online",
            Self::ConfirmedByPhoneOrEmail => "Confirmed by phone or email",
            Self::Observed => "Observed it being done",
        }
    }

    /// The word in files and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SawOriginal => "saw-original",
            Self::CheckedRegister => "checked-register",
            Self::ConfirmedByPhoneOrEmail => "confirmed-by-phone-or-email",
            Self::Observed => "observed",
        }
    }
}

/// A second person's record that they verified a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignOff {
    pub by: String,
    pub post: String,
    pub method: SignOffMethod,
    #[serde(with = "iso")]
    #[schemars(with = "NaiveDate")]
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The fingerprint of what was signed: see [`super::signed_fingerprint`]. Empty where another program wrote it.
    #[serde(default, skip_serializing_if = "Fingerprint::is_empty")]
    pub of: Fingerprint,
    /// The fingerprint of the line of the log in which it was made: see [`super::line_fingerprint`]. Empty there, and where
    /// another program wrote it.
    #[serde(default, skip_serializing_if = "Fingerprint::is_empty")]
    pub seal: Fingerprint,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// What is recorded about a step. Nothing about vetting answers, convictions, health or patients belongs here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    #[serde(default)]
    pub status: Status,
    /// The day it was asked for or sent.
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub asked: Option<NaiveDate>,
    /// The day it was completed.
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub completed: Option<NaiveDate>,
    /// The day by which somebody said it will be done. Counts in the plan instead of an estimate.
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub expected: Option<NaiveDate>,
    /// How long it takes here, as somebody was told; counts in the plan instead of the days of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<DayRange>,
    /// The last day on which it counts.
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub expires: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who has to act now. Empty when nobody is waited for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waiting_on: String,
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub waiting_since: Option<NaiveDate>,
    /// The day on which to ask again, where somebody has chosen one.
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub chase_on: Option<NaiveDate>,
    /// Only ever added to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chases: Vec<Chase>,
    /// Why it is not needed, or why it was ticked before what it waits for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOff>,
    /// That it was completed before, for another place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

impl Record {
    /// Whether nobody has recorded anything here. What was done for another place came with the checklist.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self { carried: self.carried.clone(), ..Self::default() }
    }
}
