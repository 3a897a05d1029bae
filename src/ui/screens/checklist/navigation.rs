//! Where am I, and where else can I go.

use egui::{Button, ScrollArea, Ui, vec2};

use crate::app::{Action, Document, Msg, Screen, State};
use crate::ui::screens::THREE_COLUMNS;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::KeptInView as _;
use crate::ui::{Local, Outbox};

/// The navigation; without a document, only what needs none.
pub(crate) fn navigation_ui(
    ui: &mut Ui,
    state: &State,
    document: Option<&Document>,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if state.open_team.is_some() {
            entry_ui(ui, state, Action::ShowTeam, Icon::FOLDER, outbox);
            ui.add_space(space::MEDIUM);
        }
        if let Some(document) = document {
            entry_ui(ui, state, Action::ShowChecklist, Icon::LIST, outbox);
            if state.screen == Screen::Checklist {
                sections_ui(ui, document, local, outbox);
            }
            entry_ui(ui, state, Action::ShowPlan, Icon::PLAN, outbox);
            ui.add_space(space::MEDIUM);
            entry_ui(ui, state, Action::AboutSetting, Icon::PLACE, outbox);
            entry_ui(ui, state, Action::AboutRole, Icon::USER, outbox);
        } else if state.open_team.is_none() {
            entry_ui(ui, state, Action::ShowWelcome, Icon::BACK, outbox);
        }
        entry_ui(ui, state, Action::ShowReference, Icon::BOOK, outbox);
    });
}

fn entry_ui(ui: &mut Ui, state: &State, action: Action, icon: Icon, outbox: &mut Outbox) {
    let is_chosen = action.is_chosen(state);
    let text = action.label(state);
    let look = if is_chosen { Text::Strong } else { Text::Body };
    let button = Button::new((icon.0, look.of(text.as_str()))).selected(is_chosen).frame_when_inactive(is_chosen);
    let button = button.min_size(vec2(ui.available_width(), theme::TARGET)).right_text("");
    let response = ui.add_enabled(action.is_enabled(state), button).kept_in_view();
    let response = response.accessible_name(text);
    if response.clicked() {
        outbox.send(Msg::Do(action));
    }
}

/// The seven sections with how far each is; a click brings one into view.
fn sections_ui(ui: &mut Ui, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    let quiet = theme::tokens(ui).quiet;
    for section in &document.overview().listing.sections {
        let progress = section.progress;
        let title = section.section.label();
        let count = theme::tinted(Text::Small.of(format!("{}/{}", progress.completed, progress.total)), quiet);
        let response = ui
            .horizontal(|ui| {
                ui.add_space(space::LARGE);
                let button = Button::new(title).frame_when_inactive(false).wrap().right_text(count);
                ui.add(button.min_size(vec2(ui.available_width(), theme::TARGET))).kept_in_view()
            })
            .inner;
        let name = format!("{title}, {} of {} completed", progress.completed, progress.total);
        let response = response.accessible_name(name);
        if response.clicked() {
            local.scroll_to = Some(section.section);
            if ui.ctx().content_rect().width() < THREE_COLUMNS {
                outbox.send(Msg::Select(None));
            }
        }
    }
}
