//! A checklist as it stood on a day.

use chrono::{Days, TimeDelta};
use proptest::prelude::*;
use secure_start::checklist::{Checklist, Stamp, doubts};
use secure_start::dates::day_in_the_uk;

use crate::merging::{any_small_checklist, either};
use crate::properties::{any_plans, changed, changed_by, few};
use crate::world::{a_checklist, day, stamp, today};

/// A day in November and an hour.
fn at(days: u64, hour: i64) -> Stamp {
    let at = day(2026, 10, 20).checked_add_days(Days::new(days)).unwrap().and_hms_opt(0, 30, 0).unwrap().and_utc();
    let at = at + TimeDelta::hours(hour);
    // What somebody records is not checked against the day in these histories.
    Stamp { at, ..stamp() }
}

/// Without the log and the definitions.
fn recorded(checklist: &Checklist) -> (String, Vec<String>) {
    let step = |step: &secure_start::checklist::Step| format!("{} {:?}", step.id, step.record);
    (format!("{:?}", checklist.starter), checklist.steps.iter().map(step).collect())
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn as_of_today_it_is_as_it_is_whatever_has_happened(
        base in any_small_checklist(),
        first in any_plans(),
        second in any_plans(),
    ) {
        let ours = changed_by(&at(3, 4), base.clone(), &first);
        let theirs = changed_by(&at(50, 4), base.clone(), &second);
        for checklist in [changed(ours.clone(), &second), either(&base, &ours, &theirs)] {
            prop_assert_eq!(checklist.as_of(today(), today()), Some(checklist.clone()));
            let later = today().succ_opt().unwrap();
            prop_assert_eq!(checklist.as_of(later, today()), Some(checklist.clone()));
        }
    }

    #[test]
    fn as_of_a_past_day_it_is_as_it_was_at_the_end_of_that_day(
        base in any_small_checklist(),
        days in proptest::collection::vec((any_plans(), 0_u64..4, 0_i64..24), 1..6),
    ) {
        let mut checklist = Checklist { made: day(2026, 10, 20), ..base };
        checklist.log.clear();
        let mut passed = 0;
        let mut ends = std::collections::BTreeMap::new();
        for (plans, more, hour) in days {
            passed += more;
            let stamp = at(passed, hour);
            checklist = changed_by(&stamp, checklist, &plans);
            ends.insert(day_in_the_uk(stamp.at), checklist.clone());
            passed += 1;
        }
        for (day, then) in &ends {
            let found = checklist.as_of(*day, today()).unwrap();
            prop_assert_eq!(recorded(&found), recorded(then), "{}", day);
            prop_assert_eq!(&found.log, &then.log);
            prop_assert_eq!(doubts(&found), vec![]);
            // And on the day after, nothing had happened yet.
            let next = day.succ_opt().unwrap();
            if !ends.contains_key(&next) {
                prop_assert_eq!(checklist.as_of(next, today()), checklist.as_of(*day, today()));
            }
        }
    }
}

#[test]
fn before_it_was_made_there_was_none() {
    let checklist = a_checklist();
    assert_eq!(checklist.as_of(day(2026, 11, 21), today()), None);
    assert_eq!(checklist.as_of(today(), today()), Some(checklist.clone()));
}
