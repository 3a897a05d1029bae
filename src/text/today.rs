//! What there is to do today, what runs out, and what access there may be, in words.

use chrono::NaiveDate;

use super::plan::quoted;
use crate::catalogue::AccessLadder;
use crate::checklist::{Basis, Checklist, Expiry, Judgement, StandingKind};
use crate::dates;
use crate::plan::{Access, AtFirstShift, Cost, Lacking, Move, MoveKind, Told, Validity, WhyNot};
use crate::visible::made_visible;

/// What leaving it costs the first shift.
fn cost_words(found: &Move) -> String {
    let is_waiting = matches!(found.kind, MoveKind::Chase | MoveKind::Wait);
    match (found.cost, found.is_date_known) {
        (Cost::Stops, _) if found.kind == MoveKind::Resolve => "No date until this is sorted out".to_owned(),
        (Cost::Stops, _) => "The first shift waits until it is renewed".to_owned(),
        (Cost::After(days), true) if days <= 0 => "Each day moves the first shift".to_owned(),
        (Cost::After(days), false) if days <= 0 => "The first shift waits for it".to_owned(),
        (Cost::After(days), is_known) => {
            let (can, days) = (if is_waiting { "take" } else { "wait" }, dates::days(i64::from(days)));
            let more = if is_waiting { " more" } else { "" };
            let then = if is_known { "without moving the first shift" } else { "once the rest is sorted out" };
            format!("Can {can} {days}{more} {then}")
        }
        (Cost::NotKnown, _) => "The first shift waits for it".to_owned(),
        (Cost::Perhaps, _) => "The first shift may have to wait for it".to_owned(),
        (Cost::NothingYet, _) if matches!(found.told, Some(Told::Passed(_))) => "Later than was said".to_owned(),
        (Cost::NothingYet, _) => "In time so far".to_owned(),
        (Cost::Nothing, _) => "Does not hold up the first shift".to_owned(),
    }
}

/// What there is to do, as a sentence and a line below it.
#[must_use]
pub fn move_words(found: &Move, today: NaiveDate) -> (String, String) {
    let title = made_visible(&found.title);
    let who = if found.is_own { "You".to_owned() } else { sentence_case(&made_visible(&found.who)) };
    let what = match found.kind {
        MoveKind::RunOut => format!("Renew: {title}"),
        MoveKind::Resolve => format!("Sort out the problem: {title}"),
        MoveKind::Do => title,
        MoveKind::Chase => format!("Ask again about \u{201c}{title}\u{201d}"),
        MoveKind::Renew => format!("Renew in time: {title}"),
        MoveKind::Wait => format!("Wait for \u{201c}{title}\u{201d}"),
    };
    let mut parts = Vec::new();
    match found.kind {
        MoveKind::Chase | MoveKind::Wait => parts.extend(waiting(found, today)),
        MoveKind::RunOut => parts.extend(found.last_day.map(|day| format!("Ran out on {}", dates::show(day)))),
        MoveKind::Renew => parts.extend(found.last_day.map(|day| format!("Runs out on {}", dates::show(day)))),
        MoveKind::Do | MoveKind::Resolve if found.is_own => parts.push("You act".to_owned()),
        MoveKind::Do | MoveKind::Resolve => parts.push(format!("{who} acts: ask for it")),
    }
    parts.push(match found.begin_by.filter(|_| found.kind == MoveKind::Renew) {
        Some(day) if day > today => format!("Begin by {}", dates::show(day)),
        Some(_) => "Begin now".to_owned(),
        None => cost_words(found),
    });
    (what, parts.join(" \u{b7} "))
}

fn waiting(found: &Move, today: NaiveDate) -> Vec<String> {
    let who = made_visible(&found.who);
    let named = || match found.told? {
        Told::Passed(day) => Some(format!("was said to be done by {}", dates::show(day))),
        Told::Counts(day) | Told::CannotHold(day) => Some(format!("said to be done by {}", dates::show(day))),
    };
    let mut parts = vec![match (found.since, found.days_waiting(today)) {
        // Days and working days cannot be compared.
        (Some(since), Some(days)) if days >= 0 && found.working => {
            let usual = || format!("usually {} working days", found.usual_days);
            format!("With {who} since {}, {}", dates::show(since), named().unwrap_or_else(usual))
        }
        (Some(since), Some(days)) if days >= 0 => {
            let usual = || format!("usually {}", dates::days(i64::from(found.usual_days)));
            let named = named().unwrap_or_else(usual);
            format!("With {who} since {}: {}, {named}", dates::show(since), dates::days(days))
        }
        (Some(since), _) => format!("With {who} from {}, which is still to come", dates::show(since)),
        (None, _) => format!("With {who}: write down since when"),
    }];
    parts.extend(found.last_chased.map(|day| format!("last asked {}", dates::show(day))));
    parts.extend(found.chase_due.filter(|due| *due > today).map(|due| format!("ask again on {}", dates::show(due))));
    parts
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How the last day of something is known.
const fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Recorded => "as you wrote it down",
        Basis::FixedDate => "by the dates of its register",
        Basis::AtTheLatest => "at the latest, counted from its completion: write down the real day",
    }
}

