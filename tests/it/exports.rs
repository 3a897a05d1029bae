//! What leaves the program: the same bytes for the same input, texts that stay texts, and targets that stay whole.
//!
//! What other people's programs read in these files is compared in `tests/readers`.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use secure_start::checklist::{Checklist, Edit, Record, SignOffMethod, Starter, Status, TextField};
use secure_start::export::{Asked, Choices, Column, Kind, Names};
use secure_start::format;
use secure_start::jobs::{ExportStep, Exporter, Ledger, Subject};
use secure_start::outcome::{ExportError, LoadError, SaveError};
use secure_start::team::Filter;
use tempfile::TempDir;

use crate::world::{a_nurse, catalogue, checklist_for, day, put, saver, stamp, today};

/// What a person or an attacker may type.
const AWKWARD: [&str; 17] = [
    "=cmd|' /C calc'!A0",
    "+44 20 7946 0000",
    "-1+1",
    "@SUM(1+1)",
    "\u{ff1d}1+1",
    "'quoted, with \"marks\"; and more",
    "two\nlines\r\nand a third",
    "bell \u{7} and \u{202e}turned\u{202c} and \u{fffe}",
    "<script>alert('x')</script> & <b>",
    "\u{645}\u{631}\u{62d}\u{628}\u{627} \u{4f60}\u{597d} \u{1f600}",
    "BEGIN:VEVENT\r\nSUMMARY:not ours",
    "[Sheet]:*?/\\",
    // Marks on letters, and what no font here has, which has put other programs to their end.
    "\u{645}\u{64f}\u{62d}\u{64e}\u{645}\u{64e}\u{651}\u{62f} \u{645}\u{64e}\u{651}",
    "\u{1f44d}\u{1f3fd} 1\u{fe0f}\u{20e3} >\u{20e3} \u{1f468}\u{200d}\u{1f469}",
    "Ad\u{e9}b\u{e1}y\u{1ecd}\u{300} Nguy\u{1ec5}n \u{92a}\u{940} \u{5e2}\u{5b4}",
    "private \u{e000}\u{f8ff}\u{f0000}",
    "a\tb \\n \\",
];

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

    fn put(&self, name: &str, checklist: &Checklist) -> PathBuf {
        let path = self.path(name);
        put(&path, &format::to_bytes(checklist).unwrap());
        path
    }

    /// A folder with one checklist for each awkward text, which stands in every field of it.
    fn team(&self) -> PathBuf {
        for (number, text) in AWKWARD.iter().enumerate() {
            self.put(&format!("team/{number:02}.json"), &awkward(number, text));
        }
        self.path("team")
    }

    /// The bytes of an export that has to succeed.
    fn bytes(&self, subject: Subject<'_>, asked: &Asked) -> Vec<u8> {
        let to = self.path(&format!("export.{}", asked.kind.ending()));
        export(subject, asked, &to).unwrap();
        std::fs::read(to).unwrap()
    }
}

fn export(subject: Subject<'_>, asked: &Asked, to: &Path) -> Result<usize, ExportError> {
    exporter(&AtomicBool::new(false), &|_| (), |exporter| exporter.export(subject, asked, to, true))
}

