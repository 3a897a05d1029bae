//! The one place that changes the state. Reads like a table of contents.

mod conflict;
mod dialogs;
mod export;
mod files;
mod offers;
mod picking;
mod plan;
mod preferences;
mod recovery;
mod saved;
mod saving;
mod sign_off;
mod steps;
mod team;
mod view;

use crate::outcome::LoadError;

use super::{Action, Document, Effect, Event, Leaving, Moment, Msg, Purpose, Screen, State, Zoom};

/// Takes in what the user did or what happened outside, and says what must happen outside.
pub fn update(state: &mut State, msg: Msg, moment: &Moment) -> Vec<Effect> {
    let is_another_day = std::mem::replace(&mut state.today, moment.stamp.today) != moment.stamp.today;
    let mut effects = match msg {
        Msg::Do(action) if !action.is_enabled(state) => Vec::new(),
        Msg::Do(action) => act(state, action, moment),
        Msg::Edit(edit) => steps::edit(state, edit, moment),
        Msg::Tick(step) => steps::tick(state, &step, moment),
        Msg::BackToToday => view::back_to_today(state),
        Msg::AskSignOff(step) => sign_off::ask(state, step),
        Msg::AskReopen(step) => sign_off::ask_reopen(state, step),
        Msg::Select(step) => view::select(state, step),
        Msg::Search(search) => view::search(state, search),
        Msg::Unread { step, field, text } => steps::unread(state, step, field, text),
        Msg::TypingEnded => steps::typing_ended(state),
        Msg::Form(change) => view::form(state, change, moment),
        Msg::Plan(change) => plan::change(state, change, moment),
        Msg::Team(change) => team::change(state, change, moment),
        Msg::OpenPanel(name) => view::open_panel(state, name),
        Msg::ClosePanel => view::close_panel(state),
        Msg::SearchReference(search) => view::search_reference(state, search),
        Msg::Answer(answer) => dialogs::answer(state, answer, moment),
        // A question that is open is answered first.
        Msg::Dropped(_) if state.dialog.is_some() => Vec::new(),
        Msg::Dropped(path) => files::leave(state, Leaving::ForFile(path), moment),
        // It would be cut off: it is stopped first.
        Msg::CloseRequested if matches!(state.dialog, Some(super::Dialog::Exports(_))) => {
            dialogs::answer(state, super::Answer::Cancel, moment)
        }
        Msg::CloseRequested => files::leave(state, Leaving::Quit, moment),
        Msg::Follow(address) => dialogs::follow(state, address),
        Msg::NotNow => offers::not_now(state),
        Msg::NotNowCopies => conflict::not_now(state),
        Msg::TakeInCopy(place) => conflict::copy_chosen(state, place, moment),
        Msg::Started => vec![Effect::FindUnsaved],
        Msg::Focused if state.open_team.is_some() => vec![Effect::Look, Effect::LookAtTeam],
        Msg::Focused => vec![Effect::Look],
        Msg::DismissNotice => {
            state.notice = None;
            Vec::new()
        }
        Msg::Happened(event) => happened(state, event, moment),
    };
    if let Some(document) = &mut state.document {
        if state.screen != Screen::Checklist {
            document.forget_kept_rows();
        }
        document.refresh(state.today, state.team.as_ref(), state.screen == Screen::Plan);
    }
    team::refresh(state);
    recovery::offer(state);
    effects.extend(saving::after_change(state));
    if is_another_day && state.open_team.is_some() {
        // Whose move it is depends on the day.
        effects.extend(team::again(state));
    }
    effects
}

