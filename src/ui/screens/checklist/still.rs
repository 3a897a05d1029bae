//! Holds the list where it is while steps are ticked: no row and no header gets lower than it was, and the row that was
//! ticked stays where it is on the screen, whatever has come or gone above it.

use std::collections::BTreeMap;

use egui::{Rect, Ui, vec2};

use crate::checklist::RowKey;
use crate::ids::StepId;

/// So many passes the list is moved at most: what is above it may take one to settle.
const PASSES: u8 = 3;

#[derive(Debug, Default)]
pub(crate) struct Still {
    /// How high the rows were when a step was ticked last, and the header.
    rows: BTreeMap<StepId, f32>,
    header: f32,
    /// How high the header is, and how wide the list.
    header_now: f32,
    width: f32,
    ticked: Option<Ticked>,
}

/// Where the row was that was ticked last.
#[derive(Debug)]
struct Ticked {
    step: StepId,
    top: f32,
    height: f32,
    /// Whether all of it was seen.
    is_whole: bool,
    passes: u8,
}

impl Still {
    /// Before the list is drawn: once other rows are shown, or in another width, nothing is held any more.
    pub(super) fn follow(&mut self, ui: &Ui, key: &RowKey) {
        let width = ui.available_width();
        if key.kept.is_empty() || (self.width - width).abs() > 0.5 {
            *self = Self { width, header_now: self.header_now, ..Self::default() };
        }
    }

    /// The least height of the header.
    pub(super) const fn header(&self) -> f32 {
        self.header
    }

    pub(super) const fn header_is(&mut self, height: f32) {
        self.header_now = height;
    }

    /// The least height of a row.
    pub(super) fn row(&self, step: &StepId) -> f32 {
        self.rows.get(step).copied().unwrap_or_default()
    }

    /// A step was ticked, in a list of these rows.
    pub(super) fn hold(&mut self, ui: &Ui, step: &StepId, rows: &[(StepId, Rect)]) {
        self.rows = rows.iter().map(|(id, rect)| (id.clone(), rect.height())).collect();
        self.header = self.header_now;
        self.ticked = rows.iter().find(|(id, _)| id == step).map(|(step, rect)| Ticked {
            step: step.clone(),
            top: rect.top(),
            height: rect.height(),
            is_whole: ui.clip_rect().contains_rect(*rect),
            passes: PASSES,
        });
        ui.ctx().request_repaint();
    }

    /// Moves the list so that the row that was ticked is where it was, and is seen whole if it was.
    pub(super) fn bring_back(&mut self, ui: &Ui, rows: &[(StepId, Rect)]) {
        let Some(ticked) = &mut self.ticked else { return };
        let Some((_, rect)) = rows.iter().find(|(id, _)| *id == ticked.step) else {
            self.ticked = None;
            return;
        };
        let clip = ui.clip_rect();
        let mut by = ticked.top - rect.top();
        if ticked.is_whole {
            let bottom = ticked.top + ticked.height;
            by += (clip.bottom() - bottom).min(0.0).max(clip.top() - ticked.top);
        }
        ticked.passes -= 1;
        if by.abs() < 0.5 || ticked.passes == 0 {
            self.ticked = None;
            return;
        }
        ui.scroll_with_delta(vec2(0.0, by));
        ui.ctx().request_discard("the row that was ticked has moved");
        ui.ctx().request_repaint();
    }
}
