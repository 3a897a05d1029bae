//! The pages as one HTML file: no script, nothing fetched, and a policy that forbids both.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::pages::{Block, Grid, Part, Row, pages};
use super::{Export, NotWritten};
use crate::catalogue::Catalogue;

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Black on white, at least 11 points on paper, and each person on a page of their own.
const STYLE: &str = "\
:root{color-scheme:light}\
html{background:#fff;color:#111;font:100%/1.45 system-ui,sans-serif}\
body{max-width:60rem;margin:0 auto;padding:1.5rem;overflow-wrap:anywhere}\
h1{font-size:1.8rem;line-height:1.2}h2{font-size:1.5rem;line-height:1.2}h3{font-size:1.15rem}\
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.25rem 1.5rem}\
dl div{display:flex;gap:.5rem}dt{font-weight:700;flex:0 0 8.5rem}dd{margin:0}\
table{border-collapse:collapse;width:100%;margin:1rem 0}\
caption{text-align:left;font-weight:700;font-size:1.15rem;padding:.5rem 0}\
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid #777;white-space:pre-line}\
th{font-weight:400}thead th,th[colspan]{font-weight:700}tr:has(+.more)>*{border-bottom:0}\
.form th,.form td{border:1px solid #555;padding:.25rem}\
.sign{display:flex;flex-wrap:wrap;gap:1rem;margin:2rem 0}.sign span{flex:1 1 9rem;border-bottom:1px solid #111}\
footer{border-top:1px solid #777;margin-top:2rem}\
@media(max-width:34rem){dl,dl div,table,caption,thead,tbody,tr,th,td{display:block}thead{display:none}\
.form td:empty{display:none}}\
@media print{@page{size:A4;margin:15mm}html{font-size:11pt}body{max-width:none;padding:0}\
section+section{break-before:page}tr{break-inside:avoid}caption,thead,tr:has(th[colspan]),tr:has(+.more){break-after:avoid}}";

pub(super) fn html(
    export: &Export,
    catalogue: &Catalogue,
    go_on: &dyn Fn(usize) -> bool,
) -> Result<Vec<u8>, NotWritten> {
    let pages = pages(export, catalogue);
    let mut parts = Vec::with_capacity(pages.parts.len());
    for (place, part) in pages.parts.iter().enumerate() {
        if !go_on(place) {
            return Err(NotWritten::Cancelled);
        }
        parts.push(part_markup(part, place));
    }
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (pages.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main { @for part in &parts { (part) } }
                footer { @for line in &pages.foot { p { (line) } } }
            }
        }
    };
    Ok(page.into_string().into_bytes())
}

fn part_markup(part: &Part, place: usize) -> Markup {
    let id = format!("part-{}", place + 1);
    html! {
        section aria-labelledby=(id) {
            (heading(part.level, &part.heading, Some(&id)))
            @for block in &part.blocks { (block_markup(block, part.level + 1)) }
        }
    }
}

fn heading(level: u8, text: &str, id: Option<&str>) -> Markup {
    match level {
        1 => html! { h1 id=[id] { (text) } },
        2 => html! { h2 id=[id] { (text) } },
        _ => html! { h3 id=[id] { (text) } },
    }
}

fn block_markup(block: &Block, level: u8) -> Markup {
    match block {
        Block::Heading(text) => heading(level, text, None),
        Block::Text(text) => html! { p { (text) } },
        Block::Facts(facts) => html! {
            dl { @for (name, what) in facts { div { dt { (name) ":" } dd { (what) } } } }
        },
        Block::List(lines) => html! { ul { @for line in lines { li { (line) } } } },
        Block::Table(grid) => table(grid),
        Block::Signatures(who) => html! {
            @for name in who {
                p.sign { span { (name) ", name: " } span { "Signature: " } span { "Date: " } }
            }
        },
    }
}

fn table(grid: &Grid) -> Markup {
    html! {
        table.form[grid.is_form] {
            caption { (grid.caption) }
            colgroup { @for width in &grid.widths { col style=(format!("width:{width}%")); } }
            thead { tr { @for head in &grid.heads { th scope="col" { (head) } } } }
            // What a section is about stands over the rows of a body of its own.
            @for rows in grid.rows.chunk_by(|_, row| matches!(row, Row::Cells { .. })) {
                tbody { @for row in rows { (row_markup(row, grid.heads.len())) } }
            }
        }
    }
}

fn row_markup(row: &Row, across: usize) -> Markup {
    match row {
        Row::Section(text) => html! { tr { th scope="rowgroup" colspan=(across) { (text) } } },
        Row::Cells { cells, below } => html! {
            tr {
                @for (place, cell) in cells.iter().enumerate() {
                    @if place == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                }
            }
            @if !below.is_empty() { tr.more { td colspan=(across) { (below) } } }
        },
    }
}