fn act(state: &mut State, action: Action, moment: &Moment) -> Vec<Effect> {
    match action {
        Action::New => files::leave(state, Leaving::ForNew, moment),
        Action::Open => files::leave(state, Leaving::ForOpen, moment),
        Action::OpenTeam => team::ask(),
        Action::OpenRecent(place) => match state.settings.recent.get(place).cloned() {
            Some(path) => files::leave(state, Leaving::ForFile(path), moment),
            None => Vec::new(),
        },
        Action::ClearRecent => preferences::change(state, |settings| settings.recent.clear()),
        Action::TrySample(place) => files::leave(state, Leaving::ForSample(place), moment),
        Action::Versions => recovery::list_versions(state),
        Action::Reload if state.document.as_ref().is_some_and(Document::is_unsaved) => {
            dialogs::show(state, super::Dialog::Reload)
        }
        Action::Reload => files::reload(state),
        Action::RemoveData => dialogs::show(state, super::Dialog::RemoveData),
        Action::Save => saving::save(state),
        Action::SaveAs => saving::save_as(state),
        Action::Export => export::ask(state, false),
        Action::Print => export::ask(state, true),
        Action::Close => files::leave(state, Leaving::Close, moment),
        Action::Quit => files::leave(state, Leaving::Quit, moment),
        Action::Undo => steps::undo(state, moment),
        Action::Redo => steps::redo(state, moment),
        Action::ChangeDetails => dialogs::show(state, super::Dialog::Details),
        Action::Update => offers::update_from_catalogue(state),
        Action::ApplyPack => vec![ask_for_pack(state, Purpose::PackForOpen)],
        Action::RemovePack => offers::without_pack(state),
        Action::ChoosePack => vec![ask_for_pack(state, Purpose::PackForNew)],
        Action::ChooseEarlier => vec![Effect::AskWhatToOpen(Purpose::Earlier, None)],
        Action::Find => view::find(state),
        Action::GoToNextStep => view::go_to_next(state),
        Action::ShowOnly(filter) => view::show_only(state, filter),
        Action::HideOrShowCompleted => view::hide_or_show_completed(state),
        Action::ShowWelcome => view::show(state, Screen::Welcome),
        Action::ShowChecklist => view::show(state, Screen::Checklist),
        Action::ShowPlan => plan::show(state),
        Action::ShowTeam => view::show(state, Screen::Team),
        Action::AsOf => dialogs::show(state, super::Dialog::AsOf(None)),
        Action::PackForMany => vec![ask_for_pack(state, Purpose::PackForMany)],
        Action::AskAgainOn => dialogs::show(state, super::Dialog::AskAgainOn(None)),
        Action::ReadTeamAgain => team::change(state, super::TeamChange::ReadAgain, moment),
        Action::CloseTeam => team::change(state, super::TeamChange::Close, moment),
        Action::ZoomIn => plan::zoom(state, Zoom::closer),
        Action::ZoomOut => plan::zoom(state, Zoom::farther),
        Action::ZoomWhole => plan::zoom(state, |_| Zoom::WHOLE),
        Action::ChooseTeam => vec![Effect::AskWhatToOpen(Purpose::TeamFolder, None)],
        Action::ShowReference => view::show_reference(state),
        Action::AboutSetting => view::about_setting(state),
        Action::AboutRole => view::about_role(state),
        Action::LargerText => preferences::resize_text(state, 10),
        Action::SmallerText => preferences::resize_text(state, -10),
        Action::NormalText => preferences::change(state, |settings| settings.text_size = 100),
        Action::Theme(theme) => preferences::change(state, |settings| settings.theme = theme),
        Action::Settings => dialogs::show(state, super::Dialog::Settings),
        Action::Help => dialogs::show(state, super::Dialog::Help),
        Action::Shortcuts => dialogs::show(state, super::Dialog::Shortcuts),
        Action::About => dialogs::show(state, super::Dialog::About),
    }
}

fn happened(state: &mut State, event: Event, moment: &Moment) -> Vec<Effect> {
    match event {
        Event::ChosenToOpen(Purpose::Team, Some(folder)) => team::open(state, folder),
        Event::ChosenToOpen(purpose, Some(path)) => files::read(purpose, path, moment.stamp.today),
        Event::ChosenToOpen(_, None) => {
            files::stay(state);
            Vec::new()
        }
        Event::ChosenToSave(path) => files::chosen_to_save(state, path),
        Event::ChosenToExport(path) => export::chosen(state, path),
        Event::ExportWentOn { number, read, written } => export::went_on(state, number, read, written),
        Event::Exported { number, to, result } => export::ended(state, number, &to, result),
        Event::NoFileDialog(asked) => picking::ask(state, asked),
        Event::FolderListed { folder, result } => picking::listed(state, &folder, result),
        Event::Loaded { path, result: Err(LoadError::IsAFolder) } => team::open_instead(state, path),
        Event::Loaded { path, result } => {
            let mut effects = files::loaded(state, path.clone(), result, moment);
            effects.extend(team::opened(state, &path));
            effects
        }
        Event::PackLoaded { purpose: Purpose::PackForMany, result: Ok(pack), .. } => team::preview_pack(state, pack),
        Event::PackLoaded { path, purpose, result } => offers::pack_loaded(state, &path, purpose, result),
        Event::EarlierLoaded { path, result } => offers::earlier_loaded(state, &path, result),
        Event::TeamRead { number, scanned } => team::some_read(state, number, scanned),
        Event::TeamEnded { number, result } => team::ended(state, number, result),
        Event::Previewed { what, rows } => team::previewed(state, what, rows),
        Event::ChangedMany { counts, failed } => team::changed_many(state, counts, &failed),
        Event::Learned { folder, result } => plan::learned(state, folder, result),
        Event::Saved { path, checklist, revision, result } => {
            saved::saved(state, path, &checklist, revision, result, moment)
        }
        Event::Reminded(of) => saving::reminded(state, &of),
        Event::Kept { result, .. } => saving::kept(state, result),
        Event::Outside { path, result } => saved::outside(state, &path, result, moment),
        Event::UnsavedFound(found) => recovery::found(state, found),
        Event::Recovered(result) => recovery::recovered(state, result),
        Event::VersionsFound(found) => recovery::versions_found(state, found),
        Event::CopiesFound { path, copies } => conflict::copies_found(state, &path, copies, moment),
        Event::NotNoted { detail } => tell(state, crate::text::not_noted(&detail)),
        Event::DataRemoved(result) => recovery::data_removed(state, result),
        Event::SettingsNotRead { faults } => tell(state, crate::text::settings_not_read(&faults)),
        Event::SettingsNotSaved { detail } => {
            tell(state, format!("Your settings could not be kept for next time ({detail})."))
        }
    }
}

fn tell(state: &mut State, text: String) -> Vec<Effect> {
    state.notice = Some(super::Notice { text, can_undo: false });
    Vec::new()
}

/// Site packs are looked for where the organisation keeps them.
fn ask_for_pack(state: &State, purpose: Purpose) -> Effect {
    Effect::AskWhatToOpen(purpose, state.settings.site_packs.clone())
}
