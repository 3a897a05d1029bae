//! Secure Start: the steps before a first shift in a UK prison, immigration removal centre or other secure setting.
//!
//! `ARCHITECTURE.md` says how the parts hang together. In reading order:

// Words, dates and ids that everything uses.
pub mod assets;
pub mod dates;
pub mod finding;
pub mod fonts;
pub mod ids;
pub mod kept;
pub mod outcome;
pub mod text;
pub mod visible;

// The pure part: no files, no threads, no clock, no window.
pub mod catalogue;
pub mod checklist;
pub mod plan;
pub mod team;

// Bytes, the disk, and the use cases that join them to the pure part.
pub mod disk;
pub mod export;
pub mod format;
pub mod jobs;

// The program: its state, commands, the clock and threads, and the window.
pub mod app;
pub mod cli;
pub mod raster;
pub mod runtime;
pub mod ui;
pub mod window;
