//! Texts laid out as lines of glyphs: shaped, broken, and each letter in a font that has it.
//!
//! The fonts inside the program come first; what they lack comes from the fonts of the system. What none of them has is
//! shown as its number, as is what belongs to nobody (the private use areas of Unicode).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, StyleProperty};
use parley::{FontContext, Layout, LayoutContext};

use crate::fonts;
use crate::visible::readable;

/// So often, what no font has is looked for again: each time one more of the marks of a letter is found.
const MOST_GAPS: usize = 16;
/// From line to line, in sizes of the font.
pub(super) const LEADING: f32 = 1.2;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Text,
    Strong,
    Heading,
    Title,
}

impl Style {
    /// In points.
    pub(super) const fn size(self) -> f32 {
        match self {
            Self::Text | Self::Strong => 11.0,
            Self::Heading => 13.0,
            Self::Title => 19.0,
        }
    }

    const fn weight(self) -> FontWeight {
        match self {
            Self::Text => FontWeight::NORMAL,
            Self::Strong | Self::Heading | Self::Title => FontWeight::BOLD,
        }
    }
}

/// A text as lines.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) lines: Vec<LaidLine>,
}

impl Laid {
    pub(super) fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.height).sum()
    }
}

/// A line: all points are counted from its upper left corner.
#[derive(Debug)]
pub(super) struct LaidLine {
    pub(super) height: f32,
    pub(super) baseline: f32,
    /// The text that its glyphs stand for, by ranges.
    pub(super) text: Rc<str>,
    pub(super) runs: Vec<Run>,
}

/// Glyphs of one font.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) font: Font,
    pub(super) size: f32,
    pub(super) x: f32,
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// Lays texts out, and remembers those that come again.
pub(super) struct Words {
    inside: FontContext,
    /// With those of the system; made when it is first needed.
    all: Option<FontContext>,
    may_use_system: bool,
    layouts: LayoutContext<()>,
    families: Vec<String>,
    fonts: BTreeMap<(u64, u32), Font>,
    laid: BTreeMap<(Style, u32, String), Rc<Laid>>,
}

impl Words {
    pub(super) fn new(may_use_system: bool) -> Self {
        let (inside, families) = context(false);
        Self {
            inside,
            all: None,
            may_use_system,
            layouts: LayoutContext::new(),
            families,
            fonts: BTreeMap::new(),
            laid: BTreeMap::new(),
        }
    }

    /// A text in lines that are no wider than so many points.
    pub(super) fn lay(&mut self, text: &str, style: Style, width: f32) -> Rc<Laid> {
        let key = (style, width.to_bits(), text.to_owned());
        if let Some(laid) = self.laid.get(&key) {
            return Rc::clone(laid);
        }
        let mut laid = Laid::default();
        for paragraph in readable(&text.replace('\t', " ")).split('\n') {
            self.paragraph(paragraph, style, width, &mut laid);
        }
        let laid = Rc::new(laid);
        self.laid.insert(key, Rc::clone(&laid));
        laid
    }

    fn paragraph(&mut self, text: &str, style: Style, width: f32, to: &mut Laid) {
        let families: Vec<FontFamilyName<'_>> =
            self.families.iter().map(|family| FontFamilyName::Named(Cow::Borrowed(family))).collect();
        let layouts = &mut self.layouts;
        let mut lay = |text: &str, fonts: &mut FontContext| broken(layouts, fonts, &families, text, style, width);
        let mut text = Cow::Borrowed(text);
        let mut layout = lay(&text, &mut self.inside);
        if has_gap(&layout) && self.may_use_system {
            layout = lay(&text, self.all.get_or_insert_with(|| context(true).0));
        }
        // A mark that stood on a letter which is a number now stands alone, and may be the next.
        for _ in 0..MOST_GAPS {
            let gaps = gaps(&layout);
            if gaps.is_empty() {
                break;
            }
            text = Cow::Owned(with_numbers(&text, &gaps));
            layout = lay(&text, self.all.as_mut().unwrap_or(&mut self.inside));
        }
        if has_gap(&layout) {
            let is_plain = |c: char| c.is_ascii_graphic() || c == ' ';
            text = Cow::Owned(text.chars().map(|c| if is_plain(c) { c.to_string() } else { number(c) }).collect());
            layout = lay(&text, &mut self.inside);
        }
        let text: Rc<str> = text.as_ref().into();
        for line in layout.lines() {
            let metrics = *line.metrics();
            let mut x = metrics.offset;
            let mut runs = Vec::new();
            for run in line.runs() {
                let start = x;
                let size = run.font_size();
                let mut glyphs: Vec<KrillaGlyph> = Vec::new();
                let ranges = ranges(&run);
                for cluster in run.visual_clusters() {
                    let stands_for = ranges.get(&cluster.text_range().start).cloned();
                    let Some(stands_for) = stands_for else { continue };
                    for glyph in cluster.glyphs() {
                        x += glyph.advance;
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            glyph.advance / size,
                            glyph.x / size,
                            // One counts downwards, the other upwards.
                            -glyph.y / size,
                            0.0,
                            stands_for.clone(),
                            None,
                        ));
                    }
                }
                let found = run.font().clone();
                let (data, id) = found.data.into_raw_parts();
                let key = (id, found.index);
                let known = self.fonts.get(&key).cloned().or_else(|| Font::new(data.into(), found.index));
                if let Some(font) = known {
                    self.fonts.insert(key, font.clone());
                    runs.push(Run { font, size, x: start, glyphs });
                }
            }
            to.lines.push(LaidLine {
                height: metrics.line_height,
                baseline: metrics.baseline - metrics.block_min_coord,
                text: Rc::clone(&text),
                runs,
            });
        }
    }
}

