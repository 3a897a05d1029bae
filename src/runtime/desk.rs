//! What the thread does that reads and writes files: it may have to wait for a share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::clock;
use super::keeper::{Copies, held, real_time};
use crate::app::{Effect, Event};
use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::disk;
use crate::ids::SessionId;
use crate::jobs::{self, Ledger, Saver};
use crate::outcome::{OnDisk, SaveError};

/// The thread's own things.
pub(super) struct Desk {
    settings: Option<PathBuf>,
    copies: Copies,
    ledger: Option<PathBuf>,
    /// Tells this program from every other.
    id: String,
    /// What is beside a file that could not be replaced, until it can.
    beside: Vec<(PathBuf, PathBuf)>,
}

impl Desk {
    pub(super) fn new(settings: Option<PathBuf>, copies: Copies, ledger: Option<PathBuf>) -> Self {
        Self { settings, copies, ledger, id: clock::fresh_id().to_string(), beside: Vec::new() }
    }

    pub(super) fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Load { path } => {
                let result = jobs::load(&path, Catalogue::shipped()).map(|mut loaded| {
                    Ledger::read(self.ledger.as_deref()).compare(&mut loaded);
                    Box::new(loaded)
                });
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
            _ => None,
        }
    }

    /// What is saved is a version from now on, and so is what it replaced where nobody had looked at that.
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
        // What is about to be written is on this computer first, whatever becomes of the file. Where that does not
        // work, the window says so of the copies that it makes.
        if let Some(copies) = &self.copies {
            drop(held(copies).keep(session, checklist, Some(path), base.as_deref()));
        }
        let result = jobs::save(path, checklist, on_disk, saver, Catalogue::shipped());
        let kept = match &result {
            Err(SaveError::Beside { kept, .. }) => Some(kept.clone()),
            Ok(_) | Err(_) => None,
        };
        if result.is_ok() || kept.is_some() {
            // Whatever was kept before is in what is there now.
            for (_, earlier) in self.beside.extract_if(.., |(of, _)| of == path) {
                disk::remove_kept(path, &earlier);
            }
        }
        self.beside.extend(kept.map(|kept| (path.to_path_buf(), kept)));
        let written = result?;
        if let Some(copies) = &self.copies {
            let before = base.as_deref().or(written.replaced.as_deref());
            drop(held(copies).saved(session, &checklist.id, before, &written.bytes, real_time()));
        }
        Ok(written.bytes.into())
    }
}
