//! A second person verifies a step, or takes that back.
//!
//! **Invariant:** a sign-off is never removed without a line of the log that says why.

use chrono::NaiveDate;

use super::changes::differences;
use super::edit::in_the_future;
use super::{
    Checklist, EditProblem, SignOff, SignOffMethod, Stamp, Status, Step, line_fingerprint, signed_fingerprint,
};
use crate::dates;
use crate::ids::{Fingerprint, StepId};
use crate::kept::Unknown;
use crate::visible;

impl Step {
    /// Whether it waits for a second person: it needs a sign-off, is completed or not needed, and has none.
    #[must_use]
    pub fn waits_for_sign_off(&self) -> bool {
        self.needs_sign_off
            && matches!(self.record.status, Status::Completed | Status::NotNeeded)
            && !self.is_signed_off()
            && self.retired.is_empty()
    }
}

impl Checklist {
    /// The checklist with a sign-off, and in it the fingerprints of what was signed and of the line that says so.
    pub(super) fn signed_off(
        &self,
        id: &StepId,
        [by, post, reference]: [&str; 3],
        method: SignOffMethod,
        on: NaiveDate,
        stamp: &Stamp,
    ) -> Result<Self, EditProblem> {
        let step = self.step(id).ok_or_else(|| EditProblem::NoSuchStep(id.clone()))?;
        let title = || step.title.clone();
        let [by, post] = [by, post].map(|text| visible::without_hidden(text).trim().to_owned());
        if step.is_signed_off() {
            return Err(EditProblem::SignedOff(title()));
        }
        if !step.needs_sign_off {
            return Err(EditProblem::NeedsNoSignOff(title()));
        }
        if !matches!(step.record.status, Status::Completed | Status::NotNeeded) || !step.retired.is_empty() {
            return Err(EditProblem::NotCompleted(title()));
        }
        if step.has_run_out(stamp.today) {
            return Err(EditProblem::RanOut(title()));
        }
        if visible::is_blank(&by) || visible::is_blank(&post) {
            return Err(EditProblem::SignerMissing);
        }
        if is_same_name(&by, &self.starter.name) {
            return Err(EditProblem::OwnSignOff(by));
        }
        if on > stamp.today {
            return Err(in_the_future(step, "signed off"));
        }
        if let Some(completed) = step.record.completed.filter(|completed| on < *completed) {
            return Err(EditProblem::SignedTooEarly { title: title(), completed: dates::show(completed) });
        }
        let sign_off = SignOff {
            by,
            post,
            method,
            on,
            reference: visible::without_hidden(reference).trim().to_owned(),
            of: signed_fingerprint(step),
            seal: Fingerprint::default(),
            unknown: Unknown::new(),
        };
        let mut changed = self.clone();
        let mut record = step.record.clone();
        record.sign_off = Some(sign_off);
        changed.note(differences(&step.record, &record, Some(id), stamp));
        if let (Some(sign_off), Some(line)) = (&mut record.sign_off, changed.log.last()) {
            sign_off.seal = line_fingerprint(line);
        }
        if let Some(step) = changed.steps.iter_mut().find(|step| step.id == *id) {
            step.record = record;
        }
        Ok(changed)
    }

    /// The checklist without a sign-off, and the reason in the log.
    pub(super) fn reopened(&self, id: &StepId, reason: &str, stamp: &Stamp) -> Result<Self, EditProblem> {
        let step = self.step(id).ok_or_else(|| EditProblem::NoSuchStep(id.clone()))?;
        if !step.is_signed_off() {
            return Err(EditProblem::NotSignedOff(step.title.clone()));
        }
        if visible::is_blank(reason) {
            return Err(EditProblem::ReasonToReopen(step.title.clone()));
        }
        let mut changed = self.clone();
        let mut record = step.record.clone();
        record.sign_off = None;
        let mut lines = differences(&step.record, &record, Some(id), stamp);
        for line in &mut lines {
            visible::without_hidden(reason).trim().clone_into(&mut line.reason);
        }
        changed.note(lines);
        if let Some(step) = changed.steps.iter_mut().find(|step| step.id == *id) {
            step.record = record;
        }
        Ok(changed)
    }
}

/// Whether two names are the same but for capitals and spaces.
fn is_same_name(one: &str, other: &str) -> bool {
    let words =
        |name: &str| visible::without_hidden(name).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    words(one) == words(other)
}
