//! Dates that do not fit together, or not with the day on the wall. Nothing is repaired: they are named.

use chrono::NaiveDate;

use super::{Checklist, Status, Step};
use crate::dates;
use crate::finding::Finding;

/// More than these are not a list to work through; the rest is left out.
const MOST: usize = 100;

/// What is wrong with the dates of a checklist on a day, from the top of the file down: the first hundred.
#[must_use]
pub fn clashes(checklist: &Checklist, today: NaiveDate) -> Vec<Finding> {
    let mut found = Vec::new();
    if checklist.made > today {
        let made = dates::show(checklist.made);
        found.push(Finding::new(
            &["made"],
            format!("This checklist was made on {made}, which is still to come. Check the date of this computer."),
        ));
    }
    for (place, step) in checklist.steps.iter().enumerate() {
        of_step(checklist, &place.to_string(), step, today, &mut found);
    }
    // A history goes forward: one entry of tomorrow says enough.
    let later = checklist.log.iter().enumerate().rev().find(|(_, entry)| entry.at.date_naive() > next_day(today));
    if let Some((place, entry)) = later {
        let on = dates::show(entry.at.date_naive());
        found.push(Finding::new(
            &["log", &place.to_string()],
            format!("The history has an entry of {on}, which is still to come. Check the date of this computer."),
        ));
    }
    found.truncate(MOST);
    found
}

/// Somebody east of here is a day ahead.
fn next_day(today: NaiveDate) -> NaiveDate {
    today.succ_opt().unwrap_or(today)
}

fn of_step(checklist: &Checklist, place: &str, step: &Step, today: NaiveDate, found: &mut Vec<Finding>) {
    let (record, title) = (&step.record, &step.title);
    let mut add = |member: &str, what: String| found.push(Finding::new(&["steps", place, "record", member], what));
    let still_to_come = [
        ("asked", record.asked, "was asked for"),
        ("completed", record.completed, "was completed"),
        ("waiting_since", record.waiting_since, "has been waited for since"),
        ("chases", record.chases.iter().map(|chase| chase.on).max(), "was asked for again"),
        ("sign_off", record.sign_off.as_ref().map(|sign_off| sign_off.on), "was signed off"),
    ];
    for (member, date, what) in still_to_come {
        if let Some(date) = date.filter(|date| *date > today) {
            let on = if member == "waiting_since" { "" } else { " on" };
            add(member, format!("\u{201c}{title}\u{201d} {what}{on} {}, which is still to come.", dates::show(date)));
        }
    }
    if let (Some(asked), Some(completed)) = (record.asked, record.completed)
        && completed < asked
    {
        add("completed", format!("\u{201c}{title}\u{201d} was completed before the day it was asked for."));
    }
    let before_asking = [
        ("expected", record.expected, "is to be done, as somebody said,"),
        ("chases", record.chases.iter().map(|chase| chase.on).min(), "was asked for again"),
    ];
    for (member, date, what) in before_asking {
        if let (Some(date), Some(asked)) = (date, record.asked)
            && date < asked
        {
            add(member, format!("\u{201c}{title}\u{201d} {what} before the day it was asked for."));
        }
    }
    if record.status != Status::Completed && record.completed.is_some() {
        add("completed", format!("\u{201c}{title}\u{201d} has a day of completion and is not completed."));
    }
    if let (Some(completed), Some(expires)) = (record.completed, record.expires)
        && expires < completed
    {
        add("expires", format!("\u{201c}{title}\u{201d} runs out before the day it was completed."));
    }
    if let (Some(sign_off), Some(completed)) = (&record.sign_off, record.completed)
        && sign_off.on < completed
    {
        add("sign_off", format!("\u{201c}{title}\u{201d} was signed off before the day it was completed."));
    }
    if record.status != Status::Completed || !record.reason.is_empty() || !step.retired.is_empty() {
        return;
    }
    // What counted on that day and has run out since was enough.
    let on = record.completed.unwrap_or(today);
    let is_open = |other: &&Step| other.record.status != Status::Completed && !checklist.is_satisfied(other, on);
    for other in checklist.open_prerequisites(step, today).into_iter().filter(is_open) {
        let other = &other.title;
        add(
            "status",
            format!(
                "\u{201c}{title}\u{201d} is completed without a reason, and \u{201c}{other}\u{201d}, which it waits for, is not."
            ),
        );
    }
    let before = step.waits_for.iter().filter_map(|id| checklist.step(id));
    for other in before.filter(|other| other.record.status == Status::Completed) {
        if let (Some(completed), Some(first)) = (record.completed, other.record.completed)
            && completed < first
        {
            let other = &other.title;
            add(
                "completed",
                format!("\u{201c}{title}\u{201d} was completed before \u{201c}{other}\u{201d}, which it waits for."),
            );
        }
    }
}
