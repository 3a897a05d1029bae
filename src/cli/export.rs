//! `secure-start export`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use clap::Args;

use super::{Answer, Surroundings, date};
use crate::catalogue::Catalogue;
use crate::export::{Asked, Choices, Column, Kind, Names};
use crate::jobs::{Exporter, Ledger, Subject};
use crate::outcome::{ExportError, SaveError};
use crate::team::{Filter, Readiness, Sort, TodoGroup};
use crate::text;

/// Writes a checklist, or a folder of them. The ending of the name says as what.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch that stands for itself on the command line")]
pub struct Export {
    /// A checklist, or a folder of them
    what: PathBuf,
    /// Where to: a name that ends in .xlsx, .csv, .pdf, .html, .ics, .json or .zip
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Takes the place of a file that is there; of a checklist never
    #[arg(long)]
    replace: bool,
    /// As it stood at the end of a day, as far as the checklists say it
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<NaiveDate>,
    /// Initials and the last letters of the document's id instead of names; leaves notes, reasons, posts of signers and names of files out
    #[arg(long)]
    initials: bool,
    /// With the notes of the steps
    #[arg(long, conflicts_with = "initials")]
    notes: bool,
    /// In a calendar, with the names of people and sites
    #[arg(long, conflicts_with = "initials")]
    names: bool,
    /// Pages to be filled in by hand, with nothing of what is recorded
    #[arg(long)]
    form: bool,
    /// Only these columns of the list of steps, in their usual order
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', value_parser = column)]
    columns: Vec<Column>,
    /// Only people of this role; can be given again for one more, as can the others
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    /// Only people of this setting
    #[arg(long, value_name = "SETTING")]
    setting: Vec<String>,
    /// Only people of this site
    #[arg(long, value_name = "SITE")]
    site: Vec<String>,
    /// Only people who stand like this to their planned start
    #[arg(long, value_name = "READINESS", value_parser = readiness)]
    readiness: Vec<Readiness>,
    /// Only people with something of this kind to do
    #[arg(long, value_name = "KIND", value_parser = group)]
    action: Vec<TodoGroup>,
    /// Only people in whose name, site, role or setting all of these words are
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
}

