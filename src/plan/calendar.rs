//! Days as whole numbers, working days, and the bank holidays of the three parts of the United Kingdom.
//!
//! A day is its number counted from 1 January of the year 1, a Monday; no time and no time zone come into it, so a
//! change of the clocks cannot move one.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::dates::is_plausible;
use crate::ids::NationId;

/// A day, or [`UNKNOWN`].
pub(super) type Day = i32;

/// Later than every day: what nobody can say.
pub(super) const UNKNOWN: Day = Day::MAX;

/// The number of a date.
pub(super) fn day(date: NaiveDate) -> Day {
    date.num_days_from_ce()
}

/// The date of a day; none for what is not known, and for years that this program does not keep.
pub(super) fn date(day: Day) -> Option<NaiveDate> {
    if day == UNKNOWN { None } else { NaiveDate::from_num_days_from_ce_opt(day).filter(is_plausible) }
}

/// The parts of the United Kingdom that have bank holidays of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    EnglandAndWales,
    Scotland,
    NorthernIreland,
}

impl Division {
    /// That of a nation; none for a nation that is not known, where only Saturdays and Sundays are left out.
    #[must_use]
    pub fn of(nation: &NationId) -> Option<Self> {
        match nation.as_str() {
            "england" | "wales" => Some(Self::EnglandAndWales),
            "scotland" => Some(Self::Scotland),
            "northern-ireland" => Some(Self::NorthernIreland),
            _ => None,
        }
    }
}

/// The years whose bank holidays are worked out.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2199;

/// Appointed once, for one year: <https://www.gov.uk/bank-holidays>.
const ONCE: [(Division, i32, u32, u32); 1] = [
    // For the men's football World Cup, by a proclamation of February 2026.
    (Division::Scotland, 2026, 6, 15),
];

/// The bank holidays of a year that are not on a Saturday or Sunday, in order; those that fall there are kept on the
/// next free day.
///
/// The days of the Banking and Financial Dealings Act 1971, Schedule 1, with those that are appointed every year, as
/// <https://www.gov.uk/bank-holidays> lists them. One that is appointed later for a single year is not known.
#[must_use]
pub fn bank_holidays(division: Division, year: i32) -> Vec<NaiveDate> {
    let at = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let is_scotland = division == Division::Scotland;
    let mut kept: Vec<Option<NaiveDate>> = Vec::new();
    kept.extend(moved(&if is_scotland { vec![at(1, 1), at(1, 2)] } else { vec![at(1, 1)] }));
    let easter = easter_sunday(year);
    kept.push(easter.and_then(|sunday| sunday.checked_sub_days(chrono::Days::new(2))));
    if !is_scotland {
        kept.push(easter.and_then(|sunday| sunday.succ_opt()));
    }
    kept.extend([first_monday(year, 5), last_monday(year, 5)]);
    kept.push(if is_scotland { first_monday(year, 8) } else { last_monday(year, 8) });
    match division {
        Division::EnglandAndWales => {}
        Division::Scotland => kept.extend(moved(&[at(11, 30)])),
        Division::NorthernIreland => {
            kept.extend(moved(&[at(3, 17)]));
            kept.extend(moved(&[at(7, 12)]));
        }
    }
    kept.extend(moved(&[at(12, 25), at(12, 26)]));
    let once = ONCE.iter().filter(|(of, in_year, ..)| *of == division && *in_year == year);
    kept.extend(once.map(|(_, _, month, day)| at(*month, *day)));
    let mut days: Vec<NaiveDate> = kept.into_iter().flatten().collect();
    days.sort_unstable();
    days
}

/// Days that belong together, each moved from a weekend to the next weekday that none of the others has.
fn moved(days: &[Option<NaiveDate>]) -> Vec<Option<NaiveDate>> {
    let is_weekday = |date: &NaiveDate| date.weekday().num_days_from_monday() < 5;
    let mut kept: Vec<NaiveDate> = days.iter().flatten().copied().filter(is_weekday).collect();
    for day in days.iter().flatten().filter(|day| !is_weekday(day)) {
        let free = day.iter_days().find(|date| is_weekday(date) && !kept.contains(date));
        kept.extend(free);
    }
    kept.into_iter().map(Some).collect()
}

fn first_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, chrono::Weekday::Mon, 1)
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    let of = |place| NaiveDate::from_weekday_of_month_opt(year, month, chrono::Weekday::Mon, place);
    of(5).or_else(|| of(4))
}

/// The Gregorian rule of 1583 and after.
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (golden, century) = (year.rem_euclid(19), year.div_euclid(100));
    let skipped = century - century.div_euclid(4);
    let lunar = (century * 8 + 13).div_euclid(25);
    let age = (19 * golden + skipped - lunar + 15).rem_euclid(30);
    let full_moon = age - i32::from(age > 28 || (age == 28 && golden > 10));
    let weekday = (year + year.div_euclid(4) + full_moon + 2 - skipped).rem_euclid(7);
    let since_march = u32::try_from(full_moon - weekday + 28).ok()?;
    let (month, day) = if since_march > 31 { (4, since_march - 31) } else { (3, since_march) };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A bank holiday, and how many working days there are up to it.
