//! What holds for every checklist, every change and every date.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;
use secure_start::app::{Action, Msg};
use secure_start::catalogue::{Catalogue, Situation};
use secure_start::checklist::{
    Checklist, DateField, Edit, History, Record, SignOffMethod, Stamp, Starter, Status, Step, TextField, offer,
};
use secure_start::dates;
use secure_start::format;
use secure_start::ids::StepId;
use secure_start::plan::{Assumptions, Next, Plan as DatePlan, needed_by, next};

use crate::world::{catalogue, checklist_for, day, opened, stamp, state, tell, today};

/// Fewer cases than usual where each one is a whole checklist; no file of failures beside the sources.
pub(crate) fn few() -> Config {
    Config { cases: 48, failure_persistence: None, ..Config::default() }
}

fn many() -> Config {
    Config { cases: 2_000, failure_persistence: None, ..Config::default() }
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    // Every day from 1 January 1900 to 31 December 2199.
    (0u64..=109_571).prop_map(|days| day(1900, 1, 1).checked_add_days(Days::new(days)).unwrap())
}

/// A checklist for one of all the situations that the catalogue has, with or without a start date.
pub(crate) fn any_checklist() -> impl Strategy<Value = Checklist> {
    let situations: Vec<Situation> = catalogue().situations().collect();
    (proptest::sample::select(situations), proptest::option::of(any_date())).prop_map(|(situation, planned_start)| {
        let Situation { nation, setting, role, contract } = situation;
        let name = "Robin Sample".to_owned();
        checklist_for(Starter { name, nation, setting, role, contract, planned_start, ..Starter::default() })
    })
}

/// A change whose step is chosen once the checklist is known.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    Status(Index, Status, Option<NaiveDate>, String),
    Date(Index, DateField, Option<NaiveDate>),
    Text(Index, TextField, String),
    Chase(Index, NaiveDate, String),
    Days(Index, Option<[u16; 3]>),
    PlannedStart(Option<NaiveDate>),
    /// Of one of the steps that wait for it.
    SignOff(Index, String),
    /// Of one of the steps that are signed off.
    Reopen(Index, String),
    EndTyping,
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let status = proptest::sample::select(Status::ALL.to_vec());
    let date_field = proptest::sample::select(vec![
        DateField::Asked,
        DateField::Completed,
        DateField::Expires,
        DateField::WaitingSince,
        DateField::Expected,
        DateField::ChaseOn,
    ]);
    let text_field = proptest::sample::select(vec![TextField::Reference, TextField::Note, TextField::WaitingOn]);
    let date = || proptest::option::of(any_date());
    // Mostly letters, now and then anything at all.
    let words = || prop_oneof![3 => "[a-z ]{0,8}", 1 => any::<String>()];
    let step = any::<Index>;
    prop_oneof![
        4 => (step(), status, date(), words()).prop_map(|(step, status, on, why)| Plan::Status(step, status, on, why)),
        2 => (step(), date_field, date()).prop_map(|(step, field, date)| Plan::Date(step, field, date)),
        3 => (step(), text_field, words()).prop_map(|(step, field, text)| Plan::Text(step, field, text)),
        1 => (step(), any_date(), words()).prop_map(|(step, on, note)| Plan::Chase(step, on, note)),
        1 => (step(), proptest::option::of(any::<[u16; 3]>())).prop_map(|(step, days)| Plan::Days(step, days)),
        1 => date().prop_map(Plan::PlannedStart),
        2 => (step(), "[a-z]{1,8}").prop_map(|(step, by)| Plan::SignOff(step, by)),
        1 => (step(), "[a-z]{1,8}").prop_map(|(step, why)| Plan::Reopen(step, why)),
        1 => Just(Plan::EndTyping),
    ]
}

pub(crate) fn any_plans() -> impl Strategy<Value = Vec<Plan>> {
    proptest::collection::vec(any_plan(), 0..30)
}

