//! Whose move it is, when to ask again, what runs out, and dates that clash: across leap days, year ends and changes of
//! the clocks, and with bad dates.

use chrono::{Days, NaiveDate, TimeDelta};
use secure_start::catalogue::Renewal;
use secure_start::checklist::{
    Basis, Chase, Checklist, Edit, Expiry, Judgement, SignOff, SignOffMethod, Stamp, Status, Step, clashes,
};
use secure_start::format;
use secure_start::ids::Fingerprint;
use secure_start::kept::Unknown;
use secure_start::outcome::LoadError;
use secure_start::plan::{Assumptions, AtFirstShift, Cost, MoveKind, Next, Plan, chase_due, moves, next, validity};
use secure_start::text::move_words;

use crate::world::{a_checklist, catalogue, day, stamp, time, today};

fn plan(checklist: &Checklist, today: NaiveDate) -> Plan {
    Plan::of(checklist, today, &Assumptions::default())
}

fn change(checklist: &mut Checklist, id: &str, change: impl FnOnce(&mut Step)) {
    change(checklist.steps.iter_mut().find(|step| step.id.as_str() == id).unwrap());
}

/// A checklist that waits for references since a day.
fn waiting_since(since: NaiveDate) -> Checklist {
    let mut checklist = a_checklist();
    change(&mut checklist, "references", |step| {
        step.record.status = Status::InProgress;
        "HR".clone_into(&mut step.record.waiting_on);
        step.record.waiting_since = Some(since);
    });
    checklist
}

fn kind_on(checklist: &Checklist, id: &str, on: NaiveDate) -> MoveKind {
    let found = moves(checklist, &plan(checklist, on));
    found.iter().find(|found| found.step.as_str() == id).unwrap().kind
}

#[test]
fn a_wait_is_stale_on_its_day_not_a_day_sooner_or_later() {
    // References usually take 14 days. A leap day, a year end, both changes of the clocks.
    for since in [day(2028, 2, 20), day(2026, 12, 24), day(2027, 3, 20), day(2027, 10, 25), day(2026, 11, 1)] {
        let checklist = waiting_since(since);
        let due = since.checked_add_days(Days::new(14)).unwrap();
        assert_eq!(chase_due(checklist.step(&"references".into()).unwrap(), 14), Some(due));
        assert_eq!(kind_on(&checklist, "references", due.pred_opt().unwrap()), MoveKind::Wait, "{since}");
        assert_eq!(kind_on(&checklist, "references", due), MoveKind::Chase, "{since}");
        assert_eq!(kind_on(&checklist, "references", due.succ_opt().unwrap()), MoveKind::Chase, "{since}");
    }
}

#[test]
fn asking_again_begins_the_quiet_time_anew_and_a_chosen_day_counts_before_all() {
    let mut checklist = waiting_since(day(2026, 11, 1));
    change(&mut checklist, "references", |step| {
        step.record.chases.push(Chase { on: day(2026, 11, 20), note: String::new(), unknown: Unknown::new() });
    });
    let due = |checklist: &Checklist| chase_due(checklist.step(&"references".into()).unwrap(), 14);
    assert_eq!(due(&checklist), Some(day(2026, 12, 4)));
    change(&mut checklist, "references", |step| step.record.chase_on = Some(day(2026, 11, 24)));
    assert_eq!(due(&checklist), Some(day(2026, 11, 24)));
    // Whoever asks on or after the chosen day is done with it.
    let edit = Edit::AddChase { step: "references".into(), on: day(2026, 11, 24), note: String::new() };
    assert!(checklist.apply(&edit, &stamp()).is_err(), "that day is still to come");
    let asked = checklist.apply(&edit, &Stamp { today: day(2026, 11, 24), ..stamp() }).unwrap();
    assert_eq!(due(&asked), Some(day(2026, 12, 8)));
}

