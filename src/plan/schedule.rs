//! The dates that follow from a checklist: earliest, likely and latest first shift, the chain that sets it, and slack.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::assumptions::Assumptions;
use super::calendar::{Day, UNKNOWN, date, day};
use super::network::{Network, Spans};
use super::node::{Case, DaysFrom, Kind, Node};
use crate::catalogue::DayRange;
use crate::checklist::{Checklist, Status, Step};
use crate::ids::StepId;

/// Three dates: at the low, the likely and the high estimate of every open step. One that is not known is none.
///
/// **Invariant:** `earliest <= likely <= latest`, as far as they are known; an earlier one is known where a later
/// one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    pub earliest: Option<NaiveDate>,
    pub likely: Option<NaiveDate>,
    pub latest: Option<NaiveDate>,
}

impl Window {
    fn of(days: [Day; 3]) -> Self {
        let [earliest, likely, latest] = days.map(date);
        Self { earliest, likely, latest }
    }

    /// Whether all three are known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.earliest.is_some() && self.likely.is_some() && self.latest.is_some()
    }
}

/// Whether a step that is under way is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Not begun, or not longer under way than is likely.
    InTime,
    /// Longer than is likely, by so many days.
    OverLikely(i32),
    /// Longer than the high estimate, by so many days: later than usual.
    LaterThanUsual(i32),
}

/// What has become of the day that somebody named for the end of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It counts.
    Counts(NaiveDate),
    /// It has passed, and the step is still open.
    Passed(NaiveDate),
    /// At the likely pace, what the step waits for leaves it fewer than its low days.
    CannotHold(NaiveDate),
}

/// A step in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "none follows from another")]
pub struct PlannedStep {
    pub id: StepId,
    /// Whether something is left to do: not completed, or run out since, or to be renewed because it runs out before the
    /// likely day on which it is needed.
    pub is_open: bool,
    /// Whether it is open and was completed once.
    pub is_renewal: bool,
    /// Whether the likely first shift waits for it, by itself or through others.
    pub holds_up: bool,
    /// Whether the latest first shift does.
    pub may_hold_up: bool,
    /// The likely day on which it can begin, or be begun to be renewed; none where nobody can say.
    pub can_begin: Option<NaiveDate>,
    /// Whether everything that it waits for stands today, so that it can be done, or renewed, now.
    pub is_ready: bool,
    pub begin: Window,
    pub finish: Window,
    /// By how many days it can be late, at the likely pace, without moving the first shift, once every problem is sorted
    /// out. None where it does not hold up the first shift, or nobody can say by how many.
    pub slack: Option<i32>,
    /// The same of the day on which it begins, which weekends between make more or less; of one that is under way, or
    /// whose end somebody named, the slack.
    pub can_wait: Option<i32>,
    /// Whether it is on the chain that sets the date.
    pub is_on_chain: bool,
    pub pace: Pace,
    pub told: Option<Told>,
    pub days_from: DaysFrom,
    /// Low, likely and high, as they were used.
    pub days: [i32; 3],
    pub working: bool,
    /// The day it was asked for or began.
    pub begun: Option<NaiveDate>,
    /// Whether it is under way and nobody wrote down since when: its days count from today.
    pub is_undated: bool,
}

impl PlannedStep {
    /// Its likely days in calendar days, roughly.
    #[must_use]
    pub fn usual_calendar_days(&self) -> u32 {
        let [_, likely, _] = self.days;
        DayRange::in_calendar_days(u32::try_from(likely).unwrap_or(0), self.working)
    }
}

/// One step of the chain that sets the date.
///
/// **Invariant:** `until` less the `until` before it, or today, are `days`; so the days of a chain add up to its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub step: StepId,
    /// The likely day on which it begins; in the past where it is under way.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// What it adds to the date, in calendar days.
    pub days: i32,
}

/// Why a date is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// There is a problem with a step.
    Problem(StepId),
    /// These wait for each other.
    Circle(Vec<StepId>),
    /// A step is later than usual, so there is no latest date.
    Late(StepId),
    /// The days add up to more than the calendar holds.
    TooFar,
}