fn at_first_shift_words(validity: &Validity) -> Option<String> {
    let shift = match validity.planned_start {
        Some(start) => format!("your planned start, {}", dates::show(start)),
        None => "your first shift".to_owned(),
    };
    match validity.at_first_shift {
        AtFirstShift::RunsOut if !validity.gates => {
            Some(format!("That is before {shift}, which does not wait for it."))
        }
        AtFirstShift::RunsOut => Some(format!("That is before {shift}: renew it first.")),
        AtFirstShift::MayRunOut => Some("That may be before your first shift.".to_owned()),
        AtFirstShift::Valid => Some(format!("It still counts on {shift}, as far as the plan goes.")),
        AtFirstShift::NotKnown => None,
    }
}

/// Whether something is still valid: today, on the first shift, and on a day of choice.
#[must_use]
pub fn validity_words(
    checklist: &Checklist,
    validity: &Validity,
    today: NaiveDate,
    chosen: Option<NaiveDate>,
) -> Vec<String> {
    let Some(expiry) = validity.expiry else {
        return vec!["Nobody has written down when it runs out: look at the letter or certificate.".to_owned()];
    };
    let Expiry { last_day, basis, .. } = expiry;
    let mut lines = Vec::new();
    let verb = if expiry.on(today) == Judgement::RunOut { "Ran out" } else { "Runs out" };
    lines.push(format!("{verb} on {}, {}.", dates::show(last_day), basis_words(basis)));
    if let Some(other) = &validity.covered_by {
        lines.push(format!("{} does as well and is completed.", quoted(checklist, other)));
    } else if expiry.on(today) != Judgement::RunOut {
        lines.extend(at_first_shift_words(validity));
        lines.push(match validity.begin_by {
            Some(day) if day <= today && validity.is_ready => "Begin to renew it now.".to_owned(),
            Some(day) if day <= today => "Renew it as soon as what it waits for is there.".to_owned(),
            Some(day) if day > last_day => {
                format!("What it waits for is not likely before {}: it cannot be renewed in time.", dates::show(day))
            }
            Some(day) => format!("Begin to renew it by {}.", dates::show(day)),
            None => "It cannot be renewed before what it waits for is there.".to_owned(),
        });
    } else if !validity.is_ready {
        lines.push("It cannot be renewed before what it waits for is there.".to_owned());
    }
    if let Some(day) = chosen.filter(|_| expiry.on(today) != Judgement::RunOut) {
        let stands = match expiry.on(day) {
            Judgement::RunOut => "has run out",
            Judgement::RenewNow => "counts, and it is time to renew it",
            Judgement::Valid => "counts",
        };
        lines.push(format!("On {} it {stands}.", dates::show(day)));
    }
    lines
}

/// The label of the rung somebody is on.
#[must_use]
pub fn rung_label<'a>(access: &Access<'a>) -> &'a str {
    access.rung.map_or(AccessLadder::NOT_YET, |rung| &rung.label)
}

/// The rung somebody is on, in words that stand beside the label.
#[must_use]
pub fn access_words(access: &Access<'_>) -> String {
    let about = access.rung.map_or("Your place is not confirmed in writing yet.", |rung| &rung.about);
    format!("{about} {}", AccessLadder::GUIDE_ONLY)
}

/// What is missing for a rung.
#[must_use]
pub fn why_not(lacking: &Lacking<'_>) -> String {
    let Lacking { need, title, why, .. } = lacking;
    let title = made_visible(title);
    match why {
        WhyNot::NotOnTheList => format!("{}: this checklist has no step for it. Ask your manager.", need.what),
        WhyNot::Open(StandingKind::Completed) => format!("{title}: completed on a later day"),
        WhyNot::Open(kind) => format!("{title}: {}", kind.label().to_lowercase()),
        WhyNot::NoDay => format!("{title}: completed, and nobody wrote down when"),
        WhyNot::NotSignedOff => format!("{title}: completed, and not signed off"),
        WhyNot::WaitsForOthers => {
            format!("{title}: something that it waits for is open, has run out or is not signed off")
        }
        WhyNot::RunOut(day) => format!("{title}: ran out on {}", dates::show(*day)),
        WhyNot::NotNeeded => format!("{title}: marked as not needed, and nobody has signed that off"),
    }
}
