//! Words that the screen and the assets do not use.

use crate::code::code_and_literals;
use crate::{File, NOTHING, assets, file, sources};

/// Words that blame, beg, joke or name people by where they are held. Plain and specific words do instead.
const BANNED: [&str; 8] = ["please", "sorry", "invalid", "forbidden", "illegal", "oops", "inmate", "inmates"];

fn banned_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| BANNED.contains(word)).map(str::to_owned);
    words.chain(lower.contains("e.g.").then(|| "e.g.".to_owned())).collect()
}

/// Looks into what the screen says: the literals of the view, the state and the sentences.
fn banned_words_in_literals(files: &[File]) -> Vec<String> {
    let on_screen =
        |path: &str| path.starts_with("src/ui/") || path.starts_with("src/app/") || path.starts_with("src/text/");
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

/// A day with its year, or a time, that is put together outside of `dates.rs`.
fn days_and_times_of_their_own(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path != "src/dates.rs") {
        for (line, literal) in code_and_literals(text).1 {
            let first = |parts: &[&str]| parts.iter().filter_map(|part| literal.find(part)).min();
            // With the year in front, a day is one for programs to read.
            let is_day = first(&["%d", "%-d", "%e"]).zip(first(&["%Y", "%y"])).is_some_and(|(day, year)| day < year);
            if is_day || first(&["%H:%M", "%I"]).is_some() {
                found.push(format!("{path}:{line}: {literal}"));
            }
        }
    }
    found
}

#[test]
fn days_and_times_are_put_together_in_one_place() {
    assert_eq!(days_and_times_of_their_own(&sources()), NOTHING);
    for literal in ["%-d %b %y", "%d/%m/%Y", "%e %B %Y", "%H:%M", "%I.%M%p"] {
        let broken = [file("src/ui/a.rs", &format!("fn f() {{ at.format(\"{literal}\"); }}"))];
        assert_eq!(days_and_times_of_their_own(&broken).len(), 1, "{literal}");
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
    assert_eq!(
        banned_words_in_literals(&[file("src/text/mod.rs", fine), file("src/cli/a.rs", "\"invalid\"")]),
        NOTHING
    );
}

#[test]
fn the_assets_use_no_banned_word() {
    assert_eq!(banned_words_in_prose(&assets()), NOTHING);
    assert_eq!(banned_words_in_prose(&[file("assets/reference/a.md", "Sorry, inmate.")]).len(), 2);
    assert_eq!(banned_words_in_prose(&[file("assets/catalogue/sources.json", "The Illegal Migration Act")]), NOTHING);
}
