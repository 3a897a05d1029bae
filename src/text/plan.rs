//! The sentences of the plan. Every date that is not recorded is an estimate, and is said to be one.

use chrono::NaiveDate;

use super::shown;
use crate::catalogue::AccessLadder;
use crate::checklist::{Basis, Checklist, Expiry, Judgement, StandingKind};
use crate::dates;
use crate::ids::StepId;
use crate::plan::{
    Access, AtFirstShift, Cost, DaysFrom, Lacking, Likelihood, Link, Missing, Move, MoveKind, Pace, Plan, PlannedStep,
    Saving, Told, Validity, WhyNot, Window,
};

/// The answer to "When can I start?".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// "First shift: likely 24 March 2027".
    pub what: String,
    /// The range, or why nothing is known. Empty where nothing is to be added.
    pub range: String,
}

/// When the first shift can be.
#[must_use]
pub fn headline(checklist: &Checklist, plan: &Plan) -> Headline {
    let Window { earliest, likely, latest } = plan.first_shift;
    if plan.is_all_done {
        return Headline {
            what: "First shift: nothing on this list holds it up".to_owned(),
            range: "Your manager confirms the day. This list does not clear anybody to work.".to_owned(),
        };
    }
    if let (Some(likely), Some((step, pace))) = (likely, overdue(plan)) {
        let by = pace_words(pace).map(|words| format!("It is {words}. ")).unwrap_or_default();
        let latest = match (pace, latest) {
            (Pace::OverLikely(_), Some(latest)) => {
                format!("If it takes its longest days, the first shift is by {}. An estimate.", dates::show(latest))
            }
            _ => "Nobody can say when it comes: ask.".to_owned(),
        };
        return Headline {
            what: format!("First shift: {}, if {} were completed today", dates::show(likely), quoted(checklist, step)),
            range: format!("{by}{latest}"),
        };
    }
    match (earliest, likely, latest) {
        (Some(earliest), Some(likely), Some(latest)) if earliest == latest => Headline {
            what: format!("First shift: {}", dates::show(likely)),
            range: "An estimate: every open step has one number of days, or a day that somebody named.".to_owned(),
        },
        (Some(earliest), Some(likely), Some(latest)) => Headline {
            what: format!("First shift: likely {}", dates::show(likely)),
            range: format!(
                "Earliest {}, latest {}. An estimate from the days of each step.",
                dates::show(earliest),
                dates::show(latest)
            ),
        },
        _ => {
            let at_best = plan.at_best.likely.filter(|_| !plan.missing.contains(&Missing::TooFar));
            let otherwise = if plan.missing.iter().any(|missing| matches!(missing, Missing::Circle(_))) {
                "Without these steps"
            } else {
                "If that were sorted out today"
            };
            let at_best = at_best.map(|day| format!("{otherwise}: likely {}.", dates::show(day)));
            let why = plan.missing.iter().map(|missing| missing_words(checklist, missing));
            Headline {
                what: "First shift: not known".to_owned(),
                range: why.chain(at_best).collect::<Vec<_>>().join(" "),
            }
        }
    }
}

/// The step of the chain that is over its likely days: the date holds only if it is finished today.
fn overdue(plan: &Plan) -> Option<(&StepId, Pace)> {
    let planned = plan.chain.iter().filter_map(|link| plan.step(&link.step));
    planned.filter(|step| step.pace != Pace::InTime).map(|step| (&step.id, step.pace)).next()
}

/// Why a date is not known.
#[must_use]
pub fn missing_words(checklist: &Checklist, missing: &Missing) -> String {
    match missing {
        Missing::Problem(id) => format!("There is a problem with {}.", quoted(checklist, id)),
        Missing::Circle(ids) => {
            let titles: Vec<String> = ids.iter().map(|id| quoted(checklist, id)).collect();
            format!("These steps wait for each other in a circle: {}. Ask whoever made the file.", titles.join(", "))
        }
        Missing::TooFar => "The days of the steps add up to a day after the year 2199.".to_owned(),
    }
}

fn title(checklist: &Checklist, id: &StepId) -> String {
    checklist.step(id).map_or_else(|| id.to_string(), |step| shown(&step.title))
}

fn quoted(checklist: &Checklist, id: &StepId) -> String {
    format!("\u{201c}{}\u{201d}", title(checklist, id))
}

/// Which step sets the date, and with how many of the days.
#[must_use]
pub fn sets_the_date(checklist: &Checklist, plan: &Plan) -> Option<String> {
    if let Some((step, _)) = overdue(plan) {
        return Some(format!("{} sets your date: each further day moves it by a day.", quoted(checklist, step)));
    }
    let total: i64 = plan.chain.iter().map(|link| i64::from(link.days)).sum();
    let longest = plan.chain.iter().rev().max_by_key(|link| link.days)?;
    let Link { step, days, .. } = longest;
    let of = if total == i64::from(*days) { dates::days(total) } else { format!("{days} of {}", dates::days(total)) };
    Some(format!("{} sets your date: {of}.", quoted(checklist, step)))
}