fn exporter<T>(
    is_cancelled: &AtomicBool,
    tell: &(dyn Fn(ExportStep) + Sync),
    with: impl FnOnce(&Exporter<'_>) -> T,
) -> T {
    with(&Exporter {
        catalogue: catalogue(),
        ledger: &Ledger::default(),
        today: today(),
        made: stamp().at.fixed_offset(),
        saver: &saver(),
        is_cancelled,
        tell,
    })
}

fn awkward(number: usize, text: &str) -> Checklist {
    let made = checklist_for(a_nurse());
    let mut made = Checklist { id: format!("{number:08}-awkward").as_str().into(), log: Vec::new(), ..made };
    // As another program may write it: an edit would take out what cannot be seen.
    made.starter.name = format!("{text} {number}");
    (made.starter.site, made.starter.employer) = (text.to_owned(), text.to_owned());
    let step = made.steps.iter_mut().find(|step| step.id.as_str() == "gather-documents").unwrap();
    let [reference, note, waiting_on, reason] = [0; 4].map(|_| text.to_owned());
    step.record = Record { status: Status::Problem, reference, note, waiting_on, reason, ..Record::default() };
    made
}

fn asked(kind: Kind) -> Asked {
    Asked { kind, ..Asked::default() }
}

fn with_notes(kind: Kind) -> Asked {
    Asked { choices: Choices { has_notes: true, columns: Column::ALL.into(), ..Choices::default() }, ..asked(kind) }
}

/// The rows of an export of comma-separated values, without its heads.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let desk = Desk::new();
    let team = desk.team();
    for kind in Kind::ALL {
        let once = desk.bytes(Subject::Folder(&team), &with_notes(kind));
        assert!(once == desk.bytes(Subject::Folder(&team), &with_notes(kind)), "{kind:?}");
    }
}

/// All text of an export, whatever is packed into it.
fn text_of(bytes: Vec<u8>) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut files = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let texts = (0..files.len()).map(|number| {
        let mut inner = Vec::new();
        std::io::Read::read_to_end(&mut files.by_index(number).unwrap(), &mut inner).unwrap();
        text_of(inner)
    });
    texts.collect()
}

/// Those of PDF are read in `tests/readers`: only there can somebody read them.
#[test]
fn where_a_step_stands_is_said_in_the_same_words_in_every_kind_of_export() {
    let desk = Desk::new();
    let mut made = checklist_for(a_nurse());
    let (soon, later) = (Some(day(2026, 12, 1)), Some(day(2027, 12, 1)));
    let records = [
        Record { status: Status::Completed, completed: Some(today()), expires: later, ..Record::default() },
        Record { status: Status::InProgress, expected: soon, ..Record::default() },
        Record { status: Status::Problem, expected: soon, ..Record::default() },
    ];
    for (step, record) in made.steps.iter_mut().zip(records) {
        step.record = record;
    }
    let path = desk.put("team/one.json", &made);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Pdf) {
        for subject in [Subject::File(&path), Subject::Folder(&desk.path("team"))] {
            let text = text_of(desk.bytes(subject, &asked(kind)));
            let text = text.replace("\r\n ", "");
            for word in ["Not yet started", "In progress", "Completed", "Cannot start yet", "There is a problem"] {
                assert!(text.contains(word), "{kind:?}: {word}");
                assert!(
                    word == "Completed" || !text.contains(&word.to_lowercase()),
                    "{kind:?}: {word} in small letters"
                );
            }
        }
    }
}

/// Whoever reads the file by its columns goes on reading it with the next version.
#[test]
fn columns_are_only_ever_added_at_the_end() {
    let first = [
        "name",
        "role",
        "site",
        "section",
        "step",
        "status",
        "validity",
        "sign-off",
        "completed",
        "last-day",
        "begin-by",
        "expected",
        "who-acts",
        "waiting-on",
        "waiting-since",
        "asked",
        "last-asked-again",
        "ask-again",
        "renew-from",
        "reference",
        "reason",
        "signed-by",
        "signed-post",
        "signed-how",
        "signed-on",
        "signed-reference",
        "eight-words",
        "setting",
        "employer",
        "nation",
        "contract",
        "planned-start",
        "earliest-shift",
        "likely-shift",
        "before-first-shift",
        "step-id",
        "document",
        "file",
        "note",
    ];
    assert_eq!(Column::ALL.map(Column::id)[..first.len()], first);
}

