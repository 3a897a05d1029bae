//! Where the keyboard is: always visible, and always on the screen.

use egui::accesskit::Role;
use egui::{Id, Key, LayerId, Modifiers, Order, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme;

/// How far the ring stands out.
const RING: f32 = 4.0;

/// For everything that can take the focus: brings it into view when it does.
pub(crate) trait KeptInView {
    /// The same response.
    fn kept_in_view(self) -> Self;
}

impl KeptInView for Response {
    fn kept_in_view(self) -> Self {
        // Not `gained_focus`, which misses a focus that was given by the program.
        let seen = Id::unique("focus in view");
        let is_new = self.has_focus() && self.ctx.data(|data| data.get_temp(seen)) != Some(self.id);
        if is_new {
            self.ctx.data_mut(|data| data.insert_temp(seen, self.id));
            // With its ring.
            Self { rect: self.rect.expand(RING), ..self.clone() }.scroll_to_me(None);
        }
        self
    }
}

/// Makes what was drawn here a list, and tells a screen reader of each row which of how many it is.
pub(crate) fn number_rows(ui: &Ui, name: &str, rows: &[Id]) {
    name_list(ui, name, rows.len());
    for (place, row) in rows.iter().enumerate() {
        place_in_list(ui, *row, place);
    }
}

/// What a list is called, and how many rows it has, drawn or not.
pub(super) fn name_list(ui: &Ui, name: &str, size: usize) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::List);
        node.set_label(name);
        node.set_size_of_set(size);
    });
}

pub(super) fn place_in_list(ui: &Ui, row: Id, place: usize) {
    ui.ctx().accesskit_node_builder(row, |node| node.set_position_in_set(place));
}

/// The rows of a list: each knows its place, Up and Down go from one to the next, Home and End to the first and the
/// last.
pub(crate) fn go_by_arrows(ui: &Ui, name: &str, rows: &[Id]) {
    number_rows(ui, name, rows);
    let Some(here) = ui.memory(egui::Memory::focused) else { return };
    let Some(place) = rows.iter().position(|row| *row == here || row.with("tick") == here) else { return };
    let wants = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if wants(Key::ArrowDown) {
        rows.get(place + 1)
    } else if wants(Key::ArrowUp) {
        place.checked_sub(1).and_then(|before| rows.get(before))
    } else if wants(Key::Home) {
        rows.first()
    } else if wants(Key::End) {
        rows.last()
    } else {
        None
    };
    if let Some(&to) = to {
        ui.memory_mut(|memory| {
            memory.request_focus(to);
            // Of a row that has just got the focus, egui takes an arrow for a wish to leave it.
            memory.move_focus(egui::FocusDirection::None);
        });
        // The row comes into view when it is drawn with the focus.
        ui.ctx().request_repaint();
    }
}

/// Draws the ring around whatever has the focus, stock widgets too; call it last in a frame.
pub(crate) fn focus_ring(ui: &Ui) {
    let Some(focused) = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id)) else { return };
    let visible = focused.interact_rect;
    if !visible.is_positive() {
        return;
    }
    // Behind an open menu, the ring of what had the focus is not drawn over the menu.
    let is_behind = egui::Popup::is_any_open(ui.ctx()) && focused.layer_id.order <= Order::Middle;
    let tokens = theme::tokens(ui);
    let order = if is_behind { Order::Middle } else { Order::Debug };
    let layer = LayerId::new(order, Id::unique("focus ring"));
    let painter = ui.ctx().layer_painter(layer);
    let corner = ui.visuals().widgets.inactive.corner_radius;
    // Inside the window even where the control touches its edge.
    let ring = visible.expand(RING).intersect(ui.ctx().content_rect());
    painter.rect_stroke(ring, corner, Stroke::new(3.0, tokens.focus), StrokeKind::Inside);
    painter.rect_stroke(ring.shrink(3.0), corner, Stroke::new(2.0, tokens.focus_edge), StrokeKind::Inside);
}
