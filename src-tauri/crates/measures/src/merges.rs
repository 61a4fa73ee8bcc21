//! What stands for a request while it is merged into another (TABLES A14).

use std::collections::HashSet;

use keepalive_domain::facts::Day;
use keepalive_domain::words::RequestState;

use crate::periods::Span;
use crate::timeline::Timeline;

/// The days at whose end a request, or the one that stands for it, is open.
///
/// A request merged into nothing, into one that did not exist yet, or in a circle is not open. The spans come
/// in no particular order and share no day.
#[must_use]
pub fn open_spans_standing(timelines: &[Timeline], request: usize, until: Day) -> Vec<Span> {
    let mut open = Vec::new();
    // The requests between the first one and the one looked at; one met again on its own path is a circle.
    let mut path: Vec<usize> = Vec::new();
    let mut to_visit = vec![(request, Span::new(Day::MIN, until), 0_usize)];
    while let Some((request, window, depth)) = to_visit.pop() {
        path.truncate(depth);
        let Some(timeline) = timelines.get(request).filter(|_| !path.contains(&request)) else { continue };
        path.push(request);
        for (span, change) in timeline.segments(until) {
            let part = span.intersect(window);
            if part.is_empty() {
                continue;
            }
            if change.state == RequestState::Merged {
                to_visit.extend(change.into.map(|into| (into, part, depth + 1)));
            } else if !change.closes() {
                open.push(part);
            }
        }
    }
    open
}

/// The request that stands for this one now, itself unless it is merged; `None` in a circle or if it was
/// merged into nothing.
#[must_use]
pub fn standing_now(timelines: &[Timeline], request: usize) -> Option<usize> {
    let mut seen = HashSet::new();
    let mut current = request;
    while seen.insert(current) {
        match timelines.get(current)?.last() {
            Some(change) if change.state == RequestState::Merged => current = change.into?,
            _ => return Some(current),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use keepalive_domain::facts::StateChange;

    use super::*;
    use crate::timeline::DatedState;
    use RequestState::*;

    fn march(day: u32) -> Day {
        Day::from_ymd_opt(2026, 3, day).unwrap()
    }

    fn timeline(states: &[(u32, RequestState, Option<usize>)]) -> Timeline {
        let rows: Vec<DatedState> = states
            .iter()
            .map(|&(day, state, into)| DatedState {
                day: march(day),
                change: StateChange { at: i64::from(day), state, undated: false, into },
            })
            .collect();
        Timeline::read(&rows, march(31))
    }

    #[test]
    fn the_one_it_went_into_stands_for_it_while_merged() {
        let merged =
            timeline(&[(1, New, None), (5, Merged, Some(1)), (20, Reopened, None), (25, Verified, None)]);
        let other = timeline(&[(8, New, None), (12, Verified, None)]);
        let mut spans = open_spans_standing(&[merged, other], 0, march(31));
        spans.sort_by_key(|span| span.from);
        let expected = [(1, 5), (8, 12), (20, 25)].map(|(from, to)| Span::new(march(from), march(to)));
        assert_eq!(spans, expected);
    }

    #[test]
    fn a_circle_of_merges_is_not_open() {
        let a = timeline(&[(1, New, None), (3, Merged, Some(1))]);
        let b = timeline(&[(1, New, None), (6, Merged, Some(0))]);
        let timelines = [a, b];
        let mut spans = open_spans_standing(&timelines, 0, march(31));
        spans.sort_by_key(|span| span.from);
        assert_eq!(spans, [Span::new(march(1), march(3)), Span::new(march(3), march(6))]);
        assert_eq!(standing_now(&timelines, 0), None);
    }
}
