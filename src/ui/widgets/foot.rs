//! The line at the foot: what was done last and the way back, or where the file is. It is as high with either, so that
//! nothing moves or is covered when something was done.

use egui::{Button, Color32, Frame, Label, Margin, Panel, Ui};

use super::{KeptInView as _, galley, label, live};
use crate::app::{Action, Msg, Notice, Screen, State};
use crate::ui::Outbox;
use crate::ui::theme::{self, Icon, Text, space};
use crate::visible::made_visible;

/// What the buttons take beside the words.
const BUTTONS: f32 = 176.0;
/// Narrower than this, the second one is a cross.
const WIDE: f32 = 700.0;
const NARROW_BUTTONS: f32 = 120.0;

/// The line at the foot. None where nothing is open and nothing is said.
pub(crate) fn foot_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let place = place_words(state);
    if state.notice.is_none() && place.is_none() {
        return;
    }
    let tokens = theme::tokens(ui);
    let fill = if state.notice.is_some() { tokens.notice } else { tokens.page };
    let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(16, 4));
    Panel::bottom("foot").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            // As high as a button; where there is little room, as two lines.
            let line = ui.text_style_height(&Text::Body.style());
            let button = (line + 2.0 * ui.spacing().button_padding.y).max(theme::TARGET);
            ui.set_min_height(if ui.available_width() > WIDE { button } else { button.max(2.0 * line) });
            match &state.notice {
                Some(notice) => notice_ui(ui, state, notice, place.as_deref(), outbox),
                None => {
                    label(ui, theme::tinted(Text::Small.of(place.unwrap_or_default()), tokens.quiet));
                }
            }
        });
    });
}

/// What was done last, the way back, and behind them, where there is room, the place of the file.
fn notice_ui(ui: &mut Ui, state: &State, notice: &Notice, place: Option<&str>, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    let is_wide = ui.available_width() > WIDE;
    let room = ui.available_width() - if is_wide { BUTTONS } else { NARROW_BUTTONS };
    let width = |ui: &Ui, text: &str, look: Text| galley(ui, text, look, Color32::PLACEHOLDER, f32::INFINITY).size().x;
    let words = width(ui, &notice.text, Text::Body);
    ui.scope(|ui| {
        ui.set_max_width(room);
        let said = label(ui, theme::tinted(Text::Body.of(notice.text.as_str()), tokens.on_notice));
        live(ui, &said);
    });
    if notice.can_undo && Action::Undo.is_enabled(state) && ui.button("Undo").kept_in_view().clicked() {
        outbox.send(Msg::Do(Action::Undo));
    }
    let dismiss = if is_wide { Button::new("Dismiss") } else { Button::new(Icon::CLOSE.0) };
    if ui.add(dismiss).kept_in_view().accessible_name("Dismiss").clicked() {
        outbox.send(Msg::DismissNotice);
    }
    if let Some(place) = place
        && words + space::WIDE + width(ui, place, Text::Small) < room
    {
        ui.add_space(space::LARGE);
        ui.add(Label::new(theme::tinted(Text::Small.of(place), tokens.on_notice)));
    }
}

/// Where the file is, on the screens on which something is done step by step.
fn place_words(state: &State) -> Option<String> {
    let document = state.document.as_ref()?;
    match state.screen {
        Screen::Checklist | Screen::Plan => {
            let file = document.path().map(|path| format!("File: {}", made_visible(&path.display().to_string())));
            Some(file.unwrap_or_else(|| "In no file yet.".to_owned()))
        }
        Screen::Welcome | Screen::New | Screen::Team | Screen::Reference => None,
    }
}
