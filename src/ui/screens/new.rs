//! The form for a new checklist, and beside it the steps that will apply.

use egui::{CentralPanel, ComboBox, Frame, Id, Margin, ScrollArea, Ui, UiBuilder};

use crate::app::{Action, Form, FormChange, FormField, Msg, State};
use crate::checklist::Starter;
use crate::dates;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{
    DateAsked, KeptInView as _, Typed, action_button, date_field, described, field_label, heading, hint, label, live,
    main_button, quiet, region, text_field,
};
use crate::ui::{Local, Outbox};
use crate::visible;

const FIELD: f32 = 420.0;
/// The key of the date field.
const START: &str = "new.start";
/// Narrower than this, the preview stands under the form.
const TWO_COLUMNS: f32 = 900.0;

pub(crate) fn new_ui(ui: &mut Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    CentralPanel::default().frame(Frame::new().fill(tokens.page)).show(ui, |ui| {
        let whole = ui.max_rect();
        let has_two_columns = whole.width() >= TWO_COLUMNS;
        let edge = if has_two_columns { whole.left() + whole.width() * 0.58 } else { whole.right() };
        let (left, right) = whole.split_left_right_at_x(edge);
        // The form comes first, for the keyboard and for a screen reader too.
        let form = UiBuilder::new().max_rect(left.shrink(space::WIDE)).scope_id(Id::unique("form"));
        ui.scope_builder(form, |ui| {
            ScrollArea::vertical().auto_shrink(false).id_salt("form").show(ui, |ui| {
                form_ui(ui, state, local, outbox);
                if !has_two_columns {
                    ui.add_space(space::WIDE);
                    preview_ui(ui, &state.form);
                }
            });
        });
        if has_two_columns {
            ui.painter().rect_filled(right, 0, tokens.surface);
            ui.scope_builder(UiBuilder::new().max_rect(right.shrink(space::WIDE)), |ui| {
                ScrollArea::vertical().auto_shrink(false).id_salt("preview").show(ui, |ui| preview_ui(ui, &state.form));
            });
        }
    });
}

fn form_ui(ui: &mut Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    let form = &state.form;
    heading(ui, 1, "New checklist");
    if local.forms_seen != state.forms {
        // A new form: what was typed into the last one is not this one's.
        local.drafts.remove(START);
    }
    region(ui, "summary", |ui| summary_ui(ui, form));
    let width = FIELD.min(ui.available_width());

    region(ui, ("problem", FormField::Name), |ui| problem_ui(ui, form, FormField::Name));
    let mut name = form.name.clone();
    let field = text_field(ui, FormField::Name.label(), &mut name, width);
    if local.forms_seen != state.forms {
        local.forms_seen = state.forms;
        field.request_focus();
    }
    if field.changed() {
        outbox.send(Msg::Form(FormChange::Name(name)));
    }
    region(ui, "choices", |ui| choices_ui(ui, state, width, outbox));
    let mut site = form.site.clone();
    if text_field(ui, FormField::Site.label(), &mut site, width).changed() {
        outbox.send(Msg::Form(FormChange::Site(site)));
    }
    let mut employer = form.employer.clone();
    if text_field(ui, FormField::Employer.label(), &mut employer, width).changed() {
        outbox.send(Msg::Form(FormChange::Employer(employer)));
    }
    let asked = DateAsked {
        key: START,
        label: FormField::PlannedStart.label(),
        value: form.planned_start,
        today: state.today,
        is_past: false,
    };
    match date_field(ui, local, &asked).0 {
        Some(Typed::Date(date)) => outbox.send(Msg::Form(FormChange::PlannedStart(date))),
        Some(Typed::Unreadable(_)) => outbox.send(Msg::Form(FormChange::PlannedStartUnreadable)),
        None => {}
    }
    region(ui, "from", |ui| from_ui(ui, state, width, outbox));
    ui.add_space(space::LARGE);
    ui.horizontal_wrapped(|ui| {
        if main_button(ui, "Make the checklist").clicked() {
            outbox.send(Msg::Form(FormChange::Make));
        }
        if ui.button("Back").kept_in_view().clicked() {
            outbox.send(Msg::Do(Action::ShowWelcome));
        }
    });
    let missing: Vec<&str> = form.missing().into_iter().map(FormField::label).collect();
    if !missing.is_empty() {
        ui.add_space(space::SMALL);
        let said = hint(ui, format!("Still missing: {}.", missing.join(", ").to_lowercase()));
        live(ui, &said);
    }
}

