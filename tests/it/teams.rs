//! A team in the window: messages in, state and effects out.

use std::path::PathBuf;

use secure_start::app::{
    Action, ActionLine, Answer, Chip, Dialog, Effect, Event, Leaving, Msg, Purpose, Screen, Signing, State, TeamChange,
    TeamEnd, TeamTab,
};
use secure_start::checklist::{Checklist, DateField, Edit, ForMany, SignOffMethod, Starter, Status};
use secure_start::ids::StepId;
use secure_start::outcome::LoadError;
use secure_start::team::{Columns, FileProblem, Person, PersonColumn, Readiness, Scanned, TodoGroup};

use crate::world::{
    a_nurse, a_path, catalogue, checklist_for, day, loaded, opened, stamp, state, tell, tell_all, today,
};

pub(crate) fn folder() -> PathBuf {
    PathBuf::from("team")
}

pub(crate) fn path_of(name: &str) -> PathBuf {
    folder().join(format!("{name}.json"))
}

const SIGNED: &str = "identity-check";

/// A person of the team whose identity was checked, and who waits for the vetting unit.
pub(crate) fn person(name: &str) -> Checklist {
    let id = name.to_lowercase();
    let checklist =
        Checklist { id: id.as_str().into(), ..checklist_for(Starter { name: format!("{name} Sample"), ..a_nurse() }) };
    let tick = Edit::SetStatus {
        step: SIGNED.into(),
        status: Status::Completed,
        on: Some(day(2026, 11, 20)),
        reason: "Early".to_owned(),
    };
    let asked = Edit::SetDate { step: "references".into(), field: DateField::Asked, date: Some(day(2026, 9, 1)) };
    checklist.apply(&tick, &stamp()).unwrap().apply(&asked, &stamp()).unwrap()
}

pub(crate) fn scanned(name: &str) -> Scanned {
    scanned_from(name, &person(name))
}

pub(crate) fn scanned_from(name: &str, checklist: &Checklist) -> Scanned {
    let read = Person::read(checklist, catalogue(), &Columns::of(catalogue()), today(), 30, 0);
    Scanned { path: path_of(name), content: 0, result: Ok(Box::new(read)) }
}

pub(crate) fn not_read(name: &str) -> Scanned {
    Scanned { path: path_of(name), content: 0, result: Err(FileProblem::NotRead(LoadError::NotAChecklist)) }
}

pub(crate) fn ended(number: u64) -> Event {
    let end = TeamEnd { scanned: Vec::new(), gone: Vec::new(), is_whole: false, is_cancelled: false };
    Event::TeamEnded { number, result: Ok(end) }
}

/// A team of three, read to its end.
pub(crate) fn state_with_a_team() -> State {
    let mut state = state();
    tell(&mut state, Msg::Happened(Event::ChosenToOpen(Purpose::Team, Some(folder()))));
    let all = vec![scanned("Amina"), scanned("Ben"), scanned("Ciara"), not_read("notes")];
    tell(&mut state, Msg::Happened(Event::TeamRead { number: 1, scanned: all }));
    tell(&mut state, Msg::Happened(ended(1)));
    state
}

fn names(state: &State) -> Vec<String> {
    let team = state.open_team.as_ref().unwrap();
    (0..team.shown().people.len()).map(|row| team.member(row).unwrap().person.name.to_string()).collect()
}

fn change(state: &mut State, change: TeamChange) -> Vec<Effect> {
    tell(state, Msg::Team(change))
}

