//! The access ladder as a truth table: every rung, every step that it needs, everything that can be wrong with it.

use chrono::{Days, NaiveDate};
use secure_start::catalogue::{AccessLadder, Catalogue};
use secure_start::checklist::{Checklist, Record, SignOff, SignOffMethod, StandingKind, Starter, Status, Step};
use secure_start::ids::Fingerprint;
use secure_start::kept::Unknown;
use secure_start::plan::{Access, WhyNot, access};

use crate::world::{a_nurse, catalogue, checklist_for, today};

fn ladder() -> &'static AccessLadder {
    &catalogue().access
}

fn signed(record: &Record) -> Option<SignOff> {
    record.sign_off.clone().or_else(|| {
        Some(SignOff {
            by: "Morgan Sample".to_owned(),
            post: "Manager".to_owned(),
            method: SignOffMethod::SawOriginal,
            on: today(),
            reference: String::new(),
            of: Fingerprint::default(),
            seal: Fingerprint::default(),
            unknown: Unknown::new(),
        })
    })
}

/// Everything completed, and signed off where it has to be.
fn all_done(starter: Starter) -> Checklist {
    let mut checklist = checklist_for(starter);
    for step in &mut checklist.steps {
        step.record.status = Status::Completed;
        step.record.completed = Some(today());
        if step.needs_sign_off {
            step.record.sign_off = signed(&step.record);
        }
    }
    checklist
}

fn rung<'a>(checklist: &Checklist, on: NaiveDate) -> &'a str {
    access(checklist, ladder(), on).rung.map_or(AccessLadder::NOT_YET, |rung| &rung.label)
}

fn change(checklist: &Checklist, id: &str, change: impl FnOnce(&mut Step)) -> Checklist {
    let mut changed = checklist.clone();
    change(changed.steps.iter_mut().find(|step| step.id.as_str() == id).unwrap());
    changed
}

/// The rung below the first that needs a step.
fn below(id: &str) -> &'static str {
    let place = ladder()
        .rungs
        .iter()
        .position(|rung| rung.needs.iter().any(|need| need.steps.iter().any(|step| step.as_str() == id)));
    place.unwrap().checked_sub(1).map_or(AccessLadder::NOT_YET, |place| &ladder().rungs[place].label)
}

#[test]
fn the_rungs_are_those_that_are_promised_in_their_order() {
    let labels: Vec<&str> = ladder().rungs.iter().map(|rung| rung.label.as_str()).collect();
    assert_eq!(AccessLadder::NOT_YET, "Not yet");
    assert_eq!(labels, ["Remote learning only", "Escorted", "Unescorted without keys", "Key holder"]);
}

