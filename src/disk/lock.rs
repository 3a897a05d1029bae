//! The lock file that one save holds against another.
//!
//! It is advisory: reading needs none. Locks of the operating system are the wrong tool on a shared drive, where they
//! hold nobody off, or hold off even readers; making a file where there is none is what shares keep their word on.
//!
//! **Invariant:** it names the temporary file of its save, so that whoever clears up after a process that died knows
//! what else to remove.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::files::{Access, Files, folder_of, remove};
use super::names::{abandoned_lock, fresh_number, is_kept, lock_file, temporary_file, temporary_name};

/// Who saves: written into the lock file, for whoever finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    pub user: String,
    pub computer: String,
    pub process: u32,
    /// Told from every other process, on whatever computer.
    pub id: String,
}

/// What a lock file says about who holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    pub user: String,
    pub computer: String,
    pub process: u32,
    /// Since when, as text.
    pub at: String,
    /// Told from every other lock; empty where the lock file says nothing.
    pub id: String,
    /// The lock file itself.
    #[serde(skip)]
    pub file: PathBuf,
    /// The name of the temporary file.
    temporary: String,
}

impl Holder {
    /// Whether it was a process of this computer that is no more. A computer without a name is not known again.
    fn is_dead<F: Files>(&self, files: &F, who: &Who) -> bool {
        !who.computer.is_empty() && self.computer == who.computer && !files.is_running(self.process)
    }

    /// Whether it is one's own, left from an earlier save: one program saves one document after the other.
    fn is_of(&self, who: &Who) -> bool {
        !who.id.is_empty() && self.id.strip_prefix(&who.id).is_some_and(|number| number.starts_with('-'))
    }
}

/// Why a lock was not taken.
#[derive(Debug)]
pub(super) enum NotTaken {
    Held(Box<Holder>),
    Io(io::Error),
}

/// How long to wait while somebody holds it, in milliseconds: a save takes a few.
const WAITS: [u64; 12] = [2, 4, 8, 15, 30, 60, 120, 200, 300, 400, 500, 500];
/// So many of these waits are enough for a lock that says nothing: between making and filling one lies no work.
const WAITS_FOR_EMPTY: usize = 9;
/// However busy others are, it is given up after so many rounds.
const MOST_ROUNDS: usize = 400;
/// How long to wait before a look that did not work is tried again, in milliseconds.
const RETRIES: [u64; 3] = [2, 10, 30];
/// Longer than any lock file.
const LIMIT: u64 = 16 * 1024;

/// A lock that is held.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    id: String,
    pub(super) temporary: PathBuf,
}

impl Lock {
    /// Takes the lock of a file. Waits a little while somebody holds it, and takes over from a process of this
    /// computer that is no more, from a lock that says nothing, and from the one with the id `takes_over`.
    pub(super) fn take<F: Files>(
        files: &F,
        target: &Path,
        who: &Who,
        at: &str,
        takes_over: Option<&str>,
    ) -> Result<Self, NotTaken> {
        let path = lock_file(target);
        let mut seen: Option<Look> = None;
        let mut waited = 0;
        for _ in 0..MOST_ROUNDS {
            match Self::make(files, target, &path, who, at) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(NotTaken::Io(error)),
                Ok(lock) => {
                    // Whoever took over a lock may have died before the end of it.
                    sweep(files, target, who);
                    return Ok(lock);
                }
            }
            let found = look(files, &path);
            if found == Look::Free {
                continue;
            }
            if seen.as_ref() != Some(&found) {
                waited = 0;
            }
            let may_go = match &found {
                Look::By(holder) => {
                    let is_given = takes_over.is_some_and(|id| id == holder.id);
                    is_given || holder.is_of(who) || holder.is_dead(files, who)
                }
                Look::Empty => waited >= WAITS_FOR_EMPTY,
                Look::NotReadable | Look::Free => false,
            };
            if may_go {
                clear(files, target, &path, &found, who);
                seen = None;
                continue;
            }
            let Some(wait) = WAITS.get(waited) else { return Err(held_by(found, &path)) };
            files.wait(Duration::from_millis(*wait));
            waited += 1;
            seen = Some(found);
        }
        Err(held_by(seen.unwrap_or(Look::Empty), &path))
    }

    fn make<F: Files>(files: &F, target: &Path, path: &Path, who: &Who, at: &str) -> io::Result<Self> {
        let id = format!("{}-{}", who.id, fresh_number());
        let name = temporary_name(target, &id);
        let temporary = folder_of(target).join(&name);
        let holder = Holder {
            user: who.user.clone(),
            computer: who.computer.clone(),
            process: who.process,
            at: at.to_owned(),
            id: id.clone(),
            file: PathBuf::new(),
            temporary: name,
        };
        let text = serde_json::to_vec(&holder)?;
        let mut file = files.create(path, Access::Usual).inspect_err(|error| {
            // On a share it may have worked although it is said to have failed. An empty lock is nobody's yet: whoever
            // else has just made it finds out, and makes it again.
            if error.kind() != io::ErrorKind::AlreadyExists && look(files, path) == Look::Empty {
                remove(files, path);
            }
        })?;
        let lock = Self { path: path.to_path_buf(), id, temporary };
        let written = files.write(&mut file, &text);
        drop(file);
        // Somebody may have thought it empty and abandoned, and taken it over.
        let is_taken_over = written.is_ok() && !lock.is_held(files);
        if written.is_err() {
            remove(files, path);
        }
        written?;
        if is_taken_over { Err(io::ErrorKind::AlreadyExists.into()) } else { Ok(lock) }
    }

    /// Whether it is still this lock: somebody may have taken it over.
    pub(super) fn is_held<F: Files>(&self, files: &F) -> bool {
        matches!(look(files, &self.path), Look::By(holder) if holder.id == self.id)
    }

    /// Gives it back. Where a share does not answer just now, the next save of this program clears it up.
    pub(super) fn release<F: Files>(self, files: &F) {
        if self.is_held(files) {
            remove(files, &self.path);
        }
    }
}

