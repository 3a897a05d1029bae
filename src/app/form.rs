//! The form for a new checklist.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalogue::pack::SitePack;
use crate::catalogue::{Catalogue, Section, StepDefinition};
use crate::checklist::{Checklist, Starter};
use crate::format::Settings;
use crate::ids::{ContractId, NationId, RoleId, SettingId};
use crate::kept::Unknown;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormField {
    Name,
    Nation,
    Setting,
    Role,
    Contract,
    Site,
    Employer,
    PlannedStart,
}

impl FormField {
    /// The label beside the field.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Nation => "Nation",
            Self::Setting => "Setting",
            Self::Role => "Role",
            Self::Contract => "Contract",
            Self::Site => "Site (optional)",
            Self::Employer => "Employer (optional)",
            Self::PlannedStart => "Planned start date (optional)",
        }
    }

    /// The message where it is left empty.
    #[must_use]
    pub const fn missing(self) -> &'static str {
        match self {
            Self::Name => "Enter your name",
            Self::Nation => "Select a nation",
            Self::Setting => "Select a setting",
            Self::Role => "Select a role",
            Self::Contract => "Select a contract",
            Self::Site | Self::Employer => "",
            Self::PlannedStart => "The planned start date must be a date, for example 27 3 2027",
        }
    }
}

/// A change of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormChange {
    Name(String),
    Nation(NationId),
    Setting(SettingId),
    Role(RoleId),
    Contract(ContractId),
    Site(String),
    Employer(String),
    /// What was typed could be read, or is empty.
    PlannedStart(Option<NaiveDate>),
    /// What was typed could not be read.
    PlannedStartUnreadable,
    /// A site pack was chosen and read.
    Pack(Arc<SitePack>),
    /// The checklist is made without a site pack after all.
    NoPack,
    /// An earlier checklist was chosen and read.
    Earlier(Arc<Checklist>),
    /// The checklist is made without an earlier one after all.
    NoEarlier,
    /// The button.
    Make,
}

/// What has been entered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub name: String,
    pub nation: Option<NationId>,
    pub setting: Option<SettingId>,
    pub role: Option<RoleId>,
    pub contract: Option<ContractId>,
    pub site: String,
    pub employer: String,
    pub planned_start: Option<NaiveDate>,
    pub has_unreadable_date: bool,
    /// The catalogue with the site pack that was chosen, where one was.
    pub with_pack: Option<Arc<Catalogue>>,
    /// What was done for another place.
    pub earlier: Option<Arc<Checklist>>,
    /// Shown only after the button was pressed.
    pub shows_missing: bool,
    /// The steps that will apply; empty until the four choices are made.
    pub preview: Vec<(Section, Vec<String>)>,
}

impl Form {
    /// What the organisation begins it with, and the name that is known already. An id that the catalogue does not have
    /// is passed over.
    #[must_use]
    pub fn begun_with(settings: &Settings) -> Self {
        let known = Catalogue::shipped();
        let nation = NationId::from(settings.new_nation.as_str());
        let setting = SettingId::from(settings.new_setting.as_str());
        let nation = known.nation(&nation).map(|_| nation);
        let is_there = |nation: &NationId| known.setting(&setting).is_some_and(|found| found.nations.contains(nation));
        let has_setting = nation.as_ref().is_some_and(is_there);
        Self {
            name: settings.your_name.clone(),
            site: settings.new_site.clone(),
            employer: settings.new_employer.clone(),
            setting: has_setting.then_some(setting),
            nation,
            ..Self::default()
        }
    }

    /// The site pack that was chosen, where one was.
    #[must_use]
    pub fn pack(&self) -> Option<&Arc<SitePack>> {
        self.with_pack.as_ref()?.pack.as_ref()
    }

    /// Whether the site pack that was chosen is not meant for what was chosen beside it.
    #[must_use]
    pub fn is_for_others(&self) -> bool {
        self.starter().is_some_and(|starter| !self.catalogue().is_for(&starter.situation()))
    }

