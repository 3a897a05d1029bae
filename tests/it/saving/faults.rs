//! Every call of a save fails, lies, or is the last; then whether what was said is true.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use secure_start::disk::{NotSaved, Save, Seen, Who, save};

use super::model::{Fault, Left, Model, When};

const FILE: &str = "folder/Nia.json";
const OLD: &[u8] = b"the old document";
const NEW: &[u8] = b"the new document, which is longer";
const KINDS: [ErrorKind; 5] = [
    ErrorKind::Other,
    ErrorKind::StorageFull,
    ErrorKind::PermissionDenied,
    ErrorKind::Interrupted,
    ErrorKind::ResourceBusy,
];

/// What is there at the beginning, and what the writer believes of it.
#[derive(Clone, Copy, Debug)]
enum Case {
    Replaces,
    ReplacesAnything,
    MakesNew,
}

impl Case {
    const ALL: [Self; 3] = [Self::Replaces, Self::ReplacesAnything, Self::MakesNew];

    fn model(self) -> Model {
        match self {
            Self::Replaces | Self::ReplacesAnything => Model::with(&[(FILE, OLD)]),
            Self::MakesNew => Model::default(),
        }
        .runs(1)
    }

    fn old(self) -> Option<Vec<u8>> {
        self.model().content(FILE)
    }

    fn save(self, model: &Model) -> Result<Option<Vec<u8>>, NotSaved> {
        let seen = match self {
            Self::Replaces => Seen::Content(OLD),
            Self::ReplacesAnything => Seen::Anything,
            Self::MakesNew => Seen::Nothing,
        };
        save(model, &wanted(seen, &who()))
    }
}

fn who() -> Who {
    Who { user: "Nia Sample".to_owned(), computer: "WARD-7".to_owned(), process: 1, id: "one".to_owned() }
}

fn wanted<'a>(seen: Seen<'a>, who: &'a Who) -> Save<'a> {
    Save { path: Path::new(FILE), bytes: NEW, seen, who, at: "2026-11-22T09:30:00+00:00", takes_over: None }
}

/// What holds after every single fault. `case` and the fault are for the message.
fn assert_true_and_tidy(model: &Model, case: Case, result: &Result<Option<Vec<u8>>, NotSaved>, about: &str) {
    let now = model.content(FILE);
    match result {
        Ok(_) => assert_eq!(now.as_deref(), Some(NEW), "{about}: said to be saved"),
        Err(_) => assert_eq!(now, case.old(), "{about}: said not to be saved: {result:?}"),
    }
    let kept = match result {
        Err(NotSaved::Beside { kept, .. }) => Some(kept.display().to_string()),
        _ => None,
    };
    if let Some(kept) = &kept {
        assert_eq!(model.content(kept).as_deref(), Some(NEW), "{about}: the kept file is whole");
    }
    let left: Vec<String> =
        model.names().into_iter().filter(|name| name != FILE && Some(name) != kept.as_ref()).collect();
    assert_eq!(left, Vec::<String>::new(), "{about}: left behind");
}

#[test]
fn a_save_without_a_fault_saves_and_leaves_nothing_behind() {
    for case in Case::ALL {
        let model = case.model();
        let result = case.save(&model);
        assert!(result.is_ok());
        assert_true_and_tidy(&model, case, &result, "no fault");
        assert!(model.calls() > 10 && model.waited().is_zero());
    }
}

