//! The people, one row each: sorted by any column, chosen one by one or many.

use chrono::NaiveDate;
use egui::{Align, Button, Color32, Id, Layout, Pos2, Rect, Response, Shape, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::app::{Msg, OpenTeam, State, TeamChange};
use crate::catalogue::{AccessLadder, Catalogue};
use crate::dates;
use crate::team::{Member, Person, PersonColumn};
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{
    Grid, GridRow, KeptInView as _, grid_header, grid_rows, kept_in_rows, one_line, quiet, row_at,
};
use crate::ui::{Local, Outbox};
use crate::visible::made_visible;

const ROW: f32 = 40.0;
const HEADER: f32 = 40.0;
/// The box to choose a person, and the name.
const BOX: f32 = 36.0;
const NAME: f32 = 220.0;

const fn width(column: PersonColumn) -> f32 {
    match column {
        PersonColumn::Name => NAME,
        PersonColumn::Role => 176.0,
        PersonColumn::Setting => 264.0,
        PersonColumn::Site => 160.0,
        PersonColumn::WaitsOn => 224.0,
        PersonColumn::PlannedStart | PersonColumn::Earliest | PersonColumn::Likely | PersonColumn::Changed => 120.0,
        PersonColumn::Progress => 104.0,
        PersonColumn::Access => 184.0,
        PersonColumn::File => 140.0,
    }
}

pub(super) fn people_ui(ui: &mut Ui, state: &State, team: &OpenTeam, local: &mut Local, outbox: &mut Outbox) {
    let columns: Vec<PersonColumn> = PersonColumn::ALL.into_iter().skip(1).collect();
    let widths: Vec<f32> = columns.iter().map(|column| width(*column)).collect();
    let rows = team.shown().people.len();
    let grid = Grid { id: "team people", name: "People", rows, row_height: ROW, first: NAME, columns: &widths };
    ui.spacing_mut().item_spacing.y = 0.0;
    let fill = theme::tokens(ui).page;
    let cell = std::cell::RefCell::new(&mut *outbox);
    grid_header(
        ui,
        &grid,
        HEADER,
        |ui, rect| {
            ui.painter().rect_filled(rect, 0, fill);
            all_ui(ui, team, rect, &mut cell.borrow_mut());
            let name = Rect::from_min_max(pos2(rect.left() + BOX, rect.top()), rect.max);
            sort_ui(ui, team, PersonColumn::Name, name, &mut cell.borrow_mut());
        },
        |ui, number, rect| {
            ui.painter().rect_filled(rect, 0, fill);
            let column = columns.get(number)?;
            Some(sort_ui(ui, team, *column, rect, &mut cell.borrow_mut()))
        },
    );
    if rows == 0 {
        ui.add_space(space::LARGE);
        ui.horizontal(|ui| {
            ui.add_space(space::LARGE);
            quiet(ui, if team.is_reading { "Reading\u{2026}" } else { "Nobody here with these filters." });
        });
        return;
    }
    let mut wanted = local.team.wanted.take();
    grid_rows(ui, &grid, &mut wanted, |ui, row| match team.member(row.index) {
        Some(member) => row_ui(ui, state, team, member, row, (&columns, local), outbox),
        None => ui.scope_id(),
    });
    local.team.wanted = wanted;
}

/// Chooses everybody who is shown, or nobody.
fn all_ui(ui: &mut Ui, team: &OpenTeam, rect: Rect, outbox: &mut Outbox) {
    let count = team.shown().people.len();
    let mut is_all = count > 0
        && team.chosen.len() >= count
        && (0..count).all(|row| team.member(row).is_some_and(|member| team.chosen.contains(&member.path)));
    let place = Rect::from_min_size(rect.min + vec2(space::SMALL, 0.0), vec2(BOX - space::SMALL, rect.height()));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place).scope_id(Id::unique("choose all")));
    let response = inside.with_layout(Layout::left_to_right(Align::Center), |ui| ui.checkbox(&mut is_all, "")).inner;
    if response.kept_in_view().accessible_name("Choose everybody who is shown").changed() {
        outbox.send(Msg::Team(TeamChange::ChooseAll(is_all)));
    }
}

