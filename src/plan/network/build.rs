//! From a checklist to a network.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::order::Rounds;
use super::{Links, Network};
use crate::checklist::{Checklist, Status, Step};
use crate::ids::StepId;
use crate::plan::assumptions::Assumptions;
use crate::plan::calendar::{Calendar, Day, UNKNOWN, date, day};
use crate::plan::node::{Kind, Node, has_begun};

impl Network {
    /// The steps of a checklist on a day. Takes time in line with steps and links, but for looking up names.
    pub(in crate::plan) fn of(checklist: &Checklist, today: NaiveDate, assumptions: &Assumptions<'_>) -> Self {
        Self::made(checklist, today, assumptions, |node| node)
    }

    /// As if nothing that is open had been begun.
    pub(in crate::plan) fn from_the_start(
        checklist: &Checklist,
        today: NaiveDate,
        assumptions: &Assumptions<'_>,
    ) -> Self {
        Self::made(checklist, today, assumptions, |node| Node { begun: None, ..node })
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
        seen: impl Fn(Node) -> Node,
    ) -> Self {
        let places: BTreeMap<&StepId, usize> =
            checklist.steps.iter().enumerate().map(|(place, step)| (&step.id, place)).collect();
        let today = day(today);
        let calendar = Calendar::of(&checklist.starter.nation);
        let steps = &checklist.steps;
        let nodes: Vec<Node> = steps.iter().map(|step| seen(Node::of(step, today, assumptions))).collect();
        let held = |(step, node): (&Step, &Node)| {
            let others = step.alternatives.iter().filter_map(|id| steps.get(*places.get(id)?));
            let others = others.filter(|_| step.record.status != Status::Problem);
            let held = others.filter_map(|other| in_force(other, today)).fold(own_hold(node, today), Day::max);
            if held < today { Day::MIN } else { held }
        };
        let held = steps.iter().zip(&nodes).map(held).collect();
        let mut network = Self {
            today,
            calendar,
            nodes,
            held,
            requires: Links::default(),
            ways: Links::default(),
            is_decided: Vec::new(),
            order: Vec::new(),
            rounds: Rounds::default(),
            circles: Vec::new(),
        };
        network.link(checklist, &places);
        let left = network.sort();
        network.name_circles(checklist, &places, &left);
        network
    }

    fn link(&mut self, checklist: &Checklist, places: &BTreeMap<&StepId, usize>) {
        // What is completed is renewed rather than that another way is begun.
        let has_begun = |place: usize| {
            let lapses = self.nodes.get(place).is_some_and(|node| matches!(node.kind, Kind::Lapses { .. }));
            lapses || checklist.steps.get(place).is_some_and(has_begun)
        };
        let takes_days = |place: usize| self.nodes.get(place).is_some_and(Node::takes_days);
        let (mut all_requires, mut all_ways) = (Links::default(), Links::default());
        let mut all_decided = Vec::with_capacity(checklist.steps.len());
        for (place, step) in checklist.steps.iter().enumerate() {
            // A problem has to be sorted out, whatever else would do.
            let has_ways = takes_days(place) && step.record.status != Status::Problem;
            let others = step.alternatives.iter().filter(|_| has_ways).filter_map(|id| places.get(id).copied());
            let mut ways = vec![place];
            ways.extend(others.filter(|other| *other != place && takes_days(*other)));
            let is_decided = ways.len() > 1 && ways.iter().any(|way| has_begun(*way));
            if is_decided {
                ways.retain(|way| has_begun(*way));
            }
            all_ways.push(ways);
            all_decided.push(is_decided);
            let is_done = self.node(place).is_none_or(|node| matches!(node.kind, Kind::Done(_)));
            let before = step.waits_for.iter().filter(|_| !is_done).filter_map(|id| places.get(id).copied());
            all_requires.push(before.filter(|before| self.may_hold_up(*before)));
        }
        (self.requires, self.ways, self.is_decided) = (all_requires, all_ways, all_decided);
    }
}

/// The last day up to which what a step is itself holds up nobody.
const fn own_hold(node: &Node, today: Day) -> Day {
    match node.kind {
        Kind::Done(at) if at <= today => UNKNOWN,
        Kind::Lapses { last, .. } => last,
        Kind::Done(_) | Kind::Open | Kind::Unknown => Day::MIN,
    }
}

/// The last day on which a step that is completed stands in for another one; none where it is open or has run out.
fn in_force(step: &Step, today: Day) -> Option<Day> {
    let last = step.expiry().map_or(UNKNOWN, |expiry| day(expiry.last_day));
    date(today).is_some_and(|today| step.counts_on(today)).then_some(last)
}
