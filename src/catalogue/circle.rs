//! Steps that wait, through others, for themselves.

use std::collections::BTreeMap;

use crate::ids::StepId;

/// A step in a circle of steps that wait for each other, if there is one. Names outside the map are passed over.
#[must_use]
pub fn circle<'a>(waits_for: &BTreeMap<&'a StepId, &'a [StepId]>) -> Option<&'a StepId> {
    circles(waits_for).into_iter().next()?.into_iter().next()
}

/// Circles of steps that wait for each other, each step before the one that it waits for, and the first by name in
/// front. Of circles that share a step, one is named. Takes time in line with steps and links.
#[must_use]
pub fn circles<'a>(waits_for: &BTreeMap<&'a StepId, &'a [StepId]>) -> Vec<Vec<&'a StepId>> {
    // What is left waits for something that is left: whoever goes along often enough is in a circle.
    let left = left_waiting(waits_for);
    let onwards: BTreeMap<&StepId, &StepId> = left
        .iter()
        .filter_map(|(id, others)| Some((*id, *others.iter().find_map(|other| left.get_key_value(other))?.0)))
        .collect();
    let mut walks: BTreeMap<&StepId, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (walk, start) in onwards.keys().copied().enumerate() {
        if walks.contains_key(start) {
            continue;
        }
        let mut here = start;
        while !walks.contains_key(here) {
            walks.insert(here, walk);
            let Some(next) = onwards.get(here) else { break };
            here = next;
        }
        // Back where this walk has been, not where an earlier one was: it went around a circle.
        if walks.get(here) == Some(&walk) {
            found.push(around(&onwards, here));
        }
    }
    found
}

/// The circle through a step, the first by name in front.
fn around<'a>(onwards: &BTreeMap<&'a StepId, &'a StepId>, start: &'a StepId) -> Vec<&'a StepId> {
    let mut circle = vec![start];
    let mut here = start;
    while let Some(next) = onwards.get(here).filter(|next| **next != start) {
        circle.push(next);
        here = next;
    }
    let first = circle.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(place, _)| place);
    circle.rotate_left(first);
    circle
}

/// What cannot be reached by taking away, again and again, what waits for nothing.
fn left_waiting<'a>(waits_for: &BTreeMap<&'a StepId, &'a [StepId]>) -> BTreeMap<&'a StepId, &'a [StepId]> {
    let mut waiting: BTreeMap<&StepId, usize> = BTreeMap::new();
    let mut followers: BTreeMap<&StepId, Vec<&StepId>> = BTreeMap::new();
    for (id, others) in waits_for {
        let known = others.iter().filter(|other| waits_for.contains_key(other));
        waiting.insert(id, known.clone().count());
        for other in known {
            followers.entry(other).or_default().push(id);
        }
    }
    let mut free: Vec<&StepId> = waiting.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut left = waits_for.clone();
    while let Some(id) = free.pop() {
        left.remove(id);
        for follower in followers.get(id).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(follower) {
                *count -= 1;
                if *count == 0 {
                    free.push(follower);
                }
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_in_the_circle_is_named_not_one_that_waits_for_it() {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(StepId::from);
        let (to_b, to_c, none) = ([b.clone()], [c.clone()], []);
        let waits = BTreeMap::from([(&a, &to_b[..]), (&b, &to_c[..]), (&c, &to_b[..]), (&d, &none[..])]);
        assert_eq!(circle(&waits), Some(&b));
        assert_eq!(circles(&waits), [[&b, &c]]);
        let waits = BTreeMap::from([(&a, &to_b[..]), (&b, &none[..])]);
        assert_eq!(circle(&waits), None);
    }

    #[test]
    fn each_circle_is_named_once_with_all_its_steps_in_the_order_in_which_they_wait() {
        let ids = ["a", "b", "c", "d", "e", "f"].map(StepId::from);
        // a waits for c, b for a, c for b; d and e for each other; f for itself.
        let waits_for = [2, 0, 1, 4, 3, 5].map(|place: usize| [ids[place].clone()]);
        let waits = ids.iter().zip(&waits_for).map(|(id, others)| (id, others.as_slice())).collect();
        let named: Vec<Vec<&str>> =
            circles(&waits).iter().map(|circle| circle.iter().map(|id| id.as_str()).collect()).collect();
        assert_eq!(named, [vec!["a", "c", "b"], vec!["d", "e"], vec!["f"]]);
    }
}
