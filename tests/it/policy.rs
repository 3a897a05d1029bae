//! Settings of an organisation: locked, suggested, broken.

use std::path::{Path, PathBuf};

use secure_start::app::{Action, Answer, Dialog, Effect, Msg, update};
use secure_start::format::{self, Layer, Layers, Settings, Source, ThemeChoice};
use secure_start::jobs::{self, SettingsFiles};
use serde_json::{Value, json};

use crate::world::{self, put};

fn layer(values: &Value) -> Layer {
    let (layer, faults) = Layer::read(Path::new("/etc/xdg/secure-start/some.json"), values.to_string().as_bytes());
    assert_eq!(faults, Vec::<String>::new());
    layer
}

/// The settings with what three places say.
fn settings(policy: &Value, user: &Value, defaults: &Value) -> Settings {
    let (settings, fault) = Layers::new(layer(policy), layer(defaults)).settings(Some(user.to_string().as_bytes()));
    assert_eq!(fault, None);
    settings
}

/// What would be written for a person.
fn stored(settings: &Settings) -> Value {
    serde_json::from_slice(&settings.to_bytes()).unwrap()
}

#[test]
fn the_first_place_that_says_something_counts_for_each_setting_by_itself() {
    let all = [json!({ "text_size": 110 }), json!({ "text_size": 120 }), json!({ "text_size": 130 }), json!({})];
    let [policy, user, defaults, nothing] = &all;
    let size = |policy, user, defaults| settings(policy, user, defaults).text_size;
    assert_eq!(size(policy, user, defaults), 110);
    assert_eq!(size(nothing, user, defaults), 120);
    assert_eq!(size(nothing, nothing, defaults), 130);
    assert_eq!(size(nothing, nothing, nothing), 100);
    let mixed = settings(&json!({ "keeps_recent": false }), user, &json!({ "theme": "dark", "text_size": 140 }));
    assert_eq!((mixed.keeps_recent, mixed.text_size, mixed.theme), (false, 120, ThemeChoice::Dark));
}

#[test]
fn it_is_known_where_each_value_comes_from() {
    let settings = settings(&json!({ "theme": "dark" }), &json!({ "text_size": 120 }), &json!({ "hides_names": true }));
    let file = || PathBuf::from("/etc/xdg/secure-start/some.json");
    assert_eq!(settings.layers.source("theme"), Source::Policy(file()));
    assert_eq!(settings.layers.source("text_size"), Source::User);
    assert_eq!(settings.layers.source("hides_names"), Source::Default(file()));
    assert_eq!(settings.layers.source("drawing"), Source::BuiltIn);
}

#[test]
fn a_choice_survives_a_lock_and_a_suggestion_is_never_written_as_a_choice() {
    let user = json!({ "theme": "light", "text_size": 120 });
    let mut locked = settings(&json!({ "theme": "dark" }), &user, &json!({ "hides_names": true }));
    assert_eq!(stored(&locked), user);
    locked.your_name = "Nia".to_owned();
    assert_eq!(stored(&locked), json!({ "theme": "light", "text_size": 120, "your_name": "Nia" }));
    // What is chosen against a suggestion is a choice, also where it is what is built in.
    let mut chosen = settings(&json!({}), &json!({}), &json!({ "text_size": 130 }));
    chosen.text_size = 100;
    assert_eq!(stored(&chosen), json!({ "text_size": 100 }));
    let again = settings(&json!({}), &stored(&chosen), &json!({ "text_size": 130 }));
    assert_eq!(again.text_size, 100);
}

#[test]
fn nothing_that_a_person_does_changes_what_is_locked() {
    let mut state = world::state();
    state.settings = settings(&json!({ "theme": "dark", "saves_automatically": false }), &json!({}), &json!({}));
    let moment = world::moment();
    assert_eq!(update(&mut state, Msg::Do(Action::Theme(ThemeChoice::Light)), &moment), []);
    state.dialog = Some(Dialog::Settings);
    update(&mut state, Msg::Answer(Answer::SaveAutomatically(true)), &moment);
    assert_eq!(state.settings.theme, ThemeChoice::Dark);
    assert!(!state.settings.saves_automatically);
    assert!(!Action::Theme(ThemeChoice::Light).is_enabled(&state), "a locked setting is greyed in the menu");
    let effects = update(&mut state, Msg::Do(Action::LargerText), &moment);
    assert!(matches!(effects.as_slice(), [Effect::SaveSettings(settings)] if settings.text_size == 110));
}

