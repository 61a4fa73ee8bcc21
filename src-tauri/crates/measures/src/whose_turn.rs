//! Whose turn it was while a request was open: ours, the vendor's, others' (DOMAIN §5, "Flow").

use std::collections::HashMap;

use keepalive_domain::calendar::{ClinicZone, OpeningHours};
use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::words::RequestState;

use crate::periods::day_after;
use crate::record::SystemView;
use crate::timeline::Timeline;

/// Time a request spent open, by who had to act, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turns {
    /// The clinic's: to be clarified, triaged, worked on, or verified after delivery.
    pub ours_ms: i64,
    /// The vendor's: `waiting_vendor`.
    pub vendors_ms: i64,
    /// Somebody else's: `waiting_others`.
    pub others_ms: i64,
}

/// Splits the open time of one request until `end_ms`, the end of the last measured day.
///
/// Closed time belongs to nobody and is left out. Of a request with a change that nobody says the day of no turn is known.
#[must_use]
pub fn turns(timeline: &Timeline, end_ms: InstantMs) -> Turns {
    turns_by(timeline, end_ms, |from, to| (to - from).max(0))
}

/// Calendar days a request was open, by who had to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TurnDays {
    /// The clinic's.
    pub ours: i64,
    /// The vendor's.
    pub vendors: i64,
    /// Somebody else's.
    pub others: i64,
}

/// The days of one request's turns as people count them: from the local day a turn began to the local day it ended, or to
/// `last_day` where it goes on.
///
/// Whatever the time of day and whenever the clocks change, the turns of a request that is still open add up to its age,
/// and the last one is as long as the list says it waits. `None` where nobody says the day of one of its changes.
#[must_use]
pub fn turn_days(timeline: &Timeline, last_day: Day) -> Option<TurnDays> {
    if !timeline.is_dated() {
        return None;
    }
    let mut days = TurnDays::default();
    for (index, change) in timeline.changes().iter().enumerate().filter(|(_, change)| !change.closes()) {
        let until = timeline.changes().get(index + 1).map_or(last_day, |next| next.day);
        let spent = until.signed_duration_since(change.day).num_days().max(0);
        match change.state {
            RequestState::WaitingVendor => days.vendors += spent,
            RequestState::WaitingOthers => days.others += spent,
            state if !state.is_closing() => days.ours += spent,
            _ => {}
        }
    }
    Some(days)
}

/// [`turns`], with what counts of a stretch from one instant to another given.
fn turns_by(
    timeline: &Timeline,
    end_ms: InstantMs,
    mut counts: impl FnMut(InstantMs, InstantMs) -> i64,
) -> Turns {
    let mut turns = Turns::default();
    if !timeline.is_dated() {
        return turns;
    }
    for (index, change) in timeline.changes().iter().enumerate().filter(|(_, change)| !change.closes()) {
        let until = timeline.changes().get(index + 1).map_or(end_ms, |next| next.at);
        let spent = counts(change.at, until);
        match change.state {
            RequestState::WaitingVendor => turns.vendors_ms += spent,
            RequestState::WaitingOthers => turns.others_ms += spent,
            state if !state.is_closing() => turns.ours_ms += spent,
            _ => {}
        }
    }
    turns
}

/// Open time of all the requests of a system, with how many were open at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenTime {
    /// Requests that were open at some time.
    pub requests: u64,
    /// Elapsed time.
    pub elapsed: Turns,
    /// Of it what lies in the clinic's opening hours; `None` without opening hours.
    pub business: Option<Turns>,
}

/// Adds up whose turn it was over all the requests of a system.
///
/// Unit: milliseconds. Counts: open time from the first state to the end of the last measured day. Missing:
/// business time is `None` while the opening hours are not known. Errors: none. Source: DOMAIN §5 "Flow".
#[must_use]
pub fn open_time(view: &SystemView<'_>, hours: Option<&OpeningHours>) -> OpenTime {
    let end_ms = view.facts().zone.day_end(view.last_day());
    let mut clock = hours.map(|hours| OpenClock { hours, zone: view.facts().zone, before: HashMap::new() });
    let mut sum = OpenTime { business: clock.is_some().then(Turns::default), ..OpenTime::default() };
    for (_, timeline) in view.begun_requests() {
        let elapsed = turns(timeline, end_ms);
        sum.requests += u64::from(elapsed != Turns::default());
        sum.elapsed.add(elapsed);
        if let Some((clock, business)) = clock.as_mut().zip(sum.business.as_mut()) {
            business.add(turns_by(timeline, end_ms, |from, to| clock.between(from, to)));
        }
    }
    sum
}

