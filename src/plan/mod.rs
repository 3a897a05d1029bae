//! When: the dates that follow from a checklist, what to do next, and by which day.
//!
//! **Invariant:** an unknown date stays unknown; nothing here makes one up.

mod calendar;
mod experience;
mod likelihood;
mod needed_by;
mod network;
mod next;
mod schedule;

pub use calendar::{Division, bank_holidays};
pub use experience::{ENOUGH, Experience};
pub use likelihood::{Likelihood, RUNS, SEED, likelihood};
pub use needed_by::needed_by;
pub use network::DaysFrom;
pub use next::{Next, next};
pub use schedule::{Assumptions, Link, Missing, Pace, Plan, PlannedStep, Told, Window};
