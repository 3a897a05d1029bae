//! Field by field, where both sides changed the same record.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Clash, ClashKey, Side, new_lines};
use crate::checklist::changes::differences;
use crate::checklist::{Checklist, LogEntry, Record, Stamp, Status, Step};
use crate::ids::StepId;
use crate::kept::{Unknown, from_members, members};

/// Members that say one thing together: taken from one side or from the other, never mixed.
const TOGETHER: [&[&str]; 3] =
    [&["status", "completed", "reason"], &["waiting_on", "waiting_since"], &["catalogue", "site_pack"]];
/// Somebody has verified the record as it is: where a side has this, nothing of the record is mixed.
const SIGN_OFF: &str = "sign_off";
/// The member that is only ever added to.
const CHASES: &str = "chases";
/// What a clash about the words, days and bonds of a step is called.
pub(super) const WORDS: &str = "words";

/// The members of a part of a checklist, by their names in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(Unknown);

impl Fields {
    pub(super) fn of<T: Serialize>(part: &T) -> Self {
        Self(members(part).unwrap_or_default())
    }

    fn get(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or(Value::Null)
    }

    fn only(&self, names: &[String]) -> Vec<Value> {
        names.iter().map(|name| self.get(name)).collect()
    }

    fn set(&mut self, name: &str, value: Value) {
        if value.is_null() {
            self.0.remove(name)
        } else {
            self.0.insert(name.to_owned(), value)
        };
    }

    fn into_part<T: DeserializeOwned>(self) -> Option<T> {
        from_members(&self.0).ok()
    }
}

/// The names of all members, those that go together in one list.
fn groups(of: &[&Fields]) -> Vec<Vec<String>> {
    let names: BTreeSet<&String> = of.iter().flat_map(|fields| fields.0.keys()).collect();
    if names.iter().any(|name| *name == SIGN_OFF) {
        return vec![names.into_iter().cloned().collect()];
    }
    let mut groups: Vec<Vec<String>> = TOGETHER
        .iter()
        .map(|group| group.iter().map(|&name| name.to_owned()).filter(|name| names.contains(name)).collect())
        .filter(|group: &Vec<String>| !group.is_empty())
        .collect();
    let is_alone = |name: &&&String| !TOGETHER.iter().any(|group| group.contains(&name.as_str()));
    groups.extend(names.iter().filter(is_alone).map(|&name| vec![name.clone()]));
    groups
}

/// Every group of members that differs.
pub(super) fn differing(
    step: Option<&StepId>,
    title: &str,
    ours: &Fields,
    theirs: &Fields,
) -> impl Iterator<Item = Clash> {
    let groups = groups(&[ours, theirs]);
    groups.into_iter().filter_map(move |names| clash_of(step, title, &names, ours, theirs))
}

/// A checklist without its large parts, which are looked at on their own: the starter is that of another.
pub(super) fn rest_of(whole: &Checklist, other: &Checklist) -> Fields {
    let starter = other.starter.clone();
    Fields::of(&Checklist { starter, steps: Vec::new(), log: Vec::new(), ..whole.clone() })
}

fn clash_of(step: Option<&StepId>, title: &str, names: &[String], ours: &Fields, theirs: &Fields) -> Option<Clash> {
    let values: Vec<(String, Value, Value)> = names
        .iter()
        .map(|name| (name.clone(), ours.get(name), theirs.get(name)))
        .filter(|(_, our, their)| our != their)
        .collect();
    let member = values.first()?.0.clone();
    let key = ClashKey { step: step.cloned(), member };
    Some(Clash { key, title: title.to_owned(), values, by: String::new() })
}

/// A step without its record: its words, days and bonds.
pub(super) fn words_of(step: &Step) -> Value {
    let without_record = Step { record: Record::default(), ..step.clone() };
    let mut words = members(&without_record).unwrap_or_default();
    words.remove("record");
    Value::Object(words.into_iter().collect())
}

/// A merge under way.
pub(super) struct Merging<'a> {
    pub(super) ours: &'a Checklist,
    pub(super) theirs: &'a Checklist,
    pub(super) chosen: &'a dyn Fn(&ClashKey) -> Side,
    pub(super) stamp: &'a Stamp,
    pub(super) clashes: Vec<Clash>,
    /// What is not taken, beside what is.
    pub(super) log: Vec<LogEntry>,
}