#[test]
fn a_folder_is_read_from_the_beginning_and_shown_as_it_comes() {
    let mut state = state();
    assert_eq!(tell(&mut state, Msg::Do(Action::OpenTeam)), [Effect::AskWhatToOpen(Purpose::Team, None)]);
    let effects = tell(&mut state, Msg::Happened(Event::ChosenToOpen(Purpose::Team, Some(folder()))));
    assert!(matches!(&effects[..], [Effect::ReadTeam { number: 1, at_once: true, .. }, Effect::SaveSettings(_)]));
    assert_eq!(state.screen, Screen::Team);
    tell(&mut state, Msg::Happened(Event::TeamRead { number: 1, scanned: vec![scanned("Amina")] }));
    assert_eq!(names(&state), ["Amina Sample"]);
    assert!(state.open_team.as_ref().unwrap().is_reading);
    // What comes of a reading that nobody waits for any more changes nothing.
    tell(&mut state, Msg::Happened(Event::TeamRead { number: 0, scanned: vec![scanned("Ben")] }));
    tell(&mut state, Msg::Happened(ended(1)));
    assert_eq!(names(&state), ["Amina Sample"]);
    assert!(!state.open_team.as_ref().unwrap().is_reading);
}

#[test]
fn a_folder_that_is_dropped_or_named_at_the_start_is_opened_as_a_team() {
    let mut state = state();
    let effects = tell(&mut state, Msg::Dropped(folder()));
    assert_eq!(effects, [Effect::Load { path: folder() }]);
    tell(&mut state, Msg::Happened(Event::Loaded { path: folder(), result: Err(LoadError::IsAFolder) }));
    assert_eq!(state.open_team.as_ref().unwrap().folder, folder());
    assert_eq!(state.dialog, None);
}

#[test]
fn found_is_shown_and_not_shown_together() {
    let state = state_with_a_team();
    let team = state.open_team.as_ref().unwrap();
    let counts = team.shown().counts;
    assert_eq!((counts.found, counts.shown, counts.unreadable), (4, 3, 1));
    assert_eq!(team.shown().files.len(), 1);
}

#[test]
fn a_folder_that_goes_away_keeps_its_last_list_and_says_that_it_may_be_out_of_date() {
    let mut state = state_with_a_team();
    let gone = Event::TeamEnded { number: 1, result: Err(LoadError::NotFound) };
    assert_eq!(tell(&mut state, Msg::Happened(gone)), []);
    assert_eq!(names(&state), ["Amina Sample", "Ben Sample", "Ciara Sample"]);
    assert!(state.open_team.as_ref().unwrap().stale.is_some());
    tell(&mut state, Msg::Happened(ended(1)));
    assert!(state.open_team.as_ref().unwrap().stale.is_none());
}

#[test]
fn a_folder_that_cannot_be_read_at_all_is_not_opened() {
    let mut state = state();
    tell(&mut state, Msg::Happened(Event::ChosenToOpen(Purpose::Team, Some(folder()))));
    let failed = Event::TeamEnded { number: 1, result: Err(LoadError::NotFound) };
    assert_eq!(tell(&mut state, Msg::Happened(failed)), [Effect::CloseTeam]);
    assert!(state.open_team.is_none() && matches!(state.dialog, Some(Dialog::Problem { .. })));
}

#[test]
fn what_has_changed_takes_the_place_of_what_was_there_and_what_is_gone_goes() {
    let mut state = state_with_a_team();
    let mut changed = person("Ben");
    changed.starter.name = "Benedict Sample".to_owned();
    let end = TeamEnd {
        scanned: vec![scanned_from("Ben", &changed)],
        gone: vec![path_of("Ciara"), path_of("notes")],
        is_whole: false,
        is_cancelled: false,
    };
    change(&mut state, TeamChange::Choose(path_of("Ciara"), true));
    tell(&mut state, Msg::Happened(Event::TeamEnded { number: 1, result: Ok(end) }));
    assert_eq!(names(&state), ["Amina Sample", "Benedict Sample"]);
    let team = state.open_team.as_ref().unwrap();
    assert_eq!((team.shown().counts.found, team.chosen.len()), (2, 0));
}

#[test]
fn reading_again_exchanges_everything_at_its_end_and_nothing_before() {
    let mut state = state_with_a_team();
    let effects = change(&mut state, TeamChange::ReadAgain);
    assert!(matches!(&effects[..], [Effect::ReadTeam { number: 2, at_once: false, .. }]));
    assert_eq!(names(&state).len(), 3);
    let end = TeamEnd { scanned: vec![scanned("Dafydd")], gone: Vec::new(), is_whole: true, is_cancelled: false };
    tell(&mut state, Msg::Happened(Event::TeamEnded { number: 2, result: Ok(end) }));
    assert_eq!(names(&state), ["Dafydd Sample"]);
}

