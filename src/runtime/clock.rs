//! The only clock, and the only dice.

use std::time::Instant;

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, SubsecRound as _, Utc};

use crate::app::Moment;
use crate::checklist::Stamp;
use crate::disk::{self, Who};
use crate::ids::DocumentId;
use crate::jobs::Saver;

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

/// The time on the wall clock, to the second; where a day stands in for the clock, the first moment of that day.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks for the time")]
pub fn made(today: Option<NaiveDate>) -> DateTime<FixedOffset> {
    today.map_or_else(
        || Local::now().trunc_subsecs(0).fixed_offset(),
        |today| today.and_time(NaiveTime::MIN).and_utc().fixed_offset(),
    )
}

/// This moment, to measure how long something takes and to say when something is due.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks for the time")]
pub fn instant() -> Instant {
    Instant::now()
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

/// The time on the wall clock at a moment.
pub(super) fn wall(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Local).naive_local()
}

/// Who saves, for the lock file: the name in Settings, or the one that the system knows the user by. `id` tells this
/// program from every other.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks for the time")]
pub fn saver(name: &str, id: &str) -> Saver {
    let known = || ["USER", "USERNAME"].into_iter().find_map(|variable| std::env::var(variable).ok());
    let user = if name.trim().is_empty() { known().unwrap_or_default() } else { name.trim().to_owned() };
    let who = Who { user, computer: disk::computer(), process: disk::this_process(), id: id.to_owned() };
    Saver { who, at: Local::now().to_rfc3339_opts(SecondsFormat::Secs, false), takes_over: None }
}
