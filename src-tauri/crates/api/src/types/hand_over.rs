//! Handing everything over when somebody leaves: what would move, and the act.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, NeedItem, Who};

/// Things named in one part of a hand-over; the counts are of all.
pub(crate) const MOST_NAMED_A_PART: usize = 50;

/// What a person carries, by area, before it is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOverLook {
    /// Whose.
    pub who: Who,
    /// Their first day away, if it is known.
    pub active_to: Option<Day>,
    /// The parts, areas they answer for first, then by name; what is in no area last.
    pub parts: Vec<HandOverPart>,
}

/// What a person carries in one area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOverPart {
    /// The area; `null` = in no area.
    pub area: Option<Id>,
    /// The area's name; empty for what is in no area.
    pub name: String,
    /// They are accountable for it.
    pub accountable: bool,
    /// They stand in for it.
    pub backup: bool,
    /// Open requests they own in it.
    pub requests: u32,
    /// Workarounds in use they own in it.
    pub workarounds: u32,
    /// Lists beside the EHR they keep for it.
    pub lists: u32,
    /// The first 50 of these requests, workarounds and lists.
    pub items: Vec<NeedItem>,
}

/// Hands over everything a person carries: areas, backups, open requests, workarounds in use, lists kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HandOverInput {
    /// From whom.
    pub from: Id,
    /// To whom; `null` = nobody, which raises the alarms.
    pub to: Option<Id>,
    /// Their first day away, written down in the same act; as it was if absent.
    #[serde(default)]
    pub away_from: Option<Day>,
    /// Areas whose part goes to somebody else.
    #[serde(default)]
    pub except: Option<Vec<HandOverException>>,
}

/// One area's part that goes to somebody else than the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandOverException {
    /// The area; `null` = what is in no area.
    pub area: Option<Id>,
    /// To whom; `null` = nobody.
    pub to: Option<Id>,
}
