//! The dates: the table of durations of the sources, facts, problems, circles, alternatives, and the words for them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use secure_start::checklist::{Checklist, DateField, Edit, Status, Step, findings};
use secure_start::ids::StepId;
use secure_start::plan::{
    Assumptions, Cost, DaysFrom, ENOUGH, Experience, Missing, MoveKind, Pace, Plan, SEED, Saving, Told, Window,
    likelihood, moves, saving,
};
use secure_start::text::{headline, likelihood_words};

use super::{ago, ahead, days_from_today, edited, ends, of, plan, set_date, step};
use crate::world::{a_checklist, catalogue, day, stamp, today};

/// The rows of the table of durations that follow each other, and those that run beside them.
fn table(with_ctc: bool) -> Checklist {
    let mut steps = vec![
        step("1-offer", [1, 7, 21], &[]),
        step("2-documents", [2, 7, 21], &[]),
        step("3-vetting", [28, 84, 182], &["1-offer", "2-documents"]),
        step("5a-dbs", [2, 14, 60], &["1-offer", "2-documents"]),
        step("6-references", [5, 14, 42], &["1-offer"]),
        step("7a-occupational-health", [5, 14, 35], &["1-offer"]),
        step("8b-register", [0, 1, 3], &[]),
        step("8e-indemnity", [1, 7, 21], &["1-offer"]),
        step("9-induction-date", [0, 14, 42], if with_ctc { &["3-vetting", "4-ctc"] } else { &["3-vetting"] }),
        step("10-mandatory", [3, 10, 28], &["1-offer"]),
        step("11-induction", [1, 3, 10], &["9-induction-date"]),
        step("12-access", [2, 7, 21], &["1-offer", "5a-dbs"]),
        step("13-shadowing", [2, 10, 28], &["11-induction", "12-access"]),
    ];
    if with_ctc {
        steps.insert(3, step("4-ctc", [14, 35, 90], &["3-vetting"]));
    }
    of(steps)
}

#[test]
fn the_table_of_durations_gives_its_totals() {
    let [earliest, likely, _] = ends(&table(false));
    assert_eq!((earliest, likely), (Some(33), Some(118)), "2 + 28 + 0 + 1 + 2, and 7 + 84 + 14 + 3 + 10");
    let [_, likely, latest] = ends(&table(true));
    assert_eq!(
        (likely, latest),
        (Some(153), Some(373)),
        "with CTC in series: 35 more, and 21 + 182 + 90 + 42 + 10 + 28"
    );
    let plan = plan(&table(false));
    let chain: Vec<(&str, i32)> = plan.chain.iter().map(|link| (link.step.as_str(), link.days)).collect();
    let expected =
        [("1-offer", 7), ("3-vetting", 84), ("9-induction-date", 14), ("11-induction", 3), ("13-shadowing", 10)];
    assert_eq!(chain, expected);
}

#[test]
fn the_days_of_a_real_checklist_are_those_of_its_longest_chain() {
    // Offer or documents 7, form 3, decision 84, booking 14, induction 3, shadow shifts 10, agreeing 1.
    let plan = plan(&a_checklist());
    assert_eq!(days_from_today(plan.first_shift.likely), Some(122));
    assert_eq!(plan.chain.iter().map(|link| link.days).sum::<i32>(), 122);
    assert_eq!(plan.chain.last().unwrap().step.as_str(), "agree-first-shift");
}

#[test]
fn what_is_recorded_counts_as_a_fact() {
    let checklist = of(vec![step("form", [1, 3, 7], &[]), step("decision", [28, 84, 182], &["form"])]);
    assert_eq!(ends(&checklist), [Some(29), Some(87), Some(189)]);
    // Asked for 10 days ago: the days run from then, and the form holds up nothing any more.
    let asked = set_date(&checklist, "decision", DateField::Asked, ago(10));
    assert_eq!(ends(&asked), [Some(18), Some(74), Some(172)]);
    // Completed: what waits for it can begin today, not on the day it was completed.
    let completed = edited(&checklist, &Edit::tick("form".into()));
    let completed = edited(
        &completed,
        &Edit::SetStatus { step: "form".into(), status: Status::Completed, on: Some(ago(5)), reason: String::new() },
    );
    assert_eq!(ends(&completed), [Some(28), Some(84), Some(182)]);
}

