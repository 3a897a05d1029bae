//! A folder of checklists, opened, beside a plain loop over the same files; sorted, filtered, and read again.
//!
//! `cargo bench --bench team -- FOLDER`, with a folder that `scripts/make-team` has made.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use secure_start::catalogue::Catalogue;
use secure_start::jobs::{Ledger, Read, Scan};
use secure_start::outcome::ScanAsked;
use secure_start::team::{Filter, PersonColumn, Roster, Sort, TodoGroup, coverage, sifted, todos, totals};
use timing::{median, took};

mod timing;

const TIMES: usize = 5;

fn main() {
    let folder = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("no folder given: scripts/make-team 10000 FOLDER, then cargo bench --bench team -- FOLDER");
        return;
    };
    let catalogue = Catalogue::shipped();
    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..TIMES {
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

fn opened(folder: &Path, before: &Read) -> (Roster, Read) {
    let catalogue = Catalogue::shipped();
    let roster = Mutex::new(Roster::new(catalogue));
    let columns = Roster::new(catalogue).columns().clone();
    let asked = ScanAsked { today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(), as_of: None };
    let (ledger, is_cancelled) = (Ledger::default(), AtomicBool::new(false));
    let scan = Scan { catalogue, columns: &columns, ledger: &ledger, asked, is_cancelled: &is_cancelled };
    let end = scan.folder(folder, before, &|scanned| {
        if let Ok(mut roster) = roster.lock() {
            roster.take(scanned);
        }
    });
    let mut roster = roster.into_inner().unwrap_or_default();
    roster.finish();
    (roster, end.map(|end| end.read).unwrap_or_default())
}

fn memory_each(roster: &Roster) -> usize {
    use secure_start::team::{Cell, Member, Todo};
    let of = |member: &Member| {
        let person = &member.person;
        let texts =
            [&person.name, &person.folded, &person.site, &person.waits_on].map(|text| text.len()).iter().sum::<usize>();
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
