//! Every file that is not shown, and what is to be looked at in those that are: what it is, and what to do.

use egui::{Frame, Margin, ScrollArea, Stroke, Ui, vec2};

use crate::app::OpenTeam;
use crate::team::{FileProblem, FileRow};
use crate::text;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{galley, go_by_arrows, open_row, quiet, scroll_by_keys};
use crate::ui::{Local, Outbox};
use crate::visible::made_visible;

/// As many are laid out; the rest is counted. Nobody works through more at once.
const MOST: usize = 500;

pub(super) fn files_ui(ui: &mut Ui, team: &OpenTeam, local: &mut Local, outbox: &mut Outbox) {
    let files = &team.shown().files;
    let area = ui.max_rect();
    let wanted = local.team.wanted.take();
    ScrollArea::vertical().auto_shrink(false).id_salt("team files").show(ui, |ui| {
        scroll_by_keys(ui, area, false);
        if files.is_empty() {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                quiet(ui, "Every file that was found is shown, and there is nothing to look at in any of them.");
            });
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut rows = Vec::new();
        for (index, row) in files.iter().enumerate().take(MOST) {
            let id = row_ui(ui, team, (index, row), local, outbox);
            if wanted == Some(index) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            rows.push(id);
        }
        if files.len() > MOST {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                quiet(ui, format!("And {} more. They come up when some of these are mended.", files.len() - MOST));
            });
        }
        go_by_arrows(ui, "Files", &rows);
    });
}

fn row_ui(
    ui: &mut Ui,
    team: &OpenTeam,
    (index, row): (usize, &FileRow),
    local: &mut Local,
    outbox: &mut Outbox,
) -> egui::Id {
    let tokens = theme::tokens(ui);
    let room = ui.available_width() - 2.0 * space::LARGE;
    let problem = text::file_words(row);
    let inside = row.path.strip_prefix(&team.folder).unwrap_or(&row.path);
    let path = made_visible(&inside.display().to_string());
    let is_bad = row.what.is_err();
    let title = galley(ui, &problem.happened, Text::Body, if is_bad { tokens.error } else { tokens.text }, room);
    let to_do = galley(ui, &problem.to_do, Text::Body, tokens.text, room);
    let place = galley(ui, &path, Text::Small, tokens.quiet, room);
    let height = title.size().y + to_do.size().y + place.size().y + 2.0 * space::HAIR + 2.0 * space::SMALL;
    let (rect, response) =
        open_row(ui, &row.path.display().to_string(), height, (false, false), || format!("{path}. {problem}"));
    let mut at = rect.min + vec2(space::LARGE, space::SMALL);
    for galley in [title, to_do, place] {
        let below = galley.size().y + space::HAIR;
        ui.painter().galley(at, galley, egui::Color32::PLACEHOLDER);
        at.y += below;
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.hairline));
    if response.clicked() {
        // A copy is put together with the one that is shown.
        let opened = match &row.what {
            Err(FileProblem::CopyOf { path, .. }) => path,
            Ok(_) | Err(_) => &row.path,
        };
        super::open(opened, None, index, local, outbox);
    }
    response.id
}
