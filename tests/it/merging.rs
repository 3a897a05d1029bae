//! What two people changed, put together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use secure_start::checklist::{
    Ancestor, Checklist, ClashKey, DateField, Edit, History, LogEntry, Merged, Side, Stamp, StarterField, Status,
    TextField, Undone, differences_between, merge,
};
use secure_start::format;
use secure_start::kept::members;
use serde_json::Value;

use crate::properties::{any_checklist, any_plans, changed, changed_by, content, edit, few};
use crate::world::{a_checklist, catalogue, day, stamp};

const STEP: &str = "gather-documents";
const OTHER: &str = "name-your-contacts";

/// Another person, a minute later.
fn theirs() -> Stamp {
    let stamp = stamp();
    Stamp { at: stamp.at + chrono::TimeDelta::minutes(1), by: "Ana Other".to_owned(), ..stamp }
}

/// A third moment, at which both are put together.
fn later() -> Stamp {
    Stamp { at: stamp().at + chrono::TimeDelta::minutes(5), ..stamp() }
}

fn together(base: &Checklist, ours: &Checklist, theirs: &Checklist, side: Side) -> Merged {
    merge(&Ancestor::Known(base), ours, theirs, &|_| side, &later())
}

/// What two people changed, put together; where they disagree, the first counts.
pub(crate) fn either(base: &Checklist, ours: &Checklist, theirs: &Checklist) -> Checklist {
    together(base, ours, theirs, Side::Ours).checklist
}

/// A checklist of five steps, so that two people often meet.
pub(crate) fn any_small_checklist() -> impl Strategy<Value = Checklist> {
    any_checklist().prop_map(|mut checklist| {
        checklist.steps.truncate(5);
        checklist
    })
}

/// Every field of a checklist, by its place: a step and a member of its record, or a member of the starter.
fn fields(checklist: &Checklist) -> BTreeMap<(Option<String>, String), Value> {
    let mut fields = BTreeMap::new();
    for (name, value) in members(&checklist.starter).unwrap() {
        fields.insert((None, name), value);
    }
    for step in &checklist.steps {
        for (name, value) in members(&step.record).unwrap() {
            fields.insert((Some(step.id.to_string()), name), value);
        }
    }
    fields
}

/// What a side has changed and can be found neither in the document nor in its log.
fn lost(base: &Checklist, side: &Checklist, merged: &Checklist) -> Vec<(Option<String>, String)> {
    let (before, after, now) = (fields(base), fields(side), fields(merged));
    let places: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
    let value = |of: &BTreeMap<_, Value>, place: &_| of.get(place).cloned().unwrap_or(Value::Null);
    let is_logged = |place: &(Option<String>, String), wanted: &Value| {
        merged.log.iter().any(|line| {
            line.step.as_ref().map(ToString::to_string) == place.0
                && line.what == place.1
                && (line.to == *wanted || line.from == *wanted)
        })
    };
    let has_all = |now: &Value, wanted: &Value| match (now, wanted) {
        (Value::Array(now), Value::Array(wanted)) => wanted.iter().all(|item| now.contains(item)),
        _ => false,
    };
    let is_lost = |place: &(Option<String>, String)| {
        let (was, is, stands) = (value(&before, place), value(&after, place), value(&now, place));
        was != is && is != stands && !has_all(&stands, &is) && !is_logged(place, &is)
    };
    places.into_iter().filter(is_lost).collect()
}

fn has_every_line(log: &[LogEntry], of: &[LogEntry]) -> bool {
    of.iter().all(|line| log.contains(line))
}

fn with(checklist: &Checklist, edits: &[Edit], stamp: &Stamp) -> Checklist {
    edits.iter().fold(checklist.clone(), |checklist, edit| checklist.apply(edit, stamp).unwrap())
}

