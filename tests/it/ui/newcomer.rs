//! A new starter's first hour, by role and label.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use secure_start::app::{Effect, Event, Screen};
use secure_start::catalogue::Catalogue;
use secure_start::format;

use super::{Rig, choose, fill, happen, outline, press, rig, rig_of, rig_with_sample, status_of};

fn make(harness: &mut Harness<'_, Rig>, name: &str, choices: [&str; 4], start: &str) {
    press(harness, Role::Button, "Make my checklist");
    fill(harness, "Name", name);
    for (label, choice) in ["Nation", "Setting", "Role", "Contract"].into_iter().zip(choices) {
        choose(harness, label, choice);
    }
    fill(harness, "Planned start date (optional)", start);
    press(harness, Role::Button, "Make the checklist");
}

/// Saves to a path, as the runtime would, and says which bytes would be in the file.
pub(super) fn save(harness: &mut Harness<'_, Rig>, path: &str) -> Vec<u8> {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::S);
    harness.run();
    if matches!(harness.state().effects.last(), Some(Effect::AskWhereToSave { .. })) {
        happen(harness, Event::ChosenToSave(Some(PathBuf::from(path))));
    }
    let Some(Effect::Save { path, checklist, revision, .. }) = harness.state().effects.last().cloned() else {
        panic!("nothing was saved: {:?}", harness.state().effects);
    };
    let bytes = format::to_bytes(&checklist).unwrap();
    happen(harness, Event::Saved { path, checklist, revision, result: Ok(bytes.clone().into()) });
    bytes
}

/// Every other test of this binary reads the catalogue, so this one goes on in a process of its own.
#[test]
fn the_first_screen_needs_no_catalogue() {
    const ALONE: &str = "SECURE_START_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        drop(rig());
        assert!(!Catalogue::is_read());
        return;
    }
    let program = std::env::current_exe().unwrap();
    let name = "ui::newcomer::the_first_screen_needs_no_catalogue";
    let child = std::process::Command::new(program).args([name, "--exact"]).env(ALONE, "1").output().unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    assert!(child.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
fn from_first_launch_to_first_tick_takes_two_actions() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Healthcare assistant \u{b7} Scottish prison \u{b7} Scotland \u{b7} Bank");
    press(&mut harness, Role::CheckBox, "Completed: Read about your setting and your role");
    assert_eq!(status_of(&harness, "read-about-your-setting"), "Completed");
}

#[test]
fn a_nurse_makes_a_checklist_ticks_dates_undoes_saves_and_finds_it_again() {
    let mut harness = rig();
    make(&mut harness, "Nia Sampleton", ["England", "Category B local prison", "Nurse", "Employed"], "29 3 27");
    assert_eq!(harness.state().state.screen, Screen::Checklist);
    assert_eq!(harness.state().state.title(), "*Unsaved checklist \u{2013} Secure Start");
    harness.get_by_label("0 of 42 completed");
    harness.get_by_role_and_label(Role::Heading, "Nia Sampleton");
    assert!(outline(&harness).contains("planned start 29 March 2027"));

    press(&mut harness, Role::CheckBox, "Completed: Gather your documents and address history");
    assert_eq!(status_of(&harness, "gather-documents"), "Completed");
    harness.get_by_label("1 of 42 completed");
    harness.get_by_role_and_label(Role::Label, "Completed: Gather your documents and address history");
}

#[test]
fn a_tick_can_be_dated_and_undone_and_is_kept() {
    let mut harness = rig();
    make(&mut harness, "Nia Sampleton", ["England", "Category B local prison", "Nurse", "Employed"], "");
    press(&mut harness, Role::CheckBox, "Completed: Gather your documents and address history");
    fill(&mut harness, "Completed on", "");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    fill(&mut harness, "Completed on", "3/11/26");
    harness.key_press(egui::Key::Enter);
    harness.run();
    let row = "Gather your documents and address history. Completed. 3 November 2026.";
    harness.get_by_role_and_label(Role::Button, row);

    harness.get_all_by_role_and_label(Role::Button, "Undo").next().unwrap().click();
    harness.run();
    let row = "Gather your documents and address history. Completed. 22 November 2026.";
    harness.get_by_role_and_label(Role::Button, row);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Y);
    harness.run();

    let bytes = save(&mut harness, "/anywhere/nia.json");
    assert_eq!(harness.state().state.title(), "nia.json \u{2013} Secure Start");
    harness.get_by_label("Saved 09:30");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::W);
    harness.run();
    assert_eq!(harness.state().state.screen, Screen::Welcome);

    let catalogue = super::world::catalogue();
    let read = format::read(&bytes, catalogue).unwrap();
    let loaded = secure_start::outcome::Loaded {
        checklist: read.checklist,
        findings: read.findings,
        newer: None,
        bytes: bytes.into(),
    };
    press(&mut harness, Role::Button, "nia.json");
    assert!(matches!(harness.state().effects.last(), Some(Effect::Load { .. })));
    happen(&mut harness, Event::Loaded { path: PathBuf::from("/anywhere/nia.json"), result: Ok(Box::new(loaded)) });
    let row = "Gather your documents and address history. Completed. 3 November 2026.";
    harness.get_by_role_and_label(Role::Button, row);
}

