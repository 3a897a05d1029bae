//! What the program promises of saving, tried on the program itself: killed, refused by the system, without power, on
//! a full disk, by two at once. Each goal prints one line, and the process fails where something was damaged.
//!
//! `cargo run --example reliability -- [--program PATH] [--naive] [--runs N] [--seed N] GOAL`

#![expect(clippy::disallowed_methods, reason = "a harness measures time, and plays the saver that writes in place")]
#![expect(clippy::expect_used, reason = "where the harness itself cannot work, it fails loudly")]

mod chance;
mod display;
mod document;
mod duel;
mod faults;
mod folder;
mod ground;
mod hostile;
mod kill;
mod mount;
mod naive;
mod options;
mod power;
mod privacy;
mod program;
mod readers;
mod report;
mod speed;
mod strace;
mod window;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use ground::Ground;
use options::{Goal, Options};
use report::{NotRun, Ran};

/// How the process ends where something was damaged, or a naive saver was not caught.
const DAMAGED: u8 = 1;
/// How it ends where something is missing that a goal needs.
const NOT_RUN: u8 = 2;

/// What `quick` runs and how often; `window` comes last, because it takes the screen.
const QUICK: [(Goal, usize); 9] = [
    (Goal::Kill, 150),
    (Goal::Faults, 1),
    (Goal::Power, 6),
    (Goal::Hostile, 2),
    (Goal::Duel, 100),
    (Goal::Readers, 100),
    (Goal::Folder, 210),
    (Goal::Privacy, 1),
    (Goal::Window, 3),
];

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    if let [verb, file, note] = words.as_slice()
        && verb == "naive-save"
    {
        let saved = naive::save(Path::new(file), &note.to_string_lossy());
        return saved.map_or_else(
            |fault| {
                eprintln!("{fault}");
                ExitCode::from(DAMAGED)
            },
            |()| ExitCode::SUCCESS,
        );
    }
    let options = match Options::read(&words) {
        Ok(options) => options,
        Err(fault) => {
            eprintln!("{fault}");
            return ExitCode::from(NOT_RUN);
        }
    };
    if options.wants_own_mounts()
        && let Some(ending) = with_own_mounts(&words)
    {
        return ending;
    }
    let goals = match options.goal {
        // A naive saver has no window, reads nothing, and tells nobody anything.
        Goal::Quick => {
            let is_for_it = |goal| {
                !options.is_naive || !matches!(goal, Goal::Readers | Goal::Folder | Goal::Privacy | Goal::Window)
            };
            QUICK.into_iter().filter(|(goal, _)| is_for_it(*goal)).collect()
        }
        goal => vec![(goal, options.runs.unwrap_or(goal.usual_runs()))],
    };
    let endings = goals.into_iter().map(|(goal, runs)| try_goal(&options, goal, runs));
    // Damage says more than a goal that was not run, and that says more than success.
    let endings: Vec<u8> = endings.collect();
    ExitCode::from([DAMAGED, NOT_RUN].into_iter().find(|ending| endings.contains(ending)).unwrap_or_default())
}

/// Tries one goal, says its line, and says how the process is to end for its part.
fn try_goal(options: &Options, goal: Goal, runs: usize) -> u8 {
    let started = Instant::now();
    let tally = Ground::lay(&options.program, options.naive_saver(), options.seed)
        .and_then(|mut ground| run(&mut ground, goal, runs));
    match tally {
        Ok(tally) => {
            println!("{}", tally.line(started.elapsed()));
            if tally.is_met() { 0 } else { DAMAGED }
        }
        Err(NotRun(why)) => {
            eprintln!("{} was not run: {why}.", goal.name());
            NOT_RUN
        }
    }
}

fn run(ground: &mut Ground, goal: Goal, runs: usize) -> Ran {
    match goal {
        Goal::Kill => kill::run(ground, runs),
        Goal::Faults => faults::run(ground),
        Goal::Power => power::run(ground, runs),
        Goal::Hostile => hostile::run(ground, runs),
        Goal::Duel => duel::run(ground, runs),
        Goal::Window => window::run(ground, runs),
        Goal::Readers => readers::run(ground, runs),
        Goal::Folder => folder::run(ground, runs),
        Goal::Privacy => privacy::run(ground),
        Goal::Speed => speed::run(ground, runs),
        Goal::Quick => Err(NotRun("it is made of the other goals".to_owned())),
    }
}

/// Runs this once more where its mounts are its own: they are gone with it, however it ends, Ctrl+C included.
/// Nothing where the system does not allow that; the goals that mount then say what they miss.
fn with_own_mounts(words: &[std::ffi::OsString]) -> Option<ExitCode> {
    ground::need_root("").and_then(|()| ground::need("", &["unshare"])).ok()?;
    let own = std::env::current_exe().ok()?;
    let mut command = Command::new("unshare");
    command.args(["--mount", "--propagation", "private", "--"]).arg(own).arg("--own-mounts").args(words);
    let status = command.status().ok()?;
    Some(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(NOT_RUN)))
}
