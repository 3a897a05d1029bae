//! The list on the screen, computed before it is drawn.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Basis, Carried, Checklist, Progress, Standing, StandingKind, Step};
use crate::catalogue::Section;
use crate::dates;
use crate::ids::StepId;

/// Which steps a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    ToDo,
    WaitingOnOthers,
    Problems,
    Completed,
}

impl Filter {
    pub const ALL: [Self; 5] = [Self::All, Self::ToDo, Self::WaitingOnOthers, Self::Problems, Self::Completed];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::ToDo => "To do",
            Self::WaitingOnOthers => "Waiting on others",
            Self::Problems => "Problems",
            Self::Completed => "Completed",
        }
    }

    fn shows(self, kind: StandingKind, is_waiting: bool) -> bool {
        match self {
            Self::All => true,
            Self::ToDo => !kind.is_closed() && !is_waiting && kind != StandingKind::CannotStartYet,
            Self::WaitingOnOthers => is_waiting,
            Self::Problems => kind == StandingKind::Problem,
            Self::Completed => kind == StandingKind::Completed,
        }
    }
}

/// What a list depends on, besides the checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowKey {
    pub filter: Filter,
    pub search: String,
    pub hides_completed: bool,
    /// What was changed since the list was filtered like this: it stays, so that nothing slips from under the hand.
    pub kept: BTreeSet<StepId>,
}

/// A step in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: StepId,
    pub title: String,
    pub standing: StandingKind,
    /// The day it was completed, to stand beside the status.
    pub on: Option<NaiveDate>,
    /// The line under the title: what it waits for, on whom, until when. Empty where there is nothing to say.
    pub detail: String,
    /// Whether the detail says that something has run out.
    pub is_urgent: bool,
}

/// A section in the list, with those of its steps that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRows {
    pub section: Section,
    /// Of all its steps, shown or not.
    pub progress: Progress,
    pub rows: Vec<Row>,
}

/// The whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub sections: Vec<SectionRows>,
    pub shown: usize,
    /// Steps that "hide completed" takes out of an otherwise matching list.
    pub hidden: usize,
}

/// The steps that match, in order, under their sections. Sections without a step to show are there all the same
/// while nothing is filtered, and left out otherwise.
#[must_use]
pub fn rows(checklist: &Checklist, key: &RowKey, today: NaiveDate) -> Listing {
    let words: Vec<String> = key.search.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut listing = Listing::default();
    for section in Section::ALL {
        let steps = || checklist.steps.iter().filter(move |step| step.section == section);
        let mut rows = Vec::new();
        for step in steps() {
            let standing = checklist.standing(step, today);
            let row = row(step, &standing, today);
            let is_waiting = step.is_waiting_on_others();
            if key.kept.contains(&step.id) {
                rows.push(row);
                continue;
            }
            if !key.filter.shows(row.standing, is_waiting) || !matches(&row, section, step, &words) {
                continue;
            }
            if key.hides_completed && key.filter != Filter::Completed && row.standing.is_closed() {
                listing.hidden += 1;
                continue;
            }
            rows.push(row);
        }
        listing.shown += rows.len();
        if !rows.is_empty() {
            listing.sections.push(SectionRows { section, progress: checklist.progress_of(steps(), today), rows });
        }
    }
    listing
}

fn matches(row: &Row, section: Section, step: &Step, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let Row { title, detail, standing, .. } = row;
    let record = &step.record;
    let text =
        format!("{title} {detail} {} {} {} {}", standing.label(), section.label(), record.note, record.reference)
            .to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

fn row(step: &Step, standing: &Standing<'_>, today: NaiveDate) -> Row {
    let record = &step.record;
    let has_run_out = standing.kind() == StandingKind::Completed && step.has_run_out(today);
    let detail = match standing {
        Standing::CannotStartYet(open) => {
            let titles: Vec<String> = open.iter().map(|step| format!("\u{201c}{}\u{201d}", step.title)).collect();
            format!("Waits for {}", list(&titles))
        }
        Standing::NotNeeded(reason) => (*reason).to_owned(),
        Standing::CoveredBy(other) => format!("\u{201c}{}\u{201d} does as well", other.title),
        Standing::Completed => completed(step, today),
        Standing::NotYetStarted | Standing::InProgress | Standing::Problem => open(step, today),
    };
    // What was done elsewhere is worth knowing until it is done here.
    let carried = record.carried.as_ref().filter(|_| !standing.kind().is_closed()).map(Carried::in_short);
    let detail = match carried {
        Some(carried) if detail.is_empty() => carried,
        Some(carried) => format!("{detail} \u{b7} {carried}"),
        None => detail,
    };
    Row {
        id: step.id.clone(),
        title: step.title.clone(),
        standing: standing.kind(),
        on: record.completed,
        detail,
        is_urgent: has_run_out,
    }
}

fn completed(step: &Step, today: NaiveDate) -> String {
    let mut parts: Vec<String> = Vec::new();
    // What only follows from a rule is shown once it is certain.
    let expiry = step.expiry().filter(|expiry| expiry.basis == Basis::Recorded || step.has_run_out(today));
    parts.extend(expiry.map(|expiry| expiry.in_words(today)));
    if step.record.sign_off.is_some() {
        parts.push("Signed off".to_owned());
    }
    parts.join(" \u{b7} ")
}

fn open(step: &Step, today: NaiveDate) -> String {
    let record = &step.record;
    if step.is_waiting_on_others() {
        let since = step.waiting_since().map_or_else(String::new, |day| {
            let days = today.signed_duration_since(day).num_days();
            let long = match days {
                0 => "today".to_owned(),
                days => dates::days(days),
            };
            format!(" since {} ({long})", dates::show(day))
        });
        return format!("Waiting on {}{since}", step.waits_on());
    }
    record.asked.map_or_else(String::new, |day| format!("Asked for on {}", dates::show(day)))
}

/// "a", "a and b", "a, b and 3 more": never longer than a line can bear.
fn list(titles: &[String]) -> String {
    match titles {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
    }
}
