//! How long workarounds live: the curve, its median with interval, and its steps.

use keepalive_charts::{Curve as Drawn, Fall, Median, survival};
use keepalive_measures::kaplan_meier::{Curve, Step};
use keepalive_measures::vendor_evidence::FEWEST_TO_TELL;

use super::axis::Axis;
use super::chart;
use crate::figures::number;
use crate::types::{SignalInput, SurvivalStep, SurvivalView};
use crate::{ApiResult, App};

/// Size of the chart in CSS pixels if not said otherwise.
const USUAL_SIZE: (u32, u32) = (380, 140);

impl App {
    /// How long the workarounds of a system live.
    ///
    /// # Errors
    /// A system that is not here, or the database cannot be read.
    pub fn survival(&self, input: SignalInput) -> ApiResult<SurvivalView> {
        let Axis { snapshot, chosen, .. } = self.axis(input.system, input.as_of)?;
        let curve = chosen.as_ref().and_then(|system| snapshot.weekly(system.id)).map(|f| &f.survival);
        let (width, height) = (input.width.unwrap_or(USUAL_SIZE.0), input.height.unwrap_or(USUAL_SIZE.1));
        let style = chart::style(input.theme, input.language, width, height);
        let picture = |curve: &Curve| chart::picture(&survival::draw(&drawn(curve, days), &style));
        Ok(SurvivalView {
            chart: curve.filter(|curve| curve.n > 0).map(picture),
            n: curve.map_or(0, |curve| number(curve.n)),
            fewest_to_tell: number(FEWEST_TO_TELL),
            retired: curve.map_or(0, |curve| number(curve.events)),
            median_days: curve.and_then(Curve::median).map(days),
            low: curve.and_then(Curve::median_low).map(days),
            high: curve.and_then(Curve::median_high).map(days),
            steps: curve.map_or_else(Vec::new, |curve| curve.steps.iter().map(step).collect()),
            system: chosen.map(Into::into),
            as_of: snapshot.as_of,
        })
    }
}

/// Whole days as a number of the screen; days of the calendar's 9,999 years are exact.
pub(super) fn days(whole: i64) -> f64 {
    f64::from(i32::try_from(whole).unwrap_or(i32::MAX))
}

fn step(step: &Step) -> SurvivalStep {
    SurvivalStep {
        days: days(step.time),
        share: step.survival,
        low: step.band.map(|band| band.low),
        high: step.band.map(|band| band.high),
    }
}

/// A curve as charts take it; `days` says what a length of the curve is in days.
pub(super) fn drawn(curve: &Curve, days: impl Fn(i64) -> f64) -> Drawn {
    let fall = |step: &Step| Fall {
        days: days(step.time),
        share: step.survival,
        interval: step.band.map(|band| (band.low, band.high)),
    };
    let median = |median| Median {
        days: days(median),
        low: curve.median_low().map(&days),
        high: curve.median_high().map(&days),
    };
    Drawn {
        falls: curve.steps.iter().map(fall).collect(),
        censored: curve.censored.iter().copied().map(&days).collect(),
        median: curve.median().map(median),
        count: count(curve.n),
        ended: count(curve.events),
    }
}

pub(super) fn count(items: u64) -> usize {
    usize::try_from(items).unwrap_or(usize::MAX)
}
