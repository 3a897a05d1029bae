//! People down, sections or steps across: a word, a shape and a colour in each cell, and a day.

use egui::{
    Color32, CornerRadius, EventFilter, Frame, Id, Key, Label, Margin, Modifiers, Rect, Stroke, StrokeKind, Ui,
    UiBuilder, pos2, vec2,
};

use crate::app::OpenTeam;
use crate::catalogue::Section;
use crate::dates;
use crate::ids::StepId;
use crate::team::{Coverage, Mark, Member, of_section};
use crate::ui::theme::{self, Icon, Text, Tokens, space};
use crate::ui::widgets::{Grid, GridRow, grid_header, grid_rows, hint, kept_in_rows, one_line, quiet, read_as, row_at};
use crate::ui::{Local, Outbox};
use crate::visible::made_visible;

const ROW: f32 = 44.0;
const HEADER: f32 = 64.0;
/// The line with how many have done it.
const COVERAGE: f32 = 22.0;
const NAME: f32 = 200.0;
/// As wide as the longest word with its icon.
const STEP: f32 = 144.0;
const SECTION: f32 = 132.0;

/// What stands in a cell.
struct Shown {
    mark: Mark,
    /// In the cell, and below it.
    word: String,
    below: String,
    /// For a screen reader.
    said: String,
    /// The step to open.
    step: Option<StepId>,
}

pub(super) fn matrix_ui(ui: &mut Ui, team: &OpenTeam, local: &mut Local, outbox: &mut Outbox) {
    let shown = team.shown();
    if shown.people.is_empty() {
        Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
            quiet(ui, if team.is_reading { "Reading\u{2026}" } else { "Nobody here with these filters." });
        });
        return;
    }
    if !super::head::is_low(ui) || local.team.shows_legend {
        legend_ui(ui);
    }
    let by_step = team.view.by_step;
    let count = if by_step { shown.columns.len() } else { Section::ALL.len() };
    let widths = vec![if by_step { STEP } else { SECTION }; count];
    let grid = Grid {
        id: if by_step { "matrix of steps" } else { "matrix of sections" },
        name: "People",
        rows: shown.people.len(),
        row_height: ROW,
        first: NAME,
        columns: &widths,
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    header_ui(ui, team, &grid);
    local.team.column = local.team.column.min(count.saturating_sub(1));
    let mut wanted = local.team.wanted.take();
    grid_rows(ui, &grid, &mut wanted, |ui, row| match team.member(row.index) {
        Some(member) => row_ui(ui, team, member, row, count, (local, outbox)),
        None => ui.scope_id(),
    });
    local.team.wanted = wanted;
}

fn legend_ui(ui: &mut Ui) {
    Frame::new().inner_margin(Margin::symmetric(16, 4)).show(ui, |ui| {
        // Lines of small print, and nothing to aim at.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(|ui| {
            for mark in Mark::ALL {
                let tokens = theme::tokens(ui);
                let icon = look(mark, tokens).0.map_or(String::new(), |icon| format!("{} ", icon.0));
                let words = match (mark.word(), mark.label()) {
                    (word, label) if word == label => format!("{icon}{word}"),
                    (word, label) => format!("{icon}{word}: {label}"),
                };
                let said = ui.add(Label::new(theme::tinted(Text::Small.of(words.as_str()), tokens.quiet)).extend());
                read_as(ui, &said, words.trim_start_matches(icon.as_str()));
            }
        });
    });
}

