//! Lists, one thing, its history, and search.

use keepalive_api::types::{
    HistoryEntry, HistoryInput, Nothing, OfId, RequestListInput, RequestRow, SearchInput,
    WorkaroundListInput, WorkaroundRow,
};
use keepalive_api::{ApiError, ApiResult, App};

use crate::Outcome;
use crate::args::{List, Listed};
use crate::filter::Filter;
use crate::place::Session;
use crate::print::{columns, label_text};

/// Rows fetched at a time.
const PAGE: u32 = 200;

/// Hits that search prints.
const HITS: u32 = 50;

pub(crate) fn list(session: &Session<'_>, asked: &List) -> ApiResult<Outcome> {
    let app = session.open()?;
    let filter = Filter::read(&asked.filter, &app.catalogue(Nothing {})?)?;
    match asked.what {
        Listed::Requests => {
            let filter = filter.for_requests()?;
            let rows = pages(|cursor| {
                let page = app.request_list(RequestListInput {
                    filter: Some(filter.clone()),
                    cursor,
                    limit: Some(PAGE),
                    ..RequestListInput::default()
                })?;
                Ok((page.rows, page.next))
            })?;
            session
                .printer
                .answer(&rows, |rows| columns(&rows.iter().map(request_line).collect::<Vec<_>>()))?;
        }
        Listed::Workarounds => {
            let filter = filter.for_workarounds()?;
            let rows = pages(|cursor| {
                let page = app.workaround_list(WorkaroundListInput {
                    filter: Some(filter.clone()),
                    cursor,
                    limit: Some(PAGE),
                    ..WorkaroundListInput::default()
                })?;
                Ok((page.rows, page.next))
            })?;
            session
                .printer
                .answer(&rows, |rows| columns(&rows.iter().map(workaround_line).collect::<Vec<_>>()))?;
        }
    }
    Ok(Outcome::Done)
}

pub(crate) fn show(session: &Session<'_>, key: &str) -> ApiResult<Outcome> {
    let app = session.open()?;
    let (id, kind) = app.find_key(key)?;
    let of = OfId { id };
    let thing = match kind.name() {
        "request" => serde_json::to_value(app.request_detail(of)?),
        "workaround" => serde_json::to_value(app.workaround_detail(of)?),
        _ => serde_json::to_value(app.entity(of)?),
    };
    let thing = thing.map_err(|e| ApiError::new(keepalive_api::ErrorCode::Internal, e.to_string()))?;
    session.printer.answer(&thing, |thing| field_lines(thing, ""))?;
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

pub(crate) fn search(session: &Session<'_>, text: &str) -> ApiResult<Outcome> {
    let hits = session.open()?.search(SearchInput { text: text.to_owned(), limit: Some(HITS) })?;
    session.printer.answer(&hits, |hits| {
        let line = |hit: &keepalive_api::types::SearchHit| {
            vec![hit.key.clone().unwrap_or_default(), hit.kind.replace('_', " "), hit.title.clone()]
        };
        columns(&hits.iter().map(line).collect::<Vec<_>>())
    })?;
    Ok(Outcome::Done)
}

/// Every page after another.
fn pages<T>(
    mut page: impl FnMut(Option<String>) -> ApiResult<(Vec<T>, Option<String>)>,
) -> ApiResult<Vec<T>> {
    let (mut all, mut next) = page(None)?;
    while next.is_some() {
        let (rows, after) = page(next)?;
        all.extend(rows);
        next = after;
    }
    Ok(all)
}

fn owner(who: Option<&keepalive_api::types::Who>) -> String {
    who.map_or_else(|| "Nobody".to_owned(), |who| who.name.clone())
}

fn request_line(row: &RequestRow) -> Vec<String> {
    vec![row.key.clone(), row.state.word().replace('_', " "), owner(row.owner.as_ref()), row.title.clone()]
}

fn workaround_line(row: &WorkaroundRow) -> Vec<String> {
    let hours = row.hours_a_month.map_or_else(|| "-".to_owned(), |hours| format!("{hours:.1} h"));
    vec![row.key.clone(), row.break_.word().to_owned(), hours, owner(row.owner.as_ref()), row.title.clone()]
}

fn entry_text(app: &App, entry: &HistoryEntry) -> ApiResult<String> {
    let label = entry.label.as_ref().map(label_text).unwrap_or_default();
    let mut text = format!("{}  {label}", app.local_time(entry.at)?);
    if let Some(why) = &entry.why {
        text.push_str(&format!(" ({why})"));
    }
    for change in &entry.changes {
        let blank = String::new();
        let (was, now) = (change.was.as_ref().unwrap_or(&blank), change.value.as_ref().unwrap_or(&blank));
        text.push_str(&format!("\n    {}: {was:?} to {now:?}", change.field));
    }
    Ok(text)
}

/// A thing's fields, one a line, those without a value left out.
fn field_lines(value: &serde_json::Value, indent: &str) -> String {
    let deeper = format!("{indent}  ");
    let mut lines = Vec::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        match value {
            serde_json::Value::Null => {}
            serde_json::Value::Array(items) if items.is_empty() => {}
            serde_json::Value::Array(items) => {
                lines.push(format!("{indent}{name}:"));
                for item in items {
                    lines.push(if item.is_object() {
                        format!("{deeper}-\n{}", field_lines(item, &deeper))
                    } else {
                        format!("{deeper}- {item}")
                    });
                }
            }
            serde_json::Value::Object(_) => {
                lines.push(format!("{indent}{name}:\n{}", field_lines(value, &deeper)))
            }
            serde_json::Value::String(text) => lines.push(format!("{indent}{name}: {text}")),
            other => lines.push(format!("{indent}{name}: {other}")),
        }
    }
    lines.join("\n")
}
