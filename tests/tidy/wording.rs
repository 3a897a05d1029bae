//! How the content is written: short sentences, plain words, numerals, headings where a reader looks for them, and a
//! reading grade that a tired newcomer can manage.
//!
//! The rules are those of the NHS and of the Ministry of Justice for words on a screen, as far as they can be checked.

use serde_json::Value;

use crate::content::{member, steps_of};
use crate::{File, NOTHING, assets, file};

const SENTENCE_WORDS: usize = 20;
const PARAGRAPH_SENTENCES: usize = 3;
/// Flesch-Kincaid grades: the average of the panels, the highest of any panel, and all hints together.
const AVERAGE_GRADE: f64 = 10.0;
const HIGHEST_GRADE: f64 = 12.0;

/// A piece of a text: a heading, or a paragraph or an item of a list, without its markers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Heading(String),
    Words(String),
    Item(String),
}

impl Piece {
    fn text(&self) -> &str {
        match self {
            Self::Heading(text) | Self::Words(text) | Self::Item(text) => text,
        }
    }

    const fn is_prose(&self) -> bool {
        !matches!(self, Self::Heading(_))
    }
}

/// Where a text stands, and its pieces.
type Prose = (String, Vec<Piece>);

/// Without bold and without source markers such as `[s12]`.
pub(crate) fn plain(markdown: &str) -> String {
    let mut plain = String::new();
    let text = markdown.replace("**", "");
    let mut rest = text.as_str();
    while let Some((front, back)) = rest.split_once('[') {
        let Some((name, after)) = back.split_once(']') else { break };
        let is_marker = name == "common-practice"
            || name.strip_prefix('s').is_some_and(|digits| digits.chars().all(|c| c.is_ascii_digit()));
        if is_marker {
            plain.push_str(front.trim_end_matches(' '));
            rest = after;
        } else {
            plain.push_str(front);
            plain.push('[');
            rest = back;
        }
    }
    plain + rest
}

fn pieces(markdown: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let text = plain(markdown);
    let mut end = |paragraph: &mut Vec<&str>, next: Option<Piece>| {
        if !paragraph.is_empty() {
            pieces.push(Piece::Words(paragraph.join(" ")));
            paragraph.clear();
        }
        pieces.extend(next);
    };
    for line in text.lines() {
        if let Some(item) = line.strip_prefix("- ") {
            end(&mut paragraph, Some(Piece::Item(item.trim().to_owned())));
        } else if line.starts_with('#') {
            end(&mut paragraph, Some(Piece::Heading(line.trim_start_matches('#').trim().to_owned())));
        } else if line.trim().is_empty() {
            end(&mut paragraph, None);
        } else {
            paragraph.push(line.trim());
        }
    }
    end(&mut paragraph, None);
    pieces
}

/// The body of a panel, behind its head.
pub(crate) fn body(panel: &str) -> &str {
    panel.split_once("\n---\n").map_or("", |(_, body)| body)
}

fn panels(files: &[File]) -> Vec<Prose> {
    let panel = |(path, text): &File| {
        let name = path.strip_prefix("assets/reference/")?.strip_suffix(".md")?;
        Some((name.to_owned(), pieces(body(text))))
    };
    files.iter().filter_map(panel).collect()
}

/// The texts of the steps, and the paragraphs about nations, settings, roles and contracts.
fn steps_and_choices(files: &[File]) -> Vec<Prose> {
    let mut found = Vec::new();
    for step in files.iter().flat_map(steps_of) {
        let mut all = pieces(member(&step, "guidance"));
        all.extend(["hint", "expect", "meanwhile", "ask"].map(|name| Piece::Words(member(&step, name).to_owned())));
        for name in ["write_down", "never_write"] {
            let items = step.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            all.extend(items.map(|item| Piece::Item(item.to_owned())));
        }
        found.push((format!("steps/{}", member(&step, "id")), all));
    }
    for kind in ["nations", "settings", "roles", "contracts"] {
        let path = format!("assets/catalogue/{kind}.json");
        let list = files.iter().find(|(name, _)| *name == path);
        let choices: Vec<Value> = list.map_or_else(Vec::new, |(_, text)| serde_json::from_str(text).unwrap());
        for choice in choices {
            let about = vec![Piece::Words(member(&choice, "about").to_owned())];
            found.push((format!("{kind}/{}", member(&choice, "id")), about));
        }
    }
    found
}

