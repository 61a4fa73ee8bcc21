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
    let plain = format!("{:.*}", decimals, drawable(value).unwrap_or(0.0).abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::with_capacity(plain.len() + 6);
    let is_zero = plain.bytes().all(|b| matches!(b, b'0' | b'.'));
    if value < 0.0 && !is_zero {
        out.push('\u{2212}');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push_str(labels.thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push_str(labels.point);
        out.push_str(fraction);
    }
    out
}

/// A count as a number; a clinic's counts are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "a clinic's counts are far below 2^53")]
pub(crate) fn whole(count: u64) -> f64 {
    count as f64
}

/// A share from 0 to 1 as whole per cent. One above 0 never reads 0 and one below 1 never reads 100.
pub(crate) fn percent(share: f64, labels: &Labels) -> String {
    let percent = (share * 100.0).round();
    let honest = if share > 0.0 && percent < 1.0 {
        1.0
    } else if share < 1.0 && percent > 99.0 {
        99.0
    } else {
        percent
    };
    format!("{}{}", decimal(honest, 0, labels), labels.percent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::ENGLISH;

    #[test]
    fn thousands_are_grouped_and_decimals_fixed() {
        assert_eq!(decimal(0.0, 0, &ENGLISH), "0");
        assert_eq!(decimal(-0.04, 1, &ENGLISH), "0.0");
        assert_eq!(decimal(-12.34, 1, &ENGLISH), "\u{2212}12.3");
        assert_eq!(decimal(999.96, 1, &ENGLISH), "1,000.0");
        assert_eq!(decimal(1_000_000.0, 0, &ENGLISH), "1,000,000");
    }

    #[test]
    fn what_cannot_be_drawn_is_missing() {
        assert_eq!(amount(f64::NAN), None);
        assert_eq!(amount(f64::INFINITY), None);
        assert_eq!(amount(-3.0), Some(0.0));
        assert_eq!(drawable(1e300), Some(LARGEST));
    }

    #[test]
    fn a_share_is_never_rounded_to_none_or_all() {
        assert_eq!(percent(0.001, &ENGLISH), "1%");
        assert_eq!(percent(0.999, &ENGLISH), "99%");
        assert_eq!(percent(0.0, &ENGLISH), "0%");
        assert_eq!(percent(1.0, &ENGLISH), "100%");
        assert_eq!(percent(0.425, &ENGLISH), "43%");
    }
}