#[test]
fn a_pharmacist_in_northern_ireland_gets_the_steps_of_northern_ireland() {
    let mut harness = rig();
    let choices = ["Northern Ireland", "Northern Ireland prison", "Pharmacist", "Employed"];
    make(&mut harness, "Orla Sampleton", choices, "5 apr 2027");
    let lines = outline(&harness);
    for there in ["Pharmaceutical Society NI", "AccessNI", "SPAR Evolution"] {
        assert!(lines.contains(there), "{there} is missing");
    }
    for not_there in ["GPhC", "HMPPS", "PVG", "ACCT"] {
        assert!(!lines.contains(&format!("\u{201c}Get the {not_there}")), "{not_there} does not belong there");
        let steps = &harness.state().state.document.as_ref().unwrap().checklist().steps;
        assert!(steps.iter().all(|step| !step.title.contains(not_there)), "{not_there} does not belong there");
    }
}

#[test]
fn what_is_missing_is_named_before_and_after_the_button() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Make my checklist");
    harness.get_by_label("Still missing: name, nation, setting, role, contract.");
    press(&mut harness, Role::Button, "Make the checklist");
    harness.get_by_role_and_label(Role::Heading, "There is a problem");
    assert!(harness.get_all_by_label("Enter your name").count() == 2, "in the summary and beside the field");
    assert_eq!(harness.state().state.screen, Screen::New);
}

#[test]
fn only_the_settings_of_the_nation_are_offered() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Make my checklist");
    choose(&mut harness, "Nation", "Wales");
    press(&mut harness, Role::ComboBox, "Setting");
    harness.get_by_role_and_label(Role::ListBoxOption, "Category C training and resettlement prison");
    assert!(harness.query_by_role_and_label(Role::ListBoxOption, "Women\u{2019}s prison").is_none());
    assert!(harness.query_by_role_and_label(Role::ListBoxOption, "Scottish prison").is_none());
}

#[test]
fn filters_search_and_hiding_narrow_the_list_and_say_so() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::Button, "Waiting on others");
    harness.get_by_label("3 shown");
    press(&mut harness, Role::Button, "Problems");
    harness.get_by_label("1 shown");
    press(&mut harness, Role::Button, "All");
    press(&mut harness, Role::CheckBox, "Hide completed");
    harness.get_by_label("31 shown, 12 hidden");
    fill(&mut harness, "Find a step", "zzz");
    harness.get_by_label("0 results for \u{201c}zzz\u{201d} under \u{201c}All\u{201d}.");
    press(&mut harness, Role::Button, "Show all steps");
    harness.get_by_label("31 shown, 12 hidden");
}

#[test]
fn about_your_setting_and_role_are_one_click_from_the_checklist() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::Button, "About your setting");
    harness.get_by_role_and_label(Role::Heading, "Category B local prison");
    harness.get_by_role_and_label(Role::Heading, "Sources");
    assert!(outline(&harness).contains("Last reviewed 22 November 2026. Next review due 22 May 2027."));
    press(&mut harness, Role::Button, "About your role");
    harness.get_by_role_and_label(Role::Heading, "Nurse");
    press(&mut harness, Role::Button, "Checklist");
    assert_eq!(harness.state().state.screen, Screen::Checklist);
}

#[test]
fn the_reference_can_be_searched_and_read_without_a_checklist() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Reference");
    harness.get_by_label("48 panels");
    fill(&mut harness, "Search the reference", "performers list");
    assert!(outline(&harness).contains("results for \u{201c}performers list\u{201d}"));
    press(&mut harness, Role::Button, "GP");
    harness.get_by_role_and_label(Role::Heading, "GP");
}

#[test]
fn at_twice_the_text_size_the_step_opens_over_the_list_with_a_way_back() {
    let mut harness = rig_of(683.0, 384.0);
    press(
        &mut harness,
        Role::Button,
        "Dentist \u{b7} Category C training and resettlement prison \u{b7} England \u{b7} Agency",
    );
    // It opens on whose it is and the list; a step takes the place of both.
    harness.get_by_role_and_label(Role::Heading, "Jordan Muster (sample)");
    press(&mut harness, Role::Button, "Gather proof of your qualifications. Not yet started.");
    assert!(harness.query_by_role_and_label(Role::Heading, "Jordan Muster (sample)").is_none());
    press(&mut harness, Role::Button, "Back to the list");
    assert!(harness.state().state.document.as_ref().unwrap().selected.is_none());
    harness.get_by_role_and_label(Role::Button, "About your setting");
    harness.get_by_role_and_label(Role::CheckBox, "Hide completed");
}
