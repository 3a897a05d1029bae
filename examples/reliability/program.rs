//! The program that is tried, or the naive saver in its place, and how one run of it ended.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};

use crate::document::STEP;

/// The ordinary user that nothing belongs to.
const NOBODY: &str = "65534";

#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    /// Where the settings, recovery and everything else of the user lie, instead of those of whoever runs this.
    pub(crate) home: PathBuf,
    /// The harness itself, where its naive saver is to change the documents.
    pub(crate) naive: Option<PathBuf>,
    /// What runs the program, as `strace` does.
    pub(crate) under: Vec<OsString>,
}

impl Program {
    /// Starts nothing yet: `secure-start` with the surroundings of a user of its own.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut words = self.under.iter().cloned().chain([program.into()]);
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).env("HOME", &self.home).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        for (name, folder) in [("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")] {
            command.env(format!("XDG_{name}_HOME"), self.home.join(folder));
        }
        command
    }

    /// The command that gives the step a note and saves.
    pub(crate) fn marking(&self, file: &Path, note: &str) -> Command {
        if let Some(naive) = &self.naive {
            let mut command = self.command(naive);
            command.arg("naive-save").arg(file).arg(note);
            return command;
        }
        let mut command = self.command(&self.path);
        // A status was needed beside the note in early versions, and does no harm since.
        command.arg("mark").arg(file).arg(STEP).args(["--status", "in-progress", "--note", note]);
        command
    }

    /// The command that makes a checklist.
    pub(crate) fn making(&self, file: &Path) -> Command {
        let mut command = self.command(&self.path);
        command.args(["new", "--name", "Kim Example", "--nation", "england", "--setting", "category-b-local-prison"]);
        command.args(["--role", "nurse", "--contract", "employed", "-o"]).arg(file);
        command
    }

    pub(crate) fn mark(&self, file: &Path, note: &str) -> Ended {
        Ended::of(&mut self.marking(file, note))
    }

    pub(crate) fn make(&self, file: &Path) -> Ended {
        Ended::of(&mut self.making(file))
    }

    /// The same, run by something else.
    pub(crate) fn under(&self, words: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        Self { under: words.into_iter().map(Into::into).collect(), ..self.clone() }
    }

    /// The same, run by an ordinary user: root may do everything, so that a refusal is never seen.
    pub(crate) fn as_nobody(&self) -> Self {
        let [user, group] = ["reuid", "regid"].map(|which| format!("--{which}={NOBODY}"));
        self.under(["setpriv".to_owned(), user, group, "--clear-groups".to_owned()])
    }
}

/// How a process ended, and what it said.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) complained: String,
}

impl Ended {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stderr, .. } = command.output().expect("the command can be run");
        Self { status, complained: String::from_utf8_lossy(&stderr).trim().to_owned() }
    }

    /// Whether it told its user that the document is saved.
    pub(crate) fn has_acknowledged(&self) -> bool {
        self.status.success()
    }

    pub(crate) fn was_killed(&self) -> bool {
        self.status.signal() == Some(9)
    }

    /// The status and what was said, for a line of the report.
    pub(crate) fn said(&self) -> String {
        format!("{}, “{}”", self.status, self.complained.replace('\n', " "))
    }
}
