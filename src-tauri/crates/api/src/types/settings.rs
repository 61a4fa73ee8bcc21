//! Settings of this one computer. They never enter the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Id;

/// Light, dark, or as the computer is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the computer is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What this computer remembers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Who is at this desk; `null` = not said.
    pub desk: Option<Id>,
    /// Light, dark, or as the computer is.
    pub appearance: Appearance,
    /// Keys that open quick capture, as the shell writes them; `null` = the default.
    pub shortcut: Option<String>,
    /// Language of the screen; `null` = the computer's.
    pub language: Option<String>,
    /// What each view remembers (filters, columns, open row), by view.
    #[ts(type = "Record<string, JsonValue>")]
    pub views: BTreeMap<String, serde_json::Value>,
    /// Hour of this computer's clock, 0 to 23, at which one notification says what is due; `null` = never.
    pub remind_at: Option<u8>,
}

/// What one notification a day counts. It never quotes what people wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Open requests at the vendor whose first or latest promised date is today or went by.
    pub promises: usize,
    /// Areas, people and decisions due to be looked at again.
    pub reviews: usize,
}

/// What is to change; an absent field stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SettingsInput {
    /// Who is at this desk.
    #[serde(deserialize_with = "said")]
    #[ts(optional = nullable, type = "string | null")]
    pub desk: Option<Option<Id>>,
    /// Light, dark, or as the computer is.
    pub appearance: Option<Appearance>,
    /// Keys that open quick capture.
    #[serde(deserialize_with = "said")]
    #[ts(optional = nullable, type = "string | null")]
    pub shortcut: Option<Option<String>>,
    /// Language of the screen.
    #[serde(deserialize_with = "said")]
    #[ts(optional = nullable, type = "string | null")]
    pub language: Option<Option<String>>,
    /// What the views named here remember; others stay.
    #[ts(optional = nullable, type = "Record<string, JsonValue> | null")]
    pub views: Option<BTreeMap<String, serde_json::Value>>,
    /// Hour at which one notification says what is due.
    #[serde(deserialize_with = "said")]
    #[ts(optional = nullable, type = "number | null")]
    pub remind_at: Option<Option<u8>>,
}

/// Tells `null` (take it out) from absent (leave it).
fn said<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
