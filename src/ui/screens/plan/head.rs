//! The answer first: when the first shift can be, and what sets it.

use egui::{Frame, Margin, Ui};

use crate::app::{Action, Document, Msg, PlanChange, PlanTab, State, file_name};
use crate::text;
use crate::ui::screens::TWO_COLUMNS;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{action_button, heading, hint, label, link, live, quiet};
use crate::ui::{Local, Outbox};
use crate::visible;

/// Where it scrolls with everything else (`is_tall` is false), the parts come right after the answer, so that both are in
/// sight together, and the first part alone has the details.
pub(super) fn head_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    is_tall: bool,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let tokens = theme::tokens(ui);
    let overview = document.plan();
    let starter = &document.checklist().starter;
    if ui.ctx().content_rect().width() < TWO_COLUMNS {
        action_button(ui, state, Action::ShowChecklist, Icon::BACK, outbox);
    }
    ui.horizontal_wrapped(|ui| {
        heading(ui, 1, format!("Plan for {}", visible::made_visible(&starter.name)));
        let progress = document.overview().progress;
        for words in [format!("{} of {} completed", progress.completed, progress.total), document.saved_words()] {
            let said = quiet(ui, words);
            live(ui, &said);
        }
    });
    let answer = |ui: &mut Ui| {
        let what = label(ui, Text::Section.of(format!("{}.", overview.headline.what)));
        live(ui, &what);
    };
    if !is_tall {
        answer(ui);
        super::tabs_ui(ui, state, document, local, outbox);
        if document.plan_view().tab != PlanTab::Today {
            // What the part shows is not pushed out of sight.
            return;
        }
    }
    let frame =
        Frame::new().fill(tokens.page).corner_radius(6).inner_margin(Margin { left: 16, right: 12, top: 8, bottom: 8 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if is_tall {
            answer(ui);
        }
        label(ui, overview.headline.range.as_str());
        for line in &overview.deciding {
            label(ui, Text::Strong.of(line.as_str()));
        }
        for line in &overview.chances {
            label(ui, line.as_str());
        }
        basis_ui(ui, state, document, local, outbox);
    });
    let mut edge = shown.response.rect;
    edge.set_width(space::HAIR);
    ui.painter().rect_filled(edge, 2, tokens.accent);
    ui.add_space(space::SMALL);
    if is_tall {
        super::tabs_ui(ui, state, document, local, outbox);
    }
}

/// How all this is worked out, for whoever asks, and whose waiting times count.
fn basis_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let words = if local.shows_basis { "Hide how this is worked out" } else { "How this is worked out" };
        if link(ui, words).clicked() {
            local.shows_basis = !local.shows_basis;
        }
        ui.add_space(space::LARGE);
        match &state.team {
            Some(_) if link(ui, "Use the usual days again").clicked() => {
                outbox.send(Msg::Plan(PlanChange::ForgetTeam));
            }
            None if link(ui, &Action::ChooseTeam.label(state)).clicked() => {
                outbox.send(Msg::Do(Action::ChooseTeam));
            }
            Some(_) | None => {}
        }
    });
    if let Some(team) = &state.team {
        let experience = &team.learned.experience;
        let (steps, checklists) = (experience.steps().count(), experience.checklists());
        let folder = file_name(&team.folder);
        label(
            ui,
            format!(
                "Your team\u{2019}s own waiting times count for {steps} steps, from {checklists} checklists in \
                 \u{201c}{folder}\u{201d}."
            ),
        );
    }
    if local.shows_basis {
        hint(ui, text::DATES_BASIS);
        if !document.plan().basis.is_empty() {
            hint(ui, document.plan().basis.as_str());
        }
    }
}