impl Export {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let Some(kind) = self.to.extension().and_then(|ending| Kind::of(&ending.to_string_lossy())) else {
            return Answer::misused(text::not_exported(&self.to.display().to_string(), &ExportError::NoSuchKind));
        };
        if !surroundings.settings.may_export(kind.ending()) {
            return Answer::misused(text::kind_not_allowed(kind.ending()));
        }
        if let Some(misuse) = self.misuse(kind, surroundings.stamp.today) {
            return Answer::misused(misuse);
        }
        let catalogue = Catalogue::shipped();
        let unknown = self.role.iter().map(|role| catalogue.role(&role.as_str().into()).map_or(Some(role), |_| None));
        let unknown = unknown.chain(
            self.setting
                .iter()
                .map(|setting| catalogue.setting(&setting.as_str().into()).map_or(Some(setting), |_| None)),
        );
        if let Some(id) = unknown.flatten().next() {
            return Answer::misused(format!(
                "There is no role or setting {id}. \u{201c}secure-start catalogue roles\u{201d} and \u{201c}secure-start \
                 catalogue settings\u{201d} list them."
            ));
        }
        let ledger = Ledger::read(surroundings.ledger.as_deref());
        let exporter = Exporter {
            catalogue,
            ledger: &ledger,
            today: surroundings.stamp.today,
            made: surroundings.made,
            saver: &surroundings.saver,
            is_cancelled: &AtomicBool::new(false),
            tell: &|_| (),
        };
        let subject = if self.what.is_dir() { Subject::Folder(&self.what) } else { Subject::File(&self.what) };
        match exporter.export(subject, &self.asked(kind, surroundings.settings.due_soon_days), &self.to, self.replace) {
            Ok(count) => Answer::done(format!("{}\n", text::exported(&self.to.display().to_string(), count))),
            Err(ExportError::NotRead(error)) => {
                let name = self.what.display().to_string();
                Answer::wrong(match subject {
                    Subject::Folder(_) => text::folder_not_read(&name, &error),
                    Subject::File(_) | Subject::Open { .. } => text::not_opened(&name, &error),
                })
            }
            Err(ExportError::NotSaved(SaveError::AlreadyThere)) => Answer::not_written(format!(
                "There is already a file called {}. It was not changed. Choose another name, or add --replace.",
                self.to.display()
            )),
            Err(error @ (ExportError::Nobody { .. } | ExportError::NotMadeYet | ExportError::NoDays)) => {
                Answer::wrong(text::not_exported(&self.what.display().to_string(), &error))
            }
            Err(error) => Answer::not_written(text::not_exported(&self.to.display().to_string(), &error)),
        }
    }

    /// What of the options does not go together with the kind of file.
    fn misuse(&self, kind: Kind, today: NaiveDate) -> Option<&'static str> {
        let has_list = matches!(kind, Kind::Xlsx | Kind::Csv | Kind::Pack);
        let has_pages = matches!(kind, Kind::Pdf | Kind::Html);
        let is_past = self.as_of.is_some_and(|day| day < today);
        [
            (!self.columns.is_empty() && !has_list, "--columns goes with .xlsx, .csv and .zip."),
            (self.form && !has_pages, "--form goes with .pdf and .html."),
            (self.names && kind != Kind::Ics, "--names goes with .ics."),
            (self.notes && matches!(kind, Kind::Ics | Kind::Json), "There are no notes in .ics and .json."),
            (self.initials && self.columns.contains(&Column::Note), "With --initials, notes are left out."),
            (is_past && kind == Kind::Ics, "A calendar is of today: leave --as-of out."),
        ]
        .into_iter()
        .find_map(|(is_so, words)| is_so.then_some(words))
    }

    fn asked(&self, kind: Kind, due_soon: u16) -> Asked {
        let chosen: BTreeSet<Column> = self.columns.iter().copied().collect();
        let is_there = |column: &Column| match (chosen.is_empty(), column) {
            (true, Column::Note) => self.notes,
            (true, _) => true,
            (false, column) => chosen.contains(column),
        };
        let names = if self.initials { Names::Initials } else { Names::Full };
        let columns: Vec<Column> = Column::ALL.into_iter().filter(is_there).collect();
        let has_notes = self.notes || columns.contains(&Column::Note);
        let filter = Filter {
            roles: self.role.iter().map(|role| role.as_str().into()).collect(),
            settings: self.setting.iter().map(|setting| setting.as_str().into()).collect(),
            sites: self.site.iter().cloned().collect(),
            readiness: self.readiness.iter().copied().collect(),
            groups: self.action.iter().copied().collect(),
            search: self.find.clone().unwrap_or_default(),
        };
        Asked {
            kind,
            choices: Choices { names, has_notes, is_form: self.form, calendar_has_names: self.names, columns },
            as_of: self.as_of,
            filter,
            sort: Sort::default(),
            only: None,
            due_soon,
        }
    }
}

fn column(id: &str) -> Result<Column, String> {
    let known = || Column::ALL.map(Column::id).join(", ");
    Column::ALL.into_iter().find(|column| column.id() == id).ok_or_else(|| format!("one of {}", known()))
}

fn readiness(id: &str) -> Result<Readiness, String> {
    let known = || Readiness::ALL.map(Readiness::id).join(", ");
    Readiness::ALL.into_iter().find(|readiness| readiness.id() == id).ok_or_else(|| format!("one of {}", known()))
}

fn group(id: &str) -> Result<TodoGroup, String> {
    let known = || TodoGroup::ALL.map(TodoGroup::id).join(", ");
    TodoGroup::ALL.into_iter().find(|group| group.id() == id).ok_or_else(|| format!("one of {}", known()))
}
