//! Many starters: what a manager sees of a folder of checklists, computed before it is drawn.
//!
//! Of each checklist, only what the screen shows is kept, and not the checklist.
//!
//! **Invariant:** a bad file never stops a folder: it becomes a line with a reason. Found = shown + not shown, always.

mod columns;
mod matrix;
mod person;
mod problem;
mod roster;
mod sift;
mod todo;

pub use columns::{Column, Columns};
pub use matrix::{Coverage, coverage, coverage_of_section, of_section};
pub use person::{Cell, Mark, Person, ReadPerson, Readiness};
pub use problem::{FileNote, FileProblem};
pub use roster::{Counts, FileRow, Member, Roster, Scanned};
pub use sift::{Filter, PersonColumn, Sort, Totals, sifted, totals};
pub use todo::{Todo, TodoGroup, TodoKind, todos};
