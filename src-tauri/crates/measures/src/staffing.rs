//! Who is staffed: FTE over time, and the roster (TABLES A12).

use keepalive_domain::facts::{Day, Facts, Person};

use crate::compare::ratio;
use crate::estimates::in_force;
use crate::periods::{Periods, Span, day_after};

/// The role that marks a vendor contact (A12).
const VENDOR_ROLE: &str = "vendor";

/// Average staffed FTE of the clinic in each period.
///
/// Unit: FTE. Counts: staff on the days they are active, by the row in force. Missing: days on which nobody's
/// FTE is known are left out; a period without any other day is `None`. Errors: none. Source: TABLES A12.
#[must_use]
pub fn average_fte(facts: &Facts, periods: &Periods, last_day: Day) -> Vec<Option<f64>> {
    let mut fte_days = periods.filled(0.0);
    let mut known = Vec::new();
    for person in facts.people.iter().filter(|person| is_staff(person)) {
        let active = active_span(person, last_day);
        for (span, (_, fte)) in in_force(&person.fte, |row| row.0, last_day) {
            let staffed = span.intersect(active);
            if staffed.is_empty() {
                continue;
            }
            known.push(staffed);
            for (index, days) in periods.overlaps(staffed) {
                fte_days[index] += fte * days as f64;
            }
        }
    }
    let mut known_days = periods.filled(0_i64);
    for span in union(known) {
        for (index, days) in periods.overlaps(span) {
            known_days[index] += days;
        }
    }
    fte_days.iter().zip(&known_days).map(|(fte, &days)| ratio(*fte, Some(days as f64))).collect()
}

/// Whether somebody works at the clinic, rather than for the vendor.
#[must_use]
pub fn is_staff(person: &Person) -> bool {
    person.role != VENDOR_ROLE
}

/// Whether somebody was there on any of these days.
#[must_use]
pub fn is_active_in(person: &Person, days: Span, last_day: Day) -> bool {
    !active_span(person, last_day).intersect(days).is_empty()
}

/// The days somebody was there, up to the last measured day.
fn active_span(person: &Person, last_day: Day) -> Span {
    let until = day_after(last_day);
    Span::new(person.active_from.unwrap_or(Day::MIN), person.active_to.map_or(until, |away| away.min(until)))
}

/// The days in any of the spans, each once.
fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| span.from);
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => merged.push(span),
        }
    }
    merged
}
