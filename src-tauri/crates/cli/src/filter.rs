//! The filter of `list`: words that narrow it, in any order.
//!
//! `open` `closed` `all` `late` `safety` `owner=nobody` `owner=NAME` `area=NAME` `state=STATE` `break=BREAK`; every
//! other word is searched for. Names are compared without case, spaces and hyphens alike: `area=note-templates`.

use keepalive_api::types::{Catalogue, Named, OwnerFilter, RequestFilter, Standing, WorkaroundFilter};
use keepalive_api::{ApiError, ApiResult};
use serde::de::DeserializeOwned;

/// A filter as typed, its names looked up.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Filter {
    standing: Option<Standing>,
    late: Option<bool>,
    safety: Option<bool>,
    owner: Option<OwnerFilter>,
    area: Option<keepalive_api::types::Id>,
    state: Option<String>,
    break_: Option<String>,
    text: Vec<String>,
}

impl Filter {
    /// Reads an expression against the clinic's names.
    pub(crate) fn read(expression: &str, names: &Catalogue) -> ApiResult<Self> {
        let mut filter = Self::default();
        for word in expression.split_whitespace() {
            match word.split_once('=') {
                Some(("owner", "nobody")) => filter.owner = Some(OwnerFilter::Nobody),
                Some(("owner", name)) => {
                    let people = names.people.iter().map(|p| (p.id, [p.key.as_str(), p.name.as_str()]));
                    filter.owner = Some(OwnerFilter::Person(find(name, people, "owner")?));
                }
                Some(("area", name)) => {
                    let areas = names.areas.iter().map(|Named { id, name, .. }| (*id, [name.as_str(), ""]));
                    filter.area = Some(find(name, areas, "area")?);
                }
                Some(("state", state)) => filter.state = Some(state.to_owned()),
                Some(("break", name)) => filter.break_ = Some(name.to_owned()),
                Some((unknown, _)) => {
                    let message = format!("There is no filter {unknown:?}. Use owner, area, state or break.");
                    return Err(ApiError::invalid("filter", "unknown_filter", message));
                }
                None => match word {
                    "open" => filter.standing = Some(Standing::Open),
                    "closed" => filter.standing = Some(Standing::Closed),
                    "all" => filter.standing = Some(Standing::All),
                    "late" => filter.late = Some(true),
                    "safety" => filter.safety = Some(true),
                    text => filter.text.push(text.to_owned()),
                },
            }
        }
        Ok(filter)
    }

    /// For the list of requests. A state says by itself whether open or closed ones are meant.
    pub(crate) fn for_requests(self) -> ApiResult<RequestFilter> {
        if self.break_.is_some() {
            return Err(ApiError::invalid("filter", "unknown_filter", "A request has no break."));
        }
        let states =
            self.state.as_deref().map(|state| word("state", state)).transpose()?.map(|state| vec![state]);
        Ok(RequestFilter {
            standing: self.standing.or(states.is_some().then_some(Standing::All)),
            states,
            area: self.area,
            owner: self.owner,
            late: self.late,
            safety: self.safety,
            text: text(&self.text),
        })
    }

    /// For the list of workarounds.
    pub(crate) fn for_workarounds(self) -> ApiResult<WorkaroundFilter> {
        if self.state.is_some() || self.late.is_some() {
            return Err(ApiError::invalid(
                "filter",
                "unknown_filter",
                "A workaround has no state and no promise.",
            ));
        }
        Ok(WorkaroundFilter {
            standing: self.standing,
            break_: self.break_.as_deref().map(|name| word("break", name)).transpose()?,
            area: self.area,
            owner: self.owner,
            stage: None,
            safety: self.safety,
            text: text(&self.text),
        })
    }
}

fn text(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}

/// A word of a closed vocabulary.
fn word<T: DeserializeOwned>(field: &str, word: &str) -> ApiResult<T> {
    serde_json::from_value(serde_json::Value::from(word))
        .map_err(|error| ApiError::invalid("filter", "not_a_word", format!("{field}={word}: {error}.")))
}

fn find<'a, I: Copy>(
    wanted: &str,
    mut things: impl Iterator<Item = (I, [&'a str; 2])>,
    what: &str,
) -> ApiResult<I> {
    let plain = |name: &str| name.to_lowercase().replace([' ', '-', '_', '.'], "");
    let same = |(_, names): &(I, [&str; 2])| {
        names.iter().any(|name| !name.is_empty() && plain(name) == plain(wanted))
    };
    things
        .find(same)
        .map(|(id, _)| id)
        .ok_or_else(|| ApiError::invalid("filter", "not_found", format!("There is no {what} {wanted:?}.")))
}
