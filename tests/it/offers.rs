//! A newer catalogue and a site pack reach people half-way; what was done elsewhere is noted, and never ticked.

use std::collections::BTreeSet;
use std::sync::Arc;

use secure_start::catalogue::{CarryOver, Catalogue, WhoActs};
use secure_start::checklist::{
    CannotOffer, ChangeKind, Checklist, Edit, EditProblem, Offer, SignOff, SignOffMethod, StandingKind, Starter,
    Status, Step, make,
};
use secure_start::ids::{Fingerprint, StepId};
use secure_start::kept::Unknown;

use crate::packs::the_example_pack;
use crate::world::{a_checklist, a_nurse, catalogue, day, stamp, today};

const TICKED: &str = "nmc-register-check";
const OPEN: &str = "key-talk";

fn id(step: &str) -> StepId {
    StepId::from(step)
}

fn step<'a>(checklist: &'a Checklist, step: &str) -> &'a Step {
    checklist.step(&id(step)).unwrap()
}

fn apply(checklist: &Checklist, edit: &Edit) -> Checklist {
    checklist.apply(edit, &stamp()).unwrap()
}

/// A nurse's checklist of an edition before today's, with one step ticked.
fn an_older_checklist() -> Checklist {
    let mut checklist = apply(&a_checklist(), &Edit::tick(id(TICKED)));
    "2026-01-31".clone_into(&mut checklist.catalogue);
    checklist
}

/// A catalogue of today with a change.
fn changed(change: impl Fn(&mut Catalogue)) -> Catalogue {
    let mut newer = catalogue().clone();
    change(&mut newer);
    newer
}

/// What is offered, where anything can be.
fn offer(checklist: &Checklist, catalogue: &Catalogue) -> Option<Offer> {
    secure_start::checklist::offer(checklist, catalogue).unwrap()
}

fn definition<'a>(catalogue: &'a mut Catalogue, step: &str) -> &'a mut secure_start::catalogue::StepDefinition {
    catalogue.steps.iter_mut().find(|other| other.id.as_str() == step).unwrap()
}

fn take(checklist: &Checklist, offer: Offer, chosen: BTreeSet<StepId>) -> Result<Checklist, EditProblem> {
    checklist.apply(&Edit::TakeOver { offer: Arc::new(offer), chosen }, &stamp())
}

fn take_usual(checklist: &Checklist, catalogue: &Catalogue) -> Checklist {
    let offer = offer(checklist, catalogue).unwrap();
    let chosen = offer.usual();
    take(checklist, offer, chosen).unwrap()
}

#[test]
fn a_checklist_of_today_is_offered_nothing() {
    assert_eq!(offer(&a_checklist(), catalogue()), None);
    assert_eq!(offer(&an_older_checklist(), catalogue()), None, "the steps are the same");
}

#[test]
fn a_checklist_of_a_newer_catalogue_is_left_alone() {
    let mut checklist = an_older_checklist();
    checklist.steps.pop();
    assert!(offer(&checklist, catalogue()).is_some());
    "2099-01-01".clone_into(&mut checklist.catalogue);
    let refused = secure_start::checklist::offer(&checklist, catalogue());
    assert!(matches!(refused, Err(CannotOffer::NewerCatalogue { .. })));
    "2026-01-31".clone_into(&mut checklist.catalogue);
    checklist.starter.setting = "moon-base".into();
    assert!(matches!(secure_start::checklist::offer(&checklist, catalogue()), Err(CannotOffer::Situation(_))));
}

#[test]
fn what_is_added_reworded_and_retired_is_counted_in_words() {
    let newer = changed(|catalogue| {
        definition(catalogue, OPEN).title = "Attend the talk about keys".to_owned();
        catalogue.steps.retain(|step| step.id.as_str() != "preceptorship");
        let mut added = definition(catalogue, "acct-training").clone();
        added.id = id("something-new");
        catalogue.steps.push(added);
        let mut another = definition(catalogue, "acct-training").clone();
        another.id = id("something-else");
        catalogue.steps.push(another);
    });
    let offer = offer(&an_older_checklist(), &newer).unwrap();
    assert_eq!(offer.summary(), "2 steps added, 1 reworded, 1 retired");
    assert!(!offer.is_about_pack);
}

