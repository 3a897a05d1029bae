//! `secure-start show`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{Answer, Surroundings, json};
use crate::catalogue::Catalogue;
use crate::catalogue::pack::{LeftOut, SiteChange};
use crate::checklist::{Checklist, RowKey, StandingKind, offer, rows};
use crate::ids::StepId;
use crate::plan::{Assumptions, Plan, next};
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
            Ok(loaded) => {
                let (checklist, newer) = (loaded.checklist, loaded.newer);
                let merged = checklist.site_pack.as_ref().map(|pack| catalogue.with_pack(pack));
                let catalogue = merged.as_ref().unwrap_or(catalogue);
                Answer::done(if self.json {
                    json::line(&json::checklist(&checklist, catalogue, today))
                } else {
                    page(&self.file.display().to_string(), &checklist, catalogue, today)
                })
                .read_only(&self.file, newer)
            }
        }
    }
}

fn page(file: &str, checklist: &Checklist, catalogue: &Catalogue, today: NaiveDate) -> String {
    let starter = &checklist.starter;
    let progress = checklist.progress(today);
    let plan = Plan::of(checklist, today, &Assumptions::default());
    let words = text::next_words(&next(checklist, &plan, &Assumptions::default()), starter.planned_start, today);
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
    if let Some(pack) = &checklist.site_pack {
        push(&mut page, format_args!("Site pack: {}", pack.name()));
        if pack.is_overdue(today) {
            push(&mut page, format_args!("The site pack is due to be read again: check with its author."));
        }
    }
    push(&mut page, format_args!("{} of {} completed", progress.completed, progress.total));
    push(&mut page, format_args!("{words}"));
    let offered = offer(checklist, catalogue).ok().flatten().filter(|_| checklist.catalogue < catalogue.version);
    if let Some(offer) = offered {
        push(&mut page, format_args!("The catalogue is newer: {}. See: secure-start update {file}", offer.summary()));
    }
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
            if let Some(line) = touched_law(catalogue, &row.id) {
                push(&mut page, format_args!("      {line}"));
            }
        }
    }
    left_out(&mut page, checklist, catalogue);
    page
}

/// What a site pack has done to a step that the law asks for.
fn touched_law(catalogue: &Catalogue, id: &StepId) -> Option<String> {
    let step = catalogue.step(id).filter(|step| step.required_by_law)?;
    let Some(SiteChange::Changed { what, title }) = &step.local else { return None };
    let title = title
        .as_ref()
        .map_or_else(String::new, |title| format!(" In the catalogue it is called \u{201c}{title}\u{201d}."));
    Some(format!("The law or a regulator asks for this step. The site pack has changed: {}.{title}", what.join(", ")))
}

fn left_out(page: &mut String, checklist: &Checklist, catalogue: &Catalogue) {
    let left_out = checklist.left_out(catalogue);
    if !left_out.is_empty() {
        page.push('\n');
        push(page, format_args!("Left out by the site pack: {}", left_out.len()));
    }
    for LeftOut { step, reason } in left_out {
        push(page, format_args!("  {} ({})", step.title, step.id));
        push(page, format_args!("      Reason: {reason}"));
        if step.required_by_law {
            push(
                page,
                format_args!("      The law or a regulator asks for this step. Ask your manager who decided it."),
            );
        }
    }
}

fn push(page: &mut String, line: std::fmt::Arguments<'_>) {
    // A name in a file could hold a line feed and forge a line of ours.
    page.push_str(&visible::made_visible(&line.to_string()));
    page.push('\n');
}
