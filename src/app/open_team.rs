//! The folder of checklists that is open, and what the screen shows of it, computed once per change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, Section};
use crate::checklist::SignOffMethod;
use crate::ids::{RoleId, SettingId, StepId};
use crate::team::{
    Counts, Coverage, FileRow, Filter, Member, PersonColumn, Readiness, Roster, Scanned, Sort, Todo, TodoGroup, Totals,
    coverage, coverage_of_section, sifted, todos, totals,
};
use crate::text::Problem;

/// A part of the team screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TeamTab {
    /// What needs action.
    #[default]
    Actions,
    People,
    Matrix,
    Files,
}

impl TeamTab {
    pub const ALL: [Self; 4] = [Self::Actions, Self::People, Self::Matrix, Self::Files];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Actions => "Actions",
            Self::People => "People",
            Self::Matrix => "Matrix",
            Self::Files => "Files",
        }
    }
}

/// Something that people are filtered by. Shown as a chip that can be taken away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chip {
    Role(RoleId),
    Setting(SettingId),
    Site(String),
    Readiness(Readiness),
    Group(TodoGroup),
}

/// What of the team is shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamView {
    pub tab: TeamTab,
    pub filter: Filter,
    pub sort: Sort,
    /// Whether the matrix has a column for each step, and not for each section.
    pub by_step: bool,
}

impl TeamView {
    /// Whether a chip is among those that people are filtered by.
    #[must_use]
    pub fn has(&self, chip: &Chip) -> bool {
        match chip {
            Chip::Role(role) => self.filter.roles.contains(role),
            Chip::Setting(setting) => self.filter.settings.contains(setting),
            Chip::Site(site) => self.filter.sites.contains(site),
            Chip::Readiness(readiness) => self.filter.readiness.contains(readiness),
            Chip::Group(group) => self.filter.groups.contains(group),
        }
    }

    /// Every chip, in a fixed order.
    #[must_use]
    pub fn chips(&self) -> Vec<Chip> {
        let filter = &self.filter;
        let groups = filter.groups.iter().map(|group| Chip::Group(*group));
        let readiness = filter.readiness.iter().map(|readiness| Chip::Readiness(*readiness));
        let roles = filter.roles.iter().cloned().map(Chip::Role);
        let settings = filter.settings.iter().cloned().map(Chip::Setting);
        let sites = filter.sites.iter().cloned().map(Chip::Site);
        groups.chain(readiness).chain(roles).chain(settings).chain(sites).collect()
    }

    pub(super) fn toggle(&mut self, chip: Chip) {
        let filter = &mut self.filter;
        match chip {
            Chip::Role(role) => toggle(&mut filter.roles, role),
            Chip::Setting(setting) => toggle(&mut filter.settings, setting),
            Chip::Site(site) => toggle(&mut filter.sites, site),
            Chip::Readiness(readiness) => toggle(&mut filter.readiness, readiness),
            Chip::Group(group) => toggle(&mut filter.groups, group),
        }
    }
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    if !set.remove(&value) {
        set.insert(value);
    }
}

/// What a user does on the team screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamChange {
    Tab(TeamTab),
    /// By this column, or by the same the other way round.
    SortBy(PersonColumn),
    /// Filters by this, or does not any more.
    Toggle(Chip),
    /// Filters by this alone, and shows who is meant.
    Only(Chip),
    ShowAll,
    Search(String),
    ByStep(bool),
    AsOf(Option<NaiveDate>),
    /// Chooses a person, or does not any more.
    Choose(PathBuf, bool),
    /// Chooses everybody who is shown, or nobody.
    ChooseAll(bool),
    /// Opens a checklist, on a step where one is named.
    Open(PathBuf, Option<StepId>),
    /// Signs off a step, and then the same step of the others who wait for it.
    SignOff(PathBuf, StepId),
    /// When to ask again, for every step of the chosen people that waits on others.
    AskAgainOn(NaiveDate),
    ReadAgain,
    /// Does not read on.
    Cancel,
    Close,
}

/// How reading a folder came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamEnd {
    /// What has not been told yet.
    pub scanned: Vec<Scanned>,
    /// What was there before and is not any more.
    pub gone: Vec<PathBuf>,
    /// Whether `scanned` is all that there is, and takes the place of whatever was told before.
    pub is_whole: bool,
    pub is_cancelled: bool,
}

