//! Which areas cost most (DOMAIN §5; the Pareto chart).

use std::collections::BTreeMap;

use keepalive_domain::facts::Workaround;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::Break;

use crate::hours_lost::{active_span, can_be_counted};
use crate::periods::{Span, day_before};

/// Hours of one area in the order of [`Break::ALL`]; `None` = not measured.
pub type HoursByBreak = [Option<f64>; 4];

/// Hours lost in one month by area and break.
///
/// Unit: hours per clinic. Counts: the workarounds with their hours in the month, and the chases in it, which are support
/// friction of their request's area. Missing: where a break's hours in an area add up to 0 while a workaround was in use
/// that no hours can hold, they are `None`; areas without hours of which nothing is missing are left out. `None` as area
/// is where none was given. Source: DOMAIN §4 and §5, `docs/definitions.md`, "Hours nobody measured".
#[must_use]
pub fn hours_by_area<'a>(
    workarounds: impl IntoIterator<Item = (&'a Workaround, f64)>,
    chases: impl IntoIterator<Item = (Option<&'a str>, Minutes)>,
    month: Span,
) -> BTreeMap<Option<&'a str>, HoursByBreak> {
    let last_day = day_before(month.to);
    let mut areas: BTreeMap<Option<&str>, [Sum; 4]> = BTreeMap::new();
    for (workaround, hours) in workarounds {
        let in_use = || !active_span(workaround, last_day).intersect(month).is_empty();
        let unmeasured = !can_be_counted(workaround) && in_use();
        if hours > 0.0 || unmeasured {
            let area = areas.entry(workaround.area.as_deref()).or_default();
            area[place(workaround.break_)].add(hours, unmeasured);
        }
    }
    for (area, minutes) in chases {
        if minutes > Minutes::ZERO {
            areas.entry(area).or_default()[place(Break::Support)].add(minutes.hours(), false);
        }
    }
    areas.into_iter().map(|(area, sums)| (area, sums.map(Sum::hours))).collect()
}

fn place(of: Break) -> usize {
    Break::ALL.iter().position(|one| *one == of).unwrap_or_default()
}

/// Hours added up, and whether something was in use that none of them can hold.
#[derive(Clone, Copy, Default)]
struct Sum {
    hours: f64,
    unmeasured: bool,
}

impl Sum {
    fn add(&mut self, hours: f64, unmeasured: bool) {
        self.hours += hours;
        self.unmeasured |= unmeasured;
    }

    fn hours(self) -> Option<f64> {
        Some(self.hours).filter(|hours| *hours > 0.0 || !self.unmeasured)
    }
}
