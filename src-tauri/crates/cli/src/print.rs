//! Answers: plain text for people, JSON for machines. Nothing else ever reaches standard output.

use std::io::{self, IsTerminal, Write};

use keepalive_api::types::Label;
use keepalive_api::{ApiError, ApiResult, ErrorCode};
use serde::Serialize;
use serde_json::json;

/// Writes answers in one of the two forms.
pub(crate) struct Printer {
    json: bool,
}

impl Printer {
    pub(crate) const fn new(json: bool) -> Self {
        Self { json }
    }

    /// One answer: its JSON, or the text made from it.
    pub(crate) fn answer<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) -> ApiResult<()> {
        if !self.json {
            return line(&text(value));
        }
        let json = serde_json::to_string_pretty(value)
            .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
        line(&json)
    }

    /// A report that says why something was refused: for people on standard error, for machines an answer like
    /// any other.
    pub(crate) fn refused<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) -> ApiResult<()> {
        if self.json {
            return self.answer(value, text);
        }
        // A closed pipe leaves nobody to tell; the exit code still says it.
        drop(writeln!(io::stderr(), "{}", text(value)));
        Ok(())
    }

    /// Why it was refused, on standard error: words for people, `{code, message, field?, hint?}` for machines.
    pub(crate) fn refusal(&self, error: &ApiError) {
        let text = if self.json {
            json!(error).to_string()
        } else {
            let field = error.field.as_deref().map(|field| format!("{field}: ")).unwrap_or_default();
            format!("{field}{}", error.message)
        };
        // A closed pipe leaves nobody to tell; the exit code still says it.
        drop(writeln!(io::stderr(), "{text}"));
    }

    /// A word of warning beside an answer, on standard error whoever watches.
    pub(crate) fn warning(&self, text: &str) {
        // For machines it is part of the answer. A closed pipe leaves nobody to tell.
        if !self.json {
            drop(writeln!(io::stderr(), "{text}"));
        }
    }

    /// A word about long work, only where somebody watches a terminal.
    pub(crate) fn progress(&self, text: &str) {
        if io::stderr().is_terminal() {
            drop(writeln!(io::stderr(), "{text}"));
        }
    }
}

fn line(text: &str) -> ApiResult<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        // Whoever reads has heard enough (`| head -1`). What was done stands, so it is no refusal.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| broken(&error)),
    }
}

fn broken(error: &io::Error) -> ApiError {
    ApiError::new(ErrorCode::File, format!("The answer could not be written: {error}."))
}

/// What an act is called, without the screen's catalogue.
pub(crate) fn label_text(label: &Label) -> String {
    let words = |code: &str| code.replace('_', " ");
    match (label.code.as_str(), label.args.as_slice()) {
        (code, []) => words(code),
        // What was taken back is an act with a name of its own.
        (code @ ("undone" | "redone"), [act, about @ ..]) => {
            let named = [&[words(act)], about].concat();
            format!("{code}: {}", named.join(": "))
        }
        (code, about) => format!("{}: {}", words(code), about.join(", ")),
    }
}

/// Columns side by side, as wide as their widest cell; the last one runs on.
pub(crate) fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |i: usize| rows.iter().filter_map(|row| row.get(i)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..count).map(width).collect();
    let padded = |row: &Vec<String>| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(padded).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let rows = vec![
            vec!["A-1".into(), "new".into(), "x".into()],
            vec!["A-10".into(), "triaged".into(), "y".into()],
        ];
        assert_eq!(columns(&rows), "A-1   new      x\nA-10  triaged  y");
    }
}
