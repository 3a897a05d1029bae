//! The pictures from which triangles take their colours. egui keeps its letters in one.

use std::collections::BTreeMap;

use egui::epaint::{ImageData, ImageDelta};
use egui::{Color32, TextureFilter, TextureId, TexturesDelta};

/// A picture, row by row from the top left.
pub(super) struct Texture {
    pub(super) width: usize,
    pub(super) height: usize,
    pixels: Vec<Color32>,
    /// Whether a pixel between two has the colour of the nearer, and not one between theirs.
    is_nearest: bool,
    /// Counts up whenever what was in it may be something else.
    pub(super) edition: u64,
}

#[derive(Default)]
pub(super) struct Textures {
    all: BTreeMap<TextureId, Texture>,
    /// What egui needs no more, once the frame is drawn.
    freed: Vec<TextureId>,
}

impl Textures {
    pub(super) fn take(&mut self, delta: &mut TexturesDelta) {
        for (id, deltas) in &delta.set {
            for delta in deltas {
                self.change(*id, delta);
            }
        }
        self.freed.extend(&delta.free);
        delta.clear();
    }

    fn change(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let is_nearest = delta.options.magnification == TextureFilter::Nearest;
        let Some([left, top]) = delta.pos else {
            let edition = self.all.get(&id).map_or(0, |texture| texture.edition) + 1;
            self.all.insert(id, Texture { width, height, pixels: image.pixels.clone(), is_nearest, edition });
            return;
        };
        let Some(texture) = self.all.get_mut(&id) else { return };
        // egui adds letters where nothing was; whatever else is changed in part, is changed.
        if id != TextureId::default() {
            texture.edition += 1;
        }
        let rows = texture.pixels.chunks_mut(texture.width.max(1)).skip(top);
        for (row, new) in rows.zip(image.pixels.chunks(width.max(1))) {
            if let Some(part) = row.get_mut(left..left + new.len()) {
                part.copy_from_slice(new);
            }
        }
    }

    pub(super) fn forget(&mut self) {
        for id in self.freed.drain(..) {
            self.all.remove(&id);
        }
    }

    pub(super) fn get(&self, id: TextureId) -> Option<&Texture> {
        self.all.get(&id)
    }
}

impl Texture {
    /// The pixel in a place; where that is outside, the nearest one inside.
    fn at(&self, x: i32, y: i32) -> [u8; 4] {
        let inside = |place: i32, size: usize| usize::try_from(place).unwrap_or(0).min(size.saturating_sub(1));
        let place = inside(y, self.height) * self.width + inside(x, self.width);
        self.pixels.get(place).copied().unwrap_or(Color32::TRANSPARENT).to_array()
    }

    /// A part of a row of pixels, if all of it is inside.
    pub(super) fn row(&self, y: usize, from: usize, len: usize) -> Option<&[Color32]> {
        let is_inside = y < self.height && from + len <= self.width;
        self.pixels.get(y * self.width + from..).filter(|_| is_inside)?.get(..len)
    }

    /// The colour in a place, in pixels from the top left: where that is between the middles of pixels, between theirs.
    pub(super) fn sample(&self, x: f32, y: f32) -> [u8; 4] {
        let (x, y) = (x - 0.5, y - 0.5);
        if self.is_nearest {
            return self.at(x.round() as i32, y.round() as i32);
        }
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (((x - left) * 256.0) as u32, ((y - top) * 256.0) as u32);
        let (left, top) = (left as i32, top as i32);
        let first = self.at(left, top);
        if across == 0 && down == 0 {
            return first;
        }
        let (right, below, last) = (self.at(left + 1, top), self.at(left, top + 1), self.at(left + 1, top + 1));
        let between = |a: u8, b: u8, share: u32| u32::from(a) * (256 - share) + u32::from(b) * share;
        let mut corners = first.into_iter().zip(right).zip(below.into_iter().zip(last));
        std::array::from_fn(|_| {
            let ((a, b), (c, d)) = corners.next().unwrap_or_default();
            ((between(a, b, across) * (256 - down) + between(c, d, across) * down + (1 << 15)) >> 16) as u8
        })
    }
}
