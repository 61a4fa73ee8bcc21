//! The weekly pulse: one short answer per person and week.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, Who};

/// Answers the weekly pulse, or corrects the answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PulseInput {
    /// Whose; whoever is at this desk if absent.
    pub person: Option<Id>,
    /// Any day of the week; today if absent.
    pub week_of: Option<Day>,
    /// Whether the person answered, "nothing to report" included.
    pub answered: bool,
    /// Hours in the EHR outside scheduled patient time; `null` = not said.
    pub ehr_hours_outside: Option<f64>,
    /// Scheduled patient hours; `null` = not said.
    pub scheduled_hours: Option<f64>,
}

/// One person's latest weeks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PulseWeeksInput {
    /// Whose; whoever is at this desk if absent.
    pub person: Option<Id>,
}

/// One person's latest weeks of the pulse, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PulseWeeks {
    /// Whose.
    pub person: Who,
    /// The weeks, the one in progress first.
    pub weeks: Vec<PulseWeek>,
}

/// One go-live week of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PulseWeek {
    /// Its first day.
    pub from: Day,
    /// The day after its last.
    pub to: Day,
    /// Whether the person answered; `null` = no row.
    pub answered: Option<bool>,
    /// Hours in the EHR outside scheduled patient time.
    pub ehr_hours_outside: Option<f64>,
    /// Scheduled patient hours.
    pub scheduled_hours: Option<f64>,
    /// Rows of this week: more than one came by an import and are added up; they are corrected there.
    pub rows: u32,
    /// People on the roster today who answered this week.
    pub team_answered: u32,
    /// People on the roster today.
    pub roster: u32,
}
