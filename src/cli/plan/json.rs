//! The JSON of `plan --json`. Members are only ever added.

use serde_json::{Value, json};

use super::found::Found;
use crate::catalogue::AccessLadder;
use crate::checklist::{Basis, Judgement};
use crate::ids::StepId;
use crate::plan::{
    AtFirstShift, Cost, DaysFrom, ENOUGH, Lacking, Likelihood, Missing, Move, MoveKind, Pace, PlannedStep, SEED,
    Saving, Told, Validity, WhyNot, Window, access, moves, saving, validity,
};
use crate::text;

pub(super) fn plan(found: &Found<'_>) -> Value {
    let Found { checklist, dates, today, .. } = found;
    let title = |id: &StepId| checklist.step(id).map_or("", |step| step.title.as_str());
    let on = found.on.unwrap_or(*today);
    let access = access(checklist, &found.catalogue.access, on);
    json!({
        "id": checklist.id,
        "today": today,
        "name": checklist.starter.name,
        "planned_start": checklist.starter.planned_start,
        "first_shift": window(&dates.first_shift),
        "at_best": window(&dates.at_best),
        "without_trials": found.untried.map(|untried| window(&untried.first_shift)),
        "is_all_done": dates.is_all_done,
        "only_if_today": dates.only_if_today,
        "missing": dates.missing.iter().map(|missing| json!({
            "kind": match missing {
                Missing::Problem(_) => "problem",
                Missing::Circle(_) => "circle",
                Missing::Late(_) => "late",
                Missing::TooFar => "too-far",
            },
            "steps": match missing {
                Missing::Problem(id) | Missing::Late(id) => vec![id],
                Missing::Circle(ids) => ids.iter().collect(),
                Missing::TooFar => Vec::new(),
            },
            "what": text::missing_words(checklist, dates, missing),
        })).collect::<Vec<Value>>(),
        "clashes": found.looks_wrong.iter().map(|clash| json!({
            "path": clash.path.join("."),
            "what": clash.what,
        })).collect::<Vec<Value>>(),
        "chain": dates.chain.iter().map(|link| json!({
            "step": link.step,
            "title": title(&link.step),
            "from": link.from,
            "until": link.until,
            "days": link.days,
        })).collect::<Vec<Value>>(),
        "saving": saving(checklist, dates, found.assumptions).map(|saving| saving_json(&saving)),
        "likelihood": found.likelihood.as_ref().map(likelihood),
        "team": found.learned.map(|learned| json!({
            "checklists": learned.experience.checklists(),
            "left_out": learned.left_out,
            "enough": ENOUGH,
        })),
        "moves": moves(checklist, dates).iter().map(move_json).collect::<Vec<Value>>(),
        "validity": validity(checklist, dates)
            .iter()
            .map(|one| validity_json(one, title(&one.step), found))
            .collect::<Vec<Value>>(),
        "access": {
            "on": on,
            "rung": access.rung.map_or("not-yet", |rung| &rung.id),
            "label": text::rung_label(&access),
            "note": AccessLadder::GUIDE_ONLY,
            "next": access.next.map(|rung| &rung.id),
            "missing": access.missing.iter().map(lacking).collect::<Vec<Value>>(),
            "undated": access.undated,
        },
        "steps": dates.steps.iter().map(|step| step_json(step, title(&step.id))).collect::<Vec<Value>>(),
    })
}

fn window(window: &Window) -> Value {
    json!({ "earliest": window.earliest, "likely": window.likely, "latest": window.latest })
}

fn saving_json(saving: &Saving) -> Value {
    match saving {
        Saving::ByBeginning { step, instead_of, days } => {
            json!({ "step": step, "kind": "begin", "instead_of": instead_of, "days": days })
        }
        Saving::ByFinishing { step, likely, days } => {
            json!({ "step": step, "kind": "finish", "first_shift": likely, "days": days })
        }
    }
}

fn likelihood(likelihood: &Likelihood) -> Value {
    json!({
        "runs": likelihood.runs,
        "seed": SEED,
        "by_likely": likelihood.by_likely,
        "by_planned_start": likelihood.by_planned_start,
        "p50": likelihood.half,
        "p80": likelihood.four_fifths,
        "p95": likelihood.nearly_all,
    })
}

