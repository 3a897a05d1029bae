//! A workbook: summary, what needs action, people, matrix, all steps, and what it is.
//!
//! **Invariants:** a text is written as a text and never as a formula; a day is a day. What does not fit into a cell of
//! Excel is cut, and says so.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, Format, FormatAlign, Table as ExcelTable,
    TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use super::tables::{self, Head, Table};
use super::{Cell, Export, MAY_BE_OLD, NotWritten, VERSION, about_lines};
use crate::catalogue::Catalogue;
use crate::checklist::StandingKind;
use crate::team::Mark;
use crate::text::counts_words;

/// The most that Excel takes in a cell, in units of UTF-16.
const MOST_UNITS: usize = 32_767;
/// The most rows of a sheet, with the heads.
const MOST_ROWS: usize = 1_048_576;
/// The most cells of an Excel table: the library keeps a note of each in memory. A larger list has a filter without one.
const MOST_OF_TABLE: usize = 1_100_000;
/// The most letters in the head of a table.
const MOST_OF_HEAD: usize = 250;
const A4: u8 = 9;
/// The most columns of a matrix that can be read on one page, and how small more than these are printed, in percent.
const MOST_ACROSS: usize = 40;
const SMALLEST: u16 = 55;
/// How many columns of the list of steps are printed.
const PRINTED: usize = 10;

/// The workbook.
pub(super) fn xlsx(
    export: &Export,
    catalogue: &Catalogue,
    go_on: &dyn Fn(usize) -> bool,
) -> Result<Vec<u8>, NotWritten> {
    workbook(export, catalogue, go_on).map_err(|error| match error {
        XlsxError::CustomError(words) if words.is_empty() => NotWritten::Cancelled,
        error => NotWritten::Other(error.to_string()),
    })
}

/// `go_on` is asked after each thousand rows; a [`XlsxError::CustomError`] without words says that it was not to.
fn workbook(export: &Export, catalogue: &Catalogue, go_on: &dyn Fn(usize) -> bool) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Every cell without a look of its own stands at the top of its row; the sizes are those of Excel.
    workbook.set_default_format(&Format::new().set_align(FormatAlign::Top), 20, 64)?;
    let made = export.about.made.naive_local();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&export.about.title)
            .set_subject("Checklists of new starters")
            .set_author(format!("Secure Start {VERSION}"))
            .set_creation_datetime(&made),
    );
    let looks = Looks::new();
    summary(workbook.add_worksheet(), export, &looks)?;
    let writer = Writer { export, looks: &looks, go_on };
    let lists = [
        ("Actions", tables::actions(export), 7, Kind::List),
        ("People", tables::people(export, catalogue), 12, Kind::List),
        ("Matrix", tables::matrix(export), usize::MAX, Kind::Matrix),
        ("All steps", tables::steps(export), PRINTED, Kind::List),
    ];
    for (name, table, printed, kind) in lists {
        writer.list(&mut workbook, name, table, printed, kind)?;
    }
    about(workbook.add_worksheet(), export, &looks)?;
    workbook.save_to_buffer()
}

