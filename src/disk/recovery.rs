//! Copies of what is being worked on, on this computer: what is not saved yet, and what was saved before.
//!
//! Each document has a folder, named after a fingerprint of its id, never after its path: a document that was moved
//! keeps its copies, and two documents of one name do not share them. In it are, for each session of work,
//! `SESSION.session` (where the document is saved; locked while the program runs, so that a crash shows),
//! `SESSION.unsaved.json` (the document as it is) and `SESSION.base.json` (as it was last read or saved), and
//! `TIME-SESSION.version.json` for each version.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::files::{Files as _, remove};
use super::names::{fingerprint, process_of_temporary};
use super::own::write_own;
use super::read;
use super::system::System;

/// So many versions of a document are kept.
const VERSIONS: usize = 20;
/// No copy is larger.
const LIMIT: u64 = 64 * 1024 * 1024;
const SESSION: &str = ".session";
const UNSAVED: &str = ".unsaved.json";
const BASE: &str = ".base.json";
const VERSION: &str = ".version.json";

/// The folder of all copies.
#[derive(Debug)]
pub struct Recovery {
    folder: PathBuf,
    /// The sessions of this process, and what keeps each locked.
    sessions: BTreeMap<String, Option<File>>,
}

/// Work that was not saved, and whose program is no more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// The name of the document's folder.
    key: String,
    pub session: String,
}

/// What was kept of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftCopies {
    /// Where it is saved; empty where that was not kept.
    pub about: Vec<u8>,
    pub now: Vec<u8>,
    pub base: Option<Vec<u8>>,
}

/// A version that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFile {
    pub path: PathBuf,
    /// When, as it was given.
    pub at: String,
    /// In which session.
    pub session: String,
}

/// What is kept of a session.
#[derive(Clone, Copy, Debug)]
pub struct Copies<'a> {
    /// Of the document.
    pub id: &'a str,
    pub session: &'a str,
    /// Where it is saved, in whatever form the caller reads it.
    pub about: &'a [u8],
    /// The document as it is.
    pub now: &'a [u8],
    /// As it was last read or saved.
    pub base: Option<&'a [u8]>,
}

