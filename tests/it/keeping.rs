//! Nothing that was typed is lost: the stories, message by message.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDateTime;
use secure_start::app::{
    Action, Answer, ClashWith, Clashing, Dialog, Document, Effect, Event, Leaving, Msg, Reminder, State,
};
use secure_start::checklist::{Checklist, ClashKey, Edit, Side, Status, TextField};
use secure_start::format;
use secure_start::outcome::{LoadError, Loaded, LockHolder, OnDisk, OtherCopy, Recovered, SaveError, Unsaved, Version};

use crate::world::{
    a_checklist, a_path, day, loaded, opened, stamp, state, state_with_a_document, state_with_an_opened_file, tell_all,
};

const STEP: &str = "gather-documents";
const OTHER: &str = "name-your-contacts";

fn document(state: &State) -> &Document {
    state.document.as_ref().unwrap()
}

fn status(state: &State, step: &str) -> Status {
    document(state).checklist().step(&step.into()).unwrap().record.status
}

fn note_of(state: &State) -> &str {
    &document(state).checklist().step(&STEP.into()).unwrap().record.note
}

fn note(text: &str) -> Edit {
    Edit::SetText { step: STEP.into(), field: TextField::Note, text: text.to_owned() }
}

fn do_it(state: &mut State, action: Action) -> Vec<Effect> {
    tell_all(state, Msg::Do(action))
}

fn happens(state: &mut State, event: Event) -> Vec<Effect> {
    tell_all(state, Msg::Happened(event))
}

fn answers(state: &mut State, answer: Answer) -> Vec<Effect> {
    tell_all(state, Msg::Answer(answer))
}

/// The one save among some effects; none where there is none.
fn save_in(effects: &[Effect]) -> Option<&Effect> {
    let mut saves = effects.iter().filter(|effect| matches!(effect, Effect::Save { .. }));
    let save = saves.next();
    assert!(saves.next().is_none(), "{effects:?}");
    save
}

/// How the save among some effects ends.
fn ends(effects: &[Effect], result: Result<(), SaveError>) -> Event {
    let Some(Effect::Save { path, checklist, revision, .. }) = save_in(effects) else { panic!("{effects:?}") };
    let bytes = || format::to_bytes(checklist).unwrap().into();
    let result = result.map(|()| bytes());
    Event::Saved { path: path.clone(), checklist: Arc::clone(checklist), revision: *revision, result }
}

fn saved_checklist(effects: &[Effect]) -> Arc<Checklist> {
    let Some(Effect::Save { checklist, .. }) = save_in(effects) else { panic!("{effects:?}") };
    Arc::clone(checklist)
}

fn reminders(effects: &[Effect]) -> Vec<(u64, Reminder)> {
    let reminder = |effect: &Effect| match effect {
        Effect::Remind { after_ms, of } => Some((*after_ms, of.clone())),
        _ => None,
    };
    effects.iter().filter_map(reminder).collect()
}

/// What somebody else has made of the checklist meanwhile.
fn theirs(edits: &[Edit]) -> Loaded {
    let mut stamp = stamp();
    "Ana Other".clone_into(&mut stamp.by);
    stamp.at += chrono::TimeDelta::minutes(1);
    loaded(edits.iter().fold(a_checklist(), |checklist, edit| checklist.apply(edit, &stamp).unwrap()))
}

fn changed_outside(edits: &[Edit]) -> SaveError {
    SaveError::ChangedOutside(Box::new(theirs(edits)))
}

/// A file that is open, in which a note was written, and the effects of that.
fn with_a_note(text: &str) -> (State, Vec<Effect>) {
    let mut state = state_with_an_opened_file();
    let effects = tell_all(&mut state, Msg::Edit(note(text)));
    (state, effects)
}

fn session(state: &State) -> secure_start::ids::SessionId {
    document(state).session().clone()
}

fn clashing(state: &State) -> &Clashing {
    match &state.dialog {
        Some(Dialog::Clash(clashing)) => clashing,
        other => panic!("{other:?}"),
    }
}

// By itself.

#[test]
fn a_change_is_kept_within_a_second_and_saved_when_nothing_more_comes_for_two() {
    let (mut state, effects) = with_a_note("A");
    let revision = document(&state).history().revision();
    let of = session(&state);
    let wanted = [(1_000, Reminder::Keep(of.clone())), (2_000, Reminder::Save(of.clone(), revision))];
    assert_eq!(reminders(&effects), wanted);
    // The next letter: one copy will hold both, and the save waits for the end of typing.
    let effects = tell_all(&mut state, Msg::Edit(note("As")));
    assert_eq!(reminders(&effects), [(2_000, Reminder::Save(of.clone(), document(&state).history().revision()))]);
    let effects = happens(&mut state, Event::Reminded(Reminder::Keep(of.clone())));
    let [Effect::Keep { session, checklist, path, base }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((session, path), (&of, &Some(a_path())));
    assert_eq!(**checklist, *document(&state).checklist());
    assert_eq!(base.as_deref(), Some(format::to_bytes(&a_checklist()).unwrap().as_slice()));
    assert_eq!(happens(&mut state, Event::Reminded(Reminder::Save(of.clone(), revision))), [], "typing went on");
    let now = document(&state).history().revision();
    let effects = happens(&mut state, Event::Reminded(Reminder::Save(of.clone(), now)));
    let end = ends(&effects, Ok(()));
    let effects = happens(&mut state, end);
    assert!(!document(&state).is_unsaved());
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Forget { session, given_up: None, .. } if *session == of))
    );
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Watch { path, .. } if *path == a_path())));
    assert_eq!(state.notice, None, "saving by itself is not worth a word");
}

