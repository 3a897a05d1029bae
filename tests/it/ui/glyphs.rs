//! The shipped fonts have every character that the program shows, without any font of the system.

use std::collections::BTreeSet;
use std::path::Path;

use egui::{Context, FontId, RawInput};
use secure_start::ui::theme::{self, Text};

/// Names of people who may start: Welsh, Polish, Turkish, Romanian, Vietnamese, Greek, Ukrainian.
const NAMES: &str = "Ŵyn Ŷ Siân Łukasz Żółć Gülşah İnci Ștefan Țuțea Nguyễn Phước Đặng Thảo Ελένη Παπαδοπούλου \
                     Олександр Ґалаґан Їжак \
                     Kārlis Ģirts Ņina Oļģerts Ķeņķis Spuņģe Žanete Česlavs Ārija Ēvalds Īrisa Ūna Šarlote Ļuda jūlijs vēži";

fn texts_below(folder: &Path, texts: &mut Vec<String>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts_below(&path, texts);
        } else if path.extension().is_some_and(|ending| ["json", "md", "rs"].iter().any(|wanted| ending == *wanted)) {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_character_of_the_texts_and_of_many_names_is_in_the_shipped_fonts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![NAMES.to_owned()];
    texts_below(&root.join("assets"), &mut texts);
    for part in ["ui", "text", "app", "checklist", "plan", "team"] {
        texts_below(&root.join("src").join(part), &mut texts);
    }
    let wanted: BTreeSet<char> = texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_control()).collect();
    assert!(['\u{2019}', 'W', 'Ż', 'Ґ', 'ģ', 'Ķ'].iter().all(|c| wanted.contains(c)), "the texts have been read");

    let ctx = Context::default();
    theme::install(&ctx);
    ctx.run_ui(RawInput::default(), |_| {}).drop_without_applying_deltas();
    for look in [Text::Page, Text::Strong, Text::Body] {
        let font: FontId = ctx.global_style().text_styles[&look.style()].clone();
        let missing: Vec<char> =
            ctx.fonts_mut(|fonts| wanted.iter().copied().filter(|&c| !fonts.has_glyph(&font, c)).collect());
        assert_eq!(missing, Vec::<char>::new(), "{look:?}");
    }
}
