//! Pages filled from top to bottom, and the tree of what is on them in the order of reading.

use std::rc::Rc;

use super::words::{LEADING, Laid, Style, Words};
use crate::export::pages::{self, Block, Grid, Pages, Part};

/// A4, in points.
pub(super) const WIDTH: f32 = 595.276;
pub(super) const HEIGHT: f32 = 841.89;
const LEFT: f32 = 42.0;
const TOP: f32 = 42.0;
/// Above this line stands what a page is about, below it the foot.
const BOTTOM: f32 = HEIGHT - 58.0;
const ACROSS: f32 = WIDTH - 2.0 * LEFT;
/// Between the cells of a row.
const GAP: f32 = 6.0;
/// What is higher fits on no page together.
const LONGEST: f32 = BOTTOM - TOP - 60.0;
/// How high the room for a signature is.
const SIGNATURE: f32 = 40.0;
/// How wide the names of facts are.
const FACT: f32 = 108.0;

/// What something on a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Part,
    Heading(u8),
    Paragraph,
    List,
    Item,
    Table,
    HeadRows,
    Rows,
    Row,
    ColumnHead,
    RowHead,
    /// Over so many columns.
    SectionHead(usize),
    Cell,
    /// Over so many columns.
    WideCell(usize),
}

/// In the tree: a node of it, or something that is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) enum Child {
    Node(usize),
    /// The page, and which of its groups.
    Drawn(usize, usize),
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) role: Role,
    pub(super) children: Vec<Child>,
    /// What a heading says.
    pub(super) title: String,
}

/// Something to draw; all in points from the upper left corner of the page.
#[derive(Debug)]
pub(super) enum Mark {
    Text { x: f32, top: f32, laid: Rc<Laid>, line: usize },
}

/// A line across, or a frame where it has a height.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// What is drawn of one node without anything in between; of none where it is only for the eye.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) node: Option<usize>,
    pub(super) marks: Vec<Mark>,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) groups: Vec<Group>,
    /// They are only for the eye.
    pub(super) rules: Vec<Rule>,
}

/// What stands around the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// A frame around each.
    Frames,
    /// A line below the row.
    Line,
    Nothing,
}

impl Edge {
    /// Above and below the text of a row: a form is written into by hand.
    const fn pad(self) -> f32 {
        if matches!(self, Self::Frames) { 2.0 } else { 1.5 }
    }
}

/// The heads of a table, which stand on each of its pages.
#[derive(Clone, Copy)]
struct Heads<'a> {
    cells: &'a [Rc<Laid>],
    widths: &'a [f32],
    edge: Edge,
}

/// Everything that is drawn, and the tree.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    pub(super) pages: Vec<Page>,
    pub(super) nodes: Vec<Node>,
    /// The parts, each with the page on which it begins and its heading.
    pub(super) parts: Vec<(usize, usize, String)>,
}

impl Sheets {
    fn add(&mut self, node: usize, child: Child) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.children.push(child);
        }
    }
}

/// Fills pages.
pub(super) struct Filler<'a> {
    words: &'a mut Words,
    sheets: Sheets,
    /// How far the page is filled.
    y: f32,
    /// What stands at the top of further pages of the part.
    running: String,
}

impl<'a> Filler<'a> {
    pub(super) fn new(words: &'a mut Words) -> Self {
        Self { words, sheets: Sheets::default(), y: TOP, running: String::new() }
    }

    /// The pages of a part.
    pub(super) fn part(&mut self, part: &Part) {
        self.running.clear();
        self.new_page();
        let node = self.node(None, Role::Part);
        let page = self.sheets.pages.len() - 1;
        self.sheets.parts.push((page, node, part.heading.clone()));
        self.heading(node, &part.heading, part.level, Style::Title);
        self.running = format!("{} (goes on)", part.heading);
        for block in &part.blocks {
            self.block(node, block, part.level + 1);
        }
    }

    /// What was filled, with a foot on each page.
    pub(super) fn finish(mut self, pages: &Pages) -> Sheets {
        let count = self.sheets.pages.len();
        for page in 0..count {
            let number = format!("Page {} of {count}", page + 1);
            for (line, text) in pages.foot.iter().enumerate() {
                let top = BOTTOM + 10.0 + if line == 0 { 0.0 } else { 15.0 };
                self.text_at(page, None, text, Style::Text, (LEFT, top), ACROSS - 110.0);
            }
            let laid = self.words.lay(&number, Style::Text, 108.0);
            self.lines_at(page, None, &laid, (WIDTH - LEFT - 108.0, BOTTOM + 25.0));
        }
        self.sheets
    }

