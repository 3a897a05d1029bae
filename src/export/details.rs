//! What an export says of one person beside what a team shows: every step as it is recorded.

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, Section, WhoActs};
use crate::checklist::{Checklist, Record, SignOff, SignOffMethod, StandingKind, Step};
use crate::ids::StepId;
use crate::plan::{Assumptions, Plan, chase_due, needed_by};
use crate::team::Mark;
use crate::text::fingerprint_words;
use crate::visible::readable;

/// The labels of somebody's situation, and the steps. Every text is [`readable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub nation: Box<str>,
    pub setting: Box<str>,
    pub role: Box<str>,
    pub contract: Box<str>,
    pub employer: Box<str>,
    /// The day the checklist was made.
    pub made: NaiveDate,
    /// The title of the site pack, where there is one. Who wrote it is in the checklist.
    pub pack: Box<str>,
    /// In the order in which they are shown.
    pub lines: Box<[Line]>,
}

/// One step of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub step: StepId,
    pub section: Section,
    pub title: Box<str>,
    pub standing: StandingKind,
    pub mark: Mark,
    pub asked: Option<NaiveDate>,
    pub completed: Option<NaiveDate>,
    /// The last day on which it counts, and the day from which on to renew it.
    pub last_day: Option<NaiveDate>,
    pub renew_from: Option<NaiveDate>,
    /// The latest day on which it can begin, as the plan has it.
    pub begin_by: Option<NaiveDate>,
    /// The day by which somebody said that it will be done.
    pub expected: Option<NaiveDate>,
    pub who_acts: WhoActs,
    pub waiting_on: Box<str>,
    pub waiting_since: Option<NaiveDate>,
    pub last_chased: Option<NaiveDate>,
    /// The day on which to ask again.
    pub chase_on: Option<NaiveDate>,
    pub reference: Box<str>,
    pub reason: Box<str>,
    pub note: Box<str>,
    pub needs_sign_off: bool,
    pub waits_for_sign_off: bool,
    pub sign_off: Option<Box<Signed>>,
    pub gates_first_shift: bool,
}

/// That a second person verified a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub by: Box<str>,
    pub post: Box<str>,
    pub how: SignOffMethod,
    pub on: NaiveDate,
    pub reference: Box<str>,
    /// Eight words; empty where another program signed.
    pub words: Box<str>,
}

impl Details {
    /// What is exported of a checklist on a day.
    #[must_use]
    pub fn of(checklist: &Checklist, catalogue: &Catalogue, today: NaiveDate) -> Self {
        let starter = &checklist.starter;
        let plan = Plan::of(checklist, today, &Assumptions::default());
        let needed = needed_by(checklist, today, &Assumptions::default());
        let lines = checklist.steps.iter().zip(&plan.steps).map(|(step, planned)| {
            let standing = checklist.standing(step, today).kind();
            let begin_by = needed.get(&step.id).copied();
            let chase_on = chase_due(step, planned.usual_calendar_days());
            Line { begin_by, chase_on, ..Line::of(step, standing, today) }
        });
        Self {
            nation: text(catalogue.nation(&starter.nation).map_or(starter.nation.as_str(), |nation| &nation.label)),
            setting: text(catalogue.setting(&starter.setting).map_or(starter.setting.as_str(), |one| &one.label)),
            role: text(catalogue.role(&starter.role).map_or(starter.role.as_str(), |role| &role.label)),
            contract: text(catalogue.contract(&starter.contract).map_or(starter.contract.as_str(), |one| &one.label)),
            employer: text(&starter.employer),
            made: checklist.made,
            pack: checklist.site_pack.as_ref().map_or_else(Box::default, |pack| text(&pack.title)),
            lines: lines.collect(),
        }
    }
}

impl Line {
    /// What the record of a step says; without what only the plan knows.
    fn of(step: &Step, standing: StandingKind, today: NaiveDate) -> Self {
        let Record { asked, completed, expected, waiting_since, .. } = step.record;
        let expiry = step.expiry();
        Self {
            step: step.id.clone(),
            section: step.section,
            title: text(&step.title),
            standing,
            mark: Mark::of(step, standing, today),
            asked,
            completed,
            last_day: expiry.map(|expiry| expiry.last_day),
            renew_from: expiry.map(|expiry| expiry.renew_from),
            begin_by: None,
            expected,
            who_acts: step.who_acts,
            waiting_on: text(&step.record.waiting_on),
            waiting_since,
            last_chased: step.record.chases.iter().map(|chase| chase.on).max(),
            chase_on: None,
            reference: text(&step.record.reference),
            reason: text(&step.record.reason),
            note: text(&step.record.note),
            needs_sign_off: step.needs_sign_off,
            waits_for_sign_off: step.waits_for_sign_off(),
            sign_off: step.record.sign_off.as_ref().map(|sign_off| Box::new(Signed::of(sign_off))),
            gates_first_shift: step.gates_first_shift,
        }
    }

    /// How it stands with the second person who verifies it.
    #[must_use]
    pub const fn sign_off_words(&self) -> &'static str {
        match self {
            Self { sign_off: Some(_), .. } => "Signed off",
            Self { waits_for_sign_off: true, .. } => "Waits for a sign-off",
            Self { needs_sign_off: true, .. } => "When it is completed",
            Self { .. } => "Not needed",
        }
    }

    /// Whether what is completed still counts; empty where it does, or is not completed.
    #[must_use]
    pub const fn validity_words(&self) -> &'static str {
        match self.mark {
            Mark::RanOut => "Ran out",
            Mark::RenewNow => "To be renewed",
            _ => "",
        }
    }
}

impl Signed {
    fn of(sign_off: &SignOff) -> Self {
        Self {
            by: text(&sign_off.by),
            post: text(&sign_off.post),
            how: sign_off.method,
            on: sign_off.on,
            reference: text(&sign_off.reference),
            words: fingerprint_words(&sign_off.seal).unwrap_or_default().into(),
        }
    }
}

fn text(text: &str) -> Box<str> {
    readable(text).into()
}
