//! What an import found, as the screen shows it.

use keepalive_exchange::csv_map::{self, Seen, SeenColumn, SeenRow, SeenWord, SeenWords};
use keepalive_exchange::{FileReport, Outcome, Problem, ReadAs, Report, UnknownPeople};

use crate::figures::number;
use crate::types::{
    ImportColumn, ImportFile, ImportOutcome, ImportReadAs, ImportReport, ImportRow, ImportSeen, ImportTarget,
    ImportUnknownPeople, ImportWord, ImportWords, RefusedLine, RowsAre, Saved,
};

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

/// The whole report.
pub(crate) fn shown(report: Report, rows_are: Option<RowsAre>, saved: Option<Saved>) -> ImportReport {
    ImportReport {
        refused_count: number(report.refused.count),
        refused_lines: number(report.refused_lines),
        can_leave_out: report.can_be_taken(true),
        files: report.files.into_iter().map(file).collect(),
        ignored_files: report.ignored_files,
        refused: report.refused.listed.into_iter().map(line).collect(),
        notes: report.notes.listed.into_iter().map(line).collect(),
        notes_count: number(report.notes.count),
        new_areas: report.new_areas,
        unknown_people: unknown_people(report.unknown_people),
        read_as: report.read_as.map(read_as),
        seen: report.seen.map(seen),
        targets: rows_are.map_or_else(Vec::new, targets),
        saved,
    }
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
