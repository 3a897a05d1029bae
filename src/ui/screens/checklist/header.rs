//! Whose checklist this is, how far it is, and what to do next.

use egui::{Align, Frame, Label, Layout, Margin, Stroke, Ui};

use crate::app::{Action, Document, Msg, State};
use crate::dates;
use crate::text;
use crate::ui::Outbox;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{KeptInView as _, bar, heading, label, live, quiet};
use crate::visible;

/// Narrower than this, the progress stands under the name.
const WIDE: f32 = 700.0;
/// As many findings are shown, and the rest counted.
const FINDINGS: usize = 3;
/// What the progress takes beside the name.
const PROGRESS: f32 = 440.0;

pub(super) fn header_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    let starter = &document.checklist().starter;
    let name = visible::without_hidden(&starter.name);
    let name = if name.trim().is_empty() { "No name" } else { &name };
    let is_wide = ui.available_width() > WIDE;
    if is_wide {
        ui.horizontal(|ui| {
            let room = ui.available_width() - PROGRESS;
            ui.vertical(|ui| {
                ui.set_width(room);
                heading(ui, 1, name);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| progress_ui(ui, document, true));
        });
    } else {
        heading(ui, 1, name);
        ui.horizontal_wrapped(|ui| progress_ui(ui, document, false));
    }
    let mut about = text::situation(starter, document.catalogue());
    if !starter.site.is_empty() {
        about = format!("{about} \u{b7} {}", starter.site);
    }
    if let Some(start) = starter.planned_start {
        about = format!("{about} \u{b7} planned start {}", dates::show(start));
    }
    quiet(ui, about);
    super::local::pack_ui(ui, state, document);
    next_ui(ui, document, outbox);
    super::local::offer_ui(ui, document, outbox);
    for located in document.findings.iter().take(FINDINGS) {
        let text = theme::tinted(Text::Body.of(located.finding.what.as_str()), tokens.error);
        label(ui, text);
    }
    if document.findings.len() > FINDINGS {
        let more = document.findings.len() - FINDINGS;
        label(ui, theme::tinted(Text::Body.of(format!("And {more} more of this kind in the file.")), tokens.error));
    }
}

fn progress_ui(ui: &mut Ui, document: &Document, is_wide: bool) {
    let saved = match (document.is_saving(), document.is_unsaved(), document.saved_at) {
        (true, _, _) => "Saving\u{2026}".to_owned(),
        (_, true, _) if document.path.is_none() => "Not saved yet".to_owned(),
        (_, true, _) => "Unsaved changes".to_owned(),
        (_, false, Some(at)) => format!("Saved {}", at.format("%H:%M")),
        (_, false, None) if document.path.is_none() => "Sample, not saved".to_owned(),
        (_, false, None) => "No changes".to_owned(),
    };
    let tokens = theme::tokens(ui);
    let progress = document.overview().progress;
    let saved_ui = |ui: &mut Ui| {
        let said = ui.add(Label::new(theme::tinted(Text::Body.of(saved), tokens.quiet)).extend());
        live(ui, &said);
    };
    let count_ui = |ui: &mut Ui| {
        let words = format!("{} of {} completed", progress.completed, progress.total);
        let said = ui.add(Label::new(Text::Strong.of(words)).extend());
        live(ui, &said);
    };
    if is_wide {
        // From the right edge inwards.
        saved_ui(ui);
        bar(ui, progress.completed, progress.total, 140.0);
        count_ui(ui);
    } else {
        count_ui(ui);
        saved_ui(ui);
    }
}

/// The most important sentence in the program.
fn next_ui(ui: &mut Ui, document: &Document, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    let next = &document.overview().next;
    ui.add_space(space::HAIR);
    let frame = Frame::new().fill(tokens.page).stroke(Stroke::NONE).corner_radius(6).inner_margin(Margin {
        left: 16,
        right: 12,
        top: 6,
        bottom: 6,
    });
    let shown = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let has_step = document.overview().next_step.is_some();
            let room = ui.available_width() - if has_step { 96.0 } else { 0.0 };
            ui.vertical(|ui| {
                ui.set_width(room);
                let what = label(ui, Text::Strong.of(next.what.as_str()));
                live(ui, &what);
                label(ui, next.why.as_str());
            });
            if has_step && ui.button("Show me").kept_in_view().clicked() {
                outbox.send(Msg::Do(Action::GoToNextStep));
            }
        });
    });
    let mut edge = shown.response.rect;
    edge.set_width(space::HAIR);
    ui.painter().rect_filled(edge, 2, tokens.accent);
}
