//! Scales and round ticks.

use crate::labels::Labels;
use crate::number::decimal;

/// Where a tick may stand, times a power of ten.
const ROUND: [f64; 7] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 10.0];

/// At most this many grid lines above zero.
const MOST_GRID_LINES: f64 = 3.0;

/// So many steps the largest value may reach, and two lines are enough.
const MOST_ABOVE: f64 = 2.3;

/// Room above the top grid line, so that a total fits over the tallest column.
const HEADROOM: f64 = 1.1;

/// From values to px along one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Linear {
    from: (f64, f64),
    to: (f64, f64),
}

impl Linear {
    /// `from` and `to` are pairs of a value and its place in px.
    pub(crate) fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// The place of a value. A scale without length puts everything at its start.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let span = self.to.0 - self.from.0;
        if span.abs() < f64::MIN_POSITIVE {
            return self.from.1;
        }
        self.from.1 + (value - self.from.0) / span * (self.to.1 - self.from.1)
    }
}

/// Round values for grid lines, and how they are written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ticks {
    /// Above zero, ascending.
    pub(crate) values: Vec<f64>,
    /// Digits after the point that tell them apart.
    pub(crate) decimals: usize,
    /// Where the scale ends.
    pub(crate) top: f64,
}

impl Ticks {
    /// Grid lines at round numbers on a scale that covers values from 0 to `max`, three at most.
    pub(crate) fn covering(max: f64) -> Self {
        Self::by(round_up(max / MOST_GRID_LINES), max)
    }

    /// As [`Ticks::covering`] for things counted: there is no half of one.
    pub(crate) fn covering_counts(max: f64) -> Self {
        Self::by(round_up(max / MOST_GRID_LINES).max(1.0), max)
    }

    fn by(step: f64, max: f64) -> Self {
        // Two lines also where the largest value is a little above the second: a third would only leave the plot empty.
        let lines: &[f64] =
            if max > MOST_ABOVE * step || max <= 0.0 { &[1.0, 2.0, 3.0] } else { &[1.0, 2.0] };
        let values: Vec<f64> = lines.iter().map(|n| n * step).collect();
        let top = values.last().copied().unwrap_or(step).max(max) * HEADROOM;
        Self { values, decimals: decimals_of(step), top }
    }

    /// A tick as text with its unit.
    pub(crate) fn label(&self, value: f64, unit: &str, labels: &Labels) -> String {
        format!("{}{unit}", decimal(value, self.decimals, labels))
    }
}

/// Days between two ticks that a reader knows: days, weeks, months, quarters, years.
const DAY_STEPS: [f64; 12] = [1.0, 2.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1825.0, 3650.0];
/// At most this many ticks of days above zero.
const MOST_DAY_TICKS: f64 = 5.0;

/// Days between two ticks of an axis that reaches to `last`.
pub(crate) fn day_step(last: f64) -> f64 {
    let enough = |step: &f64| last <= step * MOST_DAY_TICKS;
    // More than fifty years are no time a clinic looks at; they still get an axis.
    DAY_STEPS.into_iter().find(enough).unwrap_or_else(|| round_up(last / MOST_DAY_TICKS))
}

/// The ticks of an axis of days from 0 to `end`.
pub(crate) fn day_ticks(end: f64) -> Vec<f64> {
    let step = day_step(end);
    let ticks = std::iter::successors(Some(0.0), |day| Some(day + step));
    ticks.take_while(|day| *day <= end * (1.0 + 1e-9)).collect()
}

/// The smallest round number not below `value`; 1 for nothing at all.
pub(crate) fn round_up(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let mut power = 1.0;
    while power * 10.0 <= value {
        power *= 10.0;
    }
    while power > value {
        power /= 10.0;
    }
    // A hair of tolerance: 0.3 ÷ 0.1 is a little more than 3 in binary.
    let round = ROUND.iter().map(|r| r * power).find(|r| *r >= value * (1.0 - 1e-9));
    round.unwrap_or(power * 10.0)
}

/// Digits after the point needed to write a multiple of `step` exactly enough.
pub(crate) fn decimals_of(step: f64) -> usize {
    let (mut decimals, mut scaled) = (0, step);
    while decimals < 6 && (scaled - scaled.round()).abs() > 1e-6 * scaled.abs().max(1e-9) {
        scaled *= 10.0;
        decimals += 1;
    }
    decimals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::ENGLISH;
    use proptest::prelude::*;

    #[test]
    fn ticks_stand_at_round_numbers() {
        // 118.6 over three lines asks for 39.5: the next round number is 40.
        assert_eq!(Ticks::covering(118.6).values, [40.0, 80.0, 120.0]);
        assert_eq!(Ticks::covering(10.3).values, [4.0, 8.0, 12.0]);
        // 183 over three lines asks for 61: 80 is no number a reader counts in, 100 is.
        assert_eq!(Ticks::covering(183.0).values, [100.0, 200.0]);
        // 215 is a little above 200: two lines, and the scale ends a tenth above the value.
        let above = Ticks::covering(215.0);
        assert_eq!((above.values, above.top), (vec![100.0, 200.0], 215.0 * HEADROOM));
        assert_eq!(Ticks::covering(1_000_000.0).values, [400_000.0, 800_000.0, 1_200_000.0]);
        let small = Ticks::covering(0.13);
        assert_eq!(small.label(small.values[0], " h", &ENGLISH), "0.05 h");
    }

    #[test]
    fn days_are_ticked_in_days_weeks_months_and_years() {
        assert_eq!(day_ticks(1.0), [0.0, 1.0]);
        assert_eq!(day_ticks(9.5), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(day_ticks(33.0), [0.0, 7.0, 14.0, 21.0, 28.0]);
        assert_eq!(day_ticks(61.0), [0.0, 14.0, 28.0, 42.0, 56.0]);
        assert_eq!(day_ticks(140.0), [0.0, 30.0, 60.0, 90.0, 120.0]);
        assert_eq!(day_ticks(434.0), [0.0, 90.0, 180.0, 270.0, 360.0]);
        assert_eq!(day_ticks(1460.0), [0.0, 365.0, 730.0, 1095.0, 1460.0]);
    }

    #[test]
    fn nothing_at_all_still_has_a_scale() {
        assert_eq!(Ticks::covering(0.0).values, [1.0, 2.0, 3.0]);
    }

    #[test]
    fn a_linear_scale_without_length_stays_at_its_start() {
        assert!((Linear::new((1.0, 5.0), (1.0, 9.0)).at(7.0) - 5.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn ticks_of_days_are_few_and_whole(end in 1.0..40_000.0_f64) {
            let ticks = day_ticks(end);
            prop_assert!((2..=6).contains(&ticks.len()), "{:?}", ticks);
            prop_assert!(ticks.iter().all(|day| day.fract() == 0.0), "{:?}", ticks);
        }

        #[test]
        fn ticks_cover_the_largest_value_and_are_three_at_most(max in 0.0..1e12_f64) {
            let ticks = Ticks::covering(max);
            prop_assert!(ticks.top >= max);
            prop_assert!((1..=3).contains(&ticks.values.len()));
        }
    }
}
