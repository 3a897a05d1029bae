//! A step in the list: a large tick at the left, and the rest of the row opens the step.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CornerRadius, EventFilter, FontSelection, Galley, Key, Modifiers, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::tag::{self, Look};
use super::{KeptInView as _, galley, ground};
use crate::checklist::{Row, StandingKind};
use crate::dates;
use crate::ui::theme::{self, Icon, Text, space};

/// What was done to a row.
pub(crate) struct RowResponse {
    /// By the box, or by Space on the row.
    pub(crate) is_ticked: bool,
    pub(crate) rect: Rect,
    pub(crate) row: Response,
}

const TICK: f32 = 28.0;
/// Where the text begins.
const LEFT: f32 = space::MEDIUM + TICK + space::MEDIUM;
/// With less room than this for the title, the status stands under it.
const NARROW: f32 = 260.0;

/// Draws a row, at least as high as it is told, and says what was done to it.
pub(crate) fn step_row(ui: &mut Ui, row: &Row, is_chosen: bool, least: f32) -> RowResponse {
    let measured = Measured::of(ui, row, least);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), measured.height), Sense::hover());
    let id = ui.scope_id().with(row.id.as_str());
    let (tick_id, box_and_margin) = (id.with("tick"), LEFT - space::SMALL);
    let left = Rect::from_min_size(rect.min, vec2(box_and_margin, measured.height));
    // Up and Down are the list's own, not egui's search for the nearest control.
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    for own in [id, tick_id] {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(own, filter));
    }
    let tick = ui.interact(left, tick_id, Sense::click()).kept_in_view();
    let is_completed = row.standing == StandingKind::Completed;
    tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_completed, format!("Completed: {}", row.title)));
    // Space ticks, Enter opens: taken before egui makes a click of either.
    let has_space = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    let opener = ui.interact(Rect::from_min_max(left.right_top(), rect.max), id, Sense::click()).kept_in_view();
    opener.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, name(row)));
    if ui.is_rect_visible(rect) {
        let is_hovered = tick.hovered() || opener.hovered();
        ground(ui, rect, is_chosen, is_hovered);
        tick_box(ui, rect, is_completed, tick.hovered());
        measured.paint(ui, rect);
    }
    RowResponse { is_ticked: tick.clicked() || has_space, rect, row: opener }
}

/// The texts of a row, laid out, and how high they make it.
struct Measured {
    title: Arc<Galley>,
    detail: Option<Arc<Galley>>,
    tag: Arc<Galley>,
    look: Look,
    is_wide: bool,
    /// Where the text begins below the top.
    top: f32,
    height: f32,
}

impl Measured {
    fn of(ui: &Ui, row: &Row, least: f32) -> Self {
        let tokens = theme::tokens(ui);
        let look = tag::look(row.standing, tokens);
        let tag = tag_galley(ui, row.standing, row.on, &look);
        let room = ui.available_width() - LEFT;
        // The title breaks in the same places whether the step is completed or not.
        let tag_width = (tag.size().x + 2.0 * look.padding()).max(widest_tag(ui));
        let is_wide = room - tag_width > NARROW;
        let width = if is_wide { room - tag_width - space::WIDE } else { room - space::MEDIUM };
        let title_color = if row.standing == StandingKind::CannotStartYet { tokens.quiet } else { tokens.text };
        let title = galley(ui, &row.title, Text::Title, title_color, width);
        let detail_color = if row.is_urgent { tokens.error } else { tokens.quiet };
        let detail = (!row.detail.is_empty()).then(|| galley(ui, &row.detail, Text::Small, detail_color, width));
        let detail_height = detail.as_ref().map_or(0.0, |detail| detail.size().y + 2.0);
        let tag_height = if is_wide { 0.0 } else { tag.size().y + space::SMALL };
        let text_height = title.size().y + detail_height + tag_height;
        let own = (text_height + 2.0 * space::SMALL).max(theme::ROW);
        Self { title, detail, tag, look, is_wide, top: (own - text_height) / 2.0, height: own.max(least) }
    }

    fn paint(self, ui: &Ui, rect: Rect) {
        let painter = ui.painter();
        let mut at = pos2(rect.left() + LEFT, rect.top() + self.top);
        let below = at.y + self.title.size().y + 2.0;
        painter.galley(at, self.title, Color32::PLACEHOLDER);
        at.y = below;
        if let Some(detail) = self.detail {
            let below = at.y + detail.size().y + 2.0;
            painter.galley(at, detail, Color32::PLACEHOLDER);
            at.y = below;
        }
        let padding = self.look.padding();
        let size = vec2(self.tag.size().x + 2.0 * padding, self.tag.size().y);
        if self.is_wide {
            at = pos2(rect.right() - space::MEDIUM - size.x, rect.center().y - size.y / 2.0);
        } else {
            at.y += 2.0;
        }
        let shape = Rect::from_min_size(at, size).expand2(vec2(0.0, 3.0));
        let edge = Stroke::new(1.0, self.look.edge);
        painter.rect(shape, CornerRadius::same(4), self.look.fill, edge, StrokeKind::Inside);
        painter.galley(at + vec2(padding, 0.0), self.tag, Color32::PLACEHOLDER);
    }
}

fn tick_box(ui: &Ui, rect: Rect, is_completed: bool, is_hovered: bool) {
    let tokens = theme::tokens(ui);
    let center = pos2(rect.left() + space::MEDIUM + TICK / 2.0, rect.top() + theme::ROW / 2.0);
    let square = Rect::from_center_size(center, vec2(TICK, TICK));
    let corner = CornerRadius::same(4);
    if is_completed {
        ui.painter().rect_filled(square, corner, tokens.accent);
        let font = FontSelection::Style(Text::Section.style()).resolve(ui.style());
        ui.painter().text(center, Align2::CENTER_CENTER, Icon::CHECK.0, font, tokens.on_accent);
    } else {
        let edge = if is_hovered { tokens.text } else { tokens.line };
        ui.painter().rect(square, corner, tokens.surface, Stroke::new(2.0, edge), StrokeKind::Inside);
    }
}

/// Everything that the row says, for a screen reader.
fn name(row: &Row) -> String {
    let on = row.on.map_or_else(String::new, |day| format!(" {}.", dates::show(day)));
    let detail = if row.detail.is_empty() { String::new() } else { format!(" {}.", row.detail) };
    format!("{}. {}.{on}{detail}", row.title, row.standing.label())
}

/// As wide as the tag of a step that is completed can be.
fn widest_tag(ui: &Ui) -> f32 {
    let kind = StandingKind::Completed;
    let look = tag::look(kind, theme::tokens(ui));
    let longest = NaiveDate::from_ymd_opt(2026, 9, 30);
    tag_galley(ui, kind, longest, &look).size().x + 2.0 * look.padding()
}

/// The status, and in front of it, quieter, the day it was completed.
fn tag_galley(ui: &Ui, standing: StandingKind, on: Option<NaiveDate>, look: &Look) -> Arc<Galley> {
    let font = |look: Text| FontSelection::Style(look.style()).resolve(ui.style());
    let on = on.map_or_else(String::new, |day| format!("{}   ", dates::show(day)));
    let mut job = LayoutJob::single_section(on, TextFormat::simple(font(Text::Small), theme::tokens(ui).quiet));
    let words = tag::words(standing, look);
    job.append(&words, 0.0, TextFormat::simple(font(Text::Body), look.text));
    ui.painter().layout_job(job)
}
