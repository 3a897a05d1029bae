//! Everything without a mouse.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use secure_start::app::{Effect, Event, Menu, Screen};
use secure_start::format;
use secure_start::outcome::Loaded;
use secure_start::ui::theme::{DARK, LIGHT};

use super::every::{View, every_dialog, of_each, with_dialog};
use super::{Rig, happen, outline, press, rig, rig_of, rig_with_sample, status_of};

pub(super) fn key(harness: &mut Harness<'_, Rig>, key: Key) {
    harness.key_press(key);
    harness.run();
}

pub(super) fn command(harness: &mut Harness<'_, Rig>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

/// The name of what has the focus.
pub(super) fn focused(harness: &Harness<'_, Rig>) -> Option<(Role, String, egui::Rect)> {
    let id = harness.ctx.memory(egui::Memory::focused)?;
    let node = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused())?;
    let access = node.accesskit_node();
    let rect = harness.ctx.read_response(id)?.interact_rect;
    Some((access.role(), access.label().unwrap_or_default(), rect))
}

/// Presses Tab until what has a name has the focus.
pub(super) fn tab_to(harness: &mut Harness<'_, Rig>, name: &str) {
    let mut seen = Vec::new();
    for _ in 0..200 {
        if let Some((_, label, _)) = focused(harness) {
            if label == name {
                return;
            }
            seen.push(label);
        }
        key(harness, Key::Tab);
    }
    panic!("Tab never came to \u{201c}{name}\u{201d}, only to {seen:#?}");
}

fn choose_by_key(harness: &mut Harness<'_, Rig>, name: &str, downs: usize) {
    tab_to(harness, name);
    key(harness, Key::Enter);
    for _ in 0..downs {
        key(harness, Key::ArrowDown);
    }
    key(harness, Key::Enter);
}

pub(super) fn type_text(harness: &mut Harness<'_, Rig>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn a_checklist_is_made_and_ticked_by_keyboard_alone() {
    let mut harness = rig();
    command(&mut harness, Key::N);
    assert_eq!(focused(&harness).unwrap().1, "Name", "the first field has the focus");
    type_text(&mut harness, "Nia Sampleton");
    choose_by_key(&mut harness, "Nation", 1);
    choose_by_key(&mut harness, "Setting", 2);
    choose_by_key(&mut harness, "Role", 1);
    choose_by_key(&mut harness, "Contract", 1);
    tab_to(&mut harness, "Planned start date (optional)");
    type_text(&mut harness, "29 mar 2027");
    tab_to(&mut harness, "Make the checklist");
    key(&mut harness, Key::Enter);
    let starter = harness.state().state.document.as_ref().unwrap().checklist().starter.clone();
    assert_eq!(starter.setting.as_str(), "category-b-local-prison");
    assert_eq!(starter.role.as_str(), "nurse");
    assert_eq!(starter.planned_start, chrono::NaiveDate::from_ymd_opt(2027, 3, 29));

    // The next step has the focus: Space ticks it, Ctrl+Z takes it back.
    key(&mut harness, Key::Space);
    assert_eq!(status_of(&harness, "gather-documents"), "Completed");
    command(&mut harness, Key::Z);
    assert_eq!(status_of(&harness, "gather-documents"), "Not yet started");
    // Down is the next row, Up the one before.
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Space);
    assert_eq!(status_of(&harness, "ask-which-checks"), "Completed");
    key(&mut harness, Key::ArrowUp);
    key(&mut harness, Key::ArrowUp);
    key(&mut harness, Key::Space);
    assert_eq!(status_of(&harness, "confirm-offer"), "Completed");
}

#[test]
fn enter_opens_a_step_and_closing_it_gives_the_focus_back() {
    let mut harness = rig_with_sample();
    key(&mut harness, Key::Enter);
    assert_eq!(focused(&harness).unwrap().1, "Close step");
    key(&mut harness, Key::Enter);
    let (_, name, _) = focused(&harness).unwrap();
    assert!(name.starts_with("Get your references and work history checked."), "{name}");
}

