//! Settings from several places: what an organisation locks, what a person has chosen, what an organisation suggests,
//! and what is built in. The first of these that says something counts, for each setting by itself.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::read::text_of;
use super::settings::Settings;
use super::structure;

/// Where the value of a setting comes from, highest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Set by the organisation, and not to be changed here.
    Policy(PathBuf),
    User,
    /// Suggested by the organisation.
    Default(PathBuf),
    BuiltIn,
}

/// A file of an organisation that says how the program is set up: locked or suggested.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    file: PathBuf,
    values: Map<String, Value>,
}

impl Layer {
    /// Reads such a file. What cannot be used in it is left out, so that one slip does not switch off the rest, and a
    /// broken file never stops the program: the second value says in words what was left out, and why.
    #[must_use]
    pub fn read(file: &Path, bytes: &[u8]) -> (Self, Vec<String>) {
        let name = file.display();
        let mut layer = Self { file: file.to_path_buf(), values: Map::new() };
        let members = match members(bytes) {
            Ok(members) => members,
            Err(wrong) => return (layer, vec![format!("{name} is passed over: {wrong}")]),
        };
        let mut faults = Vec::new();
        for (key, value) in members {
            if key == "$schema" {
                continue;
            }
            if !Settings::MANAGED.contains(&key.as_str()) {
                faults.push(format!("{name}: \u{201c}{key}\u{201d} is no setting that an organisation can set"));
            } else if let Err(wrong) = usable(&key, &value) {
                faults.push(format!("{name}: \u{201c}{key}\u{201d} is passed over: {wrong}"));
            } else {
                layer.values.insert(key, value);
            }
        }
        (layer, faults)
    }
}

/// What each place says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    policy: Layer,
    defaults: Layer,
    /// What the person has chosen, as it stands in the file.
    user: Map<String, Value>,
}

impl Layers {
    /// What an organisation says.
    #[must_use]
    pub fn new(policy: Layer, defaults: Layer) -> Self {
        Self { policy, defaults, user: Map::new() }
    }

    /// The settings that count, with the file of the person, if there is one; and what is wrong with that file, where
    /// it is passed over.
    #[must_use]
    pub fn settings(self, user: Option<&[u8]>) -> (Settings, Option<String>) {
        let read = |bytes| Settings::read(bytes).and_then(|_| members(bytes));
        let (user, fault) = match user.map(read) {
            Some(Ok(members)) => (members, None),
            Some(Err(fault)) => (Map::new(), Some(fault)),
            None => (Map::new(), None),
        };
        let layers = Self { user, ..self };
        let mut all = object(&Settings::default());
        for values in [&layers.defaults.values, &layers.user, &layers.policy.values] {
            all.extend(values.clone());
        }
        let settings = serde_json::from_value::<Settings>(Value::Object(all)).unwrap_or_default();
        (Settings { layers: layers.into(), ..settings.within_limits() }, fault)
    }

    /// Where the value of a setting comes from.
    #[must_use]
    pub fn source(&self, key: &str) -> Source {
        if self.policy.values.contains_key(key) {
            Source::Policy(self.policy.file.clone())
        } else if self.user.contains_key(key) {
            Source::User
        } else if self.defaults.values.contains_key(key) {
            Source::Default(self.defaults.file.clone())
        } else {
            Source::BuiltIn
        }
    }

    /// Whether the organisation has locked a setting.
    #[must_use]
    pub fn is_locked(&self, key: &str) -> bool {
        self.policy.values.contains_key(key)
    }

    /// What belongs into the file of the person: what was chosen, also under a lock, and nothing that only the
    /// organisation says.
    pub(super) fn stored(&self, settings: &Settings) -> Map<String, Value> {
        let mut base = object(&Settings::default());
        base.extend(self.defaults.values.clone());
        let mut stored = Map::new();
        for (key, value) in object(settings) {
            let kept = if self.is_locked(&key) { self.user.get(&key).cloned() } else { Some(value) };
            if let Some(value) = kept
                && base.get(&key) != Some(&value)
            {
                stored.insert(key, value);
            }
        }
        stored
    }

    /// The same settings with what is locked as the organisation has it, whatever they say.
    #[must_use]
    pub(super) fn enforced(&self, settings: Settings) -> Settings {
        if self.policy.values.is_empty() {
            return settings;
        }
        let mut all = object(&settings);
        all.extend(self.policy.values.clone());
        let layers = settings.layers.clone();
        match serde_json::from_value::<Settings>(Value::Object(all)) {
            Ok(enforced) => Settings { layers, ..enforced.within_limits() },
            Err(_) => settings,
        }
    }
}

fn members(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let text = text_of(bytes).map_err(|error| error.to_string())?;
    structure::check(text).map_err(|error| error.to_string())?;
    serde_json::from_str(text).map_err(|error| structure::plain_words(&error))
}

/// Whether a setting can have a value.
fn usable(key: &str, value: &Value) -> Result<(), String> {
    let alone = Map::from_iter([(key.to_owned(), value.clone())]);
    let settings = serde_json::from_value::<Settings>(Value::Object(alone)).map_err(|error| error.to_string())?;
    let is_within = object(&settings.clone().within_limits()).get(key) == object(&settings).get(key);
    if is_within { Ok(()) } else { Err(format!("{value} is outside its limits")) }
}

/// Empty only if settings could not be written as JSON.
fn object(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(members)) => members,
        Ok(_) | Err(_) => Map::new(),
    }
}
