//! The calendar rules of DOMAIN §4, on the dates where calendars go wrong.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod business_hours;
mod go_live;
mod instant;
mod zone;

use chrono::NaiveDate;
use keepalive_domain::calendar::{ClinicZone, parse_instant};

/// A date from ISO text.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A zone from its IANA name.
fn zone(name: &str) -> ClinicZone {
    ClinicZone::parse(name).unwrap()
}

/// UTC milliseconds from RFC 3339 text.
fn ms(text: &str) -> i64 {
    parse_instant(text).unwrap()
}

const HOUR_MS: i64 = 3_600_000;
