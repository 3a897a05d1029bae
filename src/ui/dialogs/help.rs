//! The help: what the program does and does not, where it keeps files, and how to report a fault.

use egui::{Response, Ui};

use super::{close_ui, to_read_ui};
use crate::app::{Action, Msg, State};
use crate::text::{self, DOES, DOES_NOT, REPORT};
use crate::ui::theme::space;
use crate::ui::widgets::{KeptInView as _, boxed, heading, hint, label, link};
use crate::ui::{Outbox, keymap};
use crate::visible::made_visible;

pub(super) const HELP: &str = "Help";

pub(super) fn help_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Response {
    heading(ui, 2, HELP);
    to_read_ui(ui, |ui| {
        for (title, lines) in [("What this program does", &DOES[..]), ("What it does not do", &DOES_NOT[..])] {
            heading(ui, 3, title);
            for line in lines {
                label(ui, format!("\u{2022} {line}"));
            }
            ui.add_space(space::MEDIUM);
        }
        keys_ui(ui, state, outbox);
        heading(ui, 3, "Where files are kept");
        label(ui, "A checklist is where you save it. Beside that, this program keeps:");
        for (what, place) in &state.host.places {
            label(ui, format!("\u{2022} {what}"));
            hint(ui, made_visible(place));
        }
        ui.add_space(space::MEDIUM);
        report_ui(ui, state);
        label(ui, text::NOT_ADVICE);
    });
    close_ui(ui, outbox)
}

fn keys_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    heading(ui, 3, "Keys");
    if let Some(shortcut) = Action::Shortcuts.shortcuts().next() {
        label(ui, format!("{} lists them all. F10 leads to the menus.", keymap::shown(ui.ctx(), shortcut)));
    }
    if link(ui, &Action::Shortcuts.label(state)).clicked() {
        outbox.send(Msg::Do(Action::Shortcuts));
    }
    ui.add_space(space::MEDIUM);
}

fn report_ui(ui: &mut Ui, state: &State) {
    heading(ui, 3, "Report a fault");
    if !state.settings.help_contact.trim().is_empty() {
        label(ui, format!("Ask: {}", made_visible(&state.settings.help_contact)));
    }
    label(ui, REPORT);
    let report = state.diagnostics().text();
    ui.add_space(space::SMALL);
    boxed(ui, |ui| {
        for line in report.lines() {
            label(ui, line);
        }
    });
    ui.add_space(space::SMALL);
    if ui.button("Copy this text").kept_in_view().clicked() {
        ui.ctx().copy_text(report);
    }
    ui.add_space(space::MEDIUM);
}