#[test]
fn each_change_can_be_taken_or_left() {
    let newer = changed(|catalogue| {
        definition(catalogue, OPEN).title = "Attend the talk about keys".to_owned();
        definition(catalogue, "references").days.likely = 20;
    });
    let checklist = an_older_checklist();
    let offer = offer(&checklist, &newer).unwrap();
    let one = take(&checklist, offer.clone(), BTreeSet::from([id("references")])).unwrap();
    assert_eq!(step(&one, OPEN).title, step(&checklist, OPEN).title);
    assert_eq!(step(&one, "references").days.likely, 20);
    assert_eq!(one.catalogue, newer.version);
    let none = take(&checklist, offer, BTreeSet::new()).unwrap();
    assert_eq!(none.steps, checklist.steps);
}

#[test]
fn a_tick_is_never_used_for_other_words() {
    for change in [
        &|catalogue: &mut Catalogue| definition(catalogue, TICKED).title = "Renew your registration".to_owned(),
        &|catalogue: &mut Catalogue| definition(catalogue, TICKED).guidance.push_str(" Show it to two people."),
        &|catalogue: &mut Catalogue| definition(catalogue, TICKED).needs_sign_off ^= true,
        &|catalogue: &mut Catalogue| definition(catalogue, TICKED).hint.push_str(" And more."),
    ] as [&dyn Fn(&mut Catalogue); 4]
    {
        let (checklist, newer) = (an_older_checklist(), changed(change));
        let offer = offer(&checklist, &newer).unwrap();
        assert_eq!(offer.changes.len(), 1);
        assert!(matches!(offer.changes[0].kind, ChangeKind::Reworded { opens_again: true, .. }));
        // Left alone, the tick stays with the old words.
        let kept = take(&checklist, offer.clone(), offer.usual()).unwrap();
        assert_eq!(step(&kept, TICKED), step(&checklist, TICKED));
        // Taken, the step is open again, and the log says what was there.
        let again = take(&checklist, offer, BTreeSet::from([id(TICKED)])).unwrap();
        assert_eq!(step(&again, TICKED).record.status, Status::NotYetStarted);
        assert_eq!(step(&again, TICKED).record.completed, None);
        let was_logged =
            |what: &str| again.log.iter().any(|entry| entry.step == Some(id(TICKED)) && entry.what == what);
        assert!(was_logged("reworded") && was_logged("completed") && was_logged("status"));
    }
}

#[test]
fn other_days_leave_a_tick_where_it_is() {
    let newer = changed(|catalogue| definition(catalogue, TICKED).days.high = 9);
    let after = take_usual(&an_older_checklist(), &newer);
    assert_eq!(step(&after, TICKED).days.high, 9);
    assert_eq!(step(&after, TICKED).record.status, Status::Completed);
}

#[test]
fn what_goes_is_taken_off_only_where_nothing_was_recorded() {
    let gone = |step: &str| changed(|catalogue| catalogue.steps.retain(|other| other.id.as_str() != step));
    let checklist = an_older_checklist();
    let after = take_usual(&checklist, &gone(OPEN));
    assert!(after.step(&id(OPEN)).is_none());
    assert!(after.log.iter().any(|entry| entry.step == Some(id(OPEN)) && entry.what == "left-out"));
    // Asked for: it stays, as not needed, with everything that was recorded.
    let asked =
        apply(&checklist, &Edit::AddChase { step: id(OPEN), on: day(2026, 11, 20), note: "By phone".to_owned() });
    let after = take_usual(&asked, &gone(OPEN));
    assert_eq!(after.standing(step(&after, OPEN), today()).kind(), StandingKind::NotNeeded);
    assert_eq!(step(&after, OPEN).record, step(&asked, OPEN).record);
    assert!(step(&after, OPEN).retired.contains("not in the catalogue"));
    assert_eq!(offer(&after, &gone(OPEN)), None, "once is enough");
    // Asked for again, it goes on where it was.
    let back = take_usual(&after, catalogue());
    assert_eq!(step(&back, OPEN), step(&asked, OPEN));
    // Completed: nothing is offered about it.
    assert_eq!(offer(&checklist, &gone(TICKED)), None);
}

