//! Two processes at a time save the same step of the same document, with texts of one length and now and then with one
//! time stamp. Every text that was acknowledged has to be in the log of the document.

use std::path::Path;
use std::thread;

use crate::chance::Chance;
use crate::document::{Document, STEP};
use crate::ground::{Ground, NAME, leftovers, need, put, tool};
use crate::program::{Ended, Program};
use crate::report::{NotRun, Ran, Tally};

/// So many saves of each side go into one document, which would grow too long otherwise.
const BATCH: usize = 200;
/// One save in so many is preceded by a set time stamp.
const STAMP_EVERY: u64 = 10;

/// What one side was told.
#[derive(Default)]
struct Told {
    acknowledged: Vec<String>,
    refused: usize,
    /// What was said of the first refusal.
    why: Option<String>,
}

pub(crate) fn run(ground: &mut Ground, saves: usize) -> Ran {
    need("duel", &["touch"])?;
    let mut tally = Tally::of("duel", ground.program.naive.is_some());
    let mut all = Told::default();
    for first in (0..saves).step_by(BATCH) {
        let file = ground.fresh("duel").join(NAME);
        put(&file, &ground.original);
        let numbers = first..saves.min(first + BATCH);
        let told = one_batch(ground, &file, &numbers);
        judge(&mut tally, &file, &told);
        for told in told {
            all.acknowledged.extend(told.acknowledged);
            all.refused += told.refused;
            all.why = all.why.or(told.why);
        }
    }
    eprintln!("duel: {} acknowledged, {} refused", all.acknowledged.len(), all.refused);
    if let Some(why) = all.why {
        eprintln!("duel: the first refusal: {why}");
    }
    if all.acknowledged.is_empty() {
        return Err(NotRun("no save was acknowledged at all".to_owned()));
    }
    Ok(tally)
}

fn one_batch(ground: &mut Ground, file: &Path, numbers: &std::ops::Range<usize>) -> [Told; 2] {
    let chances = [ground.chance.split(), ground.chance.split()];
    let program = &ground.program;
    thread::scope(|scope| {
        let [left, right] = chances;
        let left = scope.spawn(|| one_side(program, file, "left-", numbers.clone(), left));
        let right = scope.spawn(|| one_side(program, file, "right", numbers.clone(), right));
        [left, right].map(|side| side.join().expect("a side of the duel comes to its end"))
    })
}

fn one_side(program: &Program, file: &Path, side: &str, numbers: std::ops::Range<usize>, mut chance: Chance) -> Told {
    let mut told = Told::default();
    for number in numbers {
        if chance.below(STAMP_EVERY) == 0 {
            // Where the document is being replaced at this moment, there is nothing to stamp.
            tool(&["touch", "--no-create", "-d", "2026-11-01 12:00:00"], file).ok();
        }
        let text = format!("The {side} edit {number:06}");
        let ended: Ended = program.mark(file, &text);
        if ended.has_acknowledged() {
            told.acknowledged.push(text);
        } else {
            told.refused += 1;
            told.why.get_or_insert_with(|| ended.said());
        }
    }
    told
}

/// Counts every save, and damage for each acknowledged one that is not in the document.
fn judge(tally: &mut Tally, file: &Path, told: &[Told; 2]) {
    let document = Document::read(file);
    for told in told {
        tally.runs += told.refused;
        for text in &told.acknowledged {
            let fault = match &document {
                Err(fault) => Some(fault.clone()),
                Ok(document) if document.notes_in_log(STEP).contains(text.as_str()) => None,
                Ok(_) => Some("acknowledged, and not in the document".to_owned()),
            };
            tally.run(text, fault.as_slice());
        }
    }
    let left: Vec<String> = leftovers(file).into_iter().map(|name| format!("{name} was left")).collect();
    tally.beside("after the duel", &left);
}
