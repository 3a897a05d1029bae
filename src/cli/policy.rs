//! `secure-start policy`

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::{Answer, Ending, Surroundings, json};
use crate::format::{Settings, Source};
use crate::visible::made_visible;

/// Says how an organisation has set the program up.
#[derive(Debug, Args)]
pub struct Policy {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Prints each setting with its value, and where that comes from
    Show {
        /// Prints one JSON value instead
        #[arg(long)]
        json: bool,
    },
}

impl Policy {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let What::Show { json } = &self.what;
        let ending = if surroundings.settings_faults.is_empty() { Ending::Done } else { Ending::WrongInput };
        let said = if *json { json::line(&value(surroundings)) } else { page(surroundings) };
        Answer { said, complained: String::new(), ending }
    }
}

/// Each setting that an organisation can set: its name, its value, and where that comes from.
fn rows(settings: &Settings) -> Vec<(&'static str, Value, Source)> {
    let all = match serde_json::to_value(settings) {
        Ok(Value::Object(all)) => all,
        Ok(_) | Err(_) => Map::new(),
    };
    let row = |key| (key, all.get(key).cloned().unwrap_or_default(), settings.layers.source(key));
    Settings::MANAGED.into_iter().map(row).collect()
}

fn page(surroundings: &Surroundings) -> String {
    let mut lines = Vec::new();
    for (key, value, source) in rows(&surroundings.settings) {
        let from = match source {
            Source::Policy(file) => format!("set by your organisation in {}", file.display()),
            Source::Default(file) => format!("suggested by your organisation in {}", file.display()),
            Source::User => "your own choice".to_owned(),
            Source::BuiltIn => "built in".to_owned(),
        };
        lines.push(format!("{key:20} {:16} {from}", value.to_string()));
    }
    for (what, files) in looked_at(surroundings) {
        lines.push(format!("{what}:"));
        let is_there = |is_there| if is_there { "" } else { " (not there)" };
        lines.extend(files.into_iter().map(|(file, found)| format!("  {file}{}", is_there(found))));
    }
    lines.extend(surroundings.settings_faults.iter().map(|fault| format!("Not used: {fault}")));
    lines.iter().map(|line| made_visible(line) + "\n").collect()
}

/// The files that are looked at, by what they are for, in order, and whether each is there.
fn looked_at(surroundings: &Surroundings) -> [(&'static str, Vec<(String, bool)>); 3] {
    let files = &surroundings.settings_files;
    let named = |file: &std::path::PathBuf| (file.display().to_string(), file.exists());
    [
        ("Locked settings, the first of", files.policy.iter().map(named).collect()),
        ("Your own settings", files.user.iter().map(named).collect()),
        ("Suggested settings, the first of", files.defaults.iter().map(named).collect()),
    ]
}

fn value(surroundings: &Surroundings) -> Value {
    let row = |(key, value, source): (&str, Value, Source)| {
        let (from, file) = match source {
            Source::Policy(file) => ("policy", Some(file)),
            Source::User => ("user", surroundings.settings_files.user.clone()),
            Source::Default(file) => ("default", Some(file)),
            Source::BuiltIn => ("built-in", None),
        };
        json!({ "setting": key, "value": value, "from": from, "file": file.map(|file| file.display().to_string()) })
    };
    let files = looked_at(surroundings).map(|(_, files)| {
        files.into_iter().map(|(file, is_there)| json!({ "file": file, "is_there": is_there })).collect::<Vec<_>>()
    });
    let [policy, user, defaults] = files;
    json!({
        "settings": rows(&surroundings.settings).into_iter().map(row).collect::<Vec<_>>(),
        "policy_files": policy,
        "user_files": user,
        "default_files": defaults,
        "faults": surroundings.settings_faults,
    })
}
