//! What a user can ask for: one table for the menu, the buttons, the keys and the help.

use super::{Menu, PlanTab, Screen, State, Zoom};
use crate::checklist::Filter;
use crate::format::{Settings, ThemeChoice};

/// What a user can ask for by menu, button or key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    New,
    Open,
    /// A folder of checklists.
    OpenTeam,
    /// By its place in the list of recent files.
    OpenRecent(usize),
    ClearRecent,
    /// By its place in [`super::SAMPLES`].
    TrySample(usize),
    Save,
    SaveAs,
    /// The open checklist, or the team where that is shown.
    Export,
    Print,
    /// What is in the file counts, and what is here does not.
    Reload,
    /// Earlier versions, kept on this computer.
    Versions,
    Close,
    Quit,
    Undo,
    Redo,
    ChangeDetails,
    /// What the catalogue, as it is now, would change in the open checklist.
    Update,
    ApplyPack,
    RemovePack,
    /// For the checklist that is about to be made.
    ChoosePack,
    /// For the checklist that is about to be made.
    ChooseEarlier,
    Find,
    GoToNextStep,
    ShowOnly(Filter),
    HideOrShowCompleted,
    ShowWelcome,
    ShowChecklist,
    ShowPlan,
    ShowTeam,
    /// As it stood on a past day; the open checklist, or the team.
    AsOf,
    /// The day to ask again about the chosen people.
    AskAgainOn,
    /// A site pack for the chosen people.
    PackForMany,
    ReadTeamAgain,
    CloseTeam,
    /// Of the timeline.
    ZoomIn,
    ZoomOut,
    ZoomWhole,
    /// A folder whose own waiting times count in the plan.
    ChooseTeam,
    ShowReference,
    AboutSetting,
    AboutRole,
    LargerText,
    SmallerText,
    NormalText,
    Theme(ThemeChoice),
    Settings,
    /// Everything that is kept on this computer.
    RemoveData,
    Help,
    Shortcuts,
    About,
}

/// A key, as far as shortcuts use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Letter(char),
    Digit(u8),
    F1,
    Plus,
    Minus,
    Comma,
    OpenBracket,
    CloseBracket,
}

/// A key with Ctrl (on a Mac, the command key) and perhaps Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shortcut {
    pub command: bool,
    pub shift: bool,
    pub key: Key,
}

impl Shortcut {
    const fn command_shift(key: Key) -> Self {
        Self { command: true, shift: true, key }
    }
}

impl Action {
    /// What stands in the menu and on the button.
    #[must_use]
    pub fn label(self, state: &State) -> String {
        let undo = |verb: &str, what: Option<&str>| match what {
            Some(what) => format!("{verb} {what}"),
            None => verb.to_owned(),
        };
        let history = state.document.as_ref().map(super::Document::history);
        match self {
            Self::Undo => undo("Undo", history.and_then(crate::checklist::History::undo_label)),
            Self::Redo => undo("Redo", history.and_then(crate::checklist::History::redo_label)),
            Self::HideOrShowCompleted if state.settings.hides_completed => "Show completed steps".to_owned(),
            Self::OpenRecent(place) => {
                let shown = |path: &std::path::PathBuf| state.recent_name(place, path);
                state.settings.recent.get(place).map_or_else(String::new, shown)
            }
            Self::TrySample(place) => {
                super::SAMPLES.get(place).map_or_else(String::new, |sample| sample.title.to_owned())
            }
            other => other.plain_label().to_owned(),
        }
    }