/// The plan of one checklist on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub today: NaiveDate,
    /// Not known where anything that a first shift waits for is not known.
    pub first_shift: Window,
    /// The same if every problem were sorted out today, and without steps that wait in a circle; the first shift itself
    /// where its likely day is known.
    pub at_best: Window,
    /// Whether nothing that a first shift waits for is open; the dates are those of today then.
    pub is_all_done: bool,
    /// The steps that are over their likely days and leave no day to lose: the likely date holds only if all of these
    /// are finished today.
    pub only_if_today: Vec<StepId>,
    pub missing: Vec<Missing>,
    /// In the order of the checklist.
    pub steps: Vec<PlannedStep>,
    /// What sets the likely date, or the one at best; from the first to the last, and empty where nothing is open.
    pub chain: Vec<Link>,
}

impl Plan {
    /// The plan of a checklist: from what is recorded, and the days of what is open. Takes time in line with steps
    /// and links.
    #[must_use]
    pub fn of(checklist: &Checklist, today: NaiveDate, assumptions: &Assumptions<'_>) -> Self {
        Self::from_network(checklist, &Network::of(checklist, today, assumptions))
    }

    fn from_network(checklist: &Checklist, network: &Network) -> Self {
        let passes = Passes::of(network);
        let gates: Vec<usize> = network.gates().collect();
        let ends = passes.ends(network, &gates);
        let [_, likely, _] = ends;
        // Where the date is not known, slack and chain are those of the network in which every problem is sorted out.
        let is_known = date(likely).is_some();
        let sorted_out = if is_known { None } else { network.sorted_out() };
        let at_best = sorted_out.as_ref().map(|network| (network, Passes::of(network)));
        let (best, best_passes) = at_best.as_ref().map_or((network, &passes), |(network, passes)| (*network, passes));
        let known = if is_known { gates } else { best_passes.known(best) };
        let known_ends = best_passes.ends(best, &known);
        let [_, end, _] = known_ends;
        let finish = &best_passes.likely.finish;
        let chain = chain(best, &best_passes.likely, &known, end);
        let [_, _, last] = ends;
        let places = Places {
            network,
            passes: &passes,
            best: &best_passes.likely,
            latest: best.latest(end, &known, finish),
            before_likely: upstream_of_end(best, &best_passes.likely, end, Case::Likely),
            before_latest: upstream_of_end(network, &passes.high, last, Case::High),
            before_any: best.upstream(to_do(network), finish, Case::Likely),
            on_chain: chain.iter().copied().collect(),
        };
        let name = |place: &usize| checklist.steps.get(*place).map(|step| step.id.clone());
        let steps: Vec<PlannedStep> = checklist.steps.iter().enumerate().filter_map(|at| places.planned(at)).collect();
        let is_today = |step: &PlannedStep| step.finish.likely == date(network.today);
        let is_due = |step: &&PlannedStep| step.pace != Pace::InTime && step.slack == Some(0) && is_today(step);
        Self {
            today: date(network.today).unwrap_or_default(),
            first_shift: Window::of(ends),
            at_best: Window::of(known_ends),
            is_all_done: network.gates().all(|place| network.stands_today(place)),
            only_if_today: steps.iter().filter(is_due).map(|step| step.id.clone()).collect(),
            missing: missing(network, &places.before_latest, finish, ends, name),
            chain: links(best, &best_passes.likely, &chain, name),
            steps,
        }
    }

    /// A step of the plan, where it is there.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&PlannedStep> {
        self.steps.iter().find(|step| step.id == *id)
    }
}

/// The steps gone through at each of the three estimates.
struct Passes {
    low: Spans,
    likely: Spans,
    high: Spans,
}

impl Passes {
    fn of(network: &Network) -> Self {
        let pass = |case| network.forward(case, |_, node| node.days(case));
        Self { low: pass(Case::Low), likely: pass(Case::Likely), high: pass(Case::High) }
    }

    const fn all(&self) -> [&Spans; 3] {
        [&self.low, &self.likely, &self.high]
    }

