//! Effects carried out for real: a thread, a temporary folder, and the events that come back.

use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use secure_start::app::{Effect, Event, Reminder};
use secure_start::checklist::Checklist;
use secure_start::format::{self, Settings};
use secure_start::jobs::{self, SettingsFiles};
use secure_start::outcome::{LoadError, OnDisk, SaveError};
use secure_start::runtime::{Places, Runtime};

use crate::world::{a_checklist, put, today};

/// A runtime, and a way to wait for what it does next.
fn runtime(settings: Option<PathBuf>) -> (Runtime, impl Fn(&Runtime) -> Event) {
    runtime_in(Places { settings, ..Places::default() })
}

fn runtime_in(places: Places) -> (Runtime, impl Fn(&Runtime) -> Event) {
    let (woken, wakes) = channel();
    let woken = Mutex::new(woken);
    let wake = Arc::new(move || woken.lock().unwrap().send(()).unwrap());
    let next = move |runtime: &Runtime| {
        wakes.recv().unwrap();
        runtime.poll().unwrap()
    };
    (Runtime::new(Some(today()), places, wake), next)
}

#[test]
fn what_is_saved_is_there_and_is_loaded_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nia.json");
    let checklist = Arc::new(a_checklist());
    let (runtime, next) = runtime(None);
    let save = |on_disk| Effect::Save {
        path: path.clone(),
        checklist: Arc::clone(&checklist),
        revision: 7,
        on_disk,
        session: "a-session".into(),
        by: String::new(),
        takes_over: None,
    };
    runtime.start(save(OnDisk::Nothing));
    let Event::Saved { revision: 7, result: Ok(bytes), .. } = next(&runtime) else { panic!("not saved") };
    assert_eq!(std::fs::read(&path).unwrap(), *bytes);

    runtime.start(Effect::Load { path: path.clone() });
    let Event::Loaded { result: Ok(loaded), .. } = next(&runtime) else { panic!("not loaded") };
    assert_eq!(loaded.checklist, *checklist);

    runtime.start(save(OnDisk::Nothing));
    assert!(matches!(next(&runtime), Event::Saved { result: Err(SaveError::AlreadyThere), .. }));
    std::fs::remove_file(&path).unwrap();
    runtime.start(Effect::Load { path });
    assert!(matches!(next(&runtime), Event::Loaded { result: Err(LoadError::NotFound), .. }));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing is left beside it");
}

#[test]
fn leaving_waits_until_what_was_asked_for_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new folder").join("settings.json");
    let (runtime, _) = runtime(Some(file.clone()));
    let settings = Settings { your_name: "Nia".to_owned(), ..Settings::default() };
    runtime.start(Effect::SaveSettings(settings.clone()));
    drop(runtime);
    assert_eq!(Settings::read(&std::fs::read(file).unwrap()), Ok(settings));
}

#[test]
fn a_broken_settings_file_is_kept_and_it_is_said_where() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.json");
    let broken = "{\"text_size\": ";
    secure_start::disk::write_own(&file, broken.as_bytes()).unwrap();
    let files = SettingsFiles { user: Some(file.clone()), ..SettingsFiles::default() };
    let (settings, faults) = jobs::load_settings(&files);
    assert_eq!(settings, Settings::default());
    let beside = folder.path().join("settings.json.broken");
    assert!(faults[0].contains(&beside.display().to_string()));
    assert_eq!(std::fs::read_to_string(beside).unwrap(), broken);
    assert_eq!(std::fs::read_to_string(file).unwrap(), broken, "nothing is written before a setting changes");
}

/// Waits for the next event of a kind, and passes over others.
fn wait_for<T>(runtime: &Runtime, next: &impl Fn(&Runtime) -> Event, wanted: impl Fn(Event) -> Option<T>) -> T {
    loop {
        if let Some(found) = wanted(next(runtime)) {
            return found;
        }
    }
}

