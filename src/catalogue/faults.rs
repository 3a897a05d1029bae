//! What can be wrong with a catalogue. A test asks this of the one that is shipped.

use std::collections::BTreeSet;

use super::{Block, Catalogue, Citation, Reference, Section, Situation, Span, circle};
use crate::ids::StepId;

/// A section with this many steps or more is too long to take in.
pub const TOO_MANY_STEPS: usize = 10;

/// A title has to fit on one line of the list.
pub const TITLE_CHARS: usize = 60;

/// Everything that is wrong, one sentence each; empty for a sound catalogue.
///
/// Walks every nation × setting × role × contract: each has to get at least one step and fewer than ten in every
/// section, no step that waits in a circle, and no step whose prerequisites are all missing.
#[must_use]
pub fn faults(catalogue: &Catalogue) -> Vec<String> {
    let mut found = BTreeSet::new();
    each_on_its_own(catalogue, &mut found);
    ladder(catalogue, &mut found);
    for panel in &Reference::shipped().panels {
        cited(catalogue, &format!("{}/{}", panel.kind.id(), panel.id), &panel.citations, &mut found);
    }
    for situation in catalogue.situations() {
        in_situation(catalogue, &situation, &mut found);
    }
    found.into_iter().collect()
}

fn each_on_its_own(catalogue: &Catalogue, found: &mut BTreeSet<String>) {
    let mut seen = BTreeSet::new();
    for step in &catalogue.steps {
        let id = &step.id;
        if !seen.insert(id) {
            found.insert(format!("{id}: there are two of them"));
        }
        if step.title.is_empty() || step.title.chars().count() > TITLE_CHARS {
            found.insert(format!("{id}: the title has to have 1 to {TITLE_CHARS} characters"));
        }
        for (name, text) in [("hint", &step.hint), ("guidance", &step.guidance)] {
            if text.is_empty() {
                found.insert(format!("{id}: no {name}"));
            }
        }
        if step.waits_on_others && (step.expect.is_empty() || step.meanwhile.is_empty() || step.ask.is_empty()) {
            found.insert(format!("{id}: waits on others, and does not say what to expect, do or ask"));
        }
        if step.ask.is_empty() {
            found.insert(format!("{id}: does not say whom to ask"));
        }
        for fault in text_faults(&step.guidance) {
            found.insert(format!("{id}: {fault}"));
        }
        if step.write_down.is_empty() || step.never_write.is_empty() {
            found.insert(format!("{id}: does not say what to write down and what never to"));
        }
        let days = &step.days;
        if !(days.unknown.is_empty() && days.is_in_order()) {
            found.insert(format!("{id}: the days are not low, likely and high, in order"));
        }
        for other in step.waits_for.iter().chain(&step.alternatives) {
            if catalogue.step(other).is_none() {
                found.insert(format!("{id}: names {other}, which does not exist"));
            }
        }
        for other in step.alternatives.iter().filter_map(|other| catalogue.step(other)) {
            if other.id == *id {
                found.insert(format!("{id}: is its own alternative"));
            }
        }
        if let Some(fault) = step.renewal.fault() {
            found.insert(format!("{id}: {fault}"));
        }
        if step.applies_to.iter().any(|rule| !rule.unknown.is_empty()) {
            found.insert(format!("{id}: a rule has a member that does not exist"));
        }
        cited(catalogue, id.as_str(), &step.sources, found);
    }
    let abouts = (catalogue.nations.iter().map(|n| (n.id.as_str(), &n.about, &n.sources)))
        .chain(catalogue.settings.iter().map(|s| (s.id.as_str(), &s.about, &s.sources)))
        .chain(catalogue.roles.iter().map(|r| (r.id.as_str(), &r.about, &r.sources)))
        .chain(catalogue.contracts.iter().map(|c| (c.id.as_str(), &c.about, &c.sources)));
    for (id, about, sources) in abouts {
        if about.is_empty() {
            found.insert(format!("{id}: nothing is said about it"));
        }
        cited(catalogue, id, sources, found);
    }
}

/// Guidance has no source markers and no links: sources stand under it.
fn text_faults(markdown: &str) -> Vec<String> {
    let mut found = super::pack::markdown_faults(markdown);
    let has_link = |span: &Span| matches!(span, Span::Link { .. });
    let spans = super::plain_blocks(markdown).into_iter().flat_map(|block| match block {
        Block::Paragraph(spans) => spans,
        Block::List(items) => items.concat(),
        Block::Heading(..) => Vec::new(),
    });
    if spans.into_iter().any(|span| has_link(&span)) || markdown.contains("[s") {
        found.push("there is a link or a marker in its guidance".to_owned());
    }
    found
}

