//! How long workarounds live, with those still in use counted in (DOMAIN §5, TABLES A18).

use serde::Serialize;

use crate::hours_lost::active_span;
use crate::kaplan_meier::{Curve, Observation, kaplan_meier};
use crate::record::SystemView;

/// Kaplan-Meier of the time from a workaround's start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WorkaroundSurvival {
    /// Workarounds, those started before go-live included.
    pub n: u64,
    /// Those that ended.
    pub retired: u64,
    /// Days after which half are still alive.
    pub median_days: Option<f64>,
    /// Early end of the median's 95 % interval.
    pub low: Option<f64>,
    /// Late end of the median's 95 % interval.
    pub high: Option<f64>,
}

/// The survival curve of the system's workarounds.
///
/// Unit: calendar days. Counts: workarounds started by the last measured day; those still in use are censored
/// at its end. Source: DOMAIN §5, TABLES A18.
#[must_use]
pub fn workaround_curve(view: &SystemView<'_>) -> Curve {
    curve_of(view, view.workarounds().iter().copied())
}

/// The survival curve of some workarounds, by position; counted as in [`workaround_curve`].
#[must_use]
pub fn curve_of(view: &SystemView<'_>, workarounds: impl Iterator<Item = usize>) -> Curve {
    let observed = workarounds.filter_map(|index| {
        let workaround = &view.facts().workarounds[index];
        let event = workaround.ended.is_some_and(|ended| ended <= view.last_day());
        let time = active_span(workaround, view.last_day()).days();
        (workaround.started <= view.last_day()).then_some(Observation { time, event })
    });
    kaplan_meier(observed.collect())
}

impl WorkaroundSurvival {
    /// The figures of the system.
    #[must_use]
    pub fn of(view: &SystemView<'_>) -> Self {
        Self::from_curve(&workaround_curve(view))
    }

    /// The figures of some workarounds, by position.
    #[must_use]
    pub fn of_some(view: &SystemView<'_>, workarounds: impl Iterator<Item = usize>) -> Self {
        Self::from_curve(&curve_of(view, workarounds))
    }

    fn from_curve(curve: &Curve) -> Self {
        let days = |time: Option<i64>| time.map(|days| days as f64);
        Self {
            n: curve.n,
            retired: curve.events,
            median_days: days(curve.median()),
            low: days(curve.median_low()),
            high: days(curve.median_high()),
        }
    }
}
