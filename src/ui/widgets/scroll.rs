//! Reading on by key, where nothing in a text takes the focus.

use egui::{Key, Modifiers, Rect, Ui, vec2};

/// What a line is, when a text is read line by line.
const LINE: f32 = 42.0;
/// Farther than any text is long.
const FAR: f32 = 100_000.0;

/// Moves the surrounding scroll area by Page Up and Page Down, Home and End, and line by line where `by_line` says so.
/// `area` is what is seen of it; keys count while the focus is in there or nowhere, and not in a field.
pub(crate) fn scroll_by_keys(ui: &Ui, area: Rect, by_line: bool) {
    if has_field_focus(ui) {
        return;
    }
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    // What was scrolled out of sight has no visible part.
    let is_elsewhere = |rect: Rect| rect.is_positive() && !area.intersects(rect);
    if focused.is_some_and(|response| is_elsewhere(response.interact_rect)) {
        return;
    }
    let page = (area.height() - LINE).max(LINE);
    let keys = [
        (Key::PageDown, page, true),
        (Key::PageUp, -page, true),
        (Key::End, FAR, by_line),
        (Key::Home, -FAR, by_line),
        (Key::ArrowDown, LINE, by_line),
        (Key::ArrowUp, -LINE, by_line),
    ];
    for (key, down, counts) in keys {
        if counts && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(vec2(0.0, -down));
            ui.ctx().request_repaint();
        }
    }
}

/// Whether somebody is typing.
fn has_field_focus(ui: &Ui) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    focused.is_some_and(|id| egui::TextEdit::load_state(ui.ctx(), id).is_some())
}
