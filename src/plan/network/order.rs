//! Which step after which, and those that go round in a circle.

use std::collections::{BTreeMap, VecDeque};

use super::Network;
use crate::catalogue::circles;
use crate::checklist::Checklist;
use crate::ids::StepId;

impl Network {
    /// Puts every step after what it waits for, and after the other ways of that as far as these do not lead round in a
    /// circle. The steps that are in a circle of either kind, or behind one, are given back.
    pub(super) fn sort(&mut self) -> Vec<usize> {
        let count = self.nodes.len();
        let mut followers: Vec<Vec<(usize, bool)>> = vec![Vec::new(); count];
        let (mut strict, mut loose) = (vec![0_usize; count], vec![0_usize; count]);
        for place in 0..count {
            for before in self.requires.of(place) {
                for (way, is_strict) in self.ways_and_itself(*before) {
                    if way == place && !is_strict {
                        continue;
                    }
                    let counts = if is_strict { &mut strict } else { &mut loose };
                    if let (Some(count), Some(followers)) = (counts.get_mut(place), followers.get_mut(way)) {
                        *count += 1;
                        followers.push((place, is_strict));
                    }
                }
            }
        }
        let is_free = |place: &usize, strict: &[usize], loose: &[usize]| {
            strict.get(*place) == Some(&0) && loose.get(*place).is_none_or(|count| *count == 0)
        };
        let mut ready: VecDeque<usize> = (0..count).filter(|place| is_free(place, &strict, &loose)).collect();
        let mut left = Vec::new();
        loop {
            while let Some(place) = ready.pop_front() {
                if self.ranks.get(place).is_none_or(|rank| *rank != usize::MAX) {
                    continue;
                }
                if let Some(rank) = self.ranks.get_mut(place) {
                    *rank = self.order.len();
                }
                self.order.push(place);
                for (follower, is_strict) in followers.get(place).into_iter().flatten() {
                    let counts = if *is_strict { &mut strict } else { &mut loose };
                    if let Some(count) = counts.get_mut(*follower) {
                        *count = count.saturating_sub(1);
                    }
                    if is_free(follower, &strict, &loose) {
                        ready.push_back(*follower);
                    }
                }
            }
            if !left.is_empty() || self.order.len() == count {
                return left;
            }
            left = (0..count).filter(|place| self.ranks.get(*place) == Some(&usize::MAX)).collect();
            loose.clear();
            ready.extend((0..count).filter(|place| is_free(place, &strict, &loose)));
        }
    }

    /// Goes round among the steps that are left.
    pub(super) fn name_circles(&mut self, checklist: &Checklist, places: &BTreeMap<&StepId, usize>, left: &[usize]) {
        if left.is_empty() {
            return;
        }
        let id = |place: usize| checklist.steps.get(place).map(|step| &step.id);
        let before = |place: usize| -> Vec<StepId> {
            let ways = self.requires.of(place).iter().flat_map(|before| self.ways_and_itself(*before));
            ways.filter(|(way, is_strict)| *is_strict || *way != place)
                .filter_map(|(way, _)| id(way))
                .cloned()
                .collect()
        };
        let waits: Vec<(&StepId, Vec<StepId>)> =
            left.iter().filter_map(|place| Some((id(*place)?, before(*place)))).collect();
        let waits: BTreeMap<&StepId, &[StepId]> = waits.iter().map(|(id, before)| (*id, before.as_slice())).collect();
        self.circles = circles(&waits)
            .into_iter()
            .map(|circle| circle.into_iter().filter_map(|id| places.get(id).copied()).collect())
            .collect();
    }
}
