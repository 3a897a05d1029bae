//! Rules that the compiler does not know: which layer may name which, how long things may be, which words the screen
//! may use, and that every text has its place. Each rule is a function of files, and is seen to fail on a broken one.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// A file's path, with `/` and from the root of the project, and its text.
type File = (String, String);

/// Every file below a folder with one of these endings, in order.
fn files_below(folder: &str, endings: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if endings.contains(&ending) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<File> {
    files_below("src", &["rs"])
}

fn sources_and_tests() -> Vec<File> {
    [sources(), files_below("tests", &["rs"])].concat()
}

fn assets() -> Vec<File> {
    files_below("assets", &["json", "md"])
}

fn file(path: &str, text: &str) -> File {
    (path.to_owned(), text.to_owned())
}

const NOTHING: [&str; 0] = [];

/// A string literal and the line on which it begins.
type Literal = (usize, String);

/// The code with its comments and literals blanked out, line for line, and the string literals.
fn code_and_literals(text: &str) -> (String, Vec<Literal>) {
    let (mut code, mut literals) = (String::new(), Vec::new());
    let mut rest = text;
    let mut line = 1;
    while let Some(next) = rest.chars().next() {
        let is_name = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_string(rest).filter(|_| !is_name) {
            literals.push((line, rest.get(..length).unwrap_or_default().to_owned()));
            length
        } else if next == '"' {
            let length = plain_string(rest);
            literals.push((line, rest.get(..length).unwrap_or_default().to_owned()));
            length
        } else if let Some(length) = character(rest) {
            length
        } else {
            code.push(next);
            line += usize::from(next == '\n');
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
            continue;
        };
        let (passed, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        code.push(' ');
        let breaks = passed.matches('\n').count();
        code.push_str(&"\n".repeat(breaks));
        line += breaks;
        rest = after;
    }
    (code, literals)
}

/// The length of the `r"…"` or `r#"…"#` that a text begins with.
fn raw_string(text: &str) -> Option<usize> {
    let start = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let body = start.trim_start_matches('#');
    let hashes = start.len() - body.len();
    let body = body.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    body.find(&end).map(|at| text.len() - body.len() + at + end.len())
}

/// The length of the `"…"` that a text begins with.
fn plain_string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !is_escaped => return at + 1,
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}

/// The length of the `'…'` that a text begins with; none for a lifetime.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    if inner.starts_with('\\') {
        return inner.get(2..)?.find('\'').map(|end| end + 4);
    }
    let first = inner.chars().next()?.len_utf8();
    inner.get(first..)?.starts_with('\'').then_some(first + 2)
}

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
struct Layer {
    name: &'static str,
    /// The parts that it may name.
    may: &'static [&'static str],
    /// Names after `std::` that it may not use.
    std: &'static [&'static str],
    /// Crates that it may not use.
    crates: &'static [&'static str],
}

const CLOCKS: [&str; 7] =
    ["Local::now", "Utc::now", "Instant::now", "SystemTime::now", "chrono::Local", "Local as", "Utc as"];
/// Whatever shows, asks, or touches the disk.
const OUTSIDE: [&str; 8] = ["clap", "directories", "eframe", "egui", "pollster", "rfd", "tempfile", "uuid"];
const NO_WINDOW: [&str; 3] = ["eframe", "egui", "rfd"];
const PURE_STD: [&str; 6] = ["env", "fs", "net", "process", "thread", "time"];