#[test]
fn no_cell_of_comma_separated_values_runs_and_each_says_what_was_typed() {
    let desk = Desk::new();
    let bytes = desk.bytes(Subject::Folder(&desk.team()), &with_notes(Kind::Csv));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.ends_with("\r\n"));
    let place = |column: Column| Column::ALL.iter().position(|other| *other == column).unwrap();
    let rows = rows(&bytes);
    for row in &rows {
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']), "{cell}");
        }
    }
    for (number, typed) in AWKWARD.iter().enumerate() {
        let of = |row: &&Vec<String>| row[place(Column::Document)] == format!("{number:08}-awkward");
        let row = rows.iter().filter(of).find(|row| row[place(Column::StepId)] == "gather-documents").unwrap();
        let seen = secure_start::visible::readable(typed);
        for column in [Column::Site, Column::Employer, Column::Reference, Column::Reason, Column::Note] {
            let cell = &row[place(column)];
            let is_it = *cell == *seen || cell.strip_prefix('\'') == Some(&*seen);
            assert!(is_it, "{column:?}: {cell:?} for {seen:?}");
        }
    }
}

#[test]
fn notes_are_left_out_unless_they_are_filed() {
    let desk = Desk::new();
    let checklist = awkward(0, "Seen on paper");
    let note = Edit::SetText { step: "identity-check".into(), field: TextField::Note, text: "A private word".into() };
    let path = desk.put("one.json", &checklist.apply(&note, &stamp()).unwrap());
    for kind in [Kind::Csv, Kind::Json, Kind::Ics, Kind::Html] {
        let bytes = desk.bytes(Subject::File(&path), &asked(kind));
        assert!(!String::from_utf8(bytes).unwrap().contains("A private word"), "{kind:?}");
    }
    let bytes = desk.bytes(Subject::File(&path), &with_notes(Kind::Csv));
    assert!(String::from_utf8(bytes).unwrap().contains("A private word"));
}

#[test]
fn with_initials_nobody_is_named_anywhere() {
    let desk = Desk::new();
    let made = checklist_for(Starter { name: "Zebedee Quillfeather".to_owned(), ..a_nurse() });
    let tick = Edit::SetStatus {
        step: "identity-check".into(),
        status: Status::Completed,
        on: Some(day(2026, 11, 1)),
        reason: "Zebedee said so".to_owned(),
    };
    let sign = Edit::SignOff {
        step: "identity-check".into(),
        by: "Morwenna Quillfeather".to_owned(),
        post: "Deputy of Zebedee".to_owned(),
        method: SignOffMethod::SawOriginal,
        on: today(),
        reference: String::new(),
    };
    let waiting = Edit::SetText {
        step: "gather-documents".into(),
        field: TextField::WaitingOn,
        text: "Zebedee's sister".to_owned(),
    };
    let mut made = made;
    let pack: secure_start::catalogue::pack::SitePack =
        serde_json::from_str(include_str!("../../assets/samples/site-pack-example.json")).unwrap();
    made.site_pack = Some(secure_start::catalogue::pack::SitePack { author: "Zebedee".to_owned(), ..pack }.into());
    let made = [tick, sign, waiting].iter().fold(made, |made, edit| made.apply(edit, &stamp()).unwrap());
    desk.put("team/Zebedee Quillfeather.json", &made);
    put(&desk.path("team/Quillfeather, old.json"), b"not a checklist");
    let choices = Choices { names: Names::Initials, ..Choices::default() };
    for kind in [Kind::Csv, Kind::Json, Kind::Ics, Kind::Html] {
        let asked = Asked { choices: choices.clone(), ..asked(kind) };
        let text = String::from_utf8(desk.bytes(Subject::Folder(&desk.path("team")), &asked)).unwrap();
        for name in ["Zebedee", "Quillfeather", "Morwenna"] {
            assert!(!text.contains(name), "{kind:?}: {name}");
        }
        if kind != Kind::Ics {
            assert!(text.contains("ZQ ("), "{kind:?}");
        }
    }
    // Whom a filter finds, it finds by the name.
    let filter = Filter { search: "zebedee".to_owned(), ..Filter::default() };
    let asked = Asked { choices, filter, ..asked(Kind::Csv) };
    assert!(!rows(&desk.bytes(Subject::Folder(&desk.path("team")), &asked)).is_empty());
    let page = desk.bytes(Subject::Folder(&desk.path("team")), &Asked { kind: Kind::Html, ..asked });
    assert!(!String::from_utf8(page).unwrap().to_lowercase().contains("zebedee"));
}

