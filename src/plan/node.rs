//! What of a step matters to dates: whether it is done, how long it takes, and when it began.

use super::assumptions::Assumptions;
use super::calendar::{Day, date, day};
use crate::catalogue::DayRange;
use crate::checklist::{Status, Step};
use crate::ids::StepId;

/// Which of the three estimates of a step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Low,
    Likely,
    High,
}

/// What of a step matters to dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing has to be done any more, or not after this day.
    Done(Day),
    Open,
    /// There is a problem: nobody can say when it is done.
    Unknown,
}

/// Where the days of a step come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DaysFrom {
    /// The estimate that the step was made with.
    Step,
    /// What somebody was told and wrote down.
    Own,
    /// What the team's own completed steps took, and how many they were.
    Team(usize),
}

/// A step.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "none follows from another")]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Whether another step that does as well is completed, so that nobody has to wait for this one.
    pub(super) is_covered: bool,
    pub(super) low: i32,
    pub(super) likely: i32,
    pub(super) high: i32,
    pub(super) working: bool,
    pub(super) from: DaysFrom,
    /// The day on which it was asked for or began; today where it is under way and nobody wrote that down.
    pub(super) begun: Option<Day>,
    /// Whether it is under way since nobody knows when.
    pub(super) is_undated: bool,
    /// The day somebody named for its end.
    pub(super) told: Option<Day>,
    /// It does not begin before this day, for whatever reason.
    pub(super) not_before: Day,
    pub(super) gates: bool,
}

impl Node {
    /// A step on a day. `is_renewed` says whether it is completed and has to be done again before the first shift,
    /// `is_completed` of another one whether it is completed and counts.
    pub(super) fn of(
        step: &Step,
        today: Day,
        assumptions: &Assumptions<'_>,
        is_renewed: bool,
        is_completed: impl Fn(&StepId) -> bool,
    ) -> Self {
        let record = &step.record;
        let told = record.expected.map(day).filter(|told| *told >= today);
        let kind = match record.status {
            _ if !step.retired.is_empty() => Kind::Done(Day::MIN),
            Status::Completed if is_renewed || date(today).is_some_and(|on| step.has_run_out(on)) => Kind::Open,
            Status::Completed => Kind::Done(record.completed.map_or(Day::MIN, day)),
            Status::NotNeeded => Kind::Done(Day::MIN),
            // Whoever named a day knows when it is sorted out.
            Status::Problem if told.is_some() => Kind::Open,
            Status::Problem => Kind::Unknown,
            Status::NotYetStarted | Status::InProgress => Kind::Open,
        };
        let team = assumptions.experience.and_then(|experience| experience.days(&step.id));
        let (days, from) = match (&record.days, &team) {
            (Some(own), _) => (own, DaysFrom::Own),
            (None, Some((days, count))) => (days, DaysFrom::Team(*count)),
            (None, None) => (&step.days, DaysFrom::Step),
        };
        let [low, likely, high] = in_order(days);
        let has_begun = has_begun(step);
        let begun = record.asked.or(record.waiting_since).map(day);
        Self {
            kind,
            is_covered: kind == Kind::Open
                && record.status != Status::Problem
                && step.alternatives.iter().any(is_completed),
            low,
            likely,
            high,
            working: days.working,
            from,
            begun: has_begun.then(|| begun.unwrap_or(today)),
            is_undated: has_begun && begun.is_none(),
            told,
            not_before: assumptions.not_before.get(&step.id).map_or(Day::MIN, |date| day(*date)),
            gates: step.gates_first_shift,
        }
    }

    pub(super) const fn days(&self, case: Case) -> i32 {
        match case {
            Case::Low => self.low,
            Case::Likely => self.likely,
            Case::High => self.high,
        }
    }
}

/// Whether somebody has begun a step and it is not finished.
pub(super) fn has_begun(step: &Step) -> bool {
    let record = &step.record;
    record.status == Status::InProgress || (record.status == Status::NotYetStarted && record.asked.is_some())
}

/// The days as numbers; those of a file that are not in order, which `checklist::findings` names, are put in order.
fn in_order(days: &DayRange) -> [i32; 3] {
    let mut numbers = [days.low, days.likely, days.high].map(i32::from);
    numbers.sort_unstable();
    numbers
}