/// The fonts inside the program, or those of the system too; and the families of the former in their order.
fn context(has_system: bool) -> (FontContext, Vec<String>) {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: has_system });
    let mut families: Vec<String> = Vec::new();
    for bytes in [fonts::REGULAR, fonts::BOLD, fonts::NAMES] {
        for (family, _) in collection.register_fonts(Blob::new(Arc::new(bytes)), None) {
            let name = collection.family_name(family).unwrap_or_default().to_owned();
            if !families.contains(&name) {
                families.push(name);
            }
        }
    }
    (FontContext { collection, source_cache: SourceCache::default() }, families)
}

fn broken(
    layouts: &mut LayoutContext<()>,
    fonts: &mut FontContext,
    families: &[FontFamilyName<'_>],
    text: &str,
    style: Style,
    width: f32,
) -> Layout<()> {
    let mut builder = layouts.ranged_builder(fonts, text, 1.0, false);
    builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(families))));
    builder.push_default(StyleProperty::FontWeight(style.weight()));
    builder.push_default(StyleProperty::FontSize(style.size()));
    builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(LEADING)));
    // A word that is wider than its column goes on in the next line.
    builder.push_default(StyleProperty::OverflowWrap(parley::style::OverflowWrap::Anywhere));
    let mut layout = builder.build(text);
    layout.break_all_lines(Some(width));
    layout
}

/// The text that the glyphs of each cluster stand for, by the beginning of the cluster. What has no glyph of its own (the
/// rest of a ligature, a mark) belongs to the cluster before it; where a text runs from right to left, whose glyphs come
/// the other way round, to the one behind it.
fn ranges(run: &parley::layout::Run<'_, ()>) -> BTreeMap<usize, Range<usize>> {
    let mut ranges: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    let mut waiting: Option<usize> = None;
    for cluster in run.clusters() {
        let range = cluster.text_range();
        let has_glyphs = !cluster.is_ligature_continuation() && cluster.glyphs().next().is_some();
        match ranges.last_entry() {
            _ if has_glyphs => drop(ranges.insert(range.start, waiting.take().unwrap_or(range.start)..range.end)),
            Some(mut before) if !run.is_rtl() => before.get_mut().end = range.end,
            _ => drop(waiting.get_or_insert(range.start)),
        }
    }
    if let (Some(mut last), true) = (ranges.last_entry(), waiting.is_some()) {
        last.get_mut().end = last.get().end.max(run.text_range().end);
    }
    ranges
}

fn has_gap(layout: &Layout<()>) -> bool {
    !gaps(layout).is_empty()
}

/// Where in the text there is something that no font has.
fn gaps(layout: &Layout<()>) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    for line in layout.lines() {
        for run in line.runs() {
            for cluster in run.clusters().filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0)) {
                gaps.push(cluster.text_range());
            }
        }
    }
    gaps
}

/// With what no font has as its number. A plain letter is in every font: where it is a gap, the mark behind it is one that
/// no font has.
fn with_numbers(text: &str, gaps: &[Range<usize>]) -> String {
    let is_in_gap = |at: usize| gaps.iter().any(|gap| gap.contains(&at));
    let mut shown = String::new();
    let mut is_behind = false;
    for (at, c) in text.char_indices() {
        if !c.is_ascii() && (is_in_gap(at) || is_behind) {
            shown.push_str(&number(c));
            is_behind = false;
        } else {
            shown.push(c);
            is_behind = c.is_ascii() && is_in_gap(at);
        }
    }
    shown
}

fn number(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}
