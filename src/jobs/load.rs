//! Opens a checklist.

use std::path::Path;

use crate::catalogue::Catalogue;
use crate::disk::{self, ReadError};
use crate::format;
use crate::outcome::{LoadError, Loaded};

/// Reads a checklist from a file.
///
/// # Errors
/// [`LoadError`].
pub fn load(path: &Path, catalogue: &Catalogue) -> Result<Loaded, LoadError> {
    loaded(bytes_of(path, format::MAX_BYTES)?, catalogue)
}

/// The checklist in some bytes.
pub(super) fn loaded(bytes: Vec<u8>, catalogue: &Catalogue) -> Result<Loaded, LoadError> {
    let read = format::read(&bytes, catalogue)?;
    Ok(Loaded { checklist: read.checklist, findings: read.findings, newer: read.newer, bytes: bytes.into() })
}

/// What is in a file, up to a size.
pub(super) fn bytes_of(path: &Path, limit: u64) -> Result<Vec<u8>, LoadError> {
    disk::read(path, limit).map_err(|error| from_read(error, limit))
}

/// Why a file of at most `limit` bytes was not read.
pub(super) fn from_read(error: ReadError, limit: u64) -> LoadError {
    match error {
        ReadError::NotFound => LoadError::NotFound,
        ReadError::IsAFolder => LoadError::IsAFolder,
        ReadError::NotAFile => LoadError::NotReadable { detail: "it is not a file".to_owned() },
        ReadError::TooBig { bytes } => LoadError::TooBig { bytes, limit },
        ReadError::Io(error) => LoadError::NotReadable { detail: error.to_string() },
    }
}
