//! The JSON Schemas of a checklist and of a site pack, from the same types that read and write them.

use serde_json::{Value, json};

use super::{FORMAT, PACK_FORMAT, Settings, VERSION};
use crate::catalogue::pack::SitePack;
use crate::checklist::Checklist;

/// JSON Schema 2020-12 of a checklist file. What a file holds beside is kept, so nothing is said against it.
#[must_use]
pub fn schema() -> Value {
    file_schema(schemars::schema_for!(Checklist), "Secure Start checklist", FORMAT)
}

/// JSON Schema 2020-12 of a site pack. A member that it does not name is a mistake.
#[must_use]
pub fn pack_schema() -> Value {
    let mut schema = file_schema(schemars::schema_for!(SitePack), "Secure Start site pack", PACK_FORMAT);
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("$schema".to_owned(), json!({ "type": "string" }));
    }
    close(&mut schema);
    schema
}

/// JSON Schema 2020-12 of a file in which an organisation locks or suggests settings.
#[must_use]
pub fn settings_schema() -> Value {
    let mut schema = schemars::schema_for!(Settings).to_value();
    let said = json!(&Settings::default());
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), "Settings of Secure Start that an organisation locks or suggests".into());
        root.remove("required");
        root.insert("additionalProperties".to_owned(), false.into());
        if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
            properties.retain(|key, _| Settings::MANAGED.contains(&key.as_str()));
            for (key, property) in properties.iter_mut() {
                if let Some(property) = property.as_object_mut() {
                    property.insert("default".to_owned(), said.get(key).cloned().unwrap_or_default());
                }
            }
            properties.insert("$schema".to_owned(), json!({ "type": "string" }));
        }
    }
    schema
}

fn file_schema(schema: schemars::Schema, title: &str, format: &str) -> Value {
    let mut schema = schema.to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), title.into());
        if let Some(required) = root.get_mut("required").and_then(Value::as_array_mut) {
            required.splice(0..0, ["format".into(), "version".into()]);
        }
        if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert("format".to_owned(), json!({ "const": format }));
            properties.insert("version".to_owned(), json!({ "const": VERSION }));
        }
    }
    schema
}

/// Says of every object that has members that it has no others.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.get("properties").is_some_and(Value::is_object) {
                members.insert("additionalProperties".to_owned(), false.into());
            }
            members.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