/// From the inside out. A part that is not listed may not be there.
fn layers() -> Vec<Layer> {
    let pure = |name, may| Layer { name, may, std: &PURE_STD, crates: &OUTSIDE };
    vec![
        pure("dates", &[]),
        pure("ids", &[]),
        pure("kept", &[]),
        pure("visible", &[]),
        pure("catalogue", &["dates", "ids", "kept"]),
        pure("checklist", &["catalogue", "dates", "ids", "kept", "visible"]),
        pure("plan", &["catalogue", "checklist", "dates", "ids", "kept"]),
        pure("outcome", &["checklist"]),
        pure("text", &["catalogue", "checklist", "dates", "outcome", "plan", "visible"]),
        pure("format", &["catalogue", "checklist", "dates", "ids", "kept", "outcome"]),
        Layer { name: "disk", may: &[], std: &["net", "process", "thread"], crates: &NO_WINDOW },
        Layer {
            name: "jobs",
            may: &["catalogue", "checklist", "disk", "format", "outcome"],
            std: &["net", "process", "thread"],
            crates: &NO_WINDOW,
        },
        pure("app", &["catalogue", "checklist", "dates", "format", "ids", "kept", "outcome", "plan", "text"]),
        Layer {
            name: "runtime",
            may: &["app", "catalogue", "checklist", "disk", "ids", "jobs", "outcome"],
            std: &["net", "process"],
            crates: &["eframe", "egui"],
        },
        Layer {
            name: "cli",
            may: &[
                "catalogue",
                "checklist",
                "dates",
                "format",
                "ids",
                "jobs",
                "kept",
                "outcome",
                "plan",
                "text",
                "visible",
            ],
            std: &["env", "net", "process", "thread"],
            crates: &NO_WINDOW,
        },
        Layer {
            name: "ui",
            may: &["app", "catalogue", "checklist", "dates", "format", "ids", "text", "visible"],
            std: &PURE_STD,
            crates: &["clap", "directories", "eframe", "pollster", "rfd", "tempfile", "uuid"],
        },
        Layer {
            name: "window",
            may: &["app", "format", "runtime", "ui"],
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
            if is_part && name != part && !layer.may.contains(&name.as_str()) {
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

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 80;

fn long_files(files: &[File]) -> Vec<String> {
    let lines = |text: &String| text.lines().count();
    let long = files.iter().filter(|(_, text)| lines(text) > FILE_LINES);
    long.map(|(path, text)| format!("{path}: {} lines", lines(text))).collect()
}

/// Counted from `fn` to the brace that closes it, which stands as far in as `fn` does.
fn long_functions(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        let (code, _) = code_and_literals(text);
        let lines: Vec<&str> = code.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let Some(place) = words.iter().position(|word| *word == "fn") else { continue };
            let is_head = words
                .iter()
                .take(place)
                .all(|word| matches!(*word, "const" | "async" | "unsafe" | "extern") || word.starts_with("pub"));
            if !is_head || line.trim_end().ends_with(['}', ';']) {
                continue;
            }
            let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
            let end = format!("{indent}}}");
            let length = lines.iter().skip(start).position(|line| line.trim_end() == end).map_or(0, |at| at + 1);
            if length > FUNCTION_LINES {
                let name = words.get(place + 1).copied().unwrap_or_default();
                found.push(format!("{path}:{}: {name} has {length} lines", start + 1));
            }
        }
    }
    found
}

/// A test is called by the sentence that it proves.
fn test_names_that_are_no_sentences(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        let (code, _) = code_and_literals(text);
        let mut is_test = false;
        for (number, line) in code.lines().enumerate() {
            let line = line.trim_start();
            is_test |= line.starts_with("#[test]");
            if let Some(rest) = line.strip_prefix("fn ").filter(|_| is_test) {
                is_test = false;
                let name = rest.split(['(', '<']).next().unwrap_or_default();
                let words = name.split('_').filter(|word| !word.is_empty()).count();
                if words < 4 || name.starts_with("test_") || name != name.to_lowercase() {
                    found.push(format!("{path}:{}: {name}", number + 1));
                }
            }
        }
    }
    found
}

/// Work put off, tests switched off, and waiting for time to pass.
fn things_left_undone(files: &[File]) -> Vec<String> {
    // Put together here, so that this file does not hold them.
    let anywhere = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["X", "XX"].concat()];
    let in_code = [
        ["todo", "!("].concat(),
        ["unimplemented", "!("].concat(),
        ["#[ig", "nore"].concat(),
        ["thread::", "sleep"].concat(),
    ];
    let mut found = Vec::new();
    for (path, text) in files {
        let (code, _) = code_and_literals(text);
        for (number, (line, code)) in text.lines().zip(code.lines()).enumerate() {
            let hits = anywhere.iter().filter(|piece| line.contains(piece.as_str()));
            for piece in hits.chain(in_code.iter().filter(|piece| code.contains(piece.as_str()))) {
                found.push(format!("{path}:{}: {piece}", number + 1));
            }
        }
    }
    found
}