fn note(step: &str, text: &str) -> Edit {
    Edit::SetText { step: step.into(), field: TextField::Note, text: text.to_owned() }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn putting_a_checklist_together_with_itself_or_with_what_it_came_from_changes_nothing(
        base in any_small_checklist(),
        plans in any_plans(),
    ) {
        let after = changed(base.clone(), &plans);
        for merged in [
            together(&base, &after, &after, Side::Ours),
            together(&base, &after, &base, Side::Ours),
            together(&base, &base, &after, Side::Ours),
        ] {
            prop_assert_eq!(&merged.checklist, &after);
            prop_assert!(merged.clashes.is_empty());
        }
    }

    #[test]
    fn whatever_two_people_change_is_in_the_document_or_in_its_log(
        base in any_small_checklist(),
        first in any_plans(),
        second in any_plans(),
        takes_theirs in any::<bool>(),
    ) {
        let (ours, other) = (changed(base.clone(), &first), changed_by(&theirs(), base.clone(), &second));
        let side = if takes_theirs { Side::Theirs } else { Side::Ours };
        let merged = together(&base, &ours, &other, side).checklist;
        prop_assert_eq!(lost(&base, &ours, &merged), vec![]);
        prop_assert_eq!(lost(&base, &other, &merged), vec![]);
        prop_assert!(has_every_line(&merged.log, &ours.log) && has_every_line(&merged.log, &other.log));
        let read = format::read(&format::to_bytes(&merged).unwrap(), catalogue()).unwrap();
        prop_assert_eq!(read.checklist, merged);
    }

    #[test]
    fn whoever_comes_first_makes_no_difference(
        base in any_small_checklist(),
        first in any_plans(),
        second in any_plans(),
    ) {
        let (one, other) = (changed(base.clone(), &first), changed_by(&theirs(), base.clone(), &second));
        let forth = together(&base, &one, &other, Side::Ours);
        let back = together(&base, &other, &one, Side::Theirs);
        prop_assert_eq!(content(&forth.checklist), content(&back.checklist));
        prop_assert_eq!(forth.clashes.len(), back.clashes.len());
        let keys = |merged: &Merged| merged.clashes.iter().map(|clash| clash.key.clone()).collect::<Vec<ClashKey>>();
        prop_assert_eq!(keys(&forth), keys(&back));
    }

    #[test]
    fn changes_of_different_steps_are_all_there_in_whatever_order(
        base in any_small_checklist(),
        first in any_plans(),
        second in any_plans(),
    ) {
        // One works on every other step, the other on the rest.
        let is_even = |step: &secure_start::ids::StepId| {
            base.steps.iter().position(|other| other.id == *step).unwrap().is_multiple_of(2)
        };
        let half = |plans: &[crate::properties::Plan], even: bool| -> Vec<Edit> {
            let edits = plans.iter().filter_map(|plan| edit(plan, &base));
            edits.filter(|edit| edit.step().is_some_and(|step| is_even(step) == even)).collect()
        };
        let apply = |checklist: &Checklist, edits: &[Edit]| {
            edits.iter().fold(checklist.clone(), |now, edit| now.apply(edit, &stamp()).unwrap_or(now))
        };
        let (evens, odds) = (half(&first, true), half(&second, false));
        let (one, other) = (apply(&base, &evens), apply(&base, &odds));
        let merged = together(&base, &one, &other, Side::Ours);
        prop_assert!(merged.clashes.is_empty());
        for step in &merged.checklist.steps {
            let from = if is_even(&step.id) { &one } else { &other };
            prop_assert_eq!(Some(step), from.step(&step.id));
        }
        let back = together(&base, &other, &one, Side::Ours).checklist;
        prop_assert_eq!(&merged.checklist, &back, "the log too");
    }

    #[test]
    fn what_was_put_together_once_brings_nothing_more(
        base in any_small_checklist(),
        first in any_plans(),
        second in any_plans(),
    ) {
        let (ours, other) = (changed(base.clone(), &first), changed_by(&theirs(), base.clone(), &second));
        let merged = together(&base, &ours, &other, Side::Ours).checklist;
        for ancestor in [Ancestor::Known(&other), Ancestor::worked_out(&merged, &other)] {
            let again = merge(&ancestor, &merged, &other, &|_| Side::Ours, &later());
            prop_assert_eq!(&again.checklist, &merged);
            prop_assert!(again.clashes.is_empty());
        }
    }

    #[test]
    fn without_knowing_the_ancestor_nothing_is_lost_either_and_what_is_not_asked_about_is_the_same(
        base in any_small_checklist(),
        first in any_plans(),
        second in any_plans(),
    ) {
        let (ours, other) = (changed(base.clone(), &first), changed_by(&theirs(), base.clone(), &second));
        let known = together(&base, &ours, &other, Side::Ours);
        let worked_out = merge(&Ancestor::worked_out(&ours, &other), &ours, &other, &|_| Side::Ours, &later());
        prop_assert_eq!(lost(&base, &ours, &worked_out.checklist), vec![]);
        prop_assert_eq!(lost(&base, &other, &worked_out.checklist), vec![]);
        prop_assert!(worked_out.clashes.len() >= known.clashes.len());
        if worked_out.clashes.is_empty() {
            prop_assert_eq!(content(&worked_out.checklist), content(&known.checklist));
        }
    }

    #[test]
    fn an_earlier_version_comes_back_whole_and_the_log_goes_on(
        base in any_small_checklist(),
        plans in any_plans(),
    ) {
        let now = changed(base.clone(), &plans);
        let restored = now.apply(&Edit::Restore { version: Arc::new(base.clone()) }, &later()).unwrap();
        prop_assert_eq!(content(&restored), content(&base));
        prop_assert!(restored.log.starts_with(&now.log));
        prop_assert_eq!(lost(&base, &now, &restored), vec![]);
    }
}

