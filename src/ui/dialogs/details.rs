//! Who the checklist is about, as far as that can be changed without changing the steps.

use egui::{Response, Ui};

use super::close_ui;
use crate::app::{Msg, State};
use crate::checklist::{Edit, StarterField};
use crate::ui::widgets::{DateAsked, Typed, date_field, heading, hint, text_field};
use crate::ui::{Local, Outbox};

pub(super) fn details_ui(ui: &mut Ui, state: &State, local: &mut Local, outbox: &mut Outbox) -> Response {
    heading(ui, 2, "Starter\u{2019}s details");
    let Some(document) = &state.document else { return close_ui(ui, outbox) };
    let starter = &document.checklist().starter;
    let width = f32::INFINITY;
    let mut first = None;
    for field in StarterField::ALL {
        let mut text = match field {
            StarterField::Name => starter.name.clone(),
            StarterField::Site => starter.site.clone(),
            StarterField::Employer => starter.employer.clone(),
        };
        let response = text_field(ui, field.label(), &mut text, width);
        if response.changed() {
            outbox.send(Msg::Edit(Edit::SetStarter { field, text }));
        }
        if response.lost_focus() {
            outbox.send(Msg::TypingEnded);
        }
        first.get_or_insert(response);
    }
    let value = starter.planned_start;
    let asked = DateAsked { key: "start", label: "Planned start date", value, today: state.today, is_past: false };
    let (typed, response) = date_field(ui, local, &asked);
    let name = asked.label.to_owned();
    match typed {
        Some(Typed::Date(date)) => {
            outbox.send(Msg::Unread { step: None, field: name, text: None });
            outbox.send(Msg::Edit(Edit::SetPlannedStart { date }));
        }
        Some(Typed::Unreadable(text)) => outbox.send(Msg::Unread { step: None, field: name, text: Some(text) }),
        None => {}
    }
    if response.lost_focus() {
        outbox.send(Msg::TypingEnded);
    }
    hint(ui, "Nation, setting, role and contract decide the steps. If one of them has changed, make a new checklist.");
    let close = close_ui(ui, outbox);
    first.unwrap_or(close)
}
