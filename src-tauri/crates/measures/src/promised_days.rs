//! What was promised, in the unit it is measured in: days from the first state (DOMAIN §5, "promised beside
//! measured").

use keepalive_domain::words::Clock;

use crate::compare::mean;
use crate::promises::{fix_due_on, promise_line};
use crate::record::SystemView;
use crate::turnaround::TurnaroundClock;

/// The median of the days within which the thing was promised, over the system's requests with an original
/// promise for it.
///
/// Unit: calendar days from the day of the first state to the original promise's due day; at least 0. Counts:
/// one original per request, for delivery the original `fix`, else `delivery` promise. Missing: `None` without
/// any; nothing is ever promised for verification. Errors: none. Source: TABLES, reading rules, A22.
#[must_use]
pub fn promised_days(view: &SystemView<'_>, clock: TurnaroundClock) -> Option<f64> {
    let mut days: Vec<i64> = view
        .begun_requests()
        .filter_map(|(at, timeline)| {
            let request = view.facts().requests.get(at)?;
            let original = |clock| Some(promise_line(request, clock, view.last_day())?.original.due_on);
            let due_on = match clock {
                TurnaroundClock::FirstResponse => original(Clock::Response),
                TurnaroundClock::WorkaroundOffered => original(Clock::Workaround),
                TurnaroundClock::Delivered => fix_due_on(request, view.last_day()),
                TurnaroundClock::Verified => None,
            }?;
            Some(due_on.signed_duration_since(timeline.first()?.day).num_days().max(0))
        })
        .collect();
    days.sort_unstable();
    let middle = days.len() / 2;
    let upper = *days.get(middle)?;
    let lower = if days.len().is_multiple_of(2) { *days.get(middle.checked_sub(1)?)? } else { upper };
    mean([lower as f64, upper as f64])
}
