//! Copies on this computer: what is not saved, what a crash leaves, and earlier versions.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use secure_start::checklist::{Checklist, Edit, TextField};
use secure_start::format;
use secure_start::ids::SessionId;
use secure_start::jobs::Recovery;
use tempfile::TempDir;

use crate::world::{a_checklist, a_path, catalogue, put, stamp};

fn utc(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc()
}

/// A computer with nothing on it yet.
fn computer() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn recovery(computer: &TempDir) -> Recovery {
    Recovery::new(computer.path().join("recovery"), utc)
}

fn with_note(text: &str) -> Checklist {
    let edit = Edit::SetText { step: "gather-documents".into(), field: TextField::Note, text: text.to_owned() };
    a_checklist().apply(&edit, &stamp()).unwrap()
}

fn bytes(checklist: &Checklist) -> Vec<u8> {
    format::to_bytes(checklist).unwrap()
}

fn one() -> SessionId {
    "one".into()
}

fn keep(recovery: &mut Recovery, text: &str) {
    let base = bytes(&a_checklist());
    recovery.keep(&one(), &with_note(text), Some(&a_path()), Some(&base)).unwrap();
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in folder.read_dir().into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn what_a_crash_leaves_is_found_with_its_place_its_time_and_what_it_was_based_on() {
    let computer = computer();
    let mut running = recovery(&computer);
    for text in ["N", "Not", "Not saved"] {
        keep(&mut running, text);
    }
    assert_eq!(recovery(&computer).unsaved(catalogue), [], "its program is still running");
    drop(running);
    let mut next = recovery(&computer);
    let found = next.unsaved(catalogue);
    let [unsaved] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&unsaved.session, unsaved.path.as_deref()), (&one(), Some(a_path().as_path())));
    assert_eq!((unsaved.name.as_str(), unsaved.at), ("Amina Sample", Some(utc(stamp().at))));
    let recovered = next.recover(&one(), catalogue()).unwrap();
    assert_eq!(recovered.checklist, with_note("Not saved"));
    assert_eq!(recovered.base.unwrap().checklist, a_checklist());
    assert_eq!(next.unsaved(catalogue), [], "it is being worked on");
    assert_eq!(recovery(&computer).unsaved(catalogue), [], "also for every other window");
    // It stays until it is saved, also through a second crash.
    drop(next);
    let mut third = recovery(&computer);
    assert_eq!(third.unsaved(catalogue).len(), 1);
    third.recover(&one(), catalogue()).unwrap();
    third.end(&one(), &a_checklist().id);
    drop(third);
    assert_eq!(recovery(&computer).unsaved(catalogue), []);
    assert_eq!(files(computer.path()), Vec::<PathBuf>::new());
}

