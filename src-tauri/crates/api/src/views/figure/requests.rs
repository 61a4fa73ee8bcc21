//! Requests: flow, ages, turnaround, whose turn, silence.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_charts::Style;
use keepalive_charts::ageing::{self, Item};
use keepalive_charts::flow::{self, Flow, Month};
use keepalive_charts::silence::{self, Silence};
use keepalive_charts::turnaround::{self, Turnaround};
use keepalive_charts::whose_turn::{self, Turns as DrawnTurns, WhoseTurn};
use keepalive_domain::calendar::MS_PER_DAY;
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::RequestState;
use keepalive_measures::kaplan_meier::Curve;
use keepalive_measures::vendor_evidence::FEWEST_TO_TELL;
use keepalive_measures::whose_turn::Turns;

use super::super::chart;
use super::super::survival::drawn;
use super::{Asked, Drawn};
use crate::figures::{ChartedClock, ChartedMonth, SystemFigures, number};
use crate::types::FigureMissing;
use crate::{ApiResult, App};

/// The percentile the ages are held against, in per cent (DOMAIN §5 "Flow").
const OWN_PERCENT: u8 = 85;
/// The line half of the requests are delivered by, in per cent.
const HALF: u8 = 50;
/// Milliseconds in an hour.
const MS_PER_HOUR: i64 = 3_600_000;
/// Open requests that are named; older ones first. The rest stand by their number.
const MOST_NAMED: usize = 200;

/// Open states in the order of the work, as the labels of a language name them.
const OPEN_STATES: [RequestState; 7] = [
    RequestState::New,
    RequestState::NeedsClarifying,
    RequestState::Triaged,
    RequestState::InProgress,
    RequestState::WaitingVendor,
    RequestState::WaitingOthers,
    RequestState::Delivered,
];

impl Asked<'_> {
    /// Came in, left, open. Months before the record began are not drawn: nothing is known of them.
    pub(super) fn flow_chart(&self, system: &SystemFigures, style: &Style) -> Drawn {
        let charted = self.charted(system)?;
        let recorded: Vec<&ChartedMonth> = charted.months.iter().filter(|m| m.recorded > 0.0).collect();
        if recorded.is_empty() {
            return Err(FigureMissing::NotRecorded);
        }
        if charted.open_time.requests == 0 && recorded.iter().all(|month| month.flow.arrivals == 0) {
            return Err(FigureMissing::NoRequests);
        }
        let month = |month: &&ChartedMonth| Month {
            number: month.period.period.n,
            arrivals: month.flow.arrivals,
            departures: month.flow.departures,
            open: month.flow.wip,
            unfinished: month.period.partial,
        };
        let data = Flow { months: recorded.iter().map(month).collect() };
        let figure = self.named(flow::draw(&data, style), style);
        let mut whole = charted.months.iter().rev().filter(|month| month.is_comparable());
        let fell = whole
            .next()
            .zip(whole.next())
            .is_some_and(|(last, before)| last.flow.arrivals < before.flow.arrivals);
        let quiet = self.went_quiet(system).filter(|_| fell);
        Ok(chart::noting_quiet(figure, quiet, style.labels))
    }

    /// One clock: promised beside measured.
    pub(super) fn clock_chart(&self, system: &SystemFigures, clock: usize, style: &Style) -> Drawn {
        let charted = self.charted(system)?;
        let measured = charted.turnaround.get(clock).filter(|asked| asked.curve.n + asked.undated > 0);
        let ChartedClock { curve, promised_days, undated } = measured.ok_or(FigureMissing::NoRequests)?;
        // The four stand beside each other: one axis, so that what takes longer also looks longer.
        let furthest = charted.turnaround.iter().flat_map(|clock| {
            let last = drawn(&clock.curve, |ms| in_unit(ms, MS_PER_DAY)).last_day();
            clock.promised_days.iter().copied().chain([last])
        });
        let axis_days = furthest.reduce(f64::max);
        let name = style.labels.clocks.get(clock).copied().unwrap_or_default();
        let data = Turnaround {
            clock: name.to_owned(),
            promised_days: *promised_days,
            curve: drawn(curve, |ms| in_unit(ms, MS_PER_DAY)),
            undated: *undated,
            axis_days,
        };
        Ok(self.named(turnaround::draw(&data, style), style))
    }

    /// Whose turn it was, in elapsed days and business hours.
    pub(super) fn whose_turn_chart(&self, system: &SystemFigures, style: &Style) -> Drawn {
        let time = self.charted(system)?.open_time;
        if time.requests == 0 {
            return Err(FigureMissing::NoRequests);
        }
        let data = WhoseTurn {
            requests: time.requests,
            elapsed_days: drawn_turns(time.elapsed, MS_PER_DAY),
            business_hours: time.business.map(|turns| drawn_turns(turns, MS_PER_HOUR)),
        };
        Ok(self.named(whose_turn::draw(&data, style), style))
    }

    /// Asks per active workaround and withdrawals, in months that may be compared.
    pub(super) fn silence_chart(&self, system: &SystemFigures, style: &Style) -> Drawn {
        let charted = self.charted(system)?;
        let month = |month: &ChartedMonth| silence::Month {
            number: month.period.period.n,
            asks_per_workaround: month.asks_per_workaround,
            asks: number(month.flow.asks),
            workarounds: number(month.active_at_start),
            withdrawn: number(month.flow.withdrawn),
        };
        let whole = charted.months.iter().filter(|month| month.is_comparable());
        let data = Silence { months: whole.map(month).collect() };
        if data.months.is_empty() {
            return Err(FigureMissing::NoWholeMonth);
        }
        Ok(self.named(silence::draw(&data, style), style))
    }
}

