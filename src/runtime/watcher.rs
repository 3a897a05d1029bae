//! Notices what others make of the open file. What the system tells of a folder is a hint, and comes or does not come
//! from a shared drive; looking at the file now and then, and when the window gets the focus, is what counts.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::catalogue::Catalogue;
use crate::jobs;
use crate::outcome::{LoadError, Loaded};

/// So often the file is looked at, whatever the system tells.
const EVERY: Duration = Duration::from_secs(30);
/// So long after a hint, so that whoever is writing has come to an end.
const SETTLE: Duration = Duration::from_millis(200);

/// What the thread is told.
enum Wish {
    Watch(PathBuf, Arc<[u8]>),
    Stop,
    Look,
}

/// A thread that looks; asleep while there is nothing to look at.
#[derive(Debug)]
pub(super) struct Watcher {
    wanted: Sender<Wish>,
}

/// What was seen last.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sight {
    AsExpected,
    Other(Vec<u8>),
    NotReadable(LoadError),
}

impl Watcher {
    /// `tell` is called on the thread of the watcher whenever the file is otherwise than it was before. A system that
    /// gives no thread has no watcher: a save finds out all the same.
    pub(super) fn new(tell: impl Fn(PathBuf, Result<Box<Loaded>, LoadError>) + Send + 'static) -> Option<Self> {
        let (wanted, todo) = channel();
        let hints = wanted.clone();
        Builder::new().name("watcher".to_owned()).spawn(move || run(&todo, &hints, tell)).ok()?;
        Some(Self { wanted })
    }

    pub(super) fn watch(&self, path: PathBuf, bytes: Arc<[u8]>) {
        drop(self.wanted.send(Wish::Watch(path, bytes)));
    }

    pub(super) fn stop(&self) {
        drop(self.wanted.send(Wish::Stop));
    }

    pub(super) fn look(&self) {
        drop(self.wanted.send(Wish::Look));
    }
}

fn run(todo: &Receiver<Wish>, hints: &Sender<Wish>, tell: impl Fn(PathBuf, Result<Box<Loaded>, LoadError>)) {
    let mut watched: Option<(PathBuf, Arc<[u8]>)> = None;
    let mut seen = Sight::AsExpected;
    let mut events = Events::default();
    loop {
        let wish = match &watched {
            Some(_) => todo.recv_timeout(EVERY),
            None => todo.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let mut looks = matches!(wish, Ok(Wish::Look) | Err(RecvTimeoutError::Timeout));
        let mut next = wish.ok();
        if next.is_none() && !looks {
            return;
        }
        // What was wished for meanwhile comes first; many hints are one.
        while let Some(wish) = next {
            match wish {
                Wish::Watch(path, bytes) => {
                    events.follow(&path, hints);
                    (watched, seen) = (Some((path, bytes)), Sight::AsExpected);
                }
                Wish::Stop => {
                    events = Events::default();
                    watched = None;
                }
                Wish::Look => looks = true,
            }
            next = if looks { todo.recv_timeout(SETTLE).ok() } else { todo.try_recv().ok() };
        }
        let Some((path, bytes)) = watched.as_ref().filter(|_| looks) else { continue };
        let (sight, result) = look(path, bytes);
        if sight != seen {
            tell(path.clone(), result.map(Box::new));
        }
        seen = sight;
    }
}

/// What is there, and what it says: of the same bytes, because the next read may bring something else.
fn look(path: &Path, expected: &[u8]) -> (Sight, Result<Loaded, LoadError>) {
    let result = jobs::load(path, Catalogue::shipped());
    let sight = match &result {
        Ok(loaded) if *loaded.bytes == *expected => Sight::AsExpected,
        Ok(loaded) => Sight::Other(loaded.bytes.to_vec()),
        Err(error) => Sight::NotReadable(error.clone()),
    };
    (sight, result)
}

/// What the system tells of the folder that a file is in.
#[derive(Debug, Default)]
struct Events {
    /// The file, and what listens for as long as it is there.
    of: Option<(PathBuf, RecommendedWatcher)>,
}

impl Events {
    fn follow(&mut self, path: &Path, hints: &Sender<Wish>) {
        let Some(folder) = path.parent().map(Path::to_path_buf) else { return };
        if self.of.as_ref().is_some_and(|(followed, _)| followed == path) {
            return;
        }
        let (hints, name, of) = (hints.clone(), path.file_name().map(std::ffi::OsStr::to_owned), folder.clone());
        let hint = move |event: notify::Result<notify::Event>| {
            let is_about_it = |event: notify::Event| {
                let is_it = |path: &PathBuf| path.file_name() == name.as_deref() || *path == of;
                !event.kind.is_access() && event.paths.iter().any(is_it)
            };
            if event.is_ok_and(is_about_it) {
                drop(hints.send(Wish::Look));
            }
        };
        self.of = notify::recommended_watcher(hint).ok().and_then(|mut watcher| {
            // Some folders cannot be watched: looking now and then is enough.
            watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
            Some((path.to_path_buf(), watcher))
        });
    }
}
