//! The plan on the screen: by keyboard alone, as a screen reader meets it, and what is tried before it is kept.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use insta::assert_snapshot;
use secure_start::app::{Action, Effect, Event, Msg, PlanChange, PlanTab, Purpose, Screen, Zoom};
use secure_start::checklist::{Checklist, DateField, Edit, Status};
use secure_start::outcome::{Learned, LoadError};
use secure_start::plan::{ENOUGH, Experience};

use super::keyboard::{command, focused, key, tab_to, type_text, walk};
use super::{Rig, drawn, happen, outline, press, rig_of, rig_with_sample};
use crate::world::{day, stamp, today};

fn rig_with_plan(tab: PlanTab) -> Harness<'static, Rig> {
    let mut harness = rig_with_sample();
    command(&mut harness, Key::Num5);
    harness.state_mut().take(Msg::Plan(PlanChange::Tab(tab)));
    harness.run();
    harness
}

fn checklist<'a>(harness: &'a Harness<'_, Rig>) -> &'a Checklist {
    harness.state().state.document.as_ref().unwrap().checklist()
}

/// The names of all buttons that tell of a step with dates.
fn rows(harness: &Harness<'_, Rig>) -> Vec<String> {
    let names = harness.get_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.contains(". Begins likely ") || name.contains(". Completed ")).collect()
}

#[test]
fn a_screen_reader_meets_what_there_is_to_do_today() {
    assert_snapshot!(outline(&rig_with_plan(PlanTab::Today)));
}

#[test]
fn a_screen_reader_meets_the_table_of_the_plan() {
    assert_snapshot!(outline(&rig_with_plan(PlanTab::Table)));
}

#[test]
fn a_screen_reader_meets_what_runs_out() {
    assert_snapshot!(outline(&rig_with_plan(PlanTab::RunsOut)));
}

#[test]
fn a_screen_reader_meets_the_access_ladder() {
    assert_snapshot!(outline(&rig_with_plan(PlanTab::Access)));
}

#[test]
fn the_timeline_and_its_table_say_the_same_of_the_same_steps() {
    let mut harness = rig_with_plan(PlanTab::Timeline);
    let of_timeline = rows(&harness);
    harness.state_mut().take(Msg::Plan(PlanChange::Tab(PlanTab::Table)));
    harness.run();
    assert_eq!(of_timeline, rows(&harness));
    assert!(of_timeline.len() > 30, "{}", of_timeline.len());
    let vetting = of_timeline.iter().find(|name| name.starts_with("Get the HMPPS vetting decision")).unwrap();
    let expected = "Get the HMPPS vetting decision. Begins likely 20 October 2026. Ends likely 12 January 2027, earliest \
                    22 November 2026, latest 20 April 2027. Would set the date.";
    assert_eq!(vetting, expected);
    // What is seen in the table has less room.
    assert!(drawn(&harness).contains(&("12/1/2027".to_owned(), false)));
}

#[test]
fn a_date_is_tried_and_kept_by_keyboard_alone() {
    let mut harness = rig_with_sample();
    command(&mut harness, Key::Num5);
    assert_eq!(harness.state().state.screen, Screen::Plan);
    tab_to(&mut harness, "Timeline");
    key(&mut harness, Key::Enter);
    let first = rows(&harness)[0].clone();
    tab_to(&mut harness, &first);
    key(&mut harness, Key::Enter);
    assert_eq!(focused(&harness).unwrap().1, "Close");
    harness.get_by_role_and_label(Role::Heading, "Get the HMPPS vetting decision");
    tab_to(&mut harness, "Done by");
    type_text(&mut harness, "1 12 2026");
    // Nothing is kept yet, and what would follow is there to read.
    assert_eq!(checklist(&harness).step(&"hmpps-vetting-decision".into()).unwrap().record.expected, None);
    assert!(outline(&harness).contains("that is 42 days earlier than now."), "{}", outline(&harness));
    tab_to(&mut harness, "Keep this in the checklist");
    key(&mut harness, Key::Enter);
    let kept = checklist(&harness).step(&"hmpps-vetting-decision".into()).unwrap().record.expected;
    assert_eq!(kept, Some(day(2026, 12, 1)));
    assert!(checklist(&harness).log.iter().any(|entry| entry.what == "expected"));
    command(&mut harness, Key::Z);
    assert_eq!(checklist(&harness).step(&"hmpps-vetting-decision".into()).unwrap().record.expected, None);
}

