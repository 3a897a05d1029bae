//! The plan: when the first shift can be, what sets that day, what to do today, and what runs out.

mod access;
mod head;
mod runs_out;
mod table;
mod timeline;
mod today;
mod what_if;

use egui::{CentralPanel, Frame, Id, Key, Margin, Panel, Response, ScrollArea, Stroke, Ui, UiBuilder};

use super::checklist::navigation_ui;
use super::{THREE_COLUMNS, TWO_COLUMNS};
use crate::app::{Action, Document, Msg, PlanChange, PlanTab, Screen, State, Trial};
use crate::ids::StepId;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{DateAsked, KeptInView as _, Typed, date_field, region, scroll_by_keys};
use crate::ui::{Local, Outbox};

/// In a window lower than this (large text on a small screen), everything scrolls together. Not by the room that is left:
/// the head would come and go with whatever else is said.
const TALL: f32 = 660.0;

pub(crate) fn plan_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let tokens = theme::tokens(ui);
    let size = ui.available_size();
    let is_tall = ui.ctx().content_rect().height() >= TALL;
    if size.x >= TWO_COLUMNS {
        let frame = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(8, 12));
        Panel::left("navigation").frame(frame).resizable(false).exact_size(232.0).show(ui, |ui| {
            region(ui, "navigation", |ui| navigation_ui(ui, state, Some(document), local, outbox));
        });
    }
    let trial = document.plan_view().trial.as_ref();
    if trial.is_none() {
        local.tries = None;
    }
    let beside = trial.filter(|_| size.x >= THREE_COLUMNS);
    let over = trial.filter(|_| size.x < THREE_COLUMNS);
    CentralPanel::default().frame(Frame::new().fill(tokens.surface)).show(ui, |ui| {
        if let Some(trial) = over {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                trial_ui(ui, state, document, trial, local, outbox);
            });
            return;
        }
        let whole = ui.max_rect();
        let width = beside.map_or(0.0, |_| (size.x * 0.3).clamp(360.0, 480.0));
        let (left, right) = whole.split_left_right_at_x(whole.right() - width);
        // The plan comes first, for the keyboard and for a screen reader too.
        ui.scope_builder(UiBuilder::new().max_rect(left).scope_id(Id::unique("plan")), |ui| {
            plan_itself_ui(ui, state, document, is_tall, local, outbox);
        });
        if let Some(trial) = beside {
            ui.painter().vline(right.left(), right.y_range(), Stroke::new(1.0, tokens.hairline));
            let inner = UiBuilder::new().max_rect(right.shrink(space::LARGE)).scope_id(Id::unique("trial"));
            ui.scope_builder(inner, |ui| trial_ui(ui, state, document, trial, local, outbox));
        }
    });
    if local.comes_to(Screen::Plan)
        && local.from_plan.take().is_some()
        && let Some(tab) = local.plan_tab.filter(|_| over.is_none())
    {
        // Its row is not there any more.
        ui.memory_mut(|memory| memory.request_focus(tab));
    }
}

fn plan_itself_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    is_tall: bool,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let frame = Frame::new().fill(theme::tokens(ui).surface);
    if is_tall {
        Panel::top("plan head").frame(frame.inner_margin(Margin::symmetric(16, 12))).show(ui, |ui| {
            region(ui, "plan head", |ui| head::head_ui(ui, state, document, is_tall, local, outbox));
        });
    }
    CentralPanel::default().frame(frame).show(ui, |ui| content_ui(ui, state, document, is_tall, local, outbox));
}

fn trial_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    (id, trial): &(StepId, Trial),
    local: &mut Local,
    outbox: &mut Outbox,
) {
    region(ui, ("trial", id.as_str()), |ui| {
        what_if::what_if_ui(ui, state, document, (id, trial), local, outbox);
    });
}

