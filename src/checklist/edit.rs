//! Every change that a user can make to a checklist.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::changes::differences;
use super::{Ancestor, Chase, Checklist, ClashKey, Offer, Record, Side, SignOffMethod, Stamp, Status, Step, merge};
use crate::catalogue::DayRange;
use crate::ids::StepId;
use crate::kept::Unknown;
use crate::visible;

/// Which date of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    Asked,
    Completed,
    Expires,
    WaitingSince,
    /// When somebody said it will be done.
    Expected,
    /// When to ask again.
    ChaseOn,
}

impl DateField {
    /// As it stands beside the field.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Asked => "Asked for on",
            Self::Completed => "Completed on",
            Self::Expires => "Runs out on",
            Self::WaitingSince => "Waiting since",
            Self::Expected => "Told it will be done by",
            Self::ChaseOn => "Ask again on",
        }
    }
}

/// Which text of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextField {
    Reference,
    Note,
    WaitingOn,
}

impl TextField {
    /// As it stands beside the field.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reference => "Reference",
            Self::Note => "Note",
            Self::WaitingOn => "Waiting on",
        }
    }
}

/// Which text about the starter. Nation, setting, role and contract decide the steps, so they stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarterField {
    Name,
    Site,
    Employer,
}

impl StarterField {
    pub const ALL: [Self; 3] = [Self::Name, Self::Site, Self::Employer];

    /// As it stands beside the field.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Site => "Site",
            Self::Employer => "Employer",
        }
    }
}

/// A change of the checklist, named and undoable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Also the tick: `Completed`. Without a day, a tick is dated today.
    SetStatus {
        step: StepId,
        status: Status,
        on: Option<NaiveDate>,
        reason: String,
    },
    SetDate {
        step: StepId,
        field: DateField,
        date: Option<NaiveDate>,
    },
    SetText {
        step: StepId,
        field: TextField,
        text: String,
    },
    AddChase {
        step: StepId,
        on: NaiveDate,
        note: String,
    },
    /// A second person has verified the step; from then on, nothing of it changes.
    SignOff {
        step: StepId,
        by: String,
        post: String,
        method: SignOffMethod,
        on: NaiveDate,
        reference: String,
    },
    /// Takes a sign-off back, with a reason that stays in the log beside it.
    Reopen {
        step: StepId,
        reason: String,
    },
    /// How long it takes here: low, likely and high, in days of the kind in which the step counts. None for the days of
    /// the step.
    SetDays {
        step: StepId,
        days: Option<[u16; 3]>,
    },
    SetPlannedStart {
        date: Option<NaiveDate>,
    },
    SetStarter {
        field: StarterField,
        text: String,
    },
    /// Some changes of an offer: from a newer catalogue, or a site pack.
    TakeOver {
        offer: Arc<Offer>,
        chosen: BTreeSet<StepId>,
    },
    /// Goes back to an earlier version; the log goes on.
    Restore {
        version: Arc<Checklist>,
    },
    /// Puts another file of the same document together with this one; `theirs` are the clashes in which it counts.
    TakeIn {
        copy: Arc<Checklist>,
        theirs: BTreeSet<ClashKey>,
    },
}

