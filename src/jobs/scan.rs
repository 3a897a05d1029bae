//! Reads the checklists of a folder and below it, on every processor, and tells of each as soon as it is read.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

use super::Ledger;
use super::load::bytes_of;
use crate::catalogue::Catalogue;
use crate::checklist::{Checklist, doubts};
use crate::disk::{self, Entry, EntryKind, Stamp};
use crate::format;
use crate::outcome::{LoadError, ScanAsked};
use crate::team::{Columns, FileProblem, Person, ReadPerson, Roster, Scanned};

/// What was there before, by its path: a file that has not changed since is not read again. Without a stamp is what is no
/// file, such as a link; it is told once.
pub type Read = BTreeMap<PathBuf, Option<Stamp>>;

/// What everything in a folder is read with.
pub struct Scan<'a> {
    pub catalogue: &'a Catalogue,
    pub columns: &'a Columns,
    pub ledger: &'a Ledger,
    pub asked: ScanAsked,
    /// Set from outside to come to an end.
    pub is_cancelled: &'a AtomicBool,
    /// What becomes of each checklist before what is kept of it is taken from it.
    pub before: Option<&'a Before<'a>>,
}

/// Sees each checklist as it stands on a day, with the place of its file, and gives what is to be kept of it. It is called
/// from several threads.
pub type Before<'a> = dyn Fn(&Path, Checklist, NaiveDate) -> Checklist + Sync + 'a;

/// How reading a folder came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanEnd {
    /// Everything that is there now and was read, with what tells whether it changes.
    pub read: Read,
    /// What was there before and is not any more.
    pub gone: Vec<PathBuf>,
    pub is_cancelled: bool,
}

