//! The system's own file dialogs, and what to do where they do not come.
//!
//! On a Unix desktop such a dialog is another program, asked for over the session bus. It may be missing, dead, or
//! alive and never show anything. So the bus is asked first, with a limit, and a dialog has to take the focus of our
//! window; where either does not happen, the program's own dialog takes its place.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::clock;
use crate::app::{Event, Purpose};
use crate::export::Kind;

/// What comes of a dialog: a file, or none where it was cancelled.
pub(super) type Choice = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

/// As long a dialog may take to come.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is looked whether one has come.
const LOOKS: Duration = Duration::from_millis(250);

/// Since when our window has the focus; none while it has not.
#[derive(Debug, Default)]
pub(super) struct Focus(Mutex<Option<Instant>>);

impl Focus {
    pub(super) fn set(&self, has_focus: bool) {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *since = if has_focus { since.or_else(|| Some(clock::instant())) } else { None };
    }

    /// Whether the window has had the focus for as long as a dialog may take, and all of that since a moment.
    fn has_stayed_since(&self, began: Instant) -> bool {
        let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        since.is_some_and(|since| since.max(began).elapsed() >= PATIENCE)
    }
}

/// A question for a file.
pub(super) struct FileDialog {
    /// Asks the same in the program's own dialog.
    pub(super) ours: Event,
    pub(super) focus: Arc<Focus>,
}

impl FileDialog {
    /// Asks on other threads, and tells what was chosen, or that our own dialog is wanted. Only one of both is told.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn ask(
        self,
        dialog: impl FnOnce() -> Choice + Send + 'static,
        event: impl FnOnce(Option<PathBuf>) -> Event + Send + 'static,
        tell: impl Fn(Event) + Clone + Send + 'static,
    ) -> std::io::Result<()> {
        let is_told = Arc::new(AtomicBool::new(false));
        let (ended, has_ended) = channel::<()>();
        // Some systems want a dialog to be made on the window's thread; a Unix desktop is asked first.
        let made = if IS_OTHER_PROGRAM { Err(dialog) } else { Ok(dialog()) };
        let (first, telling, ours) = (Arc::clone(&is_told), tell.clone(), self.ours.clone());
        let wait = move || {
            // Until this thread is done, the other one watches.
            let _ended = ended;
            let event = match made {
                Err(_) if !is_there() => ours,
                Err(dialog) => event(chosen(dialog())),
                Ok(dialog) => event(chosen(dialog)),
            };
            if !first.swap(true, Ordering::Relaxed) {
                telling(event);
            }
        };
        Builder::new().name("dialog".to_owned()).spawn(wait)?;
        if !IS_OTHER_PROGRAM {
            return Ok(());
        }
        let watch = move || {
            let began = clock::instant();
            while has_ended.recv_timeout(LOOKS) == Err(RecvTimeoutError::Timeout) {
                if self.focus.has_stayed_since(began) {
                    if !is_told.swap(true, Ordering::Relaxed) {
                        tell(self.ours);
                    }
                    return;
                }
            }
        };
        Builder::new().name("patience".to_owned()).spawn(watch).map(drop)
    }
}

fn chosen(dialog: Choice) -> Option<PathBuf> {
    pollster::block_on(dialog).map(|file| file.path().to_path_buf())
}

/// Whether the system's dialog is another program, which may be missing.
const IS_OTHER_PROGRAM: bool = cfg!(all(unix, not(target_os = "macos")));

/// Whether a Unix desktop has a file dialog: a portal on the session bus that answers, or the program zenity. A portal
/// that takes longer than [`PATIENCE`] has none, whatever else there is: the library would wait for it.
fn is_there() -> bool {
    let has_zenity = is_in("PATH", "", "zenity");
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    let portal = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    if !has_bus || !is_in("XDG_DATA_DIRS", "/usr/local/share:/usr/share", portal) {
        return has_zenity;
    }
    match within(PATIENCE, portal_answers) {
        Some(answers) => answers || has_zenity,
        None => false,
    }
}

/// What comes of some work, if it comes in time.
fn within<T: Send + 'static>(limit: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = channel();
    // The other end is gone where it came too late.
    Builder::new().name("portal".to_owned()).spawn(move || drop(sender.send(work()))).ok()?;
    receiver.recv_timeout(limit).ok()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn portal_answers() -> bool {
    let asked = zbus::blocking::Connection::session().and_then(|bus| {
        bus.call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &("org.freedesktop.portal.FileChooser", "version"),
        )
    });
    asked.is_ok()
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn portal_answers() -> bool {
    true
}

/// Whether a file is in one of the folders that a variable of the environment lists.
fn is_in(variable: &str, otherwise: &str, file: &str) -> bool {
    let folders = std::env::var_os(variable).filter(|value| !value.is_empty()).unwrap_or_else(|| otherwise.into());
    std::env::split_paths(&folders).any(|folder: PathBuf| folder != Path::new("") && folder.join(file).exists())
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
pub(super) fn open(purpose: Purpose, folder: Option<&Path>) -> Choice {
    let dialog = in_folder(rfd::AsyncFileDialog::new().set_title(purpose.title()), folder);
    if purpose.is_folder() {
        Box::pin(dialog.pick_folder())
    } else {
        Box::pin(dialog.add_filter(purpose.kind(), &["json"]).pick_file())
    }
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
pub(super) fn save(suggested: &str, folder: Option<&Path>) -> Choice {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title(Purpose::Save.title())
        .add_filter("Checklist", &["json"])
        .set_file_name(suggested);
    Box::pin(in_folder(dialog, folder).save_file())
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
pub(super) fn export(kind: Kind, suggested: &str, folder: Option<&Path>) -> Choice {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title(Purpose::Export.title())
        .add_filter(kind.label(), &[kind.ending()])
        .set_file_name(suggested);
    Box::pin(in_folder(dialog, folder).save_file())
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
fn in_folder(dialog: rfd::AsyncFileDialog, folder: Option<&Path>) -> rfd::AsyncFileDialog {
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}