#[test]
fn the_search_field_is_one_key_away_and_escape_clears_it() {
    let mut harness = rig_with_sample();
    command(&mut harness, Key::F);
    assert_eq!(focused(&harness).unwrap().1, "Find a step");
    type_text(&mut harness, "dbs");
    assert!(harness.query_by_label("43 shown").is_none(), "the search narrows the list");
    key(&mut harness, Key::Escape);
    harness.get_by_label("43 shown");
}

#[test]
fn every_screen_is_one_key_away() {
    let mut harness = rig_with_sample();
    for (pressed, screen) in [
        (Key::Num2, Screen::Reference),
        (Key::Num1, Screen::Checklist),
        (Key::Num3, Screen::Reference),
        (Key::Num4, Screen::Reference),
        (Key::Num5, Screen::Plan),
        (Key::Num1, Screen::Checklist),
    ] {
        command(&mut harness, pressed);
        assert_eq!(harness.state().state.screen, screen);
    }
}

/// The least that anything to aim at may measure, in points.
const TARGET: f32 = 24.0;

/// Goes through what is shown by Tab until it comes round, then back by Shift+Tab: whatever has the focus has a name, is
/// large enough to aim at, and is on the screen.
pub(super) fn walk(harness: &mut Harness<'_, Rig>, least: usize) {
    let mut forwards = go_round(harness, Modifiers::NONE);
    let mut back = go_round(harness, Modifiers::SHIFT);
    assert!(forwards.len() >= least, "only {} places: {forwards:#?}", forwards.len());
    forwards.sort();
    back.sort();
    assert_eq!(forwards, back, "the same places both ways");
}

fn go_round(harness: &mut Harness<'_, Rig>, modifiers: Modifiers) -> Vec<String> {
    let mut names = Vec::new();
    let on = |harness: &mut Harness<'_, Rig>| {
        harness.key_press_modifiers(modifiers, Key::Tab);
        harness.run();
        harness.ctx.memory(egui::Memory::focused)
    };
    let first = on(harness);
    assert!(first.is_some(), "Tab gives nothing the focus");
    for _ in 0..400 {
        names.push(seen(harness, &names));
        if on(harness) == first {
            return names;
        }
    }
    panic!("Tab never comes round: {names:#?}");
}

/// Whether the yellow ring, 3 points wide, and the dark one in it are drawn around this, inside the window.
fn is_ringed(harness: &Harness<'_, Rig>, visible: egui::Rect) -> bool {
    let ring = visible.expand(4.0).intersect(harness.ctx.content_rect());
    let is_drawn = |rect: egui::Rect, color, width: f32| {
        harness.output().shapes.iter().any(|clipped| match &clipped.shape {
            egui::Shape::Rect(shape) => {
                let is_there = (shape.rect.min - rect.min).abs().max_elem() < 1.5;
                is_there && shape.stroke.color == color && (shape.stroke.width - width).abs() < 0.1
            }
            _ => false,
        })
    };
    let page = harness.ctx.global_style().visuals.panel_fill;
    let tokens = [LIGHT, DARK].into_iter().find(|tokens| tokens.page == page).unwrap();
    is_drawn(ring, tokens.focus, 3.0) && is_drawn(ring.shrink(3.0), tokens.focus_edge, 2.0)
}

/// The name of what has the focus, which is on the screen.
fn seen(harness: &Harness<'_, Rig>, before: &[String]) -> String {
    let screen = harness.ctx.content_rect();
    let (role, name, visible) = focused(harness).unwrap();
    assert!(!name.is_empty(), "a {role:?} without a name, after {before:?}");
    let whole = harness.ctx.memory(egui::Memory::focused).and_then(|id| harness.ctx.read_response(id)).unwrap().rect;
    assert!(
        whole.width() >= TARGET && whole.height() >= TARGET,
        "\u{201c}{name}\u{201d} is too small to aim at: {:?}",
        whole.size()
    );
    assert!(
        visible.width() >= TARGET && visible.height() >= TARGET && screen.expand(1.0).contains_rect(visible),
        "\u{201c}{name}\u{201d} has the focus and is not on the screen: {visible:?} of {screen:?}"
    );
    assert!(is_ringed(harness, visible), "no ring is drawn around \u{201c}{name}\u{201d}, {visible:?}");
    name
}

