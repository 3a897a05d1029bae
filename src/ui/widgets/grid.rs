//! Many rows, of which only those in sight are drawn; with columns that scroll sideways under a header and beside a first
//! column that stay where they are.

use std::ops::Range;

use super::focus::{name_list, place_in_list};
use egui::{Context, Id, Key, Modifiers, Rect, Response, ScrollArea, Ui, Vec2, pos2, vec2};

/// As many rows beyond those in sight are drawn, so that the next one is there to take the focus.
const BEYOND: usize = 2;

/// How large everything is, in points.
pub(crate) struct Grid<'a> {
    /// Names the grid among all of the window; its place is kept under this name.
    pub(crate) id: &'a str,
    /// What a screen reader calls it.
    pub(crate) name: &'a str,
    pub(crate) rows: usize,
    pub(crate) row_height: f32,
    /// What stays at the left. As wide as there is room for where there are no columns.
    pub(crate) first: f32,
    pub(crate) columns: &'a [f32],
}

/// A row that is drawn.
pub(crate) struct GridRow {
    pub(crate) index: usize,
    /// What is seen of it.
    pub(crate) rect: Rect,
    /// The part that stays.
    pub(crate) first: Rect,
    /// The columns in sight, each with its place. They are to be drawn within `inside`.
    pub(crate) cells: Vec<(usize, Rect)>,
    pub(crate) inside: Rect,
}

impl Grid<'_> {
    /// The columns that are seen of it when it is moved sideways by `offset`, with their left edges; and those `beyond`
    /// by so much.
    fn seen(&self, offset: f32, room: f32, beyond: f32) -> Vec<(usize, f32, f32)> {
        let mut edge = 0.0;
        let mut seen = Vec::new();
        for (number, width) in self.columns.iter().copied().enumerate() {
            let left = edge - offset;
            edge += width;
            if left + width > -beyond && left < room + beyond {
                seen.push((number, left, width));
            }
        }
        seen
    }

    fn offset_id(&self) -> Id {
        Id::unique(("grid offset", self.id))
    }

    /// By how much it is moved sideways.
    fn offset(&self, ctx: &Context) -> f32 {
        ctx.data(|data| data.get_temp(self.offset_id())).unwrap_or_default()
    }

    /// Moves it so that a column is seen whose left edge is so far in from that of what is seen.
    fn bring(&self, ctx: &Context, (left, width): (f32, f32), room: f32) {
        let by = if left < 0.0 || width > room { left } else { (left + width - room).max(0.0) };
        if by != 0.0 {
            let offset = self.offset(ctx) + by;
            ctx.data_mut(|data| {
                data.insert_temp(self.offset_id(), offset);
                data.insert_temp(self.offset_id().with("wanted"), offset);
            });
            ctx.request_repaint();
        }
    }
}

/// The header over the rows: the place that stays, and each column in sight. What `cell_ui` gives comes into view when it
/// takes the focus.
pub(crate) fn grid_header(
    ui: &mut Ui,
    grid: &Grid<'_>,
    height: f32,
    mut first_ui: impl FnMut(&mut Ui, Rect),
    mut cell_ui: impl FnMut(&mut Ui, usize, Rect) -> Option<Response>,
) {
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let first = Rect::from_min_size(rect.min, vec2(grid.first.min(width), height));
    let inside = Rect::from_min_max(pos2(first.right(), rect.top()), pos2(rect.left() + width, rect.bottom()));
    first_ui(ui, first);
    let before = ui.clip_rect();
    ui.set_clip_rect(inside.intersect(before));
    // One more at each side is there to take the focus.
    let beyond = grid.columns.iter().copied().fold(0.0, f32::max);
    for (number, left, width) in grid.seen(grid.offset(ui.ctx()), inside.width(), beyond) {
        let place = Rect::from_min_size(pos2(inside.left() + left, rect.top()), vec2(width, height));
        if cell_ui(ui, number, place).is_some_and(|response| has_just_got_the_focus(ui, &response)) {
            grid.bring(ui.ctx(), (left, width), inside.width());
        }
    }
    ui.set_clip_rect(before);
}

