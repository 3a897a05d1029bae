//! What it is worth to act now: the first shift with a step done today, and with the same step later.

use chrono::{Datelike, NaiveDate, Weekday};

use super::assumptions::Assumptions;
use super::calendar::{Calendar, date, day};
use super::schedule::Plan;
use crate::checklist::{Checklist, Edit, EditProblem, Stamp, Status, Step};
use crate::ids::StepId;

/// What it is worth to act on the step with which the chain begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// To begin it today, and not on that day, makes the likely first shift so many days earlier.
    ByBeginning { step: StepId, instead_of: NaiveDate, days: i64 },
    /// It is under way. Were it finished today, the likely first shift would be on this day, so many days earlier.
    ByFinishing { step: StepId, likely: NaiveDate, days: i64 },
}

/// The end of the working week: the next Friday, or from Friday on the Monday after; on a bank holiday, the next working
/// day.
fn later_this_week(today: NaiveDate, calendar: Calendar) -> NaiveDate {
    let is_late = today.weekday().num_days_from_monday() >= Weekday::Fri.num_days_from_monday();
    let wanted = if is_late { Weekday::Mon } else { Weekday::Fri };
    let before = today.iter_days().find(|date| date.weekday() == wanted.pred()).unwrap_or(today);
    date(calendar.after(day(before), 1, true)).unwrap_or(today)
}

/// What acting today on the first step of the chain saves. None where the date is not known, nothing is open, or it
/// saves nothing.
#[must_use]
pub fn saving(checklist: &Checklist, plan: &Plan, assumptions: &Assumptions<'_>) -> Option<Saving> {
    let now = plan.first_shift.likely?;
    let first = plan.chain.first()?;
    let planned = plan.step(&first.step)?;
    let is_under_way = planned.begun.is_some() || planned.is_undated;
    let step = first.step.clone();
    if is_under_way {
        let mut finished = checklist.clone();
        let record = &mut finished.steps.iter_mut().find(|other| other.id == step)?.record;
        (record.status, record.completed) = (Status::Completed, Some(plan.today));
        let likely = Plan::of(&finished, plan.today, assumptions).first_shift.likely?;
        let days = now.signed_duration_since(likely).num_days();
        return (days > 0).then_some(Saving::ByFinishing { step, likely, days });
    }
    let instead_of = later_this_week(plan.today, Calendar::of(&checklist.starter.nation));
    let mut later = assumptions.clone();
    later.not_before.insert(step.clone(), instead_of);
    let days = Plan::of(checklist, plan.today, &later).first_shift.likely?.signed_duration_since(now).num_days();
    (days > 0).then_some(Saving::ByBeginning { step, instead_of, days })
}

/// The checklist after changes that are only tried: nothing of it is kept, so the history of the real one stays as it
/// is.
///
/// # Errors
/// [`EditProblem`] of the first change that cannot be made.
pub fn what_if(checklist: &Checklist, edits: &[Edit], stamp: &Stamp) -> Result<Checklist, EditProblem> {
    edits.iter().try_fold(checklist.clone(), |checklist, edit| checklist.apply(edit, stamp))
}

/// Whether trying other days or another end for a step can change the plan.
#[must_use]
pub fn can_be_tried(step: &Step, plan: &Plan) -> bool {
    step.record.sign_off.is_none() && plan.step(&step.id).is_some_and(|planned| planned.is_open)
}
