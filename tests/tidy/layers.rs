//! Which part of the program may name which, and who asks for the time.

use crate::code::code_and_literals;
use crate::{File, NOTHING, file, sources};

/// The names that follow `root::` in code, also in a group: `crate::{a, b::c}` names `a` and `b`.
fn names_after(code: &str, root: &str) -> Vec<(usize, String)> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&format!("{root}::")) {
        let (before, here) = code.split_at(at);
        if before.ends_with(is_name) {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        let after = here.get(root.len() + 2..).unwrap_or_default();
        let first = |part: &str| part.trim_start().chars().take_while(|&c| is_name(c)).collect::<String>();
        let Some(group) = after.strip_prefix('{') else {
            found.push((line, first(after)));
            continue;
        };
        let mut depth = 0;
        let mut parts = vec![String::new()];
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => parts.push(String::new()),
                _ => {}
            }
            parts.last_mut().unwrap().push(c);
        }
        let names = parts.iter().map(|part| first(part.trim_start_matches(','))).filter(|name| !name.is_empty());
        found.extend(names.map(|name| (line, name)));
    }
    found
}

/// What a part of the program may name of the others, besides itself, and what it may not use from outside.
pub(crate) struct Layer {
    pub(crate) name: &'static str,
    /// The parts that it may name, with a space between.
    pub(crate) may: &'static str,
    /// Names after `std::` that it may not use.
    pub(crate) std: &'static [&'static str],
    /// Crates that it may not use.
    pub(crate) crates: &'static [&'static str],
}

const CLOCKS: [&str; 7] =
    ["Local::now", "Utc::now", "Instant::now", "SystemTime::now", "chrono::Local", "Local as", "Utc as"];
/// Whatever shows, asks, or touches the disk.
const OUTSIDE: [&str; 8] = ["clap", "directories", "eframe", "egui", "pollster", "rfd", "tempfile", "uuid"];
const NO_WINDOW: [&str; 3] = ["eframe", "egui", "rfd"];
const PURE_STD: [&str; 6] = ["env", "fs", "net", "process", "thread", "time"];

/// From the inside out. A part that is not listed may not be there.
pub(crate) fn layers() -> Vec<Layer> {
    let pure = |name, may| Layer { name, may, std: &PURE_STD, crates: &OUTSIDE };
    let pure_but_egui =
        |name| Layer { name, may: "", std: &PURE_STD, crates: &["clap", "directories", "eframe", "rfd"] };
    vec![
        pure("assets", ""),
        pure("dates", ""),
        pure("finding", ""),
        pure("fonts", ""),
        pure("ids", ""),
        pure("kept", ""),
        pure("visible", ""),
        pure("catalogue", "assets dates finding ids kept visible"),
        pure("checklist", "catalogue dates finding ids kept visible"),
        pure("plan", "catalogue checklist dates ids kept visible"),
        pure("outcome", "checklist finding ids plan"),
        pure("team", "catalogue checklist dates ids outcome plan"),
        pure("text", "catalogue checklist dates ids outcome plan team visible"),
        pure("format", "catalogue checklist dates finding ids kept outcome"),
        pure("export", "catalogue checklist dates fonts ids outcome plan team text visible"),
        // It waits for a lock, and says in it which process it is of.
        Layer { name: "disk", may: "", std: &["net"], crates: &NO_WINDOW },
        Layer {
            name: "jobs",
            may: "catalogue checklist disk export format ids outcome plan team text visible",
            std: &["net", "process", "thread"],
            crates: &NO_WINDOW,
        },
        pure("app", "assets catalogue checklist dates export format ids kept outcome plan team text visible"),
        // It starts the program again where a window failed, and whatever shows a message.
        Layer {
            name: "runtime",
            may: "app catalogue checklist disk export ids jobs outcome team",
            std: &["net"],
            crates: &["eframe", "egui"],
        },
        Layer {
            name: "cli",
            may: "catalogue checklist dates export finding format ids jobs kept outcome plan team text visible",
            std: &["env", "net", "process", "thread"],
            crates: &NO_WINDOW,
        },
        Layer {
            name: "ui",
            may: "app catalogue checklist dates export fonts format ids outcome plan team text visible",
            std: &PURE_STD,
            crates: &["clap", "directories", "eframe", "pollster", "rfd", "tempfile", "uuid"],
        },
        pure_but_egui("raster"),
        Layer {
            name: "window",
            may: "app format raster runtime ui",
            std: &["fs", "net", "process", "thread"],
            crates: &["clap", "directories", "pollster", "rfd", "tempfile", "uuid"],
        },
    ]
}

/// The part of the program that a file of `src` belongs to, and how deep the file's module lies in it.
fn part_of(path: &str) -> Option<(&str, usize)> {
    let inner = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let parts: Vec<&str> = inner.split('/').filter(|part| *part != "mod").collect();
    Some((parts.first()?, parts.len()))
}

