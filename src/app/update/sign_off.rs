//! Signing off a step, and re-opening one.

use super::{dialogs, preferences, steps};
use crate::app::{Answer, Dialog, Effect, Moment, Notice, Signing, State};
use crate::checklist::Edit;
use crate::ids::StepId;
use crate::text;

/// Asks for a sign-off of a step; `others` more people wait for the same.
pub(super) fn ask(state: &mut State, step: StepId, others: usize) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    if let Some(newer) = document.newer() {
        let problem = text::only_to_be_read(&document.name(), newer);
        state.notice = Some(Notice { text: format!("Nothing was signed off. {problem}"), can_undo: false });
        return Vec::new();
    }
    let signing = Signing {
        step,
        by: state.settings.your_name.clone(),
        post: state.settings.your_post.clone(),
        method: None,
        on: Some(state.today),
        reference: String::new(),
        problem: None,
        others,
    };
    dialogs::show(state, Dialog::SignOff(Box::new(signing)))
}

/// Asks why a step is to be re-opened.
pub(super) fn ask_reopen(state: &mut State, step: StepId) -> Vec<Effect> {
    let found = state.document.as_ref().and_then(|document| document.checklist().step(&step));
    let Some(why) = found.map(|step| text::reopen_asks(&step.title)) else { return Vec::new() };
    let edit = Edit::Reopen { step, reason: String::new() };
    dialogs::show(state, Dialog::Reason { edit, why, reason: String::new() })
}

/// The dialog was changed, or its button was pressed.
pub(super) fn answer(state: &mut State, answer: Answer, signing: Signing, moment: &Moment) -> Vec<Effect> {
    match answer {
        Answer::Signing(signing) => dialogs::show(state, Dialog::SignOff(signing)),
        Answer::Sign => sign(state, signing, moment),
        _ => Vec::new(),
    }
}

fn sign(state: &mut State, mut signing: Signing, moment: &Moment) -> Vec<Effect> {
    let (Some(method), Some(on)) = (signing.method, signing.on) else {
        let missing = if signing.method.is_none() { "Choose how you verified it." } else { "Enter the day as a date." };
        signing.problem = Some(missing.to_owned());
        return dialogs::show(state, Dialog::SignOff(Box::new(signing)));
    };
    let Signing { step, by, post, reference, .. } = signing.clone();
    let edit = Edit::SignOff { step, by: by.clone(), post: post.clone(), method, on, reference };
    let Some(document) = &mut state.document else { return Vec::new() };
    // What is missing is said where it is entered.
    if let Err(problem) = document.checklist().apply(&edit, &moment.stamp) {
        signing.problem = Some(problem.to_string());
        return dialogs::show(state, Dialog::SignOff(Box::new(signing)));
    }
    let mut effects = steps::edit(state, edit, moment);
    if state.settings.your_name.trim().is_empty() || state.settings.your_post != post {
        effects.extend(preferences::change(state, |settings| {
            if settings.your_name.trim().is_empty() {
                settings.your_name = by;
            }
            settings.your_post = post;
        }));
    }
    effects
}
