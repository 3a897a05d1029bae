//! What holds for any checklist: what a search through every way, and living through one day after the other, find.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::Config;
use secure_start::catalogue::DayRange;
use secure_start::checklist::{Checklist, DateField, Edit, Record, Status, Step};
use secure_start::ids::StepId;
use secure_start::plan::{
    Assumptions, Missing, Move, Plan, PlannedStep, SEED, Told, Validity, Window, likelihood, moves, validity,
};

use super::{ago, ahead, days_from_today, edited, ends, of, plan, set_date, step};
use crate::world::today;

/// The end of a small plan without circles, by trying every way through it.
fn brute_force(checklist: &Checklist, days: fn(&Step) -> u16) -> i64 {
    fn finish(checklist: &Checklist, step: &Step, days: fn(&Step) -> u16) -> i64 {
        if matches!(step.record.status, Status::Completed | Status::NotNeeded) {
            return 0;
        }
        let takes = i64::from(days(step));
        let before = step.waits_for.iter().map(|id| finish(checklist, checklist.step(id).unwrap(), days));
        let before = before.max().unwrap_or(0);
        if let Some(asked) = step.record.asked {
            return (takes - today().signed_duration_since(asked).num_days()).max(before);
        }
        before + takes
    }
    let gates = checklist.steps.iter().filter(|step| step.gates_first_shift);
    gates.map(|step| finish(checklist, step, days)).max().unwrap_or(0)
}

/// The first day on which everything that gates the first shift stands, by living through one day after the other.
fn day_by_day(checklist: &Checklist, days: fn(&Step) -> u16) -> i64 {
    let steps = &checklist.steps;
    let since = |date: NaiveDate| date.signed_duration_since(today()).num_days();
    let last_days: Vec<i64> =
        steps.iter().map(|step| step.expiry().map_or(i64::MAX, |it| since(it.last_day))).collect();
    let is_done = |place: usize| {
        matches!(steps[place].record.status, Status::Completed | Status::NotNeeded) && last_days[place] >= 0
    };
    let place_of = |id: &StepId| steps.iter().position(|step| step.id == *id).unwrap();
    let mut finish: Vec<Option<i64>> = vec![None; steps.len()];
    for on in 0..100_000 {
        let stands = |finish: &[Option<i64>], place: usize| {
            (is_done(place) && on <= last_days[place]) || finish[place].is_some_and(|finish| finish <= on)
        };
        // In the order of the list, in which nothing waits for what comes after it.
        for (place, step) in steps.iter().enumerate() {
            let is_ready = step.waits_for.iter().all(|id| stands(&finish, place_of(id)));
            if finish[place].is_none() && is_ready {
                let begun = step.record.asked.map_or(on, since);
                finish[place] = Some(on.max(begun + i64::from(days(step))));
            }
        }
        if (0..steps.len()).all(|place| !steps[place].gates_first_shift || stands(&finish, place)) {
            return on;
        }
    }
    panic!("the steps never end")
}

/// Up to nine steps, each waiting for some before it, some done, some under way, some that run out one day.
fn any_small_plan(lapses: bool) -> impl Strategy<Value = Checklist> {
    let step_of = (0_u16..20, 0_u16..20, 0_u16..20, any::<u16>(), 0_u8..8, 0_u64..40, any::<bool>());
    proptest::collection::vec(step_of, 1..9).prop_map(move |parts| {
        let mut steps: Vec<Step> = Vec::new();
        for (place, (low, more, most, waits, state, days, gates)) in parts.into_iter().enumerate() {
            let ids: Vec<String> =
                (0..place).filter(|before| waits >> before & 1 == 1).map(|id| id.to_string()).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let mut one = step(&place.to_string(), [low, low + more, low + more + most], &ids);
            one.gates_first_shift = gates;
            match state {
                0 => (one.record.status, one.record.completed) = (Status::Completed, Some(ago(days))),
                1 => one.record.status = Status::NotNeeded,
                2 | 3 => (one.record.status, one.record.asked) = (Status::InProgress, Some(ago(days))),
                4 | 5 if lapses => {
                    (one.record.status, one.record.completed) = (Status::Completed, Some(ago(90)));
                    one.record.expires = Some(if state == 4 { ahead(days) } else { ago(days) });
                }
                _ => {}
            }
            steps.push(one);
        }
        of(steps)
    })
}

