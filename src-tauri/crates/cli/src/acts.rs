//! Logging a line, undo and redo.

use keepalive_api::types::{CaptureInput, Nothing, Saved, UndoInput};
use keepalive_api::{ApiResult, App};

use crate::Outcome;
use crate::place::Session;
use crate::print::label_text;

pub(crate) fn log(session: &Session<'_>, text: &str) -> ApiResult<Outcome> {
    // A script cannot be asked to look twice; a warning is not a refusal here, a block is.
    said(session, |app| app.capture_save(CaptureInput { text: text.to_owned(), phi_ok: Some(true) }))
}

pub(crate) fn undo(session: &Session<'_>) -> ApiResult<Outcome> {
    said(session, |app| app.undo(UndoInput::default()))
}

pub(crate) fn redo(session: &Session<'_>) -> ApiResult<Outcome> {
    said(session, |app| app.redo(Nothing {}))
}

fn said(session: &Session<'_>, act: impl FnOnce(&App) -> ApiResult<Saved>) -> ApiResult<Outcome> {
    let saved = act(&session.open()?)?;
    session.printer.answer(&saved, |saved| {
        let key = saved.key.as_deref().map(|key| format!("{key}  ")).unwrap_or_default();
        format!("{key}{}", label_text(&saved.label))
    })?;
    Ok(Outcome::Done)
}
