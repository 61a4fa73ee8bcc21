//! What an import found, as the screen shows it.

use keepalive_domain::value::FieldType;
use keepalive_exchange::csv_map::{self, Seen, SeenColumn, SeenRow, SeenWord, SeenWords};
use keepalive_exchange::{
    Correction, Corrections, FileReport, Outcome, Problem, ReadAs, Report, UnknownPeople,
};
use keepalive_store::Read;

use crate::ApiResult;
use crate::figures::number;
use crate::types::{
    ImportColumn, ImportCorrection, ImportFile, ImportOutcome, ImportReadAs, ImportReport, ImportRow,
    ImportSeen, ImportTarget, ImportUnknownPeople, ImportWord, ImportWords, RefusedLine, RowsAre,
};
use crate::views::history::{in_words, shown_as};

/// What the rows are, as the import knows it.
pub(crate) const fn theirs(rows_are: RowsAre) -> csv_map::RowsAre {
    match rows_are {
        RowsAre::Requests => csv_map::RowsAre::Requests,
        RowsAre::Workarounds => csv_map::RowsAre::Workarounds,
        RowsAre::Occurrences => csv_map::RowsAre::Occurrences,
    }
}

/// What the rows are, as the screen knows it.
pub(crate) const fn ours(rows_are: csv_map::RowsAre) -> RowsAre {
    match rows_are {
        csv_map::RowsAre::Requests => RowsAre::Requests,
        csv_map::RowsAre::Workarounds => RowsAre::Workarounds,
        csv_map::RowsAre::Occurrences => RowsAre::Occurrences,
    }
}

/// The whole report, of which nothing is saved yet.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn shown(read: &Read<'_>, report: Report, rows_are: Option<RowsAre>) -> ApiResult<ImportReport> {
    let can_leave_out = report.can_be_taken(true);
    let Corrections { listed, count, lines } = report.corrections;
    Ok(ImportReport {
        corrections: corrections(read, listed)?,
        corrections_count: number(count),
        corrections_lines: number(lines),
        refused_count: number(report.refused.count),
        refused_lines: number(report.refused_lines),
        can_leave_out,
        files: report.files.into_iter().map(file).collect(),
        ignored_files: report.ignored_files,
        refused: report.refused.listed.into_iter().map(line).collect(),
        notes: report.notes.listed.into_iter().map(line).collect(),
        notes_count: number(report.notes.count),
        new_areas: report.new_areas,
        unknown_people: unknown_people(report.unknown_people),
        undated_lines: number(report.undated_lines),
        read_as: report.read_as.map(read_as),
        seen: report.seen.map(seen),
        targets: rows_are.map_or_else(Vec::new, targets),
        saved: None,
    })
}

/// The corrections in words, with names for references.
fn corrections(read: &Read<'_>, found: Vec<Correction>) -> ApiResult<Vec<ImportCorrection>> {
    let referred = found.iter().flat_map(|one| [one.ours.as_ref_id(), one.theirs.as_ref_id()]).flatten();
    let names = read.names_of(&referred.collect())?;
    let in_reply = |one: Correction| {
        let ty = one.kind.field(&one.field).map_or(FieldType::Text, |field| field.ty);
        ImportCorrection {
            file: one.file,
            line: number(one.line),
            kind: one.kind.name().to_owned(),
            shown_as: shown_as(ty).to_owned(),
            ours: in_words(one.ours, &names),
            theirs: in_words(one.theirs, &names),
            field: one.field,
            by: one.by,
            at: one.at_ms,
        }
    };
    Ok(found.into_iter().map(in_reply).collect())
}

fn unknown_people(UnknownPeople { lines, names, more }: UnknownPeople) -> ImportUnknownPeople {
    ImportUnknownPeople { lines: number(lines), names, more }
}

fn file(file: FileReport) -> ImportFile {
    ImportFile {
        name: file.name,
        rows: number(file.rows),
        known: number(file.known),
        unchanged: number(file.unchanged),
        unknown_columns: file.ignored_columns,
    }
}

fn line(problem: Problem) -> RefusedLine {
    RefusedLine {
        file: problem.file,
        line: number(problem.line),
        column: problem.field,
        code: problem.code.to_owned(),
        reason: problem.message,
        args: problem.args,
    }
}

fn read_as(read_as: ReadAs) -> ImportReadAs {
    ImportReadAs {
        encoding: read_as.encoding.to_owned(),
        delimiter: read_as.delimiter.to_string(),
        dates: read_as.dates.into_iter().map(|(field, order)| (field, order.to_owned())).collect(),
    }
}

fn seen(seen: Seen) -> ImportSeen {
    let column = |SeenColumn { name, samples, fields }| ImportColumn { name, samples, fields };
    let word = |SeenWord { theirs, ours, count }| ImportWord { theirs, ours, count: number(count) };
    let words = |SeenWords { field, words, more }| ImportWords {
        field,
        words: words.into_iter().map(word).collect(),
        more,
    };
    let row = |SeenRow { line, outcome, cells }| ImportRow {
        line: number(line),
        outcome: match outcome {
            Outcome::New => ImportOutcome::New,
            Outcome::Updated => ImportOutcome::Updated,
            Outcome::Unchanged => ImportOutcome::Unchanged,
            Outcome::Refused => ImportOutcome::Refused,
        },
        cells,
    };
    ImportSeen {
        sheets: seen.sheets,
        sheet: seen.sheet,
        columns: seen.columns.into_iter().map(column).collect(),
        words: seen.words.into_iter().map(words).collect(),
        rows: seen.rows.into_iter().map(row).collect(),
    }
}

fn targets(rows_are: RowsAre) -> Vec<ImportTarget> {
    csv_map::targets(theirs(rows_are))
        .into_iter()
        .map(|target| ImportTarget {
            name: target.name.to_owned(),
            required: target.required,
            words: target.words.into_iter().map(ToOwned::to_owned).collect(),
            names: target.names.map(|kind| kind.name().to_owned()),
        })
        .collect()
}
