//! Gathers what is exported, writes it in memory, and puts it in its place as a checklist would be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::load::bytes_of;
use super::save::save_other;
use super::{Ledger, Saver, Scan, is_pack};
use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::disk;
use crate::export::{self, About, Asked, Details, Export, FileToSee, Names, NotWritten};
use crate::format;
use crate::outcome::{ExportError, SaveError, ScanAsked};
use crate::team::{Columns, FileProblem, FileRow, Roster, sifted};
use crate::text;
use crate::visible::readable;

/// A file of more bytes is not written: it would not be read back whole either.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// So many pages to print can be held by a viewer at the same time.
const MOST_PRINTS: usize = 9;

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    File(&'a Path),
    Folder(&'a Path),
    /// The open checklist, saved or not, and how the user knows it.
    Open {
        checklist: &'a Checklist,
        name: &'a str,
    },
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportStep {
    /// So many checklists are read.
    Read(usize),
    /// So many rows or people of it are written.
    Written(usize),
}

/// With what it is exported.
pub struct Exporter<'a> {
    pub catalogue: &'a Catalogue,
    pub ledger: &'a Ledger,
    pub today: NaiveDate,
    /// The time on the wall clock.
    pub made: DateTime<FixedOffset>,
    pub saver: &'a Saver,
    /// Set from outside to come to an end.
    pub is_cancelled: &'a AtomicBool,
    /// Told how far it is; from several threads.
    pub tell: &'a (dyn Fn(ExportStep) + Sync),
}

/// What was read, and of each file what a team does not keep.
struct Found {
    roster: Roster,
    details: BTreeMap<PathBuf, Details>,
}

impl Exporter<'_> {
    /// Exports to a file, and says how many people are in it. What is there is replaced where it may be; a checklist never is.
    ///
    /// # Errors
    /// [`ExportError`]; what was at the target is there still, unless it says otherwise.
    pub fn export(
        &self,
        subject: Subject<'_>,
        asked: &Asked,
        to: &Path,
        may_replace: bool,
    ) -> Result<usize, ExportError> {
        may_be_replaced(to, may_replace)?;
        let (count, bytes) = self.made(subject, asked)?;
        save_other(to, &bytes, may_replace, self.saver)?;
        Ok(count)
    }

    /// Puts pages to print into a folder of the program's own, for the system's viewer, and says how many people are in
    /// them and where they are. What was printed before goes.
    ///
    /// # Errors
    /// [`ExportError`]
    pub fn print(&self, subject: Subject<'_>, asked: &Asked, folder: &Path) -> Result<(usize, PathBuf), ExportError> {
        let (count, bytes) = self.made(subject, asked)?;
        let mut last = None;
        // A viewer may still hold those before.
        for number in 1..=MOST_PRINTS {
            let path = folder.join(print_name(number));
            match disk::write_own(&path, &bytes) {
                Ok(()) => return Ok((count, path)),
                Err(error) => last = Some(error.to_string()),
            }
        }
        Err(ExportError::NotMade { detail: last.unwrap_or_default() })
    }

    fn made(&self, subject: Subject<'_>, asked: &Asked) -> Result<(usize, Vec<u8>), ExportError> {
        let export = self.gather(subject, asked)?;
        let bytes = self.written(&export, asked)?;
        if bytes.len() > MOST_BYTES {
            return Err(ExportError::TooLarge { bytes: bytes.len() });
        }
        self.go_on()?;
        Ok((export.places.len(), bytes))
    }

    /// Everything that is exported, before it is written.
    ///
    /// # Errors
    /// [`ExportError`] where the file or folder cannot be read, or nobody is in it.
    pub fn gather(&self, subject: Subject<'_>, asked: &Asked) -> Result<Export, ExportError> {
        let (folder, title) = match subject {
            Subject::Folder(path) => (path, name_of(path)),
            Subject::File(path) => (path.parent().unwrap_or(Path::new("")), name_of(path)),
            Subject::Open { name, .. } => (Path::new(""), name.to_owned()),
        };
        // Names are looked for before they are taken out.
        let mut found = self.read(subject, asked, Names::Full)?;
        let order = sifted(&found.roster, &asked.filter, asked.sort, self.catalogue);
        let paths = order.iter().filter_map(|place| Some(found.roster.person(*place)?.path.clone()));
        let paths: Vec<PathBuf> =
            paths.filter(|path| asked.only.as_ref().is_none_or(|only| only.contains(path))).collect();
        let (counts, files) = (found.roster.counts(), found.roster.files());
        if asked.choices.names == Names::Initials {
            found = self.read(subject, asked, Names::Initials)?;
        }
        self.go_on()?;
        let Found { mut roster, mut details } = found;
        roster.keep(&paths);
        let is_named = asked.choices.names == Names::Full;
        let shown = |path: &Path| {
            let path = path.strip_prefix(folder).unwrap_or(path).display().to_string();
            if is_named { readable(&path).into_owned() } else { String::new() }
        };
        let places: BTreeMap<&Path, u32> = (0..).zip(roster.people()).map(|(place, of)| (&*of.path, place)).collect();
        let places: Vec<u32> = paths.iter().filter_map(|path| places.get(&**path).copied()).collect();
        if places.is_empty() {
            let as_of = asked.as_of.filter(|day| *day < self.today);
            return Err(ExportError::Nobody { shown: counts.shown, not_shown: counts.unreadable, as_of });
        }
        let of_place =
            roster.people().iter().filter_map(|of| Some((shown(&of.path).into(), details.remove(&of.path)?)));
        let details: Vec<(Box<str>, Details)> = of_place.collect();
        let to_see = |row: &FileRow| FileToSee {
            what: text::file_words(&within(row, folder)),
            file: shown(&row.path),
            is_shown: row.what.is_ok(),
        };
        // What is said of a file names it.
        let files = files.iter().filter(|_| is_named).map(to_see).collect();
        // Who they are is in the export; that others were left out has to be.
        let chosen: Vec<String> =
            asked.only.iter().map(|_| "Only those who were chosen one by one".to_owned()).collect();
        let mut filter = asked.filter.clone();
        if !is_named && !filter.search.is_empty() {
            // It may be somebody's name.
            "(words that are left out)".clone_into(&mut filter.search);
        }
        let about = About {
            title: if is_named { readable(&title).into_owned() } else { "Checklists of new starters".to_owned() },
            today: self.today,
            as_of: asked.as_of.filter(|day| *day < self.today),
            made: self.made,
            catalogue: self.catalogue.version.clone(),
            filters: [text::filter_words(&filter, self.catalogue), chosen].concat(),
            is_team: matches!(subject, Subject::Folder(_)),
        };
        Ok(Export { about, choices: asked.choices.clone(), counts, roster, places, details, files })
    }

    fn read(&self, subject: Subject<'_>, asked: &Asked, names: Names) -> Result<Found, ExportError> {
        let columns = Columns::of(self.catalogue);
        let details: Mutex<BTreeMap<PathBuf, Details>> = Mutex::default();
        let before = |path: &Path, checklist: Checklist, day: NaiveDate| {
            let checklist = match names {
                Names::Full => checklist,
                Names::Initials => export::with_initials(checklist),
            };
            let of = Details::of(&checklist, self.catalogue, day);
            let mut details = details.lock().unwrap_or_else(PoisonError::into_inner);
            details.insert(path.to_path_buf(), of);
            (self.tell)(ExportStep::Read(details.len()));
            checklist
        };
        let scan = Scan {
            catalogue: self.catalogue,
            columns: &columns,
            ledger: self.ledger,
            asked: ScanAsked {
                today: self.today,
                as_of: asked.as_of.filter(|day| *day < self.today),
                due_soon: asked.due_soon,
            },
            is_cancelled: self.is_cancelled,
            before: Some(&before),
        };
        let roster = match subject {
            Subject::Folder(folder) => scan.roster(folder)?,
            Subject::File(path) => scan.only(path)?.ok_or(ExportError::NotMadeYet)?,
            Subject::Open { checklist, name } => {
                scan.one(Path::new(name), checklist.clone(), None).ok_or(ExportError::NotMadeYet)?
            }
        };
        let details = details.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Found { roster, details })
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`], [`ExportError::NotMade`].
    pub fn written(&self, export: &Export, asked: &Asked) -> Result<Vec<u8>, ExportError> {
        let go_on = |done: usize| {
            (self.tell)(ExportStep::Written(done));
            !self.is_cancelled.load(Ordering::Relaxed)
        };
        export::written(export, asked.kind, self.catalogue, &go_on).map_err(|error| match error {
            NotWritten::Cancelled => ExportError::Cancelled,
            NotWritten::NoDays => ExportError::NoDays,
            NotWritten::Other(detail) => ExportError::NotMade { detail },
        })
    }

    fn go_on(&self) -> Result<(), ExportError> {
        if self.is_cancelled.load(Ordering::Relaxed) { Err(ExportError::Cancelled) } else { Ok(()) }
    }
}

/// Whether an export may take the place of what is at a path.
fn may_be_replaced(path: &Path, may_replace: bool) -> Result<(), ExportError> {
    let refused = |detail: &str| Err(ExportError::NotSaved(SaveError::NotAllowed { detail: detail.to_owned() }));
    let Ok(found) = std::fs::metadata(path) else { return Ok(()) };
    if found.is_dir() {
        // That is said when it is saved.
        return Ok(());
    }
    if !found.is_file() {
        return refused("it is not a file");
    }
    if is_document(path) {
        return Err(ExportError::IsADocument);
    }
    if !may_replace {
        // Before anything is read, and not after all the work.
        return Err(ExportError::NotSaved(SaveError::AlreadyThere));
    }
    if found.permissions().readonly() { refused("it is only to be read") } else { Ok(()) }
}

/// Whether a file is a checklist or a site pack, or begins like one that is broken.
fn is_document(path: &Path) -> bool {
    let opens = |bytes: Vec<u8>| format::read_plainly(&bytes).is_ok();
    disk::begins_with_member(path, format::FORMAT)
        || bytes_of(path, format::MAX_BYTES).is_ok_and(opens)
        || is_pack(path)
}

/// The row with places that are counted from the folder: where that lies is nobody's business.
fn within(row: &FileRow, folder: &Path) -> FileRow {
    let mut row = row.clone();
    if let Err(FileProblem::CopyOf { path, .. } | FileProblem::OtherPerson { path, .. }) = &mut row.what {
        *path = path.strip_prefix(folder).unwrap_or(path).to_path_buf();
    }
    row
}

/// Removes the pages that were made to be printed.
///
/// # Errors
/// What the system said, in a few words.
pub fn remove_prints(folder: &Path) -> Result<(), String> {
    (1..=MOST_PRINTS)
        .try_for_each(|number| disk::remove_own(&folder.join(print_name(number))).map_err(|error| error.to_string()))
}

/// Nobody's name is in it: a viewer shows it in lists.
fn print_name(number: usize) -> String {
    format!("Pages to print {number}.pdf")
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
