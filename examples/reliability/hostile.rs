//! Saves where saving cannot work, or only just: the document stays as it was, nothing is left beside it, and the
//! message says why and what to do. Then where it has to work all the same: by way of a link, or under a long name.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::document::{Found, found};
use crate::ground::{Ground, NAME, names_in, need, need_root, next_start, put};
use crate::mount::Mount;
use crate::program::{Ended, Program};
use crate::report::{Ran, Tally};

const NOTE: &str = "A note in a hostile place";

/// A group that is not the one of root.
const GROUP: u32 = 100;

/// The longest name that usual file systems take.
const LONGEST_NAME: usize = 255;

/// So many saves of one run lose their folder.
const LOSSES: usize = 5;

/// What was wrong in one run: nothing, where all went as it should.
type Faults = Vec<String>;

/// Whether anything can be mounted is tried before the scenarios.
const MOUNTED: &str = "what could be mounted once can be mounted again";

type Scenario = fn(&mut Ground) -> Faults;

const SCENARIOS: [(&str, Scenario); 13] = [
    ("a full disk", |ground| full_disk(ground, 0)),
    ("a nearly full disk", |ground| full_disk(ground, 8 << 10)),
    ("a disk to read only", read_only),
    ("a folder of somebody else", |ground| not_ours(ground, 0o755, 0o644)),
    ("a document of somebody else", |ground| not_ours(ground, 0o777, 0o600)),
    ("a name that is too long", too_long),
    ("a long name", long_name),
    ("no folder", no_folder),
    ("a folder instead of a document", folder_instead),
    ("a folder that goes while saving", folder_goes),
    ("a link to a document", link),
    ("a link to a link to a document", link_to_link),
    ("a link to nothing", dangling),
];

pub(crate) fn run(ground: &mut Ground, runs: usize) -> Ran {
    need_root("hostile")?;
    need("hostile", &["mount", "umount", "setpriv"])?;
    drop(Mount::in_memory("256k", &ground.fresh("disk"))?);
    let mut tally = Tally::of("hostile", ground.program.naive.is_some());
    for (name, scenario) in SCENARIOS {
        for number in 0..runs {
            let faults = scenario(ground);
            tally.run(&format!("{name}, run {number}"), &faults);
        }
    }
    eprintln!("hostile: {} scenarios, {runs} runs each", SCENARIOS.len());
    Ok(tally)
}

fn full_disk(ground: &mut Ground, free: u64) -> Faults {
    let folder = ground.fresh("disk");
    let _mount = Mount::in_memory("256k", &folder).expect(MOUNTED);
    let file = folder.join(NAME);
    put(&file, &ground.original);
    let (filler, spare) = (folder.join("filler"), folder.join("spare"));
    put(&spare, &vec![b'.'; usize::try_from(free).unwrap_or_default()]);
    let mut filler = OpenOptions::new().write(true).create_new(true).open(filler).expect("a file can be made");
    // To the brim: that it fails is the purpose.
    filler.write_all(&vec![b'.'; 256 << 10]).ok();
    std::fs::remove_file(spare).expect("a file of ours can be removed");
    refused(&mut ground.program.marking(&file, NOTE), &[&folder])
}

fn read_only(ground: &mut Ground) -> Faults {
    let (folder, point) = (ground.fresh("folder"), ground.fresh("point"));
    put(&folder.join(NAME), &ground.original);
    let _mount = Mount::read_only(&folder, &point).expect(MOUNTED);
    refused(&mut ground.program.marking(&point.join(NAME), NOTE), &[&folder])
}

fn not_ours(ground: &mut Ground, folder_mode: u32, file_mode: u32) -> Faults {
    let folder = ground.fresh("folder");
    let file = folder.join(NAME);
    put(&file, &ground.original);
    set_mode(&file, file_mode);
    set_mode(&folder, folder_mode);
    refused(&mut ground.program.as_nobody().marking(&file, NOTE), &[&folder])
}

