//! `secure-start sign-off`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::change::change_file;
use super::{Answer, Surroundings, date, json, mark};
use crate::checklist::{Checklist, Edit, Noted, SignOffMethod, doubts};
use crate::dates;
use crate::ids::StepId;
use crate::jobs::Ledger;
use crate::{text, visible};

/// Records that a second person verified a step, or takes that back.
#[derive(Debug, Args)]
pub struct SignOff {
    file: PathBuf,
    /// The id of the step; see: secure-start show FILE
    step: String,
    /// Who verified it; the name in Settings otherwise
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Their post; the one in Settings otherwise
    #[arg(long)]
    post: Option<String>,
    /// How it was verified
    #[arg(long, required_unless_present = "withdraw")]
    method: Option<SignOffMethod>,
    /// The day it was verified; today otherwise
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<NaiveDate>,
    #[arg(long, default_value = "")]
    reference: String,
    /// Takes a sign-off back
    #[arg(long, conflicts_with_all = ["by", "post", "method", "on", "reference"], requires = "reason")]
    withdraw: bool,
    /// Why it is taken back
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

impl SignOff {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        if self.reason.is_some() && !self.withdraw {
            return Answer::misused("--reason says why a sign-off is taken back, so it goes with --withdraw.");
        }
        let name = self.file.display().to_string();
        let id = StepId::from(self.step.as_str());
        let edit = self.edit(&id, surroundings);
        let change = |checklist: &Checklist| {
            let changed = checklist.apply(&edit, &surroundings.stamp);
            let changed = changed
                .map_err(|problem| Answer::wrong(format!("{problem} {}", mark::to_do(&problem, &name)).trim_end()))?;
            let made = Made::of(&changed, &id);
            Ok((changed, made))
        };
        let made = match change_file(&self.file, surroundings, change) {
            Ok(made) => made,
            Err(answer) => return answer,
        };
        let said = if self.json { json::line(&made.as_json(&id)) } else { made.in_words() };
        let noted = made.noted.as_ref().and_then(|noted| {
            let Some(ledger) = &surroundings.ledger else { return Some("there is no place for it".to_owned()) };
            Ledger::note(ledger, std::slice::from_ref(noted)).err()
        });
        let doubtful = (made.doubts > 0).then(|| text::signed_in_doubt(&name));
        let complaints = noted.map(|detail| text::not_noted(&detail)).into_iter().chain(doubtful);
        let complained: String = complaints.map(|complaint| Answer::wrong(complaint).complained).collect();
        Answer { complained, ..Answer::done(said) }
    }

    fn edit(&self, step: &StepId, surroundings: &Surroundings) -> Edit {
        let step = step.clone();
        if self.withdraw {
            return Edit::Reopen { step, reason: self.reason.clone().unwrap_or_default() };
        }
        Edit::SignOff {
            step,
            by: self.by.clone().unwrap_or_else(|| surroundings.stamp.by.clone()),
            post: self.post.clone().unwrap_or_else(|| surroundings.settings.your_post.clone()),
            method: self.method.unwrap_or_default(),
            on: self.on.unwrap_or(surroundings.stamp.today),
            reference: self.reference.clone(),
        }
    }
}

/// What has come of it.
struct Made {
    title: String,
    /// What to make a note of on this computer.
    noted: Option<Noted>,
    /// How many things do not fit together in the file.
    doubts: usize,
    by: String,
    /// None where it was taken back.
    on: Option<NaiveDate>,
}

impl Made {
    fn of(checklist: &Checklist, id: &StepId) -> Self {
        let step = checklist.step(id);
        let sign_off = step.and_then(|step| step.record.sign_off.as_ref());
        Self {
            title: step.map_or_else(String::new, |step| step.title.clone()),
            noted: checklist.noted(id).or_else(|| checklist.noted_reopening(id)),
            doubts: doubts(checklist).len(),
            by: sign_off.map_or_else(String::new, |sign_off| sign_off.by.clone()),
            on: sign_off.map(|sign_off| sign_off.on),
        }
    }

    fn words(&self) -> Option<String> {
        self.on.and(self.noted.as_ref()).and_then(|noted| text::fingerprint_words(&noted.seal))
    }

    fn in_words(&self) -> String {
        let title = visible::made_visible(&self.title);
        match (self.on, self.words()) {
            (Some(on), Some(words)) => {
                let by = visible::made_visible(&self.by);
                format!("{title}: signed off by {by} on {}.\nIts eight words: {words}\n", dates::show(on))
            }
            _ => format!("{title}: re-opened.\n"),
        }
    }

    fn as_json(&self, id: &StepId) -> Value {
        json!({
            "id": id,
            "title": self.title,
            "signed_off": self.on.is_some(),
            "seal": self.on.and(self.noted.as_ref()).map(|noted| &noted.seal),
            "words": self.words(),
        })
    }
}
