//! Whom to show: a search, lists to choose from, and what is chosen as chips that can be taken away.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::style::StyleModifier;
use egui::{Align2, Key, Label, Margin, PopupCloseBehavior, ScrollArea, TextEdit, Ui};

use crate::app::{Action, Chip, Msg, OpenTeam, State, TeamChange, TeamTab};
use crate::catalogue::Catalogue;
use crate::team::{PersonColumn, Readiness, TodoGroup};
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{KeptInView as _, hint, live};
use crate::ui::{Local, Outbox};
use crate::visible::made_visible;

pub(super) fn filter_ui(ui: &mut Ui, state: &State, team: &OpenTeam, local: &mut Local, outbox: &mut Outbox) {
    if team.view.tab == TeamTab::Files {
        return;
    }
    search_ui(ui, state, team, local, outbox);
    menus_ui(ui, team, outbox);
    let (shown, all) = (team.shown().people.len(), team.shown().totals.people);
    let words = if shown == all { format!("{all} people") } else { format!("{shown} of {all} people") };
    let color = theme::tokens(ui).quiet;
    let said = ui.add(Label::new(theme::tinted(Text::Small.of(words), color)).extend());
    live(ui, &said);
    if team.view.tab == TeamTab::Matrix {
        let mut by_step = team.view.by_step;
        if ui.checkbox(&mut by_step, "A column for each step").kept_in_view().changed() {
            outbox.send(Msg::Team(TeamChange::ByStep(by_step)));
        }
    }
    if team.view.tab == TeamTab::People {
        sort_ui(ui, team, outbox);
    }
    if team.view.tab == TeamTab::People && !team.chosen.is_empty() {
        ui.add_space(space::LARGE);
        chosen_ui(ui, state, team, outbox);
    }
}

fn search_ui(ui: &mut Ui, state: &State, team: &OpenTeam, local: &mut Local, outbox: &mut Outbox) {
    let mut search = team.view.filter.search.clone();
    let field = TextEdit::singleline(&mut search)
        .id_salt("find a person")
        .hint_text("Find a person")
        .desired_width(200.0)
        .margin(Margin::symmetric(10, 6))
        .align(Align2::LEFT_CENTER);
    let response = ui.add(field).kept_in_view().accessible_name("Find a person");
    if local.finds_seen != state.finds {
        local.finds_seen = state.finds;
        response.request_focus();
    }
    let is_cleared = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    if is_cleared && !search.is_empty() {
        outbox.send(Msg::Team(TeamChange::Search(String::new())));
    } else if response.changed() {
        outbox.send(Msg::Team(TeamChange::Search(search)));
    }
}

/// Each list has only what there is, with how many.
fn menus_ui(ui: &mut Ui, team: &OpenTeam, outbox: &mut Outbox) {
    let totals = &team.shown().totals;
    let status = Readiness::ALL
        .into_iter()
        .filter_map(|readiness| Some((Chip::Readiness(readiness), *totals.readiness.get(&readiness)?)));
    let groups = TodoGroup::ALL.into_iter().filter_map(|group| Some((Chip::Group(group), *totals.groups.get(&group)?)));
    let roles = totals.roles.iter().map(|(role, count)| (Chip::Role(role.clone()), *count));
    let settings = totals.settings.iter().map(|(setting, count)| (Chip::Setting(setting.clone()), *count));
    let sites = totals.sites.iter().map(|(site, count)| (Chip::Site(site.clone()), *count));
    for (label, chips) in [
        ("Status", status.chain(groups).collect::<Vec<_>>()),
        ("Role", roles.collect()),
        ("Setting", settings.collect()),
        ("Site", sites.collect()),
    ] {
        // It stays open, and its boxes look like boxes.
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let config = config.style(StyleModifier::default());
        MenuButton::new(label).config(config).ui(ui, |ui| {
            ui.set_min_width(240.0);
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (chip, count) in chips {
                    let mut is_on = team.view.has(&chip);
                    let text = format!("{} ({count})", words(&chip));
                    if ui.checkbox(&mut is_on, text).kept_in_view().changed() {
                        outbox.send(Msg::Team(TeamChange::Toggle(chip)));
                    }
                }
            });
        });
    }
}

/// Every column, also those that are out of sight.
fn sort_ui(ui: &mut Ui, team: &OpenTeam, outbox: &mut Outbox) {
    ui.menu_button("Sort", |ui| {
        ui.set_min_width(200.0);
        for column in PersonColumn::ALL {
            let is_chosen = team.view.sort.column == column;
            if ui.selectable_label(is_chosen, column.label()).kept_in_view().clicked() {
                outbox.send(Msg::Team(TeamChange::SortBy(column)));
                ui.close();
            }
        }
    });
}

/// What a chip says.
fn words(chip: &Chip) -> String {
    let catalogue = Catalogue::shipped();
    match chip {
        Chip::Role(role) => catalogue.role(role).map_or_else(|| role.to_string(), |role| role.label.clone()),
        Chip::Setting(setting) => {
            catalogue.setting(setting).map_or_else(|| setting.to_string(), |setting| setting.label.clone())
        }
        Chip::Site(site) if site.is_empty() => "No site named".to_owned(),
        Chip::Site(site) => made_visible(site),
        Chip::Readiness(readiness) => readiness.label().to_owned(),
        Chip::Group(group) => group.label().to_owned(),
    }
}

/// What people are filtered by; each can be taken away.
pub(super) fn chips_ui(ui: &mut Ui, team: &OpenTeam, outbox: &mut Outbox) {
    let chips = team.view.chips();
    if team.view.filter.is_empty() || team.view.tab == TeamTab::Files {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for chip in chips {
            let text = words(&chip);
            let button = ui.button(format!("{text} {}", Icon::CLOSE.0)).kept_in_view();
            if button.accessible_name(format!("Do not filter by: {text}")).clicked() {
                outbox.send(Msg::Team(TeamChange::Toggle(chip)));
            }
        }
        if ui.button("Show everybody").kept_in_view().clicked() {
            outbox.send(Msg::Team(TeamChange::ShowAll));
        }
    });
}

/// What can be done with several people at once.
fn chosen_ui(ui: &mut Ui, state: &State, team: &OpenTeam, outbox: &mut Outbox) {
    let shown = (0..team.shown().people.len()).filter_map(|row| team.member(row));
    let hidden = team.chosen.len() - shown.filter(|member| team.chosen.contains(&member.path)).count();
    let hidden = if hidden > 0 { format!(", {hidden} of them not shown") } else { String::new() };
    let said = hint(ui, format!("{} chosen{hidden}", team.chosen.len()));
    live(ui, &said);
    for action in [Action::Export, Action::AskAgainOn, Action::PackForMany] {
        let button = egui::Button::new(action.label(state));
        if ui.add_enabled(action.is_enabled(state), button).kept_in_view().clicked() {
            outbox.send(Msg::Do(action));
        }
    }
    if ui.button("Choose nobody").kept_in_view().clicked() {
        outbox.send(Msg::Team(TeamChange::ChooseAll(false)));
    }
}
