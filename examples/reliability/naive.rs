//! A saver as it should not be: it empties the document and fills it bit by bit, and makes nothing durable. The goals
//! have to catch it, or they would prove nothing of the program.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::document::{Document, STEP};

const CHUNKS: usize = 40;

/// Long enough that the writing takes nearly all of the time of the process, so that a kill by chance hits it.
const PAUSE: Duration = Duration::from_millis(2);

/// Saves, and says how the process is to end.
pub(crate) fn save(file: &Path, note: &str) -> Result<(), String> {
    let bytes = Document::read(file)?.with_note(STEP, note);
    let mut file = OpenOptions::new().write(true).truncate(true).open(file).map_err(|error| error.to_string())?;
    for chunk in bytes.chunks(bytes.len() / CHUNKS + 1) {
        std::thread::sleep(PAUSE);
        file.write_all(chunk).and_then(|()| file.flush()).map_err(|error| error.to_string())?;
    }
    println!("Saved.");
    Ok(())
}