#[test]
fn whoever_wants_to_save_by_hand_is_kept_a_copy_all_the_same() {
    let mut state = state_with_an_opened_file();
    state.settings.saves_automatically = false;
    let effects = tell_all(&mut state, Msg::Edit(note("A")));
    assert_eq!(reminders(&effects), [(1_000, Reminder::Keep(session(&state)))]);
    let of = session(&state);
    let revision = document(&state).history().revision();
    assert_eq!(happens(&mut state, Event::Reminded(Reminder::Save(of, revision))), []);
}

#[test]
fn a_checklist_in_no_file_is_kept_and_not_saved_by_itself() {
    let mut state = state_with_a_document();
    let effects = tell_all(&mut state, Msg::Edit(note("A")));
    assert!(reminders(&effects).iter().all(|(_, of)| matches!(of, Reminder::Keep(_))));
    let of = session(&state);
    let effects = happens(&mut state, Event::Reminded(Reminder::Keep(of)));
    assert!(matches!(effects.as_slice(), [Effect::Keep { path: None, base: None, .. }]), "{effects:?}");
}

#[test]
fn undoing_back_to_what_was_saved_takes_the_copy_away() {
    let (mut state, _) = with_a_note("A");
    let of = session(&state);
    happens(&mut state, Event::Reminded(Reminder::Keep(of.clone())));
    do_it(&mut state, Action::Undo);
    let effects = happens(&mut state, Event::Reminded(Reminder::Keep(of)));
    assert!(matches!(effects.as_slice(), [Effect::Forget { given_up: None, .. }]), "{effects:?}");
}

#[test]
fn a_reminder_of_a_document_that_was_closed_does_nothing() {
    let (mut state, _) = with_a_note("A");
    let of = session(&state);
    tell_all(&mut state, opened(PathBuf::from("other.json"), a_checklist()));
    answers(&mut state, Answer::DoNotSave);
    state.document = None;
    for reminder in [Reminder::Keep(of.clone()), Reminder::Save(of.clone(), 1), Reminder::Retry(of, 0)] {
        assert_eq!(happens(&mut state, Event::Reminded(reminder)), []);
    }
}

#[test]
fn closing_saves_by_itself_and_asks_only_where_that_does_not_work() {
    let (mut state, _) = with_a_note("A");
    let effects = do_it(&mut state, Action::Close);
    assert_eq!(state.dialog, None);
    let end = ends(&effects, Err(SaveError::DiskFull));
    happens(&mut state, end);
    assert!(matches!(state.dialog, Some(Dialog::Problem { .. })) && state.leaving.is_none());
    answers(&mut state, Answer::Cancel);
    do_it(&mut state, Action::Close);
    assert_eq!(state.dialog, Some(Dialog::Unsaved(Leaving::Close)), "now it asks");
    let effects = answers(&mut state, Answer::DoNotSave);
    let is_version = |effect: &Effect| match effect {
        Effect::Forget { given_up: Some(given_up), .. } => given_up.step(&STEP.into()).unwrap().record.note == "A",
        _ => false,
    };
    assert!(effects.iter().any(is_version), "what was given up can be found in Versions: {effects:?}");
    assert!(state.document.is_none());
}

#[test]
fn a_copy_that_cannot_be_kept_is_said_for_as_long_as_that_lasts() {
    let (mut state, _) = with_a_note("A");
    let kept = |state: &State, result| Event::Kept { session: session(state), result };
    let event = kept(&state, Err("permission denied".to_owned()));
    happens(&mut state, event);
    assert_eq!(state.not_kept.as_deref(), Some("permission denied"));
    let event = kept(&state, Ok(()));
    happens(&mut state, event);
    assert_eq!(state.not_kept, None);
}

// Two people, one file.

#[test]
fn a_save_that_finds_other_steps_changed_saves_both() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(changed_outside(&[Edit::tick(OTHER.into())])));
    let second = happens(&mut state, end);
    assert_eq!(state.dialog, None);
    let both = saved_checklist(&second);
    assert_eq!(both.step(&STEP.into()).unwrap().record.note, "Mine");
    assert_eq!(both.step(&OTHER.into()).unwrap().record.status, Status::Completed);
    let Some(Effect::Save { on_disk, .. }) = save_in(&second) else { panic!() };
    assert_eq!(*on_disk, OnDisk::Content(theirs(&[Edit::tick(OTHER.into())]).bytes), "compared with what is there now");
    assert!(state.notice.as_ref().unwrap().text.contains("Ana Other"), "{:?}", state.notice);
    let end = ends(&second, Ok(()));
    happens(&mut state, end);
    assert!(!document(&state).is_unsaved());
}

