//! Site packs, newer catalogues, what was done elsewhere, and links, as somebody meets them on the screen.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use secure_start::app::{Action, Document, Effect, Event, Msg, Purpose};
use secure_start::checklist::{Checklist, Edit};
use secure_start::outcome::{Loaded, PackError};

use super::{Rig, choose, fill, happen, outline, press, rig, rig_with_sample};
use crate::packs::{example, the_example_pack};
use crate::world::{
    a_checklist, a_nurse, a_pharmacist_in_northern_ireland, catalogue, checklist_for, day, stamp, today,
};

fn a_pack_is_chosen(harness: &mut Harness<'_, Rig>, purpose: Purpose) {
    let path = PathBuf::from("/x/pack.json");
    assert_eq!(harness.state().effects.last(), Some(&Effect::AskWhatToOpen(purpose, None)));
    happen(harness, Event::ChosenToOpen(purpose, Some(path.clone())));
    assert_eq!(harness.state().effects.last(), Some(&Effect::LoadPack { path: path.clone(), purpose }));
    happen(harness, Event::PackLoaded { path, purpose, result: Ok(the_example_pack()) });
}

fn checklist<'a>(harness: &'a Harness<'_, Rig>) -> &'a Checklist {
    harness.state().state.document.as_ref().unwrap().checklist()
}

fn open(harness: &mut Harness<'_, Rig>, checklist: Checklist) {
    let loaded = Loaded { checklist, findings: Vec::new(), newer: None, bytes: Arc::from(&b"{}"[..]) };
    happen(harness, Event::Loaded { path: PathBuf::from("/x/a.json"), result: Ok(Box::new(loaded)) });
}

#[test]
fn a_checklist_is_made_with_a_site_pack_and_shows_it() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Make my checklist");
    fill(&mut harness, "Name", "Nia Sampleton");
    for (label, choice) in
        [("Nation", "England"), ("Setting", "Category B local prison"), ("Role", "Nurse"), ("Contract", "Employed")]
    {
        choose(&mut harness, label, choice);
    }
    press(&mut harness, Role::Button, "Choose a site pack\u{2026}");
    a_pack_is_chosen(&mut harness, Purpose::PackForNew);
    harness.get_by_label("Ask for a parking permit");
    press(&mut harness, Role::Button, "Make the checklist");
    let name = "HMP Sampleton (invented), by the induction team of Sample Care (invented), 16 November 2026";
    harness.get_by_label(&format!("Site pack: {name}."));
    harness.get_by_role_and_label(Role::Heading, "Left out by the site pack (1)");
    harness.get_by_label("Reason: Sample Care has a programme of its own, and your manager books it for you.");
    assert_eq!(checklist(&harness).site_pack, Some(the_example_pack()));

    harness.state_mut().take(Msg::Select(Some("hmpps-vetting-form".into())));
    harness.run();
    let lines = outline(&harness);
    assert!(lines.contains("Contacts for this step") && lines.contains("01632 960123"), "{lines}");
    press(&mut harness, Role::Button, "Reference");
    press(&mut harness, Role::Button, "Contacts");
    harness.get_by_role_and_label(Role::Link, "vetting@sampleton.example");
}

#[test]
fn a_pack_that_was_chosen_by_mistake_is_taken_out_of_the_form() {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Make my checklist");
    press(&mut harness, Role::Button, "Choose a site pack\u{2026}");
    a_pack_is_chosen(&mut harness, Purpose::PackForNew);
    press(&mut harness, Role::Button, "Do not use the site pack");
    assert!(harness.state().state.form.pack().is_none());
}

#[test]
fn a_pack_is_applied_after_a_preview_and_undone_in_one() {
    let mut harness = rig_with_sample();
    let before = checklist(&harness).clone();
    harness.state_mut().take(Msg::Do(Action::ApplyPack));
    a_pack_is_chosen(&mut harness, Purpose::PackForOpen);
    harness.get_by_role_and_label(Role::Dialog, "What the site pack changes");
    assert_eq!(*checklist(&harness), before, "nothing has changed yet");
    press(&mut harness, Role::CheckBox, "Added: Ask for a parking permit");
    press(&mut harness, Role::Button, "Use this site pack");
    assert!(checklist(&harness).step(&"site-meet-your-buddy".into()).is_some());
    assert!(checklist(&harness).step(&"site-parking-permit".into()).is_none(), "it was not wanted");
    assert_eq!(checklist(&harness).progress(today()).completed, before.progress(today()).completed, "no tick is lost");
    press(&mut harness, Role::Button, "Undo");
    assert_eq!(*checklist(&harness), before);
}