fn content_ui(ui: &mut Ui, state: &State, document: &Document, is_tall: bool, local: &mut Local, outbox: &mut Outbox) {
    let tab = document.plan_view().tab;
    // What stays above the rows is wider than they are by their scroll bar.
    let bar = ui.spacing().scroll.allocated_width();
    if is_tall && tab == PlanTab::Timeline {
        timeline::axis_ui(ui, document, bar, local);
    } else if is_tall && tab == PlanTab::Table {
        table::header_ui(ui, bar);
    }
    let area = ui.max_rect();
    // Each part keeps its place, but for where the head scrolls too.
    let part = is_tall.then_some(tab);
    ScrollArea::vertical().auto_shrink(false).id_salt(("plan", part)).show(ui, |ui| {
        scroll_by_keys(ui, area, !matches!(tab, PlanTab::Timeline | PlanTab::Table | PlanTab::Today));
        if !is_tall {
            Frame::new().inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
                region(ui, "plan head", |ui| head::head_ui(ui, state, document, is_tall, local, outbox));
            });
        }
        region(ui, ("plan tab", tab), |ui| match tab {
            PlanTab::Today => today::today_ui(ui, state, document, local, outbox),
            PlanTab::Timeline => {
                if !is_tall {
                    timeline::axis_ui(ui, document, 0.0, local);
                }
                timeline::rows_ui(ui, document, local, outbox);
            }
            PlanTab::Table => {
                if !is_tall {
                    table::header_ui(ui, 0.0);
                }
                table::rows_ui(ui, document, local, outbox);
            }
            PlanTab::RunsOut => runs_out::runs_out_ui(ui, state, document, local, outbox),
            PlanTab::Access => access::access_ui(ui, state, document, local, outbox),
        });
        ui.add_space(space::HUGE);
    });
}

/// The parts of the plan, one beside the other.
fn tabs_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let tab = document.plan_view().tab;
    let is_new = local.comes_to(Screen::Plan);
    ui.horizontal_wrapped(|ui| {
        for other in PlanTab::ALL {
            let is_chosen = tab == other;
            let look = if is_chosen { Text::Strong } else { Text::Body };
            let part = ui.selectable_label(is_chosen, look.of(other.label())).kept_in_view();
            if is_chosen {
                local.plan_tab = Some(part.id);
                if is_new && local.from_plan.is_none() {
                    part.request_focus();
                }
            }
            if part.clicked() {
                outbox.send(Msg::Plan(PlanChange::Tab(other)));
            }
        }
        if tab == PlanTab::Timeline {
            ui.add_space(space::WIDE);
            for (action, text) in
                [(Action::ZoomIn, "Fewer days"), (Action::ZoomOut, "More days"), (Action::ZoomWhole, "All days")]
            {
                let button = ui.add_enabled(action.is_enabled(state), egui::Button::new(text)).kept_in_view();
                if button.clicked() {
                    outbox.send(Msg::Do(action));
                }
            }
            if !document.plan_view().zoom.is_whole() {
                for (text, parts) in [("Earlier", -0.5), ("Later", 0.5)] {
                    if ui.button(text).kept_in_view().clicked() {
                        local.timeline_moves += parts;
                    }
                }
            }
        }
    });
}

/// Whether a row is opened by key, so that the focus goes into what it opens.
fn is_by_key(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space))
}

/// Opens the what-if of a step; by key, the focus goes into it.
fn try_step(ui: &Ui, id: &StepId, local: &mut Local, outbox: &mut Outbox) {
    local.enters_panel = is_by_key(ui).then(|| id.clone());
    outbox.send(Msg::Plan(PlanChange::Try(Some(id.clone()))));
}

/// After the what-if was closed, or back from the step, the focus goes to the row that opened it.
fn return_focus(response: &Response, step: &StepId, local: &mut Local) {
    let is_back = local.comes_to(Screen::Plan) && local.from_plan.take_if(|id| id == step).is_some();
    if is_back || local.returns_to.take_if(|id| id == step).is_some() {
        response.request_focus();
        response.scroll_to_me(None);
    }
}

/// Opens a step in the checklist; by key, the focus goes into it.
fn open_step(ui: &Ui, id: &StepId, local: &mut Local, outbox: &mut Outbox) {
    local.enters_panel = is_by_key(ui).then(|| id.clone());
    local.from_plan = Some(id.clone());
    outbox.send(Msg::Select(Some(id.clone())));
}

/// A day for which something is asked, and the field for it.
fn chosen_day_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let asked = DateAsked {
        key: "plan.chosen-day",
        label: "Another day",
        value: document.plan_view().chosen_day,
        today: state.today,
        is_past: false,
    };
    let (typed, _) = date_field(ui, local, &asked);
    match typed {
        Some(Typed::Date(day)) => outbox.send(Msg::Plan(PlanChange::ChosenDay(day))),
        Some(Typed::Unreadable(_)) => outbox.send(Msg::Plan(PlanChange::ChosenDay(None))),
        None => {}
    }
}
