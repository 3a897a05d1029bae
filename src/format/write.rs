//! Checklist to bytes.

use serde::Serialize;
use thiserror::Error;

use super::{FORMAT, VERSION};
use crate::checklist::Checklist;

/// A document that cannot be written as JSON. No checklist that was made or read here is one.
#[derive(Debug, Error)]
#[error("the checklist cannot be written as JSON: {0}")]
pub struct CannotWrite(#[from] serde_json::Error);

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u64,
    #[serde(flatten)]
    checklist: &'a Checklist,
}

/// The file of a checklist: UTF-8, two spaces of indent, a line feed at the end. The same checklist gives the same
/// bytes.
///
/// # Errors
/// [`CannotWrite`].
pub fn to_bytes(checklist: &Checklist) -> Result<Vec<u8>, CannotWrite> {
    let mut bytes = serde_json::to_vec_pretty(&File { format: FORMAT, version: VERSION, checklist })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether some bytes are those that this program writes for a checklist. A checklist that is read from others is the
/// same all the same: another program, or somebody by hand, has written them.
#[must_use]
pub fn is_as_written(bytes: &[u8], checklist: &Checklist) -> bool {
    to_bytes(checklist).is_ok_and(|written| written == bytes)
}
