//! What fills the window: one file a screen.

mod checklist;
mod file;
mod new;
mod plan;
mod reference;
mod team;
mod welcome;

pub(super) use checklist::{Still, checklist_ui};
pub(super) use file::file_ui;
pub(super) use new::new_ui;
pub(super) use plan::plan_ui;
pub(super) use reference::reference_ui;
pub(super) use team::{TeamLocal, team_ui};
pub(super) use welcome::welcome_ui;

/// Narrower than this, what is opened at the right opens over what is in the middle.
const THREE_COLUMNS: f32 = 1100.0;
/// Narrower than this, the navigation at the left gives way to buttons above: Back and the Go menu lead everywhere.
const TWO_COLUMNS: f32 = 800.0;