fn too_long(ground: &mut Ground) -> Faults {
    let folder = ground.fresh("folder");
    let file = folder.join(name_of(LONGEST_NAME + 1));
    refused(&mut ground.program.making(&file), &[&folder])
}

/// Longer names than this one are needed for the lock and the temporary file, which is no reason to refuse it.
fn long_name(ground: &mut Ground) -> Faults {
    let folder = ground.fresh("folder");
    let mut faults = Vec::new();
    for length in ["kim.json".len(), 240, 245, LONGEST_NAME] {
        let file = folder.join(name_of(length));
        let made = ground.program.make(&file);
        if made.has_acknowledged() {
            faults.extend(saved(&ground.program, &file, &[&folder]));
            std::fs::remove_file(&file).expect("a document of ours can be removed");
        } else if length < LONGEST_NAME {
            faults.push(format!("a name of {length} bytes was refused: {}", made.said()));
        } else {
            faults.extend(message_faults(&made));
        }
        faults.extend(names_in(&folder).iter().map(|name| format!("{name} was left")));
    }
    faults
}

fn no_folder(ground: &mut Ground) -> Faults {
    let folder = ground.fresh("folder");
    refused(&mut ground.program.making(&folder.join("gone").join(NAME)), &[&folder])
}

fn folder_instead(ground: &mut Ground) -> Faults {
    let folder = ground.fresh("folder");
    std::fs::create_dir(folder.join(NAME)).expect("a folder can be made");
    refused(&mut ground.program.marking(&folder.join(NAME), NOTE), &[&folder])
}

/// The folder goes at a moment by chance, as a share does. What the program can no longer reach, it cannot clear away,
/// nor say anything about; so this asks for a whole document, a true “saved”, and a next start that works.
fn folder_goes(ground: &mut Ground) -> Faults {
    let outer = ground.fresh("outer");
    let [here, away] = ["here", "away"].map(|name| outer.join(name));
    std::fs::create_dir(&here).expect("a folder can be made");
    let file = here.join(NAME);
    put(&file, &ground.original);
    let longest = ground.median(&file).mul_f64(1.2);
    put(&file, &ground.original);
    let mut faults = Vec::new();
    for number in 0..LOSSES {
        let note = format!("Lost {number}");
        let old = std::fs::read(&file).expect("the document is back in its place");
        let ended = lose(ground, &here, &away, &note, longest);
        if here.exists() {
            faults.push("the folder was made once more".to_owned());
            return faults;
        }
        std::fs::rename(&away, &here).expect("a folder of ours can be moved back");
        match found(&file, Some(&old), &note) {
            Found::Torn(fault) => faults.push(fault),
            Found::Old if ended.has_acknowledged() => faults.push("what was acknowledged is lost".to_owned()),
            Found::Old | Found::New => {}
        }
        if !ended.has_acknowledged() {
            faults.extend(message_faults(&ended));
        }
        if faults.is_empty() {
            faults = next_start(&ground.program, &file, &format!("Back {number}"));
        }
    }
    faults
}

fn lose(ground: &mut Ground, here: &Path, away: &Path, note: &str, longest: Duration) -> Ended {
    let delay = ground.chance.up_to(longest);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(delay);
            std::fs::rename(here, away).expect("a folder of ours can be moved");
        });
        ground.program.mark(&here.join(NAME), note)
    })
}

fn link(ground: &mut Ground) -> Faults {
    let (links, folder) = (ground.fresh("links"), ground.fresh("folder"));
    let link = links.join(NAME);
    symlink("../folder/target.json", &link).expect("a link can be made");
    through(ground, &link, &folder.join("target.json"), &[&links, &folder])
}

fn link_to_link(ground: &mut Ground) -> Faults {
    let (links, folder) = (ground.fresh("links"), ground.fresh("folder"));
    let link = links.join(NAME);
    symlink(folder.join("target.json"), links.join("second.json")).expect("a link can be made");
    symlink("second.json", &link).expect("a link can be made");
    through(ground, &link, &folder.join("target.json"), &[&links, &folder])
}

