//! The plan as it is shown: which part of it, what is tried, and everything computed from both.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, DayRange, DaysProblem, typed_days};
use crate::checklist::{Checklist, DateField, Edit, Record, Stamp, Step};
use crate::dates;
use crate::ids::StepId;
use crate::outcome::Learned;
use crate::plan::{
    Assumptions, Likelihood, Move, Plan, PlannedStep, RUNS, SEED, Validity, Window, access, likelihood, moves, saving,
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

/// Something that is tried with one step, and not kept yet. What was not touched is as it is recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// The end that somebody might name, or that nobody names any more.
    pub ends: Option<Option<NaiveDate>>,
    /// Whether what stands in the field for the end cannot be read.
    pub has_unread: bool,
    /// Shortest, likely and longest days, as they are typed.
    pub days: Option<[String; 3]>,
    /// What was recorded of both when it was tried.
    recorded: (Option<NaiveDate>, Option<DayRange>),
}

impl Trial {
    /// Nothing is tried yet with a step of which this is recorded.
    pub(super) fn of(record: &Record) -> Self {
        Self { recorded: (record.expected, record.days.clone()), ..Self::default() }
    }

    /// Lets go of what was tried where something else has been recorded since: that is newer.
    pub(super) fn follow(&mut self, record: &Record) {
        if self.recorded.0 != record.expected {
            (self.ends, self.has_unread) = (None, false);
        }
        if self.recorded.1 != record.days {
            self.days = None;
        }
        self.recorded = (record.expected, record.days.clone());
    }

    /// The days as they were typed; none where they were not touched.
    ///
    /// # Errors
    /// [`DaysProblem`].
    pub fn typed_days(&self) -> Result<Option<Option<[u16; 3]>>, DaysProblem> {
        self.days.as_ref().map(|days| typed_days(days.iter().map(String::as_str))).transpose()
    }

    /// Whether everything that was typed can be read, and is worth keeping.
    #[must_use]
    pub fn can_be_kept(&self, today: NaiveDate) -> bool {
        !self.has_unread && !self.is_past(today) && self.typed_days().is_ok()
    }

    /// Whether the end lies behind, so that it says nothing.
    #[must_use]
    pub fn is_past(&self, today: NaiveDate) -> bool {
        self.ends.flatten().is_some_and(|ends| ends < today)
    }

    /// The changes that keep it; none where it is what the record says already, or cannot be read.
    #[must_use]
    pub fn edits(&self, checklist: &Checklist, step: &StepId) -> Vec<Edit> {
        let Some(record) = checklist.step(step).map(|step| &step.record) else { return Vec::new() };
        let mut edits = Vec::new();
        if let Some(date) = self.ends.filter(|ends| *ends != record.expected) {
            edits.push(Edit::SetDate { step: step.clone(), field: DateField::Expected, date });
        }
        let recorded = record.days.as_ref().map(|days| [days.low, days.likely, days.high]);
        if let Ok(Some(days)) = self.typed_days()
            && days != recorded
        {
            edits.push(Edit::SetDays { step: step.clone(), days });
        }
        edits
    }
}

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
    /// What stands in the field for the end cannot be read.
    EndsUnread,
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
    /// "sets the date", or "would set the date" where the first shift is not known: what stands at a bar on the chain.
    pub sets: &'static str,
    /// Whether the first shift waits for it.
    pub has_limit: bool,
    /// "Sets the date" or "Would set it", "5 days", or "No limit" where no first shift waits for it.
    pub slack: String,
    /// The same as a sentence; none where no first shift waits for it.
    pub limit: Option<String>,
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
        let mut said = format!("{}. Begins likely {}. Ends likely {}", self.title, show(self.from), show(likely));
        if earliest != latest {
            said = format!("{said}, earliest {}, latest {}", show(earliest), show(latest));
        }
        let notes: Vec<&str> = self.all_notes().collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" {}", notes.join(" ")) };
        let slack = if self.has_limit { "" } else { " It does not hold up the first shift." };
        format!("{said}.{notes}{slack}")
    }

    /// By how much it can be late, and what else is to be said, a sentence each.
    pub fn all_notes(&self) -> impl Iterator<Item = &str> {
        self.limit.iter().chain(&self.notes).map(String::as_str)
    }

    fn of(step: &Step, plan: &Plan, planned: &PlannedStep) -> Option<Self> {
        let day = step.record.completed.filter(|_| !planned.is_open);
        if !step.retired.is_empty() || (!planned.is_open && day.is_none()) {
            return None;
        }
        let is_known = plan.first_shift.likely.is_some();
        let slack = match planned.slack {
            _ if planned.is_on_chain && is_known => "Sets the date".to_owned(),
            _ if planned.is_on_chain => "Would set it".to_owned(),
            _ if !planned.is_open => String::new(),
            Some(days) => dates::days(i64::from(days)),
            None if planned.holds_up => "Not known".to_owned(),
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
            sets: if is_known { "sets the date" } else { "would set the date" },
            has_limit: !planned.is_open || planned.holds_up,
            slack,
            limit: text::slack_words(plan, planned).filter(|_| planned.is_open),
            notes: if planned.is_open { text::step_notes(planned) } else { Vec::new() },
        })
    }
}

