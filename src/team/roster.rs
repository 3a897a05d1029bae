//! All that was found in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Column, Columns, FileNote, FileProblem, Person, ReadPerson};
use crate::catalogue::Catalogue;
use crate::ids::DocumentId;

/// What came of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned {
    pub path: PathBuf,
    /// The fingerprint of its content, to tell copies from other versions.
    pub content: u64,
    pub result: Result<Box<ReadPerson>, FileProblem>,
}

/// A person, and the file that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub path: PathBuf,
    pub content: u64,
    pub person: Person,
}

/// A file that is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    pub path: PathBuf,
    /// Why it is not shown; or what is to be looked at, where it is shown all the same.
    pub what: Result<FileNote, FileProblem>,
}

/// **Invariant:** `found` is `shown` and `unreadable` together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub found: usize,
    pub shown: usize,
    pub unreadable: usize,
}

/// The people of a folder, and the files that are not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    columns: Columns,
    /// How many steps the catalogue has.
    of_catalogue: usize,
    people: Vec<Member>,
    problems: Vec<(PathBuf, FileProblem)>,
    /// Those of which another file is shown.
    copies: Vec<Member>,
    of: BTreeMap<DocumentId, u32>,
}

impl Roster {
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let columns = Columns::of(catalogue);
        Self { of_catalogue: columns.len(), columns, ..Self::default() }
    }

    #[must_use]
    pub const fn columns(&self) -> &Columns {
        &self.columns
    }

    #[must_use]
    pub fn people(&self) -> &[Member] {
        &self.people
    }

    /// The person at a place.
    #[must_use]
    pub fn person(&self, place: u32) -> Option<&Member> {
        self.people.get(usize::try_from(place).ok()?)
    }

    /// The places of all people.
    #[must_use]
    pub fn places(&self) -> Vec<u32> {
        (0..).take(self.people.len()).collect()
    }

    #[must_use]
    pub fn counts(&self) -> Counts {
        let (shown, unreadable) = (self.people.len(), self.problems.len() + self.copies.len());
        Counts { found: shown + unreadable, shown, unreadable }
    }

    /// Takes in one more file.
    pub fn take(&mut self, scanned: Scanned) {
        let Scanned { path, content, result } = scanned;
        match result {
            Ok(read) => {
                let person = self.numbered(*read);
                self.add(Member { path, content, person });
            }
            Err(problem) => self.problems.push((path, problem)),
        }
    }

    /// Keeps those who are in some files, and nobody else.
    pub fn keep(&mut self, paths: &[PathBuf]) {
        let kept: BTreeSet<&Path> = paths.iter().map(PathBuf::as_path).collect();
        self.problems.clear();
        self.copies.clear();
        self.people.retain(|member| kept.contains(&*member.path));
        self.finish();
    }

    /// Takes out what some files said: they are gone, or are read again.
    pub fn remove(&mut self, is_out: impl Fn(&Path) -> bool) {
        self.problems.retain(|(path, _)| !is_out(path));
        let mut all = std::mem::take(&mut self.people);
        all.append(&mut self.copies);
        self.of.clear();
        for member in all.into_iter().filter(|member| !is_out(&member.path)) {
            self.add(member);
        }
    }

    /// Puts everything into the order of the paths, whatever order it came in.
    pub fn finish(&mut self) {
        if self.columns.len() > self.of_catalogue {
            let numbers = self.columns.settle(self.of_catalogue);
            for member in self.people.iter_mut().chain(&mut self.copies) {
                renumber(&mut member.person, self.of_catalogue, &numbers);
            }
        }
        self.people.sort_by(|one, other| one.path.cmp(&other.path));
        self.copies.sort_by(|one, other| one.path.cmp(&other.path));
        self.problems.sort_by(|(one, _), (other, _)| one.cmp(other));
        let places = (0..).zip(&self.people).map(|(place, member)| (member.person.document.clone(), place));
        self.of = places.collect();
    }

    /// The files that are not shown, then what is to be looked at in those that are; each in the order of the paths.
    #[must_use]
    pub fn files(&self) -> Vec<FileRow> {
        let problem = |path: &PathBuf, what| FileRow { path: path.clone(), what: Err(what) };
        let mut rows: Vec<FileRow> = self.problems.iter().map(|(path, what)| problem(path, what.clone())).collect();
        rows.extend(self.copies.iter().map(|copy| {
            let shown = self.of.get(&copy.person.document).and_then(|place| self.person(*place));
            let of = shown.map_or_else(PathBuf::new, |shown| shown.path.clone());
            let is_same = shown.is_some_and(|shown| shown.content == copy.content);
            let is_other = shown.is_some_and(|shown| shown.person.folded != copy.person.folded);
            let what = if is_other {
                FileProblem::OtherPerson { path: of, name: copy.person.name.to_string() }
            } else {
                FileProblem::CopyOf { path: of, is_same }
            };
            problem(&copy.path, what)
        }));
        rows.sort_by(|one, other| one.path.cmp(&other.path));
        for Member { path, person, .. } in &self.people {
            let newer = person.newer.map(FileNote::Newer);
            let doubts = (person.doubts > 0).then_some(FileNote::Doubts(person.doubts));
            rows.extend(newer.into_iter().chain(doubts).map(|note| FileRow { path: path.clone(), what: Ok(note) }));
        }
        rows
    }

    /// Of two files of one document, that with the longer history is shown; then the one that was changed later, then one
    /// that is not called a copy, then the first by its path.
    fn add(&mut self, member: Member) {
        let place = self.of.get(&member.person.document).and_then(|place| usize::try_from(*place).ok());
        let Some(shown) = place.and_then(|place| self.people.get_mut(place)) else {
            let place = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
            self.of.insert(member.person.document.clone(), place);
            self.people.push(member);
            return;
        };
        let rank = |member: &Member| (member.person.lines, member.person.changed, !is_called_a_copy(&member.path));
        let is_better = rank(&member) > rank(shown) || (rank(&member) == rank(shown) && member.path < shown.path);
        self.copies.push(if is_better { std::mem::replace(shown, member) } else { member });
    }

    /// The person with the numbers of this roster for steps that the catalogue does not have.
    fn numbered(&mut self, read: ReadPerson) -> Person {
        let ReadPerson { mut person, first, others } = read;
        if others.is_empty() {
            return person;
        }
        let numbers: Vec<u16> = others.iter().map(|column: &Column| self.columns.number_or_new(column)).collect();
        renumber(&mut person, first, &numbers);
        person
    }
}

/// Whether a name is one that a synchronisation program or a file manager gives to a copy.
fn is_called_a_copy(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_numbered = name.strip_suffix(')').and_then(|front| front.rsplit_once(" ("));
    let is_numbered = is_numbered.is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
    is_numbered || ["copy", "conflict"].iter().any(|word| name.contains(word))
}

/// Gives the steps behind the first so many other numbers.
fn renumber(person: &mut Person, first: usize, numbers: &[u16]) {
    let new = |column: &mut u16| {
        let place = usize::from(*column).checked_sub(first);
        if let Some(number) = place.and_then(|place| numbers.get(place)) {
            *column = *number;
        }
    };
    person.cells.iter_mut().for_each(|cell| new(&mut cell.column));
    person.todos.iter_mut().for_each(|todo| new(&mut todo.column));
    person.cells.sort_by_key(|cell| cell.column);
}
