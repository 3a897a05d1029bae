//! Every screen and every dialog, for what has to hold on all of them.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use egui_kittest::Harness;
use secure_start::app::{
    Action, Address, Dialog, Exporting, FormChange, Leaving, Loss, Msg, PanelName, PathAsked, PlanChange, PlanTab,
    Purpose, RunningExport, SAMPLES, Signing, TeamChange, TeamTab,
};
use secure_start::catalogue::PanelKind;
use secure_start::checklist::{Edit, ForMany, offer};
use secure_start::outcome::{Previewed, Unsaved};
use secure_start::text::Problem;

use super::keeping::{a_clash, holder, left, versions};
use super::team::with_team;
use super::{Rig, rig_of};
use crate::packs::the_example_pack;
use crate::world::{a_path, catalogue, day, state};

/// Holds something of each, and tells all of which it does not hold.
pub(super) fn of_each<T: Debug>(all: impl IntoIterator<Item = T>, holds: impl Fn(&T)) {
    let fails = |one: &T| catch_unwind(AssertUnwindSafe(|| holds(one))).is_err();
    let failed: Vec<String> = all.into_iter().filter(fails).map(|one| format!("{one:?}")).collect();
    assert!(failed.is_empty(), "it does not hold of {failed:#?}");
}

/// What fills the window.
#[derive(Clone, Copy, Debug)]
pub(super) enum View {
    Welcome,
    /// With files to open again.
    Recent,
    New,
    /// After the button was pressed with nothing filled in.
    Missing,
    Checklist,
    Step,
    Plan(PlanTab),
    WhatIf,
    Team(TeamTab),
    /// The matrix with a column for each step.
    ByStep,
    /// A folder with nobody in it.
    Nobody,
    Contents,
    Panel,
}

impl View {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        [Self::Welcome, Self::Recent, Self::New, Self::Missing, Self::Checklist, Self::Step]
            .into_iter()
            .chain(PlanTab::ALL.map(Self::Plan))
            .chain([Self::WhatIf])
            .chain(TeamTab::ALL.map(Self::Team))
            .chain([Self::ByStep, Self::Nobody, Self::Contents, Self::Panel])
    }

    /// As many places take the focus at least, where there is room for everything side by side and where there is not.
    pub(super) const fn least(self, has_room: bool) -> usize {
        match self {
            Self::Checklist => 90,
            Self::Step => {
                if has_room {
                    110
                } else {
                    20
                }
            }
            Self::Plan(PlanTab::Timeline | PlanTab::Table) | Self::Contents => 45,
            Self::WhatIf => {
                if has_room {
                    40
                } else {
                    10
                }
            }
            Self::Plan(_) | Self::Team(_) | Self::ByStep | Self::Panel => 10,
            Self::Welcome | Self::Recent | Self::New | Self::Missing => 12,
            Self::Nobody => 7,
        }
    }

    /// The program with this before it, in a window of so many points.
    pub(super) fn show(self, width: f32, height: f32) -> Harness<'static, Rig> {
        let mut harness = rig_of(width, height);
        let trial = || PlanChange::Try(Some("hmpps-vetting-decision".into()));
        let panel = || PanelName { kind: PanelKind::Setting, id: "category-b-local-prison".to_owned() };
        match self {
            Self::Welcome => {}
            Self::Recent => harness.state_mut().state.settings.remember(a_path()),
            Self::New => take(&mut harness, [Msg::Do(Action::New)]),
            Self::Missing => take(&mut harness, [Msg::Do(Action::New), Msg::Form(FormChange::Make)]),
            Self::Checklist => take(&mut harness, [sample(), Msg::Select(None)]),
            Self::Step => take(&mut harness, [sample(), Msg::Select(Some("references".into()))]),
            Self::Plan(tab) => {
                take(&mut harness, [sample(), Msg::Do(Action::ShowPlan), Msg::Plan(PlanChange::Tab(tab))]);
            }
            Self::WhatIf => take(&mut harness, [sample(), Msg::Do(Action::ShowPlan), Msg::Plan(trial())]),
            Self::Team(tab) => {
                harness = with_team(harness, &["Amina", "Ben", "Ciara", "Dilys"]);
                take(&mut harness, [Msg::Team(TeamChange::Tab(tab))]);
            }
            Self::ByStep => {
                harness = with_team(harness, &["Amina", "Ben", "Ciara", "Dilys"]);
                let changes = [TeamChange::Tab(TeamTab::Matrix), TeamChange::ByStep(true)];
                take(&mut harness, changes.map(Msg::Team));
            }
            Self::Nobody => harness = with_team(harness, &[]),
            Self::Contents => take(&mut harness, [Msg::Do(Action::ShowReference)]),
            Self::Panel => take(&mut harness, [sample(), Msg::OpenPanel(panel())]),
        }
        harness.run();
        harness
    }
}

fn sample() -> Msg {
    Msg::Do(Action::TrySample(0))
}

