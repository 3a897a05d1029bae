//! The first screen: what do you want to do?

use egui::{CentralPanel, Frame, Margin, ScrollArea, Ui};

use crate::app::{Action, Msg, SAMPLES, State};
use crate::text;
use crate::ui::Outbox;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{
    KeptInView as _, action_button, boxed, heading, hint, label, link, main_button, quiet, region,
};
use crate::visible::made_visible;

/// Narrower than this, the choices stand under each other.
const THREE_COLUMNS: f32 = 760.0;
/// As wide as the page grows.
const WIDTH: f32 = 1000.0;
const CARD: f32 = 80.0;
const TALL_CARD: f32 = 140.0;

pub(crate) fn welcome_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let frame = Frame::new().fill(theme::tokens(ui).page).inner_margin(Margin::same(24));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        region(ui, "welcome", |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(WIDTH.min(ui.available_width()));
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
            read_ui(ui, state, outbox);
            samples_ui(ui, state, outbox);
            ui.add_space(space::WIDE);
            hint(ui, text::NOT_ADVICE);
        });
        });
    });
}

/// Three large choices, side by side where there is room.
fn choices_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    if ui.available_width() < THREE_COLUMNS {
        make_ui(ui, CARD, outbox);
        ui.add_space(space::MEDIUM);
        open_ui(ui, state, CARD, outbox);
        ui.add_space(space::MEDIUM);
        team_ui(ui, state, CARD, outbox);
        return;
    }
    ui.columns_const(|[left, middle, right]| {
        make_ui(left, TALL_CARD, outbox);
        open_ui(middle, state, TALL_CARD, outbox);
        team_ui(right, state, TALL_CARD, outbox);
    });
}

fn make_ui(ui: &mut Ui, height: f32, outbox: &mut Outbox) {
    let text = "Say where you will work, and get the steps that apply to you.";
    card_ui(ui, height, "Start here", text, |ui| {
        if main_button(ui, "Make my checklist").clicked() {
            outbox.send(Msg::Do(Action::New));
        }
    });
}

fn open_ui(ui: &mut Ui, state: &State, height: f32, outbox: &mut Outbox) {
    let text = "Go on with a checklist that was saved before. You can also drop the file on this window.";
    card_ui(ui, height, "Open a checklist", text, |ui| action_button(ui, state, Action::Open, Icon::FOLDER, outbox));
}

fn team_ui(ui: &mut Ui, state: &State, height: f32, outbox: &mut Outbox) {
    let text = "For managers: a folder of checklists. Who can start, whom to ask again, and what to sign off.";
    card_ui(ui, height, "See your team", text, |ui| {
        action_button(ui, state, Action::OpenTeam, Icon::FOLDER, outbox);
    });
}

fn read_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        action_button(ui, state, Action::ShowReference, Icon::BOOK, outbox);
        quiet(ui, "What each setting and role is like, how vetting works, and what you may bring in.");
    });
    ui.add_space(space::MEDIUM);
}

fn card_ui(ui: &mut Ui, height: f32, title: &str, text: &str, button: impl FnOnce(&mut Ui)) {
    boxed(ui, |ui| {
        ui.vertical(|ui| {
            ui.set_min_height(height);
            heading(ui, 2, title);
            // As high as three lines, so that the buttons stand in a row.
            ui.scope(|ui| {
                ui.set_min_height(height / 2.0);
                quiet(ui, text);
            });
            ui.add_space(space::SMALL);
            button(ui);
        });
    });
}

fn recent_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    if state.settings.recent.is_empty() {
        return;
    }
    heading(ui, 2, "Recent checklists");
    for (place, path) in state.settings.recent.iter().enumerate() {
        let action = Action::OpenRecent(place);
        if link(ui, &action.label(state)).clicked() {
            outbox.send(Msg::Do(action));
        }
        if let Some(folder) = path.parent() {
            hint(ui, made_visible(&folder.display().to_string()));
        }
    }
    ui.add_space(space::LARGE);
}

fn samples_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    heading(ui, 2, "Try a sample");
    quiet(ui, "The people in the samples are invented. Nothing that you change in them is saved unless you save it.");
    for place in 0..SAMPLES.len() {
        let action = Action::TrySample(place);
        if link(ui, &action.label(state)).kept_in_view().clicked() {
            outbox.send(Msg::Do(action));
        }
    }
}