/// The name of each column, and how many have done it.
fn header_ui(ui: &mut Ui, team: &OpenTeam, grid: &Grid<'_>) {
    let tokens = theme::tokens(ui);
    let shown = team.shown();
    let covered = |number: usize| -> Coverage {
        let of = if team.view.by_step { &shown.coverage } else { &shown.of_sections };
        of.get(number).copied().unwrap_or_default()
    };
    grid_header(
        ui,
        grid,
        HEADER,
        |ui, rect| {
            ui.painter().rect_filled(rect, 0, tokens.page);
            let galley = one_line(ui, "Name", Text::Strong, tokens.text, NAME);
            ui.painter().galley(rect.min + vec2(space::LARGE, space::SMALL), galley, Color32::PLACEHOLDER);
            let galley = one_line(
                ui,
                if team.view.by_step { "Done, of those who need it" } else { "Steps done, of those needed" },
                Text::Small,
                tokens.quiet,
                NAME - space::LARGE,
            );
            let at = pos2(rect.left() + space::LARGE, rect.bottom() - galley.size().y - space::HAIR);
            ui.painter().galley(at, galley, Color32::PLACEHOLDER);
        },
        |ui, number, rect| {
            ui.painter().rect_filled(rect, 0, tokens.page);
            let name = column_name(team, number);
            let font = egui::FontSelection::Style(Text::Small.style()).resolve(ui.style());
            let mut job = egui::text::LayoutJob::simple(name, font, tokens.text, rect.width() - space::SMALL);
            job.wrap.max_rows = 2;
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(rect.min + vec2(space::HAIR, space::HAIR), galley, Color32::PLACEHOLDER);
            let Coverage { done, of } = covered(number);
            let place = Rect::from_min_max(pos2(rect.left() + space::HAIR, rect.bottom() - COVERAGE), rect.max);
            let mut inside = ui.new_child(UiBuilder::new().max_rect(place).scope_id(Id::unique(("coverage", number))));
            let said = hint(&mut inside, format!("{done} of {of}"));
            read_as(&inside, &said, format!("{}: {done} of {of} done", column_name(team, number)));
            None
        },
    );
}

fn column_name(team: &OpenTeam, number: usize) -> String {
    if team.view.by_step {
        let column = team.shown().columns.get(number).and_then(|column| team.roster().columns().get(*column));
        column.map_or_else(String::new, |column| made_visible(&column.title))
    } else {
        Section::ALL.get(number).map_or_else(String::new, |section| section.label().to_owned())
    }
}

fn row_ui(
    ui: &mut Ui,
    team: &OpenTeam,
    member: &Member,
    row: &GridRow,
    count: usize,
    (local, outbox): (&mut Local, &mut Outbox),
) -> Id {
    let tokens = theme::tokens(ui);
    let key = member.path.display().to_string();
    let name = made_visible(&member.person.name);
    let here = local.team.column;
    let response = row_at(ui, row.rect, &key, (false, true), || {
        let cell = shown_in(team, member, here).map_or_else(|| "not on the list".to_owned(), |cell| cell.said);
        format!("{name}. {}: {cell}", column_name(team, here))
    });
    kept_in_rows(ui, row, &response);
    let has_focus = response.has_focus();
    if has_focus {
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        go_sideways(ui, row, count, local);
    }
    let painter = ui.painter().with_clip_rect(row.inside);
    for (number, rect) in &row.cells {
        let inner = rect.shrink2(vec2(2.0, 3.0));
        if let Some(cell) = shown_in(team, member, *number) {
            cell_ui(ui, &painter, &cell, inner);
        }
        if has_focus && *number == local.team.column {
            painter.rect_stroke(inner, CornerRadius::same(4), Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
        }
    }
    let galley = one_line(ui, &name, Text::Strong, tokens.text, NAME - space::LARGE - space::SMALL);
    let at = pos2(row.first.left() + space::LARGE, row.first.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    ui.painter().hline(row.rect.x_range(), row.rect.bottom(), Stroke::new(1.0, tokens.hairline));
    if response.clicked() {
        let pointed = response.interact_pointer_pos().and_then(|at| {
            row.cells.iter().find(|(_, rect)| rect.contains(at) && row.inside.contains(at)).map(|(number, _)| *number)
        });
        let number = pointed.unwrap_or(local.team.column);
        local.team.column = number;
        let is_on_name = response.interact_pointer_pos().is_some_and(|at| row.first.contains(at));
        let step = shown_in(team, member, number).and_then(|cell| cell.step).filter(|_| !is_on_name);
        super::open(&member.path, step, row.index, local, outbox);
    }
    response.id
}

/// Left and Right go from cell to cell; what they lead to comes into view.
fn go_sideways(ui: &mut Ui, row: &GridRow, count: usize, local: &mut Local) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::ArrowRight) {
        (local.team.column + 1).min(count.saturating_sub(1))
    } else if pressed(Key::ArrowLeft) {
        local.team.column.saturating_sub(1)
    } else {
        return;
    };
    local.team.column = to;
    let Some((first, rect)) = row.cells.first() else { return };
    #[expect(clippy::cast_precision_loss, reason = "there are some hundred columns")]
    let left = rect.left() + (to as f32 - *first as f32) * rect.width();
    let wanted = Rect::from_min_size(pos2(left, row.rect.top()), vec2(rect.width(), 1.0));
    if wanted.left() < row.inside.left() {
        ui.scroll_with_delta(vec2(row.inside.left() - wanted.left(), 0.0));
    } else if wanted.right() > row.inside.right() {
        ui.scroll_with_delta(vec2(row.inside.right() - wanted.right(), 0.0));
    }
    ui.ctx().request_repaint();
}

