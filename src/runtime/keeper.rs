//! What the thread does that keeps copies on this computer. It waits for no share: what is typed is kept while a save
//! is waiting for one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::clock;
use super::places::Places;
use crate::app::{Effect, Event};
use crate::catalogue::Catalogue;
use crate::jobs::{self, Ledger, Recovery};
use crate::outcome::LoadError;

/// The session of versions that were exchanged for others: a name of their own, so that no typing makes them go.
const EXCHANGED: &str = "exchanged";

/// The copies, which two threads use: this one, and that which saves.
pub(super) type Copies = Option<Arc<Mutex<Recovery>>>;

/// The copies in a folder; none where there is no place for them.
pub(super) fn copies_in(folder: Option<PathBuf>) -> Copies {
    folder.map(|folder| Arc::new(Mutex::new(Recovery::new(folder, clock::wall))))
}

/// The copies, for a moment.
pub(super) fn held(copies: &Mutex<Recovery>) -> MutexGuard<'_, Recovery> {
    // Whoever panicked meanwhile has left whole files: they are written in one go.
    copies.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Versions are dated by the clock, whatever day stands in for today: by that of a trial, old ones would be removed.
pub(super) fn real_time() -> DateTime<Utc> {
    clock::now(None, "").at
}

/// The thread's own things.
pub(super) struct Keeper {
    copies: Copies,
    places: Places,
}

impl Keeper {
    pub(super) fn new(copies: Copies, places: Places) -> Self {
        Self { copies, places }
    }

    pub(super) fn carry_out(&self, effect: Effect) -> Option<Event> {
        if let Effect::NoteSignOffs(noted) = &effect {
            let result = match &self.places.ledger {
                Some(ledger) => Ledger::note(ledger, noted),
                None => Err("there is no place for it".to_owned()),
            };
            return result.err().map(|detail| Event::NotNoted { detail });
        }
        let Some(copies) = &self.copies else { return without_a_place(effect) };
        let mut recovery = held(copies);
        match effect {
            Effect::Keep { session, checklist, path, base } => {
                let result = recovery.keep(&session, &checklist, path.as_deref(), base.as_deref());
                Some(Event::Kept { session, result })
            }
            Effect::Forget { session, id, given_up } => {
                let made = given_up.map(|given_up| recovery.given_up(&session, &given_up, real_time()));
                if made.is_none_or(|made| made.is_ok()) {
                    recovery.end(&session, &id);
                }
                None
            }
            Effect::MakeVersion { checklist } => {
                // Undo leads back to it as well.
                drop(recovery.given_up(&EXCHANGED.into(), &checklist, real_time()));
                None
            }
            Effect::FindUnsaved => {
                recovery.prune(real_time());
                // What was printed the last time need not lie about.
                drop(self.places.prints().map(|folder| jobs::remove_prints(&folder)));
                Some(Event::UnsavedFound(recovery.unsaved(Catalogue::shipped)))
            }
            Effect::Recover(session) => {
                Some(Event::Recovered(recovery.recover(&session, Catalogue::shipped()).map(Box::new)))
            }
            Effect::Discard(session) => {
                recovery.discard(&session, Catalogue::shipped(), real_time());
                None
            }
            Effect::ListVersions(id) => Some(Event::VersionsFound(recovery.versions(&id, Catalogue::shipped()))),
            Effect::RemoveData => {
                let settings = self.places.settings.as_deref().map_or(Ok(()), jobs::remove_broken_settings);
                let ledger = self.places.ledger.as_deref().map_or(Ok(()), jobs::remove_ledger);
                let prints = self.places.prints().map_or(Ok(()), |folder| jobs::remove_prints(&folder));
                Some(Event::DataRemoved(recovery.clear().and(settings).and(ledger).and(prints)))
            }
            _ => None,
        }
    }
}

/// What is said where there is no place for copies.
fn without_a_place(effect: Effect) -> Option<Event> {
    match effect {
        Effect::Keep { session, .. } => {
            Some(Event::Kept { session, result: Err("there is no place for it".to_owned()) })
        }
        Effect::Recover(_) => Some(Event::Recovered(Err(LoadError::NotFound))),
        Effect::ListVersions(_) => Some(Event::VersionsFound(Vec::new())),
        Effect::RemoveData => Some(Event::DataRemoved(Ok(()))),
        _ => None,
    }
}
