//! How languages write numbers: one way in charts, reports and on the screens.

/// The signs of a language's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Between whole number and fraction.
    pub point: &'static str,
    /// Between groups of three digits.
    pub thousands: &'static str,
    /// Digits before the decimal sign from which groups are made.
    pub grouped_from: usize,
    /// After a percentage. Where it has a space, no line breaks there.
    pub percent: &'static str,
}

impl Signs {
    /// `1,234.5` and `43%`.
    pub const ENGLISH: Self = Self { point: ".", thousands: ",", grouped_from: 4, percent: "%" };
    /// `1234,5`, `12.345,5` and `43 %`.
    pub const SPANISH: Self = Self { point: ",", thousands: ".", grouped_from: 5, percent: "\u{a0}%" };
    /// Spanish as the United States, Mexico and most of Central America write numbers: `1,234.5` and `43 %`.
    pub const SPANISH_WITH_POINT: Self = Self { percent: Self::SPANISH.percent, ..Self::ENGLISH };

    /// A number with so many places. A tie goes up, as web views round: 1.25 h is 1.3 h wherever it stands. What rounds
    /// to nothing has no sign.
    #[must_use]
    pub fn decimal(&self, value: f64, places: usize) -> String {
        let plain = ties_up(value.abs(), places);
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::with_capacity(plain.len() + 6);
        let is_zero = plain.bytes().all(|b| matches!(b, b'0' | b'.'));
        if value < 0.0 && !is_zero {
            out.push('\u{2212}');
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() >= self.grouped_from {
                out.push_str(self.thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(self.point);
            out.push_str(fraction);
        }
        out
    }

    /// An amount as people read it: as [`Signs::decimal`], but one above nothing never reads as nothing. It gets one
    /// more place, and at least one there: 0.4 whole hours are 0.4 h, and 0.003 h in tenths are 0.01 h.
    #[must_use]
    pub fn told(&self, value: f64, places: usize) -> String {
        let least = 10_f64.powi(-i32::try_from(places).unwrap_or(0));
        if value > 0.0 && value < least / 2.0 {
            return self.decimal(value.max(least / 10.0), places + 1);
        }
        self.decimal(value, places)
    }

    /// A share from 0 to 1 as whole per cent. One above 0 never reads 0 and one below 1 never reads 100.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        let percent = (share * 100.0).round();
        let honest = if share > 0.0 && percent < 1.0 {
            1.0
        } else if share < 1.0 && percent > 99.0 {
            99.0
        } else {
            percent
        };
        format!("{}{}", self.decimal(honest, 0), self.percent)
    }
}

/// The digits of an amount, a tie rounded up. Formatting alone would round it to the even digit.
fn ties_up(amount: f64, places: usize) -> String {
    let places_i32 = i32::try_from(places).unwrap_or(0);
    let scaled = amount * 10_f64.powi(places_i32);
    // Only what binary holds exactly can lie in the middle, and then the product is exact as well.
    let is_exact = (amount * 2_f64.powi(places_i32.saturating_add(1))).fract() == 0.0;
    let is_tie = is_exact && (scaled.fract() - 0.5).abs() < f64::EPSILON;
    let rounded = if is_tie { scaled.ceil() / 10_f64.powi(places_i32) } else { amount };
    format!("{rounded:.places$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_decimals_fixed() {
        let english = |value, places| Signs::ENGLISH.decimal(value, places);
        assert_eq!(english(0.0, 0), "0");
        assert_eq!(english(-0.04, 1), "0.0");
        assert_eq!(english(-12.34, 1), "\u{2212}12.3");
        assert_eq!(english(999.96, 1), "1,000.0");
        assert_eq!(english(1_000_000.0, 0), "1,000,000");
    }

    #[test]
    fn spanish_groups_from_five_digits_and_in_the_americas_as_english_does() {
        assert_eq!([1234.5, 12_345.5].map(|v| Signs::SPANISH.decimal(v, 1)), ["1234,5", "12.345,5"]);
        let with_point = Signs::SPANISH_WITH_POINT;
        assert_eq!([1234.5, 12_345.5].map(|v| with_point.decimal(v, 1)), ["1,234.5", "12,345.5"]);
        assert_eq!([Signs::SPANISH.percent(0.43), with_point.percent(0.43)], ["43\u{a0}%", "43\u{a0}%"]);
    }

    #[test]
    fn a_tie_goes_up_as_on_the_screens() {
        // 0.25, 1.25 and 2.5 lie exactly in the middle; 0.35 is a little less than it looks, 0.45 a little more.
        let tenths = [0.25, 1.25, 0.35, 0.45].map(|value| Signs::ENGLISH.decimal(value, 1));
        assert_eq!(tenths, ["0.3", "1.3", "0.3", "0.5"]);
        assert_eq!([2.5, 3.5].map(|value| Signs::ENGLISH.decimal(value, 0)), ["3", "4"]);
        assert_eq!([0.125, 0.375].map(|value| Signs::ENGLISH.decimal(value, 2)), ["0.13", "0.38"]);
    }

    #[test]
    fn a_little_is_not_told_as_nothing() {
        let hours = [0.0, 0.003, 0.04, 0.06].map(|value| Signs::ENGLISH.told(value, 1));
        assert_eq!(hours, ["0.0", "0.01", "0.04", "0.1"]);
        assert_eq!([0.0, 0.4, 0.5, 1.4].map(|value| Signs::SPANISH.told(value, 0)), ["0", "0,4", "1", "1"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_above_nothing_reads_as_nothing(value in 1e-9..1e4_f64, places in 0..3_usize) {
            for signs in [Signs::ENGLISH, Signs::SPANISH, Signs::SPANISH_WITH_POINT] {
                let told = signs.told(value, places);
                proptest::prop_assert!(told.bytes().any(|b| matches!(b, b'1'..=b'9')), "{}: {}", value, told);
            }
        }
    }

    #[test]
    fn a_share_is_never_rounded_to_none_or_all() {
        let told = [0.0, 0.001, 0.425, 0.999, 1.0].map(|share| Signs::ENGLISH.percent(share));
        assert_eq!(told, ["0%", "1%", "43%", "99%", "100%"]);
    }
}