fn shown_in(team: &OpenTeam, member: &Member, number: usize) -> Option<Shown> {
    if !team.view.by_step {
        let section = *Section::ALL.get(number)?;
        let (cell, Coverage { done, of }) = of_section(team.roster(), &member.person, section)?;
        let mark = cell.mark;
        let said = format!("{done} of {of} completed. {}", mark.label());
        let below = if done == of { String::new() } else { mark.word().to_owned() };
        // The step that is most pressing in it.
        let step = team.roster().columns().get(cell.column).map(|column| column.id.clone());
        return Some(Shown { mark, word: format!("{done} of {of}"), below, said, step });
    }
    let number = *team.shown().columns.get(number)?;
    let cell = member.person.cell(number)?;
    let step = team.roster().columns().get(number).map(|column| column.id.clone());
    let day = cell.date.map_or_else(String::new, dates::short);
    let on = cell.date.map_or_else(String::new, |day| format!(", {}", dates::show(day)));
    let said = format!("{}{on}", cell.mark.label());
    Some(Shown { mark: cell.mark, word: cell.mark.word().to_owned(), below: day, said, step })
}

/// The icon beside the word, and the colours: fill, edge, text.
fn look(mark: Mark, t: &Tokens) -> (Option<Icon>, [Color32; 3]) {
    let none = Color32::TRANSPARENT;
    match mark {
        Mark::SignedOff => (Some(Icon::CHECK), [t.chosen, none, t.text]),
        Mark::Completed => (Some(Icon::CHECK), [none, none, t.text]),
        Mark::WaitsForSignOff => (Some(Icon::USER), [none, t.line, t.text]),
        Mark::RenewNow => (Some(Icon::WAIT), [t.due, none, t.on_due]),
        Mark::RanOut => (Some(Icon::CLOSE), [t.tag_problem, none, t.on_tag_problem]),
        Mark::InProgress => (Some(Icon::RIGHT), [none, t.accent, t.accent]),
        Mark::NotYetStarted => (None, [t.tag_new, none, t.on_tag_new]),
        Mark::CannotStartYet => (Some(Icon::WAIT), [none, none, t.quiet]),
        Mark::Problem => (Some(Icon::WARNING), [t.tag_problem, none, t.on_tag_problem]),
        Mark::NotNeeded => (Some(Icon::NOT_NEEDED), [none, none, t.quiet]),
    }
}

fn cell_ui(ui: &Ui, painter: &egui::Painter, cell: &Shown, rect: Rect) {
    let (icon, [fill, edge, text]) = look(cell.mark, theme::tokens(ui));
    painter.rect(rect, CornerRadius::same(4), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let word = icon.map_or_else(|| cell.word.clone(), |icon| format!("{} {}", icon.0, cell.word));
    let word = one_line(ui, &word, Text::Small, text, rect.width() - space::SMALL);
    let below =
        (!cell.below.is_empty()).then(|| one_line(ui, &cell.below, Text::Small, text, rect.width() - space::SMALL));
    let height = word.size().y + below.as_ref().map_or(0.0, |below| below.size().y);
    let mut at = pos2(rect.left() + space::HAIR + 2.0, rect.center().y - height / 2.0);
    let next = at.y + word.size().y;
    painter.galley(at, word, Color32::PLACEHOLDER);
    if let Some(below) = below {
        at.y = next;
        painter.galley(at, below, Color32::PLACEHOLDER);
    }
}
