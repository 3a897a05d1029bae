//! Undo and redo, with names.
//!
//! A checklist is small, so a snapshot is cheap, and a snapshot cannot be wrong.
//!
//! **Invariant:** a log that has been saved is only ever added to: undoing a saved change adds a line that says so,
//! and so does doing it again.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Ancestor, Checklist, Clash, ClashKey, Edit, EditProblem, Side, Stamp, merge};

/// How many changes can be undone.
const LEVELS: usize = 500;

#[derive(Clone, Debug)]
struct Snapshot {
    checklist: Arc<Checklist>,
    revision: u64,
}

/// A change between two snapshots: where undoing (or redoing) it leads, and what it is called.
#[derive(Clone, Debug)]
struct Change {
    leads_to: Snapshot,
    label: String,
    /// The edit itself, while typing can still go on where it left off.
    open: Option<Edit>,
}

/// What became of undoing a change, or of doing it again, and what the change is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    Done(String),
    /// Nothing has changed: what is signed off and saved is re-opened, and not undone.
    Stays(String),
}

/// The checklist as it is now, and the way back and forth.
#[derive(Clone, Debug)]
pub struct History {
    now: Snapshot,
    undo: VecDeque<Change>,
    redo: Vec<Change>,
    next_revision: u64,
    saved_log_lines: usize,
}

impl History {
    /// A document that was just read or made. Its log counts as saved only where it was read from a file.
    #[must_use]
    pub fn new(checklist: Checklist) -> Self {
        Self {
            now: Snapshot { checklist: Arc::new(checklist), revision: 0 },
            undo: VecDeque::new(),
            redo: Vec::new(),
            next_revision: 1,
            saved_log_lines: 0,
        }
    }

    /// The checklist as it is now.
    #[must_use]
    pub const fn now(&self) -> &Arc<Checklist> {
        &self.now.checklist
    }

