//! The checklist: header, navigation at the left, the list, and the step that is open at the right.

mod header;
mod list;
mod local;
mod navigation;
mod record;
mod sign_off;
mod step;
mod still;

use egui::{CentralPanel, Frame, Id, Margin, Panel, Stroke, Ui, UiBuilder};

use super::{THREE_COLUMNS, TWO_COLUMNS};
use crate::app::{Document, Msg, State};
use crate::ui::theme::{self, space};
use crate::ui::widgets::region;
use crate::ui::{Local, Outbox};

/// Before a window has told its size, the first frame is laid out for a huge one: nothing is decided by that.
const UNKNOWN: f32 = 4096.0;
/// In a window lower than this (large text on a small screen), all of the header but the first line scrolls with the list.
/// Not by the room that is left: the header would come and go with whatever else is said.
const TALL: f32 = 540.0;

pub(crate) fn checklist_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    let size = ui.available_size();
    let is_tall = ui.ctx().content_rect().height() >= TALL;
    // With room for one thing only, a checklist opens on its name and its list, and Find leads to the list.
    let is_known = size.x < UNKNOWN;
    let wants_list = local.is_new_document || local.finds_seen != state.finds;
    if size.x < THREE_COLUMNS && wants_list && document.selected.is_some() {
        outbox.send(Msg::Select(None));
    }
    local.is_new_document &= !is_known;
    local.still.follow(ui, document.key());
    if is_tall {
        let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(16, 12));
        Panel::top("header").frame(frame).show(ui, |ui| {
            region(ui, "header", |ui| header::header_ui(ui, state, document, local, outbox));
        });
    } else if size.x >= THREE_COLUMNS || document.selected.is_none() {
        let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(12, 4));
        Panel::top("title").frame(frame).show(ui, |ui| {
            region(ui, "title", |ui| header::title_line_ui(ui, document));
        });
    }
    if size.x >= TWO_COLUMNS {
        let frame = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(8, 12));
        Panel::left("navigation").frame(frame).resizable(false).exact_size(232.0).show(ui, |ui| {
            region(ui, "navigation", |ui| navigation::navigation_ui(ui, state, Some(document), local, outbox));
        });
    }
    CentralPanel::default().frame(Frame::new().fill(tokens.surface)).show(ui, |ui| {
        let whole = ui.max_rect();
        let selected = document.selected_step();
        let edge = match selected {
            Some(_) if size.x >= THREE_COLUMNS => whole.right() - (size.x * 0.34).clamp(380.0, 560.0),
            Some(_) => whole.left(),
            None => whole.right(),
        };
        let (left, right) = whole.split_left_right_at_x(edge);
        // The list comes first, for the keyboard and for a screen reader too.
        if left.width() > 0.0 {
            ui.scope_builder(UiBuilder::new().max_rect(left).scope_id(Id::unique("list")), |ui| {
                list::list_ui(ui, state, document, !is_tall, local, outbox);
            });
        }
        if let Some(step) = selected {
            ui.painter().vline(right.left(), right.y_range(), Stroke::new(1.0, tokens.hairline));
            let inner = UiBuilder::new().max_rect(right.shrink(space::LARGE));
            ui.scope_builder(inner.scope_id(Id::unique(("step", step.id.as_str()))), |ui| {
                step::step_ui(ui, state, document, step, local, outbox);
            });
        }
    });
}

pub(crate) use navigation::navigation_ui;
pub(crate) use still::Still;
