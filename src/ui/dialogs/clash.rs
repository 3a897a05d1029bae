//! Two people changed the same thing: both values side by side, and somebody else's lock.

use egui::{Response, Ui};

use super::answers::Answers;
use super::answers_ui;
use crate::app::{Answer, ClashWith, Clashing, Document, Msg, State, file_name};
use crate::checklist::{Clash, Side};
use crate::outcome::LockHolder;
use crate::text;
use crate::ui::Outbox;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{KeptInView as _, heading, hint, label};
use crate::visible::made_visible;

/// Narrower than this, the two values stand under each other.
const SIDE_BY_SIDE: f32 = 420.0;

pub(super) const CLASH: &str = "Two people changed the same thing";
pub(super) const RELOAD: &str = "Reload from the file?";
pub(super) const LOCKED: &str = "Somebody else is saving this file";

pub(super) fn clash_ui(ui: &mut Ui, state: &State, clashing: &Clashing, outbox: &mut Outbox) -> Response {
    heading(ui, 2, CLASH);
    let name = state.document.as_ref().map(Document::name).unwrap_or_default();
    let where_else = match &clashing.with {
        ClashWith::File(_) => format!("Somebody has saved {} since it was read here.", made_visible(&name)),
        ClashWith::Copy(copy) => format!("{} holds another version.", made_visible(&file_name(&copy.path))),
    };
    label(ui, format!("{where_else} Everything else is put together. Choose what counts here."));
    hint(ui, "What you do not choose stays in the history of the checklist.");
    let mut first = None;
    for clash in &clashing.clashes {
        ui.add_space(space::MEDIUM);
        let response = one_ui(ui, clash, clashing.theirs.contains(&clash.key), outbox);
        first.get_or_insert(response);
    }
    ui.add_space(space::LARGE);
    if matches!(clashing.with, ClashWith::File(_)) {
        ui.horizontal_wrapped(|ui| {
            let others = [
                ("Reload without mine", Answer::Reload),
                ("Keep both files", Answer::KeepBoth),
                ("Save mine as\u{2026}", Answer::SaveCopy),
            ];
            for (words, answer) in others {
                if ui.button(words).kept_in_view().clicked() {
                    outbox.send(Msg::Answer(answer));
                }
            }
        });
        ui.add_space(space::SMALL);
    }
    let main = answers_ui(ui, "Put together", Answer::PutTogether, "Cancel", outbox);
    first.unwrap_or(main)
}

fn one_ui(ui: &mut Ui, clash: &Clash, takes_theirs: bool, outbox: &mut Outbox) -> Response {
    label(ui, Text::Strong.of(text::clash_title(clash)));
    let by = made_visible(clash.by.trim());
    let their_name = if by.is_empty() { "Theirs".to_owned() } else { by };
    let mut side_ui = |ui: &mut Ui, side: Side, name: &str| {
        let is_chosen = (side == Side::Theirs) == takes_theirs;
        let lines = text::side_lines(clash, side);
        let response = ui.radio(is_chosen, name).kept_in_view();
        let said = format!("{}. {name}. {}", text::clash_title(clash), lines.join(". "));
        let response = response.accessible_name(said);
        for line in lines {
            label(ui, line);
        }
        if response.clicked() && !is_chosen {
            outbox.send(Msg::Answer(Answer::Decide(clash.key.clone(), side)));
        }
        response
    };
    if ui.available_width() < SIDE_BY_SIDE {
        let ours = side_ui(ui, Side::Ours, "Yours");
        side_ui(ui, Side::Theirs, &their_name);
        return ours;
    }
    ui.columns_const(|[left, right]| {
        let ours = left.vertical(|ui| side_ui(ui, Side::Ours, "Yours")).inner;
        right.vertical(|ui| side_ui(ui, Side::Theirs, &their_name));
        ours
    })
}

pub(super) fn reload_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Response {
    heading(ui, 2, RELOAD);
    let name = state.document.as_ref().map(Document::name).unwrap_or_default();
    label(ui, format!("What is in {name} counts then. What you changed since it was last saved goes to Versions."));
    ui.add_space(space::LARGE);
    answers_ui(ui, "Reload", Answer::Reload, "Cancel", outbox)
}

pub(super) fn locked_ui(ui: &mut Ui, holder: &LockHolder, outbox: &mut Outbox) -> Response {
    heading(ui, 2, LOCKED);
    label(ui, format!("{}. Your changes are kept on this computer.", text::lock_words(holder)));
    label(ui, "Saving takes a moment only. If that computer has crashed, its lock is left over: take it over.");
    ui.add_space(space::LARGE);
    let other = Some(("Take over and save", Answer::TakeOverLock));
    Answers { other, cancel: "Later", ..Answers::new("Try again", Answer::TryAgain) }.ui(ui, outbox).0
}