/// Words that blame, beg, joke or name people by where they are held. Plain and specific words do instead.
const BANNED: [&str; 8] = ["please", "sorry", "invalid", "forbidden", "illegal", "oops", "inmate", "inmates"];

fn banned_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| BANNED.contains(word)).map(str::to_owned);
    words.chain(lower.contains("e.g.").then(|| "e.g.".to_owned())).collect()
}

/// Looks into what the screen says: the literals of the view, the state and the sentences.
fn banned_words_in_literals(files: &[File]) -> Vec<String> {
    let on_screen = |path: &str| path.starts_with("src/ui/") || path.starts_with("src/app/") || path == "src/text.rs";
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| on_screen(path)) {
        for (line, literal) in code_and_literals(text).1 {
            found.extend(banned_words(&literal).iter().map(|word| format!("{path}:{line}: {word}")));
        }
    }
    found
}

/// Looks into the prose of the assets. The titles of other people's pages are theirs.
fn banned_words_in_prose(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| !path.ends_with("sources.json")) {
        for (number, line) in text.lines().enumerate() {
            found.extend(banned_words(line).iter().map(|word| format!("{path}:{}: {word}", number + 1)));
        }
    }
    found
}

const SENTENCE_WORDS: usize = 25;
const TITLE_CHARS: usize = 60;