#[test]
fn days_are_tried_one_number_or_three_and_a_slip_is_named() {
    let mut harness = rig_with_plan(PlanTab::Table);
    harness.state_mut().take(Msg::Plan(PlanChange::Try(Some("hmpps-vetting-decision".into()))));
    harness.run();
    let days = |harness: &mut Harness<'_, Rig>, days: [&str; 3]| {
        harness.state_mut().take(Msg::Plan(PlanChange::Days(days.map(str::to_owned))));
        harness.run();
        outline(harness)
    };
    assert!(days(&mut harness, ["", "40", ""]).contains("earlier than now"));
    assert!(days(&mut harness, ["20", "40", "10"]).contains("Days must be in order"));
    assert!(days(&mut harness, ["20", "", ""]).contains("Then:"));
    assert!(days(&mut harness, ["20", "x", "30"]).contains("Days must be whole numbers"));
    assert!(days(&mut harness, ["20", "40", "60"]).contains("Then:"));
    press(&mut harness, Role::Button, "Keep this in the checklist");
    let kept = checklist(&harness).step(&"hmpps-vetting-decision".into()).unwrap().record.days.clone().unwrap();
    assert_eq!((kept.low, kept.likely, kept.high), (20, 40, 60));
}

#[test]
fn what_is_tried_is_forgotten_when_it_is_not_kept() {
    let mut harness = rig_with_plan(PlanTab::Table);
    let before = checklist(&harness).clone();
    harness.state_mut().take(Msg::Plan(PlanChange::Try(Some("references".into()))));
    harness.state_mut().take(Msg::Plan(PlanChange::Ends(Some(day(2026, 12, 1)))));
    harness.run();
    assert!(outline(&harness).contains("Then: First shift: likely"), "a day for the problem makes the date known");
    press(&mut harness, Role::Button, "Close");
    assert_eq!(*checklist(&harness), before);
    assert!(harness.state().state.document.as_ref().unwrap().plan().tried.is_none());
}

#[test]
fn a_day_that_has_passed_is_said_to_be_so_and_nothing_follows_from_it() {
    let mut harness = rig_with_plan(PlanTab::Table);
    harness.state_mut().take(Msg::Plan(PlanChange::Try(Some("hmpps-vetting-decision".into()))));
    harness.state_mut().take(Msg::Plan(PlanChange::Ends(Some(day(2026, 11, 21)))));
    harness.run();
    let seen = outline(&harness);
    assert!(seen.contains("That day has passed, so it says nothing about the end."), "{seen}");
    assert!(!seen.contains("Then: ") && !seen.contains("Keep this in the checklist"), "{seen}");
    assert!(!seen.contains("that day counts, and not these days"), "{seen}");
    // Today itself can be tried.
    harness.state_mut().take(Msg::Plan(PlanChange::Ends(Some(day(2026, 11, 22)))));
    harness.run();
    let seen = outline(&harness);
    assert!(seen.contains("Then: ") && seen.contains("that day counts, and not these days"), "{seen}");
}

#[test]
fn the_timeline_is_zoomed_and_moved_by_keys() {
    let mut harness = rig_with_plan(PlanTab::Timeline);
    let zoom = |harness: &Harness<'_, Rig>| harness.state().state.document.as_ref().unwrap().plan_view().zoom;
    command(&mut harness, Key::CloseBracket);
    command(&mut harness, Key::CloseBracket);
    assert_eq!(zoom(&harness).times(), 4);
    command(&mut harness, Key::OpenBracket);
    assert_eq!(zoom(&harness).times(), 2);
    // Left and Right stay in the row and move the line of time.
    let first = rows(&harness)[0].clone();
    tab_to(&mut harness, &first);
    let seen = |harness: &Harness<'_, Rig>| {
        let said = outline(harness);
        said.lines().find(|line| line.contains(" to ") && line.contains("2026 to ")).unwrap().to_owned()
    };
    let before = seen(&harness);
    key(&mut harness, Key::ArrowRight);
    assert_eq!(focused(&harness).unwrap().1, first);
    let after = seen(&harness);
    assert_ne!(before, after, "other days are seen");
    key(&mut harness, Key::ArrowLeft);
    assert_eq!(seen(&harness), before);
    key(&mut harness, Key::ArrowDown);
    assert_ne!(focused(&harness).unwrap().1, first);
    tab_to(&mut harness, "All days");
    key(&mut harness, Key::Enter);
    assert_eq!(zoom(&harness), Zoom::WHOLE);
}

