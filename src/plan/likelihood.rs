//! How likely it is to be ready by a day: the same steps gone through many times, each time with other days.
//!
//! Each open step takes between its low and its high estimate, most often near the likely one (a triangular
//! distribution), whatever the others take. A step that is under way takes at least as long as it already has; one
//! that has outrun its high estimate may be finished today. Where somebody named a day, that day counts.

use chrono::NaiveDate;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng as _, SeedableRng as _};

use super::assumptions::Assumptions;
use super::calendar::{Day, date, day};
use super::network::{Network, Spans};
use super::node::{Case, Node};
use crate::checklist::Checklist;

/// How often the steps are gone through.
pub const RUNS: usize = 10_000;

/// No more links than these are gone along, some tenths of a second.
const MOST_LINKS: usize = 40_000_000;

/// What the numbers begin with: the same every time, so that the same checklist gives the same figures.
pub const SEED: u64 = 20_261_122;

/// An estimate of when somebody is ready.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likelihood {
    pub runs: usize,
    /// The share of runs in which everything stands on the planned start, from 0 to 1: finished by then, and not run out
    /// or renewed in time. None without a planned start.
    pub by_planned_start: Option<f64>,
    /// The share of runs that are ready on the likely first shift.
    pub by_likely: f64,
    /// The day by which half of the runs are ready.
    pub half: NaiveDate,
    /// The day by which four of five are.
    pub four_fifths: NaiveDate,
    /// The day by which 19 of 20 are.
    pub nearly_all: NaiveDate,
}

/// Goes through the steps `runs` times, or fewer where there are more links than any checklist has. None where the likely
/// first shift is not known. A step that is later than usual is taken to be finished today.
#[must_use]
pub fn likelihood(
    checklist: &Checklist,
    today: NaiveDate,
    assumptions: &Assumptions<'_>,
    runs: usize,
    seed: u64,
) -> Option<Likelihood> {
    let network = Network::of(checklist, today, assumptions);
    let gates: Vec<usize> = network.gates().collect();
    let likely = network.forward(Case::Likely, |_, node| node.likely).finish;
    let likely = network.all_stand(&gates, None, network.today, &likely, Case::Likely);
    let planned = checklist.starter.planned_start.map(day);
    let Runs { ends, ready_on_planned } = simulate(&network, &gates, planned, runs, seed)?;
    #[expect(clippy::cast_precision_loss, reason = "runs are far fewer than 2^52")]
    let share = |count: usize| count as f64 / ends.len() as f64;
    // The first day by which so many in a hundred are ready.
    let by = |percent: usize| date(ends.get((ends.len() * percent).div_ceil(100).saturating_sub(1)).copied()?);
    Some(Likelihood {
        runs: ends.len(),
        by_planned_start: planned.map(|_| share(ready_on_planned)),
        by_likely: share(ends.partition_point(|end| *end <= likely)),
        half: by(50)?,
        four_fifths: by(80)?,
        nearly_all: by(95)?,
    })
}

/// What came of many runs.
struct Runs {
    /// The first day on which somebody is ready, the earliest first.
    ends: Vec<Day>,
    /// How many are ready on the planned start: nothing has run out again by then.
    ready_on_planned: usize,
}

/// None where an end is not known or there are no runs.
fn simulate(network: &Network, gates: &[usize], planned: Option<Day>, runs: usize, seed: u64) -> Option<Runs> {
    let longest = network.forward(Case::Likely, |_, node| node.high);
    let end = |spans: &Spans| network.all_stand(gates, None, network.today, &spans.finish, Case::Likely);
    if runs == 0 || date(end(&longest)).is_none() {
        return None;
    }
    // A file may hold more links than any checklist has: fewer tries then.
    let runs = runs.min((MOST_LINKS / network.links().max(1)).max(1));
    let planned = planned.filter(|planned| *planned >= network.today);
    let draws: Vec<Draw> = network.nodes.iter().map(|node| Draw::of(network, node)).collect();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut spans: Spans = longest;
    let mut found = Runs { ends: Vec::with_capacity(runs), ready_on_planned: 0 };
    for _ in 0..runs {
        let days = |place: usize, _: &Node| draws.get(place).map_or(0, |draw| draw.days(&mut random));
        network.forward_into(Case::Likely, days, &mut spans);
        found.ends.push(end(&spans));
        let is_ready = planned.is_some_and(|day| network.stand_on(day, gates, &spans.finish, Case::Likely));
        found.ready_on_planned += usize::from(is_ready);
    }
    found.ends.sort_unstable();
    Some(found)
}

/// How the days of a step are drawn.
#[derive(Clone, Copy, Debug)]
enum Draw {
    Always(i32),
    Between {
        low: f64,
        likely: f64,
        high: f64,
        /// The share of the distribution that has passed already.
        passed: f64,
        /// The share of it below the likely value.
        below: f64,
    },
}

impl Draw {
    fn of(network: &Network, node: &Node) -> Self {
        if !node.takes_days() || node.low == node.high {
            return Self::Always(node.high);
        }
        let [low, likely, high] = [node.low, node.likely, node.high].map(f64::from);
        let below = (likely - low) / (high - low);
        let taken = node.begun.filter(|begun| *begun <= network.today);
        let taken = taken.map(|begun| f64::from(network.calendar.between(begun, network.today, node.working)));
        let passed = match taken {
            Some(taken) if taken >= high => return Self::Always(node.high),
            Some(taken) if taken > likely => 1.0 - (high - taken).powi(2) / ((high - low) * (high - likely)),
            Some(taken) if taken > low => (taken - low).powi(2) / ((high - low) * (likely - low)),
            Some(_) | None => 0.0,
        };
        Self::Between { low, likely, high, passed, below }
    }

    /// A number of days, to the nearest whole one.
    fn days(&self, random: &mut Xoshiro256PlusPlus) -> i32 {
        match *self {
            Self::Always(days) => days,
            Self::Between { low, likely, high, passed, below } => {
                let share = passed + (1.0 - passed) * fraction(random.next_u64());
                let drawn = if share < below {
                    low + (share * (high - low) * (likely - low)).sqrt()
                } else {
                    high - ((1.0 - share) * (high - low) * (high - likely)).sqrt()
                };
                #[expect(clippy::cast_possible_truncation, reason = "it lies between two numbers of 16 bits")]
                let days = drawn.round() as i32;
                days
            }
        }
    }
}

/// From 0 to just under 1, from the upper 53 bits.
#[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
fn fraction(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
