//! What the program does, message by message: no window and no disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use secure_start::app::{
    Action, Answer, Dialog, Document, Effect, Event, FormChange, FormField, Leaving, Loss, Msg, Purpose, SAMPLES,
    Screen, State,
};
use secure_start::checklist::{Checklist, DateField, Edit, Filter, LogEntry, Status, Step, TextField};
use secure_start::format::{self, Settings};
use secure_start::ids::{SettingId, StepId};
use secure_start::outcome::{LoadError, OnDisk, SaveError};

use crate::world::{
    a_checklist, a_path, a_pharmacist_in_northern_ireland, checklist_for, day, opened, state, state_with_a_document,
    state_with_an_opened_file, tell, time, today,
};

/// A step that waits for nothing.
const FREE: &str = "gather-documents";
/// Another one.
const OTHER: &str = "name-your-contacts";
/// A step that waits for others.
const LATER: &str = "hmpps-vetting-decision";

fn document(state: &State) -> &Document {
    state.document.as_ref().unwrap()
}

fn step<'a>(state: &'a State, id: &str) -> &'a Step {
    document(state).checklist().step(&id.into()).unwrap()
}

fn log(state: &State) -> &[LogEntry] {
    &document(state).checklist().log
}

fn tick(state: &mut State, id: &str) -> Vec<Effect> {
    tell(state, Msg::Tick(id.into()))
}

fn type_note(state: &mut State, text: &str) {
    let edit = Edit::SetText { step: FREE.into(), field: TextField::Note, text: text.to_owned() };
    assert_eq!(tell(state, Msg::Edit(edit)), []);
}

/// What a save hands over; panics where the only effect is not a save.
fn save_of(effects: &[Effect]) -> (PathBuf, Arc<Checklist>, u64, OnDisk) {
    match effects {
        [Effect::Save { path, checklist, revision, on_disk, .. }] => {
            (path.clone(), Arc::clone(checklist), *revision, on_disk.clone())
        }
        other => panic!("not a save: {other:?}"),
    }
}

/// The message that a save ended well.
fn ended(effects: &[Effect]) -> Msg {
    let (path, checklist, revision, _) = save_of(effects);
    let bytes: Arc<[u8]> = format::to_bytes(&checklist).unwrap().into();
    Msg::Happened(Event::Saved { path, checklist, revision, result: Ok(bytes) })
}

fn failed(effects: &[Effect], error: SaveError) -> Msg {
    let (path, checklist, revision, _) = save_of(effects);
    Msg::Happened(Event::Saved { path, checklist, revision, result: Err(error) })
}

fn save(state: &mut State) -> Vec<Effect> {
    tell(state, Msg::Do(Action::Save))
}

fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    tell(state, Msg::Answer(answer))
}

// The form.

#[test]
fn an_empty_form_names_what_is_missing_and_makes_nothing() {
    let mut state = state();
    tell(&mut state, Msg::Do(Action::New));
    assert_eq!(state.screen, Screen::New);
    assert!(!state.form.shows_missing, "nothing is complained about before the button is pressed");
    tell(&mut state, Msg::Form(FormChange::Make));
    assert!(state.form.shows_missing);
    let missing = [FormField::Name, FormField::Nation, FormField::Setting, FormField::Role, FormField::Contract];
    assert_eq!(state.form.missing(), missing);
    assert!(state.document.is_none());
    assert!(missing.iter().all(|field| !field.missing().is_empty()));
}

#[test]
fn a_date_that_cannot_be_read_is_missing_until_it_is_mended_or_emptied() {
    let mut state = state();
    tell(&mut state, Msg::Form(FormChange::PlannedStart(Some(today()))));
    tell(&mut state, Msg::Form(FormChange::PlannedStartUnreadable));
    assert!(state.form.missing().contains(&FormField::PlannedStart));
    assert_eq!(state.form.planned_start, None);
    tell(&mut state, Msg::Form(FormChange::PlannedStart(None)));
    assert!(!state.form.missing().contains(&FormField::PlannedStart));
}

#[test]
fn another_nation_drops_a_setting_that_it_does_not_have_and_keeps_one_that_it_has() {
    let mut state = state();
    for (setting, nation, kept) in [
        ("high-security-prison", "wales", None),
        ("womens-prison", "scotland", Some("womens-prison")),
        ("immigration-removal-centre", "northern-ireland", None),
    ] {
        tell(&mut state, Msg::Form(FormChange::Nation("england".into())));
        tell(&mut state, Msg::Form(FormChange::Setting(setting.into())));
        tell(&mut state, Msg::Form(FormChange::Nation(nation.into())));
        assert_eq!(state.form.setting.as_ref().map(SettingId::as_str), kept, "{setting} in {nation}");
    }
}

#[test]
fn a_form_previews_the_steps_that_the_checklist_will_have() {
    let state = state_with_a_document();
    let previewed: Vec<&str> =
        state.form.preview.iter().flat_map(|(_, titles)| titles.iter().map(String::as_str)).collect();
    let made: Vec<&str> = document(&state).checklist().steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(previewed, made);
}

#[test]
fn a_complete_form_makes_a_checklist_that_is_unsaved_and_opens_on_its_next_step() {
    let state = state_with_a_document();
    let document = document(&state);
    assert_eq!(state.screen, Screen::Checklist);
    assert!(document.is_unsaved());
    assert_eq!(document.path(), None);
    assert_eq!(document.checklist().id.as_str(), "fresh-id");
    assert_eq!(document.checklist().starter, a_checklist().starter);
    assert!(document.selected.is_some());
    assert_eq!(document.selected, document.overview().next_step);
    assert_eq!(state.title(), "*Unsaved checklist \u{2013} Secure Start");
}

