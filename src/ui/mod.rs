//! The view: draws one [`State`] and collects what the user did.
//!
//! **Invariant:** nothing here changes the state; a view gets `&State`, its own [`Local`], and an [`Outbox`].

mod dialogs;
mod keymap;
mod menu;
mod screens;
pub mod theme;
mod widgets;

use std::collections::BTreeMap;

use egui::{Id, Ui};

use crate::app::{Msg, PanelName, Screen, State};
use crate::catalogue::Section;
use crate::ids::StepId;

pub use dialogs::ButtonOrder;
pub use keymap::take_shortcuts;

/// What the user did in this frame, in order.
#[derive(Debug, Default)]
pub struct Outbox {
    pub msgs: Vec<Msg>,
}

impl Outbox {
    /// Adds what the user did.
    pub fn send(&mut self, msg: Msg) {
        self.msgs.push(msg);
    }
}

/// What had the focus in the frame before, if anything.
#[derive(Clone, Copy, Debug)]
struct FocusBefore(Option<Id>);

/// What only the view needs to remember: unfinished typing, where the focus was.
#[derive(Debug, Default)]
pub struct Local {
    /// Dates as they are being typed, by the field they are for.
    drafts: BTreeMap<String, widgets::Draft>,
    /// The section to bring into view.
    scroll_to: Option<Section>,
    /// The screen that was drawn last.
    screen: Option<Screen>,
    forms_seen: u32,
    finds_seen: u32,
    reveals_seen: u32,
    /// So often more the selected step is brought into view.
    revealing: u8,
    /// What had the focus before a dialog opened.
    focus_before_dialog: Option<Id>,
    buttons: ButtonOrder,
    /// The dialog that was drawn last, by its title.
    dialog: Option<&'static str>,
    /// The step that was opened by key: the focus goes into its panel.
    enters_panel: Option<StepId>,
    /// The step whose panel was closed: the focus goes back to its row.
    returns_to: Option<StepId>,
    /// The step that was opened from the plan: going back to the plan leads to its row.
    from_plan: Option<StepId>,
    /// The chosen part of the plan.
    plan_tab: Option<Id>,
    /// The step whose what-if was drawn last, and whether somebody was typing in it.
    tries: Option<(StepId, bool)>,
    /// What holds the list where it is while steps are ticked.
    still: screens::Still,
    /// The step that was drawn last.
    step: Option<StepId>,
    /// The first day of the timeline that is seen, in days after its beginning, while it is not seen whole.
    timeline_from: f32,
    /// By how much of what is seen the timeline is to be moved.
    timeline_moves: f32,
    /// How close the timeline was drawn last.
    timeline_zoom: crate::app::Zoom,
    /// Whether it is shown how the dates of the plan are worked out.
    shows_basis: bool,
    /// The panel that was drawn last on the reference screen.
    panel: Option<PanelName>,
    /// What had the focus last while no menu and no list was open.
    focus_trail: Option<Id>,
    /// Where the focus was in the frame before, if a menu or a list was open then.
    beside_popup: Option<FocusBefore>,
    /// F10: the focus goes to the menus.
    wants_menu: bool,
    /// The document whose drafts these are.
    drafts_of: Option<crate::ids::DocumentId>,
    team: screens::TeamLocal,
    /// Whether the document has not been shown yet, in a window whose size is known.
    is_new_document: bool,
}

/// Draws everything.
pub fn window_ui(ui: &mut Ui, state: &State, local: &mut Local, outbox: &mut Outbox) {
    local.forget_drafts_of_others(state);
    if local.screen != Some(state.screen) {
        // The row to go back to is on another screen.
        local.returns_to = None;
    }
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(state.title()));
    keymap::take_shortcuts(ui, state, outbox);
    local.wants_menu = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::F10));
    menu::menu_ui(ui, state, local, outbox);
    widgets::foot_ui(ui, state, outbox);
    if !matches!(state.screen, Screen::New | Screen::Welcome) {
        screens::file_ui(ui, state, outbox);
    }
    match (state.screen, &state.document) {
        (Screen::New, _) => screens::new_ui(ui, state, local, outbox),
        (Screen::Checklist, Some(document)) => screens::checklist_ui(ui, state, document, local, outbox),
        (Screen::Plan, Some(document)) => screens::plan_ui(ui, state, document, local, outbox),
        (Screen::Team, _) => screens::team_ui(ui, state, local, outbox),
        (Screen::Reference, _) => screens::reference_ui(ui, state, local, outbox),
        (Screen::Welcome | Screen::Checklist | Screen::Plan, _) => screens::welcome_ui(ui, state, outbox),
    }
    local.screen = Some(state.screen);
    if state.dialog.is_some() {
        // What cannot be reached is not read either. On Linux, what comes back into the tree later is not found there any
        // more by its readers, through no fault of ours: there, the dialog says that it is modal, and that has to do.
        if !cfg!(target_os = "linux") {
            ui.ctx().accesskit_node_builder(ui.unique_id(), egui::accesskit::Node::set_hidden);
        }
        // Nor does it act, whatever a screen reader still remembers of it.
        outbox.msgs.clear();
    }
    dialogs::dialog_ui(ui, state, local, outbox);
    for file in ui.input(|input| input.raw.dropped_files.clone()) {
        outbox.send(Msg::Dropped(file.path().to_path_buf()));
    }
    local.follow_focus(ui);
    widgets::focus_ring(ui);
}

/// Whether something is there to have the focus, and not in a menu, which goes.
fn is_on_the_screen(ui: &Ui, id: Id) -> bool {
    ui.ctx().read_response(id).is_some_and(|response| response.layer_id.order <= egui::Order::Middle)
}

impl Local {
    /// With the buttons of dialogs as another system has them.
    #[must_use]
    pub fn with_buttons(buttons: ButtonOrder) -> Self {
        Self { buttons, ..Self::default() }
    }

    /// Whether a screen was not there in the frame before.
    fn comes_to(&self, screen: Screen) -> bool {
        self.screen != Some(screen)
    }

    /// Escape closes a menu or a list, and Enter ends a line of text; egui lets go of the focus then. It goes back to
    /// where it was, so that Tab goes on from there.
    fn follow_focus(&mut self, ui: &Ui) {
        let focused = ui.memory(egui::Memory::focused);
        if egui::Popup::is_any_open(ui.ctx()) {
            let before = self.beside_popup.replace(FocusBefore(focused));
            if before.is_some_and(|before| before.0 != focused) && focused.is_some_and(|id| is_on_the_screen(ui, id)) {
                // Tab has gone past its end.
                egui::Popup::close_all(ui.ctx());
                ui.ctx().request_repaint();
            }
            return;
        }
        self.beside_popup = None;
        let ends = ui.input(|input| input.key_pressed(egui::Key::Escape) || input.key_pressed(egui::Key::Enter));
        match (focused, self.focus_trail) {
            (Some(id), _) if is_on_the_screen(ui, id) => self.focus_trail = focused,
            (None, Some(id)) if ends && ui.ctx().read_response(id).is_some() => {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            (Some(_) | None, _) => {}
        }
    }

    /// Forgets what was typed into a date field and is not finished.
    fn forget_draft(&mut self, key: &str) {
        self.drafts.remove(key);
    }

    fn forget_drafts_of_others(&mut self, state: &State) {
        let now = state.document.as_ref().map(|document| document.checklist().id.clone());
        if now != self.drafts_of {
            self.is_new_document = true;
            self.drafts.clear();
            self.drafts_of = now;
        }
    }
}
