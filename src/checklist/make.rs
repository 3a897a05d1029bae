//! A new checklist, from the catalogue.

use std::collections::BTreeSet;

use thiserror::Error;

use super::carried::carried;
use super::chain::bind;
use super::{Checklist, Record, Stamp, Starter, Step};
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
    #[error("The site pack \u{201c}{title}\u{201d} is not meant for this nation, setting, role and contract.")]
    NotForThisPack { title: String },
}

/// Makes a checklist with every step that applies, none of them started.
///
/// The same arguments give the same checklist. Names are trimmed and lose characters that cannot be seen; what a step
/// waits for is narrowed to the steps that apply to this starter. What was completed on an earlier checklist is noted
/// beside each step, and nothing is ticked. Where the catalogue was made with a site pack, the checklist carries it.
///
/// # Errors
/// [`CannotMake`] where there is no name, or the choices do not go together.
pub fn make(
    catalogue: &Catalogue,
    id: DocumentId,
    mut starter: Starter,
    earlier: Option<&Checklist>,
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
    if let Some(pack) = catalogue.pack.as_ref().filter(|_| !catalogue.is_for(&situation)) {
        return Err(CannotMake::NotForThisPack { title: pack.title.clone() });
    }
    let definitions = catalogue.steps_for(&situation);
    let present: BTreeSet<&StepId> = definitions.iter().map(|definition| &definition.id).collect();
    let steps = definitions.iter().map(|definition| {
        let mut step = definition_of(definition, &present);
        step.record.carried = earlier.and_then(|earlier| carried(definition, earlier, &starter, stamp.today));
        step
    });
    let steps = steps.collect();
    let entry = |what: &str, to: String| stamp.line(None, what, serde_json::Value::Null, to.into());
    let mut log = vec![entry("made", catalogue.version.clone())];
    log.extend(catalogue.pack.as_ref().map(|pack| entry("site_pack", pack.name())));
    log.extend(earlier.map(|earlier| entry("carried-over", earlier.id.to_string())));
    bind(&id, &mut log);
    Ok(Checklist {
        id,
        catalogue: catalogue.version.clone(),
        made: stamp.today,
        starter,
        site_pack: catalogue.pack.clone(),
        steps,
        log,
        unknown: Unknown::new(),
    })
}

/// A step as the catalogue defines it, without a record, among the steps that are present.
pub(super) fn definition_of(definition: &StepDefinition, present: &BTreeSet<&StepId>) -> Step {
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
        words: definition.words(),
        retired: String::new(),
        record: Record::default(),
        unknown: Unknown::new(),
    }
}