/// A line of what needs action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionLine {
    Heading(TodoGroup, usize),
    /// The place of a person, and which of their todos it is.
    Todo(u32, u16),
}

/// What is shown of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamShown {
    /// The places of the people.
    pub people: Vec<u32>,
    pub actions: Vec<ActionLine>,
    pub totals: Totals,
    pub files: Vec<FileRow>,
    pub counts: Counts,
    /// The numbers of the steps that anybody shown has.
    pub columns: Vec<u16>,
    pub coverage: Vec<Coverage>,
    /// The same for each section.
    pub of_sections: Vec<Coverage>,
}

/// People who wait for a sign-off of the same step, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignQueue {
    pub step: StepId,
    pub rest: Vec<PathBuf>,
    /// As in the last one.
    pub by: String,
    pub post: String,
    pub method: Option<SignOffMethod>,
    pub on: Option<NaiveDate>,
    /// Who has been signed off so far, and the eight words of each.
    pub done: Vec<(String, String)>,
}

/// The folder of checklists that is open.
#[derive(Clone, Debug)]
pub struct OpenTeam {
    pub folder: PathBuf,
    /// Which reading of it counts: what comes of an earlier one is late.
    pub(super) number: u64,
    pub is_reading: bool,
    /// Whether it was read to its end once.
    pub is_read: bool,
    pub was_cancelled: bool,
    /// Why the list may be out of date, as long as that lasts.
    pub stale: Option<Problem>,
    pub as_of: Option<NaiveDate>,
    pub view: TeamView,
    /// The files of the people who are chosen.
    pub chosen: BTreeSet<PathBuf>,
    roster: Roster,
    /// Counts the changes of the roster.
    revision: u64,
    shown: TeamShown,
    /// What needs action of everybody: group by group, by date and then by name.
    todos: Vec<(TodoGroup, Vec<(u32, u16)>)>,
    /// What `shown` was computed from.
    computed_for: Option<(u64, TeamView, NaiveDate)>,
    /// How many there were then.
    computed_at: usize,
}

impl OpenTeam {
    pub(super) fn new(folder: PathBuf, number: u64) -> Self {
        Self {
            folder,
            number,
            is_reading: true,
            is_read: false,
            was_cancelled: false,
            stale: None,
            as_of: None,
            view: TeamView::default(),
            chosen: BTreeSet::new(),
            roster: Roster::new(Catalogue::shipped()),
            revision: 0,
            shown: TeamShown::default(),
            todos: Vec::new(),
            computed_for: None,
            computed_at: 0,
        }
    }

    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    #[must_use]
    pub const fn shown(&self) -> &TeamShown {
        &self.shown
    }

    /// The person at a place of the list.
    #[must_use]
    pub fn member(&self, row: usize) -> Option<&Member> {
        self.roster.person(*self.shown.people.get(row)?)
    }

    /// A todo, with whose it is and the title of its step.
    #[must_use]
    pub fn todo(&self, place: u32, number: u16) -> Option<(&Member, &Todo, &str)> {
        let member = self.roster.person(place)?;
        let todo = member.person.todos.get(usize::from(number))?;
        Some((member, todo, self.roster.columns().get(todo.column).map_or("", |column| column.title.as_str())))
    }

