//! The outside: the clock, threads, native dialogs.
//!
//! **Invariant:** nothing else asks for the time.

mod clock;
mod desk;
mod display;
mod export;
mod file_dialog;
mod keeper;
mod line;
mod places;
mod program;

mod team;
mod timer;
mod watcher;
mod worker;

pub use clock::{fresh_id, instant, made, moment, now, saver};
pub use display::{Attempt, Display};
pub use places::Places;
pub use program::{run_again, show_message};
pub use worker::Runtime;
