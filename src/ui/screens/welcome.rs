//! The first screen: what do you want to do?

use egui::{CentralPanel, Frame, Margin, ScrollArea, Ui};

use crate::app::{Action, Msg, State, samples};
use crate::text;
use crate::ui::Outbox;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{KeptInView as _, action_button, boxed, heading, hint, label, link, main_button, quiet};

pub(crate) fn welcome_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let frame = Frame::new().fill(theme::tokens(ui).page).inner_margin(Margin::same(24));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(theme::MEASURE + 80.0);
            heading(ui, 1, "Secure Start");
            label(
                ui,
                Text::Title.of(
                    "The steps before your first shift in a prison, immigration removal centre or other secure setting.",
                ),
            );
            ui.add_space(space::LARGE);
            choices_ui(ui, state, outbox);
            ui.add_space(space::LARGE);
            recent_ui(ui, state, outbox);
            samples_ui(ui, state, outbox);
            ui.add_space(space::WIDE);
            hint(ui, text::NOT_ADVICE);
        });
    });
}

fn choices_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    boxed(ui, |ui| {
        heading(ui, 2, "Make my checklist");
        quiet(ui, "Say where you will work, and get the steps that apply to you. It takes 2 minutes.");
        ui.add_space(space::SMALL);
        if main_button(ui, "Make my checklist").clicked() {
            outbox.send(Msg::Do(Action::New));
        }
    });
    ui.add_space(space::MEDIUM);
    boxed(ui, |ui| {
        heading(ui, 2, "Open a checklist");
        quiet(ui, "Go on with a checklist that was saved before. You can also drop the file on this window.");
        ui.add_space(space::SMALL);
        action_button(ui, state, Action::Open, Icon::FOLDER, outbox);
    });
    ui.add_space(space::MEDIUM);
    boxed(ui, |ui| {
        heading(ui, 2, "Read about the work");
        quiet(ui, "What each setting and role is like, how vetting works, what you may bring in.");
        ui.add_space(space::SMALL);
        action_button(ui, state, Action::ShowReference, Icon::BOOK, outbox);
    });
}

fn recent_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    if state.settings.recent.is_empty() {
        return;
    }
    heading(ui, 2, "Recent checklists");
    for (place, path) in state.settings.recent.iter().enumerate() {
        let action = Action::OpenRecent(place);
        let response = link(ui, &action.label(state)).on_hover_text(path.display().to_string());
        if response.clicked() {
            outbox.send(Msg::Do(action));
        }
    }
    ui.add_space(space::LARGE);
}

fn samples_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    heading(ui, 2, "Try a sample");
    quiet(ui, "The people in the samples are invented. Nothing that you change in them is kept unless you save it.");
    for place in 0..samples().len() {
        let action = Action::TrySample(place);
        if link(ui, &action.label(state)).kept_in_view().clicked() {
            outbox.send(Msg::Do(action));
        }
    }
}