#[test]
fn two_people_who_changed_different_fields_of_one_step_get_both() {
    let base = a_checklist();
    let asked = Edit::SetDate { step: STEP.into(), field: DateField::Asked, date: Some(day(2026, 11, 2)) };
    let ours = with(&base, &[note(STEP, "Passport is at home")], &stamp());
    let other = with(&base, &[asked], &theirs());
    let merged = together(&base, &ours, &other, Side::Ours);
    let record = &merged.checklist.step(&STEP.into()).unwrap().record;
    assert_eq!((record.note.as_str(), record.asked), ("Passport is at home", Some(day(2026, 11, 2))));
    assert_eq!(record.status, Status::InProgress);
    assert!(merged.clashes.is_empty());
    assert_eq!(merged.checklist.log.len(), base.log.len() + 3);
}

#[test]
fn a_real_clash_names_both_values_and_who_and_leaves_both_in_the_log() {
    let base = a_checklist();
    let ours = with(&base, &[note(STEP, "Mine")], &stamp());
    let other = with(&base, &[note(STEP, "Theirs"), Edit::tick(OTHER.into())], &theirs());
    for (side, kept) in [(Side::Ours, "Mine"), (Side::Theirs, "Theirs")] {
        let merged = together(&base, &ours, &other, side);
        let [clash] = merged.clashes.as_slice() else { panic!("{:?}", merged.clashes) };
        assert_eq!(clash.key, ClashKey { step: Some(STEP.into()), member: "note".to_owned() });
        assert_eq!(clash.values, [("note".to_owned(), "Mine".into(), "Theirs".into())]);
        assert_eq!(clash.by, "Ana Other");
        let step = |id: &str| merged.checklist.step(&id.into()).unwrap().record.clone();
        assert_eq!((step(STEP).note.as_str(), step(OTHER).status), (kept, Status::Completed));
        let last = merged.checklist.log.last().unwrap();
        let not_kept = if kept == "Mine" { "Theirs" } else { "Mine" };
        assert_eq!((last.what.as_str(), &last.from, &last.to), ("note", &Value::from(not_kept), &Value::from(kept)));
        assert_eq!(last.by, "Sam Tester");
    }
}

#[test]
fn a_status_its_day_and_its_reason_are_never_mixed_of_both() {
    let base = a_checklist();
    let problem =
        Edit::SetStatus { step: STEP.into(), status: Status::Problem, on: None, reason: "Letter lost".to_owned() };
    let ours = with(&base, &[Edit::tick(STEP.into())], &stamp());
    let other = with(&base, &[problem], &theirs());
    for side in [Side::Ours, Side::Theirs] {
        let merged = together(&base, &ours, &other, side);
        assert_eq!(merged.clashes.len(), 1);
        let from = if side == Side::Ours { &ours } else { &other };
        assert_eq!(merged.checklist.step(&STEP.into()), from.step(&STEP.into()));
    }
}

#[test]
fn a_completed_step_waits_for_nobody_and_the_log_keeps_for_whom_it_did() {
    let base = with(&a_checklist(), &[Edit::tick(OTHER.into())], &stamp());
    let waits = Edit::SetText { step: STEP.into(), field: TextField::WaitingOn, text: "HR".to_owned() };
    let chase = Edit::SetDate { step: STEP.into(), field: DateField::ChaseOn, date: Some(day(2026, 12, 1)) };
    let base = with(&base, &[waits], &stamp());
    let ours = with(&base, &[Edit::tick(STEP.into())], &stamp());
    let other = with(&base, &[chase], &theirs());
    let merged = together(&base, &ours, &other, Side::Ours);
    let record = &merged.checklist.step(&STEP.into()).unwrap().record;
    assert_eq!((record.status, record.waiting_on.as_str(), record.chase_on), (Status::Completed, "", None));
    assert!(merged.clashes.is_empty());
    assert_eq!(lost(&base, &other, &merged.checklist), []);
}

