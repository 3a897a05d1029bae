//! When: the dates that follow from a checklist, what to do next, and by which day.
//!
//! **Invariant:** an unknown date stays unknown; nothing here makes one up.

mod access;
mod assumptions;
mod calendar;
mod experience;
mod likelihood;
mod moves;
mod needed_by;
mod network;
mod next;
mod node;
mod saving;
mod schedule;
mod validity;

pub use access::{Access, Lacking, WhyNot, access};
pub use assumptions::Assumptions;
pub use calendar::{Division, bank_holidays};
pub use experience::{ENOUGH, Experience};
pub use likelihood::{Likelihood, RUNS, SEED, likelihood};
pub use moves::{Cost, Move, MoveKind, chase_due, moves};
pub use needed_by::needed_by;
pub use next::{Next, next};
pub use node::DaysFrom;
pub use saving::{Saving, can_be_tried, saving, what_if};
pub use schedule::{Link, Missing, Pace, Plan, PlannedStep, Told, Window};
pub use validity::{AtFirstShift, Validity, validity};
