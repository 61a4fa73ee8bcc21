//! What keeps a line from being saved.

use std::ops::Range;

use super::name::matches_name;
use super::token::{Token, TokenKind, TokenValue, is_unclosed_quote, next_word};
use crate::check::{MOST_TIMES, MOST_TITLE_CHARS, Problem, is_unseen};
use crate::text_range::{RangeLocator, TextRange};

/// The longest line that is read: a title of four-byte characters with room for its tokens. Longer is a paste
/// that went into the wrong field.
pub const MOST_LINE_BYTES: usize = 4 * MOST_TITLE_CHARS + 1_000;

/// The most minutes of one time: a whole day. Longer is a typing slip, `90h` for `90m`.
pub const MOST_MINUTES: f64 = 24.0 * 60.0;

/// A problem with its place in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// Where it stands; the whole line where there is no better place.
    pub range: TextRange,
    /// The field (`title`, `area`, `person`, `minutes`, `count`), the code and the message.
    pub problem: Problem,
}

/// The one problem of a line that is too long to be read: it stands at the start, because not even the length
/// on the screen was counted.
pub(super) fn line_too_long() -> LineProblem {
    let start = TextRange { bytes: 0..0, utf16: 0..0 };
    LineProblem { range: start, problem: title_too_long() }
}

/// Everything wrong with a line, title first, then by token.
pub(super) fn find(line: &str, title: &str, tokens: &[Token]) -> Vec<LineProblem> {
    let locate = |bytes: Range<usize>| RangeLocator::new(line).locate(bytes);
    let mut problems = Vec::new();
    let mut say = |range: TextRange, problem: Problem| problems.push(LineProblem { range, problem });

    if title.is_empty() {
        let problem = Problem::new("title", "required", "Say what got in the way, or what should change.");
        say(locate(0..line.len()), problem);
    }
    if title.chars().count() > MOST_TITLE_CHARS {
        say(locate(0..line.len()), title_too_long());
    }
    if let Some((at, unseen)) = line.char_indices().find(|(_, c)| is_unseen_in_a_line(*c)) {
        let message = "This text has characters that cannot be seen. Take them out, or type it again.";
        let problem = Problem::new("title", "control_characters", message);
        say(locate(at..at + unseen.len_utf8()), problem);
    }
    if let Some(bytes) = unclosed_quote(line, tokens) {
        let is_area = line.get(bytes.clone()).is_some_and(|word| word.starts_with('#'));
        let field = if is_area { "area" } else { "person" };
        let message = "The name begins with a quote but does not end with one.";
        say(locate(bytes), Problem::new(field, "unclosed_quote", message));
    }
    for (i, token) in tokens.iter().enumerate() {
        if let Some(problem) = out_of_range(&token.value) {
            say(token.range.clone(), problem);
        }
        let earlier = tokens[..i].iter().find(|earlier| earlier.kind() == token.kind());
        if earlier.is_some_and(|earlier| !says_the_same(&earlier.value, &token.value)) {
            let field = field_of(token.kind());
            say(
                token.range.clone(),
                Problem::new(field, "repeated", format!("Only one {field} can be given.")),
            );
        }
    }
    problems
}

fn title_too_long() -> Problem {
    Problem::new("title", "too_long", format!("At most {MOST_TITLE_CHARS} characters."))
}

fn out_of_range(value: &TokenValue) -> Option<Problem> {
    match *value {
        TokenValue::Minutes(minutes) if !(minutes > 0.0 && minutes <= MOST_MINUTES) => {
            let message = "Minutes must be more than 0 and at most 24 hours for each time.";
            Some(Problem::new("minutes", "out_of_range", message))
        }
        TokenValue::Times(times) if !(1..=MOST_TIMES).contains(&i64::from(times)) => {
            Some(Problem::new("count", "out_of_range", format!("From x1 to x{MOST_TIMES}.")))
        }
        _ => None,
    }
}

/// Names as the catalogue compares them, amounts exactly.
fn says_the_same(a: &TokenValue, b: &TokenValue) -> bool {
    match (a, b) {
        (TokenValue::Area(a), TokenValue::Area(b)) | (TokenValue::Person(a), TokenValue::Person(b)) => {
            matches_name(a, b)
        }
        (a, b) => a == b,
    }
}

const fn field_of(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Area => "area",
        TokenKind::Person => "person",
        TokenKind::Minutes => "minutes",
        TokenKind::Times => "count",
        TokenKind::Safety => "safety",
        TokenKind::Request => "request",
    }
}

/// The first word outside the tokens that opens a quoted name and never closes it, to the end of the line.
fn unclosed_quote(line: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = next_word(line, from) {
        if let Some(token) = tokens.iter().find(|token| token.range.bytes.start == start) {
            from = token.range.bytes.end;
        } else if is_unclosed_quote(line.get(start..)?) {
            return Some(start..line.len());
        } else {
            from = start;
        }
        let rest = line.get(from..)?;
        from += rest.find(char::is_whitespace).unwrap_or(rest.len());
    }
    None
}

/// Line breaks and tabs are tidied as blanks; nothing else that cannot be seen may stand in a line.
fn is_unseen_in_a_line(c: char) -> bool {
    let is_blank = matches!(c, '\t'..='\r' | '\u{85}');
    is_unseen(c) && !is_blank
}
