//! What this computer has to draw a window with. Nothing here loads a driver, or waits.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::disk;

/// What this computer has to draw a window with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Display {
    /// Whether a card can draw, and not only software that stands in for one.
    pub has_graphics_card: bool,
    /// Whether the display is that of another computer.
    pub is_remote: bool,
    /// Whether a start with the card, by this version of the program, came to no end.
    pub has_failed: bool,
}

/// A start with the graphics card, of which this computer keeps a mark until the first frame is there: a driver that
/// ends the program, or never answers, leaves the mark.
#[derive(Clone, Debug)]
pub struct Attempt {
    mark: Option<PathBuf>,
}

impl Attempt {
    /// Marks that a start begins.
    #[must_use]
    pub fn begin(mark: Option<PathBuf>) -> Self {
        if let Some(mark) = &mark {
            // Without the mark, a driver that crashes does so again at the next start; nothing else depends on it.
            drop(disk::put_mark(mark, env!("CARGO_PKG_VERSION")));
        }
        Self { mark }
    }

    /// Takes the mark away: the window is there, or the system said why not.
    pub fn end(&mut self) {
        if let Some(mark) = self.mark.take() {
            drop(disk::remove_own(&mark));
        }
    }
}

impl Display {
    /// Looks around. `mark` is where an attempt leaves its mark.
    #[must_use]
    pub fn look(mark: Option<&Path>) -> Self {
        let has_failed = mark.and_then(disk::mark).is_some_and(|version| version == env!("CARGO_PKG_VERSION"));
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self { has_graphics_card: has_graphics_card(&variable), is_remote: is_remote(&variable), has_failed }
    }
}

/// Cards by whose kernel driver nothing can be drawn in three dimensions.
const WITHOUT_3D: [&str; 2] = ["vgem", "vkms"];

fn has_graphics_card(variable: &impl Fn(&str) -> Option<OsString>) -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    if variable("LIBGL_ALWAYS_SOFTWARE").is_some_and(|value| value != "0" && value != "false") {
        return false;
    }
    let can_draw = |node: &str| {
        let driver = Path::new("/sys/class/drm").join(node).join("device/driver").read_link().unwrap_or_default();
        node.starts_with("renderD") && !WITHOUT_3D.iter().any(|name| driver.ends_with(name))
    };
    disk::names_in(Path::new("/dev/dri")).iter().any(|node| can_draw(node)) || Path::new("/dev/nvidia0").exists()
}

fn is_remote(variable: &impl Fn(&str) -> Option<OsString>) -> bool {
    if cfg!(windows) {
        // "Console", or "RDP-Tcp#3" and "ICA-…" for a remote desktop.
        return variable("SESSIONNAME").is_some_and(|name| name != "Console");
    }
    if cfg!(target_os = "macos") {
        return false;
    }
    let is_elsewhere = |display: OsString| {
        let display = display.to_string_lossy().into_owned();
        let host = display.split(':').next().unwrap_or_default();
        !matches!(host, "" | "unix")
    };
    let has_session = ["XRDP_SESSION", "NXSESSIONID", "X2GO_SESSION", "VNCDESKTOP"];
    has_session.into_iter().any(|name| variable(name).is_some())
        || (variable("WAYLAND_DISPLAY").is_none() && variable("DISPLAY").is_some_and(is_elsewhere))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn a_display_of_another_computer_is_known_by_its_name() {
        let with = |name: &'static str, value: &'static str| {
            is_remote(&move |asked: &str| (asked == name).then(|| OsString::from(value)))
        };
        assert!(!with("DISPLAY", ":0"));
        assert!(!with("DISPLAY", "unix:0.0"));
        assert!(with("DISPLAY", "localhost:10.0"));
        assert!(with("XRDP_SESSION", "1"));
        assert!(!with("WAYLAND_DISPLAY", "wayland-0"));
    }

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn software_that_stands_in_for_a_card_is_none() {
        assert!(!has_graphics_card(&|name| (name == "LIBGL_ALWAYS_SOFTWARE").then(|| OsString::from("1"))));
    }

    #[test]
    fn a_mark_stays_until_the_attempt_ends() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("own/graphics");
        assert!(!Display::look(Some(&mark)).has_failed);
        let mut attempt = Attempt::begin(Some(mark.clone()));
        assert!(Display::look(Some(&mark)).has_failed);
        attempt.end();
        assert!(!Display::look(Some(&mark)).has_failed);
    }

    #[test]
    fn the_mark_of_another_version_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("graphics");
        disk::put_mark(&mark, "0.0.0").unwrap();
        assert!(!Display::look(Some(&mark)).has_failed);
    }
}
