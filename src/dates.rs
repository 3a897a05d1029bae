//! Dates as British people type and read them.
//!
//! **Invariant:** nothing here asks what day it is; `today` is an argument.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use thiserror::Error;

/// The day on the wall calendar of the United Kingdom at a moment, wherever the program runs: an hour ahead from 01:00 on the
/// last Sunday of March to 01:00 on the last Sunday of October (the Summer Time Order 2002).
#[must_use]
pub fn day_in_the_uk(at: DateTime<Utc>) -> NaiveDate {
    let at = at.naive_utc();
    let change = |month| last_sunday(at.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let is_between = |(begin, end): (NaiveDateTime, NaiveDateTime)| begin <= at && at < end;
    let is_summer = change(3).zip(change(10)).is_some_and(is_between);
    let wall = if is_summer { at.checked_add_signed(TimeDelta::hours(1)) } else { Some(at) };
    wall.unwrap_or(at).date()
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let past = last.weekday().days_since(Weekday::Sun);
    last.checked_sub_days(Days::new(u64::from(past)))
}

/// Years outside this range are typing mistakes, not dates of somebody's onboarding.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Why what was typed is not a date. The sentences follow the GOV.UK pattern for date errors; the caller
/// puts the name of the field in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateProblem {
    /// No month could be found.
    #[error("must include a month")]
    NoMonth,
    /// A day and a month, but no year.
    #[error("must include a year")]
    NoYear,
    /// A day that the calendar does not have, such as 31 February.
    #[error("must be a real date")]
    NotReal,
    /// Something else.
    #[error("must be a date, for example 27 3 2027")]
    NotUnderstood,
}

/// A date as it is shown everywhere with room: `3 November 2026`.
#[must_use]
pub fn show(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// A date as it is shown where there is little room, in tables: `3/11/2026`. The year is never cut.
#[must_use]
pub fn short(date: NaiveDate) -> String {
    date.format("%-d/%-m/%Y").to_string()
}

/// A time as it is shown everywhere, `14:05`: of 24 hours, as the Ministry of Justice writes for people who work in prisons.
#[must_use]
pub fn time(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

/// Reads what somebody typed.
///
/// Day first, as in Britain: `3 nov 2026`, `3rd November 26`, `03/11/26`, `3.11.2026`, `3 11 2026`,
/// `nov 3 2026`, `2026-11-03`, `03112026`, and `today`, `tomorrow`, `yesterday`.
/// A year of two digits is of this century. A weekday in front is passed over, not checked.
///
/// # Errors
/// [`DateProblem`] when it is not one day between 1900 and 2199.
pub fn parse_typed(typed: &str, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let typed = typed.trim().to_lowercase();
    match typed.as_str() {
        "today" | "now" => return Ok(today),
        "tomorrow" => return today.checked_add_days(Days::new(1)).ok_or(DateProblem::NotReal),
        "yesterday" => return today.checked_sub_days(Days::new(1)).ok_or(DateProblem::NotReal),
        _ => {}
    }
    let words: Vec<Word> = split(&typed).map(classify).collect::<Option<_>>().ok_or(DateProblem::NotUnderstood)?;
    let words: Vec<Word> = words.into_iter().filter(|word| *word != Word::Weekday).collect();
    match words.as_slice() {
        [Word::Number(year, 4), Word::Number(month, _), Word::Number(day, _)] => real(*year, *month, *day),
        [Word::Number(day, _), Word::Number(month, _) | Word::Month(month), Word::Number(year, digits)]
        | [Word::Month(month), Word::Number(day, _), Word::Number(year, digits)] => {
            real(century(*year, *digits)?, *month, *day)
        }
        [Word::Number(all, 8)] => real(all % 10_000, all / 10_000 % 100, all / 1_000_000),
        [Word::Number(..), Word::Number(..) | Word::Month(_)] | [Word::Month(_), Word::Number(..)] => {
            Err(DateProblem::NoYear)
        }
        [Word::Number(_, 1 | 2)] => Err(DateProblem::NoMonth),
        _ => Err(DateProblem::NotUnderstood),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// A number and how many digits it was typed with.
    Number(u32, usize),
    Month(u32),
    Weekday,
}

/// Cuts at white space, punctuation and between digits and letters, so that `3nov2026` reads as well.
fn split(typed: &str) -> impl Iterator<Item = &str> {
    typed
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',' | '\u{2013}' | '\u{a0}'))
        .flat_map(|part| {
            let cut = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            let (digits, rest) = part.split_at(cut);
            let rest = if digits.is_empty() { rest } else { without_ordinal(rest) };
            let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
            let (letters, more) = rest.split_at(end);
            [digits, letters, more]
        })
        .filter(|part| !part.is_empty())
}

/// Takes `st`, `nd`, `rd`, `th` from behind a day.
fn without_ordinal(rest: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find(|ending| rest == **ending).map_or(rest, |_| "")
}

fn classify(word: &str) -> Option<Word> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return if word.len() <= 8 { word.parse().ok().map(|n| Word::Number(n, word.len())) } else { None };
    }
    if word.len() < 3 {
        return None;
    }
    let starts = |name: &&str| name.starts_with(word) || (word == "sept" && **name == *"september");
    if let Some(month) = MONTHS.iter().position(starts) {
        return u32::try_from(month + 1).ok().map(Word::Month);
    }
    WEEKDAYS.iter().any(|name| name.starts_with(word)).then_some(Word::Weekday)
}

fn century(year: u32, digits: usize) -> Result<u32, DateProblem> {
    match digits {
        2 => Ok(2000 + year),
        4 => Ok(year),
        _ => Err(DateProblem::NotUnderstood),
    }
}

