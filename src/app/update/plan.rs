//! The plan: what of it is shown, what is tried, and whose waiting times count.

use std::path::PathBuf;
use std::sync::Arc;

use super::{steps, view};
use crate::app::{Dialog, Effect, Moment, Notice, PlanChange, PlanTab, Screen, State, Team, Trial, Zoom, file_name};
use crate::checklist::Edit;
use crate::ids::StepId;
use crate::outcome::{Learned, LoadError};
use crate::plan::ENOUGH;
use crate::text;

pub(super) fn change(state: &mut State, change: PlanChange, moment: &Moment) -> Vec<Effect> {
    match change {
        PlanChange::Keep => return keep(state, moment),
        PlanChange::ForgetTeam => {
            state.team = None;
            return Vec::new();
        }
        _ => {}
    }
    let Some(document) = &mut state.document else { return Vec::new() };
    match change {
        PlanChange::Tab(tab) => document.change_plan(|plan| {
            plan.tab = tab;
            // What is tried belongs to the rows.
            plan.trial = plan.trial.take().filter(|_| matches!(tab, PlanTab::Timeline | PlanTab::Table));
        }),
        PlanChange::Try(step) => {
            let record = |step: &StepId| document.checklist().step(step).map(|step| Trial::of(&step.record));
            let trial = step.and_then(|step| Some((step.clone(), record(&step)?)));
            document.change_plan(|plan| plan.trial = trial);
        }
        PlanChange::Ends(ends) => document.change_trial(|trial| {
            trial.ends = Some(ends);
            trial.has_unread = false;
        }),
        PlanChange::EndsUnread => document.change_trial(|trial| {
            trial.ends = None;
            trial.has_unread = true;
        }),
        PlanChange::Days(days) => document.change_trial(|trial| trial.days = Some(days)),
        PlanChange::ChosenDay(day) => document.change_plan(|plan| plan.chosen_day = day),
        PlanChange::Keep | PlanChange::ForgetTeam => {}
    }
    Vec::new()
}

/// Makes what is tried part of the checklist, as changes that can be undone.
fn keep(state: &mut State, moment: &Moment) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let Some((step, trial)) = document.plan_view().trial.clone() else { return Vec::new() };
    let edits: Vec<Edit> = trial.edits(document.checklist(), &step);
    let can_be_kept = trial.can_be_kept(state.today);
    let edits = edits.into_iter().filter(|_| can_be_kept);
    let effects = edits.flat_map(|edit| steps::edit(state, edit, moment)).collect();
    if let Some(document) = &mut state.document {
        document.end_typing();
        document.change_plan(|plan| plan.trial = None);
    }
    effects
}

pub(super) fn show(state: &mut State) -> Vec<Effect> {
    view::show(state, Screen::Plan)
}

pub(super) fn zoom(state: &mut State, to: impl FnOnce(Zoom) -> Zoom) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.change_plan(|plan| plan.zoom = to(plan.zoom));
    }
    Vec::new()
}

/// A folder of checklists was read for how long steps take there.
pub(super) fn learned(state: &mut State, folder: PathBuf, result: Result<Learned, LoadError>) -> Vec<Effect> {
    match result {
        Ok(learned) => {
            let (steps, checklists) = (learned.experience.steps().count(), learned.experience.checklists());
            state.retry = None;
            let text = if steps == 0 {
                format!(
                    "Not enough is known yet: of {checklists} checklists, no step was completed {ENOUGH} times with both \
                     dates. The days of the catalogue count."
                )
            } else {
                format!(
                    "Your team\u{2019}s own days count now: enough is known of {steps} steps, from {checklists} checklists."
                )
            };
            state.team = (steps > 0).then(|| Arc::new(Team { folder, learned }));
            state.notice = Some(Notice { text, can_undo: false });
        }
        Err(error) => {
            let problem = text::not_opened(&file_name(&folder), &error);
            state.dialog = Some(Dialog::Problem { title: "The folder was not read", problem });
        }
    }
    Vec::new()
}
