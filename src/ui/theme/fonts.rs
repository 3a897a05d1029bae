//! The fonts that are shipped, and the icons in them.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::fonts;

/// Names of the families besides the regular one.
pub(super) const SEMI_BOLD: &str = "semi-bold";
pub(super) const BOLD: &str = "bold";

/// An icon of the icon font; always beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(pub &'static str);

impl Icon {
    pub const BACK: Self = Self("\u{e058}");
    pub const BOOK: Self = Self("\u{e0e6}");
    pub const CHECK: Self = Self("\u{e182}");
    pub const CLOSE: Self = Self("\u{e4f6}");
    pub const FOLDER: Self = Self("\u{e256}");
    pub const LIST: Self = Self("\u{eadc}");
    pub const NOT_NEEDED: Self = Self("\u{e32c}");
    pub const PLAN: Self = Self("\u{e10a}");
    pub const PLACE: Self = Self("\u{e102}");
    pub const RIGHT: Self = Self("\u{e06c}");
    pub const USER: Self = Self("\u{e4c2}");
    pub const WAIT: Self = Self("\u{e2b2}");
    pub const WARNING: Self = Self("\u{e4e0}");
}

/// Atkinson Hyperlegible Next in three weights; behind it Noto Sans for names in Greek, Cyrillic and Vietnamese, and
/// the icons. Whatever else a name needs comes from the system.
#[must_use]
pub(super) fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 5] = [
        ("regular", fonts::REGULAR),
        (SEMI_BOLD, fonts::SEMI_BOLD),
        (BOLD, fonts::BOLD),
        ("names", fonts::NAMES),
        ("icons", fonts::ICONS),
    ];
    for (name, bytes) in files {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let behind = |first: &str| vec![first.to_owned(), "names".to_owned(), "icons".to_owned()];
    for (family, first) in [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "regular"),
        (FontFamily::Name(SEMI_BOLD.into()), SEMI_BOLD),
        (FontFamily::Name(BOLD.into()), BOLD),
    ] {
        definitions.families.insert(family, behind(first));
    }
    definitions
}
