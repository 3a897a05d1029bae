//! A folder of checklists with files in it that are none: each is named with its reason, and none hides another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng as _, SeedableRng as _};
use secure_start::checklist::{Checklist, Edit, ForMany, Status};
use secure_start::format;
use secure_start::jobs::{self, Ledger, Read, Scan};
use secure_start::outcome::{LoadError, ScanAsked};
use secure_start::team::{Columns, FileNote, FileProblem, Roster, Scanned};
use secure_start::text;
use tempfile::TempDir;

use crate::world::{a_checklist, a_nurse, catalogue, checklist_for, day, put, stamp, today};

#[path = "../../examples/make_team/faults.rs"]
mod faults;

fn asked() -> ScanAsked {
    ScanAsked { today: today(), as_of: None, due_soon: 30 }
}

/// A person whose file has some history.
fn person(number: usize) -> Checklist {
    let name = format!("Person Sample {number}");
    let made = checklist_for(secure_start::checklist::Starter { name, ..a_nurse() });
    let made = Checklist { id: format!("person-{number}").as_str().into(), log: Vec::new(), ..made };
    let tick = Edit::SetStatus {
        step: "gather-documents".into(),
        status: Status::Completed,
        on: Some(day(2026, 11, 1)),
        reason: "Early".to_owned(),
    };
    made.apply(&tick, &stamp()).unwrap()
}

fn write(folder: &TempDir, name: &str, checklist: &Checklist) -> PathBuf {
    let path = folder.path().join(name);
    put(&path, &format::to_bytes(checklist).unwrap());
    path
}

fn team(folder: &TempDir) -> Roster {
    jobs::team(folder.path(), catalogue(), &Ledger::default(), asked()).unwrap()
}

#[test]
fn every_planted_fault_is_named_with_its_reason_and_hides_nobody() {
    let people: Vec<Checklist> = (0..12).map(person).collect();
    for seed in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut below = |end: usize| usize::try_from(dice.next_u64() % u64::try_from(end).unwrap()).unwrap();
        for (number, person) in people.iter().enumerate() {
            write(&folder, &format!("a team {}/person {number}.json", number % 3), person);
        }
        // Files of other kinds are no business of ours.
        put(&folder.path().join("letter.pdf"), b"%PDF-1.7");
        put(&folder.path().join(".~person 1.json.lock"), b"{}");
        let mut wanted: BTreeMap<PathBuf, &str> = BTreeMap::new();
        for number in 0..faults::KINDS * 2 {
            let place = folder.path().join(["", "a team 2", "deeper/still deeper"][below(3)]);
            std::fs::create_dir_all(&place).unwrap();
            let kind = if number < faults::KINDS { number } else { below(faults::KINDS) };
            let (path, words) = faults::plant(&place, number, kind, &people[below(people.len())]).unwrap();
            wanted.insert(path, words);
        }
        let roster = team(&folder);
        let counts = roster.counts();
        assert_eq!((counts.shown, counts.unreadable), (people.len(), wanted.len()), "seed {seed}");
        assert_eq!(counts.found, counts.shown + counts.unreadable);
        let names: BTreeSet<&str> = roster.people().iter().map(|member| &*member.person.name).collect();
        assert_eq!(names.len(), people.len());
        for row in roster.files() {
            let said = text::file_words(&row).to_string();
            let words =
                wanted.remove(&row.path).unwrap_or_else(|| panic!("seed {seed}: {} {said}", row.path.display()));
            assert!(said.contains(words), "seed {seed}: {said}");
        }
        assert!(wanted.is_empty(), "seed {seed}: {wanted:?}");
    }
}

#[test]
fn whatever_order_the_files_come_in_the_same_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..4 {
        write(&folder, &format!("{number}.json"), &person(number));
        write(&folder, &format!("copy of {number}.json"), &person(number));
    }
    let columns = Columns::of(catalogue());
    let ledger = Ledger::default();
    let is_cancelled = AtomicBool::new(false);
    let scan = Scan {
        catalogue: catalogue(),
        columns: &columns,
        ledger: &ledger,
        asked: asked(),
        is_cancelled: &is_cancelled,
        before: None,
    };
    let found: Mutex<Vec<Scanned>> = Mutex::default();
    scan.folder(folder.path(), &Read::new(), &|scanned| found.lock().unwrap().push(scanned)).unwrap();
    let found = found.into_inner().unwrap();
    let put_together = |order: &[usize]| {
        let mut roster = Roster::new(catalogue());
        for place in order {
            roster.take(found[*place].clone());
        }
        roster.finish();
        roster
    };
    let forth = put_together(&[0, 1, 2, 3, 4, 5, 6, 7]);
    for order in [[7, 6, 5, 4, 3, 2, 1, 0], [3, 5, 1, 7, 0, 2, 6, 4]] {
        assert_eq!(put_together(&order), forth);
    }
    assert_eq!((forth.counts().shown, forth.counts().unreadable), (4, 4));
}

