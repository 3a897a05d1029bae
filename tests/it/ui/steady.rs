//! What stays where it is while steps are ticked.

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use secure_start::app::{Action, Msg};
use secure_start::checklist::Filter;

use super::keyboard::{command, key};
use super::{Rig, rig_of, rig_with_sample};

/// 1366 × 768 at 100 %, at 130 % under a task bar, at 200 %, and the smallest window.
const SIZES: [(f32, f32); 5] = [(1366.0, 768.0), (1120.0, 600.0), (1050.0, 575.0), (683.0, 384.0), (450.0, 300.0)];

/// The sample of a nurse with only the list in sight.
fn list_of(width: f32, height: f32) -> Harness<'static, Rig> {
    let mut harness = rig_of(width, height);
    harness.state_mut().take(Msg::Do(Action::TrySample(0)));
    harness.run();
    harness.state_mut().take(Msg::Select(None));
    harness.run();
    harness
}

/// The steps in the list, each with whether it is completed.
fn listed(harness: &Harness<'_, Rig>) -> Vec<(String, bool)> {
    let document = harness.state().state.document.as_ref().unwrap();
    let rows = document.overview().listing.sections.iter().flat_map(|section| &section.rows);
    rows.map(|row| (row.title.clone(), row.on.is_some())).collect()
}

/// The box of a row, and the rest of it.
fn rects(harness: &Harness<'_, Rig>, title: &str) -> [Rect; 2] {
    let tick = harness.get_by_role_and_label(Role::CheckBox, &format!("Completed: {title}")).rect();
    let begins = |label: Option<String>| label.is_some_and(|label| label.starts_with(&format!("{title}. ")));
    let row = harness.get_all_by_role(Role::Button).find(|node| begins(node.accesskit_node().label())).unwrap().rect();
    [tick, row]
}

