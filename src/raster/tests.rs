//! Pictures drawn piece by piece are those drawn at once, and hold the pixels that the triangles say.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{ColorImage, Rect, TextureId, TextureOptions, TexturesDelta, pos2, vec2};

use super::*;

const SIZE: [usize; 2] = [200, 150];

fn vertex(x: f32, y: f32, color: Color32) -> Vertex {
    Vertex::untextured(pos2(x, y), color)
}

fn mesh(vertices: Vec<Vertex>, indices: Vec<u32>) -> ClippedPrimitive {
    let mesh = Mesh { indices, vertices, texture_id: TextureId::default() };
    ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive: Primitive::Mesh(mesh) }
}

fn rectangle(rect: Rect, color: Color32) -> ClippedPrimitive {
    let corners = [rect.left_top(), rect.right_top(), rect.left_bottom(), rect.right_bottom()];
    mesh(corners.map(|at| vertex(at.x, at.y, color)).to_vec(), vec![0, 1, 2, 2, 1, 3])
}

/// A raster whose texture is one white pixel beside three that are not.
fn raster() -> Raster {
    let mut raster = Raster::default();
    let pixels = vec![Color32::WHITE, Color32::WHITE, Color32::from_gray(100), Color32::TRANSPARENT];
    let image = ColorImage { size: [2, 2], source_size: vec2(2.0, 2.0), pixels };
    let mut delta = TexturesDelta::default();
    let delta_of = egui::epaint::ImageDelta::full(ImageData::Color(image.into()), TextureOptions::NEAREST);
    delta.push(TextureId::default(), delta_of);
    raster.take_textures(&mut delta);
    raster
}

fn frame(primitives: &[ClippedPrimitive]) -> Frame<'_> {
    Frame { size: SIZE, pixels_per_point: 1.0, primitives, ground: Color32::BLACK }
}

fn fresh(primitives: &[ClippedPrimitive]) -> Vec<u32> {
    let mut pixels = vec![0x00aa_aaaa; SIZE[0] * SIZE[1]];
    raster().draw(&mut pixels, &frame(primitives), 0);
    pixels
}

fn at(pixels: &[u32], x: usize, y: usize) -> u32 {
    pixels[y * SIZE[0] + x]
}

#[test]
fn a_rectangle_covers_the_pixels_whose_middles_are_in_it() {
    let rect = Rect::from_min_max(pos2(10.4, 20.6), pos2(15.4, 22.6));
    let pixels = fresh(&[rectangle(rect, Color32::RED)]);
    let red: Vec<(usize, usize)> = (0..SIZE[1])
        .flat_map(|y| (0..SIZE[0]).map(move |x| (x, y)))
        .filter(|(x, y)| at(&pixels, *x, *y) == 0x00ff_0000)
        .collect();
    let wanted: Vec<(usize, usize)> = (21..23).flat_map(|y| (10..15).map(move |x| (x, y))).collect();
    assert_eq!(red, wanted);
    assert_eq!(at(&pixels, 0, 0), 0, "everything else is the ground");
}

#[test]
fn two_triangles_that_share_an_edge_leave_no_gap_and_overlap_nowhere() {
    let half = Color32::from_rgba_premultiplied(100, 100, 100, 100);
    let corners = [(3.3, 4.1), (190.2, 40.7), (60.9, 140.4), (180.0, 130.1)];
    let vertices: Vec<Vertex> = corners.iter().map(|(x, y)| vertex(*x, *y, half)).collect();
    let pixels = fresh(&[mesh(vertices, vec![0, 1, 2, 2, 1, 3])]);
    let found: std::collections::BTreeSet<u32> = pixels.iter().copied().collect();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [0, 0x0064_6464], "a pixel drawn twice would be lighter");
}

#[test]
fn what_is_half_opaque_is_blended_as_it_is_stored() {
    let all = Rect::from_min_size(pos2(0.0, 0.0), vec2(200.0, 150.0));
    let half = Color32::from_rgba_premultiplied(10, 20, 30, 128);
    let pixels = fresh(&[rectangle(all, Color32::from_gray(200)), rectangle(all, half)]);
    // 200 × 127 / 255 = 99.6
    assert_eq!(at(&pixels, 100, 75), 0x006e_7882);
}

#[test]
fn a_clip_rectangle_cuts() {
    let all = Rect::from_min_size(pos2(0.0, 0.0), vec2(200.0, 150.0));
    let mut cut = rectangle(all, Color32::WHITE);
    cut.clip_rect = Rect::from_min_max(pos2(50.0, 60.0), pos2(70.0, 65.0));
    let pixels = fresh(&[cut]);
    assert_eq!(pixels.iter().filter(|pixel| **pixel == 0x00ff_ffff).count(), 20 * 5);
    assert_eq!(at(&pixels, 50, 60), 0x00ff_ffff);
    assert_eq!(at(&pixels, 70, 60), 0);
}

