//! What a control chart is drawn from.

use crate::breaks::Break;
use crate::labels::Labels;
use crate::text::clean;

/// A weekly series with its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlChart {
    /// The break whose colour it has.
    pub of: Break,
    /// What is measured, with its unit, for instance "hours per FTE, weekly".
    pub measure: String,
    /// Written after a value, for instance "%"; empty for a plain number.
    pub unit: String,
    /// Digits after the point.
    pub decimals: usize,
    /// Whole weeks in order.
    pub weeks: Vec<Week>,
    /// Stretches with limits of their own.
    pub segments: Vec<Segment>,
    /// First and last baseline week, if there is a baseline.
    pub baseline: Option<(i32, i32)>,
    /// Where limits were counted afresh.
    pub rebased: Vec<Rebase>,
}

/// One whole go-live week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Week {
    /// Its number, 1 for the first.
    pub number: i32,
    /// The value; `None` where it was not measured.
    pub value: Option<f64>,
    /// Whether a rule was completed here.
    pub signal: bool,
    /// Whether it belongs to a run or rise that is a signal: those count from their first week, and are signalled at
    /// the week that completes them.
    pub in_run: bool,
    /// Measured and not shown, because too few people reported; `value` is then `None`.
    pub withheld: bool,
}

/// Weeks that share limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// First week.
    pub from: i32,
    /// Last week.
    pub to: i32,
    /// The mean.
    pub centre: f64,
    /// Mean less 2.66 average moving ranges.
    pub lower: f64,
    /// Mean plus 2.66 average moving ranges.
    pub upper: f64,
    /// Points the limits rest on while these are on trial; `None` = firm.
    pub trial: Option<u32>,
}

/// A change at which limits start again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebase {
    /// The first week counted afresh.
    pub week: i32,
    /// What happened.
    pub name: String,
}

impl ControlChart {
    /// What is written after a value: a per cent as the language writes it.
    pub(super) fn unit_in(&self, labels: &Labels) -> String {
        let unit = clean(&self.unit);
        if unit == "%" { labels.signs.percent.to_owned() } else { unit }
    }

    pub(super) fn segment_of(&self, week: i32) -> Option<&Segment> {
        self.segments.iter().rev().find(|segment| segment.from <= week && week <= segment.to)
    }

    pub(super) fn is_above(&self, week: &Week) -> bool {
        let limit = self.segment_of(week.number).map(|segment| segment.upper);
        week.value.zip(limit).is_some_and(|(value, limit)| value > limit)
    }
}
