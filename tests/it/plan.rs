//! The dates of the plan: what a brute-force search finds, what the sources add up to, and what holds for any checklist.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::Config;
use secure_start::catalogue::{DayRange, Renewal};
use secure_start::checklist::{Checklist, DateField, Edit, Record, Status, Step, findings};
use secure_start::ids::StepId;
use secure_start::plan::{
    Assumptions, AtFirstShift, Cost, DaysFrom, ENOUGH, Experience, Missing, MoveKind, Pace, Plan, SEED, Saving, Told,
    Window, likelihood, moves, saving, validity,
};
use secure_start::text::{headline, likelihood_words, move_words, validity_words};
use serde_json::json;

use crate::world::{a_checklist, catalogue, day, stamp, today};

/// A step that nobody has begun.
fn step(id: &str, days: [u16; 3], waits_for: &[&str]) -> Step {
    let [low, likely, high] = days;
    serde_json::from_value(json!({
        "id": id,
        "section": "vetting",
        "title": format!("Step {id}"),
        "who_acts": "starter",
        "waits_for": waits_for,
        "days": { "low": low, "likely": likely, "high": high },
        "renewal": { "kind": "none" },
    }))
    .unwrap()
}

/// A checklist of these steps alone.
fn of(steps: Vec<Step>) -> Checklist {
    Checklist { steps, ..a_checklist() }
}

fn plan(checklist: &Checklist) -> Plan {
    Plan::of(checklist, today(), &Assumptions::default())
}

fn days_from_today(date: Option<NaiveDate>) -> Option<i64> {
    date.map(|date| date.signed_duration_since(today()).num_days())
}

/// Earliest, likely and latest first shift, in days from today.
fn ends(checklist: &Checklist) -> [Option<i64>; 3] {
    let Window { earliest, likely, latest } = plan(checklist).first_shift;
    [earliest, likely, latest].map(days_from_today)
}

fn edited(checklist: &Checklist, edit: &Edit) -> Checklist {
    checklist.apply(edit, &stamp()).unwrap()
}

fn set_date(checklist: &Checklist, id: &str, field: DateField, date: NaiveDate) -> Checklist {
    edited(checklist, &Edit::SetDate { step: id.into(), field, date: Some(date) })
}

fn ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

fn ahead(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).unwrap()
}

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
fn what_runs_out_before_the_first_shift_is_renewed_before_it() {
    let mut cover = step("cover", [1, 40, 60], &[]);
    (cover.record.status, cover.record.completed) = (Status::Completed, Some(ago(300)));
    cover.record.expires = Some(ahead(10));
    let with = |days: [u16; 3]| of(vec![cover.clone(), step("vetting", days, &[])]);
    // It counts on the last day, and is not needed for a shift on that day.
    assert_eq!(ends(&with([5, 10, 10])), [Some(5), Some(10), Some(10)]);
    assert_eq!(ends(&with([5, 11, 12])), [Some(5), Some(40), Some(60)]);
    let plan = plan(&with([5, 11, 12]));
    assert!(plan.steps[0].is_renewal && plan.steps[0].is_open && plan.steps[0].is_on_chain);
    assert_eq!(plan.steps[1].slack, Some(29));
}

/// A step that was completed a while ago and runs out in so many days.
fn lapsing(id: &str, days: [u16; 3], left: u64) -> Step {
    let mut one = step(id, days, &[]);
    (one.record.status, one.record.completed) = (Status::Completed, Some(ago(300)));
    one.record.expires = Some(ahead(left));
    one
}

#[test]
fn what_counts_today_holds_up_nobody_who_can_begin_while_it_counts() {
    // B begins today, C after it; the renewal of A runs beside them, because only the first shift needs it.
    let checklist =
        of(vec![lapsing("a", [10, 20, 30], 8), step("b", [4, 5, 6], &["a"]), step("c", [5, 10, 12], &["b"])]);
    assert_eq!(ends(&checklist), [Some(10), Some(20), Some(30)]);
    let found = moves(&checklist, &plan(&checklist));
    assert!(found.iter().any(|found| found.step == "b".into() && found.kind == MoveKind::Do), "{found:?}");
    // Where B takes longer than A counts, C needs A no more: it waits for B alone.
    let slower =
        of(vec![lapsing("a", [10, 20, 30], 8), step("b", [4, 9, 12], &[]), step("c", [5, 10, 12], &["a", "b"])]);
    assert_eq!(ends(&slower)[1], Some(30), "A is renewed on day 20, and C takes 10");
}

