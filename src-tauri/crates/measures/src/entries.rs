//! How much people write down: occurrences, new workarounds and new requests (DOMAIN §5, phase rule 3).

use crate::periods::Periods;
use crate::record::SystemView;

/// Entries about one system in each period.
///
/// Counts: every occurrence entry of its workarounds, also outside their time (A7) and once whatever its
/// `count` (A9); workarounds by `started`; requests by first state. Reopenings are no entries.
#[must_use]
pub fn entries(view: &SystemView<'_>, periods: &Periods) -> Vec<u64> {
    let mut entries = periods.filled(0_u64);
    for &index in view.workarounds() {
        let workaround = &view.facts().workarounds[index];
        if let Some(period) = periods.index_of(workaround.started) {
            entries[period] += 1;
        }
        for cell in &workaround.occurrences {
            if let Some(period) = periods.index_of(cell.day) {
                entries[period] += u64::from(cell.entries);
            }
        }
    }
    let first_days = view.begun_requests().filter_map(|(_, timeline)| timeline.first());
    for period in first_days.filter_map(|first| periods.index_of(first.day)) {
        entries[period] += 1;
    }
    entries
}
