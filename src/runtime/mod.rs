//! The outside: the clock, threads, native dialogs.
//!
//! **Invariant:** nothing else asks for the time.

mod clock;

pub use clock::{fresh_id, now};
