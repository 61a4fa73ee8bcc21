//! Lists, one thing, its history, and search.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use clap::ValueEnum as _;
use keepalive_api::types::{
    ConfigChangeFilter, ConfigChangeListInput, EventFilter, EventListInput, HistoryEntry, HistoryInput,
    ListAsked, ListFileInput, ListFormat, Nothing, OfId, PromiseListInput, QuestionFilter, QuestionListInput,
    RequestListInput, RequestRow, SearchInput, ShadowFilter, ShadowListInput, WorkaroundListInput,
    WorkaroundRow,
};
use keepalive_api::{ApiError, ApiResult, App, ErrorCode};
use serde::de::DeserializeOwned;

use crate::Outcome;
use crate::args::{List, Listed, Narrowed};
use crate::filter::Filter;
use crate::place::Session;
use crate::print::{columns, label_text};

/// Rows fetched at a time.
const PAGE: u32 = 200;

/// Hits that search prints.
const HITS: u32 = 50;

pub(crate) fn list(session: &Session<'_>, asked: &List) -> ApiResult<Outcome> {
    if let Some(file) = &asked.out {
        return save(session, &asked.list, file);
    }
    let app = session.open()?;
    match narrowed(&app, &asked.list)? {
        ListAsked::Requests(input) => {
            let rows = pages(|cursor| {
                let input = RequestListInput { cursor, limit: Some(PAGE), ..input.clone() };
                let page = app.request_list(input)?;
                Ok((page.rows, page.next))
            })?;
            session
                .printer
                .answer(&rows, |rows| columns(&rows.iter().map(request_line).collect::<Vec<_>>()))?;
        }
        ListAsked::Workarounds(input) => {
            let rows = pages(|cursor| {
                let input = WorkaroundListInput { cursor, limit: Some(PAGE), ..input.clone() };
                let page = app.workaround_list(input)?;
                Ok((page.rows, page.next))
            })?;
            session
                .printer
                .answer(&rows, |rows| columns(&rows.iter().map(workaround_line).collect::<Vec<_>>()))?;
        }
        other => {
            let (_, sheet) = app.listed(&other)?;
            session.printer.answer(&sheet, |sheet| {
                let mut lines = vec![sheet.heads.iter().map(|head| head.replace('_', " ")).collect()];
                lines
                    .extend(sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text().into()).collect()));
                columns(&lines)
            })?;
        }
    }
    Ok(Outcome::Done)
}

/// Writes a list as a file for a spreadsheet.
pub(crate) fn save(session: &Session<'_>, asked: &Narrowed, file: &Path) -> ApiResult<Outcome> {
    let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
    let format = match ending.as_deref().and_then(std::ffi::OsStr::to_str) {
        Some("csv") => ListFormat::Csv,
        Some("xlsx") => ListFormat::Xlsx,
        _ => {
            let message = format!("{} ends neither in .csv nor in .xlsx.", file.display());
            return Err(ApiError::invalid("out", "not_a_format", message));
        }
    };
    let app = session.open()?;
    let list = narrowed(&app, asked)?;
    let made = app.list_file(ListFileInput { list, format })?;
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(&made.base64)
        .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    fs::write(file, bytes).map_err(|error| {
        ApiError::new(ErrorCode::File, format!("{} could not be written: {error}", file.display()))
            .about("out")
    })?;
    let written = serde_json::json!({ "file": file, "mime": made.mime });
    session.printer.answer(&written, |_| format!("Wrote {}.", file.display()))?;
    Ok(Outcome::Done)
}

/// The list as it is asked for on the command line.
fn narrowed(app: &App, asked: &Narrowed) -> ApiResult<ListAsked> {
    let filter = Filter::read(&asked.filter, &app.catalogue(Nothing {})?)?;
    let reversed = Some(asked.reversed);
    Ok(match asked.what {
        Listed::Requests => ListAsked::Requests(RequestListInput {
            filter: Some(filter.for_requests()?),
            sort: order(asked.sort.as_deref())?,
            reversed,
            ..RequestListInput::default()
        }),
        Listed::Workarounds => ListAsked::Workarounds(WorkaroundListInput {
            filter: Some(filter.for_workarounds()?),
            sort: order(asked.sort.as_deref())?,
            reversed,
            ..WorkaroundListInput::default()
        }),
        other if asked.sort.is_some() || asked.reversed => {
            let message = format!("The list of {} has an order of its own.", named(other));
            return Err(ApiError::invalid("sort", "unknown_order", message));
        }
        Listed::Changes => {
            let (area, text) = filter.for_register(true)?;
            let filter = Some(ConfigChangeFilter { area, text, ..ConfigChangeFilter::default() });
            ListAsked::Changes(ConfigChangeListInput { filter, ..ConfigChangeListInput::default() })
        }
        Listed::Events => {
            let (_, text) = filter.for_register(false)?;
            let filter = Some(EventFilter { text, ..EventFilter::default() });
            ListAsked::Events(EventListInput { filter, ..EventListInput::default() })
        }
        Listed::Questions => {
            let (area, text) = filter.for_register(true)?;
            let filter = Some(QuestionFilter { area, text, ..QuestionFilter::default() });
            ListAsked::Questions(QuestionListInput { filter, ..QuestionListInput::default() })
        }
        Listed::Shadows => {
            let (_, text) = filter.for_register(false)?;
            let filter = Some(ShadowFilter { text, ..ShadowFilter::default() });
            ListAsked::Shadows(ShadowListInput { filter, ..ShadowListInput::default() })
        }
        Listed::Promises | Listed::Areas if !asked.filter.trim().is_empty() => {
            let message = format!("The list of {} cannot be narrowed here.", named(asked.what));
            return Err(ApiError::invalid("filter", "unknown_filter", message));
        }
        Listed::Promises => ListAsked::Promises(PromiseListInput::default()),
        Listed::Areas => ListAsked::Areas(Nothing {}),
    })
}

/// What a list is ordered by.
fn order<T: DeserializeOwned>(sort: Option<&str>) -> ApiResult<Option<T>> {
    let read = |sort: &str| {
        serde_json::from_value(serde_json::Value::from(sort))
            .map_err(|error| ApiError::invalid("sort", "unknown_order", format!("{sort}: {error}.")))
    };
    sort.map(read).transpose()
}

/// What a list is called on the command line.
fn named(list: Listed) -> String {
    list.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
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
