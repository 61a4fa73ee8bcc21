//! The whole history as one file.

use std::path::Path;

use keepalive_api::ApiResult;
use keepalive_api::types::PathInput;

use crate::Outcome;
use crate::doubtful::looked_at;
use crate::place::Session;

pub(crate) fn export(session: &Session<'_>, file: &Path) -> ApiResult<Outcome> {
    let app = session.open()?;
    let looked = looked_at(session, &app, None, || app.export_archive(input(file)))?;
    session
        .printer
        .answer(&looked, |looked| format!("Wrote {} ops to {}.", looked.done.ops, file.display()))?;
    Ok(Outcome::Done)
}

pub(crate) fn import(session: &Session<'_>, file: &Path) -> ApiResult<Outcome> {
    session.open_or_make(true, |app| {
        session.printer.progress("Reading every op and following its chain.");
        let report = app.import_archive(input(file))?;
        session.printer.answer(&report, |report| {
            format!("Read {} ops: the same record with its whole history.", report.ops)
        })?;
        Ok(Outcome::Done)
    })
}

fn input(file: &Path) -> PathInput {
    PathInput { path: file.to_string_lossy().into_owned() }
}
