//! Which people are shown, in which order, and how many of each kind there are.

use std::collections::{BTreeMap, BTreeSet};

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

    fn shows(&self, person: &Person, words: &[String], labels: &Labels<'_>) -> bool {
        let is_meant = (self.roles.is_empty() || self.roles.contains(&person.role))
            && (self.settings.is_empty() || self.settings.contains(&person.setting))
            && (self.sites.is_empty() || self.sites.contains(&*person.site))
            && (self.readiness.is_empty() || self.readiness.contains(&person.readiness))
            && (self.groups.is_empty() || person.todos.iter().any(|todo| self.groups.contains(&todo.kind.group())));
        is_meant
            && words.iter().all(|word| {
                let (role, setting) = (labels.role(&person.role), labels.setting(&person.setting));
                person.folded.contains(word.as_str())
                    || role.contains(word.as_str())
                    || setting.contains(word.as_str())
                    || person.site.to_lowercase().contains(word.as_str())
            })
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

/// The labels of roles and settings, in small letters.
struct Labels<'a> {
    roles: BTreeMap<&'a str, String>,
    settings: BTreeMap<&'a str, String>,
}

impl<'a> Labels<'a> {
    fn of(catalogue: &'a Catalogue) -> Self {
        let roles = catalogue.roles.iter().map(|role| (role.id.as_str(), role.label.to_lowercase()));
        let settings = catalogue.settings.iter().map(|setting| (setting.id.as_str(), setting.label.to_lowercase()));
        Self { roles: roles.collect(), settings: settings.collect() }
    }

    fn role<'b>(&'b self, id: &'b RoleId) -> &'b str {
        self.roles.get(id.as_str()).map_or(id.as_str(), String::as_str)
    }

    fn setting<'b>(&'b self, id: &'b SettingId) -> &'b str {
        self.settings.get(id.as_str()).map_or(id.as_str(), String::as_str)
    }
}

/// The places of the people who are shown, in their order.
#[must_use]
pub fn sifted(roster: &Roster, filter: &Filter, sort: Sort, catalogue: &Catalogue) -> Vec<u32> {
    let labels = Labels::of(catalogue);
    let words: Vec<String> = filter.search.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let is_all = filter.is_empty();
    let places = roster.places().into_iter();
    let shown = |place: &u32| {
        roster.person(*place).is_some_and(|member| is_all || filter.shows(&member.person, &words, &labels))
    };
    let mut places: Vec<u32> = places.filter(shown).collect();
    sort_places(roster, &mut places, sort.column, &labels);
    if sort.is_reversed {
        places.reverse();
    }
    places
}

fn sort_places(roster: &Roster, places: &mut Vec<u32>, column: PersonColumn, labels: &Labels<'_>) {
    let person = |place: u32| roster.person(place).map(|member| &member.person);
    let by_number = |places: &mut Vec<u32>, key: &dyn Fn(&Person) -> i64| {
        let mut keyed: Vec<(i64, u32)> =
            places.iter().map(|place| (person(*place).map_or(i64::MAX, key), *place)).collect();
        keyed.sort_unstable();
        *places = keyed.into_iter().map(|(_, place)| place).collect();
    };
    let day = |day: Option<chrono::NaiveDate>| day.map_or(i64::MAX, |day| i64::from(day.to_epoch_days()));
    match column {
        PersonColumn::Name => by_name(roster, places),
        PersonColumn::Role => by_text(roster, places, &|person| labels.role(&person.role)),
        PersonColumn::Setting => by_text(roster, places, &|person| labels.setting(&person.setting)),
        PersonColumn::Site => by_text(roster, places, &|person| &person.site),
        PersonColumn::WaitsOn => by_text(roster, places, &|person| &person.waits_on),
        PersonColumn::PlannedStart => by_number(places, &|person| day(person.planned_start)),
        PersonColumn::Earliest => by_number(places, &|person| day(person.earliest)),
        PersonColumn::Likely => by_number(places, &|person| day(person.likely)),
        PersonColumn::Access => by_number(places, &|person| i64::from(person.rung)),
        PersonColumn::Progress => {
            by_number(places, &|person| i64::from(person.completed) * 1_000_000 / i64::from(person.total.max(1)));
        }
        PersonColumn::Changed => by_number(places, &|person| day(person.changed)),
        PersonColumn::File => by_number(places, &|person| {
            // What is to be looked at comes first.
            i64::from(person.doubts == 0) + i64::from(person.newer.is_none())
        }),
    }
}

/// By the first letters, and by all of them where these are the same: most names differ early.
fn by_name(roster: &Roster, places: &mut Vec<u32>) {
    let folded = |place: u32| roster.person(place).map_or("", |member| &*member.person.folded);
    let first_letters = |place: u32| {
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(folded(place).bytes()) {
            *to = from;
        }
        u64::from_be_bytes(first)
    };
    let mut keyed: Vec<(u64, u32)> = places.iter().map(|place| (first_letters(*place), *place)).collect();
    keyed.sort_unstable_by(|(one, first), (other, second)| {
        one.cmp(other).then_with(|| folded(*first).cmp(folded(*second))).then(first.cmp(second))
    });
    *places = keyed.into_iter().map(|(_, place)| place).collect();
}

/// By a text of which there are few; what is empty comes last.
fn by_text<'a>(roster: &'a Roster, places: &mut Vec<u32>, text: &dyn Fn(&'a Person) -> &'a str) {
    let text = |place: u32| roster.person(place).map_or("", |member| text(&member.person));
    let mut ranks: BTreeMap<&str, u32> = places.iter().map(|place| (text(*place), 0)).collect();
    for (rank, (text, place)) in (0..).zip(&mut ranks) {
        *place = if text.is_empty() { u32::MAX } else { rank };
    }
    let mut keyed: Vec<(u32, u32)> =
        places.iter().map(|place| (ranks.get(text(*place)).copied().unwrap_or(u32::MAX), *place)).collect();
    keyed.sort_unstable();
    *places = keyed.into_iter().map(|(_, place)| place).collect();
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