/// Why a change was not made. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditProblem {
    #[error("This checklist has no step \u{201c}{0}\u{201d}.")]
    NoSuchStep(StepId),
    #[error("\u{201c}{0}\u{201d} is signed off, so it is locked.")]
    SignedOff(String),
    #[error("Enter a reason why \u{201c}{0}\u{201d} is not needed.")]
    ReasonNeeded(String),
    #[error("\u{201c}{title}\u{201d} waits for {waits_for}. Enter a reason to tick it before that.")]
    OutOfOrder { title: String, waits_for: String },
    #[error("Enter a reason why \u{201c}{0}\u{201d} is re-opened.")]
    ReasonToReopen(String),
    #[error("\u{201c}{0}\u{201d} is not signed off.")]
    NotSignedOff(String),
    #[error("\u{201c}{0}\u{201d} needs no sign-off.")]
    NeedsNoSignOff(String),
    #[error("\u{201c}{0}\u{201d} is neither completed nor marked as not needed, so it cannot be signed off yet.")]
    NotCompleted(String),
    #[error("\u{201c}{0}\u{201d} has run out, so it cannot be signed off.")]
    RanOut(String),
    #[error("Enter the name and the post of whoever signs.")]
    SignerMissing,
    #[error("\u{201c}{0}\u{201d} is the starter. A second person has to sign.")]
    OwnSignOff(String),
    #[error("\u{201c}{title}\u{201d} was completed on {completed}, after the day of this sign-off.")]
    SignedTooEarly { title: String, completed: String },
    #[error("The day \u{201c}{title}\u{201d} was {what} must be today or in the past.")]
    InTheFuture { title: String, what: &'static str },
    #[error("The days of \u{201c}{0}\u{201d} must be in order: the shortest first, the longest last.")]
    DaysOutOfOrder(String),
    #[error("These changes were offered to another checklist.")]
    OtherChecklist,
    #[error("With these changes, \u{201c}{title}\u{201d} would wait, through other steps, for itself.")]
    WaitsInACircle { title: String },
}

impl Edit {
    /// A tick dated today.
    #[must_use]
    pub const fn tick(step: StepId) -> Self {
        Self::SetStatus { step, status: Status::Completed, on: None, reason: String::new() }
    }

    /// What it does, for "Undo …". Titles come from the checklist.
    #[must_use]
    pub fn label(&self, checklist: &Checklist) -> String {
        let title = self.step().and_then(|id| checklist.step(id)).map_or("", |step| step.title.as_str());
        match self {
            Self::SetStatus { status: Status::Completed, .. } => format!("tick: {title}"),
            Self::SetStatus { status, .. } => format!("status \u{201c}{}\u{201d}: {title}", status.label()),
            Self::SetDate { field, .. } => format!("{}: {title}", field.label().to_lowercase()),
            Self::SetText { field, .. } => format!("{}: {title}", field.label().to_lowercase()),
            Self::AddChase { .. } => format!("chase: {title}"),
            Self::SignOff { .. } => format!("sign-off: {title}"),
            Self::Reopen { .. } => format!("re-opening: {title}"),
            Self::SetDays { .. } => format!("days it takes: {title}"),
            Self::SetPlannedStart { .. } => "planned start date".to_owned(),
            Self::SetStarter { field, .. } => field.label().to_lowercase(),
            Self::TakeOver { offer, .. } if offer.is_about_pack => match &offer.site_pack {
                Some(pack) => format!("site pack in use: {}", pack.title),
                None => "site pack removed".to_owned(),
            },
            Self::TakeOver { .. } => "update from the catalogue".to_owned(),
            Self::Restore { .. } => "earlier version restored".to_owned(),
            Self::TakeIn { .. } => "copy put together".to_owned(),
        }
    }

    /// The step it is about, if it is about one.
    #[must_use]
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::SetStatus { step, .. }
            | Self::SetDate { step, .. }
            | Self::SetText { step, .. }
            | Self::SetDays { step, .. }
            | Self::AddChase { step, .. }
            | Self::SignOff { step, .. }
            | Self::Reopen { step, .. } => Some(step),
            Self::SetPlannedStart { .. }
            | Self::SetStarter { .. }
            | Self::TakeOver { .. }
            | Self::Restore { .. }
            | Self::TakeIn { .. } => None,
        }
    }

    /// Whether `later` only goes on typing where this left off, so that one undo takes back both.
    #[must_use]
    pub fn is_continued_by(&self, later: &Self) -> bool {
        match (self, later) {
            (Self::SetText { step, field, .. }, Self::SetText { step: other, field: other_field, .. }) => {
                step == other && field == other_field
            }
            (Self::SetDate { step, field, .. }, Self::SetDate { step: other, field: other_field, .. }) => {
                step == other && field == other_field
            }
            (Self::SetDays { step, .. }, Self::SetDays { step: other, .. }) => step == other,
            (Self::SetPlannedStart { .. }, Self::SetPlannedStart { .. }) => true,
            (Self::SetStarter { field, .. }, Self::SetStarter { field: other_field, .. }) => field == other_field,
            _ => false,
        }
    }
}

