//! How many people of a team have done each step, and a section in one cell.

use super::{Cell, Mark, Person, Roster};
use crate::catalogue::Section;

/// How many of those who have a step have done it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub done: usize,
    /// Those who have it and need it.
    pub of: usize,
}

impl Coverage {
    fn count(&mut self, marks: impl Iterator<Item = Mark>) {
        for mark in marks.filter(|mark| *mark != Mark::NotNeeded) {
            self.of += 1;
            self.done += usize::from(mark.is_done());
        }
    }
}

/// For each of some columns, how many of some people have done it.
#[must_use]
pub fn coverage(roster: &Roster, people: &[u32], columns: &[u16]) -> Vec<Coverage> {
    let mut by_number = vec![Coverage::default(); roster.columns().len()];
    for member in people.iter().filter_map(|place| roster.person(*place)) {
        for cell in &member.person.cells {
            if let Some(coverage) = by_number.get_mut(usize::from(cell.column)) {
                coverage.count(std::iter::once(cell.mark));
            }
        }
    }
    columns.iter().map(|column| by_number.get(usize::from(*column)).copied().unwrap_or_default()).collect()
}

/// How far a person is with a section, and the most pressing of its steps: what needs action first, then what is open,
/// then what is done. None where the person has no step of it.
#[must_use]
pub fn of_section<'a>(roster: &Roster, person: &'a Person, section: Section) -> Option<(&'a Cell, Coverage)> {
    let is_of_it = |column: u16| roster.columns().get(column).is_some_and(|column| column.section == section);
    let cells = || person.cells.iter().filter(|cell| is_of_it(cell.column));
    let mut coverage = Coverage::default();
    coverage.count(cells().map(|cell| cell.mark));
    let cell = cells().min_by_key(|cell| pressing(cell.mark))?;
    Some((cell, coverage))
}

/// For a section, how many of the steps that some people have are done.
#[must_use]
pub fn coverage_of_section(roster: &Roster, people: &[u32], section: Section) -> Coverage {
    let found = people.iter().filter_map(|place| of_section(roster, &roster.person(*place)?.person, section));
    found.fold(Coverage::default(), |sum, (_, of)| Coverage { done: sum.done + of.done, of: sum.of + of.of })
}

/// The most pressing first.
const fn pressing(mark: Mark) -> u8 {
    match mark {
        Mark::Problem => 0,
        Mark::RanOut => 1,
        Mark::RenewNow => 2,
        Mark::InProgress => 3,
        Mark::NotYetStarted => 4,
        Mark::CannotStartYet => 5,
        Mark::WaitsForSignOff => 6,
        Mark::SignedOff => 7,
        Mark::Completed => 8,
        Mark::NotNeeded => 9,
    }
}
