//! From a checklist to a network.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Links, Network};
use crate::checklist::{Checklist, Status, Step};
use crate::ids::StepId;
use crate::plan::assumptions::Assumptions;
use crate::plan::calendar::{Calendar, Day, UNKNOWN, date, day};
use crate::plan::node::{Case, Kind, Node, has_begun};

impl Network {
    /// The steps of a checklist on a day. What runs out before the likely first shift has to be renewed before it, and
    /// is open; that may make the first shift later, and so on until nothing more runs out.
    ///
    /// Takes time in line with steps and links, but for looking up names, once for each round of renewals.
    pub(in crate::plan) fn of(checklist: &Checklist, today: NaiveDate, assumptions: &Assumptions<'_>) -> Self {
        let mut renewed = BTreeSet::new();
        loop {
            let network = Self::made(checklist, today, assumptions, &renewed, |node| node);
            let sorted_out = network.sorted_out();
            let best = sorted_out.as_ref().unwrap_or(&network);
            let spans = best.forward(Case::Likely, |_, node| node.likely);
            let known = best.gates().map(|place| best.reached(place, None, &spans.finish, Case::Likely));
            let end = known.filter(|day| *day != UNKNOWN).fold(network.today, Day::max);
            let lapses = |step: &&Step| {
                let is_kept = step.gates_first_shift && step.retired.is_empty();
                is_kept && step.expiry().is_some_and(|expiry| day(expiry.last_day) < end)
            };
            let before = renewed.len();
            renewed.extend(checklist.steps.iter().filter(lapses).map(|step| &step.id));
            if renewed.len() == before {
                return network;
            }
        }
    }

    /// As if nothing that is open had been begun.
    pub(in crate::plan) fn from_the_start(
        checklist: &Checklist,
        today: NaiveDate,
        assumptions: &Assumptions<'_>,
    ) -> Self {
        Self::made(checklist, today, assumptions, &BTreeSet::new(), |node| Node { begun: None, ..node })
    }

    /// The same as if every problem were sorted out today. None where there is no problem.
    pub(in crate::plan) fn sorted_out(&self) -> Option<Self> {
        let is_problem = |node: &&mut Node| node.kind == Kind::Unknown;
        let mut sorted = self.nodes.iter().any(|node| node.kind == Kind::Unknown).then(|| self.clone())?;
        sorted.nodes.iter_mut().filter(is_problem).for_each(|node| node.kind = Kind::Open);
        Some(sorted)
    }

    fn made(
        checklist: &Checklist,
        today: NaiveDate,
        assumptions: &Assumptions<'_>,
        renewed: &BTreeSet<&StepId>,
        seen: impl Fn(Node) -> Node,
    ) -> Self {
        let places: BTreeMap<&StepId, usize> =
            checklist.steps.iter().enumerate().map(|(place, step)| (&step.id, place)).collect();
        let today = day(today);
        let calendar = Calendar::of(&checklist.starter.nation);
        let steps = &checklist.steps;
        let is_in_force = |step: &Step| {
            step.record.status == Status::Completed && date(today).is_some_and(|on| !step.has_run_out(on))
        };
        let has_completed = |id: &StepId| places.get(id).and_then(|place| steps.get(*place)).is_some_and(is_in_force);
        let node = |step: &Step| Node::of(step, today, assumptions, renewed.contains(&step.id), has_completed);
        let nodes: Vec<Node> = steps.iter().map(|step| seen(node(step))).collect();
        let mut network = Self {
            today,
            calendar,
            nodes,
            requires: Links::default(),
            ways: Links::default(),
            is_decided: Vec::with_capacity(steps.len()),
            order: Vec::with_capacity(steps.len()),
            ranks: vec![usize::MAX; steps.len()],
            circles: Vec::new(),
        };
        network.link(checklist, &places);
        let left = network.sort();
        network.name_circles(checklist, &places, &left);
        network
    }

    fn link(&mut self, checklist: &Checklist, places: &BTreeMap<&StepId, usize>) {
        let has_begun = |place: usize| checklist.steps.get(place).is_some_and(has_begun);
        for (place, step) in checklist.steps.iter().enumerate() {
            let node = self.node(place).copied();
            let is_open = node.is_some_and(|node| node.kind == Kind::Open);
            let others = step.alternatives.iter().filter(|_| is_open).filter_map(|id| places.get(id).copied());
            let mut ways = vec![place];
            ways.extend(
                others
                    .filter(|other| *other != place && self.node(*other).is_some_and(|other| other.kind == Kind::Open)),
            );
            let is_decided = ways.len() > 1 && ways.iter().any(|way| has_begun(*way));
            if is_decided {
                ways.retain(|way| has_begun(*way));
            }
            self.ways.push(ways);
            self.is_decided.push(is_decided);
            let is_done = node.is_none_or(|node| matches!(node.kind, Kind::Done(_)));
            let before = step.waits_for.iter().filter(|_| !is_done).filter_map(|id| places.get(id).copied());
            let before: Vec<usize> = before.filter(|before| self.holds_up(*before)).collect();
            self.requires.push(before);
        }
    }
}
