//! The open checklist: its history, its file, and what the screen shows of it, computed once per change.

mod filed;
mod past;
mod shared;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use crate::catalogue::Catalogue;
use crate::checklist::{
    CannotOffer, Checklist, Edit, EditProblem, History, Listing, Noted, Offer, Progress, RowKey, Stamp, Status, Step,
    Undone, clashes, offer, rows,
};
use crate::ids::{SessionId, StepId};
use crate::outcome::{Loaded, LocatedFinding, OnDisk, OtherCopy, Recovered};
use crate::plan::{Likelihood, Next, next};
use crate::text::{self, NextWords};
use crate::visible::made_visible;

use filed::Filed;
pub use filed::Trouble;

use super::plan_view::{assumptions, likelihood_of};
use super::{PlanOverview, PlanRow, PlanView, Team, Trial};

/// What is shown of a checklist that takes more than a look at one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    pub progress: Progress,
    pub next: NextWords,
    pub next_step: Option<StepId>,
    pub listing: Listing,
    /// Dates that do not fit together, or not with today.
    pub clashes: Vec<String>,
}

/// The open checklist.
#[derive(Clone, Debug)]
pub struct Document {
    history: History,
    filed: Filed,
    /// The checklist as of a past day, where it is that which is shown.
    back_then: Option<(NaiveDate, Arc<Checklist>)>,
    pub selected: Option<StepId>,
    /// What stands in date fields and cannot be read, by the name of the field.
    unread: BTreeMap<(Option<StepId>, String), String>,
    pub findings: Vec<LocatedFinding>,
    /// What was signed off here and is not saved yet.
    signed_here: Vec<Noted>,
    /// The catalogue with the site pack of the checklist, where it has one.
    with_pack: Option<Arc<Catalogue>>,
    /// What the catalogue would change in an older checklist, until somebody has decided.
    pub offer: Option<Arc<Offer>>,
    /// Other files that hold this document and something that this one does not, until somebody has decided.
    pub copies: Vec<OtherCopy>,
    key: RowKey,
    overview: Overview,
    /// What `overview` was computed from.
    computed_for: Option<ComputedFor>,
    plan_view: PlanView,
    plan: PlanOverview,
    likelihood: Option<Likelihood>,
    /// The revision, day and team that the likelihood is about.
    likelihood_of: Option<(u64, NaiveDate, Option<Arc<Team>>)>,
}

/// What the overview and the plan depend on.
#[derive(Clone, Debug, PartialEq)]
struct ComputedFor {
    revision: u64,
    key: RowKey,
    plan_view: PlanView,
    team: Option<Arc<Team>>,
    has_likelihood: bool,
    today: NaiveDate,
}

impl Document {
    /// A checklist that is in no file yet; closing it asks first.
    #[must_use]
    pub fn made(checklist: Checklist, session: SessionId) -> Self {
        Self {
            history: History::new(checklist),
            back_then: None,
            filed: Filed::nowhere(session),
            selected: None,
            unread: BTreeMap::new(),
            findings: Vec::new(),
            signed_here: Vec::new(),
            with_pack: None,
            offer: None,
            copies: Vec::new(),
            key: RowKey::default(),
            overview: Overview::default(),
            computed_for: None,
            plan_view: PlanView::default(),
            plan: PlanOverview::default(),
            likelihood: None,
            likelihood_of: None,
        }
    }

    /// A sample: in no file, and nothing is lost when it is closed unchanged.
    #[must_use]
    pub fn sample(checklist: Checklist, session: SessionId) -> Self {
        let mut document = Self::made(checklist, session);
        document.filed.saved_revision = Some(0);
        document.filed.noticed = Some(0);
        document
    }

    /// A checklist that was read from a file.
    #[must_use]
    pub fn opened(loaded: Loaded, path: PathBuf, session: SessionId) -> Self {
        let Loaded { checklist, findings, newer, bytes } = loaded;
        let mut document = Self::sample(checklist, session);
        let checklist = document.snapshot();
        document.history.saved(&checklist);
        document.filed.path = Some(path);
        document.filed.on_disk = OnDisk::Content(bytes);
        document.filed.base = Some(checklist);
        document.filed.newer = newer;
        document.findings = findings;
        document
    }

