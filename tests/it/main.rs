//! One integration binary: egui links slowly, so there is one of them.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod access;
mod as_of;
mod assets;
mod cli;
mod exports;
mod flows;
mod folders;
mod format;
mod help;
mod keeping;
mod merging;
mod moves;
mod offers;
mod packaging;
mod packs;
mod personas;
mod plan;
mod policy;
mod properties;
mod recovery;
mod runtime;
mod samples;
mod saving;
mod signing;
mod teams;
mod ui;
mod world;
