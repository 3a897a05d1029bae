//! What is kept of one checklist.

use chrono::NaiveDate;

use super::todo::{Todo, seen_by_a_manager, todos_of};
use super::{Column, Columns};
use crate::catalogue::{AccessLadder, Catalogue};
use crate::checklist::{Checklist, Judgement, Progress, StandingKind, Step};
use crate::dates::day_in_the_uk;
use crate::ids::{ContractId, DocumentId, NationId, RoleId, SettingId};
use crate::plan::{Assumptions, Move, MoveKind, Plan, access, moves, needed_by};

/// How somebody's dates stand to the planned start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readiness {
    /// Nothing that a first shift waits for is open.
    AllDone,
    /// The likely first shift is not after the planned start.
    InTime,
    /// Nobody has written down a planned start.
    NoStart,
    /// Nobody can say when the first shift is: there is a problem, for example.
    NotKnown,
    /// The likely first shift is after the planned start.
    Late,
}

impl Readiness {
    pub const ALL: [Self; 5] = [Self::AllDone, Self::InTime, Self::NoStart, Self::NotKnown, Self::Late];

    /// As it stands on the screen. Nobody is called cleared: it says what is recorded.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::AllDone => "All steps done",
            Self::InTime => "Likely in time",
            Self::NoStart => "No planned start",
            Self::NotKnown => "No first shift can be worked out",
            Self::Late => "Not ready by the start date",
        }
    }

    /// The word in the JSON of the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::AllDone => "all-done",
            Self::InTime => "in-time",
            Self::NoStart => "no-start",
            Self::NotKnown => "not-known",
            Self::Late => "late",
        }
    }
}

/// How a step stands in the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    SignedOff,
    /// Completed, and needs no sign-off.
    Completed,
    /// Completed, and a second person has still to verify it.
    WaitsForSignOff,
    /// Completed, and it is time to renew it.
    RenewNow,
    /// Completed, and does not count any more.
    RanOut,
    InProgress,
    NotYetStarted,
    CannotStartYet,
    Problem,
    NotNeeded,
}

impl Mark {
    pub const ALL: [Self; 10] = [
        Self::SignedOff,
        Self::Completed,
        Self::WaitsForSignOff,
        Self::RenewNow,
        Self::RanOut,
        Self::InProgress,
        Self::NotYetStarted,
        Self::CannotStartYet,
        Self::Problem,
        Self::NotNeeded,
    ];

    /// As a legend has it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SignedOff => "Completed and signed off",
            Self::WaitsForSignOff => "Completed, waiting for a sign-off",
            Self::RenewNow => "Completed, to be renewed",
            Self::RanOut => "Completed, and it does not count any more",
            _ => self.standing().label(),
        }
    }

    /// What stands in a narrow cell: the words of the standing, but for what is completed, where it says more.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignedOff => "Signed off",
            Self::WaitsForSignOff => "To sign off",
            Self::RenewNow => "To be renewed",
            Self::RanOut => "Ran out",
            _ => self.standing().label(),
        }
    }

    /// The standing of which this is one.
    #[must_use]
    pub const fn standing(self) -> StandingKind {
        match self {
            Self::SignedOff | Self::Completed | Self::WaitsForSignOff | Self::RenewNow | Self::RanOut => {
                StandingKind::Completed
            }
            Self::InProgress => StandingKind::InProgress,
            Self::NotYetStarted => StandingKind::NotYetStarted,
            Self::CannotStartYet => StandingKind::CannotStartYet,
            Self::Problem => StandingKind::Problem,
            Self::NotNeeded => StandingKind::NotNeeded,
        }
    }

    /// The word in the JSON of the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SignedOff => "signed-off",
            Self::Completed => "completed",
            Self::WaitsForSignOff => "waits-for-sign-off",
            Self::RenewNow => "renew-now",
            Self::RanOut => "ran-out",
            Self::InProgress => "in-progress",
            Self::NotYetStarted => "not-yet-started",
            Self::CannotStartYet => "cannot-start-yet",
            Self::Problem => "problem",
            Self::NotNeeded => "not-needed",
        }
    }

    /// Whether the step is done with for now.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::SignedOff | Self::Completed | Self::WaitsForSignOff | Self::RenewNow)
    }

    /// How a step stands on a day, of which the standing is known.
    #[must_use]
    pub fn of(step: &Step, standing: StandingKind, today: NaiveDate) -> Self {
        match standing {
            StandingKind::Completed => match step.expiry().map(|expiry| expiry.on(today)) {
                Some(Judgement::RunOut) => Self::RanOut,
                Some(Judgement::RenewNow) => Self::RenewNow,
                _ if step.is_signed_off() => Self::SignedOff,
                _ if step.needs_sign_off => Self::WaitsForSignOff,
                _ => Self::Completed,
            },
            StandingKind::InProgress => Self::InProgress,
            StandingKind::NotYetStarted => Self::NotYetStarted,
            StandingKind::CannotStartYet => Self::CannotStartYet,
            StandingKind::Problem => Self::Problem,
            StandingKind::NotNeeded => Self::NotNeeded,
        }
    }
}