impl Checklist {
    /// The checklist after a change, with the change in its log; the same checklist where nothing changes.
    ///
    /// # Errors
    /// [`EditProblem`], and the checklist stays as it is.
    pub fn apply(&self, edit: &Edit, stamp: &Stamp) -> Result<Self, EditProblem> {
        match edit {
            Edit::TakeOver { offer, chosen } => return self.take_over(offer, chosen, stamp),
            Edit::SignOff { step, by, post, method, on, reference } => {
                return self.signed_off(step, [by, post, reference], *method, *on, stamp);
            }
            Edit::Reopen { step, reason } => return self.reopened(step, reason, stamp),
            Edit::Restore { version: other } | Edit::TakeIn { copy: other, .. } if other.id != self.id => {
                return Err(EditProblem::OtherChecklist);
            }
            Edit::Restore { version } => return Ok(self.restored(version, stamp)),
            Edit::TakeIn { copy, theirs } => {
                let decided = |key: &ClashKey| if theirs.contains(key) { Side::Theirs } else { Side::Ours };
                let ancestor = Ancestor::worked_out(self, copy);
                return Ok(merge(&ancestor, self, copy, &decided, stamp).checklist);
            }
            _ => {}
        }
        let Some(id) = edit.step() else { return Ok(self.with_starter(edit, stamp)) };
        let step = self.step(id).ok_or_else(|| EditProblem::NoSuchStep(id.clone()))?;
        if step.record.sign_off.is_some() {
            return Err(EditProblem::SignedOff(step.title.clone()));
        }
        let mut record = step.record.clone();
        match edit {
            Edit::SetStatus { status, on, reason, .. } => {
                self.set_status(step, &mut record, *status, *on, reason.trim(), stamp.today)?;
            }
            Edit::SetDate { field, date, .. } => set_date(step, &mut record, *field, *date, stamp.today)?,
            Edit::SetText { field, text, .. } => set_text(&mut record, *field, text, stamp.today),
            Edit::AddChase { on, .. } if *on > stamp.today => return Err(in_the_future(step, "asked for again")),
            Edit::AddChase { on, note, .. } => {
                // Whoever has asked does not have to ask on the chosen day any more.
                record.chase_on = record.chase_on.filter(|chosen| chosen > on);
                record.chases.push(Chase { on: *on, note: note.trim().to_owned(), unknown: Unknown::new() });
            }
            Edit::SetDays { days, .. } => record.days = own_days(step, *days)?,
            Edit::SignOff { .. }
            | Edit::Reopen { .. }
            | Edit::SetPlannedStart { .. }
            | Edit::SetStarter { .. }
            | Edit::TakeOver { .. }
            | Edit::Restore { .. }
            | Edit::TakeIn { .. } => {}
        }
        let mut changed = self.clone();
        changed.note(differences(&step.record, &record, Some(id), stamp));
        if let Some(step) = changed.steps.iter_mut().find(|step| step.id == *id) {
            step.record = record;
        }
        Ok(changed)
    }

    fn with_starter(&self, edit: &Edit, stamp: &Stamp) -> Self {
        let mut changed = self.clone();
        match edit {
            Edit::SetPlannedStart { date } => changed.starter.planned_start = *date,
            Edit::SetStarter { field, text } => {
                let text = visible::without_hidden(text);
                match field {
                    StarterField::Name => changed.starter.name = text,
                    StarterField::Site => changed.starter.site = text,
                    StarterField::Employer => changed.starter.employer = text,
                }
            }
            Edit::SetStatus { .. }
            | Edit::SetDate { .. }
            | Edit::SetText { .. }
            | Edit::AddChase { .. }
            | Edit::SetDays { .. }
            | Edit::SignOff { .. }
            | Edit::Reopen { .. }
            | Edit::TakeOver { .. }
            | Edit::Restore { .. }
            | Edit::TakeIn { .. } => {}
        }
        let lines = differences(&self.starter, &changed.starter, None, stamp);
        changed.note(lines);
        changed
    }

