//! The latest day on which each step can begin, at the usual pace.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::checklist::Checklist;
use crate::ids::StepId;

/// For every open step that a first shift waits for, the last day on which to begin it so that everything that waits
/// for it can still follow before the planned start: the planned start less the *likely* days of the step and of the
/// longest chain behind it.
///
/// An estimate, and to be shown as one. Empty without a planned start. Steps in a circle have no day.
#[must_use]
pub fn needed_by(checklist: &Checklist) -> BTreeMap<&StepId, NaiveDate> {
    let Some(start) = checklist.starter.planned_start else { return BTreeMap::new() };
    let open: BTreeMap<&StepId, _> = checklist
        .steps
        .iter()
        .filter(|step| step.gates_first_shift && !checklist.is_satisfied(step))
        .map(|step| (&step.id, step))
        .collect();
    let mut followers: BTreeMap<&StepId, Vec<&StepId>> = BTreeMap::new();
    let mut pending: BTreeMap<&StepId, usize> = BTreeMap::new();
    for step in open.values() {
        for id in step.waits_for.iter().filter(|id| open.contains_key(id)) {
            followers.entry(id).or_default().push(&step.id);
            *pending.entry(id).or_default() += 1;
        }
    }
    let mut latest: BTreeMap<&StepId, NaiveDate> = BTreeMap::new();
    let mut ready: Vec<&StepId> = open.keys().copied().filter(|id| !pending.contains_key(id)).collect();
    while let Some(id) = ready.pop() {
        let Some(step) = open.get(id) else { continue };
        let end =
            followers.get(id).into_iter().flatten().filter_map(|id| latest.get(id)).min().copied().unwrap_or(start);
        let begin = end.checked_sub_days(Days::new(u64::from(step.days.likely))).unwrap_or(end);
        latest.insert(id, begin);
        for before in &step.waits_for {
            if let Some(count) = pending.get_mut(before) {
                *count = count.saturating_sub(1);
                if *count == 0
                    && let Some((key, _)) = open.get_key_value(before)
                {
                    ready.push(key);
                }
            }
        }
    }
    // An alternative has to be ready for whatever waits for the other.
    for step in open.values().filter(|step| !step.alternatives.is_empty()) {
        let others = step.alternatives.iter().filter_map(|other| followers.get(other)).flatten();
        let Some(end) = others.filter_map(|follower| latest.get(follower)).min().copied() else { continue };
        let begin = end.checked_sub_days(Days::new(u64::from(step.days.likely))).unwrap_or(end);
        latest.entry(&step.id).and_modify(|own| *own = begin.min(*own)).or_insert(begin);
    }
    latest
}
