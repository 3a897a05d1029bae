//! The state machine: what the program is doing, and everything that can happen to it.
//!
//! The window polls events, draws one consistent [`State`] while views collect what the user did as [`Msg`]s, then
//! runs [`update`] for each and starts the [`Effect`]s that come back. So "a file changed by someone else is not
//! overwritten" is a test without a disk.
//!
//! **Invariant:** `State` changes in [`update`] and nowhere else.

mod action;
mod document;
mod exporting;
mod form;
mod menu;
mod messages;
mod open_team;
mod picking;
mod plan_view;
mod samples;
mod update;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

pub use action::{Action, Key, Shortcut};
pub use document::{Document, Overview, Trouble, file_name};
pub use exporting::{ExportOf, ExportTo, Exporting, RunningExport, Whose, team_of};
pub use form::{Form, FormChange, FormField};
pub use menu::Menu;
pub use messages::{Answer, Effect, Event, Moment, Msg, Reminder};
pub use open_team::{ActionLine, Chip, OpenTeam, SignQueue, TeamChange, TeamEnd, TeamShown, TeamTab, TeamView};
pub use picking::{Found, PathAsked, PathEntry};
pub use plan_view::{Ladder, PlanChange, PlanOverview, PlanRow, PlanTab, PlanView, Team, Trial, Zoom};
pub use samples::{SAMPLES, Sample};
pub use update::update;

use crate::catalogue::{Catalogue, PanelKind};
use crate::checklist::{Clash, ClashKey, Edit, ForMany, Offer, SignOffMethod};
use crate::format::Settings;
use crate::ids::{SessionId, StepId};
use crate::outcome::{Loaded, LockHolder, OtherCopy, Previewed, Unsaved, Version};
use crate::text::{Diagnostics, Problem};
use crate::visible::made_visible;

/// What fills the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    #[default]
    Welcome,
    New,
    Checklist,
    Plan,
    /// A folder of checklists.
    Team,
    Reference,
}

/// A panel by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PanelName {
    pub kind: PanelKind,
    pub id: String,
}

/// What the reference screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceView {
    pub open: Option<PanelName>,
    pub search: String,
}

/// Something to do that leaves the open checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    ForNew,
    /// To a file that is still to be chosen.
    ForOpen,
    ForFile(PathBuf),
    /// To work that was not saved.
    ForRecovery(SessionId),
    ForSample(usize),
    Close,
    Quit,
}

/// A question or message over the screen. At most one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// "Save changes before closing?"
    Unsaved(Leaving),
    /// A change that needs a reason: the same edit is tried again with it.
    Reason {
        edit: Edit,
        why: String,
        reason: String,
    },
    Problem {
        title: &'static str,
        problem: Problem,
    },
    /// Stands in for the system's file dialog where there is none.
    Path(PathAsked),
    /// Leaving would lose something that saving does not keep.
    WouldBeLost {
        to: Leaving,
        loss: Loss,
    },
    /// What a newer catalogue or a site pack would change, and what of it is chosen.
    Offer {
        offer: Arc<Offer>,
        chosen: BTreeSet<StepId>,
    },
    /// Where a link leads, before anything is opened.
    Address(Address),
    /// Two people changed the same thing.
    Clash(Box<Clashing>),
    /// Somebody else is saving the file, and does not come to an end.
    Locked(LockHolder),
    /// Work that was not saved when the program ended without being asked to.
    Recover(Vec<Unsaved>),
    /// What was saved earlier, and which of it is looked at.
    Versions {
        found: Vec<Version>,
        open: Option<usize>,
    },
    /// Whether what is in the file is to count, and what is here is not.
    Reload,
    /// As of which day the open checklist is to be shown.
    AsOf(Option<NaiveDate>),
    /// What a change would do to the chosen people of the team.
    Preview {
        what: ForMany,
        rows: Vec<Previewed>,
    },
    /// On which day the chosen people of the team are to be asked about again.
    AskAgainOn(Option<NaiveDate>),
    /// Whether to remove everything that is kept on this computer.
    RemoveData,
    /// A second person verifies a step.
    SignOff(Box<Signing>),
    /// What is to be exported, of whom, and as what.
    Export(Box<Exporting>),
    /// An export runs.
    Exports(RunningExport),
    /// The starter's name, site, employer and planned start date.
    Details,
    Settings,
    Help,
    Shortcuts,
    About,
}

/// Two versions of a checklist that somebody has to decide between, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clashing {
    pub clashes: Vec<Clash>,
    /// Those in which the other version counts.
    pub theirs: BTreeSet<ClashKey>,
    pub with: ClashWith,
}

/// A sign-off, as far as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    pub step: StepId,
    pub by: String,
    pub post: String,
    /// Nobody signs without having said how they know.
    pub method: Option<SignOffMethod>,
    /// None while what is typed is no date.
    pub on: Option<NaiveDate>,
    pub reference: String,
    /// What is missing or wrong, once somebody has tried.
    pub problem: Option<String>,
    /// How many more people wait for the same.
    pub others: usize,
}

/// Where the other version is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClashWith {
    /// In the document's own file, which somebody else has saved meanwhile.
    File(Box<Loaded>),
    /// In another file.
    Copy(OtherCopy),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// What stands on the link.
    pub title: String,
    /// `https:`, `http:` or `mailto:`.
    pub address: String,
}

/// Something that is in no checklist and would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// What was typed into a date field of a step, or of the starter's details, and is not a date, in words.
    UnreadDate(Option<StepId>, String),
    /// A form that was begun.
    Form,
}

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Open,
    Save,
    /// A site pack for the checklist that is about to be made.
    PackForNew,
    /// A site pack for the open checklist.
    PackForOpen,
    /// A site pack for the chosen people of the team.
    PackForMany,
    /// What somebody did for another place.
    Earlier,
    /// A folder, to learn from how long steps take there.
    TeamFolder,
    /// A folder, whose people are shown.
    Team,
    /// An export.
    Export,
}

