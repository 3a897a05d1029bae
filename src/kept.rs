//! What a file holds and this program does not know: kept, and written back value for value.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// The members of an object that this program does not know, in the order of their names.
pub type Unknown = BTreeMap<String, Value>;

/// A value of a type that cannot carry unknown members itself (an enum with a tag), and those members beside it.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(transparent)]
pub struct Kept<T> {
    pub value: T,
    #[schemars(skip)]
    pub unknown: Unknown,
}

impl<T> From<T> for Kept<T> {
    fn from(value: T) -> Self {
        Self { value, unknown: Unknown::new() }
    }
}

impl<T: Serialize> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = members(&self.value).map_err(S::Error::custom)?;
        members.extend(self.unknown.clone());
        members.serialize(serializer)
    }
}

impl<'de, T: Serialize + DeserializeOwned> Deserialize<'de> for Kept<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut unknown = Unknown::deserialize(deserializer)?;
        // A member of the value itself is a word or a small number. Whatever else is there is unknown, and a number
        // of any length would not get through an enum with a tag.
        let is_plain = |value: &Value| match value {
            Value::Number(number) => number.is_u64() || number.is_i64(),
            Value::Null | Value::Bool(_) | Value::String(_) => true,
            Value::Array(_) | Value::Object(_) => false,
        };
        let own = unknown.iter().filter(|(_, value)| is_plain(value)).map(|(name, value)| (name.as_str(), value));
        let value = T::deserialize(MapDeserializer::<_, serde_json::Error>::new(own)).map_err(D::Error::custom)?;
        for name in members(&value).map_err(D::Error::custom)?.keys() {
            unknown.remove(name);
        }
        Ok(Self { value, unknown })
    }
}

/// Back from its members. By way of text, because a number of any length gets through no other way.
///
/// # Errors
/// Where a member does not belong there.
pub fn from_members<T: DeserializeOwned>(members: &Unknown) -> Result<T, serde_json::Error> {
    serde_json::from_str(&serde_json::to_string(members)?)
}

/// The members of something that is an object in a file.
///
/// # Errors
/// Where it cannot be written as JSON, or is no object.
pub fn members<T: Serialize>(value: &T) -> Result<Unknown, serde_json::Error> {
    match serde_json::to_value(value)? {
        Value::Object(members) => Ok(members.into_iter().collect()),
        other => serde_json::from_value(other),
    }
}