#[test]
fn a_save_that_finds_the_same_field_changed_asks_and_both_values_stay_in_the_log() {
    for (side, kept) in [(Side::Ours, "Mine"), (Side::Theirs, "Theirs")] {
        let (mut state, _) = with_a_note("Mine");
        let first = do_it(&mut state, Action::Save);
        let end = ends(&first, Err(changed_outside(&[note("Theirs"), Edit::tick(OTHER.into())])));
        assert_eq!(save_in(&happens(&mut state, end)), None, "nothing is saved before somebody decides");
        let key = clashing(&state).clashes[0].key.clone();
        assert_eq!(key, ClashKey { step: Some(STEP.into()), member: "note".to_owned() });
        answers(&mut state, Answer::Decide(key, side));
        let second = answers(&mut state, Answer::PutTogether);
        let both = saved_checklist(&second);
        assert_eq!(both.step(&STEP.into()).unwrap().record.note, kept);
        assert_eq!(both.step(&OTHER.into()).unwrap().record.status, Status::Completed);
        let values: Vec<String> = both.log.iter().map(|line| format!("{} {}", line.from, line.to)).collect();
        assert!(["Mine", "Theirs"].iter().all(|value| values.iter().any(|line| line.contains(value))), "{values:?}");
        assert_eq!(state.dialog, None);
    }
}

#[test]
fn nobody_is_interrupted_while_typing_and_the_question_waits_over_the_checklist() {
    let (mut state, _) = with_a_note("Mine");
    let (of, revision) = (session(&state), document(&state).history().revision());
    let first = happens(&mut state, Event::Reminded(Reminder::Save(of, revision)));
    let end = ends(&first, Err(changed_outside(&[note("Theirs")])));
    happens(&mut state, end);
    assert_eq!(state.dialog, None);
    let trouble = document(&state).trouble().unwrap();
    assert!(!trouble.is_retried && trouble.problem.happened.contains("Amina Sample.json"), "{trouble:?}");
    assert_eq!(note_of(&state), "Mine");
    assert_eq!(document(&state).saved_words(), "Not saved");
    let again = do_it(&mut state, Action::Save);
    let end = ends(&again, Err(changed_outside(&[note("Theirs")])));
    happens(&mut state, end);
    assert_eq!(clashing(&state).clashes.len(), 1);
    answers(&mut state, Answer::Cancel);
    assert!(state.dialog.is_none() && document(&state).trouble().is_some() && document(&state).is_unsaved());
}

#[test]
fn reload_takes_what_is_in_the_file_and_keeps_mine_as_a_version() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(changed_outside(&[note("Theirs")])));
    happens(&mut state, end);
    let effects = answers(&mut state, Answer::Reload);
    assert_eq!((note_of(&state), document(&state).is_unsaved()), ("Theirs", false));
    let is_version = |effect: &Effect| match effect {
        Effect::Forget { given_up: Some(given_up), .. } => given_up.step(&STEP.into()).unwrap().record.note == "Mine",
        _ => false,
    };
    assert!(effects.iter().any(is_version), "{effects:?}");
    let is_kept = |effect: &Effect| matches!(effect, Effect::Keep { .. });
    assert!(!effects.iter().any(is_kept), "it is not offered as work that was not saved");
    assert_eq!(document(&state).path(), Some(a_path().as_path()));
}

#[test]
fn keeping_both_writes_mine_into_a_file_of_its_own_and_leaves_theirs_alone() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(changed_outside(&[note("Theirs")])));
    happens(&mut state, end);
    let effects = answers(&mut state, Answer::KeepBoth);
    let Some(Effect::Save { path, on_disk, checklist, .. }) = save_in(&effects) else { panic!("{effects:?}") };
    assert_eq!(path.parent(), a_path().parent());
    assert_eq!(path.file_name().unwrap(), "Amina Sample (copy 22 November 2026 09.30.00).json");
    assert_eq!((on_disk, checklist.step(&STEP.into()).unwrap().record.note.as_str()), (&OnDisk::Nothing, "Mine"));
    let copy = path.clone();
    let end = ends(&effects, Ok(()));
    happens(&mut state, end);
    assert_eq!(document(&state).path(), Some(copy.as_path()));
    assert!(!document(&state).is_unsaved());
}

#[test]
fn mine_can_be_saved_under_another_name_instead() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(changed_outside(&[note("Theirs")])));
    happens(&mut state, end);
    let effects = answers(&mut state, Answer::SaveCopy);
    assert!(matches!(effects.as_slice(), [Effect::AskWhereToSave { .. }]), "{effects:?}");
    assert!(document(&state).is_unsaved());
}

#[test]
fn a_conflict_while_closing_is_put_together_and_closed_or_asked_about_and_left_open() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Close);
    let end = ends(&first, Err(changed_outside(&[Edit::tick(OTHER.into())])));
    let second = happens(&mut state, end);
    assert_eq!(state.leaving, Some(Leaving::Close));
    let end = ends(&second, Ok(()));
    happens(&mut state, end);
    assert!(state.document.is_none(), "saved and closed");

    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Close);
    let end = ends(&first, Err(changed_outside(&[note("Theirs")])));
    happens(&mut state, end);
    assert_eq!(clashing(&state).clashes.len(), 1);
    assert!(state.document.is_some() && state.leaving.is_none());
}

#[test]
fn what_others_save_is_shown_at_once_where_nothing_is_unsaved_and_beside_mine_where_something_is() {
    let outside = |edits: &[Edit]| Event::Outside { path: a_path(), result: Ok(Box::new(theirs(edits))) };
    let mut state = state_with_an_opened_file();
    happens(&mut state, outside(&[Edit::tick(OTHER.into())]));
    assert_eq!(status(&state, OTHER), Status::Completed);
    assert!(!document(&state).is_unsaved(), "it is what is in the file");
    let (mut state, _) = with_a_note("Mine");
    happens(&mut state, outside(&[Edit::tick(OTHER.into())]));
    assert_eq!((note_of(&state), status(&state, OTHER)), ("Mine", Status::Completed));
    assert!(document(&state).is_unsaved());
    do_it(&mut state, Action::Undo);
    assert_eq!((note_of(&state), status(&state, OTHER)), ("", Status::Completed), "undo takes back mine only");
    let (mut state, _) = with_a_note("Mine");
    happens(&mut state, outside(&[note("Theirs")]));
    assert_eq!((note_of(&state), &state.dialog), ("Mine", &None));
    assert!(document(&state).trouble().is_some());
}

