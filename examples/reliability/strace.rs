//! Lets `strace` tell which system calls a save makes, and lets it make one of them fail.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::program::{Ended, Program};

/// The calls that a save could make and that could fail; `?` is for those that a processor does not have.
const CALLS: [&str; 49] = [
    "open",
    "openat",
    "creat",
    "read",
    "pread64",
    "readv",
    "write",
    "pwrite64",
    "writev",
    "fsync",
    "fdatasync",
    "sync_file_range",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "unlink",
    "unlinkat",
    "fchmod",
    "fchmodat",
    "chmod",
    "fchown",
    "fchownat",
    "chown",
    "stat",
    "statx",
    "newfstatat",
    "fstat",
    "lstat",
    "readlink",
    "readlinkat",
    "mkdir",
    "mkdirat",
    "close",
    "getrandom",
    "ftruncate",
    "lseek",
    "flistxattr",
    "llistxattr",
    "fgetxattr",
    "fsetxattr",
    "copy_file_range",
    "fcntl",
    "flock",
    "utimensat",
    "getdents64",
];

/// What is done to one call.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    /// It is not made, and says that it failed so.
    Error(&'static str),
    /// The process is killed as it makes it.
    Kill,
}

impl Fault {
    pub(crate) const ALL: [Self; 5] =
        [Self::Error("EIO"), Self::Error("ENOSPC"), Self::Error("EACCES"), Self::Error("EINTR"), Self::Kill];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Error(name) => name,
            Self::Kill => "KILL",
        }
    }
}

/// The calls of one save: of each, which ones in the order of the process belong to it.
pub(crate) struct Calls(pub(crate) BTreeMap<String, BTreeSet<usize>>);

impl Calls {
    /// Runs a command undisturbed, and reads what it called from the moment that it opened something in the folder of
    /// the document for writing: that is the lock file, or whatever a saver without one begins with.
    pub(crate) fn learn(
        program: &Program,
        command: impl Fn(&Program) -> Command,
        folder: &Path,
        log: &Path,
    ) -> Result<Self, String> {
        let traced = program.under(words(log, &CALLS.map(|call| format!("?{call}")).join(","), None));
        let ended = Ended::of(&mut command(&traced));
        if !ended.has_acknowledged() {
            return Err(format!("a save under strace did not succeed: {}", ended.said()));
        }
        let text = std::fs::read_to_string(log).map_err(|error| error.to_string())?;
        let calls = Self::of_log(&text, &folder.to_string_lossy());
        if calls.0.is_empty() { Err("no call of the save was seen".to_owned()) } else { Ok(calls) }
    }

    fn of_log(log: &str, folder: &str) -> Self {
        let (mut counts, mut of_save) = (BTreeMap::<(&str, &str), usize>::new(), BTreeMap::new());
        let mut is_saving = false;
        for line in log.lines() {
            // A line is `PID call(arguments) = result`; one that continues another has no such beginning.
            let Some((head, arguments)) = line.split_once('(') else { continue };
            let mut head = head.split_whitespace();
            let (Some(process), Some(call), None) = (head.next(), head.next(), head.next()) else { continue };
            is_saving |= call.starts_with("open") && begins_save(arguments, folder);
            // The order is counted for each thread, as `when=` does.
            let count = counts.entry((process, call)).or_default();
            *count += 1;
            if is_saving {
                of_save.entry(call.to_owned()).or_insert_with(BTreeSet::new).insert(*count);
            }
        }
        Self(of_save)
    }

    /// Each call with how often it was made in the save, and from which one on.
    pub(crate) fn table(&self) -> String {
        let rows = self.0.iter().map(|(call, numbers)| {
            let first = numbers.first().copied().unwrap_or_default();
            format!("  {call:<16} × {:<3} from number {first}", numbers.len())
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}

fn begins_save(arguments: &str, folder: &str) -> bool {
    let is_there = arguments.contains(folder) || arguments.contains("\".~");
    is_there && ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| arguments.contains(flag))
}

/// The same program with a fault at one call; whether the fault came about is then in the log.
pub(crate) fn injected(program: &Program, log: &Path, call: &str, number: usize, fault: Fault) -> Program {
    let what = match fault {
        Fault::Error(name) => format!("error={name}"),
        Fault::Kill => "signal=KILL".to_owned(),
    };
    program.under(words(log, call, Some(&format!("inject={call}:{what}:when={number}"))))
}

pub(crate) fn has_come_about(log: &Path, ended: &Ended) -> bool {
    ended.was_killed() || std::fs::read_to_string(log).is_ok_and(|log| log.contains("(INJECTED)"))
}

fn words(log: &Path, calls: &str, inject: Option<&str>) -> Vec<OsString> {
    let mut words: Vec<OsString> =
        ["strace", "-f", "-qq", "-s", "512", "-e", "signal=none", "-e"].into_iter().map(OsString::from).collect();
    words.push(format!("trace={calls}").into());
    words.extend(inject.into_iter().flat_map(|inject| ["-e".into(), inject.into()]));
    words.extend(["-o".into(), log.into(), "--".into()]);
    words
}
