//! Rectangles and triangles into pixels. Colours are blended as they are stored, as egui's own painter does.

use egui::Color32;
use egui::epaint::Vertex;

use super::item::{Item, Shape};
use super::texture::Texture;

/// Some rows of the picture.
pub(super) struct Band<'a> {
    pub(super) pixels: &'a mut [u32],
    /// Of the picture.
    pub(super) width: usize,
    /// The row of the picture that is the first of these.
    pub(super) top: usize,
}

/// The colour of an opaque pixel, 0x00RRGGBB.
pub(super) const fn opaque(color: Color32) -> u32 {
    let [r, g, b, _] = color.to_array();
    u32::from_be_bytes([0, r, g, b])
}

/// `a × b / 255`, rounded.
const fn scaled(a: u8, b: u8) -> u8 {
    let product = a as u16 * b as u16 + 128;
    ((product + (product >> 8)) >> 8) as u8
}

fn tinted(color: [u8; 4], by: [u8; 4]) -> [u8; 4] {
    let ([r, g, b, a], [by_r, by_g, by_b, by_a]) = (color, by);
    [scaled(r, by_r), scaled(g, by_g), scaled(b, by_b), scaled(a, by_a)]
}

/// Puts a colour, multiplied by its opacity, over a pixel.
#[inline]
fn blend(pixel: &mut u32, [r, g, b, a]: [u8; 4]) {
    match a {
        255 => *pixel = u32::from_be_bytes([0, r, g, b]),
        0 if [r, g, b] == [0; 3] => {}
        _ => {
            let [_, under_r, under_g, under_b] = pixel.to_be_bytes();
            let over = |over: u8, under: u8| over.saturating_add(scaled(under, 255 - a));
            *pixel = u32::from_be_bytes([0, over(r, under_r), over(g, under_g), over(b, under_b)]);
        }
    }
}

impl Band<'_> {
    /// Draws what is between two columns, from the ground up.
    pub(super) fn draw(&mut self, left: usize, right: usize, ground: u32, items: &[&Item<'_>]) {
        for row in self.pixels.chunks_mut(self.width) {
            row.get_mut(left..right).unwrap_or_default().fill(ground);
        }
        let bottom = self.top + self.pixels.len() / self.width;
        for item in items {
            let [item_left, item_top, item_right, item_bottom] = item.bounds;
            let clip = [item_left.max(left), item_top.max(self.top), item_right.min(right), item_bottom.min(bottom)];
            if clip[0] >= clip[2] || clip[1] >= clip[3] {
                continue;
            }
            match &item.shape {
                Shape::Rectangle(first, last) => self.rectangle(clip, item, first, last),
                Shape::Triangle(corners) => self.triangle(clip, item, corners),
            }
        }
    }

    /// The rows between two, with their numbers, each cut to the columns of the clip.
    fn rows(&mut self, [left, top, right, bottom]: [usize; 4]) -> impl Iterator<Item = (usize, &mut [u32])> {
        let above = top - self.top;
        let rows = self.pixels.chunks_mut(self.width).skip(above).take(bottom - top);
        rows.enumerate().map(move |(row, pixels)| (top + row, pixels.get_mut(left..right).unwrap_or_default()))
    }

    fn rectangle(&mut self, clip: [usize; 4], item: &Item<'_>, first: &Vertex, last: &Vertex) {
        let color = first.color.to_array();
        let texture = item.texture;
        let size = [texture.width as f32, texture.height as f32];
        if first.uv == last.uv {
            let color = tinted(color, texture.sample(first.uv.x * size[0], first.uv.y * size[1]));
            for (_, row) in self.rows(clip) {
                fill(row, color);
            }
            return;
        }
        let scale = item.pixels_per_point;
        let across = Axis::new([first.pos.x, last.pos.x], [first.uv.x, last.uv.x], scale, size[0]);
        let down = Axis::new([first.pos.y, last.pos.y], [first.uv.y, last.uv.y], scale, size[1]);
        let whole = across.whole(clip[0]).zip(down.whole(clip[1]));
        for (y, row) in self.rows(clip) {
            // Letters lie on whole pixels: theirs are those of the texture.
            let source = whole.and_then(|(x, top)| texture.row(top + y - clip[1], x, row.len()));
            if let Some(source) = source {
                copy(row, source, color);
                continue;
            }
            let v = down.at(y);
            for (place, pixel) in row.iter_mut().enumerate() {
                blend(pixel, tinted(color, texture.sample(across.at(clip[0] + place), v)));
            }
        }
    }

    fn triangle(&mut self, clip: [usize; 4], item: &Item<'_>, corners: &[&Vertex; 3]) {
        let Some(triangle) = Triangle::new(corners, item.pixels_per_point, item.texture) else { return };
        let [left, _, right, _] = clip;
        for (y, row) in self.rows(clip) {
            let Some((from, to)) = triangle.span(y, left, right) else { continue };
            let Some(row) = row.get_mut(from - left..to - left) else { continue };
            match triangle.flat {
                Some(color) => fill(row, color),
                None => triangle.shade(row, from, y, item.texture),
            }
        }
    }
}

fn fill(row: &mut [u32], color: [u8; 4]) {
    let [r, g, b, a] = color;
    if a == 255 {
        row.fill(u32::from_be_bytes([0, r, g, b]));
    } else {
        for pixel in row {
            blend(pixel, color);
        }
    }
}

