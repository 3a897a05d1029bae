//! Files that are not as they should be, planted among checklists, each with words of the reason that is to be told.

use std::path::{Path, PathBuf};

use secure_start::checklist::Checklist;
use secure_start::format;

/// How many kinds there are.
pub(crate) const KINDS: usize = 21;

/// Puts a file with a fault of a kind into a folder, and gives its path and words that its reason has to have. The
/// checklist is of a person who is in the folder too; for most kinds it gets an id of its own.
pub(crate) fn plant(
    folder: &Path,
    number: usize,
    kind: usize,
    checklist: &Checklist,
) -> std::io::Result<(PathBuf, &'static str)> {
    let fresh = Checklist { id: format!("planted-{number}").as_str().into(), ..checklist.clone() };
    let text = String::from_utf8(format::to_bytes(&fresh).unwrap_or_default()).unwrap_or_default();
    let path = folder.join(format!("planted {number:05} \u{202e}fault\u{1F9EA}.json"));
    let put = |bytes: &[u8]| secure_start::disk::write_own(&path, bytes);
    let words = match kind % KINDS {
        0 => put(b"").map(|()| "damaged or is not a checklist")?,
        1 => put(text.get(..text.len() / 2).unwrap_or_default().as_bytes()).map(|()| "the text ends in the middle")?,
        2 => put(&[0xff, 0xfe, 0, 1, 2, 3, 0x80]).map(|()| "not a text file")?,
        3 => {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            put(&[&[0xff, 0xfe], wide.as_slice()].concat()).map(|()| "not a text file")?
        }
        4 => put(b"{\"name\": \"a file of another program\"}").map(|()| "a file of another kind")?,
        5 => put(b"{\"format\": \"secure-start/site-pack\", \"version\": 1}").map(|()| "is a site pack")?,
        6 => put(text.replacen("\"status\": \"", "\"status\": \"not-", 1).as_bytes()).map(|()| "has a mistake")?,
        7 => put(text.replacen("\"made\": \"20", "\"made\": \"20-", 1).as_bytes()).map(|()| "has a mistake")?,
        8 => {
            let mut twice = fresh.clone();
            twice.steps.extend(fresh.steps.first().cloned());
            put(&format::to_bytes(&twice).unwrap_or_default()).map(|()| "2 steps with the id")?
        }
        9 => put(text.replacen("\"version\": 1", "\"version\": 1, \"version\": 1", 1).as_bytes())
            .map(|()| "twice in one place")?,
        10 => {
            put(b" ")?;
            std::fs::OpenOptions::new()
                .write(true)
                .open(&path)?
                .set_len(format::MAX_BYTES + 1)
                .map(|()| "bytes. A checklist has far fewer")?
        }
        11 => put(format!("{}{}", "[".repeat(5000), "]".repeat(5000)).as_bytes())
            .map(|()| "damaged or is not a checklist")?,
        12 => {
            let newer = text.replacen("\"version\": 1", "\"version\": 2", 1).replacen(
                "\"status\": \"",
                "\"status\": \"not-",
                1,
            );
            put(newer.as_bytes()).map(|()| "saved by a newer Secure Start")?
        }
        13 => put(format!("{text}and more").as_bytes()).map(|()| "something behind the end")?,
        14 => put(text.replacen("\"starter\": {", "\"beginner\": {", 1).as_bytes()).map(|()| "has a mistake")?,
        15 => {
            put(text.replacen("\"steps\": [", "\"steps\": 7, \"others\": [", 1).as_bytes()).map(|()| "has a mistake")?
        }
        16 => {
            let path = path.with_extension("json.txt");
            secure_start::disk::write_own(&path, text.as_bytes())?;
            return Ok((path, "does not end in .json"));
        }
        17 => link(Path::new("nowhere.json"), &path).map(|()| "is a link")?,
        18 => {
            let path = path.with_extension("");
            link(folder, &path)?;
            return Ok((path, "is a link"));
        }
        19 => {
            // Behind the other by its name, so that the other is shown.
            let path = folder.join(format!("~planted {number:05}.json"));
            secure_start::disk::write_own(&path, &format::to_bytes(checklist).unwrap_or_default())?;
            return Ok((path, "the same checklist, with the same content"));
        }
        _ => {
            let mut older = checklist.clone();
            older.log.pop();
            put(&format::to_bytes(&older).unwrap_or_default()).map(|()| "another version of the checklist")?
        }
    };
    Ok((path, words))
}

#[cfg(unix)]
fn link(to: &Path, path: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, path)
}

#[cfg(windows)]
fn link(to: &Path, path: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_file(to, path)
}