#[test]
fn chances_leave_out_the_runs_in_which_something_has_run_out_on_the_planned_start() {
    let mut checklist = of(vec![lapsing("vetting", [40, 84, 182], 16), step("b", [5, 6, 60], &[])]);
    checklist.starter.planned_start = Some(ahead(28));
    let found = likelihood(&checklist, today(), &Assumptions::default(), 1000, SEED).unwrap();
    assert_eq!(found.by_planned_start, Some(0.0), "on that day vetting has run out, and its renewal takes 40 days");
    checklist.starter.planned_start = Some(ahead(16));
    let found = likelihood(&checklist, today(), &Assumptions::default(), 1000, SEED).unwrap();
    assert!((0.2..0.5).contains(&found.by_planned_start.unwrap()), "{found:?}");
    assert!(found.nearly_all > ahead(60), "a run in which B takes longer waits for the renewal: {found:?}");
}

#[test]
fn two_ways_that_both_run_out_do_not_stand_in_for_each_other_after_that() {
    let (mut one, mut other) = (lapsing("one", [28, 84, 182], 28), lapsing("other", [28, 84, 182], 20));
    (one.alternatives, other.alternatives) = (vec!["other".into()], vec!["one".into()]);
    let checklist = of(vec![one, other, step("c", [20, 30, 40], &[])]);
    assert_eq!(ends(&checklist), [Some(20), Some(84), Some(182)], "the later last day is on day 28");
    assert!(plan(&checklist).steps.iter().any(|step| step.is_renewal && step.is_on_chain));
}

#[test]
fn a_renewal_is_begun_in_time_for_the_first_shift_whatever_its_rule_says() {
    // The rule says 10 days before, the renewal takes 84 days, and the first shift is in 125.
    let with = |left: u64, renewal: Renewal| {
        let mut a = lapsing("a", [28, 84, 182], left);
        a.renewal.value = renewal;
        let mut checklist = of(vec![a, step("b", [5, 125, 150], &[])]);
        checklist.starter.planned_start = None;
        checklist
    };
    let checklist = with(120, Renewal::FromYourLetter { lead_days: 10 });
    let found = validity(&checklist, &plan(&checklist));
    assert_eq!((found[0].begin_by, found[0].at_first_shift), (Some(ahead(36)), AtFirstShift::RunsOut));
    let words = validity_words(&checklist, &found[0], today(), None);
    assert_eq!(
        words[1..3],
        ["That is before your first shift: renew it first.", "Begin to renew it by 28 December 2026."]
    );
    let renewal = moves(&checklist, &plan(&checklist)).into_iter().find(|found| found.kind == MoveKind::Renew).unwrap();
    assert_eq!(renewal.cost, Cost::After(41), "it is 84 days before the first shift that it begins to cost");
    assert!(move_words(&renewal, today()).1.ends_with("Begin by 28 December 2026"));
    // Without a rule, its likely days before it runs out; here that has passed.
    let checklist = with(71, Renewal::None);
    assert_eq!(validity(&checklist, &plan(&checklist))[0].begin_by, Some(today()));
    // Working days: three before Sunday 27 December, with Christmas on Friday, begin on Monday.
    let mut checklist = with(35, Renewal::None);
    checklist.steps[0].days = DayRange { working: true, ..DayRange::calendar(1, 3, 5) };
    assert_eq!(validity(&checklist, &plan(&checklist))[0].begin_by, Some(day(2026, 12, 21)));
}