impl Turns {
    fn add(&mut self, other: Self) {
        self.ours_ms += other.ours_ms;
        self.vendors_ms += other.vendors_ms;
        self.others_ms += other.others_ms;
    }
}

/// Open time between instants, a day's whole open time counted once however many requests span it.
struct OpenClock<'a> {
    hours: &'a OpeningHours,
    zone: ClinicZone,
    /// Open milliseconds of each day met so far.
    before: HashMap<Day, i64>,
}

impl OpenClock<'_> {
    fn between(&mut self, from_ms: InstantMs, to_ms: InstantMs) -> i64 {
        if to_ms <= from_ms {
            return 0;
        }
        let (first, last) = (self.zone.local_day(from_ms), self.zone.local_day(to_ms));
        // The two ends exactly, the days between from memory.
        if day_after(first) >= last {
            return self.hours.open_ms_between(self.zone, from_ms, to_ms);
        }
        let head = self.hours.open_ms_between(self.zone, from_ms, self.zone.day_end(first));
        let tail = self.hours.open_ms_between(self.zone, self.zone.day_start(last), to_ms);
        let between: i64 =
            day_after(first).iter_days().take_while(|day| *day < last).map(|day| self.whole_day(day)).sum();
        head + between + tail
    }

    fn whole_day(&mut self, day: Day) -> i64 {
        let (hours, zone) = (self.hours, self.zone);
        *self
            .before
            .entry(day)
            .or_insert_with(|| hours.open_ms_between(zone, zone.day_start(day), zone.day_end(day)))
    }
}

#[cfg(test)]
mod tests {
    use keepalive_domain::calendar::OpenSpan;
    use keepalive_domain::facts::StateChange;

    use super::*;
    use crate::timeline::DatedState;

    const HOUR_MS: i64 = 3_600_000;

    #[test]
    fn days_of_a_turn_change_at_midnight_whenever_the_clocks_do() {
        let zone = ClinicZone::parse("America/Denver").unwrap();
        let timeline = |from: &str, hour: i64| {
            let day: Day = from.parse().unwrap();
            let at = zone.day_start(day) + hour * HOUR_MS;
            let row = |minutes: i64, state| DatedState {
                day: zone.local_day(at + minutes * 60_000),
                change: StateChange { at: at + minutes * 60_000, state, undated: false, into: None },
            };
            let rows = [row(0, RequestState::New), row(15, RequestState::WaitingVendor)];
            Timeline::read(&rows, "2026-12-31".parse().unwrap())
        };
        let vendors = |from: &str, hour, to: &str| {
            turn_days(&timeline(from, hour), to.parse().unwrap()).unwrap().vendors
        };
        // In autumn the day has 25 hours, in spring 23: half past midnight or half past ten in the evening, a day is a day.
        for hour in [0, 12, 22] {
            assert_eq!(vendors("2026-10-30", hour, "2026-10-30"), 0, "{hour}");
            assert_eq!(vendors("2026-10-30", hour, "2026-11-03"), 4, "{hour}");
            assert_eq!(vendors("2026-03-06", hour, "2026-03-09"), 3, "{hour}");
        }
        assert_eq!(
            turn_days(&timeline("2026-10-30", 23), "2026-10-31".parse().unwrap()),
            Some(TurnDays { vendors: 1, ..TurnDays::default() })
        );
    }

    #[test]
    fn business_time_is_the_opening_hours_of_the_days_between() {
        // Monday to Friday 08:00-17:00. From Friday 15:00 to the Tuesday after next, 09:00 (11 days later):
        // 2 h + five days of 9 h + 9 h on Monday + 1 h on Tuesday = 57 h.
        let span = OpenSpan::new(8 * 60, 17 * 60).unwrap();
        let week = [1, 1, 1, 1, 1, 0, 0].map(|spans| vec![span; spans]);
        let hours = OpeningHours::new(week, std::collections::BTreeSet::new()).unwrap();
        let zone = ClinicZone::parse("America/Denver").unwrap();
        let day = |text: &str| zone.day_start(text.parse().unwrap());
        let (from, to) = (day("2026-03-20") + 15 * HOUR_MS, day("2026-03-31") + 9 * HOUR_MS);
        let mut clock = OpenClock { hours: &hours, zone, before: HashMap::new() };
        assert_eq!(clock.between(from, to), 57 * HOUR_MS);
        assert_eq!(clock.between(from, to), hours.open_ms_between(zone, from, to), "as counted in one go");
        assert_eq!(clock.between(from, from + HOUR_MS), HOUR_MS);
        assert_eq!(clock.between(to, from), 0);
    }
}
