//! Kills the window while somebody types in it. What was typed up to two seconds before is in the recovery folder, and
//! the next start offers it and can save it.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::chance::Chance;
use crate::display::{Display, waits_until};
use crate::document::Document;
use crate::ground::{Ground, NAME, need, put};
use crate::report::{NotRun, Ran, Tally};

pub(crate) const TITLE: &str = "Secure Start";

/// The keys from a window that has just opened a document to the note of a step: the next step has the focus, Return
/// opens it, and the note is the last field of its record.
const TO_THE_NOTE: &[&str] =
    &["Return", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab"];

/// Between two of these keys, for the focus to be where the next one starts from.
const BETWEEN_KEYS: Duration = Duration::from_millis(150);

/// What is typed this long before a kill has to be safe.
const MOST_LOST: Duration = Duration::from_secs(2);

/// The kill comes within these after the first character.
const SOONEST: Duration = Duration::from_millis(500);
const LATEST: Duration = Duration::from_secs(6);

/// For the window to come, for the recovery to be offered, and for a save to be done.
const PATIENCE: Duration = Duration::from_secs(10);

/// For the picture to stay the same.
const SETTLING: Duration = Duration::from_secs(5);

/// What was typed into the note: each character with when it had been sent.
type Typed = Vec<(char, Instant)>;

pub(crate) fn run(ground: &mut Ground, runs: usize) -> Ran {
    need("window", &["Xvfb", "openbox", "xdotool", "import"])?;
    if ground.program.naive.is_some() {
        return Err(NotRun("a naive saver has no window".to_owned()));
    }
    let mut tally = Tally::of("window", false);
    let mut offered = 0;
    for number in 0..runs {
        let length = SOONEST + ground.chance.up_to(LATEST.saturating_sub(SOONEST));
        let text = words_by_chance(&mut ground.chance, number);
        let faults = match one_run(ground, &text, length, &mut offered) {
            Ok(faults) => faults,
            // Where there has never been a window, there is none to try.
            Err(why) if number == 0 => return Err(NotRun(why)),
            Err(why) => vec![why],
        };
        tally.run(&format!("run {number}, killed after {} ms", length.as_millis()), &faults);
    }
    if offered == 0 && tally.damaged == 0 {
        return Err(NotRun("every kill came before there was anything to recover".to_owned()));
    }
    eprintln!("window: recovery was needed and came in {offered} of {runs} runs");
    Ok(tally)
}

fn one_run(ground: &Ground, text: &str, length: Duration, offered: &mut usize) -> Result<Vec<String>, String> {
    let file = ground.fresh("window").join(NAME);
    put(&file, &ground.original);
    let recovery = ground.program.home.join("data/secure-start/recovery");
    std::fs::remove_dir_all(&recovery).ok();
    let display = Display::start()?;
    let window = Window::open(ground, &display, &file)?;
    go_to_note(&display);
    let typed = edit(&display, text, length);
    let killed = window.kill();
    let kept = match kept_note(&recovery) {
        Ok(kept) => kept,
        // Nothing has to be kept of what was typed only just now.
        Err(_) if sent_before(&typed, killed).is_empty() => return Ok(Vec::new()),
        Err(fault) => return Ok(vec![fault]),
    };
    let mut faults = lost(&typed, killed, &kept);
    if std::fs::read(&file).ok().as_ref() != Some(&ground.original) {
        faults.push("the document itself was changed before anybody saved".to_owned());
    }
    // An empty note would be “back” without anything having been offered.
    if faults.is_empty() && !kept.is_empty() {
        faults = match Window::open(ground, &display, &file) {
            Ok(_window) => restore(&display, &file, &kept),
            Err(why) => vec![format!("the start after the kill: {why}")],
        };
        *offered += usize::from(faults.is_empty());
    }
    Ok(faults)
}

/// A window program of ours, which never outlives the run.
struct Window(Child);

impl Window {
    fn open(ground: &Ground, display: &Display, file: &Path) -> Result<Self, String> {
        let log = ground.program.home.join("window.log");
        put(&log, b"");
        let complaints = OpenOptions::new().append(true).open(&log).expect("a log of ours can be opened");
        let mut command = ground.program.command(&ground.program.path);
        display.show_on(&mut command);
        command.arg(file).stdout(Stdio::null()).stderr(complaints);
        let mut window = Self(command.spawn().map_err(|error| format!("the window does not start: {error}"))?);
        if let Err(why) = display.wait_for(TITLE, PATIENCE) {
            let state = window.0.try_wait().ok().flatten();
            let state = state.map_or_else(|| "still running".to_owned(), |status| status.to_string());
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            return Err(format!("{why}; the program: {state}, “{}”", said.trim()));
        }
        display.settle(SETTLING);
        Ok(window)
    }

    /// Says when it was killed.
    fn kill(mut self) -> Instant {
        self.0.kill().expect("a child can be killed");
        Instant::now()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Brings the keyboard into the note of a step.
pub(crate) fn go_to_note(display: &Display) {
    for key in TO_THE_NOTE {
        display.key(key);
        // The picture never settles once a text cursor blinks in it.
        std::thread::sleep(BETWEEN_KEYS);
    }
}

/// Types for a length of time, and says when each character had been sent.
fn edit(display: &Display, text: &str, length: Duration) -> Typed {
    let started = Instant::now();
    let mut typed = Vec::new();
    for character in text.chars() {
        if started.elapsed() >= length {
            break;
        }
        display.type_text(&character.to_string());
        typed.push((character, Instant::now()));
    }
    // Where the text was shorter than the time, the kill waits all the same.
    std::thread::sleep(length.saturating_sub(started.elapsed()));
    typed
}

/// The note in the newest document of the recovery folder.
fn kept_note(recovery: &Path) -> Result<String, String> {
    let newest = unsaved(recovery)
        .into_iter()
        .max_by_key(|file| file.metadata().and_then(|about| about.modified()).unwrap_or(SystemTime::UNIX_EPOCH));
    let newest = newest.ok_or_else(|| "nothing was kept for recovery".to_owned())?;
    let document = Document::read(&newest).map_err(|fault| format!("what was kept is torn: {fault}"))?;
    Ok(document.longest_note().to_owned())
}

fn unsaved(recovery: &Path) -> Vec<PathBuf> {
    let keys = std::fs::read_dir(recovery).into_iter().flatten().flatten();
    let files = keys.flat_map(|key| std::fs::read_dir(key.path()).into_iter().flatten().flatten());
    let paths = files.map(|file| file.path());
    paths.filter(|path| path.to_string_lossy().ends_with(".unsaved.json")).collect()
}

fn sent_before(typed: &Typed, killed: Instant) -> String {
    let safe = typed.iter().filter(|(_, sent)| killed.saturating_duration_since(*sent) > MOST_LOST);
    safe.map(|(character, _)| character).collect()
}

/// What is wrong with what was kept of what was typed.
fn lost(typed: &Typed, killed: Instant, kept: &str) -> Vec<String> {
    let all: String = typed.iter().map(|(character, _)| character).collect();
    let safe = sent_before(typed, killed);
    if !all.starts_with(kept) {
        return vec![format!("“{kept}” was kept, and “{all}” was typed")];
    }
    if kept.len() < safe.len() {
        let (more, most) = (safe.len() - kept.len(), MOST_LOST.as_secs());
        return vec![format!("{more} characters are lost that were typed more than {most} s before the kill")];
    }
    Vec::new()
}

/// Takes up what the start after the kill offers, and saves it.
fn restore(display: &Display, file: &Path, kept: &str) -> Vec<String> {
    // The window has settled, so the dialog is there if it ever will be; its usual button restores.
    display.key("Return");
    display.settle(SETTLING);
    let mut looks = 0_usize;
    let is_saved = waits_until(PATIENCE, || {
        // A key that came while the window was busy is pressed once more, but not at every look.
        if looks.is_multiple_of(20) {
            display.key("ctrl+s");
        }
        looks += 1;
        Document::read(file).is_ok_and(|document| document.longest_note() == kept)
    });
    if is_saved { Vec::new() } else { vec!["the recovery was not offered, or did not bring the note back".to_owned()] }
}

/// Small letters and spaces, more than can be typed in the time.
fn words_by_chance(chance: &mut Chance, number: usize) -> String {
    let letters = (0..LATEST.as_millis() / 10).map(|at| {
        let letter = char::from(b'a' + u8::try_from(chance.below(26)).unwrap_or_default());
        if at % 7 == 6 { ' ' } else { letter }
    });
    format!("run {number} {}", letters.collect::<String>())
}
