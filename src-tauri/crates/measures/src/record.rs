//! The clinic's record made ready for measuring: local days, and which system each item belongs to.

use keepalive_domain::calendar::last_measured_day;
use keepalive_domain::facts::{Chase, Day, Facts, InstantMs, Request, System, Workaround};

use crate::periods::{Periods, day_after};
use crate::timeline::{DatedState, Timeline};

/// The facts with what every system's figures need, worked out once.
#[derive(Debug)]
pub struct Record<'a> {
    facts: &'a Facts,
    /// Positions of the systems by go-live, then key (A1).
    order: Vec<usize>,
    /// The system of each workaround.
    workaround_system: Vec<Option<usize>>,
    /// The system of each request; `None` also for a request without a system and without any state.
    request_system: Vec<Option<usize>>,
    /// The state rows of each request by instant, equal instants as listed (A10).
    states: Vec<Vec<DatedState>>,
    /// The local day of each chase of each request, as listed.
    chase_days: Vec<Vec<Day>>,
    /// The earliest local day of the record (A25).
    first_day: Option<Day>,
    /// The earliest local day of what hours come from.
    first_day_of_hours: Option<Day>,
}

/// One system with everything of the record up to its last measured day (A4, A5).
#[derive(Debug)]
pub struct SystemView<'a> {
    record: &'a Record<'a>,
    position: usize,
    last_day: Day,
    months: Periods,
    weeks: Periods,
    timelines: Vec<Timeline>,
    workarounds: Vec<usize>,
    requests: Vec<usize>,
}

impl<'a> Record<'a> {
    /// Reads the facts.
    #[must_use]
    pub fn new(facts: &'a Facts) -> Self {
        let mut order: Vec<usize> = (0..facts.systems.len()).collect();
        order.sort_by_key(|&index| (facts.systems[index].go_live, facts.systems[index].key.as_str()));
        let states: Vec<Vec<DatedState>> = facts
            .requests
            .iter()
            .map(|request| {
                let mut rows: Vec<DatedState> = request
                    .states
                    .iter()
                    .map(|&change| DatedState { day: facts.zone.local_day(change.at), change })
                    .collect();
                rows.sort_by_key(|row| row.change.at);
                rows
            })
            .collect();
        let live_on = |day| system_live_on(&facts.systems, &order, day);
        let workaround_system = facts
            .workarounds
            .iter()
            .map(|workaround| workaround.system.or_else(|| live_on(workaround.started)))
            .collect();
        let request_system = facts
            .requests
            .iter()
            .zip(&states)
            .map(|(request, rows)| request.system.or_else(|| rows.first().and_then(|row| live_on(row.day))))
            .collect();
        let day_of_chase = |chase: &Chase| facts.zone.local_day(chase.at);
        let chase_days: Vec<Vec<Day>> =
            facts.requests.iter().map(|request| request.chases.iter().map(day_of_chase).collect()).collect();
        let first_day_of_hours = first_day_of_hours(facts, &chase_days);
        let first_day = first_day(facts, &states).into_iter().chain(first_day_of_hours).min();
        Self {
            facts,
            order,
            workaround_system,
            request_system,
            states,
            chase_days,
            first_day,
            first_day_of_hours,
        }
    }

    /// The facts themselves.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// Every system by go-live, then key, each seen at the end of `as_of` or of its last day, if earlier.
    pub fn systems(&'a self, as_of: Day) -> impl Iterator<Item = SystemView<'a>> {
        self.order.iter().map(move |&position| SystemView::new(self, position, as_of))
    }

    /// The system with this key; `None` if there is none.
    #[must_use]
    pub fn system(&'a self, key: &str, as_of: Day) -> Option<SystemView<'a>> {
        let position =
            self.order.iter().copied().find(|&position| self.facts.systems[position].key == key)?;
        Some(SystemView::new(self, position, as_of))
    }

    /// The system each workaround belongs to: its own, else the one live on the day it started.
    #[must_use]
    pub fn workaround_system(&self) -> &[Option<usize>] {
        &self.workaround_system
    }

    /// The system each request belongs to: its own, else the one live on the day of its first state.
    #[must_use]
    pub fn request_system(&self) -> &[Option<usize>] {
        &self.request_system
    }

    /// The chases of a request with their local days, as listed.
    pub fn chases(&self, request: usize) -> impl Iterator<Item = (Day, &'a Chase)> {
        let days = self.chase_days.get(request).map_or(&[][..], Vec::as_slice);
        let chases = self.facts.requests.get(request).map_or(&[][..], |request| request.chases.as_slice());
        days.iter().copied().zip(chases)
    }

    /// The earliest local day among the clinic's estimates, occurrences, request states, chases, pulse rows
    /// and answers, whether or not it counts yet (A25); `None` without any.
    #[must_use]
    pub const fn first_day(&self) -> Option<Day> {
        self.first_day
    }

    /// The earliest local day among the clinic's estimates, occurrences, chases and pulse rows, whether or not it counts yet;
    /// `None` without any. Before it nobody wrote down what hours come from, nor that there was nothing to report.
    #[must_use]
    pub const fn first_day_of_hours(&self) -> Option<Day> {
        self.first_day_of_hours
    }

    /// The clinic's day of an instant.
    #[must_use]
    pub fn day_of(&self, at: InstantMs) -> Day {
        self.facts.zone.local_day(at)
    }
}

impl<'a> SystemView<'a> {
    fn new(record: &'a Record<'a>, position: usize, as_of: Day) -> Self {
        let facts = record.facts;
        let system = &facts.systems[position];
        let last_day = last_measured_day(as_of, system.retired);
        let timelines: Vec<Timeline> =
            record.states.iter().map(|rows| Timeline::read(rows, last_day)).collect();
        let workarounds = (0..facts.workarounds.len())
            .filter(|&index| record.workaround_system[index] == Some(position))
            .collect();
        let requests = (0..facts.requests.len())
            .filter(|&index| record.request_system[index] == Some(position))
            .collect();
        Self {
            record,
            position,
            last_day,
            months: Periods::months(system.go_live, last_day),
            weeks: Periods::weeks(system.go_live, last_day),
            timelines,
            workarounds,
            requests,
        }
    }

    /// The same system with only some of its requests and workarounds: one area's, one break's. What belongs to
    /// the clinic (staffing, pulse, links, events) stays whole.
    #[must_use]
    pub fn narrowed(
        mut self,
        request: impl Fn(&Request) -> bool,
        workaround: impl Fn(&Workaround) -> bool,
    ) -> Self {
        let facts = self.record.facts;
        self.requests.retain(|&at| facts.requests.get(at).is_some_and(&request));
        self.workarounds.retain(|&at| facts.workarounds.get(at).is_some_and(&workaround));
        self
    }

    /// The whole record.
    #[must_use]
    pub const fn record(&self) -> &'a Record<'a> {
        self.record
    }

    /// The clinic's facts.
    #[must_use]
    pub const fn facts(&self) -> &'a Facts {
        self.record.facts
    }

    /// The system.
    #[must_use]
    pub fn system(&self) -> &'a System {
        &self.record.facts.systems[self.position]
    }

