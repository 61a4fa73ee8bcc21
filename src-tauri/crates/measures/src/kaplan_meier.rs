//! Kaplan-Meier curves with a log-log Greenwood band (DOMAIN §5, TABLES A18).

use crate::compare::at_most;

/// The two-sided 95 % point of the normal distribution (A18).
const Z_95: f64 = 1.959_963_984_540_054;

/// The survival at which the median is read.
const HALF: f64 = 0.5;

/// How long one item was watched, and whether the event ended the watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Observation {
    /// Whole units since the start, milliseconds or days; never negative.
    pub time: i64,
    /// The event came; otherwise the item was still waiting for it (censored).
    pub event: bool,
}

/// The curve just after one event time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// When.
    pub time: i64,
    /// Items watched until just before, those censored at this very time included.
    pub at_risk: u64,
    /// Events at this time.
    pub events: u64,
    /// Share still without the event.
    pub survival: f64,
    /// The band's lower and upper edge; `None` where the survival is 0.
    pub band: Option<Band>,
}

/// A 95 % band at one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Lower edge.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
}

/// A survival curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Items.
    pub n: u64,
    /// Events among them.
    pub events: u64,
    /// One step per event time, in order.
    pub steps: Vec<Step>,
    /// The times of the censored items, in order: the marks on the curve.
    pub censored: Vec<i64>,
}

/// Estimates the curve; items censored at an event's time are still at risk for it (A18).
#[must_use]
pub fn kaplan_meier(mut observations: Vec<Observation>) -> Curve {
    observations.sort_unstable();
    let n = observations.len() as u64;
    let mut steps = Vec::new();
    let (mut at_risk, mut survival, mut greenwood) = (n, 1.0, 0.0);
    for tied in observations.chunk_by(|a, b| a.time == b.time) {
        let events = tied.iter().filter(|observation| observation.event).count() as u64;
        if let (Some(first), true) = (tied.first(), events > 0) {
            let left = at_risk - events;
            survival *= left as f64 / at_risk as f64;
            greenwood += events as f64 / (at_risk as f64 * left as f64);
            let band = (left > 0).then(|| log_log_band(survival, greenwood));
            steps.push(Step { time: first.time, at_risk, events, survival, band });
        }
        at_risk -= tied.len() as u64;
    }
    let events = steps.iter().map(|step| step.events).sum();
    let censored = observations.iter().filter(|item| !item.event).map(|item| item.time).collect();
    Curve { n, events, steps, censored }
}

/// `S^exp(∓ z·σ / ln S)` with Greenwood's σ: the band on the scale of log(-log S), which stays within 0 and 1.
fn log_log_band(survival: f64, greenwood: f64) -> Band {
    let spread = Z_95 * greenwood.sqrt() / survival.ln();
    Band { low: survival.powf((-spread).exp()), high: survival.powf(spread.exp()) }
}

impl Curve {
    /// The smallest time at which half or fewer are left; `None` if it never gets there.
    #[must_use]
    pub fn median(&self) -> Option<i64> {
        self.time_when_left(HALF)
    }

    /// The smallest time at which this share or less is left; `None` if it never gets there.
    #[must_use]
    pub fn time_when_left(&self, share: f64) -> Option<i64> {
        self.first_time(share, |step| Some(step.survival))
    }

    /// The median read off the band's lower edge: the early end of its 95 % interval.
    #[must_use]
    pub fn median_low(&self) -> Option<i64> {
        self.first_time(HALF, |step| step.band.map(|band| band.low))
    }

    /// The median read off the band's upper edge: the late end of its 95 % interval.
    #[must_use]
    pub fn median_high(&self) -> Option<i64> {
        self.first_time(HALF, |step| step.band.map(|band| band.high))
    }

    fn first_time(&self, share: f64, level: impl Fn(&Step) -> Option<f64>) -> Option<i64> {
        let reached = |step: &&Step| level(step).is_some_and(|level| at_most(level, share));
        self.steps.iter().find(reached).map(|step| step.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(events: &[i64], censored: &[i64]) -> Curve {
        let event = events.iter().map(|&time| Observation { time, event: true });
        kaplan_meier(event.chain(censored.iter().map(|&time| Observation { time, event: false })).collect())
    }

    fn close(a: f64, b: f64, slack: f64) {
        assert!((a - b).abs() <= slack, "{a} is not {b}");
    }

    /// Freireich et al. 1963, weeks in remission under 6-mercaptopurine; survival, Greenwood error and log-log
    /// band as printed in survival analysis textbooks (Klein & Moeschberger, table 4.1).
    #[test]
    fn remission_under_6_mp_as_published() {
        let curve =
            watched(&[6, 6, 6, 7, 10, 13, 16, 22, 23], &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
        let published = [
            (6, 21, 0.8571, 0.6197, 0.9516),
            (7, 17, 0.8067, 0.5631, 0.9228),
            (10, 15, 0.7529, 0.5032, 0.8894),
            (13, 12, 0.6902, 0.4316, 0.8491),
            (16, 11, 0.6275, 0.3675, 0.8049),
            (22, 7, 0.5378, 0.2678, 0.7468),
            (23, 6, 0.4482, 0.1881, 0.6801),
        ];
        assert_eq!(curve.steps.len(), published.len());
        for (step, (time, at_risk, survival, low, high)) in curve.steps.iter().zip(published) {
            assert_eq!((step.time, step.at_risk), (time, at_risk));
            close(step.survival, survival, 0.00005);
            let band = step.band.unwrap();
            close(band.low, low, 0.00005);
            close(band.high, high, 0.00005);
        }
        assert_eq!((curve.n, curve.events), (21, 9));
        assert_eq!((curve.median(), curve.median_low(), curve.median_high()), (Some(23), Some(13), None));
    }

    /// The placebo arm of the same trial: nobody censored, median 8 weeks, 95 % interval 4 to 11.
    #[test]
    fn remission_under_placebo_as_published() {
        let weeks = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
        let curve = watched(&weeks, &[]);
        assert_eq!((curve.median(), curve.median_low(), curve.median_high()), (Some(8), Some(4), Some(11)));
        let last = curve.steps.last().unwrap();
        assert_eq!((last.survival, last.band), (0.0, None), "no band where nobody is left");
    }

    #[test]
    fn an_exact_half_is_the_median() {
        // 10 items, 5 events at 10 different times: 0.9 × 8/9 × 7/8 × 6/7 × 5/6 is 0.5 up to rounding.
        assert_eq!(watched(&[1, 2, 3, 4, 5], &[9, 9, 9, 9, 9]).median(), Some(5));
    }

    #[test]
    fn nothing_watched_gives_an_empty_curve() {
        let curve = watched(&[], &[]);
        assert_eq!((curve.n, curve.events, curve.median()), (0, 0, None));
        assert_eq!(watched(&[], &[3, 4]).median(), None);
    }
}
