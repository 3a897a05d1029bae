//! The checklist: header, navigation at the left, the list, and the step that is open at the right.

mod header;
mod list;
mod navigation;
mod record;
mod step;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::app::{Document, State};
use crate::ui::theme::{self};
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
    let surface = Frame::new().fill(tokens.surface);
    let selected = document.selected_step();
    match selected {
        Some(step) if width >= THREE_COLUMNS => {
            let frame = surface.inner_margin(Margin::same(16));
            let size = (width * 0.34).clamp(380.0, 560.0);
            Panel::right("step").frame(frame).resizable(false).exact_size(size).show(ui, |ui| {
                step::step_ui(ui, state, document, step, local, outbox);
            });
            CentralPanel::default().frame(surface).show(ui, |ui| list::list_ui(ui, state, document, local, outbox));
        }
        Some(step) => {
            let frame = surface.inner_margin(Margin::same(16));
            CentralPanel::default().frame(frame).show(ui, |ui| {
                step::step_ui(ui, state, document, step, local, outbox);
            });
        }
        None => {
            CentralPanel::default().frame(surface).show(ui, |ui| list::list_ui(ui, state, document, local, outbox));
        }
    }
}

pub(crate) use navigation::navigation_ui;
