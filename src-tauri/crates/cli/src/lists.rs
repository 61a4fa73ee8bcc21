//! Lists and search.

use std::path::Path;

use clap::ValueEnum as _;
use keepalive_api::types::{
    AreaListInput, ConfigChangeFilter, ConfigChangeListInput, Day, EventFilter, EventListInput, ListAsked,
    ListFileInput, ListFormat, Nothing, OwnerFilter, PromiseListInput, QuestionFilter, QuestionListInput,
    RequestFilter, RequestListInput, RequestRow, SearchInput, ShadowFilter, ShadowListInput, Stage, Standing,
    WorkaroundFilter, WorkaroundListInput, WorkaroundRow,
};
use keepalive_api::{ApiError, ApiResult, App};
use serde::de::DeserializeOwned;

use crate::Outcome;
use crate::args::{List, Listed, Narrowed};
use crate::doubtful::looked_at;
use crate::filter::Filter;
use crate::made_file;
use crate::place::Session;
use crate::print::columns;

/// Rows fetched at a time.
pub(crate) const PAGE: u32 = 200;

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
                .answer(&rows, |rows| listed(&rows.iter().map(request_line).collect::<Vec<_>>()))?;
        }
        ListAsked::Workarounds(input) => {
            let rows = pages(|cursor| {
                let input = WorkaroundListInput { cursor, limit: Some(PAGE), ..input.clone() };
                let page = app.workaround_list(input)?;
                Ok((page.rows, page.next))
            })?;
            session
                .printer
                .answer(&rows, |rows| listed(&rows.iter().map(workaround_line).collect::<Vec<_>>()))?;
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
    let format = match &*made_file::ending(file) {
        "csv" => ListFormat::Csv,
        "xlsx" => ListFormat::Xlsx,
        _ => {
            let message = format!("{} ends neither in .csv nor in .xlsx.", file.display());
            return Err(ApiError::invalid("out", "not_a_format", message));
        }
    };
    let app = session.open()?;
    let list = narrowed(&app, asked)?;
    let written = looked_at(session, &app, Some(list.clone()), || {
        let made = app.list_file(ListFileInput { list, format })?;
        made_file::write(file, &made.base64)?;
        Ok(serde_json::json!({ "file": file, "mime": made.mime }))
    })?;
    session.printer.answer(&written, |_| format!("Wrote {}.", file.display()))?;
    Ok(Outcome::Done)
}

/// The list as it is asked for on the command line.
fn narrowed(app: &App, asked: &Narrowed) -> ApiResult<ListAsked> {
    let filter = Filter::read(&asked.filter, &app.catalogue(Nothing {})?, |name| owns(app, name))?;
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
        Listed::Areas => ListAsked::Areas(AreaListInput::default()),
    })
}

/// Whether a name that is none of the clinic's people stands anywhere as the owner.
fn owns(app: &App, name: &str) -> ApiResult<bool> {
    let (owner, standing) = (Some(OwnerFilter::Named(name.to_owned())), Some(Standing::All));
    let of_requests = RequestListInput {
        filter: Some(RequestFilter { owner: owner.clone(), standing, ..RequestFilter::default() }),
        limit: Some(1),
        ..RequestListInput::default()
    };
    let of_workarounds = WorkaroundListInput {
        filter: Some(WorkaroundFilter { owner, standing, ..WorkaroundFilter::default() }),
        limit: Some(1),
        ..WorkaroundListInput::default()
    };
    Ok(!app.request_list(of_requests)?.rows.is_empty()
        || !app.workaround_list(of_workarounds)?.rows.is_empty())
}

/// What a list is ordered by.
fn order<T: DeserializeOwned>(sort: Option<&str>) -> ApiResult<Option<T>> {
    let read = |sort: &str| {
        serde_json::from_value(serde_json::Value::from(sort))
            .map_err(|error| ApiError::invalid("sort", "unknown_order", format!("{sort}: {error}.")))
    };
    sort.map(read).transpose()
}

/// Rows as columns; a list with none says so, for an empty line reads like something that failed.
fn listed(rows: &[Vec<String>]) -> String {
    if rows.is_empty() { "Nothing found.".to_owned() } else { columns(rows) }
}

/// What a list is called on the command line.
fn named(list: Listed) -> String {
    list.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

pub(crate) fn search(session: &Session<'_>, text: &str) -> ApiResult<Outcome> {
    let hits = session.open()?.search(SearchInput { text: text.to_owned(), limit: Some(HITS) })?;
    session.printer.answer(&hits, |hits| {
        let line = |hit: &keepalive_api::types::SearchHit| {
            vec![hit.key.clone().unwrap_or_default(), hit.kind.replace('_', " "), hit.title.clone()]
        };
        listed(&hits.iter().map(line).collect::<Vec<_>>())
    })?;
    Ok(Outcome::Done)
}

/// Every page after another.
pub(crate) fn pages<T>(
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

/// Where it stands in its life; of what is over, since when.
fn stage_words(stage: Stage, ended: Option<Day>) -> String {
    match (stage, ended) {
        (Stage::Temporary, _) => "temporary".to_owned(),
        (Stage::Hardened, _) => "hardened".to_owned(),
        (Stage::Accepted, _) => "accepted".to_owned(),
        (Stage::Retired, Some(ended)) => format!("ended {ended}"),
        (Stage::Retired, None) => "ended".to_owned(),
    }
}

/// Hours to a tenth, and the little that a tenth would make nothing of to a hundredth.
fn hours_words(hours: f64) -> String {
    match hours {
        hours if hours <= 0.0 || hours >= 0.1 => format!("{hours:.1} h"),
        hours if hours >= 0.01 => format!("{hours:.2} h"),
        _ => "< 0.01 h".to_owned(),
    }
}

fn workaround_line(row: &WorkaroundRow) -> Vec<String> {
    let hours = row.hours_a_month.map_or_else(|| "-".to_owned(), hours_words);
    vec![
        row.key.clone(),
        stage_words(row.stage, row.ended),
        row.break_.word().to_owned(),
        hours,
        owner(row.owner.as_ref()),
        row.title.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_is_not_nothing() {
        let said = [0.0, 0.03, 0.004, 0.1, 5.26].map(hours_words);
        assert_eq!(said, ["0.0 h", "0.03 h", "< 0.01 h", "0.1 h", "5.3 h"]);
    }

    #[test]
    fn what_is_over_is_marked_with_its_day() {
        let ended = Day::from_ymd_opt(2026, 10, 1);
        assert_eq!(stage_words(Stage::Retired, ended), "ended 2026-10-01");
        // A day ahead is not yet so.
        assert_eq!(stage_words(Stage::Hardened, ended), "hardened");
    }
}
