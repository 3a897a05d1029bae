//! Two people in one file, a crash, and earlier versions, as they are on the screen.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use insta::assert_snapshot;
use secure_start::app::{Action, ClashWith, Clashing, Dialog, Effect, Event, Msg};
use secure_start::checklist::{Ancestor, Checklist, Edit, Side, Status, TextField, merge};
use secure_start::outcome::{LoadError, Loaded, LockHolder, OtherCopy, Recovered, SaveError, Unsaved, Version};

use super::{Rig, happen, outline, press, rig};
use crate::world::{a_checklist, a_path, day, loaded, stamp};

const STEP: &str = "gather-documents";
const OTHER: &str = "name-your-contacts";

fn note(text: &str) -> Edit {
    Edit::SetText { step: STEP.into(), field: TextField::Note, text: text.to_owned() }
}

fn with(edits: &[Edit]) -> Checklist {
    edits.iter().fold(a_checklist(), |checklist, edit| checklist.apply(edit, &stamp()).unwrap())
}

fn by_ana(edits: &[Edit]) -> Checklist {
    let mut stamp = stamp();
    "Ana Other".clone_into(&mut stamp.by);
    edits.iter().fold(a_checklist(), |checklist, edit| checklist.apply(edit, &stamp).unwrap())
}

/// A file that is open, with a note that is not saved yet.
fn rig_with_a_note() -> Harness<'static, Rig> {
    let mut harness = rig();
    let event = Event::Loaded { path: a_path(), result: Ok(Box::new(loaded(a_checklist()))) };
    happen(&mut harness, event);
    harness.state_mut().take(Msg::Edit(note("Passport at home")));
    harness.run();
    harness
}

fn dialog_of(harness: &Harness<'_, Rig>) -> String {
    outline(harness).split_once("\n  Dialog").unwrap().1.to_owned()
}

/// How the save that was asked for last ends.
fn save_ends(harness: &mut Harness<'_, Rig>, error: SaveError) {
    let effects = std::mem::take(&mut harness.state_mut().effects);
    let save = effects.into_iter().rev().find_map(|effect| match effect {
        Effect::Save { path, checklist, revision, .. } => Some((path, checklist, revision)),
        _ => None,
    });
    let (path, checklist, revision) = save.unwrap();
    happen(harness, Event::Saved { path, checklist, revision, result: Err(error) });
}

pub(super) fn a_clash() -> Clashing {
    let problem =
        Edit::SetStatus { step: STEP.into(), status: Status::Problem, on: None, reason: "Letter lost".to_owned() };
    let (ours, theirs) = (with(&[note("Mine"), Edit::tick(STEP.into())]), by_ana(&[note("Hers"), problem]));
    let clashes = merge(&Ancestor::Known(&a_checklist()), &ours, &theirs, &|_| Side::Ours, &stamp()).clashes;
    Clashing { clashes, theirs: BTreeSet::new(), with: ClashWith::File(Box::new(loaded(theirs))) }
}

pub(super) fn holder() -> LockHolder {
    LockHolder {
        user: "Ana Other".to_owned(),
        computer: "WARD-7".to_owned(),
        at: "2026-11-22T09:12:00+00:00".to_owned(),
        id: "x".to_owned(),
        file: PathBuf::from("files/.~Amina Sample.json.lock"),
    }
}

pub(super) fn left() -> Unsaved {
    let at = day(2026, 11, 22).and_hms_opt(9, 12, 0);
    Unsaved {
        session: "old".into(),
        path: Some(PathBuf::from("/share/Amina Sample.json")),
        name: "Amina Sample".to_owned(),
        at,
    }
}

pub(super) fn versions() -> Vec<Version> {
    let version = |hour, checklist| Version {
        at: day(2026, 11, 21).and_hms_opt(hour, 5, 0).unwrap(),
        checklist: Arc::new(checklist),
    };
    vec![version(16, with(&[note("Passport at home")])), version(9, with(&[Edit::tick(OTHER.into())]))]
}

#[test]
fn a_screen_reader_meets_what_is_asked_about_files() {
    for (name, dialog) in [
        ("clash", Dialog::Clash(Box::new(a_clash()))),
        ("locked", Dialog::Locked(holder())),
        ("recover", Dialog::Recover(vec![left(), Unsaved { path: None, at: None, session: "b".into(), ..left() }])),
        ("versions", Dialog::Versions { found: versions(), open: Some(1) }),
        ("no-versions", Dialog::Versions { found: Vec::new(), open: None }),
        ("remove-data", Dialog::RemoveData),
    ] {
        let mut harness = rig_with_a_note();
        harness.state_mut().state.dialog = Some(dialog);
        harness.run();
        assert_snapshot!(name, dialog_of(&harness));
    }
}

#[test]
fn a_screen_reader_meets_what_stands_over_a_checklist_about_its_file() {
    let mut harness = rig_with_a_note();
    happen(&mut harness, Event::Outside { path: a_path(), result: Err(LoadError::NotFound) });
    let path = PathBuf::from("files/Amina Sample-WARD-7.json");
    let copy = OtherCopy { path, checklist: Arc::new(by_ana(&[Edit::tick(OTHER.into())])) };
    happen(&mut harness, Event::CopiesFound { path: a_path(), copies: vec![copy] });
    let lines = outline(&harness);
    let banners: Vec<&str> = lines.lines().skip_while(|line| !line.contains("not there any more")).take(6).collect();
    assert_snapshot!("file-banners", banners.join("\n"));
    // On every screen that shows something of the checklist.
    for action in [Action::ShowPlan, Action::ShowReference, Action::ShowChecklist] {
        harness.state_mut().take(Msg::Do(action));
        harness.run();
        assert!(outline(&harness).contains("not there any more"), "{action:?}");
    }
    press(&mut harness, Role::Button, "Put together");
    let step = |harness: &Harness<'_, Rig>, id: &str| {
        harness.state().state.document.as_ref().unwrap().checklist().step(&id.into()).unwrap().record.clone()
    };
    assert_eq!(step(&harness, OTHER).status, Status::Completed);
    assert_eq!(step(&harness, STEP).note, "Passport at home");
}

