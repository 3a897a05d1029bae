//! Carries effects out on named threads, and brings events back.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use chrono::NaiveDate;

use super::clock;
use super::desk::Desk;
use super::export::Work;
use super::file_dialog::{self, Choice, FileDialog, Focus};
use super::keeper::{Keeper, copies_in};
use super::line::Line;
use super::places::Places;
use super::team::TeamReader;
use super::timer::Timer;
use super::watcher::Watcher;
use crate::app::{Effect, Event, ExportOf, ExportTo, Moment, PathAsked, PathEntry, Purpose};
use crate::catalogue::Catalogue;
use crate::checklist::{ForMany, Stamp};
use crate::export::Asked;
use crate::ids::DocumentId;
use crate::outcome::{ExportError, LoadError};
use crate::{disk, jobs};

/// Wakes the window up, from any thread.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// So long the end of the program waits for a share: what is not written then is on this computer.
const AT_THE_END: Duration = Duration::from_secs(20);

/// The outside of a running window. Files are read and written by one thread, in the order in which that was asked
/// for, and copies on this computer are made by another, which waits for no share. Leaving waits for both.
pub struct Runtime {
    events: Receiver<Event>,
    sender: Sender<Event>,
    wake: Wake,
    today: Option<NaiveDate>,
    /// Reads and writes files.
    disk: Option<Line>,
    /// Keeps copies on this computer.
    keeper: Option<Line>,
    timer: Option<Timer>,
    team: Option<TeamReader>,
    watcher: Option<Watcher>,
    places: Places,
    /// Set when the running export is to come to its end.
    ends_export: Arc<AtomicBool>,
    /// Since when the window has the focus.
    focus: Arc<Focus>,
}

