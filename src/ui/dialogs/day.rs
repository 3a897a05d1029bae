//! A day for something: as of which to look back, or on which to ask again.

use chrono::NaiveDate;
use egui::{Response, Ui};

use super::answers::Answers;
use crate::app::{Answer, Msg, Screen, State};
use crate::ui::theme::space;
use crate::ui::widgets::{DateAsked, Typed, date_field, heading, hint, label};
use crate::ui::{Local, Outbox};

pub(super) const AS_OF: &str = "As it stood on a day";
pub(super) const ASK_AGAIN: &str = "Set the day to ask again";

pub(super) fn as_of_ui(
    ui: &mut Ui,
    state: &State,
    day: Option<NaiveDate>,
    local: &mut Local,
    outbox: &mut Outbox,
) -> Response {
    heading(ui, 2, AS_OF);
    let what = if state.screen == Screen::Team { "every checklist of the team" } else { "this checklist" };
    label(ui, format!("Shows {what} as it stood at the end of a past day. Nothing can be changed in it."));
    hint(ui, "It follows from the history in the file. What the history does not say is shown as it is now.");
    day_ui(ui, state, (day, true), "Show that day", local, outbox)
}

pub(super) fn ask_again_ui(
    ui: &mut Ui,
    state: &State,
    day: Option<NaiveDate>,
    local: &mut Local,
    outbox: &mut Outbox,
) -> Response {
    heading(ui, 2, ASK_AGAIN);
    let count = state.open_team.as_ref().map_or(0, |team| team.chosen.len());
    let people = if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
    label(
        ui,
        format!("For {people}: every step that waits on somebody else gets this day. It is written into each file."),
    );
    day_ui(ui, state, (day, false), "Set the day", local, outbox)
}

fn day_ui(
    ui: &mut Ui,
    state: &State,
    (day, is_past): (Option<NaiveDate>, bool),
    main: &str,
    local: &mut Local,
    outbox: &mut Outbox,
) -> Response {
    let asked = DateAsked { key: "dialog.day", label: "Day", value: day, today: state.today, is_past };
    let (typed, field) = date_field(ui, local, &asked);
    match typed {
        Some(Typed::Date(day)) => outbox.send(Msg::Answer(Answer::Day(day))),
        Some(Typed::Unreadable(_)) => outbox.send(Msg::Answer(Answer::Day(None))),
        None => {}
    }
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if is_entered && day.is_none() {
        field.request_focus();
    }
    ui.add_space(space::LARGE);
    let is_ready = day.is_some();
    Answers { is_ready, ..Answers::new(main, Answer::GiveDay) }.ui(ui, outbox);
    if is_entered && is_ready {
        outbox.send(Msg::Answer(Answer::GiveDay));
    }
    field
}