fn click(harness: &mut Harness<'_, Rig>, at: egui::Pos2) {
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

/// Whether a row is below what stays above the list, and above the line at the foot.
fn is_seen(harness: &Harness<'_, Rig>, row: Rect) -> bool {
    let is_low = harness.ctx.content_rect().height() < 540.0;
    let heading = harness.get_by_role_and_label(Role::Heading, "Amina Yusuf (sample)");
    let above = if is_low { heading } else { harness.get_by_role_and_label(Role::CheckBox, "Hide completed") };
    let foot = match harness.query_by_role_and_label(Role::Button, "Dismiss") {
        Some(button) => button.rect().top(),
        None => harness.get_by_label("In no file yet.").rect().top(),
    };
    row.top() >= above.rect().bottom() && row.bottom() <= foot
}

/// Where the filters are.
fn below_the_header(harness: &Harness<'_, Rig>) -> f32 {
    let is_low = harness.ctx.content_rect().height() < 540.0;
    if is_low { 0.0 } else { harness.get_by_role_and_label(Role::CheckBox, "Hide completed").rect().top() }
}

/// Every step of the list is ticked, each at another place of the screen, and the tick is taken back.
fn tick_and_untick_all(harness: &mut Harness<'_, Rig>, size: (f32, f32), least: usize) {
    let (mut places, mut number_of_turns) = (Vec::new(), 0);
    for (number, (title, is_completed)) in listed(harness).into_iter().enumerate() {
        if !listed(harness).iter().any(|(other, _)| *other == title) {
            // Its alternative was ticked.
            continue;
        }
        // Now at the top of what is seen, now at its foot.
        let rows = listed(harness);
        let from = if number % 2 == 0 { rows.first() } else { rows.last() }.unwrap();
        for title in [&from.0, &title] {
            harness.get_by_role_and_label(Role::CheckBox, &format!("Completed: {title}")).scroll_to_me();
            harness.run();
        }
        let before = rects(harness, &title);
        assert!(is_seen(harness, before[0]), "{title} is in sight at {size:?}: {before:?}");
        places.push(before[0].top());
        for turn in ["ticked", "unticked", "ticked again"] {
            let header = below_the_header(harness);
            click(harness, before[0].center());
            if harness.state().state.dialog.is_some() {
                // It waits for another one, or is signed off: nothing was changed.
                key(harness, Key::Escape);
                break;
            }
            let after = rects(harness, &title);
            let place = after[0].with_max_y(after[0].top() + before[0].height());
            assert!(is_seen(harness, place), "{title} is covered when it is {turn} at {size:?}: {after:?}");
            let grown = below_the_header(harness) - header;
            if grown > 0.0 && !is_seen(harness, before[0]) {
                // Dates that clash are said above the list: no further than out from under that.
                let down = after[0].top() - before[0].top();
                assert!(down <= grown, "{title} has gone down by {down} when it is {turn} at {size:?}, not {grown}");
                break;
            }
            // What is recorded may come to light in a second line: the row reaches further down then.
            let places = [0, 1].map(|part| after[part].with_max_y(before[part].bottom().min(after[part].bottom())));
            assert_eq!(before, places, "{title}, completed before: {is_completed}, {turn} at {size:?}");
            number_of_turns += 1;
        }
    }
    assert!(number_of_turns >= least, "only {number_of_turns} at {size:?}");
    places.sort_by(f32::total_cmp);
    places.dedup();
    assert!(places.len() > 1, "the rows were at several places: {places:?}");
}

#[test]
fn a_row_that_is_ticked_stays_where_it_is() {
    for (width, height) in SIZES {
        let mut harness = list_of(width, height);
        tick_and_untick_all(&mut harness, (width, height), 20);
    }
}

#[test]
fn a_row_that_is_ticked_stays_also_where_completed_ones_are_hidden_or_only_open_ones_shown() {
    for hides in [true, false] {
        for (width, height) in SIZES {
            let mut harness = list_of(width, height);
            let action = if hides { Action::HideOrShowCompleted } else { Action::ShowOnly(Filter::ToDo) };
            harness.state_mut().take(Msg::Do(action));
            harness.run();
            tick_and_untick_all(&mut harness, (width, height), 12);
        }
    }
}

#[test]
fn the_name_the_progress_and_the_next_step_stay_above_the_list_when_a_step_is_ticked() {
    for (width, height) in SIZES {
        let mut harness = list_of(width, height);
        let heading =
            |harness: &Harness<'_, Rig>| harness.get_by_role_and_label(Role::Heading, "Amina Yusuf (sample)").rect();
        for _ in 0..3 {
            key(&mut harness, Key::PageDown);
        }
        let before = heading(&harness);
        assert!(before.top() >= 0.0 && before.bottom() <= height, "{before:?} at {width} × {height}");
        harness.state_mut().take(Msg::Tick("resuscitation-training".into()));
        harness.run();
        assert!(harness.state().state.notice.is_some());
        assert_eq!(heading(&harness), before, "{width} × {height}");
        let progress = harness.get_by_label("11 of 40 completed").rect();
        assert!(progress.top() >= 0.0 && progress.bottom() <= height, "{progress:?} at {width} × {height}");
        if height >= 575.0 {
            assert!(harness.get_by_role_and_label(Role::Button, "Show me").rect().top() > before.bottom());
        }
    }
}

#[test]
fn the_head_of_the_plan_stays_when_something_is_said() {
    let mut harness = rig_with_sample();
    harness.set_size(egui::vec2(1366.0, 690.0));
    command(&mut harness, Key::Num5);
    let heading = |harness: &Harness<'_, Rig>| {
        harness.get_by_role_and_label(Role::Heading, "Plan for Amina Yusuf (sample)").rect()
    };
    for _ in 0..3 {
        key(&mut harness, Key::PageDown);
    }
    let before = heading(&harness);
    harness.state_mut().take(Msg::Tick("resuscitation-training".into()));
    harness.run();
    assert!(harness.state().state.notice.is_some());
    assert_eq!(heading(&harness), before);
    assert!(before.top() >= 0.0);
    harness.get_by_label("11 of 40 completed");
}

#[test]
fn the_line_at_the_foot_is_as_high_with_something_said_in_it_as_without() {
    for (width, height) in SIZES {
        let mut harness = list_of(width, height);
        // Its words are in its middle, and it stands on the edge of the window.
        let before = harness.get_by_label("In no file yet.").rect().center().y;
        harness.state_mut().take(Msg::Tick("resuscitation-training".into()));
        harness.run();
        assert!(harness.state().state.notice.is_some());
        let after = harness.get_by_role_and_label(Role::Button, "Dismiss").rect().center().y;
        assert!((before - after).abs() < 1.0, "{before} and {after} at {width} × {height}");
    }
}