/// What acting today is worth.
#[must_use]
pub fn saving_words(checklist: &Checklist, saving: &Saving) -> String {
    match saving {
        Saving::ByBeginning { step, instead_of, days } => format!(
            "To begin {} today instead of on {} saves {}.",
            quoted(checklist, step),
            instead_of.format("%A %-d %B"),
            dates::days(*days)
        ),
        Saving::ByFinishing { step, likely, days } => format!(
            "If {} were completed today, the first shift would be likely {}: {} earlier.",
            quoted(checklist, step),
            dates::show(*likely),
            dates::days(*days)
        ),
    }
}

/// A share as whole hundredths, never a certainty.
#[must_use]
pub fn chance(share: f64) -> String {
    if share < 0.01 {
        "under 1 %".to_owned()
    } else if share > 0.99 {
        "over 99 %".to_owned()
    } else {
        format!("about {:.0} %", share * 100.0)
    }
}

/// How likely it is.
#[must_use]
pub fn likelihood_words(likelihood: &Likelihood, planned_start: Option<NaiveDate>) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(share), Some(start)) = (likelihood.by_planned_start, planned_start) {
        lines.push(format!("Chance to be ready on the planned start, {}: {}.", dates::show(start), chance(share)));
    }
    lines.push(format!(
        "Ready by {} in 50 %, by {} in 80 % and by {} in 95 % of all tries.",
        dates::show(likelihood.half),
        dates::show(likelihood.four_fifths),
        dates::show(likelihood.nearly_all)
    ));
    lines
}

/// What the chances rest on.
#[must_use]
pub fn likelihood_basis(likelihood: &Likelihood) -> String {
    format!(
        "An estimate from {} tries. In each, every open step takes between its shortest and its longest days, most often \
         near the likely ones, whatever the other steps take. Where either of two steps would do, the slower counts \
         until one is begun. What nobody foresees is not in it.",
        thousands(likelihood.runs)
    )
}

/// How the three dates are worked out.
pub const DATES_BASIS: &str = "Earliest, likely and latest are what follows if every open step takes its shortest, its \
    likely or its longest days, one after the other where they wait. A day that somebody named counts instead of an \
    estimate. Nobody has promised any of these dates.";

fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

/// Whether a step that is under way is late; none where it is not.
#[must_use]
pub fn pace_words(pace: Pace) -> Option<String> {
    match pace {
        Pace::InTime => None,
        Pace::OverLikely(days) => Some(format!("{} over its likely days", dates::days(i64::from(days)))),
        Pace::LaterThanUsual(days) => Some(format!("{} later than usual", dates::days(i64::from(days)))),
    }
}

/// What has become of the day that somebody named.
#[must_use]
pub fn told_words(told: Told) -> String {
    match told {
        Told::Counts(day) => format!("Somebody named {}.", dates::show(day)),
        Told::Passed(day) => {
            format!("The day that somebody named, {}, has passed: the days of the step count.", dates::show(day))
        }
        Told::CannotHold(day) => format!(
            "The day that somebody named, {}, cannot hold at the likely pace: the step begins too late for it.",
            dates::show(day)
        ),
    }
}

/// What leaving it costs the first shift.
#[must_use]
pub fn cost_words(cost: Cost) -> String {
    match cost {
        Cost::Stops => "Nobody can work without it".to_owned(),
        Cost::After(days) if days <= 0 => "Each day costs the first shift a day".to_owned(),
        Cost::After(days) => format!("Can wait {} without moving the first shift", dates::days(i64::from(days))),
        Cost::NothingYet => "In time so far".to_owned(),
        Cost::Nothing => "Does not hold up the first shift".to_owned(),
    }
}

