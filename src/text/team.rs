//! What a manager reads about a team: what needs action, and what is wrong with files.

use chrono::NaiveDate;

use super::{Problem, not_opened, problem};
use crate::dates;
use crate::outcome::LoadError;
use crate::team::{Counts, FileNote, FileProblem, FileRow, Todo, TodoKind};
use crate::visible::{is_blank, made_visible};

/// What needs action about a step of a person, as a sentence and a line below it.
#[must_use]
pub fn todo_words(todo: &Todo, title: &str, name: &str, today: NaiveDate) -> (String, String) {
    let (title, who) = (made_visible(title), made_visible(&todo.who));
    let name = if is_blank(name) { "No name".to_owned() } else { made_visible(name) };
    let step = format!("\u{201c}{title}\u{201d}");
    let date = todo.date.map(dates::show).unwrap_or_default();
    let ago = todo.date.map(|date| today.signed_duration_since(date).num_days());
    let what = match todo.kind {
        TodoKind::Overdue => format!("{name}: {step} is overdue"),
        TodoKind::Chase => format!("{name}: ask {who} again about {step}"),
        TodoKind::DueIn7 | TodoKind::DueIn30 => format!("{name}: {step}, due by {date}"),
        TodoKind::RanOut => format!("{name}: renew {step}"),
        TodoKind::RunsOut => format!("{name}: renew {step} in time"),
        TodoKind::Problem => format!("{name}: sort out {step}"),
        TodoKind::SignOff => format!("{name}: sign off {step}"),
    };
    let below = match (todo.kind, ago) {
        (TodoKind::Overdue, Some(days)) => format!("Due by {date}, {} ago \u{b7} whose move: {who}", dates::days(days)),
        (TodoKind::Chase, Some(days)) if days >= 0 => {
            let usual = match (todo.usual_days, todo.working) {
                (1, true) => "1 working day".to_owned(),
                (days, true) => format!("{days} working days"),
                (days, false) => dates::days(i64::from(days)),
            };
            format!("Since {date}: {}, usually {usual}", dates::days(days))
        }
        (TodoKind::Chase, _) => "Nobody wrote down since when".to_owned(),
        (TodoKind::DueIn7 | TodoKind::DueIn30, Some(0)) => format!("Due today \u{b7} whose move: {who}"),
        (TodoKind::DueIn7 | TodoKind::DueIn30, Some(days)) => {
            format!("In {} \u{b7} whose move: {who}", dates::days(-days))
        }
        (TodoKind::RanOut, _) => format!("Ran out on {date} \u{b7} whose move: {who}"),
        (TodoKind::RunsOut, _) => format!("Runs out on {date} \u{b7} whose move: {who}"),
        (TodoKind::Problem, _) => format!("There is a problem \u{b7} whose move: {who}"),
        (TodoKind::SignOff, _) if todo.is_not_needed => {
            "Marked as not needed \u{b7} a second person verifies it".to_owned()
        }
        (TodoKind::SignOff, _) if date.is_empty() => "Completed, and nobody wrote down when".to_owned(),
        (TodoKind::SignOff, _) => format!("Completed on {date} \u{b7} a second person verifies it"),
        (TodoKind::Overdue | TodoKind::DueIn7 | TodoKind::DueIn30, None) => format!("Whose move: {who}"),
    };
    (what, below)
}

/// What is wrong with a file of a folder, or to be looked at in it, and what to do.
#[must_use]
pub fn file_words(row: &FileRow) -> Problem {
    let name = made_visible(&row.path.file_name().unwrap_or_default().to_string_lossy());
    match &row.what {
        Ok(FileNote::Newer(version)) => super::only_to_be_read(&name, *version),
        Ok(FileNote::Doubts(1)) => problem(
            format!("Something in {name} does not fit together."),
            "Open it: it says what, over the checklist. Do not rely on its sign-offs before whoever signed has compared their eight words.",
        ),
        Ok(FileNote::Doubts(count)) => problem(
            format!("{count} things in {name} do not fit together."),
            "Open it: the first of them stand over the checklist, and the command check lists all. Do not rely on its sign-offs before whoever signed has compared their eight words.",
        ),
        Err(FileProblem::NotRead(error)) => not_opened(&name, error),
        Err(FileProblem::CopyOf { path, is_same }) => {
            let other = made_visible(&path.display().to_string());
            if *is_same {
                problem(
                    format!("{name} is the same checklist, with the same content, as {other}."),
                    "Keep one of the two in this folder.",
                )
            } else {
                problem(
                    format!("{name} is another version of the checklist in {other}, which is shown."),
                    "Open that one with this beside it in the same folder: the program offers to put both together.",
                )
            }
        }
        Err(FileProblem::OtherPerson { path, name: person }) => {
            let (other, person) = (made_visible(&path.display().to_string()), made_visible(person));
            problem(
                format!("{name} is about {person}, and says that it is the same document as {other}, which is shown."),
                format!("One was probably made by copying the other. Make a checklist of its own for {person}."),
            )
        }
        Err(FileProblem::WrongEnding) => problem(
            format!("{name} holds a checklist, and its name does not end in .json."),
            "Give it a name that ends in .json.",
        ),
        Err(FileProblem::NotMadeYet) => {
            problem(format!("{name} was made after that day."), "Choose a later day to see it.")
        }
        Err(FileProblem::Link) => problem(
            format!("{name} is a link, and links are not followed."),
            "Open the folder that it leads to, or put the checklist itself here.",
        ),
        Err(FileProblem::Folder { detail }) => problem(
            format!("{name} could not be looked into ({}). Nobody in it is shown.", made_visible(detail)),
            "Check that you may open it, and that it does not lie too deep.",
        ),
    }
}

/// Found = shown + not shown.
#[must_use]
pub fn counts_words(counts: Counts) -> String {
    let Counts { found, shown, unreadable } = counts;
    format!("{found} found = {shown} shown + {unreadable} not shown")
}

/// For a folder that cannot be read.
#[must_use]
pub fn folder_not_read(name: &str, error: &LoadError) -> Problem {
    match error {
        LoadError::NotFound => problem(
            format!("The folder {name} is not there."),
            "Check the name. If it is on a shared drive, check that the drive is connected.",
        ),
        LoadError::NotAFolder => not_opened(name, error),
        error => not_opened(&format!("The folder {name}"), error),
    }
}