fn copy(row: &mut [u32], source: &[Color32], color: [u8; 4]) {
    for (pixel, texel) in row.iter_mut().zip(source) {
        match texel.to_array() {
            [0, 0, 0, 0] => {}
            [255, 255, 255, 255] => blend(pixel, color),
            texel => blend(pixel, tinted(color, texel)),
        }
    }
}

/// Where in a texture a pixel of a rectangle is, in one direction.
#[derive(Clone, Copy)]
struct Axis {
    /// The place in the texture of the middle of the picture's first pixel.
    origin: f32,
    step: f32,
}

impl Axis {
    fn new(pos: [f32; 2], uv: [f32; 2], pixels_per_point: f32, size: f32) -> Self {
        let ([from, to], [uv_from, uv_to]) = (pos, uv);
        let step = (uv_to - uv_from) * size / ((to - from) * pixels_per_point);
        Self { origin: uv_from * size + (0.5 - from * pixels_per_point) * step, step }
    }

    fn at(self, pixel: usize) -> f32 {
        self.origin + pixel as f32 * self.step
    }

    /// The pixel of the texture, where each pixel from this one on has exactly one.
    fn whole(self, pixel: usize) -> Option<usize> {
        let place = self.at(pixel) - 0.5;
        let is_whole = (self.step - 1.0).abs() < 1e-4 && (place - place.round()).abs() < 1.0 / 32.0;
        (is_whole && place > -0.5).then_some(place.round() as usize)
    }
}

/// A triangle in pixels, with what changes from pixel to pixel.
struct Triangle {
    corners: [[f32; 2]; 3],
    /// How the shares of the first two corners change along a row.
    along: [f32; 2],
    down: [f32; 2],
    /// By corner: red, green, blue, opacity, and the place in the texture.
    values: [[f32; 6]; 3],
    /// Its colour, where it has one.
    flat: Option<[u8; 4]>,
    /// What the texture gives, where all corners take the same of it.
    texel: Option<[u8; 4]>,
}

impl Triangle {
    /// None where it has no area.
    fn new(vertices: &[&Vertex; 3], pixels_per_point: f32, texture: &Texture) -> Option<Self> {
        let corners = vertices.map(|vertex| [vertex.pos.x * pixels_per_point, vertex.pos.y * pixels_per_point]);
        let [[ax, ay], [bx, by], [cx, cy]] = corners;
        let area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
        if area == 0.0 || !area.is_finite() {
            return None;
        }
        let size = [texture.width as f32, texture.height as f32];
        let values = vertices.map(|vertex| {
            let [r, g, b, a] = vertex.color.to_array().map(f32::from);
            [r, g, b, a, vertex.uv.x * size[0], vertex.uv.y * size[1]]
        });
        let [a, b, c] = vertices;
        let texel = (a.uv == b.uv && a.uv == c.uv).then(|| texture.sample(a.uv.x * size[0], a.uv.y * size[1]));
        let flat = texel.filter(|_| a.color == b.color && a.color == c.color);
        Some(Self {
            corners,
            along: [(by - cy) / area, (cy - ay) / area],
            down: [(cx - bx) / area, (ax - cx) / area],
            values,
            flat: flat.map(|texel| tinted(a.color.to_array(), texel)),
            texel,
        })
    }

    /// The pixels of a row whose middles are in it.
    fn span(&self, y: usize, left: usize, right: usize) -> Option<(usize, usize)> {
        let middle = y as f32 + 0.5;
        let (mut from, mut to) = (f32::MAX, f32::MIN);
        let [a, b, c] = self.corners;
        for (one, other) in [(a, b), (b, c), (c, a)] {
            let (upper, lower) = if one[1] <= other[1] { (one, other) } else { (other, one) };
            if middle >= upper[1] && middle < lower[1] {
                let x = upper[0] + (middle - upper[1]) * (lower[0] - upper[0]) / (lower[1] - upper[1]);
                from = from.min(x);
                to = to.max(x);
            }
        }
        let first = |x: f32| ((x - 0.5).ceil().max(0.0) as usize).clamp(left, right);
        let (from, to) = (first(from), first(to));
        (from < to).then_some((from, to))
    }

    /// Draws pixels of a row whose colours or places in the texture are between those of the corners.
    fn shade(&self, row: &mut [u32], from: usize, y: usize, texture: &Texture) {
        let [[ax, ay], [bx, by], _] = self.corners;
        let (x, y) = (from as f32 + 0.5, y as f32 + 0.5);
        let mut first = 1.0 + self.along[0] * (x - ax) + self.down[0] * (y - ay);
        let mut second = 1.0 + self.along[1] * (x - bx) + self.down[1] * (y - by);
        for pixel in row {
            let [a, b, c] = self.values;
            let third = 1.0 - first - second;
            let value = |of: usize| {
                let of = |values: [f32; 6]| values.get(of).copied().unwrap_or_default();
                of(a) * first + of(b) * second + of(c) * third
            };
            let color = [value(0), value(1), value(2), value(3)].map(|part| (part + 0.5) as u8);
            let texel = self.texel.unwrap_or_else(|| texture.sample(value(4), value(5)));
            blend(pixel, tinted(color, texel));
            first += self.along[0];
            second += self.along[1];
        }
    }
}
