//! What is drawn, piece by piece: rectangles and triangles, each with the pixels that it may touch and a fingerprint.

use egui::Rect;
use egui::epaint::{Mesh, Primitive, Vertex};

use super::Frame;
use super::texture::{Texture, Textures};

/// A piece of the picture.
pub(super) struct Item<'a> {
    /// The pixels that it may touch: left, top, and those behind the right and below the bottom.
    pub(super) bounds: [usize; 4],
    /// Everything that decides what it looks like, but for the pixels of the texture.
    pub(super) fingerprint: u64,
    pub(super) texture: &'a Texture,
    pub(super) shape: Shape<'a>,
    pub(super) pixels_per_point: f32,
}

pub(super) enum Shape<'a> {
    /// Upright, in one colour: the corner at the left above, and that at the right below. Letters are such.
    Rectangle(&'a Vertex, &'a Vertex),
    Triangle([&'a Vertex; 3]),
}

/// Takes a value into a fingerprint. For one value, no two results are the same.
pub(super) const fn mix(fingerprint: u64, value: u64) -> u64 {
    let mixed = (fingerprint ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

/// Everything that touches the picture, in the order in which it is drawn.
pub(super) fn items<'a>(frame: &Frame<'a>, textures: &'a Textures) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for primitive in frame.primitives {
        // There are no callbacks: they draw with a graphics card.
        let Primitive::Mesh(mesh) = &primitive.primitive else { continue };
        let Some(texture) = textures.get(mesh.texture_id) else { continue };
        let clip = clipped(primitive.clip_rect, frame);
        let [left, top, right, bottom] = clip;
        if left >= right || top >= bottom {
            continue;
        }
        let seed = [left, top, right, bottom].into_iter().fold(texture.edition, |sum, edge| mix(sum, edge as u64));
        let pieces = Pieces { mesh, texture, clip, seed, pixels_per_point: frame.pixels_per_point };
        pieces.add_to(&mut items);
    }
    items
}

/// Into which pixels may be drawn, as egui's own painter rounds it.
fn clipped(clip: Rect, frame: &Frame<'_>) -> [usize; 4] {
    let [width, height] = frame.size;
    let edge = |place: f32, size: usize| pixel((place * frame.pixels_per_point).round(), size);
    [edge(clip.min.x, width), edge(clip.min.y, height), edge(clip.max.x, width), edge(clip.max.y, height)]
}

/// A pixel of a row or column with so many of them; the one behind the last where the place is beyond.
fn pixel(place: f32, size: usize) -> usize {
    (place as usize).min(size)
}

struct Pieces<'a> {
    mesh: &'a Mesh,
    texture: &'a Texture,
    clip: [usize; 4],
    seed: u64,
    pixels_per_point: f32,
}

impl<'a> Pieces<'a> {
    fn add_to(&self, items: &mut Vec<Item<'a>>) {
        let mut indices = self.mesh.indices.as_slice();
        loop {
            if let [a, b, c, d, e, f, rest @ ..] = indices
                && ([d, e] == [c, b] || [d, e] == [b, c])
                && let Some(corners) = self.corners([*a, *b, *c, *f])
                && is_rectangle(corners)
            {
                let [first, _, _, last] = corners;
                items.extend(self.item(Shape::Rectangle(first, last), &[first, last]));
                indices = rest;
            } else if let [a, b, c, rest @ ..] = indices {
                if let Some(corners) = self.corners([*a, *b, *c]) {
                    items.extend(self.item(Shape::Triangle(corners), &corners));
                }
                indices = rest;
            } else {
                return;
            }
        }
    }

    fn corners<const N: usize>(&self, indices: [u32; N]) -> Option<[&'a Vertex; N]> {
        let mut corners = indices.into_iter().map(|index| self.mesh.vertices.get(index as usize));
        let first = self.mesh.vertices.first()?;
        let mut is_whole = true;
        let found = std::array::from_fn(|_| {
            corners.next().flatten().unwrap_or_else(|| {
                is_whole = false;
                first
            })
        });
        is_whole.then_some(found)
    }

    /// None where nothing of it can be seen.
    fn item(&self, shape: Shape<'a>, corners: &[&Vertex]) -> Option<Item<'a>> {
        let scale = self.pixels_per_point;
        let (mut least, mut most) = ([f32::MAX; 2], [f32::MIN; 2]);
        let mut fingerprint = self.seed;
        for Vertex { pos, uv, color } in corners {
            least = [least[0].min(pos.x), least[1].min(pos.y)];
            most = [most[0].max(pos.x), most[1].max(pos.y)];
            fingerprint = mix(fingerprint, pair(pos.x, pos.y));
            fingerprint = mix(fingerprint, pair(uv.x, uv.y));
            fingerprint = mix(fingerprint, u64::from(u32::from_le_bytes(color.to_array())));
        }
        // A pixel belongs to what its middle is in.
        let first = |place: f32, from: usize, to: usize| pixel((place * scale - 0.5).ceil(), to).max(from);
        let [left, top, right, bottom] = self.clip;
        let bounds = [
            first(least[0], left, right),
            first(least[1], top, bottom),
            first(most[0], left, right),
            first(most[1], top, bottom),
        ];
        let is_seen = bounds[0] < bounds[2] && bounds[1] < bounds[3];
        let (texture, pixels_per_point) = (self.texture, scale);
        is_seen.then_some(Item { bounds, fingerprint, texture, shape, pixels_per_point })
    }
}

const fn pair(a: f32, b: f32) -> u64 {
    ((a.to_bits() as u64) << 32) | b.to_bits() as u64
}

/// Whether four corners, row by row, are those of an upright rectangle in one colour.
fn is_rectangle([a, b, c, d]: [&Vertex; 4]) -> bool {
    let lies = |at: fn(&Vertex) -> egui::Pos2| {
        let (a, b, c, d) = (at(a), at(b), at(c), at(d));
        let by_rows = a.y == b.y && c.y == d.y && a.x == c.x && b.x == d.x;
        let by_columns = a.x == b.x && c.x == d.x && a.y == c.y && b.y == d.y;
        (by_rows, by_columns, a.x <= d.x && a.y <= d.y)
    };
    let (by_rows, by_columns, is_in_order) = lies(|vertex| vertex.pos);
    let (uv_by_rows, uv_by_columns, _) = lies(|vertex| vertex.uv);
    let is_upright = (by_rows && uv_by_rows) || (by_columns && uv_by_columns);
    is_upright && is_in_order && [b, c, d].iter().all(|other| other.color == a.color)
}