#[test]
fn a_note_of_what_was_done_elsewhere_is_not_lost_when_a_step_goes_and_comes_back() {
    let checklist = carried_to(elsewhere(), &an_earlier_checklist());
    let gone = changed(|catalogue| catalogue.steps.retain(|other| other.id.as_str() != OPEN));
    let without = take_usual(&checklist, &gone);
    assert_eq!(without.standing(step(&without, OPEN), today()).kind(), StandingKind::NotNeeded);
    let back = take_usual(&without, catalogue());
    assert_eq!(step(&back, OPEN), step(&checklist, OPEN));
}

#[test]
fn an_offer_changes_only_the_checklist_that_it_was_made_for() {
    let newer = changed(|catalogue| definition(catalogue, OPEN).days.high = 99);
    let offered = offer(&a_checklist(), &newer).unwrap();
    let chosen = offered.usual();
    let mut other = a_checklist();
    other.id = "another-document".into();
    assert_eq!(take(&other, offered, chosen), Err(EditProblem::OtherChecklist));
}

#[test]
fn a_tick_under_words_that_nobody_knows_stays_under_them() {
    let mut older = an_older_checklist();
    for step in &mut older.steps {
        step.words.clear();
    }
    let newer = changed(|catalogue| {
        definition(catalogue, TICKED).guidance.push_str(" And more.");
        definition(catalogue, TICKED).days.high = 99;
    });
    let after = take_usual(&older, &newer);
    assert_eq!(step(&after, TICKED).record.status, Status::Completed);
    assert_eq!(step(&after, TICKED).words, "", "nobody says that the tick is for the new words");
    let sign_off = changed(|catalogue| definition(catalogue, TICKED).needs_sign_off ^= true);
    let offered = offer(&older, &sign_off).unwrap();
    assert!(matches!(offered.changes[0].kind, ChangeKind::Reworded { opens_again: true, .. }));
}

#[test]
fn what_was_said_not_to_be_needed_stays_so_until_somebody_chooses_the_new_words() {
    let edit = Edit::SetStatus { step: id(OPEN), status: Status::NotNeeded, on: None, reason: "No keys".to_owned() };
    let mut checklist = apply(&a_checklist(), &edit);
    "2026-01-31".clone_into(&mut checklist.catalogue);
    let newer = changed(|catalogue| definition(catalogue, OPEN).title = "Hand in your photograph".to_owned());
    let offered = offer(&checklist, &newer).unwrap();
    assert!(!offered.changes[0].is_usual());
    let again = take(&checklist, offered, BTreeSet::from([id(OPEN)])).unwrap();
    assert_eq!(step(&again, OPEN).record.status, Status::NotYetStarted);
}

#[test]
fn what_does_as_well_and_is_completed_still_does_when_it_goes() {
    let covered = "dbs-enhanced-adults";
    let checklist = apply(
        &an_older_checklist(),
        &Edit::SetStatus {
            step: id("dbs-update-service"),
            status: Status::Completed,
            on: None,
            reason: "It is there".to_owned(),
        },
    );
    let newer = changed(|catalogue| {
        catalogue.steps.retain(|step| step.id.as_str() != "dbs-update-service");
        definition(catalogue, covered).alternatives.clear();
        definition(catalogue, covered).days.high = 99;
    });
    let after = take_usual(&checklist, &newer);
    assert_eq!(after.standing(step(&after, covered), today()).kind(), StandingKind::NotNeeded);
    assert_eq!(after.progress(today()), checklist.progress(today()));
}

#[test]
fn the_alternative_of_a_step_that_went_is_next_again() {
    let begun =
        Edit::SetStatus { step: id("dbs-update-service"), status: Status::InProgress, on: None, reason: String::new() };
    let checklist = apply(&an_older_checklist(), &begun);
    let newer = changed(|catalogue| catalogue.steps.retain(|step| step.id.as_str() != "dbs-update-service"));
    let after = take_usual(&checklist, &newer);
    assert!(!after.has_begun_alternative(step(&after, "dbs-enhanced-adults")));
}

#[test]
fn an_update_settles_whatever_was_chosen() {
    let merged = catalogue().with_pack(&the_example_pack());
    let offered = offer(&a_checklist(), &merged).unwrap();
    let mut chosen = offered.usual();
    chosen.remove(&id("site-parking-permit"));
    let after = take(&a_checklist(), offered, chosen).unwrap();
    let again = offer(&after, &merged).unwrap();
    assert_eq!(again.changes.len(), 1, "only what was left is offered again");
    let all = take_usual(&after, &merged);
    assert_eq!(offer(&all, &merged), None);
    assert_eq!(all.steps, take_usual(&a_checklist(), &merged).steps);
}