#[test]
fn a_day_that_somebody_named_is_waited_for_and_asked_about_on_the_day_after() {
    let mut checklist = waiting_since(day(2026, 11, 1));
    change(&mut checklist, "references", |step| step.record.expected = Some(day(2026, 12, 31)));
    let due = |checklist: &Checklist| chase_due(checklist.step(&"references".into()).unwrap(), 14);
    assert_eq!(due(&checklist), Some(day(2027, 1, 1)));
    assert_eq!(kind_on(&checklist, "references", day(2026, 12, 31)), MoveKind::Wait);
    assert_eq!(kind_on(&checklist, "references", day(2027, 1, 1)), MoveKind::Chase);
    let words = |checklist: &Checklist, on: NaiveDate| {
        let found = moves(checklist, &plan(checklist, on));
        move_words(found.iter().find(|found| found.step.as_str() == "references").unwrap(), on).1
    };
    let before = words(&checklist, day(2026, 12, 31));
    assert!(before.contains("60 days, said to be done by 31 December 2026"), "{before}");
    let after = words(&checklist, day(2027, 1, 1));
    assert!(after.contains("was said to be done by 31 December 2026"), "{after}");
    // A chosen day counts before it, and after having asked the quiet time begins anew.
    change(&mut checklist, "references", |step| step.record.chase_on = Some(day(2026, 12, 1)));
    assert_eq!(due(&checklist), Some(day(2026, 12, 1)));
    let asked = Edit::AddChase { step: "references".into(), on: day(2027, 1, 4), note: String::new() };
    let asked = checklist.apply(&asked, &Stamp { today: day(2027, 1, 4), ..stamp() }).unwrap();
    assert_eq!(due(&asked), Some(day(2027, 1, 18)));
}

#[test]
fn within_its_usual_days_and_after_the_named_day_it_is_later_than_was_said() {
    let mut checklist = waiting_since(day(2026, 11, 20));
    change(&mut checklist, "references", |step| step.record.expected = Some(day(2026, 11, 24)));
    let on = day(2026, 11, 26);
    let found = moves(&checklist, &plan(&checklist, on));
    let found = found.iter().find(|found| found.step.as_str() == "references").unwrap();
    assert_eq!(found.kind, MoveKind::Chase);
    assert!(move_words(found, on).1.ends_with("Later than was said"), "{}", move_words(found, on).1);
}

#[test]
fn nobody_is_asked_within_a_week_or_left_in_peace_for_more_than_four() {
    let checklist = waiting_since(day(2026, 11, 1));
    let step = checklist.step(&"references".into()).unwrap();
    assert_eq!(chase_due(step, 1), Some(day(2026, 11, 8)));
    assert_eq!(chase_due(step, 84), Some(day(2026, 11, 29)));
    assert_eq!(chase_due(a_checklist().step(&"references".into()).unwrap(), 14), None, "nobody is waited for");
}

#[test]
fn what_costs_the_first_shift_most_is_first_and_next_says_the_same() {
    let mut checklist = a_checklist();
    let order = |checklist: &Checklist| {
        let plan = plan(checklist, today());
        let found = moves(checklist, &plan);
        assert_eq!(found, moves(checklist, &plan), "the same every time");
        let costs: Vec<Cost> = found.iter().filter(|found| found.is_for_today()).map(|found| found.cost).collect();
        assert!(costs.is_sorted(), "{costs:?}");
        found
    };
    let first = order(&checklist).remove(0);
    // Of what costs the same, the starter's own comes first.
    assert_eq!((first.step.as_str(), first.cost), ("gather-documents", Cost::After(0)));
    let next_step = |checklist: &Checklist| {
        next(checklist, &plan(checklist, today()), &Assumptions::default()).step().unwrap().id.clone()
    };
    assert_eq!(next_step(&checklist), first.step);
    // What has run out comes before everything.
    change(&mut checklist, "prohibited-items-england-wales", |step| {
        (step.record.status, step.record.completed) = (Status::Completed, Some(day(2026, 1, 1)));
        step.record.expires = Some(day(2026, 11, 21));
    });
    let first = order(&checklist).remove(0);
    assert_eq!((first.kind, first.cost), (MoveKind::RunOut, Cost::Stops));
    assert!(
        matches!(next(&checklist, &plan(&checklist, today()), &Assumptions::default()), Next::Renew { on, .. } if on == day(2026, 11, 21))
    );
}

