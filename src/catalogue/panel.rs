//! Reference panels: a small part of Markdown, read into blocks that a screen or an export only has to loop over.

use std::sync::OnceLock;

use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::load::CatalogueFault;
use super::{Citation, Confidence, Review, notes};
use crate::assets;
use crate::ids::SourceId;

/// What a panel is about; also the folder it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PanelKind {
    /// From the site pack of the open checklist.
    Site,
    Setting,
    Role,
    Nation,
    Topic,
}

impl PanelKind {
    /// All five, in the order of the reference screen.
    pub const ALL: [Self; 5] = [Self::Site, Self::Setting, Self::Role, Self::Nation, Self::Topic];

    /// The heading over panels of this kind.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Site => "Your site",
            Self::Setting => "Settings",
            Self::Role => "Roles",
            Self::Nation => "Nations",
            Self::Topic => "Topics",
        }
    }

    /// The word on the command line, and the folder under `assets/reference`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Setting => "settings",
            Self::Role => "roles",
            Self::Nation => "nations",
            Self::Topic => "topics",
        }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    Text(String),
    Strong(String),
    /// The number, from 1, of a source in the panel's list.
    Note(usize),
    /// Words that lead to an address. Only texts of a site pack have links.
    Link {
        text: String,
        address: String,
    },
}

/// A piece of a panel, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Level 2 or 3; level 1 is the title.
    Heading(u8, String),
    Paragraph(Vec<Span>),
    List(Vec<Vec<Span>>),
}

/// A reference text with its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    pub kind: PanelKind,
    pub id: String,
    pub title: String,
    /// None where nobody has said when it has to be read again.
    pub review: Option<Review>,
    pub citations: Vec<Citation>,
    pub blocks: Vec<Block>,
    /// Lower case, for searching.
    searchable: String,
}

/// All panels.
#[derive(Debug, Default)]
pub struct Reference {
    pub panels: Vec<Panel>,
}

impl Reference {
    /// The panels inside this program, read once, when they are first asked for.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static EMPTY: OnceLock<Reference> = OnceLock::new();
        shipped().as_ref().unwrap_or_else(|_| EMPTY.get_or_init(Self::default))
    }

    /// Reads the panels inside this program anew.
    ///
    /// # Errors
    /// [`CatalogueFault`], which no panels that pass the tests have.
    pub fn read() -> Result<Self, CatalogueFault> {
        let mut panels = Vec::new();
        for kind in PanelKind::ALL {
            for (name, text) in assets::REFERENCE.files_in(kind.id()) {
                let id = name.strip_suffix(".md").unwrap_or(name);
                let name = format!("{}/{name}", kind.id());
                let panel = Panel::parse(kind, id, text).map_err(|reason| CatalogueFault { file: name, reason })?;
                panels.push(panel);
            }
        }
        panels.sort_by(|a, b| (a.kind, &a.title).cmp(&(b.kind, &b.title)));
        Ok(Self { panels })
    }

    /// Why the panels inside this program could not be read, if so.
    #[must_use]
    pub fn shipped_fault() -> Option<&'static CatalogueFault> {
        shipped().as_ref().err()
    }
}

fn shipped() -> &'static Result<Reference, CatalogueFault> {
    static SHIPPED: OnceLock<Result<Reference, CatalogueFault>> = OnceLock::new();
    SHIPPED.get_or_init(Reference::read)
}

impl Panel {
    /// A page of a site pack, which is its own source.
    #[must_use]
    pub fn of_site(id: &str, title: &str, markdown: &str, review: Option<Review>, citation: Citation) -> Self {
        Self {
            kind: PanelKind::Site,
            id: id.to_owned(),
            title: title.to_owned(),
            review,
            citations: vec![citation],
            blocks: plain_blocks(markdown),
            searchable: format!("{title}\n{markdown}").to_lowercase(),
        }
    }

