//! Reads the catalogue that is embedded in the program.

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::{Catalogue, Review, Section, Source, StepDefinition};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/catalogue");

/// A file of the catalogue that could not be read.
#[derive(Debug, Error)]
#[error("{file}: {reason}")]
pub struct CatalogueFault {
    pub file: String,
    pub reason: String,
}

pub(super) fn shipped() -> &'static Result<Catalogue, CatalogueFault> {
    static SHIPPED: OnceLock<Result<Catalogue, CatalogueFault>> = OnceLock::new();
    SHIPPED.get_or_init(read)
}

#[derive(Deserialize)]
struct Edition {
    version: String,
    #[serde(flatten)]
    review: Review,
}

fn read() -> Result<Catalogue, CatalogueFault> {
    let edition: Edition = file("edition.json")?;
    let mut steps = Vec::new();
    for section in Section::ALL {
        let mut of_section: Vec<StepDefinition> = file(&format!("steps/{}.json", section.id()))?;
        for step in &mut of_section {
            step.section = section;
        }
        steps.append(&mut of_section);
    }
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
        sources: sources.into_iter().map(|source| (source.id.clone(), source)).collect(),
    })
}

fn file<T: DeserializeOwned>(name: &str) -> Result<T, CatalogueFault> {
    let fault = |reason: String| CatalogueFault { file: name.to_owned(), reason };
    let text = FILES
        .get_file(name)
        .and_then(include_dir::File::contents_utf8)
        .ok_or_else(|| fault("not there, or not UTF-8".to_owned()))?;
    serde_json::from_str(text).map_err(|error| fault(error.to_string()))
}