    /// Names the state: the same number is the same checklist.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.now.revision
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|change| change.label.as_str())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|change| change.label.as_str())
    }

    /// Makes a change. Typing that goes on where the last change left off becomes one change with it.
    /// Says whether anything changed.
    ///
    /// # Errors
    /// [`EditProblem`], and nothing has changed.
    pub fn apply(&mut self, edit: Edit, stamp: &Stamp) -> Result<bool, EditProblem> {
        let goes_on = self.undo.back().is_some_and(|last| {
            last.leads_to.checklist.log.len() >= self.saved_log_lines
                && last.open.as_ref().is_some_and(|open| open.is_continued_by(&edit))
        });
        let base = match self.undo.back() {
            Some(last) if goes_on => Arc::clone(&last.leads_to.checklist),
            _ => Arc::clone(&self.now.checklist),
        };
        let changed = base.apply(&edit, stamp)?;
        if changed == *self.now.checklist {
            return Ok(false);
        }
        let label = edit.label(&changed);
        self.redo.clear();
        if goes_on && changed == *base {
            // Typed back to what it was before: nothing is left to undo.
            if let Some(last) = self.undo.pop_back() {
                self.now = last.leads_to;
            }
            return Ok(true);
        }
        let revision = self.fresh_revision();
        let before = std::mem::replace(&mut self.now, Snapshot { checklist: Arc::new(changed), revision });
        match self.undo.back_mut() {
            Some(last) if goes_on => last.open = Some(edit),
            _ => self.undo.push_back(Change { leads_to: before, label, open: Some(edit) }),
        }
        if self.undo.len() > LEVELS {
            self.undo.pop_front();
        }
        Ok(true)
    }

    /// Ends typing: what is typed next is a change of its own.
    pub fn end_typing(&mut self) {
        if let Some(last) = self.undo.back_mut() {
            last.open = None;
        }
    }

    /// Takes back the last change. Says what it took back. A sign-off that is saved stays: where that is all there is to
    /// the change, nothing changes, and the change cannot be taken back any more.
    pub fn undo(&mut self, stamp: &Stamp) -> Option<Undone> {
        let change = self.undo.pop_back()?;
        let target = self.without_shortening_the_log(change.leads_to, "undone", &change.label, stamp);
        let Some(target) = target else { return Some(Undone::Stays(change.label)) };
        let from = std::mem::replace(&mut self.now, target);
        self.redo.push(Change { leads_to: from, label: change.label.clone(), open: None });
        Some(Undone::Done(change.label))
    }

    /// Does again what was undone last. Says what it did.
    pub fn redo(&mut self, stamp: &Stamp) -> Option<Undone> {
        let change = self.redo.pop()?;
        let target = self.without_shortening_the_log(change.leads_to, "done-again", &change.label, stamp);
        let Some(target) = target else { return Some(Undone::Stays(change.label)) };
        let from = std::mem::replace(&mut self.now, target);
        self.undo.push_back(Change { leads_to: from, label: change.label.clone(), open: None });
        Some(Undone::Done(change.label))
    }

    /// Takes in what somebody else made meanwhile of `base`, into every state that undo and redo lead to, so that undoing
    /// takes back one's own changes only. Gives the clashes; where there are some and `decided` is none, nothing has
    /// changed. See [`Ancestor::of`].
    pub fn take_in(
        &mut self,
        base: Option<&Checklist>,
        theirs: &Checklist,
        decided: Option<&dyn Fn(&ClashKey) -> Side>,
        stamp: &Stamp,
    ) -> Vec<Clash> {
        let together = |ours: &Checklist, decided: &dyn Fn(&ClashKey) -> Side| {
            merge(&Ancestor::of(base, ours, theirs), ours, theirs, decided, stamp)
        };
        let ours: &dyn Fn(&ClashKey) -> Side = &|_| Side::Ours;
        let merged = together(&self.now.checklist, decided.unwrap_or(ours));
        if !merged.clashes.is_empty() && decided.is_none() {
            return merged.clashes;
        }
        let earlier = |checklist: &mut Arc<Checklist>| *checklist = Arc::new(together(checklist, ours).checklist);
        self.undo.iter_mut().for_each(|change| earlier(&mut change.leads_to.checklist));
        self.redo.iter_mut().for_each(|change| earlier(&mut change.leads_to.checklist));
        self.renumber();
        let revision = self.fresh_revision();
        self.now = Snapshot { checklist: Arc::new(merged.checklist), revision };
        let now = Arc::clone(&self.now.checklist);
        self.saved(&now);
        merged.clashes
    }

    /// What was taken in makes every state another one.
    fn renumber(&mut self) {
        for change in self.undo.iter_mut().chain(&mut self.redo) {
            change.leads_to.revision = self.next_revision;
            self.next_revision += 1;
        }
    }

    /// Remembers that the log of a saved state may not be shortened any more.
    pub fn saved(&mut self, checklist: &Checklist) {
        self.saved_log_lines = self.saved_log_lines.max(checklist.log.len());
        self.end_typing();
    }

    /// The target with a log that has every saved line; none where nothing would change, because what is signed off and
    /// saved stays.
    fn without_shortening_the_log(
        &mut self,
        target: Snapshot,
        what: &str,
        label: &str,
        stamp: &Stamp,
    ) -> Option<Snapshot> {
        let now = &self.now.checklist;
        let saved = now.log.get(..self.saved_log_lines).unwrap_or(&now.log);
        if target.checklist.log.starts_with(saved) {
            return Some(target);
        }
        let mut checklist = now.restored(&target.checklist, stamp);
        if checklist == **now && target.checklist.steps != now.steps {
            return None;
        }
        checklist.note([stamp.line(None, what, serde_json::Value::Null, label.into())]);
        Some(Snapshot { checklist: Arc::new(checklist), revision: self.fresh_revision() })
    }

    const fn fresh_revision(&mut self) -> u64 {
        let revision = self.next_revision;
        self.next_revision += 1;
        revision
    }
}
