//! Reads a whole file, with a limit.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    NotFound,
    IsAFolder,
    /// Neither a file nor a folder, such as a pipe: reading it might never end.
    NotAFile,
    TooBig {
        bytes: u64,
    },
    Io(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::IsAFolder,
            _ => Self::Io(error),
        }
    }
}

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// [`ReadError`].
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let kind = std::fs::metadata(path)?;
    if kind.is_dir() {
        return Err(ReadError::IsAFolder);
    }
    if !kind.is_file() {
        return Err(ReadError::NotAFile);
    }
    let file = File::open(path)?;
    // In one piece: on a share, every further read is another way there and back. One byte more shows the end.
    let expected = kind.len().min(limit).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= limit => Ok(bytes),
        _ => Err(ReadError::TooBig { bytes: kind.len().max(limit.saturating_add(1)) }),
    }
}
