//! A new checklist, from the catalogue.

use std::collections::BTreeSet;

use thiserror::Error;

use super::{Checklist, LogEntry, Record, Stamp, Starter, Step};
use crate::catalogue::{Catalogue, SituationFault, StepDefinition};
use crate::ids::{DocumentId, StepId};
use crate::kept::Unknown;
use crate::visible;

/// Why no checklist can be made of what was given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CannotMake {
    #[error("Enter the name of the person who starts.")]
    NoName,
    #[error(transparent)]
    Situation(#[from] SituationFault),
}

/// Makes a checklist with every step that applies, none of them started.
///
/// The same arguments give the same checklist. Names are trimmed and lose characters that cannot be seen; what a step waits for is narrowed to the steps
/// that apply to this starter.
///
/// # Errors
/// [`CannotMake`] where there is no name, or the choices do not go together.
pub fn make(
    catalogue: &Catalogue,
    id: DocumentId,
    mut starter: Starter,
    stamp: &Stamp,
) -> Result<Checklist, CannotMake> {
    for text in [&mut starter.name, &mut starter.site, &mut starter.employer] {
        visible::without_hidden(text).trim().clone_into(text);
    }
    if starter.name.is_empty() {
        return Err(CannotMake::NoName);
    }
    let situation = starter.situation();
    catalogue.check(&situation)?;
    let definitions = catalogue.steps_for(&situation);
    let present: BTreeSet<&StepId> = definitions.iter().map(|definition| &definition.id).collect();
    let steps = definitions.iter().map(|definition| step(definition, &present)).collect();
    Ok(Checklist {
        id,
        catalogue: catalogue.version.clone(),
        made: stamp.today,
        starter,
        steps,
        log: vec![LogEntry {
            at: stamp.at,
            by: stamp.by.clone(),
            step: None,
            what: "made".to_owned(),
            from: serde_json::Value::Null,
            to: catalogue.version.clone().into(),
            unknown: Unknown::new(),
        }],
        unknown: Unknown::new(),
    })
}

fn step(definition: &StepDefinition, present: &BTreeSet<&StepId>) -> Step {
    let here = |ids: &[StepId]| ids.iter().filter(|id| present.contains(id)).cloned().collect();
    Step {
        id: definition.id.clone(),
        section: definition.section,
        title: definition.title.clone(),
        who_acts: definition.who_acts,
        waits_for: here(&definition.waits_for),
        alternatives: here(&definition.alternatives),
        days: definition.days.clone(),
        waits_on_others: definition.waits_on_others,
        gates_first_shift: definition.gates_first_shift,
        needs_sign_off: definition.needs_sign_off,
        renewal: definition.renewal.clone().into(),
        record: Record::default(),
        unknown: Unknown::new(),
    }
}
