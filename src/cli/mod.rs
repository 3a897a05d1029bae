//! The same program by command: arguments, and one file a command. Each ends in one call to `jobs` or a pure function.
//!
//! What is printed with `--json` is part of what we promise; `docs/command-line.md` describes it.

mod catalogue;
mod change;
mod check;
mod export;
mod json;
mod mark;
mod new;
mod plan;
mod policy;
mod schema;
mod show;
mod sign_off;
mod team;
mod update;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::catalogue::typed_days;
use crate::checklist::{SignOffMethod, Stamp, Status};
use crate::dates;
use crate::format::Settings;
use crate::ids::DocumentId;
use crate::jobs::{Saver, SettingsFiles};
use crate::{text, visible};

/// The steps before a first shift in a UK prison, immigration removal centre or other secure setting.
#[derive(Debug, Parser)]
#[command(name = "secure-start", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Opens the window with this checklist
    pub file: Option<PathBuf>,
    /// Stands in for the clock, for example 2027-03-27
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

impl Arguments {
    /// A file to open and a command exclude each other.
    ///
    /// # Errors
    /// One that says so, in the words and with the exit status of the others.
    pub fn check(&self) -> Result<(), clap::Error> {
        match (&self.file, &self.command) {
            (Some(file), Some(_)) => Err(Self::command().error(
                clap::error::ErrorKind::ArgumentConflict,
                format!("{} stands before a command; a file to open in the window takes none", file.display()),
            )),
            _ => Ok(()),
        }
    }
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a checklist; refuses to replace a file
    New(Box<new::New>),
    /// Shows sections, steps, statuses and the next step
    Show(show::Show),
    /// Says when the first shift can be, what sets that day, what to do today, and what runs out
    Plan(plan::Plan),
    /// Changes one step
    Mark(Box<mark::Mark>),
    /// Records that a second person verified a step, or takes that back
    SignOff(Box<sign_off::SignOff>),
    /// One row for each checklist of a folder, what needs action, and every file that could not be read
    Team(team::Team),
    /// Writes a checklist or a folder of them as a workbook, a list, pages, a calendar or data
    Export(Box<export::Export>),
    /// Says what a newer catalogue or a site pack would change, and changes it if asked to
    Update(Box<update::Update>),
    /// Says whether each file is a checklist or a site pack that opens, and what is wrong with it
    Check(check::Check),
    /// Lists what the program knows
    Catalogue(catalogue::List),
    /// Says how an organisation has set the program up
    Policy(policy::Policy),
    /// Prints the JSON Schema of a checklist, a site pack or a file of settings
    Schema(schema::Schema),
}

/// What the outside world gives to a command.
#[derive(Clone, Debug)]
pub struct Surroundings {
    pub stamp: Stamp,
    /// An id that no other document has.
    pub fresh_id: DocumentId,
    /// Who saves, and when.
    pub saver: Saver,
    /// The time on the wall clock, for what is exported.
    pub made: DateTime<FixedOffset>,
    pub settings: Settings,
    pub settings_files: SettingsFiles,
    /// What was wrong with those.
    pub settings_faults: Vec<String>,
    /// The notes of what was signed off on this computer; none where there is no place for them.
    pub ledger: Option<PathBuf>,
}

/// How a command ended; the numbers are the exit statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Done = 0,
    WrongInput = 1,
    WrongUsage = 2,
    NotWritten = 3,
}

/// What a command says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// For standard output.
    pub said: String,
    /// For standard error.
    pub complained: String,
    pub ending: Ending,
}

impl Answer {
    /// Arguments that do not go together.
    fn misused(complained: impl std::fmt::Display) -> Self {
        Self { ending: Ending::WrongUsage, ..Self::wrong(complained) }
    }

    fn done(said: impl Into<String>) -> Self {
        Self { said: said.into(), complained: String::new(), ending: Ending::Done }
    }

    /// Done with a file that a newer program may have meant otherwise: that is said beside it.
    fn read_only(self, file: &Path, newer: Option<u64>) -> Self {
        let name = file.display().to_string();
        let complained = newer.map(|newer| Self::wrong(text::only_to_be_read(&name, newer)).complained);
        Self { complained: complained.unwrap_or_default(), ..self }
    }

    fn wrong(complained: impl std::fmt::Display) -> Self {
        // What a file brings with it is shown as its number where it would act on a terminal.
        let lines = complained.to_string();
        let lines: Vec<String> = lines.lines().map(visible::made_visible).collect();
        Self { said: String::new(), complained: lines.join("\n") + "\n", ending: Ending::WrongInput }
    }

    fn not_written(complained: impl std::fmt::Display) -> Self {
        Self { ending: Ending::NotWritten, ..Self::wrong(complained) }
    }
}

/// Does what a command asks for.
#[must_use]
pub fn run(command: &Command, surroundings: &Surroundings) -> Answer {
    match command {
        Command::New(new) => new.run(surroundings),
        Command::Show(show) => show.run(surroundings),
        Command::Plan(plan) => plan.run(surroundings),
        Command::Mark(mark) => mark.run(surroundings),
        Command::SignOff(sign_off) => sign_off.run(surroundings),
        Command::Team(team) => team.run(surroundings),
        Command::Export(export) => export.run(surroundings),
        Command::Update(update) => update.run(surroundings),
        Command::Check(check) => check.run(surroundings),
        Command::Catalogue(list) => list.run(),
        Command::Policy(policy) => policy.run(surroundings),
        Command::Schema(schema) => schema.run(),
    }
}

fn date(text: &str) -> Result<NaiveDate, String> {
    dates::iso::parse(text).ok_or_else(|| dates::not_a_day(text))
}

/// `30`, or `20,30,60`.
fn days(typed: &str) -> Result<[u16; 3], String> {
    let days = typed_days(typed.split(',')).map_err(|problem| format!("{problem}: 30 or 20,30,60"))?;
    days.ok_or_else(|| "write a number of days: 30 or 20,30,60".to_owned())
}

impl ValueEnum for SignOffMethod {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.id()))
    }
}

impl ValueEnum for Status {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.id()))
    }
}
