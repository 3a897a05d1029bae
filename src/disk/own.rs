//! The program's own files, which only their owner reads: settings and recovery copies.

use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use super::files::{Access, Files, folder_of, remove};
use super::names::own_temporary_name;
use super::save::write_beside;
use super::system::{System, this_process};

/// Writes one of the program's own files whole or not at all, and makes its folder where there is none.
///
/// # Errors
/// What the system said. What was there before is there still.
pub fn write_own(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let files = System;
    make_folder(folder_of(path))?;
    let temporary = folder_of(path).join(own_temporary_name(path, this_process()));
    write_beside(&files, &temporary, bytes, Access::Private, None)?;
    // Also where nothing is there yet: nobody else has a say in the access to these files.
    let replaced = std::fs::rename(&temporary, path);
    if replaced.is_err() {
        remove(&files, &temporary);
    }
    replaced?;
    drop(files.sync_folder(folder_of(path)));
    Ok(())
}

/// Adds a line to one of the program's own files, and makes it where there is none. Two programs that do so at the same
/// time both get their line in.
///
/// # Errors
/// What the system said.
pub fn append_own(path: &Path, line: &str) -> io::Result<()> {
    make_folder(folder_of(path))?;
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true).read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // A power cut may have left half a line: it is not to spoil this one.
    let is_whole = file.seek(SeekFrom::End(-1)).is_err() || {
        let mut last = [0];
        file.read_exact(&mut last)?;
        last == *b"\n"
    };
    let front = if is_whole { "" } else { "\n" };
    file.write_all(format!("{front}{line}\n").as_bytes())?;
    file.sync_all()
}

/// Leaves a few words in a file of the program's own, without waiting until they are on the disk: whether they survive
/// a power cut does not matter.
///
/// # Errors
/// What the system said.
#[expect(clippy::disallowed_methods, reason = "a mark that is lost or half written says nothing")]
pub fn put_mark(path: &Path, words: &str) -> io::Result<()> {
    make_folder(folder_of(path))?;
    std::fs::write(path, words)
}

/// The words of such a file, where it is there and can be read.
#[must_use]
pub fn mark(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// Removes one of the program's own files, where it is there.
///
/// # Errors
/// What the system said.
pub fn remove_own(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A folder that only its owner may look into.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
