//! An export: as it is asked for, and while it runs.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Document, OpenTeam, Screen, State};
use crate::checklist::Checklist;
use crate::export::{Asked, Choices, Column, Kind, Names};
use crate::team::{Filter, Sort};

/// Whose checklists of a team are exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Those that the filters show.
    #[default]
    Shown,
    Chosen,
    Everybody,
}

/// An export, as far as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of its own on the screen")]
pub struct Exporting {
    /// Whether it is shown to be printed, and not kept in a file.
    pub prints: bool,
    pub kind: Kind,
    pub whose: Whose,
    pub has_notes: bool,
    pub has_initials: bool,
    pub calendar_has_names: bool,
    pub is_form: bool,
    /// The columns of the list of steps.
    pub columns: BTreeSet<Column>,
}

impl Exporting {
    /// As it is asked for first.
    #[must_use]
    pub fn new(state: &State, prints: bool) -> Self {
        let allowed = |kind: &Kind| state.settings.may_export(kind.ending());
        let first = Kind::ALL.into_iter().find(allowed).unwrap_or_default();
        let has_chosen = team_of(state).is_some_and(|team| !team.chosen.is_empty());
        Self {
            prints,
            kind: if prints { Kind::Pdf } else { first },
            whose: if has_chosen { Whose::Chosen } else { Whose::Shown },
            has_notes: false,
            has_initials: false,
            calendar_has_names: false,
            is_form: false,
            columns: Column::usual().into_iter().collect(),
        }
    }

    /// How many people of the team it would be of.
    #[must_use]
    pub fn count(team: &OpenTeam, whose: Whose) -> usize {
        match whose {
            Whose::Shown => team.shown().people.len(),
            Whose::Chosen => team.chosen.len(),
            Whose::Everybody => team.roster().people().len(),
        }
    }

    /// Whether the kind has the list of steps, whose columns can be chosen.
    #[must_use]
    pub const fn has_columns(&self) -> bool {
        matches!(self.kind, Kind::Xlsx | Kind::Csv)
    }

    /// Whether the kind has pages, which can be a form.
    #[must_use]
    pub const fn has_pages(&self) -> bool {
        matches!(self.kind, Kind::Pdf | Kind::Html)
    }

    /// Whether the kind can hold notes.
    #[must_use]
    pub const fn can_have_notes(&self) -> bool {
        !matches!(self.kind, Kind::Ics | Kind::Json) && !self.has_initials
    }

    /// What is asked for, of the team or the open checklist.
    #[must_use]
    pub fn asked(&self, state: &State) -> Asked {
        let has_notes = self.has_notes && self.can_have_notes();
        let is_there = |column: &Column| match column {
            Column::Note => has_notes,
            column => self.columns.contains(column),
        };
        let choices = Choices {
            names: if self.has_initials { Names::Initials } else { Names::Full },
            has_notes,
            is_form: self.is_form && self.has_pages(),
            calendar_has_names: self.calendar_has_names && !self.has_initials,
            columns: Column::ALL.into_iter().filter(is_there).collect(),
        };
        let team = team_of(state);
        let view = team.map(|team| &team.view);
        let filter =
            view.filter(|_| self.whose == Whose::Shown).map_or_else(Filter::default, |view| view.filter.clone());
        Asked {
            kind: self.kind,
            choices,
            as_of: match team {
                Some(team) => team.as_of,
                None => state.document.as_ref().and_then(Document::as_of),
            },
            filter,
            sort: view.map_or_else(Sort::default, |view| view.sort),
            only: team.filter(|_| self.whose == Whose::Chosen).map(|team| team.chosen.clone()),
            due_soon: state.settings.due_soon_days,
        }
    }
}

/// The team, where that is what would be exported.
#[must_use]
pub fn team_of(state: &State) -> Option<&OpenTeam> {
    state.open_team.as_ref().filter(|_| state.screen == Screen::Team)
}

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportOf {
    Team(PathBuf),
    /// The open checklist, saved or not, and how the user knows it.
    Open {
        checklist: Arc<Checklist>,
        name: String,
    },
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportTo {
    /// What is there may be replaced where the user was asked about that.
    File { path: PathBuf, may_replace: bool },
    /// To the system's viewer, which prints.
    Viewer,
    /// There, where the viewer has it from.
    Shown(PathBuf),
}

/// An export that runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunningExport {
    pub number: u64,
    /// How many checklists are read, and how many rows or people are written.
    pub read: usize,
    pub written: usize,
    pub is_stopping: bool,
}