#[test]
fn only_what_has_changed_is_read_again_and_what_is_gone_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..5).map(|number| write(&folder, &format!("{number}.json"), &person(number))).collect();
    let columns = Columns::of(catalogue());
    let ledger = Ledger::default();
    let is_cancelled = AtomicBool::new(false);
    let scan = Scan {
        catalogue: catalogue(),
        columns: &columns,
        ledger: &ledger,
        asked: asked(),
        is_cancelled: &is_cancelled,
        before: None,
    };
    let again = |before: &Read| {
        let told: Mutex<Vec<PathBuf>> = Mutex::default();
        let end = scan.folder(folder.path(), before, &|scanned| told.lock().unwrap().push(scanned.path)).unwrap();
        (told.into_inner().unwrap(), end)
    };
    let (told, first) = again(&Read::new());
    assert_eq!(told.len(), 5);
    let (told, same) = again(&first.read);
    assert_eq!((told, &same.read, same.gone.len()), (vec![], &first.read, 0));
    // Of the same size, and within the same second.
    let mut other = person(1);
    other.starter.name = "Person Sampel 1".to_owned();
    put(&paths[1], &format::to_bytes(&other).unwrap());
    std::fs::remove_file(&paths[2]).unwrap();
    let (told, end) = again(&first.read);
    assert_eq!((told, end.gone.clone()), (vec![paths[1].clone()], vec![paths[2].clone()]));
}

#[cfg(unix)]
#[test]
fn a_link_is_told_once_and_when_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "0.json", &person(0));
    let link = folder.path().join("1.json");
    std::os::unix::fs::symlink("0.json", &link).unwrap();
    let columns = Columns::of(catalogue());
    let (ledger, is_cancelled) = (Ledger::default(), AtomicBool::new(false));
    let scan = Scan {
        catalogue: catalogue(),
        columns: &columns,
        ledger: &ledger,
        asked: asked(),
        is_cancelled: &is_cancelled,
        before: None,
    };
    let again = |before: &Read| {
        let told = Mutex::new(0);
        let end = scan.folder(folder.path(), before, &|_| *told.lock().unwrap() += 1).unwrap();
        (told.into_inner().unwrap(), end)
    };
    let (told, first) = again(&Read::new());
    assert_eq!(told, 2);
    let (told, second) = again(&first.read);
    assert_eq!((told, second.gone.len()), (0, 0));
    std::fs::remove_file(&link).unwrap();
    let (told, third) = again(&second.read);
    assert_eq!((told, third.gone), (0, vec![link]));
}

#[test]
fn a_site_pack_is_applied_to_many_and_said_before_for_each() {
    let folder = tempfile::tempdir().unwrap();
    let nurse = write(&folder, "nurse.json", &person(0));
    let other = Checklist { id: "other".into(), ..checklist_for(crate::world::a_pharmacist_in_northern_ireland()) };
    let other = write(&folder, "other.json", &other);
    let broken = folder.path().join("broken.json");
    put(&broken, b"{}");
    let files = [nurse.clone(), other.clone(), broken.clone()];
    let what = ForMany::ApplyPack(crate::packs::the_example_pack());
    let before = std::fs::read(&nurse).unwrap();
    let rows = jobs::preview_many(&files, &what, catalogue());
    assert!(rows[0].what.as_ref().unwrap().contains("added"), "{rows:?}");
    assert!(rows[1].what.is_err() && rows[2].what.is_err(), "{rows:?}");
    assert_eq!(std::fs::read(&nurse).unwrap(), before, "a preview writes nothing");
    let saver = crate::world::saver();
    let (done, failed) = jobs::change_many(&files, &what, &stamp(), &saver, catalogue());
    let failed: Vec<&PathBuf> = failed.iter().map(|(path, _)| path).collect();
    assert_eq!((done, failed), ([1, 0], vec![&other, &broken]));
    let changed = jobs::load(&nurse, catalogue()).unwrap().checklist;
    assert!(changed.site_pack.is_some());
    let tick = &changed.step(&"gather-documents".into()).unwrap().record;
    assert_eq!(tick.status, Status::Completed, "no tick is lost");
}

