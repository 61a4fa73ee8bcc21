//! What the charts of requests and workarounds are drawn from, for one part of the clinic.

use std::sync::{Arc, PoisonError};

use keepalive_domain::calendar::{MeasuredPeriod, OpeningHours};
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::RequestState;
use keepalive_measures::ageing::{Ageing, ageing, open_elsewhere};
use keepalive_measures::flow::{Flow, active_workarounds, asks_per_active_workaround, flow};
use keepalive_measures::kaplan_meier::Curve;
use keepalive_measures::promised_days::promised_days;
use keepalive_measures::recorded::{first_recorded_day, recorded_shares};
use keepalive_measures::survival::workaround_curve;
use keepalive_measures::turnaround::{TurnaroundClock, curve_among};
use keepalive_measures::whose_turn::{OpenTime, open_time};
use keepalive_measures::{Record, SystemView};

use super::{Part, Snapshot};

/// Parts kept at once. Looking from area to area must not fill the memory.
const MOST_PARTS: usize = 12;

/// The clocks in the order they are shown.
pub(crate) const CLOCKS: [TurnaroundClock; 4] = [
    TurnaroundClock::FirstResponse,
    TurnaroundClock::WorkaroundOffered,
    TurnaroundClock::Delivered,
    TurnaroundClock::Verified,
];

/// The figures of one part of the clinic on one system's axis.
pub(crate) struct Charted {
    /// The system's months, oldest first.
    pub(crate) months: Vec<ChartedMonth>,
    /// The open requests.
    pub(crate) ageing: Ageing,
    /// How many requests of other systems are open, on the day of [`Charted::ageing`].
    pub(crate) elsewhere: u64,
    /// The last measured day.
    pub(crate) last_day: Day,
    /// State of each of the open requests.
    pub(crate) states: Vec<RequestState>,
    /// Each of [`CLOCKS`].
    pub(crate) turnaround: [ChartedClock; 4],
    /// Whose turn it was.
    pub(crate) open_time: OpenTime,
    /// How long workarounds live, in days.
    pub(crate) survival: Curve,
}

/// One clock of the requests.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChartedClock {
    /// In milliseconds.
    pub(crate) curve: Curve,
    /// The days that were promised.
    pub(crate) promised_days: Option<f64>,
    /// Requests that the curve leaves out: theirs began or ended on a day that nobody says.
    pub(crate) undated: u64,
}

/// Requests and workarounds of one month.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChartedMonth {
    pub(crate) period: MeasuredPeriod,
    pub(crate) recorded: f64,
    pub(crate) flow: Flow,
    pub(crate) asks_per_workaround: Option<f64>,
    /// Workarounds active on its first day.
    pub(crate) active_at_start: u64,
}

impl ChartedMonth {
    /// Whether it may be compared with others: finished, and recorded from its first day on.
    pub(crate) fn is_comparable(&self) -> bool {
        !self.period.partial && self.recorded >= 1.0
    }
}

impl Snapshot {
    /// The figures of one part of the clinic on one system's axis, computed when first asked for; `None` where
    /// the system has no axis. `hours` are the clinic's opening hours: like all else of the clinic they make a
    /// new snapshot when they change.
    pub(crate) fn charted(
        &self,
        system: EntityId,
        part: &Part,
        hours: Option<&OpeningHours>,
    ) -> Option<Arc<Charted>> {
        let position = self.clinic.systems.iter().position(|id| *id == system)?;
        // Held while computing: of the figures on one screen, asked at once, the first computes for all.
        let mut kept = self.charted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., known)) = kept.iter().find(|(id, of, _)| *id == system && of == part) {
            return Some(Arc::clone(known));
        }
        let record = Record::new(&self.clinic.facts);
        let view = record.systems(self.as_of).find(|view| view.position() == position)?;
        let view = view.narrowed(|request| part.holds_request(request), |w| part.holds_workaround(w));
        let charted = Arc::new(Charted::of(&view, hours));
        if kept.len() >= MOST_PARTS {
            kept.remove(0);
        }
        kept.push((system, part.clone(), Arc::clone(&charted)));
        Some(charted)
    }
}

impl Charted {
    /// The curve the clinic's own median and percentile are read from.
    pub(crate) fn delivered(&self) -> Option<&Curve> {
        let mut clocks = CLOCKS.iter().zip(&self.turnaround);
        let delivered = clocks.find(|(clock, _)| **clock == TurnaroundClock::Delivered);
        delivered.map(|(_, charted)| &charted.curve)
    }

    /// Requests on that curve.
    pub(crate) fn followed_to_delivery(&self) -> u64 {
        self.delivered().map_or(0, |curve| curve.n)
    }

    fn of(view: &SystemView<'_>, hours: Option<&OpeningHours>) -> Self {
        let periods = view.months();
        let recorded = recorded_shares(periods, first_recorded_day(view));
        let flow = flow(view, periods);
        let asks = asks_per_active_workaround(view, periods, &flow);
        let month = |(at, period): (usize, &MeasuredPeriod)| ChartedMonth {
            period: *period,
            recorded: recorded[at],
            flow: flow[at],
            asks_per_workaround: asks[at],
            active_at_start: active_workarounds(view, period.period.from),
        };
        let ageing = ageing(view);
        let state = |request: usize| view.timelines().get(request).and_then(|timeline| timeline.last());
        Self {
            months: periods.as_slice().iter().enumerate().map(month).collect(),
            states: ageing
                .open
                .iter()
                .map(|open| state(open.request).map_or(RequestState::New, |change| change.state))
                .collect(),
            ageing,
            elsewhere: open_elsewhere(view),
            last_day: view.last_day(),
            turnaround: CLOCKS.map(|clock| {
                let (curve, undated) = curve_among(view, clock, |_| true);
                ChartedClock { curve, promised_days: promised_days(view, clock), undated }
            }),
            open_time: open_time(view, hours),
            survival: workaround_curve(view),
        }
    }
}