#[test]
fn json_says_of_each_step_who_verified_it_and_how() {
    let desk = Desk::new();
    let made = checklist_for(a_nurse());
    let tick = |step: &str| Edit::SetStatus {
        step: step.into(),
        status: Status::Completed,
        on: Some(day(2026, 11, 1)),
        reason: "Early".to_owned(),
    };
    let sign = Edit::SignOff {
        step: "identity-check".into(),
        by: "Morgan Invented".to_owned(),
        post: "Head of healthcare".to_owned(),
        method: SignOffMethod::SawOriginal,
        on: today(),
        reference: "R 1".to_owned(),
    };
    let edits = [tick("identity-check"), tick("gather-documents"), tick("references"), sign];
    let made = edits.iter().fold(made, |made, edit| made.apply(edit, &stamp()).unwrap());
    let path = desk.put("one.json", &made);
    let step = |choices: Choices, id: &str| -> serde_json::Value {
        let bytes = desk.bytes(Subject::File(&path), &Asked { choices, ..asked(Kind::Json) });
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        json["people"][0]["steps"].as_array().unwrap().iter().find(|step| step["id"] == id).unwrap().clone()
    };
    let signed = step(Choices::default(), "identity-check");
    let sign_off = &signed["sign_off"];
    assert_eq!((&signed["status"], &signed["needs_sign_off"]), (&"signed-off".into(), &true.into()));
    let members = ["by", "post", "how", "on", "reference"].map(|member| sign_off[member].as_str().unwrap());
    assert_eq!(members, ["Morgan Invented", "Head of healthcare", "saw-original", "2026-11-22", "R 1"]);
    assert_eq!(sign_off["words"].as_str().unwrap().split(' ').count(), 8);
    for (id, needs) in [("references", true), ("gather-documents", false)] {
        let other = step(Choices::default(), id);
        assert_eq!((&other["sign_off"], &other["needs_sign_off"]), (&serde_json::Value::Null, &needs.into()), "{id}");
    }
    let sign_off = &step(Choices { names: Names::Initials, ..Choices::default() }, "identity-check")["sign_off"];
    assert_eq!(["by", "post"].map(|member| sign_off[member].as_str().unwrap()), ["MI", ""]);
}

/// Whatever the length, the last of several lines is no longer than the others.
#[test]
fn no_line_of_a_calendar_is_over_75_octets() {
    let desk = Desk::new();
    for length in 60..140 {
        let mut one = awkward(0, "Sample");
        one.steps.retain(|step| step.id.as_str() == "gather-documents");
        one.steps[0].title = "\u{e9}".repeat(length / 2) + &"x".repeat(length % 7);
        let path = desk.put("one.json", &one);
        let choices = Choices { calendar_has_names: true, ..Choices::default() };
        let text = String::from_utf8(desk.bytes(Subject::File(&path), &Asked { choices, ..asked(Kind::Ics) })).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{length}");
        assert!(text.replace("\r\n ", "").contains(&one.steps[0].title), "{length}");
    }
}

#[test]
fn a_second_calendar_has_the_same_events_and_no_smaller_sequence() {
    let desk = Desk::new();
    let (first, team) = (awkward(0, "Sample"), desk.path("team"));
    desk.put("team/one.json", &first);
    let events = |bytes: Vec<u8>, name: &str| -> Vec<String> {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.lines().all(|line| line.len() <= 75));
        text.lines().filter_map(|line| line.strip_prefix(name)).map(str::to_owned).collect()
    };
    let (uids, numbers) = (
        events(desk.bytes(Subject::Folder(&team), &asked(Kind::Ics)), "UID:"),
        events(desk.bytes(Subject::Folder(&team), &asked(Kind::Ics)), "SEQUENCE:"),
    );
    let filed = Edit::SetText { step: "gather-documents".into(), field: TextField::Reference, text: "R 1".into() };
    desk.put("team/one.json", &first.apply(&filed, &stamp()).unwrap());
    let later = events(desk.bytes(Subject::Folder(&team), &asked(Kind::Ics)), "UID:");
    let later_numbers = events(desk.bytes(Subject::Folder(&team), &asked(Kind::Ics)), "SEQUENCE:");
    assert!(uids.len() > 10 && uids == later, "the same steps are due");
    let number = |text: &String| text.parse::<u32>().unwrap();
    assert!(later_numbers.iter().map(number).min() > numbers.iter().map(number).max());
}

