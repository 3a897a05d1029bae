//! What is completed and runs out one day: judged today, on the first shift, and on a day of choice.

use egui::{Frame, Margin, Ui};

use crate::app::{Document, State};
use crate::checklist::Judgement;
use crate::plan::{AtFirstShift, Validity};
use crate::text;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{heading, label, link, quiet};
use crate::ui::{Local, Outbox};

pub(super) fn runs_out_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.set_max_width(theme::MEASURE.min(ui.available_width()));
        heading(ui, 2, "What runs out");
        label(ui, "Something that counts today can run out before your first shift. The last day still counts.");
        super::chosen_day_ui(ui, state, document, local, outbox);
        let all = &document.plan().validity;
        if all.is_empty() {
            ui.add_space(space::MEDIUM);
            quiet(ui, "Nothing that is completed runs out, as far as is recorded.");
        }
        for validity in all {
            one_ui(ui, state, document, validity, local, outbox);
        }
    });
}

fn one_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    validity: &Validity,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let tokens = theme::tokens(ui);
    let Some(step) = document.checklist().step(&validity.step) else { return };
    ui.add_space(space::MEDIUM);
    if link(ui, &step.title).clicked() {
        super::open_step(ui, &step.id, local, outbox);
    }
    let is_out = validity.expiry.is_some_and(|expiry| expiry.on(document.day(state.today)) == Judgement::RunOut);
    let is_bad = is_out || validity.at_first_shift == AtFirstShift::RunsOut;
    let chosen = document.plan_view().chosen_day;
    for (place, line) in
        text::validity_words(document.checklist(), validity, document.day(state.today), chosen).into_iter().enumerate()
    {
        if is_bad && place < 2 {
            label(ui, theme::tinted(Text::Strong.of(line), tokens.error));
        } else {
            label(ui, line);
        }
    }
}
