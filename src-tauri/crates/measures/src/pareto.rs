//! Which areas cost most (DOMAIN §5; the Pareto chart).

use std::collections::BTreeMap;
use std::ops::Range;

use crate::hours_lost::workaround_hours;
use crate::record::SystemView;

/// Hours lost in one configuration area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaHours {
    /// The area's key; `None` where none was given.
    pub area: Option<String>,
    /// Hours lost, timed and guessed, chases included.
    pub hours: f64,
    /// Its hours and those of all costlier areas ÷ all hours.
    pub cumulative_share: f64,
}

/// Hours lost by area over some of the system's months (positions), costliest first; areas without hours are
/// left out.
#[must_use]
pub fn hours_by_area(view: &SystemView<'_>, months: Range<usize>) -> Vec<AreaHours> {
    let mut by_area: BTreeMap<Option<&str>, f64> = BTreeMap::new();
    for &index in view.workarounds() {
        let workaround = &view.facts().workarounds[index];
        let pieces = workaround_hours(workaround, view.months(), view.last_day(), &view.facts().thresholds);
        let hours: f64 = pieces.get(months.clone()).unwrap_or_default().iter().map(|piece| piece.all).sum();
        *by_area.entry(workaround.area.as_deref()).or_default() += hours;
    }
    for &index in view.requests() {
        let request = &view.facts().requests[index];
        for (day, chase) in view.record().chases(index) {
            let month = view.months().index_of(day);
            if month.is_some_and(|month| months.contains(&month)) {
                *by_area.entry(request.area.as_deref()).or_default() += chase.minutes.hours();
            }
        }
    }
    let mut areas: Vec<(Option<&str>, f64)> = by_area.into_iter().filter(|(_, hours)| *hours > 0.0).collect();
    areas.sort_by(|a, b| b.1.total_cmp(&a.1));
    let all: f64 = areas.iter().map(|(_, hours)| hours).sum();
    let mut so_far = 0.0;
    areas
        .into_iter()
        .map(|(area, hours)| {
            so_far += hours;
            AreaHours { area: area.map(str::to_owned), hours, cumulative_share: so_far / all }
        })
        .collect()
}
