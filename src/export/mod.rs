//! What leaves the program: one table of rows, written as a spreadsheet, pages, a calendar or data.
//!
//! What is exported is gathered first ([`Export`]), and each kind of file is written from it.
//!
//! **Invariants:** the same export gives the same bytes. What somebody typed is never more than a text: no formula, no
//! markup, no further line of a calendar. Found = shown + not shown, in every file that holds a team.

mod about;
mod column;
mod csv;
mod details;
mod html;
mod ics;
mod initials;
mod json;
mod pack;
mod pages;
mod pdf;
pub mod tables;
mod xlsx;

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use about::{MAY_BE_OLD, about_lines, made_words};
pub use column::{Cell, Column};
pub use details::{Details, Line, Signed};
pub use initials::{initials, with_initials};
pub use json::team_json;

use crate::catalogue::Catalogue;
use crate::team::{Counts, Filter, Person, Roster, Sort};
use crate::text::Problem;

/// Whether people are called by their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    #[default]
    Full,
    /// Initials and the last letters of the document's id stand for a name; texts in which one may stand are left out.
    Initials,
}

/// What of it is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    pub names: Names,
    /// Whether notes are among it. They are not unless asked for.
    pub has_notes: bool,
    /// Whether pages are a form to be filled in by hand, with nothing of what is recorded.
    pub is_form: bool,
    /// Whether a calendar names people and sites.
    pub calendar_has_names: bool,
    /// The columns of the list of steps, in the order of [`Column::ALL`], whatever is chosen.
    pub columns: Vec<Column>,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            names: Names::Full,
            has_notes: false,
            is_form: false,
            calendar_has_names: false,
            columns: Column::usual(),
        }
    }
}

/// The kinds of files that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    #[default]
    Xlsx,
    Csv,
    Pdf,
    Html,
    Ics,
    Json,
    Pack,
}

impl Kind {
    pub const ALL: [Self; 7] = [Self::Xlsx, Self::Csv, Self::Pdf, Self::Html, Self::Ics, Self::Json, Self::Pack];

    /// As it stands on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Xlsx => "Workbook for Excel",
            Self::Csv => "Comma-separated values",
            Self::Pdf => "PDF to print or keep",
            Self::Html => "Web page",
            Self::Ics => "Dates for a calendar",
            Self::Json => "JSON for other programs",
            Self::Pack => "Audit pack: PDF, workbook, JSON and checksums",
        }
    }

    /// How the names of its files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Ics => "ics",
            Self::Json => "json",
            Self::Pack => "zip",
        }
    }

    /// By how a name ends, in small or capital letters.
    #[must_use]
    pub fn of(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending().eq_ignore_ascii_case(ending))
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub kind: Kind,
    pub choices: Choices,
    /// As it stood at the end of a day; today where it is none or a day to come.
    pub as_of: Option<NaiveDate>,
    /// Who of a folder is exported, and in which order.
    pub filter: Filter,
    pub sort: Sort,
    /// Only those in these files, where somebody has chosen them.
    pub only: Option<BTreeSet<PathBuf>>,
    /// So many days ahead something counts as due soon.
    pub due_soon: u16,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            kind: Kind::default(),
            choices: Choices::default(),
            as_of: None,
            filter: Filter::default(),
            sort: Sort::default(),
            only: None,
            due_soon: 30,
        }
    }
}

/// Why the bytes could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    Cancelled,
    /// There is nothing that a calendar could have.
    NoDays,
    /// What the library says.
    Other(String),
}

/// The bytes of a file. `go_on` is asked again and again, with how many rows or people are written, whether to go on.
///
/// # Errors
/// [`NotWritten`]
pub fn written(
    export: &Export,
    kind: Kind,
    catalogue: &Catalogue,
    go_on: &dyn Fn(usize) -> bool,
) -> Result<Vec<u8>, NotWritten> {
    match kind {
        Kind::Xlsx => xlsx::xlsx(export, catalogue, go_on),
        Kind::Csv => csv::csv(export, go_on),
        Kind::Pdf => pdf::pdf(export, catalogue, go_on),
        Kind::Html => html::html(export, catalogue, go_on),
        Kind::Ics => ics::ics(export, catalogue, go_on),
        Kind::Pack => pack::pack(export, catalogue, go_on),
        Kind::Json => json::json(export, catalogue, go_on),
    }
}

/// What an export is of, and when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The name of the file or folder.
    pub title: String,
    pub today: NaiveDate,
    /// The past day that it shows.
    pub as_of: Option<NaiveDate>,
    /// The time on the wall clock, to the second.
    pub made: DateTime<FixedOffset>,
    /// The edition of the catalogue inside the program.
    pub catalogue: String,
    /// Each as a reader meets it; none where everybody is exported.
    pub filters: Vec<String>,
    /// Whether it is of a folder, however many people of it are exported.
    pub is_team: bool,
}

impl About {
    /// The day that it shows.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.as_of.unwrap_or(self.today)
    }
}

/// A file that is not shown, or is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileToSee {
    /// Empty where people are not called by their names, as names of files hold them.
    pub file: String,
    pub what: Problem,
    pub is_shown: bool,
}

/// A person, and the steps.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'a> {
    /// The file as a reader meets it; empty where people are not called by their names.
    pub file: &'a str,
    pub person: &'a Person,
    pub details: &'a Details,
}

/// Everything that is exported, gathered before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub about: About,
    pub choices: Choices,
    /// Of everything that was found, whoever is exported.
    pub counts: Counts,
    /// Those who are exported, and nobody else.
    pub roster: Roster,
    /// Their order.
    pub places: Vec<u32>,
    /// By their places.
    pub details: Vec<(Box<str>, Details)>,
    /// What is not shown, or is to be looked at.
    pub files: Vec<FileToSee>,
}

impl Export {
    /// Those who are exported, in their order.
    pub fn people(&self) -> impl Iterator<Item = Exported<'_>> {
        self.places.iter().filter_map(|place| self.at(*place))
    }

    /// The same in the order of their files.
    pub fn people_by_path(&self) -> impl Iterator<Item = Exported<'_>> {
        self.roster.places().into_iter().filter_map(|place| self.at(place))
    }

    fn at(&self, place: u32) -> Option<Exported<'_>> {
        let person = &self.roster.person(place)?.person;
        let (file, details) = self.details.get(usize::try_from(place).ok()?)?;
        Some(Exported { file, person, details })
    }
}

/// The version of the program, as every export names it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
