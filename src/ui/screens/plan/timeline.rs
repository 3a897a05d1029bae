//! The timeline: a bar for each step, today, the planned start and the first shift. Its twin in words is the table.

use chrono::{Datelike, Days, NaiveDate};
use egui::{
    Align2, CornerRadius, FontSelection, Frame, Key, Margin, Modifiers, Rect, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::app::{Document, PlanRow};
use crate::dates;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{galley, go_by_arrows, heading_as, hint, open_row};
use crate::ui::{Local, Outbox};

/// Narrower than this, a bar stands under its title.
const WIDE: f32 = 620.0;
const LABELS: f32 = 300.0;
const BAR: f32 = 12.0;
/// The chain is thicker, and says so.
const CHAIN: f32 = 20.0;
/// The names of days stand in this many lanes, so high.
const LANES: usize = 3;
const LANE: f32 = 17.0;
/// What the names of days and of months take.
const NAMES: f32 = 76.0;
/// So much of what is seen goes by with one key.
const QUARTER: f32 = 0.25;
/// Weeks wider than this have a name.
const CLOSE: f32 = 40.0;

/// Which days lie where.
#[derive(Clone, Copy)]
struct Scale {
    first: NaiveDate,
    /// Where the first day begins, perhaps left of the area.
    left: f32,
    per_day: f32,
    area: (f32, f32),
}

impl Scale {
    fn of(ui: &Ui, document: &Document, beside: f32, local: &mut Local) -> Option<Self> {
        let (first, last) = span(document)?;
        let whole = ui.max_rect();
        let labels = if whole.width() >= WIDE { LABELS } else { space::LARGE };
        let area = (whole.left() + labels, whole.right() - beside - space::WIDE);
        #[expect(clippy::cast_precision_loss, reason = "some thousands of days at most")]
        let days = (last.signed_duration_since(first).num_days() + 1) as f32;
        let times = f32::from(document.plan_view().zoom.times());
        let width = (area.1 - area.0).max(1.0);
        let seen = days / times;
        if local.timeline_zoom != document.plan_view().zoom {
            // Today stays in sight, with what is behind it at the left.
            local.timeline_zoom = document.plan_view().zoom;
            let today = document.plan().plan.as_ref()?.today;
            #[expect(clippy::cast_precision_loss, reason = "some thousands of days at most")]
            let before = today.signed_duration_since(first).num_days() as f32;
            local.timeline_from = before - seen / 8.0;
        }
        local.timeline_from += std::mem::take(&mut local.timeline_moves) * seen;
        local.timeline_from = if times > 1.0 { local.timeline_from.clamp(0.0, days - seen) } else { 0.0 };
        let per_day = width / seen;
        Some(Self { first, left: area.0 - local.timeline_from * per_day, per_day, area })
    }

    fn x(&self, day: NaiveDate) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "some thousands of days at most")]
        let days = day.signed_duration_since(self.first).num_days() as f32;
        self.left + days * self.per_day
    }

    /// The first and the last day that are seen.
    fn seen(&self, first: NaiveDate, last: NaiveDate) -> (NaiveDate, NaiveDate) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands of days at most")]
        let days = |x: f32| Days::new(((x - self.left) / self.per_day).max(0.0) as u64);
        let at = |x: f32| first.checked_add_days(days(x)).map_or(last, |day| day.min(last));
        (at(self.area.0), at(self.area.1))
    }

    fn shows(&self, x: f32) -> bool {
        x >= self.area.0 - 0.5 && x <= self.area.1 + 0.5
    }

    fn clip(&self, x: f32) -> f32 {
        x.clamp(self.area.0, self.area.1)
    }
}

/// What began long ago begins at the edge.
const BEFORE_TODAY: u64 = 30;

