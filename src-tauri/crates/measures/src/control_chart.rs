//! Control charts for individuals and moving ranges (DOMAIN §5, TABLES A19).

use keepalive_domain::thresholds::Thresholds;

use crate::compare::{greater, mean};

/// Limits stand this many average moving ranges from the centre: 3 ÷ 1.128 (DOMAIN §5).
pub const LIMIT_RANGES: f64 = 2.66;

/// Moving ranges above this many times their average are screened out once (DOMAIN §5).
pub const SCREENING_RANGES: f64 = 3.267;

/// The warning line stands at this share of the way to the limit.
const WARNING_SHARE: f64 = 2.0 / 3.0;

/// A measured value of a whole, wholly recorded week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Go-live week.
    pub week: i32,
    /// The value; higher is worse.
    pub value: f64,
}

/// Why a point is a signal, on the worse side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Beyond the upper limit.
    BeyondLimit,
    /// The seventh (or the clinic's own number) or later in a row above the centre.
    SevenAbove,
    /// The seventh (or the clinic's own number) or later of points each above the one before.
    SevenRising,
    /// Of three points in a row, the second beyond two thirds of the limit.
    TwoOfThree,
}

/// A signal, dated at the point that completes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// Go-live week of the completing point.
    pub week: i32,
    /// Which rule.
    pub rule: Rule,
}

/// The limits of one segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Centre minus 2.66 average moving ranges.
    pub lower: f64,
    /// Centre plus 2.66 average moving ranges.
    pub upper: f64,
    /// Centre plus two thirds of that.
    pub warning: f64,
}

/// A stretch of points with its own centre and limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its points in order, never empty.
    pub points: Vec<Point>,
    /// The mean.
    pub centre: f64,
    /// `None` with a single point, which has no moving range.
    pub limits: Option<Limits>,
    /// Fewer than 12 points (or the clinic's own number): the limits are on trial, and signal all the same.
    pub trial: bool,
    /// The signals in order.
    pub signals: Vec<Signal>,
}

/// Charts the points, starting a segment afresh at each week of `rebase_weeks` (any order).
///
/// Gaps between the points are closed up; a segment without points is left out.
#[must_use]
pub fn control_chart(points: &[Point], rebase_weeks: &[i32], thresholds: &Thresholds) -> Vec<Segment> {
    let segment_of = |point: &Point| rebase_weeks.iter().filter(|&&week| week <= point.week).max();
    points
        .chunk_by(|a, b| segment_of(a) == segment_of(b))
        .filter_map(|points| Segment::of(points, thresholds))
        .collect()
}

impl Segment {
    fn of(points: &[Point], thresholds: &Thresholds) -> Option<Self> {
        let centre = mean(points.iter().map(|point| point.value))?;
        let limits = average_moving_range(points).map(|range| {
            let distance = LIMIT_RANGES * range;
            Limits {
                lower: centre - distance,
                upper: centre + distance,
                warning: centre + WARNING_SHARE * distance,
            }
        });
        let trial = points.len() < thresholds.points_for_firm_limits as usize;
        let mut segment = Self { points: points.to_vec(), centre, limits, trial, signals: Vec::new() };
        segment.signals = segment.find_signals(thresholds.run_length);
        Some(segment)
    }

    fn find_signals(&self, run_length: u32) -> Vec<Signal> {
        let beyond = |line: Option<f64>, value: f64| line.is_some_and(|line| greater(value, line));
        let upper = self.limits.map(|limits| limits.upper);
        let warning = self.limits.map(|limits| limits.warning);
        let (mut above, mut rising) = (0, 0);
        let mut signals = Vec::new();
        for (index, point) in self.points.iter().enumerate() {
            let earlier = |back: usize| index.checked_sub(back).map(|earlier| self.points[earlier].value);
            above = if greater(point.value, self.centre) { above + 1 } else { 0 };
            rising =
                if earlier(1).is_some_and(|before| greater(point.value, before)) { rising + 1 } else { 1 };
            let warned = |value: f64| beyond(warning, value);
            let two_of_three = warned(point.value) && [1, 2].into_iter().filter_map(earlier).any(warned);
            let rules = [
                (Rule::BeyondLimit, beyond(upper, point.value)),
                (Rule::SevenAbove, above >= run_length),
                (Rule::SevenRising, rising >= run_length),
                (Rule::TwoOfThree, two_of_three),
            ];
            let found = rules.into_iter().filter(|(_, holds)| *holds);
            signals.extend(found.map(|(rule, _)| Signal { week: point.week, rule }));
        }
        signals
    }
}