#[test]
fn a_step_that_runs_longer_than_usual_is_never_finished_in_the_past() {
    let checklist = of(vec![step("decision", [28, 84, 182], &[]), step("induction", [1, 3, 10], &["decision"])]);
    let at = |days| set_date(&checklist, "decision", DateField::Asked, ago(days));
    let pace = |checklist: &Checklist| plan(checklist).steps[0].pace;
    assert_eq!((ends(&at(84)), pace(&at(84))), ([Some(1), Some(3), Some(108)], Pace::InTime));
    assert_eq!((ends(&at(85)), pace(&at(85))), ([Some(1), Some(3), Some(107)], Pace::OverLikely(1)));
    assert_eq!((ends(&at(182)), pace(&at(182))), ([Some(1), Some(3), Some(10)], Pace::OverLikely(98)));
    // Later than usual: it may come today, and nobody can say when it comes at the latest.
    assert_eq!((ends(&at(183)), pace(&at(183))), ([Some(1), Some(3), None], Pace::LaterThanUsual(1)));
    let late = plan(&at(400));
    assert_eq!((late.steps[0].finish.likely, late.steps[0].finish.latest), (Some(today()), None));
    assert_eq!(late.missing, [Missing::Late("decision".into())]);
    assert_eq!(late.only_if_today, ["decision".into()]);
    // Somebody who named a day knows better.
    let named = set_date(&at(400), "decision", DateField::Expected, ahead(5));
    assert_eq!((ends(&named), pace(&named)), ([Some(6), Some(8), Some(15)], Pace::InTime));
}

#[test]
fn a_late_step_beside_the_chain_takes_away_the_latest_date_too_and_the_words_say_so() {
    let checklist = of(vec![step("vetting", [28, 84, 182], &[]), step("contract", [1, 7, 21], &[])]);
    let late = set_date(&checklist, "contract", DateField::Asked, ago(100));
    assert_eq!(ends(&late), [Some(28), Some(84), None]);
    let plan = plan(&late);
    let words = headline(&late, &plan);
    assert_eq!(words.what, "First shift: likely 14 February 2027");
    assert!(
        words.range.contains("no latest date. \u{201c}Step contract\u{201d} is 79 days later than usual"),
        "{}",
        words.range
    );
    let found = likelihood(&late, today(), &Assumptions::default(), 1000, SEED).unwrap();
    let chances = likelihood_words(&late, &plan, &found);
    assert_eq!(chances[0], "The chances count on \u{201c}Step contract\u{201d} today, though nobody can say when.");
}

#[test]
fn two_late_steps_are_both_named_and_a_date_of_today_is_no_certainty() {
    let steps = vec![step("a", [1, 5, 10], &[]), step("b", [1, 5, 10], &[]), step("c", [1, 3, 5], &["a", "b"])];
    let both = ["a", "b"].iter().fold(of(steps), |checklist, id| set_date(&checklist, id, DateField::Asked, ago(100)));
    let words = headline(&both, &plan(&both));
    let expected =
        "First shift: 25 November 2026, if \u{201c}Step a\u{201d} and \u{201c}Step b\u{201d} were completed today";
    assert_eq!(words.what, expected);
    let alone = set_date(&of(vec![step("dbs", [2, 14, 60], &[])]), "dbs", DateField::Asked, ago(200));
    let words = headline(&alone, &plan(&alone));
    assert_eq!(words.what, "First shift: 22 November 2026, if \u{201c}Step dbs\u{201d} were completed today");
    assert!(words.range.contains("nobody can say when it comes"), "{}", words.range);
}

