//! When: what to do next, and by which day.
//!
//! **Invariant:** an unknown date stays unknown; nothing here makes one up.

mod needed_by;
mod next;

pub use needed_by::needed_by;
pub use next::{Next, next};