/// What the checklist is made with beside the catalogue: a site pack, and an earlier checklist.
fn from_ui(ui: &mut Ui, state: &State, width: f32, outbox: &mut Outbox) {
    let form = &state.form;
    field_label(ui, "Site pack and earlier checklist (optional)");
    ui.scope(|ui| {
        ui.set_max_width(width);
        hint(
            ui,
            "A site pack is a file from your site or provider, with its own steps, days and contacts. If you already \
             worked in a secure setting, your earlier checklist says what may count again. Nothing is ticked by itself.",
        );
    });
    if let Some(pack) = form.pack() {
        let words = format!("Site pack: {}", visible::without_hidden(&pack.name()));
        region(ui, "pack", |ui| chosen_ui(ui, &words, "Do not use the site pack", FormChange::NoPack, outbox));
        if let Some(due) = pack.review_due.filter(|_| pack.is_overdue(state.today)) {
            let color = theme::tokens(ui).error;
            let words = format!("It was due to be read again on {}: check with {}.", dates::show(due), pack.author);
            label(ui, theme::tinted(Text::Strong.of(words), color));
        }
        if form.is_for_others() {
            let color = theme::tokens(ui).error;
            let words = "The site pack is not meant for this nation, setting, role and contract.";
            let said = label(ui, theme::tinted(Text::Strong.of(words), color));
            live(ui, &said);
        }
    }
    if let Some(earlier) = &form.earlier {
        let Starter { name, site, employer, .. } = &earlier.starter;
        let place = if site.is_empty() { employer } else { site };
        let words = if place.is_empty() { name.clone() } else { format!("{name}, {place}") };
        let words = format!("Earlier checklist: {}", visible::without_hidden(&words));
        let without = "Do not use the earlier checklist";
        region(ui, "earlier", |ui| chosen_ui(ui, &words, without, FormChange::NoEarlier, outbox));
    }
    let buttons = UiBuilder::new().scope_id(Id::unique("from-buttons"));
    ui.scope_builder(buttons, |ui| {
        ui.horizontal_wrapped(|ui| {
            action_button(ui, state, Action::ChoosePack, Icon::FOLDER, outbox);
            action_button(ui, state, Action::ChooseEarlier, Icon::FOLDER, outbox);
        })
    });
}

/// What was chosen, and the way to do without it.
fn chosen_ui(ui: &mut Ui, words: &str, without: &str, change: FormChange, outbox: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let said = label(ui, words);
        live(ui, &said);
        if ui.button(without).kept_in_view().clicked() {
            outbox.send(Msg::Form(change));
        }
    });
}

fn choices_ui(ui: &mut Ui, state: &State, width: f32, outbox: &mut Outbox) {
    let form = &state.form;
    let catalogue = state.catalogue();
    region(ui, ("problem", FormField::Nation), |ui| problem_ui(ui, form, FormField::Nation));
    let nations = catalogue.nations.iter().map(|nation| (&nation.id, nation.label.as_str()));
    if let Some(id) = choice_ui(ui, FormField::Nation, form.nation.as_ref(), nations, width) {
        outbox.send(Msg::Form(FormChange::Nation(id)));
    }
    region(ui, ("problem", FormField::Setting), |ui| problem_ui(ui, form, FormField::Setting));
    if let Some(nation) = &form.nation {
        let settings = catalogue.settings_in(nation).map(|setting| (&setting.id, setting.label.as_str()));
        if let Some(id) = choice_ui(ui, FormField::Setting, form.setting.as_ref(), settings, width) {
            outbox.send(Msg::Form(FormChange::Setting(id)));
        }
        if let Some(setting) = form.setting.as_ref().and_then(|id| catalogue.setting(id)) {
            about_ui(ui, &setting.about, width);
        }
    } else {
        field_label(ui, FormField::Setting.label());
        quiet(ui, "Select a nation first: the settings depend on it.");
    }
    region(ui, ("problem", FormField::Role), |ui| problem_ui(ui, form, FormField::Role));
    let roles = catalogue.roles.iter().map(|role| (&role.id, role.label.as_str()));
    if let Some(id) = choice_ui(ui, FormField::Role, form.role.as_ref(), roles, width) {
        outbox.send(Msg::Form(FormChange::Role(id)));
    }
    region(ui, ("problem", FormField::Contract), |ui| problem_ui(ui, form, FormField::Contract));
    let contracts = catalogue.contracts.iter().map(|contract| (&contract.id, contract.label.as_str()));
    if let Some(id) = choice_ui(ui, FormField::Contract, form.contract.as_ref(), contracts, width) {
        outbox.send(Msg::Form(FormChange::Contract(id)));
    }
}

