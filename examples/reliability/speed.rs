//! How long a save takes, beside writing, syncing and renaming the same bytes.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use secure_start::catalogue::Catalogue;
use secure_start::checklist::Checklist;
use secure_start::disk::Who;
use secure_start::format;
use secure_start::jobs::{self, Saver};
use secure_start::outcome::OnDisk;

use crate::ground::Ground;
use crate::report::{NotRun, Ran, Tally};

/// How many steps the checklist has.
const STEPS: usize = 60;
/// As many times as the plain way a save may take.
const MOST: f64 = 3.0;

/// Both ways, one after the other, `runs` times; the medians are compared.
pub(crate) fn run(ground: &mut Ground, runs: usize) -> Ran {
    let failed = |fault: String| NotRun(format!("it could not be measured: {fault}"));
    let folder = ground.fresh("speed");
    let read = format::read(&ground.original, Catalogue::shipped()).map_err(|error| failed(error.to_string()))?;
    let checklist = with_steps(read.checklist);
    let path = folder.join("kim.json");
    let saver = Saver { who: Who { process: std::process::id(), ..Who::default() }, ..Saver::default() };
    let save = |checklist: &Checklist, on_disk: &OnDisk| {
        jobs::save(&path, checklist, on_disk, &saver, Catalogue::shipped())
            .map(|written| written.bytes)
            .map_err(|error| failed(error.to_string()))
    };
    let mut on_disk = OnDisk::Content(save(&checklist, &OnDisk::Nothing)?.into());
    let (mut plain, mut ours) = (Vec::new(), Vec::new());
    for round in 0..runs {
        let mut changed = checklist.clone();
        if let Some(step) = changed.steps.first_mut() {
            step.record.note = format!("round {round:06}");
        }
        let bytes = format::to_bytes(&changed).map_err(|error| failed(error.to_string()))?;
        let started = Instant::now();
        plainly(&folder.join("plain.json"), &bytes).map_err(|error| failed(error.to_string()))?;
        plain.push(started.elapsed());
        let started = Instant::now();
        on_disk = OnDisk::Content(save(&changed, &on_disk)?.into());
        ours.push(started.elapsed());
    }
    let (plain, ours) = (median(plain), median(ours));
    let ratio = ours.as_secs_f64() / plain.as_secs_f64();
    eprintln!("speed: a save {ours:.2?}, write, fsync and rename {plain:.2?}: {ratio:.2} times");
    let mut tally = Tally::of("speed", ground.program.naive.is_some());
    let faults = if ratio > MOST { vec![format!("{ratio:.2} times, more than {MOST}")] } else { Vec::new() };
    tally.run("the medians", &faults);
    tally.runs = runs;
    Ok(tally)
}

fn with_steps(mut checklist: Checklist) -> Checklist {
    let more: Vec<_> = checklist.steps.iter().cycle().take(STEPS).skip(checklist.steps.len()).cloned().collect();
    for (number, mut step) in more.into_iter().enumerate() {
        step.id = format!("{}-{number}", step.id).as_str().into();
        checklist.steps.push(step);
    }
    checklist.steps.truncate(STEPS);
    checklist
}

/// What a careful program does that does not look at what it replaces.
fn plainly(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(beside, path)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
