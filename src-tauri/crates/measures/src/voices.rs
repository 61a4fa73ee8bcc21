//! How many people say "me too" to one need (TABLES A14, A20).

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use keepalive_domain::facts::Item;

use crate::hours_lost::active_span;
use crate::merges::standing_now;
use crate::record::SystemView;

/// The most distinct persons who voiced one request open, or one workaround active, on the last measured day.
///
/// Unit: persons. Counts: voices on the system's items up to that day; a merged request's voices count for the
/// one that stands for it; the requester is not added. Missing: 0 without voices. Source: TABLES A14, A20.
#[must_use]
pub fn voices_on_one_need(view: &SystemView<'_>) -> u64 {
    most_voiced(view).map_or(0, |(_, people)| people)
}

/// The need that most people voiced, with how many they are; of several the first in list order, a request before a
/// workaround. `None` without voices.
///
/// Unit, counts and source: as [`voices_on_one_need`].
#[must_use]
pub fn most_voiced(view: &SystemView<'_>) -> Option<(Item, u64)> {
    let facts = view.facts();
    let mut people: HashMap<Item, HashSet<&str>> = HashMap::new();
    for voice in facts.voices.iter().filter(|voice| view.record().day_of(voice.at) <= view.last_day()) {
        if let Some(item) = standing_need(view, voice.item) {
            people.entry(item).or_default().insert(&voice.person);
        }
    }
    let counted = people.into_iter().map(|(item, people)| (item, people.len() as u64));
    counted.max_by_key(|(item, people)| (*people, Reverse(*item)))
}

/// The system's open request or active workaround a voice counts for now.
fn standing_need(view: &SystemView<'_>, item: Item) -> Option<Item> {
    let here = |system: Option<&Option<usize>>| system == Some(&Some(view.position()));
    match item {
        Item::Request(request) => {
            let standing = standing_now(view.timelines(), request)?;
            let open = view.timelines().get(standing)?.is_open_at_end_of(view.last_day());
            (open && here(view.record().request_system().get(standing))).then_some(Item::Request(standing))
        }
        Item::Workaround(index) => {
            let workaround = view.facts().workarounds.get(index)?;
            let active = active_span(workaround, view.last_day()).contains(view.last_day());
            (active && here(view.record().workaround_system().get(index))).then_some(item)
        }
    }
}
