//! Settings. Each takes effect at once. What the organisation has locked is shown, greyed, and says so.

use egui::{Checkbox, RadioButton, Response, Ui};

use super::close_ui;
use crate::app::{Action, Answer, Msg, State};
use crate::format::{Drawing, ThemeChoice};
use crate::text::SET_BY_ORGANISATION;
use crate::ui::Outbox;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{KeptInView as _, field_label, group, heading, hint, text_field};

pub(super) fn settings_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Response {
    let settings = &state.settings;
    heading(ui, 2, "Settings");
    let mut name = settings.your_name.clone();
    let width = f32::INFINITY;
    let field = text_field(ui, "Your name, for the history of a checklist", &mut name, width);
    if field.changed() {
        outbox.send(Msg::Answer(Answer::YourName(name)));
    }
    hint(ui, "Written into the file beside each change that you make.");
    let mut post = settings.your_post.clone();
    if text_field(ui, "Your post, for sign-offs", &mut post, width).changed() {
        outbox.send(Msg::Answer(Answer::YourPost(post)));
    }
    looks_ui(ui, state, outbox);
    ui.add_space(space::SMALL);
    let hides = "Keep names of files out of the title and of recent checklists";
    box_ui(ui, state, "hides_names", settings.hides_names, hides, Answer::HideNames, outbox);
    box_ui(ui, state, "keeps_recent", settings.keeps_recent, "Remember recent checklists", Answer::KeepRecent, outbox);
    hint(ui, "The list is in your profile on this computer. Switching it off clears it.");
    let saves = "Save by itself, 2 seconds after a change";
    box_ui(ui, state, "saves_automatically", settings.saves_automatically, saves, Answer::SaveAutomatically, outbox);
    hint(ui, "Only where a checklist has a file. Switched off, a copy is still kept on this computer until you save.");
    ui.add_space(space::SMALL);
    if ui.button(Action::RemoveData.label(state)).kept_in_view().clicked() {
        outbox.send(Msg::Do(Action::RemoveData));
    }
    close_ui(ui, outbox);
    field
}

fn looks_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let settings = &state.settings;
    field_label(ui, "Colours");
    group(ui, "Colours", |ui| {
        ui.horizontal_wrapped(|ui| {
            for theme in ThemeChoice::ALL {
                let action = Action::Theme(theme);
                let radio = RadioButton::new(settings.theme == theme, theme.label());
                if ui.add_enabled(action.is_enabled(state), radio).kept_in_view().clicked() {
                    outbox.send(Msg::Do(action));
                }
            }
        });
    });
    locked_ui(ui, state, "theme");
    field_label(ui, "Text size");
    ui.horizontal_wrapped(|ui| {
        for action in [Action::SmallerText, Action::LargerText, Action::NormalText] {
            let button = egui::Button::new(action.label(state));
            if ui.add_enabled(action.is_enabled(state), button).kept_in_view().clicked() {
                outbox.send(Msg::Do(action));
            }
        }
        ui.label(Text::Strong.of(format!("{} %", settings.text_size)));
    });
    locked_ui(ui, state, "text_size");
    field_label(ui, "Draw the window with");
    group(ui, "Draw the window with", |ui| {
        ui.horizontal_wrapped(|ui| {
            for drawing in Drawing::ALL {
                let radio = RadioButton::new(settings.drawing == drawing, drawing.label());
                if ui.add_enabled(!settings.is_locked("drawing"), radio).kept_in_view().clicked() {
                    outbox.send(Msg::Answer(Answer::DrawWith(drawing)));
                }
            }
        });
    });
    locked_ui(ui, state, "drawing");
    hint(ui, "Counts from the next start. Choose the processor where the window flickers, or does not open.");
}

/// A setting that is on or off.
fn box_ui(
    ui: &mut Ui,
    state: &State,
    key: &str,
    mut is_on: bool,
    words: &str,
    answer: impl FnOnce(bool) -> Answer,
    outbox: &mut Outbox,
) {
    let is_free = !state.settings.is_locked(key);
    if ui.add_enabled(is_free, Checkbox::new(&mut is_on, words)).kept_in_view().changed() {
        outbox.send(Msg::Answer(answer(is_on)));
    }
    locked_ui(ui, state, key);
}

fn locked_ui(ui: &mut Ui, state: &State, key: &str) {
    if state.settings.is_locked(key) {
        hint(ui, SET_BY_ORGANISATION);
    }
}
