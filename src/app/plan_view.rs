//! The plan as it is shown: which part of it, what is tried, and everything computed from both.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalogue::DayRange;
use crate::checklist::{Checklist, DateField, Edit, Stamp, Step};
use crate::dates;
use crate::ids::StepId;
use crate::outcome::Learned;
use crate::plan::{
    Assumptions, Likelihood, Move, Plan, PlannedStep, RUNS, SEED, Validity, Window, likelihood, moves, saving,
    validity, what_if,
};
use crate::text::{self, Headline};
use crate::visible;

/// A part of the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanTab {
    #[default]
    Today,
    Timeline,
    Table,
    RunsOut,
    Access,
}

impl PlanTab {
    pub const ALL: [Self; 5] = [Self::Today, Self::Timeline, Self::Table, Self::RunsOut, Self::Access];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Timeline => "Timeline",
            Self::Table => "Table",
            Self::RunsOut => "What runs out",
            Self::Access => "Access",
        }
    }
}

/// How much of the timeline is seen at once; [`Zoom::WHOLE`] is all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Zoom(u8);

impl Zoom {
    /// The whole plan.
    pub const WHOLE: Self = Self(0);
    const CLOSEST: Self = Self(5);

    /// Each step shows half as many days.
    #[must_use]
    pub const fn times(self) -> u16 {
        1 << self.0
    }

    pub(super) const fn closer(self) -> Self {
        if self.can_be_closer() { Self(self.0 + 1) } else { self }
    }

    pub(super) const fn farther(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    #[must_use]
    pub const fn can_be_closer(self) -> bool {
        self.0 < Self::CLOSEST.0
    }

    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 == Self::WHOLE.0
    }
}

/// Something that is tried with one step, and not kept yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// The end that somebody might name.
    pub ends: Option<NaiveDate>,
    /// Shortest, likely and longest days, as they are typed.
    pub days: [String; 3],
}

impl Trial {
    /// What stands in the record already.
    #[must_use]
    pub fn of(checklist: &Checklist, step: &StepId) -> Self {
        let record = checklist.step(step).map(|step| &step.record);
        let days = record.and_then(|record| record.days.as_ref());
        Self {
            ends: record.and_then(|record| record.expected),
            days: days.map_or_else(Default::default, |days| [days.low, days.likely, days.high].map(|d| d.to_string())),
        }
    }

    /// The days as they were typed; none where all three fields are empty. One alone stands for all three.
    ///
    /// # Errors
    /// What is wrong with them, in a sentence.
    pub fn typed_days(&self) -> Result<Option<DayRange>, &'static str> {
        let typed = self.days.each_ref().map(|typed| typed.trim());
        let number = |typed: &str| typed.parse::<u16>().ok().filter(|days| *days <= MOST_DAYS);
        match typed {
            ["", "", ""] => Ok(None),
            [only, "", ""] | ["", only, ""] | ["", "", only] => match number(only) {
                Some(days) => Ok(Some(DayRange::calendar(days, days, days))),
                None => Err("Days must be a whole number, for example 30"),
            },
            [low, likely, high] => match (number(low), number(likely), number(high)) {
                (Some(low), Some(likely), Some(high)) if low <= likely && likely <= high => {
                    Ok(Some(DayRange::calendar(low, likely, high)))
                }
                (Some(_), Some(_), Some(_)) => Err("Days must be in order: the shortest first, the longest last"),
                _ => Err("Days must be whole numbers, all three of them or one alone"),
            },
        }
    }

    /// The changes that keep it; none where it is what the record says already, or cannot be read.
    #[must_use]
    pub fn edits(&self, checklist: &Checklist, step: &StepId) -> Vec<Edit> {
        let Some(record) = checklist.step(step).map(|step| &step.record) else { return Vec::new() };
        let ends = Edit::SetDate { step: step.clone(), field: DateField::Expected, date: self.ends };
        let mut edits = Vec::new();
        edits.extend((record.expected != self.ends).then_some(ends));
        if let Ok(days) = self.typed_days()
            && days != record.days
        {
            edits.push(Edit::SetDays { step: step.clone(), days });
        }
        edits
    }
}

/// Longer than any step takes: some 5 years.
const MOST_DAYS: u16 = 2000;

/// What is shown of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanView {
    pub tab: PlanTab,
    pub zoom: Zoom,
    /// The step whose what-if is open, and what is tried with it.
    pub trial: Option<(StepId, Trial)>,
    /// The day for which to say what still counts.
    pub chosen_day: Option<NaiveDate>,
}

/// A team whose own waiting times are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    pub folder: PathBuf,
    pub learned: Learned,
}

/// Something that a user does with the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChange {
    Tab(PlanTab),
    /// Opens the what-if of a step, or closes it without keeping anything.
    Try(Option<StepId>),
    Ends(Option<NaiveDate>),
    Days([String; 3]),
    /// Makes what is tried part of the checklist.
    Keep,
    ChosenDay(Option<NaiveDate>),
    /// The catalogue's days count again.
    ForgetTeam,
}

/// A step in the timeline and in its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    pub step: StepId,
    pub title: String,
    pub is_open: bool,
    /// When it begins, at the likely pace, or began.
    pub from: Option<NaiveDate>,
    /// When it is finished; for a completed step, three times the day on which it was.
    pub until: Window,
    pub is_on_chain: bool,
    /// Whether the first shift waits for it.
    pub has_limit: bool,
    /// "Sets the date", "5 days", or "No limit" where no first shift waits for it.
    pub slack: String,
    /// What else is to be said, a sentence each.
    pub notes: Vec<String>,
}