#[test]
fn what_is_in_the_file_of_another_document_or_of_a_newer_program_is_not_taken_in() {
    let other = loaded(Checklist { id: "another-document".into(), ..a_checklist() });
    let newer = Loaded { newer: Some(2), ..theirs(&[note("Theirs")]) };
    for found in [other, newer] {
        let (mut state, _) = with_a_note("Mine");
        happens(&mut state, Event::Outside { path: a_path(), result: Ok(Box::new(found)) });
        assert_eq!(note_of(&state), "Mine");
        assert!(document(&state).trouble().is_some_and(|trouble| !trouble.is_retried));
    }
}

#[test]
fn getting_the_focus_looks_at_the_file() {
    let mut state = state_with_an_opened_file();
    assert_eq!(tell_all(&mut state, Msg::Focused), [Effect::Look]);
}

#[test]
fn somebody_elses_lock_is_named_waited_for_and_taken_over_when_the_user_says_so() {
    let holder = LockHolder {
        user: "Ana Other".to_owned(),
        computer: "WARD-7".to_owned(),
        at: "2026-11-22T09:12:00+00:00".to_owned(),
        id: "theirs-1".to_owned(),
        file: PathBuf::from("files/.~Amina Sample.json.lock"),
    };
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(SaveError::Locked(holder.clone())));
    let effects = happens(&mut state, end);
    assert_eq!(state.dialog, Some(Dialog::Locked(holder.clone())));
    assert_eq!(reminders(&effects), [(5_000, Reminder::Retry(session(&state), 0))], "and it is tried again anyway");
    let words = secure_start::text::lock_words(&holder);
    assert_eq!(words, "Ana Other on WARD-7 has been saving it since 22 November 2026, 09:12");
    let effects = answers(&mut state, Answer::TakeOverLock);
    let Some(Effect::Save { takes_over, path, .. }) = save_in(&effects) else { panic!("{effects:?}") };
    assert_eq!((takes_over.as_deref(), path), (Some("theirs-1"), &a_path()));
    let end = ends(&effects, Ok(()));
    happens(&mut state, end);
    assert!(document(&state).trouble().is_none() && !document(&state).is_unsaved());

    let (mut state, _) = with_a_note("Mine");
    let (of, revision) = (session(&state), document(&state).history().revision());
    let first = happens(&mut state, Event::Reminded(Reminder::Save(of, revision)));
    let end = ends(&first, Err(SaveError::Locked(holder)));
    happens(&mut state, end);
    assert_eq!(state.dialog, None, "nobody asked for this save");
    assert!(document(&state).trouble().unwrap().problem.happened.contains("Ana Other on WARD-7"));
}

// A share that goes and comes back.

#[test]
fn a_share_that_is_gone_is_tried_again_and_saved_when_it_is_back() {
    let (mut state, _) = with_a_note("Mine");
    let (of, revision) = (session(&state), document(&state).history().revision());
    let mut effects = happens(&mut state, Event::Reminded(Reminder::Save(of.clone(), revision)));
    for (tries, after) in [(0, 5_000), (1, 30_000), (2, 300_000), (3, 300_000)] {
        let end = ends(&effects, Err(SaveError::NoFolder));
        let wanted = [(after, Reminder::Retry(of.clone(), tries))];
        assert_eq!(reminders(&happens(&mut state, end)), wanted);
        assert_eq!(state.dialog, None);
        assert!(document(&state).trouble().unwrap().is_retried);
        effects = happens(&mut state, Event::Reminded(Reminder::Retry(of.clone(), tries)));
    }
    let end = ends(&effects, Ok(()));
    happens(&mut state, end);
    assert_eq!(document(&state).trouble(), None);
    assert_eq!(document(&state).saved_words(), "Saved 09:30");
    assert_eq!(happens(&mut state, Event::Reminded(Reminder::Retry(of, 3))), [], "nothing is left to try");
}

#[test]
fn a_file_that_is_gone_and_there_again_is_said_and_nothing_that_is_open_changes() {
    let gone = Event::Outside { path: a_path(), result: Err(LoadError::NotFound) };
    let back = Event::Outside { path: a_path(), result: Ok(Box::new(loaded(a_checklist()))) };
    let mut state = state_with_an_opened_file();
    let before = document(&state).checklist().clone();
    assert_eq!(reminders(&happens(&mut state, gone.clone())), [], "there is nothing to save");
    assert!(document(&state).trouble().unwrap().problem.happened.contains("not there any more"));
    happens(&mut state, back.clone());
    assert_eq!(document(&state).trouble(), None);
    assert_eq!(*document(&state).checklist(), before);
    // With something unsaved, it is saved as soon as the file is back.
    tell_all(&mut state, Msg::Edit(note("Mine")));
    happens(&mut state, gone);
    assert!(save_in(&happens(&mut state, back)).is_some());
}

// After a crash.

