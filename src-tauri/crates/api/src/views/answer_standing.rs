//! Where leadership's question stands: in what it is answered, since when, and for how many days it was not.

use keepalive_domain::words::AnsweredIn;
use keepalive_store::read::AnswerRow;

use super::days_between;
use crate::types::Day;

/// Where a question stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AnswerStanding {
    pub(super) answered_in: AnsweredIn,
    pub(super) since: Day,
    pub(super) unanswered_days: u32,
}

impl AnswerStanding {
    /// From its answers by day, as listed; of two of one day the last holds. `None` before the first.
    ///
    /// Unanswered days: each day from the first answer to this one, both counted, on which `none` was in force
    /// (A13), as the unanswered share of Friction counts them.
    pub(super) fn on(answers: &[AnswerRow], day: Day) -> Option<Self> {
        let begun: Vec<_> = answers.iter().filter(|answer| answer.from <= day).collect();
        let answered_in = begun.last()?.answered_in;
        let mut unanswered_days = 0;
        let mut since = None;
        for (at, answer) in begun.iter().enumerate() {
            let next = begun.get(at + 1).map(|next| next.from);
            let days = next
                .map_or_else(|| days_between(answer.from, day) + 1, |next| days_between(answer.from, next));
            if days == 0 {
                continue;
            }
            if answer.answered_in == AnsweredIn::Unanswered {
                unanswered_days += days;
            }
            since = match since {
                Some((same, from)) if same == answer.answered_in => Some((same, from)),
                _ => Some((answer.answered_in, answer.from)),
            };
        }
        let since = since?.1;
        // Days between two days of the calendar are never negative here.
        Some(Self { answered_in, since, unanswered_days: unanswered_days.unsigned_abs() })
    }
}

#[cfg(test)]
mod tests {
    use keepalive_domain::ids::EntityId;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn answers(rows: &[(&str, AnsweredIn)]) -> Vec<AnswerRow> {
        let row = |(from, answered_in): &(&str, AnsweredIn)| AnswerRow {
            id: EntityId::named("answer", &[from]),
            from: day(from),
            answered_in: *answered_in,
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn unanswered_days_run_from_the_first_answer_to_today() {
        use AnsweredIn::{Ehr, Shadow, Unanswered};
        // none 1–3 June (3 days), shadow 4–9, none 10–12 (3 days, today counted).
        let rows = answers(&[("2026-06-01", Unanswered), ("2026-06-04", Shadow), ("2026-06-10", Unanswered)]);
        let standing = AnswerStanding::on(&rows, day("2026-06-12")).unwrap();
        assert_eq!((standing.answered_in, standing.since), (Unanswered, day("2026-06-10")));
        assert_eq!(standing.unanswered_days, 6);
        assert_eq!(AnswerStanding::on(&rows, day("2026-05-31")), None, "before anybody said");
        // The same answer said again is one stretch; of two of a day the last holds.
        let again = answers(&[("2026-06-01", Ehr), ("2026-06-05", Unanswered), ("2026-06-05", Ehr)]);
        let standing = AnswerStanding::on(&again, day("2026-06-12")).unwrap();
        assert_eq!(
            (standing.answered_in, standing.since, standing.unanswered_days),
            (Ehr, day("2026-06-01"), 0)
        );
    }
}
