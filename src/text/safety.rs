//! What is said about saving, about two people in one file, and about what is kept on this computer.

use chrono::{DateTime, NaiveDateTime};
use serde_json::Value;

use super::{Problem, problem};
use crate::checklist::{Checklist, Clash, LogEntry, Side, Status};
use crate::dates;
use crate::outcome::{LoadError, LockHolder, SaveError, Unsaved};
use crate::visible::made_visible;

/// For a file that was not written. `name` is how the user knows it.
#[must_use]
pub fn not_saved(name: &str, error: &SaveError) -> Problem {
    let there = "What was saved before is still there.";
    match error {
        SaveError::AlreadyThere => {
            problem(format!("There is already a file called {name}. It was not changed."), "Choose another name.")
        }
        SaveError::ChangedOutside(_) => problem(
            format!("{name} was changed by somebody else after it was opened here. It was not overwritten."),
            "Open it again, and make the change in what is there now.",
        ),
        SaveError::ChangedBeyondReading(error) => problem(
            format!(
                "{name} was changed by something else and is not a checklist any more ({error}). It was not overwritten."
            ),
            "Save yours under another name, and ask whoever changed the file.",
        ),
        SaveError::ChangedByNewer => problem(
            format!("{name} was saved by a newer Secure Start meanwhile. It was not overwritten."),
            "Save yours under another name, and ask IT for the newer program.",
        ),
        SaveError::OtherChecklist => problem(
            format!("Another checklist is in the place of {name} now. It was not overwritten."),
            "Save yours under another name.",
        ),
        SaveError::CannotCompare { detail } => problem(
            format!("{name} cannot be read just now ({detail}), so nobody knows whether somebody has changed it."),
            "It was not overwritten. Check that the drive is connected, then save again.",
        ),
        SaveError::Locked(holder) => problem(
            format!("{name} was not saved: {}. {there}", lock_words(holder)),
            format!(
                "Wait a moment and save again. If that program has crashed, its lock {} is left over, and can be deleted.",
                made_visible(&holder.file.display().to_string())
            ),
        ),
        SaveError::NoFolder => problem(
            format!("The folder for {name} is not there."),
            "Choose another folder. If it is on a shared drive, check that the drive is connected.",
        ),
        SaveError::IsAFolder => problem(format!("{name} is a folder."), "Give the file a name of its own."),
        SaveError::BadName => problem(
            format!(
                "The system does not take the name {name}: it is too long, or has a character that is not allowed."
            ),
            "Choose a shorter, plainer name.",
        ),
        SaveError::NotAllowed { detail } => problem(
            format!("{name} could not be written: you are not allowed to ({detail}). {there}"),
            "Save it in a folder of your own, or ask IT for the right to write there.",
        ),
        SaveError::DiskFull => problem(
            format!("The disk is full, so {name} was not written. {there}"),
            "Make room, or save it on another drive.",
        ),
        SaveError::Unsure { detail } => problem(
            format!("Nobody knows whether {name} was saved: it cannot be read just now ({detail})."),
            "Check that the drive is connected, then save again.",
        ),
        SaveError::Beside { kept, detail } => problem(
            format!(
                "{name} could not be replaced ({detail}): another program may hold it. Your version is in {}.",
                made_visible(&kept.display().to_string())
            ),
            "Close other programs that have the file open, then save again.",
        ),
        SaveError::Other { detail } => problem(
            format!("{name} could not be written ({detail}). {there}"),
            "Try again, or save it in another folder.",
        ),
    }
}

/// "Ana Sample on WARD-7 has been saving it since 22 November 2026, 09:30".
#[must_use]
pub fn lock_words(holder: &LockHolder) -> String {
    let shown = |text: &str, otherwise: &str| {
        let text = made_visible(text.trim());
        if text.is_empty() { otherwise.to_owned() } else { text.chars().take(80).collect() }
    };
    let computer =
        if holder.computer.trim().is_empty() { String::new() } else { format!(" on {}", shown(&holder.computer, "")) };
    let since = DateTime::parse_from_rfc3339(&holder.at)
        .map_or_else(|_| String::new(), |at| format!(" since {}", date_and_time(at.naive_local())));
    format!("{}{computer} has been saving it{since}", shown(&holder.user, "Somebody"))
}

/// "22 November 2026, 09:30".
#[must_use]
pub fn date_and_time(at: NaiveDateTime) -> String {
    format!("{}, {}", dates::show(at.date()), dates::time(at.time()))
}