#[test]
fn a_wait_that_is_over_its_days_and_sets_the_date_is_asked_about_next() {
    let mut checklist = a_checklist();
    for step in &mut checklist.steps {
        (step.record.status, step.record.completed) = (Status::Completed, Some(day(2026, 8, 1)));
    }
    for id in ["hmpps-vetting-decision", "book-security-induction", "safer-prescribing", "read-about-your-setting"] {
        for step in checklist.steps.iter_mut().filter(|step| step.id.as_str() == id) {
            (step.record.status, step.record.completed) = (Status::NotYetStarted, None);
        }
    }
    change(&mut checklist, "hmpps-vetting-decision", |step| {
        (step.record.status, step.record.asked) = (Status::InProgress, Some(day(2026, 8, 20)));
    });
    let plan = plan(&checklist, today());
    assert!(
        matches!(next(&checklist, &plan, &Assumptions::default()), Next::Chase { step } if step.id.as_str() == "hmpps-vetting-decision")
    );
    let words = secure_start::text::headline(&checklist, &plan);
    assert!(
        words.what.ends_with("if \u{201c}Get the HMPPS vetting decision\u{201d} were completed today"),
        "{}",
        words.what
    );
}

/// A completed step with a renewal.
fn completed(renewal: Renewal, on: Option<NaiveDate>) -> Step {
    let mut step = a_checklist().steps.remove(0);
    step.renewal = renewal.into();
    (step.record.status, step.record.completed) = (Status::Completed, on);
    step
}

fn every(months: u16) -> Renewal {
    Renewal::Every { months, lead_days: 30 }
}

fn fixed(month_day: &str, every_years: u16, counted_from: i32) -> Renewal {
    Renewal::FixedDates { month_day: month_day.to_owned(), every_years, counted_from, lead_days: 60 }
}

#[test]
fn a_period_ends_on_the_same_day_of_its_month_or_on_the_last_one() {
    let last = |months, on| completed(every(months), Some(on)).expiry().unwrap();
    assert_eq!(last(12, day(2026, 3, 5)).last_day, day(2027, 3, 5));
    assert_eq!(last(12, day(2028, 2, 29)).last_day, day(2029, 2, 28));
    assert_eq!(last(48, day(2028, 2, 29)).last_day, day(2032, 2, 29));
    assert_eq!(last(1, day(2027, 1, 31)).last_day, day(2027, 2, 28));
    assert_eq!(last(1, day(2028, 1, 31)).last_day, day(2028, 2, 29));
    assert_eq!(last(3, day(2026, 11, 30)).last_day, day(2027, 2, 28));
    assert_eq!(last(12, day(2026, 12, 31)).last_day, day(2027, 12, 31));
    let found = last(12, day(2026, 3, 5));
    assert_eq!((found.basis, found.renew_from), (Basis::AtTheLatest, day(2027, 2, 3)));
    // Beyond the years that are kept, nobody says.
    assert_eq!(completed(every(60), Some(day(2199, 6, 1))).expiry(), None);
}

#[test]
fn a_fixed_date_is_the_next_one_of_its_years() {
    let last = |renewal, on| completed(renewal, Some(on)).expiry().map(|expiry| expiry.last_day);
    assert_eq!(last(fixed("05-31", 1, 2027), day(2026, 5, 31)), Some(day(2026, 5, 31)), "the last day counts");
    assert_eq!(last(fixed("05-31", 1, 2027), day(2026, 6, 1)), Some(day(2027, 5, 31)));
    assert_eq!(last(fixed("12-31", 1, 2026), day(2026, 12, 31)), Some(day(2026, 12, 31)));
    assert_eq!(last(fixed("12-31", 1, 2026), day(2027, 1, 1)), Some(day(2027, 12, 31)));
    // Every two years, in odd ones.
    assert_eq!(last(fixed("08-31", 2, 2025), day(2026, 11, 22)), Some(day(2027, 8, 31)));
    assert_eq!(last(fixed("08-31", 2, 2025), day(2027, 9, 1)), Some(day(2029, 8, 31)));
    assert_eq!(last(fixed("08-31", 2, 2025), day(2020, 1, 1)), Some(day(2021, 8, 31)));
    // A leap day in other years is the day before March.
    assert_eq!(last(fixed("02-29", 1, 2028), day(2026, 11, 22)), Some(day(2027, 2, 28)));
    assert_eq!(last(fixed("02-29", 1, 2028), day(2027, 3, 1)), Some(day(2028, 2, 29)));
}

