//! The folder of checklists: opening it, what is shown of it, and going to a person and back.

use std::path::PathBuf;
use std::sync::Arc;

use super::{files, preferences, sign_off, view};
use crate::app::{
    Chip, Dialog, Document, Effect, Leaving, Moment, Notice, OpenTeam, Purpose, Screen, SignQueue, State, TeamChange,
    TeamEnd, TeamTab,
};
use crate::catalogue::pack::SitePack;
use crate::checklist::ForMany;
use crate::ids::StepId;
use crate::outcome::{LoadError, Previewed, ScanAsked};
use crate::team::{Filter, Scanned};
use crate::text;
use crate::visible::made_visible;

/// Asks for a folder.
pub(super) fn ask() -> Vec<Effect> {
    vec![Effect::AskWhatToOpen(Purpose::Team, None)]
}

/// Opens a folder, and reads it.
pub(super) fn open(state: &mut State, folder: PathBuf) -> Vec<Effect> {
    state.readings += 1;
    state.open_team = Some(OpenTeam::new(folder.clone(), state.readings));
    let mut effects = vec![read(state)];
    effects.extend(view::show(state, Screen::Team));
    effects.extend(preferences::change(state, |settings| settings.remember(folder)));
    effects
}

/// Reads everything in the folder. What is shown already stays until that has come to its end.
fn read(state: &State) -> Effect {
    let Some(team) = &state.open_team else { return Effect::CloseTeam };
    let asked = ScanAsked { today: state.today, as_of: team.as_of, due_soon: state.settings.due_soon_days };
    let at_once = team.roster().counts().found == 0;
    Effect::ReadTeam { folder: team.folder.clone(), asked, number: team.number, at_once }
}

pub(super) fn change(state: &mut State, change: TeamChange, moment: &Moment) -> Vec<Effect> {
    let Some(team) = &mut state.open_team else { return Vec::new() };
    match change {
        TeamChange::Tab(tab) => team.view.tab = tab,
        TeamChange::SortBy(column) => team.view.sort = team.view.sort.by(column),
        TeamChange::Toggle(chip) => team.view.toggle(chip),
        TeamChange::Only(chip) => {
            team.view.tab = if matches!(chip, Chip::Group(_)) { TeamTab::Actions } else { TeamTab::People };
            team.view.filter = Filter::default();
            team.view.toggle(chip);
        }
        TeamChange::ShowAll => team.view.filter = Filter::default(),
        TeamChange::Search(search) => team.view.filter.search = search,
        TeamChange::ByStep(by_step) => team.view.by_step = by_step,
        TeamChange::Choose(path, is_wanted) => {
            if is_wanted {
                team.chosen.insert(path)
            } else {
                team.chosen.remove(&path)
            };
        }
        TeamChange::ChooseAll(true) => {
            let shown: Vec<PathBuf> =
                (0..team.shown().people.len()).filter_map(|row| team.member(row)).map(|one| one.path.clone()).collect();
            team.chosen.extend(shown);
        }
        TeamChange::ChooseAll(false) => team.chosen.clear(),
        TeamChange::AsOf(day) => {
            team.as_of = day.filter(|day| *day < state.today);
            return again(state);
        }
        TeamChange::ReadAgain => return again(state),
        TeamChange::Cancel => return vec![Effect::CancelTeam],
        TeamChange::Close => {
            state.open_team = None;
            state.signing = None;
            state.screen = Screen::Welcome;
            return vec![Effect::CloseTeam];
        }
        TeamChange::Open(path, step) => return go_to(state, path, step, moment),
        TeamChange::SignOff(path, step) => return sign_each(state, path, step, moment),
        TeamChange::AskAgainOn(on) => return change_many(state, ForMany::AskAgainOn(on), None, moment),
    }
    Vec::new()
}

/// Reads it once more from the beginning.
pub(super) fn again(state: &mut State) -> Vec<Effect> {
    state.readings += 1;
    let number = state.readings;
    if let Some(team) = &mut state.open_team {
        team.begin(number);
    }
    vec![read(state)]
}

/// Opens the checklist of a person, on a step where one is named.
fn go_to(state: &mut State, path: PathBuf, step: Option<StepId>, moment: &Moment) -> Vec<Effect> {
    let as_of = state.open_team.as_ref().and_then(|team| team.as_of);
    let is_open = |document: &Document| document.path() == Some(&path) && document.as_of() == as_of;
    if state.document.as_ref().is_some_and(is_open) {
        arrive(state, step);
        return Vec::new();
    }
    state.goes_to = Some((path.clone(), step));
    files::leave(state, Leaving::ForFile(path), moment)
}