fn a_moment() -> NaiveDateTime {
    day(2026, 11, 22).and_hms_opt(9, 12, 0).unwrap()
}

fn left_behind() -> Unsaved {
    Unsaved { session: "old".into(), path: Some(a_path()), name: "Amina Sample".to_owned(), at: Some(a_moment()) }
}

#[test]
fn work_left_by_a_crash_is_offered_with_its_time_and_goes_on_where_it_was() {
    let mut state = state();
    assert_eq!(tell_all(&mut state, Msg::Started), [Effect::FindUnsaved]);
    happens(&mut state, Event::UnsavedFound(vec![left_behind()]));
    assert_eq!(state.dialog, Some(Dialog::Recover(vec![left_behind()])));
    let (name, about) = secure_start::text::unsaved_words(&left_behind());
    assert_eq!(name, "Amina Sample");
    assert!(about.starts_with("Last changed on 22 November 2026, 09:12."), "{about}");
    assert_eq!(answers(&mut state, Answer::Recover("old".into())), [Effect::Recover("old".into())]);
    let checklist = a_checklist().apply(&note("Not saved"), &stamp()).unwrap();
    let base = Some(loaded(a_checklist()));
    let recovered = Recovered { session: "old".into(), path: Some(a_path()), checklist, base };
    let effects = happens(&mut state, Event::Recovered(Ok(Box::new(recovered))));
    assert_eq!((note_of(&state), document(&state).is_unsaved()), ("Not saved", true));
    assert_eq!(session(&state), "old".into(), "the copy stays until it is saved");
    assert!(effects.contains(&Effect::FindUnsaved), "there may be more");
    // It is saved against what the file held when it was read, so what others did since is not overwritten.
    let save = do_it(&mut state, Action::Save);
    let Some(Effect::Save { on_disk, .. }) = save_in(&save) else { panic!("{save:?}") };
    assert_eq!(*on_disk, OnDisk::Content(loaded(a_checklist()).bytes));
    let end = ends(&save, Err(changed_outside(&[Edit::tick(OTHER.into())])));
    let both = saved_checklist(&happens(&mut state, end));
    assert_eq!(both.step(&OTHER.into()).unwrap().record.status, Status::Completed);
    assert_eq!(both.step(&STEP.into()).unwrap().record.note, "Not saved");
}

#[test]
fn work_left_by_a_crash_can_wait_or_be_deleted() {
    let mut state = state();
    happens(&mut state, Event::UnsavedFound(vec![left_behind(), Unsaved { session: "two".into(), ..left_behind() }]));
    assert_eq!(answers(&mut state, Answer::Discard("old".into())), [Effect::Discard("old".into())]);
    assert!(matches!(&state.dialog, Some(Dialog::Recover(left)) if left.len() == 1));
    assert_eq!(answers(&mut state, Answer::Cancel), []);
    assert_eq!(state.dialog, None);
    happens(&mut state, Event::UnsavedFound(vec![]));
    assert_eq!(state.dialog, None, "nothing is said where nothing is left");
}

#[test]
fn bringing_work_back_does_not_lose_what_is_open() {
    let (mut state, _) = with_a_note("Mine");
    state.settings.saves_automatically = false;
    happens(&mut state, Event::UnsavedFound(vec![left_behind()]));
    assert_eq!(answers(&mut state, Answer::Recover("old".into())), []);
    assert_eq!(state.dialog, Some(Dialog::Unsaved(Leaving::ForRecovery("old".into()))));
}

// Versions.

#[test]
fn an_earlier_version_is_looked_at_restored_and_undone() {
    let (mut state, _) = with_a_note("Mine");
    let id = document(&state).checklist().id.clone();
    assert_eq!(do_it(&mut state, Action::Versions), [Effect::ListVersions(id)]);
    let version = |checklist: Checklist| Version { at: a_moment(), checklist: Arc::new(checklist) };
    let earlier = a_checklist().apply(&Edit::tick(OTHER.into()), &stamp()).unwrap();
    let found = vec![version(a_checklist()), version(earlier)];
    happens(&mut state, Event::VersionsFound(found.clone()));
    assert_eq!(state.dialog, Some(Dialog::Versions { found: found.clone(), open: Some(0) }));
    answers(&mut state, Answer::LookAt(1));
    assert_eq!(state.dialog, Some(Dialog::Versions { found, open: Some(1) }));
    let before = document(&state).checklist().clone();
    answers(&mut state, Answer::Restore);
    assert_eq!((note_of(&state), status(&state, OTHER)), ("", Status::Completed));
    assert!(document(&state).checklist().log.starts_with(&before.log) && document(&state).is_unsaved());
    assert_eq!(Action::Undo.label(&state), "Undo earlier version restored");
    do_it(&mut state, Action::Undo);
    assert_eq!(document(&state).checklist(), &before);
}

// A newer program's file.

#[test]
fn a_newer_file_is_shown_and_neither_changed_nor_saved() {
    let mut state = state();
    let newer = Loaded { newer: Some(2), ..loaded(a_checklist()) };
    happens(&mut state, Event::Loaded { path: a_path(), result: Ok(Box::new(newer)) });
    assert_eq!(document(&state).saved_words(), "Read only");
    for msg in [Msg::Edit(note("Mine")), Msg::Tick(STEP.into())] {
        assert_eq!(tell_all(&mut state, msg), []);
        assert!(state.notice.take().unwrap().text.contains("only to be read here"));
    }
    assert_eq!((document(&state).checklist(), &state.dialog), (&a_checklist(), &None), "no key is swallowed");
    assert!(!Action::Save.is_enabled(&state) && !Action::SaveAs.is_enabled(&state));
    assert_eq!(do_it(&mut state, Action::Save), []);
    do_it(&mut state, Action::Close);
    assert!(state.document.is_none());
}