#[test]
fn what_is_written_down_counts_before_what_is_worked_out_and_a_letter_says_by_itself() {
    let mut step = completed(every(12), Some(day(2026, 3, 5)));
    step.record.expires = Some(day(2026, 12, 1));
    let found = step.expiry().unwrap();
    assert_eq!((found.last_day, found.basis), (day(2026, 12, 1), Basis::Recorded));
    assert_eq!(completed(Renewal::FromYourLetter { lead_days: 30 }, Some(today())).expiry(), None);
    assert_eq!(completed(every(12), None).expiry(), None, "nobody knows when it was completed");
    let mut open = completed(every(12), Some(today()));
    open.record.status = Status::InProgress;
    assert_eq!(open.expiry(), None);
}

#[test]
fn every_day_is_judged_by_ranges_so_that_nothing_is_missed_when_nobody_looks() {
    let expiry = Expiry { last_day: day(2028, 2, 29), basis: Basis::Recorded, renew_from: day(2028, 1, 30) };
    let mut before = Judgement::Valid;
    for on in day(2028, 1, 1).iter_days().take_while(|on| *on < day(2028, 6, 1)) {
        let found = expiry.on(on);
        let expected = match on {
            on if on > day(2028, 2, 29) => Judgement::RunOut,
            on if on >= day(2028, 1, 30) => Judgement::RenewNow,
            _ => Judgement::Valid,
        };
        assert_eq!(found, expected, "{on}");
        assert!(found >= before, "it never gets better by itself");
        before = found;
    }
}

#[test]
fn registration_that_lapses_before_the_first_shift_is_a_problem_now() {
    let at = |expires: NaiveDate, start: Option<NaiveDate>| {
        let mut checklist = a_checklist();
        checklist.starter.planned_start = start;
        change(&mut checklist, "nmc-register-check", |step| {
            (step.record.status, step.record.completed) = (Status::Completed, Some(day(2026, 11, 1)));
            step.record.expires = Some(expires);
        });
        let plan = plan(&checklist, today());
        let found = validity(&checklist, &plan);
        let is_move = moves(&checklist, &plan).iter().any(|found| found.kind == MoveKind::Renew);
        (found.iter().find(|one| one.step.as_str() == "nmc-register-check").unwrap().at_first_shift, is_move)
    };
    let window = plan(&a_checklist(), today()).first_shift;
    let (earliest, likely, latest) = (window.earliest.unwrap(), window.likely.unwrap(), window.latest.unwrap());
    assert_eq!(at(earliest.pred_opt().unwrap(), None), (AtFirstShift::RunsOut, true));
    assert_eq!(at(likely.pred_opt().unwrap(), None), (AtFirstShift::RunsOut, true));
    assert_eq!(at(likely, None), (AtFirstShift::MayRunOut, true), "the last day counts");
    assert_eq!(at(latest.pred_opt().unwrap(), None), (AtFirstShift::MayRunOut, true));
    assert_eq!(at(latest, None), (AtFirstShift::Valid, false));
    // A start that is planned later moves the day.
    let later = latest.checked_add_days(Days::new(10)).unwrap();
    assert_eq!(at(latest, Some(later)), (AtFirstShift::RunsOut, true));
}

fn what(checklist: &Checklist) -> Vec<String> {
    clashes(checklist, today()).into_iter().map(|clash| clash.what).collect()
}