#[test]
fn asking_again_is_recorded_from_the_list_of_today() {
    let mut harness = rig_with_plan(PlanTab::Today);
    let name = "I asked again today: Get the HMPPS vetting decision";
    press(&mut harness, Role::Button, name);
    let chases = &checklist(&harness).step(&"hmpps-vetting-decision".into()).unwrap().record.chases;
    assert_eq!(chases.last().unwrap().on, today());
    // It is quiet for four weeks now.
    let said = outline(&harness);
    let waits = said.find("Waiting, and too early to ask again").unwrap();
    assert!(said.find("Wait for \u{201c}Get the HMPPS vetting decision").unwrap() > waits);
}

#[test]
fn tab_goes_through_the_plan_and_is_always_visible() {
    for (width, height) in [(1366.0, 768.0), (683.0, 384.0)] {
        let mut harness = rig_of(width, height);
        press(&mut harness, Role::Button, "Nurse \u{b7} Category B local prison \u{b7} England \u{b7} Employed");
        command(&mut harness, Key::Num5);
        for tab in PlanTab::ALL {
            harness.state_mut().take(Msg::Plan(PlanChange::Tab(tab)));
            harness.run();
            walk(&mut harness, 10);
        }
    }
}

#[test]
fn nothing_of_the_plan_is_wider_than_a_small_window() {
    let mut harness = rig_of(450.0, 300.0);
    harness.state_mut().take(Msg::Do(Action::TrySample(0)));
    harness.state_mut().take(Msg::Do(Action::ShowPlan));
    for tab in PlanTab::ALL {
        harness.state_mut().take(Msg::Plan(PlanChange::Tab(tab)));
        harness.run();
        for node in harness.get_all_by_role(Role::Label) {
            assert!(node.rect().right() <= 450.0, "{:?} at {:?}", node.accesskit_node().value(), node.rect());
        }
    }
}

/// So many people who got a decision in 10 days.
fn a_team(people: usize) -> Learned {
    let mut experience = Experience::default();
    for number in 0..people {
        let mut one = crate::world::a_checklist();
        one.id = format!("person-{number}").as_str().into();
        for step in &mut one.steps {
            step.record.asked = Some(day(2026, 10, 1));
            (step.record.status, step.record.completed) = (Status::Completed, Some(day(2026, 10, 11)));
        }
        experience.learn(&one, today());
    }
    Learned { experience, left_out: 0 }
}

#[test]
fn a_team_s_own_waiting_times_are_used_once_there_are_enough_and_can_be_left_again() {
    let mut harness = rig_with_plan(PlanTab::Today);
    press(&mut harness, Role::Button, "Use a team\u{2019}s waiting times\u{2026}");
    assert_eq!(harness.state().effects.last(), Some(&Effect::AskWhatToOpen(Purpose::TeamFolder, None)));
    let folder = PathBuf::from("team");
    harness.state_mut().take(Msg::Happened(Event::ChosenToOpen(Purpose::TeamFolder, Some(folder.clone()))));
    assert_eq!(harness.state().effects.last(), Some(&Effect::Learn { folder: folder.clone(), today: today() }));
    let learned = |people| Event::Learned { folder: folder.clone(), result: Ok(a_team(people)) };
    happen(&mut harness, learned(ENOUGH - 1));
    assert!(harness.state().state.team.is_none(), "one short of enough");
    assert!(outline(&harness).contains("Not enough is known yet"));
    happen(&mut harness, learned(ENOUGH));
    assert!(outline(&harness).contains("from 10 checklists in"), "{}", outline(&harness));
    let plan = harness.state().state.document.as_ref().unwrap().plan();
    assert_eq!(plan.moves.iter().find(|found| found.step.as_str() == "references").unwrap().usual_days, 10);
    press(&mut harness, Role::Button, "Use the usual days again");
    assert!(harness.state().state.team.is_none());
    let problem = Event::Learned { folder, result: Err(LoadError::NotFound) };
    happen(&mut harness, problem);
    harness.get_by_role_and_label(Role::Dialog, "The folder was not read");
}