#[test]
fn people_are_sorted_by_a_column_and_by_the_same_the_other_way_round() {
    let mut state = state_with_a_team();
    change(&mut state, TeamChange::SortBy(PersonColumn::Name));
    assert_eq!(names(&state), ["Ciara Sample", "Ben Sample", "Amina Sample"]);
    change(&mut state, TeamChange::SortBy(PersonColumn::Progress));
    assert_eq!(names(&state), ["Amina Sample", "Ben Sample", "Ciara Sample"], "who is the same stays in order");
}

#[test]
fn filters_show_those_who_are_meant_and_numbers_lead_to_them() {
    let mut state = state_with_a_team();
    change(&mut state, TeamChange::Search("sample be".to_owned()));
    assert_eq!(names(&state), ["Ben Sample"]);
    change(&mut state, TeamChange::ShowAll);
    change(&mut state, TeamChange::Toggle(Chip::Role("gp".into())));
    assert_eq!(names(&state), Vec::<String>::new());
    change(&mut state, TeamChange::Toggle(Chip::Role("nurse".into())));
    assert_eq!(names(&state).len(), 3, "any of the roles");
    change(&mut state, TeamChange::Only(Chip::Group(TodoGroup::SignOffs)));
    let team = state.open_team.as_ref().unwrap();
    assert_eq!(team.view.tab, TeamTab::Actions);
    assert!(matches!(team.shown().actions[..], [ActionLine::Heading(TodoGroup::SignOffs, 3), ..]));
    assert_eq!(team.shown().actions.len(), 4);
    change(&mut state, TeamChange::Only(Chip::Readiness(Readiness::Late)));
    assert_eq!(state.open_team.as_ref().unwrap().view.tab, TeamTab::People);
}

#[test]
fn a_person_is_opened_on_the_step_and_going_back_keeps_everything() {
    let mut state = state_with_a_team();
    change(&mut state, TeamChange::Search("ben".to_owned()));
    change(&mut state, TeamChange::SortBy(PersonColumn::Name));
    let step = StepId::from("references");
    let effects = change(&mut state, TeamChange::Open(path_of("Ben"), Some(step.clone())));
    assert_eq!(effects, [Effect::Load { path: path_of("Ben") }]);
    tell(&mut state, opened(path_of("Ben"), person("Ben")));
    assert_eq!((state.screen, state.document.as_ref().unwrap().selected.as_ref()), (Screen::Checklist, Some(&step)));
    let view = state.open_team.as_ref().unwrap().view.clone();
    tell(&mut state, Msg::Do(Action::ShowTeam));
    assert_eq!((state.screen, &state.open_team.as_ref().unwrap().view), (Screen::Team, &view));
    // It is open already: nothing is read again.
    assert_eq!(change(&mut state, TeamChange::Open(path_of("Ben"), None)), []);
    assert_eq!(state.screen, Screen::Checklist);
}

#[test]
fn unsaved_work_is_asked_about_before_a_person_of_the_team_is_opened() {
    let mut state = state_with_a_team();
    state.settings.saves_automatically = false;
    tell(&mut state, opened(a_path(), person("Amina")));
    tell(&mut state, Msg::Tick("gather-documents".into()));
    assert_eq!(change(&mut state, TeamChange::Open(path_of("Ben"), None)), []);
    assert_eq!(state.dialog, Some(Dialog::Unsaved(Leaving::ForFile(path_of("Ben")))));
}

fn fill(state: &mut State, method: Option<SignOffMethod>) {
    let Some(Dialog::SignOff(signing)) = state.dialog.clone() else { panic!("{:?}", state.dialog) };
    let (by, post) = ("Morgan Sample".to_owned(), "Head of healthcare".to_owned());
    let method = method.or(signing.method);
    let filled = Signing { by, post, method, ..*signing };
    tell(state, Msg::Answer(Answer::Signing(Box::new(filled))));
}