/// The mean of the moving ranges after those above 3.267 times their first mean are left out, once; `None`
/// with fewer than two points.
fn average_moving_range(points: &[Point]) -> Option<f64> {
    let ranges: Vec<f64> = points.windows(2).map(|pair| (pair[1].value - pair[0].value).abs()).collect();
    let first = mean(ranges.iter().copied())?;
    let usual = ranges.iter().copied().filter(|range| !greater(*range, SCREENING_RANGES * first));
    mean(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[f64]) -> Vec<Point> {
        (1..).zip(values).map(|(week, &value)| Point { week, value }).collect()
    }

    fn chart(values: &[f64]) -> Segment {
        control_chart(&points(values), &[], &Thresholds::default()).remove(0)
    }

    fn weeks(segment: &Segment, rule: Rule) -> Vec<i32> {
        segment.signals.iter().filter(|signal| signal.rule == rule).map(|signal| signal.week).collect()
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn limits_stand_2_66_average_moving_ranges_from_the_mean() {
        // 10, 12, 11, 13: mean 11.5; ranges 2, 1, 2, mean 5/3; 2.66 × 5/3 = 4.43333.
        let segment = chart(&[10.0, 12.0, 11.0, 13.0]);
        let limits = segment.limits.unwrap();
        close(segment.centre, 11.5);
        close(limits.upper, 11.5 + 2.66 * 5.0 / 3.0);
        close(limits.lower, 11.5 - 2.66 * 5.0 / 3.0);
        close(limits.warning, 11.5 + 2.66 * 10.0 / 9.0);
        assert!(segment.trial, "4 points are fewer than 12");
    }

    /// Montgomery, Introduction to Statistical Quality Control, loan processing costs (example 6.5): 20 weeks,
    /// mean 300.5, average moving range 7.79, limits 279.8 and 321.2 (there with 3 ÷ 1.128).
    #[test]
    fn loan_processing_costs_as_published() {
        let costs = [
            310.0, 288.0, 297.0, 298.0, 307.0, 303.0, 294.0, 297.0, 308.0, 306.0, 294.0, 299.0, 297.0, 299.0,
            314.0, 295.0, 293.0, 306.0, 301.0, 304.0,
        ];
        let segment = chart(&costs);
        let limits = segment.limits.unwrap();
        assert!((segment.centre - 300.5).abs() < 0.05);
        assert!((limits.upper - 321.22).abs() < 0.1 && (limits.lower - 279.78).abs() < 0.1);
        assert!(segment.signals.is_empty() && !segment.trial, "the published process is in control");
    }

    #[test]
    fn ranges_above_3_267_times_the_average_are_screened_out_once() {
        // Ten ranges of 1 and the two of 11 around a spike: mean 32/12 = 2.667, 3.267 × 2.667 = 8.712 < 11.
        // Screened: ten ranges of 1. Mean of the 13 points: 7 × 10, 5 × 11 and 21 are 146, ÷ 13.
        let values = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 21.0, 10.0, 11.0, 10.0, 11.0, 10.0];
        let segment = chart(&values);
        close(segment.centre, 146.0 / 13.0);
        close(segment.limits.unwrap().upper, 146.0 / 13.0 + 2.66);
        assert_eq!(weeks(&segment, Rule::BeyondLimit), [8]);
    }

    #[test]
    fn a_run_is_seven_strictly_above_the_centre() {
        let mut values = vec![0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0];
        values.extend([2.0, 3.0, 2.0, 3.0, 2.0, 3.0, 2.0, 3.0]);
        // 17 points summing to 24: centre 1.41; the run begins at week 10, is complete at 16, still one at 17.
        assert_eq!(weeks(&chart(&values), Rule::SevenAbove), [16, 17]);
        assert!(chart(&[5.0; 20]).signals.is_empty(), "points on the centre are no run");
    }

    #[test]
    fn seven_rising_are_six_rises() {
        let values = [5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
        assert_eq!(weeks(&chart(&values), Rule::SevenRising), [8]);
        assert!(weeks(&chart(&values[1..7]), Rule::SevenRising).is_empty());
        let held = [1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0, 7.0];
        assert!(weeks(&chart(&held), Rule::SevenRising).is_empty(), "an equal value is no rise");
    }

    #[test]
    fn two_of_three_is_completed_by_its_second_point() {
        // 20 calm points of 10 and 11 in turn, then 14, 10.5, 14: mean (210 + 38.5) / 23 = 10.804. Ranges: 19
        // of 1, then 3 (11 to 14), 3.5, 3.5: mean 29/22 = 1.318; 3.267 × 1.318 = 4.306, none screened.
        // Upper 10.804 + 3.506 = 14.311, warning 10.804 + 2.338 = 13.142.
        let mut values: Vec<f64> = (0..20).map(|i| if i % 2 == 0 { 10.0 } else { 11.0 }).collect();
        values.extend([14.0, 10.5, 14.0]);
        let segment = chart(&values);
        close(segment.limits.unwrap().upper, 248.5 / 23.0 + 2.66 * 29.0 / 22.0);
        assert_eq!(weeks(&segment, Rule::TwoOfThree), [23]);
        assert!(weeks(&segment, Rule::BeyondLimit).is_empty());
    }

    #[test]
    fn a_rebase_starts_limits_and_runs_afresh() {
        let values = points(&[1.0, 2.0, 1.0, 2.0, 9.0, 8.0, 9.0, 8.0]);
        let segments = control_chart(&values, &[5, -3], &Thresholds::default());
        assert_eq!(segments.len(), 2);
        close(segments[0].centre, 1.5);
        close(segments[1].centre, 8.5);
        assert!(segments.iter().all(|segment| segment.signals.is_empty()));
    }

    #[test]
    fn one_point_has_no_limits() {
        assert_eq!(chart(&[4.0]).limits, None);
        assert!(control_chart(&[], &[1], &Thresholds::default()).is_empty());
    }
}