#[test]
fn what_runs_out_before_the_first_shift_is_said_over_the_checklist() {
    let mut harness = rig_with_sample();
    let edit = Edit::SetDate {
        step: "nmc-register-check".into(),
        field: DateField::Expires,
        date: Some(today().succ_opt().unwrap()),
    };
    let changed = checklist(&harness).apply(&edit, &stamp());
    // A signed step is locked; a file can say it all the same.
    let mut changed = changed.unwrap_or_else(|_| checklist(&harness).clone());
    for step in &mut changed.steps {
        if step.id.as_str() == "nmc-register-check" {
            step.record.expires = Some(today().succ_opt().unwrap());
        }
    }
    harness.state_mut().take(crate::world::opened(PathBuf::from("a.json"), changed));
    harness.run();
    let words = "runs out on 23 November 2026, before your first shift.";
    assert!(outline(&harness).contains(words), "{}", outline(&harness));
}

/// Where a text is drawn; its whole rectangle, if it is there at all.
fn rect_of(harness: &Harness<'_, Rig>, begins: &str) -> egui::Rect {
    let is_meant = |text: &Option<String>| text.as_ref().is_some_and(|text| text.starts_with(begins));
    let mut nodes = harness.root().children_recursive();
    let found = nodes.find(|node| {
        let access = node.accesskit_node();
        is_meant(&access.value()) || is_meant(&access.label())
    });
    found.unwrap_or_else(|| panic!("nothing begins with {begins}")).rect()
}

fn is_in_sight(harness: &Harness<'_, Rig>, begins: &str) -> bool {
    harness.ctx.content_rect().expand(1.0).contains_rect(rect_of(harness, begins))
}

#[test]
fn what_was_recorded_after_something_was_tried_is_not_overwritten_by_keeping_it() {
    let mut harness = rig_with_plan(PlanTab::Table);
    let step = "hmpps-vetting-decision";
    let expected = |date| Msg::Edit(Edit::SetDate { step: step.into(), field: DateField::Expected, date: Some(date) });
    harness.state_mut().take(Msg::Plan(PlanChange::Try(Some(step.into()))));
    harness.state_mut().take(Msg::Plan(PlanChange::Ends(Some(day(2027, 1, 10)))));
    harness.state_mut().take(expected(day(2027, 2, 5)));
    harness.run();
    assert!(harness.state().state.document.as_ref().unwrap().plan().tried.is_none(), "the record is newer");
    harness.state_mut().take(Msg::Plan(PlanChange::Keep));
    assert_eq!(checklist(&harness).step(&step.into()).unwrap().record.expected, Some(day(2027, 2, 5)));
}

#[test]
fn what_would_follow_is_in_sight_while_it_is_typed() {
    for (width, height) in [(1366.0, 768.0), (450.0, 300.0)] {
        let mut harness = rig_of(width, height);
        harness.state_mut().take(Msg::Do(Action::TrySample(0)));
        harness.state_mut().take(Msg::Do(Action::ShowPlan));
        harness.state_mut().take(Msg::Plan(PlanChange::Tab(PlanTab::Table)));
        harness.state_mut().take(Msg::Plan(PlanChange::Try(Some("hmpps-vetting-decision".into()))));
        harness.run();
        tab_to(&mut harness, "Longest");
        type_text(&mut harness, "200");
        assert!(is_in_sight(&harness, "Then: First shift"), "{:?}", rect_of(&harness, "Then: First shift"));
        assert!(is_in_sight(&harness, "Longest"), "{width}: {:?}", rect_of(&harness, "Longest"));
    }
}

#[test]
fn the_focus_goes_back_to_a_row_that_can_be_seen() {
    for (width, height) in [(1366.0, 768.0), (450.0, 300.0)] {
        for tab in [PlanTab::Timeline, PlanTab::Table] {
            let mut harness = rig_of(width, height);
            harness.state_mut().take(Msg::Do(Action::TrySample(0)));
            harness.state_mut().take(Msg::Do(Action::ShowPlan));
            harness.state_mut().take(Msg::Plan(PlanChange::Tab(tab)));
            harness.run();
            let row = rows(&harness)[6].clone();
            tab_to(&mut harness, &row);
            key(&mut harness, Key::Enter);
            assert_eq!(focused(&harness).unwrap().1, "Close");
            key(&mut harness, Key::Escape);
            let (_, name, rect) = focused(&harness).unwrap();
            assert_eq!(name, row);
            assert!(rect.is_positive() && harness.ctx.content_rect().contains_rect(rect), "{tab:?}, {width}: {rect:?}");
        }
    }
}

