//! A folder of checklists, opened, beside a plain loop over the same files; sorted, filtered, and read again.
//!
//! `cargo bench --bench team -- FOLDER [RUNS]`, with a folder that `scripts/make-team` has made.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use chrono::NaiveDate;
use secure_start::catalogue::Catalogue;
use secure_start::jobs::{Ledger, Read, Scan};
use secure_start::outcome::ScanAsked;
use secure_start::team::{
    Columns, Filter, PersonColumn, Roster, Scanned, Sort, TodoGroup, coverage, sifted, todos, totals,
};
use timing::{median, took};

mod timing;

const TIMES: usize = 5;

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let folder = words.next().map(PathBuf::from);
    let runs: usize = words.next().and_then(|runs| runs.parse().ok()).unwrap_or(TIMES);
    let Some(folder) = folder else {
        println!("no folder given: scripts/make-team 10000 FOLDER, then cargo bench --bench team -- FOLDER");
        return;
    };
    let catalogue = Catalogue::shipped();
    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..runs {
        let [plain, whole, again] = &mut times;
        plain.push(took(|| plain_loop(&folder)));
        let mut read = Read::new();
        whole.push(took(|| {
            let (roster, seen) = opened(&folder, &Read::new());
            read = seen;
            roster.people().len()
        }));
        again.push(took(|| opened(&folder, &read).0.people().len()));
    }
    let [plain, whole, again] = times.map(median);
    println!("a plain loop, read and parsed          {plain:.0} ms");
    println!("the folder opened                      {whole:.0} ms ({:.2} x the plain loop)", whole / plain);
    println!("looked through again, nothing changed  {again:.0} ms");
    let firsts = (0..runs).map(|_| first_told(&folder));
    println!("the first eight people told of after   {:.1} ms", median(firsts.collect()));
    let cancels = (0..runs).map(|_| cancelled(&folder));
    println!("cancelled, at an end after             {:.1} ms", median(cancels.collect()));
    let changes = (0..runs).map(|_| one_changed(&folder));
    println!("one file changed, read again in        {:.1} ms more than looking", median(changes.collect()));
    let (roster, _) = opened(&folder, &Read::new());
    println!("people {}, in memory {} bytes each", roster.people().len(), memory_each(&roster));
    for column in PersonColumn::ALL {
        let sort = Sort { column, is_reversed: false };
        let times = (0..TIMES).map(|_| took(|| sifted(&roster, &Filter::default(), sort, catalogue).len()));
        println!("sorted by {:<16} {:.1} ms", column.label(), median(times.collect()));
    }
    let filters = [
        ("a name", Filter { search: "zofia sam".to_owned(), ..Filter::default() }),
        ("no one", Filter { search: "not there".to_owned(), ..Filter::default() }),
        ("overdue", Filter { groups: [TodoGroup::Overdue].into(), ..Filter::default() }),
    ];
    for (name, filter) in &filters {
        let times = (0..TIMES).map(|_| took(|| sifted(&roster, filter, Sort::default(), catalogue).len()));
        println!("filtered by {name:<10} {:.1} ms", median(times.collect()));
    }
    let places = roster.places();
    let order = roster.columns().in_order();
    println!("totals    {:.1} ms", median((0..TIMES).map(|_| took(|| totals(&roster).people)).collect()));
    println!("actions   {:.1} ms", median((0..TIMES).map(|_| took(|| todos(&roster, &places).len())).collect()));
    let covered = || coverage(&roster, &places, &order).len();
    println!("coverage  {:.1} ms", median((0..TIMES).map(|_| took(covered)).collect()));
}

/// What anybody would write: one file after the other, read and parsed.
fn plain_loop(folder: &Path) -> usize {
    let mut count = 0;
    for path in secure_start::disk::json_files(folder).unwrap_or_default() {
        let bytes = std::fs::read(path).unwrap_or_default();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
        count += usize::from(std::hint::black_box(value).is_object());
    }
    count
}

