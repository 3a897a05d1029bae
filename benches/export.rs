//! A folder of checklists exported, beside the libraries writing the same cells in a bare loop:
//! `cargo bench --bench export -- FOLDER`, with a number of runs behind it.

#![expect(clippy::unwrap_used, reason = "a benchmark may fail loudly")]

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use chrono::{NaiveDate, NaiveTime};
use rust_xlsxwriter::{Format, Workbook};
use secure_start::catalogue::Catalogue;
use secure_start::export::tables::{self, Table};
use secure_start::export::{Asked, Cell, Export, Kind, written};
use secure_start::jobs::{Exporter, Ledger, Saver, Subject};

mod timing;

use timing::{median, took};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        println!("which folder? scripts/make-team makes one");
        return;
    };
    let runs: usize = arguments.next().map_or(3, |runs| runs.parse().unwrap());
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let catalogue = Catalogue::shipped();
    let exporter = Exporter {
        catalogue,
        ledger: &Ledger::default(),
        today,
        made: today.and_time(NaiveTime::MIN).and_utc().fixed_offset(),
        saver: &Saver::default(),
        is_cancelled: &AtomicBool::new(false),
        tell: &|_| (),
    };
    let mut export = None;
    let gathered = took(|| {
        export = exporter.gather(Subject::Folder(&folder), &Asked::default()).ok();
        usize::from(export.is_some())
    });
    let export = export.unwrap();
    println!("{} people, {} rows, gathered in {gathered:.0} ms", export.places.len(), tables::steps(&export).count);
    for kind in [Kind::Xlsx, Kind::Csv] {
        let bare = |export: &Export| if kind == Kind::Xlsx { bare_xlsx(export) } else { bare_csv(export) };
        let (mut bares, mut ours, mut sizes) = (Vec::new(), Vec::new(), [0, 0]);
        for _ in 0..runs {
            bares.push(took(|| {
                sizes[0] = bare(&export);
                sizes[0]
            }));
            ours.push(took(|| {
                sizes[1] = written(&export, kind, catalogue, &|_| true).unwrap().len();
                sizes[1]
            }));
        }
        let (bare, ours) = (median(bares), median(ours));
        println!(
            "{}: bare loop {bare:.0} ms ({:.1} MB), Secure Start {ours:.0} ms ({:.1} MB): {:.2} x",
            kind.ending(),
            megabytes(sizes[0]),
            megabytes(sizes[1]),
            ours / bare
        );
    }
    if export.places.len() <= 1000 {
        for kind in [Kind::Pdf, Kind::Html, Kind::Ics, Kind::Json] {
            let (mut times, mut size) = (Vec::new(), 0);
            for _ in 0..runs {
                times.push(took(|| {
                    size = written(&export, kind, catalogue, &|_| true).unwrap().len();
                    size
                }));
            }
            let each = f64::from(u32::try_from(size / export.places.len()).unwrap()) / 1000.0;
            println!("{}: {:.0} ms, {each:.1} KB a person", kind.ending(), median(times));
        }
    }
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap()) / 1e6
}

/// The same cells of the same sheets, the long one in constant memory, and nothing else.
fn bare_xlsx(export: &Export) -> usize {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("d mmm yyyy");
    let catalogue = Catalogue::shipped();
    for (is_long, table) in [
        (false, tables::actions(export)),
        (false, tables::people(export, catalogue)),
        (false, tables::matrix(export)),
        (true, tables::steps(export)),
    ] {
        let sheet =
            if is_long { workbook.add_worksheet_with_constant_memory().unwrap() } else { workbook.add_worksheet() };
        let Table { heads, rows, .. } = table;
        for (column, head) in (0..).zip(&heads) {
            sheet.write_string(0, column, &*head.label).unwrap();
        }
        for (row, cells) in (1..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) => sheet.write_string(row, column, text),
                    Cell::Day(date) => sheet.write_datetime_with_format(row, column, date, &day),
                    Cell::Number(number) => sheet.write_number(row, column, u32::try_from(number).unwrap()),
                }
                .unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap().len()
}

fn bare_csv(export: &Export) -> usize {
    let mut rows = csv::Writer::from_writer(Vec::new());
    let Table { heads, rows: cells, .. } = tables::steps(export);
    rows.write_record(heads.iter().map(|head| &head.label)).unwrap();
    for cells in cells {
        for cell in cells {
            match cell {
                Cell::Empty => rows.write_field("").unwrap(),
                Cell::Text(text) => rows.write_field(text.as_bytes()).unwrap(),
                Cell::Day(date) => rows.write_field(date.to_string()).unwrap(),
                Cell::Number(number) => rows.write_field(number.to_string()).unwrap(),
            }
        }
        rows.write_record(None::<&[u8]>).unwrap();
    }
    rows.into_inner().unwrap().len()
}
