//! What comes in, and what goes out: closed lists.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::{
    Action, Address, ExportOf, ExportTo, Exporting, FormChange, PanelName, PathAsked, PathEntry, PlanChange, Purpose,
    Signing, TeamChange, TeamEnd,
};
use crate::catalogue::pack::SitePack;
use crate::checklist::{Checklist, ClashKey, Edit, ForMany, Noted, Side, Stamp};
use crate::export::{Asked, Kind};
use crate::format::{Drawing, Settings};
use crate::ids::{DocumentId, SessionId, StepId};
use crate::outcome::{
    ExportError, Learned, LoadError, Loaded, OnDisk, OtherCopy, PackError, Previewed, Recovered, SaveError, ScanAsked,
    Unsaved, Version,
};
use crate::team::Scanned;

/// What the user answered to a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Cancel,
    Save,
    DoNotSave,
    /// The reason, as far as it is typed.
    Reason(String),
    /// The button under the reason.
    GiveReason,
    /// The folder and the name, as far as they are typed.
    Path(PathAsked),
    /// The button under them.
    GivePath,
    /// The name in Settings.
    YourName(String),
    KeepRecent(bool),
    /// A change of an offer is wanted, or is not.
    Choose(StepId, bool),
    /// The button under the changes.
    TakeOver,
    /// Whose value counts in a clash.
    Decide(ClashKey, Side),
    /// The button under the clashes.
    PutTogether,
    /// What is in the file counts, and what is here does not.
    Reload,
    /// What is here goes into a file of its own, beside the other.
    KeepBoth,
    /// What is here goes into a file that is still to be chosen.
    SaveCopy,
    /// The lock of somebody else does not count any more.
    TakeOverLock,
    /// Try again what did not work.
    TryAgain,
    /// Brings back work that was not saved.
    Recover(SessionId),
    /// Removes work that was not saved.
    Discard(SessionId),
    /// Looks at a version, by its place in the list.
    LookAt(usize),
    /// The button under a version.
    Restore,
    /// The button under what is to be removed.
    RemoveData,
    SaveAutomatically(bool),
    HideNames(bool),
    /// What draws the window from the next start.
    DrawWith(Drawing),
    /// The post in Settings.
    YourPost(String),
    /// A day, as far as it is typed; none while it is no date.
    Day(Option<NaiveDate>),
    /// The button under it.
    GiveDay,
    /// The button under a preview.
    ChangeMany,
    /// An export, as far as it is filled in.
    Exporting(Box<Exporting>),
    /// The button under it.
    Export,
    /// A sign-off, as far as it is filled in.
    Signing(Box<Signing>),
    /// The button under it.
    Sign,
}

/// What the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    Do(Action),
    Edit(Edit),
    /// The tick of a step: completes it, or takes that back.
    Tick(StepId),
    /// Shows the open checklist as it is now.
    BackToToday,
    /// Asks for a sign-off of a step.
    AskSignOff(StepId),
    /// Asks why a signed step is to be re-opened.
    AskReopen(StepId),
    /// Opens the panel of a step, or closes it.
    Select(Option<StepId>),
    Search(String),
    /// What stands in a date field cannot be read, or can be again.
    Unread {
        /// None for the starter's details.
        step: Option<StepId>,
        /// What stands above the field.
        field: String,
        text: Option<String>,
    },
    /// A text field was left: what is typed next is a change of its own.
    TypingEnded,
    Form(FormChange),
    Plan(PlanChange),
    Team(TeamChange),
    OpenPanel(PanelName),
    /// Back to the list of panels.
    ClosePanel,
    SearchReference(String),
    Answer(Answer),
    /// A link was followed: its address is shown first.
    Follow(Address),
    /// What the newer catalogue would change can wait.
    NotNow,
    /// A file was dropped on the window or named on the command line.
    Dropped(PathBuf),
    /// What other files of the same document hold can wait.
    NotNowCopies,
    /// Puts another file of the same document together with this one, by its place.
    TakeInCopy(usize),
    /// The window is there.
    Started,
    /// The window has got the focus: somebody may have changed the file meanwhile.
    Focused,
    /// The window is asked to close.
    CloseRequested,
    DismissNotice,
    Happened(Event),
}

