//! Kills the program while it saves, at moments by chance. The document is the old or the new one, whole; what was
//! acknowledged is there; and what a kill leaves beside the document, the next start clears away.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use crate::chance::Chance;
use crate::document::{Found, found};
use crate::ground::{Ground, NAME, leftovers, next_start, put};
use crate::program::Ended;
use crate::report::{NotRun, Ran, Tally};

/// After so many kills comes a start that nobody disturbs.
const START_EVERY: usize = 25;
/// After so many, a fresh document: the log of one that grows would make each save longer than the one measured.
const FRESH_EVERY: usize = 100;
/// Of so many tries for each kill that is asked for, one has to hit.
const TRIES: usize = 20;

/// The moments to kill at. Half of them are spread over the whole time of the process; the others lie close to one that
/// has hit a save, because most of the time goes by before the save and a kill then proves little.
struct Moments {
    longest: Duration,
    hits: Vec<Duration>,
}

impl Moments {
    fn next(&self, chance: &mut Chance) -> Duration {
        let anywhere = chance.up_to(self.longest);
        let which = chance.below(2 * self.hits.len() as u64);
        let hit = usize::try_from(which).ok().and_then(|which| self.hits.get(which));
        hit.map_or(anywhere, |hit| hit.mul_f64(0.95) + anywhere.mul_f64(0.1))
    }
}

/// How one try ended.
struct Try {
    was_killed: bool,
    /// Whether the kill left a lock or a temporary file that was not there before.
    has_hit_save: bool,
    faults: Vec<String>,
}

pub(crate) fn run(ground: &mut Ground, kills: usize) -> Ran {
    let mut tally = Tally::of("kill", ground.program.naive.is_some());
    let mut moments = Moments { longest: ground.median(&lay(ground)).mul_f64(1.3), hits: Vec::new() };
    let mut file = lay(ground);
    let mut ended = 0;
    for number in 0..kills * TRIES {
        if tally.runs == kills {
            break;
        }
        let delay = moments.next(&mut ground.chance);
        let mut tried = one_try(ground, &file, &format!("Killed {number:06}"), delay);
        let is_due = tried.was_killed && (tally.runs + 1).is_multiple_of(START_EVERY);
        if is_due && tried.faults.is_empty() {
            tried.faults = next_start(&ground.program, &file, &format!("Started {number:06}"));
        }
        let what = format!("try {number}, after {} µs", delay.as_micros());
        if tried.was_killed {
            moments.hits.extend(tried.has_hit_save.then_some(delay));
            tally.run(&what, &tried.faults);
        } else {
            ended += 1;
            tally.beside(&what, &tried.faults);
        }
        // Damage is counted once, and does not go on into the next run.
        if !tried.faults.is_empty() || (is_due && tally.runs.is_multiple_of(FRESH_EVERY)) {
            file = lay(ground);
        }
    }
    if tally.runs < kills {
        return Err(NotRun("the program ends before a kill can reach it".to_owned()));
    }
    tally.beside("at the end", &next_start(&ground.program, &file, "At the end"));
    let hits = moments.hits.len();
    eprintln!("kill: {ended} more ended before the kill; {hits} of {kills} kills left a lock or a temporary file");
    Ok(tally)
}

/// An empty folder with the original document.
fn lay(ground: &Ground) -> PathBuf {
    let file = ground.fresh("kill").join(NAME);
    put(&file, &ground.original);
    file
}

fn one_try(ground: &Ground, file: &Path, note: &str, delay: Duration) -> Try {
    let left_before = leftovers(file);
    let before = std::fs::read(file).expect("the document of the run before is there");
    let mut command = ground.program.marking(file, note);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program can be started");
    std::thread::sleep(delay);
    child.kill().expect("a child can be killed, and one that has ended is no error");
    let status = child.wait().expect("a child can be waited for");
    let ended = Ended { status, complained: String::new() };
    let mut faults = Vec::new();
    match found(file, Some(&before), note) {
        Found::Torn(fault) => faults.push(fault),
        Found::Old if ended.has_acknowledged() => faults.push("what was acknowledged is lost".to_owned()),
        Found::New if !ended.has_acknowledged() && !ended.was_killed() => {
            faults.push("the save was reported as failed, and the new document is in place".to_owned());
        }
        Found::Old if !ended.was_killed() => faults.push(format!("nobody disturbed it: {}", ended.status)),
        Found::Old | Found::New => {}
    }
    let left = leftovers(file);
    if !ended.was_killed() {
        faults.extend(left.iter().map(|name| format!("{name} was left without a kill")));
    }
    Try { was_killed: ended.was_killed(), has_hit_save: !left.is_subset(&left_before), faults }
}
