//! Sentences longer than a label. No logic: each says what happened and what to do.

mod export;
mod help;
mod plan;
mod safety;
mod signing;
mod team;
mod today;

pub use export::{exported, filter_words, kind_not_allowed, not_exported, shown_to_print};
pub use help::{DOES, DOES_NOT, Diagnostics, REPORT};
pub use plan::{
    DATES_BASIS, Headline, headline, likelihood_basis, likelihood_words, missing_words, saving_words, sets_the_date,
    slack_words, step_notes,
};
pub use safety::{
    BROUGHT_BACK, DATA_REMOVED, clash_title, copy_taken_in, data_not_removed, date_and_time, gone, lock_words,
    not_kept, not_saved, only_to_be_read, other_files, saved_elsewhere, side_lines, slow, taken_in, undecided,
    unsaved_words,
};
pub use signing::{SIGN_OFF_SHOWS, fingerprint_words, not_noted, reopen_asks, signed_in_doubt};
pub use team::{counts_words, file_words, folder_not_read, todo_words};
pub use today::{access_words, move_words, rung_label, validity_words, why_not};

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, WhoActs};
use crate::checklist::{CannotOffer, Starter};
use crate::dates;
use crate::outcome::{LoadError, LocatedFinding, PackError, Place};
use crate::plan::Next;
use crate::visible::made_visible;

/// What went wrong, for a person to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub happened: String,
    pub to_do: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.happened, self.to_do)
    }
}

fn problem(happened: impl Into<String>, to_do: impl Into<String>) -> Problem {
    Problem { happened: happened.into(), to_do: to_do.into() }
}

fn at(place: &Place) -> String {
    format!("Line {}, column {}", place.line, place.column)
}

/// For a file that could not be opened. `name` is how the user knows it.
#[must_use]
pub fn not_opened(name: &str, error: &LoadError) -> Problem {
    match error {
        LoadError::NotFound => problem(
            format!("{name} is not there."),
            "Check the name. If it is on a shared drive, check that the drive is connected.",
        ),
        LoadError::IsAFolder => problem(
            format!("{name} is a folder, and one checklist file is needed here."),
            "Choose a checklist in the folder.",
        ),
        LoadError::NotAFolder => {
            problem(format!("{name} is a file, not a folder."), "Choose the folder that it is in.")
        }
        LoadError::NotReadable { detail } => problem(
            format!("{name} could not be read ({detail})."),
            "Check that you may open it and that no other program holds it, then try again.",
        ),
        LoadError::TooBig { bytes, limit } => problem(
            format!("{name} has {bytes} bytes. A checklist has far fewer than {limit}."),
            "Check that it is the right file. Nothing was changed.",
        ),
        LoadError::NotText { at: place } => problem(
            format!("{name} is not a text file. {} holds bytes that are not UTF-8 text.", at(place)),
            "If you wrote it, save it as UTF-8 text. Otherwise ask whoever edited it, or choose another file.",
        ),
        LoadError::NotJson { at: place, detail } => problem(
            format!("{name} is damaged or is not a checklist. {}: {}.", at(place), made_visible(detail)),
            "Choose another file, or open an earlier copy. Nothing was changed.",
        ),
        LoadError::TwiceTheSameName { at: place, name: member } => problem(
            format!(
                "{name} says \u{201c}{}\u{201d} twice in one place. {} is the second.",
                made_visible(member),
                at(place)
            ),
            "Open an earlier copy, or ask whoever edited the file to remove one of the two.",
        ),
        LoadError::NotAChecklist => problem(
            format!("{name} is a file of another kind, not a checklist."),
            "Choose a file that Secure Start has saved. A site pack says \u{201c}format\u{201d}: \
             \u{201c}secure-start/site-pack\u{201d} at its top.",
        ),
        LoadError::IsASitePack => problem(
            format!("{name} is a site pack, not a checklist."),
            "Open a checklist, then choose the site pack with Edit, Apply a site pack. Or choose it when you make a new \
             checklist.",
        ),
        LoadError::NotASitePack => problem(
            format!("{name} is a file of another kind, not a site pack."),
            "Choose a file that begins with \u{201c}format\u{201d}: \u{201c}secure-start/site-pack\u{201d}.",
        ),
        LoadError::Newer { found, supported } => problem(
            format!(
                "{name} was saved by a newer Secure Start (version {found} of the format; this one reads {supported})."
            ),
            "Ask IT for the newer program. The file was not changed.",
        ),
        LoadError::WrongValue { at: place, detail } => problem(
            format!("{name} has a mistake. {}: {}.", at(place), made_visible(detail)),
            "Open an earlier copy, or ask whoever edited the file to mend that line. Nothing was changed.",
        ),
        LoadError::TwoStepsWithOneId { at: place, id } => problem(
            format!(
                "{name} has 2 steps with the id \u{201c}{}\u{201d}. {} is the second.",
                made_visible(id),
                at(place)
            ),
            "Open an earlier copy, or ask whoever edited the file to remove one of the two.",
        ),
        LoadError::TooMany { what, count, limit } => problem(
            format!("{name} has {count} {what}, and no checklist has more than {limit}."),
            "Check that it is the right file. Nothing was changed.",
        ),
    }
}

