//! Which step after which, and those that go round in a circle.

use std::collections::BTreeMap;

use super::Network;
use crate::catalogue::{circles, groups};
use crate::checklist::Checklist;
use crate::ids::StepId;

/// How one step is tied to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    /// It waits for that one.
    Strict,
    /// That one is another way for what it waits for.
    OtherWay,
    /// It waits for that one, or for another way of it, once what stands today has run out.
    WhenRunOut,
}

/// For each step the number of a group of steps that are tied to each other in a circle. Empty where there is no circle.
#[derive(Clone, Debug, Default)]
pub(super) struct Rounds {
    by_any_bond: Vec<usize>,
    by_what_is_open: Vec<usize>,
}

impl Network {
    /// The steps that have to be known before a step, and how it is tied to them.
    fn bonds(&self, place: usize) -> impl Iterator<Item = (usize, Bond)> + '_ {
        self.requires.of(place).iter().flat_map(move |before| {
            // Its own way is none for it.
            let ways = self.ways.of(*before).iter().filter(move |way| *way != before && **way != place);
            std::iter::once(before).chain(ways).map(|way| (*way, self.bond(*before, *way)))
        })
    }

    /// How whoever waits for a step is tied to one of its ways.
    fn bond(&self, before: usize, way: usize) -> Bond {
        match () {
            () if self.stands_today(before) => Bond::WhenRunOut,
            () if way == before => Bond::Strict,
            () => Bond::OtherWay,
        }
    }

    /// Whether a way waits, in a circle, for the step that waits for it. Then nobody can say when that way is finished.
    pub(super) fn goes_round(&self, before: usize, way: usize, for_whom: Option<usize>) -> bool {
        for_whom.is_some_and(|place| self.are_round(place, way, self.bond(before, way)))
    }

    fn are_round(&self, one: usize, other: usize, bond: Bond) -> bool {
        let groups = match bond {
            Bond::Strict => return false,
            Bond::OtherWay => &self.rounds.by_what_is_open,
            Bond::WhenRunOut => &self.rounds.by_any_bond,
        };
        groups.get(one).is_some_and(|group| groups.get(other) == Some(group))
    }

    /// Puts every step after those that have to be known before it, as far as these do not lead round in a circle. The
    /// steps that are in a circle of any kind, or behind one, are given back; those of a circle in which each has to wait
    /// for the next today have no place in the order, and nothing behind them has.
    pub(super) fn sort(&mut self) -> Vec<usize> {
        let count = self.nodes.len();
        self.order = self.arranged(|_, _, _| true);
        if self.order.len() == count {
            return Vec::new();
        }
        let is_in = |order: &[usize]| {
            let mut is_in = vec![false; count];
            for place in order {
                is_in.get_mut(*place).into_iter().for_each(|it| *it = true);
            }
            is_in
        };
        let (is_free, can_be_known) = (is_in(&self.order), is_in(&self.arranged(|_, _, bond| bond == Bond::Strict)));
        let left: Vec<usize> = (0..count).filter(|place| is_free.get(*place) == Some(&false)).collect();
        let numbered = |is_meant: fn(Bond) -> bool| {
            let onwards = |place: usize| {
                let bonds = self.bonds(place).filter(|(_, bond)| is_meant(*bond));
                bonds.map(|(way, _)| way).filter(|way| is_free.get(*way) == Some(&false)).collect()
            };
            // What is not left is in no circle: a number for each.
            let mut numbers: Vec<usize> = (count..count * 2).collect();
            for (number, group) in groups(left.iter().copied(), onwards).iter().enumerate() {
                for place in group {
                    numbers.get_mut(*place).into_iter().for_each(|it| *it = number);
                }
            }
            numbers
        };
        self.rounds =
            Rounds { by_any_bond: numbered(|_| true), by_what_is_open: numbered(|bond| bond != Bond::WhenRunOut) };
        // What can never be known need not be waited for by whoever may do without.
        self.order = self.arranged(|place, way, bond| {
            bond == Bond::Strict || (can_be_known.get(way) == Some(&true) && !self.are_round(place, way, bond))
        });
        left
    }

    /// Every step after those that it is tied to by the bonds that are meant: a step, the other one, and the bond. Without
    /// those in a circle of such bonds, and behind one.
    fn arranged(&self, is_meant: impl Fn(usize, usize, Bond) -> bool) -> Vec<usize> {
        let count = self.nodes.len();
        let mut followers: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut open = vec![0_usize; count];
        for (place, open) in open.iter_mut().enumerate() {
            for (way, _) in self.bonds(place).filter(|(way, bond)| is_meant(place, *way, *bond)) {
                *open += 1;
                followers.get_mut(way).into_iter().for_each(|followers| followers.push(place));
            }
        }
        let is_free = |place: &usize, open: &[usize]| open.get(*place) == Some(&0);
        let mut order: Vec<usize> = (0..count).filter(|place| is_free(place, &open)).collect();
        let mut next = 0;
        while let Some(place) = order.get(next).copied() {
            next += 1;
            for follower in followers.get(place).into_iter().flatten() {
                open.get_mut(*follower).into_iter().for_each(|open| *open = open.saturating_sub(1));
                if is_free(follower, &open) {
                    order.push(*follower);
                }
            }
        }
        order
    }

    /// Goes round among the steps that are left.
    pub(super) fn name_circles(&mut self, checklist: &Checklist, places: &BTreeMap<&StepId, usize>, left: &[usize]) {
        if left.is_empty() {
            return;
        }
        let id = |place: usize| checklist.steps.get(place).map(|step| &step.id);
        let before =
            |place: usize| -> Vec<StepId> { self.bonds(place).filter_map(|(way, _)| id(way)).cloned().collect() };
        let waits: Vec<(&StepId, Vec<StepId>)> =
            left.iter().filter_map(|place| Some((id(*place)?, before(*place)))).collect();
        let waits: BTreeMap<&StepId, &[StepId]> = waits.iter().map(|(id, before)| (*id, before.as_slice())).collect();
        self.circles = circles(&waits)
            .into_iter()
            .map(|circle| circle.into_iter().filter_map(|id| places.get(id).copied()).collect())
            .collect();
    }
}
