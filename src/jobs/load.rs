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
    let bytes = bytes_of(path, format::MAX_BYTES)?;
    let read = format::read(&bytes, catalogue)?;
    Ok(Loaded { checklist: read.checklist, findings: read.findings, bytes: bytes.into() })
}

/// What is in a file, up to a size.
pub(super) fn bytes_of(path: &Path, limit: u64) -> Result<Vec<u8>, LoadError> {
    disk::read(path, limit).map_err(|error| match error {
        ReadError::NotFound => LoadError::NotFound,
        ReadError::IsAFolder => LoadError::IsAFolder,
        ReadError::NotAFile => LoadError::NotReadable { detail: "it is not a file".to_owned() },
        ReadError::TooBig { bytes } => LoadError::TooBig { bytes, limit },
        ReadError::Io(error) => LoadError::NotReadable { detail: error.to_string() },
    })
}
