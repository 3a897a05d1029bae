//! What the harness is asked to do.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

const USAGE: &str = "Usage: reliability [--program PATH] [--naive] [--runs N] [--seed N] GOAL
GOAL is one of kill, faults, power, hostile, duel, readers, folder, speed, privacy, window and quick.
It ends with 0 where nothing was damaged, 1 where something was, 2 where a goal could not be run.
With --naive, a saver that writes in place is tried instead, and 0 says that it was caught.";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    Kill,
    Faults,
    Power,
    Hostile,
    Duel,
    Readers,
    Folder,
    Speed,
    Privacy,
    Window,
    Quick,
}

impl Goal {
    const ALL: [Self; 11] = [
        Self::Kill,
        Self::Faults,
        Self::Power,
        Self::Hostile,
        Self::Duel,
        Self::Readers,
        Self::Folder,
        Self::Speed,
        Self::Privacy,
        Self::Window,
        Self::Quick,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Faults => "faults",
            Self::Power => "power",
            Self::Hostile => "hostile",
            Self::Duel => "duel",
            Self::Readers => "readers",
            Self::Folder => "folder",
            Self::Speed => "speed",
            Self::Privacy => "privacy",
            Self::Window => "window",
            Self::Quick => "quick",
        }
    }

    /// How often it is run where nobody says how often: kills, rounds, runs of each scenario or process, or larger
    /// documents.
    pub(crate) fn usual_runs(self) -> usize {
        match self {
            Self::Kill => 5000,
            Self::Power => 300,
            Self::Duel => 2000,
            Self::Readers => 200_000,
            Self::Folder => 10_000,
            Self::Hostile => 20,
            Self::Speed => 101,
            Self::Window => 100,
            Self::Faults | Self::Privacy | Self::Quick => 1,
        }
    }
}

pub(crate) struct Options {
    pub(crate) program: PathBuf,
    pub(crate) runs: Option<usize>,
    pub(crate) seed: u64,
    pub(crate) goal: Goal,
    pub(crate) is_naive: bool,
    has_own_mounts: bool,
}

impl Options {
    pub(crate) fn read(words: &[OsString]) -> Result<Self, String> {
        let (mut program, mut runs, mut seed, mut goal) = (None, None, 1, None);
        let (mut is_naive, mut has_own_mounts) = (false, false);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.to_str().unwrap_or_default() {
                "--naive" => is_naive = true,
                "--own-mounts" => has_own_mounts = true,
                "--program" => program = words.next().map(PathBuf::from),
                "--runs" => runs = Some(number(words.next())?),
                "--seed" => seed = number(words.next())?,
                name => {
                    let found = Goal::ALL.into_iter().find(|goal| goal.name() == name);
                    goal = Some(found.ok_or(USAGE)?);
                }
            }
        }
        let program = program.or_else(beside_this).ok_or(USAGE)?;
        Ok(Self { program, runs, seed, goal: goal.ok_or(USAGE)?, is_naive, has_own_mounts })
    }

    /// The harness itself, where it is to play the saver.
    pub(crate) fn naive_saver(&self) -> Option<PathBuf> {
        self.is_naive.then(std::env::current_exe).and_then(Result::ok)
    }

    /// Whether the goal mounts something, and this is not yet where mounts are its own.
    pub(crate) fn wants_own_mounts(&self) -> bool {
        !self.has_own_mounts && matches!(self.goal, Goal::Power | Goal::Hostile | Goal::Quick)
    }
}

fn number<T: FromStr>(word: Option<&OsString>) -> Result<T, String> {
    word.and_then(|word| word.to_str()).and_then(|word| word.parse().ok()).ok_or_else(|| USAGE.to_owned())
}

/// The program of the same profile: an example lies in a folder beside it.
fn beside_this() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    Some(own.parent()?.parent()?.join("secure-start"))
}
