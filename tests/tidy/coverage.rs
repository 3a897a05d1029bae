//! `docs/coverage.md`: where the matter of each sentence of the public page stands that the product grew from.

use std::collections::BTreeMap;

use crate::content::{member, steps_of};
use crate::wording::{body, plain};
use crate::{File, NOTHING, assets, files_below};

/// The public page had as many sentences when the table was made.
const SENTENCES: usize = 67;

/// A row of the table.
struct Row {
    number: String,
    begins: String,
    place: String,
    words: String,
}

fn rows(table: &str) -> Vec<Row> {
    let cells = |line: &str| line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let lines: Vec<Vec<String>> = table.lines().filter(|line| line.starts_with("| ")).map(cells).collect();
    let row = |cells: &Vec<String>| match cells.as_slice() {
        [number, begins, _, place, words] => Some(Row {
            number: number.clone(),
            begins: begins.clone(),
            place: place.trim_matches('`').to_owned(),
            words: words.clone(),
        }),
        _ => None,
    };
    lines.iter().skip(1).filter_map(row).collect()
}

/// What stands at each place that a row can name, in one line of plain text.
fn places() -> BTreeMap<String, String> {
    let one_line = |text: &str| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut places = BTreeMap::new();
    for (path, text) in &assets() {
        if let Some(name) = path.strip_prefix("assets/reference/").and_then(|name| name.strip_suffix(".md")) {
            places.insert(name.to_owned(), one_line(body(text)));
        }
    }
    for step in assets().iter().flat_map(steps_of) {
        let text = ["title", "hint", "guidance"].map(|name| member(&step, name)).join(" ");
        places.insert(format!("step/{}", member(&step, "id")), one_line(&text));
    }
    let sources = files_below("src", &["rs"]);
    let text =
        sources.iter().find(|(path, _)| path == "src/text/mod.rs").map(|(_, text)| text.as_str()).unwrap_or_default();
    let note =
        text.split_once("NOT_ADVICE: &str = \"").and_then(|(_, rest)| rest.split_once("\";")).unwrap_or_default();
    places.insert("text/NOT_ADVICE".to_owned(), one_line(&note.0.replace("\\\n", " ")));
    places
}

/// Rows that are missing, out of order, or name words that do not stand where they say.
fn crooked_rows(table: &str) -> Vec<String> {
    let (rows, places) = (rows(table), places());
    let mut found = Vec::new();
    if rows.len() != SENTENCES {
        found.push(format!("{} rows", rows.len()));
    }
    for (place, row) in rows.iter().enumerate() {
        if row.number != (place + 1).to_string() || row.begins.is_empty() {
            found.push(format!("row {} is called {:?}", place + 1, row.number));
        }
        match places.get(&row.place) {
            None => found.push(format!("{}: there is no {}", row.number, row.place)),
            Some(text) if row.words.split_whitespace().count() < 2 || !text.contains(&row.words) => {
                found.push(format!("{}: {:?} does not stand in {}", row.number, row.words, row.place));
            }
            Some(_) => {}
        }
    }
    found
}

fn table() -> String {
    let docs: Vec<File> = files_below("docs", &["md"]);
    docs.into_iter().find(|(path, _)| path == "docs/coverage.md").unwrap().1
}

#[test]
fn every_sentence_of_the_source_page_has_its_place() {
    assert_eq!(crooked_rows(&table()), NOTHING);
}

#[test]
fn a_row_that_points_nowhere_is_noticed() {
    let broken = table().replacen("| `text/NOT_ADVICE` |", "| `text/NOTHING` |", 1);
    assert_eq!(crooked_rows(&broken).len(), 1);
    let table = table();
    let other_lines: Vec<&str> = table.lines().filter(|line| !line.starts_with("| 30 |")).collect();
    assert!(crooked_rows(&other_lines.join("\n")).len() > 2);
}

/// Only the first words of a sentence stand in the table, because the sentences are not ours. Where the page lies at
/// hand, in a file that `SOURCE_PAGE` names, as it does for `.ci/run`, they are compared with it.
#[test]
fn the_rows_begin_as_the_sentences_of_the_page_do() {
    let rows = rows(&table());
    for row in &rows {
        assert!(row.begins.split_whitespace().count() <= 6, "{}: {}", row.number, row.begins);
    }
    let Some(page) = std::env::var_os("SOURCE_PAGE") else { return };
    let page = std::fs::read_to_string(page).unwrap();
    let marked = page.replace(". ", ".\n").replace("? ", "?\n").replace("! ", "!\n");
    let sentences: Vec<&str> = marked.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(rows.len(), sentences.len());
    for (row, sentence) in rows.iter().zip(sentences) {
        assert!(sentence.trim_start_matches("- ").starts_with(&row.begins), "{}: {sentence}", row.number);
    }
}
