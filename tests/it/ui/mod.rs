//! The screens, driven by role and label, by keyboard alone, and read as a screen reader meets them.

mod dialogs;
mod every;
mod exporting;
mod glyphs;
mod keeping;
mod keyboard;
mod newcomer;
mod outline;
mod pictures;
mod plan;
mod site_packs;
mod steady;
mod team;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use secure_start::app::{Effect, Event, Moment, Msg, Screen, State, update};
use secure_start::ui::{ButtonOrder, Local, Outbox, theme, window_ui};

use super::world;

/// The program without a window around it: effects are collected instead of carried out.
pub(crate) struct Rig {
    pub(crate) state: State,
    local: Local,
    pub(crate) effects: Vec<Effect>,
    moment: Moment,
}

impl Rig {
    pub(crate) fn take(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg, &self.moment);
        self.effects.extend(effects);
    }
}

/// The program at its start, in a window of the given size in points.
pub(crate) fn rig_of(width: f32, height: f32) -> Harness<'static, Rig> {
    rig_drawn_by(width, height, 1.0, pictures::Painter::default())
}

/// The same with so many pixels a point, drawn by something where a test asks for a picture.
fn rig_drawn_by(width: f32, height: f32, scale: f32, painter: pictures::Painter) -> Harness<'static, Rig> {
    let rig = Rig {
        state: world::state(),
        local: Local::with_buttons(ButtonOrder::ActionLast),
        effects: Vec::new(),
        moment: world::moment(),
    };
    let builder = Harness::builder().with_size([width, height]).with_pixels_per_point(scale).renderer(painter);
    let mut harness = builder.with_context_setup(theme::install).build_ui_state(
        |ui, rig: &mut Rig| {
            let mut outbox = Outbox::default();
            window_ui(ui, &rig.state, &mut rig.local, &mut outbox);
            for msg in outbox.msgs {
                rig.take(msg);
            }
        },
        rig,
    );
    harness.run();
    harness
}

pub(crate) fn rig() -> Harness<'static, Rig> {
    rig_of(1366.0, 768.0)
}

/// The program with the first sample open.
pub(crate) fn rig_with_sample() -> Harness<'static, Rig> {
    let mut harness = rig();
    press(&mut harness, Role::Button, "Nurse \u{b7} Category B local prison \u{b7} England \u{b7} Employed");
    assert_eq!(harness.state().state.screen, Screen::Checklist);
    harness
}

/// Activates what has a role and a label, as a screen reader does.
pub(crate) fn press(harness: &mut Harness<'_, Rig>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click_accesskit();
    harness.run();
}

/// Types into the field of a label.
pub(crate) fn fill(harness: &mut Harness<'_, Rig>, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, label).type_text(text);
    harness.run();
}

/// Chooses in a list that opens.
pub(crate) fn choose(harness: &mut Harness<'_, Rig>, label: &str, choice: &str) {
    press(harness, Role::ComboBox, label);
    press(harness, Role::ListBoxOption, choice);
}

/// What happens outside.
pub(crate) fn happen(harness: &mut Harness<'_, Rig>, event: Event) {
    harness.state_mut().take(Msg::Happened(event));
    harness.run();
}

/// The status of a step of the open checklist, as the screen says it.
pub(crate) fn status_of(harness: &Harness<'_, Rig>, id: &str) -> &'static str {
    let checklist = harness.state().state.document.as_ref().unwrap().checklist();
    let step = checklist.step(&id.into()).unwrap();
    checklist.standing(step, world::today()).kind().label()
}

/// The texts that are drawn, each with whether it is cut.
pub(crate) fn drawn(harness: &Harness<'_, Rig>) -> Vec<(String, bool)> {
    let texts = harness.output().shapes.iter().filter_map(|clipped| match &clipped.shape {
        egui::Shape::Text(text) => Some((text.galley.text().to_owned(), text.galley.elided)),
        _ => None,
    });
    texts.collect()
}

/// The accessibility tree as indented lines: role, name, value, state. What is hidden is not there. No heading is more
/// than one level below the one before.
pub(crate) fn outline(harness: &Harness<'_, Rig>) -> String {
    fn walk(node: &egui_kittest::Node<'_>, depth: usize, above: &mut usize, lines: &mut Vec<String>) {
        let access = node.accesskit_node();
        let role = access.role();
        if role == Role::Dialog {
            // It stands on a screen, whose name is the heading of the first level.
            *above = 1;
        }
        let label = access.label().unwrap_or_default();
        let value = access.value().unwrap_or_default();
        let is_silent = matches!(role, Role::GenericContainer | Role::TextRun | Role::Unknown) && label.is_empty();
        let mut deeper = depth;
        if !is_silent {
            deeper += 1;
            // Counted from 0 there.
            let level = access.level().map(|level| level + 1);
            if let Some(level) = level {
                assert!(
                    level <= *above + 1,
                    "\u{201c}{label}\u{201d} of level {level} comes after one of level {above}"
                );
                *above = level;
            }
            let level = level.map_or_else(String::new, |level| format!(" {level}"));
            let toggled = access.toggled().map_or_else(String::new, |toggled| format!(" [{toggled:?}]"));
            let place = access.position_in_set().map_or_else(String::new, |place| format!(" (row {})", place + 1));
            let size = access.data().size_of_set().map_or_else(String::new, |size| format!(" (of {size})"));
            let more = access.data().description().map_or_else(String::new, |more| format!(" ({more})"));
            let flags = [
                (access.is_disabled(), " (disabled)"),
                (access.data().is_modal(), " (modal)"),
                (access.data().live().is_some(), " (live)"),
            ];
            let flags: String = flags.iter().filter(|(holds, _)| *holds).map(|(_, words)| *words).collect();
            let value = if value.is_empty() || value == label { String::new() } else { format!(" = {value}") };
            let text = if label.is_empty() { String::new() } else { format!(" \u{201c}{label}\u{201d}") };
            lines
                .push(format!("{}{role:?}{level}{text}{value}{more}{place}{size}{toggled}{flags}", "  ".repeat(depth)));
        }
        if role == Role::Label {
            return;
        }
        // What is behind a modal dialog cannot be reached.
        let is_modal = |node: &egui_kittest::Node<'_>| node.accesskit_node().data().is_modal();
        let is_covered = node.children().any(|child| is_modal(&child));
        for child in node.children().filter(|child| !is_covered || is_modal(child)) {
            walk(&child, deeper, above, lines);
        }
    }
    let mut lines = Vec::new();
    walk(&harness.root(), 0, &mut 0, &mut lines);
    lines.join("\n")
}
