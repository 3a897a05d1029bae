//! Questions and messages over the screen: named for a screen reader, with the focus inside, and given back after.

mod about;
mod address;
mod answers;
mod clash;
mod day;
mod details;
mod export;
mod help;
mod many;
mod offer;
mod path;
mod recovery;
mod settings;
mod sign_off;

use egui::{Frame, Id, Modal, Response, ScrollArea, Ui, UiKind};

pub use answers::ButtonOrder;
use answers::{Answers, close_ui};

use super::theme::{self, Text, space};
use super::widgets::{heading, label, text_field};
use super::{Local, Outbox};
use crate::app::{Answer, Dialog, Document, Loss, Msg, State};
use crate::text::Problem;

pub(super) fn dialog_ui(ui: &Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    let Some(dialog) = &state.dialog else {
        if local.dialog.take().is_some()
            && let Some(id) = local.focus_before_dialog.take()
        {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        return;
    };
    local.buttons.set(ui);
    let name = title(dialog);
    let before = local.dialog.replace(name);
    let is_new = before != Some(name);
    if is_new {
        // What was typed into another dialog is not of this one.
        local.drafts.retain(|key, _| !key.starts_with("dialog."));
    }
    // Of each checklist, a dialog begins at its top.
    let of = (name, state.document.as_ref().map(|document| document.checklist().id.clone()));
    if before.is_none() {
        // What was chosen in a menu is gone with the menu: the focus goes back to where it was before.
        let focused = ui.memory(egui::Memory::focused).filter(|id| super::is_on_the_screen(ui, *id));
        local.focus_before_dialog = focused.or(local.focus_trail);
    }
    let width = (ui.ctx().content_rect().width() - 64.0).min(520.0);
    let id = Id::unique("dialog");
    let frame = Frame::window(ui.style());
    let response =
        Modal::new(id).area(Modal::default_area(id).accessible_name(name)).frame(frame).show(ui.ctx(), |ui| {
            make_modal(ui);
            ui.set_width(width);
            // At large text, a dialog may be taller than the window.
            let height = (ui.ctx().content_rect().height() - 80.0).max(120.0);
            let shown =
                ScrollArea::vertical().max_height(height).min_scrolled_height(height).id_salt(of).show(ui, |ui| {
                    let area = ui.clip_rect();
                    super::widgets::scroll_by_keys(
                        ui,
                        area,
                        matches!(dialog, Dialog::Help | Dialog::Shortcuts | Dialog::About),
                    );
                    match dialog {
                        Dialog::Unsaved(_) => unsaved_ui(ui, state, outbox),
                        Dialog::Reason { why, reason, .. } => reason_ui(ui, why, reason, outbox),
                        Dialog::Problem { title, problem } => problem_ui(ui, title, problem, outbox),
                        Dialog::Path(asked) => path::path_ui(ui, asked, outbox),
                        Dialog::WouldBeLost { loss, .. } => loss_ui(ui, loss, outbox),
                        Dialog::Offer { offer, chosen } => offer::offer_ui(ui, state, offer, chosen, outbox),
                        Dialog::Address(address) => address::address_ui(ui, address, outbox),
                        Dialog::Clash(clashing) => clash::clash_ui(ui, state, clashing, outbox),
                        Dialog::Locked(holder) => clash::locked_ui(ui, holder, outbox),
                        Dialog::Recover(found) => recovery::recover_ui(ui, found, outbox),
                        Dialog::Versions { found, open } => recovery::versions_ui(ui, state, found, *open, outbox),
                        Dialog::Reload => clash::reload_ui(ui, state, outbox),
                        Dialog::RemoveData => recovery::remove_ui(ui, outbox),
                        Dialog::SignOff(signing) => sign_off::sign_off_ui(ui, state, signing, local, outbox),
                        Dialog::Preview { what, rows } => many::preview_ui(ui, what, rows, outbox),
                        Dialog::AsOf(day) => day::as_of_ui(ui, state, *day, local, outbox),
                        Dialog::AskAgainOn(day) => day::ask_again_ui(ui, state, *day, local, outbox),
                        Dialog::Export(exporting) => export::export_ui(ui, state, exporting, outbox),
                        Dialog::Exports(running) => export::running_ui(ui, running, outbox),
                        Dialog::Details => details::details_ui(ui, state, local, outbox),
                        Dialog::Settings => settings::settings_ui(ui, state, outbox),
                        Dialog::Help => help::help_ui(ui, state, outbox),
                        Dialog::Shortcuts => about::shortcuts_ui(ui, state, outbox),
                        Dialog::About => about::about_ui(ui, state, outbox),
                    }
                });
            // What opens behind a dialog may ask for the focus; it stays inside.
            let is_behind = |id: Id| super::is_on_the_screen(ui, id);
            if is_new || ui.memory(egui::Memory::focused).is_some_and(is_behind) {
                shown.inner.request_focus();
            }
        });
    super::widgets::focus_ring(ui);
    // A click beside it is a slip, and would lose what was typed.
    if response.should_close() && !response.backdrop_response.clicked() {
        outbox.send(Msg::Answer(Answer::Cancel));
    }
}

/// Tells a screen reader that nothing else can be reached while this is there.
fn make_modal(ui: &Ui) {
    let dialog = ui.stack().iter().find(|around| around.kind() == Some(UiKind::Modal));
    if let Some(dialog) = dialog {
        ui.ctx().accesskit_node_builder(dialog.unique_id, egui::accesskit::Node::set_modal);
    }
}

fn title(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::Unsaved(_) => "Save changes?",
        Dialog::Reason { .. } => "A reason is needed",
        Dialog::Problem { title, .. } => title,
        Dialog::Path(asked) => asked.purpose.title(),
        Dialog::Offer { offer, .. } => offer::title(offer),
        Dialog::Address(address) => address::title(address),
        Dialog::WouldBeLost { loss: Loss::UnreadDate(..), .. } => "A date cannot be read",
        Dialog::WouldBeLost { loss: Loss::Form, .. } => "Leave the form?",
        Dialog::Clash(_) => clash::CLASH,
        Dialog::Locked(_) => clash::LOCKED,
        Dialog::Recover(_) => recovery::RECOVER,
        Dialog::Versions { .. } => recovery::VERSIONS,
        Dialog::Reload => clash::RELOAD,
        Dialog::RemoveData => recovery::REMOVE,
        Dialog::SignOff(_) => sign_off::SIGN_OFF,
        Dialog::Preview { .. } => many::PREVIEW,
        Dialog::AsOf(_) => day::AS_OF,
        Dialog::AskAgainOn(_) => day::ASK_AGAIN,
        Dialog::Export(exporting) if exporting.prints => export::PRINT,
        Dialog::Export(_) => export::EXPORT,
        Dialog::Exports(_) => export::EXPORTING,
        Dialog::Details => "Starter\u{2019}s details",
        Dialog::Settings => "Settings",
        Dialog::Help => help::HELP,
        Dialog::Shortcuts => "Keyboard shortcuts",
        Dialog::About => "About Secure Start",
    }
}

