//! Which people are shown, in which order, and how many of each kind there are.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::{Person, Readiness, Roster, TodoGroup};
use crate::catalogue::Catalogue;
use crate::ids::{RoleId, SettingId};

/// Which people are shown. Within one list any one is enough; every list that is not empty has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub roles: BTreeSet<RoleId>,
    pub settings: BTreeSet<SettingId>,
    pub sites: BTreeSet<String>,
    pub readiness: BTreeSet<Readiness>,
    /// Who has something of this kind to do.
    pub groups: BTreeSet<TodoGroup>,
    /// Every word has to be in the name, the site, or the labels of role and setting.
    pub search: String,
}

impl Filter {
    /// Whether it shows everybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn shows(&self, person: &Person, words: &[String]) -> bool {
        (self.roles.is_empty() || self.roles.contains(&person.role))
            && (self.settings.is_empty() || self.settings.contains(&person.setting))
            && (self.sites.is_empty() || self.sites.contains(&*person.site))
            && (self.readiness.is_empty() || self.readiness.contains(&person.readiness))
            && (self.groups.is_empty() || person.todos.iter().any(|todo| self.groups.contains(&todo.kind.group())))
            && words.iter().all(|word| person.found_by.contains(word.as_str()))
    }
}

/// A column of the list of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonColumn {
    #[default]
    Name,
    Role,
    Setting,
    Site,
    PlannedStart,
    Earliest,
    Likely,
    Access,
    Progress,
    WaitsOn,
    Changed,
    File,
}

impl PersonColumn {
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Role,
        Self::PlannedStart,
        Self::Likely,
        Self::Access,
        Self::Progress,
        Self::WaitsOn,
        Self::Setting,
        Self::Site,
        Self::Earliest,
        Self::Changed,
        Self::File,
    ];

    /// As it stands over the column.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Role => "Role",
            Self::Setting => "Setting",
            Self::Site => "Site",
            Self::PlannedStart => "Planned start",
            Self::Earliest => "Earliest shift",
            Self::Likely => "Likely shift",
            Self::Access => "Access, a guide",
            Self::Progress => "Completed",
            Self::WaitsOn => "Waiting on",
            Self::Changed => "Last change",
            Self::File => "File",
        }
    }
}

/// By which column, and whether the last comes first. People who are the same there stay in the order of their files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub column: PersonColumn,
    pub is_reversed: bool,
}

impl Sort {
    /// By a column; by the same column, the other way round.
    #[must_use]
    pub fn by(self, column: PersonColumn) -> Self {
        Self { column, is_reversed: self.column == column && !self.is_reversed }
    }
}

/// The places of the people who are shown, in their order.
#[must_use]
pub fn sifted(roster: &Roster, filter: &Filter, sort: Sort, catalogue: &Catalogue) -> Vec<u32> {
    let words: Vec<String> = filter.search.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let is_all = filter.is_empty();
    let shown = (0..).zip(roster.people()).filter(|(_, member)| is_all || filter.shows(&member.person, &words));
    let shown: Vec<(u32, &Person)> = shown.map(|(place, member)| (place, &member.person)).collect();
    let mut places = in_order(&shown, sort.column, catalogue);
    if sort.is_reversed {
        places.reverse();
    }
    places
}

