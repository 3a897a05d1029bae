//! What the program remembers about how somebody likes it.

use std::path::PathBuf;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::layers::Layers;
use super::read::text_of;
use super::structure;
use crate::kept::Unknown;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
    HighContrast,
}

impl ThemeChoice {
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "Same as the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }
}

/// What draws the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Drawing {
    /// The graphics card where there is one that is near, and otherwise the processor.
    #[default]
    Automatic,
    Graphics,
    Processor,
}

impl Drawing {
    pub const ALL: [Self; 3] = [Self::Automatic, Self::Graphics, Self::Processor];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Automatic => "Whatever suits this computer",
            Self::Graphics => "Graphics card",
            Self::Processor => "Processor",
        }
    }
}

/// The settings file. What is missing in it has its default; what is not known in it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting that somebody switches on or off")]
pub struct Settings {
    /// Written into the log of a checklist beside every change.
    pub your_name: String,
    /// Stands in every sign-off beside the name.
    pub your_post: String,
    pub theme: ThemeChoice,
    /// Counts from the next start.
    pub drawing: Drawing,
    /// Per cent, 80 to 200.
    #[schemars(range(min = 80, max = 200))]
    pub text_size: u16,
    pub hides_completed: bool,
    pub keeps_recent: bool,
    /// Whether a checklist that has a file is saved when nothing was changed for a moment.
    pub saves_automatically: bool,
    /// Whether names stay out of the title of the window and of the list of recent files.
    pub hides_names: bool,
    /// So many days ahead something counts as due soon, from 1 to 365.
    #[schemars(range(min = 1, max = 365))]
    pub due_soon_days: u16,
    /// The kinds of files that may be exported, by how their names end; none says all.
    pub exports: Vec<String>,
    /// Whom to ask about the program, for the help.
    pub help_contact: String,
    /// The folder in which site packs are looked for first.
    pub site_packs: Option<PathBuf>,
    /// What the form for a new checklist begins with: ids of a nation and a setting, and names.
    pub new_nation: String,
    pub new_setting: String,
    pub new_site: String,
    pub new_employer: String,
    /// Newest first.
    pub recent: Vec<PathBuf>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
    /// What other places say.
    #[serde(skip)]
    pub layers: Arc<Layers>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            your_name: String::new(),
            your_post: String::new(),
            theme: ThemeChoice::default(),
            drawing: Drawing::default(),
            text_size: 100,
            hides_completed: false,
            keeps_recent: true,
            saves_automatically: true,
            hides_names: false,
            due_soon_days: 30,
            exports: Vec::new(),
            help_contact: String::new(),
            site_packs: None,
            new_nation: String::new(),
            new_setting: String::new(),
            new_site: String::new(),
            new_employer: String::new(),
            recent: Vec::new(),
            unknown: Unknown::new(),
            layers: Arc::default(),
        }
    }
}

impl Settings {
    /// Smallest and largest text, in per cent.
    pub const TEXT_SIZES: std::ops::RangeInclusive<u16> = 80..=200;
    /// What an organisation can lock or suggest, by its name in the file, in the order of the documentation. Names,
    /// posts and lists of files belong to a person.
    pub const MANAGED: [&str; 15] = [
        "theme",
        "drawing",
        "text_size",
        "hides_completed",
        "saves_automatically",
        "keeps_recent",
        "hides_names",
        "due_soon_days",
        "exports",
        "help_contact",
        "site_packs",
        "new_nation",
        "new_setting",
        "new_site",
        "new_employer",
    ];
    /// How many recent files are kept.
    pub const MAX_RECENT: usize = 10;

    /// Reads a settings file. A value that does not belong there makes the whole file the default, so that a broken
    /// file never stops the program.
    ///
    /// # Errors
    /// What is wrong, for a notice.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = text_of(bytes).map_err(|error| error.to_string())?;
        structure::check(text).map_err(|error| error.to_string())?;
        let settings: Self = serde_json::from_str(text).map_err(|error| structure::plain_words(&error))?;
        Ok(settings.within_limits())
    }

    pub(super) fn within_limits(mut self) -> Self {
        self.text_size = self.text_size.clamp(*Self::TEXT_SIZES.start(), *Self::TEXT_SIZES.end());
        self.due_soon_days = self.due_soon_days.clamp(1, 365);
        self.recent.truncate(Self::MAX_RECENT);
        self
    }

    /// The settings file, with what differs from what is built in or suggested; empty only if it could not be written
    /// as JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(&self.layers.stored(self)).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The same with what is locked as the organisation has it.
    #[must_use]
    pub fn enforced(self) -> Self {
        Arc::clone(&self.layers).enforced(self)
    }

    /// Whether the organisation has locked a setting, by its name in the file.
    #[must_use]
    pub fn is_locked(&self, key: &str) -> bool {
        self.layers.is_locked(key)
    }

    /// Whether files whose names end so may be exported.
    #[must_use]
    pub fn may_export(&self, ending: &str) -> bool {
        self.exports.is_empty() || self.exports.iter().any(|allowed| allowed.eq_ignore_ascii_case(ending))
    }

    /// Puts a file in front of the recent ones.
    pub fn remember(&mut self, path: PathBuf) {
        self.recent.retain(|other| *other != path);
        if self.keeps_recent {
            self.recent.insert(0, path);
            self.recent.truncate(Self::MAX_RECENT);
        }
    }
}
