//! Text, buttons and fields, with their names for a screen reader.

use std::fmt::Debug;
use std::hash::Hash;

use egui::accesskit::{Live, Role};
use egui::{Button, Frame, Id, Label, Margin, Response, Stroke, TextEdit, Ui, UiBuilder, WidgetText, vec2};

use super::KeptInView as _;
use crate::app::{Action, Msg, State};
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::{Outbox, keymap};

/// A part of the screen whose controls keep their identity, and so the focus, whatever appears or goes before it:
/// egui counts the controls that have no name of their own. `name` is unique in the window.
pub(crate) fn region<R>(ui: &mut Ui, name: impl Hash + Debug, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().scope_id(Id::unique(name)), content).inner
}

/// Wrapped text.
pub(crate) fn label(ui: &mut Ui, text: impl Into<WidgetText>) -> Response {
    ui.add(Label::new(text).wrap())
}

/// A second line.
pub(crate) fn quiet(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = theme::tokens(ui).quiet;
    label(ui, theme::tinted(Text::Body.of(text), color))
}

/// Small print.
pub(crate) fn hint(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = theme::tokens(ui).quiet;
    label(ui, theme::tinted(Text::Small.of(text), color))
}

/// A heading that a screen reader knows as one.
pub(crate) fn heading(ui: &mut Ui, level: usize, text: impl Into<String>) -> Response {
    let look = match level {
        1 => Text::Page,
        2 => Text::Section,
        _ => Text::Strong,
    };
    heading_as(ui, level, look, text)
}

/// A heading that looks smaller or larger than its level.
pub(crate) fn heading_as(ui: &mut Ui, level: usize, look: Text, text: impl Into<String>) -> Response {
    let text = text.into();
    let response = ui.add(Label::new(look.of(text.as_str())).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        // Counted from 0 there.
        node.set_level(level.saturating_sub(1));
        node.set_label(text);
    });
    response
}

/// Says more of a control than its name, for a screen reader.
pub(crate) fn described(response: Response, words: impl Into<String>) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(words));
    response
}

/// Gives what says a text another text for a screen reader, such as one without an icon.
pub(crate) fn read_as(ui: &Ui, response: &Response, words: impl Into<String>) {
    // A label is read by its value.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(words));
}

/// Names what belongs together, such as the choices of one question.
pub(crate) fn group<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    region(ui, ("group", name), |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Group);
            node.set_label(name);
        });
        content(ui)
    })
}

/// Says changes of a text aloud, when the screen reader has nothing more urgent.
pub(crate) fn live(ui: &Ui, response: &Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// The one main button of a screen.
pub(crate) fn main_button(ui: &mut Ui, text: &str) -> Response {
    let tokens = theme::tokens(ui);
    let text = theme::tinted(Text::Strong.of(text), tokens.on_accent);
    let button = Button::new(text).fill(tokens.accent).stroke(Stroke::NONE).min_size(vec2(0.0, theme::ROW));
    ui.add(button).kept_in_view()
}

/// A button for an action, greyed when it cannot be done; its keys stand in the menu, and a screen reader says them here.
pub(crate) fn action_button(ui: &mut Ui, state: &State, action: Action, icon: Icon, outbox: &mut Outbox) {
    let text = action.label(state);
    let button = Button::new((icon.0, text.as_str()));
    let response = ui.add_enabled(action.is_enabled(state), button).kept_in_view().accessible_name(text);
    let response = match action.shortcuts().next() {
        Some(shortcut) => described(response, keymap::shown(ui.ctx(), shortcut)),
        None => response,
    };
    if response.clicked() {
        outbox.send(Msg::Do(action));
    }
}

/// Words that act, underlined.
pub(crate) fn link(ui: &mut Ui, text: &str) -> Response {
    let color = theme::tokens(ui).accent;
    let text = theme::tinted(Text::Body.of(text), color).underline();
    let button = Button::new(text).frame(false).wrap().min_size(vec2(theme::TARGET, theme::TARGET));
    ui.add(button).kept_in_view()
}

/// The label over a field.
pub(crate) fn field_label(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(space::SMALL);
    ui.add(Label::new(Text::Strong.of(text)).wrap())
}

/// A line of text with its label above.
pub(crate) fn text_field(ui: &mut Ui, label: &str, text: &mut String, width: f32) -> Response {
    let caption = field_label(ui, label);
    let field = TextEdit::singleline(text)
        .id_salt(label)
        .desired_width(width)
        .char_limit(500)
        .margin(Margin::symmetric(10, 8))
        .align(egui::Align2::LEFT_CENTER);
    ui.add(field).labelled_by(caption.id).kept_in_view()
}

/// Several lines of text with their label above.
pub(crate) fn text_area(ui: &mut Ui, label: &str, text: &mut String) -> Response {
    let caption = field_label(ui, label);
    let field = TextEdit::multiline(text)
        .id_salt(label)
        .desired_width(f32::INFINITY)
        .desired_rows(3)
        .char_limit(4000)
        .margin(Margin::symmetric(10, 8));
    ui.add(field).labelled_by(caption.id).kept_in_view()
}

/// A surface with hairlines around.
pub(crate) fn boxed<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.hairline))
        .corner_radius(6)
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// How much of a whole is done. The words beside it say the same; the bar says it to a screen reader too.
pub(crate) fn bar(ui: &mut Ui, done: usize, total: usize, width: f32) {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::MEDIUM), egui::Sense::hover());
    let corner = egui::CornerRadius::same(6);
    ui.painter().rect(rect, corner, tokens.surface, Stroke::new(1.0, tokens.line), egui::StrokeKind::Inside);
    if done > 0 && total > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a checklist has fewer than 1,000 steps")]
        let share = (done as f32 / total as f32).min(1.0);
        let mut filled = rect;
        filled.set_width((rect.width() * share).max(space::MEDIUM));
        ui.painter().rect_filled(filled, corner, tokens.accent);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ProgressIndicator);
        node.set_label("Progress");
        node.set_value(format!("{done} of {total} completed"));
        #[expect(clippy::cast_precision_loss, reason = "a checklist has fewer than 1,000 steps")]
        let [done, total] = [done, total].map(|number| number as f64);
        node.set_numeric_value(done);
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(total);
    });
}
