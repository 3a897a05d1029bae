//! The menu bar, drawn from the one table of actions.

use egui::accesskit::Role;
use egui::containers::menu::menu_style;
use egui::{Button, MenuBar, Panel, ScrollArea, Style, Ui, vec2};

use super::theme::{TARGET, space};
use super::widgets::KeptInView as _;
use super::{Local, Outbox, keymap};
use crate::app::{Action, Menu, Msg, SAMPLES, State};

pub(super) fn menu_ui(ui: &mut Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    Panel::top("menu").show(ui, |ui| {
        MenuBar::new().style(bar_style).ui(ui, |ui| {
            for menu in Menu::ALL {
                let button = ui.menu_button(menu.label(), |ui| entries_ui(ui, state, menu, outbox)).response;
                if std::mem::take(&mut local.wants_menu) {
                    button.request_focus();
                }
            }
        });
    });
}

/// As egui has it, with more to aim at.
fn bar_style(style: &mut Style) {
    menu_style(style);
    style.spacing.button_padding = vec2(space::SMALL, 0.0);
}

/// A menu that is longer than the window scrolls.
fn entries_ui(ui: &mut Ui, state: &State, menu: Menu, outbox: &mut Outbox) {
    ui.set_min_width(260.0);
    let height = (ui.ctx().content_rect().bottom() - ui.max_rect().top() - space::MEDIUM).max(TARGET);
    ScrollArea::vertical().max_height(height).show(ui, |ui| all_ui(ui, state, menu, outbox));
}

fn all_ui(ui: &mut Ui, state: &State, menu: Menu, outbox: &mut Outbox) {
    for entry in menu.entries() {
        let Some(action) = *entry else {
            ui.separator();
            continue;
        };
        entry_ui(ui, state, action, outbox);
        if action == Action::Open {
            recent_ui(ui, state, outbox);
            submenu_ui(ui, "Try a sample", |ui| {
                for place in 0..SAMPLES.len() {
                    entry_ui(ui, state, Action::TrySample(place), outbox);
                }
            });
        }
    }
}

/// A menu in a menu.
fn submenu_ui(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let response = ui.menu_button(name, content).response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(Role::MenuItem));
}

fn recent_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.add_enabled_ui(!state.settings.recent.is_empty(), |ui| {
        submenu_ui(ui, "Open recent", |ui| {
            for place in 0..state.settings.recent.len() {
                entry_ui(ui, state, Action::OpenRecent(place), outbox);
            }
            ui.separator();
            entry_ui(ui, state, Action::ClearRecent, outbox);
        });
    });
}

fn entry_ui(ui: &mut Ui, state: &State, action: Action, outbox: &mut Outbox) {
    let mut button = Button::new(action.label(state));
    let is_choice = matches!(action, Action::Theme(_));
    if is_choice || action.is_chosen(state) {
        button = button.selected(action.is_chosen(state));
    }
    if let Some(shortcut) = action.shortcuts().next() {
        button = button.shortcut_text(keymap::shown(ui.ctx(), shortcut));
    }
    let response = ui.add_enabled(action.is_enabled(state), button).kept_in_view();
    let role = if is_choice { Role::MenuItemRadio } else { Role::MenuItem };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        if !is_choice {
            node.clear_toggled();
        }
    });
    if response.clicked() {
        outbox.send(Msg::Do(action));
        ui.close();
    }
}
