//! What is exported, of whom, and as what; and how far that is.

use egui::{CollapsingHeader, Response, Ui};

use super::answers_ui;
use crate::app::{Answer, Exporting, Msg, RunningExport, State, Whose, team_of};
use crate::export::{Column, Kind};
use crate::text::SET_BY_ORGANISATION;
use crate::ui::Outbox;
use crate::ui::theme::space;
use crate::ui::widgets::{KeptInView as _, field_label, group, heading, hint, label, live};

pub(super) const EXPORT: &str = "Export";
pub(super) const PRINT: &str = "Print";
pub(super) const EXPORTING: &str = "Exporting";

pub(super) fn export_ui(ui: &mut Ui, state: &State, exporting: &Exporting, outbox: &mut Outbox) -> Response {
    let mut typed = exporting.clone();
    let mut first = heading(ui, 2, if typed.prints { PRINT } else { EXPORT });
    if !typed.prints {
        field_label(ui, "As what");
        group(ui, "As what", |ui| kinds_ui(ui, state, &mut typed, &mut first));
    }
    if let Some(team) = team_of(state) {
        field_label(ui, "Whose");
        for (whose, words) in
            [(Whose::Shown, "Those shown"), (Whose::Chosen, "Those chosen"), (Whose::Everybody, "Everybody")]
        {
            let count = Exporting::count(team, whose);
            let radio = ui
                .add_enabled(count > 0, egui::RadioButton::new(typed.whose == whose, format!("{words}: {count}")))
                .kept_in_view();
            if radio.clicked() {
                typed.whose = whose;
            }
        }
    } else if typed.prints {
        label(
            ui,
            "Makes a PDF of this checklist and opens it in the program that shows PDF files here. Print it there.",
        );
    }
    field_label(ui, "What of it");
    if typed.has_pages() {
        let form = "A blank form, to be filled in by hand";
        ui.checkbox(&mut typed.is_form, form).kept_in_view();
    }
    if !typed.is_form || !typed.has_pages() {
        let can = !matches!(typed.kind, Kind::Ics | Kind::Json);
        if can {
            ui.add_enabled_ui(!typed.has_initials, |ui| ui.checkbox(&mut typed.has_notes, "With notes").kept_in_view());
        }
    }
    ui.checkbox(&mut typed.has_initials, "Initials and reference instead of names").kept_in_view();
    if typed.has_initials {
        hint(
            ui,
            "Notes, reasons, posts and the names of files are left out, as names may stand in them. References stay.",
        );
    }
    if typed.kind == Kind::Ics && !typed.has_initials {
        ui.checkbox(&mut typed.calendar_has_names, "Names of people and sites in the calendar").kept_in_view();
        hint(ui, "Others may see your calendar.");
    }
    if typed.has_columns() {
        columns_ui(ui, &mut typed);
    }
    ui.add_space(space::LARGE);
    if typed != *exporting {
        outbox.send(Msg::Answer(Answer::Exporting(Box::new(typed.clone()))));
    }
    let main = if typed.prints { "Open to print" } else { "Export\u{2026}" };
    let main = answers_ui(ui, main, Answer::Export, "Cancel", outbox);
    // Who prints rarely wants to choose.
    if typed.prints { main } else { first }
}

fn kinds_ui(ui: &mut Ui, state: &State, typed: &mut Exporting, first: &mut Response) {
    for kind in Kind::ALL {
        let words = format!("{} (.{})", kind.label(), kind.ending());
        // A calendar is of today.
        let can = (kind != Kind::Ics || typed.asked(state).as_of.is_none()) && state.settings.may_export(kind.ending());
        let radio = ui.add_enabled(can, egui::RadioButton::new(typed.kind == kind, words)).kept_in_view();
        if radio.clicked() {
            typed.kind = kind;
        }
        if !state.settings.may_export(kind.ending()) {
            hint(ui, SET_BY_ORGANISATION);
        }
        if typed.kind == kind {
            *first = radio;
        }
    }
}

/// Closed at first: most want all of them.
fn columns_ui(ui: &mut Ui, typed: &mut Exporting) {
    let all = Column::ALL.len() - 1;
    let chosen = typed.columns.iter().filter(|column| **column != Column::Note).count();
    let title = format!("Columns of the list of steps: {chosen} of {all}");
    let shown = CollapsingHeader::new(title).id_salt("columns").show(ui, |ui| {
        for column in Column::ALL.into_iter().filter(|column| *column != Column::Note) {
            let mut is_chosen = typed.columns.contains(&column);
            if ui.checkbox(&mut is_chosen, column.label()).kept_in_view().changed() {
                if is_chosen {
                    typed.columns.insert(column);
                } else if chosen > 1 {
                    typed.columns.remove(&column);
                }
            }
        }
    });
    shown.header_response.kept_in_view();
}

pub(super) fn running_ui(ui: &mut Ui, running: &RunningExport, outbox: &mut Outbox) -> Response {
    heading(ui, 2, EXPORTING);
    let said = label(
        ui,
        match running {
            RunningExport { is_stopping: true, .. } => "Stopping\u{2026}".to_owned(),
            RunningExport { read: 0, .. } => "Reading\u{2026}".to_owned(),
            RunningExport { written: 0, read, .. } => format!("{read} checklists read"),
            RunningExport { read, written, .. } => format!("{read} checklists read, {written} written"),
        },
    );
    live(ui, &said);
    ui.add_space(space::LARGE);
    let stop = ui.add_enabled_ui(!running.is_stopping, |ui| ui.button("Stop").kept_in_view()).inner;
    if stop.clicked() {
        outbox.send(Msg::Answer(Answer::Cancel));
    }
    stop
}