fn real(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateProblem> {
    let year = i32::try_from(year).map_err(|_| DateProblem::NotReal)?;
    NaiveDate::from_ymd_opt(year, month, day).filter(is_plausible).ok_or(DateProblem::NotReal)
}

/// Whether a date lies in the years that this program keeps.
#[must_use]
pub fn is_plausible(date: &NaiveDate) -> bool {
    YEARS.contains(&date.year())
}

/// "today", "tomorrow", "in 5 days", "3 days ago": a distance in words, to stand beside the date.
#[must_use]
pub fn distance(date: NaiveDate, today: NaiveDate) -> String {
    match date.signed_duration_since(today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// "1 day", "3 days".
#[must_use]
pub fn days(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// A date in a file: `2026-11-03`, nothing else.
pub mod iso {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::is_plausible;

    /// Writes `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&date.format("%Y-%m-%d"))
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Where it is not a day of the calendar between 1900 and 2199.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| serde::de::Error::custom(super::not_a_day(&text)))
    }

    /// The same for text that is not in a file: an argument of the command line.
    #[must_use]
    pub fn parse(text: &str) -> Option<NaiveDate> {
        (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())?.filter(is_plausible)
    }
}

/// A date in a file that may be `null` or absent.
pub mod iso_option {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes `YYYY-MM-DD` or `null`.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(date: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::iso::serialize(date, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads `YYYY-MM-DD` or `null`.
    ///
    /// # Errors
    /// As [`super::iso::deserialize`].
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| super::iso::parse(&text).ok_or_else(|| serde::de::Error::custom(super::not_a_day(&text))))
            .transpose()
    }
}

/// The sentence for a date in a file or an argument that is not one.
#[must_use]
pub fn not_a_day(text: &str) -> String {
    format!("\u{201c}{text}\u{201d} is not a day of the calendar, written as year, month and day: 2027-03-27")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_day_of_a_moment_is_that_of_the_wall_calendar_in_summer_and_winter() {
        for (at, day) in [
            ("2026-11-22T23:59:59Z", "2026-11-22"),
            ("2026-06-30T22:59:59Z", "2026-06-30"),
            ("2026-06-30T23:00:00Z", "2026-07-01"),
            ("2026-03-28T23:30:00Z", "2026-03-28"),
            ("2026-03-29T23:30:00Z", "2026-03-30"),
            ("2026-10-24T23:30:00Z", "2026-10-25"),
            ("2026-10-25T23:30:00Z", "2026-10-25"),
            ("2025-10-26T00:59:59Z", "2025-10-26"),
        ] {
            assert_eq!(day_in_the_uk(at.parse().unwrap()).to_string(), day, "{at}");
        }
    }

    #[test]
    fn every_british_way_of_writing_a_day_is_read() {
        let today = day(2026, 11, 3);
        for typed in [
            "3 nov 2026",
            "3 Nov 26",
            "3 November 2026",
            "03 november 2026",
            "3rd Nov 2026",
            "3rd nov 2026",
            "03/11/26",
            "3/11/26",
            "03/11/2026",
            "3/11/2026",
            "3.11.2026",
            "3-11-2026",
            "3 11 2026",
            "03 11 26",
            "2026-11-03",
            "nov 3 2026",
            "November 3, 2026",
            "Tue 3 Nov 2026",
            "tuesday, 3 november 2026",
            "3nov2026",
            "03112026",
            "today",
            " TODAY ",
            "3\u{a0}nov 2026",
        ] {
            assert_eq!(parse_typed(typed, today), Ok(today), "{typed}");
        }
        assert_eq!(parse_typed("tomorrow", today), Ok(day(2026, 11, 4)));
        assert_eq!(parse_typed("yesterday", today), Ok(day(2026, 11, 2)));
        assert_eq!(parse_typed("1 sept 2027", today), Ok(day(2027, 9, 1)));
        assert_eq!(parse_typed("29 2 2028", today), Ok(day(2028, 2, 29)));
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let today = day(2026, 11, 3);
        for (typed, problem) in [
            ("31 2 2026", DateProblem::NotReal),
            ("29 feb 2027", DateProblem::NotReal),
            ("3 13 2026", DateProblem::NotReal),
            ("0/0/2026", DateProblem::NotReal),
            ("1 1 1066", DateProblem::NotReal),
            ("3 nov", DateProblem::NoYear),
            ("3/11", DateProblem::NoYear),
            ("12", DateProblem::NoMonth),
            ("next week", DateProblem::NotUnderstood),
            ("", DateProblem::NotUnderstood),
            ("3 11 026", DateProblem::NotUnderstood),
            ("99999999999999999999", DateProblem::NotUnderstood),
        ] {
            assert_eq!(parse_typed(typed, today), Err(problem), "{typed}");
        }
    }

    #[test]
    fn a_date_is_shown_the_british_way() {
        assert_eq!(show(day(2026, 11, 3)), "3 November 2026");
        assert_eq!(short(day(2026, 11, 3)), "3/11/2026");
        assert_eq!(short(day(2024, 9, 30)), "30/9/2024");
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 59).unwrap();
        assert_eq!([at(0, 0), at(9, 5), at(12, 0), at(17, 30)].map(time), ["00:00", "09:05", "12:00", "17:30"]);
        assert_eq!(distance(day(2026, 11, 8), day(2026, 11, 3)), "in 5 days");
        assert_eq!(distance(day(2026, 11, 1), day(2026, 11, 3)), "2 days ago");
    }
}
