//! The step that is open: what it is, what to do, and what is recorded.

use chrono::NaiveDate;
use egui::{ScrollArea, Ui};

use super::{local, record, sign_off};
use crate::app::{Action, Document, Msg, State};
use crate::catalogue::pack::SiteChange;
use crate::catalogue::{Renewal, StepDefinition, plain_blocks};
use crate::checklist::{Judgement, Standing, StandingKind, Step};
use crate::text;
use crate::ui::screens::THREE_COLUMNS;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{
    KeptInView as _, blocks_ui, heading, hint, label, live, overdue_ui, quiet, scroll_by_keys, sources_ui, tag_ui,
};
use crate::ui::{Local, Outbox};

pub(super) fn step_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    step: &Step,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let is_over_the_list = ui.ctx().content_rect().width() < THREE_COLUMNS;
    let words = if is_over_the_list { (Icon::BACK.0, "Back to the list") } else { (Icon::CLOSE.0, "Close step") };
    let is_from_plan = local.from_plan.as_ref() == Some(&step.id);
    let mut to_plan = false;
    let back = ui.horizontal_wrapped(|ui| {
        let back = ui.button(words).kept_in_view();
        to_plan = is_from_plan && ui.button("Back to the plan").kept_in_view().clicked();
        back.accessible_name(words.1)
    });
    let back = back.inner;
    if to_plan {
        outbox.send(Msg::Do(Action::ShowPlan));
    }
    // In the frame of the key, the step that was open before is still drawn.
    if local.enters_panel.take_if(|id| *id == step.id).is_some() {
        back.request_focus();
    }
    if back.clicked() {
        local.returns_to = Some(step.id.clone());
        outbox.send(Msg::Select(None));
    }
    ui.add_space(space::SMALL);
    let area = ui.max_rect();
    let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt(("step", step.id.as_str()));
    if local.step.as_ref() != Some(&step.id) {
        // A step that was read before opens at its title again.
        local.step = Some(step.id.clone());
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show(ui, |ui| {
        scroll_by_keys(ui, area, false);
        ui.set_max_width(theme::MEASURE.min(ui.available_width()));
        heading(ui, 2, step.title.as_str());
        ui.add_space(space::HAIR);
        standing_ui(ui, document, step, document.day(state.today), outbox);
        let definition = document.catalogue().definition(&step.id);
        if let Some(definition) = definition {
            ui.add_space(space::SMALL);
            label(ui, Text::Title.of(definition.hint.as_str()));
            overdue_ui(ui, document.catalogue().review_of(definition), state.today);
            local::standing_of_text_ui(ui, step, definition);
        }
        record::status_ui(ui, step, outbox);
        sign_off::sign_off_ui(ui, document, step, document.day(state.today), outbox);
        if let Some(definition) = definition {
            ui.add_space(space::SMALL);
            blocks_ui(ui, &plain_blocks(&definition.guidance), 3, outbox);
        }
        who_ui(ui, step, definition);
        local::contacts_ui(ui, document, step, outbox);
        record::record_ui(ui, state, step, local, outbox);
        if let Some(definition) = definition {
            keep_ui(ui, definition, outbox);
            let catalogue = document.catalogue();
            let review = catalogue.review_of(definition);
            sources_ui(ui, catalogue, &definition.sources, review, state.today, 3, outbox);
        } else {
            ui.add_space(space::MEDIUM);
            quiet(ui, "This step is not in this program\u{2019}s catalogue. It is kept as it stands in the file.");
        }
        ui.add_space(space::MEDIUM);
        hint(ui, format!("The id of this step, for a site pack or a command: {}.", step.id));
        ui.add_space(space::SMALL);
        hint(ui, text::NOT_ADVICE);
        ui.add_space(space::HUGE);
    });
}

