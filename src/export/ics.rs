//! A calendar: an all-day event, with an alarm, for each day on which something is due, is to be asked again, runs out, or
//! is to be renewed (RFC 5545).
//!
//! **Invariants:** the same step of the same document has the same UID whenever it is exported, and its SEQUENCE never
//! goes down, so that a second import brings the first one up to date. Nobody's name and no word of a site is in it,
//! unless it is asked for.

use std::fmt::Write as _;

use chrono::{Duration, NaiveDate};
use icalendar::{Alarm, Calendar, Class, Component as _, Event, EventLike as _, Property, Trigger};
use sha2::{Digest as _, Sha256};

use super::initials::short_reference;
use super::{Export, Exported, Line, NotWritten, VERSION};
use crate::catalogue::{Catalogue, WhoActs};
use crate::dates;
use crate::visible::made_visible;

/// When an event rings: at nine on its day.
const RINGS: &str = "PT9H";

/// Why there is an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Due,
    AskAgain,
    Renew,
    RunsOut,
}

impl Why {
    const fn id(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::AskAgain => "ask-again",
            Self::Renew => "renew",
            Self::RunsOut => "runs-out",
        }
    }

    fn summary(self, title: &str, who: &str) -> String {
        match self {
            Self::Due => format!("Due: {title}"),
            Self::AskAgain if who.is_empty() => format!("Ask again: {title}"),
            Self::AskAgain => format!("Ask {who} again: {title}"),
            Self::Renew => format!("Time to renew: {title}"),
            Self::RunsOut => format!("Last day: {title}"),
        }
    }
}

pub(super) fn ics(
    export: &Export,
    catalogue: &Catalogue,
    go_on: &dyn Fn(usize) -> bool,
) -> Result<Vec<u8>, NotWritten> {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.append_property(Property::new("PRODID", format!("-//Secure Start//Secure Start {VERSION}//EN")));
    let whole = calendar.to_string();
    let (front, end) = whole.split_once("END:").unwrap_or((&whole, ""));
    // Event by event: a large calendar would take gigabytes otherwise.
    let mut written = folded(front);
    for (place, of) in export.people().enumerate() {
        if place % 100 == 0 && !go_on(place) {
            return Err(NotWritten::Cancelled);
        }
        for line in &of.details.lines {
            for (why, day) in events(line, export.about.day()) {
                written.push_str(&folded(&event(export, catalogue, of, line, why, day).to_string()));
            }
        }
    }
    if !written.contains("BEGIN:VEVENT") {
        // A calendar without anything in it is none (RFC 5545, 3.6).
        return Err(NotWritten::NoDays);
    }
    written.push_str("END:");
    written.push_str(end);
    Ok(written.into_bytes())
}

/// The lines folded so that none is over 75 octets, the space in front of a further one among them (RFC 5545, 3.1): the
/// library does not count that space.
fn folded(calendar: &str) -> String {
    const MOST: usize = 75;
    let unfolded = calendar.replace("\r\n ", "");
    let mut folded = String::with_capacity(calendar.len());
    for line in unfolded.split_terminator("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > MOST {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(c);
            octets += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// What of a step stands in a calendar. What was due before the day of the export is due on it.
fn events(line: &Line, today: NaiveDate) -> Vec<(Why, NaiveDate)> {
    let mut events = Vec::new();
    if !line.standing.is_closed() {
        events.extend(line.expected.or(line.begin_by).map(|day| (Why::Due, day.max(today))));
        events.extend(line.chase_on.map(|day| (Why::AskAgain, day.max(today))));
    }
    if line.completed.is_some() && line.mark.is_done() {
        events.extend(line.renew_from.filter(|day| *day >= today).map(|day| (Why::Renew, day)));
        events.extend(line.last_day.filter(|day| *day >= today).map(|day| (Why::RunsOut, day)));
    }
    events
}

fn event(export: &Export, catalogue: &Catalogue, of: Exported<'_>, line: &Line, why: Why, day: NaiveDate) -> Event {
    let is_named = export.choices.calendar_has_names;
    // What a site pack calls a step may name the site; what somebody typed may name a person.
    let title = match catalogue.step(&line.step) {
        _ if is_named => made_visible(&line.title),
        Some(definition) => definition.title.clone(),
        None => "a step of the site".to_owned(),
    };
    let who = if is_named && !line.waiting_on.is_empty() {
        made_visible(&line.waiting_on)
    } else if line.who_acts == WhoActs::Starter {
        // Somebody else was written down to be asked, and is not named.
        String::new()
    } else {
        line.who_acts.in_a_sentence_for_others().to_owned()
    };
    let reference = short_reference(of.person.document.as_str());
    let name = if is_named { made_visible(&of.person.name) } else { reference };
    let summary = match (is_named || export.places.len() > 1, why.summary(&title, &who)) {
        (true, summary) => format!("{summary} ({name})"),
        (false, summary) => summary,
    };
    let mut words = vec![format!("Secure Start: {}", line.standing.label())];
    if let Some(since) = line.waiting_since.filter(|_| why == Why::AskAgain) {
        words.push(format!("Waiting since {}", dates::show(since)));
    }
    if is_named && !of.person.site.is_empty() {
        words.push(format!("Site: {}", made_visible(&of.person.site)));
    }
    let uid = uid(of, line, why);
    let made = export.about.made.to_utc();
    let mut event = Event::new();
    event
        .uid(&uid)
        .timestamp(made)
        .sequence(sequence(of, export.about.day()))
        .starts(day)
        // The day after the last.
        .ends(day.succ_opt().unwrap_or(day))
        .summary(&summary)
        .description(&words.join("\n"))
        .class(Class::Private)
        .add_property("TRANSP", "TRANSPARENT");
    let mut alarm = Alarm::display(&summary, Trigger::after_start(Duration::zero()));
    event.alarm(alarm.add_property("TRIGGER", RINGS).uid(&format!("alarm-{uid}")).timestamp(made).done());
    event.done()
}

/// The same for the same step of the same document; nothing of either can be read from it.
fn uid(of: Exported<'_>, line: &Line, why: Why) -> String {
    let what = [of.person.document.as_str(), line.step.as_str(), why.id()].join("\n");
    let mut uid = String::new();
    for byte in Sha256::digest(what).iter().take(16) {
        let _is_written = write!(uid, "{byte:02x}").is_ok();
    }
    uid + "@secure-start"
}

/// It grows with the log and with the days: either may move an event.
fn sequence(of: Exported<'_>, day: NaiveDate) -> u32 {
    let days = day.signed_duration_since(of.details.made).num_days();
    of.person.lines.saturating_add(u32::try_from(days).unwrap_or(0))
}
