//! When what is completed runs out.
//!
//! The last day on which something counts is a day on which it counts. Ranges are compared, never single days, so that
//! nothing is missed on a day when nobody looked.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Status, Step};
use crate::catalogue::{DayRange, Renewal};
use crate::dates::{self, is_plausible};

/// How the last day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Somebody wrote it down.
    Recorded,
    /// The calendar of whoever renews it.
    FixedDate,
    /// A period from the day of completion: it runs out on that day at the latest, and perhaps before.
    AtTheLatest,
}

/// When something runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// The last day on which it counts.
    pub last_day: NaiveDate,
    pub basis: Basis,
    /// The day from which on to renew it: by the rule of its renewal, or, where there is none, its likely days before it
    /// runs out.
    pub renew_from: NaiveDate,
}

/// How something stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgement {
    Valid,
    /// It counts, and it is time to renew it.
    RenewNow,
    RunOut,
}

impl Expiry {
    /// "Runs out on 3 March 2027", "Ran out on 3 March 2026 at the latest".
    #[must_use]
    pub fn in_words(&self, today: NaiveDate) -> String {
        let verb = if self.on(today) == Judgement::RunOut { "Ran out" } else { "Runs out" };
        let last = if self.basis == Basis::AtTheLatest { " at the latest" } else { "" };
        format!("{verb} on {}{last}", dates::show(self.last_day))
    }

    /// How it stands on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Judgement {
        if day > self.last_day {
            Judgement::RunOut
        } else if day >= self.renew_from {
            Judgement::RenewNow
        } else {
            Judgement::Valid
        }
    }
}

impl Step {
    /// When it runs out, as far as that is known. None for one that is not completed, does not run out, or whose day
    /// nobody knows.
    #[must_use]
    pub fn expiry(&self) -> Option<Expiry> {
        if self.record.status != Status::Completed {
            return None;
        }
        let renewal = &self.renewal.value;
        let computed = || self.record.completed.and_then(|completed| last_day(renewal, completed));
        let (last_day, basis) = self.record.expires.map(|day| (day, Basis::Recorded)).or_else(computed)?;
        let renew_from = last_day
            .checked_sub_days(Days::new(lead_days(renewal).unwrap_or_else(|| self.usual_days())))
            .unwrap_or(last_day);
        Some(Expiry { last_day, basis, renew_from })
    }

    /// Its likely days in calendar days, roughly.
    fn usual_days(&self) -> u64 {
        let days = self.record.days.as_ref().unwrap_or(&self.days);
        u64::from(DayRange::in_calendar_days(u32::from(days.likely), days.working))
    }

    /// Whether it counts on a day: completed by then, as far as somebody wrote down when, and not run out.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        let is_completed = self.record.status == Status::Completed;
        is_completed && self.record.completed.is_none_or(|completed| completed <= day) && !self.has_run_out(day)
    }

    /// Whether it was completed and does not count any more on a day.
    #[must_use]
    pub fn has_run_out(&self, on: NaiveDate) -> bool {
        self.expiry().is_some_and(|expiry| expiry.on(on) == Judgement::RunOut)
    }
}

/// How many days before the last one to begin, by the rule; none where there is no rule.
fn lead_days(renewal: &Renewal) -> Option<u64> {
    match renewal {
        Renewal::None => None,
        Renewal::Every { lead_days, .. }
        | Renewal::FixedDates { lead_days, .. }
        | Renewal::FromYourLetter { lead_days } => Some(u64::from(*lead_days)),
    }
}

/// What the renewal rule alone says about something that was completed on a day.
fn last_day(renewal: &Renewal, completed: NaiveDate) -> Option<(NaiveDate, Basis)> {
    match renewal {
        // A rule that cannot be kept says nothing; `findings` names it.
        renewal if renewal.fault().is_some() => None,
        Renewal::None | Renewal::FromYourLetter { .. } => None,
        // Of a month that is too short, the last day.
        Renewal::Every { months, .. } => completed
            .checked_add_months(Months::new(u32::from(*months)))
            .filter(is_plausible)
            .map(|day| (day, Basis::AtTheLatest)),
        Renewal::FixedDates { month_day, every_years, counted_from, .. } => {
            let every = i32::from(*every_years).max(1);
            let past = (completed.year() - counted_from).rem_euclid(every);
            let year = completed.year() - past;
            let days = [year, year + every].into_iter().filter_map(|year| in_year(month_day, year));
            days.filter(is_plausible).find(|day| *day >= completed).map(|day| (day, Basis::FixedDate))
        }
    }
}

/// `MM-DD` in a year; 29 February is the 28th where there is none.
fn in_year(month_day: &str, year: i32) -> Option<NaiveDate> {
    let (month, day) = month_day.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let is_leap_day = (month, day) == (2, 29);
    NaiveDate::from_ymd_opt(year, month, day).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28).filter(|_| is_leap_day))
}