fn standing_ui(ui: &mut Ui, document: &Document, step: &Step, today: NaiveDate, outbox: &mut Outbox) {
    let standing = document.checklist().standing(step, today);
    tag_ui(ui, standing.kind());
    match &standing {
        Standing::CannotStartYet(open) => {
            ui.add_space(space::HAIR);
            let said = label(ui, Text::Body.of("It waits for:"));
            live(ui, &said);
            for other in open {
                let text = format!("{} {}", Icon::RIGHT.0, other.title);
                let response = ui.add(egui::Button::new(text).frame(false).wrap()).kept_in_view();
                let response = response.accessible_name(format!("Open: {}", other.title));
                if response.clicked() {
                    outbox.send(Msg::Select(Some(other.id.clone())));
                }
            }
        }
        Standing::NotNeeded(reason) => {
            label(ui, format!("Reason: {reason}"));
        }
        Standing::CoveredBy(other) => {
            label(ui, format!("\u{201c}{}\u{201d} is completed and does as well.", other.title));
        }
        _ => {
            if let Some(expiry) = step.expiry().filter(|expiry| expiry.on(today) == Judgement::RunOut) {
                let color = theme::tokens(ui).error;
                label(ui, theme::tinted(Text::Strong.of(format!("{}.", expiry.in_words(today))), color));
            }
            if standing.kind() == StandingKind::Completed && !step.record.reason.is_empty() {
                label(ui, format!("Reason for ticking it early: {}", step.record.reason));
            }
        }
    }
    let others: Vec<&str> = (step.alternatives.iter())
        .filter_map(|id| document.checklist().step(id))
        .map(|other| other.title.as_str())
        .collect();
    if !others.is_empty() && !standing.kind().is_closed() {
        quiet(ui, format!("Either this step or \u{201c}{}\u{201d} is enough.", others.join("\u{201d} or \u{201c}")));
    }
}

fn who_ui(ui: &mut Ui, step: &Step, definition: Option<&StepDefinition>) {
    ui.add_space(space::SMALL);
    pair_ui(ui, "Who acts", step.who_acts.label());
    let days = &step.days;
    if days.high > 0 {
        pair_ui(ui, "How long", &format!("{}. An estimate for planning.", days.in_words()));
    }
    if let Some(renewal) = renewal(&step.renewal.value) {
        pair_ui(ui, "Renewal", &renewal);
    }
    if step.needs_sign_off {
        pair_ui(ui, "Sign-off", "Your manager verifies this step too. Your tick and their sign-off are two facts.");
    }
    let Some(definition) = definition else { return };
    if let Some(SiteChange::Changed { what, .. }) = &definition.local
        && what.contains(&"days")
        && !what.contains(&"what to expect")
    {
        ui.add_space(space::SMALL);
        hint(ui, "The days are your site\u{2019}s. What follows was written for those of the catalogue.");
    }
    let texts = [
        ("While you wait", &definition.expect),
        ("What to do meanwhile", &definition.meanwhile),
        ("Whom to ask", &definition.ask),
    ];
    for (title, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        ui.add_space(space::SMALL);
        heading(ui, 3, title);
        label(ui, text.as_str());
    }
}

fn pair_ui(ui: &mut Ui, name: &str, value: &str) {
    ui.add_space(space::HAIR);
    heading(ui, 3, name);
    label(ui, value);
}

/// When it has to be done again, in words.
fn renewal(renewal: &Renewal) -> Option<String> {
    match renewal {
        Renewal::None => None,
        Renewal::Every { months: 12, lead_days } => Some(format!("Every year. Plan to begin {lead_days} days before.")),
        Renewal::Every { months, lead_days } if months % 12 == 0 => {
            Some(format!("Every {} years. Plan to begin {lead_days} days before.", months / 12))
        }
        Renewal::Every { months, lead_days } => {
            Some(format!("Every {months} months. Plan to begin {lead_days} days before."))
        }
        Renewal::FixedDates { month_day, every_years, counted_from, lead_days } => {
            let date = format!("{counted_from}-{month_day}").parse::<NaiveDate>().ok()?;
            let often = if *every_years == 1 {
                "every year".to_owned()
            } else {
                format!("every {every_years} years, counted from {counted_from}")
            };
            Some(format!("On {}, {often}. Plan to begin {lead_days} days before.", date.format("%-d %B")))
        }
        Renewal::FromYourLetter { lead_days } => Some(format!(
            "Enter the end date from your own letter or certificate. Plan to begin {lead_days} days before."
        )),
    }
}

fn keep_ui(ui: &mut Ui, definition: &StepDefinition, outbox: &mut Outbox) {
    let lists = [("What to write down", &definition.write_down), ("Never write here", &definition.never_write)];
    for (title, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        ui.add_space(space::MEDIUM);
        heading(ui, 3, title);
        let items = items.iter().map(|item| vec![crate::catalogue::Span::Text(item.clone())]).collect();
        blocks_ui(ui, &[crate::catalogue::Block::List(items)], 3, outbox);
    }
}