#[test]
fn a_preview_that_is_cancelled_changes_nothing() {
    let mut harness = rig_with_sample();
    let before = checklist(&harness).clone();
    harness.state_mut().take(Msg::Do(Action::ApplyPack));
    a_pack_is_chosen(&mut harness, Purpose::PackForOpen);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().state.dialog.is_none());
    assert_eq!(*checklist(&harness), before);
}

#[test]
fn a_pack_with_mistakes_is_refused_with_their_places_and_the_checklist_stays() {
    let broken = example().replacen("\"likely\": 70", "\"likely\": 700", 1).replacen("\"key-talk\"", "\"key-tlak\"", 1);
    let Err(error) = secure_start::format::read_pack(broken.as_bytes(), catalogue()) else { panic!("it is broken") };
    let mut harness = rig_with_sample();
    let before = checklist(&harness).clone();
    let path = PathBuf::from("/x/pack.json");
    happen(&mut harness, Event::PackLoaded { path, purpose: Purpose::PackForOpen, result: Err(error) });
    harness.get_by_role_and_label(Role::Dialog, "The site pack was not used");
    let lines = outline(&harness);
    assert!(lines.contains("pack.json has 2 mistakes"), "{lines}");
    assert!(lines.contains("low 35, likely 700, high 140") && lines.contains("key-tlak"), "{lines}");
    assert!(lines.contains("Line "), "{lines}");
    press(&mut harness, Role::Button, "Close");
    assert_eq!(*checklist(&harness), before);
}

#[test]
fn a_pack_for_others_is_not_applied() {
    let mut harness = rig();
    open(&mut harness, checklist_for(a_pharmacist_in_northern_ireland()));
    let path = PathBuf::from("/x/pack.json");
    let result: Result<_, PackError> = Ok(the_example_pack());
    happen(&mut harness, Event::PackLoaded { path, purpose: Purpose::PackForOpen, result });
    harness.get_by_role_and_label(Role::Dialog, "Nothing was changed");
    assert!(outline(&harness).contains("is not meant for this nation"));
}

#[test]
fn an_older_checklist_is_offered_the_newer_catalogue_until_somebody_decides() {
    let mut older = a_checklist();
    older.catalogue = "2026-01-31".to_owned();
    older.steps.retain(|step| step.id.as_str() != "preceptorship");
    let words = "The catalogue is newer than this checklist: 1 step added. Nothing changes until you say so.";
    let mut harness = rig();
    open(&mut harness, older.clone());
    harness.get_by_label(words);
    press(&mut harness, Role::Button, "Not now");
    assert!(harness.query_by_label(words).is_none());
    assert_eq!(*checklist(&harness), older);

    open(&mut harness, older);
    press(&mut harness, Role::Button, "Show what would change");
    harness.get_by_role_and_label(Role::Dialog, "Update from the catalogue");
    press(&mut harness, Role::Button, "Make 1 change");
    assert!(checklist(&harness).step(&"preceptorship".into()).is_some());
    assert!(harness.query_by_label(words).is_none());
}

#[test]
fn what_was_left_is_offered_again_though_no_catalogue_is_newer_and_may_be_left_once_more() {
    let mut harness = rig_with_sample();
    harness.state_mut().take(Msg::Do(Action::ApplyPack));
    a_pack_is_chosen(&mut harness, Purpose::PackForOpen);
    press(&mut harness, Role::CheckBox, "Added: Ask for a parking permit");
    press(&mut harness, Role::Button, "Use this site pack");
    let before = checklist(&harness).clone();
    harness.state_mut().take(Msg::Do(Action::Update));
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Update from the catalogue");
    assert!(!outline(&harness).contains("newer"), "the catalogue is the same");
    press(&mut harness, Role::CheckBox, "Added: Ask for a parking permit");
    press(&mut harness, Role::Button, "Keep the steps as they are");
    assert!(harness.state().state.dialog.is_none());
    assert_eq!(checklist(&harness).steps, before.steps);
}

#[test]
fn where_nothing_would_change_the_program_says_so() {
    let mut harness = rig_with_sample();
    harness.state_mut().take(Msg::Do(Action::Update));
    harness.run();
    harness.get_by_label(secure_start::text::NOTHING_TO_UPDATE);
}

