//! A message that stays until it does not hold any more.

use egui::{Frame, Margin, Ui};

use super::{label, live};
use crate::ui::theme::{self, Text, space};

/// Narrower than this, the buttons stand under the words.
const WIDE: f32 = 700.0;
/// What the buttons take beside the words.
const BUTTONS: f32 = 300.0;

/// A message that stays until it does not hold any more, and what can be done about it.
pub(crate) fn banner_ui(ui: &mut Ui, text: &str, buttons_ui: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui);
    ui.add_space(space::HAIR);
    Frame::new().fill(tokens.due).corner_radius(6).inner_margin(Margin::symmetric(16, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if ui.available_width() > WIDE {
            ui.horizontal(|ui| {
                let room = ui.available_width() - BUTTONS;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    let said = label(ui, theme::tinted(Text::Body.of(text), tokens.on_due));
                    live(ui, &said);
                });
                buttons_ui(ui);
            });
        } else {
            let said = label(ui, theme::tinted(Text::Body.of(text), tokens.on_due));
            live(ui, &said);
            ui.horizontal_wrapped(buttons_ui);
        }
    });
}
