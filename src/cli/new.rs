//! `secure-start new`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{Answer, Surroundings, date};
use crate::catalogue::{Catalogue, SituationFault};
use crate::checklist::{CannotMake, Starter, make};
use crate::jobs;
use crate::kept::Unknown;
use crate::outcome::OnDisk;
use crate::text;

/// Makes a checklist.
#[derive(Debug, Args)]
pub struct New {
    /// Of the person who starts
    #[arg(long)]
    name: String,
    /// See: secure-start catalogue nations
    #[arg(long)]
    nation: String,
    /// See: secure-start catalogue settings
    #[arg(long)]
    setting: String,
    /// See: secure-start catalogue roles
    #[arg(long)]
    role: String,
    /// See: secure-start catalogue contracts
    #[arg(long)]
    contract: String,
    /// The name of the establishment
    #[arg(long, default_value = "")]
    site: String,
    #[arg(long, default_value = "")]
    employer: String,
    /// The planned start date, for example 2027-03-27
    #[arg(long, value_name = "DATE", value_parser = date)]
    start: Option<NaiveDate>,
    /// The file to make
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl New {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let catalogue = Catalogue::shipped();
        let starter = Starter {
            name: self.name.clone(),
            nation: self.nation.as_str().into(),
            setting: self.setting.as_str().into(),
            role: self.role.as_str().into(),
            contract: self.contract.as_str().into(),
            site: self.site.clone(),
            employer: self.employer.clone(),
            planned_start: self.start,
            unknown: Unknown::new(),
        };
        let checklist = match make(catalogue, surroundings.fresh_id.clone(), starter, &surroundings.stamp) {
            Ok(checklist) => checklist,
            Err(fault) => return Answer::wrong(format!("{fault} {}", to_do(&fault, &self.nation)).trim_end()),
        };
        match jobs::save(&self.output, &checklist, &OnDisk::Nothing, catalogue) {
            Ok(_) => Answer::done(format!("Made {} with {} steps.\n", self.output.display(), checklist.steps.len())),
            Err(error) => Answer::not_written(text::not_saved(&self.output.display().to_string(), &error)),
        }
    }
}

fn to_do(fault: &CannotMake, nation: &str) -> String {
    match fault {
        CannotMake::NoName => String::new(),
        CannotMake::Situation(SituationFault::Unknown { kind, .. }) => {
            format!("Choose one of those that \u{201c}secure-start catalogue {kind}s\u{201d} lists.")
        }
        CannotMake::Situation(SituationFault::SettingNotInNation { .. }) => {
            let here = nation.into();
            let ids: Vec<&str> = Catalogue::shipped().settings_in(&here).map(|setting| setting.id.as_str()).collect();
            format!("Choose one of: {}.", ids.join(", "))
        }
    }
}
