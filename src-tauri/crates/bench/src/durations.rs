//! Statistics over what was measured.

use std::time::Duration;

/// The value below which `share` of the sorted values lie, by the nearest rank: the smallest value with at least
/// that share at or below it. `None` of no values.
pub(crate) fn quantile<T: Copy + PartialOrd>(values: &[T], share: f64) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a length is a length"
    )]
    let rank = (share.clamp(0.0, 1.0) * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// The middle value; of an even number of values the mean of the middle two. `None` of no values.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    sorted.get(sorted.len() / 2 - 1).map(|lower| f64::midpoint(*lower, upper))
}

/// A duration in milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        // Sorted: 1 2 4 8; (2 + 4) / 2 = 3.
        assert_eq!(median(&[8.0, 1.0, 4.0, 2.0]), Some(3.0));
        assert_eq!(median(&[8.0, 1.0, 4.0]), Some(4.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn a_quantile_is_the_smallest_value_with_that_share_at_or_below_it() {
        // 95 % of 20 values are 19, of 15 values 14.25: the 15th, the greatest.
        let twenty: Vec<u32> = (1..=20).rev().collect();
        assert_eq!(quantile(&twenty, 0.95), Some(19));
        assert_eq!(quantile(&(1..=15).collect::<Vec<u32>>(), 0.95), Some(15));
        assert_eq!(quantile(&twenty, 0.5), Some(10));
        assert_eq!(quantile(&twenty, 0.0), Some(1));
        assert_eq!(quantile(&twenty, 1.0), Some(20));
        assert_eq!(quantile::<u32>(&[], 0.5), None);
    }

    #[test]
    fn milliseconds_are_thousandths_of_a_second() {
        assert!((milliseconds(Duration::from_micros(1_500)) - 1.5).abs() < 1e-12);
    }
}
