//! Settings. Each takes effect at once.

use egui::{Response, Ui};

use super::close_ui;
use crate::app::{Action, Answer, Msg, State};
use crate::format::{Drawing, ThemeChoice};
use crate::ui::Outbox;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{KeptInView as _, field_label, heading, hint, text_field};

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
    field_label(ui, "Colours");
    ui.horizontal_wrapped(|ui| {
        for theme in ThemeChoice::ALL {
            let is_chosen = settings.theme == theme;
            if ui.radio(is_chosen, theme.label()).kept_in_view().clicked() {
                outbox.send(Msg::Do(Action::Theme(theme)));
            }
        }
    });
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
    field_label(ui, "Draw the window with");
    ui.horizontal_wrapped(|ui| {
        for drawing in Drawing::ALL {
            if ui.radio(settings.drawing == drawing, drawing.label()).kept_in_view().clicked() {
                outbox.send(Msg::Answer(Answer::DrawWith(drawing)));
            }
        }
    });
    hint(
        ui,
        "Counts from the next start. Choose the processor where the window flickers, stays black or does not open.",
    );
    ui.add_space(space::SMALL);
    let mut keeps = settings.keeps_recent;
    if ui.checkbox(&mut keeps, "Remember recent checklists").kept_in_view().changed() {
        outbox.send(Msg::Answer(Answer::KeepRecent(keeps)));
    }
    hint(ui, "The list is in your profile on this computer. Switching it off clears it.");
    let mut saves = settings.saves_automatically;
    if ui.checkbox(&mut saves, "Save by itself, 2 seconds after a change").kept_in_view().changed() {
        outbox.send(Msg::Answer(Answer::SaveAutomatically(saves)));
    }
    hint(ui, "Only where a checklist has a file. Switched off, a copy is still kept on this computer until you save.");
    ui.add_space(space::SMALL);
    if ui.button(Action::RemoveData.label(state)).kept_in_view().clicked() {
        outbox.send(Msg::Do(Action::RemoveData));
    }
    close_ui(ui, outbox);
    field
}
