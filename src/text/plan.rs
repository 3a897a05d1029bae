//! The sentences of the plan. Every date that is not recorded is an estimate, and is said to be one.

use crate::checklist::{Checklist, Status, Step};
use crate::dates;
use crate::ids::StepId;
use crate::plan::{
    AtFirstShift, DaysFrom, Likelihood, Link, Missing, Pace, Plan, PlannedStep, Saving, Told, Validity, Window,
    validity,
};
use crate::visible::made_visible;

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
        return all_done(checklist, plan);
    }
    let Some(likely) = likely else { return not_known(checklist, plan) };
    let day = dates::show(likely);
    let latest_words = match latest {
        Some(latest) => format!("latest {}. An estimate from the days of each step.", dates::show(latest)),
        None => format!("and no latest date. {}", late_words(checklist, plan)),
    };
    if !plan.only_if_today.is_empty() {
        let titles: Vec<String> = plan.only_if_today.iter().map(|id| quoted(checklist, id)).collect();
        let steps = plan.only_if_today.iter().filter_map(|id| plan.step(id));
        let over: Vec<String> = steps.filter_map(pace_words).collect();
        let over = if over.len() == 1 { format!("It is {}. ", over.join("")) } else { String::new() };
        return Headline {
            what: format!("First shift: {day}, if {} were completed today", list(&titles)),
            range: match latest {
                Some(latest) => format!("{over}At the latest {}. An estimate.", dates::show(latest)),
                None => late_words(checklist, plan),
            },
        };
    }
    match earliest {
        Some(earliest) if Some(earliest) == latest => Headline {
            what: format!("First shift: {day}"),
            range: "An estimate: the shortest and the longest days lead to the same day.".to_owned(),
        },
        earliest => Headline {
            what: format!("First shift: likely {day}"),
            range: format!("Earliest {}, {latest_words}", earliest.map(dates::show).unwrap_or_default()),
        },
    }
}

/// Why there is no latest date, though there is a likely one.
fn late_words(checklist: &Checklist, plan: &Plan) -> String {
    let late = plan.missing.iter().filter_map(|missing| match missing {
        Missing::Late(id) => Some(format!("{} is {}", quoted(checklist, id), plan.step(id).and_then(pace_words)?)),
        Missing::Problem(_) | Missing::Circle(_) | Missing::TooFar => None,
    });
    let late: Vec<String> = late.collect();
    match late.as_slice() {
        [] => {
            let why = plan.missing.iter().map(|missing| missing_words(checklist, plan, missing));
            why.collect::<Vec<_>>().join(" ")
        }
        [one] => format!("{one}, and nobody can say when it comes. Ask: the likely date takes it to come today."),
        more => {
            format!("{}, and nobody can say when they come. Ask: the likely date takes them to come today.", list(more))
        }
    }
}

fn all_done(checklist: &Checklist, plan: &Plan) -> Headline {
    let is_bad = |found: &Validity| found.gates && found.at_first_shift == AtFirstShift::RunsOut;
    let lapsing =
        validity(checklist, plan).into_iter().find(is_bad).and_then(|found| Some((found.planned_start?, found)));
    let lapsing = lapsing.map_or_else(String::new, |(start, found)| {
        let title = quoted(checklist, &found.step);
        format!("{title} runs out before your planned start, {}: renew it first. ", dates::show(start))
    });
    let gates = |step: &Step| step.gates_first_shift && step.retired.is_empty();
    let nothing = if checklist.steps.iter().any(gates) { "" } else { "No step on this list has to come before it. " };
    let is_unsigned = |step: &&Step| {
        let is_completed = step.record.status == Status::Completed && step.retired.is_empty();
        is_completed && step.needs_sign_off && step.record.sign_off.is_none()
    };
    let unsigned = match checklist.steps.iter().filter(is_unsigned).count() {
        0 => String::new(),
        1 => "1 completed step is not signed off yet. ".to_owned(),
        count => format!("{count} completed steps are not signed off yet. "),
    };
    Headline {
        what: "First shift: nothing that is open holds it up".to_owned(),
        range: format!(
            "{nothing}{lapsing}{unsigned}Your manager confirms the day. This list does not clear anybody to work."
        ),
    }
}

