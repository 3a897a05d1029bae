//! What fills the window: one file a screen.

mod checklist;
mod new;
mod plan;
mod reference;
mod welcome;

pub(super) use checklist::checklist_ui;
pub(super) use new::new_ui;
pub(super) use plan::plan_ui;
pub(super) use reference::reference_ui;
pub(super) use welcome::welcome_ui;
