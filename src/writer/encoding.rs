//! Values as JSON, and types as JSON Schemas.

use super::model::Written;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

/// A value as JSON with a line break behind it: on one line, or over several ones for people.
pub(super) fn json(value: &impl Serialize, pretty: bool) -> String {
    let write = if pretty { serde_json::to_string_pretty } else { serde_json::to_string };
    // Maps with string keys and finite numbers always have a form in JSON.
    let mut text = write(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The same as an output, whose texts carry their own places, so that there is nothing to map.
pub(super) fn written(value: &impl Serialize, pretty: bool) -> Written {
    Written { text: json(value, pretty), map: Vec::new() }
}

/// The JSON Schema of what is written of a type, under an id. A schema has no address of its own, and its id goes with
/// the version of the contract.
pub fn schema_of<T: JsonSchema>(id: &str) -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    json(&schema, true)
}
