//! What looks like a patient's data among what leaves. Nothing is held back: a record is its clinic's, and a script cannot be
//! asked. But it is said.

use keepalive_api::types::{DoubtfulText, ExportLook, ExportLookInput, ListAsked};
use keepalive_api::{ApiResult, App};
use serde::Serialize;

use crate::place::Session;

/// An answer to an export, with what was found in it.
#[derive(Serialize)]
pub(crate) struct Looked<T> {
    #[serde(flatten)]
    pub(crate) done: T,
    /// Absent where nothing looked like a patient's data.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubtful: Option<ExportLook>,
}

/// Looks through what is about to leave, one list or the whole record, and writes it.
pub(crate) fn looked_at<T>(
    session: &Session<'_>,
    app: &App,
    list: Option<ListAsked>,
    write: impl FnOnce() -> ApiResult<T>,
) -> ApiResult<Looked<T>> {
    // Before: once it is written, nothing may fail any more.
    let look = app.export_look(ExportLookInput { list })?;
    let done = write()?;
    let doubtful = (look.count > 0).then_some(look);
    if let Some(look) = &doubtful {
        session.printer.warning(&said(look));
    }
    Ok(Looked { done, doubtful })
}

/// Each by its place; never the text itself.
fn said(look: &ExportLook) -> String {
    let one = |text: &DoubtfulText| {
        let place = [text.kind.as_deref().unwrap_or_default(), &text.key, &text.field];
        let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
        format!("  {}: {}", place.join(" "), text.why.replace('_', " "))
    };
    let mut lines = vec![match look.count {
        1 => "One text in it looks like a patient's data. Look before you pass it on:".to_owned(),
        n => format!("{n} texts in it look like a patient's data. Look before you pass it on:"),
    }];
    lines.extend(look.texts.iter().map(one));
    let more = u64::from(look.count).saturating_sub(look.texts.len() as u64);
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines.join("\n")
}
