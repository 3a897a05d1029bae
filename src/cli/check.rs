//! `secure-start check`

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::{Answer, Ending, json};
use crate::catalogue::Catalogue;
use crate::outcome::{LoadError, Place};
use crate::{jobs, text, visible};

/// Says whether files open, and what is wrong with them.
#[derive(Debug, Args)]
pub struct Check {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

/// What is wrong with a file.
struct Fault {
    path: Option<String>,
    at: Option<Place>,
    what: String,
}

/// What was found in a file.
struct Verdict {
    /// Steps and completed ones, where it opens.
    opens: Option<(usize, usize)>,
    faults: Vec<Fault>,
}

impl Check {
    pub(super) fn run(&self) -> Answer {
        let verdicts: Vec<(&PathBuf, Verdict)> = self.files.iter().map(|file| (file, verdict(file))).collect();
        let is_sound = verdicts.iter().all(|(_, verdict)| verdict.opens.is_some() && verdict.faults.is_empty());
        let said = if self.json {
            let files: Vec<Value> = verdicts.iter().map(|(file, verdict)| verdict_json(file, verdict)).collect();
            json::line(&json!({ "files": files }))
        } else {
            verdicts.iter().map(|(file, verdict)| lines(file, verdict)).collect()
        };
        let ending = if is_sound { Ending::Done } else { Ending::WrongInput };
        Answer { said, complained: String::new(), ending }
    }
}

fn verdict(file: &Path) -> Verdict {
    match jobs::load(file, Catalogue::shipped()) {
        Ok(loaded) => {
            let completed = loaded.checklist.progress().completed;
            let faults = loaded.findings.into_iter().map(|located| Fault {
                path: Some(located.finding.path.join(".")),
                at: located.at,
                what: located.finding.what,
            });
            Verdict { opens: Some((loaded.checklist.steps.len(), completed)), faults: faults.collect() }
        }
        Err(error) => {
            let what = text::not_opened("It", &error).to_string();
            Verdict { opens: None, faults: vec![Fault { path: None, at: place(&error), what }] }
        }
    }
}

const fn place(error: &LoadError) -> Option<Place> {
    match error {
        LoadError::NotText { at }
        | LoadError::NotJson { at, .. }
        | LoadError::TwiceTheSameName { at, .. }
        | LoadError::WrongValue { at, .. }
        | LoadError::TwoStepsWithOneId { at, .. } => Some(*at),
        _ => None,
    }
}

fn lines(file: &Path, verdict: &Verdict) -> String {
    let name = file.display();
    let first = match verdict.opens {
        Some((steps, completed)) => format!("{name}: opens. {steps} steps, {completed} completed.\n"),
        None => format!("{name}: does not open.\n"),
    };
    let faults = verdict.faults.iter().map(|fault| {
        let place = fault.at.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        let path = fault.path.as_deref().map_or_else(String::new, |path| format!(" {path}:"));
        format!("{name}{place}:{path} {}\n", visible::made_visible(&fault.what))
    });
    std::iter::once(first).chain(faults).collect()
}

fn verdict_json(file: &Path, verdict: &Verdict) -> Value {
    let faults: Vec<Value> = verdict
        .faults
        .iter()
        .map(|fault| {
            json!({
                "path": fault.path,
                "line": fault.at.map(|at| at.line),
                "column": fault.at.map(|at| at.column),
                "what": fault.what,
            })
        })
        .collect();
    json!({ "file": file.display().to_string(), "opens": verdict.opens.is_some(), "problems": faults })
}
