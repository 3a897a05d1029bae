//! Pages as PDF: A4, tagged, in the language and with the title that PDF/UA-1 and PDF/A-2a ask for (ISO 14289-1, ISO
//! 19005-2), so that the same file can be read aloud and kept.

mod sheet;
mod words;

use std::num::{NonZeroU16, NonZeroU32};

use chrono::{Datelike as _, Timelike as _};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};

use self::sheet::{Child, Filler, Group, HEIGHT, Mark, Role, Rule, Sheets, WIDTH};
use self::words::Words;
use super::pages::{Pages, pages};
use super::{Export, NotWritten, VERSION};
use crate::catalogue::Catalogue;

/// In which language the pages are.
const LANGUAGE: &str = "en-GB";

pub(super) fn pdf(
    export: &Export,
    catalogue: &Catalogue,
    go_on: &dyn Fn(usize) -> bool,
) -> Result<Vec<u8>, NotWritten> {
    let pages = pages(export, catalogue);
    // A font of the system may forbid that it is put into a file: then what only it has is shown as its number.
    for may_use_system in [true, false] {
        let mut words = Words::new(may_use_system);
        let mut filler = Filler::new(&mut words);
        for (place, part) in pages.parts.iter().enumerate() {
            if !go_on(place) {
                return Err(NotWritten::Cancelled);
            }
            filler.part(part);
        }
        let sheets = filler.finish(&pages);
        match written(export, &pages, &sheets) {
            Err(KrillaError::Validation(_) | KrillaError::Font(..)) if may_use_system => {}
            Err(error) => return Err(NotWritten::Other(format!("{error:?}"))),
            Ok(bytes) => return Ok(bytes),
        }
    }
    Err(NotWritten::Other("no fonts".to_owned()))
}

fn written(export: &Export, pages: &Pages, sheets: &Sheets) -> Result<Vec<u8>, KrillaError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .unwrap_or_default();
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut drawn: Vec<Vec<Option<Identifier>>> = Vec::with_capacity(sheets.pages.len());
    for sheet in &sheets.pages {
        let Some(size) = PageSettings::from_wh(WIDTH, HEIGHT) else { continue };
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        drawn.push(sheet.groups.iter().map(|group| draw(&mut surface, group)).collect());
        draw_rules(&mut surface, &sheet.rules);
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    let mut outline = Outline::new();
    for (page, node, heading) in &sheets.parts {
        tree.push(tags(sheets, &mut drawn, *node));
        outline.push_child(OutlineNode::new(heading.clone(), XyzDestination::new(*page, Point::from_xy(0.0, 0.0))));
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    let made = export.about.made.to_utc();
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let date = DateTime::new(u16::try_from(made.year()).unwrap_or_default())
        .month(part(made.month()))
        .day(part(made.day()))
        .hour(part(made.hour()))
        .minute(part(made.minute()))
        .second(part(made.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    document.set_metadata(
        Metadata::new()
            .title(pages.title.clone())
            .language(LANGUAGE.to_owned())
            .creator(format!("Secure Start {VERSION}"))
            .creation_date(date),
    );
    document.finish()
}

fn draw(surface: &mut Surface<'_>, group: &Group) -> Option<Identifier> {
    let tag = match group.node {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
    };
    let identifier = surface.start_tagged(tag);
    for mark in &group.marks {
        match mark {
            Mark::Text { x, top, laid, line } => {
                let Some(line) = laid.lines.get(*line) else { continue };
                surface.set_stroke(None);
                surface.set_fill(Some(ink()));
                for run in &line.runs {
                    let start = Point::from_xy(x + run.x, top + line.baseline);
                    surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &line.text, run.size, false);
                }
            }
        }
    }
    surface.end_tagged();
    group.node.map(|_| identifier)
}

/// All at once: a line for itself takes much room in a file.
fn draw_rules(surface: &mut Surface<'_>, rules: &[Rule]) {
    let mut path = PathBuilder::new();
    for Rule { x, y, width, height } in rules {
        if *height == 0.0 {
            path.move_to(*x, *y);
            path.line_to(x + width, *y);
        } else if let Some(frame) = Rect::from_xywh(*x, *y, *width, *height) {
            path.push_rect(frame);
        }
    }
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: luma::Color::new(110).into(), width: 0.6, ..Stroke::default() }));
    surface.draw_path(&path);
    surface.end_tagged();
}

fn ink() -> Fill {
    Fill { paint: luma::Color::new(0).into(), opacity: NormalizedF32::ONE, rule: krilla::paint::FillRule::default() }
}

fn across(columns: usize) -> Option<NonZeroU32> {
    u32::try_from(columns).ok().and_then(NonZeroU32::new)
}

/// A node of the tree with everything below it.
fn tags(sheets: &Sheets, drawn: &mut [Vec<Option<Identifier>>], number: usize) -> TagGroup {
    let Some(node) = sheets.nodes.get(number) else { return TagGroup::new(Tag::P) };
    let mut group = match node.role {
        Role::Part => TagGroup::new(Tag::Section),
        Role::Heading(level) => {
            let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
            TagGroup::new(Tag::Hn(level, Some(node.title.clone())))
        }
        Role::Paragraph => TagGroup::new(Tag::P),
        Role::List => TagGroup::new(Tag::L(ListNumbering::None)),
        Role::Item => TagGroup::new(Tag::LI),
        Role::Table => TagGroup::new(Tag::Table),
        Role::HeadRows => TagGroup::new(Tag::THead),
        Role::Rows => TagGroup::new(Tag::TBody),
        Role::Row => TagGroup::new(Tag::TR),
        Role::ColumnHead => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Role::RowHead => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
        Role::SectionHead(columns) => TagGroup::new(Tag::TH(TableHeaderScope::Row).with_col_span(across(columns))),
        Role::Cell => TagGroup::new(Tag::TD),
        Role::WideCell(columns) => TagGroup::new(Tag::TD.with_col_span(across(columns))),
    };
    // The text of an item stands in the body of the item.
    let mut body = (node.role == Role::Item).then(|| TagGroup::new(Tag::LBody));
    for child in &node.children {
        let to = body.as_mut().unwrap_or(&mut group);
        match child {
            Child::Node(number) => to.push(tags(sheets, drawn, *number)),
            Child::Drawn(page, place) => {
                let found = drawn.get_mut(*page).and_then(|page| page.get_mut(*place)).and_then(Option::take);
                if let Some(identifier) = found {
                    to.push(identifier);
                }
            }
        }
    }
    if let Some(body) = body {
        group.push(body);
    }
    group
}
