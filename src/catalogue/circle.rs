//! Steps that wait, through others, for themselves.

use std::collections::BTreeMap;

use crate::ids::StepId;

/// A step in a circle of steps that wait for each other, if there is one. Names outside the map are passed over.
#[must_use]
pub fn circle<'a>(waits_for: &BTreeMap<&'a StepId, &'a [StepId]>) -> Option<&'a StepId> {
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
    let mut open = waits_for.clone();
    while let Some(id) = free.pop() {
        open.remove(id);
        for follower in followers.get(id).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(follower) {
                *count -= 1;
                if *count == 0 {
                    free.push(follower);
                }
            }
        }
    }
    // What is left waits for something that is left: whoever goes along often enough is in a circle.
    let mut here = *open.keys().next()?;
    for _ in 0..open.len() {
        let next = open.get(here)?.iter().find_map(|other| open.get_key_value(other))?;
        here = *next.0;
    }
    Some(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_in_the_circle_is_named_not_one_that_waits_for_it() {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(StepId::from);
        let (to_b, to_c, none) = ([b.clone()], [c.clone()], []);
        let waits = BTreeMap::from([(&a, &to_b[..]), (&b, &to_c[..]), (&c, &to_b[..]), (&d, &none[..])]);
        assert!(circle(&waits) == Some(&b) || circle(&waits) == Some(&c));
        let waits = BTreeMap::from([(&a, &to_b[..]), (&b, &none[..])]);
        assert_eq!(circle(&waits), None);
    }
}