fn about_ui(ui: &mut Ui, about: &str, width: f32) {
    ui.scope(|ui| {
        ui.set_max_width(width);
        hint(ui, about);
    });
}

fn choice_ui<'a, Id: Clone + PartialEq + 'a>(
    ui: &mut Ui,
    field: FormField,
    chosen: Option<&Id>,
    choices: impl Iterator<Item = (&'a Id, &'a str)> + Clone,
    width: f32,
) -> Option<Id> {
    let caption = field_label(ui, field.label());
    let shown = choices.clone().find(|(id, _)| Some(*id) == chosen).map_or("Select one", |(_, label)| label);
    let mut picked = None;
    let inner = ComboBox::from_id_salt(field.label()).width(width).selected_text(shown).show_ui(ui, |ui| {
        for (id, label) in choices {
            let response = ui.selectable_label(Some(id) == chosen, label).kept_in_view();
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_role(egui::accesskit::Role::ListBoxOption);
                node.clear_toggled();
                node.set_selected(Some(id) == chosen);
            });
            if response.clicked() {
                picked = Some(id.clone());
                ui.close();
            }
        }
    });
    let response = inner.response.labelled_by(caption.id).kept_in_view();
    // What is chosen: the value of such a list does not reach a screen reader on every system.
    let response = described(response, shown);
    if picked.is_some() {
        // The list is gone: the focus goes back to where it came from.
        response.request_focus();
    }
    picked
}

/// The summary at the top, once the button was pressed with something missing.
fn summary_ui(ui: &mut Ui, form: &Form) {
    let missing = form.missing();
    if !form.shows_missing || missing.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let frame =
        Frame::new().fill(tokens.surface).stroke(egui::Stroke::new(3.0, tokens.error)).inner_margin(Margin::same(16));
    frame.show(ui, |ui| {
        let said = heading(ui, 2, "There is a problem");
        live(ui, &said);
        for field in missing {
            label(ui, theme::tinted(Text::Strong.of(field.missing()), tokens.error));
        }
    });
}

fn problem_ui(ui: &mut Ui, form: &Form, field: FormField) {
    if form.shows_missing && form.missing().contains(&field) {
        ui.add_space(space::SMALL);
        let tokens = theme::tokens(ui);
        label(ui, theme::tinted(Text::Strong.of(field.missing()), tokens.error));
    }
}

fn preview_ui(ui: &mut Ui, form: &Form) {
    heading(ui, 2, "The steps that will apply");
    if form.preview.is_empty() {
        quiet(ui, "Select a nation, setting, role and contract, and the steps appear here before you make anything.");
        return;
    }
    let count: usize = form.preview.iter().map(|(_, titles)| titles.len()).sum();
    let said = quiet(ui, format!("{count} steps in 7 sections."));
    live(ui, &said);
    for (section, titles) in &form.preview {
        ui.add_space(space::MEDIUM);
        heading(ui, 3, format!("{} ({})", section.label(), titles.len()));
        for title in titles {
            label(ui, title.as_str());
        }
    }
}
