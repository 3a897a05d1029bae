//! The page that `plan` prints.

use chrono::NaiveDate;

use super::found::Found;
use crate::plan::{Access, DaysFrom, ENOUGH, access, moves, saving, validity};
use crate::{dates, text, visible};

/// A page of text: each line is made safe for a terminal.
struct Page(String);

impl Page {
    fn line(&mut self, line: impl AsRef<str>) {
        self.0.push_str(&visible::made_visible(line.as_ref()));
        self.0.push('\n');
    }

    fn heading(&mut self, title: &str) {
        self.0.push('\n');
        self.line(title);
    }
}

pub(super) fn page(found: &Found<'_>) -> String {
    let Found { checklist, catalogue, dates, .. } = found;
    let mut page = Page(String::new());
    page.line(&checklist.starter.name);
    page.line(text::situation(&checklist.starter, catalogue));
    let headline = text::headline(checklist, dates);
    page.line(format!("{}.", headline.what));
    page.line(&headline.range);
    if let Some(untried) = found.untried {
        let before = text::headline(checklist, untried);
        if before == headline {
            page.line("What is tried here does not move the likely first shift.");
            if untried == *dates {
                page.line("A step that is not open does not count, nor does a day that has passed.");
            }
        } else {
            page.line(format!("Without what is tried here: {}. {}", before.what, before.range));
        }
    }
    for wrong in &found.looks_wrong {
        page.line(format!("Look at this: {}", wrong.what));
    }
    team_lines(&mut page, found);
    chain_lines(&mut page, found);
    if let Some(likelihood) = &found.likelihood
        && let lines = text::likelihood_words(checklist, dates, likelihood)
        && !lines.is_empty()
    {
        page.heading("How likely");
        let basis = text::likelihood_basis(likelihood);
        for line in lines.into_iter().chain([basis]) {
            page.line(format!("  {line}"));
        }
    }
    today_lines(&mut page, found);
    validity_lines(&mut page, found);
    access_lines(&mut page, found);
    steps_lines(&mut page, found);
    page.0
}

fn team_lines(page: &mut Page, found: &Found<'_>) {
    let Some(learned) = found.learned else { return };
    let used =
        found.dates.steps.iter().filter(|step| matches!(step.days_from, DaysFrom::Team(_)) && step.is_open).count();
    if used == 0 {
        page.line(format!(
            "No open step was completed by {ENOUGH} or more of the {} checklists of your team: the usual days count.",
            learned.experience.checklists()
        ));
    } else {
        page.line(format!(
        "Your team\u{2019}s own days count for {used} of the open steps. Of {} checklists, {ENOUGH} or more had completed each.",
        learned.experience.checklists()
    ));
    }
    if learned.left_out > 0 {
        page.line(format!("Files that are no checklist, or could not be read: {}.", learned.left_out));
    }
}

fn chain_lines(page: &mut Page, found: &Found<'_>) {
    let Found { checklist, dates, .. } = found;
    if dates.chain.is_empty() {
        return;
    }
    page.heading("What sets the date");
    for link in &dates.chain {
        let title = checklist.step(&link.step).map_or("", |step| &step.title);
        let days = dates::days(i64::from(link.days));
        page.line(format!("  until {}: {title}, {days} ({})", dates::show(link.until), link.step));
    }
    let lines = text::sets_the_date(checklist, dates)
        .into_iter()
        .chain(saving(checklist, dates, found.assumptions).map(|saving| text::saving_words(checklist, &saving)));
    for line in lines {
        page.line(format!("  {line}"));
    }
}

fn today_lines(page: &mut Page, found: &Found<'_>) {
    let moves = moves(found.checklist, found.dates);
    for (title, is_today) in [("Today", true), ("Waiting", false)] {
        let mut of_kind = moves.iter().filter(|found| found.is_for_today() == is_today).peekable();
        if of_kind.peek().is_none() {
            continue;
        }
        page.heading(title);
        for found_move in of_kind {
            let (what, below) = text::move_words(found_move, found.today);
            page.line(format!("  {what} ({})", found_move.step));
            page.line(format!("      {below}"));
        }
    }
}

fn validity_lines(page: &mut Page, found: &Found<'_>) {
    let all = validity(found.checklist, found.dates);
    if all.is_empty() {
        return;
    }
    page.heading("What runs out");
    for validity in &all {
        let title = found.checklist.step(&validity.step).map_or("", |step| &step.title);
        page.line(format!("  {title} ({})", validity.step));
        for line in text::validity_words(found.checklist, validity, found.today, found.on) {
            page.line(format!("      {line}"));
        }
    }
}

fn access_lines(page: &mut Page, found: &Found<'_>) {
    let on = found.on.unwrap_or(found.today);
    let access: Access<'_> = access(found.checklist, &found.catalogue.access, on);
    page.heading(&format!("Access on {}: {}", dates::show(on), text::rung_label(&access)));
    page.line(format!("  {}", text::access_words(&access)));
    if let Some(next) = access.next {
        page.line(format!("  Missing for \u{201c}{}\u{201d}:", next.label));
    }
    for lacking in &access.missing {
        page.line(format!("    {}", text::why_not(lacking)));
    }
    for title in &access.undated {
        page.line(format!("  Counted, though nobody wrote down when it runs out: {title}"));
    }
}

fn steps_lines(page: &mut Page, found: &Found<'_>) {
    if found.dates.steps.iter().any(|step| step.is_open) {
        page.heading("Open steps: earliest, likely and latest end");
    }
    let show = |day: Option<NaiveDate>| day.map_or_else(|| "not known".to_owned(), dates::show);
    for step in found.dates.steps.iter().filter(|step| step.is_open) {
        let title = found.checklist.step(&step.id).map_or("", |step| &step.title);
        let finish = &step.finish;
        page.line(format!(
            "  {title}: {}, {}, {} ({})",
            show(finish.earliest),
            show(finish.likely),
            show(finish.latest),
            step.id
        ));
        for line in text::slack_words(found.dates, step).into_iter().chain(text::step_notes(step)) {
            page.line(format!("      {line}"));
        }
    }
}