/// The sentences of a text: to a full stop, question mark or exclamation mark before a space, or the end of a line.
fn sentences(text: &str) -> Vec<String> {
    let marked = text.replace(". ", ".\n").replace("? ", "?\n").replace("! ", "!\n");
    marked.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The steps of a file of the catalogue; none in another file.
fn steps_of(file: &File) -> Vec<Value> {
    let (path, text) = file;
    let is_steps = path.starts_with("assets/catalogue/steps/");
    if is_steps { serde_json::from_str(text).unwrap() } else { Vec::new() }
}

fn member<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn long_sentences(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for step in files.iter().flat_map(steps_of) {
        for name in ["hint", "guidance"] {
            for sentence in sentences(member(&step, name)) {
                let words = sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                if words > SENTENCE_WORDS {
                    found.push(format!("{}, {name}: {words} words: {sentence}", member(&step, "id")));
                }
            }
        }
    }
    found
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
        ("src/text.rs", "use crate::disk::read;"),
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

#[test]
fn no_file_and_no_function_is_too_long() {
    assert_eq!(long_files(&sources()), NOTHING);
    assert_eq!(long_functions(&sources()), NOTHING);
}

#[test]
fn a_file_or_function_that_is_too_long_is_noticed() {
    assert_eq!(long_files(&[file("src/a.rs", &"x\n".repeat(501))]).len(), 1);
    assert_eq!(long_files(&[file("src/a.rs", &"x\n".repeat(500))]), NOTHING);
    for (lines, wanted) in [(78, 0), (79, 1)] {
        for head in ["fn f() {", "pub(super) const fn f() {", "pub async fn f(\n    a: u8,\n) {"] {
            let body = "        {\n        }\n"
                .repeat(40)
                .lines()
                .take(lines - head.matches('\n').count())
                .collect::<Vec<_>>()
                .join("\n    ");
            let text = format!("impl A {{\n    {}\n    {body}\n    }}\n}}\n", head.replace('\n', "\n    "));
            assert_eq!(long_functions(&[file("src/a.rs", &text)]).len(), wanted, "{text}");
        }
    }
}

#[test]
fn every_test_is_called_by_a_sentence() {
    assert_eq!(test_names_that_are_no_sentences(&sources_and_tests()), NOTHING);
    for name in ["works", "test_the_whole_program", "round_trip", "A_file_Is_read"] {
        let text = format!("#[test]\n#[should_panic]\nfn {name}() {{}}");
        assert_eq!(test_names_that_are_no_sentences(&[file("src/a.rs", &text)]).len(), 1, "{name}");
    }
    let text = "#[test]\nfn a_file_is_read() {}\nfn helper() {}";
    assert_eq!(test_names_that_are_no_sentences(&[file("src/a.rs", text)]), NOTHING);
}

#[test]
fn nothing_is_left_undone_switched_off_or_waited_for() {
    assert_eq!(things_left_undone(&sources_and_tests()), NOTHING);
    for (front, back) in
        [("// TO", "DO: later"), ("// FIX", "ME"), ("todo", "!()"), ("#[ig", "nore]"), ("thread::", "sleep(a)")]
    {
        assert_eq!(things_left_undone(&[file("src/a.rs", &[front, back].concat())]).len(), 1, "{front}{back}");
    }
}

#[test]
fn the_screen_uses_no_banned_word() {
    assert_eq!(banned_words_in_literals(&sources()), NOTHING);
    for text in ["\"Invalid date\"", "r#\"please wait\"#", "\"for example, e.g. this\"", "\"2 \\\"inmates\\\" \""] {
        let broken = [file("src/ui/a.rs", &format!("fn f() {{ show({text}); }}"))];
        assert_eq!(banned_words_in_literals(&broken).len(), 1, "{text}");
    }
    let fine = "// please\nlet invalid = 'a'; let b = \"Young offender institution\"; fn f<'a>(a: &'a str) {}";
    assert_eq!(banned_words_in_literals(&[file("src/text.rs", fine), file("src/cli/a.rs", "\"invalid\"")]), NOTHING);
}

#[test]
fn the_assets_use_no_banned_word() {
    assert_eq!(banned_words_in_prose(&assets()), NOTHING);
    assert_eq!(banned_words_in_prose(&[file("assets/reference/a.md", "Sorry, inmate.")]).len(), 2);
    assert_eq!(banned_words_in_prose(&[file("assets/catalogue/sources.json", "The Illegal Migration Act")]), NOTHING);
}

#[test]
fn hints_and_guidance_have_short_sentences() {
    assert_eq!(long_sentences(&assets()), NOTHING);
    let steps = |words: usize| {
        let hint = format!("Ask. {}.", "word ".repeat(words).trim_end());
        file("assets/catalogue/steps/a.json", &format!(r#"[{{"id": "a", "title": "Ask", "hint": "{hint}"}}]"#))
    };
    assert_eq!(long_sentences(&[steps(26)]).len(), 1);
    assert_eq!(long_sentences(&[steps(25)]), NOTHING);
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

#[test]
fn code_comments_and_literals_are_told_apart() {
    let text = "let a = 'x'; // one \"two\"\nlet b = \"three \\\" // four\"; /* \"five\" */ let c = r#\"six \"seven\" \"#;\nlet d: &'a str = '\\'';\n";
    let (code, literals) = code_and_literals(text);
    assert_eq!(code.lines().count(), 3);
    assert!(!["one", "three", "four", "five", "six"].iter().any(|word| code.contains(word)), "{code}");
    assert!(code.contains("&'a str"));
    let wanted = [(2, "\"three \\\" // four\"".to_owned()), (2, "r#\"six \"seven\" \"#".to_owned())];
    assert_eq!(literals, wanted);
}