fn sentences(text: &str) -> Vec<String> {
    let marked = text.replace(". ", ".\n").replace("? ", "?\n").replace("! ", "!\n");
    marked.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// Runs of vowels, less an e that is not heard.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in word.chars() {
        count += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    let is_silent = (word.ends_with('e') && !word.ends_with("le"))
        || (word.ends_with("es")
            && !["ses", "xes", "zes", "ches", "shes", "ces", "ges"].iter().any(|end| word.ends_with(end)))
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    if is_silent && count > 1 { count - 1 } else { count.max(1) }
}

/// The Flesch-Kincaid grade: years at school, from the length of sentences and words.
#[expect(clippy::cast_precision_loss, reason = "a panel has some hundred words")]
fn grade(pieces: &[Piece]) -> f64 {
    let prose: Vec<String> =
        pieces.iter().filter(|piece| piece.is_prose()).flat_map(|piece| sentences(piece.text())).collect();
    let all: Vec<&str> = prose.iter().flat_map(|sentence| words(sentence)).collect();
    let syllables: usize = all.iter().map(|word| syllables(word)).sum();
    let (sentences, words) = (prose.len().max(1) as f64, all.len().max(1) as f64);
    0.39 * (words / sentences) + 11.8 * (syllables as f64 / words) - 15.59
}

fn long_sentences_and_paragraphs(texts: &[Prose]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, pieces) in texts {
        for piece in pieces.iter().filter(|piece| piece.is_prose()) {
            let sentences = sentences(piece.text());
            if sentences.len() > PARAGRAPH_SENTENCES {
                found.push(format!("{place}: {} sentences: {}", sentences.len(), piece.text()));
            }
            let long = sentences.iter().filter(|sentence| words(sentence).count() > SENTENCE_WORDS);
            found.extend(long.map(|sentence| format!("{place}: {} words: {sentence}", words(sentence).count())));
        }
    }
    found
}

/// What is not written, as whole words and in this case: what blames or labels people, what is not plain, and numbers
/// in words.
const NOT_WRITTEN: [&str; 42] = [
    "should",
    "eg",
    "e.g",
    "ie",
    "i.e",
    "etc",
    "1:1",
    "MoJ",
    "RoSH",
    "NOMIS",
    "PIP",
    "offender",
    "offenders",
    "Offender",
    "Offenders",
    "detainee",
    "detainees",
    "inmate",
    "inmates",
    "clinician",
    "clinicians",
    "Clinician",
    "Clinicians",
    "CAT",
    "PREA",
    "utilise",
    "whilst",
    "amongst",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "Two",
    "Three",
    "twenty",
];
/// Names in which one of these words stands all the same.
const NAMES: [&str; 8] = [
    "Young offender institution",
    "young offender institution",
    "Young Offender Institution",
    "Young offender",
    "young offender",
    "approved clinician",
    "Approved clinician",
    "approved clinicians",
];
/// Pieces of a text that are not written, wherever they stand.
const PIECES: [&str; 14] = [
    "\u{2014}",
    "n\u{2019}t ",
    "n't ",
    "\u{2019}re ",
    "\u{2019}ve ",
    "\u{2019}ll ",
    "in order to",
    "prisoner no",
    "working name",
    "known as",
    "you are cleared",
    "Cat A",
    "Cat B",
    "http",
];