fn dangling(ground: &mut Ground) -> Faults {
    let folder = ground.fresh("folder");
    let link = folder.join(NAME);
    symlink("nowhere.json", &link).expect("a link can be made");
    refused(&mut ground.program.marking(&link, NOTE), &[&folder])
}

/// Saves by way of a link: the document that it leads to changes, and keeps its mode and group.
fn through(ground: &Ground, link: &Path, target: &Path, folders: &[&Path]) -> Vec<String> {
    put(target, &ground.original);
    set_mode(target, 0o664);
    chown(target, None, Some(GROUP)).expect("root can give a file to a group");
    let leads_to = std::fs::read_link(link).ok();
    let mut faults = saved(&ground.program, link, folders);
    if leads_to.is_none() || std::fs::read_link(link).ok() != leads_to {
        faults.push("the link is no longer the link that it was".to_owned());
    }
    if found(target, Some(&ground.original), NOTE) != Found::New {
        faults.push("the document that the link leads to did not change".to_owned());
    }
    let about = std::fs::metadata(target).expect("the document can be looked at");
    if (about.mode() & 0o7777, about.gid()) != (0o664, GROUP) {
        faults.push(format!("its mode is {:o} and its group {}", about.mode() & 0o7777, about.gid()));
    }
    faults
}

/// What is wrong with a save that has to work.
fn saved(program: &Program, file: &Path, folders: &[&Path]) -> Vec<String> {
    let old = std::fs::read(file).expect("the document can be read");
    let names: Vec<_> = folders.iter().map(|folder| names_in(folder)).collect();
    let ended = program.mark(file, NOTE);
    let mut faults = Vec::new();
    if !ended.has_acknowledged() || found(file, Some(&old), NOTE) != Found::New {
        faults.push(format!("it was not saved: {}", ended.said()));
    }
    if names != folders.iter().map(|folder| names_in(folder)).collect::<Vec<_>>() {
        faults.push("something was left in a folder".to_owned());
    }
    faults
}

/// What is wrong with a save that has to be refused: that leaves every file of the folders as it was.
fn refused(command: &mut Command, folders: &[&Path]) -> Vec<String> {
    let before = contents(folders);
    let ended = Ended::of(command);
    let after = contents(folders);
    let mut faults = message_faults(&ended);
    for (name, bytes) in &before {
        if after.get(name) != Some(bytes) {
            faults.push(format!("{name} is not what it was"));
        }
    }
    faults.extend(after.keys().filter(|name| !before.contains_key(*name)).map(|name| format!("{name} was left")));
    faults
}

/// A refusal says what the cause is and what to do, in a sentence each at least.
fn message_faults(ended: &Ended) -> Vec<String> {
    let mut faults = Vec::new();
    if ended.has_acknowledged() {
        faults.push("it was reported as saved".to_owned());
    }
    let ends = ended.complained.split_whitespace().filter(|word| word.ends_with(['.', '?', '!'])).count();
    if ends < 2 {
        faults.push(format!("the message has {ends} sentences: {}", ended.said()));
    }
    faults
}

/// Every entry of some folders, with its bytes, or where it leads to if it is a link.
fn contents(folders: &[&Path]) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for (folder, name) in folders.iter().flat_map(|folder| names_in(folder).into_iter().map(move |name| (folder, name)))
    {
        let path = folder.join(&name);
        let link = std::fs::read_link(&path).map(|leads_to| leads_to.as_os_str().as_encoded_bytes().to_vec());
        all.insert(name, link.or_else(|_| std::fs::read(&path)).unwrap_or_default());
    }
    all
}

/// A name of a length, with the usual ending.
fn name_of(length: usize) -> String {
    let ending = Path::new(NAME).extension().and_then(OsStr::to_str).unwrap_or_default();
    format!("{}.{ending}", "n".repeat(length - ending.len() - 1))
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("the mode of ours can be set");
}
