//! Use cases that join the pure part to bytes and the disk. Blocking functions, for the command line and the window
//! alike.

mod experience;
mod load;
mod pack;
mod preferences;
mod save;

pub use experience::learn;
pub use load::load;
pub use pack::{is_pack, load_pack};
pub use preferences::{load_settings, save_settings};
pub use save::save;
