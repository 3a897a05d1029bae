//! The JSON Schema of a checklist, from the same types that read and write it.

use serde_json::{Value, json};

use super::{FORMAT, VERSION};
use crate::checklist::Checklist;

/// JSON Schema 2020-12 of a checklist file.
#[must_use]
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Checklist).to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), "Secure Start checklist".into());
        if let Some(required) = root.get_mut("required").and_then(Value::as_array_mut) {
            required.splice(0..0, ["format".into(), "version".into()]);
        }
        if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert("format".to_owned(), json!({ "const": FORMAT }));
            properties.insert("version".to_owned(), json!({ "const": VERSION }));
        }
    }
    schema
}
