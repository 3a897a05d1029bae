//! `secure-start catalogue`

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{Answer, json};
use crate::catalogue::{Catalogue, Choice, Citation, Reference};

/// Lists what the program knows.
#[derive(Debug, Args)]
pub struct List {
    what: What,
    /// Only one step, in full, as a site pack would write it
    id: Option<String>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    Nations,
    Settings,
    Roles,
    Contracts,
    Steps,
    Panels,
}

impl List {
    pub(super) fn run(&self) -> Answer {
        let catalogue = Catalogue::shipped();
        match (&self.id, self.what) {
            (Some(id), What::Steps) => return one_step(catalogue, id),
            (Some(_), _) => {
                return Answer::misused("Only steps can be asked for one by one: secure-start catalogue steps ID.");
            }
            (None, _) => {}
        }
        let items = match self.what {
            What::Nations => choices(catalogue, &catalogue.nations),
            What::Roles => choices(catalogue, &catalogue.roles),
            What::Contracts => choices(catalogue, &catalogue.contracts),
            What::Settings => settings(catalogue),
            What::Steps => steps(catalogue),
            What::Panels => panels(catalogue),
        };
        if self.json {
            return Answer::done(json::line(&Value::Array(items)));
        }
        let word = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let width = items.iter().map(|item| word(item, "id").len()).max().unwrap_or_default();
        let line = |item: &Value| {
            let label = [word(item, "label"), word(item, "title")].concat();
            let nations: Vec<&str> =
                item.get("nations").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
            let nations = if nations.is_empty() { String::new() } else { format!(" ({})", nations.join(", ")) };
            format!("{:width$}  {label}{nations}\n", word(item, "id"))
        };
        // Steps stand under their sections, by the word that a site pack writes.
        let mut said = String::new();
        let mut section = String::new();
        for item in &items {
            let here = word(item, "section");
            if here != section {
                said.push_str(if section.is_empty() { "" } else { "\n" });
                said.push_str(&here);
                said.push_str(":\n");
                section = here;
            }
            said.push_str(&line(item));
        }
        Answer::done(said)
    }
}

/// Everything that a site pack can change about a step, in its words.
fn one_step(catalogue: &Catalogue, id: &str) -> Answer {
    let Some(step) = catalogue.step(&id.into()) else {
        return Answer::wrong(format!(
            "There is no step \u{201c}{id}\u{201d}. \u{201c}secure-start catalogue steps\u{201d} lists them."
        ));
    };
    Answer::done(format!(
        "{:#}\n",
        json!({
            "step": step.id,
            "title": step.title,
            "hint": step.hint,
            "guidance": step.guidance,
            "who_acts": step.who_acts,
            "waits_for": step.waits_for,
            "days": step.days,
            "waits_on_others": step.waits_on_others,
            "expect": step.expect,
            "meanwhile": step.meanwhile,
            "ask": step.ask,
            "write_down": step.write_down,
            "renewal": step.renewal,
            "needs_sign_off": step.needs_sign_off,
        })
    ))
}

fn choices<Id: serde::Serialize>(catalogue: &Catalogue, choices: &[Choice<Id>]) -> Vec<Value> {
    choices
        .iter()
        .map(|choice| {
            json!({
                "id": choice.id,
                "label": choice.label,
                "about": choice.about,
                "sources": sources(catalogue, &choice.sources),
            })
        })
        .collect()
}

fn settings(catalogue: &Catalogue) -> Vec<Value> {
    let setting = |setting: &crate::catalogue::Setting| {
        json!({
            "id": setting.id,
            "label": setting.label,
            "nations": setting.nations,
            "about": setting.about,
            "sources": sources(catalogue, &setting.sources),
        })
    };
    catalogue.settings.iter().map(setting).collect()
}

fn steps(catalogue: &Catalogue) -> Vec<Value> {
    let step = |step: &crate::catalogue::StepDefinition| {
        json!({
            "id": step.id,
            "section": step.section,
            "title": step.title,
            "hint": step.hint,
            "who_acts": step.who_acts,
            "waits_for": step.waits_for,
            "alternatives": step.alternatives,
            "days": step.days,
            "waits_on_others": step.waits_on_others,
            "needs_sign_off": step.needs_sign_off,
            "renewal": step.renewal,
            "required_by_law": step.required_by_law,
            "carry_over": { "worth": step.carry_over.worth, "confirmed_by": step.carry_over.confirmed_by },
            "sources": sources(catalogue, &step.sources),
        })
    };
    catalogue.steps.iter().map(step).collect()
}

fn panels(catalogue: &Catalogue) -> Vec<Value> {
    let panel = |panel: &crate::catalogue::Panel| {
        json!({
            "id": format!("{}/{}", panel.kind.id(), panel.id),
            "title": panel.title,
            "reviewed": panel.review.map(|review| review.reviewed),
            "review_due": panel.review.map(|review| review.review_due),
            "sources": sources(catalogue, &panel.citations),
        })
    };
    Reference::shipped().panels.iter().map(panel).collect()
}

fn sources(catalogue: &Catalogue, citations: &[Citation]) -> Vec<Value> {
    let source = |citation: &Citation| {
        let source = catalogue.sources.get(&citation.source)?;
        Some(json!({
            "id": source.id,
            "title": source.title,
            "address": source.address,
            "as_of": source.as_of,
            "confidence": citation.confidence,
        }))
    };
    citations.iter().filter_map(source).collect()
}
