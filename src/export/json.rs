//! A team as one JSON document: what `team --json` prints, and in an export how each step was signed off. Members are only
//! ever added.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::tables::rung;
use super::{Details, Export, Line, NotWritten, Signed};
use crate::catalogue::{AccessLadder, Catalogue};
use crate::ids::StepId;
use crate::outcome::ScanAsked;
use crate::team::{Counts, Person, Roster, totals};
use crate::text::{self, Problem};

/// What `team --json` prints of a folder.
#[must_use]
pub fn team_json(folder: &str, roster: &Roster, ladder: &AccessLadder, asked: ScanAsked) -> Value {
    let people = roster.people().iter().map(|member| {
        let path = member.path.display().to_string();
        person_json(&path, &member.person, None, roster, ladder)
    });
    let files: Vec<(String, Problem, bool)> = roster
        .files()
        .iter()
        .map(|row| (row.path.display().to_string(), text::file_words(row), row.what.is_ok()))
        .collect();
    whole(folder, roster, roster.counts(), &people.collect::<Vec<Value>>(), &files, (asked.today, asked.as_of))
}

/// The same of an export, with the sign-offs.
pub(super) fn json(
    export: &Export,
    catalogue: &Catalogue,
    go_on: &dyn Fn(usize) -> bool,
) -> Result<Vec<u8>, NotWritten> {
    let mut people = Vec::with_capacity(export.places.len());
    // In the order of the paths, as the command has them.
    for (place, of) in export.people_by_path().enumerate() {
        if place % 1000 == 0 && !go_on(place) {
            return Err(NotWritten::Cancelled);
        }
        people.push(person_json(of.file, of.person, Some(of.details), &export.roster, &catalogue.access));
    }
    let files: Vec<(String, Problem, bool)> =
        export.files.iter().map(|file| (file.file.clone(), file.what.clone(), file.is_shown)).collect();
    let days = (export.about.today, export.about.as_of);
    let whole = whole(&export.about.title, &export.roster, export.counts, &people, &files, days);
    let mut bytes = serde_json::to_vec_pretty(&whole).map_err(|error| NotWritten::Other(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn whole(
    folder: &str,
    roster: &Roster,
    counts: Counts,
    people: &[Value],
    files: &[(String, Problem, bool)],
    (today, as_of): (chrono::NaiveDate, Option<chrono::NaiveDate>),
) -> Value {
    let totals = totals(roster);
    let words = |(path, problem, _): &(String, Problem, bool)| json!({ "path": path, "reason": problem.happened, "to_do": problem.to_do });
    let of =
        |is_shown: bool| -> Vec<Value> { files.iter().filter(|(.., shown)| *shown == is_shown).map(words).collect() };
    let actions = totals.groups.iter().map(|(group, count)| (group.id().to_owned(), json!(count)));
    let readiness = totals.readiness.iter().map(|(readiness, count)| (readiness.id().to_owned(), json!(count)));
    json!({
        "folder": folder,
        "today": today,
        "as_of": as_of,
        "counts": { "found": counts.found, "shown": counts.shown, "unreadable": counts.unreadable },
        "totals": {
            "actions": actions.collect::<Map<String, Value>>(),
            "readiness": readiness.collect::<Map<String, Value>>(),
        },
        "people": people,
        "unreadable": of(false),
        "notes": of(true),
    })
}

/// `details` is there in an export only: a team keeps less of each person.
fn person_json(
    path: &str,
    person: &Person,
    details: Option<&Details>,
    roster: &Roster,
    ladder: &AccessLadder,
) -> Value {
    let reached = rung(person, ladder);
    let step = |column: u16| roster.columns().get(column);
    let lines: BTreeMap<&StepId, &Line> =
        details.into_iter().flat_map(|details| &details.lines).map(|line| (&line.step, line)).collect();
    let steps: Vec<Value> = person
        .cells
        .iter()
        .filter_map(|cell| {
            let column = step(cell.column)?;
            let mut step = json!({ "id": column.id, "title": column.title, "section": column.section,
                                   "status": cell.mark.id(), "status_label": cell.mark.standing().label(),
                                   "date": cell.date });
            if let (Some(line), Some(step)) = (lines.get(&column.id), step.as_object_mut()) {
                step.insert("needs_sign_off".to_owned(), json!(line.needs_sign_off));
                step.insert("sign_off".to_owned(), json!(line.sign_off.as_deref().map(sign_off)));
            }
            Some(step)
        })
        .collect();
    let actions: Vec<Value> = person
        .todos
        .iter()
        .filter_map(|todo| {
            let column = step(todo.column)?;
            Some(json!({ "kind": todo.kind.group().id(), "step": column.id, "title": column.title, "date": todo.date,
                         "who": todo.who }))
        })
        .collect();
    json!({
        "path": path,
        "id": person.document,
        "name": person.name,
        "nation": person.nation,
        "setting": person.setting,
        "role": person.role,
        "contract": person.contract,
        "site": person.site,
        "planned_start": person.planned_start,
        "first_shift": { "earliest": person.earliest, "likely": person.likely },
        "readiness": person.readiness.id(),
        "access": reached.map(|rung| &rung.id),
        "progress": { "completed": person.completed, "total": person.total },
        "waiting_on": person.waits_on,
        "last_change": person.changed,
        "doubts": person.doubts,
        "newer": person.newer,
        "actions": actions,
        "steps": steps,
    })
}

/// Who verified a step, and how.
fn sign_off(signed: &Signed) -> Value {
    let words = (!signed.words.is_empty()).then_some(&signed.words);
    json!({ "by": signed.by, "post": signed.post, "how": signed.how.id(), "on": signed.on, "reference": signed.reference,
            "words": words })
}