#[test]
fn escape_in_a_field_of_the_what_if_leaves_the_field_and_the_next_one_closes_it() {
    let mut harness = rig_with_plan(PlanTab::Table);
    harness.state_mut().take(Msg::Plan(PlanChange::Try(Some("hmpps-vetting-decision".into()))));
    harness.run();
    tab_to(&mut harness, "Done by");
    type_text(&mut harness, "1 12 2026");
    key(&mut harness, Key::Escape);
    let is_open =
        |harness: &Harness<'_, Rig>| harness.state().state.document.as_ref().unwrap().plan_view().trial.is_some();
    assert!(is_open(&harness) && outline(&harness).contains("Then:"), "what was typed is still there");
    tab_to(&mut harness, "Close");
    key(&mut harness, Key::Escape);
    assert!(!is_open(&harness));
}

#[test]
fn page_keys_go_on_after_what_has_the_focus_went_out_of_sight() {
    for (tab, pages) in [(PlanTab::RunsOut, 2), (PlanTab::Access, 3)] {
        let mut harness = rig_of(450.0, 300.0);
        harness.state_mut().take(Msg::Do(Action::TrySample(0)));
        harness.state_mut().take(Msg::Do(Action::ShowPlan));
        harness.state_mut().take(Msg::Plan(PlanChange::Tab(tab)));
        harness.run();
        tab_to(&mut harness, tab.label());
        let top = |harness: &Harness<'_, Rig>| rect_of(harness, "Plan for").top();
        let mut before = top(&harness);
        for _ in 0..pages {
            key(&mut harness, Key::PageDown);
            harness.run_steps(20);
            assert!(top(&harness) < before - 50.0, "{tab:?}: {before} and then {}", top(&harness));
            before = top(&harness);
        }
        key(&mut harness, Key::Home);
        harness.run_steps(20);
        assert!(top(&harness) > 0.0, "back at the top");
    }
}

#[test]
fn the_answer_is_in_sight_on_arrival_in_a_small_window() {
    let mut harness = rig_of(450.0, 300.0);
    harness.state_mut().take(Msg::Do(Action::TrySample(0)));
    harness.run();
    command(&mut harness, Key::Num5);
    assert_eq!(focused(&harness).unwrap().1, "Today");
    assert!(is_in_sight(&harness, "First shift: "), "{:?}", rect_of(&harness, "First shift: "));
}

#[test]
fn the_focus_stays_on_the_row_that_was_asked_again_and_nothing_is_asked_twice() {
    let mut harness = rig_with_plan(PlanTab::Today);
    let name = "I asked again today: Get the HMPPS vetting decision";
    tab_to(&mut harness, name);
    for _ in 0..3 {
        key(&mut harness, Key::Enter);
    }
    let chases = &checklist(&harness).step(&"hmpps-vetting-decision".into()).unwrap().record.chases;
    assert_eq!(chases.iter().filter(|chase| chase.on == today()).count(), 1);
    let state = harness.state();
    assert_eq!(state.state.screen, Screen::Checklist, "the second Enter opens the row that kept the focus");
}

#[test]
fn from_a_step_that_was_opened_from_the_plan_a_way_leads_back_to_its_row() {
    let mut harness = rig_with_plan(PlanTab::Table);
    let row = rows(&harness)[3].clone();
    tab_to(&mut harness, &row);
    key(&mut harness, Key::Enter);
    tab_to(&mut harness, "Open this step in the checklist");
    key(&mut harness, Key::Enter);
    assert_eq!(harness.state().state.screen, Screen::Checklist);
    harness.state_mut().take(Msg::Plan(PlanChange::Try(None)));
    harness.run();
    tab_to(&mut harness, "Back to the plan");
    key(&mut harness, Key::Enter);
    assert_eq!(harness.state().state.screen, Screen::Plan);
    assert_eq!(focused(&harness).unwrap().1, row);
    // By mouse or by key, another step knows nothing of it.
    harness.state_mut().take(Msg::Select(Some("indemnity".into())));
    harness.run();
    assert!(!outline(&harness).contains("Back to the plan"));
}