    /// The day that counts as today.
    #[must_use]
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        self.as_of.map_or(today, |day| day.min(today))
    }

    /// The files of those who wait for a sign-off of a step, in the order of the list, beginning behind one of them.
    #[must_use]
    pub fn waiting_for(&self, step: &StepId, after: &Path) -> Vec<PathBuf> {
        let waiting = self.shown.actions.iter().filter_map(|line| {
            let ActionLine::Todo(place, number) = line else { return None };
            let (member, todo, _) = self.todo(*place, *number)?;
            let is_it = self.roster.columns().get(todo.column).is_some_and(|column| column.id == *step);
            (is_it && todo.kind.group() == TodoGroup::SignOffs).then(|| member.path.clone())
        });
        let mut waiting: Vec<PathBuf> = waiting.collect();
        if let Some(place) = waiting.iter().position(|path| path == after) {
            waiting.rotate_left(place);
            waiting.remove(0);
        }
        waiting
    }

    /// Everything is read anew. What is shown stays until then.
    pub(super) fn begin(&mut self, number: u64) {
        self.number = number;
        self.is_reading = true;
        self.was_cancelled = false;
    }

    pub(super) fn forget(&mut self) {
        self.roster = Roster::new(Catalogue::shipped());
        self.revision += 1;
    }

    pub(super) fn take(&mut self, scanned: Vec<Scanned>) {
        self.revision += u64::from(!scanned.is_empty());
        for scanned in scanned {
            self.roster.take(scanned);
        }
    }

    /// What was read again takes the place of what was there before; what is gone goes.
    pub(super) fn exchange(&mut self, scanned: Vec<Scanned>, gone: &[PathBuf]) {
        let out: BTreeSet<PathBuf> = scanned.iter().map(|scanned| scanned.path.clone()).chain(gone.to_vec()).collect();
        if out.is_empty() {
            return;
        }
        self.roster.remove(|path| out.contains(path));
        self.take(scanned);
        self.revision += 1;
    }

    pub(super) fn finish(&mut self) {
        self.roster.finish();
        self.revision += 1;
        self.is_reading = false;
        let there: BTreeSet<&Path> = self.roster.people().iter().map(|member| member.path.as_path()).collect();
        self.chosen.retain(|path| there.contains(path.as_path()));
    }

    /// Computes what is shown, if anything that it depends on has changed. While a folder is read for the first time, not
    /// for each of its files.
    pub(super) fn refresh(&mut self, today: NaiveDate) {
        let wanted = (self.revision, self.view.clone(), self.day(today));
        if self.computed_for.as_ref() == Some(&wanted) {
            return;
        }
        let count = self.roster.counts().found;
        let is_only_more =
            self.computed_for.as_ref().is_some_and(|(_, view, day)| (view, day) == (&wanted.1, &wanted.2));
        if self.is_reading && !self.is_read && is_only_more && count < self.computed_at + self.computed_at / 4 {
            return;
        }
        let catalogue = Catalogue::shipped();
        let roster = &self.roster;
        let people = sifted(roster, &self.view.filter, self.view.sort, catalogue);
        let is_roster_as_before = self.computed_for.as_ref().is_some_and(|(revision, ..)| *revision == wanted.0);
        let before = std::mem::take(&mut self.shown);
        let mut shown = TeamShown { counts: roster.counts(), ..TeamShown::default() };
        if is_roster_as_before {
            (shown.totals, shown.files) = (before.totals, before.files);
        } else {
            (shown.totals, shown.files) = (totals(roster), roster.files());
            let by_name = sifted(roster, &Filter::default(), Sort::default(), catalogue);
            self.todos = todos(roster, &by_name);
        }
        match self.view.tab {
            TeamTab::Actions => shown.actions = actions(&self.todos, &people, roster.people().len(), &self.view.filter),
            TeamTab::Matrix => {
                let columns = roster.columns().in_order();
                let covered = coverage(roster, &people, &columns);
                let with_people = columns.into_iter().zip(covered).filter(|(_, coverage)| coverage.of > 0);
                (shown.columns, shown.coverage) = with_people.unzip();
                let of = |section: Section| coverage_of_section(roster, &people, section);
                shown.of_sections = Section::ALL.into_iter().map(of).collect();
            }
            TeamTab::People | TeamTab::Files => {}
        }
        shown.people = people;
        self.shown = shown;
        self.computed_at = count;
        self.computed_for = Some(wanted);
    }
}

/// Every group with the lines of the people who are shown; where people are filtered by kinds of action, those kinds only.
fn actions(todos: &[(TodoGroup, Vec<(u32, u16)>)], people: &[u32], of: usize, filter: &Filter) -> Vec<ActionLine> {
    let mut is_shown = vec![false; of];
    for place in people {
        if let Some(is_shown) = usize::try_from(*place).ok().and_then(|place| is_shown.get_mut(place)) {
            *is_shown = true;
        }
    }
    let is_shown = |place: u32| usize::try_from(place).ok().and_then(|place| is_shown.get(place)) == Some(&true);
    let mut lines = Vec::new();
    for (group, list) in todos.iter().filter(|(group, _)| filter.groups.is_empty() || filter.groups.contains(group)) {
        let heading = lines.len();
        lines.push(ActionLine::Heading(*group, 0));
        let shown = list.iter().filter(|(place, _)| is_shown(*place));
        lines.extend(shown.map(|(place, number)| ActionLine::Todo(*place, *number)));
        let count = lines.len() - heading - 1;
        if count == 0 {
            lines.truncate(heading);
        } else if let Some(line) = lines.get_mut(heading) {
            *line = ActionLine::Heading(*group, count);
        }
    }
    lines
}
