//! The help, and what a report of a fault holds.

use secure_start::app::{Action, Dialog, Msg, SAMPLES, update};

use crate::world;

/// Whatever a report holds, it tells nobody who somebody is.
#[test]
fn a_report_of_a_fault_holds_no_name_and_nothing_of_a_checklist() {
    let mut state = world::state();
    state.settings.your_name = "Zephyrine Quux".to_owned();
    state.settings.your_post = "Head of Zebras".to_owned();
    let moment = world::moment();
    for place in 0..SAMPLES.len() {
        update(&mut state, Msg::Do(Action::TrySample(place)), &moment);
        let checklist = state.document.as_ref().unwrap().checklist().clone();
        let report = state.diagnostics().text();
        let starter = &checklist.starter;
        let mut secrets = vec!["Zephyrine", "Quux", "Zebras", &starter.name, &starter.site, &starter.employer];
        secrets.extend([starter.nation.as_str(), starter.setting.as_str(), starter.role.as_str()]);
        secrets.extend(checklist.log.iter().map(|entry| entry.by.as_str()));
        for secret in secrets.into_iter().filter(|secret| !secret.trim().is_empty()) {
            assert!(!report.contains(secret), "{secret}: {report}");
        }
        assert!(report.contains(&format!("{} steps", checklist.steps.len())));
        assert!(report.contains(env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn f1_opens_the_help_and_the_keys_are_one_step_away() {
    let mut state = world::state();
    let shortcut = Action::Help.shortcuts().next().unwrap();
    assert!(!shortcut.command && shortcut.key == secure_start::app::Key::F1);
    update(&mut state, Msg::Do(Action::Help), &world::moment());
    assert_eq!(state.dialog, Some(Dialog::Help));
    update(&mut state, Msg::Do(Action::Shortcuts), &world::moment());
    assert_eq!(state.dialog, Some(Dialog::Shortcuts));
}
