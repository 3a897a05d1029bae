//! What if a step ended on another day, or took other days: the first shift that would follow, before anything is kept.

use egui::{Response, ScrollArea, Ui};

use crate::app::{Document, Msg, PlanChange, PlanRow, State, Trial};
use crate::dates;
use crate::ids::StepId;
use crate::plan::{Plan, can_be_tried};
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{
    DateAsked, KeptInView as _, Typed, date_field, heading, hint, label, link, live, main_button, quiet, region,
    text_field,
};
use crate::ui::{Local, Outbox};

/// After the what-if was closed, the focus goes back to the row that opened it.
pub(super) fn return_focus(response: &Response, row: &PlanRow, local: &mut Local) {
    if local.returns_to.take_if(|id| *id == row.step).is_some() {
        response.request_focus();
        response.scroll_to_me(None);
    }
}

pub(super) fn what_if_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    (id, trial): (&StepId, &Trial),
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let close = ui.button((Icon::CLOSE.0, "Close")).kept_in_view().accessible_name("Close");
    if local.enters_panel.take_if(|wanted| wanted == id).is_some() {
        close.request_focus();
    }
    if close.clicked() {
        local.returns_to = Some(id.clone());
        outbox.send(Msg::Plan(PlanChange::Try(None)));
    }
    local.trial = Some(id.clone());
    let (Some(step), Some(row)) =
        (document.checklist().step(id), document.plan().rows.iter().find(|row| row.step == *id))
    else {
        return;
    };
    ScrollArea::vertical().auto_shrink(false).id_salt(("trial", id.as_str())).show(ui, |ui| {
        heading(ui, 2, row.title.as_str());
        dates_ui(ui, row);
        if link(ui, "Open this step in the checklist").clicked() {
            outbox.send(Msg::Select(Some(id.clone())));
        }
        let plan = document.plan().plan.as_ref();
        if !plan.is_some_and(|plan| can_be_tried(step, plan)) {
            ui.add_space(space::SMALL);
            quiet(ui, "It is completed, signed off or not needed, so there is nothing to try.");
            return;
        }
        ui.add_space(space::MEDIUM);
        heading(ui, 3, "What if \u{2026}");
        let asked = DateAsked {
            key: &format!("trial.{id}"),
            label: "It were done by",
            value: trial.ends,
            today: state.today,
            is_past: false,
        };
        match date_field(ui, local, &asked).0 {
            Some(Typed::Date(day)) => outbox.send(Msg::Plan(PlanChange::Ends(day))),
            // Until it can be read, nothing is tried with it.
            Some(Typed::Unreadable(_)) => outbox.send(Msg::Plan(PlanChange::Ends(step.record.expected))),
            None => {}
        }
        days_ui(ui, step, trial, outbox);
        region(ui, ("effect", id.as_str()), |ui| effect_ui(ui, document, (id, trial), outbox));
    });
}

fn dates_ui(ui: &mut Ui, row: &PlanRow) {
    let show = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "not known".to_owned(), dates::show);
    if !row.is_open {
        label(ui, format!("Completed on {}.", show(row.until.likely)));
        return;
    }
    label(ui, format!("Begins {}.", show(row.from)));
    label(
        ui,
        format!(
            "Ends likely {}; earliest {}, latest {}.",
            show(row.until.likely),
            show(row.until.earliest),
            show(row.until.latest)
        ),
    );
    for note in &row.notes {
        quiet(ui, note.as_str());
    }
}

fn days_ui(ui: &mut Ui, step: &crate::checklist::Step, trial: &Trial, outbox: &mut Outbox) {
    let mut days = trial.days.clone();
    let mut has_changed = false;
    ui.add_space(space::SMALL);
    label(ui, Text::Strong.of("Or it took so many days"));
    hint(ui, format!("It is planned with {}. One number alone counts for all three.", step.days.in_words()));
    if let Err(problem) = trial.typed_days() {
        let color = theme::tokens(ui).error;
        label(ui, theme::tinted(Text::Body.of(problem), color));
    }
    ui.horizontal_wrapped(|ui| {
        for (name, typed) in ["Shortest", "Likely", "Longest"].into_iter().zip(&mut days) {
            ui.vertical(|ui| has_changed |= text_field(ui, name, typed, 64.0).changed());
        }
    });
    if has_changed {
        outbox.send(Msg::Plan(PlanChange::Days(days)));
    }
}

/// The first shift that would follow, and how much earlier or later that is.
fn effect_ui(ui: &mut Ui, document: &Document, (id, trial): (&StepId, &Trial), outbox: &mut Outbox) {
    let overview = document.plan();
    ui.add_space(space::MEDIUM);
    let Some((tried, headline)) = &overview.tried else {
        hint(
            ui,
            "Enter a day or days, and the first shift that would follow appears here. Nothing is kept until you say so.",
        );
        return;
    };
    let said = label(ui, Text::Strong.of(format!("Then: {}.", headline.what)));
    live(ui, &said);
    if let Some(difference) = overview.plan.as_ref().and_then(|plan| difference(plan, tried)) {
        label(ui, difference);
    }
    ui.add_space(space::SMALL);
    let can_be_kept = trial.typed_days().is_ok();
    let keep = ui.add_enabled_ui(can_be_kept, |ui| main_button(ui, "Keep this in the checklist")).inner;
    if keep.clicked() {
        outbox.send(Msg::Plan(PlanChange::Keep));
    }
    if ui.button("Forget it").kept_in_view().clicked() {
        outbox.send(Msg::Plan(PlanChange::Try(Some(id.clone()))));
    }
    hint(ui, "Keep it where somebody has told you so: it counts from then on instead of the usual days.");
}

/// "9 days earlier than now."
fn difference(now: &Plan, tried: &Plan) -> Option<String> {
    let days = tried.at_best.likely?.signed_duration_since(now.at_best.likely?).num_days();
    Some(match days {
        0 => "That does not move the likely first shift.".to_owned(),
        days if days < 0 => format!("That is {} earlier than now.", dates::days(-days)),
        days => format!("That is {} later than now.", dates::days(days)),
    })
}
