//! The access ladder, the highest rung on top: where somebody stands, and what is missing for the next rung.

use egui::{Frame, Margin, Stroke, Ui};

use crate::app::{Document, Ladder, State};
use crate::catalogue::AccessLadder;
use crate::dates;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{heading, heading_as, label, link, live, quiet, sources_ui};
use crate::ui::{Local, Outbox};

pub(super) fn access_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let ladder = &document.catalogue().access;
    let access = &document.plan().access;
    let tokens = theme::tokens(ui);
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.set_max_width((theme::MEASURE + 80.0).min(ui.available_width()));
        let title = format!("Access on {}: {}", dates::show(access.on), access.label);
        let said = heading(ui, 2, title);
        live(ui, &said);
        label(ui, Text::Strong.of(AccessLadder::GUIDE_ONLY));
        label(ui, "It follows from what is recorded here. Nobody has to let you in because of it.");
        for title in &access.undated {
            label(ui, format!("Counted, though nobody wrote down when it runs out: {title}."));
        }
        super::chosen_day_ui(ui, state, document, local, outbox);
        ui.add_space(space::SMALL);
        let reached = access.reached;
        let next = reached.map_or(0, |place| place + 1);
        for (place, rung) in ladder.rungs.iter().enumerate().rev() {
            let is_here = reached == Some(place);
            let is_reached = reached.is_some_and(|reached| place <= reached);
            let is_next = place == next;
            let edge = if is_here { Stroke::new(2.0, tokens.accent) } else { Stroke::new(1.0, tokens.hairline) };
            ui.add_space(space::SMALL);
            Frame::new().stroke(edge).corner_radius(6).inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let state = match (is_here, is_reached, is_next) {
                    (true, ..) => "you are here",
                    (_, true, _) => "below",
                    (_, _, true) => "next",
                    _ => "later",
                };
                heading_as(ui, 3, Text::Strong, format!("{} ({state})", rung.label));
                label(ui, rung.about.as_str());
                if is_next {
                    missing_ui(ui, access, local, outbox);
                }
            });
        }
        if reached.is_none() {
            ui.add_space(space::SMALL);
            label(ui, Text::Strong.of(format!("{}: you are here", AccessLadder::NOT_YET)));
        }
        let catalogue = document.catalogue();
        sources_ui(ui, catalogue, &ladder.sources, catalogue.review, state.today, 3, outbox);
    });
}

fn missing_ui(ui: &mut Ui, access: &Ladder, local: &mut Local, outbox: &mut Outbox) {
    quiet(ui, "Missing for this:");
    for (words, step) in &access.missing {
        match step {
            Some(step) if link(ui, words).clicked() => super::open_step(ui, step, local, outbox),
            Some(_) => {}
            None => {
                label(ui, words.as_str());
            }
        }
    }
}
