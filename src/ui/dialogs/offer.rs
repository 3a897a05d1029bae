//! What a newer catalogue or a site pack would change, chosen step by step before anything changes.

use std::collections::BTreeSet;

use egui::{Response, Ui};

use super::answers_ui;
use crate::app::{Answer, Msg, State};
use crate::checklist::{Change, Offer};
use crate::dates;
use crate::ids::StepId;
use crate::ui::Outbox;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{KeptInView as _, heading, hint, label, live};

/// What stands over the dialog.
pub(super) const fn title(offer: &Offer) -> &'static str {
    match (offer.is_about_pack, &offer.site_pack) {
        (true, Some(_)) => "What the site pack changes",
        (true, None) => "Remove the site pack",
        (false, _) => "Update from the catalogue",
    }
}

pub(super) fn offer_ui(
    ui: &mut Ui,
    state: &State,
    offer: &Offer,
    chosen: &BTreeSet<StepId>,
    outbox: &mut Outbox,
) -> Response {
    heading(ui, 2, title(offer));
    if let Some(pack) = offer.site_pack.as_ref().filter(|_| offer.is_about_pack) {
        label(ui, Text::Strong.of(pack.name()));
        if let Some(due) = pack.review_due.filter(|_| pack.is_overdue(state.today)) {
            let color = theme::tokens(ui).error;
            let words = format!("It was due to be read again on {}.", dates::show(due));
            label(ui, theme::tinted(Text::Strong.of(words), color));
        }
        let some = |count: usize, one: &str, more: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {more}")),
        };
        let contacts = some(pack.contacts.len(), "contact", "contacts");
        let pages = some(pack.panels.len(), "page about the site", "pages about the site");
        let brings: Vec<String> = contacts.into_iter().chain(pages).collect();
        if !brings.is_empty() {
            label(ui, format!("It brings {}.", brings.join(" and ")));
        }
    }
    let own = state.document.as_ref().and_then(|document| document.checklist().site_pack.as_ref());
    if let Some(pack) = own.filter(|_| offer.is_about_pack && offer.site_pack.is_none()) {
        label(ui, Text::Strong.of(pack.name()));
        label(ui, "Its contacts and pages go too.");
    }
    if let Some(newer) = offer.replaces_newer {
        let color = theme::tokens(ui).error;
        label(ui, theme::tinted(Text::Strong.of(crate::text::older_pack(newer)), color));
    }
    let choice = if offer.changes.is_empty() { "" } else { " Choose what to take over." };
    let said = label(ui, format!("{}.{choice} Nothing that you recorded is lost.", offer.summary()));
    live(ui, &said);
    let mut first = None;
    for change in &offer.changes {
        ui.add_space(space::SMALL);
        let response = change_ui(ui, change, chosen.contains(&change.step), outbox);
        first.get_or_insert(response);
    }
    for line in offer.help.iter().chain(&offer.kept) {
        ui.add_space(space::SMALL);
        label(ui, line.as_str());
    }
    ui.add_space(space::LARGE);
    let main = answers_ui(ui, &button(offer, chosen.len()), Answer::TakeOver, "Cancel", outbox);
    // The first change, so that a long list is read from its top.
    first.unwrap_or(main)
}

fn button(offer: &Offer, count: usize) -> String {
    match (offer.is_about_pack, &offer.site_pack, count) {
        (true, Some(_), _) => "Use this site pack".to_owned(),
        (true, None, _) => "Remove the site pack".to_owned(),
        (false, _, 0) if offer.reorders => "Use the new order".to_owned(),
        (false, _, 0) => "Keep the steps as they are".to_owned(),
        (false, _, 1) => "Make 1 change".to_owned(),
        (false, _, count) => format!("Make {count} changes"),
    }
}

fn change_ui(ui: &mut Ui, change: &Change, is_chosen: bool, outbox: &mut Outbox) -> Response {
    let mut wanted = is_chosen;
    let words = format!("{}: {}", change.kind.label(), change.title);
    let response = ui.checkbox(&mut wanted, words).kept_in_view();
    if response.changed() {
        outbox.send(Msg::Answer(Answer::Choose(change.step.clone(), wanted)));
    }
    for detail in &change.details {
        ui.horizontal_top(|ui| {
            ui.add_space(space::WIDE + space::HAIR);
            ui.vertical(|ui| hint(ui, detail.as_str()));
        });
    }
    response
}
