//! What a form, a capture line or an import line may say. Checked when something is typed, never when logs
//! are merged.
//!
//! [`read_field`] turns one raw value into a [`Value`] of the field's type; [`check`] looks at a whole thing,
//! with the fields as they would stand after the change. Both name the field, say what is wrong in plain
//! words, and change nothing.

mod kinds;
mod limits;
mod read;

use std::collections::BTreeMap;

pub use self::kinds::{NO_MINUTES, check, required};
pub use self::limits::{
    EARLIEST_DAY, FAR_FUTURE_GO_LIVE_MONTHS, LATEST_DAY, MOST_FTE, MOST_PEOPLE, MOST_RATING,
    MOST_REVIEW_DAYS, MOST_STATED_DAYS, MOST_TEXT_CHARS, MOST_TIMES, MOST_TITLE_CHARS, MOST_USES_PER_WEEK,
    MOST_WEEK_HOURS,
};
pub(crate) use self::read::is_unseen;
pub use self::read::{check_text, read_field, read_text_field};

use crate::value::Value;

/// A thing's fields by name.
pub type Fields = BTreeMap<String, Value>;

/// Why something typed cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field it is about.
    pub field: String,
    /// What is wrong, for the screen's catalogue.
    pub code: &'static str,
    /// What is wrong and what would be right, in English.
    pub message: String,
}

impl Problem {
    /// A problem with one field.
    #[must_use]
    pub fn new(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), code, message: message.into() }
    }
}

#[cfg(test)]
mod tests;
