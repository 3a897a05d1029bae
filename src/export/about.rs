//! What an export is, and what is not in it: the same words in every kind of file.

use super::{Export, Names, VERSION};
use crate::dates;
use crate::text::{NOT_ADVICE, SIGN_OFF_SHOWS, counts_words, date_and_time};

/// On every printed page.
pub const MAY_BE_OLD: &str = "A printed copy may be out of date.";

/// Label and words of each line.
#[must_use]
pub fn about_lines(export: &Export) -> Vec<(&'static str, String)> {
    let about = &export.about;
    let filters =
        if about.filters.is_empty() { "None: everybody who is shown".to_owned() } else { about.filters.join("; ") };
    let names = match export.choices.names {
        Names::Full => "In full",
        Names::Initials => {
            "Initials, and the last letters of the document's id; notes, reasons, posts and the names of files are left out"
        }
    };
    let notes = match (export.choices.names, export.choices.has_notes) {
        (Names::Full, true) => "Among it",
        _ => "Left out",
    };
    vec![
        ("Of", about.title.clone()),
        ("As it stood on", dates::show(about.day())),
        ("Made", made_words(export)),
        ("Made by", format!("Secure Start {VERSION}")),
        ("Catalogue", about.catalogue.clone()),
        ("Checklists", counts_words(export.counts)),
        ("People in this export", export.places.len().to_string()),
        ("Filters", filters),
        ("Names", names.to_owned()),
        ("Notes", notes.to_owned()),
        ("Sign-offs", SIGN_OFF_SHOWS.to_owned()),
        ("What this is not", NOT_ADVICE.to_owned()),
    ]
}

/// "23 November 2026, 09:30".
#[must_use]
pub fn made_words(export: &Export) -> String {
    date_and_time(export.about.made.naive_local())
}
