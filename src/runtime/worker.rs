//! Carries effects out on named threads, and brings events back.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use chrono::NaiveDate;

use super::{clock, file_dialog};
use crate::app::{Effect, Event, Moment, PathAsked, Purpose};
use crate::catalogue::Catalogue;
use crate::outcome::LoadError;
use crate::{disk, jobs};

/// Wakes the window up, from any thread.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// The outside of a running window. Files are read and written by one thread, in the order in which that was asked
/// for; leaving waits for it, so that nothing is left half written.
pub struct Runtime {
    events: Receiver<Event>,
    sender: Sender<Event>,
    wake: Wake,
    today: Option<NaiveDate>,
    settings_file: Option<PathBuf>,
    disk: Option<(Sender<Effect>, JoinHandle<()>)>,
}

impl Runtime {
    /// `wake` is called after each event. `today` stands in for the clock where it is given. `settings_file` is where
    /// the settings are kept; none where there is no place for them.
    #[must_use]
    pub fn new(today: Option<NaiveDate>, settings_file: Option<PathBuf>, wake: Wake) -> Self {
        let (sender, events) = channel();
        let (jobs, todo) = channel();
        let (results, wake_up, file) = (sender.clone(), Arc::clone(&wake), settings_file.clone());
        let work = move || {
            for effect in todo {
                if let Some(event) = carry_out(effect, file.as_ref()) {
                    tell(&results, &wake_up, event);
                }
            }
        };
        // A system that gives no thread makes the window wait for the disk; nothing else is different.
        let disk = Builder::new().name("disk".to_owned()).spawn(work).ok().map(|thread| (jobs, thread));
        Self { events, sender, wake, today, settings_file, disk }
    }

    /// What the outside gives along with a message.
    #[must_use]
    pub fn moment(&self, by: &str) -> Moment {
        clock::moment(self.today, by)
    }

    /// The next thing that has happened, if any.
    #[must_use]
    pub fn poll(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// Starts an effect. `Quit` is the window's own.
    pub fn start(&self, effect: Effect) {
        match effect {
            Effect::AskWhatToOpen(purpose) if file_dialog::is_there() => {
                self.ask(file_dialog::open(purpose), move |path| Event::ChosenToOpen(purpose, path));
            }
            Effect::AskWhereToSave { suggested, folder } if file_dialog::is_there() => {
                self.ask(file_dialog::save(&suggested, folder.as_deref()), Event::ChosenToSave);
            }
            Effect::AskWhatToOpen(purpose) => self.ask_for_path(purpose, String::new(), None),
            Effect::AskWhereToSave { suggested, folder } => self.ask_for_path(Purpose::Save, suggested, folder),
            Effect::Quit => {}
            Effect::Learn { folder, today } => self.learn(folder, today),
            Effect::Load { .. }
            | Effect::LoadPack { .. }
            | Effect::LoadEarlier { .. }
            | Effect::Save { .. }
            | Effect::SaveSettings(_) => self.hand_over(effect),
        }
    }

    /// A folder of a team may be large and far away, so that it is read beside everything else: saving and leaving do not
    /// wait for it.
    fn learn(&self, folder: PathBuf, today: NaiveDate) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let not_begun = folder.clone();
        let work = move || {
            let result = jobs::learn(&folder, Catalogue::shipped(), today);
            tell(&sender, &wake, Event::Learned { folder, result });
        };
        if let Err(error) = Builder::new().name("team".to_owned()).spawn(work) {
            let result = Err(LoadError::NotReadable { detail: error.to_string() });
            tell(&self.sender, &self.wake, Event::Learned { folder: not_begun, result });
        }
    }

    fn hand_over(&self, effect: Effect) {
        let left = match &self.disk {
            Some((jobs, _)) => jobs.send(effect).err().map(|not_sent| not_sent.0),
            None => Some(effect),
        };
        if let Some(event) = left.and_then(|effect| carry_out(effect, self.settings_file.as_ref())) {
            tell(&self.sender, &self.wake, event);
        }
    }

    fn ask_for_path(&self, purpose: Purpose, name: String, folder: Option<PathBuf>) {
        let folder = folder.unwrap_or_else(disk::documents_folder).display().to_string();
        tell(&self.sender, &self.wake, Event::NoFileDialog(PathAsked { purpose, folder, name }));
    }

    /// The dialog was made on the window's thread, as some systems want; it is waited for on another.
    fn ask(
        &self,
        dialog: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static,
        event: impl Fn(Option<PathBuf>) -> Event + Clone + Send + 'static,
    ) {
        let (sender, wake, cancelled) = (self.sender.clone(), Arc::clone(&self.wake), event.clone());
        let wait = move || {
            let chosen = pollster::block_on(dialog).map(|file| file.path().to_path_buf());
            tell(&sender, &wake, event(chosen));
        };
        if Builder::new().name("dialog".to_owned()).spawn(wait).is_err() {
            tell(&self.sender, &self.wake, cancelled(None));
        }
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        if let Some((jobs, thread)) = self.disk.take() {
            drop(jobs);
            drop(thread.join());
        }
    }
}

fn tell(sender: &Sender<Event>, wake: &Wake, event: Event) {
    // The window may be gone already; then nobody wants to know.
    drop(sender.send(event));
    wake();
}

fn carry_out(effect: Effect, settings_file: Option<&PathBuf>) -> Option<Event> {
    let catalogue = Catalogue::shipped();
    match effect {
        Effect::Load { path } => {
            let result = jobs::load(&path, catalogue).map(Box::new);
            Some(Event::Loaded { path, result })
        }
        Effect::LoadPack { path, purpose } => {
            let result = jobs::load_pack(&path, catalogue).map(|(pack, _)| Arc::new(pack));
            Some(Event::PackLoaded { path, purpose, result })
        }
        Effect::LoadEarlier { path } => {
            let result = jobs::load(&path, catalogue).map(Box::new);
            Some(Event::EarlierLoaded { path, result })
        }
        Effect::Save { path, checklist, revision, on_disk } => {
            let result = jobs::save(&path, &checklist, &on_disk, catalogue).map(Arc::from);
            Some(Event::Saved { path, checklist, revision, result })
        }
        Effect::SaveSettings(settings) => {
            let file = settings_file?;
            jobs::save_settings(file, &settings).err().map(|detail| Event::SettingsNotSaved { detail })
        }
        Effect::AskWhatToOpen(_) | Effect::AskWhereToSave { .. } | Effect::Learn { .. } | Effect::Quit => None,
    }
}
