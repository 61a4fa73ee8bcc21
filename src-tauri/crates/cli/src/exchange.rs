//! Rows in and out.

use std::fs;
use std::path::Path;

use keepalive_api::types::{
    self, ExportInput, ImportCorrection, ImportFile, ImportInput, ImportReport, RefusedLine,
};
use keepalive_api::{ApiError, ApiResult, ErrorCode};

use crate::Outcome;
use crate::archive;
use crate::args::{Export, Import, RowsAre};
use crate::doubtful::looked_at;
use crate::lists;
use crate::place::Session;

/// The largest mapping file that is read: far more than any mapping.
const MOST_MAP_BYTES: u64 = 1_000_000;

/// The code of a day that has not come.
const AFTER_TODAY: &str = "after_today";

pub(crate) fn import(session: &Session<'_>, what: &Import) -> ApiResult<Outcome> {
    let (input, dry_run) = match what {
        Import::Archive { file } => return archive::import(session, file),
        Import::Tables { path, take_corrected, dry_run } => {
            let input = ImportInput {
                path: shown(path),
                rows_are: None,
                map: None,
                leave_out: None,
                take_corrected: Some(*take_corrected),
            };
            (input, *dry_run)
        }
        Import::Csv { file, rows_are, map, preset, leave_out_refused, take_corrected, dry_run } => {
            let rows_are = match rows_are {
                RowsAre::Requests => types::RowsAre::Requests,
                RowsAre::Workarounds => types::RowsAre::Workarounds,
                RowsAre::Occurrences => types::RowsAre::Occurrences,
            };
            let map = match (map, preset) {
                (Some(map), _) => Some(read_map(map)?),
                (None, Some(preset)) => Some(serde_json::Value::String(preset.clone())),
                (None, None) => None,
            };
            let input = ImportInput {
                path: shown(file),
                rows_are: Some(rows_are),
                map,
                leave_out: Some(*leave_out_refused),
                take_corrected: Some(*take_corrected),
            };
            (input, *dry_run)
        }
    };
    session.open_or_make(!dry_run, |app| {
        let leave_out = input.leave_out == Some(true);
        let take_corrected = input.take_corrected == Some(true);
        // A value that was set here since an import has a clinic already, with its zone. Asked now: once the import stands,
        // nothing may fail any more.
        let local_time = app.local_times()?;
        session.printer.progress("Reading every line.");
        let report = if dry_run { app.import_preview(input)? } else { app.import_run(input)? };
        let corrected = corrected(&report, &local_time, dry_run, take_corrected);
        if report.refused_count == 0 || (leave_out && report.can_leave_out) {
            session.printer.answer(&report, |report| report_text(report, &corrected, dry_run, leave_out))?;
            return Ok(Outcome::Done);
        }
        session.printer.refused(&report, |report| report_text(report, &[], dry_run, false))?;
        Ok(Outcome::Refused)
    })
}

