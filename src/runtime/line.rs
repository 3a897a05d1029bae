//! A thread that carries out one effect after the other.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use crate::app::{Effect, Event};

/// One effect after the other, in the order in which they were asked for.
#[derive(Debug)]
pub(super) struct Line {
    todo: Sender<Effect>,
    /// Says when everything is done.
    done: Receiver<()>,
}

impl Line {
    /// None where the system gives no thread.
    pub(super) fn new(
        name: &str,
        mut work: impl FnMut(Effect) -> Option<Event> + Send + 'static,
        tell: impl Fn(Event) + Send + 'static,
    ) -> Option<Self> {
        let (todo, effects) = channel();
        let (ended, done) = channel();
        let run = move || {
            for effect in effects {
                if let Some(event) = work(effect) {
                    tell(event);
                }
            }
            // With it go the locks that it holds.
            drop(work);
            // Whoever waited may be gone.
            let _is_heard = ended.send(()).is_ok();
        };
        Builder::new().name(name.to_owned()).spawn(run).ok()?;
        Some(Self { todo, done })
    }

    pub(super) fn send(&self, effect: Effect) {
        // The thread ends only when this is finished.
        drop(self.todo.send(effect));
    }

    /// Waits until everything that was asked for is done, or until a time has passed: a share that does not answer must
    /// not keep a program from ending.
    pub(super) fn finish(self, longest: Duration) {
        drop(self.todo);
        let _is_done = self.done.recv_timeout(longest).is_ok();
    }
}
