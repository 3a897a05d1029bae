//! The latest day on which each step can begin, at the usual pace.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::assumptions::Assumptions;
use super::calendar::{date, day};
use super::network::Network;
use super::node::{Case, Kind};
use crate::checklist::Checklist;
use crate::ids::StepId;

/// For every open step that a first shift waits for, the last day on which to begin it so that everything that waits
/// for it can still follow before the planned start, at the *likely* pace; for one that is under way, the day on which
/// it was to begin. What is completed and has run out is open again, and so is what runs out before the planned start.
///
/// An estimate, and to be shown as one. Empty without a planned start. Steps in a circle have no day.
#[must_use]
pub fn needed_by<'a>(
    checklist: &'a Checklist,
    today: NaiveDate,
    assumptions: &Assumptions<'_>,
) -> BTreeMap<&'a StepId, NaiveDate> {
    let Some(start) = checklist.starter.planned_start else { return BTreeMap::new() };
    let network = Network::from_the_start(checklist, today, assumptions);
    let spans = network.forward(Case::Likely, |_, node| node.likely);
    let gates: Vec<usize> = network.gates().collect();
    let latest = network.latest(day(start), &gates, &spans.finish);
    let begin = |place: usize| {
        network.node(place).filter(|node| !matches!(node.kind, Kind::Done(_)))?;
        latest.begin.get(place).copied().and_then(date)
    };
    checklist.steps.iter().enumerate().filter_map(|(place, step)| Some((&step.id, begin(place)?))).collect()
}
