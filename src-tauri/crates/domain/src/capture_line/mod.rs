//! The quick-capture line: one line of text with inline tokens.
//!
//! | token | says |
//! |---|---|
//! | `#note-templates`, `#"note templates"` | the configuration area |
//! | `@nurse-lead`, `@"nurse lead"` | the person who is to own it |
//! | `5m`, `1.5min`, `1h` | minutes of each time |
//! | `x3` | how many times it happened |
//! | `!safety`, `!seguridad` | it is a safety item |
//! | `?` at the very end | it is a request, not a workaround |
//!
//! A token is a whole word: `C#`, `a@b`, `3x`, `5mg` and `#4521` are text. What is not a token is the title.
//! Whether an area or a person of that name exists is for the caller to say, with [`meant`].

mod name;
mod problems;
mod title;
mod token;

pub use name::{Meant, matches_name, meant};
pub use problems::{LineProblem, MOST_LINE_BYTES, MOST_MINUTES};
pub use token::{Token, TokenKind, TokenValue};

use crate::text_range::RangeLocator;

/// A line of quick capture as it is understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaptureLine {
    /// The text without its tokens, blanks tidied.
    pub title: String,
    /// The tokens, in the order of the line.
    pub tokens: Vec<Token>,
    /// What keeps the line from being saved; empty = nothing.
    pub problems: Vec<LineProblem>,
}

impl CaptureLine {
    /// Reads a line. The same line always reads the same; every text reads as something.
    ///
    /// A text of more than [`MOST_LINE_BYTES`] is refused without being read: it has one problem, no title and
    /// no tokens.
    #[must_use]
    pub fn parse(line: &str) -> Self {
        if line.len() > MOST_LINE_BYTES {
            return Self { problems: vec![problems::line_too_long()], ..Self::default() };
        }
        let found = token::find(line);
        let title = title::without_tokens(line, &found);
        let mut locator = RangeLocator::new(line);
        let tokens: Vec<_> = found
            .into_iter()
            .map(|found| Token { range: locator.locate(found.bytes), value: found.value })
            .collect();
        let problems = problems::find(line, &title, &tokens);
        Self { title, tokens, problems }
    }

    /// The area it names, as typed after `#` and without quotes.
    #[must_use]
    pub fn area(&self) -> Option<&str> {
        self.tokens.iter().find_map(|token| match &token.value {
            TokenValue::Area(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The person it names, as typed after `@` and without quotes.
    #[must_use]
    pub fn person(&self) -> Option<&str> {
        self.tokens.iter().find_map(|token| match &token.value {
            TokenValue::Person(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Minutes of each time, if it was timed; may be out of range, and then stands in [`Self::problems`].
    #[must_use]
    pub fn minutes(&self) -> Option<f64> {
        self.tokens.iter().find_map(|token| match token.value {
            TokenValue::Minutes(minutes) => Some(minutes),
            _ => None,
        })
    }

    /// How many times, if it says so; may be out of range, and then stands in [`Self::problems`].
    #[must_use]
    pub fn times(&self) -> Option<u32> {
        self.tokens.iter().find_map(|token| match token.value {
            TokenValue::Times(times) => Some(times),
            _ => None,
        })
    }

    /// Whether it is a safety item.
    #[must_use]
    pub fn is_safety(&self) -> bool {
        self.has(TokenKind::Safety)
    }

    /// Whether it becomes a request instead of a workaround.
    #[must_use]
    pub fn is_request(&self) -> bool {
        self.has(TokenKind::Request)
    }

    fn has(&self, kind: TokenKind) -> bool {
        self.tokens.iter().any(|token| token.kind() == kind)
    }
}