#[test]
fn what_is_saved_becomes_a_version_and_what_is_not_is_found_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let (path, recovery) = (folder.path().join("nia.json"), folder.path().join("recovery"));
    let places = || Places { recovery: Some(recovery.clone()), ..Places::default() };
    let checklist = Arc::new(a_checklist());
    let save = |path: PathBuf| {
        let (on_disk, takes_over) = (OnDisk::Nothing, None);
        let (session, by) = ("a-session".into(), "Nia".to_owned());
        Effect::Save { path, checklist: Arc::clone(&checklist), revision: 7, on_disk, session, by, takes_over }
    };
    let (crashed, next) = runtime_in(places());
    crashed.start(save(path.clone()));
    assert!(matches!(next(&crashed), Event::Saved { result: Ok(_), .. }));
    crashed.start(Effect::ListVersions(checklist.id.clone()));
    let versions = wait_for(&crashed, &next, |event| match event {
        Event::VersionsFound(found) => Some(found),
        _ => None,
    });
    assert_eq!(versions.len(), 1);
    assert_eq!(versions[0].checklist, checklist);
    // A save that fails keeps what it was about, and so does a change that is not saved.
    crashed.start(save(folder.path().join("nowhere").join("nia.json")));
    assert!(matches!(next(&crashed), Event::Saved { result: Err(SaveError::NoFolder), .. }));
    drop(crashed);
    let (after, next) = runtime_in(places());
    after.start(Effect::FindUnsaved);
    let Event::UnsavedFound(found) = next(&after) else { panic!("nothing is found") };
    assert_eq!(found.len(), 1);
    after.start(Effect::Recover(found[0].session.clone()));
    let Event::Recovered(Ok(recovered)) = next(&after) else { panic!("it is not brought back") };
    assert_eq!(recovered.checklist, *checklist);
    after.start(Effect::Forget { session: found[0].session.clone(), id: checklist.id.clone(), given_up: None });
    after.start(Effect::FindUnsaved);
    assert!(matches!(next(&after), Event::UnsavedFound(found) if found.is_empty()));
}

#[test]
fn the_watched_file_is_looked_at_and_told_of_when_it_is_otherwise_than_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nia.json");
    let bytes = |checklist: &Checklist| -> Arc<[u8]> { format::to_bytes(checklist).unwrap().into() };
    let (mine, mut other) = (a_checklist(), a_checklist());
    "HMP Elsewhere".clone_into(&mut other.starter.site);
    put(&path, &bytes(&mine));
    let (runtime, next) = runtime(None);
    runtime.start(Effect::Watch { path: path.clone(), bytes: bytes(&mine) });
    put(&path, &bytes(&other));
    runtime.start(Effect::Look);
    let outside = |runtime: &Runtime| match next(runtime) {
        Event::Outside { path: told, result } if told == path => result,
        event => panic!("{event:?}"),
    };
    assert_eq!(outside(&runtime).unwrap().checklist, other);
    std::fs::remove_file(&path).unwrap();
    runtime.start(Effect::Look);
    assert_eq!(outside(&runtime), Err(LoadError::NotFound));
    put(&path, &bytes(&mine));
    runtime.start(Effect::Look);
    assert_eq!(outside(&runtime).unwrap().checklist, mine, "it is there again, as it was");
}

#[test]
fn a_reminder_comes_when_its_time_has_passed_and_the_sooner_one_first() {
    let (runtime, next) = runtime(None);
    for (after_ms, session) in [(60, "later"), (1, "sooner")] {
        runtime.start(Effect::Remind { after_ms, of: Reminder::Keep(session.into()) });
    }
    for wanted in ["sooner", "later"] {
        assert!(matches!(next(&runtime), Event::Reminded(Reminder::Keep(session)) if session.as_str() == wanted));
    }
}

#[test]
fn whatever_keeps_a_save_from_its_file_the_work_is_on_this_computer_and_found_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let locked = folder.path().join("locked.json");
    put(
        &secure_start::disk::lock_file(&locked),
        br#"{"user": "Ana", "computer": "OFFICE-2", "process": 1, "id": "hers"}"#,
    );
    put(&folder.path().join("a file").join("x"), b"");
    let targets = [
        folder.path().join("nowhere").join("nia.json"),
        folder.path().to_path_buf(),
        folder.path().join("a file").join("x").join("nia.json"),
        folder.path().join(format!("{}.json", "n".repeat(300))),
        locked,
    ];
    for (number, path) in targets.into_iter().enumerate() {
        let recovery = folder.path().join(format!("recovery {number}"));
        let places = || Places { recovery: Some(recovery.clone()), ..Places::default() };
        let checklist = Arc::new(a_checklist());
        let (crashed, next) = runtime_in(places());
        let (session, by) = ("a-session".into(), String::new());
        let (on_disk, takes_over) = (OnDisk::Nothing, None);
        let path_of = path.clone();
        crashed.start(Effect::Save {
            path,
            checklist: Arc::clone(&checklist),
            revision: 1,
            on_disk,
            session,
            by,
            takes_over,
        });
        let Event::Saved { result: Err(error), .. } = next(&crashed) else { panic!("saved in {}", path_of.display()) };
        let problem = secure_start::text::not_saved("nia.json", &error);
        assert!(!problem.happened.is_empty() && !problem.to_do.is_empty(), "{error:?}");
        drop(crashed);
        let (after, next) = runtime_in(places());
        after.start(Effect::Recover("a-session".into()));
        let Event::Recovered(Ok(recovered)) = next(&after) else { panic!("{error:?}: it is not brought back") };
        assert_eq!((recovered.checklist, recovered.path), ((*checklist).clone(), Some(path_of)));
    }
}