/// The open steps in the order in which they begin, those of which that is not known last; then the completed ones.
fn rows(checklist: &Checklist, plan: &Plan) -> Vec<PlanRow> {
    let steps = checklist.steps.iter().zip(&plan.steps);
    let mut rows: Vec<PlanRow> = steps.filter_map(|(step, planned)| PlanRow::of(step, plan, planned)).collect();
    let last = NaiveDate::MAX;
    rows.sort_by_key(|row| (!row.is_open, row.from.unwrap_or(last), row.until.likely.unwrap_or(last)));
    rows
}

/// Where somebody stands on the access ladder, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    pub on: NaiveDate,
    /// The place of the rung; none for *Not yet*.
    pub reached: Option<usize>,
    pub label: String,
    /// What is missing for the rung above, and the step that it is about.
    pub missing: Vec<(String, Option<StepId>)>,
    /// What nobody has written an end for: it counts, and perhaps not any more.
    pub undated: Vec<String>,
}

impl Ladder {
    fn of(checklist: &Checklist, catalogue: &Catalogue, on: NaiveDate) -> Self {
        let access = access(checklist, &catalogue.access, on);
        let missing = access.missing.iter().map(|lacking| (text::why_not(lacking), lacking.step.clone()));
        Self {
            on,
            reached: catalogue.access.rungs.iter().position(|rung| access.rung == Some(rung)),
            label: text::rung_label(&access).to_owned(),
            missing: missing.collect(),
            undated: access.undated.iter().map(|title| visible::without_hidden(title)).collect(),
        }
    }
}

/// What follows from the checklist and from what is tried, computed once per change.
#[derive(Clone, Debug, Default)]
pub struct PlanOverview {
    /// None before anything was computed.
    pub plan: Option<Plan>,
    pub headline: Headline,
    /// Which step sets the date, and what acting today saves.
    pub deciding: Vec<String>,
    /// How likely it is, a sentence each; only while the plan is on the screen, because it takes some milliseconds.
    pub chances: Vec<String>,
    /// What the chances rest on.
    pub basis: String,
    pub rows: Vec<PlanRow>,
    pub moves: Vec<Move>,
    pub validity: Vec<Validity>,
    /// On the chosen day, or today.
    pub access: Ladder,
    /// The plan with what is tried, where that is anything, and its headline.
    pub tried: Option<(Plan, Headline)>,
}

impl PlanOverview {
    /// Everything but the likelihood, which takes longer.
    pub(super) fn of(
        checklist: &Checklist,
        catalogue: &Catalogue,
        view: &PlanView,
        team: Option<&Arc<Team>>,
        today: NaiveDate,
    ) -> Self {
        let assumptions = assumptions(team);
        let plan = Plan::of(checklist, today, &assumptions);
        let saved = saving(checklist, &plan, &assumptions).map(|saving| text::saving_words(checklist, &saving));
        let tried = view.trial.as_ref().and_then(|(step, trial)| {
            // A day that lies behind says nothing of the end.
            let edits = if trial.is_past(today) { Vec::new() } else { trial.edits(checklist, step) };
            let nobody = Stamp { today, at: today.and_time(chrono::NaiveTime::MIN).and_utc(), by: String::new() };
            let tried = what_if(checklist, &edits, &nobody).ok().filter(|_| !edits.is_empty())?;
            let plan = Plan::of(&tried, today, &assumptions);
            let headline = text::headline(&tried, &plan);
            Some((plan, headline))
        });
        Self {
            headline: text::headline(checklist, &plan),
            deciding: text::sets_the_date(checklist, &plan).into_iter().chain(saved).collect(),
            chances: Vec::new(),
            basis: String::new(),
            rows: rows(checklist, &plan),
            moves: moves(checklist, &plan),
            validity: validity(checklist, &plan),
            access: Ladder::of(checklist, catalogue, view.chosen_day.unwrap_or(today)),
            tried,
            plan: Some(plan),
        }
    }

    /// The same with how likely it is.
    pub(super) fn with(self, checklist: &Checklist, likelihood: Option<&Likelihood>) -> Self {
        let (Some(plan), Some(likelihood)) = (&self.plan, likelihood) else { return self };
        let chances = text::likelihood_words(checklist, plan, likelihood);
        Self { chances, basis: text::likelihood_basis(likelihood), ..self }
    }
}

/// How likely it is; none where nothing is open or no date is known.
pub(super) fn likelihood_of(checklist: &Checklist, team: Option<&Arc<Team>>, today: NaiveDate) -> Option<Likelihood> {
    likelihood(checklist, today, &assumptions(team), RUNS, SEED)
}

/// What the plan takes for granted.
pub(super) fn assumptions(team: Option<&Arc<Team>>) -> Assumptions<'_> {
    Assumptions { experience: team.map(|team| &team.learned.experience), ..Assumptions::default() }
}
