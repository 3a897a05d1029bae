//! Which steps apply to whom.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{ContractId, NationId, RoleId, SettingId};
use crate::kept::Unknown;

/// What decides which steps somebody gets.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Situation {
    pub nation: NationId,
    pub setting: SettingId,
    pub role: RoleId,
    pub contract: ContractId,
}

/// A rule: every list that is not empty has to name what the situation has.
/// A name is an id, or `@` and a group of [`Groups`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AppliesTo {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nations: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<String>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub unknown: Unknown,
}

/// Names for sets of ids that rules use again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    pub settings: BTreeMap<String, Vec<String>>,
    pub roles: BTreeMap<String, Vec<String>>,
    pub contracts: BTreeMap<String, Vec<String>>,
}

impl AppliesTo {
    /// Whether the rule holds for a situation.
    #[must_use]
    pub fn is_met_by(&self, situation: &Situation, groups: &Groups) -> bool {
        names(&self.nations, situation.nation.as_str(), &BTreeMap::new())
            && names(&self.settings, situation.setting.as_str(), &groups.settings)
            && names(&self.roles, situation.role.as_str(), &groups.roles)
            && names(&self.contracts, situation.contract.as_str(), &groups.contracts)
    }
}

impl AppliesTo {
    /// Whether there can be somebody for whom both rules hold, list by list.
    #[must_use]
    pub fn overlaps(&self, other: &Self, groups: &Groups) -> bool {
        let no_groups = BTreeMap::new();
        let lists = [
            (&self.nations, &other.nations, &no_groups),
            (&self.settings, &other.settings, &groups.settings),
            (&self.roles, &other.roles, &groups.roles),
            (&self.contracts, &other.contracts, &groups.contracts),
        ];
        lists.into_iter().all(|(own, others, groups)| {
            own.is_empty() || others.is_empty() || ids(own, groups).any(|id| names(others, id, groups))
        })
    }
}

/// The ids that a list names, with its groups opened.
fn ids<'a>(list: &'a [String], groups: &'a BTreeMap<String, Vec<String>>) -> impl Iterator<Item = &'a str> {
    list.iter()
        .flat_map(move |name| match name.strip_prefix('@') {
            Some(group) => groups.get(group).map_or(&[][..], Vec::as_slice),
            None => std::slice::from_ref(name),
        })
        .map(String::as_str)
}

/// An empty list names everything; a group that does not exist names nothing.
fn names(list: &[String], id: &str, groups: &BTreeMap<String, Vec<String>>) -> bool {
    list.is_empty()
        || list.iter().any(|name| match name.strip_prefix('@') {
            Some(group) => groups.get(group).is_some_and(|members| members.iter().any(|member| member == id)),
            None => name == id,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nurse_in_england() -> Situation {
        Situation {
            nation: "england".into(),
            setting: "category-b-local-prison".into(),
            role: "nurse".into(),
            contract: "employed".into(),
        }
    }

    fn groups() -> Groups {
        Groups {
            settings: BTreeMap::new(),
            roles: BTreeMap::from([("nurses".to_owned(), vec!["nurse".to_owned()])]),
            contracts: BTreeMap::new(),
        }
    }

    #[test]
    fn an_empty_rule_applies_to_everybody() {
        assert!(AppliesTo::default().is_met_by(&nurse_in_england(), &groups()));
    }

    #[test]
    fn every_list_has_to_name_the_situation() {
        let rule = |nation: &str, role: &str| AppliesTo {
            nations: vec![nation.to_owned()],
            roles: vec![role.to_owned()],
            ..AppliesTo::default()
        };
        assert!(rule("england", "@nurses").is_met_by(&nurse_in_england(), &groups()));
        assert!(!rule("wales", "@nurses").is_met_by(&nurse_in_england(), &groups()));
        assert!(!rule("england", "@dentists").is_met_by(&nurse_in_england(), &groups()));
    }
}