fn words_not_written(texts: &[Prose]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, pieces) in texts {
        for piece in pieces {
            let text = NAMES.iter().fold(format!("{} ", piece.text()), |text, name| text.replace(name, "-"));
            let words = text.split(|c: char| c.is_whitespace() || "(),;?!\u{201c}\u{201d}".contains(c));
            let words = words.map(|word| word.trim_end_matches(['.', ':', '\u{2019}']));
            let hits = words.filter(|word| NOT_WRITTEN.contains(word)).map(str::to_owned);
            let hits =
                hits.chain(PIECES.iter().filter(|piece| text.contains(**piece)).map(|piece| (*piece).to_owned()));
            found.extend(hits.map(|word| format!("{place}: {word:?} in: {}", piece.text())));
        }
    }
    found
}

/// Abbreviations that everybody who reads this knows.
const KNOWN: [&str; 11] = ["UK", "NHS", "GP", "HR", "ID", "HMP", "HM", "HIV", "CV", "II", "IT"];

/// Abbreviations that stand in a panel before they are written out, as in "Care Quality Commission (CQC)".
fn abbreviations_not_expanded(panels: &[Prose]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, pieces) in panels {
        let text = pieces.iter().map(Piece::text).collect::<Vec<_>>().join(" ");
        let mut seen: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let is_expanded = word.starts_with('(');
            for part in word.split(|c: char| !c.is_alphanumeric()) {
                let name = part.strip_suffix('s').unwrap_or(part);
                let is_short = name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase());
                if !is_short || KNOWN.contains(&name) || seen.iter().any(|other| other == name) {
                    continue;
                }
                seen.push(name.to_owned());
                if !is_expanded {
                    found.push(format!("{place}: {name}"));
                }
            }
        }
    }
    found
}

/// Lists of what to do and what not to do: Do first, two lines at least, and each line of the second begins "do not".
fn crooked_lists(panels: &[Prose]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, pieces) in panels {
        let list = |title: &str| -> Option<Vec<&str>> {
            let start = pieces.iter().position(|piece| *piece == Piece::Heading(title.to_owned()))?;
            let items = pieces.iter().skip(start + 1).take_while(|piece| piece.is_prose());
            Some(items.filter(|piece| matches!(piece, Piece::Item(_))).map(Piece::text).collect())
        };
        let (does, do_nots) = (list("Do"), list("Do not"));
        let place_of = |title: &str| pieces.iter().position(|piece| *piece == Piece::Heading(title.to_owned()));
        if do_nots.is_some() && (does.is_none() || place_of("Do") > place_of("Do not")) {
            found.push(format!("{place}: Do comes first"));
        }
        for list in [&does, &do_nots].into_iter().flatten() {
            if list.len() < 2 {
                found.push(format!("{place}: a list of {}", list.len()));
            }
        }
        let wrong = does.iter().flatten().filter(|line| line.to_lowercase().starts_with("do "));
        found.extend(wrong.map(|line| format!("{place}: {line}")));
        let wrong = do_nots.iter().flatten().filter(|line| !line.starts_with("do not "));
        found.extend(wrong.map(|line| format!("{place}: {line}")));
    }
    found
}

/// The headings that each kind of panel has, in this order.
const HEADINGS: [(&str, &[&str]); 3] = [
    (
        "settings/",
        &[
            "At a glance",
            "Who is held here",
            "How people come and go",
            "Who runs it and who provides healthcare",
            "Who inspects and monitors",
            "Security and your day",
            "What it changes in your onboarding",
        ],
    ),
    (
        "roles/",
        &[
            "What is the same as outside",
            "What is different here",
            "What surprises people",
            "Register and renewal",
            "Indemnity",
            "Before you work alone",
            "Ask on day one",
        ],
    ),
    (
        "nations/",
        &[
            "At a glance",
            "Where people are held",
            "Who runs it and who provides healthcare",
            "Who inspects and monitors",
            "Checks and clearances",
            "Registers and cover",
            "What it changes in your onboarding",
        ],
    ),
];

