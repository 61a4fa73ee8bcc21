//! One thing and its history, as words.

use keepalive_api::types::{HistoryEntry, HistoryInput, OfId};
use keepalive_api::{ApiError, ApiResult, App, ErrorCode};
use serde_json::{Map, Value as Json};

use crate::Outcome;
use crate::lists::{PAGE, pages};
use crate::place::Session;
use crate::print::label_text;

pub(crate) fn show(session: &Session<'_>, key: &str) -> ApiResult<Outcome> {
    let app = session.open()?;
    let (id, kind) = app.find_key(key)?;
    let of = OfId { id };
    let thing = match kind.name() {
        "request" => serde_json::to_value(app.request_detail(of)?),
        "workaround" => serde_json::to_value(app.workaround_detail(of)?),
        _ => serde_json::to_value(app.entity(of)?),
    };
    let thing = thing.map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    let text = field_lines(&app, &thing, "")?;
    session.printer.answer(&thing, |_| text)?;
    Ok(Outcome::Done)
}

pub(crate) fn history(session: &Session<'_>, key: &str) -> ApiResult<Outcome> {
    let app = session.open()?;
    let (id, _) = app.find_key(key)?;
    let entries = pages(|cursor| {
        let page = app.history(HistoryInput { id, cursor, limit: Some(PAGE) })?;
        Ok((page.entries, page.next))
    })?;
    let lines = entries.iter().map(|entry| entry_text(&app, entry)).collect::<ApiResult<Vec<_>>>()?;
    session.printer.answer(&entries, |_| lines.join("\n"))?;
    Ok(Outcome::Done)
}

fn entry_text(app: &App, entry: &HistoryEntry) -> ApiResult<String> {
    let label = entry.label.as_ref().map(label_text).unwrap_or_default();
    let mut text = format!("{}  {label}", app.local_time(entry.at)?);
    if let Some(why) = &entry.why {
        text.push_str(&format!(" ({why})"));
    }
    for change in &entry.changes {
        let was = value_text(app, change.was.as_deref(), &change.shown_as)?;
        let now = value_text(app, change.value.as_deref(), &change.shown_as)?;
        text.push_str(&format!("\n    {}: {was} to {now}", change.field.replace('_', " ")));
    }
    Ok(text)
}

/// A value of a change by the type of its field; `-` where nothing stood.
fn value_text(app: &App, value: Option<&str>, shown_as: &str) -> ApiResult<String> {
    let Some(value) = value else { return Ok("-".to_owned()) };
    Ok(match (shown_as, value, value.parse()) {
        ("instant", _, Ok(at)) => app.local_time(at)?,
        ("yes_no", "true", _) => "yes".to_owned(),
        ("yes_no", "false", _) => "no".to_owned(),
        ("word", word, _) => word.replace('_', " "),
        ("text", text, _) => format!("{text:?}"),
        (_, text, _) => text.to_owned(),
    })
}

/// A thing's fields, one a line, those without a value left out.
fn field_lines(app: &App, value: &Json, indent: &str) -> ApiResult<String> {
    let deeper = format!("{indent}  ");
    let mut lines = Vec::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        let words = name.replace('_', " ");
        match value {
            Json::Null => {}
            Json::Array(items) if items.is_empty() => {}
            Json::Array(items) => {
                lines.push(format!("{indent}{words}:"));
                for item in items {
                    lines.push(match named(item) {
                        Some(named) => format!("{deeper}- {named}"),
                        None if item.is_object() => {
                            format!("{deeper}-\n{}", field_lines(app, item, &deeper)?)
                        }
                        None => format!("{deeper}- {}", plain(app, name, item)?),
                    });
                }
            }
            Json::Object(fields) if fields.is_empty() => {}
            Json::Object(_) => lines.push(match named(value) {
                Some(named) => format!("{indent}{words}: {named}"),
                None => format!("{indent}{words}:\n{}", field_lines(app, value, &deeper)?),
            }),
            other => lines.push(format!("{indent}{words}: {}", plain(app, name, other)?)),
        }
    }
    Ok(lines.join("\n"))
}

/// A person, an area, another item: by its key and name alone.
fn named(value: &Json) -> Option<String> {
    let fields: &Map<String, Json> = value.as_object()?;
    let only_names =
        fields.keys().all(|name| matches!(name.as_str(), "id" | "key" | "kind" | "title" | "name"));
    let text = |name: &str| fields.get(name).and_then(Json::as_str);
    let name = text("title").or_else(|| text("name")).filter(|_| only_names)?;
    Some(text("key").map_or_else(|| name.to_owned(), |key| format!("{key} {name}")))
}

/// One value. Fields of the api that end in `at` and hold a whole number are instants, told in the clinic's time.
fn plain(app: &App, name: &str, value: &Json) -> ApiResult<String> {
    let is_instant = name == "at" || name.ends_with("_at");
    Ok(match value {
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::String(text) => text.clone(),
        Json::Number(number) => match number.as_i64().filter(|_| is_instant) {
            Some(at) => app.local_time(at)?,
            None => number.to_string(),
        },
        other => other.to_string(),
    })
}