impl Merging<'_> {
    /// Everything but steps and log.
    pub(super) fn whole(&mut self, into: &mut Checklist, our_base: &Checklist, their_base: &Checklist) {
        let (ours, theirs) = (self.ours, self.theirs);
        let starters = [&ours.starter, &theirs.starter, &our_base.starter, &their_base.starter].map(Fields::of);
        if let Some(starter) = self.fields(None, "", &starters).into_part() {
            into.starter = starter;
        }
        let rest = [ours, theirs, our_base, their_base].map(|whole| rest_of(whole, ours));
        let merged: Option<Checklist> = self.fields(None, "", &rest).into_part();
        if let Some(merged) = merged {
            *into = Checklist { starter: into.starter.clone(), ..merged };
        }
    }

    pub(super) fn step(&mut self, our: &Step, their: &Step, our_old: Option<&Step>, their_old: Option<&Step>) -> Step {
        if our == their || (Some(their) == their_old && our_old == their_old) {
            return our.clone();
        }
        if Some(our) == our_old && our_old == their_old {
            return their.clone();
        }
        let mut step = self.definition(our, their, our_old, their_old);
        let old = |step: Option<&Step>| step.map(|step| step.record.clone()).unwrap_or_default();
        let records = [&our.record, &their.record, &old(our_old), &old(their_old)].map(Fields::of);
        let merged: Option<Record> = self.fields(Some(&our.id), &our.title, &records).into_part();
        step.record = merged.unwrap_or_else(|| our.record.clone());
        if let Some(signed) = [our, their].into_iter().find(|side| side.is_signed_off() && side.record == step.record) {
            // What was signed stays in the words in which it was signed.
            return signed.clone();
        }
        if step.record != our.record && step.record != their.record {
            self.settle(&mut step);
        }
        step
    }

    /// The words, days and bonds of a step, which go together: an offer changes all of them at once.
    fn definition(&mut self, our: &Step, their: &Step, our_old: Option<&Step>, their_old: Option<&Step>) -> Step {
        let without_record = |step: &Step| Step { record: Record::default(), ..step.clone() };
        let (ours, theirs) = (without_record(our), without_record(their));
        let (our_old, their_old) = (our_old.map(without_record), their_old.map(without_record));
        let knows_base = our_old == their_old;
        if ours == theirs || (knows_base && their_old.as_ref() == Some(&theirs)) {
            return ours;
        }
        if knows_base && our_old.as_ref() == Some(&ours) {
            return theirs;
        }
        let key = ClashKey { step: Some(our.id.clone()), member: WORDS.to_owned() };
        let values = vec![(WORDS.to_owned(), words_of(&ours), words_of(&theirs))];
        let takes_ours = self.decide(Clash { key, title: our.title.clone(), values, by: String::new() });
        if takes_ours { ours } else { theirs }
    }

    /// In the order ours, theirs, base of ours, base of theirs.
    fn fields(&mut self, step: Option<&StepId>, title: &str, fields: &[Fields; 4]) -> Fields {
        let [ours, theirs, our_old, their_old] = fields;
        let mut merged = ours.clone();
        for names in groups(&[ours, theirs, our_old, their_old]) {
            let (our, their) = (ours.only(&names), theirs.only(&names));
            let (our_base, their_base) = (our_old.only(&names), their_old.only(&names));
            let knows_base = our_base == their_base;
            if our == their || (knows_base && their == their_base) {
                continue;
            }
            let takes_theirs = if knows_base && our == our_base {
                true
            } else if names == [CHASES] {
                merged.set(CHASES, both(&ours.get(CHASES), &theirs.get(CHASES)));
                continue;
            } else {
                clash_of(step, title, &names, ours, theirs).is_some_and(|clash| !self.decide(clash))
            };
            if takes_theirs {
                for (name, value) in names.iter().zip(their) {
                    merged.set(name, value);
                }
            }
        }
        merged
    }

    /// Notes a clash, with what is not taken in the log. Whether ours is taken.
    fn decide(&mut self, mut clash: Clash) -> bool {
        let takes_ours = (self.chosen)(&clash.key) == Side::Ours;
        for (what, our, their) in &clash.values {
            let (from, to) = if takes_ours { (their, our) } else { (our, their) };
            self.log.push(self.stamp.line(clash.key.step.as_ref(), what, from.clone(), to.clone()));
        }
        clash.by = self.who_changed(&clash);
        self.clashes.push(clash);
        takes_ours
    }

    fn who_changed(&self, clash: &Clash) -> String {
        let is_it =
            |line: &&LogEntry| line.step == clash.key.step && clash.values.iter().any(|(name, ..)| *name == line.what);
        let line = new_lines(&self.theirs.log, &self.ours.log).iter().rev().find(is_it);
        line.map(|line| line.by.clone()).unwrap_or_default()
    }

    /// One side completed it while the other noted whom to wait for: nobody is waited for any more.
    fn settle(&mut self, step: &mut Step) {
        let record = &mut step.record;
        if !matches!(record.status, Status::Completed | Status::NotNeeded) {
            return;
        }
        let before = record.clone();
        record.waiting_on.clear();
        record.waiting_since = None;
        record.expected = None;
        record.chase_on = None;
        self.log.extend(differences(&before, record, Some(&step.id), self.stamp));
    }
}

/// The items of both lists, each once, in the order of their days and, on one day, of their texts.
fn both(ours: &Value, theirs: &Value) -> Value {
    let items = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let mut all = items(ours);
    all.extend(items(theirs).into_iter().filter(|item| !items(ours).contains(item)));
    all.sort_by_key(|item| (item.get("on").map(Value::to_string), item.to_string()));
    Value::Array(all)
}
