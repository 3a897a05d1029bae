//! A team on the screen: by role and label, by keyboard alone, and as a screen reader meets it.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use insta::assert_snapshot;
use secure_start::app::{Chip, Dialog, Effect, Event, Msg, Purpose, Screen, TeamChange, TeamTab};
use secure_start::checklist::{Checklist, Edit, Record, SignOff, SignOffMethod, Status};
use secure_start::ids::Fingerprint;
use secure_start::kept::Unknown;
use secure_start::team::{Mark, TodoGroup};

use super::keyboard::{command, focused, key, tab_to, type_text};
use super::{Rig, drawn, outline, press, rig, rig_of};
use crate::teams::{ended, folder, not_read, path_of, person, scanned, scanned_from};
use crate::world::{a_checklist, day, opened, stamp, today};

const SIGNED: &str = "identity-check";

pub(super) fn with_team(mut harness: Harness<'static, Rig>, names: &[&str]) -> Harness<'static, Rig> {
    let rig = harness.state_mut();
    rig.take(Msg::Happened(Event::ChosenToOpen(Purpose::Team, Some(folder()))));
    let mut all: Vec<_> = names.iter().map(|name| scanned(name)).collect();
    all.push(not_read("notes"));
    rig.take(Msg::Happened(Event::TeamRead { number: 1, scanned: all }));
    rig.take(Msg::Happened(ended(1)));
    harness.run();
    harness
}

pub(super) fn rig_with_team() -> Harness<'static, Rig> {
    with_team(rig(), &["Amina", "Ben", "Ciara"])
}

fn on_tab(tab: TeamTab) -> Harness<'static, Rig> {
    let mut harness = rig_with_team();
    harness.state_mut().take(Msg::Team(TeamChange::Tab(tab)));
    harness.run();
    harness
}

fn name_of_focus(harness: &Harness<'_, Rig>) -> String {
    focused(harness).map(|(_, name, _)| name).unwrap_or_default()
}

/// The first thing that has to happen outside and has not been answered.
fn loads(harness: &mut Harness<'_, Rig>) -> Vec<std::path::PathBuf> {
    let effects = std::mem::take(&mut harness.state_mut().effects);
    let path = |effect| if let Effect::Load { path } = effect { Some(path) } else { None };
    effects.into_iter().filter_map(path).collect()
}

fn is_opened(harness: &mut Harness<'_, Rig>, name: &str, checklist: Checklist) {
    harness.state_mut().take(opened(path_of(name), checklist));
    harness.run();
}

#[test]
fn a_screen_reader_meets_what_needs_action_in_a_team() {
    assert_snapshot!(outline(&rig_with_team()));
}

#[test]
fn a_screen_reader_meets_the_people_of_a_team() {
    assert_snapshot!(outline(&on_tab(TeamTab::People)));
}

#[test]
fn a_screen_reader_meets_the_matrix_of_a_team() {
    assert_snapshot!(outline(&on_tab(TeamTab::Matrix)));
}

#[test]
fn the_matrix_shows_rows_at_twice_the_text_size_and_what_its_words_mean_when_asked() {
    let mut harness = with_team(rig_of(683.0, 384.0), &["Amina", "Ben", "Ciara"]);
    harness.state_mut().take(Msg::Team(TeamChange::Tab(TeamTab::Matrix)));
    harness.run();
    let screen = harness.ctx.content_rect();
    let is_row = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().label().is_some_and(|label| label.contains(" Sample. Getting ready: "))
    };
    let rows: Vec<egui::Rect> = harness.get_all_by_role(Role::Button).filter(is_row).map(|node| node.rect()).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|rect| screen.contains_rect(*rect)), "{rows:?}");
    let explained = "Signed off: Completed and signed off";
    assert!(!outline(&harness).contains(explained));
    tab_to(&mut harness, "What the words mean");
    key(&mut harness, Key::Enter);
    assert!(outline(&harness).contains(explained));
}

