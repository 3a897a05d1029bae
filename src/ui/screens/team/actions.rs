//! What needs action, the most pressing kind first.

use egui::{Button, Color32, Frame, Id, Margin, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::app::{Action, ActionLine, Msg, OpenTeam, State, TeamChange};
use crate::team::{TodoGroup, TodoKind};
use crate::text;
use crate::ui::theme::{self, Icon, Text, space};
use crate::ui::widgets::{Grid, GridRow, action_button, grid_rows, kept_in_rows, one_line, quiet, row_at};
use crate::ui::{Local, Outbox};

const ROW: f32 = 52.0;
/// What the button of a row takes at its right.
const BUTTON: f32 = 120.0;

pub(super) fn actions_ui(ui: &mut Ui, state: &State, team: &OpenTeam, local: &mut Local, outbox: &mut Outbox) {
    let lines = &team.shown().actions;
    if lines.is_empty() {
        ui.add_space(space::LARGE);
        Frame::new().inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| nothing_ui(ui, state, team, outbox));
        return;
    }
    let grid = Grid {
        id: "team actions",
        name: "What needs action",
        rows: lines.len(),
        row_height: ROW,
        first: 0.0,
        columns: &[],
    };
    let mut wanted = local.team.wanted.take();
    grid_rows(ui, &grid, &mut wanted, |ui, row| match lines.get(row.index) {
        Some(ActionLine::Todo(place, number)) => todo_ui(ui, state, team, row, (*place, *number), local, outbox),
        Some(ActionLine::Heading(group, count)) => heading_ui(ui, row, *group, *count),
        None => ui.scope_id(),
    });
    local.team.wanted = wanted;
}

fn nothing_ui(ui: &mut Ui, state: &State, team: &OpenTeam, outbox: &mut Outbox) {
    if team.is_reading {
        quiet(ui, "Reading\u{2026}");
    } else if team.shown().counts.found == 0 {
        quiet(ui, "No checklist was found in this folder, nor in the folders in it.");
        action_button(ui, state, Action::OpenTeam, Icon::FOLDER, outbox);
    } else {
        quiet(ui, "Nothing needs action.");
    }
}

fn heading_ui(ui: &Ui, row: &GridRow, group: TodoGroup, count: usize) -> Id {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(row.rect, 0, tokens.page);
    let name = format!("{}: {count}", group.label());
    let response = row_at(ui, row.rect, group.id(), (false, false), || name.clone());
    kept_in_rows(ui, row, &response);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.clear_toggled();
        node.set_level(1);
    });
    let galley = one_line(ui, &name, Text::Strong, tokens.text, row.rect.width() - 2.0 * space::LARGE);
    let at = pos2(row.rect.left() + space::LARGE, row.rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    response.id
}

fn todo_ui(
    ui: &mut Ui,
    state: &State,
    team: &OpenTeam,
    row: &GridRow,
    (place, number): (u32, u16),
    local: &mut Local,
    outbox: &mut Outbox,
) -> Id {
    let tokens = theme::tokens(ui);
    let Some((member, todo, title)) = team.todo(place, number) else { return ui.scope_id() };
    let (what, below) = text::todo_words(todo, title, &member.person.name, team.day(state.today));
    let step = team.roster().columns().get(todo.column).map(|column| column.id.clone());
    let can_sign = todo.kind == TodoKind::SignOff && team.as_of.is_none();
    let key = format!("{}#{}", member.path.display(), todo.column);
    let response = row_at(ui, row.rect, &key, (false, false), || format!("{what}. {below}"));
    kept_in_rows(ui, row, &response);
    let room = row.rect.width() - 2.0 * space::LARGE - if can_sign { BUTTON } else { 0.0 };
    let is_urgent = matches!(todo.kind, TodoKind::Overdue | TodoKind::RanOut | TodoKind::Problem);
    let title = one_line(ui, &what, Text::Title, tokens.text, room);
    let detail = one_line(ui, &below, Text::Small, if is_urgent { tokens.error } else { tokens.quiet }, room);
    let height = title.size().y + detail.size().y + 2.0;
    let at = pos2(row.rect.left() + space::LARGE, row.rect.center().y - height / 2.0);
    let second = at + vec2(0.0, title.size().y + 2.0);
    ui.painter().galley(at, title, Color32::PLACEHOLDER);
    ui.painter().galley(second, detail, Color32::PLACEHOLDER);
    ui.painter().hline(row.rect.x_range(), row.rect.bottom(), Stroke::new(1.0, tokens.hairline));
    if response.clicked() {
        super::open(&member.path, step.clone(), row.index, local, outbox);
    }
    if let (true, Some(step)) = (can_sign, step) {
        let size = vec2(BUTTON - space::SMALL, theme::TARGET);
        let center = pos2(row.rect.right() - space::SMALL - size.x / 2.0, row.rect.center().y);
        let place = Rect::from_center_size(center, size);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(place).scope_id(Id::unique(("sign off", &key))));
        let button = inside.add_sized(size, Button::new("Sign off\u{2026}"));
        kept_in_rows(ui, row, &button);
        if button.accessible_name(format!("{what}, then the others who wait for it")).clicked() {
            local.team.from = Some((member.path.clone(), Some(step.clone()), row.index));
            outbox.send(Msg::Team(TeamChange::SignOff(member.path.clone(), step)));
        }
    }
    response.id
}
