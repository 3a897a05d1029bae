//! What belongs to the place: the site pack, its contacts, what it leaves out, and what a newer catalogue offers.

use egui::{Frame, Margin, Ui};

use crate::app::{Action, Address, Document, Msg, State};
use crate::catalogue::StepDefinition;
use crate::catalogue::pack::SiteChange;
use crate::checklist::Step;
use crate::dates;
use crate::ui::Outbox;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{KeptInView as _, banner_ui, heading, heading_as, hint, label, link, live, quiet, region};

/// Which site pack the checklist was made with, who wrote it and when, and whether it is due to be read again.
pub(super) fn pack_ui(ui: &mut Ui, state: &State, document: &Document) {
    let Some(pack) = &document.checklist().site_pack else { return };
    hint(ui, format!("Site pack: {}.", pack.name()));
    if let Some(due) = pack.review_due.filter(|_| pack.is_overdue(state.today)) {
        let color = theme::tokens(ui).error;
        let late = format!(
            "The site pack was due to be read again on {}: check with {} before you rely on it.",
            dates::show(due),
            pack.author
        );
        label(ui, theme::tinted(Text::Strong.of(late), color));
    }
}

/// Says that the catalogue is newer than the checklist, and what it would change.
pub(super) fn offer_ui(ui: &mut Ui, document: &Document, outbox: &mut Outbox) {
    let Some(offer) = &document.offer else { return };
    let text =
        format!("The catalogue is newer than this checklist: {}. Nothing changes until you say so.", offer.summary());
    banner_ui(ui, &text, |ui| offer_buttons_ui(ui, outbox));
}

fn offer_buttons_ui(ui: &mut Ui, outbox: &mut Outbox) {
    if ui.button("Show what would change").kept_in_view().clicked() {
        outbox.send(Msg::Do(Action::Update));
    }
    if ui.button("Not now").kept_in_view().clicked() {
        outbox.send(Msg::NotNow);
    }
}

/// The steps that the site pack leaves out, each with its reason, at the end of the list.
pub(super) fn left_out_ui(ui: &mut Ui, document: &Document) {
    let left_out = document.checklist().left_out(document.catalogue());
    if left_out.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    region(ui, "left-out", |ui| {
        Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading_as(ui, 2, Text::Strong, format!("Left out by the site pack ({})", left_out.len()));
        });
        Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
            for item in left_out {
                label(ui, item.step.title.as_str());
                hint(ui, format!("Reason: {}", item.reason));
                if item.step.required_by_law {
                    let warning = "The law or a regulator asks for this step. Ask your manager who decided it.";
                    label(ui, theme::tinted(Text::Strong.of(warning), tokens.error));
                }
                ui.add_space(space::SMALL);
            }
        });
    });
}

/// What the site pack has done to a step, and that the law asks for it.
pub(super) fn standing_of_text_ui(ui: &mut Ui, step: &Step, definition: &StepDefinition) {
    if definition.required_by_law {
        hint(ui, "The law or a regulator asks for this step: see the sources below.");
    }
    let is_as_defined = step.is_as_defined(definition);
    match &definition.local {
        Some(SiteChange::Added) => {
            hint(ui, "Your site or provider has added this step.");
        }
        Some(SiteChange::Changed { what, title }) if is_as_defined => {
            hint(ui, format!("Your site or provider has changed: {}.", what.join(", ")));
            if let Some(title) = title {
                hint(ui, format!("In the catalogue it is called \u{201c}{title}\u{201d}."));
            }
        }
        Some(SiteChange::Changed { .. }) | None => {}
    }
    if !is_as_defined {
        let text = "This step has other words or days now than when it was put on the checklist. What was recorded \
                    belongs to the old ones; Edit, Update from the catalogue offers the new ones.";
        quiet(ui, text);
    }
    if let Some(carried) = &step.record.carried {
        let said = label(ui, carried.sentence());
        live(ui, &said);
    }
}

/// Whom the site pack names for a step.
pub(super) fn contacts_ui(ui: &mut Ui, document: &Document, step: &Step, outbox: &mut Outbox) {
    let Some(pack) = &document.checklist().site_pack else { return };
    let mut contacts = pack.contacts_for(&step.id).peekable();
    if contacts.peek().is_none() {
        return;
    }
    ui.add_space(space::SMALL);
    heading(ui, 3, "Contacts for this step");
    for contact in contacts {
        label(ui, Text::Strong.of(contact.name.as_str()));
        for line in [&contact.about, &contact.phone].into_iter().filter(|line| !line.is_empty()) {
            label(ui, line.as_str());
        }
        if !contact.email.is_empty() && link(ui, &contact.email).clicked() {
            let address = format!("mailto:{}", contact.email);
            outbox.send(Msg::Follow(Address { title: contact.name.clone(), address }));
        }
        ui.add_space(space::HAIR);
    }
}