fn not_known(checklist: &Checklist, plan: &Plan) -> Headline {
    let is = |meant: fn(&Missing) -> bool| plan.missing.iter().filter(|missing| meant(missing)).count();
    let problems = is(|missing| matches!(missing, Missing::Problem(_)));
    let has_circle = is(|missing| matches!(missing, Missing::Circle(_))) > 0;
    let if_sorted = match problems {
        0 => "",
        1 => "If that problem were sorted out today",
        _ => "If these problems were sorted out today",
    };
    let apart = match (has_circle, problems) {
        (false, _) => "",
        (true, 0) => "Apart from these steps and what waits for them",
        (true, _) => ", and apart from what waits in a circle",
    };
    let at_best = plan.at_best.likely.filter(|_| problems > 0 || has_circle);
    let at_best = at_best.map(|day| format!("{if_sorted}{apart}: likely {}.", dates::show(day)));
    // What is late is the smaller trouble then.
    let why = plan.missing.iter().filter(|missing| !matches!(missing, Missing::Late(_)));
    let why = why.map(|missing| missing_words(checklist, plan, missing));
    Headline { what: "First shift: not known".to_owned(), range: why.chain(at_best).collect::<Vec<_>>().join(" ") }
}

/// "a", "a and b", "a, b and c".
fn list(words: &[String]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.join(""),
    }
}

/// Why a date is not known.
#[must_use]
pub fn missing_words(checklist: &Checklist, plan: &Plan, missing: &Missing) -> String {
    match missing {
        Missing::Problem(id) => format!("There is a problem with {}.", quoted(checklist, id)),
        Missing::Circle(ids) => {
            let titles: Vec<String> = ids.iter().map(|id| quoted(checklist, id)).collect();
            format!("These steps wait for each other in a circle: {}. Ask whoever made the file.", titles.join(", "))
        }
        Missing::Late(id) => {
            let late = plan.step(id).and_then(pace_words).unwrap_or_default();
            format!("{} is {late}, and nobody can say when it comes: ask.", quoted(checklist, id))
        }
        Missing::TooFar => "The days of the steps add up to a day after the year 2199.".to_owned(),
    }
}

fn title(checklist: &Checklist, id: &StepId) -> String {
    checklist.step(id).map_or_else(|| id.to_string(), |step| made_visible(&step.title))
}

pub(super) fn quoted(checklist: &Checklist, id: &StepId) -> String {
    format!("\u{201c}{}\u{201d}", title(checklist, id))
}

