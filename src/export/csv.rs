//! The list of steps as comma-separated values: UTF-8 with a byte-order mark, lines that end in CR LF, days as
//! `2027-03-27`, every cell in quotation marks.
//!
//! **Invariant:** a spreadsheet shows every cell as the text that it is, and runs none: CWE-1236.

use std::borrow::Cow;

use super::tables::{self, Table};
use super::{Cell, Export, NotWritten};

/// What tells a spreadsheet that it is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// With which of these a cell begins, a spreadsheet may take it for a formula; also as wide characters.
const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// One row for each person and step, under one row of heads.
pub(super) fn csv(export: &Export, go_on: &dyn Fn(usize) -> bool) -> Result<Vec<u8>, NotWritten> {
    let mut rows = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let Table { heads, rows: cells, .. } = tables::steps(export);
    let failed = |error: csv::Error| NotWritten::Other(error.to_string());
    rows.write_record(heads.iter().map(|head| &head.label)).map_err(failed)?;
    for (place, cells) in cells.enumerate() {
        if place % 1000 == 0 && !go_on(place) {
            return Err(NotWritten::Cancelled);
        }
        for cell in cells {
            rows.write_field(shown(cell).as_bytes()).map_err(failed)?;
        }
        rows.write_record(None::<&[u8]>).map_err(failed)?;
    }
    rows.into_inner().map_err(|error| NotWritten::Other(error.to_string()))
}

fn shown(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => harmless(text),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
    }
}

/// The text, with an apostrophe before it where a spreadsheet might run it. One that begins with an apostrophe gets another,
/// so that whoever takes the first away has the text again.
fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(RUNS) || text.starts_with('\'') { Cow::Owned(format!("'{text}")) } else { text }
}