    /// Whether it holds every one of some words, in lower case.
    #[must_use]
    pub fn holds(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.searchable.contains(word.as_str()))
    }

    /// Reads a panel: a head between two lines `---`, then Markdown.
    ///
    /// # Errors
    /// A sentence that says what the head lacks, or which marker has no source.
    pub fn parse(kind: PanelKind, id: &str, text: &str) -> Result<Self, String> {
        let rest = text.strip_prefix("---\n").ok_or("does not begin with ---")?;
        let (head, body) = rest.split_once("\n---\n").ok_or("the head has no end")?;
        let (mut title, mut reviewed, mut review_due) = (None, None, None);
        let mut citations = Vec::new();
        for line in head.lines() {
            if let Some(item) = line.trim_start().strip_prefix("- ") {
                let (source, confidence) = item.split_once(' ').ok_or("a source without its confidence")?;
                let confidence =
                    Confidence::from_id(confidence.trim()).ok_or_else(|| format!("unknown confidence {confidence}"))?;
                citations.push(Citation { source: source.into(), confidence });
            } else if let Some((key, value)) = line.split_once(':') {
                let value = value.trim();
                match key.trim() {
                    "title" => title = Some(value.to_owned()),
                    "reviewed" => reviewed = value.parse().ok(),
                    "review_due" => review_due = value.parse().ok(),
                    "sources" => {}
                    other => return Err(format!("unknown line {other}")),
                }
            }
        }
        let title = title.ok_or("no title")?;
        let mut blocks = blocks(body, &citations)?;
        notes::number_by_appearance(&mut blocks, &mut citations);
        notes::say_once(&mut blocks);
        Ok(Self {
            kind,
            id: id.to_owned(),
            searchable: format!("{title}\n{body}").to_lowercase(),
            title,
            review: Some(Review {
                reviewed: reviewed.ok_or("no date of review")?,
                review_due: review_due.ok_or("no date of the next review")?,
            }),
            citations,
            blocks,
        })
    }
}

/// Reads Markdown that has no sources of its own, such as a step's guidance. It may have links.
/// What is not one of the blocks above is left out; the tests of the catalogue and the checks of a site pack see to it
/// that there is none.
#[must_use]
pub fn plain_blocks(markdown: &str) -> Vec<Block> {
    read(Parser::new(markdown), None).unwrap_or_default()
}

/// A marker such as `[s8]` becomes the number of that source in `citations`.
fn blocks(markdown: &str, citations: &[Citation]) -> Result<Vec<Block>, String> {
    let mut marker =
        |link: BrokenLink<'_>| Some((CowStr::from(format!("{SOURCE}{}", link.reference)), CowStr::from("")));
    let parser = Parser::new_with_broken_link_callback(markdown, Options::empty(), Some(&mut marker));
    read(parser, Some(citations))
}

fn read<'a>(events: impl Iterator<Item = Event<'a>>, citations: Option<&[Citation]>) -> Result<Vec<Block>, String> {
    let mut reader = Reader { citations, ..Reader::default() };
    for event in events {
        reader.take(event)?;
    }
    Ok(reader.blocks)
}

/// Marks an address as the id of a source; no real address begins so.
const SOURCE: &str = "source:";

/// Where a link leads: a bare mail address is one to write to.
pub(super) fn address_of(kind: LinkType, address: &str) -> String {
    if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() }
}

/// What words belong to while they are read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Text,
    Link,
    /// The name of a source; its number stands there instead.
    Marker,
}

