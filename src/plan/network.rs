//! The steps of a checklist as numbers: what is done, what is open, how long it takes, and what waits for what.
//!
//! Names are looked up once; everything after that counts places in the list. Nothing here recurses, so a chain of
//! 10,000 steps needs no more of the stack than one of ten.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::NaiveDate;

use super::Assumptions;
use super::calendar::{Calendar, Day, UNKNOWN, date, day};
use super::node::{Case, Kind, Node, has_begun};
use crate::catalogue::circles;
use crate::checklist::{Checklist, Status, Step};
use crate::ids::StepId;

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
    /// The steps of a checklist on a day. What runs out before the likely first shift has to be renewed before it, and
    /// is open; that may make the first shift later, and so on until nothing more runs out.
    ///
    /// Takes time in line with steps and links, but for looking up names, once for each round of renewals.
    pub(super) fn of(checklist: &Checklist, today: NaiveDate, assumptions: &Assumptions<'_>) -> Self {
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
    pub(super) fn from_the_start(checklist: &Checklist, today: NaiveDate, assumptions: &Assumptions<'_>) -> Self {
        Self::made(checklist, today, assumptions, &BTreeSet::new(), |node| Node { begun: None, ..node })
    }

    /// The same as if every problem were sorted out today. None where there is no problem.
    pub(super) fn sorted_out(&self) -> Option<Self> {
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

    /// Puts every step after what it waits for, and after the other ways of that as far as these do not lead round in a
    /// circle. The steps that are in a circle of either kind, or behind one, are given back.
    fn sort(&mut self) -> Vec<usize> {
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

    /// What has to be known before whoever waits for a step: that step, strictly, and its other ways.
    fn ways_and_itself(&self, before: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        let others = self.ways.of(before).iter().filter(move |way| **way != before);
        std::iter::once((before, true)).chain(others.map(|way| (*way, false)))
    }

    /// Goes round among the steps that are left.
    fn name_circles(&mut self, checklist: &Checklist, places: &BTreeMap<&StepId, usize>, left: &[usize]) {
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

    /// The first day on which a step can begin, as far as others let it.
    pub(super) fn ready(&self, place: usize, node: &Node, finish: &[Day], case: Case) -> Day {
        let before = self.requires.of(place).iter().map(|before| self.reached(*before, Some(place), finish, case));
        before.fold(self.today.max(node.not_before), Day::max)
    }

    /// When a step begins, and when it is finished.
    pub(super) fn spans(&self, node: &Node, ready: Day, days: i32) -> (Day, Day) {
        if ready == UNKNOWN {
            return (UNKNOWN, UNKNOWN);
        }
        let start = node.begun.map_or(ready, |begun| if begun <= self.today { begun } else { begun.max(ready) });
        let estimate = || self.calendar.after(start, days, node.working);
        let end = node.told.filter(|_| self.can_hold(node, start)).unwrap_or_else(estimate);
        // What is under way while something that it waits for is open is not finished before that.
        (start, end.max(ready))
    }

    /// Whether a step is under way for longer than its high estimate, so that nobody can say when it is finished.
    pub(super) fn is_late(&self, node: &Node) -> bool {
        self.days_over(node) > node.high
    }

    /// For how many days a step is under way, as far as they count; 0 where it is not, or somebody named a day.
    pub(super) fn days_over(&self, node: &Node) -> i32 {
        let begun = node.begun.filter(|begun| node.kind == Kind::Open && *begun <= self.today && node.told.is_none());
        begun.map_or(0, |begun| self.calendar.between(begun, self.today, node.working))
    }

    /// Begin and finish of every step. `days` says how long each takes.
    pub(super) fn forward(&self, case: Case, days: impl FnMut(usize, &Node) -> i32) -> Spans {
        let mut spans = Spans { begin: vec![UNKNOWN; self.nodes.len()], finish: vec![UNKNOWN; self.nodes.len()] };
        self.forward_into(case, days, &mut spans);
        spans
    }

    /// The same into what is there already, so that nothing has to be made anew for each of 10,000 runs.
    pub(super) fn forward_into(&self, case: Case, mut days: impl FnMut(usize, &Node) -> i32, spans: &mut Spans) {
        for &place in &self.order {
            let Some(node) = self.node(place) else { continue };
            let (start, end) = match node.kind {
                Kind::Done(at) => (at, at),
                Kind::Unknown => (UNKNOWN, UNKNOWN),
                Kind::Open => {
                    let ready = self.ready(place, node, &spans.finish, case);
                    let (start, end) = self.spans(node, ready, days(place, node));
                    (start, if case == Case::High && self.is_late(node) { UNKNOWN } else { end })
                }
            };
            if let (Some(begin), Some(finish)) = (spans.begin.get_mut(place), spans.finish.get_mut(place)) {
                (*begin, *finish) = (start, end);
            }
        }
    }

    /// The steps that a first shift still waits for.
    pub(super) fn gates(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(|place| self.holds_up(*place) && self.node(*place).is_some_and(|node| node.gates))
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

    /// The first day on which nothing that a first shift waits for is open.
    pub(super) fn end(&self, finish: &[Day], case: Case) -> Day {
        self.gates().map(|place| self.reached(place, None, finish, case)).fold(self.today, Day::max)
    }

    /// The last day on which each step can be finished, at the likely pace, so that these, which a first shift waits
    /// for, are satisfied by `end`. [`UNKNOWN`] where none of them waits for it.
    pub(super) fn latest(&self, end: Day, gates: impl IntoIterator<Item = usize>, finish: &[Day]) -> Vec<Day> {
        let mut latest = vec![UNKNOWN; self.nodes.len()];
        for place in gates {
            self.bound(place, None, end, finish, &mut latest);
        }
        for &place in self.order.iter().rev() {
            let own = latest.get(place).copied().unwrap_or(UNKNOWN);
            let Some(node) = self.node(place).filter(|_| own != UNKNOWN) else {
                continue;
            };
            let is_under_way = node.begun.is_some_and(|begun| begun <= self.today);
            // What is under way has to wait with its end only.
            let start = if is_under_way { own } else { self.latest_start(node, own) };
            for before in self.requires.of(place) {
                self.bound(*before, Some(place), start, finish, &mut latest);
            }
        }
        latest
    }

    /// Whether a step that begins on a day can be finished on the day that somebody named. Whoever can begin it today,
    /// or on the day for which it is put off, knows best; what waits for others takes its low days at least.
    pub(super) fn can_hold(&self, node: &Node, start: Day) -> bool {
        let is_free = start <= self.today.max(node.not_before);
        let earliest = if is_free { start } else { self.calendar.after(start, node.low, node.working) };
        node.told.is_some_and(|told| earliest <= told)
    }

    /// The last day on which a step can begin, at the likely pace, to be finished by a day.
    pub(super) fn latest_start(&self, node: &Node, end: Day) -> Day {
        let latest = |end, days| self.calendar.latest_start(end, days, node.working);
        let start = latest(end, node.likely);
        match node.told {
            // Whatever begins in time for the day that was named is finished on that day.
            Some(told) if told <= end => start.max(latest(told, node.low)).max(self.today),
            _ => start,
        }
    }

    fn bound(&self, of: usize, for_whom: Option<usize>, by: Day, finish: &[Day], latest: &mut [Day]) {
        let mut tighten = |place: usize| {
            if let Some(own) = latest.get_mut(place) {
                *own = by.min(*own);
            }
        };
        if self.takes_first(of, Case::Likely) {
            tighten(self.way(of, for_whom, finish, Case::Likely).0);
        } else {
            self.ways_for(of, for_whom, finish, Case::Likely).for_each(|(way, _)| tighten(way));
        }
    }
}

/// When each step begins and when it is finished, by its place in the list.
#[derive(Clone, Debug)]
pub(super) struct Spans {
    pub(super) begin: Vec<Day>,
    pub(super) finish: Vec<Day>,
}
