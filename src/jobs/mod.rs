//! Use cases that join the pure part to bytes and the disk. Blocking functions, for the command line and the window
//! alike.

mod change;
mod copies;
mod experience;
mod export;
mod ledger;
mod load;
mod pack;
mod preferences;
mod recovery;
mod save;
mod scan;

pub use change::{NotChanged, change, change_many, preview_many};
pub use copies::copies_of;
pub use experience::learn;
pub use export::{ExportStep, Exporter, Subject, remove_prints};
pub use ledger::{Ledger, remove_ledger};
pub use load::load;
pub use pack::{is_pack, load_pack};
pub use preferences::{SettingsFiles, load_settings, remove_broken_settings, save_settings};
pub use recovery::Recovery;
pub use save::{Saver, Written, save};
pub use scan::{Before, Read, Scan, ScanEnd, team};
