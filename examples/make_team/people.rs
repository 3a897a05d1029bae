//! Checklists of invented people, different and realistic, the same for the same number.

use chrono::{Days, NaiveDate, NaiveTime};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng as _, SeedableRng as _};
use secure_start::catalogue::{Catalogue, Situation};
use secure_start::checklist::{
    Checklist, DateField, Edit, SignOffMethod, Stamp, Starter, Status, Step, TextField, make,
};
use secure_start::ids::StepId;
use secure_start::kept::Unknown;

const FIRST: [&str; 24] = [
    "Amina", "Bryn", "Ciara", "Dmitri", "Efua", "Farah", "Gwen", "Hamish", "Ines", "Jakub", "Keisha", "Lowri", "Mo",
    "Nia", "Owain", "Priya", "Quentin", "Rhys", "Siobhan", "Tomasz", "Uma", "Viktor", "Wen", "Zofia",
];
const LAST: [&str; 6] = ["Sample", "Example", "Specimen", "Muster", "Beispiel", "Ejemplo"];
const SITES: [&str; 8] = [
    "HMP Sampleton",
    "HMP Exampleford",
    "HMP Specimen Moor",
    "Sample House",
    "Exampleby",
    "Muster Hall",
    "HMP Mocking",
    "",
];
const MANAGERS: [(&str, &str); 3] = [
    ("Morgan Invented", "Head of healthcare"),
    ("Robin Madeup", "Clinical lead"),
    ("Alex Fictional", "Practice manager"),
];
/// Some for most people, so that a team is of one kind for the most part.
const OFTEN: usize = 12;

struct Dice(Xoshiro256PlusPlus);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end.max(1)
    }

    fn place(&mut self, count: usize) -> usize {
        usize::try_from(self.below(u64::try_from(count).unwrap_or(1))).unwrap_or_default()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.place(of.len()))
    }
}

/// What makes checklists.
pub(crate) struct People<'a> {
    catalogue: &'a Catalogue,
    situations: Vec<Situation>,
    today: NaiveDate,
    most: u64,
}

impl<'a> People<'a> {
    /// People of a team on a day, who have begun at most so many of ten steps.
    #[must_use]
    pub(crate) fn new(catalogue: &'a Catalogue, today: NaiveDate, most: u64) -> Self {
        Self { catalogue, situations: catalogue.situations().collect(), today, most }
    }

    /// The person with a number: somebody who has been at it for some weeks.
    #[must_use]
    pub(crate) fn person(&self, number: usize) -> Option<Checklist> {
        let seed = u64::try_from(number).unwrap_or_default();
        let mut dice = Dice(Xoshiro256PlusPlus::seed_from_u64(seed));
        let often = dice.below(4) > 0;
        let place = if often { dice.place(OFTEN) * 97 } else { dice.place(self.situations.len()) };
        let situation = self.situations.get(place % self.situations.len().max(1))?;
        let begun = self.today.checked_sub_days(Days::new(20 + dice.below(120)))?;
        let start = self.today.checked_add_days(Days::new(dice.below(160)))?;
        let first = dice.one(&FIRST)?;
        let last = dice.one(&LAST)?;
        let starter = Starter {
            name: format!("{first} {last} {number}"),
            nation: situation.nation.clone(),
            setting: situation.setting.clone(),
            role: situation.role.clone(),
            contract: situation.contract.clone(),
            site: (*dice.one(&SITES)?).to_owned(),
            employer: "Sample Care".to_owned(),
            planned_start: (dice.below(8) > 0).then_some(start),
            unknown: Unknown::new(),
        };
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let mut checklist = make(self.catalogue, id.as_str().into(), starter, None, &stamp(begun, "")).ok()?;
        self.live(&mut checklist, begun, &mut dice);
        Some(checklist)
    }

    /// Some weeks, in which one step after the other is begun, waited for, completed and signed off.
    fn live(&self, checklist: &mut Checklist, begun: NaiveDate, dice: &mut Dice) {
        let share = 1 + dice.below(self.most);
        let steps: Vec<StepId> = checklist.steps.iter().map(|step| step.id.clone()).collect();
        let mut day = begun;
        for id in steps {
            if dice.below(10) >= share {
                continue;
            }
            day = day.checked_add_days(Days::new(dice.below(6))).unwrap_or(day).min(self.today);
            let Some(step) = checklist.step(&id).cloned() else { continue };
            for (edit, on) in self.edits(&step, day, dice) {
                if let Ok(changed) = checklist.apply(&edit, &stamp(on, &checklist.starter.name)) {
                    *checklist = changed;
                }
            }
        }
    }

    fn edits(&self, step: &Step, day: NaiveDate, dice: &mut Dice) -> Vec<(Edit, NaiveDate)> {
        let id = || step.id.clone();
        let later = |days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day).min(self.today);
        let mut edits = Vec::new();
        if step.waits_on_others {
            edits.push((Edit::SetDate { step: id(), field: DateField::Asked, date: Some(day) }, day));
            let who = step.who_acts.in_a_sentence().to_owned();
            edits.push((Edit::SetText { step: id(), field: TextField::WaitingOn, text: who }, day));
        }
        match dice.below(60) {
            0 => edits.push((status(step, Status::Problem, day), day)),
            1 => edits.push((status(step, Status::NotNeeded, day), day)),
            2..=9 => edits.push((status(step, Status::InProgress, day), day)),
            _ => {
                let done = later(dice.below(20));
                edits.push((status(step, Status::Completed, done), done));
                let reference = format!("REF {}", dice.below(100_000));
                edits.push((Edit::SetText { step: id(), field: TextField::Reference, text: reference }, done));
                if dice.below(5) == 0 {
                    let last = done.checked_add_days(Days::new(20 + dice.below(700)));
                    edits.push((Edit::SetDate { step: id(), field: DateField::Expires, date: last }, done));
                }
                if step.needs_sign_off && dice.below(3) > 0 {
                    let signed = later(20);
                    let (by, post) = dice.one(&MANAGERS).copied().unwrap_or_default();
                    let method = dice.one(&SignOffMethod::ALL).copied().unwrap_or_default();
                    let (by, post) = (by.to_owned(), post.to_owned());
                    let edit = Edit::SignOff { step: id(), by, post, method, on: signed, reference: String::new() };
                    edits.push((edit, signed));
                }
            }
        }
        edits
    }
}

fn status(step: &Step, status: Status, day: NaiveDate) -> Edit {
    let on = (status == Status::Completed).then_some(day);
    let reason = if status == Status::InProgress { String::new() } else { "It was agreed".to_owned() };
    Edit::SetStatus { step: step.id.clone(), status, on, reason }
}

fn stamp(today: NaiveDate, by: &str) -> Stamp {
    Stamp { today, at: today.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(10), by: by.to_owned() }
}
