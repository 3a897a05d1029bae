//! What is recorded about a step, and how to change it.

use egui::Ui;

use crate::app::{Msg, State};
use crate::checklist::{DateField, Edit, Status, Step, TextField};
use crate::dates;
use crate::ids::StepId;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{
    DateAsked, KeptInView as _, Typed, boxed, date_field, group, heading, hint, label, link, main_button, quiet,
    region, text_area, text_field,
};
use crate::ui::{Local, Outbox};
use crate::visible::made_visible;

pub(super) fn record_ui(ui: &mut Ui, state: &State, step: &Step, local: &mut Local, outbox: &mut Outbox) {
    ui.add_space(space::LARGE);
    region(ui, ("record", step.id.as_str()), |ui| boxed(ui, |ui| record_box_ui(ui, state, step, local, outbox)));
}

fn record_box_ui(ui: &mut Ui, state: &State, step: &Step, local: &mut Local, outbox: &mut Outbox) {
    heading(ui, 3, "Your record");
    if step.is_signed_off() {
        signed_ui(ui, step);
        return;
    }
    dates_ui(ui, state, step, local, outbox);
    waiting_ui(ui, state, step, local, outbox);
    texts_ui(ui, step, outbox);
}

/// What was recorded before it was signed off.
fn signed_ui(ui: &mut Ui, step: &Step) {
    let record = &step.record;
    let days = [
        (DateField::Asked, record.asked),
        (DateField::Completed, record.completed),
        (DateField::Expires, record.expires),
    ];
    for (field, day) in days {
        if let Some(day) = day {
            label(ui, format!("{}: {}", field.label(), dates::show(day)));
        }
    }
    for (field, text) in [(TextField::Reference, &record.reference), (TextField::Note, &record.note)] {
        if !text.is_empty() {
            label(ui, format!("{}: {}", field.label(), made_visible(text)));
        }
    }
}

/// The statuses to choose from, and the main button.
pub(super) fn status_ui(ui: &mut Ui, step: &Step, outbox: &mut Outbox) {
    if step.record.sign_off.is_some() {
        return;
    }
    region(ui, ("status", step.id.as_str()), |ui| status_region_ui(ui, step, outbox));
}

fn status_region_ui(ui: &mut Ui, step: &Step, outbox: &mut Outbox) {
    let set = |status| Msg::Edit(Edit::SetStatus { step: step.id.clone(), status, on: None, reason: String::new() });
    ui.add_space(space::SMALL);
    // It stays where it is, greyed, so that a second click hits nothing else.
    let is_open = step.record.status != Status::Completed;
    let button = ui.add_enabled_ui(is_open, |ui| main_button(ui, "Mark as completed")).inner;
    if button.clicked() {
        outbox.send(Msg::Tick(step.id.clone()));
    }
    ui.add_space(space::HAIR);
    group(ui, "Status", |ui| choices_ui(ui, step, &set, outbox));
}

fn choices_ui(ui: &mut Ui, step: &Step, set: &impl Fn(Status) -> Msg, outbox: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        for status in Status::ALL {
            let is_chosen = step.record.status == status;
            let look = if is_chosen { Text::Strong } else { Text::Body };
            let response = ui.selectable_label(is_chosen, look.of(status.label())).kept_in_view();
            if response.clicked() && !is_chosen {
                outbox.send(set(status));
            }
        }
    });
}

fn dates_ui(ui: &mut Ui, state: &State, step: &Step, local: &mut Local, outbox: &mut Outbox) {
    let record = &step.record;
    date_ui(ui, state, step, DateField::Asked, record.asked, local, outbox);
    if record.status == Status::Completed {
        date_ui(ui, state, step, DateField::Completed, record.completed, local, outbox);
    }
    date_ui(ui, state, step, DateField::Expires, record.expires, local, outbox);
    if !matches!(record.status, Status::Completed | Status::NotNeeded) {
        date_ui(ui, state, step, DateField::Expected, record.expected, local, outbox);
        if let Some(days) = &record.days {
            hint(
                ui,
                format!("The plan counts on {}, as you were told. The plan is where to change that.", days.in_words()),
            );
        }
    }
}

