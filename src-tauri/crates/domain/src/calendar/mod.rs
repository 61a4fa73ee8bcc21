//! Days, instants, clinic zones, go-live months and weeks, and business hours (DOMAIN §4).
//!
//! Instants are UTC milliseconds (`i64`, names end in `_ms`); days are [`NaiveDate`]s in the clinic's zone. The
//! time now is always passed in: nothing here reads a clock.
//!
//! Every function holds for every input. Days outside the years 1 to 9999 ([`FIRST_DAY`], [`LAST_DAY`]) are
//! pulled to the nearest end, or `None` where a period would reach past it.
//!
//! [`NaiveDate`]: chrono::NaiveDate

mod business_hours;
mod go_live;
mod instant;
mod months;
mod zone;

pub use business_hours::{OpenSpan, OpeningHours, OpeningHoursError};
pub use go_live::{GoLive, MeasuredPeriod, Period, last_measured_day};
pub use instant::{InstantError, MS_PER_DAY, parse_instant};
pub use months::{FIRST_DAY, LAST_DAY, add_months};
pub use zone::{ClinicZone, UnknownZone};
