//! Instants in text: RFC 3339 with an offset (TABLES).

use chrono::{DateTime, NaiveDateTime};
use thiserror::Error;

use super::months::{FIRST_DAY, LAST_DAY};

/// Milliseconds of a day of 24 hours: the unit of request times (TABLES A18).
pub const MS_PER_DAY: i64 = 86_400_000;

/// Why a text is no instant. The text itself is left out: the caller knows the line and the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InstantError {
    /// A date and time, but nobody knows where.
    #[error("the time has no offset; add one, for example 2026-03-08T14:30:00-07:00, or Z for UTC")]
    NoOffset,
    /// Something else, or a moment that does not exist.
    #[error("this is no date and time; write it as 2026-03-08T14:30:00-07:00")]
    NotAnInstant,
    /// Outside the years 1 to 9999, in UTC.
    #[error("the year must lie between 1 and 9999")]
    OutOfRange,
}

/// Reads RFC 3339 with an offset as UTC milliseconds; digits below the millisecond are cut off.
///
/// # Errors
/// [`InstantError`]: a local time without offset is refused rather than guessed.
pub fn parse_instant(text: &str) -> Result<i64, InstantError> {
    let text = text.trim();
    let instant = DateTime::parse_from_rfc3339(text).map_err(|_| {
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f"));
        if local.is_ok() { InstantError::NoOffset } else { InstantError::NotAnInstant }
    })?;
    let day = instant.naive_utc().date();
    if (FIRST_DAY..=LAST_DAY).contains(&day) {
        Ok(instant.timestamp_millis())
    } else {
        Err(InstantError::OutOfRange)
    }
}
