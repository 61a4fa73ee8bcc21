//! The database's own health.

use std::path::Path;

use keepalive_api::ApiResult;
use keepalive_api::types::{BackupInput, Nothing};

use crate::Outcome;
use crate::place::Session;

pub(crate) fn backup(session: &Session<'_>, dir: Option<&Path>) -> ApiResult<Outcome> {
    let path = dir.map(|dir| dir.to_string_lossy().into_owned());
    let written = session.open()?.backup(BackupInput { path })?;
    session.printer.answer(&written, |written| format!("Wrote and checked {}.", written.path))?;
    Ok(Outcome::Done)
}

pub(crate) fn verify(session: &Session<'_>) -> ApiResult<Outcome> {
    session.printer.progress("Checking the file, the chain, and everything derived.");
    let report = session.open()?.verify(Nothing {})?;
    session.printer.answer(&report, |report| {
        if report.sound {
            return format!("Sound: {} ops, chain unbroken, everything derived equals the log.", report.ops);
        }
        format!("Not sound:\n{}", report.problems.join("\n"))
    })?;
    Ok(if report.sound { Outcome::Done } else { Outcome::Refused })
}

pub(crate) fn digest(session: &Session<'_>) -> ApiResult<Outcome> {
    let digest = session.open()?.digest(Nothing {})?;
    session.printer.answer(&digest, |digest| digest.digest.clone())?;
    Ok(Outcome::Done)
}