#[test]
fn a_slip_switches_off_one_setting_and_a_broken_file_none_of_the_program() {
    let file = Path::new("/x/policy.json");
    let (layer, faults) = Layer::read(
        file,
        br#"{"$schema": "s", "theme": "dark", "text_size": 5000, "your_name": "x", "drawing": "by magic", "wings": 2}"#,
    );
    let (settings, _) = Layers::new(layer, Layer::default()).settings(None);
    assert_eq!(settings.theme, ThemeChoice::Dark);
    assert_eq!(settings.text_size, 100);
    for key in ["text_size", "your_name", "drawing", "wings"] {
        assert!(
            faults.iter().any(|fault| fault.contains(key) && fault.contains("/x/policy.json")),
            "{key}: {faults:?}"
        );
    }
    assert_eq!(faults.len(), 4);
    for broken in [&b"{"[..], b"[]", b"\xff\xfe", b"", b"{\"theme\": \"dark\", \"theme\": \"light\"}"] {
        let (layer, faults) = Layer::read(file, broken);
        assert_eq!(layer, Layer::read(file, b"{}").0);
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
}

#[test]
fn the_first_file_that_is_there_counts_and_one_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    put(&path("second.json"), br#"{"text_size": 150}"#);
    std::fs::create_dir(path("folder.json")).unwrap();
    let files = SettingsFiles {
        policy: vec![path("none.json"), path("folder.json"), path("second.json")],
        ..SettingsFiles::default()
    };
    let (settings, faults) = jobs::load_settings(&files);
    assert_eq!(settings.text_size, 150);
    assert_eq!(faults, [format!("{} could not be read", path("folder.json").display())]);
}

#[test]
fn the_schema_accepts_what_can_be_used_and_nothing_else() {
    let schema = jsonschema::validator_for(&format::settings_schema()).unwrap();
    let all = serde_json::to_value(Settings::default()).unwrap();
    for key in Settings::MANAGED {
        assert!(schema.is_valid(&json!({ key: all[key] })), "{key}");
        assert!(!schema.is_valid(&json!({ key: { "no": "such value" } })), "{key}");
    }
    assert!(!schema.is_valid(&json!({ "your_name": "Nia" })));
    assert!(!schema.is_valid(&json!({ "text_size": 5000 })));
}

#[test]
fn the_examples_can_be_used_as_they_are() {
    let schema = jsonschema::validator_for(&format::settings_schema()).unwrap();
    for name in ["policy-example.json", "defaults-example.json"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging").join(name);
        let bytes = std::fs::read(&path).unwrap();
        assert!(schema.is_valid(&serde_json::from_slice(&bytes).unwrap()), "{name}");
        assert_eq!(Layer::read(&path, &bytes).1, Vec::<String>::new());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/defaults-example.json");
    let (layer, _) = Layer::read(&path, &std::fs::read(&path).unwrap());
    let (settings, _) = Layers::new(Layer::default(), layer).settings(None);
    let form = secure_start::app::Form::begun_with(&settings);
    assert!(form.nation.is_some() && form.setting.is_some(), "the ids of the example are those of the catalogue");
    assert!(!form.is_begun(&settings), "what the organisation suggests would not be missed");
}

/// The table for IT names every setting, and no other.
#[test]
fn the_documentation_names_every_setting_that_can_be_managed() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deployment.md")).unwrap();
    let named: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split_once('`'))
        .map(|(name, _)| name)
        .filter(|name| Settings::MANAGED.contains(name))
        .collect();
    assert_eq!(named, Settings::MANAGED);
}

#[test]
fn site_packs_are_looked_for_where_the_organisation_keeps_them() {
    let mut state = world::state();
    state.settings = settings(&json!({ "site_packs": "/srv/packs" }), &json!({}), &json!({}));
    let moment = world::moment();
    update(&mut state, Msg::Do(Action::New), &moment);
    let effects = update(&mut state, Msg::Do(Action::ChoosePack), &moment);
    let folder = Some(PathBuf::from("/srv/packs"));
    assert_eq!(effects, [Effect::AskWhatToOpen(secure_start::app::Purpose::PackForNew, folder)]);
}
