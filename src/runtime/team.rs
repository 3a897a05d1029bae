//! Reads a folder of checklists beside everything else, and looks for what changes in it: when the system says so, when
//! the window gets the focus, and now and then, because a shared drive does not always say so.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::app::{Event, TeamEnd};
use crate::catalogue::Catalogue;
use crate::jobs::{Ledger, Read, Scan, ScanEnd};
use crate::outcome::{LoadError, ScanAsked};
use crate::team::{Columns, Scanned};

/// So often the folder is looked at, whatever the system tells.
const EVERY: Duration = Duration::from_secs(30);
/// So long after a hint, so that whoever is writing has come to an end.
const SETTLE: Duration = Duration::from_millis(400);
/// As many files are told of at once: few at first, so that something is there to be seen.
const FIRST: usize = 8;
const MOST: usize = 512;

enum Wish {
    Read { folder: PathBuf, asked: ScanAsked, number: u64, at_once: bool },
    Look,
    Close,
}

/// A thread that reads; asleep while no folder is open.
#[derive(Debug)]
pub(super) struct TeamReader {
    wanted: Sender<Wish>,
    is_cancelled: Arc<AtomicBool>,
}

impl TeamReader {
    /// None where the system gives no thread.
    pub(super) fn new(ledger: Option<PathBuf>, tell: impl Fn(Event) + Send + Sync + 'static) -> Option<Self> {
        let (wanted, todo) = channel();
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let (hints, cancelled) = (wanted.clone(), Arc::clone(&is_cancelled));
        let desk = Reading { ledger, tell, is_cancelled: cancelled, columns: OnceLock::new() };
        Builder::new().name("team".to_owned()).spawn(move || desk.run(&todo, &hints)).ok()?;
        Some(Self { wanted, is_cancelled })
    }

    pub(super) fn read(&self, folder: PathBuf, asked: ScanAsked, number: u64, at_once: bool) {
        // What is being read is not wanted any more.
        self.cancel();
        drop(self.wanted.send(Wish::Read { folder, asked, number, at_once }));
    }

    pub(super) fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn look(&self) {
        drop(self.wanted.send(Wish::Look));
    }

    pub(super) fn close(&self) {
        self.cancel();
        drop(self.wanted.send(Wish::Close));
    }
}

/// The folder that is open.
struct Folder {
    path: PathBuf,
    asked: ScanAsked,
    number: u64,
    read: Read,
    /// Whether it could not be read the last time.
    is_stale: bool,
    /// Listens for as long as it is there.
    _watcher: Option<RecommendedWatcher>,
}

struct Reading<T> {
    ledger: Option<PathBuf>,
    tell: T,
    is_cancelled: Arc<AtomicBool>,
    columns: OnceLock<Columns>,
}

impl<T: Fn(Event) + Send + Sync> Reading<T> {
    fn run(self, todo: &Receiver<Wish>, hints: &Sender<Wish>) {
        let mut open: Option<Folder> = None;
        loop {
            let wish = match &open {
                Some(_) => todo.recv_timeout(EVERY),
                None => todo.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let mut looks = matches!(wish, Ok(Wish::Look) | Err(RecvTimeoutError::Timeout));
            let mut next = wish.ok();
            if next.is_none() && !looks {
                return;
            }
            let mut wanted = None;
            // Many hints are one, and of many folders the last counts.
            while let Some(wish) = next {
                match wish {
                    Wish::Look => looks = true,
                    Wish::Close => (open, wanted) = (None, None),
                    wish @ Wish::Read { .. } => wanted = Some(wish),
                }
                let settles = looks && wanted.is_none() && open.is_some();
                next = if settles { todo.recv_timeout(SETTLE).ok() } else { todo.try_recv().ok() };
            }
            if let Some(Wish::Read { folder, asked, number, at_once }) = wanted {
                self.is_cancelled.store(false, Ordering::Relaxed);
                let watcher = watch(&folder, hints);
                let read = Read::new();
                let mut folder = Folder { path: folder, asked, number, read, is_stale: false, _watcher: watcher };
                // What was stopped stays so, until somebody wants it read again.
                open = self.read_whole(&mut folder, at_once).then_some(folder);
            } else if let Some(folder) = open.as_mut().filter(|_| looks) {
                self.is_cancelled.store(false, Ordering::Relaxed);
                self.look_again(folder);
            }
        }
    }

    fn scan(&self, folder: &Folder, tell: &(dyn Fn(Scanned) + Sync)) -> Result<ScanEnd, LoadError> {
        let catalogue = Catalogue::shipped();
        let columns = self.columns.get_or_init(|| Columns::of(catalogue));
        let ledger = Ledger::read(self.ledger.as_deref());
        let (asked, is_cancelled) = (folder.asked, &*self.is_cancelled);
        let scan = Scan { catalogue, columns, ledger: &ledger, asked, is_cancelled, before: None };
        scan.folder(&folder.path, &folder.read, tell)
    }

    /// Reads everything, and tells of it at once or at the end. Whether nobody has stopped it.
    fn read_whole(&self, folder: &mut Folder, at_once: bool) -> bool {
        let number = folder.number;
        let waiting: Mutex<(Vec<Scanned>, usize)> = Mutex::new((Vec::new(), FIRST));
        let take = |scanned: Scanned| {
            let mut waiting = held(&waiting);
            let (list, enough) = &mut *waiting;
            list.push(scanned);
            if at_once && list.len() >= *enough {
                *enough = (*enough * 2).min(MOST);
                let scanned = std::mem::take(list);
                (self.tell)(Event::TeamRead { number, scanned });
            }
        };
        let result = self.scan(folder, &take);
        let (scanned, _) = waiting.into_inner().unwrap_or_else(PoisonError::into_inner);
        folder.is_stale = result.is_err();
        let result = result.map(|end| {
            let ScanEnd { read, is_cancelled, .. } = end;
            folder.read = read;
            TeamEnd { scanned, gone: Vec::new(), is_whole: !at_once, is_cancelled }
        });
        let is_stopped = result.as_ref().is_ok_and(|end| end.is_cancelled);
        (self.tell)(Event::TeamEnded { number, result });
        !is_stopped
    }

    /// Reads what has changed. Where nothing has, nothing is told.
    fn look_again(&self, folder: &mut Folder) {
        let scanned: Mutex<Vec<Scanned>> = Mutex::default();
        let result = self.scan(folder, &|one| held(&scanned).push(one));
        let scanned = scanned.into_inner().unwrap_or_else(PoisonError::into_inner);
        let was_stale = std::mem::replace(&mut folder.is_stale, result.is_err());
        let number = folder.number;
        let result = match result {
            // Whoever cancels wants something else to be read.
            Ok(end) if end.is_cancelled => return,
            Ok(ScanEnd { read, gone, is_cancelled }) => {
                folder.read = read;
                if scanned.is_empty() && gone.is_empty() && !was_stale {
                    return;
                }
                Ok(TeamEnd { scanned, gone, is_whole: false, is_cancelled })
            }
            Err(_) if was_stale => return,
            Err(error) => Err(error),
        };
        (self.tell)(Event::TeamEnded { number, result });
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens to what the system tells of a folder. Some folders cannot be watched: looking now and then is enough.
fn watch(folder: &Path, hints: &Sender<Wish>) -> Option<RecommendedWatcher> {
    let hints = hints.clone();
    let hint = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            drop(hints.send(Wish::Look));
        }
    };
    let mut watcher = notify::recommended_watcher(hint).ok()?;
    watcher.watch(folder, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}