/// One step of one person, as the matrix has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The number of the step.
    pub column: u16,
    pub mark: Mark,
    /// The day it was completed, or on which it runs out, or by which somebody said it will be done.
    pub date: Option<NaiveDate>,
}

/// One starter of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub document: DocumentId,
    pub name: Box<str>,
    /// The name in small letters, to sort by.
    pub folded: Box<str>,
    /// What a person is found by, in small letters and a line each: the name, the site, the labels of role and setting.
    pub found_by: Box<str>,
    pub nation: NationId,
    pub setting: SettingId,
    pub role: RoleId,
    pub contract: ContractId,
    pub site: Box<str>,
    pub planned_start: Option<NaiveDate>,
    pub earliest: Option<NaiveDate>,
    pub likely: Option<NaiveDate>,
    pub readiness: Readiness,
    /// The rung of the access ladder, counted from 1; 0 for *Not yet*.
    pub rung: u8,
    pub completed: u16,
    pub total: u16,
    /// On whom something waits, as it stands inside a sentence: three at most.
    pub waits_on: Box<str>,
    /// The day of the last line of the log.
    pub changed: Option<NaiveDate>,
    /// How many lines the log has: of two copies, the longer is shown.
    pub lines: u32,
    /// By the number of the step.
    pub cells: Box<[Cell]>,
    pub todos: Box<[Todo]>,
    /// How many things do not fit together in the file.
    pub doubts: u16,
    /// The version of the format, where a newer program wrote the file.
    pub newer: Option<u64>,
}

/// A person as they were read: with the steps that the catalogue does not have, which have no number yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPerson {
    pub person: Person,
    /// The first number that stands for one of these and not for a column that was given.
    pub first: usize,
    pub others: Vec<Column>,
}

impl Person {
    /// What is kept of a checklist on a day. `doubts` is how many things do not fit together in its file.
    #[must_use]
    pub fn read(
        checklist: &Checklist,
        catalogue: &Catalogue,
        columns: &Columns,
        today: NaiveDate,
        due_soon: u16,
        doubts: usize,
    ) -> ReadPerson {
        let plan = Plan::of(checklist, today, &Assumptions::default());
        let found = moves(checklist, &plan);
        let needed = needed_by(checklist, today, &Assumptions::default());
        let mut numbers = Numbers { columns, others: Vec::new(), first: columns.len() };
        let numbered: Vec<u16> = checklist.steps.iter().map(|step| numbers.of(step)).collect();
        let mut cells: Vec<Cell> = Vec::with_capacity(checklist.steps.len());
        for (step, column) in checklist.steps.iter().zip(&numbered) {
            let mark = Mark::of(step, checklist.standing(step, today).kind(), today);
            cells.push(Cell { column: *column, mark, date: date_of(step, mark) });
        }
        cells.sort_by_key(|cell| cell.column);
        let todos = todos_of(checklist, &plan, &found, &needed, &numbered, due_soon);
        let Progress { completed, total } = checklist.progress(today);
        let starter = &checklist.starter;
        let short = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let person = Self {
            document: checklist.id.clone(),
            name: starter.name.as_str().into(),
            folded: starter.name.to_lowercase().into(),
            found_by: found_by(checklist, catalogue).into(),
            nation: starter.nation.clone(),
            setting: starter.setting.clone(),
            role: starter.role.clone(),
            contract: starter.contract.clone(),
            site: starter.site.as_str().into(),
            planned_start: starter.planned_start,
            earliest: plan.first_shift.earliest,
            likely: plan.first_shift.likely,
            readiness: readiness(&plan, starter.planned_start),
            rung: rung(checklist, &catalogue.access, today),
            completed: short(completed),
            total: short(total),
            waits_on: waits_on(&found).into(),
            changed: checklist.log.iter().map(|line| line.at).max().map(day_in_the_uk),
            lines: u32::try_from(checklist.log.len()).unwrap_or(u32::MAX),
            cells: cells.into(),
            todos: todos.into(),
            doubts: short(doubts),
            newer: None,
        };
        ReadPerson { person, first: numbers.first, others: numbers.others }
    }

