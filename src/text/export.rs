//! What is said about exports.

use super::{Problem, not_saved, problem};
use crate::catalogue::Catalogue;
use crate::dates;
use crate::outcome::{ExportError, LoadError};
use crate::team::Filter;
use crate::visible::made_visible;

/// After an export, and of how many people it is.
#[must_use]
pub fn exported(name: &str, count: usize) -> String {
    let people = if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
    format!("Exported {people} to {name}.")
}

/// After pages were handed to the system's viewer, which does not say whether it shows them.
#[must_use]
pub fn shown_to_print(path: &str) -> String {
    format!(
        "The pages open in the program that shows PDF files here: print them there. If none opens, they are in {path}."
    )
}

/// Why there is no export. `name` is how the user knows the target, or whatever cannot be read.
#[must_use]
pub fn not_exported(name: &str, error: &ExportError) -> Problem {
    match error {
        ExportError::NotRead(LoadError::NotAFolder | LoadError::IsAFolder) => {
            problem(format!("{name} is no checklist and no folder of them."), "Choose another.")
        }
        ExportError::NotRead(error) => super::not_opened(name, error),
        ExportError::Nobody { shown: 0, not_shown: 0, .. } => {
            problem(format!("There is no checklist in {name}."), "Choose the folder that they are in.")
        }
        ExportError::Nobody { shown: 0, as_of: Some(day), .. } => problem(
            format!("Nobody in {name} had a checklist on {}, or could be read.", dates::show(*day)),
            "Choose a later day.",
        ),
        ExportError::Nobody { shown: 0, not_shown, .. } => problem(
            format!("Of the files in {name}, none can be shown: {not_shown} are not checklists, or cannot be read."),
            "Open the folder as a team: it says of each file why.",
        ),
        ExportError::Nobody { .. } => {
            problem(format!("Nobody in {name} is like that."), "Take a filter out, or choose somebody.")
        }
        ExportError::NotMadeYet => {
            problem(format!("{name} was made after that day. Nothing was written."), "Choose a later day.")
        }
        ExportError::NoDays => problem(
            format!("No day is written down that a calendar could have, so {name} was not written."),
            "Write down a planned start, or days of steps.",
        ),
        ExportError::NoSuchKind => problem(
            format!("The name \u{201c}{name}\u{201d} does not say what to write."),
            "Let it end in .xlsx, .csv, .pdf, .html, .ics, .json or .zip.",
        ),
        ExportError::IsADocument => problem(
            format!("A checklist or site pack is in the place of {name}. It was not overwritten."),
            "Choose another name.",
        ),
        ExportError::TooLarge { bytes } => problem(
            format!("{name} would have {} MB, more than a file may have here. Nothing was written.", bytes / 1_048_576),
            "Export fewer people, or fewer columns.",
        ),
        ExportError::NotShown { path, detail } => problem(
            format!("The pages are made, and no program opened them ({}).", made_visible(detail)),
            format!("Open {} in a program that shows PDF files.", made_visible(&path.display().to_string())),
        ),
        ExportError::Cancelled => problem("The export was stopped. Nothing was written.", ""),
        ExportError::NotMade { detail } => problem(
            format!("{name} could not be made ({}). Nothing was written.", made_visible(detail)),
            "Try another kind of file, and check that there is room on this computer's own disk.",
        ),
        ExportError::NotSaved(error) => not_saved(name, error),
    }
}

/// The filters in force, each as a reader meets it.
#[must_use]
pub fn filter_words(filter: &Filter, catalogue: &Catalogue) -> Vec<String> {
    let role = |id| catalogue.role(id).map_or_else(|| id.to_string(), |role| role.label.clone());
    let setting = |id| catalogue.setting(id).map_or_else(|| id.to_string(), |setting| setting.label.clone());
    let one = |name: &str, words: Vec<String>| (!words.is_empty()).then(|| format!("{name}: {}", words.join(" or ")));
    [
        one("Role", filter.roles.iter().map(role).collect()),
        one("Setting", filter.settings.iter().map(setting).collect()),
        one("Site", filter.sites.iter().map(|site| made_visible(site)).collect()),
        one("Planned start", filter.readiness.iter().map(|readiness| readiness.label().to_owned()).collect()),
        one("To do", filter.groups.iter().map(|group| group.label().to_owned()).collect()),
        one(
            "Found by",
            Some(made_visible(filter.search.trim())).filter(|words| !words.is_empty()).into_iter().collect(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// For a kind of file that the organisation does not allow.
#[must_use]
pub fn kind_not_allowed(ending: &str) -> String {
    format!("Your organisation does not allow exports to .{ending} files.")
}