// Steps.

#[test]
fn a_tick_completes_a_step_today_and_a_second_tick_takes_that_back() {
    let mut state = state_with_an_opened_file();
    let before = document(&state).overview().progress.completed;
    tick(&mut state, FREE);
    assert_eq!(step(&state, FREE).record.status, Status::Completed);
    assert_eq!(step(&state, FREE).record.completed, Some(today()));
    assert_eq!(document(&state).overview().progress.completed, before + 1);
    let notice = state.notice.clone().unwrap();
    assert!(notice.can_undo && notice.text.contains(&step(&state, FREE).title), "{notice:?}");
    tick(&mut state, FREE);
    assert_eq!(step(&state, FREE).record.status, Status::NotYetStarted);
    assert_eq!(step(&state, FREE).record.completed, None);
    assert_eq!(document(&state).overview().progress.completed, before);
}

#[test]
fn an_unticked_step_that_was_asked_for_is_in_progress_again() {
    let mut state = state_with_an_opened_file();
    let field = secure_start::checklist::DateField::Asked;
    tell(&mut state, Msg::Edit(Edit::SetDate { step: FREE.into(), field, date: Some(day(2026, 11, 2)) }));
    tick(&mut state, FREE);
    tick(&mut state, FREE);
    assert_eq!(step(&state, FREE).record.status, Status::InProgress);
}

#[test]
fn every_change_is_in_the_log_with_who_and_when() {
    let mut state = state_with_an_opened_file();
    let before = log(&state).len();
    tick(&mut state, FREE);
    let new = &log(&state)[before..];
    let what: Vec<&str> = new.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(what, ["completed", "status"]);
    assert!(new.iter().all(|entry| entry.by == "Sam Tester" && entry.step == Some(FREE.into())));
    assert_eq!(new[1].to, "completed");
}

#[test]
fn a_tick_out_of_order_asks_for_a_reason_and_takes_it() {
    let mut state = state_with_an_opened_file();
    tick(&mut state, LATER);
    assert!(!document(&state).is_unsaved(), "nothing has changed yet");
    let Some(Dialog::Reason { why, .. }) = &state.dialog else { panic!("{:?}", state.dialog) };
    assert!(why.contains(&step(&state, LATER).title), "{why}");
    answer(&mut state, Answer::Reason("  ".to_owned()));
    answer(&mut state, Answer::GiveReason);
    assert!(matches!(state.dialog, Some(Dialog::Reason { .. })), "a reason of nothing but spaces is none");
    answer(&mut state, Answer::Reason("The letter came first".to_owned()));
    answer(&mut state, Answer::GiveReason);
    assert_eq!(state.dialog, None);
    assert_eq!(step(&state, LATER).record.status, Status::Completed);
    assert_eq!(step(&state, LATER).record.reason, "The letter came first");
}

#[test]
fn not_needed_asks_for_a_reason_and_cancelling_changes_nothing() {
    let mut state = state_with_an_opened_file();
    let edit = Edit::SetStatus { step: FREE.into(), status: Status::NotNeeded, on: None, reason: String::new() };
    tell(&mut state, Msg::Edit(edit.clone()));
    assert!(matches!(state.dialog, Some(Dialog::Reason { .. })));
    answer(&mut state, Answer::Reason("Done".to_owned()));
    answer(&mut state, Answer::Cancel);
    assert_eq!(state.dialog, None);
    assert_eq!(step(&state, FREE).record.status, Status::NotYetStarted);
    tell(&mut state, Msg::Edit(edit));
    answer(&mut state, Answer::Reason("Held by the agency".to_owned()));
    answer(&mut state, Answer::GiveReason);
    assert_eq!(step(&state, FREE).record.status, Status::NotNeeded);
    assert_eq!(step(&state, FREE).record.reason, "Held by the agency");
}

#[test]
fn a_day_in_the_future_and_a_step_that_does_not_exist_change_nothing() {
    let mut state = state_with_an_opened_file();
    let on = Some(day(2026, 11, 23));
    let edit = Edit::SetStatus { step: FREE.into(), status: Status::Completed, on, reason: String::new() };
    tell(&mut state, Msg::Edit(edit));
    assert!(matches!(state.dialog, Some(Dialog::Problem { .. })));
    answer(&mut state, Answer::Cancel);
    tick(&mut state, "nowhere");
    tell(&mut state, Msg::Edit(Edit::tick("nowhere".into())));
    assert!(!document(&state).is_unsaved());
    assert_eq!(document(&state).checklist(), &a_checklist());
}

// Undo and redo.

#[test]
fn undo_and_redo_say_what_they_do() {
    let mut state = state_with_an_opened_file();
    assert!(!Action::Undo.is_enabled(&state) && !Action::Redo.is_enabled(&state));
    assert_eq!(Action::Undo.label(&state), "Undo");
    tick(&mut state, FREE);
    let title = step(&state, FREE).title.clone();
    assert_eq!(Action::Undo.label(&state), format!("Undo tick: {title}"));
    tell(&mut state, Msg::Do(Action::Undo));
    assert_eq!(step(&state, FREE).record.status, Status::NotYetStarted);
    assert_eq!(Action::Redo.label(&state), format!("Redo tick: {title}"));
    assert_eq!(state.notice.as_ref().map(|notice| notice.text.clone()), Some(format!("Undone: tick: {title}")));
    tell(&mut state, Msg::Do(Action::Redo));
    assert_eq!(step(&state, FREE).record.status, Status::Completed);
    assert!(!Action::Redo.is_enabled(&state));
}

