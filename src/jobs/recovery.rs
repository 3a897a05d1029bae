//! Keeps on this computer what is not saved yet, and the versions that were saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::load::{from_read, loaded};
use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::disk::{self, Copies, Left};
use crate::format;
use crate::ids::{DocumentId, SessionId};
use crate::outcome::{LoadError, Recovered, Unsaved, Version};

/// Versions are kept for so many days, but for the newest.
const DAYS: u64 = 30;
/// So many versions are kept however close they lie.
const NEWEST: usize = 8;
/// Behind them, those of one session lie about so many minutes apart.
const SPELL_MINUTES: i64 = 10;
/// The time in the name of a version.
const TIME: &str = "%Y%m%dT%H%M%SZ";

/// The copies on this computer.
#[derive(Debug)]
pub struct Recovery {
    store: disk::Recovery,
    /// The time on the wall clock at a moment.
    wall: fn(DateTime<Utc>) -> NaiveDateTime,
}

/// Where a document is saved that is not saved yet.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct About {
    path: Option<PathBuf>,
}

impl Recovery {
    /// Keeps them in a folder. `wall` gives the time on the wall clock at a moment.
    #[must_use]
    pub fn new(folder: PathBuf, wall: fn(DateTime<Utc>) -> NaiveDateTime) -> Self {
        Self { store: disk::Recovery::new(folder), wall }
    }

    /// Keeps what is not saved.
    ///
    /// # Errors
    /// A few words with what the system said.
    pub fn keep(
        &mut self,
        session: &SessionId,
        checklist: &Checklist,
        path: Option<&Path>,
        base: Option<&[u8]>,
    ) -> Result<(), String> {
        let now = format::to_bytes(checklist).map_err(|error| error.to_string())?;
        let about = serde_json::to_vec(&About { path: path.map(Path::to_path_buf) });
        let about = about.map_err(|error| error.to_string())?;
        let copies = Copies { id: checklist.id.as_str(), session: session.as_str(), about: &about, now: &now, base };
        self.store.keep(&copies).map_err(|error| error.kind().to_string())
    }

    /// Keeps a version that was saved, and what was in the file before, where that is not kept: perhaps another document.
    ///
    /// # Errors
    /// A few words with what the system said.
    pub fn saved(
        &self,
        session: &SessionId,
        id: &DocumentId,
        before: Option<&[u8]>,
        bytes: &[u8],
        at: DateTime<Utc>,
    ) -> Result<(), String> {
        if let Some(before) = before {
            // A second earlier, so that it sorts before what replaced it.
            // Under a name of its own: what somebody else has saved does not make room for what is typed here.
            let of = DocumentId::from(format::id_of(before).as_deref().unwrap_or(id.as_str()));
            self.add(&"before".into(), &of, before, at - TimeDelta::seconds(1))?;
        }
        self.add(session, id, bytes, at)
    }

    fn add(&self, session: &SessionId, id: &DocumentId, bytes: &[u8], at: DateTime<Utc>) -> Result<(), String> {
        let added = self.store.add_version(id.as_str(), session.as_str(), bytes, &at.format(TIME).to_string());
        added.map_err(|error| error.kind().to_string())?;
        let oldest = before(at);
        let versions = self.store.versions(id.as_str()).into_iter();
        for old in versions.skip(1).filter(|version| version.at < oldest) {
            self.store.remove_version(&old);
        }
        self.thin_out(id);
        Ok(())
    }

    /// What was saved by itself every few seconds while somebody typed does not push everything else out: behind the
    /// newest ones, those of one session lie some minutes apart.
    fn thin_out(&self, id: &DocumentId) {
        let spell = TimeDelta::minutes(SPELL_MINUTES);
        let versions = self.store.versions(id.as_str());
        for three in versions.get(NEWEST.saturating_sub(1)..).unwrap_or_default().windows(3) {
            let [later, between, earlier] = three else { continue };
            let times = (time_of(later), time_of(earlier));
            let is_one_spell = matches!(times, (Some(later), Some(earlier)) if later - earlier < spell);
            if is_one_spell && later.session == between.session && between.session == earlier.session {
                self.store.remove_version(between);
                return;
            }
        }
    }

    /// Makes a version of what is given up or about to be exchanged, so that it can be brought back.
    ///
    /// # Errors
    /// A few words with what the system said.
    pub fn given_up(&self, session: &SessionId, checklist: &Checklist, at: DateTime<Utc>) -> Result<(), String> {
        let bytes = format::to_bytes(checklist).map_err(|error| error.to_string())?;
        self.add(session, &checklist.id, &bytes, at)
    }

