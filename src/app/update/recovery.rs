//! Work that was not saved, earlier versions, and what is kept on this computer.

use std::sync::Arc;

use super::{files, preferences, steps};
use crate::app::{Dialog, Document, Effect, Leaving, Moment, Notice, State};
use crate::checklist::Edit;
use crate::ids::SessionId;
use crate::outcome::{LoadError, Recovered, Unsaved, Version};
use crate::text;

/// Work was found that was not saved when the program ended without being asked to.
pub(super) fn found(state: &mut State, found: Vec<Unsaved>) -> Vec<Effect> {
    // A question that is open is answered first.
    state.left_behind = found;
    offer(state);
    Vec::new()
}

/// Offers what was left behind, as soon as nothing else is asked.
pub(super) fn offer(state: &mut State) {
    if state.dialog.is_none() && !state.left_behind.is_empty() {
        state.dialog = Some(Dialog::Recover(std::mem::take(&mut state.left_behind)));
    }
}

/// Goes on with it; what is open is left first, like for any other checklist.
pub(super) fn recover(state: &mut State, session: SessionId, moment: &Moment) -> Vec<Effect> {
    files::leave(state, Leaving::ForRecovery(session), moment)
}

pub(super) fn recovered(state: &mut State, result: Result<Box<Recovered>, LoadError>) -> Vec<Effect> {
    match result {
        Ok(recovered) => {
            let mut effects = files::show(state, Document::recovered(*recovered));
            let text = text::BROUGHT_BACK.to_owned();
            state.notice = Some(Notice { text, can_undo: false });
            // There may be more.
            effects.push(Effect::FindUnsaved);
            effects
        }
        Err(error) => {
            let problem = text::not_opened("What was not saved", &error);
            show(state, Dialog::Problem { title: "Nothing was brought back", problem })
        }
    }
}

/// It is not wanted any more, but as a version; the others are still asked about.
pub(super) fn discard(state: &mut State, found: Vec<Unsaved>, session: SessionId) -> Vec<Effect> {
    let left: Vec<Unsaved> = found.into_iter().filter(|unsaved| unsaved.session != session).collect();
    state.dialog = (!left.is_empty()).then_some(Dialog::Recover(left));
    vec![Effect::Discard(session)]
}

pub(super) fn list_versions(state: &State) -> Vec<Effect> {
    let document = state.document.as_ref();
    document.map_or_else(Vec::new, |document| vec![Effect::ListVersions(document.checklist().id.clone())])
}

pub(super) fn versions_found(state: &mut State, found: Vec<Version>) -> Vec<Effect> {
    let open = (!found.is_empty()).then_some(0);
    show(state, Dialog::Versions { found, open })
}

pub(super) fn restore(state: &mut State, version: &Version, moment: &Moment) -> Vec<Effect> {
    let now = state.document.as_ref().map(Document::snapshot);
    let mut effects = steps::edit(state, Edit::Restore { version: Arc::clone(&version.checklist) }, moment);
    effects.extend(now.map(|checklist| Effect::MakeVersion { checklist }));
    effects
}

/// Removes everything that is kept on this computer, the settings that say who somebody is among it.
pub(super) fn remove_data(state: &mut State) -> Vec<Effect> {
    let mut effects = preferences::change(state, |settings| {
        settings.recent.clear();
        settings.your_name.clear();
        settings.your_post.clear();
    });
    effects.push(Effect::RemoveData);
    effects
}

pub(super) fn data_removed(state: &mut State, result: Result<(), String>) -> Vec<Effect> {
    let text = match result {
        Ok(()) => text::DATA_REMOVED.to_owned(),
        Err(detail) => text::data_not_removed(&detail),
    };
    state.notice = Some(Notice { text, can_undo: false });
    Vec::new()
}

fn show(state: &mut State, dialog: Dialog) -> Vec<Effect> {
    state.dialog = Some(dialog);
    Vec::new()
}
