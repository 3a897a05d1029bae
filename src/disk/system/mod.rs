//! The file system of this computer.

#[cfg(not(windows))]
mod unix;
#[cfg(windows)]
mod windows;

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::files::{Access, Files, folder_of};
use super::{ReadError, read};
#[cfg(not(windows))]
use unix as native;
#[cfg(windows)]
use windows as native;

/// The real one.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

/// More links than this, one leading to the next, are a circle.
const LINKS: usize = 40;

impl Files for System {
    type Open = File;

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        match std::fs::canonicalize(path) {
            Ok(found) => return Ok(found),
            // Nothing is there, or, on some drives of Windows, the system cannot say: the path itself will do.
            Err(error) if error.kind() == io::ErrorKind::NotFound || cfg!(windows) => {}
            Err(error) => return Err(error),
        }
        // Nothing is there yet, or a link that leads to nothing: the file belongs where the link leads.
        let mut path = path.to_path_buf();
        for _ in 0..LINKS {
            match std::fs::read_link(&path) {
                Ok(to) => path = folder_of(&path).join(to),
                Err(_) => return Ok(path),
            }
        }
        Err(io::Error::other("its links lead round in a circle"))
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        read(path, limit)
    }

    fn create(&self, path: &Path, access: Access) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        native::open_for(&mut options, access);
        options.open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn keep_access(&self, file: &File, of: &Path) -> io::Result<()> {
        native::keep_access(file, of)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        native::replace(from, to)
    }

    fn move_to_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        native::move_to_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        native::sync_folder(folder)
    }

    fn names_in(&self, folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    fn is_running(&self, process: u32) -> bool {
        native::is_running(process)
    }

    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The number of this process on this computer.
#[must_use]
pub fn this_process() -> u32 {
    std::process::id()
}

/// The name of this computer, as its network knows it; empty where it has none.
#[must_use]
pub fn computer() -> String {
    native::computer()
}