    /// Work that was not saved, brought back: it goes on where it was, and is not saved yet.
    #[must_use]
    pub fn recovered(recovered: Recovered) -> Self {
        let Recovered { session, path, checklist, base } = recovered;
        let mut document = Self::made(checklist, session);
        document.signed_here = document.signed_since(base.as_ref().map(|base| &base.checklist));
        document.filed.is_kept = true;
        document.filed.path = path;
        if let Some(base) = base {
            document.history.saved(&base.checklist);
            document.filed.on_disk = OnDisk::Content(base.bytes);
            document.filed.base = Some(Arc::new(base.checklist));
        } else if document.filed.path.is_some() {
            // What was in the file is not known: whatever is there is put together with this, and not overwritten.
            document.filed.on_disk = OnDisk::Content(Arc::from([]));
        }
        document
    }

    /// The catalogue that the checklist is read with.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        self.with_pack.as_deref().unwrap_or_else(|| Catalogue::shipped())
    }

    /// What the catalogue as it is now would change in the checklist; none where nothing would.
    ///
    /// # Errors
    /// [`CannotOffer`].
    pub fn offered(&self) -> Result<Option<Offer>, CannotOffer> {
        offer(self.checklist(), self.catalogue())
    }

    /// Looks once, when an older checklist is opened, what the newer catalogue would change.
    pub(super) fn look_for_offer(&mut self) {
        self.follow_pack();
        let is_older = self.checklist().catalogue < self.catalogue().version;
        self.offer = self.offered().ok().flatten().filter(|_| is_older).map(Arc::new);
    }

    fn follow_pack(&mut self) {
        let pack = self.history.now().site_pack.clone();
        let has = self.with_pack.as_ref().and_then(|catalogue| catalogue.pack.clone());
        if pack != has {
            self.with_pack = pack.map(|pack| Arc::new(Catalogue::shipped().with_pack(&pack)));
        }
    }

    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// What is shown: the checklist, as it is now or as of a past day.
    #[must_use]
    pub fn checklist(&self) -> &Checklist {
        self.back_then.as_ref().map_or_else(|| self.history.now(), |(_, then)| then)
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Checklist> {
        Arc::clone(self.history.now())
    }

    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.filed.saved_revision != Some(self.history.revision())
    }

    /// Where it is saved, if it is in a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.filed.path.as_deref()
    }

    /// When it was saved last.
    #[must_use]
    pub const fn saved_at(&self) -> Option<NaiveTime> {
        self.filed.saved_at
    }

    /// Why it is not in its file, as long as that lasts.
    #[must_use]
    pub const fn trouble(&self) -> Option<&Trouble> {
        self.filed.trouble.as_ref()
    }

    /// The version of the format, where a newer program wrote it: then it is only to be read.
    #[must_use]
    pub const fn newer(&self) -> Option<u64> {
        self.filed.newer
    }

    /// The time of working on it.
    #[must_use]
    pub const fn session(&self) -> &SessionId {
        &self.filed.session
    }

    /// Whether nothing is lost when it is left: it is saved, or the user gave up what is not.
    #[must_use]
    pub fn can_be_left(&self) -> bool {
        !self.is_unsaved() || self.filed.given_up == Some(self.history.revision())
    }

    /// What would be lost because it cannot be read as a date, in words, and whose step it is; none where there is
    /// nothing.
    #[must_use]
    pub fn unread(&self) -> Option<(Option<StepId>, String)> {
        let ((step, field), text) = self.unread.first_key_value()?;
        let what = format!("\u{201c}{text}\u{201d} under \u{201c}{field}\u{201d}, which is not a date.");
        Some((step.clone(), what))
    }

    pub(super) fn set_unread(&mut self, step: Option<StepId>, field: String, text: Option<String>) {
        match text {
            Some(text) => drop(self.unread.insert((step, field), text)),
            None => drop(self.unread.remove(&(step, field))),
        }
    }

    pub(super) fn forget_unread(&mut self) {
        self.unread.clear();
    }

    pub(super) const fn give_up(&mut self) {
        self.filed.given_up = Some(self.history.revision());
    }

    /// What is not saved is to be kept and saved as if it had just been changed.
    pub(super) const fn look_again(&mut self) {
        self.filed.noticed = None;
    }

    /// It stays open after all: what is not saved counts again.
    pub(super) const fn keep(&mut self) {
        if self.filed.given_up.take().is_some() {
            // What was to be kept and saved may have been passed over meanwhile.
            self.look_again();
        }
    }

    /// Whether and when it was saved.
    #[must_use]
    pub fn saved_words(&self) -> String {
        match (self.is_saving(), self.is_unsaved(), self.filed.saved_at) {
            _ if self.filed.newer.is_some() => "Read only".to_owned(),
            (true, _, _) => "Saving\u{2026}".to_owned(),
            (_, true, _) if self.filed.trouble.is_some() => "Not saved".to_owned(),
            (_, true, _) if self.filed.path.is_none() => "Not saved yet".to_owned(),
            (_, true, _) => "Unsaved changes".to_owned(),
            (_, false, Some(at)) => format!("Saved {}", crate::dates::time(at)),
            (_, false, None) if self.filed.path.is_none() => "Sample, not saved".to_owned(),
            (_, false, None) => "No changes".to_owned(),
        }
    }

    #[must_use]
    pub const fn is_saving(&self) -> bool {
        self.filed.saving_revision.is_some()
    }

    /// Whether everything that is not saved yet is just being saved.
    #[must_use]
    pub const fn is_being_saved(&self) -> bool {
        match self.filed.saving_revision {
            Some(revision) => revision == self.history.revision(),
            None => false,
        }
    }

    #[must_use]
    pub const fn key(&self) -> &RowKey {
        &self.key
    }

    #[must_use]
    pub const fn overview(&self) -> &Overview {
        &self.overview
    }

    /// The step whose panel is open.
    #[must_use]
    pub fn selected_step(&self) -> Option<&Step> {
        self.selected.as_ref().and_then(|id| self.checklist().step(id))
    }

    /// The file's name, with what cannot be seen in it shown, or what stands in for it.
    #[must_use]
    pub fn name(&self) -> String {
        self.path().map_or_else(|| "Unsaved checklist".to_owned(), |path| made_visible(&file_name(path)))
    }

    /// A name for the file, from the starter's.
    #[must_use]
    pub fn suggested_name(&self) -> String {
        let is_kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '\u{2019}');
        let name: String = self.checklist().starter.name.chars().filter(|&c| is_kept(c)).take(60).collect();
        let name = name.trim();
        if name.is_empty() { "checklist.json".to_owned() } else { format!("{name}.json") }
    }

    /// Shows other rows; what was only kept in the list goes.
    pub(super) fn set_key(&mut self, change: impl FnOnce(&mut RowKey)) {
        self.key.kept.clear();
        change(&mut self.key);
    }

    /// The row of a step stays in the list, whatever is filtered, until something else is.
    pub(super) fn keep_row(&mut self, step: StepId) {
        self.key.kept.insert(step);
    }

    pub(super) fn forget_kept_rows(&mut self) {
        self.key.kept.clear();
    }

    pub(super) fn edit(&mut self, edit: Edit, stamp: &Stamp) -> Result<bool, EditProblem> {
        if self.back_then.is_some() {
            // What is past does not change.
            return Ok(false);
        }
        let (signed, reopened) = match &edit {
            Edit::SignOff { step, .. } => (Some(step.clone()), None),
            Edit::Reopen { step, .. } => (None, Some(step.clone())),
            _ => (None, None),
        };
        let has_changed = self.history.apply(edit, stamp)?;
        let now = self.history.now();
        let noted = signed.and_then(|id| now.noted(&id)).or(reopened.and_then(|id| now.noted_reopening(&id)));
        self.signed_here.extend(noted);
        Ok(has_changed)
    }

    pub(super) fn undo(&mut self, stamp: &Stamp) -> Option<Undone> {
        self.back_then.is_none().then(|| self.history.undo(stamp)).flatten()
    }

    pub(super) fn redo(&mut self, stamp: &Stamp) -> Option<Undone> {
        self.back_then.is_none().then(|| self.history.redo(stamp)).flatten()
    }

    pub(super) fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// What to hand to whoever saves it: the checklist, its revision, and what is believed to be at the target.
    /// `elsewhere` says that for another file.
    pub(super) fn start_saving(&mut self, path: &Path, elsewhere: Option<OnDisk>) -> (Arc<Checklist>, u64, OnDisk) {
        // What is typed from now on is not in what is being saved: it is a change of its own.
        let snapshot = self.snapshot();
        // Its log may be in the file from now on, whatever is undone before the answer comes.
        self.history.saved(&snapshot);
        let revision = self.history.revision();
        self.filed.saving_revision = Some(revision);
        (self.snapshot(), revision, self.filed.believed(path, elsewhere))
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        bytes: Arc<[u8]>,
        checklist: &Arc<Checklist>,
        at: NaiveTime,
    ) {
        self.history.saved(checklist);
        self.filed.path = Some(path);
        self.filed.on_disk = OnDisk::Content(bytes);
        self.filed.base = Some(Arc::clone(checklist));
        self.filed.saved_revision = Some(revision);
        self.filed.saving_revision = None;
        self.filed.saved_at = Some(at);
        self.filed.trouble = None;
    }

    pub(super) fn not_saved(&mut self) {
        self.filed.saving_revision = None;
    }

    pub(in crate::app) const fn filed(&mut self) -> &mut Filed {
        &mut self.filed
    }

    /// The status that a tick or an untick leads to.
    #[must_use]
    pub fn ticked(step: &Step) -> Status {
        match (step.record.status, step.record.asked) {
            (Status::Completed, Some(_)) => Status::InProgress,
            (Status::Completed, None) => Status::NotYetStarted,
            _ => Status::Completed,
        }
    }

    /// What of the plan is shown.
    #[must_use]
    pub const fn plan_view(&self) -> &PlanView {
        &self.plan_view
    }

    /// The plan, computed.
    #[must_use]
    pub const fn plan(&self) -> &PlanOverview {
        &self.plan
    }

    /// The rows of the timeline and of the table: without completed ones, where these are hidden.
    pub fn plan_rows(&self) -> impl Iterator<Item = &PlanRow> {
        self.plan.rows.iter().filter(|row| row.is_open || !self.key.hides_completed)
    }

    pub(super) fn change_trial(&mut self, change: impl FnOnce(&mut Trial)) {
        if let Some((_, trial)) = &mut self.plan_view.trial {
            change(trial);
        }
    }

    pub(super) fn change_plan(&mut self, change: impl FnOnce(&mut PlanView)) {
        change(&mut self.plan_view);
    }

    /// Computes what is shown, if anything that it depends on has changed. `has_likelihood` says whether anybody looks
    /// at how likely it is.
    pub(super) fn refresh(&mut self, today: NaiveDate, team: Option<&Arc<Team>>, has_likelihood: bool) {
        let today = self.day(today);
        if let Some((id, trial)) = &mut self.plan_view.trial
            && let Some(step) = self.history.now().step(id)
        {
            trial.follow(&step.record);
        }
        let wanted = ComputedFor {
            revision: self.history.revision(),
            key: self.key.clone(),
            plan_view: self.plan_view.clone(),
            team: team.cloned(),
            has_likelihood,
            today,
        };
        if self.computed_for.as_ref() == Some(&wanted) {
            return;
        }
        self.follow_pack();
        let checklist =
            self.back_then.as_ref().map_or_else(|| Arc::clone(self.history.now()), |(_, then)| Arc::clone(then));
        let about = (wanted.revision, today, wanted.team.clone());
        if has_likelihood && self.likelihood_of.as_ref() != Some(&about) {
            self.likelihood = likelihood_of(&checklist, team, today);
            self.likelihood_of = Some(about);
        }
        let likelihood = self.likelihood.as_ref().filter(|_| has_likelihood);
        let plan = PlanOverview::of(&checklist, self.catalogue(), &self.plan_view, team, today);
        self.plan = plan.with(&checklist, likelihood);
        let next = self.plan.plan.as_ref().map(|plan| next(&checklist, plan, &assumptions(team)));
        let planned_start = checklist.starter.planned_start;
        self.overview = Overview {
            progress: checklist.progress(today),
            next_step: next.as_ref().and_then(Next::step).map(|step| step.id.clone()),
            next: next.map(|next| text::next_words(&next, planned_start, today)).unwrap_or_default(),
            listing: rows(&checklist, &self.key, today),
            clashes: clashes(&checklist, today).into_iter().map(|clash| clash.what).collect(),
        };
        self.computed_for = Some(wanted);
    }
}

/// The name of a file without its folder.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