/// The change itself; none where typing only ends.
pub(crate) fn edit(plan: &Plan, checklist: &Checklist) -> Option<Edit> {
    let step = |index: &Index| index.get(&checklist.steps).id.clone();
    let among = |index: &Index, is_meant: &dyn Fn(&Step) -> bool| -> Option<StepId> {
        let meant: Vec<&Step> = checklist.steps.iter().filter(|step| is_meant(step)).collect();
        (!meant.is_empty()).then(|| index.get(&meant).id.clone())
    };
    Some(match plan.clone() {
        Plan::Status(index, status, on, reason) => Edit::SetStatus { step: step(&index), status, on, reason },
        Plan::Date(index, field, date) => Edit::SetDate { step: step(&index), field, date },
        Plan::Text(index, field, text) => Edit::SetText { step: step(&index), field, text },
        Plan::Chase(index, on, note) => Edit::AddChase { step: step(&index), on, note },
        Plan::Days(index, days) => Edit::SetDays { step: step(&index), days },
        Plan::PlannedStart(date) => Edit::SetPlannedStart { date },
        Plan::SignOff(index, by) => Edit::SignOff {
            step: among(&index, &Step::waits_for_sign_off)?,
            by,
            post: "Manager".to_owned(),
            method: SignOffMethod::SawOriginal,
            on: today(),
            reference: String::new(),
        },
        Plan::Reopen(index, reason) => Edit::Reopen { step: among(&index, &Step::is_signed_off)?, reason },
        Plan::EndTyping => return None,
    })
}

/// The checklist after those changes that could be made.
pub(crate) fn changed(checklist: Checklist, plans: &[Plan]) -> Checklist {
    changed_by(&stamp(), checklist, plans)
}

/// The same, by whom and when somebody says.
pub(crate) fn changed_by(stamp: &Stamp, checklist: Checklist, plans: &[Plan]) -> Checklist {
    plans.iter().fold(checklist, |checklist, plan| {
        let after = edit(plan, &checklist).and_then(|edit| checklist.apply(&edit, stamp).ok());
        after.unwrap_or(checklist)
    })
}

/// A catalogue after some of its steps went, were written anew, or take longer.
fn newer(gone: &[Index], reworded: &[Index], longer: &[Index]) -> Catalogue {
    let mut newer = catalogue().clone();
    for index in reworded {
        index.get_mut(&mut newer.steps).hint.push_str(" And more.");
    }
    for index in longer {
        index.get_mut(&mut newer.steps).days.high += 7;
    }
    for index in gone {
        let id = index.get(&newer.steps).id.clone();
        newer.steps.retain(|step| step.id != id);
    }
    newer
}