pub(crate) fn export(session: &Session<'_>, what: &Export) -> ApiResult<Outcome> {
    let dir = match what {
        Export::Tables { dir } => dir,
        Export::Archive { file } => return archive::export(session, file),
        Export::List { file, list } => return lists::save(session, list, file),
    };
    let app = session.open()?;
    let looked = looked_at(session, &app, None, || app.export_tables(ExportInput { path: shown(dir) }))?;
    session.printer.answer(&looked, |looked| {
        let files = &looked.done.files;
        let rows: u32 = files.iter().map(|file| file.rows).sum();
        format!("Wrote {} files with {rows} rows to {}.", files.len(), dir.display())
    })?;
    Ok(Outcome::Done)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn read_map(file: &Path) -> ApiResult<serde_json::Value> {
    let refused = |why: String| ApiError::invalid("map", "not_a_map", format!("{}: {why}", file.display()));
    let size = fs::metadata(file).map_err(|error| refused(error.to_string()))?.len();
    if size > MOST_MAP_BYTES {
        return Err(refused("this is too large for a mapping.".to_owned()));
    }
    let text = fs::read_to_string(file).map_err(|error| {
        ApiError::new(ErrorCode::File, format!("{}: {error}", file.display())).about("map")
    })?;
    serde_json::from_str(&text).map_err(|error| refused(error.to_string()))
}

/// One line of a file with what is said about it.
fn noted(line: &RefusedLine) -> String {
    let column = line.column.as_deref().map(|column| format!(", {column}")).unwrap_or_default();
    // Line 0 is the file as a whole.
    let place = if line.line == 0 { String::new() } else { format!(", line {}", line.line) };
    format!("{}{place}{column}: {}", line.file, line.reason)
}

/// What somebody set by hand since an import, each with what the file says, and what becomes of them.
fn corrected(
    report: &ImportReport,
    local_time: &dyn Fn(types::InstantMs) -> String,
    dry_run: bool,
    take: bool,
) -> Vec<String> {
    let said = |value: &Option<String>| match value.as_deref() {
        None => "nothing".to_owned(),
        Some("") => "what only this import makes".to_owned(),
        Some(text) => format!("“{text}”"),
    };
    let one = |one: &ImportCorrection| {
        let by = if one.by.is_empty() { String::new() } else { format!(" by {}", one.by) };
        let (file, line, field, at) = (&one.file, one.line, &one.field, local_time(one.at));
        let (theirs, ours) = (said(&one.theirs), said(&one.ours));
        format!("{file}, line {line}, {field}: {theirs}; set here by hand{by} on {at}: {ours}")
    };
    let mut lines: Vec<String> = report.corrections.iter().map(one).collect();
    let count = report.corrections_count;
    if count > 0 {
        let (values, were) = if count == 1 { ("value", "was") } else { ("values", "were") };
        let fate = match (take, dry_run) {
            (false, false) => format!("{were} kept. --take-corrected takes the file's"),
            (false, true) => "would be kept. --take-corrected takes the file's".to_owned(),
            (true, false) => format!("{were} replaced by the file's"),
            (true, true) => "would be replaced by the file's".to_owned(),
        };
        lines.push(format!("{count} {values} set here by hand since an import {fate}."));
    }
    lines
}

fn report_text(report: &ImportReport, corrected: &[String], dry_run: bool, left_out: bool) -> String {
    let mut lines = Vec::new();
    lines.extend(report.refused.iter().map(noted));
    lines.extend_from_slice(corrected);
    // What is taken but looks like a slip is said here as on the screen.
    let slips: Vec<String> = report.notes.iter().filter(|note| note.code == AFTER_TODAY).map(noted).collect();
    let others = report
        .notes_count
        .saturating_sub(u32::try_from(slips.len()).unwrap_or(u32::MAX))
        .saturating_sub(report.undated_lines);
    lines.extend(slips);
    match others {
        0 => {}
        1 => lines.push("One thing more was noted: see notes in --json.".to_owned()),
        n => lines.push(format!("{n} things more were noted: see notes in --json.")),
    }
    for file in report.files.iter().filter(|file| !file.unknown_columns.is_empty()) {
        lines.push(format!(
            "{}: columns not known and left out: {}",
            file.name,
            file.unknown_columns.join(", ")
        ));
    }
    if !report.ignored_files.is_empty() {
        lines.push(format!("Not part of a table set and left alone: {}", report.ignored_files.join(", ")));
    }
    let unknown = &report.unknown_people;
    if unknown.lines > 0 {
        let rows = if unknown.lines == 1 {
            "1 row names".to_owned()
        } else {
            format!("{} rows name", unknown.lines)
        };
        let more = if unknown.more { ", …" } else { "" };
        lines.push(format!(
            "{rows} somebody who is not written down, taken as the name alone: {}{more}",
            unknown.names.join(", ")
        ));
    }
    match report.undated_lines {
        0 => {}
        1 => lines.push("1 row is done and says no day: no time is measured to it.".to_owned()),
        n => lines.push(format!("{n} rows are done and say no day: no time is measured to them.")),
    }
    let sum = |count: fn(&ImportFile) -> u32| report.files.iter().map(count).sum::<u32>();
    let (rows, known, unchanged) = (sum(|f| f.rows), sum(|f| f.known), sum(|f| f.unchanged));
    let refused = report.refused_lines;
    let (new, updated) = (rows.saturating_sub(known + refused), known - unchanged);
    let fates = format!("{new} new, {updated} updated, {unchanged} unchanged");
    let counted = |n: u32, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let (all, left) = (counted(rows, "row"), counted(refused, "line"));
    // Then there was no act, and undo would take back another one.
    let nothing_new = rows > 0 && new + updated == 0;
    lines.push(match (report.refused_count, dry_run) {
        (0, false) if nothing_new && rows == 1 => {
            "The one row stands here already. Nothing was changed.".to_owned()
        }
        (0, false) if nothing_new => format!("All {rows} rows stand here already. Nothing was changed."),
        (_, false) if left_out && nothing_new => {
            let stand =
                if unchanged == 1 { "1 row stands".to_owned() } else { format!("{unchanged} rows stand") };
            format!("{stand} here already, {left} left out. Nothing was changed.")
        }
        (0, false) => format!("Imported {all}: {fates}. keepalive-cli undo takes all of it back."),
        (0, true) => format!("{all} would be imported: {fates}. Nothing was changed."),
        (_, false) if left_out => {
            format!("Imported: {fates}. {left} left out. keepalive-cli undo takes all of it back.")
        }
        (_, true) if left_out => {
            format!("Would be imported: {fates}. {left} left out. Nothing was changed.")
        }
        (1, _) => "One thing is wrong, so nothing was imported.".to_owned(),
        (wrong, _) => format!("{wrong} things are wrong, so nothing was imported."),
    });
    lines.join("\n")
}