#[test]
fn dates_that_clash_are_named_and_nothing_is_repaired() {
    assert_eq!(what(&a_checklist()), Vec::<String>::new());
    let tomorrow = today().succ_opt();
    let mut checklist = a_checklist();
    change(&mut checklist, "confirm-offer", |step| {
        (step.record.status, step.record.completed) = (Status::Completed, tomorrow);
    });
    change(&mut checklist, "gather-documents", |step| {
        step.record.status = Status::Completed;
        (step.record.asked, step.record.completed) = (Some(day(2026, 11, 10)), Some(day(2026, 11, 9)));
    });
    change(&mut checklist, "references", |step| {
        (step.record.asked, step.record.waiting_since) = (tomorrow, tomorrow);
        step.record.chases.push(Chase { on: tomorrow.unwrap(), note: String::new(), unknown: Unknown::new() });
    });
    change(&mut checklist, "identity-check", |step| {
        (step.record.status, step.record.completed) = (Status::Completed, Some(day(2026, 11, 1)));
        step.record.sign_off = Some(SignOff {
            by: "Morgan Sample".to_owned(),
            post: "Manager".to_owned(),
            method: SignOffMethod::SawOriginal,
            on: day(2026, 10, 31),
            reference: String::new(),
            of: Fingerprint::default(),
            seal: Fingerprint::default(),
            unknown: Unknown::new(),
        });
    });
    let before = checklist.clone();
    let found = what(&checklist);
    for words in [
        "\u{201c}Get your conditional offer in writing\u{201d} was completed on 23 November 2026, which is still to come.",
        "\u{201c}Gather your documents and address history\u{201d} was completed before the day it was asked for.",
        "\u{201c}Get your references and work history checked\u{201d} was asked for on 23 November 2026, which is still to come.",
        "\u{201c}Get your references and work history checked\u{201d} has been waited for since 23 November 2026, which is still \
         to come.",
        "\u{201c}Get your references and work history checked\u{201d} was asked for again on 23 November 2026, which is still to \
         come.",
        "\u{201c}Show your identity documents\u{201d} was signed off before the day it was completed.",
        "\u{201c}Show your identity documents\u{201d} was completed before \u{201c}Gather your documents and address \
         history\u{201d}, which it waits for.",
    ] {
        assert!(found.iter().any(|what| what == words), "{words}\nis not in {found:#?}");
    }
    assert_eq!(checklist, before);
    // The plan stands, and what is completed tomorrow is not done today.
    let plan = plan(&checklist, today());
    assert!(plan.first_shift.earliest > tomorrow);
}

#[test]
fn a_clock_that_was_set_back_is_named() {
    let later =
        Stamp { today: day(2026, 12, 1), at: day(2026, 12, 1).and_time(time()).and_utc(), by: "Sam Tester".to_owned() };
    let ticked = a_checklist().apply(&Edit::tick("confirm-offer".into()), &later).unwrap();
    let found = what(&ticked);
    assert!(found.iter().any(|what| what.contains("The history has an entry of 1 December 2026")), "{found:?}");
    // Somebody in another time zone is not ahead of the clock.
    let mut near = a_checklist();
    near.log[0].at = stamp().at + TimeDelta::hours(14);
    assert_eq!(what(&near), Vec::<String>::new());
    let mut early = a_checklist();
    early.made = day(2026, 11, 23);
    assert!(what(&early)[0].starts_with("This checklist was made on 23 November 2026, which is still to come."));
}

#[test]
fn a_year_that_no_calendar_of_ours_has_is_refused_with_its_place() {
    let text = String::from_utf8(format::to_bytes(&a_checklist()).unwrap()).unwrap();
    for date in ["9999-12-31", "2200-01-01", "1899-12-31", "2027-02-29", "2027-13-01"] {
        let broken = text.replacen("\"2026-11-22\"", &format!("\"{date}\""), 2).replacen(date, "2026-11-22", 1);
        let error = format::read(broken.as_bytes(), catalogue()).unwrap_err();
        assert!(matches!(&error, LoadError::WrongValue { detail, .. } if detail.contains(date)), "{date}: {error:?}");
    }
    // The last day of all is kept, and nothing that is counted from it panics.
    let mut far = a_checklist();
    change(&mut far, "nmc-register-check", |step| {
        (step.record.status, step.record.completed) = (Status::Completed, Some(day(2199, 12, 31)));
        step.record.expires = Some(day(2199, 12, 31));
    });
    let on = day(2199, 12, 31);
    let plan = plan(&far, on);
    assert_eq!(plan.first_shift.latest, None, "beyond the last year");
    assert!(!moves(&far, &plan).is_empty() && !validity(&far, &plan).is_empty());
    assert!(!secure_start::text::headline(&far, &plan).range.is_empty());
}