/// The same, some steps with a day that somebody named, some with an alternative, a problem, or a circle.
fn any_awkward_plan() -> impl Strategy<Value = Checklist> {
    let awkward = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_u64..60, 0_u8..10);
    (any_small_plan(true), proptest::collection::vec(awkward, 0..5)).prop_map(|(mut checklist, awkward)| {
        let count = checklist.steps.len();
        for (one, other, days, kind) in awkward {
            let (one, other) = (one.index(count), other.index(count));
            let id = checklist.steps[other].id.clone();
            let back = checklist.steps[one].id.clone();
            match kind {
                0 => checklist.steps[one].record.expected = Some(ahead(days)),
                1 if one != other => {
                    checklist.steps[one].alternatives.push(id);
                    checklist.steps[other].alternatives.push(back);
                }
                2 => checklist.steps[one].record.status = Status::Problem,
                3 => checklist.steps[one].days.working = true,
                4 => checklist.steps[one].record.days = Some(DayRange::calendar(3, 5, 60)),
                // Done tomorrow or later, run out, about to run out, or under way since nobody knows when.
                5 => {
                    (checklist.steps[one].record.status, checklist.steps[one].record.completed) =
                        (Status::Completed, Some(ahead(days)));
                }
                6 | 7 => {
                    (checklist.steps[one].record.status, checklist.steps[one].record.completed) =
                        (Status::Completed, Some(ago(90)));
                    checklist.steps[one].record.expires = Some(if kind == 6 { ago(days) } else { ahead(days) });
                }
                8 => checklist.steps[one].record = Record { status: Status::InProgress, ..Record::default() },
                _ => checklist.steps[one].waits_for.push(id),
            }
        }
        checklist
    })
}

/// The steps in a line each, for whoever reads a failure.
fn brief(checklist: &Checklist) -> String {
    let line = |step: &Step| {
        let (days, record) = (&step.days, &step.record);
        let waits: Vec<&str> = step.waits_for.iter().map(StepId::as_str).collect();
        let others: Vec<&str> = step.alternatives.iter().map(StepId::as_str).collect();
        format!(
            "\n{}: {}/{}/{} waits {waits:?} or {others:?} {:?} asked {:?} expected {:?} expires {:?} own {:?} gates {}",
            step.id,
            days.low,
            days.likely,
            days.high,
            record.status,
            record.asked,
            record.expected,
            record.expires,
            record.days.as_ref().map(DayRange::in_words),
            step.gates_first_shift
        )
    };
    checklist.steps.iter().map(line).collect()
}

/// Nothing known is later than anything known.
fn is_later(before: Option<NaiveDate>, after: Option<NaiveDate>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => after > before,
        (None, _) => false,
        (Some(_), None) => true,
    }
}

fn all_dates(window: &Window) -> [Option<NaiveDate>; 3] {
    [window.earliest, window.likely, window.latest]
}