#[test]
fn what_was_begun_too_early_is_not_finished_before_what_it_waits_for() {
    let checklist = of(vec![step("decision", [28, 84, 182], &[]), step("induction", [1, 3, 10], &["decision"])]);
    let early = set_date(&checklist, "induction", DateField::Asked, ago(2));
    assert_eq!(ends(&early), [Some(28), Some(84), Some(182)]);
    assert_eq!(plan(&early).chain.last().map(|link| (link.step.as_str(), link.days)), Some(("decision", 84)));
}

#[test]
fn a_step_under_way_since_nobody_knows_when_counts_from_today_and_says_so() {
    let mut checklist = of(vec![step("decision", [28, 84, 182], &[])]);
    checklist.steps[0].record.status = Status::InProgress;
    let plan = plan(&checklist);
    assert!(plan.steps[0].is_undated && plan.steps[0].begun.is_none());
    assert_eq!(ends(&checklist), [Some(28), Some(84), Some(182)]);
    assert!(matches!(saving(&checklist, &plan, &Assumptions::default()), Some(Saving::ByFinishing { .. })));
}

#[test]
fn what_somebody_named_for_a_step_under_way_does_not_count_before_what_it_waits_for() {
    let mut b = step("b", [1, 2, 3], &["a"]);
    (b.record.status, b.record.asked, b.record.expected) = (Status::InProgress, Some(ago(2)), Some(ahead(8)));
    let plan = plan(&of(vec![step("a", [5, 30, 40], &[]), b]));
    assert_eq!(plan.steps[1].told, Some(Told::CannotHold(ahead(8))));
}

#[test]
fn a_step_over_its_likely_days_that_waits_for_an_open_one_does_not_set_the_date() {
    let mut b = step("b", [1, 5, 20], &["a"]);
    (b.record.status, b.record.asked) = (Status::InProgress, Some(ago(12)));
    let checklist = of(vec![step("a", [1, 9, 9], &[]), b]);
    let plan = plan(&checklist);
    assert!(plan.only_if_today.is_empty());
    assert_eq!(headline(&checklist, &plan).what, "First shift: likely 1 December 2026");
    assert_eq!(plan.chain[0].step, "a".into());
}

#[test]
fn how_long_a_step_can_wait_leaves_out_the_weekends_that_its_days_leave_out() {
    let mut a = step("a", [5, 5, 5], &[]);
    a.days.working = true;
    // From Sunday 22 November: 9 days are up to Tuesday, and 5 working days begin on the Tuesday before at the latest.
    let checklist = of(vec![a, step("b", [9, 9, 9], &[])]);
    let found = moves(&checklist, &plan(&checklist));
    assert_eq!(found.iter().find(|found| found.step == "a".into()).unwrap().cost, Cost::After(2));
}

