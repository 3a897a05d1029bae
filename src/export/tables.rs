//! The lists of an export as rows of cells: what a spreadsheet has on its sheets, and what pages show.

use std::borrow::Cow;

use super::{Cell, Column, Export, Exported, Line};
use crate::catalogue::{AccessLadder, Catalogue, Rung, Section};
use crate::team::{Coverage, Mark, Person, TodoGroup, coverage_of_section, todos, totals};
use crate::text::todo_words;

/// The head of a column, and how many letters of it are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub label: String,
    pub width: u16,
}

impl Head {
    fn new(label: impl Into<String>, width: u16) -> Self {
        Self { label: label.into(), width }
    }
}

/// Rows under heads.
pub struct Table<'a> {
    pub heads: Vec<Head>,
    /// How many rows there are.
    pub count: usize,
    pub rows: Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
}

/// One row for each person and step.
#[must_use]
pub fn steps<'a>(export: &'a Export) -> Table<'a> {
    let columns = &export.choices.columns;
    let row = move |of: Exported<'a>, line: &'a Line| -> Vec<Cell<'a>> {
        columns.iter().map(|column: &Column| column.cell(of, line)).collect()
    };
    Table {
        heads: columns.iter().map(|column| Head::new(column.label(), column.width())).collect(),
        count: export.people().map(|of| of.details.lines.len()).sum(),
        rows: Box::new(export.people().flat_map(move |of| of.details.lines.iter().map(move |line| row(of, line)))),
    }
}

/// One row for each person.
#[must_use]
pub fn people<'a>(export: &'a Export, catalogue: &'a Catalogue) -> Table<'a> {
    let heads = [
        ("Name", 24),
        ("Role", 24),
        ("Setting", 28),
        ("Site", 20),
        ("Planned start", 14),
        ("Likely first shift", 14),
        ("Earliest first shift", 14),
        ("Compared with the start", 28),
        ("Access, a guide", 22),
        ("Completed", 11),
        ("Steps", 8),
        ("Waiting on", 28),
        ("Last change", 14),
        ("Does not fit together", 12),
        ("Document", 38),
        ("File", 40),
    ];
    let row = |of: Exported<'a>| {
        let Person { planned_start, likely, earliest, changed, completed, total, doubts, .. } = of.person;
        vec![
            Cell::readable(&of.person.name),
            Cell::text(&of.details.role),
            Cell::text(&of.details.setting),
            Cell::readable(&of.person.site),
            Cell::day(*planned_start),
            Cell::day(*likely),
            Cell::day(*earliest),
            Cell::text(of.person.readiness.label()),
            Cell::text(access_label(of.person, &catalogue.access)),
            Cell::Number(usize::from(*completed)),
            Cell::Number(usize::from(*total)),
            Cell::readable(&of.person.waits_on),
            Cell::day(*changed),
            Cell::Number(usize::from(*doubts)),
            Cell::readable(of.person.document.as_str()),
            Cell::text(of.file),
        ]
    };
    Table {
        heads: heads.map(|(label, width)| Head::new(label, width)).into(),
        count: export.places.len(),
        rows: Box::new(export.people().map(row)),
    }
}

/// What needs action, group by group, in each by date.
#[must_use]
pub fn actions(export: &Export) -> Table<'_> {
    let day = export.about.day();
    let groups = todos(&export.roster, &export.places);
    let count = groups.iter().map(|(_, list)| list.len()).sum();
    let row = move |group: TodoGroup, place: u32, number: u16| {
        let person = &export.roster.person(place)?.person;
        let todo = person.todos.get(usize::from(number))?;
        let title = export.roster.columns().get(todo.column).map_or("", |column| &column.title);
        let (_, below) = todo_words(todo, title, &person.name, day);
        Some(vec![
            Cell::text(group.label()),
            Cell::readable(&person.name),
            Cell::readable(title),
            Cell::day(todo.date),
            Cell::readable(&todo.who),
            Cell::Text(Cow::Owned(below)),
            Cell::readable(&person.site),
        ])
    };
    let rows = groups
        .into_iter()
        .flat_map(|(group, list)| list.into_iter().map(move |(place, number)| (group, place, number)));
    let heads = [("Why", 18), ("Name", 24), ("Step", 46), ("Date", 14), ("Whose move", 24), ("More", 60), ("Site", 20)];
    Table {
        heads: heads.map(|(label, width)| Head::new(label, width)).into(),
        count,
        rows: Box::new(rows.filter_map(move |(group, place, number)| row(group, place, number))),
    }
}

/// People down, the steps that any of them has across, in each cell the word for how it stands.
#[must_use]
pub fn matrix<'a>(export: &'a Export) -> Table<'a> {
    let columns = export.roster.columns();
    let is_there = |number: u16| export.people().any(|of| of.person.cell(number).is_some());
    let numbers: Vec<u16> = columns.in_order().into_iter().filter(|number| is_there(*number)).collect();
    let mut heads = vec![Head::new("Name", 24), Head::new("Role", 22)];
    let title = |number: &u16| columns.get(*number).map_or("", |column| &column.title);
    heads.extend(numbers.iter().map(|number| Head::new(title(number), 11)));
    let row = move |of: Exported<'a>| {
        let mark = |number: &u16| of.person.cell(*number).map_or(Cell::Empty, |cell| Cell::text(cell.mark.word()));
        let mut row = vec![Cell::readable(&of.person.name), Cell::text(&of.details.role)];
        row.extend(numbers.iter().map(mark));
        row
    };
    Table { heads, count: export.places.len(), rows: Box::new(export.people().map(row)) }
}

/// How many there are of each kind, as label and number: people, what needs action, and how the people stand.
#[must_use]
pub fn numbers(export: &Export) -> Vec<(String, usize)> {
    let totals = totals(&export.roster);
    let mut numbers = vec![("People in this export".to_owned(), export.places.len())];
    numbers.extend(
        TodoGroup::ALL.map(|group| (group.label().to_owned(), totals.groups.get(&group).copied().unwrap_or(0))),
    );
    numbers.extend(totals.readiness.iter().map(|(readiness, count)| (readiness.label().to_owned(), *count)));
    numbers
}

/// For each section, how many steps are done, of those needed.
#[must_use]
pub fn sections(export: &Export) -> Vec<(Section, Coverage)> {
    Section::ALL.map(|section| (section, coverage_of_section(&export.roster, &export.places, section))).into()
}

/// The words of the matrix that do not speak for themselves, and what they mean.
#[must_use]
pub fn legend() -> Vec<(&'static str, &'static str)> {
    Mark::ALL.map(|mark| (mark.word(), mark.label())).into_iter().filter(|(word, label)| word != label).collect()
}

/// The rung that somebody has reached. A guide only.
#[must_use]
pub fn access_label<'a>(person: &Person, ladder: &'a AccessLadder) -> &'a str {
    rung(person, ladder).map_or(AccessLadder::NOT_YET, |rung| &rung.label)
}

/// None for *Not yet*.
#[must_use]
pub fn rung<'a>(person: &Person, ladder: &'a AccessLadder) -> Option<&'a Rung> {
    usize::from(person.rung).checked_sub(1).and_then(|place| ladder.rungs.get(place))
}
