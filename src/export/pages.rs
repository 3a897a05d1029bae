//! Pages for people to read, before they become PDF or HTML: the same words in the same order in both.

use chrono::NaiveDate;

use super::about::{MAY_BE_OLD, about_lines, made_words};
use super::tables::{access_label, numbers, sections};
use super::{Export, Exported, Line, Signed, VERSION};
use crate::catalogue::{Catalogue, Section};
use crate::checklist::StandingKind;
use crate::dates;
use crate::team::{Readiness, Todo, TodoKind};
use crate::text::{NOT_ADVICE, SIGN_OFF_SHOWS, todo_words};
use crate::visible::readable;

/// A document: its title, what stands at the foot of each page, and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pages {
    pub title: String,
    /// Two lines.
    pub foot: [String; 2],
    pub parts: Vec<Part>,
}

/// What begins on a page of its own: the overview, or a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The heading, which stands on further pages of it too.
    pub heading: String,
    /// 1 where there is no other part, otherwise 1 for the overview and 2 for people.
    pub level: u8,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading(String),
    Text(String),
    /// What and how it is.
    Facts(Vec<(&'static str, String)>),
    List(Vec<String>),
    Table(Grid),
    /// Room to sign, each for somebody.
    Signatures(Vec<&'static str>),
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The first cell is the head of the row. What stands below has the whole width; it is empty where there is nothing.
    Cells { cells: Vec<String>, below: String },
    /// What the rows below it are about.
    Section(String),
}

impl Row {
    fn cells(cells: Vec<String>) -> Self {
        Self::Cells { cells, below: String::new() }
    }
}

/// Rows under heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub caption: String,
    pub heads: Vec<&'static str>,
    /// How much of the width each column has, in percent.
    pub widths: Vec<u8>,
    pub rows: Vec<Row>,
    /// Whether it has a line around each cell, to be filled in by hand.
    pub is_form: bool,
}

/// The pages of an export; of a form to be filled in by hand where nothing of what is recorded is to be on it.
#[must_use]
pub(super) fn pages(export: &Export, catalogue: &Catalogue) -> Pages {
    let is_form = export.choices.is_form;
    let mut parts = Vec::new();
    let is_one = !export.about.is_team;
    if !is_one && !is_form {
        parts.push(overview(export));
    }
    let level = if is_one || is_form { 1 } else { 2 };
    parts.extend(export.people().map(|of| {
        let blocks = if is_form { form(of) } else { person(export, catalogue, of) };
        Part { heading: name_of(of), level, blocks }
    }));
    let title = if is_one { export.people().map(name_of).collect() } else { export.about.title.clone() };
    let made = format!("Made {} by Secure Start {VERSION}, catalogue {}.", made_words(export), export.about.catalogue);
    Pages { title: format!("{title}: steps before a first shift"), foot: [made, MAY_BE_OLD.to_owned()], parts }
}

fn name_of(of: Exported<'_>) -> String {
    let name = readable(&of.person.name).replace('\n', " ");
    if name.trim().is_empty() { "No name".to_owned() } else { name }
}

/// Of a team, in front of its people.
fn overview(export: &Export) -> Part {
    let mut blocks = vec![Block::Facts(
        about_lines(export)
            .into_iter()
            .filter(|(label, _)| !matches!(*label, "Sign-offs" | "What this is not"))
            .collect(),
    )];
    blocks.push(Block::Table(Grid {
        caption: "How many there are".to_owned(),
        heads: vec!["What", "Number"],
        widths: vec![75, 25],
        rows: numbers(export).into_iter().map(|(label, number)| Row::cells(vec![label, number.to_string()])).collect(),
        is_form: false,
    }));
    blocks.push(Block::Table(Grid {
        caption: "Steps done".to_owned(),
        heads: vec!["Section", "Done, of those needed"],
        widths: vec![70, 30],
        rows: sections(export)
            .into_iter()
            .map(|(section, of)| Row::cells(vec![section.label().to_owned(), format!("{} of {}", of.done, of.of)]))
            .collect(),
        is_form: false,
    }));
    let row = |of: Exported<'_>| {
        Row::cells(vec![
            name_of(of),
            of.details.role.to_string(),
            of.person.planned_start.map_or_else(String::new, dates::short),
            of.person.likely.map_or_else(|| "not known".to_owned(), dates::short),
            format!("{} of {}", of.person.completed, of.person.total),
            of.person.readiness.label().to_owned(),
        ])
    };
    blocks.push(Block::Table(Grid {
        caption: "People".to_owned(),
        heads: vec!["Name", "Role", "Planned start", "Likely first shift", "Done", "Compared"],
        widths: vec![23, 19, 14, 14, 11, 19],
        rows: export.people().map(row).collect(),
        is_form: false,
    }));
    if !export.files.is_empty() {
        blocks.push(Block::Heading("Files to look at".to_owned()));
        let line = |file: &super::FileToSee| {
            format!("{} ({}): {}", file.file, if file.is_shown { "shown" } else { "not shown" }, file.what)
        };
        blocks.push(Block::List(export.files.iter().map(line).collect()));
    }
    blocks.push(Block::Text(NOT_ADVICE.to_owned()));
    Part { heading: format!("Team: {}", export.about.title), level: 1, blocks }
}