type Holiday = (Day, i32);

static HOLIDAYS: LazyLock<[Vec<Holiday>; 3]> =
    LazyLock::new(|| [Division::EnglandAndWales, Division::Scotland, Division::NorthernIreland].map(holidays));

fn holidays(division: Division) -> Vec<Holiday> {
    let days = YEARS.flat_map(|year| bank_holidays(division, year)).map(day);
    days.zip(1..).map(|(day, off)| (day, weekdays(day).saturating_sub(off))).collect()
}

/// The number of Mondays to Fridays up to a day, with it.
fn weekdays(day: Day) -> i32 {
    day.div_euclid(7).saturating_mul(5).saturating_add(day.rem_euclid(7).min(5))
}

/// Counts days: all of them, or working days.
///
/// **Invariant:** for every `start` and `end`, `after(start, days) <= end` exactly where
/// `start <= latest_start(end, days)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    /// Weekdays on which nobody works, in order.
    holidays: &'static [Holiday],
}

impl Calendar {
    /// The calendar of a nation.
    pub(super) fn of(nation: &NationId) -> Self {
        let [england_and_wales, scotland, northern_ireland] = &*HOLIDAYS;
        let holidays: &[Holiday] = match Division::of(nation) {
            Some(Division::EnglandAndWales) => england_and_wales,
            Some(Division::Scotland) => scotland,
            Some(Division::NorthernIreland) => northern_ireland,
            None => &[],
        };
        Self { holidays }
    }

    /// The day on which something that begins on `start` and takes so many days is finished; `start` itself for none.
    /// The first working day is the one after `start`.
    pub(super) fn after(self, start: Day, days: i32, working: bool) -> Day {
        if days <= 0 || start == UNKNOWN {
            return start;
        }
        if !working {
            return start.saturating_add(days);
        }
        self.nth(self.count(start).saturating_add(days))
    }

    /// The last day on which something that takes so many days can begin, to be finished by `end`.
    pub(super) fn latest_start(self, end: Day, days: i32, working: bool) -> Day {
        if days <= 0 || end == UNKNOWN {
            return end;
        }
        if !working {
            return end.saturating_sub(days);
        }
        // The next working day would be one too many.
        self.nth(self.count(end).saturating_sub(days).saturating_add(1)).saturating_sub(1)
    }

    /// How many days lie between two, up to and with the second, as far as they count.
    pub(super) fn between(self, start: Day, end: Day, working: bool) -> i32 {
        if working { self.count(end).saturating_sub(self.count(start)) } else { end.saturating_sub(start) }
    }

    /// The number of working days up to a day, with it.
    fn count(self, day: Day) -> i32 {
        let off = i32::try_from(self.holidays.partition_point(|(holiday, _)| *holiday <= day)).unwrap_or(i32::MAX);
        weekdays(day).saturating_sub(off)
    }

