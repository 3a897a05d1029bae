//! The buttons under a dialog, in the order of the system.

use egui::{FontSelection, Id, Response, Ui};

use crate::app::{Answer, Msg};
use crate::ui::Outbox;
use crate::ui::theme::{ROW, Text, space};
use crate::ui::widgets::{KeptInView as _, main_button};

/// Where the button stands that does what a dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonOrder {
    /// Left of Cancel, as on Windows.
    ActionFirst,
    /// At the far right, as on Linux and macOS.
    ActionLast,
}

impl Default for ButtonOrder {
    fn default() -> Self {
        if cfg!(windows) { Self::ActionFirst } else { Self::ActionLast }
    }
}

impl ButtonOrder {
    fn id() -> Id {
        Id::unique("the order of buttons")
    }

    /// For all dialogs of this frame.
    pub(super) fn set(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(Self::id(), self));
    }

    fn of(ui: &Ui) -> Self {
        ui.data(|data| data.get_temp(Self::id())).unwrap_or_default()
    }
}

/// The buttons of a dialog.
pub(super) struct Answers<'a> {
    /// What the dialog is for.
    pub(super) action: &'a str,
    pub(super) answer: Answer,
    /// Leaves everything as it is, as Escape does.
    pub(super) cancel: &'a str,
    /// Another way out, that neither does nor leaves it.
    pub(super) other: Option<(&'a str, Answer)>,
    /// Whether the action can be chosen yet.
    pub(super) is_ready: bool,
    /// Whether the action destroys something: then to leave everything as it is has the focus.
    pub(super) is_dangerous: bool,
}

/// Which of them was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    Action,
    Cancel,
    Other,
}

impl<'a> Answers<'a> {
    pub(super) const fn new(action: &'a str, answer: Answer) -> Self {
        Self { action, answer, cancel: "Cancel", other: None, is_ready: true, is_dangerous: false }
    }

    /// Draws them, answers, and gives the one that is to have the focus first.
    pub(super) fn ui(self, ui: &mut Ui, outbox: &mut Outbox) -> (Response, Option<Pressed>) {
        let order = ButtonOrder::of(ui);
        let in_order: &[Pressed] = match (order, self.other.is_some()) {
            (ButtonOrder::ActionFirst, true) => &[Pressed::Action, Pressed::Other, Pressed::Cancel],
            (ButtonOrder::ActionFirst, false) => &[Pressed::Action, Pressed::Cancel],
            (ButtonOrder::ActionLast, true) => &[Pressed::Other, Pressed::Cancel, Pressed::Action],
            (ButtonOrder::ActionLast, false) => &[Pressed::Cancel, Pressed::Action],
        };
        let row: Vec<Button<'_>> = in_order.iter().map(|which| self.button(*which)).collect();
        // What neither does nor leaves it stands apart.
        let at_left = usize::from(order == ButtonOrder::ActionLast && self.other.is_some());
        let responses = row_ui(ui, &row, at_left);
        let (mut main, mut pressed) = (None, None);
        for ((which, button), response) in in_order.iter().zip(&row).zip(responses) {
            if response.clicked() {
                pressed = Some(*which);
            }
            if button.is_main {
                main = Some(response);
            }
        }
        let answer = pressed.map(|which| match which {
            Pressed::Action => self.answer,
            Pressed::Cancel => Answer::Cancel,
            Pressed::Other => self.other.map_or(Answer::Cancel, |(_, answer)| answer),
        });
        if let Some(answer) = answer {
            outbox.send(Msg::Answer(answer));
        }
        (main.unwrap_or_else(|| ui.response()), pressed)
    }

    fn button(&self, which: Pressed) -> Button<'_> {
        match which {
            Pressed::Action => Button { words: self.action, is_main: !self.is_dangerous, is_ready: self.is_ready },
            Pressed::Cancel => Button { words: self.cancel, is_main: self.is_dangerous, is_ready: true },
            Pressed::Other => {
                let words = self.other.as_ref().map_or("", |(words, _)| *words);
                Button { words, is_main: false, is_ready: true }
            }
        }
    }
}

/// The one button of a dialog that only tells.
pub(super) fn close_ui(ui: &mut Ui, outbox: &mut Outbox) -> Response {
    ui.add_space(space::LARGE);
    one_ui(ui, Button { words: "Close", is_main: true, is_ready: true }, outbox)
}

/// The same where something else is the main button.
pub(super) fn later_ui(ui: &mut Ui, words: &str, outbox: &mut Outbox) -> Response {
    one_ui(ui, Button { words, is_main: false, is_ready: true }, outbox)
}

fn one_ui(ui: &mut Ui, button: Button<'_>, outbox: &mut Outbox) -> Response {
    let response = row_ui(ui, &[button], 0).pop().unwrap_or_else(|| ui.response());
    if response.clicked() {
        outbox.send(Msg::Answer(Answer::Cancel));
    }
    response
}

struct Button<'a> {
    words: &'a str,
    is_main: bool,
    is_ready: bool,
}

impl Button<'_> {
    fn width(&self, ui: &Ui) -> f32 {
        let look = if self.is_main { Text::Strong } else { Text::Body };
        let font = FontSelection::Style(look.style()).resolve(ui.style());
        let color = ui.visuals().text_color();
        let words = ui.painter().layout_no_wrap(self.words.to_owned(), font, color).size().x;
        (words + 2.0 * ui.spacing().button_padding.x).ceil()
    }

    fn ui(&self, ui: &mut Ui) -> Response {
        if self.is_main {
            ui.add_enabled_ui(self.is_ready, |ui| main_button(ui, self.words)).inner
        } else {
            ui.add_enabled(self.is_ready, egui::Button::new(self.words)).kept_in_view()
        }
    }
}

/// Buttons from left to right, as Tab goes too: so many at the left, the others at the right; from the left and in lines
/// where there is no room for that.
fn row_ui(ui: &mut Ui, row: &[Button<'_>], at_left: usize) -> Vec<Response> {
    let gap = ui.spacing().item_spacing.x;
    let width: f32 = row.iter().map(|button| button.width(ui) + gap).sum();
    let free = (ui.available_width() - width + gap).floor();
    if free < 0.0 {
        return ui.horizontal_wrapped(|ui| row.iter().map(|button| button.ui(ui)).collect()).inner;
    }
    let shown = ui.horizontal(|ui| {
        // The main button is higher than the others.
        ui.set_min_height(ROW);
        let mut responses = Vec::new();
        for (place, button) in row.iter().enumerate() {
            if place == at_left {
                ui.add_space(free);
            }
            responses.push(button.ui(ui));
        }
        responses
    });
    shown.inner
}
