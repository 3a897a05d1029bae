//! `secure-start show`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{Answer, Surroundings, json};
use crate::catalogue::Catalogue;
use crate::checklist::{Checklist, RowKey, StandingKind, rows};
use crate::plan::next;
use crate::{dates, jobs, text, visible};

/// Shows a checklist.
#[derive(Debug, Args)]
pub struct Show {
    file: PathBuf,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let catalogue = Catalogue::shipped();
        let today = surroundings.stamp.today;
        match jobs::load(&self.file, catalogue) {
            Err(error) => Answer::wrong(text::not_opened(&self.file.display().to_string(), &error)),
            Ok(loaded) if self.json => Answer::done(json::line(&json::checklist(&loaded.checklist, today))),
            Ok(loaded) => Answer::done(page(&loaded.checklist, catalogue, today)),
        }
    }
}

fn page(checklist: &Checklist, catalogue: &Catalogue, today: NaiveDate) -> String {
    let starter = &checklist.starter;
    let progress = checklist.progress();
    let words = text::next_words(&next(checklist, today), starter.planned_start, today);
    let mut page = String::new();
    push(&mut page, format_args!("{}", starter.name));
    push(&mut page, format_args!("{}", text::situation(starter, catalogue)));
    let about = [("Site", &starter.site), ("Employer", &starter.employer)];
    for (label, value) in about.into_iter().filter(|(_, value)| !value.is_empty()) {
        push(&mut page, format_args!("{label}: {value}"));
    }
    if let Some(start) = starter.planned_start {
        push(&mut page, format_args!("Planned start: {}", dates::show(start)));
    }
    push(&mut page, format_args!("{} of {} completed", progress.completed, progress.total));
    push(&mut page, format_args!("{words}"));
    for section in rows(checklist, &RowKey::default(), today).sections {
        let of = section.progress;
        page.push('\n');
        push(&mut page, format_args!("{}: {} of {} completed", section.section, of.completed, of.total));
        for row in section.rows {
            let mark = if row.standing == StandingKind::Completed { 'x' } else { ' ' };
            let on = row.on.map_or_else(String::new, |day| format!(" on {}", dates::show(day)));
            push(&mut page, format_args!("  [{mark}] {}: {}{on} ({})", row.title, row.standing.label(), row.id));
            if !row.detail.is_empty() {
                push(&mut page, format_args!("      {}", row.detail));
            }
        }
    }
    page
}

fn push(page: &mut String, line: std::fmt::Arguments<'_>) {
    // A name in a file could hold a line feed and forge a line of ours.
    page.push_str(&visible::made_visible(&line.to_string()));
    page.push('\n');
}
