//! Mounts that end with their owner.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::Ended;
use crate::report::NotRun;

pub(crate) struct Mount(PathBuf);

impl Mount {
    /// The file system inside an image, by way of a loop device.
    pub(crate) fn image(image: &Path, point: &Path) -> Result<Self, NotRun> {
        Self::with(&["-o", "loop"], image, point)
    }

    /// A disk in memory of a size.
    pub(crate) fn in_memory(size: &str, point: &Path) -> Result<Self, NotRun> {
        Self::with(&["-t", "tmpfs", "-o", &format!("size={size}")], Path::new("tmpfs"), point)
    }

    /// A folder once more, to read only.
    pub(crate) fn read_only(folder: &Path, point: &Path) -> Result<Self, NotRun> {
        let mount = Self::with(&["--bind"], folder, point)?;
        run(Command::new("mount").args(["-o", "remount,ro,bind"]).arg(point))?;
        Ok(mount)
    }

    fn with(words: &[&str], what: &Path, point: &Path) -> Result<Self, NotRun> {
        run(Command::new("mount").args(words).arg(what).arg(point))?;
        Ok(Self(point.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let ended = Ended::of(Command::new("umount").arg(&self.0));
        if !ended.has_acknowledged() {
            // Something still holds it; it goes when that lets go.
            eprintln!("A mount is held: {}", ended.said());
            Ended::of(Command::new("umount").arg("--lazy").arg(&self.0));
        }
    }
}

fn run(command: &mut Command) -> Result<(), NotRun> {
    let ended = Ended::of(command);
    if ended.has_acknowledged() { Ok(()) } else { Err(NotRun(format!("nothing can be mounted: {}", ended.said()))) }
}
