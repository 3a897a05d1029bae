//! A folder of checklists: what needs action, the people, the matrix, and the files that are not shown.

mod actions;
mod files;
mod filter;
mod head;
mod matrix;
mod people;

use std::path::{Path, PathBuf};

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::TWO_COLUMNS;
use super::checklist::navigation_ui;
use crate::app::{Msg, OpenTeam, Screen, State, TeamChange, TeamTab};
use crate::ids::StepId;
use crate::ui::theme;
use crate::ui::widgets::region;
use crate::ui::{Local, Outbox};

/// What only the team screen needs to remember.
#[derive(Debug, Default)]
pub(crate) struct TeamLocal {
    /// The row that is to have the focus.
    wanted: Option<usize>,
    /// What was opened, and in which row: coming back leads to it, or to what has taken its place.
    from: Option<(PathBuf, Option<StepId>, usize)>,
    /// The column of the matrix that the keys are on.
    column: usize,
    /// Whether the filters are shown where there is little room.
    shows_filters: bool,
    /// Whether the words of the matrix are explained where there is little room.
    shows_legend: bool,
    /// Where choosing with Shift began.
    anchor: Option<usize>,
}

pub(crate) fn team_ui(ui: &mut Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    let Some(team) = &state.open_team else { return super::welcome_ui(ui, state, outbox) };
    let tokens = theme::tokens(ui);
    if ui.available_width() >= TWO_COLUMNS {
        let frame = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(8, 12));
        Panel::left("navigation").frame(frame).resizable(false).exact_size(232.0).show(ui, |ui| {
            region(ui, "navigation", |ui| navigation_ui(ui, state, state.document.as_ref(), local, outbox));
        });
    }
    let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(16, 8));
    Panel::top("team head").frame(frame).show(ui, |ui| {
        region(ui, "team head", |ui| head::head_ui(ui, state, team, local, outbox));
    });
    if local.comes_to(Screen::Team)
        && let Some((path, step, row)) = local.team.from.take()
    {
        let last = rows_of(team).checked_sub(1);
        local.team.wanted = row_of(team, &path, step.as_ref()).or(last.map(|last| row.min(last)));
    }
    CentralPanel::default().frame(Frame::new().fill(tokens.surface)).show(ui, |ui| {
        region(ui, ("team tab", team.view.tab), |ui| match team.view.tab {
            TeamTab::Actions => actions::actions_ui(ui, state, team, local, outbox),
            TeamTab::People => people::people_ui(ui, state, team, local, outbox),
            TeamTab::Matrix => matrix::matrix_ui(ui, team, local, outbox),
            TeamTab::Files => files::files_ui(ui, team, local, outbox),
        });
    });
}

/// How many rows are shown.
fn rows_of(team: &OpenTeam) -> usize {
    let shown = team.shown();
    match team.view.tab {
        TeamTab::Actions => shown.actions.len(),
        TeamTab::People | TeamTab::Matrix => shown.people.len(),
        TeamTab::Files => shown.files.len(),
    }
}

/// The row of a person, or of one of their steps.
fn row_of(team: &OpenTeam, path: &Path, step: Option<&StepId>) -> Option<usize> {
    let shown = team.shown();
    match team.view.tab {
        TeamTab::Actions => shown.actions.iter().position(|line| {
            let crate::app::ActionLine::Todo(place, number) = line else { return false };
            let Some((member, todo, _)) = team.todo(*place, *number) else { return false };
            let column = team.roster().columns().get(todo.column);
            member.path == path && column.map(|column| &column.id) == step
        }),
        TeamTab::People | TeamTab::Matrix => {
            (0..shown.people.len()).find(|row| team.member(*row).is_some_and(|member| member.path == path))
        }
        TeamTab::Files => shown.files.iter().position(|row| row.path == path),
    }
}

/// Opens a checklist, on a step where one is named.
fn open(path: &Path, step: Option<StepId>, row: usize, local: &mut Local, outbox: &mut Outbox) {
    local.team.from = Some((path.to_path_buf(), step.clone(), row));
    outbox.send(Msg::Team(TeamChange::Open(path.to_path_buf(), step)));
}
