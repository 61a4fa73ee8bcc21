//! Questions leadership cannot get an answer to (DOMAIN §5, TABLES A13, A24).

use keepalive_domain::facts::Facts;
use keepalive_domain::words::AnsweredIn;

use crate::compare::ratio;
use crate::estimates::in_force;
use crate::periods::{Periods, day_before};

/// Unanswered question-days ÷ question-days of each period.
///
/// Unit: share 0 to 1. Counts: each of the clinic's questions from its first answer row on; only `none` is
/// unanswered. Missing: a period without question-days is `None`. Errors: none. Source: DOMAIN §5, TABLES A13.
#[must_use]
pub fn unanswered_shares(facts: &Facts, periods: &Periods) -> Vec<Option<f64>> {
    let Some(measured) = periods.measured_days() else { return Vec::new() };
    let mut days_asked = periods.filled(0_i64);
    let mut days_unanswered = periods.filled(0_i64);
    for question in &facts.questions {
        for (span, (_, answered_in)) in in_force(&question.answers, |row| row.0, day_before(measured.to)) {
            for (index, days) in periods.overlaps(span) {
                days_asked[index] += days;
                if answered_in == AnsweredIn::Unanswered {
                    days_unanswered[index] += days;
                }
            }
        }
    }
    let share = |(unanswered, asked): (&i64, &i64)| ratio(*unanswered as f64, Some(*asked as f64));
    days_unanswered.iter().zip(&days_asked).map(share).collect()
}
