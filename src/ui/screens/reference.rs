//! Reference panels, with search.

use egui::{Button, CentralPanel, Frame, Margin, Panel as SidePanel, ScrollArea, Ui, vec2};

use super::TWO_COLUMNS;
use super::checklist::navigation_ui;
use crate::app::{Action, Msg, PanelName, Screen, State};
use crate::catalogue::{Panel, PanelKind};
use crate::text;
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{
    KeptInView as _, action_button, blocks_ui, heading, hint, live, overdue_ui, quiet, region, scroll_by_keys,
    sources_ui, text_field,
};
use crate::ui::{Local, Outbox};

pub(crate) fn reference_ui(ui: &mut Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    if ui.available_width() >= TWO_COLUMNS {
        let frame = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(8, 12));
        SidePanel::left("navigation").frame(frame).resizable(false).exact_size(232.0).show(ui, |ui| {
            navigation_ui(ui, state, state.document.as_ref(), local, outbox);
        });
    }
    let is_narrow = ui.ctx().content_rect().width() < TWO_COLUMNS;
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let is_new = local.panel != state.reference.open || local.screen != Some(Screen::Reference);
        local.panel.clone_from(&state.reference.open);
        if is_narrow {
            let home = if state.document.is_some() { Action::ShowChecklist } else { Action::ShowWelcome };
            action_button(ui, state, home, Icon::BACK, outbox);
        }
        match &state.reference.open {
            Some(name) => region(ui, ("panel", name), |ui| panel_ui(ui, state, name, is_new, outbox)),
            None => region(ui, "contents", |ui| contents_ui(ui, state, is_new, local, outbox)),
        }
    });
}

fn contents_ui(ui: &mut Ui, state: &State, is_new: bool, local: &mut Local, outbox: &mut Outbox) {
    ScrollArea::vertical().auto_shrink(false).id_salt("contents").show(ui, |ui| {
        ui.set_max_width((theme::MEASURE + 80.0).min(ui.available_width()));
        heading(ui, 1, "Reference");
        let mut search = state.reference.search.clone();
        let width = ui.available_width().min(360.0);
        let field = text_field(ui, "Search the reference", &mut search, width);
        if is_new || local.finds_seen != state.finds {
            local.finds_seen = state.finds;
            field.request_focus();
        }
        if field.changed() {
            outbox.send(Msg::SearchReference(search));
        }
        let found = state.catalogue().panels_with(&state.reference.search);
        let said = if state.reference.search.trim().is_empty() {
            hint(ui, format!("{} panels", found.len()))
        } else {
            let results = if found.len() == 1 { "result" } else { "results" };
            hint(ui, format!("{} {results} for \u{201c}{}\u{201d}", found.len(), state.reference.search.trim()))
        };
        live(ui, &said);
        for kind in PanelKind::ALL {
            let of_kind: Vec<&&Panel> = found.iter().filter(|panel| panel.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            ui.add_space(space::LARGE);
            heading(ui, 2, kind.label());
            for panel in of_kind {
                let button = Button::new(panel.title.as_str()).frame_when_inactive(false).right_text("");
                let button = button.min_size(vec2(ui.available_width(), theme::TARGET));
                let response = ui.add(button).kept_in_view();
                let response = response.accessible_name(panel.title.as_str());
                if response.clicked() {
                    outbox.send(Msg::OpenPanel(PanelName { kind: panel.kind, id: panel.id.clone() }));
                }
            }
        }
        ui.add_space(space::HUGE);
    });
}

fn panel_ui(ui: &mut Ui, state: &State, name: &PanelName, is_new: bool, outbox: &mut Outbox) {
    let back = ui.button((Icon::BACK.0, "All panels")).kept_in_view();
    let back = back.accessible_name("All panels");
    if is_new {
        back.request_focus();
    }
    if back.clicked() {
        outbox.send(Msg::ClosePanel);
    }
    ui.add_space(space::SMALL);
    let Some(panel) = state.catalogue().panel(name.kind, &name.id) else {
        quiet(ui, "There is no panel about this yet.");
        return;
    };
    // The way back counts too: it has the focus when a panel opens.
    let area = ui.max_rect();
    let key = ("panel", name.kind.id(), name.id.as_str());
    ScrollArea::vertical().auto_shrink(false).id_salt(key).show(ui, |ui| {
        ui.set_max_width(theme::MEASURE.min(ui.available_width()));
        scroll_by_keys(ui, area, true);
        heading(ui, 1, panel.title.as_str());
        overdue_ui(ui, panel.review, state.today);
        ui.add_space(space::SMALL);
        blocks_ui(ui, &panel.blocks, 2, outbox);
        sources_ui(ui, state.catalogue(), &panel.citations, panel.review, state.today, 2, outbox);
        ui.add_space(space::MEDIUM);
        hint(ui, text::NOT_ADVICE);
        ui.add_space(space::HUGE);
    });
}