/// For a file that was there and is not any more, or cannot be read any more.
#[must_use]
pub fn gone(name: &str, error: &LoadError) -> Problem {
    match error {
        LoadError::NotFound => problem(
            format!("{name} is not there any more."),
            "Your checklist is open here, whole. If the file is on a shared drive, check that the drive is connected.",
        ),
        LoadError::NotReadable { detail } => problem(
            format!("{name} cannot be read just now ({detail})."),
            "Your checklist is open here, whole. If the file is on a shared drive, check that the drive is connected.",
        ),
        error => problem(
            format!("{name} was changed by something else and cannot be read any more ({error})."),
            "Your checklist is open here, whole. Save it under another name.",
        ),
    }
}

/// Where two people changed the same thing, and nobody has decided yet.
#[must_use]
pub fn undecided(name: &str) -> Problem {
    problem(
        format!("Somebody else has changed the same things in {} as you, and saved first.", made_visible(name)),
        "Save, and choose what counts.",
    )
}

/// For a save that does not come to an end.
#[must_use]
pub fn slow(name: &str) -> Problem {
    problem(
        format!("Saving {name} takes long: the drive does not answer."),
        "It goes on by itself. If the drive is not connected any more, save the checklist elsewhere.",
    )
}

/// For a checklist of a newer program.
#[must_use]
pub fn only_to_be_read(name: &str, newer: u64) -> Problem {
    problem(
        format!(
            "{name} was saved by a newer Secure Start (version {newer} of the format), so it is only to be read here."
        ),
        "Ask IT for the newer program.",
    )
}

/// Where nothing can be kept on this computer.
#[must_use]
pub fn not_kept(detail: &str) -> String {
    format!("No copy of what is not saved can be kept on this computer ({detail}). Save often.")
}

/// After work was brought back.
pub const BROUGHT_BACK: &str = "Your work was brought back as it was.";

/// After everything that was kept on this computer was removed.
pub const DATA_REMOVED: &str = "Versions, recent files, notes of sign-offs, your name and post, and copies of what is \
                                not open were removed from this computer. The checklists themselves are where they were.";

/// Where that did not work.
#[must_use]
pub fn data_not_removed(detail: &str) -> String {
    format!("Not everything could be removed from this computer ({detail}). Try again, or ask IT.")
}

/// After a save under another name.
#[must_use]
pub fn saved_elsewhere(name: &str, before: &str) -> String {
    format!("Your checklist is in {name} now. {before} was left as it was.")
}

/// What somebody else has changed meanwhile and is on the screen now, beside what is not saved yet where there is some.
#[must_use]
pub fn taken_in(lines: &[LogEntry], checklist: &Checklist, has_unsaved: bool) -> String {
    let mut who: Vec<String> =
        lines.iter().map(|line| made_visible(line.by.trim())).filter(|by| !by.is_empty()).collect();
    who.sort();
    who.dedup();
    let who = match who.as_slice() {
        [] => "Somebody else".to_owned(),
        [one] => one.clone(),
        [first, more @ ..] => format!("{first} and {} more people", more.len()),
    };
    let has = if who.contains(" and ") { "have" } else { "has" };
    let mut titles: Vec<&str> = Vec::new();
    for step in lines.iter().filter_map(|line| checklist.step(line.step.as_ref()?)) {
        if !titles.contains(&step.title.as_str()) {
            titles.push(&step.title);
        }
    }
    let what = match titles.as_slice() {
        [] => "this checklist".to_owned(),
        [one] => format!("\u{201c}{}\u{201d}", made_visible(one)),
        [first, more @ ..] => format!("\u{201c}{}\u{201d} and {} more", made_visible(first), more.len()),
    };
    let beside = if has_unsaved { ", beside what you changed" } else { "" };
    format!("{who} {has} changed {what} meanwhile. It is shown here now{beside}.")
}

/// Other files of the same document, which hold something else; the first of them by its name.
#[must_use]
pub fn other_files(name: &str, count: usize) -> String {
    match count {
        0 | 1 => format!("{name} is another file of this checklist, and holds something else."),
        count => format!("{name} and {} more are other files of this checklist, and hold something else.", count - 1),
    }
}

/// After another file of the same document was put together with this one.
#[must_use]
pub fn copy_taken_in(name: &str) -> String {
    format!("{} is in this checklist now. The file itself was not changed.", made_visible(name))
}

