//! `secure-start schema`

use clap::{Args, ValueEnum};

use super::Answer;
use crate::format;

/// Prints a JSON Schema.
#[derive(Debug, Args)]
pub struct Schema {
    #[arg(default_value = "checklist")]
    what: What,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    Checklist,
    SitePack,
    /// What an organisation can set
    Settings,
}

impl Schema {
    pub(super) fn run(&self) -> Answer {
        match self.what {
            What::Checklist => Answer::done(format!("{:#}\n", format::schema())),
            What::Settings => Answer::done(format!("{:#}\n", format::settings_schema())),
            What::SitePack => Answer::done(format!("{:#}\n", format::pack_schema())),
        }
    }
}
