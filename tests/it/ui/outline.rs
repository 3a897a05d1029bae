//! What a screen reader meets on each screen. A change here is a change for somebody: look at it before it is accepted.

use std::sync::Arc;

use egui::accesskit::Role;
use insta::assert_snapshot;
use secure_start::app::{Action, Address, Dialog, Leaving, Loss, Msg, PathAsked, Purpose, SAMPLES};
use secure_start::checklist::{Edit, offer};
use secure_start::text::Problem;

use crate::packs::the_example_pack;
use crate::world::catalogue;

use super::{outline, press, rig, rig_of, rig_with_sample};

#[test]
fn a_screen_reader_meets_the_welcome_screen() {
    assert_snapshot!(outline(&rig()));
}

#[test]
fn a_screen_reader_meets_the_form() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Make my checklist");
    assert_snapshot!(outline(&harness));
}

#[test]
fn a_screen_reader_meets_a_checklist_with_a_step_open() {
    assert_snapshot!(outline(&rig_with_sample()));
}

#[test]
fn a_screen_reader_meets_a_checklist_at_twice_the_text_size() {
    let mut harness = rig_of(683.0, 384.0);
    harness.state_mut().take(Msg::Do(Action::TrySample(0)));
    harness.state_mut().take(Msg::Select(None));
    harness.run();
    assert_snapshot!(outline(&harness));
}

#[test]
fn a_screen_reader_meets_the_contents_of_the_reference() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Reference");
    assert_snapshot!(outline(&harness));
}

#[test]
fn a_screen_reader_meets_a_reference_panel() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::Button, "About your setting");
    assert_snapshot!(outline(&harness));
}

#[test]
fn a_screen_reader_meets_the_settings() {
    let mut harness = rig();
    harness.state_mut().take(Msg::Do(Action::Settings));
    harness.run();
    assert_snapshot!(outline(&harness));
}

#[test]
fn a_screen_reader_meets_the_keyboard_shortcuts() {
    let mut harness = rig();
    harness.state_mut().take(Msg::Do(Action::Shortcuts));
    harness.run();
    assert_snapshot!(outline(&harness));
}

#[test]
fn a_screen_reader_meets_the_dialogs() {
    let edit = Edit::tick("security-induction".into());
    let asked = |purpose| PathAsked::new(purpose, "/somewhere", "a.json");
    let merged = catalogue().with_pack(&the_example_pack());
    let an_offer = offer(&SAMPLES[0].checklist().unwrap(), &merged).unwrap().unwrap();
    let address = Address { title: "A page".to_owned(), address: "https://example.org/a".to_owned() };
    let problem = Problem { happened: "This happened.".to_owned(), to_do: "Do this.".to_owned() };
    for (name, dialog) in [
        ("unsaved", Dialog::Unsaved(Leaving::Close)),
        ("reason", Dialog::Reason { edit, why: "It waits.".to_owned(), reason: String::new() }),
        ("problem", Dialog::Problem { title: "There is a problem", problem }),
        ("open", Dialog::Path(asked(Purpose::Open))),
        ("save", Dialog::Path(asked(Purpose::Save))),
        (
            "unread",
            Dialog::WouldBeLost { to: Leaving::Close, loss: Loss::UnreadDate(None, "\u{201c}x\u{201d}.".to_owned()) },
        ),
        ("form", Dialog::WouldBeLost { to: Leaving::Quit, loss: Loss::Form }),
        ("offer", Dialog::Offer { chosen: an_offer.usual(), offer: Arc::new(an_offer) }),
        ("address", Dialog::Address(address)),
        ("details", Dialog::Details),
        ("about", Dialog::About),
    ] {
        let mut harness = rig_with_sample();
        harness.state_mut().state.dialog = Some(dialog);
        harness.run();
        let lines = outline(&harness);
        let dialog = lines.split_once("\n  Dialog").unwrap().1;
        assert_snapshot!(name, dialog);
    }
}
