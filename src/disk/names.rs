//! The names of what a save puts beside a file for a moment.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest as _, Sha256};

use super::files::folder_of;

/// Longer names than this, in bytes, are shortened: what stands beside a file has a longer name than the file.
const LONGEST: usize = 180;
/// As much of a long name is kept, and the rest is a fingerprint of the whole.
const FIRST: usize = 120;
/// In front of every name beside a file, so that it is hidden and sorts away from it.
const FRONT: &str = ".~";
const TEMPORARY: &str = ".tmp";
/// At the end of a temporary file that is kept, because it could not be put in its place.
const KEPT: &str = ".kept.tmp";

/// The name of a file, short enough to have something before and behind it.
fn short_name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if name.len() <= LONGEST {
        return name.into_owned();
    }
    let kept: String = name.char_indices().take_while(|(at, _)| *at < FIRST).map(|(_, c)| c).collect();
    format!("{kept}~{}", fingerprint(name.as_bytes()))
}

/// Sixteen hexadecimal digits that tell one text from another.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let first = digest.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{first:016x}")
}

/// The lock file of a file.
#[must_use]
pub fn lock_file(file: &Path) -> PathBuf {
    folder_of(file).join(format!("{FRONT}{}.lock", short_name(file)))
}

/// Where a lock is moved that is being taken over.
pub(super) fn abandoned_lock(file: &Path) -> PathBuf {
    folder_of(file).join(format!("{FRONT}{}.gone", short_name(file)))
}

/// The name of a temporary file for a file. `id` tells it from every other.
pub(super) fn temporary_name(file: &Path, id: &str) -> String {
    format!("{FRONT}{}.{id}{TEMPORARY}", short_name(file))
}

/// The temporary file of that name beside a file; none where the name is not that of one, such as a way elsewhere.
pub(super) fn temporary_file(file: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = Path::new(name).file_name().is_some_and(|last| last == name);
    let front = format!("{FRONT}{}.", short_name(file));
    let id =
        name.strip_prefix(&front).and_then(|rest| rest.strip_suffix(KEPT).or_else(|| rest.strip_suffix(TEMPORARY)));
    // A further point would belong to the name of another file that begins like this one.
    let is_of_it = id.is_some_and(|id| !id.is_empty() && !id.contains('.'));
    (is_plain && is_of_it).then(|| folder_of(file).join(name))
}

/// The name of a temporary file of the program's own, which says whose it is.
pub(super) fn own_temporary_name(file: &Path, process: u32) -> String {
    temporary_name(file, &format!("{process}-{}", fresh_number()))
}

/// The process whose temporary file it is; none where it is none of the program's own.
pub(super) fn process_of_temporary(name: &str) -> Option<u32> {
    let id = name.strip_prefix(FRONT)?.strip_suffix(TEMPORARY)?.rsplit('.').next()?;
    id.split_once('-')?.0.parse().ok()
}

/// Where a temporary file is kept that could not be put in its place.
pub(super) fn kept_file(temporary: &Path) -> PathBuf {
    let name = temporary.file_name().unwrap_or_default().to_string_lossy();
    temporary.with_file_name(format!("{}{KEPT}", name.strip_suffix(TEMPORARY).unwrap_or(&name)))
}

/// Whether a name is that of a temporary file that is kept.
pub(super) fn is_kept(name: &str) -> bool {
    name.ends_with(KEPT)
}

/// A number that this process has not given yet.
pub(super) fn fresh_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_shortened_and_still_told_apart() {
        let long = |end: char| PathBuf::from(format!("{}{end}.json", "Ŵ".repeat(115)));
        let name = |end| lock_file(&long(end)).file_name().unwrap().to_owned();
        assert!(name('a').len() < 255 && name('a') != name('b'));
        assert_eq!(lock_file(Path::new("a/Nia.json")), PathBuf::from("a/.~Nia.json.lock"));
    }

    #[test]
    fn only_a_name_beside_the_file_is_a_temporary_file_of_it() {
        let file = Path::new("a/Nia.json");
        assert_eq!(temporary_file(file, &temporary_name(file, "1")), Some(PathBuf::from("a/.~Nia.json.1.tmp")));
        for name in [
            "Nia.json",
            ".~Sam.json.1.tmp",
            ".~Nia.json./../../b.tmp",
            ".~Nia.json.json.1.tmp",
            ".~Nia.json..tmp",
            "../.~Nia.json.1.tmp",
            "",
            "..",
        ] {
            assert_eq!(temporary_file(file, name), None, "{name}");
        }
    }
}
