//! `datapackage.json`: a Frictionless tabular data package, so that other tools read the types too.

use keepalive_domain::value::FieldType;
use serde_json::{Map, Value as Json, json};

use super::layout::{Column, Shape, Table};

/// What a table set calls itself.
const NAME: &str = "keepalive-table-set";

/// Whether a data package is of a table set that Keepalive wrote out.
pub(super) fn is_own(package: &[u8]) -> bool {
    let name = |json: &Json| json.get("name").and_then(Json::as_str).map(str::to_owned);
    serde_json::from_slice(package).is_ok_and(|json| name(&json).as_deref() == Some(NAME))
}

/// The data package of the tables written, as pretty JSON: the same bytes for every record of the same tables.
pub(super) fn data_package(shapes: &[Shape]) -> String {
    let package = json!({
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "A clinic's record of keeping its EHR configured after go-live",
        "resources": shapes.iter().map(resource).collect::<Vec<_>>(),
    });
    format!("{package:#}\n")
}

fn resource(Shape { table, columns }: &Shape) -> Json {
    let mut schema = Map::new();
    let fields: Vec<Json> = columns.iter().map(|column| field(table, column)).collect();
    schema.insert("fields".to_owned(), fields.into());
    schema.insert("missingValues".to_owned(), json!([""]));
    if table.kind.has_key() {
        schema.insert("primaryKey".to_owned(), table.columns[0].name.into());
    }
    let foreign: Vec<Json> = columns.iter().filter_map(|column| foreign_key(table, column)).collect();
    if !foreign.is_empty() {
        schema.insert("foreignKeys".to_owned(), foreign.into());
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.file.trim_end_matches(".csv"),
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\n", "doubleQuote": true, "header": true },
        "schema": schema,
    })
}

fn field(table: &Table, column: &Column) -> Json {
    let ty = table.type_of(column);
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.into());
    field.insert("description".to_owned(), column.says.into());
    let mut constraints = Map::new();
    if table.is_required(column) {
        constraints.insert("required".to_owned(), true.into());
    }
    let name = match ty {
        FieldType::Int => "integer",
        FieldType::Real => "number",
        FieldType::Bool => {
            field.insert("trueValues".to_owned(), json!(["yes"]));
            field.insert("falseValues".to_owned(), json!(["no"]));
            "boolean"
        }
        FieldType::Date => "date",
        FieldType::Instant => {
            field.insert("format".to_owned(), "any".into());
            "datetime"
        }
        FieldType::Word(words) => {
            constraints.insert("enum".to_owned(), json!(words));
            "string"
        }
        _ => "string",
    };
    field.insert("type".to_owned(), name.into());
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), constraints.into());
    }
    field.into()
}

/// What a column's keys point to. Columns that may hold free text instead point nowhere.
fn foreign_key(table: &Table, column: &Column) -> Option<Json> {
    let FieldType::Ref(kind) = table.type_of(column) else { return None };
    let parent = Table::of(kind)?;
    let resource = if parent.file == table.file { "" } else { parent.file.trim_end_matches(".csv") };
    Some(json!({
        "fields": column.name,
        "reference": { "resource": resource, "fields": parent.columns[0].name },
    }))
}