fn is_signed(state: &State) -> bool {
    let document = state.document.as_ref().unwrap();
    document.checklist().step(&SIGNED.into()).unwrap().is_signed_off()
}

/// What is saved comes back as saved.
fn save_all(state: &mut State, effects: &[Effect]) -> Vec<Effect> {
    let mut more = Vec::new();
    for effect in effects {
        if let Effect::Save { path, checklist, revision, .. } = effect {
            let result = Ok(loaded((**checklist).clone()).bytes);
            let (path, checklist, revision) = (path.clone(), checklist.clone(), *revision);
            more.extend(tell(state, Msg::Happened(Event::Saved { path, checklist, revision, result })));
        }
    }
    more
}

#[test]
fn one_person_after_the_other_is_signed_off_saved_and_noted() {
    let mut state = state_with_a_team();
    let effects = change(&mut state, TeamChange::SignOff(path_of("Ben"), SIGNED.into()));
    assert_eq!(effects, [Effect::Load { path: path_of("Ben") }]);
    tell(&mut state, opened(path_of("Ben"), person("Ben")));
    let Some(Dialog::SignOff(signing)) = &state.dialog else { panic!("{:?}", state.dialog) };
    assert_eq!((signing.others, signing.method), (2, None));
    // Nobody signs without having said how they know.
    fill(&mut state, None);
    assert_eq!(tell(&mut state, Msg::Answer(Answer::Sign)), []);
    assert!(matches!(&state.dialog, Some(Dialog::SignOff(signing)) if signing.problem.is_some()));
    fill(&mut state, Some(SignOffMethod::SawOriginal));
    let effects = tell(&mut state, Msg::Answer(Answer::Sign));
    assert!(is_signed(&state));
    let effects = save_all(&mut state, &effects);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::NoteSignOffs(noted) if noted.len() == 1)));
    assert!(effects.contains(&Effect::Load { path: path_of("Ciara") }), "{effects:?}");
    tell(&mut state, opened(path_of("Ciara"), person("Ciara")));
    let Some(Dialog::SignOff(signing)) = &state.dialog else { panic!("{:?}", state.dialog) };
    assert_eq!((signing.others, signing.method), (1, Some(SignOffMethod::SawOriginal)), "as in the last one");
    fill(&mut state, None);
    let effects = tell(&mut state, Msg::Answer(Answer::Sign));
    let effects = save_all(&mut state, &effects);
    assert!(effects.contains(&Effect::Load { path: path_of("Amina") }), "from the beginning: {effects:?}");
    tell(&mut state, opened(path_of("Amina"), person("Amina")));
    fill(&mut state, None);
    tell(&mut state, Msg::Answer(Answer::Sign));
    assert_eq!((state.screen, &state.signing), (Screen::Team, &None));
    let Some(Dialog::Problem { problem, .. }) = &state.dialog else { panic!("{:?}", state.dialog) };
    let lines: Vec<&str> = problem.happened.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("Ben Sample: ") && lines[0].split(' ').count() == 10, "{lines:?}");
}

#[test]
fn stopping_leaves_the_others_as_they_are() {
    let mut state = state_with_a_team();
    change(&mut state, TeamChange::SignOff(path_of("Ben"), SIGNED.into()));
    tell(&mut state, opened(path_of("Ben"), person("Ben")));
    assert_eq!(tell(&mut state, Msg::Answer(Answer::Cancel)), []);
    assert_eq!((&state.dialog, &state.signing, is_signed(&state)), (&None, &None, false));
}

#[test]
fn who_was_signed_off_meanwhile_is_not_asked_about() {
    let mut state = state_with_a_team();
    change(&mut state, TeamChange::SignOff(path_of("Ben"), SIGNED.into()));
    let edit = Edit::SignOff {
        step: SIGNED.into(),
        by: "Robin Sample".to_owned(),
        post: "Manager".to_owned(),
        method: SignOffMethod::Observed,
        on: today(),
        reference: String::new(),
    };
    tell(&mut state, opened(path_of("Ben"), person("Ben").apply(&edit, &stamp()).unwrap()));
    assert_eq!((&state.dialog, &state.signing), (&None, &None));
    assert!(state.notice.as_ref().unwrap().text.contains("meanwhile"));
}