/// A picture of many pieces that differs a little from step to step.
fn scene(step: u32) -> Vec<ClippedPrimitive> {
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let place = |number: u32| ((number * 37 + step * (number % 5)) % 190) as f32;
    let mut pieces = Vec::new();
    for number in 0..40 {
        let (x, y) = (place(number), place(number * 3) * 0.7);
        let shade = u8::try_from((number * 6) % 250).unwrap();
        let color = Color32::from_rgba_premultiplied(shade / 2, shade, shade / 3, 255 - shade / 4);
        pieces.push(rectangle(Rect::from_min_size(pos2(x, y), vec2(14.0, 9.0)), color));
        let corners =
            vec![vertex(x, y, color), vertex(x + 30.0, y + 5.0, Color32::RED), vertex(x + 4.0, y + 20.0, color)];
        pieces.push(mesh(corners, vec![0, 1, 2]));
    }
    pieces
}

/// Whatever was there before, and however old the buffer is, the picture is that of the frame alone.
#[test]
fn a_picture_drawn_piece_by_piece_is_the_one_drawn_at_once() {
    let mut raster = raster();
    // Two buffers that take turns, as on Wayland, and one that is always the last, as on X11.
    let (mut one, mut other) = (vec![7; SIZE[0] * SIZE[1]], vec![9; SIZE[0] * SIZE[1]]);
    for step in 0..30 {
        let pieces = scene(step / 3);
        let age = if step < 2 { 0 } else { 2 };
        raster.draw(&mut one, &frame(&pieces), age);
        assert!(one == fresh(&pieces), "step {step}");
        std::mem::swap(&mut one, &mut other);
    }
    let mut single = self::raster();
    let mut pixels = vec![3; SIZE[0] * SIZE[1]];
    for step in 0..30 {
        let pieces = scene(step);
        let areas = single.draw(&mut pixels, &frame(&pieces), u8::from(step > 0));
        assert!(pixels == fresh(&pieces), "step {step}");
        assert!(!areas.is_empty());
    }
}

#[test]
fn nothing_is_drawn_where_nothing_changes_and_what_changes_is_named() {
    let mut raster = raster();
    let mut pixels = vec![0; SIZE[0] * SIZE[1]];
    let still = scene(0);
    assert_eq!(raster.draw(&mut pixels, &frame(&still), 0), [Area { left: 0, top: 0, width: 200, height: 150 }]);
    assert_eq!(raster.draw(&mut pixels, &frame(&still), 1), []);
    // Nothing looks at the buffer either: what is wrong in it stays.
    pixels.fill(5);
    raster.draw(&mut pixels, &frame(&still), 1);
    assert!(pixels.iter().all(|pixel| *pixel == 5));
    let mut more = scene(0);
    more.push(rectangle(Rect::from_min_size(pos2(130.0, 70.0), vec2(4.0, 4.0)), Color32::WHITE));
    let areas = raster.draw(&mut pixels, &frame(&more), 1);
    assert_eq!(areas, [Area { left: 128, top: 64, width: 64, height: 64 }]);
}

#[test]
fn another_size_another_ground_and_another_texture_are_drawn_whole() {
    let mut raster = raster();
    let mut pixels = vec![0; 300 * 300];
    let still = scene(0);
    let whole = |areas: Vec<Area>, [width, height]: [usize; 2]| {
        assert_eq!(areas, [Area { left: 0, top: 0, width, height }]);
    };
    raster.draw(&mut pixels, &frame(&still), 0);
    let larger = Frame { size: [300, 300], ..frame(&still) };
    whole(raster.draw(&mut pixels, &larger, 1), [300, 300]);
    let lighter = Frame { ground: Color32::WHITE, ..larger };
    whole(raster.draw(&mut pixels, &lighter, 1), [300, 300]);
    assert_eq!(raster.draw(&mut pixels, &lighter, 1), []);
}

#[test]
fn a_buffer_that_is_too_small_is_left_alone() {
    let mut pixels = vec![1; 10];
    assert_eq!(raster().draw(&mut pixels, &frame(&scene(0)), 0), []);
    assert_eq!(pixels, [1; 10]);
    let empty = Frame { size: [0, 0], ..frame(&[]) };
    assert_eq!(raster().draw(&mut [], &empty, 0), []);
}
