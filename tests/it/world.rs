//! A small world to test in: one day, one name, two starters, no disk and no clock.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use secure_start::app::{Effect, Event, Form, FormChange, Moment, Msg, State, update};
use secure_start::catalogue::Catalogue;
use secure_start::checklist::{Checklist, Stamp, Starter, make};
use secure_start::disk::Who;
use secure_start::format::{self, Settings};
use secure_start::jobs::Saver;
use secure_start::kept::Unknown;
use secure_start::outcome::Loaded;

/// The day on which every test happens: 22 November 2026.
pub(crate) fn today() -> NaiveDate {
    day(2026, 11, 22)
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn stamp() -> Stamp {
    Stamp { today: today(), at: today().and_time(time()).and_utc(), by: "Sam Tester".to_owned() }
}

pub(crate) fn moment() -> Moment {
    Moment { stamp: stamp(), time: time(), fresh_id: "fresh-id".into() }
}

/// Half past nine in the morning.
pub(crate) fn time() -> NaiveTime {
    NaiveTime::from_hms_opt(9, 30, 0).unwrap()
}

pub(crate) fn catalogue() -> &'static Catalogue {
    Catalogue::shipped()
}

/// An employed nurse in a local prison in England, who starts on 29 March 2027.
pub(crate) fn a_nurse() -> Starter {
    Starter {
        name: "Amina Sample".to_owned(),
        nation: "england".into(),
        setting: "category-b-local-prison".into(),
        role: "nurse".into(),
        contract: "employed".into(),
        site: "HMP Sampleton".to_owned(),
        employer: "Sample Care".to_owned(),
        planned_start: Some(day(2027, 3, 29)),
        unknown: Unknown::new(),
    }
}

/// A pharmacist in the Northern Ireland prison, without a date.
pub(crate) fn a_pharmacist_in_northern_ireland() -> Starter {
    Starter {
        name: "Ciara Sample".to_owned(),
        nation: "northern-ireland".into(),
        setting: "northern-ireland-prison".into(),
        role: "pharmacist".into(),
        contract: "employed".into(),
        ..Starter::default()
    }
}

/// The checklist of [`a_nurse`], nothing started.
pub(crate) fn a_checklist() -> Checklist {
    checklist_for(a_nurse())
}

pub(crate) fn checklist_for(starter: Starter) -> Checklist {
    make(catalogue(), "a-test-document".into(), starter, None, &stamp()).unwrap()
}

/// The program as it starts, with default settings.
pub(crate) fn state() -> State {
    State::new(Settings::default(), today())
}

/// Does one thing and gives what has to happen outside, but for what goes on in the background: copies on this computer,
/// reminders, and watching the file. [`tell_all`] gives that too.
pub(crate) fn tell(state: &mut State, msg: Msg) -> Vec<Effect> {
    let is_in_the_background = |effect: &Effect| {
        matches!(
            effect,
            Effect::Remind { .. }
                | Effect::Keep { .. }
                | Effect::Forget { .. }
                | Effect::Watch { .. }
                | Effect::StopWatching
                | Effect::FindCopies { .. }
        )
    };
    tell_all(state, msg).into_iter().filter(|effect| !is_in_the_background(effect)).collect()
}

/// Does one thing and gives everything that has to happen outside.
pub(crate) fn tell_all(state: &mut State, msg: Msg) -> Vec<Effect> {
    update(state, msg, &moment())
}

/// The file in which [`state_with_an_opened_file`] keeps [`a_checklist`]. Nothing is on the disk.
pub(crate) fn a_path() -> PathBuf {
    PathBuf::from("files").join("Amina Sample.json")
}

/// A checklist that has just been made in the form and is in no file yet.
pub(crate) fn state_with_a_document() -> State {
    let mut state = state();
    let nurse = a_nurse();
    state.form = Form { name: nurse.name, site: nurse.site, employer: nurse.employer, ..Form::default() };
    for change in [
        FormChange::Nation(nurse.nation),
        FormChange::Setting(nurse.setting),
        FormChange::Role(nurse.role),
        FormChange::Contract(nurse.contract),
        FormChange::PlannedStart(nurse.planned_start),
        FormChange::Make,
    ] {
        tell(&mut state, Msg::Form(change));
    }
    assert!(state.document.is_some(), "the form is complete");
    state
}

/// A checklist that was read from [`a_path`] and not changed since.
pub(crate) fn state_with_an_opened_file() -> State {
    let mut state = state();
    tell(&mut state, opened(a_path(), a_checklist()));
    assert!(state.document.is_some(), "the file has been opened");
    state
}

/// What comes back when a file with this checklist has been read.
pub(crate) fn opened(path: PathBuf, checklist: Checklist) -> Msg {
    Msg::Happened(Event::Loaded { path, result: Ok(Box::new(loaded(checklist))) })
}

/// Who saves in a test: nobody is told from anybody else.
pub(crate) fn saver() -> Saver {
    let who = Who { user: "Sam Tester".to_owned(), process: std::process::id(), ..Who::default() };
    Saver { who, at: "2026-11-22T09:30:00+00:00".to_owned(), takes_over: None }
}

/// What a file with this checklist holds, when it is read.
pub(crate) fn loaded(checklist: Checklist) -> Loaded {
    let bytes = format::to_bytes(&checklist).unwrap().into();
    Loaded { checklist, findings: Vec::new(), newer: None, bytes }
}

/// Puts a file where a test needs one.
pub(crate) fn put(path: &Path, bytes: &[u8]) {
    secure_start::disk::write_own(path, bytes).unwrap();
}