/// What there is to do, as a sentence and a line below it.
#[must_use]
pub fn move_words(found: &Move, today: NaiveDate) -> (String, String) {
    let title = shown(&found.title);
    let who = if found.is_own { "You".to_owned() } else { sentence_case(&shown(&found.who)) };
    let what = match found.kind {
        MoveKind::RunOut => format!("Renew: {title}"),
        MoveKind::Resolve => format!("Sort out the problem: {title}"),
        MoveKind::Do => title,
        MoveKind::Chase => format!("Ask again: {title}"),
        MoveKind::Renew => format!("Renew in time: {title}"),
        MoveKind::Wait => format!("Wait: {title}"),
    };
    let mut parts = Vec::new();
    match found.kind {
        MoveKind::Chase | MoveKind::Wait => parts.extend(waiting(found, today)),
        MoveKind::RunOut => parts.extend(found.last_day.map(|day| format!("Ran out on {}", dates::show(day)))),
        MoveKind::Renew => parts.extend(found.last_day.map(|day| format!("Runs out on {}", dates::show(day)))),
        MoveKind::Do | MoveKind::Resolve => parts.push(format!("{who} {}", if found.is_own { "act" } else { "acts" })),
    }
    parts.push(match (found.kind, found.cost) {
        (MoveKind::Renew, Cost::After(days)) => format!("{} left", dates::days(i64::from(days))),
        (_, cost) => cost_words(cost),
    });
    (what, parts.join(" \u{b7} "))
}

fn waiting(found: &Move, today: NaiveDate) -> Vec<String> {
    let who = shown(&found.who);
    let mut parts = vec![match (found.since, found.days_waiting(today)) {
        (Some(since), Some(days)) => {
            let usual = dates::days(i64::from(found.usual_days));
            format!("With {who} since {}: {}, usually {usual}", dates::show(since), dates::days(days))
        }
        _ => format!("With {who}: write down since when"),
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
#[must_use]
pub const fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Recorded => "as you wrote it down",
        Basis::FixedDate => "by the dates of its register",
        Basis::AtTheLatest => "at the latest, counted from its completion: write down the real day",
    }
}

/// Whether something is still valid: today, on the first shift, and on a day of choice.
#[must_use]
pub fn validity_words(validity: &Validity, today: NaiveDate, chosen: Option<NaiveDate>) -> Vec<String> {
    let Some(expiry) = validity.expiry else {
        return vec!["Nobody has written down when it runs out: look at the letter or certificate.".to_owned()];
    };
    let Expiry { last_day, basis, renew_from } = expiry;
    let mut lines = Vec::new();
    if expiry.on(today) == Judgement::RunOut {
        lines.push(format!("Ran out on {}, {}.", dates::show(last_day), basis_words(basis)));
        return lines;
    }
    lines.push(format!("Runs out on {}, {}.", dates::show(last_day), basis_words(basis)));
    lines.extend(match validity.at_first_shift {
        AtFirstShift::RunsOut => Some("That is before your first shift can be: renew it first.".to_owned()),
        AtFirstShift::MayRunOut => Some("That may be before your first shift.".to_owned()),
        AtFirstShift::Valid => Some("Your first shift falls before that.".to_owned()),
        AtFirstShift::NotKnown => None,
    });
    lines.push(match expiry.on(today) {
        Judgement::RenewNow => "Begin to renew it now.".to_owned(),
        Judgement::Valid | Judgement::RunOut => format!("Begin to renew it on {}.", dates::show(renew_from)),
    });
    if let Some(day) = chosen {
        let stands = match expiry.on(day) {
            Judgement::RunOut => "has run out",
            Judgement::RenewNow => "counts, and it is time to renew it",
            Judgement::Valid => "counts",
        };
        lines.push(format!("On {} it {stands}.", dates::show(day)));
    }
    lines
}

/// What is to be said about a step beside its dates.
#[must_use]
pub fn step_notes(step: &PlannedStep) -> Vec<String> {
    let slack = match step.slack {
        _ if step.is_on_chain => Some("Sets the date.".to_owned()),
        Some(0) => Some("No day to lose.".to_owned()),
        Some(days) => Some(format!("Can be {} late without moving the first shift.", dates::days(i64::from(days)))),
        None => None,
    };
    let from = match step.days_from {
        DaysFrom::Step => None,
        DaysFrom::Own => Some("The days are those that you were told.".to_owned()),
        DaysFrom::Team(count) => Some(format!("The days are those of your team: {count} completed steps.")),
    };
    let pace = pace_words(step.pace).map(|words| format!("{words}."));
    slack.into_iter().chain(pace).chain(step.told.map(told_words)).chain(from).collect()
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
    let title = shown(title);
    match why {
        WhyNot::NotOnTheList => format!("{}: this checklist has no step for it. Ask your manager.", need.what),
        WhyNot::Open(StandingKind::Completed) => format!("{title}: completed on a later day"),
        WhyNot::Open(kind) => format!("{title}: {}", kind.label().to_lowercase()),
        WhyNot::NotSignedOff => format!("{title}: completed, and not signed off"),
        WhyNot::WaitsForOthers => format!("{title}: completed before what it waits for"),
        WhyNot::RunOut(day) => format!("{title}: ran out on {}", dates::show(*day)),
        WhyNot::NotNeeded => format!("{title}: marked as not needed, and nobody has signed that off"),
    }
}
