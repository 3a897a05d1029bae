//! Reads the catalogue that is embedded in the program.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::{CarryOver, CarryRule, Catalogue, Review, Section, Source, StepDefinition, WhoActs};
use crate::assets;
use crate::ids::StepId;

/// A file of the catalogue that could not be read.
#[derive(Debug, Error)]
#[error("{file}: {reason}")]
pub struct CatalogueFault {
    pub file: String,
    pub reason: String,
}

static SHIPPED: OnceLock<Result<Catalogue, CatalogueFault>> = OnceLock::new();

pub(super) fn shipped() -> &'static Result<Catalogue, CatalogueFault> {
    SHIPPED.get_or_init(read)
}

pub(super) fn is_read() -> bool {
    SHIPPED.get().is_some()
}

#[derive(Deserialize)]
struct Edition {
    version: String,
    #[serde(flatten)]
    review: Review,
}

pub(super) fn read() -> Result<Catalogue, CatalogueFault> {
    let edition: Edition = file("edition.json")?;
    let mut steps = Vec::new();
    for section in Section::ALL {
        let mut of_section: Vec<StepDefinition> = file(&format!("steps/{}.json", section.id()))?;
        for step in &mut of_section {
            step.section = section;
        }
        steps.append(&mut of_section);
    }
    carry_over(&mut steps)?;
    let sources: Vec<Source> = file("sources.json")?;
    Ok(Catalogue {
        version: edition.version,
        review: Some(edition.review),
        nations: file("nations.json")?,
        settings: file("settings.json")?,
        roles: file("roles.json")?,
        contracts: file("contracts.json")?,
        groups: file("groups.json")?,
        steps,
        access: file("access-ladder.json")?,
        sources: sources.into_iter().map(|source| (source.id.clone(), source)).collect(),
        pack: None,
        has_sound_pack: false,
        panels: Vec::new(),
        left_out: Vec::new(),
    })
}

/// What an earlier completion is worth, and who confirms it: every step stands in the table once.
fn carry_over(steps: &mut [StepDefinition]) -> Result<(), CatalogueFault> {
    const FILE: &str = "carry-over.json";
    let table: BTreeMap<CarryOver, BTreeMap<WhoActs, Vec<StepId>>> = file(FILE)?;
    let mut rules = BTreeMap::new();
    for (worth, by) in table {
        for (confirmed_by, ids) in by {
            for id in ids {
                if rules.insert(id.clone(), CarryRule { worth, confirmed_by }).is_some() {
                    return Err(CatalogueFault { file: FILE.to_owned(), reason: format!("{id} stands there twice") });
                }
            }
        }
    }
    for step in steps {
        step.carry_over = rules
            .remove(&step.id)
            .ok_or_else(|| CatalogueFault { file: FILE.to_owned(), reason: format!("{} is missing", step.id) })?;
    }
    match rules.into_keys().next() {
        Some(id) => Err(CatalogueFault { file: FILE.to_owned(), reason: format!("{id} is no step") }),
        None => Ok(()),
    }
}

fn file<T: DeserializeOwned>(name: &str) -> Result<T, CatalogueFault> {
    let fault = |reason: String| CatalogueFault { file: name.to_owned(), reason };
    let text = assets::CATALOGUE.file(name).ok_or_else(|| fault("not there, or not UTF-8".to_owned()))?;
    serde_json::from_str(text).map_err(|error| fault(error.to_string()))
}
