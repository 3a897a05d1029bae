//! A folder of a team with files in it that are none: each has to be named with its reason, and nobody may be missing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use secure_start::catalogue::Catalogue;
use secure_start::checklist::Checklist;
use secure_start::format;
use serde_json::Value;

use crate::ground::Ground;
use crate::program::Program;
use crate::report::{NotRun, Ran, Tally};

#[path = "../make_team/faults.rs"]
mod faults;
#[path = "../make_team/people.rs"]
mod people;

/// Of so many files, one is not as it should be.
const ONE_IN: usize = 10;
const TODAY: &str = "2026-11-22";
const FOLDERS: usize = 40;

pub(crate) fn run(ground: &mut Ground, runs: usize) -> Ran {
    let root = ground.fresh("folder");
    let today: NaiveDate = TODAY.parse().map_err(|_| NotRun("there is no such day".to_owned()))?;
    let planted = runs / ONE_IN;
    let people = people::People::new(Catalogue::shipped(), today, 10);
    let made: Result<Vec<(PathBuf, Checklist)>, String> = (0..runs - planted)
        .into_par_iter()
        .map(|number| {
            let checklist = people.person(number).ok_or("a person could not be made")?;
            let path = root.join(format!("a team {:02}", number % FOLDERS)).join(format!("person {number:05}.json"));
            let bytes = format::to_bytes(&checklist).map_err(|error| error.to_string())?;
            secure_start::disk::write_own(&path, &bytes).map_err(|error| error.to_string())?;
            Ok((path, checklist))
        })
        .collect();
    let made = made.map_err(NotRun)?;
    let mut wanted = BTreeMap::new();
    for number in 0..planted {
        let seed = usize::try_from(ground.chance.below(1 << 20)).unwrap_or_default();
        let (_, checklist) = made.get(seed % made.len()).ok_or(NotRun("there is nobody".to_owned()))?;
        // Behind the people by its name, so that of two copies the other is shown.
        let place = root.join(format!("z {:02}", seed % FOLDERS));
        std::fs::create_dir_all(&place).map_err(|error| NotRun(error.to_string()))?;
        let (path, words) = faults::plant(&place, number, number % faults::KINDS, checklist)
            .map_err(|error| NotRun(error.to_string()))?;
        wanted.insert(path.display().to_string(), words);
    }
    let mut tally = Tally::of("folder", false);
    let team = team(&ground.program, &root).map_err(NotRun)?;
    let told = list(&team, "unreadable", "path");
    for (path, words) in &wanted {
        let reasons: Vec<String> =
            told.iter().filter(|(other, _)| other == path).map(|(_, row)| text(row, "reason")).collect();
        let faults = match reasons.as_slice() {
            [one] if one.contains(words) => Vec::new(),
            [one] => vec![format!("the reason is \u{201c}{one}\u{201d} and not \u{201c}{words}\u{201d}")],
            others => vec![format!("it is named {} times", others.len())],
        };
        tally.run(path, &faults);
    }
    let shown = list(&team, "people", "path");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (path, _) in &shown {
        *seen.entry(path.clone()).or_default() += 1;
    }
    for (path, _) in &made {
        let count = seen.get(&path.display().to_string()).copied().unwrap_or_default();
        let faults = if count == 1 { Vec::new() } else { vec![format!("the person is shown {count} times")] };
        tally.run(&path.display().to_string(), &faults);
    }
    let count = |name: &str| team.pointer(&format!("/counts/{name}")).and_then(Value::as_u64).unwrap_or_default();
    let is_sum = count("found") == count("shown") + count("unreadable");
    let is_all = count("found") == u64::try_from(runs).unwrap_or_default();
    let faults = if is_sum && is_all { Vec::new() } else { vec![format!("the counts are {:?}", team.get("counts"))] };
    tally.beside("the counts", &faults);
    Ok(tally)
}

fn team(program: &Program, folder: &Path) -> Result<Value, String> {
    let mut command = program.command(&program.path);
    let output = command.args(["team", "--json", "--today", TODAY]).arg(folder).output();
    let output = output.map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// The rows under a name, each with the text of one of its members.
fn list<'a>(team: &'a Value, name: &str, member: &str) -> Vec<(String, &'a Value)> {
    let rows = team.get(name).and_then(Value::as_array).into_iter().flatten();
    rows.map(|row| (text(row, member), row)).collect()
}

fn text(row: &Value, member: &str) -> String {
    row.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}
