//! What is shown, and the settings.

use chrono::NaiveDate;

use crate::app::{Dialog, Document, Effect, FormChange, Moment, Notice, PanelName, Screen, State};
use crate::catalogue::PanelKind;
use crate::checklist::{CannotMake, Filter, make};
use crate::ids::StepId;
use crate::text;

use super::{files, preferences};

pub(super) fn show(state: &mut State, screen: Screen) -> Vec<Effect> {
    if state.screen != screen {
        state.notice = None;
    }
    state.screen = screen;
    Vec::new()
}

pub(super) fn select(state: &mut State, step: Option<StepId>) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.end_typing();
        document.selected = step;
        state.screen = Screen::Checklist;
    }
    Vec::new()
}

/// Shows the open checklist as it stood on a day; as it is now where that is none.
pub(super) fn as_of(state: &mut State, day: Option<NaiveDate>) -> Vec<Effect> {
    let today = state.today;
    if let Some(document) = &mut state.document
        && !document.look_back(day, today)
    {
        let text = "This checklist was made after that day.".to_owned();
        state.notice = Some(Notice { text, can_undo: false });
    }
    Vec::new()
}

pub(super) fn back_to_today(state: &mut State) -> Vec<Effect> {
    let today = state.today;
    if let Some(document) = &mut state.document {
        document.look_back(None, today);
    }
    Vec::new()
}

pub(super) fn search(state: &mut State, search: String) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.set_key(|key| key.search = search);
    }
    Vec::new()
}

pub(super) fn find(state: &mut State) -> Vec<Effect> {
    if state.screen == Screen::Reference {
        state.reference.open = None;
    } else if state.screen != Screen::Team {
        state.screen = Screen::Checklist;
    }
    state.finds += 1;
    Vec::new()
}

pub(super) fn show_only(state: &mut State, filter: Filter) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.set_key(|key| key.filter = filter);
    }
    Vec::new()
}

pub(super) fn hide_or_show_completed(state: &mut State) -> Vec<Effect> {
    let hides = !state.settings.hides_completed;
    if let Some(document) = &mut state.document {
        document.set_key(|key| key.hides_completed = hides);
    }
    preferences::change(state, |settings| settings.hides_completed = hides)
}

/// Opens the next step, and takes away whatever hides it in the list.
pub(super) fn go_to_next(state: &mut State) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.selected.clone_from(&document.overview().next_step.clone());
        document.set_key(|key| {
            key.filter = Filter::All;
            key.search.clear();
        });
        state.screen = Screen::Checklist;
        state.reveals += 1;
    }
    Vec::new()
}

pub(super) fn show_reference(state: &mut State) -> Vec<Effect> {
    state.reference.open = None;
    show(state, Screen::Reference)
}

pub(super) fn open_panel(state: &mut State, name: PanelName) -> Vec<Effect> {
    state.reference.open = Some(name);
    show(state, Screen::Reference)
}

pub(super) fn close_panel(state: &mut State) -> Vec<Effect> {
    state.reference.open = None;
    Vec::new()
}

pub(super) fn search_reference(state: &mut State, search: String) -> Vec<Effect> {
    state.reference.search = search;
    Vec::new()
}

pub(super) fn about_setting(state: &mut State) -> Vec<Effect> {
    let id = state.document.as_ref().map(|document| document.checklist().starter.setting.to_string());
    id.map_or_else(Vec::new, |id| open_panel(state, PanelName { kind: PanelKind::Setting, id }))
}

pub(super) fn about_role(state: &mut State) -> Vec<Effect> {
    let id = state.document.as_ref().map(|document| document.checklist().starter.role.to_string());
    id.map_or_else(Vec::new, |id| open_panel(state, PanelName { kind: PanelKind::Role, id }))
}

/// Changes the form; at the button, makes the checklist if nothing is missing.
pub(super) fn form(state: &mut State, change: FormChange, moment: &Moment) -> Vec<Effect> {
    let makes = change == FormChange::Make;
    state.form.change(change);
    if !makes || !state.form.missing().is_empty() {
        return Vec::new();
    }
    let starter = state.form.starter();
    let (catalogue, earlier) = (state.form.catalogue(), state.form.earlier.as_deref());
    let made = starter.map(|starter| make(catalogue, moment.fresh_id.clone(), starter, earlier, &moment.stamp));
    match made {
        Some(Ok(checklist)) => {
            return files::show(state, Document::made(checklist, moment.fresh_id.as_str().into()));
        }
        Some(Err(CannotMake::NotForThisPack { title })) => {
            let problem = text::pack_for_others(&title);
            state.dialog = Some(Dialog::Problem { title: "The site pack was not used", problem });
        }
        Some(Err(CannotMake::NoName | CannotMake::Situation(_))) | None => {}
    }
    Vec::new()
}
