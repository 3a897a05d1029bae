//! Changing the checklist.

use crate::app::{Dialog, Document, Effect, Moment, Notice, State};
use crate::checklist::{Edit, EditProblem, Status, Undone};
use crate::dates;
use crate::ids::StepId;
use crate::text::{self, Problem};

/// Completes a step, or takes that back.
pub(super) fn tick(state: &mut State, step: &StepId, moment: &Moment) -> Vec<Effect> {
    let Some(found) = state.document.as_ref().and_then(|document| document.checklist().step(step)) else {
        return Vec::new();
    };
    let status = Document::ticked(found);
    edit(state, Edit::SetStatus { step: step.clone(), status, on: None, reason: String::new() }, moment)
}

/// Makes a change, or asks for what it lacks.
pub(super) fn edit(state: &mut State, edit: Edit, moment: &Moment) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    if let Some(newer) = document.newer() {
        let problem = text::only_to_be_read(&document.name(), newer);
        state.notice = Some(Notice { text: format!("Nothing was changed. {problem}"), can_undo: false });
        return Vec::new();
    }
    if let Some(day) = document.as_of() {
        let text = format!("Nothing was changed: this is the checklist as of {}.", dates::show(day));
        state.notice = Some(Notice { text, can_undo: false });
        return Vec::new();
    }
    match document.edit(edit.clone(), &moment.stamp) {
        Ok(true) => {
            if let Some(step) = edit.step() {
                document.keep_row(step.clone());
            }
            // Typing speaks for itself; everything else is said, with a way back.
            state.notice = if matches!(edit, Edit::SetText { .. } | Edit::SetStarter { .. }) {
                None
            } else {
                document.history().undo_label().map(|label| Notice { text: done(&edit, label), can_undo: true })
            };
        }
        Ok(false) => {}
        Err(
            problem @ (EditProblem::OutOfOrder { .. } | EditProblem::ReasonNeeded(_) | EditProblem::ReasonToReopen(_)),
        ) => {
            state.dialog = Some(Dialog::Reason { edit, why: problem.to_string(), reason: String::new() });
        }
        Err(problem) => {
            let to_do = match problem {
                EditProblem::SignedOff(_) => "Re-open it first, with a reason, or ask whoever signed it to.",
                EditProblem::RanOut(_) => "Renew it first, and write down the new days.",
                EditProblem::NotCompleted(_) => "Tick it first, with the day on which it was completed.",
                EditProblem::OwnSignOff(_) => "Enter the name of whoever verified it.",
                EditProblem::SignedTooEarly { .. } => "Enter that day or a later one.",
                EditProblem::InTheFuture { .. } => "Enter a day up to today.",
                EditProblem::DaysOutOfOrder(_) => "Enter them again, or leave the days of the step as they are.",
                EditProblem::WaitsInACircle { .. } => "Choose more of the changes together, or fewer.",
                EditProblem::OtherChecklist
                | EditProblem::SignerMissing
                | EditProblem::NeedsNoSignOff(_)
                | EditProblem::NotSignedOff(_)
                | EditProblem::ReasonToReopen(_)
                | EditProblem::NoSuchStep(_)
                | EditProblem::ReasonNeeded(_)
                | EditProblem::OutOfOrder { .. } => "",
            };
            let problem = Problem { happened: problem.to_string(), to_do: to_do.to_owned() };
            state.dialog = Some(Dialog::Problem { title: "There is a problem", problem });
        }
    }
    Vec::new()
}

pub(super) fn typing_ended(state: &mut State) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.end_typing();
    }
    Vec::new()
}

/// Remembers what stands in a date field and cannot be read, so that it is not lost in silence.
pub(super) fn unread(state: &mut State, step: Option<StepId>, field: String, text: Option<String>) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.set_unread(step, field, text);
    }
    Vec::new()
}

pub(super) fn undo(state: &mut State, moment: &Moment) -> Vec<Effect> {
    let undone = state.document.as_mut().and_then(|document| document.undo(&moment.stamp));
    state.notice = undone.map(|undone| match undone {
        Undone::Done(label) => Notice { text: format!("Undone: {label}"), can_undo: false },
        Undone::Stays(label) => stays(&label),
    });
    Vec::new()
}

pub(super) fn redo(state: &mut State, moment: &Moment) -> Vec<Effect> {
    let done = state.document.as_mut().and_then(|document| document.redo(&moment.stamp));
    state.notice = done.map(|done| match done {
        Undone::Done(label) => Notice { text: format!("Done again: {label}"), can_undo: true },
        Undone::Stays(label) => stays(&label),
    });
    Vec::new()
}

fn stays(label: &str) -> Notice {
    let text = format!("Nothing was undone ({label}): a sign-off that is saved stays. Open the step to re-open it.");
    Notice { text, can_undo: false }
}

/// What was done, for the line at the foot: "Completed: Attend the key talk".
fn done(edit: &Edit, label: &str) -> String {
    if let (Edit::SetStatus { status: Status::Completed, .. }, Some((_, title))) = (edit, label.split_once(": ")) {
        return format!("{}: {title}", Status::Completed.label());
    }
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