#[test]
fn a_checklist_is_never_replaced_by_an_export_and_an_older_export_is() {
    let desk = Desk::new();
    let path = desk.put("one.json", &awkward(0, "Sample"));
    let other = desk.put("other.json", &awkward(1, "Sample"));
    let before = std::fs::read(&other).unwrap();
    assert_eq!(export(Subject::File(&path), &asked(Kind::Json), &other), Err(ExportError::IsADocument));
    assert_eq!(export(Subject::File(&path), &asked(Kind::Json), &path), Err(ExportError::IsADocument));
    assert_eq!(std::fs::read(&other).unwrap(), before);
    let to = desk.path("list.csv");
    put(&to, b"an older export");
    assert_eq!(export(Subject::File(&path), &asked(Kind::Csv), &to), Ok(1));
    assert!(std::fs::read(&to).unwrap().starts_with("\u{feff}\"Name\"".as_bytes()));
}

#[test]
fn a_checklist_is_known_however_it_is_written() {
    let desk = Desk::new();
    let path = desk.put("one.json", &awkward(0, "Sample"));
    let text = std::fs::read_to_string(&path).unwrap();
    let line = "  \"format\": \"secure-start/checklist\",\n";
    let without = text.replacen(line, "", 1);
    assert_ne!(text, without);
    let front = without.trim_end().strip_suffix('}').unwrap().trim_end();
    let cases = [
        format!("{front},\n  \"format\": \"secure-start/checklist\"\n}}\n"),
        format!("{}{text}", "\n".repeat(5000)),
        text.replacen("secure-start/checklist", "secure-start\\/checklist", 1),
        text.replacen('{', &format!("{{ \"more\": \"{}\",", "x".repeat(3000)), 1),
    ];
    for case in cases {
        let other = desk.path("other.json");
        put(&other, case.as_bytes());
        assert!(format::read_plainly(case.as_bytes()).is_ok(), "it opens");
        assert_eq!(export(Subject::File(&path), &asked(Kind::Json), &other), Err(ExportError::IsADocument));
        assert_eq!(std::fs::read(&other).unwrap(), case.as_bytes());
    }
}

#[test]
fn nothing_of_this_computer_is_in_an_export() {
    let desk = Desk::new();
    let one = desk.put("team/one.json", &awkward(0, "Sample"));
    std::fs::copy(&one, desk.path("team/two.json")).unwrap();
    let place = desk.folder.path().display().to_string();
    for kind in [Kind::Csv, Kind::Json, Kind::Ics, Kind::Html] {
        let text = String::from_utf8(desk.bytes(Subject::Folder(&desk.path("team")), &asked(kind))).unwrap();
        assert!(!text.contains(&place), "{kind:?}");
    }
}

#[test]
fn where_nothing_can_be_written_the_old_export_stays_and_nothing_is_left_over() {
    let desk = Desk::new();
    let path = desk.put("one.json", &awkward(0, "Sample"));
    let list = || {
        let mut names: Vec<PathBuf> =
            std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        names
    };
    let before = list();
    let gone = desk.path("gone/list.csv");
    let failed = export(Subject::File(&path), &asked(Kind::Csv), &gone);
    assert_eq!(failed, Err(ExportError::NotSaved(SaveError::NoFolder)));
    std::fs::create_dir(desk.path("folder.csv")).unwrap();
    let failed = export(Subject::File(&path), &asked(Kind::Csv), &desk.path("folder.csv"));
    assert_eq!(failed, Err(ExportError::NotSaved(SaveError::IsAFolder)));
    std::fs::remove_dir(desk.path("folder.csv")).unwrap();
    assert_eq!(list(), before);
}

