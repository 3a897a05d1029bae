//! What of a step matters to dates: whether it is done, how long it takes, and when it began.

use super::assumptions::Assumptions;
use super::calendar::{Day, date, day};
use crate::catalogue::DayRange;
use crate::checklist::{Status, Step};

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
    /// Completed on a day, and it counts up to and including another one. Its days are those of a renewal, which can
    /// begin at once.
    Lapses {
        completed: Day,
        last: Day,
    },
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
pub(super) struct Node {
    pub(super) kind: Kind,
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
    /// A step on a day.
    pub(super) fn of(step: &Step, today: Day, assumptions: &Assumptions<'_>) -> Self {
        let record = &step.record;
        let told = record.expected.map(day).filter(|told| *told >= today);
        let kind = match record.status {
            _ if !step.retired.is_empty() => Kind::Done(Day::MIN),
            Status::Completed if date(today).is_some_and(|on| step.has_run_out(on)) => Kind::Open,
            Status::Completed => {
                let completed = record.completed.map_or(Day::MIN, day);
                match step.expiry().map(|expiry| day(expiry.last_day)) {
                    Some(last) if completed <= today => Kind::Lapses { completed, last },
                    _ => Kind::Done(completed),
                }
            }
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

    /// Whether days can still pass over it: it is open, or may have to be renewed.
    pub(super) const fn takes_days(&self) -> bool {
        matches!(self.kind, Kind::Open | Kind::Lapses { .. })
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