// Other files of the same document.

fn copy(checklist: Checklist) -> OtherCopy {
    OtherCopy { path: PathBuf::from("files/Amina Sample-WARD-7.json"), checklist: Arc::new(checklist) }
}

fn copies_found(state: &mut State, copies: Vec<OtherCopy>) {
    happens(state, Event::CopiesFound { path: a_path(), copies });
}

#[test]
fn a_file_is_looked_for_copies_when_it_is_opened() {
    let mut state = state();
    let effects = tell_all(&mut state, opened(a_path(), a_checklist()));
    let id = a_checklist().id;
    assert!(effects.contains(&Effect::FindCopies { path: a_path(), id }), "{effects:?}");
}

#[test]
fn a_copy_that_holds_nothing_else_is_not_mentioned() {
    let (mut state, _) = with_a_note("Mine");
    let same = document(&state).checklist().clone();
    copies_found(&mut state, vec![copy(a_checklist()), copy(same)]);
    assert!(document(&state).copies.is_empty());
}

#[test]
fn a_copy_that_a_synchronisation_program_made_is_put_together_with_the_checklist() {
    let (mut state, _) = with_a_note("Mine");
    copies_found(&mut state, vec![copy(theirs(&[Edit::tick(OTHER.into())]).checklist)]);
    assert_eq!(document(&state).copies.len(), 1);
    tell_all(&mut state, Msg::TakeInCopy(0));
    assert_eq!((note_of(&state), status(&state, OTHER)), ("Mine", Status::Completed));
    assert!(document(&state).copies.is_empty() && document(&state).is_unsaved());
    assert!(state.notice.as_ref().unwrap().text.contains("Amina Sample-WARD-7.json"));
    do_it(&mut state, Action::Undo);
    assert_eq!((note_of(&state), status(&state, OTHER)), ("Mine", Status::NotYetStarted));
}

#[test]
fn a_copy_that_clashes_is_asked_about() {
    let (mut state, _) = with_a_note("Mine");
    copies_found(&mut state, vec![copy(theirs(&[note("Theirs")]).checklist)]);
    tell_all(&mut state, Msg::TakeInCopy(0));
    assert!(matches!(clashing(&state).with, ClashWith::Copy(_)));
    let key = clashing(&state).clashes[0].key.clone();
    answers(&mut state, Answer::Decide(key, Side::Theirs));
    answers(&mut state, Answer::PutTogether);
    assert_eq!(note_of(&state), "Theirs");
    assert!(document(&state).copies.is_empty());
    // Once decided, the same copy has nothing more to say.
    copies_found(&mut state, vec![copy(theirs(&[note("Theirs")]).checklist)]);
    assert!(document(&state).copies.is_empty());
}

#[test]
fn a_copy_can_wait() {
    let (mut state, _) = with_a_note("Mine");
    copies_found(&mut state, vec![copy(theirs(&[note("Theirs")]).checklist)]);
    tell_all(&mut state, Msg::NotNowCopies);
    assert!(document(&state).copies.is_empty() && note_of(&state) == "Mine");
}

// What is kept on this computer.

#[test]
fn everything_that_is_kept_on_this_computer_can_be_removed() {
    let mut state = state_with_an_opened_file();
    "Nia Sample".clone_into(&mut state.settings.your_name);
    assert_eq!(do_it(&mut state, Action::RemoveData), []);
    assert_eq!(state.dialog, Some(Dialog::RemoveData));
    let effects = answers(&mut state, Answer::RemoveData);
    assert!(effects.contains(&Effect::RemoveData));
    assert!(state.settings.recent.is_empty() && state.settings.your_name.is_empty());
    let is_written = |effect: &Effect| matches!(effect, Effect::SaveSettings(settings) if settings.recent.is_empty());
    assert!(effects.iter().any(is_written));
    happens(&mut state, Event::DataRemoved(Err("permission denied".to_owned())));
    assert!(state.notice.as_ref().unwrap().text.contains("permission denied"));
}

#[test]
fn a_log_that_may_be_in_the_file_is_not_shortened_before_the_answer_comes() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let lines = saved_checklist(&first).log.clone();
    do_it(&mut state, Action::Undo);
    let end = ends(&first, Ok(()));
    happens(&mut state, end);
    let second = do_it(&mut state, Action::Save);
    assert!(saved_checklist(&second).log.starts_with(&lines));
}

#[test]
fn a_tick_that_comes_in_behind_an_open_offer_is_not_dropped() {
    use secure_start::catalogue::Catalogue;
    use secure_start::checklist::offer;
    let mut catalogue = Catalogue::shipped().clone();
    catalogue.steps.retain(|step| step.id.as_str() != OTHER);
    for step in catalogue.steps.iter_mut().filter(|step| step.id.as_str() == STEP) {
        step.hint.push_str(" And more.");
    }
    let offered = offer(&a_checklist(), &catalogue).unwrap().unwrap();
    let chosen = offered.changes.iter().map(|change| change.step.clone()).collect();
    let ticked = theirs(&[Edit::tick(OTHER.into()), Edit::tick(STEP.into())]).checklist;
    let after = ticked.apply(&Edit::TakeOver { offer: Arc::new(offered), chosen }, &stamp()).unwrap();
    assert_eq!(after.step(&OTHER.into()).unwrap().record.status, Status::Completed, "it stays with its tick");
    let words = |checklist: &Checklist| checklist.step(&STEP.into()).unwrap().words.clone();
    assert_eq!(words(&after), words(&ticked), "no tick is used for other words");
}

