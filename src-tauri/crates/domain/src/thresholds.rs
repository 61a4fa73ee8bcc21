//! Our own thresholds: the numbers DOMAIN marks \[P\] and those of the phase rule, with their usual values and
//! what each clinic may set instead.
//!
//! A clinic's thresholds stand in one field of the clinic as a JSON object that names only what differs:
//! `{"days_to_harden":60}`. Figures take a [`Thresholds`]; a clinic that set nothing has the usual ones, so its
//! figures compare with everybody's.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

/// What a threshold is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Weeks, or points of a weekly chart.
    Weeks,
    /// Things.
    Count,
    /// A share of 0 to 1.
    Share,
    /// A multiple.
    Times,
}

/// Which figures a threshold decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decides {
    /// Hours lost, hardened workarounds, thin months.
    Figures,
    /// The weekly control charts.
    Charts,
    /// The phase.
    Phase,
}

/// One threshold: its name, its usual value and the values that make sense.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Definition {
    /// Its name in the record and at the border.
    pub name: &'static str,
    /// The value where the clinic set none (DOMAIN).
    pub usual: f64,
    /// The least a clinic may set.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// Whether only whole numbers make sense.
    pub whole: bool,
    /// What it is counted in.
    pub unit: Unit,
    /// Where it decides.
    pub decides: Decides,
}

/// Why a threshold cannot be set so.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// No threshold has this name.
    #[error("There is no threshold “{0}”.")]
    Unknown(String),
    /// It is not a number at all.
    #[error("“{0}” must be a number.")]
    NotANumber(String),
    /// It is a number, and not one that makes sense.
    #[error("Between {least} and {most}{}.", if *.whole { ", whole" } else { "" })]
    OutOfRange {
        /// Which threshold.
        name: String,
        /// The least that makes sense.
        least: f64,
        /// The most.
        most: f64,
        /// Whether it must be whole.
        whole: bool,
    },
    /// The text is not the JSON object thresholds are written as.
    #[error("Thresholds are written as a JSON object of names and numbers.")]
    NotAnObject,
}

/// A type a threshold is kept in.
trait Setting: Copy {
    const WHOLE: bool;
    fn of(number: f64) -> Self;
    fn number(self) -> f64;
}

impl Setting for u32 {
    const WHOLE: bool = true;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be whole and in range"
    )]
    fn of(number: f64) -> Self {
        number as Self
    }
    fn number(self) -> f64 {
        f64::from(self)
    }
}

impl Setting for f64 {
    const WHOLE: bool = false;
    fn of(number: f64) -> Self {
        number
    }
    fn number(self) -> f64 {
        self
    }
}

