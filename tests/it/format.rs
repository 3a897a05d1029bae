//! Files: what is read is what is written, what is not known is kept, and what is wrong is named with its place.

use std::path::Path;

use secure_start::checklist::{Checklist, Edit, Status, clashes};
use secure_start::format::{self, MAX_BYTES, Read, VERSION};
use secure_start::jobs;
use secure_start::outcome::{LoadError, LocatedFinding, OnDisk, Place, SaveError};
use serde_json::Value;

use crate::samples::sample_files;
use crate::world::{a_checklist, a_pharmacist_in_northern_ireland, catalogue, checklist_for, put, saver, stamp, today};

fn text_of(checklist: &Checklist) -> String {
    String::from_utf8(format::to_bytes(checklist).unwrap()).unwrap()
}

/// The file of a nurse, with one piece of it replaced.
fn with(old: &str, new: &str) -> String {
    let text = text_of(&a_checklist());
    assert!(text.contains(old), "the file has no {old}");
    text.replacen(old, new, 1)
}

fn read(text: &str) -> Result<Read, LoadError> {
    format::read(text.as_bytes(), catalogue())
}

fn refused(text: &str) -> LoadError {
    read(text).unwrap_err()
}

/// Asserts that a place lies on a piece of the text, its last character included.
fn assert_is_on(text: &str, at: Place, piece: &str) {
    let line = text.lines().nth(at.line.saturating_sub(1)).unwrap_or_default();
    let start = line.find(piece).map(|bytes| line[..bytes].chars().count() + 1);
    let Some(start) = start else { panic!("line {} is {line:?}, and {piece:?} is elsewhere", at.line) };
    let end = start + piece.chars().count();
    assert!((start..=end).contains(&at.column), "column {} is not on {piece:?} in {line:?}", at.column);
}

fn only_finding(text: &str) -> LocatedFinding {
    let mut findings = read(text).unwrap().findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

#[test]
fn what_is_read_is_written_byte_for_byte() {
    for checklist in [a_checklist(), checklist_for(a_pharmacist_in_northern_ireland())] {
        let bytes = format::to_bytes(&checklist).unwrap();
        let read = format::read(&bytes, catalogue()).unwrap();
        assert!(read.checklist == checklist);
        assert_eq!(read.findings, []);
        assert!(format::to_bytes(&read.checklist).unwrap() == bytes);
    }
}

#[test]
fn the_same_checklist_gives_the_same_bytes() {
    assert_eq!(text_of(&a_checklist()), text_of(&a_checklist()));
}

#[test]
fn a_file_begins_with_its_format_and_version_and_ends_with_one_line_feed() {
    let text = text_of(&a_checklist());
    assert!(text.starts_with("{\n  \"format\": \"secure-start/checklist\",\n  \"version\": 1,\n  \"id\": "));
    assert!(text.ends_with("\n}\n"));
    assert!(!text.contains('\r'));
}

/// Members of every sort of object in the file, none of which this program knows.
const STRANGE: &str = r#""x_price": 1.10,
      "x_long": 123456789012345678901234567890,
      "x_nothing": null,
      "x_nested": {"list": [1.0, {"deep": null}, "Ll\u0177r"], "yes": true},
      "#;

/// A file with [`STRANGE`] members in every kind of object that it has.
fn a_strange_file() -> String {
    let mut checklist = a_checklist();
    let step = "gather-documents";
    for edit in [
        Edit::tick(step.into()),
        Edit::AddChase { step: step.into(), on: today(), note: "Rang them".to_owned() },
        Edit::SetPlannedStart { date: None },
    ] {
        checklist = checklist.apply(&edit, &stamp()).unwrap();
    }
    let mut text = text_of(&checklist);
    let sign_off = r#""sign_off": {
          "by": "Pat Sample", "post": "Manager", "method": "observed", "on": "2026-11-20"
        },
        "chases": ["#;
    assert!(text.contains("\"chases\": ["));
    text = text.replacen("\"chases\": [", sign_off, 1);
    for start in [
        "\"format\": ",
        "\"name\": ",
        "\"id\": \"gather-documents\"",
        "\"low\": ",
        "\"kind\": ",
        "\"status\": \"completed\"",
        "\"by\": \"Pat Sample\"",
        "\"on\": \"2026-11-22\"",
        "\"at\": ",
    ] {
        assert!(text.contains(start), "the file has no {start}");
        text = text.replacen(start, &format!("{STRANGE}{start}"), 1);
    }
    text
}

/// How often a value stands anywhere in another, as text of exactly these characters.
fn count(value: &Value, name: &str, wanted: &str) -> usize {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, inner)| {
                let is_it = key == name && serde_json::to_string(inner).unwrap() == wanted;
                usize::from(is_it) + count(inner, name, wanted)
            })
            .sum(),
        Value::Array(items) => items.iter().map(|item| count(item, name, wanted)).sum(),
        _ => 0,
    }
}