impl Scan<'_> {
    /// Reads what is in a folder and has changed since `before`. `tell` is called from several threads, in any order,
    /// once for each file that is read and for everything that cannot be; also for what is in the way of reading, such as
    /// a folder that may not be looked into.
    ///
    /// # Errors
    /// [`LoadError`] where the folder itself cannot be read, at the beginning or at the end: what was told in between may
    /// be the half of it.
    pub fn folder(&self, folder: &Path, before: &Read, tell: &(dyn Fn(Scanned) + Sync)) -> Result<ScanEnd, LoadError> {
        let entries = disk::walk(folder).map_err(|error| not_a_folder(&error))?;
        let is_going_on = |_: &Entry| !self.is_cancelled.load(Ordering::Relaxed);
        let read: Read = entries
            .take_while(is_going_on)
            .par_bridge()
            .map(|entry| {
                let stamp = match &entry.kind {
                    EntryKind::Json(stamp) | EntryKind::Other(stamp) => Some(*stamp),
                    EntryKind::Link | EntryKind::NotAFile | EntryKind::NotRead(_) | EntryKind::Unreadable(_) => None,
                };
                let path = entry.path.clone();
                let is_as_before = before.get(&path) == Some(&stamp);
                if !is_as_before && !self.is_cancelled.load(Ordering::Relaxed) {
                    self.entry(entry).into_iter().for_each(tell);
                }
                (path, stamp)
            })
            .collect();
        disk::walk(folder).map_err(|error| not_a_folder(&error)).map(drop)?;
        let is_cancelled = self.is_cancelled.load(Ordering::Relaxed);
        let gone = before.keys().filter(|path| !is_cancelled && !read.contains_key(*path)).cloned().collect();
        Ok(ScanEnd { read, gone, is_cancelled })
    }

    /// Reads a whole folder.
    ///
    /// # Errors
    /// [`LoadError`] where the folder itself cannot be read.
    pub fn roster(&self, folder: &Path) -> Result<Roster, LoadError> {
        let roster = Mutex::new(Roster::new(self.catalogue));
        let take = |scanned| roster.lock().unwrap_or_else(PoisonError::into_inner).take(scanned);
        self.folder(folder, &Read::new(), &take)?;
        let mut roster = roster.into_inner().unwrap_or_else(PoisonError::into_inner);
        roster.finish();
        Ok(roster)
    }

    /// Reads one checklist, as the only one of a team; none where it was made after the day as of which it is looked at.
    ///
    /// # Errors
    /// [`LoadError`] where it cannot be read.
    pub fn only(&self, path: &Path) -> Result<Option<Roster>, LoadError> {
        let bytes = bytes_of(path, format::MAX_BYTES)?;
        let (checklist, newer) = format::read_plainly(&bytes)?;
        Ok(self.one(path, checklist, newer))
    }

    /// A team of one, whose checklist is open; none as above.
    #[must_use]
    pub fn one(&self, path: &Path, checklist: Checklist, newer: Option<u64>) -> Option<Roster> {
        let person = self.person(path, checklist, newer).ok()?;
        let mut roster = Roster::new(self.catalogue);
        roster.take(Scanned { path: path.to_path_buf(), content: 0, result: Ok(person) });
        roster.finish();
        Some(roster)
    }

    /// What is at a place in the folder; none where it is no document and is not called like one.
    fn entry(&self, entry: Entry) -> Option<Scanned> {
        let Entry { path, kind } = entry;
        let problem = match kind {
            EntryKind::Json(_) => return Some(self.file(path)),
            EntryKind::Other(stamp) => {
                let is_one = stamp.bytes > 0 && disk::begins_with_member(&path, format::FORMAT);
                is_one.then_some(FileProblem::WrongEnding)?
            }
            EntryKind::Link => FileProblem::Link,
            EntryKind::NotAFile => {
                FileProblem::NotRead(LoadError::NotReadable { detail: "it is not a file".to_owned() })
            }
            EntryKind::NotRead(detail) => FileProblem::NotRead(LoadError::NotReadable { detail }),
            EntryKind::Unreadable(detail) => FileProblem::Folder { detail },
        };
        Some(Scanned { path, content: 0, result: Err(problem) })
    }

    fn file(&self, path: PathBuf) -> Scanned {
        let bytes = match bytes_of(&path, format::MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => return Scanned { path, content: 0, result: Err(FileProblem::NotRead(error)) },
        };
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let content = hasher.finish();
        let read = format::read_plainly(&bytes).map_err(FileProblem::NotRead);
        let result = read.and_then(|(checklist, newer)| self.person(&path, checklist, newer));
        Scanned { path, content, result }
    }

    fn person(&self, path: &Path, checklist: Checklist, newer: Option<u64>) -> Result<Box<ReadPerson>, FileProblem> {
        // That another program has written the same with other spaces is said when the file is opened.
        let count = doubts(&checklist).len() + self.ledger.doubts(&checklist).len();
        let ScanAsked { today, as_of, due_soon } = self.asked;
        let day = as_of.map_or(today, |day| day.min(today));
        let then = if day < today { checklist.as_of(day, today) } else { Some(checklist) };
        let mut checklist = then.ok_or(FileProblem::NotMadeYet)?;
        if let Some(before) = self.before {
            checklist = before(path, checklist, day);
        }
        let mut read = Person::read(&checklist, self.catalogue, self.columns, day, due_soon, count);
        read.person.newer = newer;
        Ok(Box::new(read))
    }
}

/// Reads a whole folder.
///
/// # Errors
/// [`LoadError`] where the folder itself cannot be read.
pub fn team(folder: &Path, catalogue: &Catalogue, ledger: &Ledger, asked: ScanAsked) -> Result<Roster, LoadError> {
    let columns = Columns::of(catalogue);
    let is_cancelled = AtomicBool::new(false);
    Scan { catalogue, columns: &columns, ledger, asked, is_cancelled: &is_cancelled, before: None }.roster(folder)
}

/// Why a folder cannot be read.
pub(super) fn not_a_folder(error: &io::Error) -> LoadError {
    match error.kind() {
        io::ErrorKind::NotFound => LoadError::NotFound,
        io::ErrorKind::NotADirectory => LoadError::NotAFolder,
        kind => LoadError::NotReadable { detail: kind.to_string() },
    }
}
