//! Documents that were damaged at random are read: no panic, none takes a second, and what is read is written back as
//! it was read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::{Duration, Instant};

use secure_start::catalogue::Catalogue;
use secure_start::format;

use crate::chance::Chance;
use crate::ground::Ground;
use crate::report::{NotRun, Ran, Tally};

/// So many small documents are read for each of the larger ones.
const SMALL_FOR_EACH: usize = 100;
/// Longer than this, somebody would wait.
const PATIENCE: Duration = Duration::from_secs(1);
/// How many threads read at once.
const THREADS: usize = 2;
/// As large is the larger document, in bytes.
const LARGE: usize = 14 * 1024;

/// What people and programs put into files, and what JSON, numbers, dates and text trip over.
const PIECES: [&str; 28] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-0",
    "1e999",
    "0.1",
    "18446744073709551616",
    "\\u0000",
    "\\ud800",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "2026-02-30",
    "-0001-01-01",
    "+262143-01-01",
    "\"version\": 2,",
    "\"id\": \"x\",",
    "\"steps\": [],",
    "\"log\": [{}],",
    "\"days\": {\"low\": 65535},",
    "\\",
    "\n",
];

/// A document of one step and one line of its log.
const SMALL: &str = r#"{"format":"secure-start/checklist","version":1,"id":"a","catalogue":"2026-11-22","made":"2026-11-22","starter":{"name":"Kim Example","nation":"england","setting":"womens-prison","role":"nurse","contract":"bank"},"steps":[{"id":"b","section":"vetting","title":"C","who_acts":"hr","days":{"low":1,"likely":2,"high":3},"renewal":{"kind":"none"},"record":{"status":"completed","completed":"2026-11-20"}}],"log":[{"at":"2026-11-22T09:30:00Z","what":"made"}]}"#;

/// `runs` is the number of the larger documents; for each, a hundred small ones are read.
pub(crate) fn run(ground: &mut Ground, runs: usize) -> Ran {
    let large = large(&ground.original)?;
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut work = || {
        let (large, mut chance) = (large.clone(), ground.chance.split());
        move || {
            let mut faults = Vec::new();
            let share = runs.div_ceil(THREADS);
            for _ in 0..share {
                try_one(&large, &mut chance, &mut faults);
                for _ in 0..SMALL_FOR_EACH {
                    try_one(SMALL.as_bytes(), &mut chance, &mut faults);
                }
            }
            (share * (SMALL_FOR_EACH + 1), faults)
        }
    };
    let threads: Vec<_> = (0..THREADS).map(|_| thread::spawn(work())).collect();
    let mut tally = Tally::of("readers", ground.program.naive.is_some());
    for thread in threads {
        let (read, faults) = thread.join().map_err(|_| NotRun("a thread has ended".to_owned()))?;
        tally.runs += read;
        for fault in faults {
            tally.beside("a document", &[fault]);
        }
    }
    std::panic::set_hook(hook);
    Ok(tally)
}

/// The first steps of the real document, and as much of them as makes the size.
fn large(original: &[u8]) -> Result<Vec<u8>, NotRun> {
    let wrong = |fault: String| NotRun(format!("the document cannot be cut: {fault}"));
    let read = format::read(original, Catalogue::shipped()).map_err(|error| wrong(error.to_string()))?;
    let mut checklist = read.checklist;
    loop {
        let bytes = format::to_bytes(&checklist).map_err(|error| wrong(error.to_string()))?;
        if bytes.len() <= LARGE || checklist.steps.pop().is_none() {
            return Ok(bytes);
        }
    }
}

fn try_one(document: &[u8], chance: &mut Chance, faults: &mut Vec<String>) {
    let damaged = damaged(document, chance);
    let started = Instant::now();
    let read = catch_unwind(AssertUnwindSafe(|| {
        let Ok(read) = format::read(&damaged, Catalogue::shipped()) else { return true };
        let bytes = format::to_bytes(&read.checklist);
        bytes.is_ok_and(|bytes| {
            format::read(&bytes, Catalogue::shipped()).is_ok_and(|again| again.checklist == read.checklist)
        })
    }));
    let said = |what: &str| format!("{what}: {}", String::from_utf8_lossy(&damaged));
    match read {
        Err(_) => faults.push(said("a panic")),
        Ok(false) => faults.push(said("it is not written back as it was read")),
        Ok(true) if started.elapsed() > PATIENCE => faults.push(said("too slow")),
        Ok(true) => {}
    }
}

/// Up to four changes: a bit, a byte, a piece put in, a part taken out or doubled.
fn damaged(document: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = document.to_vec();
    for _ in 0..=chance.below(4) {
        let at = below(chance, bytes.len().max(1));
        let end = (at + below(chance, 40)).min(bytes.len());
        match chance.below(6) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(chance.below(256)).unwrap_or_default();
                }
            }
            2 | 3 => {
                let piece = PIECES.get(below(chance, PIECES.len())).copied().unwrap_or_default();
                drop(bytes.splice(at..at, piece.bytes()));
            }
            4 => drop(bytes.drain(at..end)),
            _ => {
                let part = bytes.get(at..end).unwrap_or_default().to_vec();
                drop(bytes.splice(at..at, part));
            }
        }
    }
    bytes
}

fn below(chance: &mut Chance, end: usize) -> usize {
    usize::try_from(chance.below(end as u64)).unwrap_or_default()
}