#[test]
fn no_rung_is_reached_without_each_of_its_steps_whatever_is_wrong_with_it() {
    let yesterday = today().pred_opt();
    let mut rows = 0;
    for (nation, setting) in [
        ("england", "category-b-local-prison"),
        ("scotland", "scottish-prison"),
        ("northern-ireland", "northern-ireland-prison"),
    ] {
        let done = all_done(Starter { nation: nation.into(), setting: setting.into(), ..a_nurse() });
        assert_eq!(rung(&done, today()), "Key holder", "{nation}");
        for need in ladder().rungs.iter().flat_map(|rung| &rung.needs) {
            for step in need.steps.iter().filter_map(|id| done.step(id)) {
                let id = step.id.as_str();
                let others: Vec<&Step> = step.alternatives.iter().filter_map(|other| done.step(other)).collect();
                // Where another step does as well, it is as wrong as this one.
                let broken = |wrong: &dyn Fn(&mut Step)| {
                    others
                        .iter()
                        .fold(change(&done, id, wrong), |checklist, other| change(&checklist, other.id.as_str(), wrong))
                };
                let mut cases = vec![
                    ("not begun", broken(&|step| step.record = Record::default())),
                    ("in progress", broken(&|step| step.record.status = Status::InProgress)),
                    ("a problem", broken(&|step| step.record.status = Status::Problem)),
                    ("run out", broken(&|step| step.record.expires = yesterday)),
                    ("still to come", broken(&|step| step.record.completed = today().succ_opt())),
                    ("not asked for any more", broken(&|step| step.retired = "Gone".to_owned())),
                ];
                if step.needs_sign_off {
                    cases.push(("not signed off", broken(&|step| step.record.sign_off = None)));
                    cases.push((
                        "signed off tomorrow",
                        broken(&|step| {
                            step.record.sign_off.as_mut().unwrap().on = today().succ_opt().unwrap();
                        }),
                    ));
                }
                if !need.may_be_not_needed {
                    cases.push((
                        "not needed, unconfirmed",
                        broken(&|step| {
                            step.record.status = Status::NotNeeded;
                            step.record.sign_off = None;
                        }),
                    ));
                }
                for before in &step.waits_for {
                    let open = change(&done, before.as_str(), |step| step.record = Record::default());
                    let open = broken_before(&open, step, before.as_str());
                    cases.push(("something before it is open", open));
                }
                for (what, broken) in cases {
                    let retired_is_fine = what == "not asked for any more" && need.if_on_the_list;
                    let expected = if retired_is_fine { "Key holder" } else { below(id) };
                    let found = rung(&broken, today());
                    let not_higher = |label: &str| ladder().rungs.iter().position(|rung| rung.label == label);
                    if what == "something before it is open" {
                        assert!(not_higher(found) <= not_higher(expected), "{nation}, {id}: {what}: {found}");
                    } else {
                        assert_eq!(found, expected, "{nation}, {id}: {what}");
                    }
                    rows += 1;
                }
            }
        }
    }
    assert!(rows > 200, "{rows} rows");
}

/// The alternatives of a step wait for the same.
fn broken_before(checklist: &Checklist, step: &Step, before: &str) -> Checklist {
    let mut broken = checklist.clone();
    for other in &mut broken.steps {
        if step.alternatives.contains(&other.id) && !other.waits_for.iter().any(|id| id.as_str() == before) {
            other.record = Record::default();
        }
    }
    broken
}

#[test]
fn one_step_after_another_climbs_the_ladder_rung_by_rung() {
    let done = all_done(a_nurse());
    let mut now = checklist_for(a_nurse());
    let mut climbed = vec![rung(&now, today())];
    for id in done.steps.iter().map(|step| step.id.clone()) {
        now = change(&now, id.as_str(), |step| step.record = done.step(&id).unwrap().record.clone());
        let next = rung(&now, today());
        if climbed.last() != Some(&next) {
            climbed.push(next);
        }
    }
    assert_eq!(climbed.first(), Some(&"Not yet"));
    assert_eq!(climbed.last(), Some(&"Key holder"));
    let places: Vec<Option<usize>> =
        climbed.iter().map(|label| ladder().rungs.iter().position(|rung| rung.label == *label)).collect();
    assert!(places.is_sorted(), "{climbed:?}");
}

#[test]
fn what_runs_out_counts_on_its_last_day_and_not_on_the_day_after() {
    let done = all_done(a_nurse());
    let last = today().checked_add_days(Days::new(30)).unwrap();
    let clearance = change(&done, "hmpps-vetting-decision", |step| step.record.expires = Some(last));
    assert_eq!(rung(&clearance, last), "Key holder");
    assert_eq!(rung(&clearance, last.succ_opt().unwrap()), "Escorted");
    let Access { missing, next, .. } = access(&clearance, ladder(), last.succ_opt().unwrap());
    assert_eq!(next.map(|rung| rung.label.as_str()), Some("Unescorted without keys"));
    // The induction was for people with a clearance.
    let whys: Vec<WhyNot> = missing.iter().map(|lacking| lacking.why).collect();
    assert_eq!(whys, [WhyNot::RunOut(last), WhyNot::WaitsForOthers, WhyNot::WaitsForOthers]);
}

#[test]
fn what_is_missing_is_named_with_the_reason() {
    let fresh = checklist_for(a_nurse());
    let Access { rung, missing, .. } = access(&fresh, ladder(), today());
    assert_eq!(rung, None);
    let [lacking] = missing.as_slice() else { panic!("{missing:?}") };
    assert_eq!(lacking.title, "Get your conditional offer in writing");
    assert_eq!(lacking.why, WhyNot::Open(StandingKind::NotYetStarted));
}

