//! What runs out: before the first shift, while something waits for it, or while another step stands in for it.

use secure_start::catalogue::{DayRange, Renewal};
use secure_start::checklist::{Checklist, DateField, Edit, StandingKind, Status, Step, clashes};
use secure_start::plan::{
    Assumptions, AtFirstShift, Cost, Missing, MoveKind, Next, Plan, SEED, likelihood, moves, next, validity,
};
use secure_start::text::{headline, likelihood_words, move_words, next_words, validity_words};

use super::{ago, ahead, edited, ends, lapsing, of, plan, set_date, step};
use crate::world::{day, today};

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
    assert_eq!(renewal.cost, Cost::After(36), "from then on it runs out before it is renewed");
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
    assert_eq!(found[1].cost, Cost::After(1), "it takes 2 days, and counts for 3");
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
    assert!(!words.contains("No step on this list"), "{words}");
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
    assert!(move_words(problem, today()).1.ends_with("The first shift may have to wait for it"));
    assert!(headline(&checklist, &plan).range.ends_with("There is a problem with \u{201c}Step p\u{201d}."));
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
fn what_has_run_out_is_to_be_done_again() {
    let checklist = of(vec![step("cover", [1, 7, 21], &[]), step("check", [0, 1, 2], &["cover"])]);
    let done = edited(&checklist, &Edit::tick("cover".into()));
    assert_eq!(ends(&done), [Some(0), Some(1), Some(2)]);
    // The last day counts; at the high estimate the check is done a day after it, and cover is needed again.
    assert_eq!(ends(&set_date(&done, "cover", DateField::Expires, ahead(1))), [Some(0), Some(1), Some(21)]);
    assert_eq!(ends(&set_date(&done, "cover", DateField::Expires, ahead(2))), [Some(0), Some(1), Some(2)]);
    assert_eq!(ends(&set_date(&done, "cover", DateField::Expires, ago(1))), [Some(1), Some(8), Some(23)]);
}

/// Completed some time ago, and it counts for so many more days.
fn counting(id: &str, days: [u16; 3], left: u64, alternatives: &[&str]) -> Step {
    let mut step = lapsing(id, days, left);
    step.alternatives = alternatives.iter().map(|id| (*id).into()).collect();
    step
}

#[test]
fn what_stands_in_and_has_run_out_does_not_hide_the_step_that_is_under_way() {
    let mut service = step("service", [0, 2, 7], &[]);
    service.alternatives = vec!["certificate".into()];
    (service.record.status, service.record.completed, service.record.expires) =
        (Status::Completed, Some(ago(300)), Some(ago(12)));
    let mut certificate = step("certificate", [2, 14, 60], &[]);
    certificate.alternatives = vec!["service".into()];
    let with = |status: Status| {
        let mut certificate = certificate.clone();
        certificate.record.status = status;
        certificate.record.asked = (status == Status::InProgress).then(|| ago(33));
        of(vec![service.clone(), certificate, step("check", [0, 2, 7], &["certificate"])])
    };
    let kinds = |checklist: &Checklist| -> Vec<(String, MoveKind, Cost)> {
        let found = moves(checklist, &plan(checklist)).into_iter();
        found.map(|found| (found.step.to_string(), found.kind, found.cost)).collect()
    };
    let under_way = with(Status::InProgress);
    let expected = [
        ("certificate".to_owned(), MoveKind::Do, Cost::After(0)),
        ("service".to_owned(), MoveKind::RunOut, Cost::Nothing),
    ];
    assert_eq!(kinds(&under_way), expected, "and the check waits for the certificate");
    let standing = |id: &str| under_way.standing(under_way.step(&id.into()).unwrap(), today()).kind();
    assert_eq!((standing("certificate"), standing("check")), (StandingKind::InProgress, StandingKind::CannotStartYet));
    assert_eq!(next_step(&under_way), "certificate");
    // Where neither is under way, either would do, so it is not that nobody can work without the one.
    let expected = [
        ("certificate".to_owned(), MoveKind::Do, Cost::After(0)),
        ("service".to_owned(), MoveKind::RunOut, Cost::After(12)),
    ];
    assert_eq!(kinds(&with(Status::NotYetStarted)), expected);
    // And while the service counts, it is enough.
    let mut counts = under_way;
    counts.steps[0].record.expires = Some(ahead(100));
    let of = |id: &str| counts.standing(counts.step(&id.into()).unwrap(), today()).kind();
    assert_eq!((of("certificate"), of("check")), (StandingKind::NotNeeded, StandingKind::NotYetStarted));
}

