//! What has to hold for any JSON file before its meaning is looked at: no name twice in one object, not too deep, not too
//! many values.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{MAX_DEPTH, MAX_TEXT, MAX_VALUES};
use crate::outcome::{LoadError, Place};

/// Walks the whole text once.
///
/// # Errors
/// [`LoadError::NotJson`] or [`LoadError::TwiceTheSameName`], with the place.
pub(super) fn check(text: &str) -> Result<(), LoadError> {
    // The parser keeps numbers of any length under a name of its own; a file that has that name could pass one thing off
    // as another, and go past every limit.
    if let Some(at) = private_name(text) {
        let at = place_of_end(text.get(..at).unwrap_or_default());
        return Err(LoadError::NotJson { at, detail: "it holds a name that no checklist has".to_owned() });
    }
    let twice = RefCell::new(None);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let count = Cell::new(0);
    let walk = Walk { twice: &twice, count: &count, depth: 0 };
    let result = walk.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    result.map_err(|error| {
        let at = place_of(text, &error);
        match twice.take() {
            Some(name) => LoadError::TwiceTheSameName { at, name },
            None => LoadError::NotJson { at, detail: plain_words(&error) + character_at(text, &at) },
        }
    })
}

/// What to do about the character at a place, where people often put one that JSON does not have.
fn character_at(text: &str, at: &Place) -> &'static str {
    let line = text.lines().nth(at.line.saturating_sub(1)).unwrap_or_default();
    let mut around = line.chars().skip(at.column.saturating_sub(2)).take(3);
    match around.find(|c| "\u{201c}\u{201d}\u{201e}\u{2018}\u{2019}'/#\u{a0}".contains(*c)) {
        Some('/' | '#') => " (JSON has no comments: take it away)",
        Some('\u{a0}') => " (there is a space that does not break: put a plain one)",
        Some(_) => " (quotation marks are straight and double here: \")",
        None => "",
    }
}

/// Where the parser gave up: it counts columns in bytes, people count characters.
pub(super) fn place_of(text: &str, error: &serde_json::Error) -> Place {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let bytes = error.column().min(line.len());
    let before = line.char_indices().take_while(|(at, _)| *at < bytes).count();
    Place { line: error.line().max(1), column: before.max(1) }
}

/// The place right behind a text: line and column from 1, columns in characters.
pub(super) fn place_of_end(text: &str) -> Place {
    let last = text.rsplit_once('\n').map_or(text, |(_, last)| last);
    Place { line: text.matches('\n').count() + 1, column: last.chars().count() + 1 }
}

/// The parser's words, and ours.
const WORDS: [(&str, &str); 17] = [
    ("EOF while parsing", "the text ends in the middle of"),
    ("expected `,` or `}`", "a comma is missing before this, or a brace } is"),
    ("expected `,` or `]`", "a comma is missing before this, or a bracket ] is"),
    ("expected `:`", "a colon is missing behind a name"),
    ("expected value", "a value is missing or misspelt"),
    ("expected ident", "a word is misspelt"),
    ("trailing characters", "there is something behind the end"),
    ("trailing comma", "there is a comma too many"),
    ("key must be a string", "a name is not in quotation marks"),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "a text is not closed before the end of its line: put a straight quotation mark (\") there",
    ),
    ("invalid escape", "a text holds a backslash that means nothing"),
    ("invalid number", "a number is misspelt"),
    ("lone leading surrogate in hex escape", "a text holds half a character"),
    ("unexpected end of hex escape", "a text holds half a character"),
    ("input contains invalid characters", "the time is misspelt"),
    ("premature end of input", "the time is incomplete"),
    ("input is out of range", "there is no such time"),
];

/// The kinds of value that the parser names.
const KINDS: [(&str, &str); 14] = [
    ("a map", "something in braces {}"),
    ("map", "something in braces {}"),
    ("sequence", "a list"),
    ("a sequence", "a list"),
    ("u16", "a whole number"),
    ("i32", "a whole number"),
    ("a formatted date and time string or a unix timestamp", "a date with its time"),
    ("an RFC 3339 formatted date and time string", "a date with its time"),
    ("unit", "nothing"),
    ("null", "nothing"),
    ("a string", "a text in quotation marks"),
    ("a boolean", "true or false"),
    ("a borrowed string", "a text in quotation marks"),
    ("unit value", "nothing"),
];