/// Declares the thresholds in one table: `name: type = usual, least..=most, unit, where it decides`.
macro_rules! thresholds {
    ($($(#[$doc:meta])* $name:ident: $ty:ty = $usual:literal, $least:literal..=$most:literal, $unit:ident, $decides:ident;)+) => {
        /// The thresholds of a clinic.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct Thresholds { $($(#[$doc])* pub $name: $ty),+ }

        /// Every threshold, in the order they are shown.
        pub const DEFINITIONS: &[Definition] = &[$(Definition {
            name: stringify!($name),
            usual: $usual,
            least: $least,
            most: $most,
            whole: <$ty as Setting>::WHOLE,
            unit: Unit::$unit,
            decides: Decides::$decides,
        }),+];

        impl Default for Thresholds {
            fn default() -> Self {
                Self { $($name: <$ty as Setting>::of($usual)),+ }
            }
        }

        impl Thresholds {
            /// A threshold by name; `None` if no threshold has it.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<f64> {
                match name { $(stringify!($name) => Some(self.$name.number()),)+ _ => None }
            }

            fn put(&mut self, name: &str, number: f64) {
                match name { $(stringify!($name) => self.$name = Setting::of(number),)+ _ => {} }
            }
        }
    };
}

thresholds! {
    /// Timed occurrences from which on their median replaces an estimate's own minutes (DOMAIN §5 \[P\]).
    timed_occurrences: u32 = 5.0, 1.0..=100.0, Count, Figures;
    /// Days in a row in use, without an open request or an acceptance, that harden a workaround (DOMAIN §3 \[P\]).
    days_to_harden: u32 = 90.0, 7.0..=730.0, Days, Figures;
    /// Pulse coverage under this makes a month thin, and counts against a week (DOMAIN §5 \[P\]).
    thin_coverage: f64 = 0.5, 0.05..=1.0, Share, Figures;
    /// Points in a run and in a rise that make a signal (DOMAIN §5, "Control charts").
    run_length: u32 = 7.0, 5.0..=12.0, Weeks, Charts;
    /// Points from which on control limits are firm, not trial ones (DOMAIN §5, "Control charts").
    points_for_firm_limits: u32 = 12.0, 6.0..=52.0, Weeks, Charts;
    /// A weekly series is in alarm from this multiple of its baseline mean on (DOMAIN §5, phase rule 5).
    alarm_ratio: f64 = 1.5, 1.05..=10.0, Times, Phase;
    /// Series in alarm that make friction (DOMAIN §5, phase rule 5).
    alarming_series: u32 = 2.0, 1.0..=4.0, Count, Phase;
    /// Thinly answered weeks of the last four that leave the phase unmeasured (DOMAIN §5, phase rule 1).
    low_coverage_weeks: u32 = 2.0, 1.0..=4.0, Weeks, Phase;
    /// How long a replacement event counts (DOMAIN §5, phase rule 2).
    replacement_days: u32 = 180.0, 30.0..=730.0, Days, Phase;
    /// Under so many entries a week nothing can be told (DOMAIN §5, phase).
    few_entries_per_week: f64 = 3.0, 0.5..=100.0, Count, Phase;
    /// Entries at or under this share of the earlier ones are quiet (DOMAIN §5, phase rule 3).
    quiet_entries_ratio: f64 = 0.6, 0.1..=0.95, Share, Phase;
    /// Share of the open requests past their promise that makes a complaint (DOMAIN §5, phase rule 4).
    overdue_share: f64 = 0.25, 0.01..=1.0, Share, Phase;
    /// Hardened share that makes a complaint (DOMAIN §5, phase rule 4).
    hardened_share: f64 = 0.5, 0.01..=1.0, Share, Phase;
    /// Persons on one need that make a complaint (DOMAIN §5, phase rule 4).
    voices_on_one_need: u32 = 3.0, 2.0..=100.0, Count, Phase;
}

impl Definition {
    /// The threshold with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        DEFINITIONS.iter().find(|definition| definition.name == name)
    }

    /// Whether a clinic may set it so.
    ///
    /// # Errors
    /// Outside `least..=most`, or not whole where only whole numbers make sense.
    pub fn check(&self, number: f64) -> Result<(), Refusal> {
        let fits = (self.least..=self.most).contains(&number) && (!self.whole || number.fract().abs() <= 0.0);
        if fits {
            return Ok(());
        }
        let Self { least, most, whole, .. } = *self;
        Err(Refusal::OutOfRange { name: self.name.to_owned(), least, most, whole })
    }
}

impl Refusal {
    /// The threshold it is about; `None` where it is about the text as a whole.
    #[must_use]
    pub fn about(&self) -> Option<&str> {
        match self {
            Self::Unknown(name) | Self::NotANumber(name) | Self::OutOfRange { name, .. } => Some(name),
            Self::NotAnObject => None,
        }
    }
}