/// The rows. `row_ui` draws one and gives the id of what in it takes the focus; Up and Down, Page Up and Page Down, Home
/// and End go from one to another. `wanted` is a row that is to have the focus, wherever it is.
pub(crate) fn grid_rows(
    ui: &mut Ui,
    grid: &Grid<'_>,
    wanted: &mut Option<usize>,
    mut row_ui: impl FnMut(&mut Ui, &GridRow) -> Id,
) {
    let mut scroll = if grid.columns.is_empty() { ScrollArea::vertical() } else { ScrollArea::both() };
    if let Some(offset) = ui.data_mut(|data| data.remove_temp(grid.offset_id().with("wanted"))) {
        scroll = scroll.horizontal_scroll_offset(offset);
    }
    let columns: f32 = grid.columns.iter().sum();
    let shown = scroll.auto_shrink(false).id_salt(grid.id).show_viewport(ui, |ui, viewport| {
        let origin = ui.max_rect().min;
        let width = if columns > 0.0 { grid.first + columns } else { viewport.width() };
        #[expect(clippy::cast_precision_loss, reason = "a team has fewer than a million people")]
        let at = |index: usize| index as f32 * grid.row_height;
        ui.allocate_exact_size(vec2(width, at(grid.rows)), egui::Sense::hover());
        let seen = in_sight(viewport.y_range().min, viewport.height(), grid);
        let clip = ui.clip_rect();
        let place = |index: usize| {
            let (top, left) = (origin.y + at(index), clip.left());
            Rect::from_min_size(pos2(left, top), vec2(clip.width().min(viewport.width()), grid.row_height))
        };
        let bring = |ui: &Ui, index: usize| {
            let (middle, rows) = (clip.center().x, place(index).y_range());
            ui.scroll_to_rect(Rect::from_x_y_ranges(middle..=middle, rows), None);
        };
        if let Some(index) = *wanted {
            bring(ui, index.min(grid.rows.saturating_sub(1)));
            ui.ctx().request_repaint();
        }
        name_list(ui, grid.name, grid.rows);
        let mut drawn = Vec::new();
        for index in seen {
            let rect = place(index);
            let first_width = if columns > 0.0 { grid.first.min(rect.width()) } else { rect.width() };
            let first = Rect::from_min_size(rect.min, vec2(first_width, rect.height()));
            let inside = Rect::from_min_max(pos2(first.right(), rect.top()), rect.max);
            let cell = |(number, left, width): (usize, f32, f32)| {
                (number, Rect::from_min_size(pos2(inside.left() + left, rect.top()), vec2(width, rect.height())))
            };
            let cells = grid.seen(viewport.left(), inside.width(), 0.0).into_iter().map(cell).collect();
            let id = row_ui(ui, &GridRow { index, rect, first, cells, inside: inside.intersect(clip) });
            place_in_list(ui, id, index);
            drawn.push((index, id));
        }
        if let Some((_, id)) = drawn.iter().find(|(index, _)| Some(*index) == *wanted) {
            ui.memory_mut(|memory| memory.request_focus(*id));
            *wanted = None;
        }
        if columns > 0.0 {
            go_sideways(ui, &drawn, clip.width() / 2.0);
        }
        let page = in_sight(0.0, viewport.height(), grid).len().saturating_sub(2 * BEYOND).max(1);
        if let Some(to) = asked_for(ui, &drawn, grid.rows, page) {
            match drawn.iter().find(|(index, _)| *index == to) {
                Some((_, id)) => ui.memory_mut(|memory| memory.request_focus(*id)),
                None => *wanted = Some(to),
            }
            bring(ui, to);
            ui.ctx().request_repaint();
        }
    });
    let offset: Vec2 = shown.state.clamped_offset();
    let before = ui.ctx().data_mut(|data| data.get_temp_mut_or_default::<f32>(grid.offset_id()).to_owned());
    if (before - offset.x).abs() > 0.1 {
        ui.ctx().data_mut(|data| data.insert_temp(grid.offset_id(), offset.x));
        ui.ctx().request_repaint();
    }
}

/// For everything in a row that can take the focus: brings its row into view when it does, and moves nothing sideways.
pub(crate) fn kept_in_rows(ui: &Ui, row: &GridRow, response: &Response) {
    if has_just_got_the_focus(ui, response) {
        let middle = ui.clip_rect().center().x;
        ui.scroll_to_rect(Rect::from_x_y_ranges(middle..=middle, row.rect.y_range()), None);
    }
}

/// Said once, whoever gave the focus.
fn has_just_got_the_focus(ui: &Ui, response: &Response) -> bool {
    let seen = Id::unique("focus in rows");
    let is_new = response.has_focus() && ui.data(|data| data.get_temp(seen)) != Some(response.id);
    if is_new {
        ui.data_mut(|data| data.insert_temp(seen, response.id));
    }
    is_new
}

fn in_sight(top: f32, height: f32, grid: &Grid<'_>) -> Range<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list is small and positive"
    )]
    let row = |y: f32| (y.max(0.0) / grid.row_height) as usize;
    let first = row(top).saturating_sub(BEYOND);
    let last = row(top + height) + 1 + BEYOND;
    first.min(grid.rows)..last.min(grid.rows)
}

/// Left and Right move the columns, where the row that has the focus has not used them.
fn go_sideways(ui: &Ui, drawn: &[(usize, Id)], step: f32) {
    let focused = ui.memory(egui::Memory::focused);
    if !drawn.iter().any(|(_, id)| Some(*id) == focused) {
        return;
    }
    for (key, by) in [(Key::ArrowRight, -step), (Key::ArrowLeft, step)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(vec2(by, 0.0));
            ui.ctx().request_repaint();
        }
    }
}

/// The row that a key leads to from the one that has the focus.
fn asked_for(ui: &Ui, drawn: &[(usize, Id)], rows: usize, page: usize) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused)?;
    let (here, _) = drawn.iter().find(|(_, id)| *id == focused)?;
    let last = rows.checked_sub(1)?;
    let keys = [
        (Key::ArrowDown, here + 1),
        (Key::ArrowUp, here.saturating_sub(1)),
        (Key::PageDown, here + page),
        (Key::PageUp, here.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    keys.into_iter().find(|(key, _)| pressed(*key)).map(|(_, to)| to.min(last))
}