#[test]
fn what_was_done_elsewhere_stands_beside_each_step() {
    let mut earlier = a_checklist();
    earlier = earlier.apply(&Edit::tick("gather-documents".into()), &stamp()).unwrap();
    let mut harness = rig();
    press(&mut harness, Role::Button, "Make my checklist");
    press(&mut harness, Role::Button, "Choose an earlier checklist\u{2026}");
    assert_eq!(harness.state().effects.last(), Some(&Effect::AskWhatToOpen(Purpose::Earlier, None)));
    let path = PathBuf::from("/x/earlier.json");
    happen(&mut harness, Event::ChosenToOpen(Purpose::Earlier, Some(path.clone())));
    assert_eq!(harness.state().effects.last(), Some(&Effect::LoadEarlier { path: path.clone() }));
    let loaded = Loaded { checklist: earlier, findings: Vec::new(), newer: None, bytes: Arc::from(&b"{}"[..]) };
    happen(&mut harness, Event::EarlierLoaded { path, result: Ok(Box::new(loaded)) });
    harness.get_by_label("Earlier checklist: Amina Sample, HMP Sampleton");
    assert_eq!(harness.state().state.form.name, a_nurse().name, "the name comes along");
    for (label, choice) in [
        ("Nation", "Wales"),
        ("Setting", "Category C training and resettlement prison"),
        ("Role", "Nurse"),
        ("Contract", "Bank"),
    ] {
        choose(&mut harness, label, choice);
    }
    press(&mut harness, Role::Button, "Make the checklist");
    let lines = outline(&harness);
    assert!(lines.contains("Done before, for HMP Sampleton: do it again here"), "{lines}");
    assert_eq!(checklist(&harness).progress(today()).completed, 0);
}

fn opened_urls(harness: &Harness<'_, Rig>) -> Vec<String> {
    let commands = &harness.output().platform_output.commands;
    let url = |command: &OutputCommand| match command {
        OutputCommand::OpenUrl(open) => Some(open.url.clone()),
        _ => None,
    };
    commands.iter().filter_map(url).collect()
}

#[test]
fn a_source_shows_its_address_before_anything_is_opened() {
    let mut harness = rig_with_sample();
    press(&mut harness, Role::Button, "About your setting");
    let is_source = |label: Option<String>| label.is_some_and(|label| label.starts_with('['));
    let link = harness.get_all_by_role(Role::Link).find(|node| is_source(node.accesskit_node().label()));
    link.unwrap().click_accesskit();
    harness.step();
    assert_eq!(opened_urls(&harness), Vec::<String>::new());
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Open this page in your browser?");
    assert!(outline(&harness).contains("http"));
    harness.get_by_role_and_label(Role::Button, "Open in the browser").click_accesskit();
    harness.step();
    let opened = opened_urls(&harness);
    assert!(opened.len() == 1 && opened[0].starts_with("http"), "{opened:?}");
    harness.run();
    assert!(harness.state().state.dialog.is_none());
}

#[test]
fn a_link_that_is_no_page_and_no_mail_address_leads_nowhere() {
    let mut harness = rig();
    for address in ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "data:text/html,x"] {
        let address = secure_start::app::Address { title: "A page".to_owned(), address: address.to_owned() };
        harness.state_mut().take(Msg::Follow(address));
        harness.run();
        assert!(harness.state().state.dialog.is_none());
    }
}

#[test]
fn an_overdue_review_is_flagged_on_steps_panels_and_packs() {
    let words = "This review is overdue: check before you rely on it.";
    let mut harness = rig_with_sample();
    assert!(harness.query_by_label(words).is_none());
    harness.state_mut().moment.stamp.today = day(2030, 1, 1);
    harness.state_mut().take(Msg::DismissNotice);
    harness.run();
    harness.get_by_label(words);
    press(&mut harness, Role::Button, "About your setting");
    harness.get_by_label(words);
    let merged = catalogue().with_pack(&the_example_pack());
    let made = secure_start::checklist::make(&merged, "a-test-document".into(), a_nurse(), None, &stamp()).unwrap();
    open(&mut harness, made);
    let late = "The site pack was due to be read again on 16 May 2027: check with the induction team of Sample Care (invented) before you rely on it.";
    harness.get_by_label(late);
    let document: &Document = harness.state().state.document.as_ref().unwrap();
    assert_eq!(document.path(), Some(std::path::Path::new("/x/a.json")));
}