/// Which step sets the date, and with how many of the days.
#[must_use]
pub fn sets_the_date(checklist: &Checklist, plan: &Plan) -> Option<String> {
    let titles: Vec<String> = plan.only_if_today.iter().map(|id| quoted(checklist, id)).collect();
    let (sets, set) = if plan.first_shift.likely.is_some() { ("sets", "set") } else { ("would set", "would set") };
    match titles.as_slice() {
        [] => {}
        [one] => return Some(format!("{one} {sets} your date: each further day moves it.")),
        more => return Some(format!("{} {set} your date: each further day of any of them moves it.", list(more))),
    }
    let total: i64 = plan.chain.iter().map(|link| i64::from(link.days)).sum();
    let longest = plan.chain.iter().rev().max_by_key(|link| link.days)?;
    let Link { step, days, .. } = longest;
    let of = if total == i64::from(*days) { dates::days(total) } else { format!("{days} of {}", dates::days(total)) };
    Some(format!("{} {sets} your date: {of} from today.", quoted(checklist, step)))
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
fn chance(share: f64) -> String {
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
pub fn likelihood_words(checklist: &Checklist, plan: &Plan, likelihood: &Likelihood) -> Vec<String> {
    let late = plan.missing.iter().filter_map(|missing| match missing {
        Missing::Late(id) => Some(quoted(checklist, id)),
        Missing::Problem(_) | Missing::Circle(_) | Missing::TooFar => None,
    });
    let late: Vec<String> = late.collect();
    let mut lines = Vec::new();
    if !late.is_empty() {
        lines.push(format!("The chances count on {} today, though nobody can say when.", list(&late)));
    }
    match (likelihood.by_planned_start, checklist.starter.planned_start) {
        (Some(_), Some(start)) if start < plan.today => {
            lines.push(format!("The planned start, {}, has passed.", dates::show(start)));
        }
        (Some(share), Some(start)) => {
            lines.push(format!("Chance to be ready on the planned start, {}: {}.", dates::show(start), chance(share)));
        }
        _ => {}
    }
    let Likelihood { runs, half, four_fifths, nearly_all, by_likely, .. } = *likelihood;
    if plan.is_all_done {
        // Only what runs out before the planned start leaves anything to chance.
        return lines.into_iter().filter(|_| likelihood.by_planned_start.is_some_and(|share| share < 1.0)).collect();
    }
    let runs = thousands(runs);
    if half == nearly_all {
        lines.push(format!("Of {runs} runs through the steps, 95 % are ready by {}.", dates::show(half)));
    } else {
        lines.push(format!(
            "Of {runs} runs through the steps, 50 % are ready by {}, 80 % by {} and 95 % by {}.",
            dates::show(half),
            dates::show(four_fifths),
            dates::show(nearly_all)
        ));
    }
    if by_likely < 0.5 && plan.only_if_today.is_empty() {
        // At the high estimate, it would move the likely date.
        let is_over = |step: &PlannedStep| {
            let more = step.finish.latest.zip(step.finish.likely).map(|(latest, likely)| (latest - likely).num_days());
            let is_tight = step.slack.is_some_and(|slack| more.is_none_or(|more| more > i64::from(slack)));
            step.pace != Pace::InTime && is_tight
        };
        let over = match plan.steps.iter().filter(|step| is_over(step)).map(|step| step.slack).min() {
            Some(Some(0)) => ", and what is over that already to come today",
            Some(_) => ", and what is over that already to come in time",
            None => "",
        };
        lines.push(format!(
            "The likely date holds in {} of them: it needs every step to take no longer than is likely{over}.",
            chance(by_likely)
        ));
    }
    lines
}

/// What the chances rest on.
#[must_use]
pub fn likelihood_basis(likelihood: &Likelihood) -> String {
    format!(
        "An estimate from {} runs through the steps. In each, every open step takes between its shortest and its longest \
         days, most often near the likely ones, whatever the other steps take. Where either of two steps would do, the \
         slower counts until one is begun. What nobody foresees is not in it.",
        thousands(likelihood.runs)
    )
}

/// How the three dates are worked out.
pub const DATES_BASIS: &str = "Earliest, likely and latest are what follows if every open step takes its shortest, its \
    likely or its longest days, one after the other where they wait. A day that somebody named counts instead of an \
    estimate. Whatever can begin is taken to begin today. What runs out before the first shift is taken to be renewed \
    from today. Nobody has promised any of these dates.";

fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

/// By how much a step that is under way is late; none where it is not.
fn pace_words(step: &PlannedStep) -> Option<String> {
    let days = |days: i32| match (step.working, days) {
        (true, 1) => "1 working day".to_owned(),
        (true, days) => format!("{days} working days"),
        (false, days) => dates::days(i64::from(days)),
    };
    match step.pace {
        Pace::InTime => None,
        Pace::OverLikely(over) => Some(format!("{} over its likely days", days(over))),
        Pace::LaterThanUsual(over) => Some(format!("{} later than usual", days(over))),
    }
}

/// What has become of the day that somebody named.
fn told_words(told: Told) -> String {
    match told {
        Told::Counts(day) => format!("Somebody named {}.", dates::show(day)),
        Told::Passed(day) => {
            format!("The day that somebody named, {}, has passed: the days of the step count.", dates::show(day))
        }
        Told::CannotHold(day) => format!(
            "The day that somebody named, {}, cannot hold at the likely pace: what it waits for takes too long.",
            dates::show(day)
        ),
    }
}

/// By how much a step can be late; none where the first shift does not wait for it.
#[must_use]
pub fn slack_words(plan: &Plan, step: &PlannedStep) -> Option<String> {
    let days = |days: i32| dates::days(i64::from(days));
    let is_known = plan.first_shift.likely.is_some();
    let then = if is_known { "without moving the first shift" } else { "once the rest is sorted out" };
    match step.slack {
        _ if step.is_on_chain && is_known => Some("Sets the date.".to_owned()),
        _ if step.is_on_chain => Some("Would set the date.".to_owned()),
        // It is known only if every problem were sorted out.
        Some(_) if step.finish.likely.is_none() => Some("The first shift waits for it.".to_owned()),
        Some(0) => Some("No day to lose.".to_owned()),
        Some(slack) if step.pace != Pace::InTime => Some(format!("Can take {} more {then}.", days(slack))),
        Some(slack) => Some(format!("Can be {} late {then}.", days(slack))),
        None if step.holds_up => Some("The first shift waits for it.".to_owned()),
        None => None,
    }
}

/// What else is to be said about a step beside its dates.
#[must_use]
pub fn step_notes(step: &PlannedStep) -> Vec<String> {
    let from = match step.days_from {
        DaysFrom::Step => None,
        DaysFrom::Own => Some("The days are those that you were told.".to_owned()),
        DaysFrom::Team(count) => Some(format!("The days are those of your team: {count} completed steps.")),
    };
    let renewal = step.is_renewal.then(|| {
        let until = if step.holds_up { " until the first shift" } else { "" };
        format!("It was completed, and does not last{until}.")
    });
    let undated = step.is_undated.then(|| "Nobody wrote down when it began, so its days count from today.".to_owned());
    let pace = pace_words(step).map(|words| format!("It is {words}."));
    let told = step.told.map(told_words);
    [renewal, pace, undated, told, from].into_iter().flatten().collect()
}