/// As many mistakes of a pack are shown at once, and the rest counted.
const MISTAKES: usize = 10;

/// For a site pack that cannot be used. `name` is how the user knows it.
#[must_use]
pub fn pack_not_used(name: &str, error: &PackError) -> Problem {
    match error {
        PackError::NotRead(error) => pack_not_read(name, error),
        PackError::Faults(faults) => {
            let shown = faults.iter().take(MISTAKES).map(fault_line).collect::<Vec<_>>().join("\n");
            let (count, more) = match faults.len() {
                1 => ("a mistake".to_owned(), String::new()),
                count if count <= MISTAKES => (format!("{count} mistakes"), String::new()),
                count => (format!("{count} mistakes"), format!("\nand {} more.", count - MISTAKES)),
            };
            problem(
                format!("{name} has {count}, so it was not used.\n{shown}{more}"),
                "Mend that, or ask whoever wrote it; \u{201c}secure-start check\u{201d} lists every mistake. Nothing was \
                 changed.",
            )
        }
    }
}

fn pack_not_read(name: &str, error: &LoadError) -> Problem {
    const MEND: &str = "Mend that, or ask whoever wrote the site pack. Nothing was changed.";
    match error {
        LoadError::NotJson { at: place, detail } => {
            problem(format!("{name} cannot be read as JSON. {}: {}.", at(place), made_visible(detail)), MEND)
        }
        LoadError::WrongValue { at: place, detail } => {
            problem(format!("{name} has a mistake. {}: {}.", at(place), made_visible(detail)), MEND)
        }
        LoadError::TwiceTheSameName { .. } | LoadError::NotText { .. } => {
            problem(not_opened(name, error).happened, MEND)
        }
        LoadError::TooBig { bytes, limit } => problem(
            format!("{name} has {bytes} bytes, and no site pack has more than {limit}."),
            "Check that it is the right file. Nothing was changed.",
        ),
        LoadError::IsAFolder => {
            problem(format!("{name} is a folder, and one site pack is needed here."), "Choose a file in the folder.")
        }
        LoadError::Newer { found, supported } => problem(
            format!("{name} says version {found} of the format, and this program reads {supported}."),
            "Ask IT for the newer program, or write the version that this one reads. Nothing was changed.",
        ),
        LoadError::NotAFolder
        | LoadError::NotFound
        | LoadError::NotReadable { .. }
        | LoadError::NotAChecklist
        | LoadError::IsASitePack
        | LoadError::NotASitePack
        | LoadError::TwoStepsWithOneId { .. }
        | LoadError::TooMany { .. } => not_opened(name, error),
    }
}

/// For a checklist to which nothing can be offered.
#[must_use]
pub fn not_offered(error: &CannotOffer) -> Problem {
    let to_do = match error {
        CannotOffer::NewerCatalogue { .. } => "Ask IT for the newer program.",
        CannotOffer::Situation(_) => "Ask whoever made the file.",
        CannotOffer::FaultyPack { .. } => "\u{201c}secure-start check\u{201d} lists them. Apply a mended pack.",
        CannotOffer::NotForThisPack { .. } => "Choose another one, or ask whoever wrote it.",
    };
    problem(format!("{} Nothing was changed.", made_visible(&error.to_string())), to_do)
}

/// Beside an edition of a site pack that is older than the one in use, which was written on `newer`.
#[must_use]
pub fn older_pack(newer: NaiveDate) -> String {
    format!("This edition is older than the one in use, which was written on {}.", dates::show(newer))
}

/// For a site pack that is meant for other people.
#[must_use]
pub fn pack_for_others(title: &str) -> Problem {
    not_offered(&CannotOffer::NotForThisPack { title: title.to_owned() })
}

/// Where neither the catalogue nor a site pack would change anything.
pub const NOTHING_TO_UPDATE: &str =
    "Nothing would change: this checklist is as the catalogue and the site pack have it.";

/// "Line 3, column 5: what is wrong."
#[must_use]
pub fn fault_line(located: &LocatedFinding) -> String {
    let place = located.at.map_or_else(String::new, |place| format!("{}: ", at(&place)));
    let path = made_visible(&located.finding.path.join("."));
    format!("{place}{path}: {}", made_visible(&located.finding.what))
}

/// The note that belongs under every reference text.
pub const NOT_ADVICE: &str = "Secure Start is an aid. It is not legal, clinical or security advice, and it does not \
                              decide who may work. Your legal and professional duties stay yours. Only an official \
                              letter proves a clearance.";