impl Runtime {
    /// `wake` is called after each event. `today` stands in for the clock where it is given.
    #[must_use]
    pub fn new(today: Option<NaiveDate>, places: Places, wake: Wake) -> Self {
        let (sender, events) = channel();
        let telling = || {
            let (sender, wake) = (sender.clone(), Arc::clone(&wake));
            move |event| tell(&sender, &wake, event)
        };
        let (tell_timer, tell_watcher) = (telling(), telling());
        let copies = copies_in(places.recovery.clone());
        let keeper = Keeper::new(copies.clone(), places.clone());
        let mut files = Desk::new(places.settings.clone(), copies, places.ledger.clone());
        // A system that gives no thread has nothing to read or write with.
        let disk = Line::new("disk", move |effect| files.carry_out(effect), telling());
        let keeper = Line::new("copies", move |effect| keeper.carry_out(effect), telling());
        let team = TeamReader::new(places.ledger.clone(), telling());
        let timer = Timer::new(move |of| tell_timer(Event::Reminded(of)));
        let watcher = Watcher::new(move |path, result| tell_watcher(Event::Outside { path, result }));
        let ends_export = Arc::default();
        let focus = Arc::default();
        Self { events, sender, wake, today, disk, keeper, timer, team, watcher, places, ends_export, focus }
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
            Effect::AskWhatToOpen(purpose, folder) => {
                let event = move |path| Event::ChosenToOpen(purpose, path);
                let dialog = move |_: &str, folder: Option<&Path>| file_dialog::open(purpose, folder);
                self.ask(purpose, String::new(), folder, dialog, event);
            }
            Effect::AskWhereToSave { suggested, folder } => {
                self.ask(Purpose::Save, suggested, folder, file_dialog::save, Event::ChosenToSave);
            }
            Effect::AskWhereToExport { kind, suggested, folder } => {
                let dialog = move |name: &str, folder: Option<&Path>| file_dialog::export(kind, name, folder);
                self.ask(Purpose::Export, suggested, folder, dialog, Event::ChosenToExport);
            }
            Effect::ListFolder { folder } => self.beside(move || {
                let entry = |(is_file, name)| PathEntry { is_file, name };
                let listed = disk::entries(&folder).map(|entries| entries.into_iter().map(entry).collect());
                Event::FolderListed { folder, result: listed.map_err(|error| error.kind().to_string()) }
            }),
            Effect::Export { number, of, asked, to, today } => self.export(number, of, asked, to, today),
            Effect::CancelExport => self.ends_export.store(true, Ordering::Relaxed),
            Effect::Quit => {}
            Effect::Learn { folder, today } => self.learn(folder, today),
            Effect::FindCopies { path, id } => self.find_copies(path, id),
            Effect::Remind { after_ms, of } => {
                if let Some(timer) = &self.timer {
                    timer.remind(after_ms, of);
                }
            }
            Effect::ChangeMany { files, what, stamp } => self.change_many(files, what, stamp),
            Effect::PreviewMany { files, what } => self.beside(move || {
                let rows = jobs::preview_many(&files, &what, Catalogue::shipped());
                Event::Previewed { what, rows }
            }),
            Effect::ReadTeam { folder, asked, number, at_once } => {
                if let Some(team) = &self.team {
                    team.read(folder, asked, number, at_once);
                } else {
                    let result = Err(LoadError::NotReadable { detail: "the system gives no thread".to_owned() });
                    tell(&self.sender, &self.wake, Event::TeamEnded { number, result });
                }
            }
            Effect::CancelTeam => self.team.iter().for_each(TeamReader::cancel),
            Effect::LookAtTeam => self.team.iter().for_each(TeamReader::look),
            Effect::CloseTeam => self.team.iter().for_each(TeamReader::close),
            Effect::Watch { path, bytes } => {
                if let Some(watcher) = &self.watcher {
                    watcher.watch(path, bytes);
                }
            }
            Effect::StopWatching => {
                if let Some(watcher) = &self.watcher {
                    watcher.stop();
                }
            }
            Effect::Look => {
                if let Some(watcher) = &self.watcher {
                    watcher.look();
                }
            }
            Effect::Keep { .. }
            | Effect::Forget { .. }
            | Effect::MakeVersion { .. }
            | Effect::FindUnsaved
            | Effect::Recover(_)
            | Effect::Discard(_)
            | Effect::ListVersions(_)
            | Effect::NoteSignOffs(_)
            | Effect::RemoveData => hand_over(self.keeper.as_ref(), effect),
            Effect::Load { .. }
            | Effect::LoadPack { .. }
            | Effect::LoadEarlier { .. }
            | Effect::Save { .. }
            | Effect::SaveSettings(_) => hand_over(self.disk.as_ref(), effect),
        }
    }

    /// A folder may hold many files, so that it is looked through beside everything else.
    fn find_copies(&self, path: PathBuf, id: DocumentId) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let work = move || {
            let copies = jobs::copies_of(&path, &id, Catalogue::shipped());
            if !copies.is_empty() {
                tell(&sender, &wake, Event::CopiesFound { path, copies });
            }
        };
        // Without a thread nobody looks for copies; they are offered when the file is opened the next time.
        drop(Builder::new().name("folder".to_owned()).spawn(work));
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

    fn change_many(&self, files: Vec<PathBuf>, what: ForMany, stamp: Stamp) {
        let saver = clock::saver(&stamp.by, clock::fresh_id().as_str());
        self.beside(move || {
            let (counts, failed) = jobs::change_many(&files, &what, &stamp, &saver, Catalogue::shipped());
            Event::ChangedMany { counts, failed }
        });
    }

    fn export(&self, number: u64, of: ExportOf, asked: Box<Asked>, to: ExportTo, today: NaiveDate) {
        // One runs at a time: the window asks for no other before.
        self.ends_export.store(false, Ordering::Relaxed);
        let not_begun = to.clone();
        let work = Work {
            number,
            of,
            asked,
            to,
            today,
            clock: self.today,
            ledger: self.places.ledger.clone(),
            prints: self.places.prints(),
            is_cancelled: Arc::clone(&self.ends_export),
        };
        let (sender, wake) = (Mutex::new(self.sender.clone()), Arc::clone(&self.wake));
        let telling = move |event| tell(&sender.lock().unwrap_or_else(PoisonError::into_inner), &wake, event);
        if let Err(error) = Builder::new().name("export".to_owned()).spawn(move || work.run(&telling)) {
            let result = Err(ExportError::NotMade { detail: error.to_string() });
            tell(&self.sender, &self.wake, Event::Exported { number, to: not_begun, result });
        }
    }

    /// Many files, perhaps far away: beside everything else.
    fn beside(&self, work: impl FnOnce() -> Event + Send + 'static) {
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        // A system that gives no thread does nothing, and nothing is said to be done.
        drop(Builder::new().name("many".to_owned()).spawn(move || tell(&sender, &wake, work())));
    }

    /// Asks with the system's dialog; where there is none, or it does not come, with our own.
    fn ask(
        &self,
        purpose: Purpose,
        suggested: String,
        folder: Option<PathBuf>,
        dialog: impl FnOnce(&str, Option<&Path>) -> Choice + Send + 'static,
        event: impl FnOnce(Option<PathBuf>) -> Event + Send + 'static,
    ) {
        let ours = {
            let folder = folder.clone().unwrap_or_else(disk::documents_folder).display().to_string();
            Event::NoFileDialog(PathAsked::new(purpose, folder, suggested.clone()))
        };
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let tell = move |event| tell(&sender, &wake, event);
        let chosen = FileDialog { ours: ours.clone(), focus: Arc::clone(&self.focus) }.ask(
            move || dialog(&suggested, folder.as_deref()),
            event,
            tell,
        );
        if chosen.is_err() {
            self.tell_of(ours);
        }
    }

    /// Whether the window has the focus: a system's dialog that is there takes it.
    pub fn has_focus(&self, has_focus: bool) {
        self.focus.set(has_focus);
    }

    fn tell_of(&self, event: Event) {
        tell(&self.sender, &self.wake, event);
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        for line in [self.keeper.take(), self.disk.take()].into_iter().flatten() {
            line.finish(AT_THE_END);
        }
    }
}

fn hand_over(line: Option<&Line>, effect: Effect) {
    if let Some(line) = line {
        line.send(effect);
    }
}

fn tell(sender: &Sender<Event>, wake: &Wake, event: Event) {
    // The window may be gone already; then nobody wants to know.
    drop(sender.send(event));
    wake();
}