#[test]
fn undoing_back_to_what_was_saved_clears_the_mark() {
    let mut state = state_with_an_opened_file();
    assert_eq!(state.title(), "Amina Sample.json \u{2013} Secure Start");
    tick(&mut state, FREE);
    assert_eq!(state.title(), "*Amina Sample.json \u{2013} Secure Start");
    tell(&mut state, Msg::Do(Action::Undo));
    assert!(!document(&state).is_unsaved());
    assert_eq!(document(&state).checklist(), &a_checklist());
    tell(&mut state, Msg::Do(Action::Redo));
    assert!(document(&state).is_unsaved());
}

#[test]
fn undoing_a_saved_change_adds_to_the_log_and_never_shortens_it() {
    let mut state = state_with_an_opened_file();
    tick(&mut state, FREE);
    let effects = save(&mut state);
    tell(&mut state, ended(&effects));
    let saved = log(&state).to_vec();
    tell(&mut state, Msg::Do(Action::Undo));
    assert_eq!(step(&state, FREE).record.status, Status::NotYetStarted);
    assert!(log(&state).starts_with(&saved) && log(&state).len() > saved.len());
    assert_eq!(log(&state).last().map(|entry| entry.what.as_str()), Some("undone"));
    assert!(document(&state).is_unsaved());
    let effects = save(&mut state);
    tell(&mut state, ended(&effects));
    let saved = log(&state).to_vec();
    tell(&mut state, Msg::Do(Action::Redo));
    assert_eq!(step(&state, FREE).record.status, Status::Completed);
    assert!(log(&state).starts_with(&saved) && log(&state).len() > saved.len());
}

#[test]
fn the_log_does_not_say_undone_when_something_was_done_again() {
    let mut state = state_with_an_opened_file();
    tick(&mut state, FREE);
    let effects = save(&mut state);
    tell(&mut state, ended(&effects));
    tell(&mut state, Msg::Do(Action::Undo));
    let effects = save(&mut state);
    tell(&mut state, ended(&effects));
    tell(&mut state, Msg::Do(Action::Redo));
    assert_eq!(log(&state).iter().filter(|entry| entry.what == "undone").count(), 1);
}

#[test]
fn typing_is_taken_back_at_once_and_a_field_that_was_left_begins_anew() {
    let mut state = state_with_an_opened_file();
    for text in ["A", "As", "Ask"] {
        type_note(&mut state, text);
    }
    assert_eq!(state.notice, None, "typing speaks for itself");
    tell(&mut state, Msg::TypingEnded);
    type_note(&mut state, "Ask HR");
    tell(&mut state, Msg::Do(Action::Undo));
    assert_eq!(step(&state, FREE).record.note, "Ask");
    tell(&mut state, Msg::Do(Action::Undo));
    assert_eq!(step(&state, FREE).record.note, "");
    assert!(!document(&state).is_unsaved());
}

#[test]
fn typing_that_goes_on_after_a_save_keeps_what_was_saved_in_the_log() {
    let mut state = state_with_an_opened_file();
    type_note(&mut state, "A");
    let effects = save(&mut state);
    tell(&mut state, ended(&effects));
    let saved = log(&state).to_vec();
    type_note(&mut state, "As");
    assert!(log(&state).starts_with(&saved));
    tell(&mut state, Msg::Do(Action::Undo));
    assert_eq!(step(&state, FREE).record.note, "A");
    assert!(!document(&state).is_unsaved());
}

#[test]
fn typing_that_went_on_while_a_save_was_under_way_keeps_what_was_saved_in_the_log() {
    let mut state = state_with_an_opened_file();
    type_note(&mut state, "A");
    let effects = save(&mut state);
    let (_, saved, ..) = save_of(&effects);
    type_note(&mut state, "As");
    tell(&mut state, ended(&effects));
    type_note(&mut state, "Ask");
    let effects = save(&mut state);
    let (_, checklist, ..) = save_of(&effects);
    assert!(checklist.log.starts_with(&saved.log), "a saved log is only ever added to");
}

// Saving.

#[test]
fn a_checklist_with_a_file_is_saved_there_and_against_what_was_read() {
    let mut state = state_with_an_opened_file();
    assert!(!Action::Save.is_enabled(&state), "nothing is to be saved yet");
    assert_eq!(save(&mut state), []);
    tick(&mut state, FREE);
    let effects = save(&mut state);
    let (path, checklist, _, on_disk) = save_of(&effects);
    assert_eq!(path, a_path());
    assert_eq!(*checklist, *document(&state).checklist());
    assert_eq!(on_disk, OnDisk::Content(format::to_bytes(&a_checklist()).unwrap().into()));
    assert!(document(&state).is_saving() && document(&state).is_unsaved());
    tell(&mut state, ended(&effects));
    assert!(!document(&state).is_saving() && !document(&state).is_unsaved());
    assert_eq!(document(&state).saved_at(), Some(time()));
    assert_eq!(step(&state, FREE).record.status, Status::Completed, "a save changes nothing");
    tick(&mut state, OTHER);
    let effects = save(&mut state);
    let (.., on_disk) = save_of(&effects);
    assert_eq!(on_disk, OnDisk::Content(format::to_bytes(&checklist).unwrap().into()));
}

