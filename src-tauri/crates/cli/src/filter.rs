//! The filter of `list`: words that narrow it, in any order.
//!
//! | word | keeps |
//! |---|---|
//! | `open` `closed` `all` | by standing; all of them if none is said |
//! | `late` `safety` | past the first promise; in the safety lane |
//! | `to-tell` | requests whose people wait to hear what became of them |
//! | `review-due` | accepted workarounds whose decision is to be looked at again |
//! | `to-verify` | workarounds in use whose request was delivered: has it stopped? |
//! | `owner=nobody` `owner=NAME` | by accountable owner: a person's key or name, else a name as it was written down |
//! | `area=NAME` | by configuration area |
//! | `state=STATE[,STATE]` | requests in one of these states; `open`, `closed` and `all` work here too |
//! | `break=BREAK` `stage=STAGE` | workarounds of a break; temporary, hardened, accepted or retired |
//!
//! Every other word is searched for. Names are compared without case, spaces and hyphens:
//! `area=note-templates`, or with quotes `area="Note templates"`.

use keepalive_api::types::{Catalogue, Named, OwnerFilter, RequestFilter, Standing, WorkaroundFilter};
use keepalive_api::{ApiError, ApiResult};
use serde::de::DeserializeOwned;

/// A filter as typed, its names looked up.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Filter {
    standing: Option<Standing>,
    late: Option<bool>,
    safety: Option<bool>,
    to_tell: Option<bool>,
    review_due: Option<bool>,
    to_verify: Option<bool>,
    owner: Option<OwnerFilter>,
    area: Option<keepalive_api::types::Id>,
    state: Option<String>,
    break_: Option<String>,
    stage: Option<String>,
    text: Vec<String>,
}

impl Filter {
    /// Reads an expression against the clinic's names. `owns` says whether somebody owns anything who is written down by a
    /// name and is none of the clinic's people.
    pub(crate) fn read(
        expression: &str,
        names: &Catalogue,
        owns: impl Fn(&str) -> ApiResult<bool>,
    ) -> ApiResult<Self> {
        let mut filter = Self::default();
        for word in words(expression) {
            match word.split_once('=') {
                Some(("owner", "nobody")) => filter.owner = Some(OwnerFilter::Nobody),
                Some(("owner", name)) => {
                    let people = names.people.iter().map(|p| (p.id, [p.key.as_str(), p.name.as_str()]));
                    filter.owner = Some(match find(name, people, "owner") {
                        Ok(person) => OwnerFilter::Person(person),
                        Err(_) if owns(name)? => OwnerFilter::Named(name.to_owned()),
                        Err(unknown) => return Err(unknown),
                    });
                }
                Some(("area", name)) => {
                    let areas = names.areas.iter().map(|Named { id, name, .. }| (*id, [name.as_str(), ""]));
                    filter.area = Some(find(name, areas, "area")?);
                }
                Some(("state", state)) => match standing(state) {
                    Some(standing) => filter.standing = Some(standing),
                    None => filter.state = Some(state.to_owned()),
                },
                Some(("stage", stage)) => filter.stage = Some(stage.to_owned()),
                Some((flag @ ("late" | "safety"), said @ ("yes" | "no"))) => {
                    let wanted = if flag == "late" { &mut filter.late } else { &mut filter.safety };
                    *wanted = Some(said == "yes");
                }
                Some(("break", name)) => filter.break_ = Some(name.to_owned()),
                Some((unknown, _)) => {
                    let message =
                        format!("There is no filter {unknown:?}. Use owner, area, state, break or stage.");
                    return Err(ApiError::invalid("filter", "unknown_filter", message));
                }
                None => match (word.as_str(), standing(&word)) {
                    (_, Some(standing)) => filter.standing = Some(standing),
                    ("late", None) => filter.late = Some(true),
                    ("safety", None) => filter.safety = Some(true),
                    ("to-tell", None) => filter.to_tell = Some(true),
                    ("review-due", None) => filter.review_due = Some(true),
                    ("to-verify", None) => filter.to_verify = Some(true),
                    (text, None) => filter.text.push(text.to_owned()),
                },
            }
        }
        Ok(filter)
    }

