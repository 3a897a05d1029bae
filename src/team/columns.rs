//! The steps that the people of a team have, in the order of the catalogue: the columns of the matrix.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Section};
use crate::ids::StepId;

/// A step that somebody in the team has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub id: StepId,
    pub title: String,
    pub section: Section,
}

/// All of them, each with a number that stands for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    columns: Vec<Column>,
    numbers: BTreeMap<StepId, u16>,
}

impl Columns {
    /// The steps of the catalogue.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut columns = Self::default();
        for step in &catalogue.steps {
            let (id, title) = (step.id.clone(), step.title.clone());
            columns.number_or_new(&Column { id, title, section: step.section });
        }
        columns
    }

    /// Puts those behind the first so many into the order of their sections and ids. Gives the new number of each old one.
    pub(super) fn settle(&mut self, first: usize) -> Vec<u16> {
        let first = first.min(self.columns.len());
        let mut others: Vec<(u16, Column)> = (0..).zip(self.columns.drain(first..)).collect();
        others.sort_by(|(_, one), (_, other)| (one.section, &one.id).cmp(&(other.section, &other.id)));
        let mut numbers = vec![0; others.len()];
        for (place, (old, column)) in others.into_iter().enumerate() {
            let number = u16::try_from(first + place).unwrap_or(u16::MAX);
            if let Some(new) = numbers.get_mut(usize::from(old)) {
                *new = number;
            }
            self.numbers.insert(column.id.clone(), number);
            self.columns.push(column);
        }
        numbers
    }

    /// The number of a step; none where it is not among them.
    #[must_use]
    pub fn number(&self, id: &StepId) -> Option<u16> {
        self.numbers.get(id).copied()
    }

    /// The number of a step, which is put behind the others where it is not among them. Of two sections and titles,
    /// the first in order counts, whichever came first. After 65,536 steps, those that come share the last number.
    pub fn number_or_new(&mut self, column: &Column) -> u16 {
        if let Some(number) = self.number(&column.id) {
            let rank = |column: &Column| (column.section, column.title.clone());
            if let Some(known) = self.columns.get_mut(usize::from(number)).filter(|known| rank(column) < rank(known)) {
                known.clone_from(column);
            }
            return number;
        }
        let number = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        self.numbers.insert(column.id.clone(), number);
        self.columns.push(column.clone());
        number
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The step with a number.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<&Column> {
        self.columns.get(usize::from(number))
    }

    /// All numbers in the order in which a reader meets the steps: by section, then as the catalogue has them, then what
    /// it does not have.
    #[must_use]
    pub fn in_order(&self) -> Vec<u16> {
        let mut numbers: Vec<u16> = (0..).take(self.columns.len()).collect();
        numbers.sort_by_key(|number| self.get(*number).map(|column| column.section));
        numbers
    }
}
