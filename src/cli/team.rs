//! `secure-start team`

use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{Answer, Surroundings, date, json};
use crate::catalogue::Catalogue;
use crate::dates;
use crate::export::tables::access_label;
use crate::export::team_json;
use crate::jobs::{self, Ledger};
use crate::outcome::ScanAsked;
use crate::team::{Filter, Roster, Sort, sifted, todos};
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
        let asked = ScanAsked {
            today,
            as_of: self.as_of.filter(|day| *day < today),
            due_soon: surroundings.settings.due_soon_days,
        };
        let ledger = Ledger::read(surroundings.ledger.as_deref());
        match jobs::team(&self.folder, catalogue, &ledger, asked) {
            Err(error) => Answer::wrong(text::folder_not_read(&self.folder.display().to_string(), &error)),
            Ok(roster) if self.json => {
                let folder = self.folder.display().to_string();
                Answer::done(json::line(&team_json(&folder, &roster, &catalogue.access, asked)))
            }
            Ok(roster) => Answer::done(page(&roster, catalogue, asked)),
        }
    }
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
        let access = access_label(person, &catalogue.access);
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
