//! What every goal stands on: folders to work in, an original document, and the checks that they share.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::chance::Chance;
use crate::document::{Found, found};
use crate::program::{Ended, Program};
use crate::report::NotRun;

/// The name of every document.
pub(crate) const NAME: &str = "kim.json";

/// No window asks for anything, and no document is saved unless somebody says so.
const SETTINGS: &str = r#"{"saves_automatically": false, "keeps_recent": false, "your_name": "Kim Example"}"#;

pub(crate) struct Ground {
    pub(crate) program: Program,
    pub(crate) chance: Chance,
    /// A new checklist as the program makes it.
    pub(crate) original: Vec<u8>,
    folder: TempDir,
}

impl Ground {
    pub(crate) fn lay(program: &Path, naive: Option<PathBuf>, seed: u64) -> Result<Self, NotRun> {
        let folder = TempDir::with_prefix_in("reliability-", base()).expect("a folder to work in can be made");
        // An ordinary user has to get through it in some scenarios, with the program inside.
        open_to_all(folder.path());
        let home = folder.path().join("home");
        let settings = home.join("config/secure-start");
        std::fs::create_dir_all(&settings).expect("a folder for the settings can be made");
        put(&settings.join("settings.json"), SETTINGS.as_bytes());
        let path = folder.path().join("secure-start");
        std::fs::copy(program, &path)
            .map_err(|error| NotRun(format!("{} cannot be copied: {error}", program.display())))?;
        let program = Program { path, home, naive, under: Vec::new() };
        let first = folder.path().join("original.json");
        let made = program.make(&first);
        let original = std::fs::read(&first).map_err(|_| NotRun(format!("no checklist was made: {}", made.said())))?;
        Ok(Self { program, chance: Chance::from_seed(seed), original, folder })
    }

    /// An empty folder; what a folder of that name held before is gone.
    pub(crate) fn fresh(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("a folder of ours can be removed");
        }
        std::fs::create_dir(&folder).expect("a folder can be made");
        open_to_all(&folder);
        folder
    }

    /// How long a save takes that nobody disturbs.
    pub(crate) fn median(&self, file: &Path) -> Duration {
        let mut took: Vec<Duration> = (0..15)
            .map(|number| {
                let started = Instant::now();
                let ended = self.program.mark(file, &format!("Undisturbed {number}"));
                assert!(ended.has_acknowledged(), "a save that nobody disturbs succeeds: {}", ended.said());
                started.elapsed()
            })
            .collect();
        took.sort();
        took.get(took.len() / 2).copied().unwrap_or_default()
    }
}

/// The start after a kill, a power cut or a fault: it has to save, and to leave the document and nothing else.
pub(crate) fn next_start(program: &Program, file: &Path, note: &str) -> Vec<String> {
    let old = std::fs::read(file).ok();
    let ended = if old.is_some() { program.mark(file, note) } else { program.make(file) };
    let mut faults = Vec::new();
    if !ended.has_acknowledged() {
        faults.push(format!("the next start could not save: {}", ended.said()));
    }
    match found(file, old.as_deref(), if old.is_some() { note } else { "" }) {
        Found::New => {}
        Found::Old => faults.push("the next start changed nothing".to_owned()),
        Found::Torn(fault) => faults.push(format!("after the next start, {fault}")),
    }
    faults.extend(leftovers(file).iter().map(|name| format!("the next start left {name}")));
    faults
}

/// What lies beside a document.
pub(crate) fn leftovers(file: &Path) -> BTreeSet<String> {
    let folder = file.parent().unwrap_or(file);
    let own = file.file_name().unwrap_or_default();
    let mut names = names_in(folder);
    names.remove(own.to_string_lossy().as_ref());
    // Every ext4 has this one at its root.
    names.remove("lost+found");
    names
}

pub(crate) fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Puts a file in place before a run. That it lasts is part of it, for where the power is cut.
pub(crate) fn put(file: &Path, bytes: &[u8]) {
    let mut opened = OpenOptions::new().write(true).create(true).truncate(true).open(file).expect("a file can be put");
    opened.write_all(bytes).and_then(|()| opened.sync_all()).expect("a file can be filled");
    let folder = file.parent().map(std::fs::File::open);
    if let Some(Ok(folder)) = folder {
        folder.sync_all().expect("a folder can be made durable");
    }
}

pub(crate) fn need_root(goal: &str) -> Result<(), NotRun> {
    let user = Command::new("id").arg("-u").output();
    if user.is_ok_and(|output| output.stdout.trim_ascii() == b"0") {
        return Ok(());
    }
    Err(NotRun(format!("{goal} needs root")))
}

pub(crate) fn need(goal: &str, tools: &[&str]) -> Result<(), NotRun> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    for tool in tools {
        if !std::env::split_paths(&path).any(|folder| folder.join(tool).is_file()) {
            return Err(NotRun(format!("{goal} needs {tool}, which is not installed")));
        }
    }
    Ok(())
}

/// Runs a tool of the system, and says what it said where it failed.
pub(crate) fn tool(words: &[&str], file: &Path) -> Result<(), String> {
    let (name, rest) = words.split_first().expect("a command has a name");
    let ended = Ended::of(Command::new(name).args(rest).arg(file));
    if ended.has_acknowledged() { Ok(()) } else { Err(format!("{}: {}", words.join(" "), ended.said())) }
}

/// A folder on a disk: in memory, nothing is ever made durable, and a save takes no time.
fn base() -> PathBuf {
    let usual = std::env::temp_dir();
    let kind = Command::new("stat").args(["-f", "-c", "%T"]).arg(&usual).output();
    if kind.is_ok_and(|output| output.stdout.trim_ascii() != b"tmpfs") {
        return usual;
    }
    let own = std::env::current_exe().expect("the harness knows its own path");
    own.parent().map_or(usual, Path::to_path_buf)
}

fn open_to_all(folder: &Path) {
    tool(&["chmod", "755"], folder).expect("a folder of ours can be opened to all");
}
