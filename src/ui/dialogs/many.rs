//! What a change would do to many people, before it is made.

use egui::{Response, Ui};

use super::{answers_ui, close_ui};
use crate::app::Answer;
use crate::checklist::ForMany;
use crate::outcome::Previewed;
use crate::ui::Outbox;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{heading, hint, label};
use crate::visible::made_visible;

pub(super) const PREVIEW: &str = "What the site pack changes";

pub(super) fn preview_ui(ui: &mut Ui, what: &ForMany, rows: &[Previewed], outbox: &mut Outbox) -> Response {
    heading(ui, 2, PREVIEW);
    if let ForMany::ApplyPack(pack) = what {
        label(ui, Text::Strong.of(made_visible(&pack.name())));
    }
    let can: Vec<&Previewed> = rows.iter().filter(|row| row.what.is_ok()).collect();
    let people = |count: usize| if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
    label(ui, format!("It can be applied to {} of {}.", people(can.len()), rows.len()));
    hint(ui, "What is completed stays completed. What would undo a tick is left for each person to decide.");
    ui.add_space(space::SMALL);
    for row in rows {
        let file = || row.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = made_visible(&if row.name.trim().is_empty() { file() } else { row.name.clone() });
        match &row.what {
            Ok(what) => label(ui, format!("{name}: {what}")),
            Err(why) => {
                let text = Text::Body.of(format!("{name}: not applied. {}", made_visible(why)));
                label(ui, theme::tinted(text, theme::tokens(ui).error))
            }
        };
    }
    ui.add_space(space::LARGE);
    if can.is_empty() {
        return close_ui(ui, outbox);
    }
    answers_ui(ui, &format!("Apply to {}", people(can.len())), Answer::ChangeMany, "Cancel", outbox)
}
