//! What if a step ended on another day, or took other days: the first shift that would follow, before anything is kept.

use chrono::NaiveDate;
use egui::{Key, Modifiers, ScrollArea, Ui};

use crate::app::{Document, Msg, PlanChange, PlanRow, Screen, State, Trial};
use crate::checklist::Step;
use crate::dates;
use crate::ids::StepId;
use crate::plan::{Plan, can_be_tried};
use crate::ui::screens::THREE_COLUMNS;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{
    DateAsked, KeptInView as _, Typed, boxed, date_field, heading, hint, label, link, live, main_button, quiet, region,
    text_field,
};
use crate::ui::{Local, Outbox};

pub(super) fn what_if_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    (id, trial): (&StepId, &Trial),
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let close = ui.button((Icon::CLOSE.0, "Close")).kept_in_view().accessible_name("Close");
    let fills_the_window = ui.ctx().content_rect().width() < THREE_COLUMNS;
    let is_entered = local.enters_panel.take_if(|wanted| wanted == id).is_some();
    if is_entered || (fills_the_window && local.comes_to(Screen::Plan)) {
        close.request_focus();
    }
    // In a field, Escape only leaves the field; egui has let go of the focus by now.
    let before = local.tries.replace((id.clone(), ui.ctx().text_edit_focused())).filter(|(step, _)| step == id);
    let was_typing = before.as_ref().is_some_and(|(_, is_typing)| *is_typing);
    let escapes =
        !was_typing && state.dialog.is_none() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if close.clicked() || escapes {
        leave(id, PlanChange::Try(None), local, outbox);
    }
    let (Some(step), Some(row)) =
        (document.checklist().step(id), document.plan().rows.iter().find(|row| row.step == *id))
    else {
        return;
    };
    then_ui(ui, document);
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt(("trial", id.as_str()));
    if before.is_none() {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        heading(ui, 2, row.title.as_str());
        let plan = document.plan().plan.as_ref();
        if plan.is_some_and(|plan| can_be_tried(step, plan)) {
            fields_ui(ui, state, step, trial, local, outbox);
            region(ui, ("effect", id.as_str()), |ui| {
                effect_ui(ui, state, document, (id, trial), local, outbox);
            });
        } else {
            quiet(ui, "It is completed, signed off or not needed, so there is nothing to try.");
        }
        ui.add_space(space::MEDIUM);
        heading(ui, 3, "As the plan has it now");
        dates_ui(ui, row);
        if link(ui, "Open this step in the checklist").clicked() {
            super::open_step(ui, id, local, outbox);
        }
    });
}

/// What would follow, where it stays in sight while somebody types.
fn then_ui(ui: &mut Ui, document: &Document) {
    let overview = document.plan();
    let Some((tried, headline)) = &overview.tried else { return };
    let said = label(ui, Text::Strong.of(format!("Then: {}.", headline.what)));
    live(ui, &said);
    if let Some(difference) = overview.plan.as_ref().and_then(|plan| difference(plan, tried)) {
        let said = label(ui, difference);
        live(ui, &said);
    }
    ui.add_space(space::SMALL);
}

/// Closes the what-if, and forgets what was typed in it.
fn leave(id: &StepId, change: PlanChange, local: &mut Local, outbox: &mut Outbox) {
    local.returns_to = Some(id.clone());
    local.forget_draft(&key(id));
    outbox.send(Msg::Plan(change));
}

fn key(id: &StepId) -> String {
    format!("trial.{id}")
}

fn dates_ui(ui: &mut Ui, row: &PlanRow) {
    let show = |day: Option<NaiveDate>| day.map_or_else(|| "not known".to_owned(), dates::show);
    if !row.is_open {
        label(ui, format!("Completed on {}.", show(row.until.likely)));
        return;
    }
    label(ui, format!("Begins likely {}.", show(row.from)));
    label(
        ui,
        format!(
            "Ends likely {}; earliest {}, latest {}.",
            show(row.until.likely),
            show(row.until.earliest),
            show(row.until.latest)
        ),
    );
    for note in row.all_notes() {
        quiet(ui, note);
    }
}

