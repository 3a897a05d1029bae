//! What the program remembers about how somebody likes it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::read::text_of;
use super::structure;
use crate::kept::Unknown;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Written into the log of a checklist beside every change.
    pub your_name: String,
    /// Stands in every sign-off beside the name.
    pub your_post: String,
    pub theme: ThemeChoice,
    /// Counts from the next start.
    pub drawing: Drawing,
    /// Per cent, 80 to 200.
    pub text_size: u16,
    pub hides_completed: bool,
    pub keeps_recent: bool,
    /// Whether a checklist that has a file is saved when nothing was changed for a moment.
    pub saves_automatically: bool,
    /// Newest first.
    pub recent: Vec<PathBuf>,
    #[serde(flatten)]
    pub unknown: Unknown,
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
            recent: Vec::new(),
            unknown: Unknown::new(),
        }
    }
}

impl Settings {
    /// Smallest and largest text, in per cent.
    pub const TEXT_SIZES: std::ops::RangeInclusive<u16> = 80..=200;
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
        let mut settings: Self = serde_json::from_str(text).map_err(|error| structure::plain_words(&error))?;
        settings.text_size = settings.text_size.clamp(*Self::TEXT_SIZES.start(), *Self::TEXT_SIZES.end());
        settings.recent.truncate(Self::MAX_RECENT);
        Ok(settings)
    }

    /// The settings file; empty only if it could not be written as JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
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
