//! A filtered list as a file for a spreadsheet.

use keepalive_domain::words::Clock;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    ConfigChangeListInput, EventListInput, Id, PromiseOutcome, QuestionListInput, RequestListInput,
    ShadowListInput, WorkaroundListInput,
};

/// Which list, as it stands on the screen: its filter and its order. All its rows are written; where a page begins
/// and how long it is, are not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListAsked {
    /// Requests.
    Requests(RequestListInput),
    /// Workarounds.
    Workarounds(WorkaroundListInput),
    /// Configuration changes.
    Changes(ConfigChangeListInput),
    /// Change events.
    Events(EventListInput),
    /// What leadership needs to know.
    Questions(QuestionListInput),
    /// The lists kept beside the EHR.
    Shadows(ShadowListInput),
    /// Every date the vendor gave.
    Promises(PromiseListInput),
    /// Configuration areas with their owners.
    Areas(AreaListInput),
}

/// Which promises.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PromiseListInput {
    /// Of this system; the one in use if absent.
    pub system: Option<Id>,
    /// Only what became this of them.
    pub outcome: Option<PromiseOutcome>,
    /// Only this clock's.
    #[ts(optional = nullable, type = "Clock | null")]
    pub clock: Option<Clock>,
    /// Only those whose date was moved later.
    pub moved: Option<bool>,
}

/// Which areas.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AreaListInput {
    /// Only those nobody owns.
    pub unowned: Option<bool>,
    /// Only those due to be gone through again.
    pub due: Option<bool>,
}

/// What the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListFormat {
    /// Comma-separated values, UTF-8.
    Csv,
    /// An Excel workbook of one sheet.
    Xlsx,
}

/// A list as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListFileInput {
    /// Which list.
    pub list: ListAsked,
    /// As what.
    pub format: ListFormat,
}