#[test]
fn a_screen_reader_meets_the_files_that_are_not_shown() {
    assert_snapshot!(outline(&on_tab(TeamTab::Files)));
}

#[test]
fn a_screen_reader_meets_a_team_at_twice_the_text_size() {
    assert_snapshot!(outline(&with_team(rig_of(683.0, 384.0), &["Amina", "Ben"])));
}

#[test]
fn every_tab_is_reached_by_keyboard_and_its_first_row_opens() {
    let mut harness = rig_with_team();
    assert_eq!(name_of_focus(&harness), "Actions");
    for (tab, first) in [
        ("People (3)", "Amina Sample. Role: Nurse."),
        ("Matrix", "Amina Sample. Getting ready:"),
        ("Files (1)", "notes.json."),
    ] {
        tab_to(&mut harness, tab);
        key(&mut harness, Key::Enter);
        for _ in 0..60 {
            if name_of_focus(&harness).starts_with(first) {
                break;
            }
            key(&mut harness, Key::Tab);
        }
        assert!(name_of_focus(&harness).starts_with(first), "{tab}: {}", name_of_focus(&harness));
        key(&mut harness, Key::Enter);
        assert_eq!(loads(&mut harness).len(), 1, "{tab}");
        command(&mut harness, Key::Num6);
    }
}

#[test]
fn a_step_is_opened_from_the_actions_and_going_back_leads_to_its_row() {
    let mut harness = rig_with_team();
    tab_to(&mut harness, "Ask again today: 3");
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::ArrowDown);
    let row = name_of_focus(&harness);
    assert!(row.starts_with("Ben Sample: ask HR"), "{row}");
    key(&mut harness, Key::Enter);
    assert_eq!(loads(&mut harness), [path_of("Ben")]);
    is_opened(&mut harness, "Ben", person("Ben"));
    let state = &harness.state().state;
    assert_eq!(state.screen, Screen::Checklist);
    assert_eq!(state.document.as_ref().unwrap().selected, Some("references".into()));
    command(&mut harness, Key::Num6);
    harness.run();
    assert_eq!(name_of_focus(&harness), row);
}

#[test]
fn the_heads_of_the_columns_sort_by_key_and_say_how() {
    let mut harness = on_tab(TeamTab::People);
    tab_to(&mut harness, "Sort by: Name, sorted");
    key(&mut harness, Key::Enter);
    assert_eq!(name_of_focus(&harness), "Sort by: Name, sorted the other way round");
    let rows: Vec<String> = harness
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|name| name.contains("Sample. Role"))
        .collect();
    assert!(rows[0].starts_with("Ciara") && rows[2].starts_with("Amina"), "{rows:?}");
}

#[test]
fn a_number_leads_to_those_whom_it_counts_and_its_chip_is_taken_away() {
    let mut harness = rig_with_team();
    press(&mut harness, Role::Button, "3 to sign off");
    harness.get_by_label("To sign off: 3");
    assert!(harness.query_by_label("Ask again today: 3").is_none());
    press(&mut harness, Role::Button, "Do not filter by: To sign off");
    harness.get_by_label("Ask again today: 3");
    assert!(harness.state().state.open_team.as_ref().unwrap().view.filter.is_empty());
}

#[test]
fn the_search_is_found_by_key_and_cleared_by_escape() {
    let mut harness = on_tab(TeamTab::People);
    command(&mut harness, Key::F);
    assert_eq!(name_of_focus(&harness), "Find a person");
    type_text(&mut harness, "ciara");
    harness.get_by_label("1 of 3 people");
    key(&mut harness, Key::Escape);
    harness.get_by_label("3 people");
}