/// Where there is nothing to draw on.
pub const NO_DISPLAY: &str = "Secure Start needs a display to open its window, and there is none here. \
    The commands work without one: try \u{201c}secure-start --help\u{201d}. \
    To open the window on a virtual display, run \u{201c}xvfb-run secure-start\u{201d} (Debian package xvfb).";

/// Beside a setting that the organisation has locked.
pub const SET_BY_ORGANISATION: &str = "Set by your organisation.";

/// For files of settings that are broken, whole or in part. The program goes on with what it can use.
#[must_use]
pub fn settings_not_read(faults: &[String]) -> String {
    format!("Some settings are not used, and the usual ones stand in for them: {}.", faults.join("; "))
}

/// Where there is a display, and still no window.
#[must_use]
pub fn no_window(detail: &str) -> String {
    format!(
        "Secure Start could not open its window on this display. The commands work without one: \
         try \u{201c}secure-start --help\u{201d}. Tell IT what the system said: {detail}"
    )
}

/// Who, where and how: "Nurse · Category B local prison · England · Employed".
#[must_use]
pub fn situation(starter: &Starter, catalogue: &Catalogue) -> String {
    let parts = [
        catalogue.role(&starter.role).map_or(starter.role.as_str(), |role| &role.label),
        catalogue.setting(&starter.setting).map_or(starter.setting.as_str(), |setting| &setting.label),
        catalogue.nation(&starter.nation).map_or(starter.nation.as_str(), |nation| &nation.label),
        catalogue.contract(&starter.contract).map_or(starter.contract.as_str(), |contract| &contract.label),
    ];
    parts.join(" \u{b7} ")
}

/// The Next line, in two parts so that the first can be set in bold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextWords {
    pub what: String,
    /// Who acts, by when, and why that day.
    pub why: String,
}

impl std::fmt::Display for NextWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.what, self.why)
    }
}

/// The most important sentence in the program.
#[must_use]
pub fn next_words(next: &Next<'_>, planned_start: Option<NaiveDate>, today: NaiveDate) -> NextWords {
    let who = next.who().unwrap_or_default();
    let (what, why) = match next {
        Next::Do { step, by } => {
            let when = match (by, planned_start) {
                (_, Some(start)) if start < today => format!(
                    "The planned start, {}, has passed. Enter another one: Edit, Starter\u{2019}s details.",
                    dates::show(start)
                ),
                (Some(by), Some(start)) if *by < today => format!(
                    "At the usual pace it was to begin by {} for a start on {}. Ask whether that day can hold.",
                    dates::show(*by),
                    dates::show(start)
                ),
                (Some(by), Some(start)) => format!(
                    "Begin by {}, so that it does not hold up a start on {}. This is an estimate.",
                    dates::show(*by),
                    dates::show(start)
                ),
                (None, Some(_)) => "It does not hold up your first shift.".to_owned(),
                (_, None) => "No start date is set, so there is no day to begin by.".to_owned(),
            };
            let act = if step.who_acts == WhoActs::Starter {
                "You can do it now.".to_owned()
            } else {
                format!("{who} acts: ask for it now.")
            };
            (format!("Next: {}.", step.title), format!("{act} {when}"))
        }
        Next::Wait { step } => {
            let since = step.waiting_since().map_or_else(String::new, |day| format!(" since {}", dates::show(day)));
            (
                format!("Next: wait for \u{201c}{}\u{201d}, or ask again.", step.title),
                format!("Waiting on {who}{since}. Nothing else has to be started now."),
            )
        }
        Next::Chase { step } => {
            let since = step.waiting_since().map_or_else(String::new, |day| {
                format!(" since {}, {}", dates::show(day), dates::days(today.signed_duration_since(day).num_days()))
            });
            (
                format!("Next: ask again about \u{201c}{}\u{201d}.", step.title),
                format!("Waiting on {who}{since}. Write down that you asked: the step has a button for it."),
            )
        }
        Next::Resolve { step } => (
            format!("Next: sort out the problem with \u{201c}{}\u{201d}.", step.title),
            "Ask your manager or whoever deals with it what to do.".to_owned(),
        ),
        Next::Renew { step, on } if *on >= today => (
            format!("Next: renew \u{201c}{}\u{201d} in time.", step.title),
            format!("It runs out on {}. Begin now.", dates::show(*on)),
        ),
        Next::Renew { step, on } => (
            format!("Next: renew \u{201c}{}\u{201d}.", step.title),
            format!("It ran out on {}. Ask your manager whether you may work meanwhile.", dates::show(*on)),
        ),
        Next::AllCompleted => (
            "Every step is completed or not needed.".to_owned(),
            "Ask your manager to confirm your first shift. This list does not clear anybody to work.".to_owned(),
        ),
        Next::Nothing => (
            "No step can be started.".to_owned(),
            "The steps in this file wait for each other. Ask whoever made the file.".to_owned(),
        ),
    };
    NextWords { what, why }
}
