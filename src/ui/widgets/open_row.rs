//! A row that opens something: the whole of it can be clicked, and Up and Down go from one to the next.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, EventFilter, FontSelection, Galley, Rect, Response, Sense, Ui, WidgetInfo, vec2};

use super::KeptInView as _;
use crate::ui::theme::{self, Text, space};

/// Takes room for a row as wide as there is, and draws its ground. `name` is all that it says, for a screen reader.
/// Left and Right are the row's own too where `takes_sideways` says so.
pub(crate) fn open_row(
    ui: &mut Ui,
    id: &str,
    height: f32,
    (is_chosen, takes_sideways): (bool, bool),
    name: impl FnOnce() -> String,
) -> (Rect, Response) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let response = row_at(ui, rect, id, (is_chosen, takes_sideways), name).kept_in_view();
    (rect, response)
}

/// The same in a place that is known; it is not brought into view when it takes the focus.
pub(crate) fn row_at(
    ui: &Ui,
    rect: Rect,
    id: &str,
    (is_chosen, takes_sideways): (bool, bool),
    name: impl FnOnce() -> String,
) -> Response {
    let id = ui.scope_id().with(id);
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: takes_sideways, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let response = ui.interact(rect, id, Sense::click());
    let name = name();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, name.as_str()));
    if ui.is_rect_visible(rect) {
        ground(ui, rect, is_chosen, response.hovered());
    }
    response
}

/// What lies behind a row.
pub(crate) fn ground(ui: &Ui, rect: Rect, is_chosen: bool, is_hovered: bool) {
    let tokens = theme::tokens(ui);
    if is_chosen {
        ui.painter().rect_filled(rect, 0, tokens.chosen);
        let edge = Rect::from_min_size(rect.min, vec2(space::HAIR, rect.height()));
        ui.painter().rect_filled(edge, 0, tokens.accent);
    } else if is_hovered {
        ui.painter().rect_filled(rect, 0, tokens.hover);
    }
}

/// Text on one line, with an ellipsis where it is longer than the room.
pub(crate) fn one_line(ui: &Ui, text: &str, look: Text, color: Color32, width: f32) -> Arc<Galley> {
    let font = FontSelection::Style(look.style()).resolve(ui.style());
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    ui.painter().layout_job(job)
}

/// Text laid out in a look and a colour.
pub(crate) fn galley(ui: &Ui, text: &str, look: Text, color: Color32, width: f32) -> Arc<Galley> {
    let font = FontSelection::Style(look.style()).resolve(ui.style());
    ui.painter().layout(text.to_owned(), font, color, width)
}
