//! The program's own dialog for a folder and a file, in the place of the system's.

use egui::{Button, Response, ScrollArea, Ui};

use super::answers::Answers;
use crate::app::{Answer, Found, Msg, PathAsked, PathEntry, Purpose};
use crate::ui::Outbox;
use crate::ui::theme::{Icon, Text, space, tokens};
use crate::ui::widgets::{KeptInView as _, heading, hint, label, live, number_rows, quiet, text_field};
use crate::visible::made_visible;

/// The list is no higher than this.
const LIST: f32 = 220.0;

pub(super) fn path_ui(ui: &mut Ui, asked: &PathAsked, outbox: &mut Outbox) -> Response {
    heading(ui, 2, asked.purpose.title());
    hint(ui, "The system\u{2019}s own dialog for files did not open, so choose here.");
    let mut typed = asked.clone();
    let folder = text_field(ui, "Folder", &mut typed.folder, f32::INFINITY);
    ui.add_space(space::SMALL);
    entries_ui(ui, asked, outbox);
    let name = if asked.purpose.is_folder() {
        folder.clone()
    } else {
        text_field(ui, "File name", &mut typed.name, f32::INFINITY)
    };
    let is_left = name.lost_focus() || folder.lost_focus();
    let is_entered = is_left && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if folder.changed() || name.changed() {
        outbox.send(Msg::Answer(Answer::Path(typed)));
    }
    if asked.replaces {
        ui.add_space(space::SMALL);
        let said = label(ui, Text::Strong.of("A file of that name is there already. Replace it?"));
        live(ui, &said);
    }
    ui.add_space(space::LARGE);
    Answers::new(button(asked), Answer::GivePath).ui(ui, outbox);
    if is_entered {
        outbox.send(Msg::Answer(Answer::GivePath));
    }
    name
}

const fn button(asked: &PathAsked) -> &'static str {
    match asked.purpose {
        Purpose::Save | Purpose::Export if asked.replaces => "Replace",
        Purpose::Open | Purpose::Team => "Open",
        Purpose::Save => "Save",
        Purpose::Export => "Export",
        Purpose::PackForNew | Purpose::PackForOpen | Purpose::PackForMany | Purpose::Earlier | Purpose::TeamFolder => {
            "Choose"
        }
    }
}

/// What is in the folder; a folder opens, a file is chosen, and twice at once both.
fn entries_ui(ui: &mut Ui, asked: &PathAsked, outbox: &mut Outbox) {
    let height = (ui.ctx().content_rect().height() - 480.0).clamp(96.0, LIST);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
        if let Some(above) = asked.above()
            && entry_ui(ui, Icon::BACK, "The folder above", "The folder above", false).clicked()
        {
            outbox.send(Msg::Answer(Answer::Path(above)));
        }
        let rows: Vec<egui::Id> = asked.shown().map(|entry| one_ui(ui, asked, entry, outbox)).collect();
        if !rows.is_empty() {
            number_rows(ui, "What is in the folder", &rows);
        }
        match &asked.found {
            Found::NotLooked => drop(quiet(ui, "Looking into the folder\u{2026}")),
            Found::NotReadable(detail) => {
                let said = label(ui, format!("This folder cannot be read ({detail})."));
                live(ui, &said);
            }
            Found::Entries(_) if asked.shown().next().is_none() => {
                drop(quiet(ui, "There is nothing to choose in this folder."));
            }
            Found::Entries(_) => {}
        }
    });
}

fn one_ui(ui: &mut Ui, asked: &PathAsked, entry: &PathEntry, outbox: &mut Outbox) -> egui::Id {
    let shown = made_visible(&entry.name);
    if !entry.is_file {
        let response = entry_ui(ui, Icon::FOLDER, &shown, &format!("Folder {shown}"), false);
        if response.clicked() {
            let inside = asked.in_folder(&asked.folder_path().join(&entry.name));
            outbox.send(Msg::Answer(Answer::Path(inside)));
        }
        return response.id;
    }
    let response = entry_ui(ui, Icon::LIST, &shown, &format!("File {shown}"), asked.name == entry.name);
    if response.clicked() {
        outbox.send(Msg::Answer(Answer::Path(PathAsked { name: entry.name.clone(), ..asked.clone() })));
    }
    if response.double_clicked() {
        outbox.send(Msg::Answer(Answer::GivePath));
    }
    response.id
}

fn entry_ui(ui: &mut Ui, icon: Icon, text: &str, name: &str, is_chosen: bool) -> Response {
    let color = tokens(ui).text;
    let words = crate::ui::theme::tinted(Text::Body.of(text), color);
    let button = Button::new((icon.0, words)).frame_when_inactive(is_chosen).truncate();
    // Only a file is chosen; a folder opens.
    let button = if is_chosen { button.selected(true) } else { button };
    ui.add(button).kept_in_view().accessible_name(name)
}