/// The days that matter: from the beginning of what is open, a month ago at most, to the last day on which a first
/// shift, or what it waits for, may be.
fn span(document: &Document) -> Option<(NaiveDate, NaiveDate)> {
    let plan = document.plan().plan.as_ref()?;
    let today = plan.today;
    let rows = || document.plan_rows().filter(|row| row.is_open);
    let first = rows().filter_map(|row| row.from).min().map_or(today, |day| day.min(today));
    let first = today.checked_sub_days(Days::new(BEFORE_TODAY)).map_or(first, |day| day.max(first));
    let ends = rows().filter(|row| row.has_limit).filter_map(|row| row.until.latest.or(row.until.likely));
    let last = ends.chain(document.checklist().starter.planned_start).max().map_or(today, |day| day.max(today));
    Some((first, last.checked_add_days(Days::new(7)).unwrap_or(last)))
}

/// The months, today, the planned start and the first shift.
pub(super) fn axis_ui(ui: &mut Ui, document: &Document, beside: f32, local: &mut Local) {
    let tokens = theme::tokens(ui);
    let (Some(scale), Some((first, last))) = (Scale::of(ui, document, beside, local), span(document)) else { return };
    let is_narrow = ui.max_rect().width() < WIDE;
    let frame = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(16, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        // Beside the names of days, or above them.
        ui.scope(|ui| {
            ui.set_max_width(if is_narrow { ui.available_width() } else { LABELS - space::WIDE });
            heading_as(ui, 2, Text::Strong, "Every step on a line of time");
            let (from, until) = scale.seen(first, last);
            hint(ui, format!("{} to {}.", dates::show(from), dates::show(until)));
            hint(ui, "Bar: likely days. Thin line: as far as it may go.");
        });
        if is_narrow {
            ui.allocate_exact_size(vec2(ui.available_width(), NAMES), egui::Sense::hover());
        }
    });
    let rect = shown.response.rect;
    let rect = if is_narrow { rect.with_min_y(rect.bottom() - NAMES - space::SMALL) } else { rect };
    let painter = ui.painter().with_clip_rect(Rect::from_x_y_ranges(scale.area.0..=scale.area.1, rect.y_range()));
    // What has a name of its own is not written over.
    let mut taken: Vec<(f32, f32)> = marks(document).iter().map(|(day, _)| (scale.x(*day), scale.x(*day))).collect();
    let named_months =
        months(first, last).map(|day| (day, day.format(if day.month() == 1 { "%b %Y" } else { "%b" }).to_string()));
    let weeks = if scale.per_day * 7.0 > CLOSE { Some(mondays(first, last)) } else { None };
    let named_weeks = weeks.into_iter().flatten().map(|day| (day, day.format("%-d").to_string()));
    for (day, name) in named_months.chain(named_weeks) {
        let x = scale.x(day);
        if !scale.shows(x) {
            continue;
        }
        painter.vline(x, rect.bottom() - 8.0..=rect.bottom(), Stroke::new(1.0, tokens.line));
        let galley = galley(ui, &name, Text::Small, tokens.quiet, f32::INFINITY);
        let (left, right) = (x + 3.0, x + 3.0 + galley.size().x);
        if taken.iter().all(|(from, until)| right < *from || left > *until) {
            taken.push((left - space::HAIR, right + space::HAIR));
            painter.galley(pos2(left, rect.bottom() - 2.0 - galley.size().y), galley, tokens.quiet);
        }
    }
    // A name goes below another one that it would touch.
    let mut lanes = [f32::MIN; LANES];
    for (day, what) in marks(document) {
        let x = scale.x(day);
        if !scale.shows(x) {
            continue;
        }
        let galley = galley(ui, &format!("{what} {}", day.format("%-d %b")), Text::Small, tokens.text, f32::INFINITY);
        let left = (x - galley.size().x / 2.0).clamp(scale.area.0, (scale.area.1 - galley.size().x).max(scale.area.0));
        let lane = lanes.iter().position(|free_from| left >= *free_from).unwrap_or(LANES - 1);
        if let Some(free_from) = lanes.get_mut(lane) {
            *free_from = left + galley.size().x + space::SMALL;
        }
        let top = rect.top() + 4.0 + [0.0, LANE, 2.0 * LANE].get(lane).copied().unwrap_or(0.0);
        painter.vline(x, top + LANE..=rect.bottom(), Stroke::new(2.0, tokens.text));
        // On a ground of its own, so that no line goes through it.
        painter.rect_filled(Rect::from_min_size(pos2(left - 2.0, top), galley.size() + vec2(4.0, 0.0)), 0, tokens.page);
        painter.galley(pos2(left, top), galley, tokens.text);
    }
}