#[test]
fn what_waits_for_an_answer_is_tried_again_after_it_and_an_older_wish_is_not() {
    let (mut state, _) = with_a_note("Mine");
    let of = session(&state);
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(SaveError::Locked(LockHolder::default())));
    assert_eq!(reminders(&happens(&mut state, end)), [(5_000, Reminder::Retry(of.clone(), 0))]);
    // The question is still open.
    let again = happens(&mut state, Event::Reminded(Reminder::Retry(of.clone(), 0)));
    assert_eq!(reminders(&again), [(2_000, Reminder::Retry(of.clone(), 0))]);
    answers(&mut state, Answer::Cancel);
    let second = happens(&mut state, Event::Reminded(Reminder::Retry(of.clone(), 0)));
    let end = ends(&second, Err(SaveError::DiskFull));
    assert_eq!(reminders(&happens(&mut state, end)), [(30_000, Reminder::Retry(of.clone(), 1))]);
    assert_eq!(happens(&mut state, Event::Reminded(Reminder::Retry(of, 0))), [], "it was tried since");
}

#[test]
fn what_was_given_up_and_stays_after_all_is_kept_and_saved_again() {
    let mut state = state_with_an_opened_file();
    state.settings.saves_automatically = false;
    tell_all(&mut state, Msg::Edit(note("Mine")));
    let of = session(&state);
    do_it(&mut state, Action::Open);
    answers(&mut state, Answer::DoNotSave);
    happens(&mut state, Event::Reminded(Reminder::Keep(of.clone())));
    let effects = happens(&mut state, Event::ChosenToOpen(secure_start::app::Purpose::Open, None));
    assert_eq!(reminders(&effects), [(1_000, Reminder::Keep(of))], "it is kept again");
    assert_eq!(note_of(&state), "Mine");
}

#[test]
fn a_save_elsewhere_waits_for_the_one_that_is_under_way() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let elsewhere = PathBuf::from("files/elsewhere.json");
    assert_eq!(save_in(&happens(&mut state, Event::ChosenToSave(Some(elsewhere.clone())))), None);
    let end = ends(&first, Ok(()));
    let second = happens(&mut state, end);
    assert!(matches!(save_in(&second), Some(Effect::Save { path, .. }) if *path == elsewhere));
    let end = ends(&second, Ok(()));
    happens(&mut state, end);
    assert_eq!(document(&state).path(), Some(elsewhere.as_path()));
}

#[test]
fn work_left_by_a_crash_is_offered_when_nothing_else_is_asked() {
    let mut state = state();
    happens(&mut state, Event::Loaded { path: a_path(), result: Err(LoadError::NotFound) });
    happens(&mut state, Event::UnsavedFound(vec![left_behind()]));
    assert!(matches!(state.dialog, Some(Dialog::Problem { .. })));
    answers(&mut state, Answer::Cancel);
    assert_eq!(state.dialog, Some(Dialog::Recover(vec![left_behind()])));
}

#[test]
fn reloading_asks_where_something_would_go_and_keeps_it_as_a_version() {
    let mut state = state_with_an_opened_file();
    assert!(matches!(do_it(&mut state, Action::Reload).as_slice(), [Effect::Load { .. }]), "nothing would go");
    tell_all(&mut state, Msg::Edit(note("Mine")));
    assert_eq!(do_it(&mut state, Action::Reload), []);
    assert_eq!(state.dialog, Some(Dialog::Reload));
    let effects = answers(&mut state, Answer::Reload);
    assert!(matches!(effects.as_slice(), [Effect::Load { .. }]), "{effects:?}");
    let loaded = Box::new(theirs(&[Edit::tick(OTHER.into())]));
    let effects = happens(&mut state, Event::Loaded { path: a_path(), result: Ok(loaded) });
    assert_eq!((note_of(&state), status(&state, OTHER)), ("", Status::Completed));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Forget { given_up: Some(_), .. })));
}

#[test]
fn a_copy_beside_that_cannot_be_written_is_said() {
    let (mut state, _) = with_a_note("Mine");
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(changed_outside(&[note("Theirs")])));
    happens(&mut state, end);
    let effects = answers(&mut state, Answer::KeepBoth);
    let end = ends(&effects, Err(SaveError::DiskFull));
    happens(&mut state, end);
    assert!(matches!(state.dialog, Some(Dialog::Problem { .. })));
}

#[test]
fn leaving_while_everything_is_being_saved_waits_and_asks_nothing() {
    let mut state = state_with_an_opened_file();
    state.settings.saves_automatically = false;
    tell_all(&mut state, Msg::Edit(note("Mine")));
    let save = do_it(&mut state, Action::Save);
    assert_eq!(do_it(&mut state, Action::Quit), []);
    assert_eq!(state.dialog, None);
    let end = ends(&save, Ok(()));
    assert!(happens(&mut state, end).contains(&Effect::Quit));
    // A share that does not answer: whoever asks again is asked.
    let (mut state, _) = with_a_note("Mine");
    do_it(&mut state, Action::Quit);
    do_it(&mut state, Action::Quit);
    assert_eq!(state.dialog, Some(Dialog::Unsaved(Leaving::Quit)));
}