#[test]
fn tab_goes_through_every_screen_and_is_always_visible() {
    of_each(View::all(), |view| walk(&mut view.show(1366.0, 768.0), view.least(true)));
}

#[test]
fn tab_is_always_visible_at_twice_the_text_size() {
    of_each(View::all(), |view| walk(&mut view.show(683.0, 384.0), view.least(false)));
    let mut harness = rig_of(683.0, 384.0);
    press(&mut harness, Role::Button, "Nurse \u{b7} Category B local prison \u{b7} England \u{b7} Employed");
    press(&mut harness, Role::Button, "Get your occupational health clearance. Not yet started.");
    press(&mut harness, Role::Button, "Back to the list");
    let (_, name, rect) = focused(&harness).unwrap();
    assert!(name.starts_with("Get your occupational health clearance."), "{name}");
    assert!(harness.ctx.content_rect().contains_rect(rect), "the row is on the screen: {rect:?}");
}

#[test]
fn tab_goes_through_every_dialog_and_is_always_visible() {
    for (width, height) in [(1366.0, 768.0), (683.0, 384.0)] {
        of_each(every_dialog(), |dialog| walk(&mut with_dialog(dialog.clone(), width, height), 1));
    }
}

#[test]
fn every_menu_is_gone_through_by_key_and_always_visible() {
    for (width, height) in [(1366.0, 768.0), (683.0, 384.0)] {
        of_each(Menu::ALL.into_iter().enumerate(), |&(place, menu)| {
            let mut harness = View::Checklist.show(width, height);
            key(&mut harness, Key::F10);
            for _ in 0..place {
                key(&mut harness, Key::Tab);
            }
            assert_eq!(focused(&harness).unwrap().1, menu.label());
            key(&mut harness, Key::Enter);
            let mut names = Vec::new();
            // Past its end, nothing stays open behind the focus.
            while egui::Popup::is_any_open(&harness.ctx) && names.len() < 40 {
                key(&mut harness, Key::Tab);
                names.push(seen(&harness, &names));
            }
            let state = &harness.state().state;
            for entry in menu.entries().iter().flatten().filter(|entry| entry.is_enabled(state)) {
                let label = entry.label(state);
                assert!(names.iter().any(|name| name.starts_with(&label)), "{label}: {names:?}");
            }
        });
    }
}

#[test]
fn the_menus_open_and_act_by_keyboard() {
    let mut harness = rig_with_sample();
    tab_to(&mut harness, "Go");
    key(&mut harness, Key::Enter);
    tab_to(&mut harness, "About your role");
    key(&mut harness, Key::Enter);
    assert_eq!(harness.state().state.screen, Screen::Reference);
    harness.get_by_role_and_label(Role::Heading, "Nurse");
}

#[test]
fn typing_goes_on_while_a_notice_or_a_field_comes_and_goes() {
    let mut harness = rig_with_sample();
    // A tick shows the line at the foot; the first letter takes it away again.
    press(&mut harness, Role::CheckBox, "Completed: Complete resuscitation training at your level");
    for (field, text) in [("Reference", "ABC 123"), ("Waiting on", "Kent unit")] {
        harness.get_by_role_and_label(Role::TextInput, field).focus();
        harness.run();
        for letter in text.chars() {
            type_text(&mut harness, &letter.to_string());
        }
        assert_eq!(harness.get_by_role_and_label(Role::TextInput, field).value().as_deref(), Some(text));
    }
}