#[test]
fn the_day_to_ask_again_is_set_in_every_step_that_waits_and_in_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let asked = Edit::SetDate {
        step: "references".into(),
        field: secure_start::checklist::DateField::Asked,
        date: Some(day(2026, 11, 1)),
    };
    let path = write(&folder, "0.json", &person(0).apply(&asked, &stamp()).unwrap());
    let on = day(2026, 12, 1);
    let saver = crate::world::saver();
    let many = ForMany::AskAgainOn(on);
    let (done, failed) = jobs::change_many(std::slice::from_ref(&path), &many, &stamp(), &saver, catalogue());
    assert_eq!((done, failed), ([1, 0], vec![]));
    let changed = jobs::load(&path, catalogue()).unwrap().checklist;
    let with: Vec<&str> =
        changed.steps.iter().filter(|step| step.record.chase_on == Some(on)).map(|step| step.id.as_str()).collect();
    assert_eq!(with, ["references"]);
}

#[test]
fn a_folder_that_is_not_there_or_goes_away_while_it_is_read_is_an_error_and_no_empty_team() {
    let folder = tempfile::tempdir().unwrap();
    let missing = jobs::team(&folder.path().join("none"), catalogue(), &Ledger::default(), asked());
    assert_eq!(missing, Err(LoadError::NotFound));
    let file = write(&folder, "0.json", &person(0));
    let no_folder = jobs::team(&file, catalogue(), &Ledger::default(), asked());
    assert_eq!(no_folder, Err(LoadError::NotAFolder));
    let inner = folder.path().join("team");
    for number in 0..20 {
        write(&folder, &format!("team/{number}.json"), &person(number));
    }
    let columns = Columns::of(catalogue());
    let (ledger, is_cancelled) = (Ledger::default(), AtomicBool::new(false));
    let scan = Scan {
        catalogue: catalogue(),
        columns: &columns,
        ledger: &ledger,
        asked: asked(),
        is_cancelled: &is_cancelled,
        before: None,
    };
    let goes_away = |_: Scanned| drop(std::fs::remove_dir_all(&inner));
    assert_eq!(scan.folder(&inner, &Read::new(), &goes_away), Err(LoadError::NotFound));
}

#[test]
fn reading_comes_to_an_end_soon_after_it_is_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..60 {
        write(&folder, &format!("{number}.json"), &a_checklist());
    }
    let columns = Columns::of(catalogue());
    let (ledger, is_cancelled) = (Ledger::default(), AtomicBool::new(false));
    let scan = Scan {
        catalogue: catalogue(),
        columns: &columns,
        ledger: &ledger,
        asked: asked(),
        is_cancelled: &is_cancelled,
        before: None,
    };
    let told = Mutex::new(0);
    let end = scan.folder(folder.path(), &Read::new(), &|_| {
        *told.lock().unwrap() += 1;
        is_cancelled.store(true, Ordering::Relaxed);
    });
    assert!(end.unwrap().is_cancelled);
    assert!(*told.lock().unwrap() < 30, "{told:?}");
}

#[test]
fn a_newer_file_that_can_be_understood_and_one_that_was_forged_are_shown_and_noted() {
    let folder = tempfile::tempdir().unwrap();
    let text = String::from_utf8(format::to_bytes(&person(0)).unwrap()).unwrap();
    put(&folder.path().join("newer.json"), text.replacen("\"version\": 1", "\"version\": 2", 1).as_bytes());
    let mut forged = person(1);
    forged.log[0].by = "Somebody".to_owned();
    write(&folder, "forged.json", &forged);
    let roster = team(&folder);
    assert_eq!((roster.counts().shown, roster.counts().unreadable), (2, 0));
    let notes: Vec<Result<FileNote, FileProblem>> = roster.files().into_iter().map(|row| row.what).collect();
    assert_eq!(notes, vec![Ok(FileNote::Doubts(1)), Ok(FileNote::Newer(2))]);
}

#[test]
fn as_of_a_day_people_are_as_they_were_and_who_came_later_is_named() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "0.json", &person(0));
    let on = |as_of| {
        let asked = ScanAsked { today: today(), as_of: Some(as_of), due_soon: 30 };
        jobs::team(folder.path(), catalogue(), &Ledger::default(), asked).unwrap()
    };
    assert_eq!(on(today()).people()[0].person.completed, 1);
    assert_eq!(on(day(2030, 1, 1)).people()[0].person.completed, 1, "a day to come is today");
    let before = on(day(2026, 11, 21));
    assert_eq!((before.counts().shown, before.counts().unreadable), (0, 1));
    assert_eq!(before.files()[0].what, Err(FileProblem::NotMadeYet));
}