#[test]
fn what_this_program_does_not_know_survives_a_change_and_a_save_at_every_level() {
    let checklist = read(&a_strange_file()).unwrap().checklist;
    let edit = Edit::tick("confirm-offer".into());
    let saved = text_of(&checklist.apply(&edit, &stamp()).unwrap());
    let saved: Value = serde_json::from_str(&saved).unwrap();
    for (name, wanted) in [
        ("x_price", "1.10"),
        ("x_long", "123456789012345678901234567890"),
        ("x_nothing", "null"),
        ("x_nested", r#"{"list":[1.0,{"deep":null},"Llŷr"],"yes":true}"#),
    ] {
        assert_eq!(count(&saved, name, wanted), 9, "{name}");
    }
}

#[test]
fn a_file_with_unknown_members_is_written_the_same_every_time() {
    let once = text_of(&read(&a_strange_file()).unwrap().checklist);
    let twice = text_of(&read(&once).unwrap().checklist);
    assert_eq!(once, twice);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let text = text_of(&a_checklist());
    let read = read(&format!("\u{feff}{text}")).unwrap();
    assert_eq!(read.findings, []);
    assert_eq!(text_of(&read.checklist), text);
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    let text = "{\n  \"format\": nope\n}";
    match refused(text) {
        LoadError::NotJson { at, .. } => assert_is_on(text, at, "nope"),
        other => panic!("{other:?}"),
    }
    for text in ["", "{", "nonsense", "{\"a\": 1}}", "\u{feff}", "{\"a\": \"\\ud800\"}"] {
        assert!(matches!(refused(text), LoadError::NotJson { .. }), "{text:?}");
    }
}

#[test]
fn half_a_file_is_refused_wherever_it_was_cut() {
    let text = text_of(&a_checklist());
    for cut in (0..text.len() - 2).step_by(97).filter(|&cut| text.is_char_boundary(cut)) {
        assert!(matches!(refused(&text[..cut]), LoadError::NotJson { .. }), "cut at {cut}");
    }
}

#[test]
fn lines_and_columns_are_counted_from_one() {
    for text in ["", "{", "{\n", "{\n  \"format\": 1,\n", "[1,\n\n"] {
        match refused(text) {
            LoadError::NotJson { at, .. } => assert!(at.line > 0 && at.column > 0, "{text:?}: {at:?}"),
            other => panic!("{text:?}: {other:?}"),
        }
    }
}

#[test]
fn json_that_is_no_checklist_is_refused() {
    for text in ["[]", "1.5", "null", "true", "\"secure-start/checklist\"", "{}", "{\"format\": 1}", "[[[]]]"] {
        assert_eq!(refused(text), LoadError::NotAChecklist, "{text}");
    }
    assert_eq!(refused(&with("secure-start/checklist", "somebody/else")), LoadError::NotAChecklist);
}

#[test]
fn a_newer_version_that_can_be_understood_is_only_to_be_read_and_told_apart_from_a_wrong_one() {
    let newer = read(&with("\"version\": 1", "\"version\": 2")).unwrap();
    assert_eq!((newer.newer, newer.checklist.unknown.len()), (Some(2), 0));
    assert_eq!(read(&with("", "")).unwrap().newer, None);
    for wrong in ["0", "-1", "\"1\"", "null", "1.5"] {
        let text = with("\"version\": 1", &format!("\"version\": {wrong}"));
        match refused(&text) {
            LoadError::WrongValue { at, .. } => assert_is_on(&text, at, wrong),
            other => panic!("{wrong}: {other:?}"),
        }
    }
}

#[test]
fn a_newer_file_that_cannot_be_understood_is_refused_as_a_newer_one() {
    let text = r#"{"format": "secure-start/checklist", "version": 9, "people": []}"#;
    assert_eq!(refused(text), LoadError::Newer { found: 9, supported: VERSION });
}

#[test]
fn a_file_that_is_too_big_is_refused_before_it_is_looked_at() {
    let size = usize::try_from(MAX_BYTES).unwrap() + 1;
    let error = format::read(&vec![b' '; size], catalogue()).unwrap_err();
    assert_eq!(error, LoadError::TooBig { bytes: MAX_BYTES + 1, limit: MAX_BYTES });
}

#[test]
fn a_known_member_twice_is_refused_at_the_second() {
    let text = with("\"name\": ", "\"name\": \"Somebody Else\",\n    \"name\": ");
    match refused(&text) {
        LoadError::TwiceTheSameName { at, name } => {
            assert_eq!(name, "name");
            assert_is_on(&text, at, "\"name\"");
            assert!(text.lines().nth(at.line - 2).unwrap().contains("Somebody Else"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unknown_member_twice_is_refused_however_deep_it_is() {
    let text = with("\"starter\": {", "\"x\": [{\"a\": 1,\n \"b\": {\"a\": 2},\n \"a\": 3}],\n  \"starter\": {");
    match refused(&text) {
        LoadError::TwiceTheSameName { at, name } => {
            assert_eq!(name, "a");
            assert_is_on(&text, at, "\"a\"");
            assert!(text.lines().nth(at.line - 1).unwrap().contains("\"a\": 3"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unknown_status_is_refused_on_its_line() {
    // The status is followed by another member, so the place can be told to the character.
    let text = with("\"status\": \"not-yet-started\"", "\"status\": \"done\", \"note\": \"x\"");
    match refused(&text) {
        LoadError::WrongValue { at, detail } => {
            assert_is_on(&text, at, "\"done\"");
            assert!(detail.contains("done") && detail.contains("not-yet-started"), "{detail}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_wrong_value_that_ends_its_object_is_named_on_its_own_line() {
    for (old, new, piece) in [
        ("\"status\": \"not-yet-started\"", "\"status\": \"done\"", "\"done\""),
        ("\"planned_start\": \"2027-03-29\"", "\"planned_start\": \"2027-02-30\"", "\"2027-02-30\""),
        // The members of a renewal are read together, so the place is that of the renewal.
        ("\"kind\": \"none\"", "\"kind\": \"sometimes\"", "{"),
    ] {
        let text = with(old, new);
        match refused(&text) {
            LoadError::WrongValue { at, .. } => assert_is_on(&text, at, piece),
            other => panic!("{new}: {other:?}"),
        }
    }
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let text =
        with("\"status\": \"not-yet-started\"", "\"note\": \"ééééééééé\", \"status\": \"done\", \"asked\": null");
    match refused(&text) {
        LoadError::WrongValue { at, .. } => assert_is_on(&text, at, "\"done\""),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_date_that_no_calendar_has_is_refused_on_its_line() {
    for day in ["2026-02-30", "2026-13-01", "2026-2-3", "26-11-22", "3000-01-01", "", "22 November 2026"] {
        let text = with("\"made\": \"2026-11-22\"", &format!("\"made\": \"{day}\""));
        match refused(&text) {
            LoadError::WrongValue { at, detail } => {
                assert_is_on(&text, at, &format!("\"made\": \"{day}\""));
                assert!(detail.contains(day), "{detail}");
            }
            other => panic!("{day}: {other:?}"),
        }
    }
}

#[test]
fn a_missing_member_is_refused_and_named() {
    match refused(&with("    \"name\": \"Amina Sample\",\n", "")) {
        LoadError::WrongValue { detail, .. } => assert!(detail.contains("name"), "{detail}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_steps_with_one_id_are_refused_at_the_second() {
    let text = with("\"id\": \"gather-documents\"", "\"id\": \"confirm-offer\"");
    match refused(&text) {
        LoadError::TwoStepsWithOneId { at, id } => {
            assert_eq!(id, "confirm-offer");
            assert_is_on(&text, at, "\"confirm-offer\"");
            let before: String = text.lines().take(at.line - 1).collect();
            assert!(before.contains("\"id\": \"confirm-offer\""), "the place is that of the first");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_that_is_too_deep_is_refused() {
    for depth in [100, 10_000] {
        let deep = format!("\"x\": {}{},\n  \"starter\": {{", "[".repeat(depth), "]".repeat(depth));
        match refused(&with("\"starter\": {", &deep)) {
            LoadError::NotJson { at, detail } => assert!(at.line == 7 && detail.contains("deep"), "{at:?} {detail}"),
            other => panic!("{other:?}"),
        }
    }
    let shallow = format!("\"x\": {}{},\n  \"starter\": {{", "[".repeat(40), "]".repeat(40));
    assert!(read(&with("\"starter\": {", &shallow)).is_ok());
}

#[test]
fn bytes_that_are_not_utf_8_are_refused_with_their_place() {
    let mut bytes = text_of(&a_checklist()).into_bytes();
    let at = bytes.windows(5).position(|five| five == b"Amina").unwrap();
    bytes.splice(at..=at, *b"\xc3\xa9\xff");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match format::read(&bytes, catalogue()).unwrap_err() {
        LoadError::NotText { at } => {
            let line = text.lines().nth(at.line - 1).unwrap();
            assert_eq!(line.chars().nth(at.column - 1), Some(char::REPLACEMENT_CHARACTER), "{line}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_folder_a_missing_file_and_a_file_that_is_too_big_are_refused_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let load = |path: &Path| jobs::load(path, catalogue()).unwrap_err();
    assert_eq!(load(folder.path()), LoadError::IsAFolder);
    assert_eq!(load(&folder.path().join("nobody.json")), LoadError::NotFound);
    assert_eq!(load(&folder.path().join("no folder").join("nobody.json")), LoadError::NotFound);
    let big = folder.path().join("big.json");
    put(&big, &vec![b' '; usize::try_from(MAX_BYTES).unwrap() + 7]);
    assert_eq!(load(&big), LoadError::TooBig { bytes: MAX_BYTES + 7, limit: MAX_BYTES });
}

#[test]
fn a_starter_without_a_name_is_found() {
    let text = with("Amina Sample", " ");
    let found = only_finding(&text);
    assert_eq!(found.finding.path, ["starter", "name"]);
    assert_is_on(&text, found.at.unwrap(), "\" \"");
}

#[test]
fn a_step_that_waits_for_one_that_is_not_there_is_found_with_its_place() {
    let text = with("\"hmpps-vetting-form\"\n", "\"nowhere\"\n");
    let found = only_finding(&text);
    let [steps, index, member, place] = found.finding.path.as_slice() else { panic!("{found:?}") };
    assert_eq!([steps.as_str(), member.as_str(), place.as_str()], ["steps", "waits_for", "0"]);
    let checklist = read(&text).unwrap().checklist;
    assert_eq!(checklist.steps[index.parse::<usize>().unwrap()].id.as_str(), "hmpps-vetting-decision");
    assert!(found.finding.what.contains("nowhere"), "{}", found.finding.what);
    let at = found.at.unwrap();
    assert_is_on(&text, at, "\"nowhere\"");
    assert_eq!(at.column, 9, "the place is where the value begins");
}

#[test]
fn a_circle_is_found_and_names_every_step_that_is_in_it() {
    let text =
        with("\"id\": \"confirm-offer\",", "\"id\": \"confirm-offer\",\n\"waits_for\": [\"hmpps-vetting-form\"],");
    let found = only_finding(&text);
    assert_eq!(found.finding.path, ["steps"]);
    assert!(found.at.is_some());
    let what = &found.finding.what;
    assert!(what.contains("Get your conditional offer in writing"), "{what}");
    assert!(what.contains("Send the HMPPS vetting form"), "{what}");
}

#[test]
fn a_setting_that_the_catalogue_does_not_know_or_the_nation_does_not_have_is_found() {
    for (setting, word) in [("moon-base", "moon-base"), ("scottish-prison", "Scottish prison")] {
        let text = with("\"setting\": \"category-b-local-prison\"", &format!("\"setting\": \"{setting}\""));
        let found = only_finding(&text);
        assert_eq!(found.finding.path, ["starter"]);
        assert!(found.finding.what.contains(word), "{}", found.finding.what);
        assert_is_on(&text, found.at.unwrap(), "{");
        assert_eq!(text_of(&read(&text).unwrap().checklist), text, "nothing is changed");
    }
}

#[test]
fn a_date_of_expiry_before_completion_is_found() {
    let completed = "\"status\": \"completed\", \"completed\": \"2026-11-20\", \"expires\": \"2026-11-19\"";
    let text = with("\"status\": \"not-yet-started\"", completed);
    let checklist = read(&text).unwrap().checklist;
    let found = format::located(text.as_bytes(), clashes(&checklist, today()));
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(found.finding.path, ["steps", "0", "record", "expires"]);
    assert_is_on(&text, found.at.unwrap(), "\"2026-11-19\"");
}

#[test]
fn the_schema_accepts_every_sample_and_every_checklist_that_is_made() {
    let validator = jsonschema::validator_for(&format::schema()).unwrap();
    let mut files: Vec<Vec<u8>> = sample_files().iter().map(|file| std::fs::read(file).unwrap()).collect();
    files.push(format::to_bytes(&a_checklist()).unwrap());
    files.push(format::to_bytes(&read(&a_strange_file()).unwrap().checklist).unwrap());
    for file in files {
        let document: Value = serde_json::from_slice(&file).unwrap();
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let validator = jsonschema::validator_for(&format::schema()).unwrap();
    for (old, new) in [
        ("\"status\": \"not-yet-started\"", "\"status\": \"done\""),
        ("\"version\": 1", "\"version\": 0"),
        ("secure-start/checklist", "somebody/else"),
        ("    \"name\": \"Amina Sample\",\n", ""),
        ("\"section\": \"vetting\"", "\"section\": \"vet\""),
        ("\"kind\": \"none\"", "\"kind\": \"sometimes\""),
        ("\"low\": 1,", "\"low\": -1,"),
        ("\"steps\": [", "\"steps\": 1, \"x\": ["),
    ] {
        let text = with(old, new);
        assert!(read(&text).is_err(), "{new}");
        assert!(!validator.is_valid(&serde_json::from_str(&text).unwrap()), "{new}");
    }
}

#[test]
fn a_checklist_is_saved_and_read_back_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Amina Sample.json");
    let checklist = a_checklist();
    let bytes = jobs::save(&path, &checklist, &OnDisk::Nothing, &saver(), catalogue()).unwrap().bytes;
    let loaded = jobs::load(&path, catalogue()).unwrap();
    assert!(loaded.checklist == checklist);
    assert_eq!(&*loaded.bytes, bytes);
    assert_eq!(folder.path().read_dir().unwrap().count(), 1, "nothing else is left in the folder");
}

#[test]
fn a_file_that_is_there_or_has_changed_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let first = jobs::save(&path, &a_checklist(), &OnDisk::Nothing, &saver(), catalogue()).unwrap().bytes;
    let changed = a_checklist().apply(&Edit::tick("confirm-offer".into()), &stamp()).unwrap();
    let save =
        |on_disk: &OnDisk| jobs::save(&path, &changed, on_disk, &saver(), catalogue()).map(|written| written.bytes);
    assert_eq!(save(&OnDisk::Nothing), Err(SaveError::AlreadyThere));
    let Err(SaveError::ChangedOutside(theirs)) = save(&OnDisk::Content(b"{}".as_slice().into())) else { panic!() };
    assert_eq!(*theirs.bytes, *first, "what is there now is handed back");
    assert_eq!(std::fs::read(&path).unwrap(), first);
    let second = save(&OnDisk::Content(first.into())).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), second);
    assert_eq!(
        jobs::save(folder.path(), &changed, &OnDisk::Replaceable, &saver(), catalogue()),
        Err(SaveError::IsAFolder)
    );
    assert_eq!(folder.path().read_dir().unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn a_folder_that_is_not_there_is_named_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere").join("a.json");
    assert_eq!(jobs::save(&path, &a_checklist(), &OnDisk::Nothing, &saver(), catalogue()), Err(SaveError::NoFolder));
}

#[test]
fn every_status_is_written_by_its_id() {
    for status in Status::ALL {
        let edit = Edit::SetStatus {
            step: "gather-documents".into(),
            status,
            on: None,
            reason: "It is done elsewhere".to_owned(),
        };
        let text = text_of(&a_checklist().apply(&edit, &stamp()).unwrap());
        assert!(text.contains(&format!("\"status\": \"{}\"", status.id())), "{}", status.label());
        assert!(read(&text).is_ok());
    }
}

#[test]
fn a_name_of_the_parsers_own_is_refused_however_it_is_written_and_a_text_about_it_is_not() {
    for name in
        ["$serde_json::private::Number", "\\u0024serde_json::private::RawValue", "$serde\\u005fjson::private::x"]
    {
        let text = with("\"version\": 1,", &format!("\"version\": 1, \"x\": {{\"{name}\" : \"{{}}\"}},"));
        assert!(matches!(refused(&text), LoadError::NotJson { .. }), "{name}");
    }
    let text = with("\"version\": 1,", "\"version\": 1, \"x\": \"$serde_json::private::Number\",");
    assert!(read(&text).is_ok());
}

#[test]
fn texts_and_files_larger_than_any_are_refused_before_anything_is_made_of_them() {
    let long = "x".repeat(300 * 1024);
    for text in [
        with("Amina Sample", &long),
        with("\"version\": 1,", &format!("\"version\": 1, \"{long}\": 1,")),
        with("\"version\": 1,", &format!("\"version\": 1, \"x\": [{}1],", "1,".repeat(400_000))),
    ] {
        assert!(matches!(refused(&text), LoadError::NotJson { .. }));
    }
}