#[test]
fn tab_goes_on_to_the_next_field_after_a_date_right_or_wrong() {
    let mut harness = rig_with_sample();
    for typed in ["3/11/26", "31 feb 2027"] {
        harness.get_by_role_and_label(Role::TextInput, "Asked for on").focus();
        harness.run();
        command(&mut harness, Key::A);
        type_text(&mut harness, typed);
        key(&mut harness, Key::Tab);
        for next in ["Runs out on", "Told it will be done by", "Waiting on"] {
            assert_eq!(focused(&harness).unwrap().1, next, "{typed}");
            key(&mut harness, Key::Tab);
        }
    }
}

#[test]
fn escape_from_a_list_or_a_menu_gives_the_focus_back() {
    let mut harness = rig();
    command(&mut harness, Key::N);
    tab_to(&mut harness, "Nation");
    key(&mut harness, Key::Enter);
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Escape);
    assert_eq!(focused(&harness).unwrap().1, "Nation");
    key(&mut harness, Key::F10);
    assert_eq!(focused(&harness).unwrap().1, "File");
    key(&mut harness, Key::Enter);
    key(&mut harness, Key::Escape);
    assert_eq!(focused(&harness).unwrap().1, "File");
}

#[test]
fn the_row_that_the_arrows_come_to_is_on_the_screen() {
    for (width, height) in [(1366.0, 768.0), (683.0, 384.0)] {
        let mut harness = rig_of(width, height);
        press(&mut harness, Role::Button, "Nurse \u{b7} Category B local prison \u{b7} England \u{b7} Employed");
        tab_to(&mut harness, "Completed: Get your conditional offer in writing");
        let screen = harness.ctx.content_rect();
        for _ in 0..50 {
            key(&mut harness, Key::ArrowDown);
            harness.run();
            let (_, name, rect) = focused(&harness).unwrap();
            assert!(rect.is_positive() && screen.contains_rect(rect), "{name} at {rect:?}");
        }
        assert!(focused(&harness).unwrap().1.starts_with("Agree your first shift with your manager."));
    }
}

#[test]
fn a_second_click_on_mark_as_completed_takes_nothing_back() {
    let mut harness = rig_with_sample();
    let at = harness.get_by_role_and_label(Role::Button, "Mark as completed").rect().center();
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
        harness.run();
    }
    assert_eq!(status_of(&harness, "references"), "Completed");
}

#[test]
fn tab_goes_on_after_a_wrong_date_in_the_form() {
    let mut harness = rig();
    command(&mut harness, Key::N);
    for typed in ["32/13/2027", "29/3/2027"] {
        tab_to(&mut harness, "Planned start date (optional)");
        command(&mut harness, Key::A);
        type_text(&mut harness, typed);
        key(&mut harness, Key::Tab);
        assert_eq!(focused(&harness).unwrap().1, "Choose a site pack\u{2026}", "{typed}");
        key(&mut harness, Key::Tab);
        assert_eq!(focused(&harness).unwrap().1, "Choose an earlier checklist\u{2026}", "{typed}");
    }
}