fn date_ui(
    ui: &mut Ui,
    state: &State,
    step: &Step,
    field: DateField,
    value: Option<chrono::NaiveDate>,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let key = key(&step.id, field.label());
    let is_past = !matches!(field, DateField::Expires | DateField::Expected | DateField::ChaseOn);
    let asked = DateAsked { key: &key, label: field.label(), value, today: state.today, is_past };
    let (typed, response) = date_field(ui, local, &asked);
    let name = format!("{}: {}", field.label(), step.title);
    match typed {
        Some(Typed::Date(date)) => {
            outbox.send(Msg::Unread { step: Some(step.id.clone()), field: name, text: None });
            outbox.send(Msg::Edit(Edit::SetDate { step: step.id.clone(), field, date }));
        }
        Some(Typed::Unreadable(text)) => {
            outbox.send(Msg::Unread { step: Some(step.id.clone()), field: name, text: Some(text) });
        }
        None => {}
    }
    if response.lost_focus() {
        outbox.send(Msg::TypingEnded);
    }
}

fn waiting_ui(ui: &mut Ui, state: &State, step: &Step, local: &mut Local, outbox: &mut Outbox) {
    region(ui, ("waiting", step.id.as_str()), |ui| waiting_region_ui(ui, state, step, local, outbox));
}

fn waiting_region_ui(ui: &mut Ui, state: &State, step: &Step, local: &mut Local, outbox: &mut Outbox) {
    let record = &step.record;
    if matches!(record.status, Status::Completed | Status::NotNeeded) {
        return;
    }
    edit_text(ui, step, TextField::WaitingOn, &record.waiting_on, outbox);
    if record.waiting_on.is_empty() {
        let who = step.who_acts.in_a_sentence();
        if step.waits_on_others && link(ui, &format!("I am waiting on {who}")).clicked() {
            let text = who.to_owned();
            outbox.send(Msg::Edit(Edit::SetText { step: step.id.clone(), field: TextField::WaitingOn, text }));
        }
        return;
    }
    date_ui(ui, state, step, DateField::WaitingSince, record.waiting_since, local, outbox);
    ui.add_space(space::SMALL);
    for chase in &record.chases {
        let note = if chase.note.is_empty() { String::new() } else { format!(": {}", chase.note) };
        quiet(ui, format!("Asked again on {}{note}", dates::show(chase.on)));
    }
    let again = region(ui, ("again", step.id.as_str()), |ui| ui.button("I asked again today"));
    if again.kept_in_view().clicked() {
        let edit = Edit::AddChase { step: step.id.clone(), on: state.today, note: String::new() };
        outbox.send(Msg::Edit(edit));
    }
    date_ui(ui, state, step, DateField::ChaseOn, record.chase_on, local, outbox);
}

fn texts_ui(ui: &mut Ui, step: &Step, outbox: &mut Outbox) {
    edit_text(ui, step, TextField::Reference, &step.record.reference, outbox);
    let mut note = step.record.note.clone();
    let response = text_area(ui, TextField::Note.label(), &mut note);
    if response.changed() {
        let edit = Edit::SetText { step: step.id.clone(), field: TextField::Note, text: note };
        outbox.send(Msg::Edit(edit));
    }
    if response.lost_focus() {
        outbox.send(Msg::TypingEnded);
    }
    hint(ui, "Nothing about vetting answers, convictions, health or patients belongs here.");
}

fn edit_text(ui: &mut Ui, step: &Step, field: TextField, value: &str, outbox: &mut Outbox) {
    let mut text = value.to_owned();
    let width = f32::INFINITY;
    let response = text_field(ui, field.label(), &mut text, width);
    if response.changed() {
        outbox.send(Msg::Edit(Edit::SetText { step: step.id.clone(), field, text }));
    }
    if response.lost_focus() {
        outbox.send(Msg::TypingEnded);
    }
}

fn key(step: &StepId, field: &str) -> String {
    format!("{step}.{field}")
}
