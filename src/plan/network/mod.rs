//! The steps of a checklist as numbers: what is done, what is open, how long it takes, and what waits for what.
//!
//! Names are looked up once; everything after that counts places in the list. Nothing here recurses, so a chain of
//! 10,000 steps needs no more of the stack than one of ten.

mod build;
mod order;
mod passes;

use super::calendar::{Calendar, Day, UNKNOWN};
use super::node::{Case, Node};

use self::order::Rounds;
pub(super) use self::passes::Spans;

/// For each place in the list, other places.
#[derive(Clone, Debug, Default)]
struct Links {
    ends: Vec<usize>,
    targets: Vec<usize>,
}

impl Links {
    fn push(&mut self, targets: impl IntoIterator<Item = usize>) {
        self.targets.extend(targets);
        self.ends.push(self.targets.len());
    }

    fn of(&self, place: usize) -> &[usize] {
        let start = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        match (start, self.ends.get(place)) {
            (Some(start), Some(end)) => self.targets.get(*start..*end).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// The steps, ready to be gone through.
#[derive(Clone, Debug)]
pub(super) struct Network {
    pub(super) today: Day,
    pub(super) calendar: Calendar,
    pub(super) nodes: Vec<Node>,
    /// The last day on which something that is completed stands for each step: that step, or another that does as well.
    /// [`UNKNOWN`] where it does for good, [`Day::MIN`] where nothing does today.
    held: Vec<Day>,
    /// What each step waits for and is not done.
    requires: Links,
    /// For each step, the steps any one of which satisfies whoever waits for it.
    ways: Links,
    /// Whether one of its ways has been begun, so that the others need not be.
    is_decided: Vec<bool>,
    /// Every step that waits in no circle and for none, after all that it waits for.
    pub(super) order: Vec<usize>,
    /// Which steps are tied to each other in a circle.
    rounds: Rounds,
    /// The steps of each circle.
    pub(super) circles: Vec<Vec<usize>>,
}

impl Network {
    pub(super) fn node(&self, place: usize) -> Option<&Node> {
        self.nodes.get(place)
    }

    /// The last day on which something that is completed stands for a step.
    pub(super) fn held(&self, place: usize) -> Day {
        self.held.get(place).copied().unwrap_or(Day::MIN)
    }

    /// Whether nobody has to wait for a step today.
    pub(super) fn stands_today(&self, place: usize) -> bool {
        self.held(place) >= self.today
    }

    /// Whether others may have to wait for a step, today or one day.
    pub(super) fn may_hold_up(&self, place: usize) -> bool {
        self.held(place) != UNKNOWN
    }

    /// The steps that a first shift waits for, today or if it comes late.
    pub(super) fn gates(&self) -> impl Iterator<Item = usize> + '_ {
        let gates = |place: &usize| self.may_hold_up(*place) && self.node(*place).is_some_and(|node| node.gates);
        (0..self.nodes.len()).filter(gates)
    }

    /// The ways of a step for whoever waits for it, each with its end: not that one itself. One that
    /// waits for it, in a circle, nobody can say anything of, but that another way is open at the earliest.
    fn ways_for<'a>(
        &'a self,
        of: usize,
        for_whom: Option<usize>,
        finish: &'a [Day],
        case: Case,
    ) -> impl Iterator<Item = (usize, Day)> + 'a {
        let is_optional = case == Case::Low && !self.is_decided(of);
        // Nobody goes a way that is covered by another, but for the sake of the earliest date or where it was begun.
        let counts = move |way: usize| way == of || is_optional || self.is_decided(of) || !self.stands_today(way);
        let ways = self.ways.of(of).iter().copied().filter(move |way| Some(*way) != for_whom && counts(*way));
        ways.filter_map(move |way| match finish.get(way) {
            Some(end) if !self.goes_round(of, way, for_whom) => Some((way, *end)),
            _ => (!is_optional).then_some((way, UNKNOWN)),
        })
    }

    fn is_decided(&self, of: usize) -> bool {
        self.is_decided.get(of) == Some(&true)
    }

    /// Whether the first way to be finished is enough, or all of them have to be counted on. Of ways of which none has
    /// been begun, the fastest counts for the earliest date alone.
    fn takes_first(&self, of: usize, case: Case) -> bool {
        case == Case::Low || self.is_decided(of)
    }

    /// When a step is satisfied for whoever waits for it, or for the first shift.
    pub(super) fn reached(&self, of: usize, for_whom: Option<usize>, finish: &[Day], case: Case) -> Day {
        self.way(of, for_whom, finish, case).1
    }

    /// The way that decides when a step is satisfied, and that day.
    pub(super) fn way(&self, of: usize, for_whom: Option<usize>, finish: &[Day], case: Case) -> (usize, Day) {
        let itself = || (of, finish.get(of).copied().filter(|_| !self.goes_round(of, of, for_whom)).unwrap_or(UNKNOWN));
        if self.ways.of(of).len() < 2 && !self.is_decided(of) {
            return itself();
        }
        let ways = self.ways_for(of, for_whom, finish, case);
        let chosen = if self.takes_first(of, case) {
            ways.min_by_key(|(_, end)| *end)
        } else {
            // The first of those that are equally late.
            ways.reduce(|best, way| if way.1 > best.1 { way } else { best })
        };
        chosen.unwrap_or_else(itself)
    }

    /// What a step waits for and is not done.
    pub(super) fn requires(&self, place: usize) -> &[usize] {
        self.requires.of(place)
    }

    /// These steps, and all that have to be finished before them when every step is finished on these days.
    pub(super) fn upstream(&self, of: impl IntoIterator<Item = usize>, finish: &[Day], case: Case) -> Vec<bool> {
        let mut is_upstream = vec![false; self.nodes.len()];
        let mut todo = Vec::new();
        // Of ways of which one has been begun, the first to be finished is enough.
        let needs = |of: usize, for_whom: Option<usize>, todo: &mut Vec<usize>| {
            let before = todo.len();
            if !self.takes_first(of, case) {
                todo.extend(self.ways_for(of, for_whom, finish, case).map(|(way, _)| way));
            }
            if todo.len() == before {
                todo.push(self.way(of, for_whom, finish, case).0);
            }
        };
        of.into_iter().for_each(|place| needs(place, None, &mut todo));
        while let Some(place) = todo.pop() {
            let Some(is_seen) = is_upstream.get_mut(place).filter(|is_seen| !**is_seen) else { continue };
            *is_seen = true;
            let by = self.node(place).map_or(UNKNOWN, |node| self.ready(place, node, finish, case));
            for before in self.requires.of(place).iter().filter(|before| self.held(**before) < by) {
                needs(*before, Some(place), &mut todo);
            }
        }
        is_upstream
    }

    /// How many links one pass goes along.
    pub(super) fn links(&self) -> usize {
        let ways = self.requires.targets.iter().map(|before| self.ways.of(*before).len()).sum::<usize>();
        self.nodes.len() + ways
    }
}
