//! A step in the list: a large tick at the left, and the rest of the row opens the step.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, CornerRadius, EventFilter, FontSelection, Galley, Key, Modifiers, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::KeptInView as _;
use super::tag;
use crate::checklist::{Row, StandingKind};
use crate::dates;
use crate::ui::theme::{self, Icon, Text, space};

/// What was done to a row.
pub(crate) struct RowResponse {
    /// By the box, or by Space on the row.
    pub(crate) is_ticked: bool,
    pub(crate) row: Response,
}

const TICK: f32 = 28.0;

/// Draws a row and says what was done to it.
pub(crate) fn step_row(ui: &mut Ui, row: &Row, is_chosen: bool) -> RowResponse {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let look = tag::look(row.standing, tokens);
    let on = row.on.map_or_else(String::new, |day| format!("{}   ", dates::show(day)));
    let tag_text = tag_galley(ui, on, &tag::words(row.standing, &look), look.text);
    let tag_pad = if look.fill == egui::Color32::TRANSPARENT { 0.0 } else { 10.0 };
    let tag_width = tag_text.size().x + 2.0 * tag_pad;
    let left = space::MEDIUM + TICK + space::MEDIUM;
    // Beside the title where there is room; under it where there is not.
    let is_wide = width - left - tag_width > 260.0;
    let text_width = if is_wide { width - left - tag_width - space::WIDE } else { width - left - space::MEDIUM };
    let title_color = if row.standing == StandingKind::CannotStartYet { tokens.quiet } else { tokens.text };
    let title = galley(ui, row.title.clone(), Text::Title, title_color, text_width);
    let detail_color = if row.is_urgent { tokens.error } else { tokens.quiet };
    let detail =
        (!row.detail.is_empty()).then(|| galley(ui, row.detail.clone(), Text::Small, detail_color, text_width));

    let detail_height = detail.as_ref().map_or(0.0, |galley| galley.size().y + 2.0);
    let tag_height = if is_wide { 0.0 } else { tag_text.size().y + space::SMALL };
    let text_height = title.size().y + detail_height + tag_height;
    let height = (text_height + 2.0 * space::SMALL).max(theme::ROW);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let id = ui.scope_id().with(row.id.as_str());
    let tick_rect = Rect::from_min_size(rect.min, vec2(left - space::SMALL, height));
    let opener = Rect::from_min_max(tick_rect.right_top(), rect.max);
    let is_completed = row.standing == StandingKind::Completed;
    let tick = ui.interact(tick_rect, id.with("tick"), Sense::click()).kept_in_view();
    tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_completed, format!("Completed: {}", row.title)));
    // Space ticks, Enter opens: taken before egui makes a click of either.
    // Up and Down are the list's own, not egui's search for the nearest control.
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    for own in [id, id.with("tick")] {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(own, filter));
    }
    let has_space = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    let clicked = ui.interact(opener, id, Sense::click()).kept_in_view();
    clicked.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, name(row)));
    let is_ticked = tick.clicked() || has_space;
    if !ui.is_rect_visible(rect) {
        return RowResponse { is_ticked, row: clicked };
    }

    let painter = ui.painter();
    if is_chosen {
        painter.rect_filled(rect, 0, tokens.chosen);
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(space::HAIR, height)), 0, tokens.accent);
    } else if clicked.hovered() || tick.hovered() {
        painter.rect_filled(rect, 0, tokens.hover);
    }
    let square = Rect::from_center_size(
        pos2(rect.left() + space::MEDIUM + TICK / 2.0, rect.top() + theme::ROW / 2.0),
        vec2(TICK, TICK),
    );
    let corner = CornerRadius::same(4);
    if is_completed {
        painter.rect_filled(square, corner, tokens.accent);
        let font = FontSelection::Style(Text::Section.style()).resolve(ui.style());
        painter.text(square.center(), Align2::CENTER_CENTER, Icon::CHECK.0, font, tokens.on_accent);
    } else {
        let edge = if tick.hovered() { tokens.text } else { tokens.line };
        painter.rect(square, corner, tokens.surface, Stroke::new(2.0, edge), StrokeKind::Inside);
    }
    let mut at = pos2(rect.left() + left, rect.top() + (height - text_height) / 2.0);
    let title_height = title.size().y;
    painter.galley(at, title, title_color);
    at.y += title_height + 2.0;
    if let Some(detail) = detail {
        painter.galley(at, detail, detail_color);
        at.y += detail_height;
    }
    let tag_at = if is_wide {
        pos2(rect.right() - space::MEDIUM - tag_width, rect.center().y - tag_text.size().y / 2.0)
    } else {
        pos2(rect.left() + left, at.y + space::HAIR)
    };
    let tag_rect = Rect::from_min_size(tag_at, vec2(tag_width, tag_text.size().y)).expand2(vec2(0.0, 3.0));
    painter.rect(tag_rect, corner, look.fill, Stroke::new(1.0, look.edge), StrokeKind::Inside);
    painter.galley(tag_at + vec2(tag_pad, 0.0), tag_text, look.text);
    RowResponse { is_ticked, row: clicked }
}

/// Everything that the row says, for a screen reader.
fn name(row: &Row) -> String {
    let on = row.on.map_or_else(String::new, |day| format!(" {}.", dates::show(day)));
    let detail = if row.detail.is_empty() { String::new() } else { format!(" {}.", row.detail) };
    format!("{}. {}.{on}{detail}", row.title, row.standing.label())
}

/// The status, and in front of it, quieter, the day it was completed.
fn tag_galley(ui: &Ui, on: String, words: &str, color: egui::Color32) -> Arc<Galley> {
    let font = |look: Text| FontSelection::Style(look.style()).resolve(ui.style());
    let mut job = LayoutJob::single_section(on, TextFormat::simple(font(Text::Small), theme::tokens(ui).quiet));
    job.append(words, 0.0, TextFormat::simple(font(Text::Body), color));
    ui.painter().layout_job(job)
}

fn galley(ui: &Ui, text: String, look: Text, color: egui::Color32, width: f32) -> Arc<Galley> {
    let font = FontSelection::Style(look.style()).resolve(ui.style());
    ui.painter().layout(text, font, color, width)
}