/// The parser's message in words for people, without the place, which is told apart.
pub(super) fn plain_words(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(front, _)| front);
    let quoted = |text: &str| text.replace('`', "\u{201d}").replacen('\u{201d}', "\u{201c}", 1);
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("the member {} is missing", quoted(name));
    }
    for prefix in ["invalid type: ", "invalid value: ", "unknown variant "] {
        if let Some((found, wanted)) = message.strip_prefix(prefix).and_then(|rest| rest.split_once(", expected ")) {
            return format!("there is {}, and {} belongs there", kind(&quoted(found)), kind(&wanted.replace('`', "")));
        }
    }
    match WORDS.iter().find(|(theirs, _)| message.starts_with(theirs)) {
        Some((theirs, ours)) => format!("{ours}{}", message.get(theirs.len()..).unwrap_or_default()),
        None => message.to_owned(),
    }
}

fn kind(name: &str) -> String {
    if name.starts_with("struct ") || name.starts_with("internally tagged enum ") {
        return "something in braces {}".to_owned();
    }
    for (theirs, ours) in [("integer ", "the number "), ("floating point ", "the number "), ("boolean ", "")] {
        if let Some(value) = name.strip_prefix(theirs) {
            return format!("{ours}{}", value.replace('"', ""));
        }
    }
    if let Some(value) = name.strip_prefix("string ") {
        let value = value.trim_matches(|c| matches!(c, '"' | '\u{201c}' | '\u{201d}'));
        return format!("the text \u{201c}{value}\u{201d} in quotation marks");
    }
    KINDS.iter().find(|(theirs, _)| *theirs == name).map_or_else(|| name.to_owned(), |(_, ours)| (*ours).to_owned())
}

/// What the names of the parser's own begin with.
const PRIVATE: &str = "$serde_json::private::";

/// Where a member has a name of the parser's own, however its letters are written.
fn private_name(text: &str) -> Option<usize> {
    let begins = |rest: &str| rest.starts_with('$') || rest.starts_with("\\u0024");
    let is_name = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        let mut texts = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let is_private = matches!(texts.next(), Some(Ok(name)) if name.starts_with(PRIVATE));
        let behind = rest.get(texts.byte_offset()..).unwrap_or_default();
        is_private && behind.trim_start().starts_with(':')
    };
    if !text.contains("\"$") && !text.contains("\"\\u0024") {
        return None;
    }
    let quotes = text.match_indices('"').map(|(at, _)| at);
    quotes.filter(|at| text.get(at + 1..).is_some_and(begins)).find(is_name)
}

/// A text longer than any that a person writes would make every message about it as long.
fn long<E: Error>(text: &str) -> Result<(), E> {
    if text.len() > MAX_TEXT { Err(E::custom("a text is longer than any in a checklist")) } else { Ok(()) }
}

#[derive(Clone, Copy)]
struct Walk<'a> {
    twice: &'a RefCell<Option<String>>,
    /// The values so far.
    count: &'a Cell<usize>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > MAX_DEPTH {
            return Err(D::Error::custom("nested more deeply than any checklist"));
        }
        self.count.set(self.count.get() + 1);
        if self.count.get() > MAX_VALUES {
            return Err(D::Error::custom("it holds more values than any checklist"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        long(text)
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let inner = Walk { depth: self.depth + 1, ..self };
        while items.next_element_seed(inner)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let inner = Walk { depth: self.depth + 1, ..self };
        let mut names = Names::default();
        while let Some(name) = members.next_key_seed(Name)? {
            long(&name)?;
            if let Some(name) = names.add(name) {
                *self.twice.borrow_mut() = Some(name);
                return Err(A::Error::custom("twice the same name"));
            }
            members.next_value_seed(inner)?;
        }
        Ok(())
    }
}

/// As many names are compared one by one, which is faster than keeping them in order.
const FEW: usize = 24;

/// The names of an object so far.
#[derive(Default)]
struct Names<'de> {
    few: Vec<Cow<'de, str>>,
    more: BTreeSet<Cow<'de, str>>,
}

impl<'de> Names<'de> {
    /// Adds a name; gives it back where it is there already.
    fn add(&mut self, name: Cow<'de, str>) -> Option<String> {
        if self.few.contains(&name) || self.more.contains(&name) {
            return Some(name.into_owned());
        }
        if self.few.len() < FEW {
            // In one piece: most objects of a checklist have several members.
            self.few.reserve(if self.few.is_empty() { FEW } else { 0 });
            self.few.push(name);
        } else {
            self.more.insert(name);
        }
        None
    }
}

/// A name, borrowed from the text where nothing in it is escaped.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}