#[test]
fn another_order_alone_is_said_and_made() {
    let mut pack = (*the_example_pack()).clone();
    (pack.add, pack.hide, pack.change) = (Vec::new(), Vec::new(), Vec::new());
    pack.contacts.clear();
    let merged = catalogue().with_pack(&Arc::new(pack));
    let offered = offer(&a_checklist(), &merged).unwrap();
    assert!(offered.reorders && offered.changes.is_empty());
    assert_eq!(offered.summary(), "Another order of steps");
    let after = take(&a_checklist(), offered, BTreeSet::new()).unwrap();
    assert_ne!(after.steps, a_checklist().steps);
}

#[test]
fn what_a_file_holds_and_nobody_knows_survives_a_change_of_days_and_keeps_its_step() {
    let mut checklist = an_older_checklist();
    for step in &mut checklist.steps {
        if step.id.as_str() == OPEN {
            step.days.unknown.insert("spread".to_owned(), 3.into());
            step.unknown.insert("assigned_to".to_owned(), "Pat".into());
        }
    }
    let longer = changed(|catalogue| definition(catalogue, OPEN).days.high = 99);
    let after = take_usual(&checklist, &longer);
    assert_eq!(step(&after, OPEN).days.unknown.len(), 1);
    assert_eq!(offer(&after, &longer), None);
    let gone = changed(|catalogue| catalogue.steps.retain(|step| step.id.as_str() != OPEN));
    assert_eq!(take_usual(&after, &gone).step(&id(OPEN)).unwrap().unknown.len(), 1);
}

#[test]
fn a_step_that_another_pack_leaves_out_says_so_in_that_packs_words() {
    let hide = |reason: &str| {
        let mut pack = (*the_example_pack()).clone();
        reason.clone_into(&mut pack.hide[0].reason);
        catalogue().with_pack(&Arc::new(pack))
    };
    let step_id = "preceptorship";
    let noted = Edit::AddChase { step: id(step_id), on: day(2026, 11, 20), note: String::new() };
    let one = take_usual(&apply(&a_checklist(), &noted), &hide("One reason."));
    assert_eq!(step(&one, step_id).retired, "Left out by the site pack: One reason.");
    let merged = hide("Another reason.");
    let other = take_usual(&one, &merged);
    assert_eq!(step(&other, step_id).retired, "Left out by the site pack: Another reason.");
    assert_eq!(other.left_out(&merged).len(), 1, "and it is listed");
}

#[test]
fn help_that_a_pack_words_anew_is_said_before_it_changes() {
    let merged = catalogue().with_pack(&the_example_pack());
    let offered = offer(&a_checklist(), &merged).unwrap();
    assert_eq!(offered.help, ["\u{201c}Get the HMPPS vetting decision\u{201d} says otherwise: whom to ask."]);
    let after = take_usual(&a_checklist(), &merged);
    let without = offer(&after, catalogue()).unwrap();
    assert_eq!(without.help, Vec::<String>::new());
}

#[test]
fn a_pack_with_faults_that_came_in_a_file_is_not_used_for_updates() {
    let mut pack = (*the_example_pack()).clone();
    pack.hide[0].reason.clear();
    let merged = catalogue().with_pack(&Arc::new(pack));
    let refused = secure_start::checklist::offer(&a_checklist(), &merged);
    assert!(matches!(refused, Err(CannotOffer::FaultyPack { .. })));
}

#[test]
fn a_signed_step_is_locked_against_every_offer() {
    let mut checklist = an_older_checklist();
    let signed = checklist.steps.iter_mut().find(|step| step.id.as_str() == TICKED).unwrap();
    signed.record.sign_off = Some(SignOff {
        by: "Alex Sample".to_owned(),
        post: "Manager".to_owned(),
        method: SignOffMethod::CheckedRegister,
        on: day(2026, 11, 20),
        reference: String::new(),
        of: Fingerprint::default(),
        seal: Fingerprint::default(),
        unknown: Unknown::new(),
    });
    let reworded = changed(|catalogue| definition(catalogue, TICKED).title = "Other".to_owned());
    let gone = changed(|catalogue| catalogue.steps.retain(|other| other.id.as_str() != TICKED));
    assert_eq!((offer(&checklist, &reworded), offer(&checklist, &gone)), (None, None));
}