impl PlanRow {
    /// Everything in one sentence or two, for a screen reader.
    #[must_use]
    pub fn said(&self) -> String {
        let show = |day: Option<NaiveDate>| day.map_or_else(|| "not known".to_owned(), dates::show);
        if !self.is_open {
            return format!("{}. Completed {}.", self.title, show(self.until.likely));
        }
        let Window { earliest, likely, latest } = self.until;
        let mut said = format!("{}. Begins {}. Ends likely {}", self.title, show(self.from), show(likely));
        if earliest != latest {
            said = format!("{said}, earliest {}, latest {}", show(earliest), show(latest));
        }
        let notes = if self.notes.is_empty() { String::new() } else { format!(" {}", self.notes.join(" ")) };
        let slack = if self.has_limit { "" } else { " It does not hold up the first shift." };
        format!("{said}.{notes}{slack}")
    }

    fn of(step: &Step, planned: &PlannedStep) -> Option<Self> {
        let day = step.record.completed.filter(|_| !planned.is_open);
        if !step.retired.is_empty() || (!planned.is_open && day.is_none()) {
            return None;
        }
        let slack = match planned.slack {
            _ if planned.is_on_chain => "Sets the date".to_owned(),
            _ if !planned.is_open => String::new(),
            Some(days) => dates::days(i64::from(days)),
            None => "No limit".to_owned(),
        };
        Some(Self {
            step: step.id.clone(),
            title: visible::without_hidden(&step.title),
            is_open: planned.is_open,
            from: if planned.is_open { planned.begin.likely } else { step.record.asked.or(day) },
            until: day.map_or(planned.finish, |day| Window {
                earliest: Some(day),
                likely: Some(day),
                latest: Some(day),
            }),
            is_on_chain: planned.is_on_chain,
            has_limit: !planned.is_open || planned.slack.is_some(),
            slack,
            notes: if planned.is_open { text::step_notes(planned) } else { Vec::new() },
        })
    }
}

/// The open steps in the order in which they begin, those of which that is not known last; then the completed ones.
fn rows(checklist: &Checklist, plan: &Plan) -> Vec<PlanRow> {
    let steps = checklist.steps.iter().zip(&plan.steps);
    let mut rows: Vec<PlanRow> = steps.filter_map(|(step, planned)| PlanRow::of(step, planned)).collect();
    let last = NaiveDate::MAX;
    rows.sort_by_key(|row| (!row.is_open, row.from.unwrap_or(last), row.until.likely.unwrap_or(last)));
    rows
}

/// What follows from the checklist and from what is tried, computed once per change.
#[derive(Clone, Debug, Default)]
pub struct PlanOverview {
    /// None before anything was computed.
    pub plan: Option<Plan>,
    pub headline: Headline,
    /// Which step sets the date, and what acting today saves.
    pub deciding: Vec<String>,
    /// Only while the plan is on the screen: it takes some milliseconds.
    pub likelihood: Option<Likelihood>,
    pub rows: Vec<PlanRow>,
    pub moves: Vec<Move>,
    pub validity: Vec<Validity>,
    /// The plan with what is tried, where that is anything, and its headline.
    pub tried: Option<(Plan, Headline)>,
}

impl PlanOverview {
    /// Everything but the likelihood, which [`Self::with_likelihood`] adds.
    pub(super) fn of(checklist: &Checklist, view: &PlanView, team: Option<&Arc<Team>>, today: NaiveDate) -> Self {
        let assumptions = assumptions(team);
        let plan = Plan::of(checklist, today, &assumptions);
        let saved = saving(checklist, &plan, &assumptions).map(|saving| text::saving_words(checklist, &saving));
        let tried = view.trial.as_ref().and_then(|(step, trial)| {
            let edits = trial.edits(checklist, step);
            let nobody = Stamp { today, at: today.and_time(chrono::NaiveTime::MIN).and_utc(), by: String::new() };
            let tried = what_if(checklist, &edits, &nobody).ok().filter(|_| !edits.is_empty())?;
            let plan = Plan::of(&tried, today, &assumptions);
            let headline = text::headline(&tried, &plan);
            Some((plan, headline))
        });
        Self {
            headline: text::headline(checklist, &plan),
            deciding: text::sets_the_date(checklist, &plan).into_iter().chain(saved).collect(),
            likelihood: None,
            rows: rows(checklist, &plan),
            moves: moves(checklist, &plan),
            validity: validity(checklist, &plan),
            tried,
            plan: Some(plan),
        }
    }

    pub(super) fn with_likelihood(self, checklist: &Checklist, team: Option<&Arc<Team>>, today: NaiveDate) -> Self {
        let is_open = self.plan.as_ref().is_some_and(|plan| !plan.is_all_done);
        let likelihood = if is_open { likelihood(checklist, today, &assumptions(team), RUNS, SEED) } else { None };
        Self { likelihood, ..self }
    }
}

fn assumptions(team: Option<&Arc<Team>>) -> Assumptions<'_> {
    Assumptions { experience: team.map(|team| &team.learned.experience), ..Assumptions::default() }
}
