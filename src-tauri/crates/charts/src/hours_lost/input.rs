//! What the main chart is drawn from.

use chrono::NaiveDate;

/// Hours lost over the months since one system's go-live.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HoursLost {
    /// The system the months count from.
    pub system: String,
    /// Hours, or hours per staffed FTE.
    pub unit: Unit,
    /// Go-live months in order, without gaps.
    pub months: Vec<Month>,
    /// Changes in the clinic or the EHR; those outside the months are left out.
    pub changes: Vec<Change>,
    /// Whether the told pattern stands behind the columns (DOMAIN §1). Never in the monthly review.
    pub told_pattern: bool,
    /// Systems the clinic had before, each on its own months.
    pub earlier: Vec<EarlierSystem>,
    /// The number of the month that is boxed, if any.
    pub selected: Option<i32>,
}

/// What the columns measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Hours of the whole clinic.
    #[default]
    Hours,
    /// Hours ÷ average staffed FTE; a month without staffing is not measured.
    HoursPerFte,
}

/// One go-live month.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// Its number, 1 for the first (DOMAIN §4).
    pub number: i32,
    /// Its first day.
    pub from: NaiveDate,
    /// The first day after it.
    pub until: NaiveDate,
    /// Hours lost; `None` where the month was not measured.
    pub hours: Option<Hours>,
    /// Average staffed FTE; `None` where nobody said.
    pub fte: Option<f64>,
    /// Share of the weekly pulse that was answered, 0 to 1; `None` where there was no pulse.
    pub coverage: Option<f64>,
    /// Whether the answers are too few to lean on; the threshold is the measures'.
    pub thin: bool,
    /// Whether the record covers only a part of it (TABLES A25): its sum is not compared with whole months'.
    pub part: bool,
    /// Days of the month that have passed, while it is not finished.
    pub day: Option<u32>,
}

/// Hours lost in one month, in hours of the whole clinic.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Hours {
    /// In the order of [`Break::ALL`](crate::Break::ALL).
    pub by_break: [f64; 4],
    /// In the same order: nobody measured any of what was in use, so that its 0 is none.
    pub unmeasured: [bool; 4],
    /// The part of the sum that rests on timed minutes.
    pub timed: f64,
}

/// Something that changed in the clinic or the EHR.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day it happened.
    pub on: NaiveDate,
    /// What it is called.
    pub name: String,
}

/// A system the clinic had before.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierSystem {
    /// What it is called.
    pub name: String,
    /// Its months from its own month 1, in the unit of the chart; `None` where not measured.
    pub months: Vec<Option<f64>>,
}