#[test]
fn a_renewal_is_for_today_where_a_problem_leaves_the_first_shift_unknown() {
    let mut checklist = of(vec![step("a", [0, 5, 10], &[]), lapsing("d", [1, 2, 3], 3)]);
    checklist.steps[0].record.status = Status::Problem;
    let found = moves(&checklist, &plan(&checklist));
    assert_eq!(found.iter().map(|found| found.kind).collect::<Vec<_>>(), [MoveKind::Resolve, MoveKind::Renew]);
    assert_eq!(found[1].cost, Cost::After(3), "once the problem is sorted out, the first shift is in 5 days");
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
fn what_another_completed_step_stands_in_for_need_not_be_renewed() {
    let mut a = lapsing("a", [10, 20, 30], 8);
    let mut b = step("b", [1, 2, 3], &[]);
    a.alternatives = vec!["b".into()];
    (b.record.status, b.record.completed) = (Status::Completed, Some(ago(5)));
    let checklist = of(vec![a, b, step("c", [20, 30, 40], &[])]);
    let plan = plan(&checklist);
    let found = validity(&checklist, &plan);
    assert_eq!((found[0].covered_by.clone(), found[0].begin_by), (Some("b".into()), None));
    let words = validity_words(&checklist, &found[0], today(), None);
    assert_eq!(words[1..], ["\u{201c}Step b\u{201d} does as well and is completed."]);
    assert!(moves(&checklist, &plan).iter().all(|found| found.step == "c".into()));
}

#[test]
fn where_all_is_done_and_something_runs_out_before_the_planned_start_that_is_said() {
    let mut checklist = of(vec![lapsing("a", [10, 20, 30], 16)]);
    checklist.starter.planned_start = Some(ahead(17));
    let plan = plan(&checklist);
    assert!(plan.is_all_done);
    let words = headline(&checklist, &plan).range;
    assert!(words.starts_with("\u{201c}Step a\u{201d} runs out before your planned start, 9 December 2026"), "{words}");
    let found = likelihood(&checklist, today(), &Assumptions::default(), 1000, SEED).unwrap();
    let chances = likelihood_words(&checklist, &plan, &found);
    assert!(chances[0].starts_with("Chance to be ready on the planned start, 9 December 2026: about"), "{chances:?}");
    let of_start = validity_words(&checklist, &validity(&checklist, &plan)[0], today(), None);
    assert_eq!(of_start[1], "That is before your planned start, 9 December 2026: renew it first.");
    // On its last day it still counts.
    checklist.starter.planned_start = Some(ahead(16));
    let found = likelihood(&checklist, today(), &Assumptions::default(), 1000, SEED).unwrap();
    assert_eq!(likelihood_words(&checklist, &Plan::of(&checklist, today(), &Assumptions::default()), &found), [""; 0]);
}

#[test]
fn a_renewal_that_cannot_begin_yet_is_not_for_today() {
    let mut a = step("a", [1, 10, 10], &[]);
    (a.record.status, a.record.completed, a.record.expires) = (Status::Completed, Some(ago(90)), Some(ago(1)));
    let mut b = lapsing("b", [1, 2, 3], 8);
    b.waits_for = vec!["a".into()];
    let checklist = of(vec![a, b, step("c", [20, 30, 40], &[])]);
    let plan = plan(&checklist);
    assert_eq!(
        validity(&checklist, &plan).iter().find(|one| one.step == "b".into()).unwrap().begin_by,
        Some(ahead(10))
    );
    assert!(moves(&checklist, &plan).iter().all(|found| found.step != "b".into()));
}

#[test]
fn a_problem_before_what_may_have_to_be_renewed_may_hold_up_the_first_shift() {
    let mut p = step("p", [1, 2, 3], &[]);
    (p.record.status, p.gates_first_shift) = (Status::Problem, false);
    let mut a = lapsing("a", [1, 2, 3], 20);
    a.waits_for = vec!["p".into()];
    let checklist = of(vec![p, a, step("c", [10, 15, 40], &[])]);
    let plan = plan(&checklist);
    assert_eq!(ends(&checklist), [Some(10), Some(15), None]);
    assert_eq!(plan.missing, [Missing::Problem("p".into())]);
    let found = moves(&checklist, &plan);
    let problem = found.iter().find(|found| found.kind == MoveKind::Resolve).unwrap();
    assert_eq!(problem.cost, Cost::Perhaps);
    assert!(headline(&checklist, &plan).range.ends_with("There is a problem with \u{201c}Step p\u{201d}."));
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
fn a_step_that_has_run_out_is_not_asked_for_while_another_one_does_as_well() {
    let mut dbs = step("dbs", [2, 14, 60], &[]);
    let mut update = step("update", [0, 2, 7], &[]);
    (dbs.alternatives, update.alternatives) = (vec!["update".into()], vec!["dbs".into()]);
    for one in [&mut dbs, &mut update] {
        (one.record.status, one.record.completed) = (Status::Completed, Some(ago(100)));
    }
    update.record.expires = Some(ago(1));
    let checklist = of(vec![dbs, update]);
    assert!(plan(&checklist).is_all_done);
    assert_eq!(moves(&checklist, &plan(&checklist)), []);
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
fn what_has_run_out_is_to_be_done_again() {
    let checklist = of(vec![step("cover", [1, 7, 21], &[]), step("check", [0, 1, 2], &["cover"])]);
    let done = edited(&checklist, &Edit::tick("cover".into()));
    assert_eq!(ends(&done), [Some(0), Some(1), Some(2)]);
    // The last day counts; at the high estimate the check is done a day after it, and cover is needed again.
    assert_eq!(ends(&set_date(&done, "cover", DateField::Expires, ahead(1))), [Some(0), Some(1), Some(21)]);
    assert_eq!(ends(&set_date(&done, "cover", DateField::Expires, ahead(2))), [Some(0), Some(1), Some(2)]);
    assert_eq!(ends(&set_date(&done, "cover", DateField::Expires, ago(1))), [Some(1), Some(8), Some(23)]);
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
