//! What there is to do today, what costs the first shift most in front; then what there is to wait for.

use chrono::NaiveDate;
use egui::{Frame, Id, Margin, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::app::{Document, Msg, State};
use crate::checklist::Edit;
use crate::plan::{Cost, Move, MoveKind};
use crate::text;
use crate::ui::theme::{self, Text, space};
use crate::ui::widgets::{KeptInView as _, galley, go_by_arrows, heading_as, open_row, quiet};
use crate::ui::{Local, Outbox};

/// What the button of a row takes at its right.
const BUTTON: f32 = 176.0;

pub(super) fn today_ui(ui: &mut Ui, state: &State, document: &Document, local: &mut Local, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let moves = &document.plan().moves;
    let today = document.day(state.today);
    let mut rows = Vec::new();
    for (title, is_today) in
        [("Today: what costs the first shift most comes first", true), ("Waiting, and too early to ask again", false)]
    {
        let of_kind: Vec<&Move> = moves.iter().filter(|found| found.is_for_today() == is_today).collect();
        if of_kind.is_empty() && !is_today {
            continue;
        }
        Frame::new().fill(theme::tokens(ui).page).inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading_as(ui, 2, Text::Strong, title);
        });
        if of_kind.is_empty() {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| quiet(ui, "Nothing is for today."));
        }
        for found in of_kind {
            row_ui(ui, today, found, &mut rows, local, outbox);
        }
    }
    go_by_arrows(ui, "What there is to do", &rows);
}

fn row_ui(
    ui: &mut Ui,
    today: NaiveDate,
    found: &Move,
    rows: &mut Vec<egui::Id>,
    local: &mut Local,
    outbox: &mut Outbox,
) {
    let tokens = theme::tokens(ui);
    let is_asked_today = found.last_chased == Some(today);
    let can_ask = matches!(found.kind, MoveKind::Chase | MoveKind::Wait) && !is_asked_today;
    let room = ui.available_width() - 2.0 * space::LARGE - if can_ask { BUTTON } else { 0.0 };
    let (what, below) = text::move_words(found, today);
    let is_urgent = matches!(found.cost, Cost::Stops) || matches!(found.cost, Cost::After(days) if days <= 0);
    let title = galley(ui, &what, Text::Title, tokens.text, room);
    let detail = galley(ui, &below, Text::Small, if is_urgent { tokens.error } else { tokens.quiet }, room);
    let height = (title.size().y + detail.size().y + 2.0 + 2.0 * space::SMALL).max(theme::ROW);
    // The same row after it was asked again, so that the focus stays.
    let key = found.step.as_str();
    let (rect, response) = open_row(ui, key, height, (false, false), || format!("{what}. {below}"));
    let at = pos2(rect.left() + space::LARGE, rect.top() + (height - title.size().y - detail.size().y - 2.0) / 2.0);
    let second = at + vec2(0.0, title.size().y + 2.0);
    ui.painter().galley(at, title, egui::Color32::PLACEHOLDER);
    ui.painter().galley(second, detail, egui::Color32::PLACEHOLDER);
    rows.push(response.id);
    if response.clicked() {
        super::open_step(ui, &found.step, local, outbox);
    }
    super::return_focus(&response, &found.step, local);
    if can_ask {
        let size = vec2(BUTTON - space::SMALL, theme::TARGET);
        let place =
            egui::Rect::from_center_size(pos2(rect.right() - space::SMALL - size.x / 2.0, rect.center().y), size);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(place).scope_id(Id::unique(("ask again", key))));
        let button = inside.add_sized(size, egui::Button::new("I asked again today")).kept_in_view();
        if button.accessible_name(format!("I asked again today: {}", found.title)).clicked() {
            let edit = Edit::AddChase { step: found.step.clone(), on: today, note: String::new() };
            outbox.send(Msg::Edit(edit));
            response.request_focus();
        }
    }
    let line = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover()).0;
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, tokens.hairline));
}