#[test]
fn asking_again_by_both_is_kept_twice() {
    let base = a_checklist();
    let chase = |on| Edit::AddChase { step: STEP.into(), on, note: String::new() };
    let ours = with(&base, &[chase(day(2026, 11, 20))], &stamp());
    let other = with(&base, &[chase(day(2026, 11, 18)), chase(day(2026, 11, 21))], &theirs());
    let merged = together(&base, &ours, &other, Side::Ours);
    let days: Vec<_> =
        merged.checklist.step(&STEP.into()).unwrap().record.chases.iter().map(|chase| chase.on).collect();
    assert_eq!(days, [day(2026, 11, 18), day(2026, 11, 20), day(2026, 11, 21)]);
    assert!(merged.clashes.is_empty());
}

#[test]
fn a_step_that_one_has_removed_stays_where_the_other_has_changed_it_and_new_steps_come_behind_their_neighbours() {
    let base = a_checklist();
    let ours = with(&base, &[note(STEP, "Mine")], &stamp());
    let mut other = base.clone();
    other.steps.retain(|step| ![STEP, OTHER].contains(&step.id.as_str()));
    let mut fresh = other.steps[3].clone();
    fresh.id = "site-tour".into();
    other.steps.insert(4, fresh);
    let merged = together(&base, &ours, &other, Side::Ours).checklist;
    assert!(merged.step(&STEP.into()).is_some() && merged.step(&OTHER.into()).is_none());
    let place = merged.steps.iter().position(|step| step.id.as_str() == "site-tour").unwrap();
    assert_eq!(merged.steps[place - 1].id, other.steps[3].id);
}