#[derive(Default)]
struct Reader<'a> {
    /// What markers refer to; none where the text has links instead.
    citations: Option<&'a [Citation]>,
    blocks: Vec<Block>,
    spans: Vec<Span>,
    items: Vec<Vec<Span>>,
    is_strong: bool,
    inside: Inside,
    is_in_item: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(Tag::Strong) => self.is_strong = true,
            Event::End(TagEnd::Strong) => self.is_strong = false,
            Event::Start(Tag::Link { link_type, dest_url, .. }) if self.citations.is_none() => {
                self.inside = Inside::Link;
                self.spans.push(Span::Link { text: String::new(), address: address_of(link_type, &dest_url) });
            }
            Event::End(TagEnd::Link) if self.citations.is_none() => self.inside = Inside::Text,
            Event::Start(Tag::Link { dest_url, .. }) => {
                let id = dest_url.strip_prefix(SOURCE).ok_or_else(|| format!("a link to {dest_url}"))?;
                let id = SourceId::from(id);
                let mut citations = self.citations.into_iter().flatten();
                let place = citations.position(|citation| citation.source == id);
                let place = place.ok_or_else(|| format!("the marker [{id}] is not among the sources"))?;
                if let Some(Span::Text(text)) = self.spans.last_mut() {
                    text.truncate(text.trim_end().len());
                }
                self.spans.push(Span::Note(place + 1));
                self.inside = Inside::Marker;
            }
            Event::End(TagEnd::Link) => self.inside = Inside::Text,
            Event::Text(text) | Event::Code(text) if self.inside != Inside::Marker => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Start(Tag::Item) => self.is_in_item = true,
            Event::Start(Tag::Paragraph) if self.is_in_item && !self.spans.is_empty() => self.push(" "),
            Event::End(TagEnd::Item) => {
                self.is_in_item = false;
                let item = std::mem::take(&mut self.spans);
                self.items.push(item);
            }
            Event::End(TagEnd::List(_)) => self.blocks.push(Block::List(std::mem::take(&mut self.items))),
            Event::End(TagEnd::Paragraph) if !self.is_in_item => {
                self.blocks.push(Block::Paragraph(std::mem::take(&mut self.spans)));
            }
            Event::End(TagEnd::Heading(level)) => {
                let text = std::mem::take(&mut self.spans).into_iter().map(|span| match span {
                    Span::Text(text) | Span::Strong(text) | Span::Link { text, .. } => text,
                    Span::Note(_) => String::new(),
                });
                let level = if level == HeadingLevel::H2 { 2 } else { 3 };
                self.blocks.push(Block::Heading(level, text.collect()));
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let (Inside::Link, Some(Span::Link { text: words, .. })) = (self.inside, self.spans.last_mut()) {
            words.push_str(text);
            return;
        }
        match (self.spans.last_mut(), self.is_strong) {
            (Some(Span::Text(last)), false) | (Some(Span::Strong(last)), true) => last.push_str(text),
            (_, false) => self.spans.push(Span::Text(text.to_owned())),
            (_, true) => self.spans.push(Span::Strong(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: A place\nreviewed: 2026-11-22\nreview_due: 2027-05-22\nsources:\n  - s3 confirmed\n  - s8 older-page\n---\nOne line\nand **more**. [s8]\n\n## At a glance\n- **Who:** them [s3]\n- plain\n";

    #[test]
    fn markers_become_numbers_in_the_order_of_the_text() {
        let panel = Panel::parse(PanelKind::Setting, "place", TEXT).unwrap();
        assert_eq!(panel.title, "A place");
        assert_eq!(
            panel.blocks,
            [
                Block::Paragraph(vec![
                    Span::Text("One line and ".to_owned()),
                    Span::Strong("more".to_owned()),
                    Span::Text(".".to_owned()),
                    Span::Note(1),
                ]),
                Block::Heading(2, "At a glance".to_owned()),
                Block::List(vec![
                    vec![Span::Strong("Who:".to_owned()), Span::Text(" them".to_owned()), Span::Note(2)],
                    vec![Span::Text("plain".to_owned())],
                ]),
            ]
        );
    }

    #[test]
    fn a_marker_without_a_source_is_a_fault() {
        let text = TEXT.replace("  - s8 older-page\n", "");
        assert_eq!(
            Panel::parse(PanelKind::Setting, "place", &text),
            Err("the marker [s8] is not among the sources".to_owned())
        );
    }
}
