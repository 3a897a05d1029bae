//! Whether a second person has verified the open step: who, how, and the words to compare; or the way to sign it.

use chrono::NaiveDate;
use egui::Ui;

use crate::app::{Document, Msg};
use crate::checklist::{SignOff, Status, Step};
use crate::dates;
use crate::text;
use crate::ui::Outbox;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{KeptInView as _, boxed, heading, hint, label, quiet, region};
use crate::visible::made_visible;

/// Nothing where no sign-off is needed and none is there, or the step is not completed yet.
pub(super) fn sign_off_ui(ui: &mut Ui, document: &Document, step: &Step, today: NaiveDate, outbox: &mut Outbox) {
    if !step.is_signed_off() && !step.waits_for_sign_off() {
        return;
    }
    ui.add_space(space::MEDIUM);
    region(ui, ("sign-off", step.id.as_str()), |ui| {
        boxed(ui, |ui| {
            heading(ui, 3, "Sign-off");
            if let Some(sign_off) = &step.record.sign_off {
                signed_ui(ui, step, sign_off, outbox);
            } else {
                let what = if step.record.status == Status::NotNeeded { "Not needed" } else { "Completed" };
                label(
                    ui,
                    format!("{what}, and not signed off yet. A second person, such as your manager, verifies it."),
                );
                if ui.button("Sign off\u{2026}").kept_in_view().clicked() {
                    outbox.send(Msg::AskSignOff(step.id.clone()));
                }
            }
            let open = document.checklist().open_prerequisites(step, today);
            if !open.is_empty() {
                let titles: Vec<&str> = open.iter().map(|other| other.title.as_str()).collect();
                let titles = titles.join("\u{201d}, \u{201c}");
                quiet(ui, format!("A sign-off counts once this is completed too: \u{201c}{titles}\u{201d}."));
            }
        });
    });
}

fn signed_ui(ui: &mut Ui, step: &Step, sign_off: &SignOff, outbox: &mut Outbox) {
    let (by, post) = (made_visible(&sign_off.by), made_visible(&sign_off.post));
    label(ui, format!("Signed off by {by}, {post}, on {}.", dates::show(sign_off.on)));
    let mut how = format!("How: {}.", sign_off.method.label());
    if !sign_off.reference.is_empty() {
        how = format!("{how} Reference: {}.", made_visible(&sign_off.reference));
    }
    label(ui, how);
    match text::fingerprint_words(&sign_off.seal) {
        Some(words) => {
            label(ui, "Its eight words:");
            label(ui, Text::Strong.of(words));
            hint(ui, text::SIGN_OFF_SHOWS);
        }
        None => {
            hint(ui, "Another program made this sign-off, so there are no words to compare.");
        }
    }
    quiet(ui, "A signed step is locked.");
    if ui.button("Re-open\u{2026}").kept_in_view().clicked() {
        outbox.send(Msg::AskReopen(step.id.clone()));
    }
}