/// Saves once for every call, kind of failure and case, and hands over what is there then.
fn with_every_fault(
    when: impl Fn(usize) -> When,
    check: impl Fn(&Model, Case, &Result<Option<Vec<u8>>, NotSaved>, &str),
) {
    let mut tried = 0;
    for case in Case::ALL {
        let sound = case.model();
        case.save(&sound).unwrap();
        for at in 0..sound.calls() {
            for kind in KINDS {
                for fault in [Fault::Fails(kind), Fault::Lies(kind)] {
                    let model = case.model().failing(when(at), fault);
                    let result = case.save(&model);
                    check(&model, case, &result, &format!("{case:?}, call {at} ({}), {fault:?}", sound.made()[at]));
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 400, "{tried}");
}

#[test]
fn whichever_call_fails_once_the_message_is_true_and_nothing_is_left_behind() {
    with_every_fault(When::Once, assert_true_and_tidy);
}

#[test]
fn whichever_call_fails_for_good_the_message_is_true() {
    with_every_fault(When::From, |model, case, result, about| {
        let now = model.content(FILE);
        match result {
            Ok(_) => assert_eq!(now.as_deref(), Some(NEW), "{about}"),
            // It says that nobody knows.
            Err(NotSaved::Unsure(_)) => assert!(now.as_deref() == Some(NEW) || now == case.old(), "{about}"),
            Err(error) => assert_eq!(now, case.old(), "{about}: {error:?}"),
        }
    });
}

/// The next save on the same file, by another process, after the first one is no more.
fn next_save(left: Model, seen: &[u8]) -> (Model, Result<Option<Vec<u8>>, NotSaved>) {
    let who = Who { process: 2, id: "two".to_owned(), ..who() };
    let left = left.runs(2);
    let bytes = b"the document after that";
    let wanted = Save { bytes, who: &who, ..wanted(Seen::Content(seen), &who) };
    let result = save(&left, &wanted);
    (left, result)
}

fn again(left: &Left) -> Model {
    let files: Vec<(String, &Vec<u8>)> = left.iter().map(|(name, bytes)| (name.display().to_string(), bytes)).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    Model::with(&files)
}

#[test]
fn a_program_that_ends_at_any_call_leaves_the_old_or_the_new_document_and_the_next_save_clears_up() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for case in [Case::Replaces, Case::ReplacesAnything] {
        let sound = case.model();
        case.save(&sound).unwrap();
        for at in 0..sound.calls() {
            let model = case.model().failing(When::Once(at), Fault::Ends);
            let ended = catch_unwind(AssertUnwindSafe(|| drop(case.save(&model))));
            assert!(ended.is_err(), "call {at}");
            let now = model.content(FILE).unwrap();
            assert!(now == OLD || now == NEW, "call {at}");
            let left = Model::with(&[]);
            for name in model.names() {
                left.put(&name, &model.content(&name).unwrap());
            }
            let (left, result) = next_save(left, &now);
            assert!(result.is_ok(), "call {at} ({}): {result:?}", sound.made()[at]);
            assert_eq!(left.names(), [FILE], "call {at} ({})", sound.made()[at]);
        }
    }
    std::panic::set_hook(hook);
}

#[test]
fn a_power_cut_at_any_call_leaves_the_old_or_the_new_document_and_what_was_said_to_be_saved_stays() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut states = 0;
    let sound = Case::Replaces.model();
    Case::Replaces.save(&sound).unwrap();
    for at in 0..sound.calls() {
        let model = Case::Replaces.model().failing(When::Once(at), Fault::Ends);
        drop(catch_unwind(AssertUnwindSafe(|| drop(Case::Replaces.save(&model)))));
        for left in model.after_a_power_cut() {
            let now = left.get(Path::new(FILE)).unwrap();
            assert!(now == OLD || now == NEW, "call {at} ({})", sound.made()[at]);
            let (after, result) = next_save(again(&left), now);
            assert!(result.is_ok(), "call {at}: {result:?}");
            assert_eq!(after.names(), [FILE], "call {at} ({})", sound.made()[at]);
            states += 1;
        }
    }
    std::panic::set_hook(hook);
    for left in sound.after_a_power_cut() {
        assert_eq!(left.get(Path::new(FILE)).unwrap(), NEW, "it was said to be saved");
    }
    assert!(states > 60, "{states}");
}

#[test]
fn a_saver_that_writes_in_place_fails_the_same_examination() {
    use secure_start::disk::Files as _;
    let model = Model::with(&[(FILE, OLD)]);
    // What a plain program does: the file is emptied and written again, and nothing is synced.
    model.remove(Path::new(FILE)).unwrap();
    let mut file = model.create(Path::new(FILE), secure_start::disk::Access::Usual).unwrap();
    model.write(&mut file, NEW).unwrap();
    let torn = model.after_a_power_cut();
    let is_lost = |left: &&Left| left.get(Path::new(FILE)).is_none_or(|now| now != OLD && now != NEW);
    assert!(torn.iter().filter(is_lost).count() * 2 > torn.len(), "{torn:?}");
}

#[test]
fn what_somebody_else_has_changed_is_handed_back_and_not_overwritten() {
    let model = Model::with(&[(FILE, b"somebody else's")]).runs(1);
    let who = who();
    let result = save(&model, &wanted(Seen::Content(OLD), &who));
    assert!(matches!(result, Err(NotSaved::ChangedOutside(there)) if there == b"somebody else's"));
    assert!(matches!(save(&model, &wanted(Seen::Nothing, &who)), Err(NotSaved::AlreadyThere)));
    assert_eq!(model.content(FILE).as_deref(), Some(&b"somebody else's"[..]));
    assert_eq!(model.names(), [FILE]);
}

#[test]
fn what_cannot_be_read_is_not_taken_for_unchanged() {
    let sound = Case::Replaces.model();
    Case::Replaces.save(&sound).unwrap();
    let made = sound.made();
    // The first read after the lock was taken is that of the document.
    let at = made.iter().enumerate().filter(|(_, call)| *call == "read").map(|(at, _)| at).nth(2).unwrap();
    let model = Case::Replaces.model().failing(When::From(at), Fault::Fails(ErrorKind::Other));
    let result = Case::Replaces.save(&model);
    assert!(matches!(result, Err(NotSaved::CannotCompare(_))), "{result:?} at {at} of {made:?}");
}

#[test]
fn a_file_that_is_gone_is_written_anew_and_one_that_got_there_already_counts_as_saved() {
    let gone = Model::default().runs(1);
    let who = who();
    assert!(save(&gone, &wanted(Seen::Content(OLD), &who)).is_ok());
    assert_eq!(gone.content(FILE).as_deref(), Some(NEW));
    let there = Model::with(&[(FILE, NEW)]).runs(1);
    assert!(save(&there, &wanted(Seen::Content(OLD), &who)).is_ok());
    assert!(!there.made().contains(&"replace".to_owned()), "nothing is to be written");
}

#[test]
fn what_a_confirmed_name_replaces_is_handed_back() {
    let model = Case::ReplacesAnything.model();
    assert_eq!(Case::ReplacesAnything.save(&model).unwrap().as_deref(), Some(OLD));
    assert_eq!(Case::Replaces.save(&Case::Replaces.model()).unwrap(), None);
}

#[test]
fn whoever_takes_a_free_name_at_the_last_moment_is_not_overwritten() {
    let who = who();
    for seen in [Seen::Nothing, Seen::Content(OLD)] {
        let sound = Model::default().runs(1);
        save(&sound, &wanted(seen, &who)).unwrap();
        let last = sound.made().iter().position(|call| call == "move_to_new").unwrap();
        let model = Model::default().runs(1).arriving(last, FILE, b"theirs");
        match (seen, save(&model, &wanted(seen, &who))) {
            (Seen::Content(_), Err(NotSaved::ChangedOutside(there))) => assert_eq!(there, b"theirs"),
            (Seen::Nothing, Err(NotSaved::AlreadyThere)) => {}
            (_, other) => panic!("{other:?}"),
        }
        assert_eq!((model.content(FILE).as_deref(), model.names()), (Some(&b"theirs"[..]), vec![FILE.to_owned()]));
    }
}