/// So long until as many are told of as the window waits for.
fn first_told(folder: &Path) -> f64 {
    let is_cancelled = AtomicBool::new(false);
    let told = AtomicUsize::new(0);
    took(|| {
        let stop = |_| {
            if told.fetch_add(1, Ordering::Relaxed) >= 7 {
                is_cancelled.store(true, Ordering::Relaxed);
            }
        };
        scanned(folder, &Read::new(), &is_cancelled, &stop);
        told.load(Ordering::Relaxed)
    })
}

/// So long after somebody cancelled in the midst of it.
fn cancelled(folder: &Path) -> f64 {
    let is_cancelled = AtomicBool::new(false);
    let told = AtomicUsize::new(0);
    let at = Mutex::new(None);
    let stop = |_| {
        if told.fetch_add(1, Ordering::Relaxed) == 500
            && let Ok(mut at) = at.lock()
        {
            *at = Some(now());
            is_cancelled.store(true, Ordering::Relaxed);
        }
    };
    scanned(folder, &Read::new(), &is_cancelled, &stop);
    at.into_inner().ok().flatten().map_or(f64::NAN, |at| at.elapsed().as_secs_f64() * 1000.0)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark needs the time")]
fn now() -> Instant {
    Instant::now()
}

/// What one file that has changed adds to looking through a folder in which nothing has.
fn one_changed(folder: &Path) -> f64 {
    let is_cancelled = AtomicBool::new(false);
    let Some(mut read) = scanned(folder, &Read::new(), &is_cancelled, &|_| ()) else { return f64::NAN };
    let nothing = took(|| scanned(folder, &read, &is_cancelled, &|_| ()).map_or(0, |read| read.len()));
    // As if it had been changed since.
    if let Some(stamp) = read.values_mut().next() {
        *stamp = None;
    }
    took(|| scanned(folder, &read, &is_cancelled, &|_| ()).map_or(0, |read| read.len())) - nothing
}

fn scanned(folder: &Path, before: &Read, is_cancelled: &AtomicBool, tell: &(dyn Fn(Scanned) + Sync)) -> Option<Read> {
    let catalogue = Catalogue::shipped();
    let columns = Columns::of(catalogue);
    let asked =
        ScanAsked { today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(), as_of: None, due_soon: 30 };
    let ledger = Ledger::default();
    let scan = Scan { catalogue, columns: &columns, ledger: &ledger, asked, is_cancelled, before: None };
    scan.folder(folder, before, tell).ok().map(|end| end.read)
}

fn opened(folder: &Path, before: &Read) -> (Roster, Read) {
    let roster = Mutex::new(Roster::new(Catalogue::shipped()));
    let read = scanned(folder, before, &AtomicBool::new(false), &|scanned| {
        if let Ok(mut roster) = roster.lock() {
            roster.take(scanned);
        }
    });
    let mut roster = roster.into_inner().unwrap_or_default();
    roster.finish();
    (roster, read.unwrap_or_default())
}

fn memory_each(roster: &Roster) -> usize {
    use secure_start::team::{Cell, Member, Todo};
    let of = |member: &Member| {
        let person = &member.person;
        let texts = [&person.name, &person.folded, &person.found_by, &person.site, &person.waits_on];
        let texts: usize = texts.map(|text| text.len()).iter().sum();
        let ids = [person.nation.as_str(), person.setting.as_str(), person.role.as_str(), person.contract.as_str()];
        let todos: usize = person.todos.iter().map(|todo| size_of::<Todo>() + todo.who.len()).sum();
        size_of::<Member>()
            + member.path.as_os_str().len()
            + texts
            + person.document.as_str().len()
            + ids.map(str::len).iter().sum::<usize>()
            + person.cells.len() * size_of::<Cell>()
            + todos
    };
    roster.people().iter().map(of).sum::<usize>() / roster.people().len().max(1)
}