#[test]
fn the_matrix_is_walked_by_arrows_and_opens_the_step_of_the_cell() {
    let mut harness = on_tab(TeamTab::Matrix);
    press(&mut harness, Role::CheckBox, "A column for each step");
    harness.run();
    for _ in 0..60 {
        if name_of_focus(&harness).starts_with("Amina Sample.") {
            break;
        }
        key(&mut harness, Key::Tab);
    }
    let first = name_of_focus(&harness);
    key(&mut harness, Key::ArrowRight);
    key(&mut harness, Key::ArrowDown);
    let second = name_of_focus(&harness);
    assert!(
        second.starts_with("Ben Sample.") && second.split('.').nth(1) != first.split('.').nth(1),
        "{first} {second}"
    );
    key(&mut harness, Key::Enter);
    assert_eq!(loads(&mut harness), [path_of("Ben")]);
    let team = harness.state().state.open_team.as_ref().unwrap();
    let column = team.roster().columns().get(team.shown().columns[1]).unwrap();
    assert_eq!(harness.state().state.goes_to, Some((path_of("Ben"), Some(column.id.clone()))));
}

/// A checklist of which every step stands like this, but for those that cannot start yet, and those that have not been
/// started: they are in one.
fn standing(mark: Mark) -> Checklist {
    let mut checklist = Checklist { id: mark.id().into(), ..a_checklist() };
    let (status, expires) = match mark {
        Mark::SignedOff | Mark::Completed | Mark::WaitsForSignOff => (Status::Completed, Some(day(2030, 1, 1))),
        Mark::RenewNow => (Status::Completed, Some(day(2026, 11, 23))),
        Mark::RanOut => (Status::Completed, Some(day(2026, 11, 20))),
        Mark::InProgress => (Status::InProgress, None),
        Mark::NotYetStarted | Mark::CannotStartYet => (Status::NotYetStarted, None),
        Mark::Problem => (Status::Problem, None),
        Mark::NotNeeded => (Status::NotNeeded, None),
    };
    let sign_off = SignOff {
        by: "Morgan Invented".to_owned(),
        post: "Head".to_owned(),
        method: SignOffMethod::SawOriginal,
        on: today(),
        reference: String::new(),
        of: Fingerprint::default(),
        seal: Fingerprint::default(),
        unknown: Unknown::new(),
    };
    for step in &mut checklist.steps {
        step.needs_sign_off = mark != Mark::Completed;
        let sign_off = (mark == Mark::SignedOff).then(|| sign_off.clone());
        step.record = Record { status, completed: Some(today()), expires, sign_off, ..Record::default() };
        if status != Status::Completed {
            step.record.completed = None;
        }
    }
    checklist
}

#[test]
fn the_words_of_the_matrix_are_those_of_the_list_and_none_is_cut() {
    let mut harness = rig_of(1900.0, 900.0);
    let rig = harness.state_mut();
    rig.take(Msg::Happened(Event::ChosenToOpen(Purpose::Team, Some(folder()))));
    let all = Mark::ALL.map(|mark| scanned_from(mark.id(), &standing(mark))).into();
    rig.take(Msg::Happened(Event::TeamRead { number: 1, scanned: all }));
    rig.take(Msg::Happened(ended(1)));
    rig.take(Msg::Team(TeamChange::Tab(TeamTab::Matrix)));
    harness.run();
    let is_cut = |seen: &[(String, bool)]| -> Vec<String> {
        let is_of_matrix = |text: &str| Mark::ALL.iter().any(|mark| text.ends_with(mark.word()));
        seen.iter().filter(|(text, is_cut)| *is_cut && is_of_matrix(text)).map(|(text, _)| text.clone()).collect()
    };
    assert_eq!(is_cut(&drawn(&harness)), [""; 0], "by section");
    press(&mut harness, Role::CheckBox, "A column for each step");
    let seen = drawn(&harness);
    assert_eq!(is_cut(&seen), [""; 0], "by step");
    for mark in Mark::ALL {
        let words = [mark.word(), mark.standing().label()];
        assert!(words[0] == words[1] || mark.standing().label() == "Completed", "{words:?}");
        // In the legend and in cells, behind the icon if there is one.
        let count = seen.iter().filter(|(text, _)| text.ends_with(mark.word())).count();
        assert!(count > 2, "{}: {count}", mark.word());
    }
}