/// The formats of cells.
struct Looks {
    wrapped: Format,
    day: Format,
    head: Format,
    turned: Format,
    title: Format,
    strong: Format,
    /// Words, and what a cell looks like that holds one of them.
    words: Vec<(&'static str, Format)>,
}

impl Looks {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        let bad = || Format::new().set_background_color("F7C6C2").set_font_color("7A0B00").set_bold();
        let due = || Format::new().set_background_color("FFE9A8").set_font_color("4A3500");
        let good = || Format::new().set_background_color("D8ECDD").set_font_color("0B3D1B");
        let begun = || Format::new().set_background_color("DCE8F7").set_font_color("0B2E5C");
        let words = [
            (StandingKind::Problem.label(), bad()),
            (Mark::RanOut.word(), bad()),
            (Mark::RenewNow.word(), due()),
            ("Overdue", bad()),
            ("Waits for a sign-off", due()),
            (Mark::WaitsForSignOff.word(), due()),
            (StandingKind::Completed.label(), good()),
            (Mark::SignedOff.word(), good()),
            (StandingKind::InProgress.label(), begun()),
        ];
        Self {
            wrapped: plain().set_text_wrap(),
            day: plain().set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
            head: plain().set_bold().set_text_wrap(),
            turned: Format::new().set_bold().set_rotation(90).set_text_wrap().set_align(FormatAlign::Bottom),
            title: Format::new().set_bold().set_font_size(16),
            strong: plain().set_bold(),
            words: words.into(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    /// With narrow columns, and heads that stand on their side.
    Matrix,
}

struct Writer<'a> {
    export: &'a Export,
    looks: &'a Looks,
    go_on: &'a dyn Fn(usize) -> bool,
}

impl Writer<'_> {
    /// Writes a list on a sheet, and on further ones where Excel has not rows enough.
    fn list(
        &self,
        workbook: &mut Workbook,
        name: &str,
        table: Table<'_>,
        printed: usize,
        kind: Kind,
    ) -> Result<(), XlsxError> {
        let Table { heads, count, mut rows } = table;
        let labels = unlike(heads.iter().map(|head| head.label.as_str()));
        let last_column = column(heads.len().saturating_sub(1));
        let mut left = count;
        for number in 1.. {
            let here = left.min(MOST_ROWS - 1);
            left -= here;
            let sheet = workbook.add_worksheet_with_low_memory()?;
            sheet.set_name(if number == 1 { name.to_owned() } else { format!("{name} {number}") })?;
            for (place, head) in heads.iter().enumerate() {
                sheet.set_column_width(column(place), f64::from(head.width))?;
            }
            paper(sheet, self.export);
            sheet.set_landscape();
            if kind == Kind::Matrix && heads.len() > MOST_ACROSS {
                // On one page wide, nobody could read it.
                sheet.set_print_scale(SMALLEST);
                sheet.set_repeat_columns(0, 0)?;
            }
            sheet.set_repeat_rows(0, 0)?;
            sheet.set_freeze_panes(1, 1)?;
            let last_row = row(here.max(1));
            if printed < heads.len() {
                sheet.set_print_area(0, 0, last_row, column(printed - 1))?;
            }
            self.words(sheet, last_row, last_column)?;
            // With the heads, so it comes before the rows; a table has one row at least.
            let head = if kind == Kind::Matrix { &self.looks.turned } else { &self.looks.head };
            if kind == Kind::Matrix {
                sheet.set_row_height(0, 170)?;
            }
            if (here + 1) * heads.len() <= MOST_OF_TABLE {
                let columns: Vec<TableColumn> =
                    labels.iter().map(|label| TableColumn::new().set_header(label).set_header_format(head)).collect();
                let table_name = format!("{}{number}", name.replace(' ', ""));
                let table = ExcelTable::new().set_name(table_name).set_columns(&columns).set_style(TableStyle::Light1);
                sheet.add_table(0, 0, last_row, last_column, &table)?;
            } else {
                for (place, label) in labels.iter().enumerate() {
                    sheet.write_string_with_format(0, column(place), label, head)?;
                }
                sheet.autofilter(0, 0, last_row, last_column)?;
            }
            for (place, cells) in rows.by_ref().take(here).enumerate() {
                if place % 1000 == 0 && !(self.go_on)(place) {
                    return Err(XlsxError::CustomError(String::new()));
                }
                if let Some(height) = height(&cells, &heads, printed) {
                    sheet.set_row_height(row(place + 1), height)?;
                }
                for (at, cell) in cells.into_iter().enumerate() {
                    let wraps = heads.get(at).is_some_and(|head| wraps(&cell, head, at < printed));
                    self.cell(sheet, row(place + 1), column(at), cell, wraps)?;
                }
            }
            if left == 0 {
                break;
            }
        }
        Ok(())
    }

    fn cell(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: Cell<'_>, wraps: bool) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            // To look up a format takes longer than to write the text.
            Cell::Text(text) if wraps => {
                sheet.write_string_with_format(row, column, fitting(&text), &self.looks.wrapped)?;
            }
            Cell::Text(text) => {
                sheet.write_string(row, column, text)?;
            }
            Cell::Day(day) => write_day(sheet, row, column, day, self.looks)?,
            Cell::Number(number) => {
                sheet.write_number(row, column, u32::try_from(number).unwrap_or(u32::MAX))?;
            }
        }
        Ok(())
    }

    /// Colours on top of the words, over all cells.
    fn words(&self, sheet: &mut Worksheet, last_row: u32, last_column: u16) -> Result<(), XlsxError> {
        for (word, look) in &self.looks.words {
            let rule =
                ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(*word)).set_format(look);
            sheet.add_conditional_format(1, 0, last_row, last_column, &rule)?;
        }
        Ok(())
    }
}

fn paper(sheet: &mut Worksheet, export: &Export) {
    let title: String = export.about.title.chars().take(60).collect();
    let title = title.replace('&', "&&");
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&L{title}&C{MAY_BE_OLD}&RPage &P of &N"));
}

fn write_day(sheet: &mut Worksheet, row: u32, column: u16, day: NaiveDate, looks: &Looks) -> Result<(), XlsxError> {
    // Excel counts days from 1900 on, and has no year 10000.
    if (1901..=9999).contains(&day.year()) {
        sheet.write_datetime_with_format(row, column, day, &looks.day)?;
    } else {
        sheet.write_string(row, column, day.to_string())?;
    }
    Ok(())
}

