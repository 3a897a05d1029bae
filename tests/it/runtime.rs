//! Effects carried out for real: a thread, a temporary folder, and the events that come back.

use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use secure_start::app::{Effect, Event};
use secure_start::format::Settings;
use secure_start::jobs;
use secure_start::outcome::{LoadError, OnDisk, SaveError};
use secure_start::runtime::{Places, Runtime};

use crate::world::{a_checklist, today};

/// A runtime, and a way to wait for what it does next.
fn runtime(settings: Option<PathBuf>) -> (Runtime, impl Fn(&Runtime) -> Event) {
    let (woken, wakes) = channel();
    let woken = Mutex::new(woken);
    let wake = Arc::new(move || woken.lock().unwrap().send(()).unwrap());
    let next = move |runtime: &Runtime| {
        wakes.recv().unwrap();
        runtime.poll().unwrap()
    };
    (Runtime::new(Some(today()), Places { settings, recovery: None }, wake), next)
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
    let (settings, fault) = jobs::load_settings(&file);
    assert_eq!(settings, Settings::default());
    let beside = folder.path().join("settings.json.broken");
    assert!(fault.unwrap().contains(&beside.display().to_string()));
    assert_eq!(std::fs::read_to_string(beside).unwrap(), broken);
    assert_eq!(std::fs::read_to_string(file).unwrap(), broken, "nothing is written before a setting changes");
}