#[test]
fn tables_show_days_with_their_whole_year_and_screen_readers_get_them_in_words() {
    let shows = |harness: &Harness<'_, Rig>, day: &str| {
        let found: Vec<bool> = drawn(harness).into_iter().filter(|(text, _)| text == day).map(|(_, cut)| cut).collect();
        assert!(!found.is_empty() && !found.contains(&true), "{day}: {found:?}");
    };
    let mut harness = on_tab(TeamTab::People);
    shows(&harness, "29/3/2027");
    assert!(outline(&harness).contains("Planned start: 29 March 2027."));
    let rig = harness.state_mut();
    rig.take(Msg::Happened(Event::TeamRead {
        number: 1,
        scanned: vec![scanned_from("Done", &standing(Mark::Completed))],
    }));
    rig.take(Msg::Happened(ended(1)));
    rig.take(Msg::Team(TeamChange::Tab(TeamTab::Matrix)));
    harness.run();
    press(&mut harness, Role::CheckBox, "A column for each step");
    shows(&harness, "22/11/2026");
}

#[test]
fn people_are_chosen_by_key_and_many_with_shift() {
    let mut harness = on_tab(TeamTab::People);
    tab_to(&mut harness, "Choose Amina Sample");
    key(&mut harness, Key::Space);
    harness.get_by_label("1 chosen");
    for _ in 0..60 {
        if name_of_focus(&harness).starts_with("Ciara Sample.") {
            break;
        }
        key(&mut harness, Key::Tab);
    }
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Space);
    harness.run();
    harness.get_by_label("3 chosen");
    press(&mut harness, Role::Button, "Set the day to ask again\u{2026}");
    harness.state_mut().effects.clear();
    type_text(&mut harness, "1 12 2026");
    press(&mut harness, Role::Button, "Set the day");
    let effects = &harness.state().effects;
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ChangeMany { files, .. } if files.len() == 3)));
}

#[test]
fn one_person_after_the_other_is_signed_off_by_keyboard_alone() {
    let mut harness = rig_with_team();
    let identity = "sign off \u{201c}Show your identity documents\u{201d}";
    tab_to(&mut harness, &format!("Amina Sample: {identity}, then the others who wait for it"));
    key(&mut harness, Key::Enter);
    assert_eq!(loads(&mut harness), [path_of("Amina")]);
    is_opened(&mut harness, "Amina", person("Amina"));
    assert_eq!(name_of_focus(&harness), "Your name");
    type_text(&mut harness, "Morgan Sample");
    key(&mut harness, Key::Tab);
    type_text(&mut harness, "Head of healthcare");
    tab_to(&mut harness, "Saw the original");
    key(&mut harness, Key::Space);
    tab_to(&mut harness, "Sign and next");
    key(&mut harness, Key::Enter);
    let signed = harness.state().state.document.as_ref().unwrap().checklist().step(&SIGNED.into()).unwrap();
    assert!(signed.is_signed_off());
    let save = harness.state().effects.iter().find_map(|effect| match effect {
        Effect::Save { path, checklist, revision, .. } => Some((path.clone(), checklist.clone(), *revision)),
        _ => None,
    });
    let (path, checklist, revision) = save.unwrap();
    let result = Ok(crate::world::loaded((*checklist).clone()).bytes);
    harness.state_mut().take(Msg::Happened(Event::Saved { path, checklist, revision, result }));
    harness.run();
    assert_eq!(loads(&mut harness), [path_of("Ben")]);
    is_opened(&mut harness, "Ben", person("Ben"));
    let Some(Dialog::SignOff(signing)) = &harness.state().state.dialog else { panic!() };
    assert_eq!((signing.by.as_str(), signing.method), ("Morgan Sample", Some(SignOffMethod::SawOriginal)));
    assert_eq!(name_of_focus(&harness), "Your name");
    tab_to(&mut harness, "Stop here");
    key(&mut harness, Key::Enter);
    // Back in the team, with the words of whoever was signed off.
    assert_eq!(harness.state().state.screen, Screen::Team);
    let Some(Dialog::Problem { problem, .. }) = &harness.state().state.dialog else { panic!() };
    assert!(problem.happened.starts_with("Amina Sample: "), "{}", problem.happened);
    key(&mut harness, Key::Escape);
    assert_eq!(harness.state().state.dialog, None);
}