/// Every date of a plan, of what runs out and of what there is to do, in days from its today.
fn in_days_from_its_today(checklist: &Checklist, today: NaiveDate) -> Vec<(String, Vec<Option<i64>>)> {
    let plan = Plan::of(checklist, today, &Assumptions::default());
    let days = |date: Option<NaiveDate>| date.map(|date| date.signed_duration_since(today).num_days());
    let number = |number: Option<i32>| number.map(i64::from);
    let of_step = |step: &PlannedStep| {
        let windows = [step.begin, step.finish].into_iter().flat_map(|window| all_dates(&window).map(days));
        let more = [number(step.slack), number(step.can_wait), days(step.can_begin), days(step.begun)];
        (format!("{} {:?} {}", step.id, step.pace, step.is_ready), windows.chain(more).collect())
    };
    let of_validity = |found: &Validity| {
        (format!("{} {:?}", found.step, found.at_first_shift), vec![days(found.begin_by), days(found.planned_start)])
    };
    let of_move =
        |found: &Move| (format!("{} {:?} {:?}", found.step, found.kind, found.cost), vec![days(found.chase_due)]);
    let of_all = all_dates(&plan.first_shift).into_iter().chain(all_dates(&plan.at_best)).map(days).collect();
    let of_chain = plan.chain.iter().map(|link| Some(i64::from(link.days))).collect();
    let mut found = vec![("first shift".to_owned(), of_all), ("chain".to_owned(), of_chain)];
    found.extend(plan.steps.iter().map(of_step));
    found.extend(validity(checklist, &plan).iter().map(of_validity));
    found.extend(moves(checklist, &plan).iter().map(of_move));
    found
}

/// The same checklist with every date so many days later.
fn later_by(days: u64, checklist: &Checklist) -> Checklist {
    let mut later = checklist.clone();
    let add = |date: &mut NaiveDate| *date = date.checked_add_days(Days::new(days)).unwrap();
    later.starter.planned_start.iter_mut().for_each(add);
    for record in later.steps.iter_mut().map(|step| &mut step.record) {
        let Record { asked, completed, expires, expected, waiting_since, .. } = record;
        [asked, completed, expires, expected, waiting_since].into_iter().flatten().for_each(add);
    }
    later
}