/// The head of a column: sorts by it, and the other way round when it is pressed again.
fn sort_ui(ui: &mut Ui, team: &OpenTeam, column: PersonColumn, rect: Rect, outbox: &mut Outbox) -> Response {
    let sort = team.view.sort;
    let said = match (sort.column == column, sort.is_reversed) {
        (true, false) => ", sorted",
        (true, true) => ", sorted the other way round",
        (false, _) => "",
    };
    let look = if sort.column == column { Text::Strong } else { Text::Body };
    // Where the text of the cells begins.
    let rect = rect.translate(vec2(space::HAIR, 0.0));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).scope_id(Id::unique(("sort", column.label()))));
    inside.set_clip_rect(ui.clip_rect().intersect(rect));
    let button = Button::new(look.of(column.label())).frame(false).truncate();
    let button = button.min_size(rect.size()).right_text("");
    inside.spacing_mut().button_padding.x = space::HAIR;
    let response = inside.add(button);
    if sort.column == column {
        let name = one_line(ui, column.label(), Text::Strong, Color32::PLACEHOLDER, rect.width());
        let left = rect.left() + name.size().x + space::SMALL;
        arrow(&inside, pos2(left + space::HAIR, rect.center().y), sort.is_reversed, theme::tokens(ui).text);
    }
    let response = response.accessible_name(format!("Sort by: {}{said}", column.label()));
    if response.clicked() {
        outbox.send(Msg::Team(TeamChange::SortBy(column)));
    }
    response
}

/// A triangle that points to where the first of the order stands.
fn arrow(ui: &Ui, at: Pos2, is_down: bool, color: Color32) {
    let tip = if is_down { space::HAIR } else { -space::HAIR };
    let points =
        vec![pos2(at.x, at.y + tip), pos2(at.x - space::HAIR, at.y - tip), pos2(at.x + space::HAIR, at.y - tip)];
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}

fn row_ui(
    ui: &mut Ui,
    state: &State,
    team: &OpenTeam,
    member: &Member,
    row: &GridRow,
    (columns, local): (&[PersonColumn], &mut Local),
    outbox: &mut Outbox,
) -> Id {
    let tokens = theme::tokens(ui);
    let person = &member.person;
    let key = member.path.display().to_string();
    let is_chosen = team.chosen.contains(&member.path);
    let mut of_row = row.rect;
    of_row.min.x += BOX;
    let response = row_at(ui, of_row, &key, (is_chosen, true), || said(person, state));
    kept_in_rows(ui, row, &response);
    let is_late =
        |column: PersonColumn| column == PersonColumn::Likely && person.readiness == crate::team::Readiness::Late;
    for (number, rect) in &row.cells {
        let Some(column) = columns.get(*number) else { continue };
        let color = if is_late(*column) { tokens.error } else { tokens.text };
        let galley = one_line(ui, &cell(person, *column, dates::short), Text::Body, color, rect.width() - space::SMALL);
        let is_number = *column == PersonColumn::Progress;
        let left = if is_number { rect.right() - space::LARGE - galley.size().x } else { rect.left() + space::HAIR };
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        ui.painter().with_clip_rect(row.inside).galley(at, galley, Color32::PLACEHOLDER);
    }
    let name = made_visible(&person.name);
    let name = if name.trim().is_empty() { "No name".to_owned() } else { name };
    let galley = one_line(ui, &name, Text::Strong, tokens.text, NAME - BOX - space::MEDIUM);
    let at = pos2(row.first.left() + BOX + space::HAIR, row.first.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    ui.painter().hline(row.rect.x_range(), row.rect.bottom(), Stroke::new(1.0, tokens.hairline));
    let modifiers = ui.input(|input| input.modifiers);
    if response.clicked() && (modifiers.shift || modifiers.command) {
        let is_wanted = modifiers.shift || !is_chosen;
        choose(team, member, row.index, (is_wanted, modifiers.shift), local, outbox);
    } else if response.clicked() {
        super::open(&member.path, None, row.index, local, outbox);
    }
    choose_ui(ui, team, member, (row, &name), local, outbox);
    response.id
}

fn choose_ui(
    ui: &mut Ui,
    team: &OpenTeam,
    member: &Member,
    (row, name): (&GridRow, &str),
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let mut is_chosen = team.chosen.contains(&member.path);
    let place =
        Rect::from_min_size(row.rect.min + vec2(space::SMALL, 0.0), vec2(BOX - space::SMALL, row.rect.height()));
    let id = Id::unique(("choose", member.path.display().to_string()));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place).scope_id(id));
    let response = inside.with_layout(Layout::left_to_right(Align::Center), |ui| ui.checkbox(&mut is_chosen, "")).inner;
    kept_in_rows(ui, row, &response);
    if response.accessible_name(format!("Choose {name}")).changed() {
        let with_shift = ui.input(|input| input.modifiers.shift);
        choose(team, member, row.index, (is_chosen, with_shift), local, outbox);
    }
}