#[test]
fn work_that_was_in_no_file_yet_is_found_too_and_can_be_deleted() {
    let computer = computer();
    let mut running = recovery(&computer);
    running.keep(&one(), &with_note("New"), None, None).unwrap();
    drop(running);
    let mut next = recovery(&computer);
    assert_eq!(next.unsaved(catalogue)[0].path, None);
    assert_eq!(next.recover(&one(), catalogue()).unwrap().base, None);
    drop(next);
    let mut next = recovery(&computer);
    next.discard(&one(), catalogue(), stamp().at);
    assert_eq!(next.unsaved(catalogue), []);
    assert_eq!(notes(&next), ["New"], "even that is a version");
    next.clear().unwrap();
    assert_eq!(files(computer.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_copy_that_cannot_be_read_stops_nothing_and_is_not_touched() {
    let computer = computer();
    let mut running = recovery(&computer);
    keep(&mut running, "Whole");
    drop(running);
    let folder = files(computer.path())[0].parent().unwrap().to_path_buf();
    put(&folder.join("two.unsaved.json"), b"{ half");
    put(&folder.join("two.session"), b"{}");
    let next = recovery(&computer);
    assert_eq!(next.unsaved(catalogue).len(), 1);
    assert!(folder.join("two.unsaved.json").exists());
}

#[test]
fn two_documents_of_one_name_do_not_share_copies_and_an_id_leads_nowhere_else() {
    let computer = computer();
    let mut running = recovery(&computer);
    for id in ["a", "../../a", "/etc/passwd", "C:\\a", "\u{0}"] {
        let mut checklist = with_note(id);
        checklist.id = id.into();
        running.keep(&one(), &checklist, Some(&a_path()), None).unwrap();
    }
    let found = files(computer.path());
    assert_eq!(found.len(), 10, "{found:?}");
    assert!(found.iter().all(|file| file.starts_with(computer.path().join("recovery"))));
}

#[cfg(unix)]
#[test]
fn only_their_owner_can_read_the_copies() {
    use std::os::unix::fs::PermissionsExt as _;
    let computer = computer();
    let mut running = recovery(&computer);
    keep(&mut running, "Private");
    running.saved(&one(), &a_checklist().id, None, &bytes(&a_checklist()), stamp().at).unwrap();
    let found = files(computer.path());
    assert_eq!(found.len(), 4);
    for file in found {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
        let folder = file.parent().unwrap();
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700, "{}", folder.display());
    }
}

/// Saves a version with a note, so many minutes after the first.
fn save_version(recovery: &Recovery, session: &str, minutes: i64, text: &str) {
    let at = stamp().at + TimeDelta::minutes(minutes);
    recovery.saved(&session.into(), &a_checklist().id, None, &bytes(&with_note(text)), at).unwrap();
}

fn notes(recovery: &Recovery) -> Vec<String> {
    let note = |checklist: &Checklist| checklist.step(&"gather-documents".into()).unwrap().record.note.clone();
    recovery.versions(&a_checklist().id, catalogue()).iter().map(|version| note(&version.checklist)).collect()
}

#[test]
fn versions_are_kept_newest_first_with_their_time_and_what_was_there_before_the_first_save() {
    let computer = computer();
    let recovery = recovery(&computer);
    let (before, now) = (bytes(&a_checklist()), bytes(&with_note("Mine")));
    recovery.saved(&one(), &a_checklist().id, Some(&before), &now, stamp().at).unwrap();
    assert_eq!(notes(&recovery), ["Mine", ""]);
    let versions = recovery.versions(&a_checklist().id, catalogue());
    assert_eq!(versions[0].at, utc(stamp().at));
    // The same content is not kept twice.
    recovery.saved(&one(), &a_checklist().id, Some(&now), &now, stamp().at + TimeDelta::minutes(9)).unwrap();
    assert_eq!(notes(&recovery), ["Mine", ""]);
}

#[test]
fn the_last_twenty_versions_are_kept_and_none_older_than_thirty_days_but_the_newest() {
    let computer = computer();
    let recovery = recovery(&computer);
    for hour in 0..25 {
        save_version(&recovery, "one", hour * 60, &format!("{hour}"));
    }
    let kept = notes(&recovery);
    assert_eq!((kept.len(), kept[0].as_str(), kept[19].as_str()), (20, "24", "5"));
    let month = 31 * 24 * 60;
    save_version(&recovery, "two", month, "a month later");
    save_version(&recovery, "two", month * 3, "much later");
    assert_eq!(notes(&recovery), ["much later"]);
}

#[test]
fn versions_of_documents_that_nobody_opens_any_more_are_removed_too() {
    let computer = computer();
    let recovery = recovery(&computer);
    save_version(&recovery, "one", 0, "old");
    recovery.prune(stamp().at + TimeDelta::days(29));
    assert_eq!(notes(&recovery), ["old"]);
    recovery.prune(stamp().at + TimeDelta::days(31));
    assert_eq!(files(computer.path()), Vec::<PathBuf>::new());
}

#[test]
fn typing_does_not_push_older_versions_out() {
    let computer = computer();
    let recovery = recovery(&computer);
    save_version(&recovery, "yesterday", 0, "yesterday");
    for minute in 0..60 {
        save_version(&recovery, "today", 24 * 60 + minute, &format!("{minute}"));
    }
    let kept = notes(&recovery);
    assert_eq!(kept[..8], ["59", "58", "57", "56", "55", "54", "53", "52"], "the newest are all there");
    assert!(kept.len() < 20 && kept.last().unwrap() == "yesterday", "{kept:?}");
    let minutes: Vec<i64> = kept.iter().filter_map(|note| note.parse().ok()).collect();
    assert!(minutes.windows(2).all(|pair| pair[0] - pair[1] <= 10), "{minutes:?}");
}

#[test]
fn removing_everything_keeps_what_is_open_and_nothing_else() {
    let computer = computer();
    let mut running = recovery(&computer);
    keep(&mut running, "Open");
    save_version(&running, "one", 0, "Version");
    let mut crashed = recovery(&computer);
    crashed.keep(&"two".into(), &with_note("Left"), None, None).unwrap();
    drop(crashed);
    let mut elsewhere = recovery(&computer);
    elsewhere.keep(&"three".into(), &with_note("Open in another window"), None, None).unwrap();
    running.clear().unwrap();
    let left: Vec<String> =
        files(computer.path()).iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let open = ["one.base.json", "one.session", "one.unsaved.json", "three.session", "three.unsaved.json"];
    assert_eq!(left, open);
    elsewhere.end(&"three".into(), &a_checklist().id);
    running.end(&one(), &a_checklist().id);
    running.clear().unwrap();
    assert_eq!(files(computer.path()), Vec::<PathBuf>::new());
}

#[test]
fn what_a_program_that_died_was_just_writing_is_cleared_up() {
    let computer = computer();
    let mut running = recovery(&computer);
    keep(&mut running, "Whole");
    let folder = files(computer.path())[0].parent().unwrap().to_path_buf();
    drop(running);
    // No process has this number: it is larger than any.
    put(&folder.join(".~one.unsaved.json.4194999-0.tmp"), b"{ half");
    assert_eq!(recovery(&computer).unsaved(catalogue).len(), 1);
    assert!(files(&folder).iter().all(|file| file.extension().is_some_and(|ending| ending != "tmp")));
}

#[test]
fn other_files_of_the_document_are_found_by_its_id_whatever_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Amina.json");
    put(&path, &bytes(&a_checklist()));
    for name in ["Amina-WARD-7.json", "Amina (conflicted copy).JSON", "zebra.json", ".~Amina.json.x-0.kept.tmp"] {
        put(&folder.path().join(name), &bytes(&with_note(name)));
    }
    let mut other = a_checklist();
    other.id = "another-document".into();
    put(&folder.path().join("Another.json"), &bytes(&other));
    put(&folder.path().join("Broken.json"), b"{\"id\": \"a-test-document\"");
    put(&folder.path().join("Note.txt"), &bytes(&with_note("not by its ending")));
    let found = secure_start::jobs::copies_of(&path, &a_checklist().id, catalogue());
    let names: Vec<String> =
        found.iter().map(|copy| copy.path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, [".~Amina.json.x-0.kept.tmp", "Amina (conflicted copy).JSON", "Amina-WARD-7.json", "zebra.json"]);
}
