//! The list of steps, one row for each person and step: its columns, and what stands in them.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Exported, Line, Signed};
use crate::visible::readable;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Day(NaiveDate),
    Number(usize),
}

impl<'a> Cell<'a> {
    /// A text; nothing where it is empty.
    pub(super) fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }

    /// A text with what cannot be seen in it shown.
    pub(super) fn readable(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(readable(text)) }
    }

    pub(super) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

/// A column of the list of steps. New ones are only ever added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Name,
    Role,
    Site,
    Section,
    Step,
    Status,
    Validity,
    SignOff,
    Completed,
    LastDay,
    BeginBy,
    Expected,
    WhoActs,
    WaitingOn,
    WaitingSince,
    Asked,
    LastChased,
    ChaseOn,
    RenewFrom,
    Reference,
    Reason,
    SignedBy,
    SignedPost,
    SignedHow,
    SignedOn,
    SignedReference,
    Words,
    Setting,
    Employer,
    Nation,
    Contract,
    PlannedStart,
    EarliestShift,
    LikelyShift,
    Gates,
    StepId,
    Document,
    File,
    Note,
}

impl Column {
    pub const ALL: [Self; 39] = [
        Self::Name,
        Self::Role,
        Self::Site,
        Self::Section,
        Self::Step,
        Self::Status,
        Self::Validity,
        Self::SignOff,
        Self::Completed,
        Self::LastDay,
        Self::BeginBy,
        Self::Expected,
        Self::WhoActs,
        Self::WaitingOn,
        Self::WaitingSince,
        Self::Asked,
        Self::LastChased,
        Self::ChaseOn,
        Self::RenewFrom,
        Self::Reference,
        Self::Reason,
        Self::SignedBy,
        Self::SignedPost,
        Self::SignedHow,
        Self::SignedOn,
        Self::SignedReference,
        Self::Words,
        Self::Setting,
        Self::Employer,
        Self::Nation,
        Self::Contract,
        Self::PlannedStart,
        Self::EarliestShift,
        Self::LikelyShift,
        Self::Gates,
        Self::StepId,
        Self::Document,
        Self::File,
        Self::Note,
    ];

