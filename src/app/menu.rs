//! The menus of the menu bar, and what stands in them.

use super::Action;
use crate::format::ThemeChoice;

/// A menu of the menu bar, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    View,
    Go,
    Help,
}

impl Menu {
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Go, Self::Help];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Go => "Go",
            Self::Help => "Help",
        }
    }

    /// Its entries; `None` is a line between groups.
    #[must_use]
    pub const fn entries(self) -> &'static [Option<Action>] {
        match self {
            Self::File => &[
                Some(Action::New),
                Some(Action::Open),
                Some(Action::OpenTeam),
                None,
                Some(Action::Save),
                Some(Action::SaveAs),
                Some(Action::Reload),
                Some(Action::Versions),
                None,
                Some(Action::Export),
                Some(Action::Print),
                None,
                Some(Action::Close),
                Some(Action::CloseTeam),
                Some(Action::Quit),
            ],
            Self::Edit => &[
                Some(Action::Undo),
                Some(Action::Redo),
                None,
                Some(Action::Find),
                Some(Action::ChangeDetails),
                Some(Action::AskAgainOn),
                Some(Action::PackForMany),
                None,
                Some(Action::Update),
                Some(Action::ApplyPack),
                Some(Action::RemovePack),
                None,
                Some(Action::Settings),
                Some(Action::RemoveData),
            ],
            Self::View => &[
                Some(Action::HideOrShowCompleted),
                Some(Action::AsOf),
                Some(Action::ReadTeamAgain),
                None,
                Some(Action::ZoomIn),
                Some(Action::ZoomOut),
                Some(Action::ZoomWhole),
                None,
                Some(Action::LargerText),
                Some(Action::SmallerText),
                Some(Action::NormalText),
                None,
                Some(Action::Theme(ThemeChoice::System)),
                Some(Action::Theme(ThemeChoice::Light)),
                Some(Action::Theme(ThemeChoice::Dark)),
                Some(Action::Theme(ThemeChoice::HighContrast)),
            ],
            Self::Go => &[
                Some(Action::ShowChecklist),
                Some(Action::GoToNextStep),
                Some(Action::ShowPlan),
                Some(Action::ShowTeam),
                None,
                Some(Action::AboutSetting),
                Some(Action::AboutRole),
                Some(Action::ShowReference),
            ],
            Self::Help => &[Some(Action::Help), Some(Action::Shortcuts), Some(Action::About)],
        }
    }
}
