//! Questions over the screen.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use secure_start::app::{Dialog, Effect, Event, Leaving, Loss, Msg, PathAsked, PathEntry, Purpose, Screen, State};
use secure_start::outcome::{LoadError, OnDisk, Place, SaveError};
use secure_start::ui::{ButtonOrder, Local};

use super::every::{every_dialog, of_each, with_dialog};
use super::{Rig, fill, happen, outline, press, rig, rig_with_sample, status_of};

const TICK: &str = "Completed: Complete resuscitation training at your level";

#[test]
fn closing_with_changes_asks_names_the_file_and_can_be_cancelled() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::CheckBox, TICK);
    harness.state_mut().take(Msg::CloseRequested);
    harness.run();
    let heading = "Save changes to \u{201c}Unsaved checklist\u{201d} before closing?";
    harness.get_by_role_and_label(Role::Heading, heading);
    harness.get_by_role_and_label(Role::Dialog, "Save changes?");
    assert!(harness.get_by_role_and_label(Role::Button, "Save").accesskit_node().is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().state.dialog.is_none());
    assert!(!harness.state().effects.contains(&Effect::Quit));

    harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    harness.run();
    press(&mut harness, Role::Button, "Don\u{2019}t save");
    assert!(harness.state().effects.contains(&Effect::Quit));
}

#[test]
fn nothing_is_asked_where_nothing_would_be_lost() {
    let mut harness = rig_with_sample();
    harness.state_mut().take(Msg::CloseRequested);
    harness.run();
    assert!(harness.state().effects.contains(&Effect::Quit));
}

#[test]
fn a_tick_before_its_turn_asks_for_a_reason() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::CheckBox, "Completed: Attend the security induction");
    harness.get_by_role_and_label(Role::Dialog, "A reason is needed");
    assert_eq!(status_of(&harness, "security-induction"), "Cannot start yet");
    fill(&mut harness, "Reason", "Done at another prison");
    press(&mut harness, Role::Button, "Give this reason");
    assert_eq!(status_of(&harness, "security-induction"), "Completed");
}

#[test]
fn not_needed_asks_for_a_reason_and_shows_it() {
    let mut harness = rig_with_sample();
    harness.state_mut().take(Msg::Select(Some("dbs-update-service".into())));
    harness.run();
    press(&mut harness, Role::Button, "Not needed");
    fill(&mut harness, "Reason", "No subscription");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(status_of(&harness, "dbs-update-service"), "Not needed");
    assert!(outline(&harness).contains("Reason: No subscription"));
}

#[test]
fn a_file_that_does_not_open_says_what_happened_and_what_to_do() {
    let mut harness = rig_with_sample();
    let error = LoadError::NotJson { at: Place { line: 3, column: 7 }, detail: "expected a comma".to_owned() };
    happen(&mut harness, Event::Loaded { path: PathBuf::from("/x/broken.json"), result: Err(error) });
    harness.get_by_role_and_label(Role::Dialog, "The file was not opened");
    harness.get_by_label("/x/broken.json is damaged or is not a checklist. Line 3, column 7: expected a comma.");
    press(&mut harness, Role::Button, "Close");
    assert_eq!(harness.state().state.screen, Screen::Checklist, "what was open is still open");
}

#[test]
fn without_a_file_dialog_the_path_is_typed() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::CheckBox, TICK);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    let (folder, name) = ("/home/somebody".to_owned(), "checklist".to_owned());
    happen(&mut harness, Event::NoFileDialog(PathAsked::new(Purpose::Save, folder, name)));
    press(&mut harness, Role::Button, "Save");
    let Some(Effect::Save { path, on_disk, .. }) = harness.state().effects.last() else { panic!("not saved") };
    assert_eq!(path, &PathBuf::from("/home/somebody/checklist.json"));
    assert_eq!(on_disk, &OnDisk::Nothing, "nobody has asked whether a file may be replaced");

    // What was typed is there again once the problem has been read.
    let Some(Effect::Save { path, checklist, revision, .. }) = harness.state().effects.last().cloned() else {
        panic!("not saved")
    };
    happen(&mut harness, Event::Saved { path, checklist, revision, result: Err(SaveError::NoFolder) });
    press(&mut harness, Role::Button, "Close");
    harness.get_by_role_and_label(Role::Dialog, "Save the checklist");
    assert_eq!(harness.get_by_role_and_label(Role::TextInput, "Folder").value().as_deref(), Some("/home/somebody"));
}

fn entry(is_file: bool, name: &str) -> PathEntry {
    PathEntry { is_file, name: name.to_owned() }
}

/// Answers the last wish to look into a folder.
fn list(harness: &mut Harness<'_, Rig>, entries: &[PathEntry]) {
    let Some(Effect::ListFolder { folder }) = harness.state().effects.last().cloned() else {
        panic!("no folder is looked into: {:?}", harness.state().effects.last())
    };
    happen(harness, Event::FolderListed { folder, result: Ok(entries.to_vec()) });
}

