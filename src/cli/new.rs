//! `secure-start new`

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;

use super::{Answer, Surroundings, date};
use crate::catalogue::pack::SitePack;
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
    /// A site pack: what the site or provider adds and changes
    #[arg(long, value_name = "PACK")]
    site_pack: Option<PathBuf>,
    /// An earlier checklist: what was done for another place is noted, and nothing is ticked
    #[arg(long, value_name = "FILE")]
    earlier: Option<PathBuf>,
    /// The file to make
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl New {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let shipped = Catalogue::shipped();
        let catalogue = match &self.site_pack {
            Some(path) => match pack(path) {
                Ok(pack) => Cow::Owned(shipped.with_pack(&pack)),
                Err(answer) => return answer,
            },
            None => Cow::Borrowed(shipped),
        };
        let earlier = match self.earlier.as_deref().map(|path| jobs::load(path, shipped)).transpose() {
            Ok(loaded) => loaded.map(|loaded| loaded.checklist),
            Err(error) => {
                let name = self.earlier.as_deref().map_or_else(String::new, |path| path.display().to_string());
                return Answer::wrong(text::not_opened(&name, &error));
            }
        };
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
        let checklist =
            match make(&catalogue, surroundings.fresh_id.clone(), starter, earlier.as_ref(), &surroundings.stamp) {
                Ok(checklist) => checklist,
                Err(fault) => return Answer::wrong(format!("{fault} {}", to_do(&fault, &self.nation)).trim_end()),
            };
        match jobs::save(&self.output, &checklist, &OnDisk::Nothing, &surroundings.saver, shipped) {
            Ok(_) => Answer::done(format!("Made {} with {} steps.\n", self.output.display(), checklist.steps.len())),
            Err(error) => Answer::not_written(text::not_saved(&self.output.display().to_string(), &error)),
        }
    }
}

/// The site pack in a file.
pub(super) fn pack(path: &Path) -> Result<Arc<SitePack>, Answer> {
    let name = path.display().to_string();
    let read = jobs::load_pack(path, Catalogue::shipped());
    read.map(|(pack, _)| Arc::new(pack)).map_err(|error| Answer::wrong(text::pack_not_used(&name, &error)))
}

fn to_do(fault: &CannotMake, nation: &str) -> String {
    match fault {
        CannotMake::NoName => String::new(),
        CannotMake::NotForThisPack { .. } => "Choose another one, or ask whoever wrote it.".to_owned(),
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