fn unsaved_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Response {
    let name = state.document.as_ref().map(Document::name).unwrap_or_default();
    heading(ui, 2, format!("Save changes to \u{201c}{name}\u{201d} before closing?"));
    let is_in_a_file = state.document.as_ref().is_some_and(|document| document.path().is_some());
    label(
        ui,
        if is_in_a_file && state.not_kept.is_none() {
            "What you changed since it was last saved is not in the file if you do not save it. It is then in Versions, on \
             this computer."
        } else {
            "It is lost if you do not save it."
        },
    );
    if let Some(trouble) = state.document.as_ref().and_then(Document::trouble) {
        label(ui, trouble.problem.happened.as_str());
    }
    ui.add_space(space::LARGE);
    let other = Some(("Don\u{2019}t save", Answer::DoNotSave));
    Answers { other, ..Answers::new("Save", Answer::Save) }.ui(ui, outbox).0
}

fn reason_ui(ui: &mut Ui, why: &str, reason: &str, outbox: &mut Outbox) -> Response {
    heading(ui, 2, "A reason is needed");
    label(ui, why);
    let mut text = reason.to_owned();
    let width = f32::INFINITY;
    let field = text_field(ui, "Reason", &mut text, width);
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if is_entered && reason.trim().is_empty() {
        field.request_focus();
    }
    if field.changed() {
        outbox.send(Msg::Answer(Answer::Reason(text)));
    }
    let quiet = theme::tokens(ui).quiet;
    label(ui, theme::tinted(Text::Small.of("Nothing about convictions, health or patients belongs here."), quiet));
    ui.add_space(space::LARGE);
    let is_ready = !reason.trim().is_empty();
    Answers { is_ready, ..Answers::new("Give this reason", Answer::GiveReason) }.ui(ui, outbox);
    if is_entered && is_ready {
        outbox.send(Msg::Answer(Answer::GiveReason));
    }
    field
}

/// Leaving would lose something that saving does not keep.
fn loss_ui(ui: &mut Ui, loss: &Loss, outbox: &mut Outbox) -> Response {
    let (title, what, leave, stay) = match loss {
        Loss::UnreadDate(_, what) => (
            "A date cannot be read",
            format!("You typed {what} It is not in the checklist."),
            "Leave without it",
            "Go back and mend it",
        ),
        Loss::Form => (
            "Leave the form?",
            "The checklist is not made yet. What you entered in the form is lost if you leave it.".to_owned(),
            "Leave the form",
            "Go on with the form",
        ),
    };
    heading(ui, 2, title);
    label(ui, what);
    ui.add_space(space::LARGE);
    Answers { cancel: stay, is_dangerous: true, ..Answers::new(leave, Answer::DoNotSave) }.ui(ui, outbox).0
}

/// Something long to read: the button under it stays in sight.
fn to_read_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let height = (ui.ctx().content_rect().height() - 280.0).max(80.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, content);
}

fn problem_ui(ui: &mut Ui, title: &str, problem: &Problem, outbox: &mut Outbox) -> Response {
    heading(ui, 2, title);
    label(ui, problem.happened.as_str());
    label(ui, Text::Strong.of(problem.to_do.as_str()));
    close_ui(ui, outbox)
}

/// The main button of a dialog, and the one that leaves everything as it is.
fn answers_ui(ui: &mut Ui, main: &str, answer: Answer, cancel: &str, outbox: &mut Outbox) -> Response {
    Answers { cancel, ..Answers::new(main, answer) }.ui(ui, outbox).0
}
