//! The checklist: header, navigation at the left, the list, and the step that is open at the right.

mod header;
mod list;
mod navigation;
mod record;
mod step;

use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui, UiBuilder};

use crate::app::{Document, State};
use crate::ui::theme::{self, space};
use crate::ui::{Local, Outbox};

/// Narrower than this, the step opens over the list.
const THREE_COLUMNS: f32 = 1100.0;
/// Narrower than this, the navigation is a row of buttons under the header.
const TWO_COLUMNS: f32 = 800.0;

pub(crate) fn checklist_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    header::header_ui(ui, state, document, outbox);
    if width >= TWO_COLUMNS {
        let frame = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(8, 12));
        Panel::left("navigation").frame(frame).resizable(false).exact_size(232.0).show(ui, |ui| {
            navigation::navigation_ui(ui, state, Some(document), local, outbox);
        });
    }
    let has_both = width >= THREE_COLUMNS;
    CentralPanel::default().frame(Frame::new().fill(tokens.surface)).show(ui, |ui| match document.selected_step() {
        Some(step) if has_both => {
            // The list comes first, for the keyboard and for a screen reader too.
            let whole = ui.max_rect();
            let (left, right) = whole.split_left_right_at_x(whole.right() - (width * 0.34).clamp(380.0, 560.0));
            ui.scope_builder(UiBuilder::new().max_rect(left), |ui| list::list_ui(ui, state, document, local, outbox));
            ui.painter().vline(right.left(), right.y_range(), Stroke::new(1.0, tokens.hairline));
            ui.scope_builder(UiBuilder::new().max_rect(right.shrink(space::LARGE)), |ui| {
                step::step_ui(ui, state, document, step, local, outbox);
            });
        }
        Some(step) => {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                step::step_ui(ui, state, document, step, local, outbox);
            });
        }
        None => list::list_ui(ui, state, document, local, outbox),
    });
}

pub(crate) use navigation::navigation_ui;