#[test]
fn changes_that_would_wait_in_a_circle_are_refused_and_nothing_changes() {
    let newer = changed(|catalogue| {
        definition(catalogue, "hmpps-vetting-form").waits_for = vec![id("acct-training")];
        definition(catalogue, "acct-training").waits_for = vec![id("confirm-offer")];
    });
    let mut checklist = an_older_checklist();
    let acct = checklist.steps.iter_mut().find(|step| step.id.as_str() == "acct-training").unwrap();
    acct.waits_for = vec![id("hmpps-vetting-form")];
    let offer = offer(&checklist, &newer).unwrap();
    let half = BTreeSet::from([id("hmpps-vetting-form")]);
    assert!(matches!(take(&checklist, offer.clone(), half), Err(EditProblem::WaitsInACircle { .. })));
    let all = offer.usual();
    assert!(take(&checklist, offer, all).is_ok());
}

#[test]
fn a_pack_applied_to_a_checklist_makes_it_as_if_it_had_been_made_with_it() {
    let merged = catalogue().with_pack(&the_example_pack());
    let made = make(&merged, "a-test-document".into(), a_nurse(), None, &stamp()).unwrap();
    let applied = take_usual(&a_checklist(), &merged);
    assert_eq!(applied.steps, made.steps);
    assert_eq!(applied.site_pack, made.site_pack);
    assert_eq!(offer(&applied, &merged), None);
    // And taken away again, as if it had never been there.
    let without = take_usual(&applied, catalogue());
    assert_eq!(without.steps, a_checklist().steps);
    assert_eq!(without.site_pack, None);
}

#[test]
fn an_older_edition_of_the_pack_in_use_is_called_that() {
    let merged = catalogue().with_pack(&the_example_pack());
    let mut older = (*the_example_pack()).clone();
    older.written = day(2025, 11, 16);
    let with_the_newer = take_usual(&a_checklist(), &merged);
    let offered = offer(&with_the_newer, &catalogue().with_pack(&Arc::new(older.clone()))).unwrap();
    assert_eq!(offered.replaces_newer, Some(day(2026, 11, 16)));
    "another-site".clone_into(&mut older.id);
    let other = offer(&with_the_newer, &catalogue().with_pack(&Arc::new(older))).unwrap();
    assert_eq!(other.replaces_newer, None);
}

#[test]
fn a_pack_for_others_is_not_offered() {
    let merged = catalogue().with_pack(&the_example_pack());
    let checklist = crate::world::checklist_for(crate::world::a_pharmacist_in_northern_ireland());
    let refused = secure_start::checklist::offer(&checklist, &merged);
    assert!(matches!(refused, Err(CannotOffer::NotForThisPack { .. })));
}

#[test]
fn a_pack_that_brings_only_contacts_is_an_offer_without_changes_of_steps() {
    let mut pack = (*the_example_pack()).clone();
    (pack.add, pack.hide, pack.change, pack.order) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    pack.contacts.iter_mut().for_each(|contact| contact.steps.clear());
    let offer = offer(&a_checklist(), &catalogue().with_pack(&Arc::new(pack))).unwrap();
    assert!(offer.is_about_pack && offer.changes.is_empty());
    assert_eq!(offer.summary(), "No step changes");
}

#[test]
fn an_offer_that_was_taken_is_one_line_of_undo() {
    let merged = catalogue().with_pack(&the_example_pack());
    let offer = offer(&a_checklist(), &merged).unwrap();
    let chosen = offer.usual();
    let edit = Edit::TakeOver { offer: Arc::new(offer), chosen };
    let mut history = secure_start::checklist::History::new(a_checklist());
    assert_eq!(history.apply(edit, &stamp()), Ok(true));
    assert_eq!(history.undo_label(), Some("site pack in use: HMP Sampleton (invented)"));
    history.undo(&stamp());
    assert_eq!(**history.now(), a_checklist());
}

/// A nurse who completed everything at Sampleton begins somewhere else.
fn an_earlier_checklist() -> Checklist {
    let mut checklist = a_checklist();
    let ids: Vec<StepId> = checklist.steps.iter().map(|step| step.id.clone()).collect();
    for step in ids {
        let reason = "done".to_owned();
        let edit = Edit::SetStatus { step, status: Status::Completed, on: Some(day(2026, 3, 3)), reason };
        checklist = apply(&checklist, &edit);
    }
    checklist
}

