//! The save protocol on the disk of this computer.

use std::path::{Path, PathBuf};
use std::thread;

use secure_start::checklist::{Edit, TextField};
use secure_start::disk::{self, NotSaved, Save, Seen, System, Who, lock_file};
use secure_start::jobs;
use secure_start::outcome::{OnDisk, SaveError};
use tempfile::TempDir;

use crate::world::{a_checklist, catalogue, put, saver, stamp};

fn save(path: &Path, bytes: &[u8], seen: Seen<'_>) -> Result<Option<Vec<u8>>, NotSaved> {
    let who = Who { id: "test".to_owned(), process: disk::this_process(), ..Who::default() };
    disk::save(&System, &Save { path, bytes, seen, who: &who, at: "", takes_over: None })
}

fn names_in(folder: &Path) -> Vec<String> {
    let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// A folder with a document in it.
fn desk() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Nia.json");
    put(&path, b"old");
    (folder, path)
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_a_new_file_has_the_usual_ones() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = desk();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    for wanted in [0o664, 0o600, 0o640] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(wanted)).unwrap();
        save(&path, b"new", Seen::Anything).unwrap();
        assert_eq!(mode(&path), wanted, "{wanted:o}");
    }
    let fresh = folder.path().join("fresh.json");
    save(&fresh, b"new", Seen::Nothing).unwrap();
    assert_ne!(mode(&fresh), 0o600, "what is made on a shared drive is not private");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_file_that_it_leads_to_is_saved() {
    let (folder, path) = desk();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link.json");
    let second = elsewhere.path().join("second.json");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    std::os::unix::fs::symlink("link.json", &second).unwrap();
    save(&second, b"new", Seen::Content(b"old")).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"new");
    assert!(link.is_symlink() && second.is_symlink());
    // One that leads to nothing yet.
    std::fs::remove_file(&path).unwrap();
    save(&link, b"again", Seen::Nothing).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"again");
    assert_eq!((names_in(folder.path()), names_in(elsewhere.path()).len()), (vec!["Nia.json".to_owned()], 2));
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("second.json", &link).unwrap();
    assert!(matches!(save(&link, b"x", Seen::Anything), Err(NotSaved::Io(_))), "links in a circle lead nowhere");
}

#[test]
fn a_name_as_long_as_the_system_allows_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{}.json", "n".repeat(245)));
    save(&path, b"new", Seen::Nothing).unwrap();
    save(&path, b"newer", Seen::Content(b"new")).unwrap();
    assert_eq!(names_in(folder.path()).len(), 1);
    let too_long = folder.path().join(format!("{}.json", "n".repeat(260)));
    let error = jobs::save(&too_long, &a_checklist(), &OnDisk::Nothing, &saver(), catalogue());
    assert_eq!(error, Err(SaveError::BadName));
}

#[test]
fn a_lock_that_is_left_over_is_told_with_its_file_and_taken_over_when_the_user_says_so() {
    let (folder, path) = desk();
    let lock = lock_file(&path);
    put(&lock, br#"{"user": "Sam Sample", "computer": "OFFICE-2", "process": 1, "id": "theirs"}"#);
    let ours = a_checklist();
    let save = |takes_over: Option<&str>| {
        let saver = jobs::Saver { takes_over: takes_over.map(str::to_owned), ..saver() };
        jobs::save(&path, &ours, &OnDisk::Replaceable, &saver, catalogue())
    };
    let Err(SaveError::Locked(holder)) = save(None) else { panic!("it is locked") };
    assert_eq!((holder.user.as_str(), holder.id.as_str(), &holder.file), ("Sam Sample", "theirs", &lock));
    assert!(save(Some("theirs")).is_ok());
    assert_eq!(names_in(folder.path()), ["Nia.json"]);
}

/// Each of two programs adds a line to the log again and again; every line that was said to be saved is there.
#[test]
fn two_programs_that_save_one_file_lose_nothing_of_each_other() {
    const EACH: usize = 60;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("both.json");
    jobs::save(&path, &a_checklist(), &OnDisk::Nothing, &saver(), catalogue()).unwrap();
    let work = |who: usize| {
        let path = path.clone();
        move || {
            let mut saver = saver();
            saver.who.id = format!("program {who}");
            for round in 0..EACH {
                let text = format!("{who} {round:04}");
                let edit = Edit::SetText { step: "gather-documents".into(), field: TextField::Note, text };
                loop {
                    let loaded = jobs::load(&path, catalogue()).unwrap();
                    let changed = loaded.checklist.apply(&edit, &stamp()).unwrap();
                    match jobs::save(&path, &changed, &OnDisk::Content(loaded.bytes), &saver, catalogue()) {
                        Ok(_) => break,
                        Err(SaveError::ChangedOutside(_) | SaveError::Locked(_)) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            }
        }
    };
    let threads: Vec<_> = [1, 2].into_iter().map(|who| thread::spawn(work(who))).collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let log = jobs::load(&path, catalogue()).unwrap().checklist.log;
    for who in [1, 2] {
        for round in 0..EACH {
            let text = format!("{who} {round:04}");
            assert!(log.iter().any(|line| line.to == text.as_str()), "{text} is lost");
        }
    }
    assert_eq!(names_in(folder.path()), ["both.json"]);
}