/// The days that have a name.
fn marks(document: &Document) -> Vec<(NaiveDate, &'static str)> {
    let plan = document.plan().plan.as_ref();
    let likely = plan.filter(|plan| !plan.is_all_done).and_then(|plan| plan.first_shift.likely);
    let mut marks: Vec<(NaiveDate, &str)> = plan.map(|plan| (plan.today, "Today")).into_iter().collect();
    let is_likely = plan.is_some_and(|plan| plan.only_if_today.is_empty());
    marks.extend(
        likely.map(|day| (day, if is_likely { "First shift, likely" } else { "First shift, if all goes well" })),
    );
    marks.extend(document.checklist().starter.planned_start.map(|day| (day, "Planned start")));
    marks.sort_unstable();
    marks
}

fn months(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let start = first.with_day(1).unwrap_or(first);
    let next = |month: &NaiveDate| month.checked_add_months(chrono::Months::new(1));
    std::iter::successors(Some(start), next)
        .skip_while(move |month| *month < first)
        .take_while(move |month| *month <= last)
}

fn mondays(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last).filter(|day| day.weekday() == chrono::Weekday::Mon)
}

pub(super) fn rows_ui(ui: &mut Ui, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let Some(scale) = Scale::of(ui, document, 0.0, local) else { return };
    let mut rows = Vec::new();
    for row in document.plan_rows() {
        row_ui(ui, document, row, scale, &mut rows, local, outbox);
    }
    let has_focus = ui.memory(egui::Memory::focused).is_some_and(|id| rows.contains(&id));
    if has_focus {
        move_by_keys(ui, local);
    }
    go_by_arrows(ui, "Steps", &rows);
}

/// Left and Right go along the line of time.
fn move_by_keys(ui: &Ui, local: &mut Local) {
    let wants = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if wants(Key::ArrowLeft) {
        local.timeline_moves -= QUARTER;
        ui.ctx().request_repaint();
    } else if wants(Key::ArrowRight) {
        local.timeline_moves += QUARTER;
        ui.ctx().request_repaint();
    }
}

fn row_ui(
    ui: &mut Ui,
    document: &Document,
    row: &PlanRow,
    scale: Scale,
    rows: &mut Vec<egui::Id>,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let tokens = theme::tokens(ui);
    let is_wide = ui.max_rect().width() >= WIDE;
    let room = if is_wide { LABELS - space::LARGE - space::MEDIUM } else { ui.available_width() - 2.0 * space::LARGE };
    let color = if row.is_open { tokens.text } else { tokens.quiet };
    let look = if row.is_on_chain { Text::Strong } else { Text::Body };
    let title = galley(ui, &row.title, look, color, room);
    let bar_height = if is_wide { 0.0 } else { CHAIN + space::SMALL };
    let height = (title.size().y + bar_height + space::MEDIUM).max(theme::ROW);
    let is_chosen = document.plan_view().trial.as_ref().is_some_and(|(step, _)| *step == row.step);
    let (rect, response) = open_row(ui, row.step.as_str(), height, (is_chosen, true), || row.said());
    if ui.is_rect_visible(rect) {
        let text_height = title.size().y;
        let top = if is_wide { rect.center().y - text_height / 2.0 } else { rect.top() + space::HAIR };
        ui.painter().galley(pos2(rect.left() + space::LARGE, top), title, egui::Color32::PLACEHOLDER);
        let middle = if is_wide { rect.center().y } else { top + text_height + bar_height / 2.0 };
        let beside = if is_wide { rect } else { rect.with_min_y(top + text_height) };
        lines_ui(ui, document, scale, beside);
        bar_ui(ui, row, scale, middle);
    }
    rows.push(response.id);
    if response.clicked() {
        super::try_step(ui, &row.step, local, outbox);
    }
    super::return_focus(&response, &row.step, local);
    let line = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover()).0;
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, tokens.hairline));
}