#[test]
fn an_optional_check_that_is_not_needed_does_not_stand_in_the_way_and_a_needed_one_does() {
    let done = all_done(a_nurse());
    let not_needed = |id| {
        change(&done, id, |step| {
            step.record = Record { status: Status::NotNeeded, reason: "Not asked for".to_owned(), ..Record::default() };
        })
    };
    assert_eq!(rung(&not_needed("ctc-decision"), today()), "Key holder");
    assert_eq!(rung(&not_needed("hmpps-vetting-decision"), today()), "Escorted");
}

#[test]
fn a_step_before_that_is_not_needed_stands_only_with_a_reason_that_can_be_read_and_firm_ground() {
    let done = all_done(a_nurse());
    let not_needed = |checklist: &Checklist, reason: &str| {
        change(checklist, "book-security-induction", |step| {
            step.record = Record { status: Status::NotNeeded, reason: reason.to_owned(), ..Record::default() };
        })
    };
    assert_eq!(rung(&not_needed(&done, "The site books it"), today()), "Key holder");
    for blank in ["", "  ", "\u{200b}"] {
        assert_eq!(rung(&not_needed(&done, blank), today()), "Escorted", "{blank:?}");
    }
    // What it waited for has to stand all the same.
    let mut more = done.clone();
    let mut before = done.step(&"book-security-induction".into()).unwrap().clone();
    (before.id, before.waits_for, before.record) = ("something-before".into(), Vec::new(), Record::default());
    before.record.status = Status::Problem;
    more.steps.push(before);
    let more = change(&more, "book-security-induction", |step| step.waits_for = vec!["something-before".into()]);
    assert_eq!(rung(&not_needed(&more, "The site books it"), today()), "Escorted");
    // Another way does not help where that waits for a problem itself.
    let mut other = done.step(&"book-security-induction".into()).unwrap().clone();
    (other.id, other.waits_for) = ("other-way".into(), vec!["something-before".into()]);
    let mut with_other = more.clone();
    with_other.steps.push(other);
    let with_other = change(&with_other, "book-security-induction", |step| {
        (step.record.status, step.alternatives) = (Status::Problem, vec!["other-way".into()]);
    });
    assert_eq!(rung(&with_other, today()), "Escorted");
    let sorted_out = change(&with_other, "something-before", |step| {
        (step.record.status, step.record.completed) = (Status::Completed, Some(today()));
    });
    assert_eq!(rung(&sorted_out, today()), "Key holder");
}

#[test]
fn a_sign_off_by_a_name_that_cannot_be_read_is_none() {
    let done = all_done(a_nurse());
    let unnamed = change(&done, "hmpps-vetting-decision", |step| {
        step.record.sign_off.as_mut().unwrap().by = "\u{200b}".to_owned();
    });
    assert_eq!(rung(&unnamed, today()), "Escorted");
}

#[test]
fn a_place_without_a_key_talk_has_no_key_holders() {
    let starter = Starter { setting: "immigration-removal-centre".into(), ..a_nurse() };
    let done = all_done(starter);
    let Access { rung, missing, .. } = access(&done, ladder(), today());
    assert_eq!(rung.map(|rung| rung.label.as_str()), Some("Unescorted without keys"));
    assert_eq!(missing.iter().map(|lacking| lacking.why).collect::<Vec<_>>(), [WhyNot::NotOnTheList]);
}

#[test]
fn everybody_can_reach_every_rung_but_perhaps_the_highest() {
    let catalogue = Catalogue::shipped();
    for situation in catalogue.situations().step_by(17) {
        let starter = Starter {
            name: "Robin Sample".to_owned(),
            nation: situation.nation.clone(),
            setting: situation.setting.clone(),
            role: situation.role.clone(),
            contract: situation.contract.clone(),
            ..Starter::default()
        };
        let reached = rung(&all_done(starter), today());
        assert!(["Unescorted without keys", "Key holder"].contains(&reached), "{situation:?}: {reached}");
    }
}
