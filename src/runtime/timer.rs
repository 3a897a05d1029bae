//! Sends something when some time has passed.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::app::Reminder;

/// A thread that waits; asleep while there is nothing to wait for.
#[derive(Debug)]
pub(super) struct Timer {
    wanted: Sender<(Duration, Reminder)>,
}

impl Timer {
    /// `tell` is called on the thread of the timer. A system that gives no thread has no timer: nothing is saved without
    /// being asked for then.
    pub(super) fn new(tell: impl Fn(Reminder) + Send + 'static) -> Option<Self> {
        let (wanted, todo) = channel();
        Builder::new().name("timer".to_owned()).spawn(move || run(&todo, tell)).ok()?;
        Some(Self { wanted })
    }

    pub(super) fn remind(&self, after_ms: u64, of: Reminder) {
        // The thread ends only with the program.
        drop(self.wanted.send((Duration::from_millis(after_ms), of)));
    }
}

#[expect(clippy::disallowed_methods, reason = "waiting needs the time that has passed, not the time of day")]
fn run(todo: &Receiver<(Duration, Reminder)>, tell: impl Fn(Reminder)) {
    let mut waiting: BTreeMap<(Instant, u64), Reminder> = BTreeMap::new();
    let mut count = 0;
    loop {
        let next = waiting.first_key_value().map(|((at, _), _)| at.saturating_duration_since(Instant::now()));
        let wish = match next {
            Some(next) => todo.recv_timeout(next),
            None => todo.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match wish {
            Ok((after, of)) => {
                count += 1;
                waiting.insert((Instant::now() + after, count), of);
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some((_, of)) = waiting.pop_first() {
                    tell(of);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
