//! Comparing computed numbers, and dividing where the denominator may be missing (TABLES A2, A3).

/// Relative and absolute slack within which two computed numbers are the same number (A3).
const TOLERANCE: f64 = 1e-9;

/// Whether two computed numbers count as equal: `|a - b| <= 1e-9 * max(1, |a|, |b|)` (A3).
#[must_use]
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0)
}

/// `a < b`, equal within the slack counting as not less.
#[must_use]
pub fn less(a: f64, b: f64) -> bool {
    a < b && !same(a, b)
}

/// `a > b`, equal within the slack counting as not greater.
#[must_use]
pub fn greater(a: f64, b: f64) -> bool {
    less(b, a)
}

/// `a <= b`, or equal within the slack.
#[must_use]
pub fn at_most(a: f64, b: f64) -> bool {
    !less(b, a)
}

/// `a >= b`, or equal within the slack.
#[must_use]
pub fn at_least(a: f64, b: f64) -> bool {
    !less(a, b)
}

/// A ratio; `None` where the denominator is unknown or 0 (A2).
#[must_use]
pub fn ratio(numerator: f64, denominator: Option<f64>) -> Option<f64> {
    denominator.filter(|denominator| denominator.abs() > 0.0).map(|denominator| numerator / denominator)
}

/// A share of counted things; `None` of none at all (A2).
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<f64> {
    ratio(part as f64, Some(whole as f64))
}

/// The mean; `None` of nothing.
#[must_use]
pub fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.into_iter().fold((0.0, 0_u64), |(sum, count), value| (sum + value, count + 1));
    ratio(sum, Some(count as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_within_a_billionth_are_equal() {
        // 0.1 + 0.2 is 0.30000000000000004: neither above nor below 0.3.
        assert!(!greater(0.1 + 0.2, 0.3) && !less(0.3, 0.1 + 0.2));
        assert!(at_most(0.1 + 0.2, 0.3) && at_least(0.3, 0.1 + 0.2));
        // Above 1 the slack grows with the number: 2e6 * 1e-9 = 0.002.
        assert!(same(2_000_000.0, 2_000_000.001));
        assert!(greater(2_000_000.01, 2_000_000.0));
    }

    #[test]
    fn a_ratio_over_nothing_is_not_measured() {
        assert_eq!(ratio(1.0, Some(0.0)), None);
        assert_eq!(ratio(1.0, None), None);
        assert_eq!(share(0, 0), None);
        assert_eq!(mean([]), None);
        assert_eq!(mean([1.0, 2.0]), Some(1.5));
    }
}