fn in_order<'a>(shown: &[(u32, &'a Person)], column: PersonColumn, catalogue: &'a Catalogue) -> Vec<u32> {
    let by_number = |key: &dyn Fn(&Person) -> i64| {
        let mut keyed: Vec<(i64, u32)> = shown.iter().map(|(place, person)| (key(person), *place)).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, place)| place).collect()
    };
    let role = |id: &str| catalogue.roles.iter().find(|role| role.id.as_str() == id).map(|role| role.label.as_str());
    let setting = |id: &str| catalogue.settings.iter().find(|one| one.id.as_str() == id).map(|one| one.label.as_str());
    let day = |day: Option<chrono::NaiveDate>| day.map_or(i64::MAX, |day| i64::from(day.to_epoch_days()));
    match column {
        PersonColumn::Name => by_name(shown),
        PersonColumn::Role => by_text(shown, &|person| person.role.as_str(), &role),
        PersonColumn::Setting => by_text(shown, &|person| person.setting.as_str(), &setting),
        PersonColumn::Site => by_text(shown, &|person| &person.site, &|_| None),
        PersonColumn::WaitsOn => by_text(shown, &|person| &person.waits_on, &|_| None),
        PersonColumn::PlannedStart => by_number(&|person| day(person.planned_start)),
        PersonColumn::Earliest => by_number(&|person| day(person.earliest)),
        PersonColumn::Likely => by_number(&|person| day(person.likely)),
        PersonColumn::Access => by_number(&|person| i64::from(person.rung)),
        PersonColumn::Progress => {
            by_number(&|person| i64::from(person.completed) * 1_000_000 / i64::from(person.total.max(1)))
        }
        PersonColumn::Changed => by_number(&|person| day(person.changed)),
        PersonColumn::File => by_number(&|person| {
            // What is to be looked at comes first.
            i64::from(person.doubts == 0) + i64::from(person.newer.is_none())
        }),
    }
}

/// By the first letters, and by all of them where these are the same: most names differ early.
fn by_name(shown: &[(u32, &Person)]) -> Vec<u32> {
    let first_letters = |person: &Person| {
        let mut first = [0; 16];
        for (to, from) in first.iter_mut().zip(person.folded.bytes()) {
            *to = from;
        }
        u128::from_be_bytes(first)
    };
    let mut keyed: Vec<(u128, &str, u32)> =
        shown.iter().map(|(place, person)| (first_letters(person), &*person.folded, *place)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, _, place)| place).collect()
}

/// By a text of which there are few, or by its label; what is empty comes last. Each text is looked up by its
/// fingerprint, since comparing a hundred thousand of them with each other takes longer than the eye forgives.
fn by_text<'a>(
    shown: &[(u32, &'a Person)],
    text: &dyn Fn(&'a Person) -> &'a str,
    label: &dyn Fn(&str) -> Option<&'a str>,
) -> Vec<u32> {
    let mut texts: BTreeMap<u64, &str> = BTreeMap::new();
    let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(shown.len());
    for (place, person) in shown {
        let text = text(person);
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let fingerprint = hasher.finish();
        texts.entry(fingerprint).or_insert(text);
        keyed.push((fingerprint, *place));
    }
    let labelled = |text: &str| (text.is_empty(), label(text).unwrap_or(text).to_lowercase());
    let mut order: Vec<((bool, String), u64)> = texts.into_iter().map(|(key, text)| (labelled(text), key)).collect();
    order.sort_unstable();
    let ranks: BTreeMap<u64, u64> = order.into_iter().zip(0..).map(|((_, key), rank)| (key, rank)).collect();
    for (key, _) in &mut keyed {
        *key = ranks.get(key).copied().unwrap_or(u64::MAX);
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, place)| place).collect()
}

/// How many there are of each kind, whatever is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub people: usize,
    pub readiness: BTreeMap<Readiness, usize>,
    /// Todos, and not people.
    pub groups: BTreeMap<TodoGroup, usize>,
    /// Those that there are, with the number of people.
    pub roles: BTreeMap<RoleId, usize>,
    pub settings: BTreeMap<SettingId, usize>,
    pub sites: BTreeMap<String, usize>,
}

/// Counts the people of a roster.
#[must_use]
pub fn totals(roster: &Roster) -> Totals {
    let mut totals = Totals { people: roster.people().len(), ..Totals::default() };
    for member in roster.people() {
        let person = &member.person;
        *totals.readiness.entry(person.readiness).or_default() += 1;
        count(&mut totals.roles, &person.role);
        count(&mut totals.settings, &person.setting);
        match totals.sites.get_mut(&*person.site) {
            Some(number) => *number += 1,
            None => drop(totals.sites.insert(person.site.to_string(), 1)),
        }
        for todo in &person.todos {
            *totals.groups.entry(todo.kind.group()).or_default() += 1;
        }
    }
    totals
}

fn count<K: Ord + Clone>(numbers: &mut BTreeMap<K, usize>, key: &K) {
    match numbers.get_mut(key) {
        Some(number) => *number += 1,
        None => drop(numbers.insert(key.clone(), 1)),
    }
}
