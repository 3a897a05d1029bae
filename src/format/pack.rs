//! Bytes to site pack.

use serde_json::Value;

use super::read::{locate, parse, places, text_of};
use super::{PACK_FORMAT, VERSION, structure};
use crate::catalogue::Catalogue;
use crate::catalogue::pack::{SitePack, advice, faults};
use crate::finding::Finding;
use crate::outcome::{LoadError, LocatedFinding, PackError, Place};

/// Largest site pack that is read, in bytes.
pub const MAX_PACK_BYTES: u64 = 1024 * 1024;

/// Reads a site pack, and checks it against the catalogue that it is for. With it comes what is only unwise in it.
///
/// # Errors
/// [`PackError::NotRead`] where it is no site pack at all, and [`PackError::Faults`] with everything that is wrong in
/// it otherwise.
pub fn read_pack(bytes: &[u8], catalogue: &Catalogue) -> Result<(SitePack, Vec<LocatedFinding>), PackError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_PACK_BYTES {
        return Err(LoadError::TooBig { bytes: size, limit: MAX_PACK_BYTES }.into());
    }
    let text = text_of(bytes)?;
    structure::check(text)?;
    check_head(text)?;
    let mut pack: SitePack = parse(text)?;
    // Editors take the address of a schema from the file itself.
    for member in ["format", "version", "$schema"] {
        pack.unknown.remove(member);
    }
    let faults = faults(&pack, catalogue);
    if !faults.is_empty() {
        return Err(PackError::Faults(located(text, faults)));
    }
    let advice = located(text, advice(&pack, catalogue));
    Ok((pack, advice))
}

/// Whether a text says of itself that it is a site pack.
#[must_use]
pub fn is_pack(bytes: &[u8]) -> bool {
    match text_of(bytes).map(|text| (text, serde_json::from_str::<Head>(text))) {
        Ok((_, Ok(head))) => head.format == Some(PACK_FORMAT.into()),
        // Broken JSON says it too, if not as surely.
        Ok((text, Err(_))) => text.contains(PACK_FORMAT),
        Err(_) => false,
    }
}

#[derive(serde::Deserialize)]
struct Head {
    format: Option<Value>,
    version: Option<Value>,
}

fn check_head(text: &str) -> Result<(), LoadError> {
    let head: Head = serde_json::from_str(text).map_err(|_| LoadError::NotASitePack)?;
    if head.format != Some(PACK_FORMAT.into()) {
        return Err(LoadError::NotASitePack);
    }
    match head.version.as_ref().and_then(Value::as_u64) {
        Some(VERSION) => Ok(()),
        Some(found) if found > VERSION => Err(LoadError::Newer { found, supported: VERSION }),
        _ => Err(LoadError::WrongValue {
            at: locate(text, &["version".to_owned()]).unwrap_or(Place { line: 1, column: 1 }),
            detail: format!("the version of the format has to be {VERSION}"),
        }),
    }
}

/// A finding about a member that is absent is placed where the object that lacks it begins.
fn located(text: &str, findings: Vec<Finding>) -> Vec<LocatedFinding> {
    let paths: Vec<&[String]> = findings.iter().map(|finding| finding.path.as_slice()).collect();
    let places = places(text, &paths);
    let place = |finding: &Finding, at: Option<Place>| {
        at.or_else(|| locate(text, finding.path.split_last().map_or(&[][..], |(_, front)| front)))
    };
    let located = findings.iter().zip(places).map(|(finding, at)| place(finding, at)).collect::<Vec<_>>();
    let mut found: Vec<LocatedFinding> = findings
        .into_iter()
        .zip(located)
        .map(|(finding, at)| LocatedFinding { at, finding, is_noted: false })
        .collect();
    found.sort_by_key(|located| located.at.map(|at| (at.line, at.column)));
    found
}