    /// For the list of requests. A state says by itself whether open or closed ones are meant.
    pub(crate) fn for_requests(self) -> ApiResult<RequestFilter> {
        let of_workarounds = [self.review_due, self.to_verify].iter().any(Option::is_some);
        if of_workarounds || self.break_.is_some() || self.stage.is_some() {
            return Err(ApiError::invalid(
                "filter",
                "unknown_filter",
                "A request has no break, no stage, no review and nothing to verify that it stopped.",
            ));
        }
        let states =
            self.state.as_deref().map(|states| states.split(',').map(|state| word("state", state)).collect());
        let states = states.transpose()?;
        Ok(RequestFilter {
            standing: self.standing.or(Some(Standing::All)),
            states,
            area: self.area,
            owner: self.owner,
            late: self.late,
            safety: self.safety,
            to_tell: self.to_tell,
            text: text(&self.text),
            ..RequestFilter::default()
        })
    }

    /// For a list of the register: the area where its rows have one, and the words.
    pub(crate) fn for_register(
        self,
        has_area: bool,
    ) -> ApiResult<(Option<keepalive_api::types::Id>, Option<String>)> {
        let Self {
            standing,
            late,
            safety,
            to_tell,
            review_due,
            to_verify,
            owner,
            area,
            state,
            break_,
            stage,
            text: words,
        } = self;
        let flags = [late, safety, to_tell, review_due, to_verify];
        let others = [state.is_some(), break_.is_some(), stage.is_some(), owner.is_some()];
        let narrowed = standing.is_some() || flags.iter().any(Option::is_some) || others.contains(&true);
        if narrowed || (area.is_some() && !has_area) {
            let only = if has_area { "an area and words" } else { "words" };
            let message = format!("This list is narrowed by {only} alone.");
            return Err(ApiError::invalid("filter", "unknown_filter", message));
        }
        Ok((area, text(&words)))
    }

    /// For the list of workarounds.
    pub(crate) fn for_workarounds(self) -> ApiResult<WorkaroundFilter> {
        if self.state.is_some() || self.late.is_some() || self.to_tell.is_some() {
            return Err(ApiError::invalid(
                "filter",
                "unknown_filter",
                "A workaround has no state, no promise and nobody to tell.",
            ));
        }
        Ok(WorkaroundFilter {
            standing: self.standing.or(Some(Standing::All)),
            break_: self.break_.as_deref().map(|name| word("break", name)).transpose()?,
            area: self.area,
            owner: self.owner,
            stage: self.stage.as_deref().map(|name| word("stage", name)).transpose()?,
            safety: self.safety,
            review_due: self.review_due,
            to_verify: self.to_verify,
            rationale: None,
            text: text(&self.text),
        })
    }
}

fn standing(word: &str) -> Option<Standing> {
    match word {
        "open" | "active" => Some(Standing::Open),
        "closed" => Some(Standing::Closed),
        "all" => Some(Standing::All),
        _ => None,
    }
}

/// The words of an expression; quotes keep blanks together and are themselves left out.
fn words(expression: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in expression.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_a_name_together() {
        assert_eq!(
            words(r#"open area="Note templates"  well child"#),
            ["open", "area=Note templates", "well", "child"]
        );
    }

    #[test]
    fn all_are_listed_unless_a_standing_is_said() {
        let filter = |expression: &str| {
            Filter::read(expression, &Catalogue::default(), |name| Ok(name == "Agent 4")).unwrap()
        };
        assert_eq!(filter("").for_requests().unwrap().standing, Some(Standing::All));
        assert_eq!(filter("state=open inbox").for_requests().unwrap().standing, Some(Standing::Open));
        assert_eq!(
            filter("state=new,triaged").for_requests().unwrap().states.map(|states| states.len()),
            Some(2)
        );
        assert_eq!(filter("late=no").for_requests().unwrap().late, Some(false));
    }

    #[test]
    fn an_owner_who_is_only_written_down_is_found_by_that_name() {
        let owned = |name: &str| Ok(name == "Agent 4");
        let filter = Filter::read("owner=\"Agent 4\"", &Catalogue::default(), owned).unwrap();
        assert_eq!(filter.owner, Some(OwnerFilter::Named("Agent 4".to_owned())));
    }

    #[test]
    fn a_filter_nobody_knows_is_refused_by_its_name() {
        let refused = |expression: &str| {
            let filter = Filter::read(expression, &Catalogue::default(), |name| Ok(name == "Agent 4"));
            filter.and_then(Filter::for_requests).unwrap_err().field
        };
        for expression in ["colour=red", "owner=nemo", "area=attic", "state=parked", "break=drift"] {
            assert_eq!(refused(expression).as_deref(), Some("filter"), "{expression}");
        }
    }
}