impl Thresholds {
    /// The thresholds a clinic's record gives. What cannot be read (a newer version's threshold, a damaged text, a
    /// number out of range that a merge brought in) leaves the usual value: figures are never refused for it.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        let mut thresholds = Self::default();
        for (name, number) in object(text.unwrap_or_default()).unwrap_or_default() {
            let known = Definition::named(&name).zip(number.as_f64());
            if let Some((definition, number)) = known.filter(|(known, number)| known.check(*number).is_ok()) {
                thresholds.put(definition.name, number);
            }
        }
        thresholds
    }

    /// Whether a text may be saved as a clinic's thresholds.
    ///
    /// # Errors
    /// It is no JSON object, or one of its numbers cannot be taken.
    pub fn check_text(text: &str) -> Result<(), Refusal> {
        for (name, number) in object(text)? {
            let definition = Definition::named(&name).ok_or_else(|| Refusal::Unknown(name.clone()))?;
            definition.check(number.as_f64().ok_or(Refusal::NotANumber(name))?)?;
        }
        Ok(())
    }

    /// The text with some thresholds set anew; `None` as value goes back to the usual one. What a newer version
    /// wrote stays. `None` as a whole: everything is as usual.
    ///
    /// # Errors
    /// No threshold has the name, or the number cannot be taken.
    pub fn rewritten(
        text: Option<&str>,
        set: &BTreeMap<String, Option<f64>>,
    ) -> Result<Option<String>, Refusal> {
        let mut kept = object(text.unwrap_or_default()).unwrap_or_default();
        for (name, number) in set {
            let definition = Definition::named(name).ok_or_else(|| Refusal::Unknown(name.clone()))?;
            if let Some(number) = number {
                definition.check(*number)?;
            }
            match number.filter(|number| (number - definition.usual).abs() > 0.0) {
                Some(number) => kept.insert(name.clone(), Json::from(number)),
                None => kept.remove(name),
            };
        }
        Ok((!kept.is_empty()).then(|| Json::Object(kept).to_string()))
    }
}

/// The JSON object a text holds; empty for an empty text.
fn object(text: &str) -> Result<Map<String, Json>, Refusal> {
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_str(text) {
        Ok(Json::Object(object)) => Ok(object),
        _ => Err(Refusal::NotAnObject),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str, number: Option<f64>) -> BTreeMap<String, Option<f64>> {
        BTreeMap::from([(name.to_owned(), number)])
    }

    #[test]
    fn a_clinic_that_set_nothing_has_the_values_of_the_domain_page() {
        let usual = Thresholds::read(None);
        assert_eq!(usual, Thresholds::default());
        assert_eq!((usual.timed_occurrences, usual.days_to_harden, usual.run_length), (5, 90, 7));
        assert_eq!(usual.get("alarm_ratio"), Some(1.5));
        for definition in DEFINITIONS {
            assert_eq!(definition.check(definition.usual), Ok(()), "{}", definition.name);
            assert_eq!(usual.get(definition.name), Some(definition.usual));
        }
    }

    #[test]
    fn only_what_differs_is_written_down() {
        let text = Thresholds::rewritten(None, &set("days_to_harden", Some(60.0))).unwrap();
        assert_eq!(Thresholds::read(text.as_deref()).days_to_harden, 60);
        assert_eq!(Thresholds::rewritten(text.as_deref(), &set("days_to_harden", Some(90.0))), Ok(None));
        assert_eq!(Thresholds::rewritten(text.as_deref(), &set("days_to_harden", None)), Ok(None));
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_the_range() {
        let refused = |name: &str, number| Thresholds::rewritten(None, &set(name, Some(number))).unwrap_err();
        assert_eq!(refused("days_to_harden", 3.0).to_string(), "Between 7 and 730, whole.");
        assert_eq!(refused("days_to_harden", 60.5).about(), Some("days_to_harden"));
        assert_eq!(refused("thin_coverage", f64::NAN).to_string(), "Between 0.05 and 1.");
        assert_eq!(refused("blame", 1.0), Refusal::Unknown("blame".into()));
        assert_eq!(Thresholds::check_text("[1]"), Err(Refusal::NotAnObject));
        assert!(Thresholds::check_text(r#"{"days_to_harden":"60"}"#).is_err());
    }

    #[test]
    fn a_text_that_cannot_be_read_never_stops_a_figure() {
        for text in ["{", "[]", r#"{"days_to_harden":1}"#, r#"{"of_a_newer_version":4,"run_length":7.5}"#] {
            assert_eq!(Thresholds::read(Some(text)), Thresholds::default(), "{text}");
        }
        let newer = r#"{"of_a_newer_version":4}"#;
        let kept = Thresholds::rewritten(Some(newer), &set("run_length", Some(8.0))).unwrap().unwrap();
        assert!(kept.contains("of_a_newer_version"), "what a newer version wrote stays");
    }
}
