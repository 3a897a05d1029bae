//! Lets every system call of a save fail in turn, in four ways, and kills the process at each. The document is the old
//! or the new one, whole; the answer to the user is true; and nothing is left beside the document without a reason.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::document::{Document, Found, STEP, found};
use crate::ground::{Ground, NAME, leftovers, need, next_start, put};
use crate::program::{Ended, Program};
use crate::report::{NotRun, Ran, Tally};
use crate::strace::{Calls, Fault, has_come_about, injected};

const NOTE: &str = "A note in spite of faults";

/// The exit statuses that the program promises; any other is a crash.
const STATUSES: [Option<i32>; 3] = [Some(0), Some(1), Some(3)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Save {
    /// A document that is there gets a note.
    Replacing,
    /// A document is made where there was none.
    Making,
}

impl Save {
    fn name(self) -> &'static str {
        if self == Self::Replacing { "replacing a document" } else { "making a document" }
    }

    fn command(self, program: &Program, file: &Path) -> Command {
        if self == Self::Replacing { program.marking(file, NOTE) } else { program.making(file) }
    }

    fn note(self) -> &'static str {
        if self == Self::Replacing { NOTE } else { "" }
    }

    fn old(self, ground: &Ground) -> Option<&[u8]> {
        (self == Self::Replacing).then_some(&ground.original)
    }
}

/// One call, and what is done to it.
struct Injection<'a> {
    save: Save,
    call: &'a str,
    number: usize,
    fault: Fault,
}

/// What a run came to, beside its faults.
#[derive(Default)]
struct Notes {
    /// The call was not made, as the process took another way.
    not_reached: usize,
    /// Something was left because its very removal was made to fail, and the next start cleared it away.
    left_by_removal: usize,
    /// A temporary file was kept because the replacing itself failed, and its user was told its name.
    kept: usize,
}

pub(crate) fn run(ground: &mut Ground) -> Ran {
    need("faults", &["strace"])?;
    let is_naive = ground.program.naive.is_some();
    let mut tally = Tally::of("faults", is_naive);
    let mut notes = Notes::default();
    // The naive saver cannot make a document.
    let saves: &[Save] = if is_naive { &[Save::Replacing] } else { &[Save::Replacing, Save::Making] };
    for save in saves {
        let file = lay(ground, *save);
        let log = ground.fresh("log").join("strace");
        let folder = file.parent().unwrap_or(&file);
        let calls = Calls::learn(&ground.program, |program| save.command(program, &file), folder, &log);
        let calls = calls.map_err(NotRun)?;
        eprintln!("faults: the calls of {}\n{}", save.name(), calls.table());
        for (call, number) in
            calls.0.iter().flat_map(|(call, numbers)| numbers.iter().map(move |number| (call, *number)))
        {
            for fault in Fault::ALL {
                one_run(ground, &mut tally, &mut notes, &Injection { save: *save, call, number, fault });
            }
        }
    }
    eprintln!(
        "faults: {} calls were not reached; {} temporary files were kept and named after the replacing failed; \
         {} were left as their removal failed, and were cleared by the next start",
        notes.not_reached, notes.kept, notes.left_by_removal
    );
    Ok(tally)
}

/// An empty folder, with the original document where there is to be one.
fn lay(ground: &Ground, save: Save) -> std::path::PathBuf {
    let file = ground.fresh("faults").join(NAME);
    if let Some(old) = save.old(ground) {
        put(&file, old);
    }
    file
}

fn one_run(ground: &Ground, tally: &mut Tally, notes: &mut Notes, injection: &Injection) {
    let Injection { save, call, number, fault } = *injection;
    let file = lay(ground, save);
    let log = ground.fresh("log").join("strace");
    let ended = Ended::of(&mut save.command(&injected(&ground.program, &log, call, number, fault), &file));
    if !has_come_about(&log, &ended) {
        notes.not_reached += 1;
        return;
    }
    let state = found(&file, save.old(ground), save.note());
    let mut faults = answers(&ended, &state);
    if ended.was_killed() {
        faults.extend(next_start(&ground.program, &file, "The start after it"));
    } else {
        faults.extend(leaks(ground, notes, injection, &file, &ended));
    }
    let what = format!("{}, {call} number {number}, {} ({})", save.name(), fault.name(), ended.said());
    tally.run(&what, &faults);
}

/// What is wrong between what the user was told and what is on the disk.
fn answers(ended: &Ended, state: &Found) -> Vec<String> {
    let mut faults = Vec::new();
    match state {
        Found::Torn(fault) => faults.push(fault.clone()),
        Found::Old if ended.has_acknowledged() => faults.push("reported as saved, and it is not".to_owned()),
        Found::New if !ended.has_acknowledged() && !ended.was_killed() => {
            faults.push("reported as failed, and it is saved".to_owned());
        }
        Found::Old | Found::New => {}
    }
    if ended.was_killed() {
        return faults;
    }
    if !STATUSES.contains(&ended.status.code()) {
        faults.push(format!("it crashed: {}", ended.status));
    }
    if !ended.has_acknowledged() && ended.complained.is_empty() {
        faults.push("it failed without a word".to_owned());
    }
    faults
}

/// What was left beside the document without a reason.
fn leaks(ground: &Ground, notes: &mut Notes, injection: &Injection, file: &Path, ended: &Ended) -> Vec<String> {
    let mut left = leftovers(file);
    let is_replacing = injection.call.starts_with("rename") || injection.call.starts_with("link");
    if is_replacing && !ended.has_acknowledged() {
        let count = left.len();
        left.retain(|name| !is_kept(injection.save, file, name, ended));
        notes.kept += count - left.len();
    }
    // Nothing can remove a file whose removal fails; it has to be gone after the next start.
    if injection.call.starts_with("unlink") && !left.is_empty() {
        let faults = next_start(&ground.program, file, "The start after it");
        notes.left_by_removal += usize::from(faults.is_empty());
        return faults;
    }
    named(&left)
}

fn named(left: &BTreeSet<String>) -> Vec<String> {
    left.iter().map(|name| format!("{name} was left")).collect()
}

/// Whether this is the whole new document, kept for its user, who was told where.
fn is_kept(save: Save, file: &Path, name: &str, ended: &Ended) -> bool {
    let is_temporary = name.starts_with(".~") && Path::new(name).extension().is_some_and(|ending| ending == "tmp");
    let kept = Document::read(&file.with_file_name(name));
    is_temporary && ended.complained.contains(name) && kept.is_ok_and(|kept| kept.note(STEP) == save.note())
}
