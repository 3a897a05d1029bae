//! The list of steps, with its filters.

use egui::{Align, Frame, Key, Label, Margin, Rect, ScrollArea, Stroke, TextEdit, Ui, vec2};

use crate::app::{Action, Document, Msg, Screen, State};
use crate::checklist::{Filter, SectionRows};
use crate::ids::StepId;
use crate::ui::screens::TWO_COLUMNS;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{
    KeptInView as _, action_button, go_by_arrows, group, heading_as, hint, live, quiet, region, scroll_by_keys,
    step_row,
};
use crate::ui::{Local, Outbox};

/// So often rows are laid out until they have their heights: what was brought into view before would not be there then.
const SETTLES: u8 = 2;

/// The list; with `header`, everything above it scrolls with it.
pub(super) fn list_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    header: bool,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    if !header {
        above_ui(ui, state, document, local, outbox);
    }
    let area = ui.max_rect();
    // Without an animation, not even one of no length: what is moved is there in the next pass.
    ScrollArea::vertical().auto_shrink(false).animated(false).id_salt("steps").show(ui, |ui| {
        scroll_by_keys(ui, area, false);
        if header {
            Frame::new().inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
                region(ui, "header", |ui| super::header::about_ui(ui, state, document, local, outbox));
            });
            above_ui(ui, state, document, local, outbox);
        }
        region(ui, "rows", |ui| rows_ui(ui, state, document, local, outbox));
        ui.add_space(space::HUGE);
    });
}

/// Filters, search, and on a narrow window the ways to other screens.
fn above_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let is_narrow = ui.ctx().content_rect().width() < TWO_COLUMNS;
    Frame::new().inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        region(ui, "filters", |ui| {
            if is_narrow {
                ui.horizontal_wrapped(|ui| {
                    action_button(ui, state, Action::ShowPlan, Icon::PLAN, outbox);
                    action_button(ui, state, Action::AboutSetting, Icon::PLACE, outbox);
                    action_button(ui, state, Action::AboutRole, Icon::USER, outbox);
                    action_button(ui, state, Action::ShowReference, Icon::BOOK, outbox);
                });
            }
            filters_ui(ui, state, document, local, outbox);
        });
    });
}

fn rows_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let listing = &document.overview().listing;
    let scroll_to = local.scroll_to.take();
    if local.reveals_seen != state.reveals || local.screen != Some(Screen::Checklist) {
        local.reveals_seen = state.reveals;
        local.revealing = SETTLES;
    }
    let reveals = local.revealing > 0;
    local.revealing = local.revealing.saturating_sub(1);
    if local.revealing > 0 {
        ui.ctx().request_discard("rows that are shown for the first time have not their heights yet");
    }
    let mut rows = Rows::default();
    for section in &listing.sections {
        let is_wanted = scroll_to == Some(section.section);
        section_ui(ui, document, section, (is_wanted, reveals), local, &mut rows, outbox);
    }
    if listing.shown == 0 {
        nothing_ui(ui, document, outbox);
    }
    if document.key().filter == Filter::All && document.key().search.is_empty() {
        super::local::left_out_ui(ui, document);
    }
    go_by_arrows(ui, "Steps", &rows.ids);
    if let Some(step) = rows.ticked.take() {
        local.still.hold(ui, &step, &rows.places);
        outbox.send(Msg::Tick(step));
    } else {
        local.still.bring_back(ui, &rows.places);
    }
}

/// The rows as they are drawn.
#[derive(Default)]
struct Rows {
    ids: Vec<egui::Id>,
    places: Vec<(StepId, Rect)>,
    ticked: Option<StepId>,
}

fn filters_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    group(ui, "Steps to show", |ui| {
        ui.horizontal_wrapped(|ui| {
            for filter in Filter::ALL {
                let action = Action::ShowOnly(filter);
                let is_chosen = action.is_chosen(state);
                let look = if is_chosen { Text::Strong } else { Text::Body };
                if ui.selectable_label(is_chosen, look.of(filter.label())).kept_in_view().clicked() {
                    outbox.send(Msg::Do(action));
                }
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        let mut search = document.key().search.clone();
        let field = TextEdit::singleline(&mut search)
            .id_salt("search")
            .hint_text("Find a step")
            .desired_width(220.0)
            .margin(Margin::symmetric(10, 6))
            .align(egui::Align2::LEFT_CENTER);
        let response = ui.add(field).kept_in_view();
        let response = response.accessible_name("Find a step");
        if local.finds_seen != state.finds {
            local.finds_seen = state.finds;
            response.request_focus();
        }
        // The field has let go of the focus by the time that Escape is seen here.
        let is_cleared = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if is_cleared && !search.is_empty() {
            outbox.send(Msg::Search(String::new()));
        } else if response.changed() {
            outbox.send(Msg::Search(search));
        }
        let mut hides = document.key().hides_completed;
        if ui.checkbox(&mut hides, "Hide completed").kept_in_view().changed() {
            outbox.send(Msg::Do(Action::HideOrShowCompleted));
        }
        let listing = &document.overview().listing;
        let hidden = if listing.hidden > 0 { format!(", {} hidden", listing.hidden) } else { String::new() };
        let said = hint(ui, format!("{} shown{hidden}", listing.shown));
        live(ui, &said);
    });
}

fn section_ui(
    ui: &mut Ui,
    document: &Document,
    section: &SectionRows,
    (is_wanted, reveals): (bool, bool),
    local: &mut Local,
    rows: &mut Rows,
    outbox: &mut Outbox,
) {
    let tokens = theme::tokens(ui);
    let title = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let progress = section.progress;
            ui.set_min_height(22.0);
            heading_as(ui, 2, Text::Strong, section.section.label());
            let count = format!("{} of {} completed", progress.completed, progress.total);
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                ui.add(Label::new(theme::tinted(Text::Small.of(count), tokens.quiet)));
            });
        });
    });
    if is_wanted {
        title.response.scroll_to_me(Some(Align::TOP));
    }
    for row in &section.rows {
        let is_chosen = document.selected.as_ref() == Some(&row.id);
        let response = step_row(ui, row, is_chosen, local.still.row(&row.id));
        if is_chosen && reveals {
            response.row.scroll_to_me(None);
            response.row.request_focus();
        }
        if local.returns_to.as_ref() == Some(&row.id) {
            local.returns_to = None;
            response.row.request_focus();
            response.row.scroll_to_me(None);
        }
        rows.ids.push(response.row.id);
        rows.places.push((row.id.clone(), response.rect));
        if response.is_ticked {
            rows.ticked = Some(row.id.clone());
        }
        if response.row.clicked() {
            local.enters_panel = ui.input(|input| input.key_pressed(Key::Enter)).then(|| row.id.clone());
            outbox.send(Msg::Select(Some(row.id.clone())));
        }
        let line = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover()).0;
        ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, tokens.hairline));
    }
}

fn nothing_ui(ui: &mut Ui, document: &Document, outbox: &mut Outbox) {
    Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
        let key = document.key();
        let said = if key.search.is_empty() {
            quiet(ui, format!("No steps under \u{201c}{}\u{201d}.", key.filter.label()))
        } else {
            quiet(
                ui,
                format!("0 results for \u{201c}{}\u{201d} under \u{201c}{}\u{201d}.", key.search, key.filter.label()),
            )
        };
        live(ui, &said);
        ui.add_space(space::SMALL);
        if ui.button("Show all steps").kept_in_view().clicked() {
            outbox.send(Msg::Search(String::new()));
            outbox.send(Msg::Do(Action::ShowOnly(Filter::All)));
        }
    });
}