#[test]
fn the_day_to_ask_again_is_set_for_those_who_are_chosen() {
    let mut state = state_with_a_team();
    assert!(!Action::AskAgainOn.is_enabled(&state));
    change(&mut state, TeamChange::ChooseAll(true));
    change(&mut state, TeamChange::Choose(path_of("Ben"), false));
    tell(&mut state, Msg::Do(Action::AskAgainOn));
    tell(&mut state, Msg::Answer(Answer::Day(Some(day(2026, 12, 1)))));
    let effects = tell(&mut state, Msg::Answer(Answer::GiveDay));
    let [Effect::ChangeMany { files, what, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(files, &vec![path_of("Amina"), path_of("Ciara")]);
    assert_eq!(*what, ForMany::AskAgainOn(day(2026, 12, 1)));
    let failed = vec![(path_of("Ciara"), "it could not be saved: the disk is full".to_owned())];
    tell(&mut state, Msg::Happened(Event::ChangedMany { counts: [1, 0], failed }));
    let Some(Dialog::Problem { problem, .. }) = &state.dialog else { panic!("{:?}", state.dialog) };
    assert!(problem.happened.contains("Ciara.json") && problem.happened.contains("the disk is full"));
}

#[test]
fn as_of_a_past_day_the_team_is_read_for_that_day_and_nothing_is_signed() {
    let mut state = state_with_a_team();
    tell(&mut state, Msg::Do(Action::AsOf));
    tell(&mut state, Msg::Answer(Answer::Day(Some(day(2026, 11, 20)))));
    let effects = tell(&mut state, Msg::Answer(Answer::GiveDay));
    assert!(
        matches!(&effects[..], [Effect::ReadTeam { asked, .. }] if asked.as_of == Some(day(2026, 11, 20))),
        "{effects:?}"
    );
    assert_eq!(change(&mut state, TeamChange::SignOff(path_of("Ben"), SIGNED.into())), []);
    assert!(state.notice.is_some());
    let effects = change(&mut state, TeamChange::AsOf(None));
    assert!(matches!(&effects[..], [Effect::ReadTeam { asked, .. }] if asked.as_of.is_none()));
}

#[test]
fn a_checklist_as_of_a_past_day_cannot_be_changed_and_comes_back() {
    let mut state = state();
    let mut older = person("Ben");
    older.made = day(2026, 11, 1);
    tell(&mut state, opened(path_of("Ben"), older.clone()));
    tell(&mut state, Msg::Do(Action::AsOf));
    tell(&mut state, Msg::Answer(Answer::Day(Some(day(2026, 11, 21)))));
    tell(&mut state, Msg::Answer(Answer::GiveDay));
    let document = state.document.as_ref().unwrap();
    assert_eq!(document.as_of(), Some(day(2026, 11, 21)));
    assert_eq!(document.checklist().step(&SIGNED.into()).unwrap().record.status, Status::NotYetStarted);
    assert_eq!(tell_all(&mut state, Msg::Tick("gather-documents".into())), []);
    assert!(state.notice.as_ref().unwrap().text.contains("as of 21 November 2026"));
    tell(&mut state, Msg::Do(Action::Undo));
    tell(&mut state, Msg::Do(Action::AsOf));
    tell(&mut state, Msg::Answer(Answer::Day(Some(today()))));
    tell(&mut state, Msg::Answer(Answer::GiveDay));
    let document = state.document.as_ref().unwrap();
    assert_eq!((document.as_of(), document.checklist()), (None, &older));
    assert!(!document.is_unsaved());
}

#[test]
fn a_team_is_read_anew_on_another_day_because_whose_move_it_is_depends_on_it() {
    let mut state = state_with_a_team();
    let mut moment = crate::world::moment();
    moment.stamp.today = today().succ_opt().unwrap();
    let effects = secure_start::app::update(&mut state, Msg::Focused, &moment);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ReadTeam { .. })), "{effects:?}");
}
