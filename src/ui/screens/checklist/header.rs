//! Whose checklist this is, how far it is, and what to do next.

use egui::{Align, Frame, Label, Layout, Margin, Stroke, Ui};

use crate::app::{Action, Document, Msg, State};
use crate::dates;
use crate::plan::{AtFirstShift, Validity};
use crate::text;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{KeptInView as _, bar, heading, heading_as, label, link, live, quiet};
use crate::ui::{Local, Outbox};
use crate::visible;

/// Narrower than this, the progress stands under the name.
const WIDE: f32 = 700.0;
/// As many findings are shown, and the rest counted.
const FINDINGS: usize = 3;
/// What the first shift and the button take beside the Next line.
const FIRST_SHIFT: f32 = 300.0;
const SHOW_ME: f32 = 96.0;
/// What the progress takes beside the name.
const PROGRESS: f32 = 440.0;

/// Everything, where it stays above the list.
pub(super) fn header_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let name = name(document);
    if ui.available_width() > WIDE {
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
    about_ui(ui, state, document, local, outbox);
}

/// Whose it is and how far, in one line that stays where the rest scrolls with the list.
pub(super) fn title_line_ui(ui: &mut Ui, document: &Document) {
    ui.horizontal_wrapped(|ui| {
        heading_as(ui, 1, Text::Section, name(document));
        progress_ui(ui, document, false);
    });
}

fn name(document: &Document) -> String {
    let name = visible::made_visible(&document.checklist().starter.name);
    if name.trim().is_empty() { "No name".to_owned() } else { name }
}

/// Everything below the name and the progress. No lower than it was when a step was ticked.
pub(super) fn about_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let shown = ui.vertical(|ui| {
        ui.set_min_height(local.still.header());
        lines_ui(ui, state, document, outbox);
    });
    local.still.header_is(shown.response.rect.height());
}

fn lines_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    let starter = &document.checklist().starter;
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
    let found = document.findings.iter().map(|located| located.finding.what.clone());
    let wrong: Vec<String> =
        found.chain(document.overview().clashes.iter().cloned()).chain(runs_out(document)).collect();
    for what in wrong.iter().take(FINDINGS) {
        label(ui, theme::tinted(Text::Body.of(what.as_str()), tokens.error));
    }
    if wrong.len() > FINDINGS {
        let more = wrong.len() - FINDINGS;
        label(ui, theme::tinted(Text::Body.of(format!("And {more} more of this kind.")), tokens.error));
    }
}

/// The answer to "When can I start?", which leads to the plan.
fn first_shift_ui(ui: &mut Ui, document: &Document, outbox: &mut Outbox) {
    let what = &document.plan().headline.what;
    if !what.is_empty() && link(ui, what).clicked() {
        outbox.send(Msg::Do(Action::ShowPlan));
    }
}

/// What runs out before the first shift is a problem now.
fn runs_out(document: &Document) -> impl Iterator<Item = String> {
    let is_out = |validity: &&Validity| validity.at_first_shift == AtFirstShift::RunsOut;
    document.plan().validity.iter().filter(is_out).filter_map(|validity| {
        let (step, expiry) = (document.checklist().step(&validity.step)?, validity.expiry?);
        let last_day = dates::show(expiry.last_day);
        Some(format!("\u{201c}{}\u{201d} runs out on {last_day}, before your first shift.", step.title))
    })
}

fn progress_ui(ui: &mut Ui, document: &Document, is_wide: bool) {
    let saved = document.saved_words();
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

/// So many letters the Next line may have, in its first part and in its second, without growing.
const NEXT: [f32; 2] = [100.0, 170.0];
/// How wide a letter is on average.
const LETTER: f32 = 7.4;

/// As high as the longest usual Next line in this room, so that a step that is ticked moves nothing.
fn next_height(ui: &Ui, room: f32) -> f32 {
    let line = |look: Text| ui.text_style_height(&look.style());
    let [what, why] = NEXT.map(|letters| (letters * LETTER / room.max(LETTER)).ceil());
    what * line(Text::Strong) + why * line(Text::Body) + ui.spacing().item_spacing.y
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
    let is_wide = ui.available_width() > WIDE;
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let has_step = document.overview().next_step.is_some();
            let beside = if is_wide { FIRST_SHIFT } else { 0.0 } + if has_step { SHOW_ME } else { 0.0 };
            let room = ui.available_width() - beside;
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.set_min_height(next_height(ui, room));
                let what = label(ui, Text::Strong.of(next.what.as_str()));
                live(ui, &what);
                label(ui, next.why.as_str());
                if !is_wide {
                    first_shift_ui(ui, document, outbox);
                }
            });
            if is_wide {
                ui.vertical(|ui| {
                    ui.set_width(FIRST_SHIFT - space::LARGE);
                    first_shift_ui(ui, document, outbox);
                });
            }
            if has_step && ui.button("Show me").kept_in_view().clicked() {
                outbox.send(Msg::Do(Action::GoToNextStep));
            }
        });
    });
    let mut edge = shown.response.rect;
    edge.set_width(space::HAIR);
    ui.painter().rect_filled(edge, 2, tokens.accent);
}
