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

/// Parts of a whole as whole per cents that add up to 100, by the largest remainder: each is its own per cent or the next
/// one up. A part above nothing is never told as nothing, so that beside very small ones the largest gives way.
pub(crate) fn percents<const N: usize>(parts: [f64; N], labels: &Labels) -> [String; N] {
    let parts = parts.map(|part| amount(part).unwrap_or(0.0));
    let all: f64 = parts.iter().sum();
    if all <= 0.0 {
        return parts.map(|part| percent(part, labels));
    }
    let exact = parts.map(|part| part / all * 100.0);
    // A hair of tolerance: 29 hundredths times 100 are a little less than 29 in binary.
    let mut told = exact.map(|share| if share > 0.0 { (share + 1e-9).floor().max(1.0) } else { 0.0 });
    let mut left = 100.0 - told.iter().sum::<f64>();
    let mut order: Vec<usize> = (0..N).filter(|i| exact[*i] > 0.0).collect();
    order.sort_by(|a, b| (exact[*b] - told[*b]).total_cmp(&(exact[*a] - told[*a])));
    for i in order {
        if left >= 1.0 {
            (told[i], left) = (told[i] + 1.0, left - 1.0);
        }
    }
    while left <= -1.0 {
        let Some(largest) = told.iter_mut().max_by(|a, b| a.total_cmp(b)) else { break };
        (*largest, left) = (*largest - 1.0, left + 1.0);
    }
    told.map(|share| percent(share / 100.0, labels))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::labels::ENGLISH;

    #[test]
    fn parts_of_a_whole_add_up_to_a_hundred() {
        // 53.4 + 44.3 + 2.3: rounded each for itself they read 53, 44 and 2, which are 99.
        assert_eq!(percents([44.3, 53.4, 2.3], &ENGLISH), ["44%", "54%", "2%"]);
        assert_eq!(percents([1.0, 1.0, 1.0], &ENGLISH), ["34%", "33%", "33%"]);
        assert_eq!(percents([5.0, 15.0, 0.0], &ENGLISH), ["25%", "75%", "0%"]);
        // 0.2 + 0.2 of 100 are told as 1 each; the rest gives way.
        assert_eq!(percents([99.6, 0.2, 0.2], &ENGLISH), ["98%", "1%", "1%"]);
        assert_eq!(percents([0.0, 0.0], &ENGLISH), ["0%", "0%"]);
    }

    proptest! {
        #[test]
        fn any_parts_add_up_and_none_is_told_as_nothing(parts in prop::array::uniform4(0.0..1e6_f64)) {
            prop_assume!(parts.iter().sum::<f64>() > 0.0);
            let told = percents(parts, &ENGLISH).map(|share| share.trim_end_matches('%').parse::<u32>().unwrap());
            prop_assert_eq!(told.iter().sum::<u32>(), 100);
            for (part, told) in parts.iter().zip(told) {
                prop_assert_eq!(*part > 0.0, told > 0, "{}", part);
            }
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_missing() {
        assert_eq!(amount(f64::NAN), None);
        assert_eq!(amount(f64::INFINITY), None);
        assert_eq!(amount(-3.0), Some(0.0));
        assert_eq!(drawable(1e300), Some(LARGEST));
    }
}
