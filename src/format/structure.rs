//! What has to hold for any JSON file before its meaning is looked at: no name twice in one object, not too deep.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::MAX_DEPTH;
use crate::outcome::{LoadError, Place};

/// Walks the whole text once.
///
/// # Errors
/// [`LoadError::NotJson`] or [`LoadError::TwiceTheSameName`], with the place.
pub(super) fn check(text: &str) -> Result<(), LoadError> {
    let twice = RefCell::new(None);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let walk = Walk { twice: &twice, depth: 0 };
    let result = walk.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    result.map_err(|error| {
        let at = place_of(text, &error);
        match twice.take() {
            Some(name) => LoadError::TwiceTheSameName { at, name },
            None => LoadError::NotJson { at, detail: plain_words(&error) },
        }
    })
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
            return format!("there is {}, and {} belongs there", quoted(found), wanted.replace('`', ""));
        }
    }
    message.to_owned()
}

#[derive(Clone, Copy)]
struct Walk<'a> {
    twice: &'a RefCell<Option<String>>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > MAX_DEPTH {
            return Err(D::Error::custom("nested more deeply than any checklist"));
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

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
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
        let mut names = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if names.contains(&name) {
                *self.twice.borrow_mut() = Some(name);
                return Err(A::Error::custom("twice the same name"));
            }
            names.insert(name);
            members.next_value_seed(inner)?;
        }
        Ok(())
    }
}