#[test]
fn a_pharmacist_dates_waits_saves_closes_and_reopens_by_keyboard_alone() {
    let mut harness = rig();
    command(&mut harness, Key::N);
    type_text(&mut harness, "Orla Sampleton");
    for (list, downs) in [("Nation", 4), ("Setting", 3), ("Role", 7), ("Contract", 1)] {
        choose_by_key(&mut harness, list, downs);
    }
    tab_to(&mut harness, "Make the checklist");
    key(&mut harness, Key::Enter);
    let starter = harness.state().state.document.as_ref().unwrap().checklist().starter.clone();
    assert_eq!((starter.setting.as_str(), starter.role.as_str()), ("northern-ireland-prison", "pharmacist"));

    // The search leads to the step; Enter opens it, and the focus is in its panel.
    command(&mut harness, Key::F);
    type_text(&mut harness, "Pharmaceutical Society");
    tab_to(&mut harness, "Check your registration with the Pharmaceutical Society NI. Not yet started.");
    key(&mut harness, Key::Enter);
    tab_to(&mut harness, "Asked for on");
    type_text(&mut harness, "3 nov 2026");
    tab_to(&mut harness, "Waiting on");
    type_text(&mut harness, "the Society");
    tab_to(&mut harness, "I asked again today");
    key(&mut harness, Key::Enter);
    tab_to(&mut harness, "Reference");
    type_text(&mut harness, "R 7");
    let recorded = |harness: &Harness<'_, Rig>| {
        let checklist = harness.state().state.document.as_ref().unwrap().checklist();
        let record = checklist.step(&"psni-register-check".into()).unwrap().record.clone();
        (record.asked.unwrap().to_string(), record.waiting_on, record.chases.len(), record.reference)
    };
    let wanted = ("2026-11-03".to_owned(), "the Society".to_owned(), 1, "R 7".to_owned());
    assert_eq!(recorded(&harness), wanted);
    assert_eq!(status_of(&harness, "psni-register-check"), "In progress");

    let bytes = super::newcomer::save(&mut harness, "/anywhere/orla.json");
    command(&mut harness, Key::W);
    assert_eq!(harness.state().state.screen, Screen::Welcome);
    tab_to(&mut harness, "orla.json");
    key(&mut harness, Key::Enter);
    let Some(Effect::Load { path }) = harness.state().effects.last().cloned() else { panic!("not asked for") };
    let read = format::read(&bytes, super::world::catalogue()).unwrap();
    let loaded = Loaded { checklist: read.checklist, findings: read.findings, newer: None, bytes: bytes.into() };
    happen(&mut harness, Event::Loaded { path, result: Ok(Box::new(loaded)) });
    assert_eq!(recorded(&harness), wanted);
}

#[test]
fn a_problem_and_not_needed_are_set_by_keyboard_alone() {
    let mut harness = rig_with_sample();
    key(&mut harness, Key::Enter);
    tab_to(&mut harness, "In progress");
    key(&mut harness, Key::Enter);
    assert_eq!(status_of(&harness, "references"), "In progress");
    tab_to(&mut harness, "There is a problem");
    key(&mut harness, Key::Enter);
    assert_eq!(status_of(&harness, "references"), "There is a problem");
    tab_to(&mut harness, "Not needed");
    key(&mut harness, Key::Enter);
    assert_eq!(focused(&harness).unwrap().1, "Reason");
    type_text(&mut harness, "Paper records only");
    key(&mut harness, Key::Enter);
    assert_eq!(status_of(&harness, "references"), "Not needed");
}

/// The first text on the screen that begins like this.
fn rect_of(harness: &Harness<'_, Rig>, start: &str) -> egui::Rect {
    let begins = |text: Option<String>| text.is_some_and(|text| text.starts_with(start));
    let mut labels = harness.get_all_by_role(Role::Label);
    labels.find(|node| begins(node.accesskit_node().value())).map(|node| node.rect()).unwrap()
}

#[test]
fn a_panel_is_read_to_its_end_and_back_by_keyboard_alone() {
    let mut harness = rig_with_sample();
    command(&mut harness, Key::Num2);
    assert!(rect_of(&harness, "Last reviewed").top() > 768.0, "the end is far below");
    for (to_the_end, back) in [(vec![Key::End], vec![Key::Home]), (vec![Key::PageDown; 12], vec![Key::PageUp; 12])] {
        for pressed in to_the_end {
            key(&mut harness, pressed);
        }
        assert!(rect_of(&harness, "Last reviewed").bottom() < 768.0, "the end is on the screen");
        for pressed in back {
            key(&mut harness, pressed);
        }
        assert!(harness.get_by_role_and_label(Role::Heading, "Category B local prison").rect().top() > 0.0);
    }
}