/// Headings that a panel lacks, has in another order, or has nothing under.
fn headings_missing(panels: &[Prose]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, pieces) in panels {
        let wanted = HEADINGS.iter().find(|(kind, _)| place.starts_with(kind)).map_or(&[][..], |(_, wanted)| *wanted);
        let mut last = None;
        for title in wanted {
            let at = pieces.iter().position(|piece| *piece == Piece::Heading((*title).to_owned()));
            let has_text = at.is_some_and(|at| pieces.get(at + 1).is_some());
            if at.is_none() || at < last || !has_text {
                found.push(format!("{place}: {title}"));
            }
            last = at.or(last);
        }
    }
    found
}

/// Statements of a panel without a source. A question to ask needs none, nor does an item of a list that is introduced
/// by one, nor a line of what to do.
fn statements_without_source(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("assets/reference/")) {
        let without_headings: Vec<&str> =
            body(text).lines().map(|line| if line.starts_with('#') { "" } else { line }).collect();
        for paragraph in without_headings.join("\n").split("\n\n") {
            let is_prose = !paragraph.trim().is_empty() && !paragraph.trim_start().starts_with('-');
            if is_prose && !paragraph.contains("[s") && !paragraph.contains("[common-practice]") {
                found.push(format!("{path}: {}", paragraph.trim()));
            }
        }
    }
    found
}

/// The words with which a title may begin.
const VERBS: [&str; 20] = [
    "Agree", "Ask", "Attend", "Book", "Check", "Complete", "Decide", "Gather", "Get", "Give", "Have", "Join", "Learn",
    "Name", "Read", "Send", "Show", "Start", "Tell", "Write",
];

/// Titles that do not begin with a verb, and hints that are not one sentence.
fn crooked_titles_and_hints(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for step in files.iter().flat_map(steps_of) {
        let (title, hint) = (member(&step, "title"), member(&step, "hint"));
        if !title.split_whitespace().next().is_some_and(|first| VERBS.contains(&first)) || title.ends_with('.') {
            found.push(format!("{title:?} does not begin with a verb"));
        }
        if sentences(hint).len() != 1 || !hint.ends_with('.') {
            found.push(format!("{hint:?} is not one sentence"));
        }
    }
    found
}

fn all_texts() -> Vec<Prose> {
    [panels(&assets()), steps_and_choices(&assets())].concat()
}

fn prose(text: &str) -> Vec<Prose> {
    vec![("roles/a".to_owned(), pieces(text))]
}

#[test]
fn sentences_and_paragraphs_are_short() {
    assert_eq!(long_sentences_and_paragraphs(&all_texts()), NOTHING);
    let long = |words: usize| prose(&format!("Ask. {}.", "word ".repeat(words).trim_end()));
    assert_eq!(long_sentences_and_paragraphs(&long(21)).len(), 1);
    assert_eq!(long_sentences_and_paragraphs(&long(20)), NOTHING);
    assert_eq!(long_sentences_and_paragraphs(&prose("One. Two. Three. [s1] Four.")).len(), 1);
}

#[test]
fn the_content_uses_plain_words_and_numerals() {
    assert_eq!(words_not_written(&all_texts()), NOTHING);
    for text in [
        "You should ask.",
        "An offender may ask.",
        "Ask 2 clinicians (e.g. nurses).",
        "The two prisons.",
        "You can\u{2019}t know.",
        "Cat A prisons.",
        "A gate \u{2014} and a wall.",
        "See https://example.org.",
    ] {
        assert_ne!(words_not_written(&prose(text)), NOTHING, "{text}");
    }
    assert_eq!(words_not_written(&prose("A young offender institution has an approved clinician.")), NOTHING);
}