#[test]
fn a_file_of_a_newer_program_says_so_over_the_checklist() {
    let mut harness = rig();
    let newer = Loaded { newer: Some(2), ..loaded(a_checklist()) };
    happen(&mut harness, Event::Loaded { path: a_path(), result: Ok(Box::new(newer)) });
    assert!(outline(&harness).contains("it is only to be read here"));
    assert!(outline(&harness).contains("Read only"));
}

#[test]
fn a_clash_is_decided_by_keys_alone() {
    let mut harness = rig_with_a_note();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
    harness.run();
    let theirs = Box::new(loaded(by_ana(&[note("At the office"), Edit::tick(OTHER.into())])));
    save_ends(&mut harness, SaveError::ChangedOutside(theirs));
    let (ours, hers) = (
        "Gather your documents and address history. Yours. Note: Passport at home",
        "Gather your documents and address history. Ana Other. Note: At the office",
    );
    assert!(harness.get_by_role_and_label(Role::RadioButton, ours).accesskit_node().is_focused());
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_role_and_label(Role::RadioButton, hers).accesskit_node().is_focused());
    harness.key_press(Key::Space);
    harness.run();
    // Past the other ways out, to the main button.
    super::keyboard::tab_to(&mut harness, "Put together");
    harness.key_press(Key::Enter);
    harness.run();
    let document = harness.state().state.document.as_ref().unwrap();
    assert_eq!(document.checklist().step(&STEP.into()).unwrap().record.note, "At the office");
    assert!(harness.state().effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
}

#[test]
fn work_that_was_left_is_brought_back_with_one_key() {
    let mut harness = rig();
    happen(&mut harness, Event::UnsavedFound(vec![left()]));
    assert!(harness.get_by_role_and_label(Role::Button, "Bring back: Amina Sample").accesskit_node().is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().effects.contains(&Effect::Recover("old".into())));
    let base = Some(loaded(a_checklist()));
    let recovered = Recovered { session: "old".into(), path: Some(a_path()), checklist: with(&[note("Mine")]), base };
    happen(&mut harness, Event::Recovered(Ok(Box::new(recovered))));
    assert!(outline(&harness).contains("Your work was brought back as it was."));
    assert!(outline(&harness).contains("Unsaved changes"));
}

#[test]
fn versions_are_in_the_file_menu_and_can_be_restored() {
    let mut harness = rig_with_a_note();
    press(&mut harness, Role::Button, "File");
    press(&mut harness, Role::MenuItem, "Versions\u{2026}");
    assert!(harness.state().effects.iter().any(|effect| matches!(effect, Effect::ListVersions(_))));
    happen(&mut harness, Event::VersionsFound(versions()));
    press(&mut harness, Role::RadioButton, "21 November 2026, 09:05:00: 1 of 42 completed");
    press(&mut harness, Role::Button, "Restore this version");
    let document = harness.state().state.document.as_ref().unwrap();
    assert_eq!(document.checklist().step(&OTHER.into()).unwrap().record.status, Status::Completed);
    assert_eq!(document.checklist().step(&STEP.into()).unwrap().record.note, "");
}

#[test]
fn saving_by_itself_can_be_switched_off_and_data_removed_in_the_settings() {
    let mut harness = rig_with_a_note();
    harness.state_mut().take(Msg::Do(Action::Settings));
    harness.run();
    press(&mut harness, Role::CheckBox, "Save by itself, 2 seconds after a change");
    assert!(!harness.state().state.settings.saves_automatically);
    press(&mut harness, Role::Button, "Remove my data from this computer\u{2026}");
    press(&mut harness, Role::Button, "Remove my data");
    assert!(harness.state().effects.contains(&Effect::RemoveData));
}

#[test]
fn characters_that_cannot_be_seen_are_shown_in_every_name() {
    let mut harness = rig();
    let mut checklist = a_checklist();
    "Amina \u{202e}elpmaS\u{200b}".clone_into(&mut checklist.starter.name);
    let path = PathBuf::from("files/Amina\u{202e}nosj.json");
    happen(&mut harness, Event::Loaded { path, result: Ok(Box::new(loaded(checklist))) });
    harness.get_by_role_and_label(Role::Heading, "Amina <U+202E>elpmaS<U+200B>");
    assert_eq!(harness.state().state.title(), "Amina<U+202E>nosj.json \u{2013} Secure Start");
    press(&mut harness, Role::Button, "Plan");
    harness.get_by_role_and_label(Role::Heading, "Plan for Amina <U+202E>elpmaS<U+200B>");
    harness.state_mut().take(Msg::Do(Action::Close));
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Amina<U+202E>nosj.json");
}

#[test]
fn a_file_that_opens_behind_the_offer_does_not_take_the_focus() {
    let mut harness = rig();
    happen(&mut harness, Event::UnsavedFound(vec![left()]));
    happen(&mut harness, Event::Loaded { path: a_path(), result: Ok(Box::new(loaded(a_checklist()))) });
    assert!(harness.get_by_role_and_label(Role::Button, "Bring back: Amina Sample").accesskit_node().is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().effects.contains(&Effect::Recover("old".into())));
}