/// Chooses a person; with Shift, everybody from the one that was chosen last.
fn choose(
    team: &OpenTeam,
    member: &Member,
    index: usize,
    (is_wanted, with_shift): (bool, bool),
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let anchor = local.team.anchor.filter(|_| with_shift).unwrap_or(index);
    for other in anchor.min(index)..=anchor.max(index) {
        if let Some(other) = team.member(other).filter(|other| other.path != member.path) {
            outbox.send(Msg::Team(TeamChange::Choose(other.path.clone(), is_wanted)));
        }
    }
    outbox.send(Msg::Team(TeamChange::Choose(member.path.clone(), is_wanted)));
    local.team.anchor = Some(index);
}

/// What stands in a column, its day in words or in figures.
fn cell(person: &Person, column: PersonColumn, day: fn(NaiveDate) -> String) -> String {
    let catalogue = Catalogue::shipped();
    let day = |on: Option<NaiveDate>| on.map_or_else(String::new, day);
    let shift = |shift: Option<NaiveDate>| match (person.readiness, shift) {
        (crate::team::Readiness::AllDone, _) => "all steps done".to_owned(),
        (_, None) => "not known".to_owned(),
        (_, shift) => day(shift),
    };
    match column {
        PersonColumn::Name => made_visible(&person.name),
        PersonColumn::Role => {
            catalogue.role(&person.role).map_or_else(|| made_visible(person.role.as_str()), |role| role.label.clone())
        }
        PersonColumn::Setting => catalogue
            .setting(&person.setting)
            .map_or_else(|| made_visible(person.setting.as_str()), |setting| setting.label.clone()),
        PersonColumn::Site => made_visible(&person.site),
        PersonColumn::PlannedStart => day(person.planned_start),
        PersonColumn::Earliest => shift(person.earliest),
        PersonColumn::Likely => shift(person.likely),
        PersonColumn::Access => rung(person),
        PersonColumn::Progress => format!("{} of {}", person.completed, person.total),
        PersonColumn::WaitsOn => made_visible(&person.waits_on),
        PersonColumn::Changed => day(person.changed),
        PersonColumn::File => match (person.doubts, person.newer) {
            (0, None) => String::new(),
            (0, Some(_)) => "newer, read only".to_owned(),
            (1, _) => "1 doubt".to_owned(),
            (count, _) => format!("{count} doubts"),
        },
    }
}

fn rung(person: &Person) -> String {
    let ladder = &Catalogue::shipped().access;
    let rung = usize::from(person.rung).checked_sub(1).and_then(|place| ladder.rungs.get(place));
    rung.map_or_else(|| AccessLadder::NOT_YET.to_owned(), |rung| rung.label.clone())
}

/// All that the row says, for a screen reader.
fn said(person: &Person, state: &State) -> String {
    let mut parts = vec![made_visible(&person.name)];
    for column in PersonColumn::ALL.into_iter().skip(1) {
        let value = cell(person, column, dates::show);
        if !value.is_empty() {
            parts.push(format!("{}: {value}", column.label()));
        }
    }
    if let Some(start) = person.planned_start.filter(|start| *start < state.today) {
        parts.push(format!("the planned start, {}, has passed", dates::show(start)));
    }
    parts.join(". ")
}
