//! Rules that the compiler does not know: which layer may name which, how long things may be, which words the screen
//! may use, how a text is written, and that every text has its place. Each rule is a function of files, and is seen to
//! fail on a broken one.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod code;
mod content;
mod coverage;
mod layers;
mod page;
mod wording;
mod words;

use std::path::Path;

/// A file's path, with `/` and from the root of the project, and its text.
pub(crate) type File = (String, String);

/// Every file below a folder with one of these endings, in order.
pub(crate) fn files_below(folder: &str, endings: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if endings.contains(&ending) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

pub(crate) fn sources() -> Vec<File> {
    files_below("src", &["rs"])
}

pub(crate) fn sources_and_tests() -> Vec<File> {
    [sources(), files_below("tests", &["rs"])].concat()
}

pub(crate) fn assets() -> Vec<File> {
    files_below("assets", &["json", "md"])
}

pub(crate) fn file(path: &str, text: &str) -> File {
    (path.to_owned(), text.to_owned())
}

pub(crate) const NOTHING: [&str; 0] = [];
