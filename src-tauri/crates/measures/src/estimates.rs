//! Which estimate was in force when.

use keepalive_domain::facts::{Day, Estimate};

use crate::periods::{Span, day_after};

/// Orders dated rows that stay in force until the next one: `(span in force, row)`, the last one until after
/// the last measured day.
///
/// Rows after the last measured day do not count (A4); of rows with the same day the last listed holds (A8).
pub(crate) fn in_force<T: Copy>(
    rows: &[T],
    from: impl Fn(&T) -> Day,
    last_measured_day: Day,
) -> Vec<(Span, T)> {
    let mut ordered: Vec<T> = rows.iter().filter(|row| from(row) <= last_measured_day).copied().collect();
    ordered.sort_by_key(&from);
    let mut spans: Vec<(Span, T)> = Vec::with_capacity(ordered.len());
    for row in ordered {
        let start = from(&row);
        if let Some((span, _)) = spans.last_mut() {
            span.to = start;
        }
        if spans.last().is_some_and(|(span, _)| span.is_empty()) {
            spans.pop();
        }
        spans.push((Span::new(start, day_after(last_measured_day)), row));
    }
    spans
}

/// The revisions of an estimate with the days each was in force (A8).
#[must_use]
pub fn revisions(estimates: &[Estimate], last_measured_day: Day) -> Vec<(Span, Estimate)> {
    in_force(estimates, |estimate| estimate.from, last_measured_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn march(day: u32) -> Day {
        Day::from_ymd_opt(2026, 3, day).unwrap()
    }

    #[test]
    fn a_row_holds_until_the_next_and_the_last_listed_of_a_day_wins() {
        let rows = [(march(5), 'b'), (march(1), 'a'), (march(5), 'c'), (march(20), 'd')];
        let spans = in_force(&rows, |row| row.0, march(10));
        let spans: Vec<(Span, char)> = spans.into_iter().map(|(span, row)| (span, row.1)).collect();
        assert_eq!(spans, [(Span::new(march(1), march(5)), 'a'), (Span::new(march(5), march(11)), 'c')]);
    }
}