fn next_step(checklist: &Checklist) -> String {
    let found = next(checklist, &plan(checklist), &Assumptions::default());
    found.step().map_or_else(String::new, |step| step.id.to_string())
}

#[test]
fn what_was_completed_then_is_no_clash_after_what_stood_in_has_run_out() {
    let mut service = lapsing("service", [0, 2, 7], 100);
    service.record.expires = Some(ago(1));
    let mut certificate = step("certificate", [2, 14, 60], &[]);
    certificate.alternatives = vec!["service".into()];
    let mut check = step("check", [0, 2, 7], &["certificate"]);
    (check.record.status, check.record.completed) = (Status::Completed, Some(ago(2)));
    let checklist = of(vec![service, certificate, check]);
    assert_eq!(clashes(&checklist, today()), []);
    let mut later = checklist;
    later.steps[2].record.completed = Some(today());
    assert_eq!(clashes(&later, today()).len(), 1, "it had run out by then");
    // What was completed and has run out is not said to be not completed.
    later.steps[2].waits_for = vec!["service".into()];
    assert_eq!(clashes(&later, today()), []);
}

#[test]
fn what_is_to_be_completed_on_a_coming_day_stands_in_for_nothing() {
    let mut other = step("other", [1, 2, 3], &[]);
    (other.record.status, other.record.completed) = (Status::Completed, Some(ahead(49)));
    (other.gates_first_shift, other.alternatives) = (false, vec!["a".into()]);
    let checklist = of(vec![counting("a", [1, 5, 9], 3, &["other"]), other, step("b", [1, 10, 60], &[])]);
    assert_eq!(validity(&checklist, &plan(&checklist))[0].covered_by, None);
    let mut open = checklist;
    open.steps[0] = step("a", [1, 20, 30], &[]);
    open.steps[0].alternatives = vec!["other".into()];
    assert_eq!(ends(&open)[1], Some(20));
}

#[test]
fn a_step_is_not_put_off_past_the_last_day_of_what_it_waits_for() {
    // Saturday 5 December is the last day, and 14 working days from Friday or from Sunday end alike.
    let mut cert = counting("cert", [1, 14, 14], 13, &[]);
    (cert.days.working, cert.gates_first_shift) = (true, false);
    let mut induction = step("induction", [0, 7, 20], &["cert"]);
    induction.days.working = true;
    let checklist = of(vec![cert, induction, step("vetting", [10, 25, 40], &[])]);
    assert_eq!(plan(&checklist).steps[1].can_wait, Some(13));
    let put_off = |days: u64| {
        let not_before = [("induction".into(), ahead(days))].into_iter().collect();
        let assumptions = Assumptions { not_before, ..Assumptions::default() };
        Plan::of(&checklist, today(), &assumptions).first_shift.likely
    };
    assert_eq!([13, 14].map(put_off), [Some(ahead(25)), Some(ahead(29))]);
}

#[test]
fn what_is_to_be_renewed_now_is_for_today_also_where_no_first_shift_is_at_risk() {
    let mut a = lapsing("a", [2, 14, 20], 1);
    a.renewal.value = Renewal::FromYourLetter { lead_days: 0 };
    let mut checklist = of(vec![a, step("b", [0, 1, 1], &[])]);
    checklist.starter.planned_start = None;
    let plan = plan(&checklist);
    assert_eq!(validity(&checklist, &plan)[0].begin_by, Some(today()));
    let renewal = moves(&checklist, &plan).into_iter().find(|found| found.kind == MoveKind::Renew).unwrap();
    assert_eq!((renewal.step.as_str(), renewal.cost), ("a", Cost::Nothing));
}

#[test]
fn what_others_wait_for_is_said_to_be_renewed_before_the_first_shift() {
    let mut c = lapsing("c", [1, 3, 5], 9);
    c.gates_first_shift = false;
    let with = |days: [u16; 3]| {
        let mut checklist = of(vec![c.clone(), step("v", days, &[]), step("w", [1, 2, 3], &["c", "v"])]);
        checklist.starter.planned_start = None;
        let plan = plan(&checklist);
        let found = validity(&checklist, &plan).remove(0);
        let words = validity_words(&checklist, &found, today(), None).remove(1);
        (words, moves(&checklist, &plan).into_iter().find(|found| found.kind == MoveKind::Renew).map(|it| it.cost))
    };
    let before = "That is before your first shift: renew it first.".to_owned();
    assert_eq!(with([20, 30, 60]), (before, Some(Cost::After(6))));
    // Only a late V would find it run out.
    let perhaps = ("That may be before your first shift.".to_owned(), Some(Cost::After(6)));
    assert_eq!(with([5, 7, 30]), perhaps);
}