    /// Ends a session: what is not saved is not wanted any more.
    pub fn end(&mut self, session: &SessionId, id: &DocumentId) {
        self.store.end(id.as_str(), session.as_str());
    }

    /// What was left unsaved by a program that is no more: newest change first. The catalogue is asked for only where
    /// there is some.
    #[must_use]
    pub fn unsaved(&self, catalogue: impl Fn() -> &'static Catalogue) -> Vec<Unsaved> {
        let left = self.store.left().into_iter();
        let mut found: Vec<Unsaved> = left.filter_map(|left| self.unsaved_of(&left, catalogue())).collect();
        found.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| one.session.cmp(&other.session)));
        found
    }

    fn unsaved_of(&self, left: &Left, catalogue: &Catalogue) -> Option<Unsaved> {
        let copies = self.store.read_left(left).ok()?;
        let checklist = format::read(&copies.now, catalogue).ok()?.checklist;
        Some(Unsaved {
            session: left.session.as_str().into(),
            path: path_of(&copies.about),
            name: checklist.starter.name.clone(),
            at: checklist.log.last().map(|entry| (self.wall)(entry.at)),
        })
    }

    /// Goes on with what was left behind.
    ///
    /// # Errors
    /// [`LoadError`], and it is kept as it is.
    pub fn recover(&mut self, session: &SessionId, catalogue: &Catalogue) -> Result<Recovered, LoadError> {
        let left = self.left(session).ok_or(LoadError::NotFound)?;
        let copies = self.store.read_left(&left).map_err(|error| from_read(error, format::MAX_BYTES))?;
        let read = format::read(&copies.now, catalogue)?;
        if let Some(found) = read.newer {
            return Err(LoadError::Newer { found, supported: format::VERSION });
        }
        let checklist = read.checklist;
        let base = copies.base.and_then(|base| loaded(base, catalogue).ok());
        if !self.store.adopt(&left) {
            return Err(LoadError::NotReadable { detail: "another window has it open".to_owned() });
        }
        Ok(Recovered { session: session.clone(), path: path_of(&copies.about), checklist, base })
    }

    /// Removes what was left behind; a version of it stays.
    pub fn discard(&mut self, session: &SessionId, catalogue: &Catalogue, at: DateTime<Utc>) {
        let Some(left) = self.left(session) else { return };
        let copies = self.store.read_left(&left).ok();
        let read = copies.and_then(|copies| Some((format::read(&copies.now, catalogue).ok()?.checklist, copies.now)));
        let is_kept = read.is_none_or(|(checklist, now)| self.add(session, &checklist.id, &now, at).is_ok());
        if is_kept {
            self.store.discard(&left);
        }
    }

    fn left(&self, session: &SessionId) -> Option<Left> {
        self.store.left().into_iter().find(|left| left.session == session.as_str())
    }

    /// The versions of a document that can be read, newest first.
    #[must_use]
    pub fn versions(&self, id: &DocumentId, catalogue: &Catalogue) -> Vec<Version> {
        let read = |file: disk::VersionFile| {
            let bytes = disk::read(&file.path, format::MAX_BYTES).ok()?;
            let at = time_of(&file)?.and_utc();
            let checklist = format::read(&bytes, catalogue).ok()?.checklist;
            Some(Version { at: (self.wall)(at), checklist: Arc::new(checklist) })
        };
        self.store.versions(id.as_str()).into_iter().filter_map(read).collect()
    }

    /// Removes versions that are too old, of whatever document.
    pub fn prune(&self, now: DateTime<Utc>) {
        self.store.prune(&before(now));
    }

    /// Removes every copy but those of what is open, here or in another window.
    ///
    /// # Errors
    /// A few words with what the system said.
    pub fn clear(&self) -> Result<(), String> {
        self.store.clear().map_err(|error| error.kind().to_string())
    }
}

fn path_of(about: &[u8]) -> Option<PathBuf> {
    serde_json::from_slice::<About>(about).unwrap_or_default().path
}

/// What is older than this is too old, as the time in the name of a version.
fn before(now: DateTime<Utc>) -> String {
    now.checked_sub_days(Days::new(DAYS)).unwrap_or(now).format(TIME).to_string()
}

fn time_of(version: &disk::VersionFile) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(&version.at, TIME).ok()
}
