//! One raw value, read as its field's type.

use serde_json::Value as Json;

use super::Problem;
use super::limits::{EARLIEST_DAY, LATEST_DAY, MOST_TEXT_CHARS, MOST_TITLE_CHARS};
use crate::schema::Kind;
use crate::value::{FieldType, Value};

/// Reads a form's JSON for one field of a kind. Empty text is no value.
///
/// # Errors
/// The field is unknown to the kind, the value is of another type, or it is outside what can be meant.
pub fn read_field(kind: Kind, name: &str, json: &Json) -> Result<Value, Problem> {
    let field = kind.field(name).ok_or_else(|| {
        Problem::new(name, "unknown_field", format!("There is no field “{name}” in {kind}."))
    })?;
    match Value::from_json(json, field.ty) {
        Value::Unknown(_) => Err(wrong_type(name, field.ty)),
        Value::Text(text) => check_text(name, &text, field.ty),
        Value::Date(day) if !(EARLIEST_DAY..LATEST_DAY).contains(&day) => Err(out_of_calendar(name)),
        value => Ok(value),
    }
}

/// Reads the text of a table's cell or a command line's argument for one field. References stay text.
///
/// # Errors
/// As [`read_field`].
pub fn read_text_field(kind: Kind, name: &str, text: &str) -> Result<Value, Problem> {
    let text = text.trim();
    let Some(field) = kind.field(name) else { return read_field(kind, name, &Json::Null) };
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let json = match field.ty {
        FieldType::Text | FieldType::LongText | FieldType::RefOrText(_) => {
            return check_text(name, text, field.ty);
        }
        FieldType::Int | FieldType::Real => number(name, text)?,
        FieldType::Bool => match text.to_ascii_lowercase().as_str() {
            "yes" => Json::Bool(true),
            "no" => Json::Bool(false),
            _ => return Err(wrong_type(name, field.ty)),
        },
        _ => Json::String(text.to_owned()),
    };
    read_field(kind, name, &json)
}

fn number(name: &str, text: &str) -> Result<Json, Problem> {
    let decimal_comma = text.contains(',') && text.replace(',', ".").parse::<f64>().is_ok();
    if decimal_comma {
        return Err(Problem::new(name, "decimal_comma", "Write decimals with a point, for example 2.5."));
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    let whole = text.parse::<i64>().ok().map(Json::from);
    let decimal = || text.parse::<f64>().ok().and_then(serde_json::Number::from_f64).map(Json::Number);
    plain
        .then(|| whole.or_else(decimal))
        .flatten()
        .ok_or_else(|| Problem::new(name, "not_a_number", "This is not a number."))
}

/// Looks at text alone: its length and its characters. Line breaks are for notes only.
///
/// # Errors
/// It is longer than a title or note may be, or holds characters that cannot be seen.
pub fn check_text(name: &str, text: &str, ty: FieldType) -> Result<Value, Problem> {
    let long = ty == FieldType::LongText;
    let most = if long { MOST_TEXT_CHARS } else { MOST_TITLE_CHARS };
    // Bytes first: a pasted file is refused without counting its characters.
    if text.len() > most * 4 || text.chars().count() > most {
        return Err(Problem::new(name, "too_long", format!("At most {most} characters.")));
    }
    if text.chars().any(|c| is_unseen(c) && !(long && matches!(c, '\n' | '\r' | '\t'))) {
        return Err(Problem::new(
            name,
            "control_characters",
            "This text has characters that cannot be seen.",
        ));
    }
    let text = text.trim();
    Ok(if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) })
}

/// Control characters, line breaks and tabs included, and the marks that turn the direction of text round, so that
/// it reads otherwise than it is stored.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn wrong_type(name: &str, ty: FieldType) -> Problem {
    let (code, message) = match ty {
        FieldType::Text | FieldType::LongText => ("not_text", "This is not text.".to_owned()),
        FieldType::Word(words) => ("not_a_word", format!("One of: {}.", words.join(", "))),
        FieldType::Int => ("not_a_whole_number", "A whole number, for example 3.".to_owned()),
        FieldType::Real => ("not_a_number", "A number, for example 2.5.".to_owned()),
        FieldType::Bool => ("not_yes_or_no", "Write yes or no.".to_owned()),
        FieldType::Date => ("not_a_date", "A date of the calendar, for example 2025-09-15.".to_owned()),
        FieldType::Instant => {
            ("not_an_instant", "A moment, for example 2025-09-15T08:30:00-06:00.".to_owned())
        }
        FieldType::Ref(kind) => ("not_found", format!("There is no such {kind}.")),
        FieldType::RefOrText(kind) => ("not_found", format!("Neither a {kind} nor text.")),
        FieldType::Item => ("not_found", "There is no such request or workaround.".to_owned()),
    };
    Problem::new(name, code, message)
}

/// Outside the years that can be meant.
pub(super) fn out_of_calendar(name: &str) -> Problem {
    Problem::new(
        name,
        "year_out_of_range",
        "The year must be between 1970 and 2099. Type four digits, for example 2025.",
    )
}
