//! The person a checklist is about.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::Situation;
use crate::dates::iso_option;
use crate::ids::{ContractId, NationId, RoleId, SettingId};
use crate::kept::Unknown;

/// The person a checklist is about, and where they will work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Starter {
    pub name: String,
    pub nation: NationId,
    pub setting: SettingId,
    pub role: RoleId,
    pub contract: ContractId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub site: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub employer: String,
    /// The day the starter hopes for or was told.
    #[serde(default, with = "iso_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<NaiveDate>")]
    pub planned_start: Option<NaiveDate>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

impl Starter {
    /// What decides the steps.
    #[must_use]
    pub fn situation(&self) -> Situation {
        Situation {
            nation: self.nation.clone(),
            setting: self.setting.clone(),
            role: self.role.clone(),
            contract: self.contract.clone(),
        }
    }
}
