//! The sentences of the plan. Every date that is not recorded is an estimate, and is said to be one.

use chrono::NaiveDate;

use super::shown;
use crate::catalogue::AccessLadder;
use crate::checklist::{Basis, Checklist, Expiry, Judgement, StandingKind, Status, Step};
use crate::dates;
use crate::ids::StepId;
use crate::plan::{
    Access, AtFirstShift, Cost, DaysFrom, Lacking, Likelihood, Link, Missing, Move, MoveKind, Pace, Plan, PlannedStep,
    Saving, Told, Validity, WhyNot, Window, validity,
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
        range: format!("{lapsing}{unsigned}Your manager confirms the day. This list does not clear anybody to work."),
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
    checklist.step(id).map_or_else(|| id.to_string(), |step| shown(&step.title))
}

fn quoted(checklist: &Checklist, id: &StepId) -> String {
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
        let over = if plan.steps.iter().any(is_over) { ", and what is over that already to come today" } else { "" };
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
#[must_use]
pub fn pace_words(step: &PlannedStep) -> Option<String> {
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
#[must_use]
pub fn told_words(told: Told) -> String {
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

/// What leaving it costs the first shift.
fn cost_words(found: &Move) -> String {
    let is_waiting = matches!(found.kind, MoveKind::Chase | MoveKind::Wait);
    match (found.cost, found.is_date_known) {
        (Cost::Stops, _) if found.kind == MoveKind::Resolve => "No date until this is sorted out".to_owned(),
        (Cost::Stops, _) => "Nobody can work without it".to_owned(),
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
        (Cost::NothingYet, _) => "In time so far".to_owned(),
        (Cost::Nothing, _) => "Does not hold up the first shift".to_owned(),
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
    let who = shown(&found.who);
    let mut parts = vec![match (found.since, found.days_waiting(today)) {
        // Days and working days cannot be compared.
        (Some(since), Some(days)) if days >= 0 && found.working => {
            format!("With {who} since {}, usually {} working days", dates::show(since), found.usual_days)
        }
        (Some(since), Some(days)) if days >= 0 => {
            let usual = dates::days(i64::from(found.usual_days));
            format!("With {who} since {}: {}, usually {usual}", dates::show(since), dates::days(days))
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
#[must_use]
pub const fn basis_words(basis: Basis) -> &'static str {
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
            Some(day) if day <= today => "Begin to renew it now.".to_owned(),
            Some(day) => format!("Begin to renew it by {}.", dates::show(day)),
            None => "It cannot be renewed before what it waits for is there.".to_owned(),
        });
    } else {
        return lines;
    }
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

/// By how much a step can be late; none where the first shift does not wait for it.
#[must_use]
pub fn slack_words(step: &PlannedStep) -> Option<String> {
    let days = |days: i32| dates::days(i64::from(days));
    match step.slack {
        _ if step.is_on_chain => Some("Sets the date.".to_owned()),
        // It is known only if every problem were sorted out.
        Some(_) if step.finish.likely.is_none() => Some("The first shift waits for it.".to_owned()),
        Some(0) => Some("No day to lose.".to_owned()),
        Some(slack) if step.pace != Pace::InTime => {
            Some(format!("Can take {} more without moving the first shift.", days(slack)))
        }
        Some(slack) => Some(format!("Can be {} late without moving the first shift.", days(slack))),
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
        let before = if step.holds_up { " before the first shift" } else { "" };
        format!("It was completed, and has to be renewed{before}.")
    });
    let undated = step.is_undated.then(|| "Nobody wrote down when it began, so its days count from today.".to_owned());
    let pace = pace_words(step).map(|words| format!("It is {words}."));
    let told = step.told.map(told_words);
    [renewal, pace, undated, told, from].into_iter().flatten().collect()
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
        WhyNot::NoDay => format!("{title}: completed, and nobody wrote down when"),
        WhyNot::NotSignedOff => format!("{title}: completed, and not signed off"),
        WhyNot::WaitsForOthers => {
            format!("{title}: something that it waits for is open, has run out or is not signed off")
        }
        WhyNot::RunOut(day) => format!("{title}: ran out on {}", dates::show(*day)),
        WhyNot::NotNeeded => format!("{title}: marked as not needed, and nobody has signed that off"),
    }
}