impl Recovery {
    /// Keeps copies in a folder, which is made when it is first needed.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, sessions: BTreeMap::new() }
    }

    fn folder_of(&self, id: &str) -> PathBuf {
        self.folder.join(fingerprint(id.as_bytes()))
    }

    /// Keeps what is not saved. What was kept before of the same session is replaced, whole or not at all.
    ///
    /// # Errors
    /// What the system said.
    pub fn keep(&mut self, copies: &Copies<'_>) -> io::Result<()> {
        let folder = self.folder_of(copies.id);
        let file = |ending: &str| folder.join(format!("{}{ending}", copies.session));
        if let Some(base) = copies.base {
            write_if_other(&file(BASE), base)?;
        }
        // What it is about comes before it, so that nothing is found that nobody can place.
        let is_new = write_if_other(&file(SESSION), copies.about)?;
        // Another program that just looked whether it is locked may have been in the way the first time.
        if is_new || !self.sessions.get(copies.session).is_some_and(Option::is_some) {
            self.sessions.insert(copies.session.to_owned(), locked(&file(SESSION)));
        }
        write_if_other(&file(UNSAVED), copies.now).map(drop)
    }

    /// Ends a session: everything is saved, or was given up. What is not there need not be removed.
    pub fn end(&mut self, id: &str, session: &str) {
        self.sessions.remove(session);
        let folder = self.folder_of(id);
        for ending in [UNSAVED, BASE, SESSION] {
            let file = folder.join(format!("{session}{ending}"));
            if file.exists() {
                remove(&System, &file);
            }
        }
    }

    /// What was left behind by programs that are no more, in no order that means anything.
    #[must_use]
    pub fn left(&self) -> Vec<Left> {
        let mut found = Vec::new();
        for folder in System.names_in(&self.folder) {
            let path = self.folder.join(&folder);
            for name in System.names_in(&path) {
                if process_of_temporary(&name).is_some_and(|process| !System.is_running(process)) {
                    remove(&System, &path.join(&name));
                }
                let Some(session) = name.strip_suffix(UNSAVED) else { continue };
                let about = path.join(format!("{session}{SESSION}"));
                if !self.sessions.contains_key(session) && (!about.exists() || locked(&about).is_some()) {
                    found.push(Left { key: folder.clone(), session: session.to_owned() });
                }
            }
        }
        found
    }

    /// What was left behind of a session.
    ///
    /// # Errors
    /// What the system said of the document itself.
    pub fn read_left(&self, left: &Left) -> Result<LeftCopies, super::ReadError> {
        let file = |ending: &str| self.folder.join(&left.key).join(format!("{}{ending}", left.session));
        let now = read(&file(UNSAVED), LIMIT)?;
        Ok(LeftCopies {
            about: read(&file(SESSION), LIMIT).unwrap_or_default(),
            now,
            base: read(&file(BASE), LIMIT).ok(),
        })
    }

    /// Goes on with a session that was left behind. False where another program has done so meanwhile.
    pub fn adopt(&mut self, left: &Left) -> bool {
        let about = self.folder.join(&left.key).join(format!("{}{SESSION}", left.session));
        let lock = locked(&about);
        let is_free = lock.is_some() || !about.exists();
        if is_free {
            self.sessions.insert(left.session.clone(), lock);
        }
        is_free
    }

    /// Removes what was left behind.
    pub fn discard(&mut self, left: &Left) {
        let folder = self.folder.join(&left.key);
        for ending in [UNSAVED, BASE, SESSION] {
            remove(&System, &folder.join(format!("{}{ending}", left.session)));
        }
    }

    /// Adds a version, unless it is as the newest one. `at` sorts as text. Those beyond the newest twenty make room.
    ///
    /// # Errors
    /// What the system said.
    pub fn add_version(&self, id: &str, session: &str, bytes: &[u8], at: &str) -> io::Result<()> {
        let before = self.versions(id);
        if before.first().is_some_and(|newest| read(&newest.path, LIMIT).is_ok_and(|newest| newest == bytes)) {
            return Ok(());
        }
        write_own(&self.folder_of(id).join(format!("{at}-{session}{VERSION}")), bytes)?;
        for version in self.versions(id).iter().skip(VERSIONS) {
            remove(&System, &version.path);
        }
        Ok(())
    }

    /// Removes a version.
    pub fn remove_version(&self, version: &VersionFile) {
        remove(&System, &version.path);
    }

    /// The versions of a document, newest first.
    #[must_use]
    pub fn versions(&self, id: &str) -> Vec<VersionFile> {
        let folder = self.folder_of(id);
        let mut names: Vec<String> =
            System.names_in(&folder).into_iter().filter(|name| name.ends_with(VERSION)).collect();
        names.sort_unstable_by(|one, other| other.cmp(one));
        let version = |name: String| {
            let (at, session) = name.strip_suffix(VERSION).and_then(|name| name.split_once('-')).unwrap_or_default();
            VersionFile { path: folder.join(&name), at: at.to_owned(), session: session.to_owned() }
        };
        names.into_iter().map(version).collect()
    }

    /// Removes the versions from before a time, of every document.
    pub fn prune(&self, oldest: &str) {
        for folder in System.names_in(&self.folder) {
            let path = self.folder.join(folder);
            let names = System.names_in(&path).into_iter();
            for name in names.filter(|name| name.ends_with(VERSION) && name.as_str() < oldest) {
                remove(&System, &path.join(name));
            }
            // A folder that is empty says nothing any more; one that is not stays.
            let _is_empty = std::fs::remove_dir(&path).is_ok();
        }
    }

    /// Removes everything but what this process or another one is working on.
    ///
    /// # Errors
    /// What the system said; some of it may be removed then.
    pub fn clear(&self) -> io::Result<()> {
        let mut result = Ok(());
        for folder in System.names_in(&self.folder) {
            let path = self.folder.join(&folder);
            let (abouts, others): (Vec<String>, Vec<String>) =
                System.names_in(&path).into_iter().partition(|name| name.ends_with(SESSION));
            // The lock of what is not open goes last: it shows that the others may go.
            for name in others.into_iter().chain(abouts) {
                let session = name.split('.').next().unwrap_or_default();
                let about = path.join(format!("{session}{SESSION}"));
                let is_open = self.sessions.contains_key(session) || (about.exists() && locked(&about).is_none());
                let is_of_the_program = [UNSAVED, BASE, SESSION, VERSION].iter().any(|ending| name.ends_with(ending));
                if !is_open && is_of_the_program {
                    result = result.and(std::fs::remove_file(path.join(&name)));
                }
            }
            // A folder with something else in it stays.
            let _is_empty = std::fs::remove_dir(&path).is_ok();
        }
        result
    }
}

/// Writes a file of the program's own where it does not say that already. Says whether it did.
fn write_if_other(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let is_there = read(path, LIMIT).is_ok_and(|there| there == bytes);
    if !is_there {
        write_own(path, bytes)?;
    }
    Ok(!is_there)
}

/// Locks a file for as long as it is kept open; none where another program has locked it, or it is not there. Only on
/// this computer's own disk: on a share such locks hold nobody off.
fn locked(path: &Path) -> Option<File> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    file.try_lock().ok().map(|()| file)
}