/// What was to be opened as a checklist is a folder.
pub(super) fn open_instead(state: &mut State, folder: PathBuf) -> Vec<Effect> {
    files::stay(state);
    state.retry = None;
    open(state, folder)
}

/// A checklist was opened, or could not be: where it is that which was chosen in the team, it opens on the step.
pub(super) fn opened(state: &mut State, path: &PathBuf) -> Vec<Effect> {
    let is_there = state.document.as_ref().and_then(Document::path) == Some(path);
    if state.leaving.is_some() || matches!(state.dialog, Some(Dialog::Unsaved(_))) {
        // Something is asked or saved first.
        return Vec::new();
    }
    let Some((_, step)) = state.goes_to.take().filter(|(wanted, _)| wanted == path && is_there) else {
        state.signing = None;
        return Vec::new();
    };
    let as_of = state.open_team.as_ref().and_then(|team| team.as_of);
    let today = state.today;
    if let Some(document) = &mut state.document {
        document.look_back(as_of, today);
    }
    arrive(state, step);
    match &state.signing {
        Some(_) => ask_in_turn(state),
        None => Vec::new(),
    }
}

fn arrive(state: &mut State, step: Option<StepId>) {
    state.screen = Screen::Checklist;
    if let (Some(document), Some(step)) = (&mut state.document, step) {
        document.selected = Some(step);
        document.set_key(|key| {
            key.filter = crate::checklist::Filter::All;
            key.search.clear();
        });
        state.reveals += 1;
    }
}

/// Signs off a step of one person after the other.
fn sign_each(state: &mut State, path: PathBuf, step: StepId, moment: &Moment) -> Vec<Effect> {
    let Some(team) = &state.open_team else { return Vec::new() };
    if team.as_of.is_some() {
        let text = "Nothing is signed off as of a past day. Go back to today first.".to_owned();
        state.notice = Some(Notice { text, can_undo: false });
        return Vec::new();
    }
    let (by, post) = sign_off::signer(state);
    let rest = team.waiting_for(&step, &path);
    state.signing =
        Some(SignQueue { step: step.clone(), rest, by, post, method: None, on: Some(state.today), done: Vec::new() });
    let is_open = state.document.as_ref().is_some_and(|document| document.path() == Some(&path));
    let mut effects = go_to(state, path, Some(step), moment);
    if is_open {
        effects.extend(ask_in_turn(state));
    }
    effects
}

/// Asks for the sign-off of the person whose turn it is; goes on to the next where there is nothing to sign any more.
fn ask_in_turn(state: &mut State) -> Vec<Effect> {
    let Some(queue) = &state.signing else { return Vec::new() };
    let step = queue.step.clone();
    let waits = state.document.as_ref().and_then(|document| document.checklist().step(&step));
    if waits.is_some_and(crate::checklist::Step::waits_for_sign_off) {
        return sign_off::ask(state, step);
    }
    let text = "Somebody has signed off or changed this step meanwhile.".to_owned();
    state.notice = Some(Notice { text, can_undo: false });
    state.signing = None;
    Vec::new()
}

/// After a sign-off, what is signed is saved and the next person is opened; behind the last, back to the team.
pub(super) fn next_in_turn(state: &mut State, moment: &Moment) -> Vec<Effect> {
    let Some(queue) = &mut state.signing else { return Vec::new() };
    if let Some(document) = &state.document {
        let checklist = document.checklist();
        let words = checklist.noted(&queue.step).and_then(|noted| text::fingerprint_words(&noted.seal));
        queue.done.push((checklist.starter.name.clone(), words.unwrap_or_default()));
    }
    if queue.rest.is_empty() {
        end_of_turn(state);
        return Vec::new();
    }
    let path = queue.rest.remove(0);
    state.goes_to = Some((path.clone(), Some(queue.step.clone())));
    files::leave(state, Leaving::ForFile(path), moment)
}

