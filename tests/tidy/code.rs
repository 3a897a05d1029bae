//! How the code is written: the length of files and functions, the names of tests, nothing put off.

use crate::{File, NOTHING, file, sources, sources_and_tests};

/// A string literal and the line on which it begins.
pub(crate) type Literal = (usize, String);

/// The code with its comments and literals blanked out, line for line, and the string literals.
pub(crate) fn code_and_literals(text: &str) -> (String, Vec<Literal>) {
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
            // A save waits for whoever holds the lock, behind the trait that tests put something else under.
            let waits = path.starts_with("src/disk/system/") && code.contains(in_code[3].as_str());
            let hits = anywhere.iter().filter(|piece| line.contains(piece.as_str()));
            for piece in hits.chain(in_code.iter().filter(|piece| code.contains(piece.as_str()) && !waits)) {
                found.push(format!("{path}:{}: {piece}", number + 1));
            }
        }
    }
    found
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
fn code_comments_and_literals_are_told_apart() {
    let text = "let a = 'x'; // one \"two\"\nlet b = \"three \\\" // four\"; /* \"five\" */ let c = r#\"six \"seven\" \"#;\nlet d: &'a str = '\\'';\n";
    let (code, literals) = code_and_literals(text);
    assert_eq!(code.lines().count(), 3);
    assert!(!["one", "three", "four", "five", "six"].iter().any(|word| code.contains(word)), "{code}");
    assert!(code.contains("&'a str"));
    let wanted = [(2, "\"three \\\" // four\"".to_owned()), (2, "r#\"six \"seven\" \"#".to_owned())];
    assert_eq!(literals, wanted);
}
