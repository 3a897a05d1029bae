//! `secure-start plan`

mod found;
mod json;
mod page;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use self::found::Found;
use super::{Answer, Surroundings, date, days};
use crate::catalogue::Catalogue;
use crate::checklist::{DateField, Edit, clashes};
use crate::ids::StepId;
use crate::plan::{Assumptions, Plan as Dates, RUNS, SEED, likelihood, what_if};
use crate::{dates, jobs, text, visible};

/// Says when the first shift can be, what sets that day, what to do today, and what runs out.
#[derive(Debug, Args)]
pub struct Plan {
    file: PathBuf,
    /// Tries another end or other days for a step, and writes nothing: STEP=2027-03-27, STEP=30 or STEP=20,30,60
    #[arg(long = "if", value_name = "STEP=DATE|DAYS", value_parser = trial)]
    trials: Vec<Trial>,
    /// A folder of checklists, whose own waiting times count where there are enough of them
    #[arg(long, value_name = "FOLDER")]
    team: Option<PathBuf>,
    /// A day for which to say what still counts and what access there may be
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<NaiveDate>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

/// Something that is tried.
#[derive(Clone, Debug)]
struct Trial {
    step: String,
    change: TrialChange,
}

#[derive(Clone, Debug)]
enum TrialChange {
    Ends(NaiveDate),
    Takes([u16; 3]),
}

fn trial(typed: &str) -> Result<Trial, String> {
    let (step, value) = typed.split_once('=').ok_or("write STEP=DATE or STEP=DAYS")?;
    let change =
        if value.contains(['-', '/']) { TrialChange::Ends(date(value)?) } else { TrialChange::Takes(days(value)?) };
    Ok(Trial { step: step.to_owned(), change })
}

impl Trial {
    /// The step and the day, where that lies behind.
    fn past_end(&self, today: NaiveDate) -> Option<(&str, NaiveDate)> {
        match self.change {
            TrialChange::Ends(day) if day < today => Some((&self.step, day)),
            TrialChange::Ends(_) | TrialChange::Takes(_) => None,
        }
    }

    fn edit(&self) -> Edit {
        let step = StepId::from(self.step.as_str());
        match &self.change {
            TrialChange::Ends(day) => Edit::SetDate { step, field: DateField::Expected, date: Some(*day) },
            TrialChange::Takes(days) => Edit::SetDays { step, days: Some(*days) },
        }
    }
}

impl Plan {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let today = surroundings.stamp.today;
        let shipped = Catalogue::shipped();
        let name = self.file.display().to_string();
        let (checklist, findings, newer) = match jobs::load(&self.file, shipped) {
            Ok(loaded) => (loaded.checklist, loaded.findings, loaded.newer),
            Err(error) => return Answer::wrong(text::not_opened(&name, &error)),
        };
        let learned = match self.team.as_deref().map(|folder| (folder, jobs::learn(folder, shipped, today))) {
            Some((folder, Err(error))) => {
                return Answer::wrong(text::not_opened(&folder.display().to_string(), &error));
            }
            Some((_, Ok(learned))) => Some(learned),
            None => None,
        };
        if let Some((step, day)) = self.trials.iter().find_map(|trial| trial.past_end(today)) {
            let (step, day) = (visible::made_visible(step), dates::show(day));
            return Answer::wrong(format!(
                "{day} has passed, so it says nothing about the end of \u{201c}{step}\u{201d}. Try today or a later day."
            ));
        }
        let edits: Vec<Edit> = self.trials.iter().map(Trial::edit).collect();
        let tried = match what_if(&checklist, &edits, &surroundings.stamp) {
            Ok(tried) => tried,
            Err(problem) => return Answer::wrong(format!("{problem} Choose another step.")),
        };
        let assumptions =
            Assumptions { experience: learned.as_ref().map(|learned| &learned.experience), ..Assumptions::default() };
        let merged = checklist.site_pack.as_ref().map(|pack| shipped.with_pack(pack));
        let untried = (!edits.is_empty()).then(|| Dates::of(&checklist, today, &assumptions));
        let found = Found {
            checklist: &tried,
            catalogue: merged.as_ref().unwrap_or(shipped),
            dates: &Dates::of(&tried, today, &assumptions),
            untried: untried.as_ref(),
            likelihood: likelihood(&tried, today, &assumptions, RUNS, SEED),
            learned: learned.as_ref(),
            assumptions: &assumptions,
            looks_wrong: findings
                .into_iter()
                .map(|located| located.finding)
                .chain(clashes(&checklist, today))
                .collect(),
            today,
            on: self.on,
        };
        let said = if self.json { super::json::line(&json::plan(&found)) } else { page::page(&found) };
        Answer::done(said).read_only(&self.file, newer)
    }
}