#[test]
fn what_cannot_be_renewed_in_time_is_said_to_be_so() {
    let mut c = lapsing("c", [2, 5, 9], 8);
    c.waits_for = vec!["v".into()];
    let checklist = of(vec![step("v", [20, 30, 60], &[]), c]);
    let found = validity(&checklist, &plan(&checklist)).remove(0);
    assert_eq!(found.begin_by, Some(ahead(30)));
    let words = validity_words(&checklist, &found, today(), None);
    let said = "What it waits for is not likely before 22 December 2026: it cannot be renewed in time.";
    assert_eq!(words.last().map(String::as_str), Some(said));
}

#[test]
fn what_waits_for_something_that_is_late_is_renewed_as_soon_as_that_is_there() {
    let mut late = step("late", [1, 7, 20], &[]);
    (late.record.status, late.record.asked) = (Status::InProgress, Some(ago(15)));
    let mut c = lapsing("c", [5, 10, 14], 3);
    c.waits_for = vec!["late".into()];
    let checklist = of(vec![late, c, step("v", [20, 30, 60], &[])]);
    let plan = plan(&checklist);
    let found = validity(&checklist, &plan).remove(0);
    assert_eq!((found.begin_by, found.is_ready), (Some(today()), false), "it is taken to come today");
    let words = validity_words(&checklist, &found, today(), None);
    assert_eq!(words.last().map(String::as_str), Some("Renew it as soon as what it waits for is there."));
    assert!(moves(&checklist, &plan).iter().all(|found| found.kind != MoveKind::Renew));
}

#[test]
fn a_stand_in_that_runs_out_before_the_planned_start_is_named_for_what_it_stands_in_for() {
    let mut other = counting("other", [1, 7, 14], 49, &["s"]);
    other.gates_first_shift = false;
    let mut checklist = of(vec![counting("s", [1, 7, 14], 18, &["other"]), other]);
    checklist.starter.planned_start = Some(ahead(190));
    let plan = plan(&checklist);
    let found = validity(&checklist, &plan);
    assert_eq!((found[0].covered_by.clone(), found[1].gates), (Some("other".into()), true));
    assert!(headline(&checklist, &plan).range.starts_with("\u{201c}Step other\u{201d} runs out before"));
    assert_eq!(moves(&checklist, &plan)[0].cost, Cost::After(42), "7 days before it runs out, to begin with");
}

#[test]
fn a_stand_in_that_is_itself_not_renewed_covers_nothing_after_it() {
    let mut endless = step("c", [1, 2, 3], &[]);
    (endless.record.status, endless.record.completed) = (Status::Completed, Some(ago(5)));
    endless.alternatives = vec!["b".into()];
    let mut checklist =
        of(vec![counting("a", [1, 2, 3], 12, &["b"]), counting("b", [1, 2, 3], 30, &["a", "c"]), endless]);
    checklist.starter.planned_start = Some(ahead(91));
    let found = validity(&checklist, &plan(&checklist));
    let covers: Vec<_> = found.iter().map(|found| found.covered_by.as_ref().map(ToString::to_string)).collect();
    assert_eq!(covers, [None, Some("c".to_owned())]);
    assert_eq!(found[0].at_first_shift, AtFirstShift::RunsOut);
}

#[test]
fn what_is_under_way_and_comes_before_the_renewal_of_what_stands_in_for_it_is_open() {
    let mut new = step("new", [1, 10, 20], &[]);
    (new.record.status, new.record.asked) = (Status::InProgress, Some(today()));
    new.alternatives = vec!["old".into()];
    let checklist = of(vec![counting("old", [1, 20, 30], 6, &["new"]), new, step("z", [1, 13, 20], &[])]);
    let plan = plan(&checklist);
    assert_eq!(ends(&checklist)[1], Some(13));
    let flags: Vec<_> = plan.steps.iter().map(|step| (step.is_open, step.holds_up)).collect();
    assert_eq!(flags, [(false, false), (true, true), (true, true)]);
    assert!(moves(&checklist, &plan).iter().any(|found| found.step == "new".into()));
}

