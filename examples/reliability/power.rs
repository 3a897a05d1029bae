//! Cuts the power of a disk while the program saves on it: a file system in an image is shut down without writing its
//! journal. What was acknowledged before that has to be there when the image is mounted again.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::document::{Document, STEP};
use crate::ground::{Ground, NAME, leftovers, need, need_root, next_start, put, tool};
use crate::mount::Mount;
use crate::program::Ended;
use crate::report::{NotRun, Ran, Tally};

const IMAGE_SIZE: u64 = 64 << 20;
/// The cut comes at most so long after the first acknowledged save of a round.
const LONGEST: Duration = Duration::from_millis(60);
/// After so many rounds, a fresh document, whose log is short.
const FRESH_EVERY: usize = 25;
/// A file system that has been shut down refuses everything, so a round never gets as far.
const MOST_SAVES: usize = 2000;

/// What was told to the user in one round.
struct Told {
    /// The last save that was acknowledged before the cut was ordered.
    sure: usize,
    /// The last one that was tried.
    tried: usize,
}

pub(crate) fn run(ground: &mut Ground, rounds: usize) -> Ran {
    need_root("power")?;
    need("power", &["mkfs.ext4", "mount", "umount", "xfs_io"])?;
    let mut tally = Tally::of("power", ground.program.naive.is_some());
    let folder = ground.fresh("power");
    let (image, point) = (folder.join("image"), folder.join("disk"));
    std::fs::create_dir(&point).expect("a folder to mount on can be made");
    put(&image, b"");
    let opened = std::fs::OpenOptions::new().write(true).open(&image);
    opened.and_then(|file| file.set_len(IMAGE_SIZE)).expect("an image can be made");
    tool(&["mkfs.ext4", "-q", "-F"], &image).map_err(NotRun)?;
    let (mut sure_in_all, mut is_fresh) = (0, true);
    for round in 0..rounds {
        let delay = ground.chance.up_to(LONGEST);
        // A naive saver leaves nothing that it could go on from, and damage is not to go on into the next round.
        is_fresh |= round.is_multiple_of(FRESH_EVERY) || ground.program.naive.is_some();
        let (told, faults) = one_round(ground, (&image, &point), round, delay, is_fresh)?;
        is_fresh = !faults.is_empty();
        sure_in_all += told.sure;
        tally.run(&format!("round {round}, cut after {} µs and {} saves", delay.as_micros(), told.sure), &faults);
    }
    eprintln!("power: {sure_in_all} saves were acknowledged before a cut");
    Ok(tally)
}

fn one_round(
    ground: &Ground,
    (image, point): (&Path, &Path),
    round: usize,
    delay: Duration,
    is_fresh: bool,
) -> Result<(Told, Vec<String>), NotRun> {
    let file = point.join(NAME);
    let mount = Mount::image(image, point)?;
    if is_fresh {
        for name in leftovers(&file) {
            std::fs::remove_file(point.join(name)).expect("what was left can be removed");
        }
        put(&file, &ground.original);
    }
    let told = save_until_cut(ground, point, round, delay)?;
    drop(mount);
    // Mounting replays the journal, as after a real cut.
    let _mount = Mount::image(image, point)?;
    let mut faults = Vec::new();
    match Document::read(&file) {
        Err(fault) => faults.push(fault),
        Ok(document) => {
            let note = document.note(STEP);
            if !(told.sure..=told.tried).any(|number| note == note_of(round, number)) {
                faults.push(format!("save {} was acknowledged, and the note is “{note}”", told.sure));
            }
        }
    }
    if faults.is_empty() {
        faults = next_start(&ground.program, &file, &format!("After round {round:05}"));
    }
    Ok((told, faults))
}

/// Saves again and again while another thread waits for its moment to cut the power. It starts to wait with the first
/// save that is acknowledged, so that every round has something to lose.
fn save_until_cut(ground: &Ground, point: &Path, round: usize, delay: Duration) -> Result<Told, NotRun> {
    let is_ordered = AtomicBool::new(false);
    let (start, started) = mpsc::channel::<()>();
    let mut told = Told { sure: 0, tried: 0 };
    let mut refusal = String::new();
    let cut = std::thread::scope(|scope| {
        let order = &is_ordered;
        let cutter = scope.spawn(move || cut(&started, order, delay, point));
        for number in 1..=MOST_SAVES {
            told.tried = number;
            let ended = ground.program.mark(&point.join(NAME), &note_of(round, number));
            if !ended.has_acknowledged() {
                refusal = ended.said();
                break;
            }
            // Only where the order comes after the answer is it sure which was first.
            if !is_ordered.load(Ordering::SeqCst) {
                told.sure = number;
            }
            // The thread has ended where nobody listens.
            start.send(()).ok();
        }
        drop(start);
        cutter.join().expect("the thread that cuts the power ends")
    });
    cut.map_err(|why| NotRun(format!("the power was not cut: {why}; the last save said: {refusal}")))?;
    Ok(told)
}

/// Waits for the first save, and for its moment, and orders the cut.
fn cut(started: &Receiver<()>, is_ordered: &AtomicBool, delay: Duration, point: &Path) -> Result<(), String> {
    started.recv().map_err(|_| "no save was acknowledged".to_owned())?;
    std::thread::sleep(delay);
    is_ordered.store(true, Ordering::SeqCst);
    let ended = Ended::of(Command::new("xfs_io").args(["-x", "-c", "shutdown"]).arg(point));
    if ended.has_acknowledged() { Ok(()) } else { Err(ended.said()) }
}

fn note_of(round: usize, number: usize) -> String {
    format!("Round {round:05}, save {number:05}")
}
