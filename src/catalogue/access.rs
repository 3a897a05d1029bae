//! The access ladder: which steps stand between somebody and each way of going in. A guide only: the establishment
//! decides.

use serde::Deserialize;

use super::Citation;
use crate::ids::StepId;

/// The ladder, from the lowest rung to the highest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessLadder {
    pub sources: Vec<Citation>,
    pub rungs: Vec<Rung>,
}

/// A way of going in. Below the first there is *Not yet*.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// The word on the command line.
    pub id: String,
    pub label: String,
    /// What it may allow, in a sentence or two.
    pub about: String,
    /// Beside all that the rungs below need.
    pub needs: Vec<Need>,
}

/// Something that a rung needs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// In a few words.
    pub what: String,
    /// Those of these that are on the checklist.
    pub steps: Vec<StepId>,
    /// Whether nothing is missing where the checklist has none of the steps. Otherwise the rung is out of reach then.
    #[serde(default)]
    pub if_on_the_list: bool,
    /// Whether a step that is marked as not needed stands, without a sign-off.
    #[serde(default)]
    pub may_be_not_needed: bool,
}

impl AccessLadder {
    /// What stands below the first rung.
    pub const NOT_YET: &str = "Not yet";

    /// What has to stand beside every rung that is shown.
    pub const GUIDE_ONLY: &str = "Guide only: the establishment decides.";
}
