//! A shape to look for, and what around it makes it one or not.

use std::ops::Range;

use regex::bytes::{Regex, RegexBuilder};

use super::folded::Folded;
use super::kind::FindingKind;

/// A regular expression over folded text, with a test of the surroundings that expressions cannot say.
///
/// Every expression matches a bounded length. A refused candidate moves the search on by one byte, so that is
/// what keeps the whole scan linear.
pub(super) struct Pattern {
    kind: FindingKind,
    needs: Needs,
    regex: Regex,
    fits: fn(&Candidate<'_>) -> bool,
}

/// What a text must have before a pattern is tried: most entries have none of it and cost nothing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Needs {
    /// At least so many digits.
    Digits(usize),
    /// An `@`.
    AtSign,
    /// Anything.
    Nothing,
}

/// A match whose surroundings are still to be looked at.
pub(super) struct Candidate<'a> {
    text: &'a [u8],
    range: Range<usize>,
}

impl Pattern {
    /// A pattern from an expression in which letters match in any case.
    pub(super) fn new(
        kind: FindingKind,
        needs: Needs,
        expression: &str,
        fits: fn(&Candidate<'_>) -> bool,
    ) -> Self {
        Self::compile(kind, needs, expression, fits, true)
    }

    /// A pattern from an expression in which capitals matter.
    pub(super) fn case_sensitive(
        kind: FindingKind,
        needs: Needs,
        expression: &str,
        fits: fn(&Candidate<'_>) -> bool,
    ) -> Self {
        Self::compile(kind, needs, expression, fits, false)
    }

    #[expect(
        clippy::expect_used,
        reason = "expressions are constants; every test that scans compiles them all"
    )]
    fn compile(
        kind: FindingKind,
        needs: Needs,
        expression: &str,
        fits: fn(&Candidate<'_>) -> bool,
        any_case: bool,
    ) -> Self {
        let regex = RegexBuilder::new(expression).unicode(false).case_insensitive(any_case).build();
        Self { kind, needs, regex: regex.expect("a constant expression"), fits }
    }

    pub(super) const fn could_match(&self, text: &Folded<'_>) -> bool {
        match self.needs {
            Needs::Digits(least) => text.digits() >= least,
            Needs::AtSign => text.has_at_sign(),
            Needs::Nothing => true,
        }
    }

    pub(super) fn find_all(&self, text: &Folded<'_>, found: &mut Vec<(FindingKind, Range<usize>)>) {
        let text = text.ascii();
        let mut from = 0;
        while let Some(matched) = self.regex.find_at(text, from) {
            if (self.fits)(&Candidate { text, range: matched.range() }) {
                found.push((self.kind, matched.range()));
                from = matched.end();
            } else {
                from = matched.start() + 1;
            }
        }
    }
}

impl Candidate<'_> {
    /// The matched bytes.
    pub(super) fn matched(&self) -> &[u8] {
        self.text.get(self.range.clone()).unwrap_or_default()
    }

    /// How many digits it has.
    pub(super) fn digits(&self) -> usize {
        self.matched().iter().filter(|byte| byte.is_ascii_digit()).count()
    }

    /// The nearest byte before it (0), the one before that (1)…
    pub(super) fn before(&self, distance: usize) -> Option<u8> {
        self.range.start.checked_sub(distance + 1).and_then(|i| self.text.get(i)).copied()
    }

    /// The nearest byte after it (0), the next one (1)…
    pub(super) fn after(&self, distance: usize) -> Option<u8> {
        self.text.get(self.range.end + distance).copied()
    }

    /// At most `length` bytes before it.
    pub(super) fn text_before(&self, length: usize) -> &[u8] {
        self.text.get(self.range.start.saturating_sub(length)..self.range.start).unwrap_or_default()
    }

    /// At most `length` bytes after it.
    pub(super) fn text_after(&self, length: usize) -> &[u8] {
        let end = self.text.len().min(self.range.end + length);
        self.text.get(self.range.end..end).unwrap_or_default()
    }

    /// The groups of digits and letters go on before or after it: a longer code, a version, an address.
    pub(super) fn is_part_of_a_longer_code(&self) -> bool {
        let is = |byte: Option<u8>, test: fn(&u8) -> bool| byte.is_some_and(|byte| test(&byte));
        let goes_on_before = match self.before(0) {
            Some(b'-' | b'_') => is(self.before(1), u8::is_ascii_alphanumeric),
            Some(b'.') => is(self.before(1), u8::is_ascii_digit),
            byte => is(byte, u8::is_ascii_alphanumeric),
        };
        let goes_on_after = match self.after(0) {
            Some(b'-' | b'.') => is(self.after(1), u8::is_ascii_digit),
            Some(b'_') => true,
            byte => is(byte, u8::is_ascii_alphanumeric),
        };
        goes_on_before || goes_on_after
    }

    /// A row of numbers with blanks between goes on before or after it.
    pub(super) fn is_part_of_a_row_of_numbers(&self) -> bool {
        let blank_and_digit = |near: Option<u8>, far: Option<u8>| {
            matches!(near, Some(b' ' | b'\t')) && far.is_some_and(|byte| byte.is_ascii_digit())
        };
        blank_and_digit(self.before(0), self.before(1)) || blank_and_digit(self.after(0), self.after(1))
    }
}
