//! Everything that an audit asks for, in one zip file: the pages, the workbook, the values, and the checksums of the three.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Export, Kind, NotWritten, written};
use crate::catalogue::Catalogue;

/// The name of each file, without its ending.
const NAME: &str = "checklists";
/// As `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

pub(super) fn pack(
    export: &Export,
    catalogue: &Catalogue,
    go_on: &dyn Fn(usize) -> bool,
) -> Result<Vec<u8>, NotWritten> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without the time, so that the same export gives the same bytes: each file says when it was made.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), NotWritten> {
        zip.start_file(name, options).map_err(|error| NotWritten::Other(error.to_string()))?;
        zip.write_all(bytes).map_err(|error| NotWritten::Other(error.to_string()))
    };
    let mut sums = String::new();
    for kind in [Kind::Pdf, Kind::Xlsx, Kind::Json] {
        let name = format!("{NAME}.{}", kind.ending());
        let bytes = written(export, kind, catalogue, go_on)?;
        put(&name, &bytes)?;
        for byte in Sha256::digest(&bytes) {
            let _is_written = write!(sums, "{byte:02x}").is_ok();
        }
        let _is_written = writeln!(sums, "  {name}").is_ok();
    }
    put(SUMS, sums.as_bytes())?;
    let bytes = zip.finish().map_err(|error| NotWritten::Other(error.to_string()))?;
    Ok(bytes.into_inner())
}