    /// When the last of these is satisfied.
    fn ends(&self, network: &Network, places: &[usize]) -> [Day; 3] {
        [(&self.low, Case::Low), (&self.likely, Case::Likely), (&self.high, Case::High)]
            .map(|(spans, case)| network.all_stand(places, None, network.today, &spans.finish, case))
    }

    /// The steps that a first shift waits for and of which it is known when they are satisfied at the likely pace, and
    /// so at the earliest too.
    fn known(&self, network: &Network) -> Vec<usize> {
        let reached = |place: usize| network.reached(place, None, &self.likely.finish, Case::Likely);
        network.gates().filter(|place| date(reached(*place)).is_some()).collect()
    }
}

/// The steps that are open today, without renewals in time.
fn to_do(network: &Network) -> impl Iterator<Item = usize> + '_ {
    let is_open = |place: &usize| {
        network.node(*place).is_some_and(|node| matches!(node.kind, Kind::Open | Kind::Unknown))
            && !network.stands_today(*place)
    };
    (0..network.nodes.len()).filter(is_open)
}

/// What has been found of every step, by its place in the list.
struct Places<'a> {
    network: &'a Network,
    passes: &'a Passes,
    /// The likely pass, once every problem is sorted out.
    best: &'a Spans,
    /// The last days on which to begin and to finish for that.
    latest: Spans,
    /// What has to be finished before the likely first shift, before the latest one, and before anything that is open.
    before_likely: Vec<bool>,
    before_latest: Vec<bool>,
    before_any: Vec<bool>,
    on_chain: BTreeSet<usize>,
}

impl Places<'_> {
    fn planned(&self, (place, step): (usize, &Step)) -> Option<PlannedStep> {
        let Places { network, passes, .. } = self;
        let node = network.node(place)?;
        let of = |days: &[Day]| days.get(place).copied().unwrap_or(UNKNOWN);
        let is = |flags: &[bool]| flags.get(place) == Some(&true);
        let holds_up = is(&self.before_likely);
        let is_open = match node.kind {
            Kind::Done(_) => false,
            Kind::Lapses { .. } => holds_up || is(&self.before_any),
            Kind::Open | Kind::Unknown => holds_up || !network.stands_today(place),
        };
        let window = |all: [&Vec<Day>; 3]| match node.kind {
            Kind::Lapses { completed, .. } if !is_open => Window::of([completed; 3]),
            _ => Window::of(all.map(|days| of(days))),
        };
        let (by, own) = (of(&self.latest.finish), of(&self.best.finish));
        let slack = (is_open && by != UNKNOWN && own != UNKNOWN).then(|| by.saturating_sub(own));
        let can_wait = |slack: i32| {
            let is_under_way = node.begun.is_some_and(|begun| begun <= network.today);
            let later = || of(&self.latest.begin).saturating_sub(of(&self.best.begin)).max(0);
            if is_under_way || node.told.is_some() { slack } else { later() }
        };
        Some(PlannedStep {
            id: step.id.clone(),
            is_open,
            is_renewal: is_open && step.record.status == Status::Completed,
            holds_up,
            may_hold_up: is(&self.before_latest),
            can_begin: date(of(&passes.likely.begin)),
            is_ready: network.requires(place).iter().all(|before| network.stands_today(*before)),
            begin: window(passes.all().map(|spans| &spans.begin)),
            finish: window(passes.all().map(|spans| &spans.finish)),
            slack,
            can_wait: slack.map(can_wait),
            is_on_chain: self.on_chain.contains(&place),
            pace: pace(network, node),
            told: told(network, step, node, of(&passes.likely.finish)),
            days_from: node.from,
            days: [node.low, node.likely, node.high],
            working: node.working,
            begun: node.begun.filter(|_| is_open && !node.is_undated).and_then(date),
            is_undated: is_open && node.is_undated,
        })
    }
}

fn pace(network: &Network, node: &Node) -> Pace {
    let taken = network.days_over(node);
    if taken > node.high {
        Pace::LaterThanUsual(taken - node.high)
    } else if taken > node.likely {
        Pace::OverLikely(taken - node.likely)
    } else {
        Pace::InTime
    }
}

