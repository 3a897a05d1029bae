//! The outside: the clock, threads, native dialogs.
//!
//! **Invariant:** nothing else asks for the time.

mod clock;
mod desk;
mod export;
mod file_dialog;
mod keeper;
mod line;
mod places;
mod team;
mod timer;
mod watcher;
mod worker;

pub use clock::{fresh_id, made, moment, now, saver};
pub use places::Places;
pub use worker::Runtime;
