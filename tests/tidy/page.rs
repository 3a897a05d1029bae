//! `ARCHITECTURE.md`: the layers, the crates and the files are as the page names them.

use std::collections::BTreeSet;

use crate::layers::layers;
use crate::{File, NOTHING, file, sources};

fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).unwrap()
}

/// The rows of the tables under a heading of level 2, as cells.
fn rows<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, below) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let below = below.split("\n## ").next().unwrap_or_default();
    let rows = below.lines().filter(|line| line.starts_with("| "));
    rows.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

/// The names of a cell that has nothing else in it; none where it is a sentence.
fn names(cell: &str) -> Option<BTreeSet<&str>> {
    if cell == "nothing" {
        return Some(BTreeSet::new());
    }
    cell.split(' ').map(|name| name.strip_prefix('`')?.strip_suffix('`')).collect()
}

/// What the page says of layers that is not what `layers.rs` holds.
fn wrong_layers(page: &str) -> Vec<String> {
    let (mut found, mut said) = (Vec::new(), BTreeSet::new());
    for row in rows(page, "Which way dependencies point") {
        let Some(parts) = row.first().and_then(|cell| names(cell)) else { continue };
        for layer in layers().iter().filter(|layer| parts.contains(layer.name)) {
            let wanted: Vec<BTreeSet<&str>> = match row.len() {
                2 => vec![layer.may.split(' ').filter(|name| !name.is_empty()).collect()],
                _ => vec![layer.std.iter().copied().collect(), layer.crates.iter().copied().collect()],
            };
            if row.len() == 2 {
                said.insert(layer.name);
            }
            for (cell, wanted) in row.iter().skip(1).zip(wanted) {
                if names(cell).is_some_and(|names| names != wanted) {
                    found.push(format!("{}: {cell} for {wanted:?}", layer.name));
                }
            }
        }
    }
    found.extend(layers().iter().filter(|layer| !said.contains(layer.name)).map(|layer| format!("no {}", layer.name)));
    found
}

/// The crates of `Cargo.toml` that the page does not name, and those that it names and that are not there.
fn wrong_crates(page: &str, manifest: &str) -> Vec<String> {
    let (mut used, mut is_dependency) = (BTreeSet::new(), false);
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependency = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_dependency) {
            used.insert(name);
        }
    }
    let rows = rows(page, "What is taken from others, and why");
    let named: BTreeSet<&str> =
        rows.iter().skip(1).filter_map(|row| row.first()).flat_map(|cell| cell.split(", ")).collect();
    used.symmetric_difference(&named).filter(|name| !name.starts_with("---")).map(|name| (*name).to_owned()).collect()
}

/// The files of `src`, and of its folders where the page lists them, that it does not name or that are not there.
fn wrong_files(page: &str, sources: &[File]) -> Vec<String> {
    let (_, map) = page.split_once("\nsrc/\n").unwrap();
    let map = map.split("\ntests/\n").next().unwrap_or_default();
    let (mut named, mut folder) = (BTreeSet::new(), String::new());
    for line in map.lines() {
        let depth = line.len() - line.trim_start().len();
        let is_name = |word: &&str| word.strip_suffix(".rs").or(word.strip_suffix('/')).is_some();
        let words = line.split_whitespace().take_while(is_name);
        for word in words.map(|word| word.trim_end_matches('/')) {
            match depth {
                2 => {
                    word.clone_into(&mut folder);
                    named.insert(word.to_owned());
                }
                4 => drop(named.insert(format!("{folder}/{word}"))),
                _ => {}
            }
        }
    }
    let is_listed = |folder: &str| named.iter().any(|name| name.starts_with(&format!("{folder}/")));
    let there: BTreeSet<String> = sources
        .iter()
        .flat_map(|(path, _)| {
            let parts: Vec<&str> = path.trim_start_matches("src/").split('/').collect();
            match parts.as_slice() {
                [folder, below, ..] if is_listed(folder) => {
                    vec![(*folder).to_owned(), format!("{folder}/{below}")]
                }
                [first, ..] => vec![(*first).to_owned()],
                [] => Vec::new(),
            }
        })
        .collect();
    // What a folder as a whole is for stands beside it.
    there.symmetric_difference(&named).filter(|name| !name.ends_with("/mod.rs")).cloned().collect()
}

fn manifest() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap()
}

#[test]
fn the_page_has_the_layers_that_are_held() {
    assert_eq!(wrong_layers(&page()), NOTHING);
    for (here, there) in [
        ("| `disk` | nothing |", "| `disk` | `ids` |"),
        ("| `raster` | nothing |", "| `roster` | nothing |"),
        ("| `disk` | `net` |", "| `disk` | `fs` |"),
    ] {
        assert_eq!(wrong_layers(&page().replacen(here, there, 1)).len(), 1, "{here}");
    }
}

#[test]
fn the_page_says_what_each_crate_is_for() {
    assert_eq!(wrong_crates(&page(), &manifest()), NOTHING);
    let more = manifest().replacen("[dependencies]", "[dependencies]\nleft-pad = \"1\"", 1);
    assert_eq!(wrong_crates(&page(), &more), ["left-pad"]);
    assert_eq!(wrong_crates(&page().replacen("\n| zip |", "\n| zap |", 1), &manifest()), ["zap", "zip"]);
}

#[test]
fn the_page_names_the_files_that_are_there() {
    assert_eq!(wrong_files(&page(), &sources()), NOTHING);
    let more = [sources(), vec![file("src/disk/news.rs", ""), file("src/news/mod.rs", "")]].concat();
    assert_eq!(wrong_files(&page(), &more), ["disk/news.rs", "news"]);
    let fewer: Vec<File> = sources().into_iter().filter(|(path, _)| path != "src/plan/next.rs").collect();
    assert_eq!(wrong_files(&page(), &fewer), ["plan/next.rs"]);
}