#[test]
fn our_own_dialog_leads_through_folders_and_opens_a_file_by_role_and_name() {
    let mut harness = rig();
    happen(&mut harness, Event::NoFileDialog(PathAsked::new(Purpose::Open, "/home/somebody", "")));
    list(&mut harness, &[entry(false, "Wing A"), entry(true, "nia.json"), entry(true, "notes.txt")]);
    assert!(harness.query_by_label("File notes.txt").is_none(), "what is no checklist is not offered");
    press(&mut harness, Role::Button, "Folder Wing A");
    assert_eq!(
        harness.get_by_role_and_label(Role::TextInput, "Folder").value().as_deref(),
        Some("/home/somebody/Wing A")
    );
    // What comes of the folder before is too late.
    let result = Ok(vec![entry(true, "late.json")]);
    happen(&mut harness, Event::FolderListed { folder: "/home/somebody".into(), result });
    assert!(harness.query_by_label("File late.json").is_none());
    list(&mut harness, &[entry(true, "efua.json")]);
    press(&mut harness, Role::Button, "File efua.json");
    press(&mut harness, Role::Button, "Open");
    let wanted = Effect::Load { path: "/home/somebody/Wing A/efua.json".into() };
    assert_eq!(harness.state().effects.last(), Some(&wanted));
}

#[test]
fn a_folder_that_cannot_be_read_says_so_and_the_one_above_is_a_step_away() {
    let mut harness = rig();
    happen(&mut harness, Event::NoFileDialog(PathAsked::new(Purpose::Open, "/home/somebody/shut", "")));
    let result = Err("permission denied".to_owned());
    happen(&mut harness, Event::FolderListed { folder: "/home/somebody/shut".into(), result });
    harness.get_by_label("This folder cannot be read (permission denied).");
    press(&mut harness, Role::Button, "The folder above");
    assert_eq!(harness.state().effects.last(), Some(&Effect::ListFolder { folder: "/home/somebody".into() }));
}

#[test]
fn our_own_dialog_asks_before_a_file_is_replaced_and_another_name_asks_anew() {
    let mut harness = rig_with_sample();
    happen(&mut harness, Event::NoFileDialog(PathAsked::new(Purpose::Save, "/home/somebody", "nia")));
    list(&mut harness, &[entry(true, "nia.json"), entry(true, "efua.json")]);
    press(&mut harness, Role::Button, "Save");
    assert!(!harness.state().effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
    harness.get_by_label("A file of that name is there already. Replace it?");
    press(&mut harness, Role::Button, "File efua.json");
    assert!(harness.query_by_label("A file of that name is there already. Replace it?").is_none());
    press(&mut harness, Role::Button, "Save");
    press(&mut harness, Role::Button, "Replace");
    let Some(Effect::Save { path, on_disk, .. }) = harness.state().effects.last() else { panic!("not saved") };
    assert_eq!(path, Path::new("/home/somebody/efua.json"));
    assert_eq!(on_disk, &OnDisk::Replaceable);
}

#[test]
fn settings_shortcuts_and_about_open_and_close_by_key() {
    let mut harness = rig();
    for (modifiers, key, title) in [
        (Modifiers::COMMAND, Key::Comma, "Settings"),
        (Modifiers::NONE, Key::F1, "Help"),
        (Modifiers::COMMAND, Key::F1, "Keyboard shortcuts"),
    ] {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        harness.get_by_role_and_label(Role::Dialog, title);
        harness.key_press(Key::Escape);
        harness.run();
        assert!(harness.state().state.dialog.is_none());
    }
}

#[test]
fn the_name_in_settings_is_kept_and_written_beside_changes() {
    let mut harness = rig();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    harness.run();
    fill(&mut harness, "Your name, for the history of a checklist", "Nia");
    let Some(Effect::SaveSettings(settings)) = harness.state().effects.last() else { panic!("not kept") };
    assert_eq!(settings.your_name, "Nia");
}

#[test]
fn a_misspelt_name_is_mended_and_the_change_is_one_undo() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::Button, "Edit");
    press(&mut harness, Role::MenuItem, "Starter\u{2019}s details\u{2026}");
    harness.get_by_role_and_label(Role::Dialog, "Starter\u{2019}s details");
    harness.key_press(Key::End);
    harness.run();
    fill(&mut harness, "Name", " Two");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_role_and_label(Role::Heading, "Amina Yusuf (sample) Two");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.get_by_role_and_label(Role::Heading, "Amina Yusuf (sample)");
}

#[test]
fn what_is_typed_as_a_date_and_is_none_is_not_lost_in_silence() {
    let mut harness = rig_with_sample();
    fill(&mut harness, "Asked for on", "tomorrowish");
    harness.state_mut().take(Msg::CloseRequested);
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "A date cannot be read");
    press(&mut harness, Role::Button, "Go back and mend it");
    assert!(!harness.state().effects.contains(&Effect::Quit));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    harness.run();
    press(&mut harness, Role::Button, "Leave without it");
    assert!(harness.state().effects.contains(&Effect::Quit));
}