    /// All but the notes.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        Self::ALL.into_iter().filter(|column| *column != Self::Note).collect()
    }

    /// As it stands over the column, and in the first row of a file.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.words().1
    }

    /// The word on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.words().0
    }

    /// How many letters of it are seen in a spreadsheet.
    #[must_use]
    pub const fn width(self) -> u16 {
        self.words().2
    }

    const fn words(self) -> (&'static str, &'static str, u16) {
        match self {
            Self::Name => ("name", "Name", 24),
            Self::Role => ("role", "Role", 28),
            Self::Site => ("site", "Site", 24),
            Self::Section => ("section", "Section", 30),
            Self::Step => ("step", "Step", 46),
            Self::Status => ("status", "Status", 18),
            Self::Validity => ("validity", "Validity", 14),
            Self::SignOff => ("sign-off", "Sign-off", 20),
            Self::Completed => ("completed", "Completed on", 14),
            Self::LastDay => ("last-day", "Counts until", 14),
            Self::BeginBy => ("begin-by", "Begin by", 14),
            Self::Expected => ("expected", "Expected by", 14),
            Self::WhoActs => ("who-acts", "Who acts", 22),
            Self::WaitingOn => ("waiting-on", "Waiting on", 22),
            Self::WaitingSince => ("waiting-since", "Waiting since", 14),
            Self::Asked => ("asked", "Asked for on", 14),
            Self::LastChased => ("last-asked-again", "Last asked again", 14),
            Self::ChaseOn => ("ask-again", "Ask again on", 14),
            Self::RenewFrom => ("renew-from", "Renew from", 14),
            Self::Reference => ("reference", "Reference", 22),
            Self::Reason => ("reason", "Reason", 30),
            Self::SignedBy => ("signed-by", "Signed off by", 24),
            Self::SignedPost => ("signed-post", "Post of the signer", 24),
            Self::SignedHow => ("signed-how", "How it was verified", 26),
            Self::SignedOn => ("signed-on", "Signed off on", 14),
            Self::SignedReference => ("signed-reference", "Reference of the sign-off", 24),
            Self::Words => ("eight-words", "Eight words", 60),
            Self::Setting => ("setting", "Setting", 44),
            Self::Employer => ("employer", "Employer", 20),
            Self::Nation => ("nation", "Nation", 16),
            Self::Contract => ("contract", "Contract", 18),
            Self::PlannedStart => ("planned-start", "Planned start", 14),
            Self::EarliestShift => ("earliest-shift", "Earliest first shift", 14),
            Self::LikelyShift => ("likely-shift", "Likely first shift", 14),
            Self::Gates => ("before-first-shift", "Before a first shift", 12),
            Self::StepId => ("step-id", "Step id", 28),
            Self::Document => ("document", "Document", 38),
            Self::File => ("file", "File", 40),
            Self::Note => ("note", "Note", 50),
        }
    }

    /// What stands in it for a step of a person.
    #[must_use]
    pub fn cell<'a>(self, of: Exported<'a>, line: &'a Line) -> Cell<'a> {
        let signed = || line.sign_off.as_deref();
        let of_signed = |text: fn(&Signed) -> &str| signed().map_or(Cell::Empty, |signed| Cell::text(text(signed)));
        match self {
            Self::Name => Cell::readable(&of.person.name),
            Self::Role => Cell::text(&of.details.role),
            Self::Site => Cell::readable(&of.person.site),
            Self::Section => Cell::text(line.section.label()),
            Self::Step => Cell::text(&line.title),
            Self::Status => Cell::text(line.standing.label()),
            Self::Validity => Cell::text(line.validity_words()),
            Self::SignOff => Cell::text(line.sign_off_words()),
            Self::Completed => Cell::day(line.completed),
            Self::LastDay => Cell::day(line.last_day),
            Self::BeginBy => Cell::day(line.begin_by),
            Self::Expected => Cell::day(line.expected),
            Self::WhoActs => Cell::text(line.who_acts.label_for_others()),
            Self::WaitingOn => Cell::text(&line.waiting_on),
            Self::WaitingSince => Cell::day(line.waiting_since),
            Self::Asked => Cell::day(line.asked),
            Self::LastChased => Cell::day(line.last_chased),
            Self::ChaseOn => Cell::day(line.chase_on),
            Self::RenewFrom => Cell::day(line.renew_from),
            Self::Reference => Cell::text(&line.reference),
            Self::Reason => Cell::text(&line.reason),
            Self::SignedBy => of_signed(|signed| &signed.by),
            Self::SignedPost => of_signed(|signed| &signed.post),
            Self::SignedHow => of_signed(|signed| signed.how.label()),
            Self::SignedOn => Cell::day(signed().map(|signed| signed.on)),
            Self::SignedReference => of_signed(|signed| &signed.reference),
            Self::Words => of_signed(|signed| &signed.words),
            Self::Setting => Cell::text(&of.details.setting),
            Self::Employer => Cell::text(&of.details.employer),
            Self::Nation => Cell::text(&of.details.nation),
            Self::Contract => Cell::text(&of.details.contract),
            Self::PlannedStart => Cell::day(of.person.planned_start),
            Self::EarliestShift => Cell::day(of.person.earliest),
            Self::LikelyShift => Cell::day(of.person.likely),
            Self::Gates => Cell::text(if line.gates_first_shift { "Yes" } else { "No" }),
            Self::StepId => Cell::readable(line.step.as_str()),
            Self::Document => Cell::readable(of.person.document.as_str()),
            Self::File => Cell::text(of.file),
            Self::Note => Cell::text(&line.note),
        }
    }
}