fn summary(sheet: &mut Worksheet, export: &Export, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Summary")?;
    paper(sheet, export);
    sheet.set_column_width(0, 44)?.set_column_width(1, 16)?.set_column_width(2, 18)?;
    sheet.write_string_with_format(0, 0, &export.about.title, &looks.title)?;
    sheet.write_string(1, 0, "As it stood on")?;
    write_day(sheet, 1, 1, export.about.day(), looks)?;
    sheet.write_string(2, 0, counts_words(export.counts))?;
    let mut at = 4;
    for (label, number) in tables::numbers(export) {
        sheet.write_string(at, 0, label)?;
        sheet.write_number(at, 1, u32::try_from(number).unwrap_or(u32::MAX))?;
        at += 1;
    }
    at += 1;
    for (place, label) in ["Section", "Steps done", "Of those needed"].into_iter().enumerate() {
        sheet.write_string_with_format(at, column(place), label, &looks.strong)?;
    }
    for (section, coverage) in tables::sections(export) {
        at += 1;
        sheet.write_string(at, 0, section.label())?;
        for (place, number) in [(1, coverage.done), (2, coverage.of)] {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            sheet.write_number(at, place, number)?;
        }
    }
    Ok(())
}

/// What the workbook is, and what is not in it.
fn about(sheet: &mut Worksheet, export: &Export, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("About")?;
    paper(sheet, export);
    sheet.set_column_width(0, 30)?.set_column_width(1, 90)?;
    let mut at = 0;
    let mut line = |label: &str, words: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(at, 0, label, &looks.strong)?;
        sheet.write_string_with_format(at, 1, fitting(words), &looks.wrapped)?;
        at += 1;
        Ok(())
    };
    for (label, words) in about_lines(export) {
        line(label, &words)?;
    }
    for (word, meaning) in tables::legend() {
        line(&format!("In the matrix: {word}"), meaning)?;
    }
    for file in &export.files {
        let label = if file.is_shown { "To be looked at" } else { "Not shown" };
        line(
            label,
            &format!("{}{}", if file.file.is_empty() { String::new() } else { format!("{}: ", file.file) }, file.what),
        )?;
    }
    Ok(())
}

/// The heads of a table, of which Excel wants no two alike, none empty, and none over 255 letters.
fn unlike<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut heads = Vec::new();
    for label in labels {
        let label: String =
            label.split_whitespace().collect::<Vec<&str>>().join(" ").chars().take(MOST_OF_HEAD).collect();
        let label = if label.is_empty() { "No title".to_owned() } else { label };
        let numbered = (2..).map(|number| format!("{label} ({number})"));
        let free = std::iter::once(label.clone()).chain(numbered).find(|head| !taken.contains(&head.to_lowercase()));
        let head = free.unwrap_or(label);
        taken.insert(head.to_lowercase());
        heads.push(head);
    }
    heads
}

/// How high a row has to be for its longest text, in points; none where one line is enough. Excel has no row over 409.
fn height(cells: &[Cell<'_>], heads: &[Head], printed: usize) -> Option<f64> {
    let lines = cells.iter().zip(heads).enumerate().map(|(place, (cell, head))| match cell {
        Cell::Text(text) if wraps(cell, head, place < printed) => {
            let width = usize::from(head.width).max(1);
            text.split('\n').map(|line| line.chars().count().div_ceil(width).max(1)).sum()
        }
        _ => 1,
    });
    let most: usize = lines.max().filter(|lines| *lines > 1)?;
    Some(f64::from(u32::try_from(most.min(27)).unwrap_or(1)) * 15.0)
}

/// Whether a text is to have more than one line: where it is printed, so that nothing of it is missing on paper.
fn wraps(cell: &Cell<'_>, head: &Head, is_printed: bool) -> bool {
    match cell {
        Cell::Text(text) => {
            text.contains('\n') || text.len() > 80 || (is_printed && text.len() > usize::from(head.width))
        }
        Cell::Empty | Cell::Day(_) | Cell::Number(_) => false,
    }
}

/// The text, or as much of it as fits into a cell, and then that it goes on.
fn fitting(text: &str) -> Cow<'_, str> {
    const GOES_ON: &str = " \u{2026} (it goes on in the checklist)";
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return Cow::Borrowed(text);
    }
    let most = MOST_UNITS - GOES_ON.encode_utf16().count();
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    let kept: String = text.chars().take_while(fits).collect();
    Cow::Owned(kept + GOES_ON)
}

fn row(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
