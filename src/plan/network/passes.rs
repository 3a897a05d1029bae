//! Through the network: forward to the dates, and back to the last day for each step.

use super::Network;
use crate::plan::calendar::{Day, UNKNOWN};
use crate::plan::node::{Case, Kind, Node};

/// When each step begins and when it is finished, by its place in the list.
#[derive(Clone, Debug)]
pub(in crate::plan) struct Spans {
    pub(in crate::plan) begin: Vec<Day>,
    pub(in crate::plan) finish: Vec<Day>,
}

impl Network {
    /// Begin and finish of every step. `days` says how long each takes.
    pub(in crate::plan) fn forward(&self, case: Case, days: impl FnMut(usize, &Node) -> i32) -> Spans {
        let mut spans = Spans { begin: vec![UNKNOWN; self.nodes.len()], finish: vec![UNKNOWN; self.nodes.len()] };
        self.forward_into(case, days, &mut spans);
        spans
    }

    /// The same into what is there already, so that nothing has to be made anew for each of 10,000 runs.
    pub(in crate::plan) fn forward_into(
        &self,
        case: Case,
        mut days: impl FnMut(usize, &Node) -> i32,
        spans: &mut Spans,
    ) {
        for &place in &self.order {
            let Some(node) = self.node(place) else { continue };
            let (start, end) = match node.kind {
                Kind::Done(at) => (at, at),
                Kind::Unknown => (UNKNOWN, UNKNOWN),
                Kind::Open | Kind::Lapses { .. } => {
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

    /// The first day, from one on, on which all of these stand. One that stands up to a day and then runs out stands
    /// again once it is renewed.
    pub(in crate::plan) fn all_stand(
        &self,
        places: &[usize],
        for_whom: Option<usize>,
        from: Day,
        finish: &[Day],
        case: Case,
    ) -> Day {
        let mut day = from;
        loop {
            let mut until = UNKNOWN;
            for place in places {
                let held = self.held(*place);
                if held < day {
                    day = day.max(self.reached(*place, for_whom, finish, case));
                } else {
                    until = until.min(held);
                }
            }
            if day <= until {
                return day;
            }
        }
    }

    /// Whether all of these stand on a day.
    pub(in crate::plan) fn stand_on(&self, day: Day, places: &[usize], finish: &[Day], case: Case) -> bool {
        places.iter().all(|place| self.held(*place) >= day || self.reached(*place, None, finish, case) <= day)
    }

    /// The first day on which a step can begin, as far as others let it.
    pub(in crate::plan) fn ready(&self, place: usize, node: &Node, finish: &[Day], case: Case) -> Day {
        self.all_stand(self.requires.of(place), Some(place), self.today.max(node.not_before), finish, case)
    }

    /// When a step begins, and when it is finished.
    pub(in crate::plan) fn spans(&self, node: &Node, ready: Day, days: i32) -> (Day, Day) {
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
    pub(in crate::plan) fn is_late(&self, node: &Node) -> bool {
        self.days_over(node) > node.high
    }

    /// For how many days a step is under way, as far as they count; 0 where it is not, or somebody named a day.
    pub(in crate::plan) fn days_over(&self, node: &Node) -> i32 {
        let begun = node.begun.filter(|begun| node.kind == Kind::Open && *begun <= self.today && node.told.is_none());
        begun.map_or(0, |begun| self.calendar.between(begun, self.today, node.working))
    }

    /// Whether a step that begins on a day can be finished on the day that somebody named. Whoever can begin it today,
    /// or on the day for which it is put off, knows best; what waits for others takes its low days at least.
    pub(in crate::plan) fn can_hold(&self, node: &Node, start: Day) -> bool {
        let is_free = start <= self.today.max(node.not_before);
        let earliest = if is_free { start } else { self.calendar.after(start, node.low, node.working) };
        node.told.is_some_and(|told| earliest <= told)
    }

    /// The last day on which each step can begin and be finished, at the likely pace, so that these, which a first shift
    /// waits for, stand on `end`. [`UNKNOWN`] where none of them waits for it. Where something runs out, it may be possible
    /// on a later day too, once that is renewed.
    pub(in crate::plan) fn latest(&self, end: Day, gates: &[usize], finish: &[Day]) -> Spans {
        let mut latest = vec![UNKNOWN; self.nodes.len()];
        let mut starts = vec![UNKNOWN; self.nodes.len()];
        for place in gates.iter().filter(|place| self.held(**place) < end) {
            self.bound(*place, None, end, finish, &mut latest);
        }
        for &place in self.order.iter().rev() {
            let own = latest.get(place).copied().unwrap_or(UNKNOWN);
            let Some(node) = self.node(place).filter(|_| own != UNKNOWN) else {
                continue;
            };
            let is_under_way = node.begun.is_some_and(|begun| begun <= self.today);
            // What is under way has to wait with its end only.
            let wanted = if is_under_way { own } else { self.latest_start(node, own) };
            let ready = self.ready(place, node, finish, Case::Likely);
            let requires = self.requires.of(place);
            // What stands when it is ready runs out later: it begins before that, but for what is renewed in time anyway.
            let is_renewed = |before: usize, by: Day, latest: &[Day]| {
                let again = || self.reached(before, Some(place), finish, Case::Likely);
                latest.get(before).is_some_and(|latest| *latest != UNKNOWN) && again() <= by
            };
            let mut start = wanted;
            let cap = |start: Day, latest: &[Day]| {
                let runs_out = requires.iter().filter(|before| (ready..start).contains(&self.held(**before)));
                let caps = runs_out.filter(|before| !is_renewed(**before, start, latest));
                caps.map(|before| self.held(*before)).min()
            };
            while let Some(capped) = cap(start, &latest) {
                start = capped;
            }
            if start < wanted
                && !is_under_way
                && let Some(own) = latest.get_mut(place)
            {
                *own = self.spans(node, start, node.likely).1.min(*own);
            }
            if let Some(latest_start) = starts.get_mut(place) {
                *latest_start = start;
            }
            for before in requires.iter().filter(|before| self.held(**before) < start) {
                self.bound(*before, Some(place), start, finish, &mut latest);
            }
        }
        Spans { begin: starts, finish: latest }
    }

    /// The last day on which a step can begin, at the likely pace, to be finished by a day.
    pub(in crate::plan) fn latest_start(&self, node: &Node, end: Day) -> Day {
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
