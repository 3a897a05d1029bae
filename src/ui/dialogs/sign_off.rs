//! A second person verifies a step.

use egui::{Response, Ui};

use super::answers_ui;
use crate::app::{Answer, Msg, Signing, State};
use crate::checklist::{SignOffMethod, Status, Step};
use crate::dates;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{
    DateAsked, KeptInView as _, Typed, date_field, field_label, group, heading, hint, label, live, quiet, text_field,
};
use crate::ui::{Local, Outbox};
use crate::visible::made_visible;

pub(super) const SIGN_OFF: &str = "Sign off a step";

pub(super) fn sign_off_ui(
    ui: &mut Ui,
    state: &State,
    signing: &Signing,
    local: &mut Local,
    outbox: &mut Outbox,
) -> Response {
    let mut typed = signing.clone();
    let step = state.document.as_ref().and_then(|document| document.checklist().step(&signing.step));
    if let (Some(document), Some(step)) = (&state.document, step) {
        heading(ui, 2, format!("Sign off: {}", step.title));
        quiet(ui, format!("For {}. {}", made_visible(&document.checklist().starter.name), recorded(step)));
    }
    if signing.others > 0 {
        let more =
            if signing.others == 1 { "1 more person".to_owned() } else { format!("{} more people", signing.others) };
        hint(ui, format!("Then {more} who wait for the same."));
    }
    if let Some(problem) = &signing.problem {
        let said = label(ui, theme::tinted(Text::Strong.of(problem.as_str()), theme::tokens(ui).error));
        live(ui, &said);
    }
    if let Some((name, words)) = state.signing.as_ref().and_then(|queue| queue.done.last()) {
        let said = hint(ui, format!("Signed off before: {}, with the words: {words}", made_visible(name)));
        live(ui, &said);
    }
    let by = ui.columns_const(|[left, right]| {
        let by = text_field(left, "Your name", &mut typed.by, f32::INFINITY);
        text_field(right, "Your post", &mut typed.post, f32::INFINITY);
        by
    });
    field_label(ui, "How you verified it");
    group(ui, "How you verified it", |ui| {
        ui.horizontal_wrapped(|ui| {
            for method in SignOffMethod::ALL {
                if ui.radio(typed.method == Some(method), method.label()).kept_in_view().clicked() {
                    typed.method = Some(method);
                }
            }
        });
    });
    let asked = DateAsked {
        key: "dialog.sign-off",
        label: "Verified on",
        value: signing.on,
        today: state.today,
        is_past: true,
    };
    let (date, _) = date_field(ui, local, &asked);
    match date {
        Some(Typed::Date(date)) => typed.on = date,
        Some(Typed::Unreadable(_)) => typed.on = None,
        None => {}
    }
    text_field(ui, "Reference, such as a register number (can be left empty)", &mut typed.reference, f32::INFINITY);
    hint(ui, "Nothing about vetting answers, convictions, health or patients belongs here.");
    ui.add_space(space::MEDIUM);
    if typed != *signing {
        outbox.send(Msg::Answer(Answer::Signing(Box::new(typed))));
    }
    let (main, cancel) = match signing.others {
        0 => ("Sign off", "Cancel"),
        _ => ("Sign and next", "Stop here"),
    };
    answers_ui(ui, main, Answer::Sign, cancel, outbox);
    by
}

/// What is recorded about the step, for whoever compares it with what they saw.
fn recorded(step: &Step) -> String {
    let record = &step.record;
    let mut parts = Vec::new();
    match (record.status, record.completed) {
        (Status::NotNeeded, _) => parts.push(format!("Marked as not needed: {}", made_visible(&record.reason))),
        (_, None) => parts.push("Completed, and nobody wrote down when.".to_owned()),
        (_, Some(_)) => {}
    }
    parts.extend(record.completed.map(|day| format!("Completed on {}.", dates::show(day))));
    if !record.reference.is_empty() {
        parts.push(format!("Reference {}.", made_visible(&record.reference)));
    }
    parts.extend(record.expires.map(|day| format!("Runs out on {}.", dates::show(day))));
    if !record.note.is_empty() {
        parts.push(format!("Note: {}", made_visible(&record.note)));
    }
    parts.join(" ")
}