/// Everything but the log.
pub(crate) fn content(checklist: &Checklist) -> Checklist {
    Checklist { log: Vec::new(), ..checklist.clone() }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn undoing_everything_gives_what_was_opened_and_redoing_what_was_made(
        checklist in any_checklist(),
        plans in any_plans(),
    ) {
        let mut history = History::new(checklist.clone());
        for plan in &plans {
            match edit(plan, &checklist) {
                Some(edit) => drop(history.apply(edit, &stamp())),
                None => history.end_typing(),
            }
        }
        let last = history.now().clone();
        while history.undo(&stamp()).is_some() {}
        prop_assert!(**history.now() == checklist);
        while history.redo(&stamp()).is_some() {}
        prop_assert!(*history.now() == last);
    }

    #[test]
    fn undoing_everything_after_a_save_gives_the_same_content_and_a_longer_log(
        checklist in any_checklist(),
        plans in any_plans(),
        at in any::<Index>(),
    ) {
        let mut history = History::new(checklist.clone());
        let save_at = at.index(plans.len() + 1);
        let mut saved = checklist.clone();
        for (place, plan) in plans.iter().enumerate() {
            if place == save_at {
                saved = (**history.now()).clone();
                history.saved(&saved);
            }
            if let Some(edit) = edit(plan, &checklist) {
                drop(history.apply(edit, &stamp()));
            }
            prop_assert!(history.now().log.starts_with(&saved.log));
        }
        while history.undo(&stamp()).is_some() {
            prop_assert!(history.now().log.starts_with(&saved.log), "a saved log is only ever added to");
        }
        prop_assert!(content(history.now()) == content(&checklist));
    }

    #[test]
    fn the_mark_says_unsaved_exactly_when_the_content_can_differ(
        checklist in any_checklist(),
        plans in any_plans(),
    ) {
        let mut state = state();
        tell(&mut state, opened("files/a.json".into(), checklist.clone()));
        for plan in &plans {
            let msg = edit(plan, &checklist).map_or(Msg::TypingEnded, Msg::Edit);
            prop_assert_eq!(tell(&mut state, msg), []);
            let document = state.document.as_ref().unwrap();
            prop_assert!(document.is_unsaved() || *document.checklist() == checklist);
        }
        while Action::Undo.is_enabled(&state) {
            tell(&mut state, Msg::Do(Action::Undo));
        }
        prop_assert!(!state.document.as_ref().unwrap().is_unsaved());
    }

    #[test]
    fn what_is_written_is_read_back_whatever_was_changed(checklist in any_checklist(), plans in any_plans()) {
        let checklist = changed(checklist, &plans);
        let bytes = format::to_bytes(&checklist).unwrap();
        let read = format::read(&bytes, catalogue()).unwrap();
        prop_assert!(read.checklist == checklist);
        prop_assert!(format::to_bytes(&read.checklist).unwrap() == bytes);
    }

    #[test]
    fn a_change_touches_one_step_and_only_adds_to_the_log(checklist in any_checklist(), plans in any_plans()) {
        let before = changed(checklist, &plans);
        for edit in plans.iter().filter_map(|plan| edit(plan, &before)) {
            let Ok(after) = before.apply(&edit, &stamp()) else { continue };
            prop_assert!(after.log.starts_with(&before.log));
            prop_assert_eq!(after.log.len() > before.log.len(), content(&after) != content(&before));
            for (old, new) in before.steps.iter().zip(&after.steps) {
                prop_assert!(old == new || Some(&old.id) == edit.step());
            }
        }
    }

    #[test]
    fn no_more_is_completed_than_there_is(checklist in any_checklist(), plans in any_plans()) {
        let checklist = changed(checklist, &plans);
        let progress = checklist.progress(today());
        prop_assert!(progress.completed <= progress.total);
        prop_assert!(progress.total <= checklist.steps.len());
        for step in &checklist.steps {
            let alone = checklist.progress_of(std::iter::once(step), today());
            prop_assert!(alone.completed <= alone.total && alone.total <= 1);
        }
    }

    #[test]
    fn nothing_is_needed_after_the_planned_start_or_after_what_waits_for_it(
        checklist in any_checklist(),
        plans in any_plans(),
    ) {
        let checklist = changed(checklist, &plans);
        let latest: BTreeMap<_, _> = needed_by(&checklist, today(), &Assumptions::default());
        let Some(start) = checklist.starter.planned_start else {
            prop_assert!(latest.is_empty());
            return Ok(());
        };
        for (id, day) in &latest {
            prop_assert!(*day <= start, "{} is needed by {}", id, day);
            let step = checklist.step(id).unwrap();
            // What counts today may be renewed after that has begun which waits for it.
            let counts = |step: &Step| step.expiry().is_some_and(|expiry| expiry.last_day >= today());
            let is_open = |id: &&StepId| !checklist.step(id).is_some_and(counts);
            for day_before in step.waits_for.iter().filter(is_open).filter_map(|before| latest.get(before)) {
                prop_assert!(day_before <= day, "{} is needed later than what it waits for", id);
            }
        }
    }

    #[test]
    fn the_next_step_can_be_done_and_there_is_always_something_to_say(
        checklist in any_checklist(),
        plans in any_plans(),
    ) {
        let checklist = changed(checklist, &plans);
        let plan = DatePlan::of(&checklist, today(), &Assumptions::default());
        let next = next(&checklist, &plan, &Assumptions::default());
        match (&next, next.step()) {
            (Next::Renew { step, on }, _) => {
                prop_assert!(step.expiry().is_some_and(|expiry| expiry.last_day == *on) && *on < today());
            }
            (_, Some(step)) => prop_assert!(!checklist.standing(step, today()).kind().is_closed()),
            (_, None) => {}
        }
        let words = secure_start::text::next_words(&next, checklist.starter.planned_start, today());
        prop_assert!(!words.what.is_empty() && !words.why.is_empty());
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn a_date_that_is_shown_can_be_typed_again(date in any_date()) {
        prop_assert_eq!(dates::parse_typed(&dates::show(date), today()), Ok(date));
        for typed in ["%d/%m/%Y", "%-d.%-m.%Y", "%e %b %Y", "%A, %-d %B %Y", "%Y-%m-%d", "%d%m%Y", "%B %-d, %Y"] {
            let typed = date.format(typed).to_string();
            prop_assert_eq!(dates::parse_typed(&typed, today()), Ok(date), "{}", typed);
        }
    }

    #[test]
    fn a_date_in_a_file_is_read_as_it_is_written(date in any_date()) {
        prop_assert_eq!(dates::iso::parse(&date.to_string()), Some(date));
    }

    #[test]
    fn nothing_that_is_typed_makes_the_reading_of_dates_panic(typed in any::<String>()) {
        if let Ok(date) = dates::parse_typed(&typed, today()) {
            prop_assert!(dates::is_plausible(&date));
        }
    }

    #[test]
    fn nothing_that_looks_like_a_date_makes_it_panic_either(
        typed in "([0-9]{0,9}|jan|Sept|ſt|İ|th|tue|١|-|/|\\.| |,|\u{a0}|nd){0,8}",
    ) {
        if let Ok(date) = dates::parse_typed(&typed, today()) {
            prop_assert!(dates::is_plausible(&date), "{}", date);
        }
        prop_assert!(dates::iso::parse(&typed).is_none_or(|date| dates::is_plausible(&date)));
    }

    #[test]
    fn no_bytes_make_the_reading_of_a_file_panic(bytes in any::<Vec<u8>>()) {
        prop_assert!(format::read(&bytes, catalogue()).is_err());
    }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_file_with_a_changed_byte_opens_or_is_refused_and_never_panics(
        checklist in any_checklist(),
        at in any::<Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = format::to_bytes(&checklist).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(read) = format::read(&bytes, catalogue()) {
            let again = format::to_bytes(&read.checklist).unwrap();
            prop_assert!(format::read(&again, catalogue()).unwrap().checklist == read.checklist);
        }
    }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn no_offer_loses_a_record_or_uses_a_tick_for_other_words(
        checklist in any_checklist(),
        plans in any_plans(),
        gone in proptest::collection::vec(any::<Index>(), 0..6),
        reworded in proptest::collection::vec(any::<Index>(), 0..30),
        longer in proptest::collection::vec(any::<Index>(), 0..30),
        wanted in proptest::collection::vec(any::<bool>(), 80),
    ) {
        let before = changed(checklist, &plans);
        let newer = newer(&gone, &reworded, &longer);
        let Ok(Some(offer)) = offer(&before, &newer) else { return Ok(()) };
        let chosen: BTreeSet<StepId> = (offer.changes.iter().zip(wanted))
            .filter(|(_, wanted)| *wanted)
            .map(|(change, _)| change.step.clone())
            .collect();
        let edit = Edit::TakeOver { offer: Arc::new(offer), chosen: chosen.clone() };
        let after = before.apply(&edit, &stamp()).unwrap();
        for step in &before.steps {
            match after.step(&step.id) {
                // Only what holds nothing goes.
                None => prop_assert!(step.record == Record::default() && chosen.contains(&step.id)),
                Some(now)
                    if matches!(step.record.status, Status::Completed | Status::NotNeeded)
                        && now.words != step.words =>
                {
                    prop_assert!(chosen.contains(&step.id) && now.record.status == Status::NotYetStarted);
                    prop_assert_eq!(&now.record.note, &step.record.note);
                }
                Some(now) => prop_assert_eq!(&now.record, &step.record),
            }
        }
        prop_assert!(after.log.starts_with(&before.log));
        let bytes = format::to_bytes(&after).unwrap();
        prop_assert_eq!(format::read(&bytes, catalogue()).unwrap().checklist, after);
    }
}