/// What a page says of a person.
fn person(export: &Export, catalogue: &Catalogue, of: Exported<'_>) -> Vec<Block> {
    let Exported { person, details, .. } = of;
    let day = export.about.day();
    let mut facts = about_person(of);
    facts.extend([
        ("Planned start", shown(person.planned_start, "not written down")),
        ("Compared", person.readiness.label().to_owned()),
    ]);
    if person.readiness != Readiness::AllDone {
        let estimate = |day| format!("{} (an estimate)", shown(day, "not known"));
        facts.extend([
            ("Likely first shift", estimate(person.likely)),
            ("Earliest first shift", estimate(person.earliest)),
        ]);
    }
    facts.extend([
        ("Completed", format!("{} of {} steps", person.completed, person.total)),
        ("Access, a guide", access_label(person, &catalogue.access).to_owned()),
        ("As it stood on", dates::show(day)),
    ]);
    if person.doubts > 0 {
        facts.push(("Does not fit together", format!("{} things in the file: open it to see them", person.doubts)));
    }
    let mut blocks = vec![Block::Facts(facts), Block::Heading("What needs action".to_owned()), actions(export, of)];
    let mut rows = Vec::new();
    for section in Section::ALL {
        let lines: Vec<&Line> = details.lines.iter().filter(|line| line.section == section).collect();
        if lines.is_empty() {
            continue;
        }
        let done = lines.iter().filter(|line| line.mark.is_done()).count();
        let needed = lines.iter().filter(|line| line.standing != StandingKind::NotNeeded).count();
        rows.push(Row::Section(format!("{}: {done} of {needed} completed", section.label())));
        rows.extend(lines.into_iter().map(|line| step_row(line, export.choices.has_notes)));
    }
    blocks.push(Block::Table(Grid {
        caption: "Steps".to_owned(),
        heads: vec!["Step", "Who acts", "Status and dates"],
        widths: vec![47, 16, 37],
        rows,
        is_form: false,
    }));
    let has_sign_offs = details.lines.iter().any(|line| line.sign_off.is_some());
    let words = if has_sign_offs { SIGN_OFF_SHOWS } else { "No step is signed off." };
    blocks.push(Block::Text(words.to_owned()));
    blocks.push(Block::Signatures(vec!["Starter", "Manager"]));
    if !export.about.is_team {
        blocks.push(Block::Text(NOT_ADVICE.to_owned()));
    }
    blocks
}

/// What is to be done; how many steps wait for a sign-off is said in one line, as the list of steps shows each.
fn actions(export: &Export, of: Exported<'_>) -> Block {
    let todo = |todo: &Todo| {
        let title = export.roster.columns().get(todo.column).map_or("", |column| &column.title);
        let (what, below) = todo_words(todo, title, "", export.about.day());
        let what = what.strip_prefix("No name: ").map_or(what.clone(), in_capitals);
        format!("{what}. {below}")
    };
    let (sign_offs, others): (Vec<&Todo>, Vec<&Todo>) =
        of.person.todos.iter().partition(|todo| todo.kind == TodoKind::SignOff);
    let mut lines: Vec<String> = others.into_iter().map(todo).collect();
    match sign_offs.len() {
        0 => {}
        1 => lines.push("1 step waits for a sign-off.".to_owned()),
        count => lines.push(format!("{count} steps wait for a sign-off.")),
    }
    if lines.is_empty() {
        return Block::Text("Nothing is overdue, runs out or waits for a sign-off.".to_owned());
    }
    Block::List(lines)
}