#[test]
fn an_export_of_nobody_says_so_and_writes_nothing() {
    let desk = Desk::new();
    let to = desk.path("list.xlsx");
    std::fs::create_dir(desk.path("empty")).unwrap();
    let empty = desk.path("empty");
    let nobody = |shown| Err(ExportError::Nobody { shown, not_shown: 0, as_of: None });
    assert_eq!(export(Subject::Folder(&empty), &asked(Kind::Xlsx), &to), nobody(0));
    let gone = desk.path("gone");
    let failed = export(Subject::Folder(&gone), &asked(Kind::Xlsx), &to);
    assert_eq!(failed, Err(ExportError::NotRead(LoadError::NotFound)));
    let filter = Filter { search: "nobody of that name".to_owned(), ..Filter::default() };
    let failed = export(Subject::Folder(&desk.team()), &Asked { filter, ..asked(Kind::Xlsx) }, &to);
    assert_eq!(failed, nobody(AWKWARD.len()));
    assert!(!to.exists());
}

#[test]
fn as_of_a_day_before_there_was_a_checklist_the_day_is_what_is_wrong() {
    let desk = Desk::new();
    let path = desk.put("team/one.json", &awkward(0, "Sample"));
    let before = Asked { as_of: Some(day(2020, 1, 1)), ..asked(Kind::Csv) };
    assert_eq!(export(Subject::File(&path), &before, &desk.path("a.csv")), Err(ExportError::NotMadeYet));
    let nobody = ExportError::Nobody { shown: 0, not_shown: 1, as_of: Some(day(2020, 1, 1)) };
    assert_eq!(export(Subject::Folder(&desk.path("team")), &before, &desk.path("a.csv")), Err(nobody));
}

#[test]
fn a_file_that_is_only_to_be_read_stays_as_it_is() {
    let desk = Desk::new();
    let path = desk.put("one.json", &awkward(0, "Sample"));
    let to = desk.path("list.csv");
    put(&to, b"an older export");
    let mut permissions = std::fs::metadata(&to).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&to, permissions).unwrap();
    let failed = export(Subject::File(&path), &asked(Kind::Csv), &to);
    assert!(matches!(failed, Err(ExportError::NotSaved(SaveError::NotAllowed { .. }))), "{failed:?}");
    assert_eq!(std::fs::read(&to).unwrap(), b"an older export");
}

#[test]
fn what_is_printed_names_nobody_in_its_file_and_goes_when_it_is_removed() {
    let desk = Desk::new();
    let path = desk.put("one.json", &awkward(0, "Sample"));
    let folder = desk.path("print");
    let print = || {
        let print = |exporter: &Exporter<'_>| exporter.print(Subject::File(&path), &asked(Kind::Pdf), &folder);
        exporter(&AtomicBool::new(false), &|_| (), print).unwrap()
    };
    let (count, printed) = print();
    assert_eq!((count, printed.file_name().unwrap().to_str()), (1, Some("Pages to print 1.pdf")));
    assert!(std::fs::read(&printed).unwrap().starts_with(b"%PDF-"));
    assert_eq!(print().1, printed, "the last pages take the place of those before");
    secure_start::jobs::remove_prints(&folder).unwrap();
    assert!(!printed.exists());
    secure_start::jobs::remove_prints(&folder).unwrap();
}

#[test]
fn a_cancelled_export_writes_nothing() {
    let desk = Desk::new();
    let (team, to) = (desk.team(), desk.path("list.csv"));
    let is_cancelled = AtomicBool::new(false);
    // While it is written; while it is read, the last file that was read is the last to be.
    let tell = |step| {
        if matches!(step, ExportStep::Written(_)) {
            is_cancelled.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    };
    for kind in Kind::ALL {
        is_cancelled.store(false, std::sync::atomic::Ordering::Relaxed);
        let asked = asked(kind);
        let ended =
            exporter(&is_cancelled, &tell, |exporter| exporter.export(Subject::Folder(&team), &asked, &to, true));
        assert_eq!(ended, Err(ExportError::Cancelled), "{kind:?}");
    }
    assert!(!to.exists());
}
