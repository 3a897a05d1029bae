//! The pieces that screens are built of.

mod banner;
mod basic;
mod date_field;
mod focus;
mod foot;
mod grid;
mod open_row;
mod panel_text;
mod scroll;
mod step_row;
mod tag;

pub(super) use banner::banner_ui;
pub(super) use basic::{
    action_button, bar, boxed, described, field_label, group, heading, heading_as, hint, label, link, live,
    main_button, quiet, read_as, region, text_area, text_field,
};
pub(super) use date_field::{DateAsked, Draft, Typed, date_field};
pub(super) use focus::{KeptInView, focus_ring, go_by_arrows, number_rows};
pub(super) use foot::foot_ui;
pub(super) use grid::{Grid, GridRow, grid_header, grid_rows, kept_in_rows};
pub(super) use open_row::{galley, ground, one_line, open_row, row_at};
pub(super) use panel_text::{blocks_ui, overdue_ui, sources_ui};
pub(super) use scroll::scroll_by_keys;
pub(super) use step_row::step_row;
pub(super) use tag::tag_ui;
