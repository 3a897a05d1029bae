//! A status, as a word in a shape: apart without colour too.

use egui::{Frame, Label, Margin, Stroke, Ui};

use super::basic::read_as;
use crate::checklist::StandingKind;
use crate::ui::theme::{self, Icon, Text, Tokens};

/// How a status looks: fill, edge, text, and the icon beside the word.
pub(super) struct Look {
    pub(super) fill: egui::Color32,
    pub(super) edge: egui::Color32,
    pub(super) text: egui::Color32,
    pub(super) icon: Option<Icon>,
}

impl Look {
    /// Room at the left and right of the word.
    pub(super) fn padding(&self) -> f32 {
        if self.fill == egui::Color32::TRANSPARENT { 0.0 } else { 10.0 }
    }
}

pub(super) fn look(kind: StandingKind, t: &Tokens) -> Look {
    let none = egui::Color32::TRANSPARENT;
    match kind {
        StandingKind::NotYetStarted => Look { fill: t.tag_new, edge: none, text: t.on_tag_new, icon: None },
        StandingKind::InProgress => Look { fill: t.surface, edge: t.accent, text: t.accent, icon: None },
        StandingKind::Completed => Look { fill: none, edge: none, text: t.text, icon: None },
        StandingKind::CannotStartYet => Look { fill: none, edge: none, text: t.quiet, icon: Some(Icon::WAIT) },
        StandingKind::Problem => {
            Look { fill: t.tag_problem, edge: none, text: t.on_tag_problem, icon: Some(Icon::WARNING) }
        }
        StandingKind::NotNeeded => Look { fill: none, edge: none, text: t.quiet, icon: Some(Icon::NOT_NEEDED) },
    }
}

/// The words in the tag, with the icon in front.
pub(super) fn words(kind: StandingKind, look: &Look) -> String {
    match look.icon {
        Some(icon) => format!("{} {}", icon.0, kind.label()),
        None => kind.label().to_owned(),
    }
}

/// The tag of a status.
pub(crate) fn tag_ui(ui: &mut Ui, kind: StandingKind) {
    let look = look(kind, theme::tokens(ui));
    let margin = if look.padding() > 0.0 { Margin::symmetric(10, 4) } else { Margin::ZERO };
    Frame::new().fill(look.fill).stroke(Stroke::new(1.0, look.edge)).corner_radius(4).inner_margin(margin).show(
        ui,
        |ui| {
            let text = theme::tinted(Text::Body.of(words(kind, &look)), look.text);
            let said = ui.add(Label::new(text));
            read_as(ui, &said, format!("Status: {}", kind.label()));
        },
    );
}
