//! Bytes ⇄ checklist, settings and site pack.
//!
//! **Invariant:** the same document gives the same bytes, and what this program does not know in a file it keeps.

mod layers;
mod pack;
mod read;
mod schema;
mod settings;
mod structure;
mod write;

pub use layers::{Layer, Layers, Source};
pub use pack::{MAX_PACK_BYTES, is_pack, read_pack};
pub use read::{Read, id_of, is_read_as, located, read, read_plainly};
pub use schema::{pack_schema, schema, settings_schema};
pub use settings::{Drawing, Settings, ThemeChoice};
pub use write::{CannotWrite, is_as_written, to_bytes};

/// What marks a file as a checklist.
pub const FORMAT: &str = "secure-start/checklist";

/// What marks a file as a site pack.
pub const PACK_FORMAT: &str = "secure-start/site-pack";

/// The version of either format that this program writes, and the newest that it reads.
pub const VERSION: u64 = 1;

/// Largest file that is read, in bytes. A checklist of two years has some 100 KiB.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Deepest nesting of a file. A checklist has six levels.
const MAX_DEPTH: usize = 64;

/// Longest text or name of a file, in bytes.
const MAX_TEXT: usize = 256 * 1024;

/// Most values of a file, counted before anything is done with them. 20,000 log entries have some 200,000.
const MAX_VALUES: usize = 400_000;

/// Most steps and most log entries of a file.
const MAX_STEPS: usize = 300;
const MAX_LOG: usize = 20_000;

/// Most steps that one step names.
const MAX_LINKS: usize = 100;