/// Each in a frame of its own, as they come from a user.
fn take<const COUNT: usize>(harness: &mut Harness<'_, Rig>, msgs: [Msg; COUNT]) {
    for msg in msgs {
        harness.state_mut().take(msg);
        harness.run();
    }
}

/// The program with a team, a checklist, and a dialog over it.
pub(super) fn with_dialog(dialog: Dialog, width: f32, height: f32) -> Harness<'static, Rig> {
    let mut harness = with_team(rig_of(width, height), &["Amina", "Ben"]);
    take(&mut harness, [sample()]);
    harness.state_mut().state.dialog = Some(dialog);
    harness.run();
    harness
}

/// The place of a dialog among all kinds of them: a new kind does not compile before it has one.
const fn kind(dialog: &Dialog) -> usize {
    match dialog {
        Dialog::Unsaved(_) => 0,
        Dialog::Reason { .. } => 1,
        Dialog::Problem { .. } => 2,
        Dialog::Path(_) => 3,
        Dialog::WouldBeLost { .. } => 4,
        Dialog::Offer { .. } => 5,
        Dialog::Address(_) => 6,
        Dialog::Clash(_) => 7,
        Dialog::Locked(_) => 8,
        Dialog::Recover(_) => 9,
        Dialog::Versions { .. } => 10,
        Dialog::Reload => 11,
        Dialog::AsOf(_) => 12,
        Dialog::Preview { .. } => 13,
        Dialog::AskAgainOn(_) => 14,
        Dialog::RemoveData => 15,
        Dialog::SignOff(_) => 16,
        Dialog::Export(_) => 17,
        Dialog::Exports(_) => 18,
        Dialog::Details => 19,
        Dialog::Settings => 20,
        Dialog::Shortcuts => 21,
        Dialog::About => 22,
        Dialog::Help => 23,
    }
}

const KINDS: usize = 24;

fn signing() -> Signing {
    Signing {
        step: "references".into(),
        by: String::new(),
        post: String::new(),
        method: None,
        on: Some(day(2026, 11, 20)),
        reference: String::new(),
        problem: Some("Enter the name and the post of whoever signs.".to_owned()),
        others: 2,
    }
}

/// At least one of every kind.
pub(super) fn every_dialog() -> Vec<Dialog> {
    let edit = Edit::tick("security-induction".into());
    let merged = catalogue().with_pack(&the_example_pack());
    let an_offer = offer(&SAMPLES[0].checklist().unwrap(), &merged).unwrap().unwrap();
    let lost = |loss| Dialog::WouldBeLost { to: Leaving::Close, loss };
    let asked = |purpose| Dialog::Path(PathAsked::new(purpose, "/somewhere", "a.json"));
    let row = |what| Previewed { path: a_path(), name: "Amina Sample".to_owned(), what };
    let pack = ForMany::ApplyPack(the_example_pack());
    let rows = vec![row(Ok("1 step added".to_owned())), row(Err("It is for another place.".to_owned()))];
    let problem = Problem { happened: "This happened.".to_owned(), to_do: "Do this.".to_owned() };
    let all = vec![
        Dialog::Unsaved(Leaving::Close),
        Dialog::Reason { edit, why: "It waits.".to_owned(), reason: String::new() },
        Dialog::Problem { title: "There is a problem", problem },
        asked(Purpose::Open),
        asked(Purpose::Save),
        asked(Purpose::Team),
        lost(Loss::UnreadDate(None, "\u{201c}x\u{201d}.".to_owned())),
        lost(Loss::Form),
        Dialog::Offer { chosen: an_offer.usual(), offer: Arc::new(an_offer) },
        Dialog::Address(Address { title: "A page".to_owned(), address: "https://example.org/a".to_owned() }),
        Dialog::Clash(Box::new(a_clash())),
        Dialog::Locked(holder()),
        Dialog::Recover(vec![left(), Unsaved { path: None, at: None, session: "b".into(), ..left() }]),
        Dialog::Versions { found: versions(), open: Some(1) },
        Dialog::Versions { found: Vec::new(), open: None },
        Dialog::Reload,
        Dialog::AsOf(None),
        Dialog::AsOf(Some(day(2026, 11, 1))),
        Dialog::Preview { what: pack.clone(), rows },
        Dialog::Preview { what: pack, rows: Vec::new() },
        Dialog::AskAgainOn(Some(day(2026, 12, 1))),
        Dialog::RemoveData,
        Dialog::SignOff(Box::new(signing())),
        Dialog::Export(Box::new(Exporting::new(&state(), false))),
        Dialog::Export(Box::new(Exporting::new(&state(), true))),
        Dialog::Exports(RunningExport::default()),
        Dialog::Details,
        Dialog::Settings,
        Dialog::Shortcuts,
        Dialog::Help,
        Dialog::About,
        Dialog::Help,
    ];
    assert!((0..KINDS).all(|wanted| all.iter().any(|dialog| kind(dialog) == wanted)), "a kind is missing");
    all
}