impl Purpose {
    /// What stands over the dialog.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Open => "Open a checklist",
            Self::Save => "Save the checklist",
            Self::Export => "Export to a file",
            Self::PackForNew | Self::PackForOpen | Self::PackForMany => "Choose a site pack",
            Self::Earlier => "Choose an earlier checklist",
            Self::TeamFolder | Self::Team => "Choose your team\u{2019}s folder",
        }
    }

    /// What kind of file it is.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Open | Self::Save | Self::Earlier => "Checklist",
            Self::PackForNew | Self::PackForOpen | Self::PackForMany => "Site pack",
            Self::TeamFolder | Self::Team => "Folder",
            Self::Export => "Export",
        }
    }

    /// Whether a folder is chosen, and no file in it.
    #[must_use]
    pub const fn is_folder(self) -> bool {
        matches!(self, Self::TeamFolder | Self::Team)
    }
}

/// A line at the foot of the window about what was done last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    /// Whether it offers to undo.
    pub can_undo: bool,
}

/// Everything that the program knows while it runs.
#[derive(Clone, Debug)]
pub struct State {
    pub today: NaiveDate,
    pub settings: Settings,
    pub screen: Screen,
    pub document: Option<Document>,
    /// Whose waiting times count in the plan instead of the catalogue's.
    pub team: Option<Arc<Team>>,
    /// The folder of checklists that is open.
    pub open_team: Option<OpenTeam>,
    /// The file that is being opened from the team, and the step to go to in it.
    pub goes_to: Option<(PathBuf, Option<StepId>)>,
    /// Who is still to be signed off, where that is done one after the other.
    pub signing: Option<SignQueue>,
    /// The name and the post of whoever signed off last.
    pub last_signer: Option<(String, String)>,
    /// Counts the readings of folders.
    pub readings: u64,
    pub form: Form,
    pub reference: ReferenceView,
    pub dialog: Option<Dialog>,
    pub notice: Option<Notice>,
    /// What to ask again once a problem with the answer has been read.
    pub retry: Option<Dialog>,
    /// What is exported once it is chosen where to.
    pub exporting: Option<Box<Exporting>>,
    /// Counts the exports.
    pub exports: u64,
    /// What to do once the open checklist is saved.
    pub leaving: Option<Leaving>,
    /// Counts the forms that were begun.
    pub forms: u32,
    /// Counts the wishes to put the caret into the search field.
    pub finds: u32,
    /// Counts the wishes to bring the selected step into view.
    pub reveals: u32,
    pub is_quitting: bool,
    /// Work that was not saved, to be offered once nothing else is asked.
    pub left_behind: Vec<Unsaved>,
    /// Why nothing can be kept on this computer, as long as that lasts.
    pub not_kept: Option<String>,
    pub host: Host,
}

/// What the program runs on, for its help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// The operating system and the processor.
    pub system: String,
    /// How the window gets onto the screen.
    pub drawing: String,
    /// Where the program keeps files of its own: what, and where.
    pub places: Vec<(&'static str, String)>,
}

impl State {
    /// The program as it starts.
    #[must_use]
    pub fn new(settings: Settings, today: NaiveDate) -> Self {
        Self {
            today,
            settings,
            screen: Screen::default(),
            document: None,
            team: None,
            open_team: None,
            goes_to: None,
            signing: None,
            last_signer: None,
            readings: 0,
            form: Form::default(),
            reference: ReferenceView::default(),
            dialog: None,
            notice: None,
            retry: None,
            exporting: None,
            exports: 0,
            leaving: None,
            forms: 0,
            finds: 0,
            reveals: 0,
            is_quitting: false,
            left_behind: Vec::new(),
            not_kept: None,
            host: Host::default(),
        }
    }

    /// What a report of a fault holds.
    #[must_use]
    pub fn diagnostics(&self) -> Diagnostics<'_> {
        let document = self.document.as_ref().map(Document::checklist);
        let roster = self.open_team.as_ref().map(OpenTeam::roster);
        Diagnostics {
            version: env!("CARGO_PKG_VERSION"),
            catalogue: &self.catalogue().version,
            system: &self.host.system,
            drawing: &self.host.drawing,
            text_size: self.settings.text_size,
            colours: self.settings.theme.label(),
            locked: Settings::MANAGED.iter().filter(|key| self.settings.is_locked(key)).count(),
            checklist: document.map(|checklist| (checklist.steps.len(), checklist.log.len())),
            team: roster.map(|roster| (roster.people().len(), roster.files().len())),
        }
    }

    /// What applies to whom: with the site pack of the open checklist, where it has one. Read when it is first asked
    /// for, which is after the first frame.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        self.document.as_ref().map_or_else(|| Catalogue::shipped(), Document::catalogue)
    }

    /// What stands in the title bar: the document first, with a mark while it is unsaved.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.document {
            Some(document) => {
                let mark = if document.is_unsaved() { "*" } else { "" };
                let name = document.name();
                // A file is often named after a person.
                let name = if self.settings.hides_names { "A checklist" } else { name.as_str() };
                format!("{mark}{name} \u{2013} Secure Start")
            }
            None => "Secure Start".to_owned(),
        }
    }

    /// How a recent file is called, by its place in the list.
    #[must_use]
    pub fn recent_name(&self, place: usize, path: &Path) -> String {
        if self.settings.hides_names {
            format!("Recent checklist {}", place + 1)
        } else {
            made_visible(&file_name(path))
        }
    }
}