fn held_by(found: Look, path: &Path) -> NotTaken {
    let holder = if let Look::By(holder) = found { holder } else { Holder::default() };
    NotTaken::Held(Box::new(Holder { file: path.to_path_buf(), ..holder }))
}

/// What a look at a lock file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Look {
    Free,
    /// It is there and says nothing: a power cut has emptied it, or whoever made it has not come to fill it.
    Empty,
    By(Holder),
    /// Somebody's, who keeps it to themselves, or the share does not answer just now.
    NotReadable,
}

fn look<F: Files>(files: &F, path: &Path) -> Look {
    for wait in RETRIES {
        match files.read(path, LIMIT) {
            Ok(bytes) => {
                let holder: Holder = serde_json::from_slice(&bytes).unwrap_or_default();
                return if holder.id.is_empty() { Look::Empty } else { Look::By(holder) };
            }
            Err(super::ReadError::NotFound) => return Look::Free,
            Err(_) => files.wait(Duration::from_millis(wait)),
        }
    }
    Look::NotReadable
}

/// Removes a lock that nobody needs any more. Moved away first, which only one can do, and put back where it turns out
/// to be another than the one that was looked at.
fn clear<F: Files>(files: &F, target: &Path, path: &Path, looked_at: &Look, who: &Who) {
    sweep(files, target, who);
    let aside = abandoned_lock(target);
    if files.move_to_new(path, &aside).is_err() {
        return;
    }
    if look(files, &aside) == *looked_at {
        if *looked_at == Look::Empty {
            // After a power cut a lock may be there and say nothing. Whoever made it has not come to its temporary
            // file, or is no more.
            let beside = files.names_in(folder_of(target)).into_iter().filter(|name| !is_kept(name));
            for temporary in beside.filter_map(|name| temporary_file(target, &name)) {
                remove(files, &temporary);
            }
        }
        sweep(files, target, who);
    } else if files.move_to_new(&aside, path).is_err() {
        // Whoever held it finds out before anything is replaced, and begins again.
        remove(files, &aside);
    }
}

/// Removes a lock that was moved away, and the temporary file of its save where its process is no more.
fn sweep<F: Files>(files: &F, target: &Path, who: &Who) {
    let aside = abandoned_lock(target);
    match look(files, &aside) {
        Look::Free => return,
        Look::By(holder) if holder.is_of(who) || holder.is_dead(files, who) => {
            if let Some(temporary) = temporary_file(target, &holder.temporary) {
                remove(files, &temporary);
            }
        }
        Look::By(_) | Look::Empty | Look::NotReadable => {}
    }
    remove(files, &aside);
}