fn move_json(found: &Move) -> Value {
    json!({
        "step": found.step,
        "title": found.title,
        "kind": match found.kind {
            MoveKind::RunOut => "run-out",
            MoveKind::Resolve => "resolve",
            MoveKind::Do => "do",
            MoveKind::Chase => "chase",
            MoveKind::Renew => "renew",
            MoveKind::Wait => "wait",
        },
        "who": found.who,
        "costs": match found.cost {
            Cost::Stops => "stops",
            Cost::After(_) => "after",
            Cost::NotKnown => "not-known",
            Cost::Perhaps => "perhaps",
            Cost::NothingYet => "nothing-yet",
            Cost::Nothing => "nothing",
        },
        "costs_after_days": if let Cost::After(days) = found.cost { Some(days) } else { None },
        "since": found.since,
        "last_chased": found.last_chased,
        "chase_due": found.chase_due,
        "last_day": found.last_day,
        "begin_by": found.begin_by,
        "is_for_today": found.is_for_today(),
    })
}

fn validity_json(validity: &Validity, title: &str, found: &Found<'_>) -> Value {
    let judged = |judgement| match judgement {
        Judgement::Valid => "valid",
        Judgement::RenewNow => "renew-now",
        Judgement::RunOut => "run-out",
    };
    let expiry = validity.expiry;
    json!({
        "step": validity.step,
        "title": title,
        "last_day": expiry.map(|expiry| expiry.last_day),
        "basis": expiry.map(|expiry| match expiry.basis {
            Basis::Recorded => "recorded",
            Basis::FixedDate => "fixed-date",
            Basis::AtTheLatest => "at-the-latest",
        }),
        "renew_from": expiry.map(|expiry| expiry.renew_from),
        "begin_by": validity.begin_by,
        "covered_by": validity.covered_by,
        "today": expiry.map(|expiry| judged(expiry.on(found.today))),
        "first_shift": match validity.at_first_shift {
            AtFirstShift::Valid => "valid",
            AtFirstShift::NotKnown => "not-known",
            AtFirstShift::MayRunOut => "may-run-out",
            AtFirstShift::RunsOut => "runs-out",
        },
        "on": found.on,
        "on_that_day": expiry.zip(found.on).map(|(expiry, on)| judged(expiry.on(on))),
    })
}

fn lacking(lacking: &Lacking<'_>) -> Value {
    json!({
        "need": lacking.need.what,
        "step": lacking.step,
        "why": match lacking.why {
            WhyNot::NotOnTheList => "not-on-the-list",
            WhyNot::Open(_) => "open",
            WhyNot::NoDay => "no-day",
            WhyNot::NotSignedOff => "not-signed-off",
            WhyNot::WaitsForOthers => "waits-for-others",
            WhyNot::RunOut(_) => "run-out",
            WhyNot::NotNeeded => "not-needed",
        },
        "what": text::why_not(lacking),
    })
}

fn step_json(step: &PlannedStep, title: &str) -> Value {
    let [low, likely, high] = step.days;
    let (told, told_stands) = match step.told {
        None => (None, None),
        Some(Told::Counts(day)) => (Some(day), Some("counts")),
        Some(Told::Passed(day)) => (Some(day), Some("passed")),
        Some(Told::CannotHold(day)) => (Some(day), Some("cannot-hold")),
    };
    json!({
        "id": step.id,
        "title": title,
        "is_open": step.is_open,
        "is_renewal": step.is_renewal,
        "holds_up": step.holds_up,
        "may_hold_up": step.may_hold_up,
        "can_wait": step.can_wait,
        "begun": step.begun,
        "is_undated": step.is_undated,
        "begin": window(&step.begin),
        "finish": window(&step.finish),
        "slack": step.slack,
        "is_on_chain": step.is_on_chain,
        "pace": match step.pace {
            Pace::InTime => "in-time",
            Pace::OverLikely(_) => "over-likely",
            Pace::LaterThanUsual(_) => "later-than-usual",
        },
        "days_over": match step.pace {
            Pace::InTime => None,
            Pace::OverLikely(days) | Pace::LaterThanUsual(days) => Some(days),
        },
        "told": told,
        "told_stands": told_stands,
        "days": {
            "low": low,
            "likely": likely,
            "high": high,
            "working": step.working,
            "from": match step.days_from {
                DaysFrom::Step => "step",
                DaysFrom::Own => "own",
                DaysFrom::Team(_) => "team",
            },
            "team_steps": if let DaysFrom::Team(count) = step.days_from { Some(count) } else { None },
        },
    })
}
