//! Work that was not saved, earlier versions, and what is kept on this computer.

use egui::{Response, Ui};

use super::answers::{Answers, close_ui, later_ui};
use super::answers_ui;
use crate::app::{Answer, Msg, State};
use crate::checklist::{Clash, Side, differences_between};
use crate::outcome::{Unsaved, Version};
use crate::text;
use crate::ui::Outbox;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{KeptInView as _, group, heading, hint, label, main_button, quiet};

pub(super) const RECOVER: &str = "Work that was not saved";
pub(super) const VERSIONS: &str = "Versions";
pub(super) const REMOVE: &str = "Remove my data from this computer?";
/// As many differences of a version are shown, and the rest counted.
const DIFFERENCES: usize = 20;

pub(super) fn recover_ui(ui: &mut Ui, found: &[Unsaved], outbox: &mut Outbox) -> Response {
    heading(ui, 2, RECOVER);
    label(ui, "Secure Start ended before this was saved. A copy was kept on this computer.");
    let mut first = None;
    for unsaved in found {
        ui.add_space(space::MEDIUM);
        let (name, about) = text::unsaved_words(unsaved);
        label(ui, Text::Strong.of(name.as_str()));
        label(ui, about);
        ui.horizontal_wrapped(|ui| {
            let back = if first.is_none() { main_button(ui, "Bring back") } else { ui.button("Bring back") };
            let back = back.kept_in_view().accessible_name(format!("Bring back: {name}"));
            if back.clicked() {
                outbox.send(Msg::Answer(Answer::Recover(unsaved.session.clone())));
            }
            first.get_or_insert(back);
            let discard = ui.button("Discard").kept_in_view().accessible_name(format!("Discard: {name}"));
            if discard.clicked() {
                outbox.send(Msg::Answer(Answer::Discard(unsaved.session.clone())));
            }
        });
    }
    ui.add_space(space::LARGE);
    let later = later_ui(ui, "Later", outbox);
    first.unwrap_or(later)
}

pub(super) fn versions_ui(
    ui: &mut Ui,
    state: &State,
    found: &[Version],
    open: Option<usize>,
    outbox: &mut Outbox,
) -> Response {
    heading(ui, 2, VERSIONS);
    let Some(document) = &state.document else { return ui.response() };
    label(ui, "What this computer has of this checklist, newest first: up to 20 versions, for 30 days.");
    if found.is_empty() {
        ui.add_space(space::SMALL);
        quiet(ui, "There is no earlier version yet. The first is made when the checklist is saved.");
    }
    let mut first = None;
    group(ui, VERSIONS, |ui| {
        for (place, version) in found.iter().enumerate() {
            let progress = version.checklist.progress(state.today);
            // Versions of one minute are told apart.
            let at = format!("{}{}", text::date_and_time(version.at), version.at.format(":%S"));
            let words = format!("{at}: {} of {} completed", progress.completed, progress.total);
            let response = ui.radio(open == Some(place), words).kept_in_view();
            if response.clicked() {
                outbox.send(Msg::Answer(Answer::LookAt(place)));
            }
            if open == Some(place) {
                first = Some(response);
            }
        }
    });
    let chosen = open.and_then(|place| found.get(place));
    let differences = chosen.map(|version| differences_between(document.checklist(), &version.checklist));
    if let Some(differences) = &differences {
        ui.add_space(space::MEDIUM);
        differences_ui(ui, differences);
    }
    ui.add_space(space::LARGE);
    let can_restore = differences.is_some_and(|differences| !differences.is_empty()) && document.newer().is_none();
    let main = if can_restore {
        answers_ui(ui, "Restore this version", Answer::Restore, "Close", outbox)
    } else {
        close_ui(ui, outbox)
    };
    first.unwrap_or(main)
}

fn differences_ui(ui: &mut Ui, differences: &[Clash]) {
    if differences.is_empty() {
        quiet(ui, "It is as the checklist is now.");
        return;
    }
    label(ui, Text::Strong.of("What would change back"));
    for difference in differences.iter().take(DIFFERENCES) {
        label(ui, text::clash_title(difference));
        for (when, side) in [("Now", Side::Ours), ("Then", Side::Theirs)] {
            hint(ui, format!("{when}: {}", text::side_lines(difference, side).join("; ")));
        }
    }
    if differences.len() > DIFFERENCES {
        quiet(ui, format!("And {} more.", differences.len() - DIFFERENCES));
    }
    hint(ui, "What you have now becomes a version, and stays in the history of the checklist.");
}

pub(super) fn remove_ui(ui: &mut Ui, outbox: &mut Outbox) -> Response {
    heading(ui, 2, REMOVE);
    label(ui, "This removes from this computer:");
    for what in [
        "copies of work that was not saved, but not of the checklist that is open;",
        "earlier versions of every checklist;",
        "the notes of what was signed off on this computer;",
        "the list of recent checklists and folders, and your name and post in Settings.",
    ] {
        label(ui, format!("\u{2022} {what}"));
    }
    label(ui, "The checklists themselves stay where they are saved.");
    ui.add_space(space::LARGE);
    Answers { is_dangerous: true, ..Answers::new("Remove my data", Answer::RemoveData) }.ui(ui, outbox).0
}
