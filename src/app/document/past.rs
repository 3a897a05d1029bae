//! A document as of a past day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Document;

impl Document {
    /// The past day as of which it is shown.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.back_then.as_ref().map(|(day, _)| *day)
    }

    /// The day that counts as today.
    #[must_use]
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        self.as_of().unwrap_or(today)
    }

    /// Shows it as of a past day; as it is now where that is none, or not past. Whether it was made by then.
    pub(in crate::app) fn look_back(&mut self, day: Option<NaiveDate>, today: NaiveDate) -> bool {
        let day = day.filter(|day| *day < today);
        let then = day.map(|day| self.history.now().as_of(day, today));
        if then == Some(None) {
            return false;
        }
        self.back_then = day.zip(then.flatten().map(Arc::new));
        self.computed_for = None;
        true
    }
}