#[test]
fn of_two_ways_under_way_the_first_shift_waits_for_the_faster_alone() {
    let (mut one, mut other) = (step("one", [1, 18, 30], &[]), step("other", [1, 5, 9], &[]));
    (one.alternatives, other.alternatives) = (vec!["other".into()], vec!["one".into()]);
    for step in [&mut one, &mut other] {
        (step.record.status, step.record.asked) = (Status::InProgress, Some(today()));
    }
    let plan = plan(&of(vec![one, other]));
    assert_eq!(plan.steps.iter().map(|step| step.holds_up).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_beginning_today_saves_is_against_a_day_on_which_people_work() {
    let instead_of = |nation: &str, on: NaiveDate| {
        let mut checklist = of(vec![step("a", [1, 7, 20], &[])]);
        checklist.starter.nation = nation.into();
        let plan = Plan::of(&checklist, on, &Assumptions::default());
        match saving(&checklist, &plan, &Assumptions::default()) {
            Some(Saving::ByBeginning { instead_of, days, .. }) => (instead_of, days),
            other => panic!("{other:?}"),
        }
    };
    // Friday, or from Friday on Monday; over Christmas and Easter, the day after the holidays of the nation.
    assert_eq!(instead_of("england", day(2026, 11, 24)), (day(2026, 11, 27), 3));
    assert_eq!(instead_of("england", day(2026, 11, 27)), (day(2026, 11, 30), 3));
    assert_eq!(instead_of("scotland", day(2026, 11, 27)), (day(2026, 12, 1), 4));
    assert_eq!(instead_of("wales", day(2026, 12, 22)), (day(2026, 12, 29), 7));
    assert_eq!(instead_of("northern-ireland", day(2027, 3, 25)), (day(2027, 3, 30), 5));
    assert_eq!(instead_of("scotland", day(2027, 3, 25)), (day(2027, 3, 29), 4));
}

#[test]
fn what_finishing_a_step_today_saves_does_not_wait_for_what_it_waited_for() {
    let mut a = step("a", [3, 3, 3], &[]);
    a.gates_first_shift = false;
    let mut b = step("b", [1, 9, 9], &["a"]);
    (b.record.status, b.record.asked) = (Status::InProgress, Some(ago(2)));
    let checklist = of(vec![a, b]);
    let plan = plan(&checklist);
    let saved = saving(&checklist, &plan, &Assumptions::default());
    assert_eq!(saved, Some(Saving::ByFinishing { step: "b".into(), likely: today(), days: 7 }));
}

#[test]
fn what_is_over_its_likely_days_has_to_come_today_only_where_it_leaves_no_day_to_lose() {
    let words = |b: [u16; 3]| {
        let mut a = step("a", [1, 3, 30], &[]);
        (a.record.status, a.record.asked) = (Status::InProgress, Some(ago(7)));
        // The end of C is open enough for the likely date to hold in less than half of the runs.
        let checklist = of(vec![a, step("b", b, &[]), step("c", [1, 2, 30], &["a", "b"])]);
        let plan = plan(&checklist);
        let found = likelihood(&checklist, today(), &Assumptions::default(), 1000, SEED).unwrap();
        likelihood_words(&checklist, &plan, &found).pop().unwrap()
    };
    assert!(words([5, 10, 15]).ends_with("and what is over that already to come in time."), "{}", words([5, 10, 15]));
    assert!(!words([25, 30, 35]).contains("what is over that"), "{}", words([25, 30, 35]));
}

#[test]
fn where_no_step_has_to_come_before_the_first_shift_that_is_said() {
    let beside = Step { gates_first_shift: false, ..step("a", [1, 2, 3], &[]) };
    for checklist in [of(Vec::new()), of(vec![beside])] {
        let words = headline(&checklist, &plan(&checklist)).range;
        assert!(words.starts_with("No step on this list has to come before it. Your manager confirms"), "{words}");
    }
}

#[test]
fn what_cannot_start_yet_is_not_asked_about_though_somebody_was_asked_for_it() {
    let mut b = step("b", [1, 2, 3], &["a"]);
    (b.record.asked, b.record.waiting_on) = (Some(ago(30)), "Somebody".to_owned());
    let checklist = of(vec![step("a", [1, 9, 9], &[]), b]);
    let found: Vec<_> = moves(&checklist, &plan(&checklist)).into_iter().map(|found| found.step).collect();
    assert_eq!(found, ["a".into()]);
}

#[test]
fn a_problem_is_first_today_and_a_day_for_it_makes_the_date_known() {
    let mut checklist = of(vec![step("references", [5, 14, 42], &[]), step("vetting", [28, 84, 182], &[])]);
    checklist.steps[0].record.status = Status::Problem;
    let found = moves(&checklist, &plan(&checklist));
    assert_eq!((found[0].kind, found[0].cost), (MoveKind::Resolve, Cost::Stops));
    let named = set_date(&checklist, "references", DateField::Expected, ahead(30));
    assert_eq!(ends(&named), [Some(30), Some(84), Some(182)]);
    assert_eq!(moves(&named, &plan(&named))[1].cost, Cost::After(54));
}

#[test]
fn a_problem_that_no_first_shift_waits_for_does_not_make_the_date_unknown() {
    let mut course = step("course", [30, 180, 210], &[]);
    course.gates_first_shift = false;
    course.record.status = Status::Problem;
    let plan = plan(&of(vec![course, step("vetting", [28, 84, 182], &[])]));
    assert!(plan.missing.is_empty() && plan.first_shift.is_known());
}

#[test]
fn a_day_that_somebody_named_counts_until_it_passes_or_cannot_hold() {
    let checklist = of(vec![step("decision", [28, 84, 182], &[]), step("induction", [1, 3, 10], &["decision"])]);
    let told = |checklist: &Checklist, id, date| set_date(checklist, id, DateField::Expected, date);
    let decided = told(&checklist, "decision", ahead(20));
    assert_eq!(ends(&decided), [Some(21), Some(23), Some(30)]);
    assert_eq!(plan(&decided).steps[0].told, Some(Told::Counts(ahead(20))));
    // The induction is on a day of its own; at the high estimate of the decision it has to wait.
    let booked = told(&checklist, "induction", ahead(100));
    assert_eq!(ends(&booked), [Some(100), Some(100), Some(192)]);
    let early = told(&checklist, "induction", ahead(50));
    assert_eq!(plan(&early).steps[1].told, Some(Told::CannotHold(ahead(50))));
    assert_eq!(ends(&early), [Some(50), Some(87), Some(192)]);
    let passed = told(&checklist, "decision", ago(1));
    assert_eq!(plan(&passed).steps[0].told, Some(Told::Passed(ago(1))));
    assert_eq!(ends(&passed), ends(&checklist));
}

#[test]
fn own_days_count_instead_of_those_of_the_step() {
    let checklist = of(vec![step("decision", [28, 84, 182], &[])]);
    let own = edited(&checklist, &Edit::SetDays { step: "decision".into(), days: Some([10, 20, 30]) });
    assert_eq!(ends(&own), [Some(10), Some(20), Some(30)]);
    assert_eq!(plan(&own).steps[0].days_from, DaysFrom::Own);
    let out_of_order = Edit::SetDays { step: "decision".into(), days: Some([30, 20, 10]) };
    assert!(checklist.apply(&out_of_order, &stamp()).is_err());
    let without = edited(&own, &Edit::SetDays { step: "decision".into(), days: None });
    assert_eq!(ends(&without), ends(&checklist));
}

#[test]
fn working_days_leave_out_weekends_and_the_bank_holidays_of_the_nation() {
    let mut check = step("check", [5, 20, 20], &[]);
    check.days.working = true;
    let mut checklist = of(vec![check]);
    let likely = |checklist: &Checklist| plan(checklist).first_shift.likely.unwrap();
    // From Sunday 22 November: 20 working days are 4 weeks, up to Friday 18 December.
    assert_eq!(likely(&checklist), day(2026, 12, 18));
    // In Scotland, 30 November is a holiday.
    checklist.starter.nation = "scotland".into();
    assert_eq!(likely(&checklist), day(2026, 12, 21));
    checklist.starter.nation = "northern-ireland".into();
    assert_eq!(likely(&checklist), day(2026, 12, 18));
}

#[test]
fn of_two_steps_of_which_one_is_enough_the_slower_counts_until_one_is_begun() {
    let mut dbs = step("dbs", [2, 14, 60], &[]);
    let mut update = step("update", [0, 2, 7], &[]);
    dbs.alternatives = vec!["update".into()];
    update.alternatives = vec!["dbs".into()];
    let checklist = of(vec![dbs, update, step("result", [0, 1, 1], &["dbs"])]);
    assert_eq!(ends(&checklist), [Some(0), Some(15), Some(61)]);
    let begun = set_date(&checklist, "update", DateField::Asked, today());
    assert_eq!(ends(&begun), [Some(0), Some(3), Some(8)]);
    let slower = set_date(&checklist, "dbs", DateField::Asked, today());
    assert_eq!(ends(&slower), [Some(2), Some(15), Some(61)]);
    let done = edited(&checklist, &Edit::tick("update".into()));
    assert_eq!(ends(&done), [Some(0), Some(1), Some(1)]);
    let not_needed =
        Edit::SetStatus { step: "update".into(), status: Status::NotNeeded, on: None, reason: "None".to_owned() };
    assert_eq!(ends(&edited(&checklist, &not_needed)), [Some(2), Some(15), Some(61)]);
}

#[test]
fn a_problem_makes_the_date_unknown_and_the_rest_still_stands() {
    let checklist = of(vec![
        step("decision", [28, 84, 182], &[]),
        step("induction", [1, 3, 10], &["decision"]),
        step("references", [5, 14, 42], &[]),
    ]);
    let problem = Edit::SetStatus { step: "decision".into(), status: Status::Problem, on: None, reason: String::new() };
    let plan = plan(&edited(&checklist, &problem));
    assert_eq!(plan.first_shift, Window::default());
    assert_eq!(plan.missing, [Missing::Problem("decision".into())]);
    assert_eq!(plan.steps[1].finish, Window::default(), "it waits for the one with the problem");
    assert_eq!(days_from_today(plan.steps[2].finish.likely), Some(14));
    // If it were sorted out today, it would take its usual time from now.
    assert_eq!(days_from_today(plan.at_best.likely), Some(87));
    assert_eq!(plan.steps.iter().map(|step| step.slack).collect::<Vec<_>>(), [Some(0), Some(0), Some(73)]);
}

#[test]
fn a_circle_is_named_with_its_steps_and_the_rest_of_the_plan_stands() {
    let checklist = of(vec![
        step("a", [1, 1, 1], &["c"]),
        step("b", [1, 1, 1], &["a"]),
        step("c", [1, 1, 1], &["b"]),
        step("behind", [1, 1, 1], &["c"]),
        step("free", [2, 5, 9], &[]),
        step("own", [1, 1, 1], &["own"]),
    ]);
    let plan = plan(&checklist);
    let circle = |ids: &[&str]| Missing::Circle(ids.iter().map(|id| StepId::from(*id)).collect());
    assert_eq!(plan.missing, [circle(&["a", "c", "b"]), circle(&["own"])]);
    assert_eq!(plan.first_shift, Window::default());
    assert_eq!(plan.steps[3].finish, Window::default());
    assert_eq!(days_from_today(plan.at_best.latest), Some(9));
    let found: Vec<String> = findings(&checklist, catalogue()).into_iter().map(|finding| finding.what).collect();
    let named = "These steps wait for each other in a circle: \u{201c}Step a\u{201d}, \u{201c}Step c\u{201d}, \
                 \u{201c}Step b\u{201d}.";
    assert!(found.iter().any(|what| what == named), "{found:?}");
}

#[test]
fn days_beyond_the_calendar_are_not_known_and_nothing_overflows() {
    let ids: Vec<String> = (0..40_000).map(|place| format!("{place:05}")).collect();
    let steps = ids.iter().enumerate().map(|(place, id)| {
        let before = place.checked_sub(1).map(|before| ids[before].as_str());
        step(id, [0, 65_535, 65_535], before.as_slice())
    });
    let plan = plan(&of(steps.collect()));
    assert_eq!(plan.first_shift.earliest, Some(today()));
    assert_eq!((plan.first_shift.likely, plan.first_shift.latest), (None, None));
    assert_eq!(plan.missing, [Missing::TooFar]);
    assert_eq!(
        likelihood(&of(vec![step("far", [1, 2, 65_535], &[])]), today(), &Assumptions::default(), 10, SEED),
        None
    );
}

#[test]
fn slack_says_how_late_a_step_can_be_and_one_that_holds_up_nothing_has_none() {
    let mut course = step("course", [30, 180, 210], &[]);
    course.gates_first_shift = false;
    let checklist = of(vec![
        step("offer", [1, 7, 21], &[]),
        step("vetting", [28, 84, 182], &["offer"]),
        step("references", [5, 14, 42], &["offer"]),
        course,
    ]);
    let slack: Vec<Option<i32>> = plan(&checklist).steps.iter().map(|step| step.slack).collect();
    assert_eq!(slack, [Some(0), Some(0), Some(70), None]);
    assert_eq!(ends(&checklist)[1], Some(91), "the course goes on after the first shift");
}

#[test]
fn a_step_that_is_begun_later_moves_the_date_by_as_many_days() {
    let checklist = table(false);
    let friday = day(2026, 11, 27);
    let not_before = BTreeMap::from([(StepId::from("1-offer"), friday)]);
    let assumptions = Assumptions { not_before, ..Assumptions::default() };
    let later = Plan::of(&checklist, today(), &assumptions);
    assert_eq!(days_from_today(later.first_shift.likely), Some(123));
    assert_eq!(later.chain.iter().map(|link| link.days).sum::<i32>(), 123);
}

#[test]
fn a_team_s_own_days_count_once_there_are_enough_of_them() {
    let checklist = of(vec![step("decision", [28, 84, 182], &[])]);
    let took = |number: u64, days: u64| {
        let asked = set_date(&checklist, "decision", DateField::Asked, ago(days + 3));
        let done = Edit::SetStatus {
            step: "decision".into(),
            status: Status::Completed,
            on: Some(ago(3)),
            reason: String::new(),
        };
        Checklist { id: format!("person-{number}").as_str().into(), ..edited(&asked, &done) }
    };
    let mut people: Vec<Checklist> = (1..ENOUGH as u64).map(|number| took(number, number * 10)).collect();
    let with = |people: &[Checklist]| {
        let mut experience = Experience::default();
        for person in people {
            experience.learn(person, today());
        }
        experience
    };
    assert_eq!(with(&people).days(&"decision".into()), None, "one short of enough");
    // A copy of somebody's checklist says nothing new.
    people.push(took(1, 10));
    assert_eq!(with(&people).days(&"decision".into()), None);
    people.push(took(100, 100));
    let experience = with(&people);
    let (days, count) = experience.days(&"decision".into()).unwrap();
    assert_eq!((days.low, days.likely, days.high, count, experience.checklists()), (10, 50, 90, 10, 10));
    let assumptions = Assumptions { experience: Some(&experience), ..Assumptions::default() };
    let plan = Plan::of(&checklist, today(), &assumptions);
    assert_eq!(days_from_today(plan.first_shift.likely), Some(50));
    assert_eq!(plan.steps[0].days_from, DaysFrom::Team(10));
}

#[test]
fn the_likelihood_of_one_step_is_that_of_its_three_estimates() {
    // Triangular from 0 to 100 with the likely day in the middle: half of it lies below 50.
    let mut checklist = of(vec![step("one", [0, 50, 100], &[])]);
    checklist.starter.planned_start = Some(ahead(50));
    let found = likelihood(&checklist, today(), &Assumptions::default(), 10_000, SEED).unwrap();
    let share = found.by_planned_start.unwrap();
    assert!((share - 0.5).abs() < 0.02, "{share}");
    let near = |date: NaiveDate, days: i64| {
        let found = date.signed_duration_since(today()).num_days();
        assert!((found - days).abs() <= 1, "{found} instead of {days}");
    };
    near(found.half, 50);
    // 100 - sqrt(0.2 * 5000) and 100 - sqrt(0.05 * 5000).
    near(found.four_fifths, 68);
    near(found.nearly_all, 84);
    // Under way for 50 days, it takes more: half of what is left lies within 100 - sqrt(0.25 * 5000) of the asking.
    let running = set_date(&checklist, "one", DateField::Asked, ago(50));
    let found = likelihood(&running, today(), &Assumptions::default(), 10_000, SEED).unwrap();
    near(found.half, 65 - 50);
    // Longer than the high estimate: it may come today, and nothing else is known.
    let late = set_date(&checklist, "one", DateField::Asked, ago(130));
    let found = likelihood(&late, today(), &Assumptions::default(), 10_000, SEED).unwrap();
    assert_eq!((found.half, found.nearly_all), (today(), today()));
}