#[test]
fn a_signed_step_shows_its_words_and_is_re_opened_with_a_reason_by_keyboard() {
    let mut harness = rig();
    let edit = Edit::SignOff {
        step: SIGNED.into(),
        by: "Robin Sample".to_owned(),
        post: "Manager".to_owned(),
        method: SignOffMethod::Observed,
        on: today(),
        reference: "R 1".to_owned(),
    };
    let signed = person("Ben").apply(&edit, &stamp()).unwrap();
    is_opened(&mut harness, "Ben", signed.clone());
    harness.state_mut().take(Msg::Select(Some(SIGNED.into())));
    harness.run();
    harness.get_by_label("Signed off by Robin Sample, Manager, on 22 November 2026.");
    harness.get_by_label("How: Observed it being done. Reference: R 1.");
    let seal = &signed.step(&SIGNED.into()).unwrap().record.sign_off.as_ref().unwrap().seal;
    harness.get_by_label(&secure_start::text::fingerprint_words(seal).unwrap());
    assert!(harness.query_by_role_and_label(Role::Button, "Mark as completed").is_none());
    tab_to(&mut harness, "Re-open\u{2026}");
    key(&mut harness, Key::Enter);
    type_text(&mut harness, "The wrong passport");
    key(&mut harness, Key::Enter);
    let checklist = harness.state().state.document.as_ref().unwrap().checklist();
    assert!(!checklist.step(&SIGNED.into()).unwrap().is_signed_off());
    assert_eq!(checklist.log.last().unwrap().reason, "The wrong passport");
    harness.get_by_label("Completed, and not signed off yet. A second person, such as your manager, verifies it.");
}

#[test]
fn what_a_sign_off_lacks_is_said_in_the_dialog() {
    let mut harness = rig();
    is_opened(&mut harness, "Ben", person("Ben"));
    harness.state_mut().take(Msg::AskSignOff(SIGNED.into()));
    harness.run();
    press(&mut harness, Role::Button, "Sign off");
    harness.get_by_label("Choose how you verified it.");
    press(&mut harness, Role::RadioButton, "Observed it being done");
    press(&mut harness, Role::Button, "Sign off");
    harness.get_by_label("Enter the name and the post of whoever signs.");
}

#[test]
fn the_last_of_many_is_reached_by_one_key_and_the_first_by_another() {
    let names: Vec<String> = (0..400).map(|number| format!("P{number:03}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut harness = with_team(rig(), &names);
    harness.state_mut().take(Msg::Team(TeamChange::Tab(TeamTab::People)));
    harness.run();
    for _ in 0..60 {
        if name_of_focus(&harness).starts_with("P000 Sample.") {
            break;
        }
        key(&mut harness, Key::Tab);
    }
    key(&mut harness, Key::End);
    harness.run();
    assert!(name_of_focus(&harness).starts_with("P399 Sample."), "{}", name_of_focus(&harness));
    key(&mut harness, Key::PageUp);
    harness.run();
    let above = name_of_focus(&harness);
    assert!(*above < *"P395" && above.starts_with("P3"), "{above}");
    key(&mut harness, Key::Home);
    harness.run();
    assert!(name_of_focus(&harness).starts_with("P000 Sample."));
    // Far fewer rows than people are drawn.
    let drawn = harness.get_all_by_role(Role::CheckBox).count();
    assert!(drawn < 40, "{drawn}");
}

#[test]
fn a_team_without_anything_to_do_says_so() {
    let mut harness = rig_with_team();
    harness.state_mut().take(Msg::Team(TeamChange::Toggle(Chip::Group(TodoGroup::Overdue))));
    harness.run();
    harness.get_by_label("Nothing needs action.");
    press(&mut harness, Role::Button, "Show everybody");
    harness.get_by_label("To sign off: 3");
}