/// The field of a clash, in words.
fn member_words(member: &str) -> &str {
    match member {
        "status" => "Status",
        "completed" => "Completed on",
        "asked" => "Asked for on",
        "expires" => "Runs out on",
        "expected" => "Told it will be done by",
        "days" => "Days it takes",
        "reference" => "Reference",
        "note" => "Note",
        "waiting_on" => "Waiting on",
        "waiting_since" => "Waiting since",
        "chase_on" => "Ask again on",
        "chases" => "Asked again",
        "reason" => "Reason",
        "sign_off" => "Sign-off",
        "carried" => "Done for another place",
        "name" => "Name",
        "site" => "Site",
        "employer" => "Employer",
        "planned_start" => "Planned start",
        "words" => "Words, days and order",
        "step" => "On the list",
        "site_pack" => "Site pack",
        "catalogue" => "Catalogue",
        other => other,
    }
}

/// A value of a field, in words.
fn value_words(member: &str, value: &Value) -> String {
    match (member, value) {
        (_, Value::Null) => "nothing".to_owned(),
        ("step", Value::Bool(is_there)) => if *is_there { "yes" } else { "no" }.to_owned(),
        ("words", Value::Object(words)) => {
            let title = words.get("title").and_then(Value::as_str).map(made_visible).unwrap_or_default();
            let days = words.get("days").map(|days| value_words("days", days)).unwrap_or_default();
            format!("\u{201c}{title}\u{201d}, days {days}")
        }
        ("site_pack", Value::Object(pack)) => {
            let text = |name: &str| pack.get(name).and_then(Value::as_str).map(made_visible).unwrap_or_default();
            format!("{}, written on {}", text("title"), day(&text("written")))
        }
        ("carried", Value::Object(carried)) => {
            let on = carried.get("completed").and_then(Value::as_str).map(day);
            on.map_or_else(|| "done before".to_owned(), |on| format!("done before, on {on}"))
        }
        ("status", Value::String(id)) => {
            Status::from_id(id).map_or_else(|| made_visible(id), |status| status.label().to_owned())
        }
        ("sign_off", Value::Object(sign_off)) => {
            let text = |name: &str| sign_off.get(name).and_then(Value::as_str).map(made_visible).unwrap_or_default();
            format!("by {}, {}, on {}", text("by"), text("post"), day(&text("on")))
        }
        ("days", Value::Object(days)) => {
            let number = |name: &str| days.get(name).map_or_else(String::new, Value::to_string);
            format!("{}, {}, {}", number("low"), number("likely"), number("high"))
        }
        ("chases", Value::Array(chases)) => {
            let days = chases.iter().filter_map(|chase| chase.get("on").and_then(Value::as_str)).map(day);
            days.collect::<Vec<String>>().join("; ")
        }
        (_, Value::String(text)) => day(text),
        (_, other) => made_visible(&other.to_string()),
    }
}

/// A day as people read it, where it is one; anything else as it is.
fn day(text: &str) -> String {
    dates::iso::parse(text).map_or_else(|| made_visible(text), dates::show)
}

/// One side of a clash, a line for each field: "Completed on: 3 November 2026".
#[must_use]
pub fn side_lines(clash: &Clash, side: Side) -> Vec<String> {
    let words = |(member, our, their): &(String, Value, Value)| {
        let value = if side == Side::Ours { our } else { their };
        format!("{}: {}", member_words(member), value_words(member, value))
    };
    clash.values.iter().map(words).collect()
}

/// What a clash is about: the step, or the starter.
#[must_use]
pub fn clash_title(clash: &Clash) -> String {
    if clash.title.is_empty() { "About the starter".to_owned() } else { made_visible(&clash.title) }
}

/// Work that was not saved: whose it is, and where it belongs.
#[must_use]
pub fn unsaved_words(unsaved: &Unsaved) -> (String, String) {
    let name = made_visible(unsaved.name.trim());
    let name = if name.is_empty() { "No name".to_owned() } else { name };
    let place = unsaved.path.as_ref().map_or_else(
        || "It is in no file, as far as is known.".to_owned(),
        |path| format!("It belongs in {}.", made_visible(&path.display().to_string())),
    );
    let changed = unsaved.at.map_or_else(String::new, |at| format!("Last changed on {}. ", date_and_time(at)));
    (name, format!("{changed}{place}"))
}