fn ladder(catalogue: &Catalogue, found: &mut BTreeSet<String>) {
    cited(catalogue, "access ladder", &catalogue.access.sources, found);
    let mut ids = BTreeSet::new();
    for rung in &catalogue.access.rungs {
        if !ids.insert(&rung.id) || rung.label.is_empty() || rung.about.is_empty() || rung.needs.is_empty() {
            found.insert(format!("access ladder: {} is there twice, or says too little", rung.id));
        }
        for id in rung.needs.iter().flat_map(|need| &need.steps).filter(|id| catalogue.step(id).is_none()) {
            found.insert(format!("access ladder: {} names {id}, which does not exist", rung.id));
        }
    }
}

fn cited(catalogue: &Catalogue, id: &str, citations: &[Citation], found: &mut BTreeSet<String>) {
    if citations.is_empty() {
        found.insert(format!("{id}: no source"));
    }
    for citation in citations {
        match catalogue.sources.get(&citation.source) {
            None => {
                found.insert(format!("{id}: the source {} does not exist", citation.source));
            }
            Some(source) if source.as_of.is_empty() => {
                found.insert(format!("{id}: the source {} has no date", citation.source));
            }
            Some(_) => {}
        }
    }
}

fn in_situation(catalogue: &Catalogue, situation: &Situation, found: &mut BTreeSet<String>) {
    let steps = catalogue.steps_for(situation);
    let place = || {
        let Situation { nation, setting, role, contract } = situation;
        format!("{nation}, {setting}, {role}, {contract}")
    };
    for section in Section::ALL {
        let count = steps.iter().filter(|step| step.section == section).count();
        if count == 0 || count >= TOO_MANY_STEPS {
            found.insert(format!("{}: {count} steps in {}", place(), section.label()));
        }
    }
    let present: BTreeSet<&StepId> = steps.iter().map(|step| &step.id).collect();
    for step in &steps {
        if !step.waits_for.is_empty() && !step.waits_for.iter().any(|id| present.contains(id)) {
            found.insert(format!("{}: nothing that {} waits for applies", place(), step.id));
        }
    }
    // The highest is not for everybody: a place without a key talk has no key holders among its starters.
    let (_, below) = catalogue.access.rungs.split_last().unzip();
    for need in below.into_iter().flatten().flat_map(|rung| &rung.needs).filter(|need| !need.if_on_the_list) {
        if !need.steps.iter().any(|id| present.contains(id)) {
            found.insert(format!("{}: no step for {:?} of the access ladder", place(), need.what));
        }
    }
    let waits_for = steps.iter().map(|step| (&step.id, step.waits_for.as_slice())).collect();
    if let Some(id) = circle(&waits_for) {
        found.insert(format!("{}: {id} waits for itself", place()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalogue_can_be_read_and_has_no_fault() {
        assert_eq!(Catalogue::shipped_fault().map(ToString::to_string), None);
        assert_eq!(Reference::shipped_fault().map(ToString::to_string), None);
        assert_eq!(faults(Catalogue::shipped()), Vec::<String>::new());
    }

    #[test]
    fn every_situation_is_walked() {
        // England has 12 settings, Wales 7, Scotland 6, Northern Ireland 5; there are 17 roles and 6 contracts.
        assert_eq!(Catalogue::shipped().situations().count(), 30 * 17 * 6);
    }

    #[test]
    fn a_broken_catalogue_is_noticed() {
        let sound = Catalogue::shipped();
        let broken = |change: &dyn Fn(&mut Catalogue)| {
            let mut catalogue = sound.clone();
            change(&mut catalogue);
            faults(&catalogue)
        };
        let first = |catalogue: &mut Catalogue| catalogue.steps.first_mut().map(|step| step.id.clone()).unwrap();
        for change in [
            &|c: &mut Catalogue| c.steps[0].title = "x".repeat(61),
            &|c: &mut Catalogue| c.steps[0].sources.clear(),
            &|c: &mut Catalogue| c.steps[0].days.high = 0,
            &|c: &mut Catalogue| c.steps[0].waits_for = vec!["nowhere".into()],
            &|c: &mut Catalogue| c.steps[0].waits_for = vec![first(c)],
            &|c: &mut Catalogue| c.steps.retain(|step| step.section != Section::Indemnity),
            &|c: &mut Catalogue| c.sources.clear(),
            &|c: &mut Catalogue| c.roles[0].about.clear(),
            &|c: &mut Catalogue| c.access.sources.clear(),
            &|c: &mut Catalogue| c.access.rungs[0].needs[0].steps = vec!["nowhere".into()],
            &|c: &mut Catalogue| c.access.rungs[0].needs[0].steps.clear(),
        ] as [&dyn Fn(&mut Catalogue); 11]
        {
            assert_ne!(broken(change), Vec::<String>::new());
        }
    }
}
