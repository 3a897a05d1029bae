//! `secure-start plan`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{Answer, Surroundings, date, plan_json};
use crate::catalogue::{Catalogue, typed_days};
use crate::checklist::{Checklist, DateField, Edit, clashes};
use crate::finding::Finding;
use crate::ids::StepId;
use crate::outcome::Learned;
use crate::plan::{
    Access, Assumptions, DaysFrom, ENOUGH, Likelihood, Plan as Dates, RUNS, SEED, access, likelihood, moves, saving,
    validity, what_if,
};
use crate::{dates, jobs, text, visible};

/// Says when the first shift can be, what sets that day, what to do today, and what runs out.
#[derive(Debug, Args)]
pub struct Plan {
    file: PathBuf,
    /// Tries another end or other days for a step, and writes nothing: STEP=2027-03-27, STEP=30 or STEP=20,30,60
    #[arg(long = "if", value_name = "STEP=DATE|DAYS", value_parser = trial)]
    trials: Vec<Trial>,
    /// A folder of checklists, whose own waiting times count where there are enough of them
    #[arg(long, value_name = "FOLDER")]
    team: Option<PathBuf>,
    /// A day for which to say what still counts and what access there may be
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<NaiveDate>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

/// Something that is tried.
#[derive(Clone, Debug)]
struct Trial {
    step: String,
    change: TrialChange,
}

#[derive(Clone, Debug)]
enum TrialChange {
    Ends(NaiveDate),
    Takes([u16; 3]),
}

fn trial(typed: &str) -> Result<Trial, String> {
    let (step, value) = typed.split_once('=').ok_or("write STEP=DATE or STEP=DAYS")?;
    let change =
        if value.contains(['-', '/']) { TrialChange::Ends(date(value)?) } else { TrialChange::Takes(days(value)?) };
    Ok(Trial { step: step.to_owned(), change })
}

/// `30`, or `20,30,60`.
pub(super) fn days(typed: &str) -> Result<[u16; 3], String> {
    let days = typed_days(typed.split(',')).map_err(|problem| format!("{problem}: 30 or 20,30,60"))?;
    days.ok_or_else(|| "write a number of days: 30 or 20,30,60".to_owned())
}

impl Trial {
    fn edit(&self) -> Edit {
        let step = StepId::from(self.step.as_str());
        match &self.change {
            TrialChange::Ends(day) => Edit::SetDate { step, field: DateField::Expected, date: Some(*day) },
            TrialChange::Takes(days) => Edit::SetDays { step, days: Some(*days) },
        }
    }
}

/// Everything that is said about a checklist, computed before any of it is written.
pub(super) struct Found<'a> {
    pub(super) checklist: &'a Checklist,
    pub(super) catalogue: &'a Catalogue,
    pub(super) dates: &'a Dates,
    /// Before anything was tried.
    pub(super) untried: Option<&'a Dates>,
    pub(super) likelihood: Option<Likelihood>,
    pub(super) learned: Option<&'a Learned>,
    pub(super) assumptions: &'a Assumptions<'a>,
    /// What looks wrong in the file, and dates that clash.
    pub(super) looks_wrong: Vec<Finding>,
    pub(super) today: NaiveDate,
    pub(super) on: Option<NaiveDate>,
}

impl Plan {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let today = surroundings.stamp.today;
        let shipped = Catalogue::shipped();
        let name = self.file.display().to_string();
        let (checklist, findings) = match jobs::load(&self.file, shipped) {
            Ok(loaded) => (loaded.checklist, loaded.findings),
            Err(error) => return Answer::wrong(text::not_opened(&name, &error)),
        };
        let learned = match self.team.as_deref().map(|folder| (folder, jobs::learn(folder, shipped, today))) {
            Some((folder, Err(error))) => {
                return Answer::wrong(text::not_opened(&folder.display().to_string(), &error));
            }
            Some((_, Ok(learned))) => Some(learned),
            None => None,
        };
        let edits: Vec<Edit> = self.trials.iter().map(Trial::edit).collect();
        let tried = match what_if(&checklist, &edits, &surroundings.stamp) {
            Ok(tried) => tried,
            Err(problem) => return Answer::wrong(format!("{problem} Choose another step.")),
        };
        let assumptions =
            Assumptions { experience: learned.as_ref().map(|learned| &learned.experience), ..Assumptions::default() };
        let merged = checklist.site_pack.as_ref().map(|pack| shipped.with_pack(pack));
        let untried = (!edits.is_empty()).then(|| Dates::of(&checklist, today, &assumptions));
        let found = Found {
            checklist: &tried,
            catalogue: merged.as_ref().unwrap_or(shipped),
            dates: &Dates::of(&tried, today, &assumptions),
            untried: untried.as_ref(),
            likelihood: likelihood(&tried, today, &assumptions, RUNS, SEED),
            learned: learned.as_ref(),
            assumptions: &assumptions,
            looks_wrong: findings
                .into_iter()
                .map(|located| located.finding)
                .chain(clashes(&checklist, today))
                .collect(),
            today,
            on: self.on,
        };
        Answer::done(if self.json { super::json::line(&plan_json::plan(&found)) } else { page(&found) })
    }
}

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

fn page(found: &Found<'_>) -> String {
    let Found { checklist, catalogue, dates, .. } = found;
    let mut page = Page(String::new());
    page.line(&checklist.starter.name);
    page.line(text::situation(&checklist.starter, catalogue));
    let headline = text::headline(checklist, dates);
    page.line(format!("{}.", headline.what));
    page.line(headline.range);
    if let Some(untried) = found.untried {
        let before = text::headline(checklist, untried);
        if untried == *dates {
            page.line("What is tried here changes nothing: the step is not open, or the day has passed.");
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
        && !dates.is_all_done
    {
        page.heading("How likely");
        let basis = text::likelihood_basis(likelihood);
        for line in text::likelihood_words(checklist, dates, likelihood).into_iter().chain([basis]) {
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
    page.line(format!(
        "Your team\u{2019}s own days count for {used} of the open steps. Of {} checklists, {ENOUGH} or more had completed each.",
        learned.experience.checklists()
    ));
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
        for line in text::validity_words(validity, found.today, found.on) {
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
        for line in text::step_notes(step) {
            page.line(format!("      {line}"));
        }
    }
}
