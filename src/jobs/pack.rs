//! Opens a site pack.

use std::path::Path;

use super::load::bytes_of;
use crate::catalogue::Catalogue;
use crate::catalogue::pack::SitePack;
use crate::format::{self, MAX_PACK_BYTES};
use crate::outcome::{LocatedFinding, PackError};

/// Reads a site pack from a file. With it comes what is only unwise in it.
///
/// # Errors
/// [`PackError`].
pub fn load_pack(path: &Path, catalogue: &Catalogue) -> Result<(SitePack, Vec<LocatedFinding>), PackError> {
    format::read_pack(&bytes_of(path, MAX_PACK_BYTES)?, catalogue)
}

/// Whether a file says of itself that it is a site pack. A file that cannot be read is none.
#[must_use]
pub fn is_pack(path: &Path) -> bool {
    bytes_of(path, format::MAX_BYTES).is_ok_and(|bytes| format::is_pack(&bytes))
}