    /// The catalogue that the checklist will be made from.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        self.with_pack.as_deref().unwrap_or_else(|| Catalogue::shipped())
    }

    /// What is still missing, in the order of the fields.
    #[must_use]
    pub fn missing(&self) -> Vec<FormField> {
        [
            (FormField::Name, self.name.trim().is_empty()),
            (FormField::Nation, self.nation.is_none()),
            (FormField::Setting, self.setting.is_none()),
            (FormField::Role, self.role.is_none()),
            (FormField::Contract, self.contract.is_none()),
            (FormField::PlannedStart, self.has_unreadable_date),
        ]
        .into_iter()
        .filter_map(|(field, is_missing)| is_missing.then_some(field))
        .collect()
    }

    /// Whether anything has been entered that would be missed.
    #[must_use]
    pub fn is_begun(&self, settings: &Settings) -> bool {
        let first = Self::begun_with(settings);
        let Self { name, nation, setting, role, contract, site, employer, planned_start, .. } = self;
        let texts = [(name, &first.name), (site, &first.site), (employer, &first.employer)];
        texts.iter().any(|(text, first)| text.trim() != first.trim())
            || *nation != first.nation
            || *setting != first.setting
            || role.is_some()
            || contract.is_some()
            || planned_start.is_some()
            || self.with_pack.is_some()
            || self.earlier.is_some()
    }

    /// The starter, once the four choices are made.
    #[must_use]
    pub fn starter(&self) -> Option<Starter> {
        Some(Starter {
            name: self.name.clone(),
            nation: self.nation.clone()?,
            setting: self.setting.clone()?,
            role: self.role.clone()?,
            contract: self.contract.clone()?,
            site: self.site.clone(),
            employer: self.employer.clone(),
            planned_start: self.planned_start,
            unknown: Unknown::new(),
        })
    }

    pub(super) fn change(&mut self, change: FormChange) {
        match change {
            FormChange::Name(name) => self.name = name,
            FormChange::Nation(nation) => {
                let keeps = |id: &SettingId| Catalogue::shipped().settings_in(&nation).any(|setting| setting.id == *id);
                self.setting = self.setting.take().filter(keeps);
                self.nation = Some(nation);
            }
            FormChange::Setting(setting) => self.setting = Some(setting),
            FormChange::Role(role) => self.role = Some(role),
            FormChange::Contract(contract) => self.contract = Some(contract),
            FormChange::Site(site) => self.site = site,
            FormChange::Employer(employer) => self.employer = employer,
            FormChange::PlannedStart(date) => {
                self.planned_start = date;
                self.has_unreadable_date = false;
            }
            FormChange::PlannedStartUnreadable => {
                self.planned_start = None;
                self.has_unreadable_date = true;
            }
            FormChange::Pack(pack) => self.with_pack = Some(Arc::new(Catalogue::shipped().with_pack(&pack))),
            FormChange::NoPack => self.with_pack = None,
            FormChange::Earlier(earlier) => {
                let known = &earlier.starter;
                for (field, value) in [(&mut self.name, &known.name), (&mut self.employer, &known.employer)] {
                    if field.trim().is_empty() {
                        field.clone_from(value);
                    }
                }
                self.earlier = Some(earlier);
            }
            FormChange::NoEarlier => self.earlier = None,
            FormChange::Make => self.shows_missing = true,
        }
        self.preview = self.starter().filter(|_| !self.is_for_others()).map_or_else(Vec::new, |starter| {
            let steps = self.catalogue().steps_for(&starter.situation());
            let of = |section| {
                let in_section = |step: &&&StepDefinition| step.section == section;
                steps.iter().filter(in_section).map(|step| step.title.clone()).collect()
            };
            Section::ALL.map(|section| (section, of(section))).to_vec()
        });
    }
}
