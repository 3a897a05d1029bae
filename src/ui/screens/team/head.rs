//! Which folder it is, how many were found, and the numbers that lead into the list.

use egui::Ui;

use crate::app::{Action, Chip, Msg, OpenTeam, Screen, State, TeamChange, TeamTab, file_name};
use crate::dates;
use crate::team::{Readiness, TodoGroup};
use crate::text;
use crate::ui::screens::TWO_COLUMNS;
use crate::ui::theme::{Icon, Text, space};
use crate::ui::widgets::{KeptInView as _, action_button, banner_ui, heading, hint, link, live, quiet};
use crate::ui::{Local, Outbox};
use crate::visible::made_visible;

/// Lower than this (large text on a small screen), the filters are shown when they are asked for.
const TALL: f32 = 520.0;

/// Whether the list comes first, and what explains it is shown when it is asked for.
pub(super) fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < TALL
}

pub(super) fn head_ui(ui: &mut Ui, state: &State, team: &OpenTeam, local: &mut Local, outbox: &mut Outbox) {
    let shown = team.shown();
    if ui.ctx().content_rect().width() < TWO_COLUMNS && state.document.is_some() {
        action_button(ui, state, Action::ShowChecklist, Icon::BACK, outbox);
    }
    ui.horizontal_wrapped(|ui| {
        let name = made_visible(&file_name(&team.folder));
        heading(ui, 1, format!("Team: {name}"));
        ui.add_space(space::SMALL);
        let said = quiet(ui, format!("{}.", text::counts_words(shown.counts)));
        live(ui, &said);
        if team.is_reading {
            let said = quiet(ui, "Reading\u{2026}");
            live(ui, &said);
            if ui.button("Stop").kept_in_view().clicked() {
                outbox.send(Msg::Team(TeamChange::Cancel));
            }
        }
    });
    hint(ui, format!("Folder: {}", made_visible(&team.folder.display().to_string())));
    banners_ui(ui, team, outbox);
    // Where there is little room, the list comes first: the numbers are in the filters too.
    let is_low = is_low(ui);
    if !is_low {
        numbers_ui(ui, team, outbox);
    }
    ui.horizontal_wrapped(|ui| {
        tabs_ui(ui, team, local, outbox);
        ui.add_space(space::LARGE);
        if is_low && team.view.tab != TeamTab::Files {
            let words = if local.team.shows_filters { "Hide filters" } else { "Filters" };
            if ui.button(words).kept_in_view().clicked() {
                local.team.shows_filters = !local.team.shows_filters;
            }
        }
        if is_low && team.view.tab == TeamTab::Matrix {
            let words = if local.team.shows_legend { "Hide what the words mean" } else { "What the words mean" };
            if ui.button(words).kept_in_view().clicked() {
                local.team.shows_legend = !local.team.shows_legend;
            }
        }
        local.team.shows_filters |= local.finds_seen != state.finds;
        if !is_low || local.team.shows_filters {
            super::filter::filter_ui(ui, state, team, local, outbox);
        }
    });
    super::filter::chips_ui(ui, team, outbox);
}

fn banners_ui(ui: &mut Ui, team: &OpenTeam, outbox: &mut Outbox) {
    let again_ui = |ui: &mut Ui, outbox: &mut Outbox| {
        if ui.button("Read again").kept_in_view().clicked() {
            outbox.send(Msg::Team(TeamChange::ReadAgain));
        }
    };
    if let Some(problem) = &team.stale {
        let text = format!("{problem} What you see is as it was read last, and may be out of date.");
        banner_ui(ui, &text, |ui| again_ui(ui, outbox));
    }
    if team.was_cancelled {
        banner_ui(ui, "Reading was stopped: not everybody in the folder is here.", |ui| again_ui(ui, outbox));
    }
    if let Some(day) = team.as_of {
        let text =
            format!("As of {}, as far as the checklists say it. Nothing can be signed off here.", dates::show(day));
        banner_ui(ui, &text, |ui| {
            if ui.button("Back to today").kept_in_view().clicked() {
                outbox.send(Msg::Team(TeamChange::AsOf(None)));
            }
        });
    }
}

/// Each number leads to those whom it counts.
fn numbers_ui(ui: &mut Ui, team: &OpenTeam, outbox: &mut Outbox) {
    let totals = &team.shown().totals;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        for group in TodoGroup::ALL {
            let count = totals.groups.get(&group).copied().unwrap_or_default();
            if count > 0 && link(ui, &format!("{count} {}", number_words(group))).clicked() {
                outbox.send(Msg::Team(TeamChange::Only(Chip::Group(group))));
            }
        }
        let people = |count: usize| if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
        let late = [(Readiness::Late, "not ready by the start date"), (Readiness::NotKnown, "without a first shift")];
        for (readiness, words) in late {
            let count = totals.readiness.get(&readiness).copied().unwrap_or_default();
            if count > 0 && link(ui, &format!("{} {words}", people(count))).clicked() {
                outbox.send(Msg::Team(TeamChange::Only(Chip::Readiness(readiness))));
            }
        }
        if totals.groups.is_empty() && !team.is_reading && team.shown().counts.found > 0 {
            hint(ui, "Nothing needs action.");
        }
    });
}

const fn number_words(group: TodoGroup) -> &'static str {
    match group {
        TodoGroup::Overdue => "overdue",
        TodoGroup::Chase => "to ask again today",
        TodoGroup::DueIn7 => "due in 7 days",
        TodoGroup::DueIn30 => "due soon",
        TodoGroup::Expiring => "running out",
        TodoGroup::Problems => "problems",
        TodoGroup::SignOffs => "to sign off",
    }
}

fn tabs_ui(ui: &mut Ui, team: &OpenTeam, local: &Local, outbox: &mut Outbox) {
    let is_new = local.comes_to(Screen::Team) && local.team.from.is_none();
    for tab in TeamTab::ALL {
        let is_chosen = team.view.tab == tab;
        let look = if is_chosen { Text::Strong } else { Text::Body };
        let count = match tab {
            TeamTab::People => format!(" ({})", team.shown().people.len()),
            TeamTab::Files => format!(" ({})", team.shown().files.len()),
            TeamTab::Actions | TeamTab::Matrix => String::new(),
        };
        let part = ui.selectable_label(is_chosen, look.of(format!("{}{count}", tab.label()))).kept_in_view();
        if is_chosen && is_new {
            part.request_focus();
        }
        if part.clicked() {
            outbox.send(Msg::Team(TeamChange::Tab(tab)));
        }
    }
}
