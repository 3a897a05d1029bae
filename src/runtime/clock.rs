//! The only clock, and the only dice.

use chrono::{Local, NaiveDate, NaiveTime, SubsecRound as _, Utc};

use crate::app::Moment;
use crate::checklist::Stamp;
use crate::ids::DocumentId;

/// Today and this moment; `today` stands in for both where it is given.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks for the time")]
pub fn now(today: Option<NaiveDate>, by: &str) -> Stamp {
    let by = by.to_owned();
    match today {
        Some(today) => Stamp { today, at: today.and_time(NaiveTime::MIN).and_utc(), by },
        None => Stamp { today: Local::now().date_naive(), at: Utc::now().trunc_subsecs(0), by },
    }
}

/// An id that no other document has.
#[must_use]
pub fn fresh_id() -> DocumentId {
    uuid::Uuid::new_v4().to_string().as_str().into()
}

/// What the outside gives along with a message.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks for the time")]
pub fn moment(today: Option<NaiveDate>, by: &str) -> Moment {
    Moment { stamp: now(today, by), time: Local::now().time(), fresh_id: fresh_id() }
}