#[test]
fn what_the_program_does_not_know_is_put_together_too_value_for_value() {
    let unknown = |text: &str| -> Checklist {
        let whole = String::from_utf8(format::to_bytes(&a_checklist()).unwrap()).unwrap();
        let whole = whole.replacen("\"starter\": {", &format!("{text}\"starter\": {{"), 1);
        format::read(whole.as_bytes(), catalogue()).unwrap().checklist
    };
    let base = unknown("\"x_a\": 1.10, \"x_b\": 12345678901234567890123,");
    let ours = unknown("\"x_a\": 1.20, \"x_b\": 12345678901234567890123,");
    let other = unknown("\"x_a\": 1.10, \"x_b\": 12345678901234567890124, \"x_c\": -0.0,");
    let merged = together(&base, &ours, &other, Side::Ours);
    assert!(merged.clashes.is_empty());
    let text = String::from_utf8(format::to_bytes(&merged.checklist).unwrap()).unwrap();
    for wanted in ["\"x_a\": 1.20", "\"x_b\": 12345678901234567890124", "\"x_c\": -0.0"] {
        assert!(text.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_copy_that_was_changed_by_hand_is_asked_about_and_not_dropped() {
    let ours = a_checklist();
    let mut by_hand = ours.clone();
    by_hand.starter.site = "HMP Elsewhere".to_owned();
    let merged = merge(&Ancestor::worked_out(&ours, &by_hand), &ours, &by_hand, &|_| Side::Ours, &later());
    assert_eq!(merged.clashes.len(), 1);
}

#[test]
fn undo_takes_back_ones_own_changes_and_not_what_came_from_somebody_else() {
    let base = a_checklist();
    let mut history = History::new(base.clone());
    history.apply(note(STEP, "Mine"), &stamp()).unwrap();
    let other = with(&base, &[Edit::tick(OTHER.into())], &theirs());
    let clashes = history.take_in(Some(&base), &other, None, &later());
    assert!(clashes.is_empty());
    let record = |history: &History, id: &str| history.now().step(&id.into()).unwrap().record.clone();
    assert_eq!(record(&history, STEP).note, "Mine");
    assert_eq!(
        history.undo(&later()),
        Some(Undone::Done("note: Gather your documents and address history".to_owned()))
    );
    assert_eq!(record(&history, STEP).note, "");
    assert_eq!(record(&history, OTHER).status, Status::Completed, "that was somebody else");
    assert!(has_every_line(&history.now().log, &other.log));
    history.redo(&later());
    assert_eq!(record(&history, STEP).note, "Mine");
    assert_eq!(record(&history, OTHER).status, Status::Completed);
}

#[test]
fn a_clash_is_not_decided_by_itself() {
    let base = a_checklist();
    let mut history = History::new(base.clone());
    history.apply(note(STEP, "Mine"), &stamp()).unwrap();
    let (before, revision) = (history.now().clone(), history.revision());
    let other = with(&base, &[note(STEP, "Theirs")], &theirs());
    assert_eq!(history.take_in(Some(&base), &other, None, &later()).len(), 1);
    assert_eq!((history.now(), history.revision()), (&before, revision), "nothing has changed yet");
    let decided: &dyn Fn(&ClashKey) -> Side = &|_| Side::Theirs;
    assert_eq!(history.take_in(Some(&base), &other, Some(decided), &later()).len(), 1);
    assert_eq!(history.now().step(&STEP.into()).unwrap().record.note, "Theirs");
}

#[test]
fn differences_are_told_field_by_field() {
    let base = a_checklist();
    let site = Edit::SetStarter { field: StarterField::Site, text: "HMP Elsewhere".to_owned() };
    let other = with(&base, &[Edit::tick(STEP.into()), site], &theirs());
    let found = differences_between(&base, &other);
    let keys: Vec<(Option<&str>, &str)> = found
        .iter()
        .map(|clash| (clash.key.step.as_ref().map(secure_start::ids::StepId::as_str), clash.key.member.as_str()))
        .collect();
    assert_eq!(keys, [(None, "site"), (Some(STEP), "status")]);
    assert!(differences_between(&base, &base).is_empty());
}

fn sign_off() -> secure_start::checklist::SignOff {
    serde_json::from_str(r#"{"by": "Mo Manager", "post": "Lead", "method": "saw-original", "on": "2026-11-22"}"#)
        .unwrap()
}

/// The checklist with a step that is completed and signed off.
fn signed(base: &Checklist) -> Checklist {
    let mut signed = with(base, &[Edit::tick(STEP.into())], &theirs());
    signed.steps.iter_mut().find(|step| step.id.as_str() == STEP).unwrap().record.sign_off = Some(sign_off());
    signed
}

#[test]
fn nothing_is_mixed_into_a_record_that_somebody_has_signed_off() {
    let base = a_checklist();
    let reference = Edit::SetText { step: STEP.into(), field: TextField::Reference, text: "OTHER-2".to_owned() };
    let ours = with(&base, &[reference], &stamp());
    let other = signed(&base);
    for side in [Side::Ours, Side::Theirs] {
        let merged = together(&base, &ours, &other, side);
        assert_eq!(merged.clashes.len(), 1);
        let from = if side == Side::Ours { &ours } else { &other };
        assert_eq!(merged.checklist.step(&STEP.into()), from.step(&STEP.into()));
        assert_eq!(lost(&base, &other, &merged.checklist), []);
    }
}

#[test]
fn an_earlier_version_neither_takes_a_sign_off_back_nor_brings_one_back() {
    let before = with(&a_checklist(), &[note(OTHER, "Then")], &stamp());
    let now = signed(&a_checklist());
    let restored = now.apply(&Edit::Restore { version: Arc::new(before.clone()) }, &later()).unwrap();
    assert_eq!(restored.step(&STEP.into()), now.step(&STEP.into()));
    assert_eq!(restored.step(&OTHER.into()).unwrap().record.note, "Then");
    let back = before.apply(&Edit::Restore { version: Arc::new(now) }, &later()).unwrap();
    assert_eq!(back.step(&STEP.into()), before.step(&STEP.into()));
}

#[test]
fn what_does_not_come_from_what_was_saved_here_undoes_none_of_it() {
    // A synchronisation program has put under the name of the file what somebody else made of the old one.
    let old = a_checklist();
    let saved = with(&old, &[note(STEP, "Mine, saved")], &stamp());
    let other = with(&old, &[Edit::tick(OTHER.into())], &theirs());
    let mut history = History::new(saved.clone());
    assert_eq!(history.take_in(Some(&saved), &other, None, &later()), []);
    let now = history.now();
    assert_eq!(now.step(&STEP.into()).unwrap().record.note, "Mine, saved");
    assert_eq!(now.step(&OTHER.into()).unwrap().record.status, Status::Completed);
    assert!(has_every_line(&now.log, &saved.log) && has_every_line(&now.log, &other.log));
}