    fn block(&mut self, part: usize, block: &Block, level: u8) {
        match block {
            Block::Heading(text) => self.heading(part, text, level, Style::Heading),
            Block::Text(text) => {
                self.y += 4.0;
                self.paragraph(part, Role::Paragraph, text, (LEFT, ACROSS));
            }
            Block::List(lines) => {
                let list = self.node(Some(part), Role::List);
                for line in lines {
                    let item = self.node(Some(list), Role::Item);
                    self.flow(item, &format!("\u{2013} {line}"), Style::Text, (LEFT, ACROSS));
                }
            }
            Block::Facts(facts) => self.facts(part, facts),
            Block::Table(grid) => self.table(part, grid, level),
            Block::Signatures(who) => self.signatures(part, who),
        }
    }

    fn heading(&mut self, parent: usize, text: &str, level: u8, style: Style) {
        let laid = self.words.lay(text, style, ACROSS);
        self.y += if style == Style::Title { 0.0 } else { 10.0 };
        // With something of what follows.
        self.need(laid.height() + 3.0 * Style::Text.size());
        let node = self.node(Some(parent), Role::Heading(level));
        if let Some(node) = self.sheets.nodes.get_mut(node) {
            text.clone_into(&mut node.title);
        }
        self.lines(node, &laid, LEFT);
        self.y += 3.0;
    }

    fn paragraph(&mut self, parent: usize, role: Role, text: &str, (x, width): (f32, f32)) {
        let node = self.node(Some(parent), role);
        self.flow(node, text, Style::Text, (x, width));
    }

    /// The lines of a text, on as many pages as they need.
    fn flow(&mut self, node: usize, text: &str, style: Style, (x, width): (f32, f32)) {
        let laid = self.words.lay(text, style, width);
        self.lines(node, &laid, x);
    }

    fn lines(&mut self, node: usize, laid: &Rc<Laid>, x: f32) {
        for (line, of) in laid.lines.iter().enumerate() {
            self.need(of.height);
            let mark = Mark::Text { x, top: self.y, laid: Rc::clone(laid), line };
            self.draw(self.page(), Some(node), mark);
            self.y += of.height;
        }
    }

