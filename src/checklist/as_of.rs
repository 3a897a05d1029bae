//! A checklist as it stood on a day, as far as its log says it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;

use super::{Checklist, LogEntry, line_fingerprint};
use crate::dates::day_in_the_uk;
use crate::ids::StepId;
use crate::kept::{Unknown, from_members, members};

/// What a line of the log is about: a step, or the starter and the whole, and a member.
type Field<'a> = (Option<&'a StepId>, &'a str);

/// The first and the last that is known of a field on both sides of a day.
#[derive(Default)]
struct Known<'a> {
    /// The last line of the day or before.
    before: Option<&'a LogEntry>,
    /// The first line after it.
    after: Option<&'a LogEntry>,
}

impl Checklist {
    /// The checklist as it stood at the end of a day; as it is now where that day is today or later. None where it was not
    /// made by then.
    ///
    /// It follows from the log: of each field, what the last line up to that day says, or else what the first line after
    /// it says was there before. What the log does not say, such as the days that a step took in an earlier edition of the
    /// catalogue, or a step that has left the list since, is as it is now.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate, today: NaiveDate) -> Option<Self> {
        if day >= today {
            return Some(self.clone());
        }
        if day < self.made {
            return None;
        }
        let is_later = |line: &LogEntry| day_in_the_uk(line.at) > day;
        let mut fields: BTreeMap<Field<'_>, Known<'_>> = BTreeMap::new();
        for line in &self.log {
            let known = fields.entry((line.step.as_ref(), line.what.as_str())).or_default();
            if !is_later(line) {
                known.before = Some(line);
            } else if known.after.is_none() {
                known.after = Some(line);
            }
        }
        fields.retain(|_, known| known.after.is_some());
        let mut then = self.clone();
        let is_about = |place: Option<&StepId>, id: &StepId| place == Some(id);
        let came: BTreeSet<&StepId> = fields
            .iter()
            .filter(|((_, what), known)| match *what {
                "added" => true,
                "step" => known.after.is_some_and(|line| line.from == Value::Bool(false)),
                _ => false,
            })
            .filter_map(|((step, _), _)| *step)
            .collect();
        then.steps.retain(|step| !came.contains(&step.id));
        for step in &mut then.steps {
            let of_it = || fields.iter().filter(|((place, _), _)| is_about(*place, &step.id));
            if let Some(record) = of_it().next().and_then(|_| put_back(&step.record, of_it())) {
                step.record = record;
            }
            for ((_, what), known) in fields.iter().filter(|((place, _), _)| is_about(*place, &step.id)) {
                match (*what, known.after.map(|line| &line.from)) {
                    ("reworded", Some(Value::String(title))) => step.title.clone_from(title),
                    ("retired", _) if known.before.is_none() => step.retired.clear(),
                    _ => {}
                }
            }
        }
        let of_whole = || fields.iter().filter(|((place, _), _)| place.is_none());
        if let Some(starter) = put_back(&then.starter, of_whole()) {
            then.starter = starter;
        }
        if let Some(Value::String(edition)) = fields.get(&(None, "catalogue")).and_then(Known::value) {
            then.catalogue = edition;
        }
        then.log.retain(|line| !is_later(line));
        Some(then)
    }
}

impl Known<'_> {
    /// What was there on the day.
    fn value(&self) -> Option<Value> {
        let Some(line) = self.before else { return self.after.map(|line| line.from.clone()) };
        let mut value = line.to.clone();
        if let ("sign_off", Some(sign_off)) = (line.what.as_str(), value.as_object_mut()) {
            // The line could not hold its own fingerprint.
            sign_off.entry("seal").or_insert_with(|| line_fingerprint(line).as_str().into());
        }
        Some(value)
    }
}

/// With what the fields say put into the members of a part; none where that does not make such a part.
fn put_back<'a, T: serde::Serialize + serde::de::DeserializeOwned>(
    now: &T,
    fields: impl Iterator<Item = (&'a Field<'a>, &'a Known<'a>)>,
) -> Option<T> {
    let mut of_part: Unknown = members(now).ok()?;
    for ((_, what), known) in fields {
        let Some(value) = known.value() else { continue };
        // The log has words for what is no member.
        let is_member = of_part.contains_key(*what) || MEMBERS.contains(what);
        match (is_member, value.is_null()) {
            (false, _) => {}
            (true, true) => drop(of_part.remove(*what)),
            (true, false) => drop(of_part.insert((*what).to_owned(), value)),
        }
    }
    from_members(&of_part).ok()
}

/// What a record or a starter may have, and is absent where it is empty.
const MEMBERS: [&str; 17] = [
    "asked",
    "completed",
    "expected",
    "days",
    "expires",
    "reference",
    "note",
    "waiting_on",
    "waiting_since",
    "chase_on",
    "chases",
    "reason",
    "sign_off",
    "site",
    "employer",
    "planned_start",
    "name",
];