    const fn plain_label(self) -> &'static str {
        match self {
            Self::New => "New checklist\u{2026}",
            Self::Open => "Open\u{2026}",
            Self::OpenTeam => "Open a team folder\u{2026}",
            Self::OpenRecent(_) => "Open recent",
            Self::ClearRecent => "Clear list",
            Self::TrySample(_) => "Try a sample",
            Self::Save => "Save",
            Self::SaveAs => "Save As\u{2026}",
            Self::Export => "Export\u{2026}",
            Self::Print => "Print\u{2026}",
            Self::Reload => "Reload from the file",
            Self::Versions => "Versions\u{2026}",
            Self::RemoveData => "Remove my data from this computer\u{2026}",
            Self::Close => "Close",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::ChangeDetails => "Starter\u{2019}s details\u{2026}",
            Self::Update => "Update from the catalogue\u{2026}",
            Self::ApplyPack => "Apply a site pack\u{2026}",
            Self::RemovePack => "Remove the site pack\u{2026}",
            Self::ChoosePack => "Choose a site pack\u{2026}",
            Self::ChooseEarlier => "Choose an earlier checklist\u{2026}",
            Self::Find => "Find",
            Self::GoToNextStep => "Next step",
            Self::ShowOnly(filter) => filter.label(),
            Self::HideOrShowCompleted => "Hide completed steps",
            Self::ShowWelcome => "Welcome",
            Self::ShowChecklist => "Checklist",
            Self::ShowPlan => "Plan",
            Self::ShowTeam => "Team",
            Self::AsOf => "As it stood on a day\u{2026}",
            Self::AskAgainOn => "Set the day to ask again\u{2026}",
            Self::PackForMany => "Apply a site pack to the chosen\u{2026}",
            Self::ReadTeamAgain => "Read the team folder again",
            Self::CloseTeam => "Close team",
            Self::ZoomIn => "Timeline: fewer days",
            Self::ZoomOut => "Timeline: more days",
            Self::ZoomWhole => "Timeline: all days",
            Self::ChooseTeam => "Use a team\u{2019}s waiting times\u{2026}",
            Self::ShowReference => "Reference",
            Self::AboutSetting => "About your setting",
            Self::AboutRole => "About your role",
            Self::LargerText => "Larger text",
            Self::SmallerText => "Smaller text",
            Self::NormalText => "Normal text size",
            Self::Theme(ThemeChoice::System) => "Colours as the system",
            Self::Theme(ThemeChoice::Light) => "Light colours",
            Self::Theme(ThemeChoice::Dark) => "Dark colours",
            Self::Theme(ThemeChoice::HighContrast) => "High-contrast colours",
            Self::Settings => "Settings\u{2026}",
            Self::Help => "Help",
            Self::Shortcuts => "Keyboard shortcuts",
            Self::About => "About Secure Start",
        }
    }

    /// The keys that ask for it; the first is shown in the menu.
    pub fn shortcuts(self) -> impl Iterator<Item = Shortcut> {
        let command = |key| (Some(Shortcut { command: true, shift: false, key }), None);
        let shifted = Shortcut::command_shift;
        let (first, second) = match self {
            Self::New => command(Key::Letter('N')),
            Self::Open => command(Key::Letter('O')),
            Self::Save => command(Key::Letter('S')),
            Self::SaveAs => (Some(shifted(Key::Letter('S'))), None),
            Self::Export => (Some(shifted(Key::Letter('E'))), None),
            Self::Print => command(Key::Letter('P')),
            Self::Close => command(Key::Letter('W')),
            Self::Quit => command(Key::Letter('Q')),
            Self::Undo => command(Key::Letter('Z')),
            Self::Redo => {
                let (first, _) = command(Key::Letter('Y'));
                (first, Some(shifted(Key::Letter('Z'))))
            }
            Self::Find => command(Key::Letter('F')),
            Self::GoToNextStep => command(Key::Letter('E')),
            Self::HideOrShowCompleted => command(Key::Letter('H')),
            Self::ShowChecklist => command(Key::Digit(1)),
            Self::AboutSetting => command(Key::Digit(2)),
            Self::AboutRole => command(Key::Digit(3)),
            Self::ShowReference => command(Key::Digit(4)),
            Self::ShowPlan => command(Key::Digit(5)),
            Self::ShowTeam => command(Key::Digit(6)),
            Self::OpenTeam => (Some(shifted(Key::Letter('O'))), None),
            Self::ReadTeamAgain => command(Key::Letter('R')),
            Self::ZoomIn => command(Key::CloseBracket),
            Self::ZoomOut => command(Key::OpenBracket),
            Self::LargerText => command(Key::Plus),
            Self::SmallerText => command(Key::Minus),
            Self::NormalText => command(Key::Digit(0)),
            Self::Settings => command(Key::Comma),
            Self::Help => (Some(Shortcut { command: false, shift: false, key: Key::F1 }), None),
            Self::Shortcuts => (Some(Shortcut { command: true, shift: false, key: Key::F1 }), None),
            _ => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// Whether it can be done now. What cannot be done is shown, and greyed.
    #[must_use]
    pub fn is_enabled(self, state: &State) -> bool {
        let document = state.document.as_ref();
        let zoom = document
            .filter(|document| state.screen == Screen::Plan && document.plan_view().tab == PlanTab::Timeline)
            .map(|document| document.plan_view().zoom);
        match self {
            // What the organisation has locked is shown, and cannot be changed.
            Self::Theme(_) => !state.settings.is_locked("theme"),
            Self::LargerText | Self::SmallerText | Self::NormalText if state.settings.is_locked("text_size") => false,
            Self::Save => document.is_some_and(|document| document.is_unsaved() && !document.is_saving()),
            Self::SaveAs => document.is_some_and(|document| document.newer().is_none()),
            Self::Export | Self::Print => match super::team_of(state) {
                Some(team) => !team.roster().people().is_empty(),
                None => document.is_some(),
            },
            Self::Reload => document.is_some_and(|document| document.path().is_some()),
            Self::ChangeDetails | Self::Update | Self::ApplyPack => {
                document.is_some_and(|document| document.as_of().is_none())
            }
            Self::Versions
            | Self::Close
            | Self::GoToNextStep
            | Self::AboutSetting
            | Self::AboutRole
            | Self::ShowChecklist
            | Self::ShowPlan
            | Self::ChooseTeam
            | Self::ShowOnly(_)
            | Self::HideOrShowCompleted => document.is_some(),
            Self::ZoomIn => zoom.is_some_and(Zoom::can_be_closer),
            Self::ZoomOut | Self::ZoomWhole => zoom.is_some_and(|zoom| !zoom.is_whole()),
            Self::RemovePack => {
                document.is_some_and(|document| document.as_of().is_none() && document.checklist().site_pack.is_some())
            }
            Self::ChoosePack | Self::ChooseEarlier => state.screen == Screen::New,
            Self::Find => document.is_some() || matches!(state.screen, Screen::Reference | Screen::Team),
            Self::ShowTeam | Self::CloseTeam => state.open_team.is_some(),
            Self::ReadTeamAgain => state.open_team.as_ref().is_some_and(|team| !team.is_reading),
            Self::AsOf if state.screen == Screen::Team => state.open_team.is_some(),
            Self::AsOf => document.is_some_and(|document| document.can_be_left() && document.newer().is_none()),
            Self::AskAgainOn | Self::PackForMany => {
                let can = |team: &super::OpenTeam| !team.chosen.is_empty() && team.as_of.is_none();
                state.screen == Screen::Team && state.open_team.as_ref().is_some_and(can)
            }
            Self::Undo => document.is_some_and(|document| document.history().undo_label().is_some()),
            Self::Redo => document.is_some_and(|document| document.history().redo_label().is_some()),
            Self::LargerText => state.settings.text_size < *Settings::TEXT_SIZES.end(),
            Self::SmallerText => state.settings.text_size > *Settings::TEXT_SIZES.start(),
            Self::NormalText => state.settings.text_size != 100,
            Self::ClearRecent => !state.settings.recent.is_empty(),
            Self::OpenRecent(place) => place < state.settings.recent.len(),
            Self::TrySample(place) => place < super::SAMPLES.len(),
            Self::New
            | Self::Open
            | Self::OpenTeam
            | Self::Quit
            | Self::ShowWelcome
            | Self::ShowReference
            | Self::Settings
            | Self::RemoveData
            | Self::Help
            | Self::Shortcuts
            | Self::About => true,
        }
    }

    /// Whether it is what is shown or set now: a mark in the menu, a highlight in the navigation.
    #[must_use]
    pub fn is_chosen(self, state: &State) -> bool {
        let panel = |wanted: Option<&str>| {
            state.screen == Screen::Reference
                && state.reference.open.as_ref().is_some_and(|open| Some(open.id.as_str()) == wanted)
        };
        let starter = state.document.as_ref().map(|document| &document.checklist().starter);
        match self {
            Self::Theme(theme) => state.settings.theme == theme,
            Self::ShowOnly(filter) => state.document.as_ref().is_some_and(|document| document.key().filter == filter),
            Self::ShowChecklist => state.screen == Screen::Checklist,
            Self::ShowPlan => state.screen == Screen::Plan,
            Self::ShowTeam => state.screen == Screen::Team,
            Self::AboutSetting => panel(starter.map(|starter| starter.setting.as_str())),
            Self::AboutRole => panel(starter.map(|starter| starter.role.as_str())),
            Self::ShowReference => {
                state.screen == Screen::Reference
                    && !Self::AboutSetting.is_chosen(state)
                    && !Self::AboutRole.is_chosen(state)
            }
            _ => false,
        }
    }

    /// Everything that has a key, in the order of the menus.
    pub fn with_keys() -> impl Iterator<Item = Self> {
        let of_menus = Menu::ALL.into_iter().flat_map(|menu| menu.entries().iter().copied().flatten());
        of_menus.filter(|action| action.shortcuts().next().is_some())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_actions_share_a_key() {
        let mut seen = BTreeMap::new();
        for action in Action::with_keys() {
            for shortcut in action.shortcuts() {
                assert_eq!(seen.insert(shortcut, action), None, "{shortcut:?}");
            }
        }
    }

    /// Where an action is offered. No wildcard, so that a new action has to say it.
    const fn is_in_a_menu_bar(action: Action) -> bool {
        match action {
            // In a menu of the File menu, on the welcome screen, in the form, among the filters, at the left without a document, and on the plan.
            Action::OpenRecent(_)
            | Action::ClearRecent
            | Action::TrySample(_)
            | Action::ChoosePack
            | Action::ChooseEarlier
            | Action::ChooseTeam
            | Action::ShowOnly(_)
            | Action::ShowWelcome => false,
            Action::New
            | Action::Open
            | Action::OpenTeam
            | Action::ShowTeam
            | Action::AsOf
            | Action::AskAgainOn
            | Action::PackForMany
            | Action::ReadTeamAgain
            | Action::CloseTeam
            | Action::Save
            | Action::SaveAs
            | Action::Export
            | Action::Print
            | Action::Reload
            | Action::Versions
            | Action::RemoveData
            | Action::Close
            | Action::Quit
            | Action::Undo
            | Action::Redo
            | Action::ChangeDetails
            | Action::Update
            | Action::ApplyPack
            | Action::RemovePack
            | Action::Find
            | Action::GoToNextStep
            | Action::HideOrShowCompleted
            | Action::ShowChecklist
            | Action::ShowPlan
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::ZoomWhole
            | Action::ShowReference
            | Action::AboutSetting
            | Action::AboutRole
            | Action::LargerText
            | Action::SmallerText
            | Action::NormalText
            | Action::Theme(_)
            | Action::Settings
            | Action::Help
            | Action::Shortcuts
            | Action::About => true,
        }
    }

    #[test]
    fn every_action_that_belongs_in_the_menus_is_there_once() {
        let offered: Vec<Action> =
            Menu::ALL.into_iter().flat_map(|menu| menu.entries().iter().copied().flatten()).collect();
        assert!(offered.iter().all(|action| is_in_a_menu_bar(*action)));
        // 42 without a parameter, and four themes.
        assert_eq!(offered.len(), 46);
        for (place, action) in offered.iter().enumerate() {
            assert!(!offered[..place].contains(action), "{action:?} is there twice");
        }
    }

    #[test]
    fn every_action_in_a_menu_has_a_label() {
        let state = State::new(crate::format::Settings::default(), chrono::NaiveDate::MIN);
        for action in Menu::ALL.into_iter().flat_map(|menu| menu.entries().iter().copied().flatten()) {
            assert!(!action.label(&state).is_empty(), "{action:?}");
        }
    }
}
