//! Reading the whole catalogue: every file of JSON, and every panel. Beside it, `serde_json` reading the same JSON
//! into values, and `pulldown-cmark` going through the same panels: what the libraries themselves take.

use std::path::Path;

use pulldown_cmark::Parser;
use secure_start::catalogue::{Catalogue, Reference};
use serde_json::Value;
use timing::{median, took};

mod timing;

const RUNS: usize = 51;

fn main() {
    let json = texts("assets/catalogue", "json");
    let panels = texts("assets/reference", "md");
    let (mut steps, mut texts, mut values, mut events) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        steps.push(took(|| Catalogue::read().map_or(0, |catalogue| catalogue.steps.len())));
        texts.push(took(|| Reference::read().map_or(0, |reference| reference.panels.len())));
        values.push(took(|| json.iter().filter_map(|text| serde_json::from_str::<Value>(text).ok()).count()));
        events.push(took(|| panels.iter().map(|text| Parser::new(text).count()).sum()));
    }
    let [steps, texts, values, events] = [steps, texts, values, events].map(median);
    println!("whole catalogue read   {:.2} ms (steps and choices {steps:.2}, panels {texts:.2})", steps + texts);
    println!("the libraries alone    {:.2} ms (serde_json {values:.2}, pulldown-cmark {events:.2})", values + events);
}

fn texts(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                found.extend(std::fs::read_to_string(path));
            }
        }
    }
    found
}
