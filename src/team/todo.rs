//! What needs action: for each person, and for a team.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Roster;
use crate::checklist::{Checklist, Status};
use crate::ids::StepId;
use crate::plan::{Move, MoveKind, Plan, Told};

/// Why something needs action. In the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TodoKind {
    /// The last day to begin it, so that it is done by the planned start at the usual pace, has passed.
    Overdue,
    /// Somebody else has been quiet for too long.
    Chase,
    /// To begin, or said to be done, within 7 days.
    DueIn7,
    /// Within as many days as count as soon: 30, where nobody says otherwise.
    DueIn30,
    /// It does not count any more.
    RanOut,
    /// It runs out before the first shift, or it is time to renew it.
    RunsOut,
    Problem,
    /// A second person has still to verify it.
    SignOff,
}

/// The kinds as the screen puts them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TodoGroup {
    Overdue,
    Chase,
    DueIn7,
    DueIn30,
    Expiring,
    Problems,
    SignOffs,
}

impl TodoGroup {
    pub const ALL: [Self; 7] =
        [Self::Overdue, Self::Chase, Self::DueIn7, Self::DueIn30, Self::Expiring, Self::Problems, Self::SignOffs];

    /// As it stands on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Chase => "Ask again today",
            Self::DueIn7 => "Due in 7 days",
            Self::DueIn30 => "Due soon",
            Self::Expiring => "Runs out",
            Self::Problems => "Problems",
            Self::SignOffs => "To sign off",
        }
    }

    /// The word in the JSON of the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Chase => "chase",
            Self::DueIn7 => "due-in-7",
            Self::DueIn30 => "due-in-30",
            Self::Expiring => "expiring",
            Self::Problems => "problems",
            Self::SignOffs => "sign-offs",
        }
    }
}

impl TodoKind {
    /// Under which heading it stands.
    #[must_use]
    pub const fn group(self) -> TodoGroup {
        match self {
            Self::Overdue => TodoGroup::Overdue,
            Self::Chase => TodoGroup::Chase,
            Self::DueIn7 => TodoGroup::DueIn7,
            Self::DueIn30 => TodoGroup::DueIn30,
            Self::RanOut | Self::RunsOut => TodoGroup::Expiring,
            Self::Problem => TodoGroup::Problems,
            Self::SignOff => TodoGroup::SignOffs,
        }
    }
}

/// Something about a step of a person that needs action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// The number of the step.
    pub column: u16,
    pub kind: TodoKind,
    /// By when, since when, or until when, as the kind has it.
    pub date: Option<NaiveDate>,
    /// How long it usually takes, in days; working days where `working`.
    pub usual_days: u16,
    pub working: bool,
    /// Whether somebody said that it is not needed.
    pub is_not_needed: bool,
    /// Who has to act, as it stands inside a sentence.
    pub who: Box<str>,
}

/// What needs action on one checklist, in the order of its kinds and dates.
pub(super) fn todos_of(
    checklist: &Checklist,
    plan: &Plan,
    found: &[Move],
    needed: &BTreeMap<&StepId, NaiveDate>,
    numbers: &[u16],
    due_soon: u16,
) -> Vec<Todo> {
    let places: BTreeMap<&StepId, u16> =
        checklist.steps.iter().zip(numbers).map(|(step, number)| (&step.id, *number)).collect();
    let days = |days: i32| u16::try_from(days).unwrap_or_default();
    let mut todos: Vec<Todo> = Vec::new();
    for found in found {
        let due = match found.told {
            Some(Told::Passed(day) | Told::Counts(day) | Told::CannotHold(day)) => Some(day),
            None if found.kind == MoveKind::Do => needed.get(&found.step).copied(),
            None => None,
        };
        let (kind, date) = match found.kind {
            MoveKind::RunOut => (Some(TodoKind::RanOut), found.last_day),
            MoveKind::Renew => (Some(TodoKind::RunsOut), found.last_day),
            MoveKind::Resolve => (Some(TodoKind::Problem), found.since),
            MoveKind::Chase => (Some(TodoKind::Chase), found.since),
            MoveKind::Do | MoveKind::Wait => (due.and_then(|due| kind_of(due, plan.today, due_soon)), due),
        };
        let (Some(kind), Some(column)) = (kind, places.get(&found.step)) else { continue };
        let who = if found.is_own { "the starter" } else { seen_by_a_manager(&found.who) };
        todos.push(Todo {
            column: *column,
            kind,
            date,
            usual_days: days(found.usual_days),
            working: found.working,
            is_not_needed: false,
            who: who.into(),
        });
    }
    for (step, number) in checklist.steps.iter().zip(numbers).filter(|(step, _)| step.waits_for_sign_off()) {
        if step.has_run_out(plan.today) {
            // It is to be renewed first.
            continue;
        }
        let who = "a second person".into();
        let (date, usual_days) = (step.record.completed, 0);
        let is_not_needed = step.record.status == Status::NotNeeded;
        let (kind, working) = (TodoKind::SignOff, false);
        todos.push(Todo { column: *number, kind, date, usual_days, working, is_not_needed, who });
    }
    todos.sort_by_key(|todo| (todo.kind, todo.date, todo.column));
    todos
}

/// Whom a checklist calls *you* and *your manager*.
pub(super) fn seen_by_a_manager(who: &str) -> &str {
    match who {
        "you" => "the starter",
        "your manager" => "their manager",
        who => who,
    }
}

fn kind_of(due: NaiveDate, today: NaiveDate, due_soon: u16) -> Option<TodoKind> {
    match due.signed_duration_since(today).num_days() {
        ..0 => Some(TodoKind::Overdue),
        days if days > i64::from(due_soon) => None,
        0..=7 => Some(TodoKind::DueIn7),
        _ => Some(TodoKind::DueIn30),
    }
}

/// What needs action for some people of a roster, group by group, in each by date and then in the order of the people:
/// the place of the person among the given ones, and which of their todos it is.
#[must_use]
pub fn todos(roster: &Roster, people: &[u32]) -> Vec<(TodoGroup, Vec<(u32, u16)>)> {
    let mut groups: Vec<(TodoGroup, Vec<(u32, u16)>)> = TodoGroup::ALL.map(|group| (group, Vec::new())).into();
    for place in people {
        let Some(member) = roster.person(*place) else { continue };
        for (number, todo) in (0..).zip(&member.person.todos) {
            if let Some((_, list)) = groups.iter_mut().find(|(group, _)| *group == todo.kind.group()) {
                list.push((*place, number));
            }
        }
    }
    let date = |(place, number): &(u32, u16)| {
        let todo = roster.person(*place).and_then(|member| member.person.todos.get(usize::from(*number)));
        todo.map(|todo| (todo.date.unwrap_or(NaiveDate::MAX), todo.column))
    };
    for (_, list) in &mut groups {
        list.sort_by_cached_key(date);
    }
    groups
}
