//! Text that a spreadsheet would run as a formula.
//!
//! An export puts an apostrophe before text that begins like a formula, apostrophes already there counted in;
//! an import takes exactly one away again. Text such as `'tis` is left alone both ways. Only text columns are
//! treated: a negative number stays a number. Source: OWASP, CSV injection.

use std::borrow::Cow;

/// What spreadsheets take for the beginning of a formula, the wide forms of East Asian keyboards included.
const BEGINS_FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text as it may stand in a spreadsheet.
#[must_use]
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(BEGINS_FORMULA) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it was before [`neutralised`].
#[must_use]
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if text.trim_start_matches('\'').starts_with(BEGINS_FORMULA) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_made_text_and_other_text_is_left_alone() {
        assert_eq!(neutralised("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(neutralised("'=1"), "''=1");
        assert_eq!(neutralised("'tis the season"), "'tis the season");
        assert_eq!(neutralised("a=b"), "a=b");
        assert_eq!(restored("'tis the season"), "'tis the season");
        assert_eq!(restored("-5 degrees"), "-5 degrees");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(text in "['=+\\-@\\t\\r\\n＝ a]{0,8}|\\PC{0,20}") {
            let cell = neutralised(&text);
            prop_assert_eq!(restored(&cell), text.as_str());
            prop_assert!(!cell.starts_with(BEGINS_FORMULA));
        }
    }
}
