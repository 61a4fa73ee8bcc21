//! Behind the entries: what was written down, about which workaround or request.

use super::{Asked, Explained, Method, Note, Of, Row, missing_in, period_asked};
use crate::entries::entries;
use crate::record::SystemView;

/// Entries of a month or week: a row per workaround and per new request.
pub(super) fn entries_of(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let within = |day| periods.index_of(day) == Some(index);
    let mut rows = Vec::new();
    for &position in view.workarounds() {
        let workaround = &view.facts().workarounds[position];
        let cells = workaround.occurrences.iter().filter(|cell| within(cell.day));
        let times: u64 = cells.map(|cell| u64::from(cell.entries)).sum();
        let began = within(workaround.started);
        if times > 0 || began {
            let part = times + u64::from(began);
            rows.push(
                Row::new(Of::Workaround(position), part as f64).because(Note::Entered { times, began }),
            );
        }
    }
    let firsts = view.begun_requests().filter_map(|(at, timeline)| Some((at, timeline.first()?)));
    rows.extend(firsts.filter(|(_, first)| within(first.day)).map(|(at, first)| {
        let new = Note::Entered { times: 0, began: true };
        Row::new(Of::Request(at), 1.0).on_day_of(first).because(new)
    }));
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing: missing_in(view, periods, index),
        ..Explained::of(entries(view, periods).get(index).map(|n| *n as f64), Method::Sum, rows)
    })
}
