//! What was completed for another place: a note on a new checklist, never a tick.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::compare::has_same_words;
use super::{Checklist, Starter, Status};
use crate::catalogue::{CarryOver, CarryRule, StepDefinition, WhoActs};
use crate::dates::{self, iso_option};
use crate::kept::Unknown;

/// That a step was completed before, for another place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Carried {
    pub worth: CarryOver,
    /// Who has to say whether it counts.
    pub confirmed_by: WhoActs,
    /// The site or the employer it was done for, as far as it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub completed: Option<NaiveDate>,
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub expires: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

impl Carried {
    /// The same in a few words, for a line of a list.
    #[must_use]
    pub fn in_short(&self) -> String {
        let place = if self.from.is_empty() { "another place" } else { &self.from };
        let who = self.confirmer().in_a_sentence();
        match self.worth {
            CarryOver::CountsIfConfirmed => format!("Done before, for {place}: counts if {who} confirms it"),
            CarryOver::MustRepeat => format!("Done before, for {place}: do it again here"),
            CarryOver::Unknown => format!("Done before, for {place}: ask {who} whether it counts"),
        }
    }

    /// What it was, and what it is worth, in two sentences.
    #[must_use]
    pub fn sentence(&self) -> String {
        let on = self.completed.map_or_else(String::new, |day| format!(" on {}", dates::show(day)));
        let place = if self.from.is_empty() { "another place" } else { &self.from };
        let who = self.confirmer().in_a_sentence();
        let before = format!("Completed before, for {place}{on}.");
        match self.worth {
            CarryOver::CountsIfConfirmed => format!("{before} It counts if {who} confirms it."),
            CarryOver::MustRepeat => format!("{before} Do it again here; {who} can say more."),
            CarryOver::Unknown => format!("{before} It may count or not: ask {who}."),
        }
    }

    /// Nobody confirms their own step: where a file names the starter, it is the manager, as where nothing is named.
    fn confirmer(&self) -> WhoActs {
        match self.confirmed_by {
            WhoActs::Starter => CarryRule::default().confirmed_by,
            other => other,
        }
    }
}

/// What an earlier checklist says about a step of a new one. None where it was not completed there.
///
/// The table of the catalogue says what is worth what. Beyond that: what has run out, has to be repeated; what was
/// ticked under other words, is unknown; and what has to be repeated at a new place is unknown at the same place with
/// the same employer.
pub(super) fn carried(
    definition: &StepDefinition,
    earlier: &Checklist,
    starter: &Starter,
    today: NaiveDate,
) -> Option<Carried> {
    let step = earlier.step(&definition.id).filter(|step| step.record.status == Status::Completed)?;
    let record = &step.record;
    let rule = definition.carry_over;
    let is_same_place =
        is_same(&earlier.starter.site, &starter.site) && is_same(&earlier.starter.employer, &starter.employer);
    let worth = match rule.worth {
        _ if step.has_run_out(today) => CarryOver::MustRepeat,
        CarryOver::MustRepeat if is_same_place => CarryOver::Unknown,
        CarryOver::CountsIfConfirmed if !has_same_words(step, definition) => CarryOver::Unknown,
        worth => worth,
    };
    let Starter { site, employer, .. } = &earlier.starter;
    Some(Carried {
        worth,
        confirmed_by: rule.confirmed_by,
        from: if site.is_empty() { employer } else { site }.clone(),
        completed: record.completed,
        expires: record.expires,
        reference: record.reference.clone(),
        unknown: Unknown::new(),
    })
}

fn is_same(one: &str, other: &str) -> bool {
    !one.is_empty() && one.to_lowercase() == other.to_lowercase()
}
