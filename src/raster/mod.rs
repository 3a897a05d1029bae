//! Draws what egui made on the processor: triangles to pixels, and only where the picture has changed.
//!
//! **Invariant:** what a picture shows follows from the triangles and the textures alone, and not from what was drawn
//! before; it has the pixels that egui's own painter for graphics cards has, but for the last bit of a colour.
//!
//! The picture is cut into squares, and each gets a fingerprint of everything that is drawn in it, in order. A square
//! is drawn again only where its fingerprint is not that of the frame that the buffer holds.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::many_single_char_names,
    reason = "places on a screen are small numbers, those of one corner are equal or not, and a, b, c are corners"
)]

mod item;
mod paint;
mod texture;

use std::collections::VecDeque;

use egui::{Color32, TexturesDelta, epaint::ClippedPrimitive};
use rayon::prelude::*;

use item::{Item, items};
use texture::Textures;

/// How wide and high a square is, in pixels.
const SQUARE: usize = 64;

/// So many frames back the fingerprints are kept. A window has three buffers at most.
const MAX_AGE: usize = 4;

/// What egui made, and how large the picture is.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Width and height, in pixels.
    pub size: [usize; 2],
    pub pixels_per_point: f32,
    pub primitives: &'a [ClippedPrimitive],
    /// Behind everything; its transparency is passed over.
    pub ground: Color32,
}

/// A part of the picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

/// Draws frames, and remembers of the last ones what was where.
#[derive(Default)]
pub struct Raster {
    textures: Textures,
    size: [usize; 2],
    /// The fingerprints of the squares, row by row; those of the last frame first.
    drawn: VecDeque<Vec<u64>>,
}

impl Raster {
    /// Takes over textures that are new or changed. What egui lets go of is kept until the next frame was drawn.
    pub fn take_textures(&mut self, delta: &mut TexturesDelta) {
        self.textures.take(delta);
    }

    /// Draws a frame into a buffer, row by row from the top left, each pixel as 0x00RRGGBB. `age` says how many frames
    /// ago the buffer was drawn into: what is still right in it stays; 0 where that is not known. Comes back with the
    /// parts in which the picture differs from the last frame. A buffer that is too small for the picture is not
    /// drawn into.
    pub fn draw(&mut self, pixels: &mut [u32], frame: &Frame<'_>, age: u8) -> Vec<Area> {
        let [width, height] = frame.size;
        let Some(pixels) = pixels.get_mut(..width * height) else { return Vec::new() };
        if pixels.is_empty() {
            return Vec::new();
        }
        if self.size != frame.size {
            self.size = frame.size;
            self.drawn.clear();
        }
        let items = items(frame, &self.textures);
        let squares = fingerprints(&items, frame);
        let in_row = width.div_ceil(SQUARE);
        let old = usize::from(age).checked_sub(1).and_then(|place| self.drawn.get(place));
        let stale = changed(&squares, old);
        let of_rows = items_of_rows(&items, &stale, in_row, height.div_ceil(SQUARE));
        let ground = paint::opaque(frame.ground);
        pixels
            .par_chunks_mut(width * SQUARE)
            .zip(stale.par_chunks(in_row))
            .zip(of_rows)
            .enumerate()
            .filter(|(_, ((_, stale), _))| stale.iter().any(|is_stale| *is_stale))
            .for_each(|(row, ((band, stale), of_row))| {
                let mut band = paint::Band { pixels: band, width, top: row * SQUARE };
                for (left, right) in runs(stale) {
                    band.draw(left * SQUARE, (right * SQUARE).min(width), ground, &of_row);
                }
            });
        let fresh = changed(&squares, self.drawn.front());
        self.drawn.push_front(squares);
        self.drawn.truncate(MAX_AGE);
        self.textures.forget();
        areas(&fresh, in_row, frame.size)
    }
}

/// A fingerprint for each square, of everything that is drawn in it.
fn fingerprints(items: &[Item<'_>], frame: &Frame<'_>) -> Vec<u64> {
    let [width, height] = frame.size;
    let in_row = width.div_ceil(SQUARE);
    let seed = u64::from(u32::from_le_bytes(frame.ground.to_array()));
    let mut squares = vec![seed; in_row * height.div_ceil(SQUARE)];
    for item in items {
        let [left, top, right, bottom] = item.bounds;
        let columns = left / SQUARE..right.div_ceil(SQUARE);
        for row in squares.chunks_mut(in_row).take(bottom.div_ceil(SQUARE)).skip(top / SQUARE) {
            for square in row.get_mut(columns.clone()).into_iter().flatten() {
                *square = item::mix(*square, item.fingerprint);
            }
        }
    }
    squares
}

/// Which squares are not what they were; all of them where that is not known.
fn changed(squares: &[u64], old: Option<&Vec<u64>>) -> Vec<bool> {
    match old {
        Some(old) if old.len() == squares.len() => squares.iter().zip(old).map(|(new, old)| new != old).collect(),
        Some(_) | None => vec![true; squares.len()],
    }
}

/// What is drawn in each row of squares in which something has to be drawn, in order.
fn items_of_rows<'a>(items: &'a [Item<'a>], stale: &[bool], in_row: usize, rows: usize) -> Vec<Vec<&'a Item<'a>>> {
    let is_stale: Vec<bool> = stale.chunks(in_row).map(|row| row.contains(&true)).collect();
    let mut of_rows: Vec<Vec<&Item<'_>>> = vec![Vec::new(); rows];
    for item in items {
        let [_, top, _, bottom] = item.bounds;
        let from = top / SQUARE;
        let below = of_rows.iter_mut().zip(&is_stale).take(bottom.div_ceil(SQUARE)).skip(from);
        for (of_row, _) in below.filter(|(_, is_stale)| **is_stale) {
            of_row.push(item);
        }
    }
    of_rows
}

/// Where some squares of a row side by side are marked: the first of them, and the one behind the last.
fn runs(marked: &[bool]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (place, _) in marked.iter().enumerate().filter(|(_, is_marked)| **is_marked) {
        match runs.last_mut() {
            Some((_, end)) if *end == place => *end = place + 1,
            _ => runs.push((place, place + 1)),
        }
    }
    runs
}

/// The marked squares as parts of the picture; those of the same width that lie on each other are one.
fn areas(marked: &[bool], in_row: usize, [width, height]: [usize; 2]) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for (row, marked) in marked.chunks(in_row).enumerate() {
        let top = row * SQUARE;
        let bottom = (top + SQUARE).min(height);
        for (left, right) in runs(marked) {
            let (left, right) = (left * SQUARE, (right * SQUARE).min(width));
            let is_below =
                |area: &&mut Area| area.left == left && area.width == right - left && area.top + area.height == top;
            if let Some(above) = areas.iter_mut().rev().find(is_below) {
                above.height = bottom - above.top;
            } else {
                areas.push(Area { left, top, width: right - left, height: bottom - top });
            }
        }
    }
    areas
}

#[cfg(test)]
mod tests;