#[test]
fn a_checklist_without_a_file_asks_for_a_name_and_gets_its_ending() {
    let mut state = state_with_a_document();
    let asks = Effect::AskWhereToSave { suggested: "Amina Sample.json".to_owned(), folder: None };
    assert_eq!(save(&mut state), [asks]);
    let chosen = Msg::Happened(Event::ChosenToSave(Some(PathBuf::from("files/amina"))));
    let effects = tell(&mut state, chosen);
    let (path, .., on_disk) = save_of(&effects);
    assert_eq!(path, Path::new("files/amina.json"));
    assert_eq!(on_disk, OnDisk::Nothing, "nobody was asked whether a file of that name may be replaced");
    tell(&mut state, ended(&effects));
    assert_eq!(document(&state).path(), Some(Path::new("files/amina.json")));
    assert!(!document(&state).is_unsaved());
}

#[test]
fn save_as_writes_a_confirmed_name_and_goes_on_with_that_file() {
    let mut state = state_with_an_opened_file();
    let effects = tell(&mut state, Msg::Do(Action::SaveAs));
    let folder = Some(PathBuf::from("files"));
    assert_eq!(effects, [Effect::AskWhereToSave { suggested: "Amina Sample.json".to_owned(), folder }]);
    let effects = tell(&mut state, Msg::Happened(Event::ChosenToSave(Some("files/copy.json".into()))));
    let (.., on_disk) = save_of(&effects);
    assert_eq!(on_disk, OnDisk::Replaceable);
    tell(&mut state, ended(&effects));
    tick(&mut state, FREE);
    let effects = save(&mut state);
    let (path, .., on_disk) = save_of(&effects);
    assert_eq!(path, Path::new("files/copy.json"));
    assert!(matches!(on_disk, OnDisk::Content(_)));
}

#[test]
fn a_suggested_name_holds_nothing_that_a_file_name_may_not() {
    for (name, suggested) in [
        ("Siân O\u{2019}Neill", "Siân O\u{2019}Neill.json"),
        ("../../etc/passwd", "etcpasswd.json"),
        ("a:b*c?\"<>|", "abc.json"),
        ("///", "checklist.json"),
    ] {
        let mut starter = a_pharmacist_in_northern_ireland();
        starter.name = name.to_owned();
        assert_eq!(Document::made(checklist_for(starter), "a-session".into()).suggested_name(), suggested, "{name}");
    }
}

#[test]
fn a_save_that_ends_late_does_not_hide_newer_edits() {
    let mut state = state_with_an_opened_file();
    tick(&mut state, FREE);
    let effects = save(&mut state);
    tick(&mut state, OTHER);
    tell(&mut state, ended(&effects));
    assert!(document(&state).is_unsaved());
    assert_eq!(step(&state, OTHER).record.status, Status::Completed);
    tell(&mut state, Msg::Do(Action::Undo));
    assert!(!document(&state).is_unsaved(), "this is what was saved");
}

#[test]
fn a_save_that_fails_says_why_and_keeps_the_changes_unsaved() {
    for error in [SaveError::DiskFull, SaveError::OtherChecklist, SaveError::NoFolder] {
        let mut state = state_with_an_opened_file();
        tick(&mut state, FREE);
        let effects = save(&mut state);
        tell(&mut state, failed(&effects, error.clone()));
        let Some(Dialog::Problem { problem, .. }) = &state.dialog else { panic!("{:?}", state.dialog) };
        assert!(problem.happened.contains("Amina Sample.json") && !problem.to_do.is_empty(), "{problem}");
        assert!(document(&state).is_unsaved() && !document(&state).is_saving());
        assert_eq!(step(&state, FREE).record.status, Status::Completed);
        answer(&mut state, Answer::Cancel);
        save_of(&save(&mut state));
    }
}

#[test]
fn a_save_of_a_document_that_was_closed_meanwhile_changes_nothing() {
    let mut state = state_that_asks();
    tick(&mut state, FREE);
    let effects = save(&mut state);
    // It waits for the save; whoever asks again is asked.
    tell(&mut state, Msg::Do(Action::Close));
    tell(&mut state, Msg::Do(Action::Close));
    answer(&mut state, Answer::DoNotSave);
    assert!(state.document.is_none());
    tell(&mut state, failed(&effects, SaveError::DiskFull));
    assert!(state.document.is_none());
}

#[test]
fn a_second_save_waits_for_the_first_or_builds_on_it() {
    let mut state = state_that_asks();
    tick(&mut state, FREE);
    let first = save(&mut state);
    tick(&mut state, OTHER);
    tell(&mut state, Msg::CloseRequested);
    let second = answer(&mut state, Answer::Save);
    // The first save is still under way. Were the second compared with what was read, it would find the bytes of
    // the first and say that somebody else had changed the file.
    let (.., as_read) = save_of(&first);
    for effect in &second {
        if let Effect::Save { on_disk, .. } = effect {
            assert!(*on_disk != as_read, "the second save would be taken for somebody else’s change");
        }
    }
    let effects = tell(&mut state, ended(&first));
    assert!(!effects.contains(&Effect::Quit), "the newer change is not saved yet");
}

// Leaving.

/// A checklist in a file that is saved only when somebody says so.
fn state_that_asks() -> State {
    let mut state = state_with_an_opened_file();
    state.settings.saves_automatically = false;
    state
}