#[test]
fn what_another_step_covers_holds_up_nothing() {
    let with_ways = |id: &str, ways: &[&str]| {
        let mut step = step(id, [1, 10, 14], &[]);
        step.alternatives = ways.iter().map(|id| (*id).into()).collect();
        step
    };
    let mut c = with_ways("c", &["b"]);
    (c.record.status, c.record.completed) = (Status::Completed, Some(ago(21)));
    let plan = plan(&of(vec![with_ways("a", &["b"]), with_ways("b", &["a", "c"]), c]));
    let flags: Vec<_> = plan.steps.iter().map(|step| (step.is_open, step.holds_up, step.may_hold_up)).collect();
    assert_eq!(flags, [(true, true, true), (false, false, false), (false, false, false)]);
}

#[test]
fn what_has_run_out_and_cannot_be_renewed_yet_is_not_for_today() {
    // The result waits for a certificate with which there is a problem, and ran out two days ago.
    let mut certificate = step("certificate", [2, 14, 60], &[]);
    certificate.record.status = Status::Problem;
    let mut result = lapsing("result", [0, 2, 7], 1);
    (result.record.expires, result.waits_for) = (Some(ago(2)), vec!["certificate".into()]);
    let checklist = of(vec![certificate, result, step("after", [1, 2, 3], &["result"])]);
    let plan = plan(&checklist);
    let kinds: Vec<_> =
        moves(&checklist, &plan).into_iter().map(|found| (found.step.to_string(), found.kind)).collect();
    assert_eq!(kinds, [("certificate".to_owned(), MoveKind::Resolve)]);
    assert_eq!(next_step(&checklist), "certificate");
    let words = validity_words(&checklist, &validity(&checklist, &plan)[0], today(), None);
    assert_eq!(words[1..], ["It cannot be renewed before what it waits for is there."]);
    // And what waits for it says so, though it was completed once.
    let after = checklist.step(&"after".into()).unwrap();
    assert_eq!(checklist.standing(after, today()).kind(), StandingKind::CannotStartYet);
}

#[test]
fn of_two_that_have_run_out_the_one_that_the_other_waits_for_is_next() {
    let out = |id: &str, since: u64, waits_for: &[&str]| {
        let mut step = lapsing(id, [0, 2, 7], 1);
        step.record.expires = Some(ago(since));
        step.waits_for = waits_for.iter().map(|id| (*id).into()).collect();
        step
    };
    let checklist = of(vec![out("second", 10, &["first"]), out("first", 5, &[])]);
    let found = moves(&checklist, &plan(&checklist));
    assert_eq!(found.iter().map(|found| found.step.as_str()).collect::<Vec<_>>(), ["first"]);
    assert_eq!(next_step(&checklist), "first");
    // In a circle, nothing is said to be completed.
    let checklist = of(vec![out("second", 10, &["first"]), out("first", 5, &["second"])]);
    assert_eq!(next(&checklist, &plan(&checklist), &Assumptions::default()), Next::Nothing);
}

#[test]
fn what_is_to_be_renewed_now_is_next_in_its_turn() {
    let checklist =
        of(vec![lapsing("a", [10, 20, 30], 15), step("b", [1, 5, 9], &[]), step("c", [20, 90, 95], &["b"])]);
    assert_eq!(next_step(&checklist), "b", "each day moves the first shift");
    let mut begun = checklist;
    (begun.steps[1].record.status, begun.steps[1].record.completed) = (Status::Completed, Some(today()));
    (begun.steps[2].record.status, begun.steps[2].record.asked) = (Status::InProgress, Some(today()));
    begun.steps[2].record.waiting_on = "Somebody".to_owned();
    assert_eq!(next_step(&begun), "a");
    let found = next(&begun, &plan(&begun), &Assumptions::default());
    let words = next_words(&found, None, today());
    assert_eq!(words.what, "Next: renew \u{201c}Step a\u{201d} in time.");
    assert_eq!(words.why, "It runs out on 7 December 2026. Begin now.");
    // Where there is time, it is not.
    begun.steps[0] = lapsing("a", [10, 20, 30], 60);
    assert_eq!(next_step(&begun), "c");
}