#[test]
fn every_abbreviation_is_written_out_once_in_a_panel() {
    assert_eq!(abbreviations_not_expanded(&panels(&assets())), NOTHING);
    assert_eq!(abbreviations_not_expanded(&prose("Ask the CQC first. The Care Quality Commission (CQC).")).len(), 1);
    assert_eq!(
        abbreviations_not_expanded(&prose("The Care Quality Commission (CQC). Ask the CQC in the UK.")),
        NOTHING
    );
}

#[test]
fn lists_of_what_to_do_begin_with_what_to_do() {
    assert_eq!(crooked_lists(&panels(&assets())), NOTHING);
    for text in [
        "### Do not\n- do not run\n- do not hide\n",
        "### Do\n- ask\n### Do not\n- do not run\n- do not hide\n",
        "### Do\n- ask\n- do wait\n",
        "### Do\n- ask\n- wait\n### Do not\n- never run\n- do not hide\n",
    ] {
        assert_ne!(crooked_lists(&prose(text)), NOTHING, "{text}");
    }
}

#[test]
fn every_panel_has_what_a_reader_looks_for() {
    assert_eq!(headings_missing(&panels(&assets())), NOTHING);
    assert_eq!(headings_missing(&prose("Text.")).len(), 7);
    let mut parts: Vec<String> = HEADINGS[1].1.iter().map(|title| format!("## {title}\nText.\n\n")).collect();
    parts.reverse();
    let text = parts.concat();
    assert_eq!(headings_missing(&prose(&text)).len(), 6, "in another order");
}

#[test]
fn every_paragraph_of_a_panel_names_a_source() {
    assert_eq!(statements_without_source(&assets()), NOTHING);
    let panel = |text: &str| [file("assets/reference/roles/a.md", &format!("---\ntitle: A\n---\n{text}"))];
    assert_eq!(statements_without_source(&panel("One. [s1]\n\nTwo.\n\n## Three\n- four\n\n## Five\nSix.")).len(), 2);
}

#[test]
fn titles_begin_with_a_verb_and_hints_are_one_sentence() {
    assert_eq!(crooked_titles_and_hints(&assets()), NOTHING);
    let step = |title: &str, hint: &str| {
        let text = format!(r#"[{{"id": "a", "title": "{title}", "hint": "{hint}"}}]"#);
        [file("assets/catalogue/steps/a.json", &text)]
    };
    assert_eq!(crooked_titles_and_hints(&step("Ask somebody", "It helps.")), NOTHING);
    assert_eq!(crooked_titles_and_hints(&step("Vetting", "It helps. It does.")).len(), 2);
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "there are some fifty panels")]
fn panels_and_hints_can_be_read_with_ten_years_of_school() {
    let grades: Vec<(String, f64)> =
        panels(&assets()).iter().map(|(place, pieces)| (place.clone(), grade(pieces))).collect();
    let average = grades.iter().map(|(_, grade)| grade).sum::<f64>() / grades.len() as f64;
    let highest = grades.iter().max_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap();
    let hints: Vec<Piece> =
        assets().iter().flat_map(steps_of).map(|step| Piece::Words(member(&step, "hint").to_owned())).collect();
    println!("panels: {average:.2} on average, {:.2} at most ({}); hints: {:.2}", highest.1, highest.0, grade(&hints));
    assert!(average <= AVERAGE_GRADE, "{average}");
    assert!(highest.1 <= HIGHEST_GRADE, "{highest:?}");
    assert!(grade(&hints) <= AVERAGE_GRADE, "{}", grade(&hints));
}

#[test]
fn the_grade_rises_with_longer_sentences_and_words() {
    let simple = grade(&pieces("The cat sat on the mat. It was a big cat."));
    let hard = grade(&pieces(
        "Multidisciplinary collaboration necessitates comprehensive documentation of organisational responsibilities.",
    ));
    assert!(simple < 1.0, "{simple}");
    assert!(hard > 20.0, "{hard}");
    let counts = ["cat", "made", "table", "houses", "asked", "wanted", "registration"].map(syllables);
    assert_eq!(counts, [1, 1, 2, 2, 1, 2, 4]);
}