    /// Two beside each other, each a name and what it is.
    fn facts(&mut self, parent: usize, facts: &[(&'static str, String)]) {
        let half = ACROSS / 2.0;
        for pair in facts.chunks(2) {
            let width = half - FACT - GAP;
            let laid: Vec<(Rc<Laid>, Rc<Laid>)> = pair
                .iter()
                .map(|(name, what)| {
                    (
                        self.words.lay(&format!("{name}: "), Style::Strong, FACT),
                        self.words.lay(what, Style::Text, width),
                    )
                })
                .collect();
            let height = laid.iter().map(|(name, what)| name.height().max(what.height())).fold(0.0, f32::max);
            if height > LONGEST {
                // Longer than a page: below each other.
                for (name, what) in pair {
                    self.paragraph(parent, Role::Paragraph, &format!("{name}: {what}"), (LEFT, ACROSS));
                }
                continue;
            }
            self.need(height);
            let (top, page) = (self.y, self.page());
            let mut x = LEFT;
            for (name, what) in &laid {
                let node = self.node(Some(parent), Role::Paragraph);
                self.lines_at(page, Some(node), name, (x, top));
                self.lines_at(page, Some(node), what, (x + FACT, top));
                x += half;
            }
            self.y = top + height + 1.0;
        }
    }

    fn table(&mut self, parent: usize, grid: &Grid, level: u8) {
        let widths: Vec<f32> = grid.widths.iter().map(|percent| ACROSS * f32::from(*percent) / 100.0).collect();
        let cells = |words: &mut Words, row: &[String], style: Style| -> Vec<Rc<Laid>> {
            // Nothing stands behind the last one, but for the frame of a form.
            let last = if grid.is_form { usize::MAX } else { widths.len() - 1 };
            let inner =
                widths.iter().enumerate().map(|(place, width)| if place == last { *width } else { width - GAP });
            row.iter().zip(inner).map(|(text, width)| words.lay(text, style, width)).collect()
        };
        let heads: Vec<String> = grid.heads.iter().map(|head| (*head).to_owned()).collect();
        let heads = cells(self.words, &heads, Style::Strong);
        let heads =
            Heads { cells: &heads, widths: &widths, edge: if grid.is_form { Edge::Frames } else { Edge::Line } };
        let caption = self.words.lay(&grid.caption, Style::Heading, ACROSS);
        self.need((13.0 + caption.height() + 2.0 * row_height(heads.cells, heads.edge) + 40.0).min(LONGEST));
        self.heading(parent, &grid.caption, level, Style::Heading);
        let table = self.node(Some(parent), Role::Table);
        let head_rows = self.node(Some(table), Role::HeadRows);
        let row = self.node(Some(head_rows), Role::Row);
        let nodes: Vec<usize> = heads.cells.iter().map(|_| self.node(Some(row), Role::ColumnHead)).collect();
        self.row_here(heads.cells, &widths, Some(&nodes), heads.edge);
        let rows = self.node(Some(table), Role::Rows);
        for row in &grid.rows {
            let node = self.node(Some(rows), Role::Row);
            match row {
                pages::Row::Section(text) => {
                    let laid = vec![self.words.lay(text, Style::Strong, ACROSS - GAP)];
                    let head = self.node(Some(node), Role::SectionHead(heads.cells.len()));
                    // With one row of it.
                    if self.y + row_height(&laid, heads.edge) + 2.0 * Style::Text.size() > BOTTOM {
                        self.next_page_of_table(heads);
                    }
                    self.row(&laid, &[ACROSS], &[head], heads, heads.edge);
                }
                pages::Row::Cells { cells: row, below } => {
                    let laid = cells(self.words, row, Style::Text);
                    let below = (!below.is_empty()).then(|| vec![self.words.lay(below, Style::Text, ACROSS - GAP)]);
                    let below_height = below.as_ref().map_or(0.0, |below| row_height(below, heads.edge));
                    let height = row_height(&laid, heads.edge) + below_height;
                    if self.y + height > BOTTOM && height < LONGEST {
                        self.next_page_of_table(heads);
                    }
                    let role = |place: usize| if place == 0 { Role::RowHead } else { Role::Cell };
                    let nodes: Vec<usize> = (0..laid.len()).map(|place| self.node(Some(node), role(place))).collect();
                    let edge = if below.is_some() { Edge::Nothing } else { heads.edge };
                    self.row(&laid, &widths, &nodes, heads, edge);
                    if let Some(below) = below {
                        let node = self.node(Some(rows), Role::Row);
                        let node = self.node(Some(node), Role::WideCell(heads.cells.len()));
                        self.row(&below, &[ACROSS], &[node], heads, heads.edge);
                    }
                }
            }
        }
        self.y += 4.0;
    }

    /// A row, on the next page where it does not fit here; one that fits on no page goes on from page to page.
    fn row(&mut self, cells: &[Rc<Laid>], widths: &[f32], nodes: &[usize], heads: Heads<'_>, edge: Edge) {
        let height = row_height(cells, edge);
        if self.y + height > BOTTOM {
            self.next_page_of_table(heads);
        }
        if self.y + height <= BOTTOM {
            self.row_here(cells, widths, Some(nodes), edge);
            return;
        }
        let mut done = vec![0; cells.len()];
        loop {
            let (top, page) = (self.y + edge.pad(), self.page());
            let (mut x, mut lowest) = (LEFT, top);
            for ((cell, width), (node, done)) in cells.iter().zip(widths).zip(nodes.iter().zip(&mut done)) {
                let mut y = top;
                while let Some(line) = cell.lines.get(*done).filter(|line| y + line.height <= BOTTOM - edge.pad()) {
                    let mark = Mark::Text { x, top: y, laid: Rc::clone(cell), line: *done };
                    self.draw(page, Some(*node), mark);
                    y += line.height;
                    *done += 1;
                }
                lowest = lowest.max(y);
                x += width;
            }
            self.y = lowest + edge.pad();
            if cells.iter().zip(&done).all(|(cell, done)| *done >= cell.lines.len()) {
                break;
            }
            self.next_page_of_table(heads);
        }
        if edge != Edge::Nothing {
            self.rule(self.page(), Rule { x: LEFT, y: self.y, width: ACROSS, height: 0.0 });
        }
    }

    /// The heads stand on each further page too, where they are only for the eye.
    fn next_page_of_table(&mut self, heads: Heads<'_>) {
        self.new_page();
        self.row_here(heads.cells, heads.widths, None, heads.edge);
    }

    fn row_here(&mut self, cells: &[Rc<Laid>], widths: &[f32], nodes: Option<&[usize]>, edge: Edge) {
        let height = row_height(cells, edge);
        let (page, top) = (self.page(), self.y);
        let mut x = LEFT;
        for (place, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let node = nodes.and_then(|nodes| nodes.get(place).copied());
            let inset = if edge == Edge::Frames { 3.0 } else { 0.0 };
            self.lines_at(page, node, cell, (x + inset, top + edge.pad()));
            if edge == Edge::Frames {
                self.rule(page, Rule { x, y: top, width: *width, height });
            }
            x += width;
        }
        self.y = top + height;
        if edge == Edge::Line {
            self.rule(page, Rule { x: LEFT, y: self.y, width: ACROSS, height: 0.0 });
        }
    }

    fn signatures(&mut self, parent: usize, who: &[&'static str]) {
        self.need(SIGNATURE * f32::from(u8::try_from(who.len()).unwrap_or(u8::MAX)));
        for name in who {
            self.y += SIGNATURE - 16.0;
            let node = self.node(Some(parent), Role::Paragraph);
            let (page, y) = (self.page(), self.y);
            for (text, from, line_from, to) in [
                (format!("{name}, name: "), 0.0, 0.17, 0.43),
                ("Signature: ".to_owned(), 0.45, 0.57, 0.78),
                ("Date: ".to_owned(), 0.80, 0.87, 1.0),
            ] {
                self.text_at(
                    page,
                    Some(node),
                    &text,
                    Style::Text,
                    (LEFT + ACROSS * from, y),
                    ACROSS * (line_from - from) + 20.0,
                );
                let (x, width) = (LEFT + ACROSS * line_from, ACROSS * (to - line_from));
                self.rule(page, Rule { x, y: y + 14.0, width, height: 0.0 });
            }
            self.y += 16.0;
        }
        self.y += 4.0;
    }

    fn text_at(&mut self, page: usize, node: Option<usize>, text: &str, style: Style, at: (f32, f32), width: f32) {
        let laid = self.words.lay(text, style, width);
        self.lines_at(page, node, &laid, at);
    }

    fn lines_at(&mut self, page: usize, node: Option<usize>, laid: &Rc<Laid>, (x, top): (f32, f32)) {
        let mut top = top;
        for (line, of) in laid.lines.iter().enumerate() {
            self.draw(page, node, Mark::Text { x, top, laid: Rc::clone(laid), line });
            top += of.height;
        }
    }

    /// Begins a new page where so much does not fit on this one.
    fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.new_page();
        }
    }

    fn new_page(&mut self) {
        self.sheets.pages.push(Page::default());
        self.y = TOP;
        if !self.running.is_empty() {
            let (page, running) = (self.page(), self.running.clone());
            let laid = self.words.lay(&running, Style::Strong, ACROSS);
            // One line, however long the name is.
            if let Some(line) = laid.lines.first() {
                self.y += line.height + 6.0;
                self.draw(page, None, Mark::Text { x: LEFT, top: TOP, laid, line: 0 });
            }
        }
    }

    fn page(&self) -> usize {
        self.sheets.pages.len().saturating_sub(1)
    }

    fn node(&mut self, parent: Option<usize>, role: Role) -> usize {
        let number = self.sheets.nodes.len();
        self.sheets.nodes.push(Node { role, children: Vec::new(), title: String::new() });
        if let Some(parent) = parent {
            self.sheets.add(parent, Child::Node(number));
        }
        number
    }

    fn rule(&mut self, page: usize, rule: Rule) {
        if let Some(page) = self.sheets.pages.get_mut(page) {
            page.rules.push(rule);
        }
    }

    fn draw(&mut self, page: usize, node: Option<usize>, mark: Mark) {
        let Some(Page { groups, .. }) = self.sheets.pages.get_mut(page) else { return };
        if let Some(last) = groups.last_mut().filter(|last| last.node == node) {
            last.marks.push(mark);
            return;
        }
        let number = groups.len();
        groups.push(Group { node, marks: vec![mark] });
        if let Some(node) = node {
            self.sheets.add(node, Child::Drawn(page, number));
        }
    }
}

fn row_height(cells: &[Rc<Laid>], edge: Edge) -> f32 {
    cells.iter().map(|cell| cell.height()).fold(Style::Text.size() * LEADING, f32::max) + 2.0 * edge.pad()
}
