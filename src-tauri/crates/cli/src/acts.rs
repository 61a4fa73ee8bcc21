//! Logging a line, undo and redo.

use keepalive_api::types::{CaptureInput, Nothing, Saved};
use keepalive_api::{ApiError, ApiResult, App, ErrorCode};
use serde::Serialize;

use crate::Outcome;
use crate::place::Session;
use crate::print::label_text;

pub(crate) fn log(session: &Session<'_>, text: &str) -> ApiResult<Outcome> {
    let app = session.open()?;
    let line = |phi_ok| CaptureInput { text: text.to_owned(), phi_ok: Some(phi_ok) };
    // Asked before: afterwards the area is there, and a slip in its name looks like any other.
    let area = app.capture_parse(line(false))?.area.filter(|area| area.id.is_none());
    let written = past_warning(session, |phi_ok| app.capture_save(line(phi_ok)))?;
    let logged = Logged { written, new_area: area.map(|area| area.name) };
    session.printer.answer(&logged, |Logged { written, new_area }| {
        let said = said_of(&written.saved);
        match new_area {
            None => said,
            Some(area) => format!("{said}\nThere was no area “{area}” yet: it was made."),
        }
    })?;
    Ok(Outcome::Done)
}

/// What a line became.
#[derive(Serialize)]
struct Logged {
    #[serde(flatten)]
    written: Written,
    /// The name of the area that the line made; absent where it names none or one that was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    new_area: Option<String>,
}

/// Writes a text that somebody typed. A script cannot be asked to look twice: a warning that it may hold a patient's data is
/// not a refusal here, but it is said. A block is one.
pub(crate) fn past_warning(
    session: &Session<'_>,
    write: impl Fn(bool) -> ApiResult<Saved>,
) -> ApiResult<Written> {
    let (saved, warning) = match write(false) {
        Err(warning) if warning.code == ErrorCode::PhiWarned => (write(true)?, Some(Warning::of(warning))),
        saved => (saved?, None),
    };
    if let Some(warning) = &warning {
        session.printer.warning(&warning.text());
    }
    Ok(Written { saved, warning })
}

/// What was saved, and what looked like a patient's data in it.
#[derive(Serialize)]
pub(crate) struct Written {
    #[serde(flatten)]
    saved: Saved,
    /// Absent where nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<Warning>,
}

/// What a text looks like; never the match itself.
#[derive(Serialize)]
struct Warning {
    /// In which field.
    field: Option<String>,
    /// Code of what it looks like.
    looks_like: Option<String>,
}

impl Warning {
    fn of(error: ApiError) -> Self {
        Self { field: error.field, looks_like: error.hint }
    }

    fn text(&self) -> String {
        let looks_like = self.looks_like.as_deref().unwrap_or_default().replace('_', " ").replace(',', ", ");
        format!("Saved, but look again: it may hold a patient's data ({looks_like}). undo takes it back.")
    }
}

pub(crate) fn undo(session: &Session<'_>) -> ApiResult<Outcome> {
    said(session, |app| app.undo_to_nothing())
}

pub(crate) fn redo(session: &Session<'_>) -> ApiResult<Outcome> {
    said(session, |app| app.redo(Nothing {}))
}

fn said(session: &Session<'_>, act: impl FnOnce(&App) -> ApiResult<Saved>) -> ApiResult<Outcome> {
    let saved = act(&session.open()?)?;
    session.printer.answer(&saved, said_of)?;
    Ok(Outcome::Done)
}

fn said_of(saved: &Saved) -> String {
    let key = saved.key.as_deref().map(|key| format!("{key}  ")).unwrap_or_default();
    format!("{key}{}", label_text(&saved.label))
}
