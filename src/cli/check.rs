//! `secure-start check`

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::{Answer, Ending, Surroundings, json};
use crate::catalogue::Catalogue;
use crate::checklist::clashes;
use crate::jobs::Ledger;
use crate::outcome::{LoadError, LocatedFinding, PackError, Place};
use crate::{format, jobs, text, visible};

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
    /// What it holds, in a sentence, where it opens.
    opens: Option<String>,
    faults: Vec<Fault>,
    /// What is only unwise.
    advice: Vec<Fault>,
}

impl Check {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let today = surroundings.stamp.today;
        let ledger = Ledger::read(surroundings.ledger.as_deref());
        let verdicts: Vec<(&PathBuf, Verdict)> =
            self.files.iter().map(|file| (file, verdict(file, &ledger, today))).collect();
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

fn verdict(file: &Path, ledger: &Ledger, today: NaiveDate) -> Verdict {
    if jobs::is_pack(file) {
        return pack_verdict(file);
    }
    match jobs::load(file, Catalogue::shipped()) {
        Ok(mut loaded) => {
            ledger.compare(&mut loaded);
            let (steps, completed) = (loaded.checklist.steps.len(), loaded.checklist.progress(today).completed);
            let opens = Some(format!("{steps} steps, {completed} completed."));
            let clashes = format::located(&loaded.bytes, clashes(&loaded.checklist, today));
            let found = loaded.findings.into_iter().chain(clashes).collect();
            let newer = loaded.newer.map(|found| text::only_to_be_read("It", found).to_string());
            let newer = newer.map(|what| Fault { path: None, at: None, what });
            Verdict { opens, faults: newer.into_iter().chain(faults(found)).collect(), advice: Vec::new() }
        }
        Err(error) => {
            let what = text::not_opened("It", &error).to_string();
            Verdict { opens: None, faults: vec![Fault { path: None, at: place(&error), what }], advice: Vec::new() }
        }
    }
}

fn pack_verdict(file: &Path) -> Verdict {
    match jobs::load_pack(file, Catalogue::shipped()) {
        Ok((pack, advice)) => {
            let opens = format!(
                "A site pack: {}. It adds {}, hides {} and changes {}.",
                visible::made_visible(&pack.name()),
                steps(pack.add.len()),
                steps(pack.hide.len()),
                steps(pack.change.len())
            );
            Verdict { opens: Some(opens), faults: Vec::new(), advice: faults(advice) }
        }
        Err(PackError::Faults(found)) => Verdict { opens: None, faults: faults(found), advice: Vec::new() },
        Err(error @ PackError::NotRead(_)) => {
            let at = if let PackError::NotRead(error) = &error { place(error) } else { None };
            let what = text::pack_not_used("It", &error).to_string();
            Verdict { opens: None, faults: vec![Fault { path: None, at, what }], advice: Vec::new() }
        }
    }
}

fn steps(count: usize) -> String {
    if count == 1 { "1 step".to_owned() } else { format!("{count} steps") }
}

fn faults(located: Vec<LocatedFinding>) -> Vec<Fault> {
    let fault = |located: LocatedFinding| Fault {
        path: Some(located.finding.path.join(".")),
        at: located.at,
        what: located.finding.what,
    };
    located.into_iter().map(fault).collect()
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
    let first = match &verdict.opens {
        Some(holds) => format!("{name}: opens. {holds}\n"),
        None => format!("{name}: does not open.\n"),
    };
    let line = |fault: &Fault, kind: &str| {
        let place = fault.at.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        let path = fault.path.as_deref().filter(|path| !path.is_empty());
        let path = path.map_or_else(String::new, |path| format!(" {}:", visible::made_visible(path)));
        format!("{name}{place}:{path}{kind} {}\n", visible::made_visible(&fault.what))
    };
    let faults = verdict.faults.iter().map(|fault| line(fault, ""));
    let advice = verdict.advice.iter().map(|fault| line(fault, " Advice:"));
    std::iter::once(first).chain(faults).chain(advice).collect()
}

fn verdict_json(file: &Path, verdict: &Verdict) -> Value {
    let list = |faults: &[Fault]| -> Vec<Value> {
        let fault = |fault: &Fault| {
            json!({
                "path": fault.path,
                "line": fault.at.map(|at| at.line),
                "column": fault.at.map(|at| at.column),
                "what": fault.what,
            })
        };
        faults.iter().map(fault).collect()
    };
    json!({
        "file": file.display().to_string(),
        "opens": verdict.opens.is_some(),
        "problems": list(&verdict.faults),
        "advice": list(&verdict.advice),
    })
}
