//! The steps of a checklist as numbers: what is done, what is open, how long it takes, and what waits for what.
//!
//! Names are looked up once; everything after that counts places in the list. Nothing here recurses, so a chain of
//! 10,000 steps needs no more of the stack than one of ten.

mod build;
mod order;
mod passes;

use super::calendar::{Calendar, Day, UNKNOWN};
use super::node::{Case, Kind, Node};

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
    /// What each step waits for and is not done.
    requires: Links,
    /// For each step, the steps any one of which satisfies whoever waits for it.
    ways: Links,
    /// Whether one of its ways has been begun, so that the others need not be.
    is_decided: Vec<bool>,
    /// Every step that waits in no circle and for none, after all that it waits for.
    pub(super) order: Vec<usize>,
    /// The place of each step in the order; [`usize::MAX`] for those that have none.
    ranks: Vec<usize>,
    /// The steps of each circle.
    pub(super) circles: Vec<Vec<usize>>,
}

impl Network {
    pub(super) fn node(&self, place: usize) -> Option<&Node> {
        self.nodes.get(place)
    }

    /// Whether something still has to come to pass before others can go on.
    pub(super) fn holds_up(&self, place: usize) -> bool {
        self.node(place).is_some_and(|node| match node.kind {
            Kind::Done(at) => at > self.today,
            Kind::Open => !node.is_covered,
            Kind::Unknown => true,
        })
    }

    /// The steps that a first shift still waits for.
    pub(super) fn gates(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(|place| self.holds_up(*place) && self.node(*place).is_some_and(|node| node.gates))
    }

    /// The ways of a step for whoever waits for it, each with its end: not that one itself. One that comes after it in
    /// the order waits for it, through others: then nobody can say, but that another way is open at the earliest.
    fn ways_for<'a>(
        &'a self,
        of: usize,
        for_whom: Option<usize>,
        finish: &'a [Day],
        case: Case,
    ) -> impl Iterator<Item = (usize, Day)> + 'a {
        let rank = for_whom.and_then(|place| self.ranks.get(place)).copied().unwrap_or(usize::MAX);
        let is_optional = case == Case::Low && !self.is_decided(of);
        // Nobody goes a way that is covered by another, but for the sake of the earliest date or where it was begun.
        let counts = move |way: usize| {
            way == of || is_optional || self.is_decided(of) || self.node(way).is_some_and(|node| !node.is_covered)
        };
        let ways = self.ways.of(of).iter().copied().filter(move |way| Some(*way) != for_whom && counts(*way));
        ways.filter_map(move |way| {
            let comes_later = self.ranks.get(way).is_none_or(|own| *own >= rank);
            match finish.get(way) {
                Some(end) if !comes_later || way == of => Some((way, *end)),
                _ => (!is_optional).then_some((way, UNKNOWN)),
            }
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
        let itself = || (of, finish.get(of).copied().unwrap_or(UNKNOWN));
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

    /// What has to be known before whoever waits for a step: that step, strictly, and its other ways.
    fn ways_and_itself(&self, before: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        let others = self.ways.of(before).iter().filter(move |way| **way != before);
        std::iter::once((before, true)).chain(others.map(|way| (*way, false)))
    }

    /// The steps that have to be finished before a first shift, by themselves or through others.
    pub(super) fn upstream(&self) -> Vec<bool> {
        let mut is_upstream = vec![false; self.nodes.len()];
        let mut todo: Vec<usize> = self.gates().flat_map(|place| self.ways.of(place)).copied().collect();
        while let Some(place) = todo.pop() {
            let Some(is_seen) = is_upstream.get_mut(place).filter(|is_seen| !**is_seen) else { continue };
            *is_seen = true;
            for before in self.requires.of(place) {
                // Its own way is none for it.
                let ways = self.ways.of(*before).iter().copied().filter(|way| *way != place);
                let known = todo.len();
                todo.extend(ways);
                if todo.len() == known {
                    todo.push(*before);
                }
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
