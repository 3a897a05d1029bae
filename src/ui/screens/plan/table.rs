//! The twin of the timeline: the same rows in words and dates.

use chrono::NaiveDate;
use egui::{Frame, Margin, Stroke, Ui, pos2, vec2};

use crate::app::{Document, PlanRow};
use crate::dates;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{galley, go_by_arrows, heading_as, open_row};
use crate::ui::{Local, Outbox};

/// Narrower than this, the dates stand under the title.
const WIDE: f32 = 820.0;
const DATE: f32 = 108.0;
const LAST: f32 = 132.0;
const COLUMNS: [&str; 4] = ["Likely begin", "Likely end", "Earliest end", "Latest end"];

fn short(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "not known".to_owned(), dates::short)
}

/// The left edges of the four dates and of the slack.
fn edges(left: f32, width: f32) -> [f32; 5] {
    let first = left + width - space::LARGE - LAST - 4.0 * DATE;
    [first, first + DATE, first + 2.0 * DATE, first + 3.0 * DATE, first + 4.0 * DATE]
}

/// `beside` is what the rows have less of, because they scroll.
pub(super) fn header_ui(ui: &mut Ui, beside: f32) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width() - beside;
    Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let heading = heading_as(ui, 2, Text::Strong, "Every step with its dates");
        if width >= WIDE {
            let names = COLUMNS.into_iter().chain(["Can be late by"]);
            for (name, x) in names.zip(edges(heading.rect.left() - space::LARGE, width)) {
                let galley = galley(ui, name, Text::Strong, tokens.text, DATE + LAST);
                ui.painter().galley(pos2(x, heading.rect.top()), galley, egui::Color32::PLACEHOLDER);
            }
        }
    });
}

pub(super) fn rows_ui(ui: &mut Ui, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut rows = Vec::new();
    for row in document.plan_rows() {
        row_ui(ui, document, row, &mut rows, local, outbox);
    }
    go_by_arrows(ui, "Steps", &rows);
}

fn row_ui(
    ui: &mut Ui,
    document: &Document,
    row: &PlanRow,
    rows: &mut Vec<egui::Id>,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let is_wide = width >= WIDE;
    let room = if is_wide {
        width - 2.0 * space::LARGE - 4.0 * DATE - LAST - space::SMALL
    } else {
        width - 2.0 * space::LARGE
    };
    let title_color = if row.is_open { tokens.text } else { tokens.quiet };
    let title = galley(ui, &row.title, Text::Body, title_color, room);
    let cells = [row.from, row.until.likely, row.until.earliest, row.until.latest].map(short);
    let [begins, likely, earliest, latest] = &cells;
    let below = if is_wide {
        // The last column says how late it can be.
        row.notes.join(" ")
    } else if row.is_open {
        let ends = if earliest == latest { String::new() } else { format!(" (earliest {earliest}, latest {latest})") };
        format!("Likely {begins} to {likely}{ends}. {}", row.all_notes().collect::<Vec<_>>().join(" "))
    } else {
        format!("Completed {likely}")
    };
    let below = (!below.is_empty()).then(|| galley(ui, &below, Text::Small, tokens.quiet, room));
    let text_height = title.size().y + below.as_ref().map_or(0.0, |below| below.size().y + 2.0);
    let height = (text_height + space::MEDIUM).max(theme::TARGET);
    let is_chosen = document.plan_view().trial.as_ref().is_some_and(|(step, _)| *step == row.step);
    let (rect, response) = open_row(ui, row.step.as_str(), height, (is_chosen, false), || row.said());
    if ui.is_rect_visible(rect) {
        let mut at = pos2(rect.left() + space::LARGE, rect.top() + (height - text_height) / 2.0);
        let middle = at.y;
        let below_at = at.y + title.size().y + 2.0;
        ui.painter().galley(at, title, egui::Color32::PLACEHOLDER);
        if let Some(below) = below {
            at.y = below_at;
            ui.painter().galley(at, below, egui::Color32::PLACEHOLDER);
        }
        if is_wide {
            let slack = if row.is_open { row.slack.clone() } else { "Completed".to_owned() };
            let of_open = |cell: &String| if row.is_open { cell.clone() } else { String::new() };
            // A completed step has one day.
            let cells = [begins.clone(), likely.clone(), of_open(earliest), of_open(latest), slack];
            for (cell, x) in cells.iter().zip(edges(rect.left(), width)) {
                let look = if row.is_on_chain { Text::Strong } else { Text::Body };
                let galley = galley(ui, cell, look, title_color, LAST);
                ui.painter().galley(pos2(x, middle), galley, egui::Color32::PLACEHOLDER);
            }
        }
    }
    rows.push(response.id);
    if response.clicked() {
        super::try_step(ui, &row.step, local, outbox);
    }
    super::return_focus(&response, &row.step, local);
    let line = ui.allocate_exact_size(vec2(width, 1.0), egui::Sense::hover()).0;
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, tokens.hairline));
}