#[test]
fn panels_fit_into_a_small_window_at_large_text() {
    let mut harness = super::rig_of(450.0, 300.0);
    command(&mut harness, Key::Num4);
    press(&mut harness, Role::Button, "Category B local prison");
    for node in harness.get_all_by_role(Role::Label) {
        assert!(node.rect().right() <= 450.0, "{:?} at {:?}", node.accesskit_node().value(), node.rect());
    }
}

#[test]
fn the_focus_comes_back_from_a_dialog_that_a_menu_opened() {
    let mut harness = rig_with_sample();
    tab_to(&mut harness, "Hide completed");
    let before = harness.ctx.memory(egui::Memory::focused);
    key(&mut harness, Key::F10);
    tab_to(&mut harness, "Edit");
    let menu = harness.ctx.memory(egui::Memory::focused);
    key(&mut harness, Key::Enter);
    tab_to(&mut harness, "Starter\u{2019}s details\u{2026}");
    key(&mut harness, Key::Enter);
    assert_eq!(focused(&harness).unwrap().1, "Name");
    key(&mut harness, Key::Escape);
    assert_eq!(harness.ctx.memory(egui::Memory::focused), menu, "by key, it had come from the menu bar");

    harness.ctx.memory_mut(|memory| memory.request_focus(before.unwrap()));
    harness.run();
    press(&mut harness, Role::Button, "Edit");
    press(&mut harness, Role::MenuItem, "Starter\u{2019}s details\u{2026}");
    key(&mut harness, Key::Escape);
    assert_eq!(
        harness.ctx.memory(egui::Memory::focused),
        before,
        "what a pointer does with menus leaves it where it was"
    );
}

#[test]
fn the_focus_comes_back_from_every_dialog_to_what_had_it() {
    of_each(every_dialog(), |dialog| {
        let mut harness = View::Checklist.show(1366.0, 768.0);
        tab_to(&mut harness, "Hide completed");
        let before = harness.ctx.memory(egui::Memory::focused);
        harness.state_mut().state.dialog = Some(dialog.clone());
        harness.run();
        assert_ne!(harness.ctx.memory(egui::Memory::focused), before, "the focus is in the dialog");
        // A date that cannot be read leads to the dialog with its field.
        for _ in 0..2 {
            key(&mut harness, Key::Escape);
        }
        harness.state_mut().state.dialog = None;
        harness.run();
        assert_eq!(harness.ctx.memory(egui::Memory::focused), before);
    });
}

#[test]
fn a_dialog_is_modal_and_what_is_behind_it_does_nothing() {
    of_each(every_dialog(), |dialog| {
        let mut harness = with_dialog(dialog.clone(), 1366.0, 768.0);
        let lines = outline(&harness);
        let lines: Vec<&str> = lines.lines().collect();
        assert!(lines[1].starts_with("  Dialog") && lines[1].ends_with("(modal)"), "{lines:#?}");
        assert!(lines[2..].iter().all(|line| line.starts_with("    ")), "{lines:#?}");
        // A screen reader may remember what was there before, and ask for it all the same.
        let screen = harness.state().state.screen;
        let behind = harness.query_by_role_and_label(Role::Button, "Reference").map(|node| node.click_accesskit());
        harness.run();
        assert!(behind.is_some() || !cfg!(target_os = "linux"), "there is nothing behind it to try");
        assert_eq!(harness.state().state.screen, screen);
    });
}

#[test]
fn enter_on_a_row_goes_into_its_step_also_while_another_is_open() {
    let mut harness = rig_with_sample();
    for name in ["Agree your preceptorship", "Complete resuscitation training at your level"] {
        let row = harness
            .get_all_by_role(Role::Button)
            .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
        row.unwrap().focus();
        harness.run();
        key(&mut harness, Key::Enter);
        harness.get_by_role_and_label(Role::Heading, name);
        assert_eq!(focused(&harness).unwrap().1, "Close step", "{name}");
    }
}