/// Every way to leave the open checklist, where it leads, and what happens outside once nothing holds it back.
fn ways_to_leave() -> Vec<(Msg, Leaving, Vec<Effect>)> {
    let recent = a_path();
    let dropped = PathBuf::from("files/dropped.json");
    vec![
        (Msg::Do(Action::New), Leaving::ForNew, vec![]),
        (Msg::Do(Action::Open), Leaving::ForOpen, vec![Effect::AskWhatToOpen(Purpose::Open, None)]),
        (Msg::Do(Action::TrySample(1)), Leaving::ForSample(1), vec![]),
        (Msg::Do(Action::Close), Leaving::Close, vec![]),
        (Msg::Do(Action::Quit), Leaving::Quit, vec![Effect::Quit]),
        (Msg::CloseRequested, Leaving::Quit, vec![Effect::Quit]),
        (Msg::Do(Action::OpenRecent(0)), Leaving::ForFile(recent.clone()), vec![Effect::Load { path: recent }]),
        (Msg::Dropped(dropped.clone()), Leaving::ForFile(dropped.clone()), vec![Effect::Load { path: dropped }]),
    ]
}

/// That the program is where a way to leave leads, as far as that is up to the state.
fn assert_has_arrived(state: &State, to: &Leaving) {
    match to {
        Leaving::ForNew => assert!(state.document.is_none() && state.screen == Screen::New),
        Leaving::ForSample(place) => assert_eq!(*document(state).checklist(), SAMPLES[*place].checklist().unwrap()),
        Leaving::Close => assert!(state.document.is_none() && state.screen == Screen::Welcome),
        Leaving::Quit => assert!(state.is_quitting),
        Leaving::ForOpen | Leaving::ForFile(_) | Leaving::ForRecovery(_) => {}
    }
    assert_eq!(state.dialog, None);
    assert_eq!(state.leaving, None);
}

#[test]
fn nothing_asks_before_an_unchanged_checklist_is_left() {
    for (msg, to, wanted) in ways_to_leave() {
        let mut state = state_that_asks();
        assert_eq!(tell(&mut state, msg), wanted, "{to:?}");
        assert_has_arrived(&state, &to);
    }
}

#[test]
fn every_way_to_leave_an_unsaved_checklist_asks_and_cancelling_stays() {
    for (msg, to, _) in ways_to_leave() {
        let mut state = state_that_asks();
        tick(&mut state, FREE);
        assert_eq!(tell(&mut state, msg), [], "{to:?}");
        assert_eq!(state.dialog, Some(Dialog::Unsaved(to)));
        assert_eq!(answer(&mut state, Answer::Cancel), []);
        assert_eq!((&state.dialog, &state.leaving), (&None, &None));
        assert!(document(&state).is_unsaved() && !state.is_quitting);
        assert_eq!(state.screen, Screen::Checklist);
    }
}

#[test]
fn without_saving_every_way_leads_on_at_once() {
    for (msg, to, wanted) in ways_to_leave() {
        let mut state = state_that_asks();
        tick(&mut state, FREE);
        tell(&mut state, msg);
        assert_eq!(answer(&mut state, Answer::DoNotSave), wanted, "{to:?}");
        assert_has_arrived(&state, &to);
    }
}

#[test]
fn with_saving_every_way_leads_on_when_the_save_has_ended() {
    for (msg, to, wanted) in ways_to_leave() {
        let mut state = state_that_asks();
        tick(&mut state, FREE);
        tell(&mut state, msg);
        let effects = answer(&mut state, Answer::Save);
        save_of(&effects);
        assert!(!state.is_quitting && state.screen == Screen::Checklist, "{to:?} has to wait");
        assert_eq!(tell(&mut state, ended(&effects)), wanted, "{to:?}");
        assert_has_arrived(&state, &to);
    }
}

#[test]
fn a_save_that_fails_stops_the_leaving() {
    let mut state = state_that_asks();
    tick(&mut state, FREE);
    tell(&mut state, Msg::CloseRequested);
    let effects = answer(&mut state, Answer::Save);
    assert_eq!(tell(&mut state, failed(&effects, SaveError::DiskFull)), []);
    answer(&mut state, Answer::Cancel);
    let effects = save(&mut state);
    assert!(!tell(&mut state, ended(&effects)).contains(&Effect::Quit), "that wish is over");
    assert!(!state.is_quitting);
}

#[test]
fn a_cancelled_save_dialog_stops_the_leaving() {
    let mut state = state_with_a_document();
    tell(&mut state, Msg::Do(Action::Quit));
    let effects = answer(&mut state, Answer::Save);
    assert!(matches!(effects.as_slice(), [Effect::AskWhereToSave { .. }]));
    assert_eq!(tell(&mut state, Msg::Happened(Event::ChosenToSave(None))), []);
    assert_eq!(state.leaving, None);
    let effects = tell(&mut state, Msg::Happened(Event::ChosenToSave(Some("files/a.json".into()))));
    assert!(!tell(&mut state, ended(&effects)).contains(&Effect::Quit));
    assert!(document(&state).path().is_some() && !state.is_quitting);
}

#[test]
fn edits_made_while_the_save_before_leaving_runs_are_saved_too() {
    let mut state = state_that_asks();
    tick(&mut state, FREE);
    tell(&mut state, Msg::Do(Action::Close));
    let effects = answer(&mut state, Answer::Save);
    tick(&mut state, OTHER);
    let again = tell(&mut state, ended(&effects));
    let Some(Effect::Save { checklist, .. }) = again.last() else { panic!("not saved again: {again:?}") };
    assert_eq!(checklist.step(&OTHER.into()).unwrap().record.status, Status::Completed);
    assert!(state.document.is_some(), "nothing is left before it is saved");
    let last = again.last().cloned().into_iter().collect::<Vec<_>>();
    tell(&mut state, ended(&last));
    assert!(state.document.is_none(), "and then it is left");
}