/// A part that names what is further out, or uses what only the outside may.
fn broken_layers(files: &[File]) -> Vec<String> {
    let layers = layers();
    let mut found = Vec::new();
    for (path, text) in files {
        let Some((part, depth)) = part_of(path).filter(|(part, _)| !matches!(*part, "lib" | "main")) else { continue };
        let Some(layer) = layers.iter().find(|layer| layer.name == part) else {
            found.push(format!("{path}: no layer is called {part}"));
            continue;
        };
        let (code, _) = code_and_literals(text);
        // As many `super` as the module is deep lead to the root, where the parts are.
        let root = vec!["super"; depth].join("::");
        for (line, name) in [names_after(&code, "crate"), names_after(&code, &root)].concat() {
            let is_part = layers.iter().any(|layer| layer.name == name);
            if is_part && name != part && layer.may.split(' ').all(|may| may != name) {
                found.push(format!("{path}:{line}: {name}"));
            }
        }
        for (line, name) in names_after(&code, "std") {
            if layer.std.contains(&name.as_str()) {
                found.push(format!("{path}:{line}: std::{name}"));
            }
        }
        for (number, line) in code.lines().enumerate() {
            let words = || line.split(|c: char| !c.is_alphanumeric() && c != '_');
            for outside in layer.crates.iter().filter(|outside| words().any(|word| word == **outside)) {
                found.push(format!("{path}:{}: {outside}", number + 1));
            }
            if part == "ui" && has_mutable_state(line) {
                found.push(format!("{path}:{}: a State that can be changed", number + 1));
            }
        }
    }
    found
}

/// Whether a line takes the state to change it, by whatever path it is named.
fn has_mutable_state(line: &str) -> bool {
    line.split("mut ").skip(1).any(|rest| {
        let name: String = rest.chars().take_while(|&c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
        name.rsplit("::").next() == Some("State")
    })
}

/// Only `runtime` asks for the time.
fn clocks_outside_the_runtime(files: &[File]) -> Vec<String> {
    let elsewhere = files.iter().filter(|(path, _)| !path.starts_with("src/runtime/"));
    elsewhere
        .filter_map(|(path, text)| {
            let (code, _) = code_and_literals(text);
            CLOCKS.iter().find(|clock| code.contains(**clock)).map(|clock| format!("{path}: {clock}"))
        })
        .collect()
}

#[test]
fn no_layer_names_what_is_further_out() {
    assert_eq!(broken_layers(&sources()), NOTHING);
}

#[test]
fn a_broken_layer_is_noticed() {
    for (path, text) in [
        ("src/plan/a.rs", "use crate::format::read;"),
        ("src/plan/a.rs", "use crate::{\n    checklist::{Edit, app},\n    jobs,\n};"),
        ("src/catalogue/a.rs", "fn f() { std::fs::read(\"x\"); }"),
        ("src/checklist/a.rs", "use std::{collections::BTreeMap, thread};"),
        ("src/format/a.rs", "use crate::disk;"),
        ("src/disk/a.rs", "use crate::text;"),
        ("src/checklist/a.rs", "use super::super::jobs;"),
        ("src/app/update/a.rs", "use super::super::super::disk;"),
        ("src/catalogue/a.rs", "use crate::plan::next;"),
        ("src/text/mod.rs", "use crate::disk::read;"),
        ("src/outcome.rs", "use super::app::State;"),
        ("src/runtime/a.rs", "use crate::ui::Local;"),
        ("src/ui/a.rs", "fn f(state: &mut app::State) {}"),
        ("src/ui/a.rs", "fn f<'a>(state: &'a mut State) {}"),
        ("src/ui/a.rs", "use crate::window::Start;"),
        ("src/ui/a.rs", "use eframe::Frame;"),
        ("src/checklist/a.rs", "fn f() { uuid::Uuid::new_v4() }"),
        ("src/plan/a.rs", "use std::time::Instant;"),
        ("src/newcomer.rs", ""),
        ("src/jobs/a.rs", "fn f(ui: &egui::Ui) {}"),
        ("src/app/a.rs", "use crate::jobs::load;"),
        ("src/ui/a.rs", "fn f(state: &mut State) {}"),
        ("src/ui/screens/a.rs", "use crate::runtime::now;"),
        ("src/cli/a.rs", "use crate::window::Start;"),
    ] {
        assert_eq!(broken_layers(&[file(path, text)]).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("src/plan/a.rs", "// crate::app and egui\nconst A: &str = \"crate::app\";\nuse crate::checklist::app;"),
        ("src/disk/a.rs", "use crate::disk::read;\nuse std::fs;"),
        ("src/app/a.rs", "use crate::{format, text};"),
        ("src/window.rs", "use crate::ui;"),
    ] {
        assert_eq!(broken_layers(&[file(path, text)]), NOTHING);
    }
}

#[test]
fn only_the_runtime_asks_for_the_time() {
    assert_eq!(clocks_outside_the_runtime(&sources()), NOTHING);
    for code in ["let a = Instant::now();", "use chrono::Local as L;", "std::time::SystemTime::now()"] {
        assert_eq!(clocks_outside_the_runtime(&[file("src/window.rs", code)]).len(), 1, "{code}");
    }
}