/// Today and the other named days go through every row.
fn lines_ui(ui: &Ui, document: &Document, scale: Scale, rect: Rect) {
    let tokens = theme::tokens(ui);
    for (day, what) in marks(document) {
        let x = scale.x(day);
        if scale.shows(x) {
            let stroke = Stroke::new(if what == "Today" { 2.0 } else { 1.0 }, tokens.text);
            ui.painter().vline(x, rect.y_range(), stroke);
        }
    }
}

fn bar_ui(ui: &Ui, row: &PlanRow, scale: Scale, middle: f32) {
    let tokens = theme::tokens(ui);
    let area = Rect::from_x_y_ranges(scale.area.0..=scale.area.1, middle - 20.0..=middle + 20.0);
    let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
    let small = FontSelection::Style(Text::Small.style()).resolve(ui.style());
    let (Some(from), Some(until)) = (row.from, row.until.likely) else {
        painter.text(pos2(area.left() + space::SMALL, middle), Align2::LEFT_CENTER, "not known", small, tokens.quiet);
        return;
    };
    let (left, right) = (scale.x(from), scale.x(until).max(scale.x(from) + 4.0));
    if !row.is_open && !scale.shows(right) {
        let words = format!("{} Completed {}", Icon::CHECK.0, dates::show(until));
        painter.text(pos2(area.left() + space::HAIR, middle), Align2::LEFT_CENTER, words, small, tokens.quiet);
        return;
    }
    if !row.is_open {
        painter.hline(left..=right, middle, Stroke::new(2.0, tokens.line));
        let icon = FontSelection::Style(Text::Title.style()).resolve(ui.style());
        painter.text(pos2(right, middle), Align2::CENTER_CENTER, Icon::CHECK.0, icon, tokens.quiet);
        return;
    }
    let latest = row.until.latest.map_or(right, |day| scale.x(day).max(right));
    let beyond = match () {
        () if latest < scale.area.0 => Some(("before these days", Align2::LEFT_CENTER, scale.area.0 + space::HAIR)),
        () if left > scale.area.1 => Some(("after these days", Align2::RIGHT_CENTER, scale.area.1 - space::HAIR)),
        () => None,
    };
    if let Some((words, align, x)) = beyond {
        painter.text(pos2(x, middle), align, words, small, tokens.quiet);
        return;
    }
    let mut end = right;
    if let Some(latest) = row.until.latest.map(|day| scale.x(day)).filter(|x| *x > right) {
        // As far as it may go.
        painter.hline(right..=latest, middle, Stroke::new(2.0, tokens.line));
        painter.vline(latest, middle - 5.0..=middle + 5.0, Stroke::new(2.0, tokens.line));
        end = latest;
    }
    let thickness = if row.is_on_chain { CHAIN } else { BAR };
    let bar = Rect::from_x_y_ranges(left..=right, middle - thickness / 2.0..=middle + thickness / 2.0);
    let (fill, edge) = if row.is_on_chain { (tokens.accent, tokens.accent) } else { (tokens.tag_new, tokens.line) };
    painter.rect(bar, CornerRadius::same(3), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if row.is_on_chain && right > scale.area.0 && left < scale.area.1 {
        words_ui(&painter, scale, row.sets, (left, right, end), middle, &small, tokens);
    }
}

/// "sets the date", in the bar where it fits, or beside it.
fn words_ui(
    painter: &egui::Painter,
    scale: Scale,
    words: &str,
    (left, right, end): (f32, f32, f32),
    middle: f32,
    font: &egui::FontId,
    tokens: &theme::Tokens,
) {
    let words = painter.layout_no_wrap(words.to_owned(), font.clone(), tokens.text);
    let width = words.size().x;
    let (seen_left, seen_right) = (scale.clip(left), scale.clip(right));
    let top = middle - words.size().y / 2.0;
    if seen_right - seen_left > width + space::MEDIUM {
        painter.galley_with_override_text_color(pos2(seen_left + 6.0, top), words, tokens.on_accent);
    } else if end + width + space::SMALL < scale.area.1 {
        painter.galley(pos2(end + space::SMALL, top), words, tokens.text);
    } else {
        painter.galley(pos2(seen_left - width - space::SMALL, top), words, tokens.text);
    }
}
