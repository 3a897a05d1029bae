//! `secure-start mark`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::change::change_file;
use super::{Answer, Surroundings, date, days};
use crate::checklist::{Checklist, DateField, Edit, EditProblem, Status, TextField};
use crate::ids::StepId;
use crate::visible;

/// Low, likely and high; a name of its own, because clap takes a list for an option that is given again.
type Days = [u16; 3];

/// Changes one step.
#[derive(Debug, Args)]
pub struct Mark {
    file: PathBuf,
    /// The id of the step; see: secure-start show FILE
    step: String,
    #[arg(long)]
    status: Status,
    /// The day it was completed; today otherwise
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<NaiveDate>,
    /// The day it was asked for or sent
    #[arg(long, value_name = "DATE", value_parser = date)]
    asked: Option<NaiveDate>,
    /// The last day on which it counts
    #[arg(long, value_name = "DATE", value_parser = date)]
    expires: Option<NaiveDate>,
    /// The day by which somebody said it will be done; the plan counts on it
    #[arg(long, value_name = "DATE", value_parser = date)]
    expected: Option<NaiveDate>,
    /// How long it takes here, as you were told: 30, or the shortest, likely and longest: 20,30,60
    #[arg(long, value_name = "DAYS", value_parser = days)]
    days: Option<Days>,
    /// When to ask again
    #[arg(long, value_name = "DATE", value_parser = date)]
    chase_on: Option<NaiveDate>,
    /// The day on which you asked again
    #[arg(long, value_name = "DATE", value_parser = date)]
    chased: Option<NaiveDate>,
    #[arg(long)]
    reference: Option<String>,
    /// Nothing about vetting answers, convictions, health or patients
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who has to act now
    #[arg(long, value_name = "WHO")]
    waiting_on: Option<String>,
    /// Why it is not needed, or is ticked before what it waits for
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

impl Mark {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        if self.on.is_some() && self.status != Status::Completed {
            return Answer::misused("--on is the day of completion, so it goes with --status completed.");
        }
        if self.waiting_on.is_some() && matches!(self.status, Status::Completed | Status::NotNeeded) {
            return Answer::misused("--waiting-on does not go with a step that is completed or not needed.");
        }
        let name = self.file.display().to_string();
        let id = StepId::from(self.step.as_str());
        let change = |checklist: &Checklist| {
            let changed = self
                .apply(checklist, &id, surroundings)
                .map_err(|problem| Answer::wrong(format!("{problem} {}", to_do(&problem, &name))))?;
            let standing = changed.step(&id).map(|step| {
                (visible::made_visible(&step.title), changed.standing(step, surroundings.stamp.today).kind().label())
            });
            let (title, standing) = standing.unwrap_or_default();
            let nothing = if changed == *checklist { " Nothing was to change." } else { "" };
            Ok((changed, format!("{title}: {standing}.{nothing}\n")))
        };
        match change_file(&self.file, surroundings, change) {
            Ok(said) => Answer::done(said),
            Err(answer) => answer,
        }
    }

    fn apply(&self, checklist: &Checklist, id: &StepId, with: &Surroundings) -> Result<Checklist, EditProblem> {
        let date = |field, date: Option<NaiveDate>| {
            date.map(|date| Edit::SetDate { step: id.clone(), field, date: Some(date) })
        };
        let words = |field, text: &Option<String>| {
            text.clone().map(|text| Edit::SetText { step: id.clone(), field, text: text.trim().to_owned() })
        };
        let status =
            Edit::SetStatus { step: id.clone(), status: self.status, on: self.on, reason: self.reason.clone() };
        let edits = [
            Some(status),
            date(DateField::Asked, self.asked),
            date(DateField::Expires, self.expires),
            date(DateField::Expected, self.expected),
            self.days.map(|days| Edit::SetDays { step: id.clone(), days: Some(days) }),
            words(TextField::Reference, &self.reference),
            words(TextField::Note, &self.note),
            words(TextField::WaitingOn, &self.waiting_on),
            self.chased.map(|on| Edit::AddChase { step: id.clone(), on, note: String::new() }),
            date(DateField::ChaseOn, self.chase_on),
        ];
        edits.into_iter().flatten().try_fold(checklist.clone(), |checklist, edit| checklist.apply(&edit, &with.stamp))
    }
}

/// What to do about a change that was not made.
pub(super) fn to_do(problem: &EditProblem, file: &str) -> String {
    match problem {
        EditProblem::NoSuchStep(_) => format!("Choose one that \u{201c}secure-start show {file}\u{201d} lists."),
        EditProblem::ReasonNeeded(_) | EditProblem::OutOfOrder { .. } | EditProblem::ReasonToReopen(_) => {
            "Give it with --reason.".to_owned()
        }
        EditProblem::SignedOff(_) => {
            "Take the sign-off back first: secure-start sign-off FILE STEP --withdraw --reason TEXT.".to_owned()
        }
        EditProblem::RanOut(_) => "Mark its renewal first, with --on and --expires.".to_owned(),
        EditProblem::NotCompleted(_) => {
            "Mark it first: secure-start mark FILE STEP --status completed --on DATE.".to_owned()
        }
        EditProblem::SignerMissing => "Give them with --by and --post.".to_owned(),
        EditProblem::OwnSignOff(_) => "Name whoever verified it with --by.".to_owned(),
        EditProblem::SignedTooEarly { .. } => "Give that day or a later one with --on.".to_owned(),
        EditProblem::WaitsInACircle { .. }
        | EditProblem::OtherChecklist
        | EditProblem::NeedsNoSignOff(_)
        | EditProblem::NotSignedOff(_) => String::new(),
        EditProblem::DaysOutOfOrder(_) => "Give them with --days, for example 20,40,90.".to_owned(),
        EditProblem::InTheFuture { what: "completed" | "signed off", .. } => "Give the day with --on.".to_owned(),
        EditProblem::InTheFuture { .. } => "Give another day.".to_owned(),
    }
}
