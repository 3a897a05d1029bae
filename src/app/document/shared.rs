//! What others make of the file of a document.

use std::sync::Arc;

use super::Document;
use crate::checklist::{Checklist, Clash, ClashKey, Noted, Side, Stamp, not_as_noted};
use crate::outcome::{Loaded, OnDisk};

impl Document {
    /// Takes in what somebody else has saved meanwhile, and gives the clashes. Nothing has changed where there are
    /// some and `decided` is none.
    pub(in crate::app) fn take_in(
        &mut self,
        theirs: &Loaded,
        decided: Option<&dyn Fn(&ClashKey) -> Side>,
        stamp: &Stamp,
    ) -> Vec<Clash> {
        let base = self.filed.base.clone();
        let clashes = self.history.take_in(base.as_deref(), &theirs.checklist, decided, stamp);
        if !clashes.is_empty() && decided.is_none() {
            return clashes;
        }
        self.filed.on_disk = OnDisk::Content(Arc::clone(&theirs.bytes));
        self.filed.base = Some(Arc::new(theirs.checklist.clone()));
        self.filed.saved_revision = (**self.history.now() == theirs.checklist).then(|| self.history.revision());
        self.filed.trouble = None;
        // What the notes of this computer said when it was opened is not taken back by a change.
        let noted = self.findings.iter().filter(|found| found.is_noted).cloned();
        self.findings = noted.chain(theirs.findings.iter().cloned()).collect();
        if let Some(day) = self.as_of() {
            self.back_then = self.history.now().as_of(day, chrono::NaiveDate::MAX).map(|then| (day, Arc::new(then)));
        }
        clashes
    }

    /// What is signed off and was not in an earlier state: it was signed here and not saved.
    pub(in crate::app) fn signed_since(&self, base: Option<&Checklist>) -> Vec<Noted> {
        let now = self.history.now();
        let noted = now.steps.iter().filter_map(|step| now.noted(&step.id));
        noted.filter(|noted| base.is_none_or(|base| base.noted(&noted.step).as_ref() != Some(noted))).collect()
    }

    /// What was signed off here and has just been saved: it is to be noted. What was undone before it was saved is not.
    pub(in crate::app) fn signed_and_saved(&mut self, saved: &Checklist) -> Vec<Noted> {
        let has =
            |checklist: &Checklist, noted: &Noted| not_as_noted(checklist, std::slice::from_ref(noted)).is_empty();
        let (is_saved, others): (Vec<Noted>, Vec<Noted>) =
            std::mem::take(&mut self.signed_here).into_iter().partition(|noted| has(saved, noted));
        self.signed_here = others.into_iter().filter(|noted| has(self.history.now(), noted)).collect();
        is_saved
    }

    /// The file is gone: what is open is in none.
    pub(in crate::app) const fn is_gone(&mut self) {
        self.filed.saved_revision = None;
    }

    /// The file holds again what was last read or saved.
    pub(in crate::app) fn is_there_again(&mut self) {
        if self.filed.base.as_ref() == Some(self.history.now()) {
            self.filed.saved_revision = Some(self.history.revision());
        }
    }

    /// The file holds what was last read or saved, as far as the document knows.
    pub(in crate::app) fn is_as_read(&self, bytes: &[u8]) -> bool {
        self.filed.content().is_some_and(|content| *content == *bytes)
    }
}
