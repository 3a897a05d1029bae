//! The content inside the program, packed by `build.rs`. A folder is unpacked when something of it is asked for first.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::sync::OnceLock;

use zip::ZipArchive;

/// A folder of `assets`.
pub struct Folder {
    packed: &'static [u8],
    files: OnceLock<BTreeMap<String, String>>,
}

pub static CATALOGUE: Folder = Folder::new(include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.zip")));
pub static REFERENCE: Folder = Folder::new(include_bytes!(concat!(env!("OUT_DIR"), "/reference.zip")));
pub static SAMPLES: Folder = Folder::new(include_bytes!(concat!(env!("OUT_DIR"), "/samples.zip")));

impl Folder {
    const fn new(packed: &'static [u8]) -> Self {
        Self { packed, files: OnceLock::new() }
    }

    /// The text of a file, by its path in the folder with `/` between; none where it is not there or is no text.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files().get(path).map(String::as_str)
    }

    /// The files right in a folder of this one, by their names, with their texts.
    pub fn files_in<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inside =
            move |path: &'a str| path.strip_prefix(folder)?.strip_prefix('/').filter(|name| !name.contains('/'));
        self.files().iter().filter_map(move |(path, text)| Some((inside(path)?, text.as_str())))
    }

    /// How many files there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files().len()
    }

    fn files(&self) -> &BTreeMap<String, String> {
        self.files.get_or_init(|| {
            let mut files = BTreeMap::new();
            // What this program was built with can be unpacked; where it could not, the file is missing, and said to be.
            let Ok(mut archive) = ZipArchive::new(Cursor::new(self.packed)) else { return files };
            for place in 0..archive.len() {
                let Ok(mut file) = archive.by_index(place) else { continue };
                let mut text = String::new();
                let is_text = file.read_to_string(&mut text).is_ok();
                if let (true, Ok(name)) = (is_text, file.name()) {
                    files.insert(name.into_owned(), text);
                }
            }
            files
        })
    }
}
