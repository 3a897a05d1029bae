//! Exporting and printing from the window: by role and label, and by keyboard alone.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use insta::assert_snapshot;
use secure_start::app::{Dialog, Effect, Event, ExportOf, ExportTo, Msg, PathAsked, Purpose, TeamChange};
use secure_start::export::{Asked, Column, Kind, Names};
use secure_start::outcome::{ExportError, SaveError};

use super::keyboard::{command, focused, key, tab_to};
use super::team::rig_with_team;
use super::{Rig, happen, outline, press, rig_with_sample};
use crate::teams::{folder, path_of};

fn asks_to_export(harness: &mut Harness<'_, Rig>) {
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Export");
}

/// The export that was started last.
fn started(harness: &Harness<'_, Rig>) -> (u64, ExportOf, Asked, ExportTo) {
    match harness.state().effects.last().cloned() {
        Some(Effect::Export { number, of, asked, to, .. }) => (number, of, *asked, to),
        other => panic!("{other:?}"),
    }
}

fn file(path: &str) -> ExportTo {
    ExportTo::File { path: path.into(), may_replace: true }
}

#[test]
fn a_screen_reader_meets_what_can_be_exported() {
    let mut harness = rig_with_team();
    asks_to_export(&mut harness);
    let lines = outline(&harness);
    assert_snapshot!(lines.split_once("\n  Dialog").unwrap().1);
}

#[test]
fn the_team_as_it_is_filtered_is_exported_and_said_to_be() {
    let mut harness = rig_with_team();
    harness.state_mut().take(Msg::Team(TeamChange::Search("ben".to_owned())));
    harness.run();
    asks_to_export(&mut harness);
    harness.get_by_role_and_label(Role::RadioButton, "Those shown: 1");
    press(&mut harness, Role::RadioButton, "Comma-separated values (.csv)");
    press(&mut harness, Role::Button, "Export\u{2026}");
    let asks = |effect: &Effect| matches!(effect, Effect::AskWhereToExport { kind: Kind::Csv, suggested, .. } if suggested.ends_with(" 2026-11-22.csv"));
    assert!(harness.state().effects.last().is_some_and(asks));
    happen(&mut harness, Event::ChosenToExport(Some("out/team.csv".into())));
    let (number, of, asked, to) = started(&harness);
    assert_eq!((of, to.clone()), (ExportOf::Team(folder()), file("out/team.csv")));
    assert_eq!((asked.kind, asked.filter.search.as_str(), asked.only), (Kind::Csv, "ben", None));
    assert!(!asked.choices.columns.contains(&Column::Note), "nobody has asked for notes");
    happen(&mut harness, Event::ExportWentOn { number, read: 50, written: 0 });
    harness.get_by_label("50 checklists read");
    happen(&mut harness, Event::Exported { number, to, result: Ok(1) });
    harness.get_by_label("Exported 1 person to team.csv.");
    assert_eq!(harness.state().state.dialog, None);
}

#[test]
fn those_who_are_chosen_are_exported_with_what_was_ticked() {
    let mut harness = rig_with_team();
    harness.state_mut().take(Msg::Team(TeamChange::Choose(path_of("Ben"), true)));
    harness.run();
    asks_to_export(&mut harness);
    press(&mut harness, Role::CheckBox, "Initials and reference instead of names");
    press(&mut harness, Role::Button, "Export\u{2026}");
    happen(&mut harness, Event::ChosenToExport(Some("team".into())));
    let (_, _, asked, to) = started(&harness);
    assert_eq!(asked.only.map(|only| only.into_iter().collect::<Vec<PathBuf>>()), Some(vec![path_of("Ben")]));
    assert_eq!(asked.choices.names, Names::Initials);
    // With the ending, it is another name than the one that the dialog has asked about.
    assert_eq!(to, ExportTo::File { path: "team.xlsx".into(), may_replace: false });
}

