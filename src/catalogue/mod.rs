//! What applies to whom: nations, settings, roles, contracts, steps, and the sources of every statement.
//!
//! The content is data, in `assets/catalogue/*.json` and `assets/reference/**.md`, so that it can be reviewed by
//! people who do not read Rust. This module reads it and answers questions about it.
//!
//! **Invariant:** a fault in the content is found by a test ([`faults`]), never by a user.

mod access;
mod applies;
mod circle;
pub mod faults;
mod load;
mod notes;
pub mod pack;
mod panel;
mod step;

pub use access::{AccessLadder, Need, Rung};
pub use applies::{AppliesTo, Groups, Situation};
pub use circle::{circle, circles, groups};
pub use load::CatalogueFault;
pub use panel::{Block, Panel, PanelKind, Reference, Span, plain_blocks};
pub use step::{
    CarryOver, CarryRule, Citation, Confidence, DayRange, DaysProblem, MOST_DAYS, Renewal, Review, Section, Source,
    StepDefinition, WhoActs, typed_days, yes,
};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use crate::ids::{ContractId, NationId, RoleId, SettingId, SourceId, StepId};
use pack::{LeftOut, SitePack};

/// One of the things that a starter chooses between: a nation, role or contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice<Id> {
    pub id: Id,
    pub label: String,
    /// One true paragraph.
    pub about: String,
    pub sources: Vec<Citation>,
}

/// A kind of secure setting, and the nations that have it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    pub id: SettingId,
    pub label: String,
    pub nations: Vec<NationId>,
    /// One true paragraph.
    pub about: String,
    pub sources: Vec<Citation>,
}

/// Everything that the program knows about steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The day this edition was made; written into every checklist.
    pub version: String,
    pub review: Option<Review>,
    pub nations: Vec<Choice<NationId>>,
    pub settings: Vec<Setting>,
    pub roles: Vec<Choice<RoleId>>,
    pub contracts: Vec<Choice<ContractId>>,
    pub groups: Groups,
    /// In the order in which a checklist shows them.
    pub steps: Vec<StepDefinition>,
    pub access: AccessLadder,
    pub sources: BTreeMap<SourceId, Source>,
    /// The site pack that this catalogue was made with, if so.
    pub pack: Option<Arc<SitePack>>,
    /// Whether the site pack has no faults. One with faults, in a file from elsewhere, is shown and not used further.
    pub has_sound_pack: bool,
    /// The pages of the site pack.
    pub panels: Vec<Panel>,
    /// The steps that the site pack leaves out.
    pub left_out: Vec<LeftOut>,
}

/// What is wrong with a choice of nation, setting, role and contract.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SituationFault {
    #[error("There is no {kind} called \u{201c}{id}\u{201d}.")]
    Unknown { kind: &'static str, id: String },
    #[error("{nation} has no {setting}.")]
    SettingNotInNation { nation: String, setting: String },
}

impl Catalogue {
    /// The edition inside this program. An edition with a fault never passes the tests; were one shipped all the
    /// same, this is an empty catalogue and [`Catalogue::shipped_fault`] says why.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static EMPTY: OnceLock<Catalogue> = OnceLock::new();
        load::shipped().as_ref().unwrap_or_else(|_| EMPTY.get_or_init(Self::default))
    }

    /// Reads the edition inside this program anew.
    ///
    /// # Errors
    /// [`CatalogueFault`], which no edition that passes the tests has.
    pub fn read() -> Result<Self, CatalogueFault> {
        load::read()
    }

    /// Why the edition inside this program could not be read, if so.
    #[must_use]
    pub fn shipped_fault() -> Option<&'static CatalogueFault> {
        load::shipped().as_ref().err()
    }

    /// Whether the edition inside this program has been read yet. It is, once it is first asked for.
    #[must_use]
    pub fn is_read() -> bool {
        load::is_read()
    }

    /// One panel, of the site or of the program, where there is one.
    #[must_use]
    pub fn panel(&self, kind: PanelKind, id: &str) -> Option<&Panel> {
        self.all_panels().find(|panel| panel.kind == kind && panel.id == id)
    }

    /// The panels that hold every word of `search`; all of them for an empty search.
    #[must_use]
    pub fn panels_with(&self, search: &str) -> Vec<&Panel> {
        let words: Vec<String> = search.to_lowercase().split_whitespace().map(str::to_owned).collect();
        self.all_panels().filter(|panel| panel.holds(&words)).collect()
    }

    fn all_panels(&self) -> impl Iterator<Item = &Panel> {
        self.panels.iter().chain(&Reference::shipped().panels)
    }

    /// The settings that a nation has, in the catalogue's order.
    pub fn settings_in<'a>(&'a self, nation: &'a NationId) -> impl Iterator<Item = &'a Setting> + Clone {
        self.settings.iter().filter(move |setting| setting.nations.contains(nation))
    }

    /// The steps that apply, in order. Empty where nothing does.
    #[must_use]
    pub fn steps_for(&self, situation: &Situation) -> Vec<&StepDefinition> {
        self.steps
            .iter()
            .filter(|step| step.applies_to.iter().any(|rule| rule.is_met_by(situation, &self.groups)))
            .collect()
    }

    /// Whether the four choices exist and go together.
    ///
    /// # Errors
    /// The first fault, in the order nation, setting, role, contract.
    pub fn check(&self, situation: &Situation) -> Result<(), SituationFault> {
        let nation = self
            .nation(&situation.nation)
            .ok_or_else(|| SituationFault::Unknown { kind: "nation", id: situation.nation.to_string() })?;
        let setting = self
            .setting(&situation.setting)
            .ok_or_else(|| SituationFault::Unknown { kind: "setting", id: situation.setting.to_string() })?;
        if !setting.nations.contains(&situation.nation) {
            return Err(SituationFault::SettingNotInNation {
                nation: nation.label.clone(),
                setting: setting.label.clone(),
            });
        }
        self.role(&situation.role)
            .ok_or_else(|| SituationFault::Unknown { kind: "role", id: situation.role.to_string() })?;
        self.contract(&situation.contract)
            .ok_or_else(|| SituationFault::Unknown { kind: "contract", id: situation.contract.to_string() })?;
        Ok(())
    }

    #[must_use]
    pub fn nation(&self, id: &NationId) -> Option<&Choice<NationId>> {
        self.nations.iter().find(|nation| nation.id == *id)
    }

    #[must_use]
    pub fn setting(&self, id: &SettingId) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.id == *id)
    }

    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Choice<RoleId>> {
        self.roles.iter().find(|role| role.id == *id)
    }

    #[must_use]
    pub fn contract(&self, id: &ContractId) -> Option<&Choice<ContractId>> {
        self.contracts.iter().find(|contract| contract.id == *id)
    }

    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&StepDefinition> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// What is known about a step, also one that the site pack leaves out.
    #[must_use]
    pub fn definition(&self, id: &StepId) -> Option<&StepDefinition> {
        self.step(id).or_else(|| self.left_out.iter().map(|left_out| &left_out.step).find(|step| step.id == *id))
    }

    /// Every nation × setting × role × contract that goes together.
    pub fn situations(&self) -> impl Iterator<Item = Situation> {
        self.nations.iter().flat_map(move |nation| {
            self.settings_in(&nation.id).flat_map(move |setting| {
                self.roles.iter().flat_map(move |role| {
                    self.contracts.iter().map(move |contract| Situation {
                        nation: nation.id.clone(),
                        setting: setting.id.clone(),
                        role: role.id.clone(),
                        contract: contract.id.clone(),
                    })
                })
            })
        })
    }
}
