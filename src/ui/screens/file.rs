//! What is wrong with the file of the open checklist, over whatever screen is shown, and other files that hold it.

use egui::{Frame, Margin, Panel, Ui};

use crate::app::{Action, Document, Msg, Screen, State, file_name};
use crate::dates;
use crate::text;
use crate::ui::Outbox;
use crate::ui::theme;
use crate::ui::widgets::{KeptInView as _, banner_ui, region};
use crate::visible::made_visible;

/// Nothing where there is nothing to say.
pub(crate) fn file_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let Some(document) = &state.document else { return };
    let says_nothing = document.newer().is_none()
        && document.trouble().is_none()
        && document.copies.is_empty()
        && (document.as_of().is_none() || state.screen == Screen::Team)
        && (state.not_kept.is_none() || !document.is_unsaved());
    if says_nothing {
        return;
    }
    let frame = Frame::new().fill(theme::tokens(ui).surface).inner_margin(Margin::symmetric(16, 2));
    Panel::top("file").frame(frame).show(ui, |ui| {
        region(ui, "file", |ui| banners_ui(ui, state, document, outbox));
    });
}

fn banners_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Outbox) {
    if let Some(day) = document.as_of().filter(|_| state.screen != Screen::Team) {
        let text = format!("As of {}, as far as its history says it. Nothing can be changed here.", dates::show(day));
        banner_ui(ui, &text, |ui| {
            if ui.button("Back to today").kept_in_view().clicked() {
                outbox.send(Msg::BackToToday);
            }
        });
    }
    if let Some(newer) = document.newer() {
        let problem = text::only_to_be_read(&document.name(), newer);
        banner_ui(ui, &problem.to_string(), |_| {});
    }
    if let Some(trouble) = document.trouble() {
        let is_kept = document.is_unsaved() && state.not_kept.is_none();
        let kept = if is_kept { " Your changes are kept on this computer." } else { "" };
        let again = if trouble.is_retried { " The program tries again by itself." } else { "" };
        banner_ui(ui, &format!("{}{kept}{again}", trouble.problem), |ui| {
            if document.is_unsaved() {
                for (words, action) in [("Save now", Action::Save), ("Save as\u{2026}", Action::SaveAs)] {
                    if ui.button(words).kept_in_view().clicked() {
                        outbox.send(Msg::Do(action));
                    }
                }
            }
        });
    }
    if let Some(detail) = state.not_kept.as_ref().filter(|_| document.is_unsaved()) {
        banner_ui(ui, &text::not_kept(detail), |_| {});
    }
    if let Some(copy) = document.copies.first() {
        let name = made_visible(&file_name(&copy.path));
        banner_ui(ui, &text::other_files(&name, document.copies.len()), |ui| {
            if ui.button("Put together").kept_in_view().clicked() {
                outbox.send(Msg::TakeInCopy(0));
            }
            if ui.button("Not now").kept_in_view().clicked() {
                outbox.send(Msg::NotNowCopies);
            }
        });
    }
}
