//! The register: configuration changes, change events, questions and the lists kept beside the EHR.

use keepalive_domain::words::{AnsweredIn, EventKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, ItemLink, Named, Who};

/// Which configuration changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConfigChangeFilter {
    /// Only this area.
    pub area: Option<Id>,
    /// Only for this request.
    pub request: Option<Id>,
    /// Only verified, or only not.
    pub verified: Option<bool>,
    /// Only those whose review day has come.
    pub review_due: Option<bool>,
    /// Only where a word of the item, of before or of after begins so.
    pub text: Option<String>,
}

/// A page of configuration changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConfigChangeListInput {
    /// Which.
    pub filter: Option<ConfigChangeFilter>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200; 100 if absent.
    pub limit: Option<u32>,
}

/// What was really changed in the EHR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConfigChange {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// Its day.
    pub on: Option<Day>,
    /// Its configuration area.
    pub area: Option<Named>,
    /// What was changed.
    pub item: String,
    /// As it was; in a list its first 200 characters.
    pub before: Option<String>,
    /// As it is; in a list its first 200 characters.
    pub after: Option<String>,
    /// Who changed it.
    pub by: Option<Who>,
    /// The request it was for.
    pub request: Option<ItemLink>,
    /// Who verified that it does what it should.
    pub verified_by: Option<Who>,
    /// Day it is looked at again.
    pub review_on: Option<Day>,
    /// That day has come.
    pub review_due: bool,
    /// In the trash.
    pub deleted: bool,
}

/// Which change events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EventFilter {
    /// Only this kind.
    #[ts(optional = nullable, type = "EventKind | null")]
    pub kind: Option<EventKind>,
    /// Only those at which control limits restart.
    pub rebase: Option<bool>,
    /// Only where a word of the name begins so.
    pub text: Option<String>,
}

/// A page of change events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EventListInput {
    /// Which.
    pub filter: Option<EventFilter>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200; 100 if absent.
    pub limit: Option<u32>,
}

/// A change in the clinic, the EHR or around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeEvent {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// Its day.
    pub on: Option<Day>,
    /// What kind of change.
    #[ts(type = "EventKind | null")]
    pub kind: Option<EventKind>,
    /// Its name.
    pub title: String,
    /// Control limits restart in its week (A19).
    pub rebase: bool,
    /// In the trash.
    pub deleted: bool,
}

/// Which questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct QuestionFilter {
    /// Only answered there today.
    #[ts(optional = nullable, type = "AnsweredIn | null")]
    pub answered_in: Option<AnsweredIn>,
    /// Only this area.
    pub area: Option<Id>,
    /// Only where a word of the question begins so.
    pub text: Option<String>,
}

/// A page of questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct QuestionListInput {
    /// Which.
    pub filter: Option<QuestionFilter>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200; 100 if absent.
    pub limit: Option<u32>,
}

/// Something leadership needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Question {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// The question.
    pub text: String,
    /// Its configuration area.
    pub area: Option<Named>,
    /// Where it is answered today; `null` = nobody has said yet.
    #[ts(type = "AnsweredIn | null")]
    pub answered_in: Option<AnsweredIn>,
    /// Since which day without a break.
    pub since: Option<Day>,
    /// Days it was not answered, from its first answer to today (A13); `null` = nobody has said yet.
    pub unanswered_days: Option<u32>,
    /// In the trash.
    pub deleted: bool,
}

/// Where a question is answered from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Answer {
    /// Which thing.
    pub id: Id,
    /// From this day.
    pub from: Day,
    /// Where.
    #[ts(type = "AnsweredIn")]
    pub answered_in: AnsweredIn,
}

/// One question with its answers and the lists kept for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestionDetail {
    /// What the list shows.
    pub row: Question,
    /// Every answer, earliest first.
    pub answers: Vec<Answer>,
    /// The lists kept for it, those still kept first; at most 200.
    pub shadows: Vec<ShadowRecord>,
}

/// Which lists kept beside the EHR.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ShadowFilter {
    /// Only still kept, or only ended.
    pub kept: Option<bool>,
    /// Only those that answer this question.
    pub question: Option<Id>,
    /// Only where a word of the title begins so.
    pub text: Option<String>,
}

/// A page of the lists kept beside the EHR.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ShadowListInput {
    /// Which.
    pub filter: Option<ShadowFilter>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200; 100 if absent.
    pub limit: Option<u32>,
}

/// A spreadsheet or list kept beside the EHR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShadowRecord {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Who keeps it.
    pub keeper: Option<Who>,
    /// The question it answers.
    pub question: Option<Named>,
    /// Where it lives.
    pub kept_in: Option<String>,
    /// First day.
    pub started: Option<Day>,
    /// First day no longer kept.
    pub ended: Option<Day>,
    /// Kept today.
    pub kept: bool,
    /// The workaround that keeping it is.
    pub workaround: Option<ItemLink>,
    /// In the trash.
    pub deleted: bool,
}
