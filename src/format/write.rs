//! Checklist to bytes.

use std::io;

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
    let file = File { format: FORMAT, version: VERSION, checklist };
    let mut rest = Rest(bytes);
    serde_json::to_writer_pretty(&mut rest, &file).is_ok() && rest.0 == b"\n"
}

/// What is still to be compared; writing something else than stands there is an error.
struct Rest<'a>(&'a [u8]);

impl io::Write for Rest<'_> {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        self.0 = self.0.strip_prefix(written).ok_or(io::ErrorKind::InvalidData)?;
        Ok(written.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
