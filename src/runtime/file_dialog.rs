//! The system's own file dialogs.

use std::path::{Path, PathBuf};
use std::pin::Pin;

use crate::app::Purpose;
use crate::export::Kind;

/// Whether the system has a file dialog. Only a Unix desktop can be without one: it takes a desktop portal on the
/// session bus, or the program zenity.
pub(super) fn is_there() -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    let portal = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let has_portal = has_bus && is_in("XDG_DATA_DIRS", "/usr/local/share:/usr/share", portal);
    has_portal || is_in("PATH", "", "zenity")
}

/// Whether a file is in one of the folders that a variable of the environment lists.
fn is_in(variable: &str, otherwise: &str, file: &str) -> bool {
    let folders = std::env::var_os(variable).filter(|value| !value.is_empty()).unwrap_or_else(|| otherwise.into());
    std::env::split_paths(&folders).any(|folder: PathBuf| folder != Path::new("") && folder.join(file).exists())
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
pub(super) fn open(purpose: Purpose) -> Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> {
    let dialog = rfd::AsyncFileDialog::new().set_title(purpose.title());
    // Asked for at once, on the thread that made it.
    if purpose.is_folder() {
        Box::pin(dialog.pick_folder())
    } else {
        Box::pin(dialog.add_filter(purpose.kind(), &["json"]).pick_file())
    }
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
pub(super) fn save(
    suggested: &str,
    folder: Option<&Path>,
) -> impl Future<Output = Option<rfd::FileHandle>> + Send + use<> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title("Save the checklist")
        .add_filter("Checklist", &["json"])
        .set_file_name(suggested);
    in_folder(dialog, folder).save_file()
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
pub(super) fn export(
    kind: Kind,
    suggested: &str,
    folder: Option<&Path>,
) -> impl Future<Output = Option<rfd::FileHandle>> + Send + use<> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title(Purpose::Export.title())
        .add_filter(kind.label(), &[kind.ending()])
        .set_file_name(suggested);
    in_folder(dialog, folder).save_file()
}

#[expect(clippy::disallowed_types, reason = "this is the one place that shows native dialogs")]
fn in_folder(dialog: rfd::AsyncFileDialog, folder: Option<&Path>) -> rfd::AsyncFileDialog {
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}
