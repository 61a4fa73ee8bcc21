//! The clinic's own thresholds: what decides a figure, and what the clinic set instead of the usual value.

use std::collections::BTreeMap;

use keepalive_domain::thresholds::{DEFINITIONS, Decides, Definition, Thresholds, Unit};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One threshold as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Threshold {
    /// Its name, a code of the catalogue.
    pub name: String,
    /// What decides figures now.
    pub value: f64,
    /// The value where the clinic set none. A `value` that differs is said wherever it decides a figure.
    pub usual: f64,
    /// The least a clinic may set.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// Whether only whole numbers make sense.
    pub whole: bool,
    /// What it is counted in.
    pub unit: ThresholdUnit,
    /// Where it decides.
    pub decides: ThresholdDecides,
}

/// What a threshold is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdUnit {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdDecides {
    /// Hours lost, hardened workarounds, thin months.
    Figures,
    /// The weekly control charts.
    Charts,
    /// The phase.
    Phase,
}

/// Which thresholds are to change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ThresholdsInput {
    /// By name: the new value, `null` = the usual one. What is not named stays.
    pub set: BTreeMap<String, Option<f64>>,
}

impl Threshold {
    /// Every threshold as the clinic has it, in the order they are shown.
    pub(crate) fn all(thresholds: &Thresholds) -> Vec<Self> {
        DEFINITIONS.iter().map(|definition| Self::of(definition, thresholds)).collect()
    }

    /// Those with these names.
    pub(crate) fn named(thresholds: &Thresholds, names: &[&str]) -> Vec<Self> {
        let definitions = names.iter().filter_map(|name| Definition::named(name));
        definitions.map(|definition| Self::of(definition, thresholds)).collect()
    }

    fn of(definition: &Definition, thresholds: &Thresholds) -> Self {
        let Definition { name, usual, least, most, whole, unit, decides } = *definition;
        Self {
            name: name.to_owned(),
            value: thresholds.get(name).unwrap_or(usual),
            usual,
            least,
            most,
            whole,
            unit: match unit {
                Unit::Days => ThresholdUnit::Days,
                Unit::Weeks => ThresholdUnit::Weeks,
                Unit::Count => ThresholdUnit::Count,
                Unit::Share => ThresholdUnit::Share,
                Unit::Times => ThresholdUnit::Times,
            },
            decides: match decides {
                Decides::Figures => ThresholdDecides::Figures,
                Decides::Charts => ThresholdDecides::Charts,
                Decides::Phase => ThresholdDecides::Phase,
            },
        }
    }
}