#[test]
fn whoever_types_on_after_asking_for_a_save_is_not_interrupted() {
    for error in [SaveError::Locked(LockHolder::default()), changed_outside(&[note("Theirs")]), SaveError::DiskFull] {
        let (mut state, _) = with_a_note("Mine");
        let first = do_it(&mut state, Action::Save);
        tell_all(&mut state, Msg::Edit(note("Mine and more")));
        let end = ends(&first, Err(error));
        happens(&mut state, end);
        assert_eq!(state.dialog, None);
        assert!(document(&state).trouble().is_some());
    }
}

#[test]
fn what_is_open_of_a_file_that_is_gone_counts_as_unsaved() {
    let mut state = state_with_an_opened_file();
    let effects = happens(&mut state, Event::Outside { path: a_path(), result: Err(LoadError::NotFound) });
    assert!(document(&state).is_unsaved());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Keep { .. })), "{effects:?}");
    do_it(&mut state, Action::Close);
    assert_eq!(state.dialog, Some(Dialog::Unsaved(Leaving::Close)));
    answers(&mut state, Answer::Cancel);
    assert!(save_in(&do_it(&mut state, Action::Save)).is_some());
}

#[test]
fn what_a_version_replaces_is_a_version_too() {
    let (mut state, _) = with_a_note("Mine");
    let found = vec![Version { at: a_moment(), checklist: Arc::new(a_checklist()) }];
    happens(&mut state, Event::VersionsFound(found));
    let before = document(&state).snapshot();
    let effects = answers(&mut state, Answer::Restore);
    assert!(effects.contains(&Effect::MakeVersion { checklist: before }));
}

#[test]
fn work_brought_back_without_what_it_was_based_on_is_put_together_with_what_is_there() {
    let mut state = state();
    let checklist = a_checklist().apply(&note("Not saved"), &stamp()).unwrap();
    let recovered = Recovered { session: "old".into(), path: Some(a_path()), checklist, base: None };
    happens(&mut state, Event::Recovered(Ok(Box::new(recovered))));
    let first = do_it(&mut state, Action::Save);
    let end = ends(&first, Err(changed_outside(&[Edit::tick(OTHER.into())])));
    let both = saved_checklist(&happens(&mut state, end));
    assert_eq!(both.step(&OTHER.into()).unwrap().record.status, Status::Completed);
    assert_eq!(both.step(&STEP.into()).unwrap().record.note, "Not saved");
}

#[test]
fn a_save_that_does_not_come_to_an_end_is_said_and_does_not_keep_anybody() {
    let (mut state, _) = with_a_note("Mine");
    let save = do_it(&mut state, Action::Save);
    let revision = document(&state).history().revision();
    let slow = Reminder::Slow(session(&state), revision);
    assert!(reminders(&save).contains(&(10_000, slow.clone())));
    happens(&mut state, Event::Reminded(slow.clone()));
    assert!(document(&state).trouble().unwrap().problem.happened.contains("takes long"));
    do_it(&mut state, Action::Quit);
    assert_eq!(state.dialog, Some(Dialog::Unsaved(Leaving::Quit)));
    answers(&mut state, Answer::Cancel);
    let end = ends(&save, Ok(()));
    happens(&mut state, end);
    assert_eq!(document(&state).trouble(), None);
    assert_eq!(happens(&mut state, Event::Reminded(slow)), []);
}

#[test]
fn whoever_saves_by_hand_is_asked_also_when_a_file_comes_back() {
    let gone = Event::Outside { path: a_path(), result: Err(LoadError::NotFound) };
    let back = Event::Outside { path: a_path(), result: Ok(Box::new(loaded(a_checklist()))) };
    let mut state = state_with_an_opened_file();
    state.settings.saves_automatically = false;
    tell_all(&mut state, Msg::Edit(note("Mine")));
    assert_eq!(reminders(&happens(&mut state, gone)), []);
    assert_eq!(save_in(&happens(&mut state, back)), None);
    assert!(document(&state).is_unsaved() && document(&state).trouble().is_none());
    // Switched on, what is not saved is saved by itself.
    do_it(&mut state, Action::Settings);
    let effects = answers(&mut state, Answer::SaveAutomatically(true));
    assert!(reminders(&effects).iter().any(|(after, of)| *after == 2_000 && matches!(of, Reminder::Save(..))));
}

#[test]
fn the_file_that_opens_at_the_start_does_not_push_away_what_a_crash_has_left() {
    let mut state = state();
    happens(&mut state, Event::UnsavedFound(vec![left_behind()]));
    tell_all(&mut state, opened(a_path(), a_checklist()));
    assert_eq!(state.dialog, Some(Dialog::Recover(vec![left_behind()])));
}

#[test]
fn a_save_by_itself_that_puts_both_together_stays_one_that_nobody_asked_for() {
    let (mut state, _) = with_a_note("Mine");
    let (of, revision) = (session(&state), document(&state).history().revision());
    let first = happens(&mut state, Event::Reminded(Reminder::Save(of, revision)));
    let end = ends(&first, Err(changed_outside(&[Edit::tick(OTHER.into())])));
    let second = happens(&mut state, end);
    let end = ends(&second, Err(SaveError::DiskFull));
    happens(&mut state, end);
    assert_eq!(state.dialog, None);
}
