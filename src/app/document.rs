//! The open checklist: its history, its file, and what the screen shows of it, computed once per change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use crate::catalogue::Catalogue;
use crate::checklist::{
    CannotOffer, Checklist, Edit, EditProblem, History, Listing, Offer, Progress, RowKey, Stamp, Status, Step, clashes,
    offer, rows,
};
use crate::ids::StepId;
use crate::outcome::{LocatedFinding, OnDisk};
use crate::plan::{Likelihood, Next, next};
use crate::text::{self, NextWords};

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
///
/// **Invariant:** unsaved is "the revision differs from the saved one", so a save that ends late cannot hide newer
/// edits.
#[derive(Clone, Debug)]
pub struct Document {
    history: History,
    pub path: Option<PathBuf>,
    on_disk: OnDisk,
    saved_revision: Option<u64>,
    saving_revision: Option<u64>,
    /// The user said of this revision that it need not be saved.
    given_up: Option<u64>,
    pub saved_at: Option<NaiveTime>,
    pub selected: Option<StepId>,
    /// What stands in date fields and cannot be read, by the name of the field.
    unread: BTreeMap<(Option<StepId>, String), String>,
    pub findings: Vec<LocatedFinding>,
    /// The catalogue with the site pack of the checklist, where it has one.
    with_pack: Option<Arc<Catalogue>>,
    /// What the catalogue would change in an older checklist, until somebody has decided.
    pub offer: Option<Arc<Offer>>,
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
    pub fn made(checklist: Checklist) -> Self {
        Self {
            history: History::new(checklist),
            path: None,
            on_disk: OnDisk::Nothing,
            saved_revision: None,
            saving_revision: None,
            given_up: None,
            saved_at: None,
            selected: None,
            unread: BTreeMap::new(),
            findings: Vec::new(),
            with_pack: None,
            offer: None,
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
    pub fn sample(checklist: Checklist) -> Self {
        Self { saved_revision: Some(0), ..Self::made(checklist) }
    }

    /// A checklist that was read from a file.
    #[must_use]
    pub fn opened(checklist: Checklist, path: PathBuf, bytes: Arc<[u8]>, findings: Vec<LocatedFinding>) -> Self {
        let mut document = Self::sample(checklist);
        let checklist = Arc::clone(document.history.now());
        document.history.saved(&checklist);
        Self { path: Some(path), on_disk: OnDisk::Content(bytes), findings, ..document }
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

    #[must_use]
    pub fn checklist(&self) -> &Checklist {
        self.history.now()
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Checklist> {
        Arc::clone(self.history.now())
    }

    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.saved_revision != Some(self.history.revision())
    }

    /// Whether nothing is lost when it is left: it is saved, or the user gave up what is not.
    #[must_use]
    pub fn can_be_left(&self) -> bool {
        !self.is_unsaved() || self.given_up == Some(self.history.revision())
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
        self.given_up = Some(self.history.revision());
    }

    /// It stays open after all: what is not saved counts again.
    pub(super) const fn keep(&mut self) {
        self.given_up = None;
    }

    /// Whether and when it was saved.
    #[must_use]
    pub fn saved_words(&self) -> String {
        match (self.is_saving(), self.is_unsaved(), self.saved_at) {
            (true, _, _) => "Saving\u{2026}".to_owned(),
            (_, true, _) if self.path.is_none() => "Not saved yet".to_owned(),
            (_, true, _) => "Unsaved changes".to_owned(),
            (_, false, Some(at)) => format!("Saved {}", at.format("%H:%M")),
            (_, false, None) if self.path.is_none() => "Sample, not saved".to_owned(),
            (_, false, None) => "No changes".to_owned(),
        }
    }

    #[must_use]
    pub const fn is_saving(&self) -> bool {
        self.saving_revision.is_some()
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

    /// The file's name, or what stands in for it.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.as_deref().map_or_else(|| "Unsaved checklist".to_owned(), file_name)
    }

    /// A name for the file, from the starter's.
    #[must_use]
    pub fn suggested_name(&self) -> String {
        let is_kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '\u{2019}');
        let name: String = self.checklist().starter.name.chars().filter(|&c| is_kept(c)).take(60).collect();
        let name = name.trim();
        if name.is_empty() { "checklist.json".to_owned() } else { format!("{name}.json") }
    }

    pub(super) fn set_key(&mut self, change: impl FnOnce(&mut RowKey)) {
        change(&mut self.key);
    }

    pub(super) fn edit(&mut self, edit: Edit, stamp: &Stamp) -> Result<bool, EditProblem> {
        self.history.apply(edit, stamp)
    }

    pub(super) fn undo(&mut self, stamp: &Stamp) -> Option<String> {
        self.history.undo(stamp)
    }

    pub(super) fn redo(&mut self, stamp: &Stamp) -> Option<String> {
        self.history.redo(stamp)
    }

    pub(super) fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// What to hand to whoever saves it: the checklist, its revision, and what is believed to be at the target.
    /// `elsewhere` says that for another file; the document's own is what was last read or written.
    pub(super) fn start_saving(&mut self, path: &Path, elsewhere: Option<OnDisk>) -> (Arc<Checklist>, u64, OnDisk) {
        // What is typed from now on is not in what is being saved: it is a change of its own.
        self.history.end_typing();
        let revision = self.history.revision();
        self.saving_revision = Some(revision);
        let on_disk = match elsewhere {
            Some(elsewhere) if self.path.as_deref() != Some(path) => elsewhere,
            _ => self.on_disk.clone(),
        };
        (self.snapshot(), revision, on_disk)
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        bytes: Arc<[u8]>,
        checklist: &Checklist,
        at: NaiveTime,
    ) {
        self.history.saved(checklist);
        self.path = Some(path);
        self.on_disk = OnDisk::Content(bytes);
        self.saved_revision = Some(revision);
        self.saving_revision = None;
        self.saved_at = Some(at);
    }

    pub(super) const fn not_saved(&mut self) {
        self.saving_revision = None;
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
        let checklist = Arc::clone(self.history.now());
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
