//! What the content has to have: titles that fit, and a panel for everything.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{File, NOTHING, assets, file};

const TITLE_CHARS: usize = 60;

/// The steps of a file of the catalogue; none in another file.
pub(crate) fn steps_of(file: &File) -> Vec<Value> {
    let (path, text) = file;
    let is_steps = path.starts_with("assets/catalogue/steps/");
    if is_steps { serde_json::from_str(text).unwrap() } else { Vec::new() }
}

pub(crate) fn member<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn long_titles(files: &[File]) -> Vec<String> {
    let of_steps =
        files.iter().flat_map(steps_of).map(|step| (member(&step, "id").to_owned(), member(&step, "title").to_owned()));
    let of_panels = files.iter().filter(|(path, _)| path.starts_with("assets/reference/")).map(|(path, text)| {
        let title = text.lines().find_map(|line| line.strip_prefix("title:")).unwrap_or_default();
        (path.clone(), title.trim().to_owned())
    });
    of_steps
        .chain(of_panels)
        .filter(|(_, title)| title.is_empty() || title.chars().count() > TITLE_CHARS)
        .map(|(id, title)| format!("{id}: {title:?}"))
        .collect()
}

const TOPICS: [&str; 12] = [
    "challenges-and-looking-after-yourself",
    "glossary",
    "how-categories-work",
    "indemnity-explained",
    "patients-and-health-needs",
    "registration-explained",
    "security-training-explained",
    "security-vetting-explained",
    "the-regime-and-your-day",
    "what-you-may-bring-in",
    "who-commissions-runs-inspects",
    "working-beside-officers",
];

/// Panels that are missing, and files that belong to nothing.
fn panels_out_of_place(files: &[File]) -> Vec<String> {
    let mut wanted: BTreeSet<String> = TOPICS.iter().map(|id| format!("assets/reference/topics/{id}.md")).collect();
    for kind in ["settings", "roles", "nations"] {
        let list = files.iter().find(|(path, _)| *path == format!("assets/catalogue/{kind}.json"));
        let items: Vec<Value> = list.map_or_else(Vec::new, |(_, text)| serde_json::from_str(text).unwrap());
        wanted.extend(items.iter().map(|item| format!("assets/reference/{kind}/{}.md", member(item, "id"))));
    }
    let found: BTreeSet<String> =
        files.iter().map(|(path, _)| path.clone()).filter(|path| path.starts_with("assets/reference/")).collect();
    let missing = wanted.difference(&found).map(|path| format!("{path} is missing"));
    missing.chain(found.difference(&wanted).map(|path| format!("{path} belongs to nothing"))).collect()
}

#[test]
fn every_title_fits_on_one_line() {
    assert_eq!(long_titles(&assets()), NOTHING);
    let title = "x".repeat(61);
    let steps = format!(r#"[{{"id": "a", "title": "{title}"}}, {{"id": "b", "title": "Ask"}}]"#);
    assert_eq!(long_titles(&[file("assets/catalogue/steps/a.json", &steps)]).len(), 1);
    assert_eq!(long_titles(&[file("assets/reference/topics/a.md", &format!("---\ntitle: {title}\n---\n"))]).len(), 1);
}

#[test]
fn there_is_one_panel_for_each_setting_role_nation_and_topic() {
    assert_eq!(panels_out_of_place(&assets()), NOTHING);
    let without = |path: &str| assets().into_iter().filter(|(other, _)| other != path).collect::<Vec<_>>();
    assert_eq!(panels_out_of_place(&without("assets/reference/roles/gp.md")).len(), 1);
    assert_eq!(panels_out_of_place(&without("assets/reference/topics/glossary.md")).len(), 1);
    let stray = [assets(), vec![file("assets/reference/settings/moon-base.md", "")]].concat();
    assert_eq!(panels_out_of_place(&stray).len(), 1);
}