/// The buttons of the last row of a dialog, from left to right, and the one that has the focus.
fn last_row(dialog: Dialog, order: ButtonOrder) -> (Vec<String>, Option<String>) {
    let mut harness = rig_with_sample();
    harness.state_mut().local = Local::with_buttons(order);
    harness.run();
    harness.state_mut().state.dialog = Some(dialog);
    harness.run();
    let inside = harness.get_by_role(Role::Dialog);
    let mut buttons: Vec<(egui::Rect, String, bool)> = inside
        .get_all_by_role(Role::Button)
        .map(|node| (node.rect(), node.accesskit_node().label().unwrap(), node.accesskit_node().is_focused()))
        .collect();
    let lowest = buttons.iter().map(|(rect, ..)| rect.center().y).fold(0.0, f32::max);
    buttons.retain(|(rect, ..)| (rect.center().y - lowest).abs() < 2.0);
    buttons.sort_by(|(one, ..), (other, ..)| one.left().total_cmp(&other.left()));
    let focused = buttons.iter().find(|(.., is_focused)| *is_focused).map(|(_, name, _)| name.clone());
    (buttons.into_iter().map(|(_, name, _)| name).collect(), focused)
}

#[test]
fn the_buttons_of_a_dialog_stand_in_the_order_of_the_system_and_the_safe_one_has_the_focus() {
    let lost = Dialog::WouldBeLost { to: Leaving::Close, loss: Loss::Form };
    for (dialog, first, last, focus) in [
        (
            Dialog::Unsaved(Leaving::Close),
            ["Save", "Don\u{2019}t save", "Cancel"].as_slice(),
            ["Don\u{2019}t save", "Cancel", "Save"].as_slice(),
            "Save",
        ),
        (Dialog::RemoveData, &["Remove my data", "Cancel"], &["Cancel", "Remove my data"], "Cancel"),
        (Dialog::Reload, &["Reload", "Cancel"], &["Cancel", "Reload"], "Reload"),
        (
            lost,
            &["Leave the form", "Go on with the form"],
            &["Go on with the form", "Leave the form"],
            "Go on with the form",
        ),
        (Dialog::About, &["Close"], &["Close"], "Close"),
    ] {
        for (order, expected) in [(ButtonOrder::ActionFirst, first), (ButtonOrder::ActionLast, last)] {
            let (found, focused) = last_row(dialog.clone(), order);
            assert_eq!(found, expected, "{order:?}");
            assert_eq!(focused.as_deref(), Some(focus), "{order:?}");
        }
    }
    let of_this_system = if cfg!(windows) { ButtonOrder::ActionFirst } else { ButtonOrder::ActionLast };
    assert_eq!(ButtonOrder::default(), of_this_system);
}

#[test]
fn in_every_dialog_the_action_is_left_of_cancel_on_windows_and_at_the_far_right_elsewhere() {
    let is_cancel = |name: &str| ["Cancel", "Later", "Stop here"].contains(&name);
    of_each(every_dialog(), |dialog| {
        let (first, _) = last_row(dialog.clone(), ButtonOrder::ActionFirst);
        let (last, _) = last_row(dialog.clone(), ButtonOrder::ActionLast);
        if first.len() > 1 && first.iter().any(|name| is_cancel(name)) {
            assert!(is_cancel(first.last().unwrap()) && !is_cancel(&first[0]), "{first:?}");
            assert!(!is_cancel(last.last().unwrap()), "{last:?}");
            assert_eq!(first[0], last[last.len() - 1], "the action");
        }
    });
}

/// Everything of somebody that a dialog could change: what is recorded, shown, chosen, set and to be done.
fn what_there_is(state: &State) -> String {
    let document = state.document.as_ref().unwrap();
    let team = state.open_team.as_ref().unwrap();
    let of_document =
        (document.checklist(), document.is_unsaved(), document.path(), document.key(), &document.selected);
    let of_team = (&team.folder, &team.view, &team.chosen, team.as_of, team.shown().people.len());
    let pending = (&state.leaving, state.is_quitting, &state.exporting, &state.goes_to, &state.signing);
    format!("{of_document:#?} {of_team:#?} {pending:#?} {:#?} {:#?} {:?}", state.settings, state.form, state.screen)
}

#[test]
fn escape_leaves_everything_as_it_was_in_every_dialog() {
    of_each(every_dialog(), |dialog| {
        let mut harness = with_dialog(dialog.clone(), 1366.0, 768.0);
        harness.state_mut().state.dialog = None;
        harness.run();
        press(&mut harness, Role::CheckBox, TICK);
        let before = what_there_is(&harness.state().state);
        harness.state_mut().state.dialog = Some(dialog.clone());
        harness.state_mut().effects.clear();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        assert_ne!(harness.state().state.dialog.as_ref(), Some(dialog), "it is closed, or stops what runs");
        let effects = &harness.state().effects;
        assert!(effects.iter().all(|effect| *effect == Effect::CancelExport), "{effects:?}");
        let after = what_there_is(&harness.state().state);
        let other = before.lines().zip(after.lines()).find(|(before, after)| before != after);
        assert!(before == after, "{other:?}");
    });
}
