//! What this program is, and its keys.

use egui::{Grid, Response, Ui};

use super::{close_ui, to_read_ui};
use crate::app::{Action, State};
use crate::text;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{heading, label};
use crate::ui::{Outbox, keymap};

/// Narrower than this, keys and words stand under each other.
const TWO_COLUMNS: f32 = 440.0;

/// Keys that belong to a place rather than to an action.
const OF_PLACES: [(&str, &str); 7] = [
    ("Space", "Tick the step whose box has the focus"),
    ("Enter", "Open the step that has the focus"),
    ("Down, Up", "Next and previous step in the list"),
    ("F10", "The menus"),
    ("Tab, Shift+Tab", "Next and previous control"),
    ("Left, Right", "Earlier and later days of the timeline"),
    ("Esc", "Close a dialog, a menu or a what-if; clear the search"),
];

pub(super) fn shortcuts_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Response {
    heading(ui, 2, "Keyboard shortcuts");
    to_read_ui(ui, |ui| keys_ui(ui, state));
    close_ui(ui, outbox)
}

fn keys_ui(ui: &mut Ui, state: &State) {
    let of_actions = Action::with_keys().map(|action| {
        let keys: Vec<String> = action.shortcuts().map(|shortcut| keymap::shown(ui.ctx(), shortcut)).collect();
        (keys.join(" or "), action.label(state))
    });
    let of_places = OF_PLACES.into_iter().map(|(keys, what)| (keys.to_owned(), what.to_owned()));
    let all: Vec<(String, String)> = of_actions.chain(of_places).collect();
    if ui.available_width() < TWO_COLUMNS {
        for (keys, what) in all {
            label(ui, Text::Strong.of(keys));
            label(ui, what);
            ui.add_space(space::HAIR);
        }
        return;
    }
    Grid::new("shortcuts").num_columns(2).spacing([space::WIDE, space::HAIR]).show(ui, |ui| {
        for (keys, what) in all {
            ui.label(Text::Strong.of(keys));
            ui.label(what);
            ui.end_row();
        }
    });
}

pub(super) fn about_ui(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Response {
    heading(ui, 2, "About Secure Start");
    label(ui, format!("Version {}. Catalogue of {}.", env!("CARGO_PKG_VERSION"), state.catalogue().version));
    ui.add_space(space::SMALL);
    label(ui, text::NOT_ADVICE);
    ui.add_space(space::SMALL);
    label(
        ui,
        "It uses no network, has no account, and sends nothing anywhere. Files are readable by whoever can open their folder.",
    );
    ui.add_space(space::SMALL);
    label(ui, "Fonts: Atkinson Hyperlegible Next and Noto Sans (SIL Open Font License), Phosphor icons (MIT).");
    close_ui(ui, outbox)
}
