//! What the thread that reads and writes files does, one thing after the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Places, clock};
use crate::app::{Effect, Event};
use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::disk;
use crate::ids::SessionId;
use crate::jobs::{self, Recovery, Saver};
use crate::outcome::{OnDisk, SaveError};

/// The thread's own things.
pub(super) struct Desk {
    settings: Option<PathBuf>,
    recovery: Option<Recovery>,
    /// Tells this program from every other.
    id: String,
    /// What is beside a file that could not be replaced, until it can.
    beside: Vec<(PathBuf, PathBuf)>,
}

impl Desk {
    pub(super) fn new(places: Places) -> Self {
        let recovery = places.recovery.map(|folder| Recovery::new(folder, clock::wall));
        Self { settings: places.settings, recovery, id: clock::fresh_id().to_string(), beside: Vec::new() }
    }

    pub(super) fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Load { path } => {
                let result = jobs::load(&path, Catalogue::shipped()).map(Box::new);
                Some(Event::Loaded { path, result })
            }
            Effect::LoadPack { path, purpose } => {
                let result = jobs::load_pack(&path, Catalogue::shipped()).map(|(pack, _)| Arc::new(pack));
                Some(Event::PackLoaded { path, purpose, result })
            }
            Effect::LoadEarlier { path } => {
                let result = jobs::load(&path, Catalogue::shipped()).map(Box::new);
                Some(Event::EarlierLoaded { path, result })
            }
            Effect::Save { path, checklist, revision, on_disk, session, by, takes_over } => {
                let saver = Saver { takes_over, ..clock::saver(&by, &self.id) };
                let result = self.save(&path, &checklist, &on_disk, &session, &saver);
                Some(Event::Saved { path, checklist, revision, result })
            }
            Effect::SaveSettings(settings) => {
                let file = self.settings.as_ref()?;
                jobs::save_settings(file, &settings).err().map(|detail| Event::SettingsNotSaved { detail })
            }
            Effect::Keep { session, checklist, path, base } => {
                let result = match &mut self.recovery {
                    Some(recovery) => recovery.keep(&session, &checklist, path.as_deref(), base.as_deref()),
                    None => Err("there is no place for it".to_owned()),
                };
                Some(Event::Kept { session, result })
            }
            Effect::Forget { session, id, given_up } => {
                let at = real_time();
                let recovery = self.recovery.as_mut()?;
                if let Some(given_up) = given_up {
                    // It was given up with the user's word: a version of it is more than was promised.
                    drop(recovery.given_up(&session, &given_up, at));
                }
                recovery.end(&session, &id);
                None
            }
            Effect::FindUnsaved => {
                let recovery = self.recovery.as_ref()?;
                recovery.prune(real_time());
                Some(Event::UnsavedFound(recovery.unsaved(Catalogue::shipped)))
            }
            Effect::Recover(session) => {
                let recovery = self.recovery.as_mut()?;
                Some(Event::Recovered(recovery.recover(&session, Catalogue::shipped()).map(Box::new)))
            }
            Effect::Discard(session) => {
                let at = real_time();
                self.recovery.as_mut()?.discard(&session, Catalogue::shipped(), at);
                None
            }
            Effect::ListVersions(id) => {
                let recovery = self.recovery.as_ref();
                let found = recovery.map(|recovery| recovery.versions(&id, Catalogue::shipped())).unwrap_or_default();
                Some(Event::VersionsFound(found))
            }
            Effect::RemoveData => {
                let result = self.recovery.as_ref().map_or(Ok(()), Recovery::clear);
                Some(Event::DataRemoved(result))
            }
            Effect::AskWhatToOpen(_)
            | Effect::AskWhereToSave { .. }
            | Effect::Learn { .. }
            | Effect::FindCopies { .. }
            | Effect::Remind { .. }
            | Effect::Watch { .. }
            | Effect::StopWatching
            | Effect::Look
            | Effect::Quit => None,
        }
    }

    /// What is saved is a version from now on.
    fn save(
        &mut self,
        path: &Path,
        checklist: &Arc<Checklist>,
        on_disk: &OnDisk,
        session: &SessionId,
        saver: &Saver,
    ) -> Result<Arc<[u8]>, SaveError> {
        let base = match on_disk {
            OnDisk::Content(bytes) => Some(Arc::clone(bytes)),
            OnDisk::Nothing | OnDisk::Replaceable => None,
        };
        // What is about to be written is on this computer first, whatever becomes of the file.
        if let Some(recovery) = &mut self.recovery {
            drop(recovery.keep(session, checklist, Some(path), base.as_deref()));
        }
        let result = jobs::save(path, checklist, on_disk, saver, Catalogue::shipped());
        match &result {
            Ok(bytes) => {
                let (done, open) = std::mem::take(&mut self.beside).into_iter().partition(|(of, _)| of == path);
                self.beside = open;
                let done: Vec<(PathBuf, PathBuf)> = done;
                for (_, kept) in &done {
                    disk::remove_kept(path, kept);
                }
                if let Some(recovery) = &self.recovery {
                    drop(recovery.saved(session, &checklist.id, base.as_deref(), bytes, real_time()));
                }
            }
            Err(SaveError::Beside { kept, .. }) => self.beside.push((path.to_path_buf(), kept.clone())),
            Err(_) => {}
        }
        result.map(Arc::from)
    }
}

/// Versions are dated by the clock, whatever day stands in for today: by that of a trial, old ones would be removed.
fn real_time() -> DateTime<Utc> {
    clock::now(None, "").at
}