    /// The day up to which there are so many working days.
    fn nth(self, count: i32) -> Day {
        let off = self.holidays.partition_point(|(_, up_to)| *up_to < count);
        let weekday = count.saturating_add(i32::try_from(off).unwrap_or(i32::MAX)).saturating_sub(1);
        weekday.div_euclid(5).saturating_mul(7).saturating_add(weekday.rem_euclid(5) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn dates(days: &[(u32, u32)], year: i32) -> Vec<NaiveDate> {
        days.iter().map(|(month, day)| on(year, *month, *day)).collect()
    }

    type Published = (Division, i32, &'static [(u32, u32)]);

    /// As <https://www.gov.uk/bank-holidays> listed them.
    #[test]
    fn the_bank_holidays_are_those_that_were_published() {
        use Division::{EnglandAndWales, NorthernIreland, Scotland};
        let all: [Published; 9] = [
            (EnglandAndWales, 2025, &[(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)]),
            (EnglandAndWales, 2026, &[(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)]),
            (EnglandAndWales, 2027, &[(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]),
            (Scotland, 2025, &[(1, 1), (1, 2), (4, 18), (5, 5), (5, 26), (8, 4), (12, 1), (12, 25), (12, 26)]),
            (Scotland, 2026, &[(1, 1), (1, 2), (4, 3), (5, 4), (5, 25), (6, 15), (8, 3), (11, 30), (12, 25), (12, 28)]),
            (Scotland, 2027, &[(1, 1), (1, 4), (3, 26), (5, 3), (5, 31), (8, 2), (11, 30), (12, 27), (12, 28)]),
            (
                NorthernIreland,
                2025,
                &[(1, 1), (3, 17), (4, 18), (4, 21), (5, 5), (5, 26), (7, 14), (8, 25), (12, 25), (12, 26)],
            ),
            (
                NorthernIreland,
                2026,
                &[(1, 1), (3, 17), (4, 3), (4, 6), (5, 4), (5, 25), (7, 13), (8, 31), (12, 25), (12, 28)],
            ),
            (
                NorthernIreland,
                2027,
                &[(1, 1), (3, 17), (3, 26), (3, 29), (5, 3), (5, 31), (7, 12), (8, 30), (12, 27), (12, 28)],
            ),
        ];
        for (division, year, days) in all {
            assert_eq!(bank_holidays(division, year), dates(days, year), "{division:?} {year}");
        }
        // New Year at a weekend: in Scotland both days move, past each other.
        let january = |year| bank_holidays(Scotland, year).into_iter().take(2).collect::<Vec<_>>();
        assert_eq!(january(2028), dates(&[(1, 3), (1, 4)], 2028));
        assert_eq!(january(2034), dates(&[(1, 2), (1, 3)], 2034));
    }

    #[test]
    fn easter_is_where_the_church_calendars_have_it() {
        let easters = [(2024, 3, 31), (2025, 4, 20), (2027, 3, 28), (2035, 3, 25), (2038, 4, 25), (2049, 4, 18)];
        for (year, month, day) in easters {
            assert_eq!(easter_sunday(year), Some(on(year, month, day)));
        }
    }

    /// Every day and number of days around year ends, leap days and changes of the clocks, against counting one by one.
    #[test]
    fn working_days_are_those_that_counting_one_by_one_finds() {
        for nation in ["england", "wales", "scotland", "northern-ireland", "elsewhere"] {
            let nation = NationId::from(nation);
            let calendar = Calendar::of(&nation);
            let holidays: Vec<NaiveDate> = Division::of(&nation)
                .map_or_else(Vec::new, |division| (2026..=2029).flat_map(|y| bank_holidays(division, y)).collect());
            let works = |date: NaiveDate| date.weekday().num_days_from_monday() < 5 && !holidays.contains(&date);
            for start in on(2026, 12, 15).iter_days().take_while(|start| *start < on(2028, 5, 1)) {
                let working: Vec<NaiveDate> =
                    start.succ_opt().unwrap().iter_days().filter(|d| works(*d)).take(15).collect();
                assert_eq!(calendar.after(day(start), 0, true), day(start));
                for (place, expected) in working.iter().enumerate() {
                    let days = i32::try_from(place + 1).unwrap();
                    assert_eq!(date(calendar.after(day(start), days, true)), Some(*expected), "{start} + {days}");
                    assert_eq!(calendar.between(day(start), day(*expected), true), days);
                }
                for days in [1, 5, 10] {
                    let latest = calendar.latest_start(day(start), days, true);
                    assert!(calendar.after(latest, days, true) <= day(start), "{start} - {days}");
                    assert!(calendar.after(latest + 1, days, true) > day(start), "{start} - {days}");
                }
            }
        }
    }

    #[test]
    fn five_working_days_over_christmas_differ_by_nation() {
        let from = day(on(2026, 12, 24));
        let end = |nation: &str, days| date(Calendar::of(&NationId::from(nation)).after(from, days, true)).unwrap();
        assert_eq!(end("england", 5), on(2027, 1, 5));
        assert_eq!(end("scotland", 5), on(2027, 1, 6));
        assert_eq!(end("northern-ireland", 5), on(2027, 1, 5));
        assert_eq!(end("elsewhere", 5), on(2026, 12, 31));
        // 17 March and 12 July are holidays in Northern Ireland alone.
        let after =
            |nation: &str, start| date(Calendar::of(&NationId::from(nation)).after(day(start), 1, true)).unwrap();
        assert_eq!(after("northern-ireland", on(2027, 3, 16)), on(2027, 3, 18));
        assert_eq!(after("england", on(2027, 3, 16)), on(2027, 3, 17));
        assert_eq!(after("northern-ireland", on(2027, 7, 9)), on(2027, 7, 13));
        assert_eq!(after("scotland", on(2027, 11, 29)), on(2027, 12, 1));
    }

    #[test]
    fn calendar_days_cross_leap_days_year_ends_and_changes_of_the_clocks() {
        let calendar = Calendar::of(&NationId::from("england"));
        let end = |start, days| date(calendar.after(day(start), days, false)).unwrap();
        assert_eq!(end(on(2028, 2, 28), 1), on(2028, 2, 29));
        assert_eq!(end(on(2027, 2, 28), 1), on(2027, 3, 1));
        assert_eq!(end(on(2026, 12, 31), 1), on(2027, 1, 1));
        // The clocks change on 28 March and on 31 October 2027.
        assert_eq!(end(on(2027, 3, 27), 2), on(2027, 3, 29));
        assert_eq!(end(on(2027, 10, 30), 2), on(2027, 11, 1));
    }

    #[test]
    fn what_lies_beyond_the_calendar_is_not_known() {
        let calendar = Calendar::of(&NationId::from("england"));
        assert_eq!(date(UNKNOWN), None);
        assert_eq!(calendar.after(UNKNOWN, 5, true), UNKNOWN);
        assert_eq!(calendar.after(UNKNOWN - 2, 5, false), UNKNOWN);
        assert_eq!(date(calendar.after(day(on(2199, 12, 31)), 1, false)), None);
    }
}
