//! Reference text: blocks, and the sources under them.

use chrono::NaiveDate;
use egui::accesskit::Role;
use egui::text::LayoutJob;
use egui::{Align, FontSelection, Label, Response, Stroke, TextFormat, Ui};

use super::{KeptInView as _, boxed, described, heading, hint, label, link};
use crate::app::{Address, Msg};
use crate::catalogue::{Block, Catalogue, Citation, Confidence, Review, Source, Span};
use crate::dates;
use crate::ui::Outbox;
use crate::ui::theme::{self, Text, space};

/// The heading over the list that stands in a box of its own.
const AT_A_GLANCE: &str = "At a glance";

/// Draws blocks from top to bottom. `level` is the level of the first headings.
pub(crate) fn blocks_ui(ui: &mut Ui, blocks: &[Block], level: usize, outbox: &mut Outbox) {
    let mut is_facts = false;
    for block in blocks {
        match block {
            Block::Heading(2, text) if text == AT_A_GLANCE => is_facts = true,
            Block::Heading(depth, text) => {
                is_facts = false;
                ui.add_space(space::MEDIUM);
                heading(ui, level + usize::from(*depth > 2), text.as_str());
            }
            Block::Paragraph(spans) => {
                spans_ui(ui, spans, outbox);
                ui.add_space(space::SMALL);
            }
            Block::List(items) if is_facts => {
                ui.add_space(space::SMALL);
                boxed(ui, |ui| {
                    heading(ui, level, AT_A_GLANCE);
                    for item in items {
                        ui.add_space(space::HAIR);
                        spans_ui(ui, item, outbox);
                    }
                });
                ui.add_space(space::SMALL);
                is_facts = false;
            }
            Block::List(items) => {
                for item in items {
                    item_ui(ui, item, outbox);
                }
                ui.add_space(space::SMALL);
            }
        }
    }
}

fn item_ui(ui: &mut Ui, item: &[Span], outbox: &mut Outbox) {
    ui.horizontal_top(|ui| {
        ui.add_space(space::HAIR);
        // The dot is decoration; the row below is what is read.
        let tokens = theme::tokens(ui);
        let (dot, _) = ui.allocate_exact_size(egui::vec2(space::SMALL, 20.0), egui::Sense::hover());
        ui.painter().circle_filled(dot.center(), 2.5, tokens.text);
        ui.vertical(|ui| spans_ui(ui, item, outbox));
    });
}

/// Text with links stands in pieces, so that each link can be reached; other text is one piece.
fn spans_ui(ui: &mut Ui, spans: &[Span], outbox: &mut Outbox) {
    let is_link = |span: &Span| matches!(span, Span::Link { .. });
    if !spans.iter().any(is_link) {
        ui.add(Label::new(words(ui, spans)).wrap());
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for part in spans.chunk_by(|one, next| !is_link(one) && !is_link(next)) {
            let label = Label::new(words(ui, part)).wrap();
            let [Span::Link { text, address }] = part else {
                ui.add(label);
                continue;
            };
            // A link inside a sentence stands on the line of the sentence.
            let response = ui.add(label.sense(egui::Sense::click())).kept_in_view();
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_role(Role::Link);
                node.set_label(text.as_str());
                node.set_description(address.as_str());
            });
            if response.clicked() {
                outbox.send(Msg::Follow(Address { title: text.clone(), address: address.clone() }));
            }
        }
    });
}

fn words(ui: &Ui, spans: &[Span]) -> LayoutJob {
    let tokens = theme::tokens(ui);
    let font = |look: Text| FontSelection::Style(look.style()).resolve(ui.style());
    let mut job = LayoutJob::default();
    for span in spans {
        let (text, look, color) = match span {
            Span::Text(text) => (text.clone(), Text::Body, tokens.text),
            Span::Link { text, .. } => (text.clone(), Text::Body, tokens.accent),
            Span::Strong(text) => (text.clone(), Text::Strong, tokens.text),
            Span::Note(number) => (format!(" [{number}]"), Text::Small, tokens.quiet),
        };
        let underline = if matches!(span, Span::Link { .. }) { Stroke::new(1.0, color) } else { Stroke::NONE };
        let (font_id, valign, line_height) = (font(look), Align::BOTTOM, Some(21.0));
        job.append(&text, 0.0, TextFormat { font_id, color, valign, line_height, underline, ..TextFormat::default() });
    }
    job
}

/// Says at the top that a text is due to be checked again; the day stands at its end.
pub(crate) fn overdue_ui(ui: &mut Ui, review: Option<Review>, today: NaiveDate) {
    if review.is_some_and(|review| review.is_overdue(today)) {
        let color = theme::tokens(ui).error;
        label(ui, theme::tinted(Text::Strong.of("Due to be checked again: see the end before you rely on it."), color));
    }
}

/// The sources of a text, how sure each is, and when the text was reviewed.
pub(crate) fn sources_ui(
    ui: &mut Ui,
    catalogue: &Catalogue,
    citations: &[Citation],
    review: Option<Review>,
    today: NaiveDate,
    level: usize,
    outbox: &mut Outbox,
) {
    ui.add_space(space::LARGE);
    heading(ui, level, "Sources");
    for (place, citation) in citations.iter().enumerate() {
        if let Some(source) = catalogue.sources.get(&citation.source) {
            source_ui(ui, place + 1, source, citation, outbox);
        }
    }
    if let Some(review) = review {
        ui.add_space(space::SMALL);
        hint(
            ui,
            format!(
                "Last reviewed {}. Next review due {}.",
                dates::show(review.reviewed),
                dates::show(review.review_due)
            ),
        );
        if review.is_overdue(today) {
            let tokens = theme::tokens(ui);
            let late =
                theme::tinted(Text::Strong.of("This review is overdue: check before you rely on it."), tokens.error);
            label(ui, late);
        }
    }
}

fn source_ui(ui: &mut Ui, number: usize, source: &Source, citation: &Citation, outbox: &mut Outbox) {
    ui.add_space(space::HAIR);
    let title = format!("[{number}] {}", source.title);
    if source.address.is_empty() {
        hint(ui, title);
    } else if leading(described(link(ui, &title), source.address.as_str())).clicked() {
        let (title, address) = (source.title.clone(), source.address.clone());
        outbox.send(Msg::Follow(Address { title, address }));
    }
    let has_page = !matches!(citation.confidence, Confidence::CommonPractice | Confidence::SitePack);
    let place = match host(&source.address) {
        Some(host) => format!(" On {host}."),
        None if has_page => " No address of it is recorded.".to_owned(),
        None => String::new(),
    };
    hint(ui, format!("{}.{place}", citation.confidence.sentence(&source.as_of)));
}

/// Tells a screen reader that it leads to a page.
fn leading(response: Response) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_role(Role::Link));
    response
}

/// Whose page it is, so that nobody takes a copy elsewhere for the body's own.
fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    rest.split('/').next().map(|host| host.trim_start_matches("www.")).filter(|host| !host.is_empty())
}