fn fields_ui(ui: &mut Ui, state: &State, step: &Step, trial: &Trial, local: &mut Local, outbox: &mut Outbox) {
    ui.add_space(space::MEDIUM);
    heading(ui, 3, "What if it were \u{2026}");
    if trial.is_past(state.today) {
        let color = theme::tokens(ui).error;
        label(ui, theme::tinted(Text::Body.of("That day has passed, so it says nothing about the end."), color));
    }
    let asked = DateAsked {
        key: &key(&step.id),
        label: "Done by",
        value: trial.ends.unwrap_or(step.record.expected),
        today: state.today,
        is_past: false,
    };
    match date_field(ui, local, &asked).0 {
        Some(Typed::Date(day)) => outbox.send(Msg::Plan(PlanChange::Ends(day))),
        Some(Typed::Unreadable(_)) => outbox.send(Msg::Plan(PlanChange::EndsUnread)),
        None => {}
    }
    days_ui(ui, step, trial, state.today, outbox);
}

fn days_ui(ui: &mut Ui, step: &Step, trial: &Trial, today: NaiveDate, outbox: &mut Outbox) {
    let recorded = step.record.days.as_ref().map(|days| [days.low, days.likely, days.high].map(|day| day.to_string()));
    let mut days = trial.days.clone().or(recorded).unwrap_or_default();
    let mut has_changed = false;
    ui.add_space(space::SMALL);
    let kind = if step.days.working { "working days" } else { "days" };
    label(ui, Text::Strong.of(format!("Done in so many {kind}")));
    hint(ui, format!("It is planned with {}. One number alone counts for all three.", step.days.in_words()));
    if let Err(problem) = trial.typed_days() {
        let color = theme::tokens(ui).error;
        label(ui, theme::tinted(Text::Body.of(format!("{problem}.")), color));
    }
    ui.horizontal_wrapped(|ui| {
        for (name, typed) in ["Shortest", "Likely", "Longest"].into_iter().zip(&mut days) {
            ui.vertical(|ui| has_changed |= text_field(ui, name, typed, 64.0).changed());
        }
    });
    if has_changed {
        outbox.send(Msg::Plan(PlanChange::Days(days)));
    }
    if trial.ends.unwrap_or(step.record.expected).is_some_and(|day| day >= today) {
        hint(ui, "While a day stands under \u{201c}Done by\u{201d}, that day counts, and not these days.");
    }
}

/// The range that would follow, and whether to keep it.
fn effect_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    (id, trial): (&StepId, &Trial),
    local: &mut Local,
    outbox: &mut Outbox,
) {
    ui.add_space(space::MEDIUM);
    let Some((tried, headline)) = &document.plan().tried else {
        hint(
            ui,
            "Try another day or other days, and see the first shift that would follow. Nothing is kept by itself.",
        );
        return;
    };
    boxed(ui, |ui| {
        if tried.first_shift.likely.is_some() {
            label(ui, headline.range.as_str());
        }
        let can_be_kept = trial.can_be_kept(state.today);
        let keep = ui.add_enabled_ui(can_be_kept, |ui| main_button(ui, "Keep this in the checklist")).inner;
        if keep.clicked() {
            leave(id, PlanChange::Keep, local, outbox);
        }
        if ui.button("Forget it").kept_in_view().clicked() {
            leave(id, PlanChange::Try(None), local, outbox);
        }
        hint(ui, "Keep it where somebody has told you so: it counts instead of the usual days.");
    });
}

/// "That is 9 days earlier than now."
fn difference(now: &Plan, tried: &Plan) -> Option<String> {
    let days = tried.at_best.likely?.signed_duration_since(now.at_best.likely?).num_days();
    let whichever = if tried.first_shift.likely.is_none() { "Once that is sorted out, that" } else { "That" };
    Some(match days {
        0 => format!("{whichever} does not move the likely first shift."),
        days if days < 0 => format!("{whichever} is {} earlier than now.", dates::days(-days)),
        days => format!("{whichever} is {} later than now.", dates::days(days)),
    })
}
