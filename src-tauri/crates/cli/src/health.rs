//! The database's own health.

use std::path::Path;

use keepalive_api::ApiResult;
use keepalive_api::types::Nothing;

use crate::Outcome;
use crate::place::Session;

pub(crate) fn backup(session: &Session<'_>, dir: Option<&Path>) -> ApiResult<Outcome> {
    let written = session.open()?.backup_to(dir)?;
    let answer = serde_json::json!({ "file": written });
    session.printer.answer(&answer, |_| format!("Wrote and checked {}.", written.display()))?;
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
