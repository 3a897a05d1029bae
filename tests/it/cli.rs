//! The command line: what is printed, what is written, and how it ends.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clap::Parser as _;
use secure_start::checklist::{Checklist, Status};
use secure_start::cli::{self, Answer, Arguments, Ending, Surroundings};
use secure_start::format::Settings;
use secure_start::jobs::{self, SettingsFiles};
use serde_json::Value;
use tempfile::TempDir;

use crate::world::{catalogue, day, put, saver, stamp, today};

/// A folder of its own, and commands that run in this process.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command; a word `@name` is that file in the folder.
    fn run(&self, words: &[&str]) -> Answer {
        let words = words.iter().map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).display().to_string(),
            None => (*word).to_owned(),
        });
        let arguments = Arguments::try_parse_from(std::iter::once("secure-start".to_owned()).chain(words)).unwrap();
        let mut stamp = stamp();
        stamp.today = arguments.today.unwrap_or(stamp.today);
        let ledger = Some(self.path("notes").join("sign-offs.jsonl"));
        let settings = Settings { your_post: "Head of healthcare".to_owned(), ..Settings::default() };
        let made = stamp.at.fixed_offset();
        let surroundings = Surroundings {
            stamp,
            fresh_id: "fresh-id".into(),
            saver: saver(),
            made,
            settings,
            settings_files: SettingsFiles::default(),
            settings_faults: Vec::new(),
            ledger,
        };
        cli::run(&arguments.command.unwrap(), &surroundings)
    }

    /// Runs a command that has to succeed.
    fn done(&self, words: &[&str]) -> String {
        let answer = self.run(words);
        assert_eq!((answer.ending, answer.complained.as_str()), (Ending::Done, ""), "{words:?}");
        answer.said
    }

    /// Runs a command that has to fail: it says so on standard error and nothing on standard output.
    fn refused(&self, words: &[&str], ending: Ending) -> String {
        let answer = self.run(words);
        assert_eq!((answer.ending, answer.said.as_str()), (ending, ""), "{words:?}");
        assert!(answer.complained.ends_with(".\n"), "{}", answer.complained);
        answer.complained
    }

    fn make(&self, name: &str) -> PathBuf {
        self.done(&[&["new", "-o", &format!("@{name}")], NURSE.as_slice()].concat());
        self.path(name)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn checklist(&self, name: &str) -> Checklist {
        jobs::load(&self.path(name), catalogue()).unwrap().checklist
    }

    /// The names of the files in the folder.
    fn files(&self) -> Vec<String> {
        let entries = self.folder.path().read_dir().unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

const NURSE: [&str; 10] = [
    "--name",
    "Amina Sample",
    "--nation",
    "england",
    "--setting",
    "category-b-local-prison",
    "--role",
    "nurse",
    "--contract",
    "employed",
];

/// [`NURSE`] with one value replaced.
fn nurse_with(name: &str, value: &'static str) -> Vec<&'static str> {
    let mut words = NURSE.to_vec();
    let place = words.iter().position(|word| *word == name).unwrap();
    words[place + 1] = value;
    words
}

/// The program itself, with no settings.
fn program(words: &[&str]) -> Output {
    let settings = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_secure-start"));
    command.args(words).env("XDG_CONFIG_HOME", settings.path()).env("HOME", settings.path());
    command.env("XDG_DATA_HOME", settings.path());
    command.output().unwrap()
}

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join("samples").join(name);
    path.display().to_string()
}

fn parsed(said: &str) -> Value {
    assert_eq!(said.lines().count(), 1, "one value on one line");
    serde_json::from_str(said).unwrap()
}

#[test]
fn every_recorded_session_goes_as_it_is_recorded() {
    let settings = tempfile::tempdir().unwrap();
    trycmd::TestCases::new()
        .register_bin("secure-start", Path::new(env!("CARGO_BIN_EXE_secure-start")))
        .env("XDG_CONFIG_HOME", settings.path().display().to_string())
        .env("XDG_DATA_HOME", settings.path().display().to_string())
        .env("HOME", settings.path().display().to_string())
        .case("tests/data/cli/*.trycmd")
        .run();
}

// new

#[test]
fn new_makes_a_file_that_opens_with_what_was_asked_for() {
    let desk = Desk::new();
    let more = ["--site", " HMP Sampleton ", "--employer", "Sample Care", "--start", "2027-03-29"];
    let said = desk.done(&[&["new", "-o", "@a.json"], NURSE.as_slice(), &more].concat());
    assert!(said.starts_with("Made ") && said.contains("a.json with ") && said.ends_with(" steps.\n"), "{said}");
    let checklist = desk.checklist("a.json");
    let starter = &checklist.starter;
    assert_eq!((starter.name.as_str(), starter.site.as_str()), ("Amina Sample", "HMP Sampleton"));
    assert_eq!(starter.planned_start, Some(day(2027, 3, 29)));
    assert_eq!((checklist.made, checklist.id.as_str()), (today(), "fresh-id"));
    assert_eq!(checklist.steps.len(), catalogue().steps_for(&starter.situation()).len());
    assert_eq!(desk.files(), ["a.json"], "nothing else is left behind");
}

#[test]
fn new_never_replaces_what_is_there() {
    let desk = Desk::new();
    let path = desk.path("notes.txt");
    put(&path, b"shopping");
    let said = desk.refused(&[&["new", "-o", "@notes.txt"], NURSE.as_slice()].concat(), Ending::NotWritten);
    assert!(said.contains("notes.txt") && said.contains("already"), "{said}");
    assert_eq!(desk.bytes("notes.txt"), b"shopping");
    desk.refused(&[&["new", "-o", "@."], NURSE.as_slice()].concat(), Ending::NotWritten);
    desk.refused(&[&["new", "-o", "@nowhere/a.json"], NURSE.as_slice()].concat(), Ending::NotWritten);
    assert_eq!(desk.files(), ["notes.txt"]);
}

#[test]
fn new_refuses_what_does_not_exist_and_says_what_does() {
    let desk = Desk::new();
    for (name, value, hint) in [
        ("--nation", "france", "secure-start catalogue nations"),
        ("--setting", "moon-base", "secure-start catalogue settings"),
        ("--role", "astronaut", "secure-start catalogue roles"),
        ("--contract", "forever", "secure-start catalogue contracts"),
        ("--setting", "scottish-prison", "category-b-local-prison, category-b-training-prison"),
        ("--name", "  ", "Enter the name"),
    ] {
        let said = desk.refused(&[vec!["new", "-o", "@a.json"], nurse_with(name, value)].concat(), Ending::WrongInput);
        assert!(said.contains(hint), "{name} {value}: {said}");
    }
    assert_eq!(desk.files(), Vec::<String>::new());
}

// mark

#[test]
fn mark_records_everything_that_it_is_given() {
    let desk = Desk::new();
    desk.make("a.json");
    let words = "mark @a.json gather-documents --status in-progress --asked 2026-11-02 --expires 2027-11-02 \
                 --reference R-1 --note Copied --waiting-on HR";
    let said = desk.done(&words.split_whitespace().collect::<Vec<_>>());
    assert!(said.ends_with(": In progress.\n"), "{said}");
    let checklist = desk.checklist("a.json");
    let record = &checklist.step(&"gather-documents".into()).unwrap().record;
    assert_eq!(record.status, Status::InProgress);
    assert_eq!((record.asked, record.expires), (Some(day(2026, 11, 2)), Some(day(2027, 11, 2))));
    assert_eq!((record.reference.as_str(), record.note.as_str()), ("R-1", "Copied"));
    assert_eq!((record.waiting_on.as_str(), record.waiting_since), ("HR", Some(day(2026, 11, 2))));
    desk.done(&["mark", "@a.json", "gather-documents", "--status", "completed", "--on", "2026-11-20"]);
    let checklist = desk.checklist("a.json");
    let record = &checklist.step(&"gather-documents".into()).unwrap().record;
    assert_eq!((record.status, record.completed), (Status::Completed, Some(day(2026, 11, 20))));
    assert_eq!((record.waiting_on.as_str(), record.note.as_str()), ("", "Copied"));
}

#[test]
fn mark_refuses_and_leaves_the_file_as_it_was() {
    let desk = Desk::new();
    desk.make("a.json");
    let before = desk.bytes("a.json");
    for (step, words, hint) in [
        ("nowhere", "--status completed", "secure-start show"),
        ("hmpps-vetting-decision", "--status completed", "--reason"),
        ("gather-documents", "--status not-needed", "--reason"),
        ("gather-documents", "--status completed --on 2026-11-23", "--on"),
    ] {
        let words = [&["mark", "@a.json", step], words.split(' ').collect::<Vec<_>>().as_slice()].concat();
        let said = desk.refused(&words, Ending::WrongInput);
        assert!(said.contains(hint), "{said}");
        assert!(desk.bytes("a.json") == before, "the file has changed");
    }
    assert_eq!(desk.files(), ["a.json"]);
}

#[test]
fn mark_takes_a_reason_for_what_is_out_of_order_and_keeps_it() {
    let desk = Desk::new();
    desk.make("a.json");
    let vetting = "hmpps-vetting-decision";
    desk.done(&["mark", "@a.json", vetting, "--status", "completed", "--reason", "The letter came first"]);
    let reason = || desk.checklist("a.json").step(&vetting.into()).unwrap().record.reason.clone();
    assert_eq!(reason(), "The letter came first");
    desk.done(&["mark", "@a.json", vetting, "--status", "completed", "--on", "2026-11-20"]);
    assert_eq!(reason(), "The letter came first", "nobody took it back");
}

#[test]
fn a_note_on_a_completed_step_does_not_move_the_day_it_was_completed() {
    let desk = Desk::new();
    desk.make("a.json");
    desk.done(&["mark", "@a.json", "gather-documents", "--status", "completed", "--on", "2026-10-12"]);
    desk.done(&["mark", "@a.json", "gather-documents", "--status", "completed", "--note", "In the blue folder"]);
    let checklist = desk.checklist("a.json");
    assert_eq!(checklist.step(&"gather-documents".into()).unwrap().record.completed, Some(day(2026, 10, 12)));
}

#[test]
fn mark_writes_nothing_where_nothing_is_to_change() {
    let desk = Desk::new();
    desk.make("a.json");
    let before = desk.bytes("a.json");
    let said = desk.done(&["mark", "@a.json", "gather-documents", "--status", "not-yet-started"]);
    assert!(said.contains("Nothing was to change"), "{said}");
    assert!(desk.bytes("a.json") == before);
}

#[test]
fn mark_keeps_what_this_program_does_not_know() {
    let desk = Desk::new();
    desk.make("a.json");
    let text = String::from_utf8(desk.bytes("a.json")).unwrap();
    let text = text.replacen("\"starter\": {", "\"x_price\": 1.10,\n  \"starter\": {\n    \"x_site\": null,", 1);
    put(&desk.path("a.json"), text.as_bytes());
    desk.done(&["mark", "@a.json", "gather-documents", "--status", "completed"]);
    let text = String::from_utf8(desk.bytes("a.json")).unwrap();
    assert!(text.contains("\"x_price\": 1.10") && text.contains("\"x_site\": null"));
}

// show, check, catalogue, schema

#[test]
fn show_prints_the_promised_members() {
    let desk = Desk::new();
    desk.make("a.json");
    desk.done(&["mark", "@a.json", "gather-documents", "--status", "completed"]);
    let shown = parsed(&desk.done(&["show", "@a.json", "--json", "--today", "2026-12-01"]));
    for member in ["id", "catalogue", "made", "today", "starter", "progress", "next", "steps"] {
        assert!(shown.get(member).is_some(), "{member}");
    }
    assert_eq!(shown["starter"]["name"], "Amina Sample");
    assert_eq!(shown["starter"]["nation"], "england");
    assert_eq!(shown["today"], "2026-12-01");
    assert_eq!(shown["progress"]["completed"], 1);
    assert!(shown["next"]["id"].is_string());
    let steps = shown["steps"].as_array().unwrap();
    assert!(shown["progress"]["total"].as_u64().unwrap() <= steps.len() as u64);
    for step in steps {
        for member in ["id", "section", "title", "status", "waits_for", "signed_off"] {
            assert!(step.get(member).is_some(), "{member}");
        }
    }
    let step = |id: &str| steps.iter().find(|step| step["id"] == id).unwrap();
    assert_eq!(step("gather-documents")["status"], "completed");
    assert_eq!(step("gather-documents")["completed"], "2026-11-22");
    assert_eq!(step("hmpps-vetting-form")["status"], "cannot-start-yet");
    assert_eq!(step("hmpps-vetting-form")["still_waits_for"], serde_json::json!(["confirm-offer"]));
    assert_eq!(step("hmpps-vetting-form")["signed_off"], false);
}

#[test]
fn show_changes_nothing_and_says_the_same_twice() {
    let desk = Desk::new();
    desk.make("a.json");
    let before = desk.bytes("a.json");
    let first = desk.done(&["show", "@a.json"]);
    assert_eq!(first, desk.done(&["show", "@a.json"]));
    assert!(first.starts_with("Amina Sample\n"));
    assert!(desk.bytes("a.json") == before);
}

#[test]
fn what_cannot_be_opened_is_refused_with_a_reason_by_every_command() {
    let desk = Desk::new();
    put(&desk.path("notes.json"), b"{ not json");
    for (file, hint) in [("@notes.json", "Line 1, column "), ("@nobody.json", "not there"), ("@.", "folder")] {
        for words in [vec!["show", file], vec!["mark", file, "gather-documents", "--status", "completed"]] {
            let said = desk.refused(&words, Ending::WrongInput);
            assert!(said.contains(hint), "{words:?}: {said}");
        }
        let answer = desk.run(&["check", file]);
        assert_eq!(answer.ending, Ending::WrongInput);
        assert!(answer.said.contains("does not open") && answer.said.contains(hint), "{}", answer.said);
    }
    assert_eq!(desk.bytes("notes.json"), b"{ not json");
    assert_eq!(desk.files(), ["notes.json"]);
}

#[test]
fn check_tells_every_file_and_every_problem_with_its_place() {
    let desk = Desk::new();
    desk.make("good.json");
    let text = String::from_utf8(desk.bytes("good.json")).unwrap();
    let text = text.replace("Amina Sample", "").replacen("\"confirm-offer\"\n", "\"nowhere\"\n", 1);
    put(&desk.path("odd.json"), text.as_bytes());
    put(&desk.path("bad.json"), b"{\n  \"format\": 1,\n  \"format\": 2\n}");
    desk.done(&["check", "@good.json"]);
    let answer = desk.run(&["check", "--json", "@good.json", "@odd.json", "@bad.json"]);
    assert_eq!(answer.ending, Ending::WrongInput);
    let checked = parsed(&answer.said);
    let files = checked["files"].as_array().unwrap();
    let opens: Vec<bool> = files.iter().map(|file| file["opens"].as_bool().unwrap()).collect();
    assert_eq!(opens, [true, true, false]);
    assert_eq!(files[0]["problems"], serde_json::json!([]));
    let odd = files[1]["problems"].as_array().unwrap();
    assert_eq!(odd.len(), 2, "{odd:?}");
    assert_eq!((&odd[0]["path"], &odd[0]["line"], &odd[0]["column"]), (&"starter.name".into(), &8.into(), &13.into()));
    assert!(odd[1]["path"].as_str().unwrap().ends_with(".waits_for.0"));
    assert_eq!(files[2]["problems"][0]["line"], 3);
}

#[test]
fn the_catalogue_is_listed_as_json_with_ids_and_sources() {
    let desk = Desk::new();
    for (what, count) in [("nations", 4), ("settings", 15), ("roles", 17), ("contracts", 6), ("panels", 48)] {
        let listed = parsed(&desk.done(&["catalogue", what, "--json"]));
        let items = listed.as_array().unwrap();
        assert_eq!(items.len(), count, "{what}");
        assert!(items.iter().all(|item| item["id"].is_string() && item["sources"].is_array()), "{what}");
        assert_eq!(desk.done(&["catalogue", what]).lines().count(), count);
    }
    let steps = parsed(&desk.done(&["catalogue", "steps", "--json"]));
    for step in steps.as_array().unwrap() {
        let sources = step["sources"].as_array().unwrap();
        assert!(!sources.is_empty(), "{}", step["id"]);
        assert!(sources.iter().all(|source| !source["as_of"].as_str().unwrap().is_empty()), "{}", step["id"]);
    }
}

#[test]
fn the_schema_is_json_and_names_the_format() {
    let desk = Desk::new();
    let said = desk.done(&["schema"]);
    assert_eq!(said, desk.done(&["schema", "checklist"]));
    let schema: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(schema["properties"]["format"]["const"], "secure-start/checklist");
    assert!(schema["$schema"].as_str().unwrap().contains("2020-12"));
}

// The program itself.

#[test]
fn the_exit_status_tells_done_wrong_input_wrong_usage_and_not_written_apart() {
    let desk = Desk::new();
    let there = desk.make("a.json").display().to_string();
    let nowhere = desk.path("b.json").display().to_string();
    let new = |output: &str| [&["new", "-o", output], NURSE.as_slice()].concat().join("\n");
    for (words, status) in [
        ("catalogue\nnations".to_owned(), 0),
        (format!("show\n{there}"), 0),
        (format!("show\n{nowhere}"), 1),
        (format!("check\n{there}\n{nowhere}"), 1),
        ("catalogue\nwings".to_owned(), 2),
        ("nonsense\nmore".to_owned(), 2),
        ("new".to_owned(), 2),
        (format!("show\n{there}\n--today\n2026-02-30"), 2),
        (format!("mark\n{there}\nconfirm-offer\n--status\ndone"), 2),
        (new(&there), 3),
        (new(&nowhere), 0),
    ] {
        let output = program(&words.lines().collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(status), "{words}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stdout.is_empty(), status > 0 && !words.starts_with("check"), "{words}");
        assert_eq!(output.stderr.is_empty(), status == 0 || words.starts_with("check"), "{words}");
    }
}

#[test]
fn with_json_the_program_prints_one_value_and_nothing_else() {
    let file = sample("1-nurse-england.json");
    for words in [
        vec!["show", &file, "--json"],
        vec!["check", &file, "--json"],
        vec!["catalogue", "steps", "--json"],
        vec!["catalogue", "panels", "--json"],
    ] {
        let output = program(&words);
        assert!(output.status.success() && output.stderr.is_empty(), "{words:?}");
        parsed(std::str::from_utf8(&output.stdout).unwrap());
    }
}

#[test]
fn a_stand_in_for_today_makes_the_same_file_twice_but_for_its_id() {
    let desk = Desk::new();
    let made = |name: &str| {
        let path = desk.path(name).display().to_string();
        let words = [&["new", "--today", "2026-11-22", "-o", path.as_str()], NURSE.as_slice()].concat();
        assert_eq!(program(&words).status.code(), Some(0));
        let mut made = Checklist { id: "one".into(), ..desk.checklist(name) };
        // The first line of a log is bound to the id.
        made.log.iter_mut().for_each(|line| line.after.clear());
        made
    };
    assert!(made("a.json") == made("b.json"));
    assert!(desk.checklist("a.json").id != desk.checklist("b.json").id);
}

#[test]
fn a_file_of_a_newer_program_is_shown_and_not_changed() {
    let desk = Desk::new();
    let path = desk.make("newer.json");
    let text = std::fs::read_to_string(&path).unwrap().replacen("\"version\": 1", "\"version\": 2", 1);
    put(&path, text.as_bytes());
    for words in [["show", "@newer.json"], ["plan", "@newer.json"]] {
        let answer = desk.run(&words);
        assert!(answer.ending == Ending::Done && answer.said.contains("Amina Sample"), "{words:?}");
        assert!(answer.complained.contains("it is only to be read here"), "{}", answer.complained);
    }
    let mark = ["mark", "@newer.json", "gather-documents", "--status", "completed"];
    for words in [mark.as_slice(), &["update", "@newer.json", "--apply"]] {
        assert!(desk.refused(words, Ending::WrongInput).contains("newer Secure Start (version 2"), "{words:?}");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_lock_that_somebody_left_over_is_named_with_its_file() {
    let desk = Desk::new();
    let path = desk.make("a.json");
    let lock = secure_start::disk::lock_file(&path);
    put(&lock, br#"{"user": "Ana\u001b[2J", "computer": "WARD-7", "process": 1, "id": "theirs", "at": "2026-11-22T09:12:00Z"}"#);
    let before = std::fs::read(&path).unwrap();
    let said = desk.refused(&["mark", "@a.json", "gather-documents", "--status", "completed"], Ending::NotWritten);
    assert!(said.contains("Ana<U+001B>[2J on WARD-7 has been saving it since 22 November 2026, 09:12"), "{said}");
    assert!(said.contains(&lock.display().to_string()), "{said}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    std::fs::remove_file(lock).unwrap();
    desk.done(&["mark", "@a.json", "gather-documents", "--status", "completed"]);
}

const MARK: [&str; 8] =
    ["mark", "@a.json", "identity-check", "--status", "completed", "--reason", "Early", "--on=2026-11-20"];
const SIGN: [&str; 7] = ["sign-off", "@a.json", "identity-check", "--by", "Morgan Sample", "--method", "saw-original"];

#[test]
fn a_sign_off_is_recorded_noted_on_this_computer_and_taken_back_with_a_reason() {
    let desk = Desk::new();
    desk.make("a.json");
    desk.done(&MARK);
    let said = desk.done(&SIGN);
    assert!(said.contains("signed off by Morgan Sample on 22 November 2026.\nIts eight words: "), "{said}");
    let noted = std::fs::read_to_string(desk.path("notes").join("sign-offs.jsonl")).unwrap();
    assert!(noted.contains("\"step\":\"identity-check\"") && !noted.contains("Sample"), "no names: {noted}");
    assert!(desk.done(&["check", "@a.json"]).contains("opens"));
    let locked = desk.refused(&MARK, Ending::WrongInput);
    assert!(locked.contains("is signed off, so it is locked") && locked.contains("--withdraw"), "{locked}");
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let withdrawn = [&SIGN[..3], &["--withdraw", "--reason", "It was another passport", "--json"]].concat();
    let said = parsed(&desk.done(&withdrawn));
    assert_eq!(
        (&said["id"], &said["signed_off"], &said["words"]),
        (&"identity-check".into(), &false.into(), &Value::Null)
    );
    let said = parsed(&desk.done(&[&SIGN[..], &["--json"]].concat()));
    assert_eq!((&said["signed_off"], said["seal"].as_str().unwrap().len()), (&true.into(), 64));
    assert_eq!(desk.done(&["check", "@a.json"]).lines().count(), 1);
}

#[test]
fn what_a_sign_off_lacks_is_said() {
    let desk = Desk::new();
    desk.make("a.json");
    assert!(desk.refused(&SIGN, Ending::WrongInput).contains("is neither completed nor marked as not needed"));
    desk.done(&MARK);
    let mut own = SIGN;
    own[4] = "amina  sample";
    assert!(desk.refused(&own, Ending::WrongInput).contains("A second person has to sign"));
    let early = [&SIGN[..], &["--on", "2026-11-19"]].concat();
    assert!(desk.refused(&early, Ending::WrongInput).contains("after the day of this sign-off"));
    let withdrawn = [&SIGN[..3], &["--withdraw", "--reason", "None"]].concat();
    assert!(desk.refused(&withdrawn, Ending::WrongInput).contains("is not signed off"));
    for words in [
        &["sign-off", "a.json", "identity-check", "--by", "Morgan"][..],
        &["sign-off", "a.json", "identity-check", "--withdraw"],
        &["sign-off", "a.json", "identity-check", "--withdraw", "--reason", "x", "--by", "y"],
        &["sign-off", "a.json", "identity-check", "--method", "saw-original", "--reason", "x"],
    ] {
        assert_eq!(program(words).status.code(), Some(2), "{words:?}");
    }
}

#[test]
fn an_older_file_in_the_place_of_a_signed_one_is_noticed_where_it_was_signed() {
    let desk = Desk::new();
    desk.make("a.json");
    desk.done(&MARK);
    let before = desk.bytes("a.json");
    desk.done(&SIGN);
    put(&desk.path("a.json"), &before);
    let answer = desk.run(&["check", "@a.json"]);
    assert_eq!(answer.ending, Ending::WrongInput);
    assert!(
        answer.said.contains("was signed off or re-opened on this computer, and that is not in this file any more"),
        "{}",
        answer.said
    );
}

#[test]
fn a_signed_file_that_was_changed_by_hand_is_named_with_its_line() {
    let desk = Desk::new();
    desk.make("a.json");
    desk.done(&MARK);
    desk.done(&SIGN);
    let text = String::from_utf8(desk.bytes("a.json")).unwrap();
    let place = text.find("\"completed\": \"2026-11-20\"").unwrap();
    let forged = format!("{}{}", &text[..place], text[place..].replacen("2026-11-20", "2026-11-02", 1));
    put(&desk.path("a.json"), forged.as_bytes());
    let said = desk.run(&["check", "@a.json"]).said;
    assert!(said.contains("was changed after it was signed off") && said.contains("a.json:"), "{said}");
    put(&desk.path("a.json"), text.replace('\n', "\r\n").as_bytes());
    let said = desk.run(&["check", "@a.json"]).said;
    assert!(said.contains("was written by another program after a step was signed off in it"), "{said}");
}

#[test]
fn an_export_takes_the_place_of_a_file_only_where_that_is_asked_for() {
    let desk = Desk::new();
    put(&desk.path("sample.json"), include_bytes!("../../assets/samples/1-nurse-england.json"));
    put(&desk.path("certificate.pdf"), b"somebody's scan");
    let refused = desk.run(&["export", "@sample.json", "--to", "@certificate.pdf"]);
    assert_eq!(refused.ending, Ending::NotWritten);
    assert!(refused.complained.contains("add --replace"), "{}", refused.complained);
    assert_eq!(std::fs::read(desk.path("certificate.pdf")).unwrap(), b"somebody's scan");
    assert!(desk.done(&["export", "@sample.json", "--to", "@certificate.pdf", "--replace"]).contains("1 person"));
}

#[test]
fn options_that_do_nothing_for_a_kind_of_export_are_refused() {
    let desk = Desk::new();
    put(&desk.path("sample.json"), include_bytes!("../../assets/samples/1-nurse-england.json"));
    for (to, options) in [
        ("@a.json", &["--columns", "name"][..]),
        ("@a.csv", &["--form"]),
        ("@a.pdf", &["--names"]),
        ("@a.ics", &["--notes"]),
        ("@a.csv", &["--initials", "--columns", "note"]),
        ("@a.ics", &["--as-of", "2026-11-01"]),
        ("@a.doc", &[]),
    ] {
        let answer = desk.run(&[&["export", "@sample.json", "--to", to], options].concat());
        assert_eq!(answer.ending, Ending::WrongUsage, "{to} {options:?}");
        assert!(!answer.complained.is_empty() && answer.said.is_empty());
    }
    assert!(!desk.path("a.csv").exists());
}