fn told(network: &Network, step: &Step, node: &Node, finish: Day) -> Option<Told> {
    let named = step.record.expected.filter(|_| node.takes_days())?;
    Some(if day(named) < network.today {
        Told::Passed(named)
    } else if finish != UNKNOWN && finish != day(named) {
        Told::CannotHold(named)
    } else {
        Told::Counts(named)
    })
}

/// The places of the steps that set the end, from the first to the last. Of several that set it equally, the first in
/// the list.
fn chain(network: &Network, spans: &Spans, gates: &[usize], end: Day) -> Vec<usize> {
    let mut chain = Vec::new();
    let gates = gates.iter().filter(|place| network.held(**place) < end);
    let mut ways = gates.map(|place| network.way(*place, None, &spans.finish, Case::Likely));
    let last = ways.find(|(_, reached)| *reached == end).map(|(way, _)| way);
    let mut here = last.filter(|_| end > network.today);
    while let Some(place) = here {
        chain.push(place);
        here = what_it_waited_for(network, spans, place);
    }
    chain.reverse();
    chain
}

/// The open step that another one had to wait for: whose end is its begin, or, where that is under way, its own end.
/// None where nothing holds it up.
fn what_it_waited_for(network: &Network, spans: &Spans, place: usize) -> Option<usize> {
    let node = network.node(place).filter(|node| node.takes_days())?;
    let (begin, finish) = (spans.begin.get(place).copied()?, spans.finish.get(place).copied()?);
    let is_under_way = node.begun.is_some_and(|begun| begun <= network.today);
    let ready = network.ready(place, node, &spans.finish, Case::Likely);
    // The named day, or its own days, set its end, whatever it waited for.
    let is_held_up = if is_under_way { finish == ready } else { begin == ready && !network.can_hold(node, begin) };
    network
        .requires(place)
        .iter()
        .filter(|before| is_held_up && network.held(**before) < ready)
        .map(|before| network.way(*before, Some(place), &spans.finish, Case::Likely))
        .find(|(_, end)| *end == ready)
        .map(|(way, _)| way)
}

fn links(network: &Network, spans: &Spans, chain: &[usize], name: impl Fn(&usize) -> Option<StepId>) -> Vec<Link> {
    let mut before = network.today;
    let link = |place: &usize| {
        let (begin, end) = (spans.begin.get(*place).copied()?, spans.finish.get(*place).copied()?);
        let days = end.saturating_sub(before);
        before = end;
        Some(Link { step: name(place)?, from: date(begin)?, until: date(end)?, days })
    };
    chain.iter().filter_map(link).collect()
}

/// Everything that has to be finished before a first shift on a day.
fn upstream_of_end(network: &Network, spans: &Spans, end: Day, case: Case) -> Vec<bool> {
    network.upstream(network.gates().filter(|place| network.held(*place) < end), &spans.finish, case)
}

fn missing(
    network: &Network,
    upstream: &[bool],
    at_best: &[Day],
    ends: [Day; 3],
    name: impl Fn(&usize) -> Option<StepId>,
) -> Vec<Missing> {
    if ends.iter().all(|end| date(*end).is_some()) {
        return Vec::new();
    }
    let is_upstream = |place: usize| upstream.get(place) == Some(&true);
    let of_kind = |is_meant: fn(&Network, &Node) -> bool| {
        let places = network.nodes.iter().enumerate().filter(move |(_, node)| is_meant(network, node));
        places.map(|(place, _)| place).filter(|place| is_upstream(*place)).filter_map(|place| name(&place))
    };
    // Steps that are completed may wait for each other without any harm.
    let matters = |place: &usize| is_upstream(*place) && at_best.get(*place) == Some(&UNKNOWN);
    let circles = network.circles.iter().filter(|circle| circle.iter().any(matters));
    let circles = circles.map(|circle| Missing::Circle(circle.iter().filter_map(&name).collect()));
    let problems = of_kind(|_, node| node.kind == Kind::Unknown).map(Missing::Problem);
    let late = of_kind(Network::is_late).map(Missing::Late);
    let mut missing: Vec<Missing> = problems.chain(circles).chain(late).collect();
    if missing.is_empty() {
        missing.push(Missing::TooFar);
    }
    missing
}