fn many() -> Config {
    Config { cases: 4_000, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn the_longest_way_through_is_the_one_that_trying_all_of_them_finds(checklist in any_small_plan(false)) {
        let found = ends(&checklist);
        prop_assert_eq!(found[0], Some(brute_force(&checklist, |step| step.days.low)));
        prop_assert_eq!(found[1], Some(brute_force(&checklist, |step| step.days.likely)));
        let is_late = plan(&checklist).missing.iter().any(|missing| matches!(missing, Missing::Late(_)));
        let longest = Some(brute_force(&checklist, |step| step.days.high)).filter(|_| !is_late);
        prop_assert_eq!(found[2], longest, "{}", brief(&checklist));
    }

    #[test]
    fn what_runs_out_is_renewed_as_living_through_the_days_finds(checklist in any_small_plan(true)) {
        let found = ends(&checklist);
        prop_assert_eq!(found[0], Some(day_by_day(&checklist, |step| step.days.low)), "{}", brief(&checklist));
        prop_assert_eq!(found[1], Some(day_by_day(&checklist, |step| step.days.likely)), "{}", brief(&checklist));
        let is_late = plan(&checklist).missing.iter().any(|missing| matches!(missing, Missing::Late(_)));
        let longest = Some(day_by_day(&checklist, |step| step.days.high)).filter(|_| !is_late);
        prop_assert_eq!(found[2], longest, "{}", brief(&checklist));
    }

    #[test]
    fn a_step_can_begin_later_by_its_slack_without_moving_the_first_shift(
        checklist in any_small_plan(true),
        one in any::<prop::sample::Index>(),
    ) {
        let plan = plan(&checklist);
        let place = one.index(checklist.steps.len());
        // One that is under way may have been finished long ago at its likely pace.
        let is_free = checklist.steps[place].record.asked.is_none();
        let Some(slack) = plan.steps[place].can_wait.filter(|_| is_free) else { return Ok(()) };
        let begin = days_from_today(plan.steps[place].begin.likely).unwrap();
        let end_with = |more: i32| {
            let not_before = ahead(u64::try_from(begin + i64::from(more)).unwrap());
            let not_before = BTreeMap::from([(checklist.steps[place].id.clone(), not_before)]);
            let assumptions = Assumptions { not_before, ..Assumptions::default() };
            days_from_today(Plan::of(&checklist, today(), &assumptions).first_shift.likely).unwrap()
        };
        let end = days_from_today(plan.first_shift.likely).unwrap();
        prop_assert_eq!(end_with(slack), end, "{} can begin {} later{}", place, slack, brief(&checklist));
        // Where something runs out, a later day may do again, once that is renewed.
        let nothing_lapses = checklist.steps.iter().all(|step| step.expiry().is_none_or(|it| it.last_day < today()));
        prop_assert!(!nothing_lapses || end_with(slack + 1) > end, "{} can begin later than {}{}", place, slack, brief(&checklist));
    }

    #[test]
    fn what_does_not_hold_up_the_first_shift_can_take_any_time(
        checklist in any_small_plan(true),
        one in any::<prop::sample::Index>(),
    ) {
        let plan = plan(&checklist);
        let place = one.index(checklist.steps.len());
        if plan.steps[place].holds_up {
            return Ok(());
        }
        let mut later = checklist.clone();
        later.steps[place].days = DayRange::calendar(0, 5_000, 5_000);
        prop_assert_eq!(ends(&later)[1], days_from_today(plan.first_shift.likely), "{}{}", place, brief(&checklist));
    }

    #[test]
    fn calendar_days_are_the_same_over_leap_days_year_ends_and_changes_of_the_clocks(
        mut checklist in any_awkward_plan(),
        days in 0_u64..1600,
    ) {
        checklist.steps.iter_mut().for_each(|step| step.days.working = false);
        let later = later_by(days, &checklist);
        let then = ahead(days);
        prop_assert_eq!(in_days_from_its_today(&checklist, today()), in_days_from_its_today(&later, then), "{}{}", then, brief(&checklist));
    }

    #[test]
    fn dates_are_in_order_slack_is_not_negative_and_the_chain_adds_up(checklist in any_awkward_plan()) {
        let plan = plan(&checklist);
        for step in &plan.steps {
            prop_assert!(step.slack.is_none_or(|slack| slack >= 0), "{}: {:?}{}", step.id, step.slack, brief(&checklist));
            // Working days leave room over a weekend.
            let has_room = checklist.steps.iter().any(|step| step.days.working);
            let is_tight = step.slack == Some(0) || (has_room && step.slack.is_some());
            // What is completed on a day to come is not open, and has no slack.
            prop_assert!(!step.is_on_chain || !step.is_open || is_tight, "{} is on the chain{}", step.id, brief(&checklist));
            for window in [&step.begin, &step.finish, &plan.first_shift, &plan.at_best] {
                let [earliest, likely, latest] = all_dates(window);
                prop_assert!(!is_later(likely, earliest) && !is_later(latest, likely), "{}: {:?}{}", step.id, window, brief(&checklist));
            }
            prop_assert!(!step.is_on_chain || step.holds_up, "{} sets the date{}", step.id, brief(&checklist));
            if step.is_open {
                prop_assert!(step.finish.earliest.is_none_or(|day| day >= today()), "{} is never in the past", step.id);
            }
        }
        let days: i64 = plan.chain.iter().map(|link| i64::from(link.days)).sum();
        prop_assert_eq!(Some(days), days_from_today(plan.at_best.likely));
        if plan.first_shift.likely.is_some() {
            prop_assert_eq!(plan.first_shift, plan.at_best, "{}", brief(&checklist));
        }
        if !plan.first_shift.is_known() {
            prop_assert!(!plan.missing.is_empty(), "what is not known has a reason");
        }
    }

    #[test]
    fn something_more_to_wait_for_never_makes_a_date_earlier(
        checklist in any_awkward_plan(),
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let before = plan(&checklist);
        let count = checklist.steps.len();
        let mut more = checklist.clone();
        let id = more.steps[other.index(count)].id.clone();
        more.steps[one.index(count)].waits_for.push(id);
        let after = plan(&more);
        // What is completed is renewed or not, as the first shift is.
        let windows = |plan: &Plan| -> Vec<Window> {
            let steps = checklist.steps.iter().zip(&plan.steps).filter(|(step, _)| step.expiry().is_none());
            steps.map(|(_, planned)| planned.finish).chain([plan.first_shift]).collect()
        };
        for (before, after) in windows(&before).iter().zip(windows(&after)) {
            for (before, after) in all_dates(before).into_iter().zip(all_dates(&after)) {
                prop_assert!(!is_later(after, before), "{before:?} became {after:?}{}", brief(&checklist));
            }
        }
    }

    #[test]
    fn finishing_something_early_never_makes_a_date_later(
        checklist in any_awkward_plan(),
        one in any::<prop::sample::Index>(),
    ) {
        // What was completed before, or has run out, is not finished by one more tick.
        let is_open = |step: &&Step| step.record.status != Status::Completed && step.record.expires.is_none();
        let open: Vec<&Step> = checklist.steps.iter().filter(is_open).collect();
        if open.is_empty() {
            return Ok(());
        }
        let step = open[one.index(open.len())];
        let id = step.id.clone();
        let reason = "Done early".to_owned();
        let done =
            edited(&checklist, &Edit::SetStatus { step: id, status: Status::Completed, on: Some(today()), reason });
        let (before, after) = (plan(&checklist), plan(&done));
        for (before, after) in all_dates(&before.first_shift).into_iter().zip(all_dates(&after.first_shift)) {
            prop_assert!(!is_later(before, after), "{before:?} became {after:?}{}", brief(&checklist));
        }
        // What is completed is renewed or not, as the first shift is.
        let is_same = |id: &StepId| checklist.step(id).is_some_and(|step| step.expiry().is_none());
        let open = before.steps.iter().zip(&after.steps).filter(|(_, after)| after.is_open && is_same(&after.id));
        for (before, after) in open {
            for (before, after) in all_dates(&before.finish).into_iter().zip(all_dates(&after.finish)) {
                prop_assert!(!is_later(before, after), "{before:?} became {after:?}{}", brief(&checklist));
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_figures_between_the_earliest_and_the_latest(checklist in any_awkward_plan()) {
        let run = || likelihood(&checklist, today(), &Assumptions::default(), 200, SEED);
        let found = run();
        prop_assert_eq!(found, run());
        let plan = plan(&checklist);
        let ends = plan.first_shift;
        // What may have to be renewed after the likely day, and nobody can say how, leaves no chances.
        prop_assert!(found.is_some() || !ends.is_known(), "{}", brief(&checklist));
        prop_assert!(found.is_none() || ends.likely.is_some(), "{}", brief(&checklist));
        if let Some(found) = found {
            prop_assert!(found.half <= found.four_fifths && found.four_fifths <= found.nearly_all);
            let is_in_time = ends.latest.is_none_or(|latest| found.nearly_all <= latest);
            prop_assert!(Some(found.half) >= ends.earliest && is_in_time, "{found:?} {ends:?}{}", brief(&checklist));
        }
    }
}

#[test]
fn a_named_day_cannot_hold_with_less_than_the_shortest_days_before_it() {
    let checklist = of(vec![step("form", [1, 3, 7], &[]), step("decision", [28, 84, 182], &["form"])]);
    // The form takes 3 days, so the decision has 28 days up to day 31, and 27 up to day 30.
    let holds = set_date(&checklist, "decision", DateField::Expected, ahead(31));
    assert_eq!(plan(&holds).steps[1].told, Some(Told::Counts(ahead(31))));
    assert_eq!((ends(&holds)[1], plan(&holds).steps[0].slack), (Some(31), Some(0)));
    let too_soon = set_date(&checklist, "decision", DateField::Expected, ahead(30));
    assert_eq!(plan(&too_soon).steps[1].told, Some(Told::CannotHold(ahead(30))));
    assert_eq!(ends(&too_soon)[1], Some(87));
    let later = set_date(&checklist, "decision", DateField::Expected, ahead(60));
    assert_eq!(plan(&later).steps[0].slack, Some(29), "32 days are left, and the form takes 3");
}