/// No more is signed off one after the other: back to the team, with what was signed.
pub(super) fn end_of_turn(state: &mut State) {
    let Some(queue) = state.signing.take() else { return };
    state.screen = Screen::Team;
    if queue.done.is_empty() {
        return;
    }
    state.notice = None;
    let lines = queue.done.iter().map(|(name, words)| format!("{}: {words}", made_visible(name)));
    let problem = text::Problem {
        happened: lines.collect::<Vec<String>>().join("\n"),
        to_do: "Keep these words, or compare them later with those in the checklists.".to_owned(),
    };
    state.dialog = Some(Dialog::Problem { title: "Signed off", problem });
}

/// The files of the chosen people; none as of a past day.
fn chosen(state: &State) -> Vec<PathBuf> {
    let team = state.open_team.as_ref().filter(|team| team.as_of.is_none());
    team.map_or_else(Vec::new, |team| team.chosen.iter().cloned().collect())
}

/// Asks what a site pack would do to the chosen people.
pub(super) fn preview_pack(state: &mut State, pack: Arc<SitePack>) -> Vec<Effect> {
    state.retry = None;
    let (files, what) = (chosen(state), ForMany::ApplyPack(pack));
    if files.is_empty() { Vec::new() } else { vec![Effect::PreviewMany { files, what }] }
}

pub(super) fn previewed(state: &mut State, what: ForMany, rows: Vec<Previewed>) -> Vec<Effect> {
    state.dialog = Some(Dialog::Preview { what, rows });
    Vec::new()
}

/// Makes a change for those of the chosen people for whom it can be made.
pub(super) fn change_many(state: &State, what: ForMany, rows: Option<Vec<Previewed>>, moment: &Moment) -> Vec<Effect> {
    let files: Vec<PathBuf> = match rows {
        Some(rows) => rows.into_iter().filter(|row| row.what.is_ok()).map(|row| row.path).collect(),
        None => chosen(state),
    };
    if files.is_empty() { Vec::new() } else { vec![Effect::ChangeMany { files, what, stamp: moment.stamp.clone() }] }
}

/// A change was made in some checklists.
pub(super) fn changed_many(
    state: &mut State,
    [done, nothing]: [usize; 2],
    failed: &[(PathBuf, String)],
) -> Vec<Effect> {
    let people = |count: usize| if count == 1 { "1 checklist".to_owned() } else { format!("{count} checklists") };
    let rest =
        if nothing > 0 { format!(" In {} there was nothing to change.", people(nothing)) } else { String::new() };
    let text = format!("Done in {}.{rest}", people(done));
    match failed.first() {
        None => {
            state.notice = Some(Notice { text, can_undo: false });
        }
        Some((path, why)) => {
            let name = made_visible(&path.display().to_string());
            let happened = format!("{text} In {} it was not. The first: {name}: {why}", people(failed.len()));
            let to_do = "Open that checklist to see what is wrong, then try again for those that are left.".to_owned();
            let problem = text::Problem { happened, to_do };
            state.dialog = Some(Dialog::Problem { title: "Not everything was changed", problem });
        }
    }
    vec![Effect::LookAtTeam]
}

/// Some files of the folder were read.
pub(super) fn some_read(state: &mut State, number: u64, scanned: Vec<Scanned>) -> Vec<Effect> {
    if let Some(team) = state.open_team.as_mut().filter(|team| team.number == number) {
        team.take(scanned);
    }
    Vec::new()
}

/// The folder was read to its end, or could not be.
pub(super) fn ended(state: &mut State, number: u64, result: Result<TeamEnd, LoadError>) -> Vec<Effect> {
    let Some(team) = state.open_team.as_mut().filter(|team| team.number == number) else { return Vec::new() };
    let name = made_visible(&team.folder.display().to_string());
    match result {
        Ok(end) => {
            if end.is_whole {
                team.forget();
                team.take(end.scanned);
            } else {
                team.exchange(end.scanned, &end.gone);
            }
            team.was_cancelled = end.is_cancelled;
            team.is_read = !end.is_cancelled;
            team.stale = None;
            team.finish();
        }
        Err(error) => {
            let problem = text::folder_not_read(&name, &error);
            team.finish();
            if team.roster().counts().found > 0 {
                // The last list stays.
                team.stale = Some(problem);
                return Vec::new();
            }
            state.open_team = None;
            state.screen = Screen::Welcome;
            state.dialog = Some(Dialog::Problem { title: "The folder was not opened", problem });
            return vec![Effect::CloseTeam];
        }
    }
    Vec::new()
}

/// What has changed since is shown.
pub(super) fn refresh(state: &mut State) {
    let today = state.today;
    if let Some(team) = &mut state.open_team {
        team.refresh(today);
    }
}