impl App {
    /// Ages of the open requests against the clinic's own 85th percentile.
    pub(super) fn ageing_chart(
        &self,
        asked: &Asked<'_>,
        system: &SystemFigures,
        style: &Style,
    ) -> ApiResult<Drawn> {
        let charted = match asked.charted(system) {
            Ok(charted) => charted,
            Err(missing) => return Ok(Err(missing)),
        };
        if charted.ageing.open.is_empty() {
            let none = charted.open_time.requests == 0;
            return Ok(Err(if none { FigureMissing::NoRequests } else { FigureMissing::NoneOpen }));
        }
        let clinic = &asked.snapshot.clinic;
        let mut oldest: Vec<_> = charted.ageing.open.iter().collect();
        oldest.sort_by(|a, b| b.age_days.total_cmp(&a.age_days));
        let id_of = |at: usize| clinic.requests.get(at).copied();
        let wanted: BTreeSet<EntityId> =
            oldest.iter().take(MOST_NAMED).filter_map(|open| id_of(open.request)).collect();
        let titles: BTreeMap<EntityId, String> = self.current().store.read(|read| read.names_of(&wanted))?;
        let label = |at: usize| {
            let key = clinic.facts.requests.get(at).map(|request| request.key.as_str()).unwrap_or_default();
            let title = id_of(at).and_then(|id| titles.get(&id)).map(String::as_str).unwrap_or_default();
            format!("{key} {title}").trim().to_owned()
        };
        let items = charted.ageing.open.iter().zip(&charted.states).map(|(open, state)| Item {
            label: label(open.request),
            state: OPEN_STATES.iter().position(|one| one == state).unwrap_or(0),
            age_days: open.age_days,
            told_days: number(open.calendar_days),
        });
        // As a median: of a few requests no percentile can be told.
        let enough = charted.followed_to_delivery() >= FEWEST_TO_TELL;
        let own_percentile =
            charted.ageing.percentile_days.map(|days| (OWN_PERCENT, days)).filter(|_| enough);
        let delivered = charted.delivered().and_then(Curve::median);
        let own_median = delivered.map(|ms| (HALF, in_unit(ms, MS_PER_DAY))).filter(|_| enough);
        let data = ageing::Ageing {
            states: style.labels.open_states.map(str::to_owned).to_vec(),
            items: items.collect(),
            percentiles: own_median.into_iter().chain(own_percentile).collect(),
        };
        Ok(Ok(asked.named(ageing::draw(&data, style), style)))
    }
}

fn in_unit(ms: i64, unit_ms: i64) -> f64 {
    ms as f64 / unit_ms as f64
}

fn drawn_turns(turns: Turns, unit_ms: i64) -> DrawnTurns {
    DrawnTurns {
        ours: in_unit(turns.ours_ms, unit_ms),
        vendors: in_unit(turns.vendors_ms, unit_ms),
        others: in_unit(turns.others_ms, unit_ms),
    }
}

#[cfg(test)]
mod tests {
    use keepalive_measures::ageing::OWN_PERCENTILE;

    use super::*;

    #[test]
    fn the_percentile_is_written_as_it_is_measured() {
        assert!((f64::from(OWN_PERCENT) / 100.0 - OWN_PERCENTILE).abs() < 1e-12);
    }

    #[test]
    fn charts_and_scorecard_need_as_many_to_tell() {
        assert_eq!(keepalive_charts::FEWEST_TO_TELL as u64, FEWEST_TO_TELL);
    }

    #[test]
    fn every_open_state_has_its_place() {
        let open = RequestState::ALL.iter().copied().filter(|state| !state.is_closing());
        let without = open.filter(|state| !OPEN_STATES.contains(state));
        // A reopened request is triaged.
        assert_eq!(without.collect::<Vec<_>>(), [RequestState::Reopened]);
    }
}