    fn set_status(
        &self,
        step: &Step,
        record: &mut Record,
        status: Status,
        on: Option<NaiveDate>,
        reason: &str,
        today: NaiveDate,
    ) -> Result<(), EditProblem> {
        match status {
            Status::Completed => {
                let open = self.open_prerequisites(step, today);
                let was_completed = record.status == Status::Completed;
                if !was_completed && !open.is_empty() && reason.is_empty() {
                    let titles: Vec<String> =
                        open.iter().map(|other| format!("\u{201c}{}\u{201d}", other.title)).collect();
                    return Err(EditProblem::OutOfOrder { title: step.title.clone(), waits_for: titles.join(", ") });
                }
                let on = on.or(record.completed).unwrap_or(today);
                if on > today {
                    return Err(in_the_future(step, "completed"));
                }
                record.completed = Some(on);
                if was_completed && reason.is_empty() {
                    return Ok(());
                }
            }
            Status::NotNeeded if reason.is_empty() => {
                return Err(EditProblem::ReasonNeeded(step.title.clone()));
            }
            Status::NotNeeded | Status::NotYetStarted | Status::InProgress | Status::Problem => {
                record.completed = None;
            }
        }
        if matches!(status, Status::Completed | Status::NotNeeded) {
            record.waiting_on.clear();
            record.waiting_since = None;
            // Whatever was to come has come.
            record.expected = None;
            record.chase_on = None;
        }
        reason.clone_into(&mut record.reason);
        record.status = status;
        Ok(())
    }
}

/// The days that somebody named, as a range like that of the step. What a newer program wrote beside them stays.
fn own_days(step: &Step, days: Option<[u16; 3]>) -> Result<Option<DayRange>, EditProblem> {
    let Some([low, likely, high]) = days else { return Ok(None) };
    let unknown = step.record.days.as_ref().map(|days| days.unknown.clone()).unwrap_or_default();
    let days = DayRange { low, likely, high, working: step.days.working, unknown };
    if days.is_in_order() { Ok(Some(days)) } else { Err(EditProblem::DaysOutOfOrder(step.title.clone())) }
}

pub(super) fn in_the_future(step: &Step, what: &'static str) -> EditProblem {
    EditProblem::InTheFuture { title: step.title.clone(), what }
}

fn set_date(
    step: &Step,
    record: &mut Record,
    field: DateField,
    date: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), EditProblem> {
    let is_to_come = date.is_some_and(|date| date > today);
    match field {
        DateField::Asked if is_to_come => return Err(in_the_future(step, "asked for")),
        DateField::Completed if is_to_come => return Err(in_the_future(step, "completed")),
        DateField::Asked => {
            record.asked = date;
            start(record, date.is_some());
        }
        DateField::Completed => record.completed = date,
        DateField::Expires => record.expires = date,
        DateField::WaitingSince => record.waiting_since = date,
        DateField::Expected => record.expected = date,
        DateField::ChaseOn => record.chase_on = date,
    }
    Ok(())
}

fn set_text(record: &mut Record, field: TextField, text: &str, today: NaiveDate) {
    match field {
        TextField::Reference => text.clone_into(&mut record.reference),
        TextField::Note => text.clone_into(&mut record.note),
        TextField::WaitingOn => {
            text.clone_into(&mut record.waiting_on);
            let is_waiting = !text.is_empty();
            record.waiting_since =
                if is_waiting { record.waiting_since.or(record.asked).or(Some(today)) } else { None };
            start(record, is_waiting);
        }
    }
}

/// What was asked for, or waits on somebody, has been started.
fn start(record: &mut Record, is_started: bool) {
    if is_started && record.status == Status::NotYetStarted {
        record.status = Status::InProgress;
    }
}