    /// How a step stands; none where the person does not have it.
    #[must_use]
    pub fn cell(&self, column: u16) -> Option<&Cell> {
        let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(place)
    }
}

/// The numbers of steps, those that have none yet behind the others.
struct Numbers<'a> {
    columns: &'a Columns,
    others: Vec<Column>,
    first: usize,
}

impl Numbers<'_> {
    fn of(&mut self, step: &Step) -> u16 {
        self.columns.number(&step.id).unwrap_or_else(|| {
            let number = self.first + self.others.len();
            let (id, title) = (step.id.clone(), step.title.clone());
            self.others.push(Column { id, title, section: step.section });
            u16::try_from(number).unwrap_or(u16::MAX)
        })
    }
}

fn date_of(step: &Step, mark: Mark) -> Option<NaiveDate> {
    match mark {
        Mark::SignedOff | Mark::Completed | Mark::WaitsForSignOff => step.record.completed,
        Mark::RenewNow | Mark::RanOut => step.expiry().map(|expiry| expiry.last_day),
        Mark::InProgress => step.record.expected,
        Mark::NotYetStarted | Mark::CannotStartYet | Mark::Problem | Mark::NotNeeded => None,
    }
}

fn found_by(checklist: &Checklist, catalogue: &Catalogue) -> String {
    let starter = &checklist.starter;
    let role = catalogue.role(&starter.role).map_or(starter.role.as_str(), |role| &role.label);
    let setting = catalogue.setting(&starter.setting).map_or(starter.setting.as_str(), |setting| &setting.label);
    [&starter.name, &starter.site, role, setting].join("\n").to_lowercase()
}

fn readiness(plan: &Plan, start: Option<NaiveDate>) -> Readiness {
    match (plan.is_all_done, start, plan.first_shift.likely) {
        (true, ..) => Readiness::AllDone,
        (false, None, _) => Readiness::NoStart,
        (false, Some(start), Some(likely)) if likely <= start => Readiness::InTime,
        (false, Some(_), Some(_)) => Readiness::Late,
        (false, Some(_), None) => Readiness::NotKnown,
    }
}

fn rung(checklist: &Checklist, ladder: &AccessLadder, today: NaiveDate) -> u8 {
    let reached = access(checklist, ladder, today).rung;
    let place = reached.and_then(|reached| ladder.rungs.iter().position(|rung| rung.id == reached.id));
    place.map_or(0, |place| u8::try_from(place + 1).unwrap_or(u8::MAX))
}

fn waits_on(found: &[Move]) -> String {
    let mut who: Vec<&str> = Vec::new();
    for found in found.iter().filter(|found| matches!(found.kind, MoveKind::Chase | MoveKind::Wait)) {
        let found = seen_by_a_manager(&found.who);
        if !who.contains(&found) {
            who.push(found);
        }
    }
    who.truncate(3);
    who.join(", ")
}
