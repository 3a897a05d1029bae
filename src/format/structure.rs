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
        let at = Place { line: error.line(), column: error.column() };
        match twice.take() {
            Some(name) => LoadError::TwiceTheSameName { at, name },
            None => LoadError::NotJson { at, detail: without_place(&error) },
        }
    })
}

/// `serde_json` ends its messages with the place, which is told in our own words.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or_else(|| message.clone(), |(front, _)| front.to_owned())
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
