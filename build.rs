//! Packs the content into the program: small, and read only when it is asked for. On Windows, the program gets its icons,
//! its version and its manifest.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[cfg(windows)]
#[path = "packaging/windows/resources.rs"]
mod resources;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=assets");
    for folder in ["catalogue", "reference", "samples"] {
        pack(Path::new("assets").join(folder).as_path(), folder)?;
    }
    #[cfg(windows)]
    if let Err(error) = resources::embed() {
        println!("cargo::error=the resources of secure-start.exe: {error}");
    }
    Ok(())
}

/// Writes the files of a folder into an archive that the library includes; the same files give the same bytes.
#[expect(clippy::disallowed_methods, reason = "nobody's document is written here")]
fn pack(folder: &Path, name: &str) -> Result<(), Box<dyn Error>> {
    let to = PathBuf::from(std::env::var("OUT_DIR")?).join(name).with_extension("zip");
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(File::create(to)?);
    for file in files(folder)? {
        let inside = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        archive.start_file(inside, options)?;
        archive.write_all(&fs::read(&file)?)?;
    }
    archive.finish()?;
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}
