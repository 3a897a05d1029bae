//! The JSON that commands print. Members are only ever added.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::catalogue::Catalogue;
use crate::catalogue::pack::{LeftOut, SiteChange};
use crate::checklist::{Carried, Checklist, Record, Standing, Step};
use crate::ids::StepId;
use crate::plan::{Assumptions, Plan, needed_by, next};

/// One value on one line.
pub(super) fn line(value: &Value) -> String {
    format!("{value}\n")
}

pub(super) fn checklist(checklist: &Checklist, catalogue: &Catalogue, today: NaiveDate) -> Value {
    let latest = needed_by(checklist, today, &Assumptions::default());
    let starter = &checklist.starter;
    let progress = checklist.progress(today);
    let plan = Plan::of(checklist, today, &Assumptions::default());
    let next = next(checklist, &plan, &Assumptions::default());
    let step = |step: &Step| step_json(checklist, catalogue, step, today, latest.get(&step.id).copied());
    let steps: Vec<Value> = checklist.steps.iter().map(step).collect();
    json!({
        "id": checklist.id,
        "catalogue": checklist.catalogue,
        "made": checklist.made,
        "today": today,
        "starter": {
            "name": starter.name,
            "nation": starter.nation,
            "setting": starter.setting,
            "role": starter.role,
            "contract": starter.contract,
            "site": starter.site,
            "employer": starter.employer,
            "planned_start": starter.planned_start,
        },
        "progress": { "completed": progress.completed, "total": progress.total },
        "next": next.step().map(|step| json!({
            "id": step.id,
            "title": step.title,
            "who": next.who(),
            "begin_by": latest.get(&step.id),
        })),
        "steps": steps,
        "site_pack": checklist.site_pack.as_ref().map(|pack| json!({
            "id": pack.id,
            "title": pack.title,
            "author": pack.author,
            "written": pack.written,
            "review_due": pack.review_due,
            "is_overdue": pack.is_overdue(today),
        })),
        "left_out": checklist.left_out(catalogue).into_iter().map(left_out).collect::<Vec<Value>>(),
    })
}

fn carried(carried: &Carried) -> Value {
    json!({
        "worth": carried.worth,
        "confirmed_by": carried.confirmed_by,
        "from": carried.from,
        "completed": carried.completed,
        "expires": carried.expires,
        "reference": carried.reference,
    })
}

fn left_out(left_out: &LeftOut) -> Value {
    json!({
        "id": left_out.step.id,
        "title": left_out.step.title,
        "reason": left_out.reason,
        "required_by_law": left_out.step.required_by_law,
    })
}

fn step_json(
    checklist: &Checklist,
    catalogue: &Catalogue,
    step: &Step,
    today: NaiveDate,
    begin_by: Option<NaiveDate>,
) -> Value {
    let definition = catalogue.definition(&step.id);
    let changed = match definition.and_then(|definition| definition.local.as_ref()) {
        Some(SiteChange::Changed { what, .. }) => what.clone(),
        Some(SiteChange::Added) | None => Vec::new(),
    };
    let standing = checklist.standing(step, today);
    let open: Vec<&StepId> = match &standing {
        Standing::CannotStartYet(open) => open.iter().map(|step| &step.id).collect(),
        _ => Vec::new(),
    };
    let Record { asked, completed, expires, reference, note, waiting_on, waiting_since, reason, .. } = &step.record;
    let mut members = Map::new();
    for (name, value) in [
        ("id", json!(step.id)),
        ("section", json!(step.section)),
        ("title", json!(step.title)),
        ("status", json!(standing.kind().id())),
        ("recorded_status", json!(step.record.status)),
        ("waits_for", json!(step.waits_for)),
        ("still_waits_for", json!(open)),
        ("alternatives", json!(step.alternatives)),
        ("who_acts", json!(step.who_acts)),
        ("days", json!(step.days)),
        ("begin_by", json!(begin_by)),
        ("needs_sign_off", json!(step.needs_sign_off)),
        ("signed_off", json!(step.record.sign_off.is_some())),
        ("asked", json!(asked)),
        ("completed", json!(completed)),
        ("expires", json!(expires)),
        ("reference", json!(reference)),
        ("note", json!(note)),
        ("waiting_on", json!(waiting_on)),
        ("waiting_since", json!(waiting_since)),
        ("chases", json!(step.record.chases)),
        ("reason", json!(reason)),
        ("retired", json!(step.retired)),
        ("required_by_law", json!(definition.is_some_and(|definition| definition.required_by_law))),
        ("changed_by_pack", json!(changed)),
        ("carried", json!(step.record.carried.as_ref().map(carried))),
    ] {
        members.insert(name.to_owned(), value);
    }
    Value::Object(members)
}
