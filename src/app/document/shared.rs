//! What others make of the file of a document.

use std::sync::Arc;

use super::Document;
use crate::checklist::{Clash, ClashKey, Side, Stamp};
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
        self.findings.clone_from(&theirs.findings);
        clashes
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
