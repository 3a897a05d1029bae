//! Every colour, in one file.

use egui::Color32;

/// The colours of a theme, by what they are for.
#[derive(Clone, Copy, Debug)]
pub struct Tokens {
    /// Behind everything.
    pub page: Color32,
    /// Lists, panels.
    pub surface: Color32,
    pub text: Color32,
    /// Second lines.
    pub quiet: Color32,
    /// Between rows; decoration only.
    pub hairline: Color32,
    /// The edge of a control.
    pub line: Color32,
    /// Links, the one main button, selection.
    pub accent: Color32,
    pub on_accent: Color32,
    /// The ring around what has the focus, and the edge of the ring.
    pub focus: Color32,
    pub focus_edge: Color32,
    /// Behind a row under the mouse, and behind the chosen one.
    pub hover: Color32,
    pub chosen: Color32,
    pub tag_new: Color32,
    pub on_tag_new: Color32,
    pub tag_problem: Color32,
    pub on_tag_problem: Color32,
    /// Behind words about what runs out.
    pub due: Color32,
    pub on_due: Color32,
    /// The line at the foot.
    pub notice: Color32,
    pub on_notice: Color32,
    /// Text of an error.
    pub error: Color32,
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that makes colours")]
const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

pub const LIGHT: Tokens = Tokens {
    page: hex(0x00f0_f4f5),
    surface: hex(0x00ff_ffff),
    text: hex(0x0021_2b32),
    quiet: hex(0x004c_6272),
    hairline: hex(0x00d8_dde0),
    line: hex(0x0076_8692),
    accent: hex(0x0000_5eb8),
    on_accent: hex(0x00ff_ffff),
    focus: hex(0x00ff_eb3b),
    focus_edge: hex(0x0021_2b32),
    hover: hex(0x00e8_edee),
    chosen: hex(0x00e1_ecf7),
    tag_new: hex(0x00c2_d9ee),
    on_tag_new: hex(0x0000_2f5c),
    tag_problem: hex(0x00d5_281b),
    on_tag_problem: hex(0x00ff_ffff),
    due: hex(0x00ff_f2b3),
    on_due: hex(0x003a_2f00),
    notice: hex(0x0021_2b32),
    on_notice: hex(0x00ff_ffff),
    error: hex(0x00b8_1f14),
};

pub const DARK: Tokens = Tokens {
    page: hex(0x0012_181c),
    surface: hex(0x001b_2328),
    text: hex(0x00e8_edee),
    quiet: hex(0x00a9_b8c1),
    hairline: hex(0x0031_3d44),
    line: hex(0x007d_8f9b),
    accent: hex(0x006d_b3f2),
    on_accent: hex(0x000b_1a29),
    focus: hex(0x00ff_eb3b),
    focus_edge: hex(0x000b_0f12),
    hover: hex(0x0026_3138),
    chosen: hex(0x001f_364a),
    tag_new: hex(0x002a_4763),
    on_tag_new: hex(0x00d6_e8f8),
    tag_problem: hex(0x00f4_7a70),
    on_tag_problem: hex(0x002a_0805),
    due: hex(0x004d_420f),
    on_due: hex(0x00ff_f2b3),
    notice: hex(0x002b_3a44),
    on_notice: hex(0x00e8_edee),
    error: hex(0x00ff_9d94),
};

/// Black and white, and as few colours as there are meanings. Every pair of text has 7:1 at least.
pub const CONTRAST: Tokens = Tokens {
    page: hex(0x0000_0000),
    surface: hex(0x0000_0001),
    text: hex(0x00ff_ffff),
    quiet: hex(0x00e6_e6e6),
    hairline: hex(0x0080_8080),
    line: hex(0x00ff_ffff),
    accent: hex(0x007f_d4ff),
    on_accent: hex(0x0000_0000),
    focus: hex(0x00ff_eb3b),
    focus_edge: hex(0x0000_0000),
    hover: hex(0x001f_1f1f),
    chosen: hex(0x0000_2b4d),
    tag_new: hex(0x00ff_ffff),
    on_tag_new: hex(0x0000_0000),
    tag_problem: hex(0x00ff_a39b),
    on_tag_problem: hex(0x0000_0000),
    due: hex(0x00ff_eb3b),
    on_due: hex(0x0000_0000),
    notice: hex(0x00ff_ffff),
    on_notice: hex(0x0000_0000),
    error: hex(0x00ff_b3ac),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(color: Color32) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_in_use_meets_wcag_aa() {
        for (name, t, text) in [("light", LIGHT, 4.5), ("dark", DARK, 4.5), ("high contrast", CONTRAST, 7.0)] {
            let mut pairs = vec![
                ("on accent", t.on_accent, t.accent, text),
                ("new tag", t.on_tag_new, t.tag_new, text),
                ("problem tag", t.on_tag_problem, t.tag_problem, text),
                ("due", t.on_due, t.due, text),
                ("notice", t.on_notice, t.notice, text),
                ("focus ring", t.focus_edge, t.focus, 3.0),
            ];
            for (ground, color) in [("page", t.page), ("surface", t.surface), ("hover", t.hover), ("chosen", t.chosen)]
            {
                pairs.extend([
                    (ground, t.text, color, text),
                    (ground, t.quiet, color, text),
                    (ground, t.accent, color, text),
                    (ground, t.error, color, text),
                    (ground, t.line, color, 3.0),
                ]);
            }
            for (pair, a, b, least) in pairs {
                let found = contrast(a, b);
                assert!(found >= least, "{name}, {pair}: {found:.2} is less than {least} ({a:?} on {b:?})");
            }
        }
    }
}
