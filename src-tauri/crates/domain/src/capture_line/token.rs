//! The tokens of a line: whole words with a meaning.

use std::ops::Range;

use crate::text_range::TextRange;

/// One token, with its place for highlighting.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub range: TextRange,
    /// What it says.
    pub value: TokenValue,
}

/// The kinds of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `#area`.
    Area,
    /// `@person`.
    Person,
    /// `5m`.
    Minutes,
    /// `x3`.
    Times,
    /// `!safety`, or `!seguridad`.
    Safety,
    /// `?` at the end.
    Request,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq)]
pub enum TokenValue {
    /// The area's name as typed, without `#` and quotes.
    Area(String),
    /// The person's name as typed, without `@` and quotes.
    Person(String),
    /// Minutes of each time, as typed: possibly zero, negative or absurd.
    Minutes(f64),
    /// How many times, as typed: possibly zero or absurd. Numbers beyond `u32` count as its largest.
    Times(u32),
    /// A safety item.
    Safety,
    /// A request.
    Request,
}

impl Token {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> TokenKind {
        match self.value {
            TokenValue::Area(_) => TokenKind::Area,
            TokenValue::Person(_) => TokenKind::Person,
            TokenValue::Minutes(_) => TokenKind::Minutes,
            TokenValue::Times(_) => TokenKind::Times,
            TokenValue::Safety => TokenKind::Safety,
            TokenValue::Request => TokenKind::Request,
        }
    }

    /// Whether it is a name in quotes: meant letter for letter, and no beginning of another.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        match &self.value {
            TokenValue::Area(name) | TokenValue::Person(name) => {
                self.range.bytes.len() > SIGN_BYTES + name.len()
            }
            _ => false,
        }
    }
}

/// How a safety item is marked, in each language of the screens: whoever types is not asked which one is set.
const SAFETY: [&str; 2] = ["!safety", "!seguridad"];

/// Bytes of the `#` or `@` before a name.
const SIGN_BYTES: usize = 1;

/// A token by its bytes only; [`Token`] once both ranges are known.
#[derive(Debug)]
pub(super) struct FoundToken {
    pub(super) bytes: Range<usize>,
    pub(super) value: TokenValue,
}

/// What may hang on a token without being part of it: `took 5m, again`.
pub(super) const HANGING_PUNCTUATION: [char; 7] = [',', '.', ';', ':', '!', '?', ')'];

/// Quotes around a name of several words; the curly ones come from systems that "correct" typed quotes.
const OPENING_QUOTES: [char; 2] = ['"', '\u{201C}'];
const CLOSING_QUOTES: [char; 2] = ['"', '\u{201D}'];

/// The tokens of a line, in order.
pub(super) fn find(line: &str) -> Vec<FoundToken> {
    let trimmed = line.trim_end();
    let text = trimmed.trim_end_matches('?');
    let mut tokens = Vec::new();
    let mut from = 0;
    while let Some(start) = next_word(text, from) {
        let rest = text.get(start..).unwrap_or_default();
        let token = token_at(rest);
        let length = token.as_ref().map_or(0, |(length, _)| *length);
        if let Some((length, value)) = token {
            tokens.push(FoundToken { bytes: start..start + length, value });
        }
        let word_left = rest.get(length..).unwrap_or_default();
        from = start + length + word_left.find(char::is_whitespace).unwrap_or(word_left.len());
    }
    if text.len() < trimmed.len() {
        tokens.push(FoundToken { bytes: text.len()..trimmed.len(), value: TokenValue::Request });
    }
    tokens
}

/// Whether a word begins a quoted name that never ends.
pub(super) fn is_unclosed_quote(word: &str) -> bool {
    let Some(name) = word.strip_prefix(['#', '@']) else { return false };
    name.strip_prefix(OPENING_QUOTES).is_some_and(|quoted| !quoted.contains(CLOSING_QUOTES))
}

/// Where the next word begins, at or after `from`, which is a place between two words.
pub(super) fn next_word(text: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find(|c: char| !c.is_whitespace()).map(|blanks| from + blanks)
}

/// The token that `rest` begins with, and its length in bytes.
fn token_at(rest: &str) -> Option<(usize, TokenValue)> {
    if let Some(quoted) = quoted_name(rest) {
        return Some(quoted);
    }
    let word = rest.split(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_end_matches(HANGING_PUNCTUATION);
    let value = if let Some(name) = word.strip_prefix('#') {
        plain_name(name).map(TokenValue::Area)
    } else if let Some(name) = word.strip_prefix('@') {
        plain_name(name).map(TokenValue::Person)
    } else if SAFETY.iter().any(|said| word.eq_ignore_ascii_case(said)) {
        Some(TokenValue::Safety)
    } else {
        times(word).map(TokenValue::Times).or_else(|| minutes(word).map(TokenValue::Minutes))
    };
    value.map(|value| (word.len(), value))
}

/// A name of one word. It begins with a letter: `#4521` is a ticket, `@5pm` a time of day.
fn plain_name(name: &str) -> Option<String> {
    let named = name.starts_with(char::is_alphabetic) && !name.contains(OPENING_QUOTES);
    named.then(|| name.to_owned())
}

/// `#"several words"` or `@"several words"`, the end of a word following.
fn quoted_name(rest: &str) -> Option<(usize, TokenValue)> {
    let is_area = rest.starts_with('#');
    let name = rest.strip_prefix(['#', '@'])?.strip_prefix(OPENING_QUOTES)?;
    let (name, after) = name.split_once(CLOSING_QUOTES)?;
    let ends_a_word = after.trim_start_matches(HANGING_PUNCTUATION);
    let is_word = ends_a_word.is_empty() || ends_a_word.starts_with(char::is_whitespace);
    if !is_word || !name.contains(char::is_alphanumeric) {
        return None;
    }
    let name = name.trim().to_owned();
    let value = if is_area { TokenValue::Area(name) } else { TokenValue::Person(name) };
    Some((rest.len() - after.len(), value))
}

/// `x3`, or `×3`.
fn times(word: &str) -> Option<u32> {
    let digits = word.strip_prefix(['x', 'X', '\u{D7}'])?;
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// `5m`, `1.5min`, `1,5m`, `2h` as minutes; a sign is read so that it can be refused by name.
fn minutes(word: &str) -> Option<f64> {
    let unit_at = word.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = word.split_at(unit_at);
    let minutes_per_unit = match unit.to_ascii_lowercase().as_str() {
        "m" | "min" | "mins" => 1.0,
        "h" | "hr" | "hrs" => 60.0,
        _ => return None,
    };
    let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let all_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole.strip_prefix('-').unwrap_or(whole)) || !all_digits(decimals) {
        return None;
    }
    let amount: f64 = number.replace(',', ".").parse().ok()?;
    Some(amount * minutes_per_unit)
}
