//! `secure-start team`

use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::{Answer, Surroundings, date, json};
use crate::catalogue::{AccessLadder, Catalogue, Rung};
use crate::dates;
use crate::jobs::{self, Ledger};
use crate::outcome::ScanAsked;
use crate::team::{Filter, Member, Person, Roster, Sort, sifted, todos, totals};
use crate::{text, visible};

/// One row a file of a folder, what needs action, and every file that could not be read.
#[derive(Debug, Args)]
pub struct Team {
    folder: PathBuf,
    /// As it stood at the end of a day, as far as the checklists say it
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<NaiveDate>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

impl Team {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let catalogue = Catalogue::shipped();
        let today = surroundings.stamp.today;
        // A day to come is as today is.
        let asked = ScanAsked { today, as_of: self.as_of.filter(|day| *day < today) };
        let ledger = Ledger::read(surroundings.ledger.as_deref());
        match jobs::team(&self.folder, catalogue, &ledger, asked) {
            Err(error) => Answer::wrong(text::folder_not_read(&self.folder.display().to_string(), &error)),
            Ok(roster) if self.json => Answer::done(json::line(&self.as_json(&roster, catalogue, asked))),
            Ok(roster) => Answer::done(page(&roster, catalogue, asked)),
        }
    }

    fn as_json(&self, roster: &Roster, catalogue: &Catalogue, asked: ScanAsked) -> Value {
        let counts = roster.counts();
        let totals = totals(roster);
        let people: Vec<Value> =
            roster.people().iter().map(|member| person_json(member, roster, &catalogue.access)).collect();
        let files = roster.files();
        let words = |row: &crate::team::FileRow| {
            let problem = text::file_words(row);
            json!({ "path": row.path.display().to_string(), "reason": problem.happened, "to_do": problem.to_do })
        };
        let unreadable: Vec<Value> = files.iter().filter(|row| row.what.is_err()).map(words).collect();
        let notes: Vec<Value> = files.iter().filter(|row| row.what.is_ok()).map(words).collect();
        let actions = totals.groups.iter().map(|(group, count)| (group.id().to_owned(), json!(count)));
        let readiness = totals.readiness.iter().map(|(readiness, count)| (readiness.id().to_owned(), json!(count)));
        json!({
            "folder": self.folder.display().to_string(),
            "today": asked.today,
            "as_of": asked.as_of,
            "counts": { "found": counts.found, "shown": counts.shown, "unreadable": counts.unreadable },
            "totals": {
                "actions": actions.collect::<serde_json::Map<String, Value>>(),
                "readiness": readiness.collect::<serde_json::Map<String, Value>>(),
            },
            "people": people,
            "unreadable": unreadable,
            "notes": notes,
        })
    }
}

/// None for *Not yet*.
fn rung<'a>(person: &Person, ladder: &'a AccessLadder) -> Option<&'a Rung> {
    usize::from(person.rung).checked_sub(1).and_then(|place| ladder.rungs.get(place))
}

fn person_json(member: &Member, roster: &Roster, ladder: &AccessLadder) -> Value {
    let Member { path, person, .. } = member;
    let reached = rung(person, ladder);
    let step = |column: u16| roster.columns().get(column);
    let steps: Vec<Value> = person
        .cells
        .iter()
        .filter_map(|cell| {
            let column = step(cell.column)?;
            Some(json!({ "id": column.id, "title": column.title, "section": column.section, "status": cell.mark.id(),
                         "date": cell.date }))
        })
        .collect();
    let actions: Vec<Value> = person
        .todos
        .iter()
        .filter_map(|todo| {
            let column = step(todo.column)?;
            Some(json!({ "kind": todo.kind.group().id(), "step": column.id, "title": column.title, "date": todo.date,
                         "who": todo.who }))
        })
        .collect();
    json!({
        "path": path.display().to_string(),
        "id": person.document,
        "name": person.name,
        "nation": person.nation,
        "setting": person.setting,
        "role": person.role,
        "contract": person.contract,
        "site": person.site,
        "planned_start": person.planned_start,
        "first_shift": { "earliest": person.earliest, "likely": person.likely },
        "readiness": person.readiness.id(),
        "access": reached.map(|rung| &rung.id),
        "progress": { "completed": person.completed, "total": person.total },
        "waiting_on": person.waits_on,
        "last_change": person.changed,
        "doubts": person.doubts,
        "newer": person.newer,
        "actions": actions,
        "steps": steps,
    })
}

fn page(roster: &Roster, catalogue: &Catalogue, asked: ScanAsked) -> String {
    let mut page = String::new();
    let mut push = |line: String| {
        // Whatever a file holds stays on its line.
        let _is_written = writeln!(page, "{}", visible::made_visible(&line)).is_ok();
    };
    push(text::counts_words(roster.counts()));
    if let Some(day) = asked.as_of {
        push(format!("As of {}, as far as the checklists say it.", dates::show(day)));
    }
    let today = asked.as_of.unwrap_or(asked.today);
    let places = sifted(roster, &Filter::default(), Sort::default(), catalogue);
    for (group, list) in todos(roster, &places) {
        if list.is_empty() {
            continue;
        }
        push(String::new());
        push(format!("{}: {}", group.label(), list.len()));
        for (place, number) in list {
            let Some(member) = roster.person(place) else { continue };
            let Some(todo) = member.person.todos.get(usize::from(number)) else { continue };
            let title = roster.columns().get(todo.column).map_or("", |column| &column.title);
            let (what, below) = text::todo_words(todo, title, &member.person.name, today);
            push(format!("  {what}. {below}"));
        }
    }
    push(String::new());
    push(format!("People: {}", places.len()));
    for member in places.iter().filter_map(|place| roster.person(*place)) {
        let person = &member.person;
        let role = catalogue.role(&person.role).map_or(person.role.as_str(), |role| &role.label);
        let likely = person.likely.map_or_else(|| "not known".to_owned(), dates::show);
        let access = rung(person, &catalogue.access).map_or(AccessLadder::NOT_YET, |rung| &rung.label);
        push(format!(
            "  {}, {role}: {} of {} completed, first shift likely {likely}, {}. Access, a guide: {access}",
            person.name,
            person.completed,
            person.total,
            person.readiness.label().to_lowercase(),
        ));
    }
    let files = roster.files();
    if !files.is_empty() {
        push(String::new());
        push(format!("Files to look at: {}", files.len()));
    }
    for row in &files {
        push(format!("  {}: {}", row.path.display(), text::file_words(row)));
    }
    page
}
