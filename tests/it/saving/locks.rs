//! The lock file: who waits for whom, and who may take over.

use std::path::Path;

use secure_start::disk::{NotSaved, Save, Seen, Who, lock_file, save};

use super::model::Model;

const FILE: &str = "folder/Nia.json";
const LOCK: &str = "folder/.~Nia.json.lock";
const THEIRS: &str = "folder/.~Nia.json.theirs-0.tmp";

fn lock_of(process: u32, computer: &str) -> Vec<u8> {
    format!(
        r#"{{"user":"Sam Sample","computer":"{computer}","process":{process},"at":"2026-11-22T09:12:00+00:00","id":"theirs-0","temporary":".~Nia.json.theirs-0.tmp"}}"#
    )
    .into_bytes()
}

fn try_to_save(model: &Model, takes_over: Option<&str>) -> Result<Option<Vec<u8>>, NotSaved> {
    let who = Who { user: String::new(), computer: "WARD-7".to_owned(), process: 1, id: "ours".to_owned() };
    let wanted =
        Save { path: Path::new(FILE), bytes: b"new", seen: Seen::Content(b"old"), who: &who, at: "", takes_over };
    save(model, &wanted)
}

fn locked_by(process: u32, computer: &str) -> Model {
    Model::with(&[(FILE, b"old"), (LOCK, &lock_of(process, computer)), (THEIRS, b"half")]).runs(1).runs(7)
}

#[test]
fn a_lock_is_where_others_look_for_it() {
    assert_eq!(lock_file(Path::new(FILE)), Path::new(LOCK));
}

#[test]
fn a_lock_that_is_held_is_waited_for_a_little_and_named() {
    for (process, computer) in [(7, "WARD-7"), (8, "OFFICE-2"), (7, "OFFICE-2")] {
        let model = locked_by(process, computer);
        let result = try_to_save(&model, None);
        let Err(NotSaved::Locked(holder)) = result else { panic!("{result:?}") };
        assert_eq!((holder.user.as_str(), holder.computer.as_str()), ("Sam Sample", computer));
        assert!((1..5).contains(&model.waited().as_secs()), "{:?}", model.waited());
        assert_eq!(model.names(), [LOCK, THEIRS, FILE], "nothing of theirs is touched");
    }
}

#[test]
fn whoever_gives_the_lock_back_meanwhile_is_followed_at_once() {
    let model = locked_by(7, "WARD-7").meanwhile(LOCK, None).meanwhile(THEIRS, None);
    assert!(try_to_save(&model, None).is_ok());
    assert!(model.waited().as_millis() < 20, "{:?}", model.waited());
    assert_eq!(model.names(), [FILE]);
}

#[test]
fn what_the_other_has_saved_meanwhile_is_seen() {
    let model = locked_by(7, "WARD-7").meanwhile(LOCK, None).meanwhile(FILE, Some(b"theirs"));
    assert!(matches!(try_to_save(&model, None), Err(NotSaved::ChangedOutside(there)) if there == b"theirs"));
    assert_eq!(model.content(FILE).as_deref(), Some(&b"theirs"[..]));
}

#[test]
fn the_lock_of_a_process_of_this_computer_that_is_no_more_is_taken_over_with_its_temporary_file() {
    let model = locked_by(8, "WARD-7");
    assert!(try_to_save(&model, None).is_ok());
    assert_eq!(model.names(), [FILE]);
    assert!(model.waited().is_zero());
}

#[test]
fn a_lock_that_the_user_gives_up_is_taken_over_and_no_other_one() {
    let model = locked_by(8, "OFFICE-2");
    assert!(matches!(try_to_save(&model, Some("another")), Err(NotSaved::Locked(_))));
    assert!(try_to_save(&model, Some("theirs-0")).is_ok());
    // Their program may be at work after all: what it is writing is not removed under its hands.
    assert_eq!(model.names(), [THEIRS, FILE]);
}

#[test]
fn a_lock_that_says_nothing_is_taken_over_after_a_moment() {
    for text in [&b""[..], b"{}", b"not json", b"[1]"] {
        let kept = "folder/.~Nia.json.theirs-1.kept.tmp";
        let model = Model::with(&[(FILE, b"old"), (LOCK, text), (THEIRS, b"half"), (kept, b"whole")]).runs(1);
        assert!(try_to_save(&model, None).is_ok(), "{text:?}");
        assert!((500..2000).contains(&model.waited().as_millis()), "{:?}", model.waited());
        assert_eq!(model.names(), [kept, FILE], "what was kept on purpose stays");
    }
}

#[test]
fn a_lock_that_names_a_file_elsewhere_has_nothing_removed() {
    for name in ["../other.json", "other.json", ".~Nia.json./../../other.tmp", "/other.json"] {
        let text = String::from_utf8(lock_of(8, "WARD-7")).unwrap().replace(".~Nia.json.theirs-0.tmp", name);
        let model = Model::with(&[(FILE, b"old"), (LOCK, text.as_bytes()), ("folder/other.json", b"x")]).runs(1);
        model.put("other.json", b"x");
        model.put("/other.json", b"x");
        assert!(try_to_save(&model, None).is_ok());
        assert_eq!(model.names(), ["/other.json", FILE, "folder/other.json", "other.json"], "{name}");
    }
}

#[test]
fn what_is_left_of_taking_over_a_lock_is_cleared_up() {
    let gone = "folder/.~Nia.json.gone";
    let model = Model::with(&[(FILE, b"old"), (gone, &lock_of(8, "WARD-7")), (THEIRS, b"half")]).runs(1);
    assert!(try_to_save(&model, None).is_ok());
    assert_eq!(model.names(), [FILE]);
}

#[test]
fn a_lock_of_ones_own_that_was_left_is_no_obstacle() {
    let ours =
        String::from_utf8(lock_of(1, "OFFICE-2")).unwrap().replace("theirs-0\",\"temporary", "ours-77\",\"temporary");
    let model = Model::with(&[(FILE, b"old"), (LOCK, ours.as_bytes())]).runs(1);
    assert!(try_to_save(&model, None).is_ok());
    assert!(model.waited().is_zero());
    assert_eq!(model.names(), [FILE]);
}

#[test]
fn a_lock_that_cannot_be_read_is_somebodys() {
    let model = locked_by(7, "WARD-7").keeping(LOCK);
    assert!(matches!(try_to_save(&model, None), Err(NotSaved::Locked(_))));
    assert_eq!(model.names(), [LOCK, THEIRS, FILE], "nothing of theirs is touched");
}

#[test]
fn what_belongs_to_a_file_whose_name_begins_alike_is_not_touched() {
    let other = "folder/.~Nia.json.json.theirs-0.tmp";
    let model = Model::with(&[(FILE, b"old"), (LOCK, b""), (other, b"half")]).runs(1);
    assert!(try_to_save(&model, None).is_ok());
    assert_eq!(model.names(), [other, FILE]);
}