/// What must happen outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// In a folder to begin with, if there is one.
    AskWhatToOpen(Purpose, Option<PathBuf>),
    /// In the folder of the file that is open, if there is one.
    AskWhereToSave {
        suggested: String,
        folder: Option<PathBuf>,
    },
    /// Looks what is in a folder, for the program's own file dialog.
    ListFolder {
        folder: PathBuf,
    },
    /// In a folder to begin with, if there is one.
    AskWhereToExport {
        kind: Kind,
        suggested: String,
        folder: Option<PathBuf>,
    },
    Export {
        number: u64,
        of: ExportOf,
        asked: Box<Asked>,
        to: ExportTo,
        today: NaiveDate,
    },
    /// Brings the running export to its end, with nothing written.
    CancelExport,
    Load {
        path: PathBuf,
    },
    LoadPack {
        path: PathBuf,
        purpose: Purpose,
    },
    /// The checklists of a folder, for how long steps take there.
    Learn {
        folder: PathBuf,
        today: NaiveDate,
    },
    /// Everything in a folder, and from then on whatever changes in it. `at_once` tells of each file as soon as it is
    /// read, and not of all of them at the end.
    ReadTeam {
        folder: PathBuf,
        asked: ScanAsked,
        number: u64,
        at_once: bool,
    },
    /// Does not read on.
    CancelTeam,
    /// Looks whether anything has changed in the folder.
    LookAtTeam,
    CloseTeam,
    /// Makes a change in many checklists.
    ChangeMany {
        files: Vec<PathBuf>,
        what: ForMany,
        stamp: Stamp,
    },
    /// Looks what it would change, and writes nothing.
    PreviewMany {
        files: Vec<PathBuf>,
        what: ForMany,
    },
    /// A checklist to look at, not to work on.
    LoadEarlier {
        path: PathBuf,
    },
    Save {
        path: PathBuf,
        checklist: Arc<Checklist>,
        revision: u64,
        on_disk: OnDisk,
        session: SessionId,
        /// The name in Settings.
        by: String,
        /// The id of a lock that may be taken over.
        takes_over: Option<String>,
    },
    /// Says so when some time has passed.
    Remind {
        after_ms: u64,
        of: Reminder,
    },
    /// Keeps on this computer what is not saved.
    Keep {
        session: SessionId,
        checklist: Arc<Checklist>,
        path: Option<PathBuf>,
        base: Option<Arc<[u8]>>,
    },
    /// Removes what was kept: it is saved, or not wanted. What was given up becomes a version.
    Forget {
        session: SessionId,
        id: DocumentId,
        given_up: Option<Arc<Checklist>>,
    },
    /// Makes a version of a checklist that is about to be exchanged for another state of it.
    MakeVersion {
        checklist: Arc<Checklist>,
    },
    /// Says so when a file holds something else than this.
    Watch {
        path: PathBuf,
        bytes: Arc<[u8]>,
    },
    StopWatching,
    /// Looks at the watched file now.
    Look,
    FindUnsaved,
    Recover(SessionId),
    Discard(SessionId),
    ListVersions(DocumentId),
    /// Other files in the folder that hold the same document.
    FindCopies {
        path: PathBuf,
        id: DocumentId,
    },
    /// Notes on this computer what was signed off on it, once that is saved.
    NoteSignOffs(Vec<Noted>),
    /// Removes everything that is kept on this computer.
    RemoveData,
    SaveSettings(Settings),
    Quit,
}

/// What happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// `None`: the dialog was cancelled.
    ChosenToOpen(Purpose, Option<PathBuf>),
    /// The dialog has asked whether a file of that name may be replaced.
    ChosenToSave(Option<PathBuf>),
    /// The same for an export.
    ChosenToExport(Option<PathBuf>),
    /// So many checklists are read, and so many rows or people are written.
    ExportWentOn {
        number: u64,
        read: usize,
        written: usize,
    },
    /// With how many people.
    Exported {
        number: u64,
        to: ExportTo,
        result: Result<usize, ExportError>,
    },
    /// The system has no dialog to choose a file with; a folder and a name to begin with.
    NoFileDialog(PathAsked),
    /// What is in a folder, folders first; or what the system said.
    FolderListed {
        folder: PathBuf,
        result: Result<Vec<PathEntry>, String>,
    },
    Loaded {
        path: PathBuf,
        result: Result<Box<Loaded>, LoadError>,
    },
    PackLoaded {
        path: PathBuf,
        purpose: Purpose,
        result: Result<Arc<SitePack>, PackError>,
    },
    EarlierLoaded {
        path: PathBuf,
        result: Result<Box<Loaded>, LoadError>,
    },
    /// Some files of a folder were read.
    TeamRead {
        number: u64,
        scanned: Vec<Scanned>,
    },
    TeamEnded {
        number: u64,
        result: Result<TeamEnd, LoadError>,
    },
    Previewed {
        what: ForMany,
        rows: Vec<Previewed>,
    },
    /// In so many checklists it was made, in so many there was nothing to change, and in these it was not made, in a few
    /// words.
    ChangedMany {
        counts: [usize; 2],
        failed: Vec<(PathBuf, String)>,
    },
    Learned {
        folder: PathBuf,
        result: Result<Learned, LoadError>,
    },
    Saved {
        path: PathBuf,
        checklist: Arc<Checklist>,
        revision: u64,
        result: Result<Arc<[u8]>, SaveError>,
    },
    Reminded(Reminder),
    /// What is not saved was kept, or was not, in a few words.
    Kept {
        session: SessionId,
        result: Result<(), String>,
    },
    /// The watched file is otherwise than before: changed, gone, or there again.
    Outside {
        path: PathBuf,
        result: Result<Box<Loaded>, LoadError>,
    },
    UnsavedFound(Vec<Unsaved>),
    Recovered(Result<Box<Recovered>, LoadError>),
    VersionsFound(Vec<Version>),
    CopiesFound {
        path: PathBuf,
        copies: Vec<OtherCopy>,
    },
    DataRemoved(Result<(), String>),
    /// What was signed off could not be noted on this computer.
    NotNoted {
        detail: String,
    },
    /// The program goes on with the usual settings.
    SettingsNotRead {
        faults: Vec<String>,
    },
    SettingsNotSaved {
        detail: String,
    },
}

/// What is to be done when some time has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// Keep on this computer what is not saved.
    Keep(SessionId),
    /// Save, if nothing was changed since this revision.
    Save(SessionId, u64),
    /// Say that it takes long, if this revision is still being saved.
    Slow(SessionId, u64),
    /// Try again to save what could not be saved, unless it was tried since this attempt.
    Retry(SessionId, u32),
}

/// What the outside gives along with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub stamp: crate::checklist::Stamp,
    /// The time on the wall clock.
    pub time: NaiveTime,
    /// For a checklist that is made now.
    pub fresh_id: DocumentId,
}
