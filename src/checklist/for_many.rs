//! A change that is made in many checklists at once. Nothing is ever completed this way.

use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::{CannotOffer, Checklist, DateField, Edit, EditProblem, Stamp, offer};
use crate::catalogue::Catalogue;
use crate::catalogue::pack::SitePack;

/// What is to be done to each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForMany {
    /// The day to ask again, in every step that waits on others.
    AskAgainOn(NaiveDate),
    /// Takes over what a site pack changes, but for what would undo a tick.
    ApplyPack(Arc<SitePack>),
}

/// Why it was not done to one of them. Nothing has changed there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotForThis {
    #[error(transparent)]
    CannotOffer(#[from] CannotOffer),
    #[error(transparent)]
    Refused(#[from] EditProblem),
}

impl ForMany {
    /// The catalogue with which it is made.
    #[must_use]
    pub fn catalogue(&self, catalogue: &Catalogue) -> Catalogue {
        match self {
            Self::AskAgainOn(_) => catalogue.clone(),
            Self::ApplyPack(pack) => catalogue.with_pack(pack),
        }
    }

    /// The checklist after it; the same where nothing changes. `catalogue` is [`ForMany::catalogue`].
    ///
    /// # Errors
    /// [`NotForThis`].
    pub fn apply(&self, checklist: &Checklist, catalogue: &Catalogue, stamp: &Stamp) -> Result<Checklist, NotForThis> {
        match self {
            Self::AskAgainOn(on) => {
                let waits = checklist.steps.iter().filter(|step| step.is_waiting_on_others() && !step.is_signed_off());
                let mut changed = checklist.clone();
                for step in waits {
                    let edit = Edit::SetDate { step: step.id.clone(), field: DateField::ChaseOn, date: Some(*on) };
                    changed = changed.apply(&edit, stamp)?;
                }
                Ok(changed)
            }
            Self::ApplyPack(_) => match offer(checklist, catalogue)? {
                Some(offer) => {
                    let chosen = offer.usual();
                    Ok(checklist.apply(&Edit::TakeOver { offer: Arc::new(offer), chosen }, stamp)?)
                }
                None => Ok(checklist.clone()),
            },
        }
    }

    /// What it would change, in a few words.
    ///
    /// # Errors
    /// [`NotForThis`], as [`ForMany::apply`] would have it but for what only the change itself finds.
    pub fn preview(&self, checklist: &Checklist, catalogue: &Catalogue) -> Result<String, NotForThis> {
        match self {
            Self::AskAgainOn(_) => {
                let count = checklist.steps.iter().filter(|step| step.is_waiting_on_others()).count();
                Ok(format!("{count} steps wait on others"))
            }
            Self::ApplyPack(_) => {
                let offer = offer(checklist, catalogue)?;
                Ok(offer.map_or_else(|| "Nothing to change".to_owned(), |offer| offer.summary()))
            }
        }
    }
}
