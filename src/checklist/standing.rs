//! Where a step stands: what its record says, seen together with the other steps.

use chrono::NaiveDate;

use super::{Checklist, Status, Step};
use crate::ids::StepId;

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    NotYetStarted,
    InProgress,
    Completed,
    /// It waits for these, which are neither not needed nor completed, or have run out. Never empty.
    CannotStartYet(Vec<&'a Step>),
    Problem,
    /// The starter or manager said so, with a reason; or it is not asked for any more.
    NotNeeded(&'a str),
    /// Another step that does as well is completed, and has not run out.
    CoveredBy(&'a Step),
}

/// The same without what it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StandingKind {
    NotYetStarted,
    InProgress,
    Completed,
    CannotStartYet,
    Problem,
    NotNeeded,
}

impl StandingKind {
    /// In exactly these words, everywhere.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotYetStarted => Status::NotYetStarted.label(),
            Self::InProgress => Status::InProgress.label(),
            Self::Completed => Status::Completed.label(),
            Self::CannotStartYet => "Cannot start yet",
            Self::Problem => Status::Problem.label(),
            Self::NotNeeded => Status::NotNeeded.label(),
        }
    }

    /// The word in the JSON of the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotYetStarted => Status::NotYetStarted.id(),
            Self::InProgress => Status::InProgress.id(),
            Self::Completed => Status::Completed.id(),
            Self::CannotStartYet => "cannot-start-yet",
            Self::Problem => Status::Problem.id(),
            Self::NotNeeded => Status::NotNeeded.id(),
        }
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Completed | Self::NotNeeded)
    }
}

impl Standing<'_> {
    #[must_use]
    pub const fn kind(&self) -> StandingKind {
        match self {
            Self::NotYetStarted => StandingKind::NotYetStarted,
            Self::InProgress => StandingKind::InProgress,
            Self::Completed => StandingKind::Completed,
            Self::CannotStartYet(_) => StandingKind::CannotStartYet,
            Self::Problem => StandingKind::Problem,
            Self::NotNeeded(_) | Self::CoveredBy(_) => StandingKind::NotNeeded,
        }
    }
}

/// How far a checklist is. Steps that are alternatives of each other count as one; steps that are not needed do
/// not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub completed: usize,
    pub total: usize,
}

impl Checklist {
    /// Where a step stands on a day.
    #[must_use]
    pub fn standing<'a>(&'a self, step: &'a Step, today: NaiveDate) -> Standing<'a> {
        match step.record.status {
            Status::Completed => return Standing::Completed,
            _ if !step.retired.is_empty() => return Standing::NotNeeded(&step.retired),
            Status::Problem => return Standing::Problem,
            Status::NotNeeded => return Standing::NotNeeded(&step.record.reason),
            Status::NotYetStarted | Status::InProgress => {}
        }
        if let Some(other) = self.completed_alternative(step, today) {
            return Standing::CoveredBy(other);
        }
        if step.record.status == Status::InProgress {
            return Standing::InProgress;
        }
        let open = self.open_prerequisites(step, today);
        if open.is_empty() { Standing::NotYetStarted } else { Standing::CannotStartYet(open) }
    }

    /// What has to be completed before this step and is not, or has run out. A step that the checklist does not have
    /// holds up nothing; [`super::findings`] names it.
    #[must_use]
    pub fn open_prerequisites<'a>(&'a self, step: &Step, today: NaiveDate) -> Vec<&'a Step> {
        step.waits_for.iter().filter_map(|id| self.step(id)).filter(|other| !self.is_satisfied(other, today)).collect()
    }

    /// Whether a step no longer holds up others on a day: completed by then and not run out, not needed, or an
    /// alternative is completed and counts.
    #[must_use]
    pub fn is_satisfied(&self, step: &Step, today: NaiveDate) -> bool {
        step.record.status == Status::NotNeeded
            || step.counts_on(today)
            || !step.retired.is_empty()
            || (step.record.status != Status::Problem && self.completed_alternative(step, today).is_some())
    }

    fn completed_alternative<'a>(&'a self, step: &Step, today: NaiveDate) -> Option<&'a Step> {
        step.alternatives.iter().filter_map(|id| self.step(id)).find(|other| other.counts_on(today))
    }

    /// Whether an alternative of a step has been begun, so that nobody has to begin this one.
    #[must_use]
    pub fn has_begun_alternative(&self, step: &Step) -> bool {
        let has_begun = |other: &Step| {
            matches!(other.record.status, Status::InProgress | Status::Problem) && other.retired.is_empty()
        };
        step.alternatives.iter().filter_map(|id| self.step(id)).any(has_begun)
    }

    /// How far the whole checklist is on a day.
    #[must_use]
    pub fn progress(&self, today: NaiveDate) -> Progress {
        self.progress_of(self.steps.iter(), today)
    }

    /// How far some of its steps are.
    pub fn progress_of<'a>(&'a self, steps: impl Iterator<Item = &'a Step>, today: NaiveDate) -> Progress {
        let mut progress = Progress::default();
        let mut counted: Vec<&StepId> = Vec::new();
        for step in steps {
            let kind = self.standing(step, today).kind();
            if kind == StandingKind::NotNeeded {
                continue;
            }
            if step.alternatives.iter().any(|id| counted.contains(&id)) {
                continue;
            }
            counted.push(&step.id);
            progress.total += 1;
            progress.completed += usize::from(kind == StandingKind::Completed);
        }
        progress
    }
}