#[test]
fn an_export_changes_neither_the_name_of_the_open_file_nor_its_mark() {
    let mut harness = rig_with_sample();
    let before = harness.state().state.document.clone();
    let title = harness.state().state.title();
    asks_to_export(&mut harness);
    press(&mut harness, Role::RadioButton, "PDF to print or keep (.pdf)");
    press(&mut harness, Role::CheckBox, "A blank form, to be filled in by hand");
    press(&mut harness, Role::Button, "Export\u{2026}");
    happen(&mut harness, Event::ChosenToExport(Some("out/form.pdf".into())));
    let (number, of, asked, to) = started(&harness);
    assert!(matches!(of, ExportOf::Open { .. }) && asked.choices.is_form);
    happen(&mut harness, Event::Exported { number, to, result: Ok(1) });
    let state = &harness.state().state;
    assert_eq!(state.title(), title);
    let is_as_before = |document: &secure_start::app::Document| {
        let before = before.as_ref().unwrap();
        document.path() == before.path() && document.is_unsaved() == before.is_unsaved()
    };
    assert!(state.document.as_ref().is_some_and(is_as_before));
}

#[test]
fn printing_needs_two_keys() {
    let mut harness = rig_with_sample();
    command(&mut harness, Key::P);
    harness.get_by_role_and_label(Role::Dialog, "Print");
    key(&mut harness, Key::Enter);
    let (number, _, asked, to) = started(&harness);
    assert_eq!((asked.kind, to.clone()), (Kind::Pdf, ExportTo::Viewer));
    let error = ExportError::NotShown { path: "print/pages.pdf".into(), detail: "no viewer".to_owned() };
    happen(&mut harness, Event::Exported { number, to, result: Err(error) });
    harness.get_by_role_and_label(Role::Dialog, "Nothing was exported");
    harness.get_by_label("Open print/pages.pdf in a program that shows PDF files.");
}

#[test]
fn an_export_that_runs_is_stopped_by_key_and_by_closing_the_window() {
    for closes in [false, true] {
        let mut harness = rig_with_team();
        command(&mut harness, Key::P);
        key(&mut harness, Key::Enter);
        let (number, _, _, to) = started(&harness);
        harness.get_by_role_and_label(Role::Dialog, "Exporting");
        assert_eq!(focused(&harness).map(|(_, name, _)| name), Some("Stop".to_owned()));
        if closes {
            harness.state_mut().take(Msg::CloseRequested);
            harness.run();
        } else {
            key(&mut harness, Key::Enter);
        }
        assert_eq!(harness.state().effects.last(), Some(&Effect::CancelExport));
        assert!(matches!(&harness.state().state.dialog, Some(Dialog::Exports(running)) if running.is_stopping));
        happen(&mut harness, Event::Exported { number, to, result: Err(ExportError::Cancelled) });
        harness.get_by_label("The export was stopped. Nothing was written.");
        assert!(!harness.state().state.is_quitting);
    }
}

#[test]
fn without_a_file_dialog_the_path_is_typed_and_asked_again_after_a_problem() {
    let mut harness = rig_with_sample();
    asks_to_export(&mut harness);
    tab_to(&mut harness, "Export\u{2026}");
    key(&mut harness, Key::Enter);
    let asked = PathAsked::new(Purpose::Export, "out", "a.xlsx");
    happen(&mut harness, Event::NoFileDialog(asked));
    assert_eq!(focused(&harness).map(|(_, name, _)| name), Some("File name".to_owned()));
    key(&mut harness, Key::Enter);
    let (number, _, _, to) = started(&harness);
    assert_eq!(to, ExportTo::File { path: "out/a.xlsx".into(), may_replace: false });
    let result = Err(ExportError::NotSaved(SaveError::AlreadyThere));
    happen(&mut harness, Event::Exported { number, to, result });
    press(&mut harness, Role::Button, "Close");
    harness.get_by_role_and_label(Role::Dialog, "Export to a file");
}

#[test]
fn columns_are_chosen_and_the_last_one_stays() {
    let mut harness = rig_with_sample();
    asks_to_export(&mut harness);
    press(&mut harness, Role::DisclosureTriangle, "Columns of the list of steps: 38 of 38");
    harness.run();
    for column in Column::ALL.into_iter().filter(|column| !matches!(column, Column::Note | Column::Name)) {
        harness.get_by_role_and_label(Role::CheckBox, column.label()).scroll_to_me();
        harness.run();
        press(&mut harness, Role::CheckBox, column.label());
    }
    press(&mut harness, Role::CheckBox, "Name");
    press(&mut harness, Role::Button, "Export\u{2026}");
    happen(&mut harness, Event::ChosenToExport(Some("out/a.xlsx".into())));
    assert_eq!(started(&harness).2.choices.columns, [Column::Name]);
}
