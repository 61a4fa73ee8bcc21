//! Numbers as the figures write them: fixed decimals, grouped thousands, never an exponent.

use crate::labels::Labels;

/// Values beyond this are drawn at this; nothing a clinic counts comes near it.
const LARGEST: f64 = 1e9;

/// A number that can be drawn: infinities and "not a number" are missing, and the rest is held within
/// a range that every label and coordinate can take.
pub(crate) fn drawable(value: f64) -> Option<f64> {
    value.is_finite().then(|| value.clamp(-LARGEST, LARGEST))
}

/// An amount of something that cannot be less than nothing.
pub(crate) fn amount(value: f64) -> Option<f64> {
    drawable(value).map(|v| v.max(0.0))
}

/// The number with `decimals` digits after the point, in the signs of the labels' language.
pub(crate) fn decimal(value: f64, decimals: usize, labels: &Labels) -> String {
    labels.signs.decimal(drawable(value).unwrap_or(0.0), decimals)
}

/// An amount as it is read: one above nothing never reads as nothing.
pub(crate) fn told(value: f64, decimals: usize, labels: &Labels) -> String {
    labels.signs.told(drawable(value).unwrap_or(0.0), decimals)
}

/// A count as a number; a clinic's counts are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "a clinic's counts are far below 2^53")]
pub(crate) fn whole(count: u64) -> f64 {
    count as f64
}

/// A share from 0 to 1 as whole per cent. One above 0 never reads 0 and one below 1 never reads 100.
pub(crate) fn percent(share: f64, labels: &Labels) -> String {
    labels.signs.percent(drawable(share).unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_is_missing() {
        assert_eq!(amount(f64::NAN), None);
        assert_eq!(amount(f64::INFINITY), None);
        assert_eq!(amount(-3.0), Some(0.0));
        assert_eq!(drawable(1e300), Some(LARGEST));
    }
}
