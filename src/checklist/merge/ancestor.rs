//! What two checklists came from.

use serde_json::Value;

use crate::checklist::chain::common;
use crate::checklist::{Checklist, LogEntry, Record, Starter};
use crate::kept::{Unknown, from_members, members};

/// What two checklists came from.
#[derive(Clone, Debug)]
pub enum Ancestor<'a> {
    /// It is known: what was last read or saved here.
    Known(&'a Checklist),
    /// It is worked out from the two logs: each as it was before the line where they part. Where the two do not agree
    /// about a field, nobody knows who changed it.
    WorkedOut { of_ours: Box<Checklist>, of_theirs: Box<Checklist> },
}

impl<'a> Ancestor<'a> {
    /// What was last read or saved here, if what somebody else has saved came from it. A synchronisation program may put
    /// something else under the name of a file: then it is worked out.
    #[must_use]
    pub fn of(base: Option<&'a Checklist>, ours: &Checklist, theirs: &Checklist) -> Self {
        match base {
            Some(base) if holds(&theirs.log, &base.log) => Self::Known(base),
            Some(_) | None => Self::worked_out(ours, theirs),
        }
    }

    /// Works it out from the logs. Where one log holds every line of the other and more, that other checklist is the
    /// ancestor: what came from it has been decided already.
    #[must_use]
    pub fn worked_out(ours: &Checklist, theirs: &Checklist) -> Self {
        let whole = |ancestor: &Checklist| {
            let (of_ours, of_theirs) = (Box::new(ancestor.clone()), Box::new(ancestor.clone()));
            Self::WorkedOut { of_ours, of_theirs }
        };
        match (holds(&ours.log, &theirs.log), holds(&theirs.log, &ours.log)) {
            (true, false) => return whole(theirs),
            (false, true) => return whole(ours),
            _ => {}
        }
        let shared = common(&ours.log, &theirs.log);
        let before = |checklist: &Checklist| Box::new(rewound(checklist, shared));
        Self::WorkedOut { of_ours: before(ours), of_theirs: before(theirs) }
    }

    pub(super) fn of_ours(&self) -> &Checklist {
        match self {
            Self::Known(base) => base,
            Self::WorkedOut { of_ours, .. } => of_ours,
        }
    }

    pub(super) fn of_theirs(&self) -> &Checklist {
        match self {
            Self::Known(base) => base,
            Self::WorkedOut { of_theirs, .. } => of_theirs,
        }
    }

    /// Whether it is known to be the same as one of the two: then only the other has changed.
    pub(super) fn is(&self, one: &Checklist) -> bool {
        self.of_ours() == one && self.of_theirs() == one
    }
}

/// Whether a log has every line of another, in the same order, with or without more between them.
fn holds(log: &[LogEntry], other: &[LogEntry]) -> bool {
    let mut lines = log.iter();
    other.iter().all(|wanted| lines.any(|line| line == wanted))
}

/// A checklist as it was when its log had so many lines, as far as the lines after that say it.
fn rewound(checklist: &Checklist, lines: usize) -> Checklist {
    let mut before = checklist.clone();
    let later = before.log.split_off(lines.min(before.log.len()));
    for line in later.iter().rev() {
        match &line.step {
            Some(id) => {
                if let Some(step) = before.steps.iter_mut().find(|step| step.id == *id)
                    && let Some(record) = taken_back::<Record>(&step.record, line)
                {
                    step.record = record;
                }
            }
            None => {
                if let Some(starter) = taken_back::<Starter>(&before.starter, line) {
                    before.starter = starter;
                }
            }
        }
    }
    before
}

/// With what a line of the log says that it changed put back; none where it says nothing about a member.
fn taken_back<T: serde::Serialize + serde::de::DeserializeOwned>(now: &T, line: &LogEntry) -> Option<T> {
    let mut fields: Unknown = members(now).ok()?;
    let is = fields.get(&line.what).cloned().unwrap_or(Value::Null);
    // A line about something else than a member, or about what was changed again without a line.
    if is != line.to || (is.is_null() && line.from.is_null()) {
        return None;
    }
    if line.from.is_null() {
        fields.remove(&line.what)
    } else {
        fields.insert(line.what.clone(), line.from.clone())
    };
    from_members(&fields).ok()
}
