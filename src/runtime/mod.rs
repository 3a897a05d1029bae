//! The outside: the clock, threads, native dialogs.
//!
//! **Invariant:** nothing else asks for the time.

mod clock;
mod file_dialog;
mod worker;

pub use clock::{fresh_id, moment, now};
pub use worker::Runtime;
