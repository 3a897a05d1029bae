//! Keys, from the one table of actions.

use egui::{Context, KeyboardShortcut, Modifiers, Ui};

use super::Outbox;
use crate::app::{Action, Key, Msg, Shortcut, State};

/// Sends the actions whose keys were pressed. The keys with more modifiers are matched first, because egui passes
/// over an extra Shift. While a dialog is open, none counts.
pub fn take_shortcuts(ui: &Ui, state: &State, outbox: &mut Outbox) {
    if state.dialog.is_some() {
        return;
    }
    let mut bound: Vec<(Shortcut, Action)> =
        Action::with_keys().flat_map(|action| action.shortcuts().map(move |shortcut| (shortcut, action))).collect();
    bound.sort_by_key(|(shortcut, _)| !shortcut.shift);
    for (shortcut, action) in bound {
        // In a text field, undo and redo are those of the field.
        let is_of_text = matches!(action, Action::Undo | Action::Redo);
        if is_of_text && ui.ctx().text_edit_focused() {
            continue;
        }
        if ui.input_mut(|input| input.consume_shortcut(&to_egui(shortcut))) {
            outbox.send(Msg::Do(action));
        }
    }
}

/// The key as a menu shows it: "Ctrl+S".
#[must_use]
pub(super) fn shown(ctx: &Context, shortcut: Shortcut) -> String {
    ctx.format_shortcut(&to_egui(shortcut)).replace("OpenBracket", "[").replace("CloseBracket", "]")
}

fn to_egui(shortcut: Shortcut) -> KeyboardShortcut {
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers = modifiers.plus(Modifiers::COMMAND);
    }
    if shortcut.shift {
        modifiers = modifiers.plus(Modifiers::SHIFT);
    }
    let key = match shortcut.key {
        Key::Letter(letter) => egui::Key::from_name(&letter.to_string()).unwrap_or(egui::Key::A),
        Key::Digit(digit) => egui::Key::from_name(&digit.to_string()).unwrap_or(egui::Key::Num0),
        Key::F1 => egui::Key::F1,
        Key::Plus => egui::Key::Plus,
        Key::Minus => egui::Key::Minus,
        Key::Comma => egui::Key::Comma,
        Key::OpenBracket => egui::Key::OpenBracket,
        Key::CloseBracket => egui::Key::CloseBracket,
    };
    KeyboardShortcut::new(modifiers, key)
}
