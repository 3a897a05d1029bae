//! The plan of small checklists that are made for one case each, and of any.

mod dates;
mod properties;
mod renewals;

use chrono::{Days, NaiveDate};
use secure_start::checklist::{Checklist, DateField, Edit, Status, Step};
use secure_start::plan::{Assumptions, Plan, Window};
use serde_json::json;

use crate::world::{a_checklist, stamp, today};

/// A step that nobody has begun.
fn step(id: &str, days: [u16; 3], waits_for: &[&str]) -> Step {
    let [low, likely, high] = days;
    serde_json::from_value(json!({
        "id": id,
        "section": "vetting",
        "title": format!("Step {id}"),
        "who_acts": "starter",
        "waits_for": waits_for,
        "days": { "low": low, "likely": likely, "high": high },
        "renewal": { "kind": "none" },
    }))
    .unwrap()
}

/// A checklist of these steps alone.
fn of(steps: Vec<Step>) -> Checklist {
    Checklist { steps, ..a_checklist() }
}

fn plan(checklist: &Checklist) -> Plan {
    Plan::of(checklist, today(), &Assumptions::default())
}

fn days_from_today(date: Option<NaiveDate>) -> Option<i64> {
    date.map(|date| date.signed_duration_since(today()).num_days())
}

/// Earliest, likely and latest first shift, in days from today.
fn ends(checklist: &Checklist) -> [Option<i64>; 3] {
    let Window { earliest, likely, latest } = plan(checklist).first_shift;
    [earliest, likely, latest].map(days_from_today)
}

fn edited(checklist: &Checklist, edit: &Edit) -> Checklist {
    checklist.apply(edit, &stamp()).unwrap()
}

fn set_date(checklist: &Checklist, id: &str, field: DateField, date: NaiveDate) -> Checklist {
    edited(checklist, &Edit::SetDate { step: id.into(), field, date: Some(date) })
}

fn ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

fn ahead(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).unwrap()
}

/// A step that was completed a while ago and runs out in so many days.
fn lapsing(id: &str, days: [u16; 3], left: u64) -> Step {
    let mut one = step(id, days, &[]);
    (one.record.status, one.record.completed) = (Status::Completed, Some(ago(300)));
    one.record.expires = Some(ahead(left));
    one
}
