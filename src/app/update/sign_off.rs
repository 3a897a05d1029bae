//! Signing off a step, and re-opening one.

use super::steps;
use crate::app::{Answer, Dialog, Effect, Moment, Notice, Signing, State};
use crate::checklist::Edit;
use crate::ids::StepId;
use crate::text;

/// Asks for a sign-off of a step.
pub(super) fn ask(state: &mut State, step: StepId) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    if let Some(newer) = document.newer() {
        let problem = text::only_to_be_read(&document.name(), newer);
        state.notice = Some(Notice { text: format!("Nothing was signed off. {problem}"), can_undo: false });
        return Vec::new();
    }
    if document.as_of().is_some() {
        let text = "Nothing is signed off as of a past day. Go back to today first.".to_owned();
        state.notice = Some(Notice { text, can_undo: false });
        return Vec::new();
    }
    // Of the next person in a row, most is as it was in the one before.
    let queue = state.signing.as_ref();
    let (by, post) = signer(state);
    let signing = Signing {
        step,
        by: queue.map_or(by, |queue| queue.by.clone()),
        post: queue.map_or(post, |queue| queue.post.clone()),
        method: queue.and_then(|queue| queue.method),
        on: queue.map_or(Some(state.today), |queue| queue.on),
        reference: String::new(),
        problem: None,
        others: queue.map_or(0, |queue| queue.rest.len()),
    };
    show(state, Dialog::SignOff(Box::new(signing)))
}

fn show(state: &mut State, dialog: Dialog) -> Vec<Effect> {
    state.dialog = Some(dialog);
    Vec::new()
}

/// Whoever signed last, or else the name and the post in Settings.
pub(super) fn signer(state: &State) -> (String, String) {
    let settings = || (state.settings.your_name.clone(), state.settings.your_post.clone());
    state.last_signer.clone().unwrap_or_else(settings)
}

/// Asks why a step is to be re-opened.
pub(super) fn ask_reopen(state: &mut State, step: StepId) -> Vec<Effect> {
    let found = state.document.as_ref().and_then(|document| document.checklist().step(&step));
    let Some(why) = found.map(|step| text::reopen_asks(&step.title)) else { return Vec::new() };
    let edit = Edit::Reopen { step, reason: String::new() };
    show(state, Dialog::Reason { edit, why, reason: String::new() })
}

/// The dialog was changed, or its button was pressed. Whether it is signed off now.
pub(super) fn answer(state: &mut State, answer: Answer, signing: Signing, moment: &Moment) -> (Vec<Effect>, bool) {
    match answer {
        Answer::Signing(signing) => (show(state, Dialog::SignOff(signing)), false),
        Answer::Sign => sign(state, signing, moment),
        _ => (Vec::new(), false),
    }
}

fn sign(state: &mut State, mut signing: Signing, moment: &Moment) -> (Vec<Effect>, bool) {
    let (Some(method), Some(on)) = (signing.method, signing.on) else {
        let missing = if signing.method.is_none() { "Choose how you verified it." } else { "Enter the day as a date." };
        signing.problem = Some(missing.to_owned());
        return (show(state, Dialog::SignOff(Box::new(signing))), false);
    };
    let Signing { step, by, post, reference, .. } = signing.clone();
    let edit = Edit::SignOff { step, by: by.clone(), post: post.clone(), method, on, reference };
    let Some(document) = &mut state.document else { return (Vec::new(), false) };
    // What is missing is said where it is entered.
    if let Err(problem) = document.checklist().apply(&edit, &moment.stamp) {
        signing.problem = Some(problem.to_string());
        return (show(state, Dialog::SignOff(Box::new(signing))), false);
    }
    let effects = steps::edit(state, edit, moment);
    if let Some(queue) = &mut state.signing {
        (queue.by, queue.post, queue.method, queue.on) = (by.clone(), post.clone(), Some(method), Some(on));
    }
    // For the next one, until the program ends: whose computer it is, is another matter.
    state.last_signer = Some((by, post));
    (effects, true)
}