fn elsewhere() -> Starter {
    Starter { site: "HMP Otherford".to_owned(), employer: "Other Care".to_owned(), ..a_nurse() }
}

fn carried_to(starter: Starter, earlier: &Checklist) -> Checklist {
    make(catalogue(), "a-new-document".into(), starter, Some(earlier), &stamp()).unwrap()
}

#[test]
fn what_was_done_elsewhere_is_noted_with_who_has_to_confirm_it_and_nothing_is_ticked() {
    let checklist = carried_to(elsewhere(), &an_earlier_checklist());
    assert_eq!(checklist.progress(today()).completed, 0);
    let verdict = |name: &str| {
        let carried = step(&checklist, name).record.carried.clone().unwrap();
        (carried.worth, carried.confirmed_by)
    };
    assert_eq!(verdict("hmpps-vetting-decision"), (CarryOver::Unknown, WhoActs::VettingUnit));
    assert_eq!(verdict("key-talk"), (CarryOver::MustRepeat, WhoActs::SiteSecurity));
    assert_eq!(verdict("hepatitis-b-start"), (CarryOver::CountsIfConfirmed, WhoActs::OccupationalHealth));
    assert_eq!(verdict("system-access-england"), (CarryOver::CountsIfConfirmed, WhoActs::It));
    assert!(checklist.steps.iter().all(|step| step.record.status == Status::NotYetStarted));
    assert!(checklist.steps.iter().all(|step| step.record.carried.is_some()));
    let sentence = step(&checklist, "hepatitis-b-start").record.carried.as_ref().unwrap().sentence();
    assert_eq!(
        sentence,
        "Completed before, for HMP Sampleton on 3 March 2026. It counts if occupational health confirms it."
    );
}

#[test]
fn what_has_run_out_has_to_be_repeated_and_what_was_reworded_is_unknown() {
    let mut earlier = an_earlier_checklist();
    for step in &mut earlier.steps {
        match step.id.as_str() {
            "hepatitis-b-start" => step.record.expires = Some(day(2026, 11, 21)),
            "qualification-evidence" => step.words = "0123456789abcdef".to_owned(),
            _ => {}
        }
    }
    let checklist = carried_to(elsewhere(), &earlier);
    let worth = |name: &str| step(&checklist, name).record.carried.as_ref().unwrap().worth;
    assert_eq!(worth("hepatitis-b-start"), CarryOver::MustRepeat);
    assert_eq!(worth("qualification-evidence"), CarryOver::Unknown);
}

#[test]
fn at_the_same_place_with_the_same_employer_nobody_here_knows_what_has_to_be_repeated() {
    let checklist = carried_to(a_nurse(), &an_earlier_checklist());
    assert_eq!(step(&checklist, "key-talk").record.carried.as_ref().unwrap().worth, CarryOver::Unknown);
}

#[test]
fn what_was_not_completed_elsewhere_is_not_carried_over() {
    let checklist = carried_to(elsewhere(), &a_checklist());
    assert!(checklist.steps.iter().all(|step| step.record.carried.is_none()));
}

#[test]
fn every_step_of_the_catalogue_says_what_an_earlier_completion_is_worth() {
    let worths: BTreeSet<CarryOver> = catalogue().steps.iter().map(|step| step.carry_over.worth).collect();
    assert_eq!(worths.len(), 3, "all three are in use");
    let confirms = |by: WhoActs| catalogue().steps.iter().any(|step| step.carry_over.confirmed_by == by);
    assert!(!confirms(WhoActs::Starter), "nobody confirms their own step");
    assert!(confirms(WhoActs::Manager));
}

#[test]
fn a_file_that_lets_a_starter_confirm_their_own_step_sends_them_to_their_manager() {
    let checklist = carried_to(elsewhere(), &an_earlier_checklist());
    let mut carried = step(&checklist, "hepatitis-b-start").record.carried.clone().unwrap();
    carried.confirmed_by = WhoActs::Starter;
    assert_eq!(
        carried.sentence(),
        "Completed before, for HMP Sampleton on 3 March 2026. It counts if your manager confirms it."
    );
    assert_eq!(carried.in_short(), "Done before, for HMP Sampleton: counts if your manager confirms it");
}
