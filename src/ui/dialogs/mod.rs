//! Questions and messages over the screen: named for a screen reader, with the focus inside, and given back after.

mod about;
mod settings;

use egui::accesskit::Role;
use egui::{Id, Modal, Response, Sides, Ui};

use super::theme::{self, Text, space};
use super::widgets::{KeptInView as _, heading, label, main_button, text_area};
use super::{Local, Outbox};
use crate::app::{Answer, Dialog, Document, Msg, State};
use crate::text::Problem;

pub(super) fn dialog_ui(ui: &Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    let Some(dialog) = &state.dialog else {
        if std::mem::take(&mut local.dialog_is_open)
            && let Some(id) = local.focus_before_dialog.take()
        {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        return;
    };
    let is_new = !std::mem::replace(&mut local.dialog_is_open, true);
    if is_new {
        local.focus_before_dialog = ui.memory(egui::Memory::focused);
    }
    let width = (ui.ctx().content_rect().width() - 64.0).min(520.0);
    let response = Modal::new(Id::unique("dialog")).show(ui.ctx(), |ui| {
        ui.set_width(width);
        let first = match dialog {
            Dialog::Unsaved(_) => unsaved_ui(ui, state, outbox),
            Dialog::Reason { why, reason, .. } => reason_ui(ui, why, reason, outbox),
            Dialog::Problem { title, problem } => problem_ui(ui, title, problem, outbox),
            Dialog::Settings => settings::settings_ui(ui, state, outbox),
            Dialog::Shortcuts => about::shortcuts_ui(ui, state, outbox),
            Dialog::About => about::about_ui(ui, state, outbox),
        };
        if is_new {
            first.request_focus();
        }
    });
    let name = title(dialog);
    ui.ctx().accesskit_node_builder(response.response.id, |node| {
        node.set_role(Role::Dialog);
        node.set_label(name);
    });
    super::widgets::focus_ring(ui);
    if response.should_close() {
        outbox.send(Msg::Answer(Answer::Cancel));
    }
}

const fn title(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::Unsaved(_) => "Save changes?",
        Dialog::Reason { .. } => "A reason is needed",
        Dialog::Problem { title, .. } => title,
        Dialog::Settings => "Settings",
        Dialog::Shortcuts => "Keyboard shortcuts",
        Dialog::About => "About Secure Start",
    }
}

fn unsaved_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Response {
    let name = state.document.as_ref().map(Document::name).unwrap_or_default();
    heading(ui, 2, format!("Save changes to \u{201c}{name}\u{201d} before closing?"));
    label(ui, "What you changed since it was last saved is lost if you do not save it.");
    ui.add_space(space::LARGE);
    let mut save = None;
    Sides::new().show(
        ui,
        |ui| {
            if ui.button("Don\u{2019}t save").kept_in_view().clicked() {
                outbox.send(Msg::Answer(Answer::DoNotSave));
            }
        },
        |ui| {
            let response = main_button(ui, "Save");
            if response.clicked() {
                outbox.send(Msg::Answer(Answer::Save));
            }
            save = Some(response);
            if ui.button("Cancel").kept_in_view().clicked() {
                outbox.send(Msg::Answer(Answer::Cancel));
            }
        },
    );
    save.unwrap_or_else(|| ui.response())
}

fn reason_ui(ui: &mut Ui, why: &str, reason: &str, outbox: &mut Outbox) -> Response {
    heading(ui, 2, "A reason is needed");
    label(ui, why);
    let mut text = reason.to_owned();
    let field = text_area(ui, "Reason", &mut text);
    if field.changed() {
        outbox.send(Msg::Answer(Answer::Reason(text)));
    }
    let quiet = theme::tokens(ui).quiet;
    label(ui, theme::tinted(Text::Small.of("Nothing about convictions, health or patients belongs here."), quiet));
    ui.add_space(space::LARGE);
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            let button = ui.add_enabled_ui(!reason.trim().is_empty(), |ui| main_button(ui, "Give this reason")).inner;
            if button.clicked() {
                outbox.send(Msg::Answer(Answer::GiveReason));
            }
            if ui.button("Cancel").kept_in_view().clicked() {
                outbox.send(Msg::Answer(Answer::Cancel));
            }
        },
    );
    field
}

fn problem_ui(ui: &mut Ui, title: &str, problem: &Problem, outbox: &mut Outbox) -> Response {
    heading(ui, 2, title);
    label(ui, problem.happened.as_str());
    label(ui, Text::Strong.of(problem.to_do.as_str()));
    close_ui(ui, outbox)
}

/// The one button of a dialog that only tells.
fn close_ui(ui: &mut Ui, outbox: &mut Outbox) -> Response {
    ui.add_space(space::LARGE);
    let mut close = None;
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            let response = main_button(ui, "Close");
            if response.clicked() {
                outbox.send(Msg::Answer(Answer::Cancel));
            }
            close = Some(response);
        },
    );
    close.unwrap_or_else(|| ui.response())
}