#[test]
fn a_sample_is_left_without_a_question_until_it_is_changed() {
    let mut state = state();
    tell(&mut state, Msg::Do(Action::TrySample(3)));
    assert!(!document(&state).is_unsaved() && document(&state).path().is_none());
    let free = StepId::from(FREE);
    tell(&mut state, Msg::Tick(free));
    tell(&mut state, Msg::Do(Action::Close));
    assert_eq!(state.dialog, Some(Dialog::Unsaved(Leaving::Close)));
}

#[test]
fn a_checklist_that_is_not_saved_stays_until_the_next_one_has_opened() {
    let mut state = state_that_asks();
    tick(&mut state, FREE);
    tell(&mut state, Msg::Do(Action::Open));
    answer(&mut state, Answer::DoNotSave);
    tell(&mut state, Msg::Happened(Event::ChosenToOpen(Purpose::Open, None)));
    assert!(state.document.is_some(), "the user cancelled, so everything is as it was");
}

// Opening.

#[test]
fn a_file_that_opens_shows_its_next_step() {
    let state = state_with_an_opened_file();
    assert_eq!(state.screen, Screen::Checklist);
    assert_eq!(document(&state).path(), Some(a_path().as_path()));
    assert!(!document(&state).is_unsaved());
    assert_eq!(document(&state).selected, document(&state).overview().next_step);
}

#[test]
fn a_file_that_does_not_open_says_so_and_keeps_the_open_checklist() {
    let mut state = state_with_an_opened_file();
    tick(&mut state, FREE);
    let before = document(&state).checklist().clone();
    let event = Event::Loaded { path: "files/other.json".into(), result: Err(LoadError::NotAChecklist) };
    assert_eq!(tell(&mut state, Msg::Happened(event)), []);
    let Some(Dialog::Problem { problem, .. }) = &state.dialog else { panic!("{:?}", state.dialog) };
    assert!(problem.happened.contains("other.json") && !problem.to_do.is_empty());
    assert_eq!(*document(&state).checklist(), before);
    assert!(document(&state).is_unsaved());
    assert_eq!(state.settings.recent, [a_path()], "a file that does not open is not a recent one");
}

#[test]
fn what_was_changed_while_a_file_was_chosen_is_not_lost() {
    let mut state = state_that_asks();
    assert_eq!(tell(&mut state, Msg::Do(Action::Open)), [Effect::AskWhatToOpen(Purpose::Open, None)]);
    tick(&mut state, FREE);
    let other = PathBuf::from("files/other.json");
    tell(&mut state, Msg::Happened(Event::ChosenToOpen(Purpose::Open, Some(other.clone()))));
    tell(&mut state, opened(other, checklist_for(a_pharmacist_in_northern_ireland())));
    assert_eq!(document(&state).checklist().starter.name, "Amina Sample");
    assert_eq!(step(&state, FREE).record.status, Status::Completed);
}

