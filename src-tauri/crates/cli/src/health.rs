//! The database's own health.

use std::path::Path;

use keepalive_api::types::{BackupLook, Nothing, PathInput};
use keepalive_api::{ApiError, ApiResult};

use crate::Outcome;
use crate::place::Session;

pub(crate) fn backup(session: &Session<'_>, dir: Option<&Path>) -> ApiResult<Outcome> {
    let written = session.open()?.backup_to(dir)?;
    let answer = serde_json::json!({ "file": written });
    session.printer.answer(&answer, |_| format!("Wrote and checked {}.", written.display()))?;
    Ok(Outcome::Done)
}

pub(crate) fn restore(session: &Session<'_>, file: &Path, dry_run: bool) -> ApiResult<Outcome> {
    let input = PathInput { path: file.to_string_lossy().into_owned() };
    let app = match session.open() {
        Ok(app) => app,
        Err(refused) if dry_run => return Err(refused),
        // No database there, or a damaged one: the copy takes its place all the same. A database that did not open
        // for another reason stays, and that reason is the one to tell.
        Err(refused) => {
            let rescued = session.rescue().restore_file(file);
            let not_damaged = |error: &ApiError| error.hint.as_deref() == Some("not_damaged");
            rescued.map_err(|error| if not_damaged(&error) { refused } else { error })?;
            let answer = serde_json::json!({ "file": session.file });
            session.printer.answer(&answer, |_| format!("Restored {}.", session.file.display()))?;
            return Ok(Outcome::Done);
        }
    };
    if dry_run {
        let look = app.backup_look_file(input)?;
        session.printer.answer(&look, look_text)?;
        return Ok(Outcome::Done);
    }
    session.printer.progress("Checking the copy and putting it in place.");
    let restored = app.backup_restore_file(input)?;
    session.printer.answer(&restored, |restored| {
        let kept = session.file.with_file_name(&restored.replaced.name);
        format!(
            "Restored {}. What it replaced is kept as {}; undo takes the restore back.",
            session.file.display(),
            kept.display()
        )
    })?;
    if app.sharing(Nothing {})?.place.is_some() {
        session.printer.warning(
            "This clinic is shared: what the other computers have comes back with the next exchange. To take one act \
             back on every computer, undo it instead.",
        );
    }
    Ok(Outcome::Done)
}

fn look_text(look: &BackupLook) -> String {
    let mut lines = vec![
        format!("{}: {}", look.name, look.clinic.as_deref().unwrap_or("no clinic yet")),
        format!(
            "{} requests, {} workarounds, {} occurrences, {} people",
            look.requests, look.workarounds, look.occurrences, look.people
        ),
        format!("{} acts come back, {} would be lost. Nothing was changed.", look.comes_back, look.lost),
    ];
    if !look.same_clinic {
        lines.push("This is not a copy of the present record.".to_owned());
    }
    lines.join("\n")
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