    /// Its position in the facts.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.position
    }

    /// The last day whose rows count (A5).
    #[must_use]
    pub const fn last_day(&self) -> Day {
        self.last_day
    }

    /// The day after the last measured day: the exclusive end of everything.
    #[must_use]
    pub fn until(&self) -> Day {
        day_after(self.last_day)
    }

    /// Its go-live months.
    #[must_use]
    pub const fn months(&self) -> &Periods {
        &self.months
    }

    /// Its go-live weeks.
    #[must_use]
    pub const fn weeks(&self) -> &Periods {
        &self.weeks
    }

    /// The timelines of *all* the clinic's requests, by position: links and merges may cross systems.
    #[must_use]
    pub fn timelines(&self) -> &[Timeline] {
        &self.timelines
    }

    /// Positions of the system's workarounds in list order, those that start later included.
    #[must_use]
    pub fn workarounds(&self) -> &[usize] {
        &self.workarounds
    }

    /// Positions of the system's requests in list order, those without any state yet included.
    #[must_use]
    pub fn requests(&self) -> &[usize] {
        &self.requests
    }

    /// The system's requests that exist by the last measured day, with their timelines.
    pub fn begun_requests(&self) -> impl Iterator<Item = (usize, &Timeline)> {
        self.requests
            .iter()
            .map(|&index| (index, &self.timelines[index]))
            .filter(|(_, t)| t.first().is_some())
    }
}

/// The earliest local day of anything written down as it happened (A25).
fn first_day(facts: &Facts, states: &[Vec<DatedState>]) -> Option<Day> {
    let states = states.iter().filter_map(|rows| rows.first()).map(|row| row.day);
    let answers = facts.questions.iter().flat_map(|question| question.answers.iter().map(|row| row.0));
    states.chain(answers).min()
}

fn first_day_of_hours(facts: &Facts, chase_days: &[Vec<Day>]) -> Option<Day> {
    let workarounds = facts.workarounds.iter().flat_map(|workaround| {
        let estimates = workaround.estimates.iter().map(|estimate| estimate.from);
        estimates.chain(workaround.occurrences.first().map(|cell| cell.day))
    });
    let chases = chase_days.iter().flatten().copied();
    let pulse = facts.pulse.iter().map(|row| row.week_of);
    workarounds.chain(chases).chain(pulse).min()
}

/// The system live on a day: of several the latest go-live, then the later key; of none the next to go live,
/// else the last retired (A6).
fn system_live_on(systems: &[System], order: &[usize], day: Day) -> Option<usize> {
    let live = |&&index: &&usize| {
        let system = &systems[index];
        system.go_live <= day && system.retired.is_none_or(|retired| day < retired)
    };
    let to_come = |&&index: &&usize| systems[index].go_live > day;
    order
        .iter()
        .rev()
        .find(live)
        .or_else(|| order.iter().find(to_come))
        .or_else(|| order.iter().max_by_key(|&&index| systems[index].retired))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn system(key: &str, go_live: &str, retired: Option<&str>) -> System {
        System { key: key.into(), vendor: "V".into(), go_live: day(go_live), retired: retired.map(day) }
    }

    #[test]
    fn the_live_system_is_the_latest_then_the_next_then_the_last() {
        let systems = [
            system("old", "2024-01-01", Some("2025-06-01")),
            system("new", "2025-03-01", Some("2026-01-01")),
            system("twin", "2025-03-01", Some("2025-12-01")),
        ];
        let order = [0, 1, 2];
        let live =
            |text| system_live_on(&systems, &order, day(text)).map(|index| systems[index].key.as_str());
        assert_eq!(live("2023-12-31"), Some("old"), "none live: the next to go live");
        assert_eq!(live("2025-02-28"), Some("old"));
        assert_eq!(live("2025-03-01"), Some("twin"), "several live: the latest go-live, then the later key");
        assert_eq!(live("2025-12-15"), Some("new"));
        assert_eq!(live("2026-01-01"), Some("new"), "none live, none to come: the last retired");
        assert_eq!(system_live_on(&[], &[], day("2026-01-01")), None);
    }
}