#[test]
fn recent_files_are_kept_newest_first_without_doubles_and_ten_at_most() {
    let mut state = state();
    let path = |number: usize| PathBuf::from(format!("files/{number}.json"));
    for number in (0..12).chain([5]) {
        let effects = tell(&mut state, opened(path(number), a_checklist()));
        assert_eq!(effects, [Effect::SaveSettings(state.settings.clone())]);
    }
    let wanted: Vec<PathBuf> = [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map(path).to_vec();
    assert_eq!(state.settings.recent, wanted);
    assert_eq!(state.settings.recent.len(), Settings::MAX_RECENT);
    assert_eq!(Action::OpenRecent(1).label(&state), "11.json");
    assert!(!Action::OpenRecent(10).is_enabled(&state));
    tell(&mut state, Msg::Do(Action::ClearRecent));
    assert_eq!(state.settings.recent, Vec::<PathBuf>::new());
}

#[test]
fn no_recent_files_are_kept_by_who_does_not_want_them() {
    let mut state = state_with_an_opened_file();
    assert_eq!(state.settings.recent, [a_path()]);
    tell(&mut state, Msg::Do(Action::Settings));
    let effects = answer(&mut state, Answer::KeepRecent(false));
    assert_eq!(effects, [Effect::SaveSettings(state.settings.clone())]);
    assert_eq!(state.settings.recent, Vec::<PathBuf>::new());
    assert_eq!(tell(&mut state, opened("files/b.json".into(), a_checklist())), []);
    assert_eq!(state.settings.recent, Vec::<PathBuf>::new());
}

// The view and the settings.

#[test]
fn text_grows_to_200_and_shrinks_to_80_per_cent() {
    let mut state = state();
    assert!(!Action::NormalText.is_enabled(&state));
    for (action, limit) in [(Action::LargerText, 200), (Action::SmallerText, 80)] {
        for _ in 0..20 {
            tell(&mut state, Msg::Do(action));
        }
        assert_eq!(state.settings.text_size, limit);
        assert!(!action.is_enabled(&state));
        assert_eq!(tell(&mut state, Msg::Do(action)), [], "what is greyed does nothing");
    }
    tell(&mut state, Msg::Do(Action::NormalText));
    assert_eq!(state.settings.text_size, 100);
}

#[test]
fn a_text_size_outside_the_limits_in_the_settings_file_is_brought_inside() {
    for (written, read) in [(10, 80), (999, 200), (130, 130)] {
        let settings = Settings::read(format!("{{\"text_size\": {written}}}").as_bytes()).unwrap();
        assert_eq!(settings.text_size, read);
    }
}

#[test]
fn settings_that_could_not_be_kept_are_mentioned() {
    let mut state = state();
    tell(&mut state, Msg::Happened(Event::SettingsNotSaved { detail: "the disk is full".to_owned() }));
    assert!(state.notice.is_some_and(|notice| notice.text.contains("the disk is full") && !notice.can_undo));
}

#[test]
fn going_to_the_next_step_takes_away_whatever_hides_it() {
    let mut state = state_with_an_opened_file();
    tell(&mut state, Msg::Do(Action::ShowOnly(Filter::Completed)));
    tell(&mut state, Msg::Search("no step has these words".to_owned()));
    tell(&mut state, Msg::Select(None));
    assert_eq!(document(&state).overview().listing.shown, 0);
    let reveals = state.reveals;
    tell(&mut state, Msg::Do(Action::GoToNextStep));
    let document = document(&state);
    assert_eq!((document.key().filter, document.key().search.as_str()), (Filter::All, ""));
    assert_eq!(document.selected, document.overview().next_step);
    assert!(document.selected.is_some());
    let shown = document.overview().listing.sections.iter().flat_map(|section| &section.rows);
    assert!(shown.map(|row| &row.id).any(|id| Some(id) == document.selected.as_ref()), "it is in the list");
    assert_eq!((state.screen, state.reveals), (Screen::Checklist, reveals + 1));
}

#[test]
fn hiding_completed_steps_is_remembered_and_says_how_many_it_hides() {
    let mut state = state_with_an_opened_file();
    tick(&mut state, FREE);
    let effects = tell(&mut state, Msg::Do(Action::HideOrShowCompleted));
    assert_eq!(effects, [Effect::SaveSettings(state.settings.clone())]);
    assert!(state.settings.hides_completed);
    assert_eq!(document(&state).overview().listing.hidden, 1);
    assert_eq!(Action::HideOrShowCompleted.label(&state), "Show completed steps");
}

#[test]
fn what_needs_a_checklist_is_greyed_and_does_nothing_without_one() {
    for action in [
        Action::Save,
        Action::SaveAs,
        Action::Close,
        Action::Undo,
        Action::Redo,
        Action::Find,
        Action::GoToNextStep,
        Action::AboutSetting,
        Action::AboutRole,
        Action::ShowChecklist,
    ] {
        let mut state = state();
        assert!(!action.is_enabled(&state), "{action:?}");
        assert_eq!(tell(&mut state, Msg::Do(action)), []);
        assert_eq!(state.screen, Screen::Welcome);
    }
}

// What to do next.

fn next_of(state: &State) -> String {
    document(state).overview().next.to_string()
}

fn edit(state: &mut State, edit: Edit) {
    tell(state, Msg::Edit(edit));
}

#[test]
fn a_step_that_was_asked_for_waits_even_where_nobody_named_whom() {
    let mut state = state_with_a_document();
    tick(&mut state, "gather-documents");
    let asked = Edit::SetDate { step: "confirm-offer".into(), field: DateField::Asked, date: Some(today()) };
    edit(&mut state, asked);
    assert!(!next_of(&state).contains("conditional offer"), "{}", next_of(&state));
    tell(&mut state, Msg::Do(Action::ShowOnly(Filter::WaitingOnOthers)));
    assert_eq!(document(&state).overview().listing.shown, 1);
}

#[test]
fn what_has_run_out_comes_first_even_when_everything_is_ticked() {
    let mut state = state_with_a_document();
    let steps: Vec<StepId> = document(&state).checklist().steps.iter().map(|step| step.id.clone()).collect();
    for step in steps {
        let reason = "In the test".to_owned();
        edit(&mut state, Edit::SetStatus { step, status: Status::Completed, on: None, reason });
    }
    assert!(next_of(&state).starts_with("Every step is completed"), "{}", next_of(&state));
    let expires = Some(today().pred_opt().unwrap());
    let step = StepId::from("nmc-register-check");
    edit(&mut state, Edit::SetDate { step, field: DateField::Expires, date: expires });
    assert!(next_of(&state).starts_with("Next: renew \u{201c}Check your NMC registration\u{201d}. It ran out"));
}

#[test]
fn with_one_alternative_under_way_the_other_is_not_next() {
    let mut state = state_with_a_document();
    let steps: Vec<StepId> = document(&state).checklist().steps.iter().map(|step| step.id.clone()).collect();
    for step in steps.into_iter().filter(|step| !step.as_str().starts_with("dbs-")) {
        let reason = "In the test".to_owned();
        edit(&mut state, Edit::SetStatus { step, status: Status::Completed, on: None, reason });
    }
    let dbs = StepId::from("dbs-enhanced-adults");
    edit(&mut state, Edit::SetDate { step: dbs, field: DateField::Asked, date: Some(today()) });
    let next = next_of(&state);
    assert!(next.starts_with("Next: wait for \u{201c}Get an enhanced DBS certificate"), "{next}");
}

#[test]
fn the_wait_that_holds_up_the_first_shift_is_named_before_an_older_one_that_does_not() {
    let mut state = state_with_a_document();
    let steps: Vec<StepId> = document(&state).checklist().steps.iter().map(|step| step.id.clone()).collect();
    let waits = ["hepatitis-b-complete", "book-security-induction"];
    for step in steps.into_iter().filter(|step| !waits.contains(&step.as_str())) {
        let reason = "In the test".to_owned();
        edit(&mut state, Edit::SetStatus { step, status: Status::Completed, on: None, reason });
    }
    for (step, days) in waits.into_iter().zip([90, 1]) {
        let date = today().checked_sub_days(chrono::Days::new(days));
        edit(&mut state, Edit::SetDate { step: step.into(), field: DateField::Asked, date });
    }
    let next = next_of(&state);
    assert!(next.starts_with("Next: wait for \u{201c}Book your security induction\u{201d}"), "{next}");
}

#[test]
fn a_form_that_was_begun_is_not_left_without_a_question() {
    let mut state = state();
    tell(&mut state, Msg::Do(Action::New));
    assert_eq!(tell(&mut state, Msg::CloseRequested), [Effect::Quit], "an empty form holds nothing");
    state.is_quitting = false;
    tell(&mut state, Msg::Form(FormChange::Name("Nia".to_owned())));
    assert_eq!(tell(&mut state, Msg::CloseRequested), []);
    assert!(matches!(state.dialog, Some(Dialog::WouldBeLost { loss: Loss::Form, .. })));
    answer(&mut state, Answer::Cancel);
    assert_eq!(state.form.name, "Nia");
    tell(&mut state, Msg::CloseRequested);
    assert_eq!(answer(&mut state, Answer::DoNotSave), [Effect::Quit]);
}

#[test]
fn a_file_dropped_while_a_question_is_open_waits_for_the_answer() {
    let mut state = state_with_a_document();
    tell(&mut state, Msg::Do(Action::Settings));
    assert_eq!(tell(&mut state, Msg::Dropped(a_path())), []);
    assert!(state.dialog.is_some());
}

#[test]
fn what_was_asked_about_one_checklist_is_not_asked_about_the_next() {
    let mut state = state_with_an_opened_file();
    tell(
        &mut state,
        Msg::Edit(Edit::SetStatus { step: FREE.into(), status: Status::NotNeeded, on: None, reason: String::new() }),
    );
    assert!(matches!(state.dialog, Some(Dialog::Reason { .. })));
    let path = PathBuf::from("/somewhere/other.json");
    tell(&mut state, opened(path, checklist_for(a_pharmacist_in_northern_ireland())));
    assert_eq!(state.dialog, None);
}

#[test]
fn what_the_program_knows_already_is_in_a_new_form_and_is_not_missed_when_it_is_left() {
    let mut state = state();
    "Nia Sampleton".clone_into(&mut state.settings.your_name);
    tell(&mut state, Msg::Do(Action::New));
    assert_eq!(state.form.name, "Nia Sampleton");
    tell(&mut state, Msg::Do(Action::Open));
    assert_eq!(state.dialog, None, "nothing was entered");
    // An earlier checklist knows whose it is and who employs them, where nothing else was entered.
    let earlier = crate::world::loaded(a_checklist());
    tell(&mut state, Msg::Form(FormChange::Name(String::new())));
    tell(&mut state, Msg::Form(FormChange::Earlier(std::sync::Arc::new(earlier.checklist))));
    assert_eq!((state.form.name.as_str(), state.form.employer.as_str()), ("Amina Sample", "Sample Care"));
    tell(&mut state, Msg::Do(Action::Open));
    assert!(matches!(state.dialog, Some(Dialog::WouldBeLost { loss: Loss::Form, .. })));
}

/// Whether a step is in the list.
fn is_listed(state: &State, id: &str) -> bool {
    let sections = &document(state).overview().listing.sections;
    sections.iter().flat_map(|section| &section.rows).any(|row| row.id == id.into())
}

#[test]
fn what_was_changed_stays_in_the_list_until_something_else_is_shown() {
    let narrowings = [
        Msg::Do(Action::HideOrShowCompleted),
        Msg::Do(Action::ShowOnly(Filter::ToDo)),
        Msg::Search("gather".to_owned()),
    ];
    let changes = [
        ("another filter", Msg::Do(Action::ShowOnly(Filter::Problems))),
        ("a search", Msg::Search("documents contacts".to_owned())),
        ("the plan", Msg::Do(Action::ShowPlan)),
        ("the reference", Msg::Do(Action::ShowReference)),
        ("completed steps", Msg::Do(Action::HideOrShowCompleted)),
    ];
    for narrowing in narrowings {
        for (name, change) in &changes {
            let mut state = state_with_an_opened_file();
            tell(&mut state, narrowing.clone());
            tick(&mut state, FREE);
            assert!(is_listed(&state, FREE), "after {narrowing:?}");
            assert_eq!(step(&state, FREE).record.status, Status::Completed);
            tell(&mut state, change.clone());
            tell(&mut state, Msg::Do(Action::ShowChecklist));
            let shows_all = !state.settings.hides_completed && document(&state).key().filter == Filter::All;
            let is_wanted = shows_all && document(&state).key().search != "documents contacts";
            assert_eq!(is_listed(&state, FREE), is_wanted, "{narrowing:?}, then {name}");
        }
    }
}

#[test]
fn a_row_that_is_kept_is_counted_as_shown_and_not_as_hidden() {
    let mut state = state_with_an_opened_file();
    tell(&mut state, Msg::Do(Action::HideOrShowCompleted));
    let before = document(&state).overview().listing.shown;
    tick(&mut state, FREE);
    tell(
        &mut state,
        Msg::Edit(Edit::SetText { step: OTHER.into(), field: TextField::WaitingOn, text: "IT".to_owned() }),
    );
    let listing = &document(&state).overview().listing;
    assert_eq!((listing.shown, listing.hidden), (before, 0));
    tell(&mut state, Msg::Do(Action::ShowPlan));
    let listing = &document(&state).overview().listing;
    assert_eq!((listing.shown, listing.hidden), (before - 1, 1));
}