fn about_person(of: Exported<'_>) -> Vec<(&'static str, String)> {
    let Exported { person, details, .. } = of;
    let mut facts = vec![
        ("Role", details.role.to_string()),
        ("Setting", details.setting.to_string()),
        ("Nation", details.nation.to_string()),
        ("Contract", details.contract.to_string()),
    ];
    let more = [
        ("Site", readable(&person.site).into_owned()),
        ("Employer", details.employer.to_string()),
        ("Site pack", details.pack.to_string()),
    ];
    facts.extend(more.into_iter().filter(|(_, words)| !words.is_empty()));
    facts
}

/// Beside its title who acts, and how it stands with its days, one after the other: 40 steps that are completed have to fit
/// on 2 pages. Who verified it stands below, with the words by which that can be compared.
fn step_row(line: &Line, has_notes: bool) -> Row {
    let mut what: Vec<String> = Vec::new();
    let mut more = |label: &str, words: &str| {
        if !words.is_empty() {
            what.push(format!("{label}: {words}"));
        }
    };
    more("Waiting on", &line.waiting_on);
    more("Reference", &line.reference);
    more("Reason", &line.reason);
    more("Note", if has_notes { &line.note } else { "" });
    // A day stays on the line of its word.
    let with_day = |words: &str, day| format!("{words} {}", dates::short(day)).replace(' ', "\u{a0}");
    // The status and the day of completion are one: "Completed 3/11/2026".
    let on = line.completed.filter(|_| line.standing == StandingKind::Completed);
    let standing = line.standing.label();
    let mut status = vec![on.map_or_else(|| standing.to_owned(), |day| with_day(standing, day))];
    status.extend(Some(line.validity_words()).filter(|words| !words.is_empty()).map(str::to_owned));
    if line.sign_off.is_some() || line.waits_for_sign_off {
        status.push(line.sign_off_words().to_owned());
    }
    let is_open = !line.standing.is_closed();
    let days = [
        ("Asked", line.asked.filter(|_| is_open)),
        ("Waiting since", line.waiting_since.filter(|since| is_open && Some(*since) != line.asked)),
        ("Ask again", line.chase_on),
        ("Begin by", line.begin_by.filter(|_| is_open)),
        ("Expected by", line.expected.filter(|_| is_open)),
        ("Completed", line.completed.filter(|_| on.is_none())),
        ("Counts until", line.last_day),
    ];
    status.extend(days.into_iter().filter_map(|(label, day)| Some(with_day(label, day?))));
    let mut title = line.title.to_string();
    let below = if let Some(signed) = &line.sign_off {
        what.push(verified(signed));
        what.join("; ")
    } else {
        if !what.is_empty() {
            title = format!("{title}\n{}", what.join("; "));
        }
        String::new()
    };
    Row::Cells { cells: vec![title, line.who_acts.label_for_others().to_owned(), status.join(". ")], below }
}

/// Who verified a step and how; with the words by which that can be compared.
fn verified(signed: &Signed) -> String {
    let on = dates::short(signed.on);
    let parts = [&*signed.by, &*signed.post, signed.how.label(), &on, &*signed.reference];
    let parts: Vec<&str> = parts.into_iter().filter(|words| !words.is_empty()).collect();
    let words = if signed.words.is_empty() { "no eight words: another program signed" } else { &signed.words };
    format!("Verified by {}: {words}", parts.join(", "))
}

/// The steps of a person with room to write, and nothing of what is recorded.
fn form(of: Exported<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Facts(about_person(of)),
        Block::Text("To be filled in by hand. Write no answers to vetting questions, no convictions and nothing about anybody's health on it.".to_owned()),
    ];
    let mut rows = Vec::new();
    for section in Section::ALL {
        let is_in = |line: &&Line| line.section == section && line.standing != StandingKind::NotNeeded;
        let lines: Vec<&Line> = of.details.lines.iter().filter(is_in).collect();
        if !lines.is_empty() {
            rows.push(Row::Section(section.label().to_owned()));
        }
        rows.extend(lines.into_iter().map(|line| {
            let acts = line.who_acts.label_for_others().to_owned();
            Row::cells(vec![line.title.to_string(), acts, String::new(), String::new(), String::new()])
        }));
    }
    blocks.push(Block::Table(Grid {
        caption: "Steps".to_owned(),
        heads: vec!["Step", "Who acts", "Done", "Date", "Initials"],
        widths: vec![46, 22, 8, 13, 11],
        rows,
        is_form: true,
    }));
    blocks.push(Block::Signatures(vec!["Starter", "Manager"]));
    blocks.push(Block::Text(NOT_ADVICE.to_owned()));
    blocks
}

fn shown(day: Option<NaiveDate>, otherwise: &str) -> String {
    day.map_or_else(|| otherwise.to_owned(), dates::show)
}

fn in_capitals(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
