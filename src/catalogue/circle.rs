//! Steps that wait, through others, for themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::StepId;

/// What each step waits for, by names. Names outside the map are passed over.
type WaitsFor<'a> = BTreeMap<&'a StepId, &'a [StepId]>;

/// A step in a circle of steps that wait for each other, if there is one.
#[must_use]
pub fn circle<'a>(waits_for: &WaitsFor<'a>) -> Option<&'a StepId> {
    circles(waits_for).into_iter().next()?.into_iter().next()
}

/// One circle for each group of steps that wait, through each other, for each other: each step stands before the one
/// that it waits for, the first by name in front. Circles that share no step are all named, unless they wait for each
/// other too. Takes time in line with steps and links, and does not recurse.
#[must_use]
pub fn circles<'a>(waits_for: &WaitsFor<'a>) -> Vec<Vec<&'a StepId>> {
    let groups = groups(waits_for.keys().copied(), |id| known(waits_for, id).collect());
    let mut found: Vec<Vec<&StepId>> = groups.iter().filter_map(|group| within(waits_for, group)).collect();
    found.sort();
    found
}

/// The members in groups of which each can be reached from each, by going to `onwards` (Kosaraju's way). Takes time in
/// line with members and links, and does not recurse.
pub fn groups<T: Copy + Ord>(members: impl IntoIterator<Item = T>, onwards: impl Fn(T) -> Vec<T>) -> Vec<BTreeSet<T>> {
    let mut finished = Vec::new();
    let mut seen = BTreeSet::new();
    let mut followers: BTreeMap<T, Vec<T>> = BTreeMap::new();
    for member in members {
        for next in onwards(member) {
            followers.entry(next).or_default().push(member);
        }
        finished.extend(walk(member, &mut seen, &onwards));
    }
    seen.clear();
    let mut groups = Vec::new();
    for member in finished.into_iter().rev() {
        let group = walk(member, &mut seen, |member| followers.get(&member).cloned().unwrap_or_default());
        if !group.is_empty() {
            groups.push(group.into_iter().collect());
        }
    }
    groups
}

/// What a step waits for, as far as it is in the map, under the names that live as long as the map's own.
fn known<'a, 'b>(waits_for: &'b WaitsFor<'a>, id: &StepId) -> impl Iterator<Item = &'a StepId> + use<'a, 'b> {
    let others: &[StepId] = waits_for.get(id).copied().unwrap_or_default();
    others.iter().filter_map(|other| waits_for.get_key_value(other).map(|(id, _)| *id))
}

/// Whatever can be reached from a member and was not seen before, each after all that can be reached from it.
fn walk<T: Copy + Ord>(start: T, seen: &mut BTreeSet<T>, onwards: impl Fn(T) -> Vec<T>) -> Vec<T> {
    let mut finished = Vec::new();
    let mut path = Vec::new();
    if seen.insert(start) {
        path.push((start, onwards(start)));
    }
    while let Some((here, rest)) = path.last_mut() {
        match rest.pop() {
            Some(next) if seen.insert(next) => path.push((next, onwards(next))),
            Some(_) => {}
            None => {
                finished.push(*here);
                path.pop();
            }
        }
    }
    finished
}

/// A circle in a group; none where the group is one step that does not wait for itself.
fn within<'a>(waits_for: &WaitsFor<'a>, group: &BTreeSet<&'a StepId>) -> Option<Vec<&'a StepId>> {
    let next = |id: &StepId| known(waits_for, id).find(|other| group.contains(other));
    let start = *group.iter().find(|id| next(id).is_some())?;
    // Whoever goes along as often as there are steps is in a circle.
    let mut here = start;
    for _ in 0..group.len() {
        here = next(here)?;
    }
    let first = here;
    let mut circle = vec![first];
    while let Some(other) = next(here).filter(|other| *other != first) {
        circle.push(other);
        here = other;
    }
    let least = circle.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(place, _)| place);
    circle.rotate_left(least);
    Some(circle)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The circles of steps named by letters: "a:bc" waits for b and c.
    fn found(steps: &[&str]) -> Vec<String> {
        let parts: Vec<(StepId, Vec<StepId>)> = steps
            .iter()
            .map(|step| {
                let (id, others) = step.split_once(':').unwrap();
                (StepId::from(id), others.chars().map(|other| StepId::from(other.to_string().as_str())).collect())
            })
            .collect();
        let waits_for = parts.iter().map(|(id, others)| (id, others.as_slice())).collect();
        circles(&waits_for).iter().map(|circle| circle.iter().map(|id| id.as_str()).collect()).collect()
    }

    #[test]
    fn a_step_in_the_circle_is_named_not_one_that_waits_for_it() {
        assert_eq!(found(&["a:b", "b:c", "c:b", "d:"]), ["bc"]);
        assert_eq!(found(&["a:b", "b:"]), Vec::<String>::new());
        assert_eq!(found(&["a:z"]), Vec::<String>::new(), "names outside are passed over");
    }

    #[test]
    fn each_circle_is_named_once_with_its_steps_in_the_order_in_which_they_wait() {
        assert_eq!(found(&["a:c", "b:a", "c:b", "d:e", "e:d", "f:f"]), ["acb", "de", "f"]);
        assert_eq!(found(&["a:b", "b:a", "c:ad", "d:c"]), ["ab", "cd"], "also one that waits for another");
    }

    #[test]
    fn a_long_circle_is_found_without_recursion() {
        let ids: Vec<StepId> = (0..10_000).map(|place| StepId::from(format!("{place:05}").as_str())).collect();
        let others: Vec<[StepId; 1]> = (0..10_000).map(|place| [ids[(place + 1) % 10_000].clone()]).collect();
        let waits_for = ids.iter().zip(&others).map(|(id, others)| (id, others.as_slice())).collect();
        assert_eq!(circles(&waits_for).iter().map(Vec::len).collect::<Vec<_>>(), [10_000]);
    }
}
