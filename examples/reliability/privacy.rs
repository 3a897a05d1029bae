//! Works with the commands and in the window, and looks for what must not be there: a connection to anywhere, and names
//! or notes outside the document and its copies.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use crate::display::{Display, waits_until};
use crate::document::Document;
use crate::ground::{Ground, NAME, need, put};
use crate::program::{Ended, Program};
use crate::report::{NotRun, Ran, Tally};
use crate::window;

/// What is typed, and found again wherever it is written.
const PLANTED: &str = "planted patricia";
/// The starter's name in every document.
const STARTER: &str = "Kim Example";
/// For the window to come, and to go when it is asked to.
const PATIENCE: Duration = Duration::from_secs(20);
/// For the copy and the save that come by themselves.
const PAUSE: Duration = Duration::from_secs(4);

pub(crate) fn run(ground: &mut Ground) -> Ran {
    need("privacy", &["strace", "Xvfb", "openbox", "xdotool", "import"])?;
    let folder = ground.fresh("privacy");
    let (file, log) = (folder.join(NAME), folder.join("strace"));
    put(&file, &ground.original);
    let traced = traced(&ground.program, &log);
    let mut tally = Tally::of("privacy", false);
    let commands: [&[&str]; 5] = [
        &["show", "--json"],
        &["check"],
        &["plan"],
        &["mark", "gather-documents", "--status", "in-progress", "--note", PLANTED],
        &["update"],
    ];
    for words in commands {
        let mut command = traced.command(&traced.path);
        let (verb, rest) = words.split_first().expect("each has a verb");
        command.arg(verb).arg(&file).args(rest).stdout(Stdio::null());
        let ended = Ended::of(&mut command);
        let mut faults = connections(&log);
        faults.extend(names_in("what it complained", &ended.complained));
        tally.run(verb, &faults);
    }
    let complained = in_the_window(&traced, &file, &folder).map_err(NotRun)?;
    // The command has written it once already.
    if !Document::read(&file).is_ok_and(|document| document.longest_note().matches(PLANTED).count() == 2) {
        return Err(NotRun("nothing was typed in the window".to_owned()));
    }
    let mut faults = connections(&log);
    faults.extend(names_in("what the window complained", &complained));
    faults.extend(written_elsewhere(&ground.program.home));
    tally.run("the window", &faults);
    Ok(tally)
}

fn traced(program: &Program, log: &Path) -> Program {
    let words = ["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o"].map(Into::into);
    program.under(words.into_iter().chain([log.as_os_str().to_owned()]))
}

/// Opens a document, types, waits until it is kept and saved, and closes: gives what was complained.
fn in_the_window(traced: &Program, file: &Path, folder: &Path) -> Result<String, String> {
    let display = Display::start()?;
    let complaints = folder.join("complaints");
    put(&complaints, b"");
    let pipe = std::fs::OpenOptions::new().append(true).open(&complaints).map_err(|error| error.to_string())?;
    let mut command = traced.command(&traced.path);
    display.show_on(&mut command);
    let started = command.arg(file).stdout(Stdio::null()).stderr(pipe).spawn();
    let mut running = started.map_err(|error| format!("the window does not start: {error}"))?;
    let came = display.wait_for(window::TITLE, PATIENCE);
    if came.is_ok() {
        display.settle(PATIENCE);
        window::go_to_note(&display);
        display.type_text(PLANTED);
        std::thread::sleep(PAUSE);
        display.key("ctrl+s");
        display.key("ctrl+q");
    }
    // Killing the tracer would leave the window behind, so that it is asked to go, and then its own end waited for.
    let is_gone = waits_until(PATIENCE, || running.try_wait().is_ok_and(|ended| ended.is_some()));
    came?;
    if !is_gone {
        return Err("the window does not close".to_owned());
    }
    std::fs::read_to_string(&complaints).map_err(|error| error.to_string())
}

/// Sockets of the internet, in what `strace` has written.
fn connections(log: &Path) -> Vec<String> {
    let calls = std::fs::read_to_string(log).unwrap_or_default();
    calls.lines().filter(|line| line.contains("AF_INET")).map(|line| format!("a connection: {line}")).collect()
}

fn names_in(place: &str, text: &str) -> Vec<String> {
    let found = [PLANTED, STARTER].into_iter().filter(|name| text.contains(name));
    found.map(|name| format!("“{name}” is in {place}")).collect()
}

/// Files of the user that hold what was typed, and are no copies of the document.
fn written_elsewhere(home: &Path) -> Vec<String> {
    let copies = home.join("data/secure-start/recovery");
    let holds = |file: &PathBuf| {
        let bytes = std::fs::read(file).unwrap_or_default();
        !names_in("", &String::from_utf8_lossy(&bytes)).is_empty()
    };
    let found = files_below(home).into_iter().filter(|file| !file.starts_with(&copies) && !is_settings(file));
    found.filter(holds).map(|file| format!("a name is in {}", file.display())).collect()
}

/// The settings hold the name of whoever works there, because they were asked for it.
fn is_settings(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == "settings.json")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() { files_below(&path) } else { vec![path] }
        })
        .collect()
}
