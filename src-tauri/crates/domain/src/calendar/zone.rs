//! The clinic's time zone: from instants to local days and back.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, SecondsFormat, TimeZone,
    Utc,
};
use chrono_tz::{GapInfo, TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::months::{FIRST_DAY, LAST_DAY};

/// The IANA time zone of a clinic, such as `America/Denver`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClinicZone(Tz);

/// A name that is not in the IANA time zone database.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{name}\" is no IANA time zone; use a name such as America/Denver or Europe/Madrid")]
pub struct UnknownZone {
    /// The name as given, cut to its first 64 characters.
    pub name: String,
}

/// How much of a wrong zone name an error repeats: the longest real one has 32 characters.
const SHOWN_NAME_CHARS: usize = 64;

/// The midnight that ends [`LAST_DAY`].
const END_OF_DAYS: NaiveDateTime = match LAST_DAY.succ_opt() {
    Some(day) => day.and_time(NaiveTime::MIN),
    None => LAST_DAY.and_time(NaiveTime::MIN),
};

impl ClinicZone {
    /// The zone of this IANA name, in any case; surrounding blanks are ignored.
    ///
    /// # Errors
    /// [`UnknownZone`] with the name.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        let trimmed = name.trim();
        let in_any_case = || TZ_VARIANTS.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(trimmed));
        trimmed
            .parse()
            .ok()
            .or_else(in_any_case)
            .map(Self)
            .ok_or_else(|| UnknownZone { name: trimmed.chars().take(SHOWN_NAME_CHARS).collect() })
    }

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The day the clinic's calendar shows at this instant.
    ///
    /// Instants outside the years 1 to 9999 count as the nearest end. Where a clock was put back across
    /// midnight (America/St_Johns until 2011) the repeated minutes belong to the day that the clock shows.
    #[must_use]
    pub fn local_day(self, instant_ms: i64) -> NaiveDate {
        self.local(instant_ms).naive_local().date().clamp(FIRST_DAY, LAST_DAY)
    }

    /// The instant at which a local day begins: the first at which the clinic's clock shows that day or later.
    ///
    /// A day whose midnight falls into a gap starts when the gap ends; a midnight that comes twice starts the
    /// day the first time. A day that the zone skipped whole (Pacific/Apia, 2011-12-30) is still a day: it
    /// starts when the gap ends, as the day after does, and so has no length. Source: DOMAIN §4, TABLES A4.
    #[must_use]
    pub fn day_start(self, day: NaiveDate) -> i64 {
        self.first_instant_at(day.and_time(NaiveTime::MIN))
    }

    /// The instant at which a local day is over: the start of the next one.
    #[must_use]
    pub fn day_end(self, day: NaiveDate) -> i64 {
        self.day_start(day.succ_opt().unwrap_or(day))
    }

    /// RFC 3339 in the clinic's zone, with milliseconds only where there are any.
    ///
    /// In UTC where RFC 3339 cannot write the local time: an offset with seconds (local mean time, before
    /// standard time) or a local year beyond 9999. Reading the text back gives the same instant.
    #[must_use]
    pub fn format_instant(self, instant_ms: i64) -> String {
        let local = self.local(instant_ms);
        let whole_minutes = local.offset().fix().local_minus_utc() % 60 == 0;
        if whole_minutes && (FIRST_DAY.year()..=LAST_DAY.year()).contains(&local.year()) {
            local.to_rfc3339_opts(SecondsFormat::AutoSi, false)
        } else {
            local.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::AutoSi, true)
        }
    }

    /// The first instant at which the clinic's clock shows this time or a later one.
    pub(super) fn first_instant_at(self, local: NaiveDateTime) -> i64 {
        let local = local.clamp(FIRST_DAY.and_time(NaiveTime::MIN), END_OF_DAYS);
        match self.0.from_local_datetime(&local) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant.timestamp_millis(),
            LocalResult::None => GapInfo::new(&local, &self.0)
                .and_then(|gap| gap.end)
                // Unreachable: a time that does not exist lies in a gap. Reading it as UTC stays within a day.
                .map_or_else(|| local.and_utc().timestamp_millis(), |end| end.timestamp_millis()),
        }
    }

    fn local(self, instant_ms: i64) -> DateTime<Tz> {
        let first_ms = FIRST_DAY.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        let last_ms = END_OF_DAYS.and_utc().timestamp_millis() - 1;
        let instant = DateTime::from_timestamp_millis(instant_ms.clamp(first_ms, last_ms));
        // Every clamped instant is one that chrono can hold, so the default is never taken.
        instant.unwrap_or_default().with_timezone(&self.0)
    }
}

impl FromStr for ClinicZone {
    type Err = UnknownZone;
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::parse(name)
    }
}

impl TryFrom<String> for ClinicZone {
    type Error = UnknownZone;
    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name)
    }
}

impl From<ClinicZone> for String {
    fn from(zone: ClinicZone) -> Self {
        zone.name().to_owned()
    }
}

impl fmt::Display for ClinicZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
