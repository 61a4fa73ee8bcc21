//! The short keys and names by which people, tables and quick capture tell things apart: each is there once.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::Act;
use crate::{ApiError, ApiResult};

/// The longest key made from a name.
const MOST_KEY_CHARS: usize = 40;

/// Refuses a key that another thing of the kind has.
pub(super) fn key_is_free(act: &Act<'_, '_>, kind: Kind, key: &str, own: Option<EntityId>) -> ApiResult<()> {
    match act.write.entity_by_key(kind, key)? {
        Some(other) if Some(other) != own => {
            Err(ApiError::invalid("key", "taken", format!("\"{key}\" is taken by another {kind}.")))
        }
        _ => Ok(()),
    }
}

/// Refuses a site's name that another site has: tables name sites by it.
pub(super) fn site_is_free(act: &Act<'_, '_>, name: &str, own: EntityId) -> ApiResult<()> {
    let same = |other: &str| is_same_name(Kind::Site, other, name);
    if act.write.read().sites()?.iter().any(|site| site.id != own && same(&site.name)) {
        return Err(site_taken(name));
    }
    Ok(())
}

/// Refuses a site's name that would then be there twice.
pub(super) fn site_taken(name: &str) -> ApiError {
    ApiError::invalid("name", "taken", format!("\"{name}\" is there already."))
}

/// Whether two names are one: they make the same identity, so that what is asked here and what is written agree on capitals.
pub(super) fn is_same_name(kind: Kind, one: &str, other: &str) -> bool {
    EntityId::named(kind.name(), &[one]) == EntityId::named(kind.name(), &[other])
}

/// A key for a thing that has none: a number for what people count, else its name in short.
pub(super) fn new_key(act: &mut Act<'_, '_>, kind: Kind, set: &BTreeMap<String, Value>) -> ApiResult<String> {
    if matches!(kind, Kind::Request | Kind::Workaround) {
        return Ok(act.write.next_number()?);
    }
    let name = ["name", "title", "text", "item"].iter().find_map(|name| set.get(*name)?.as_text());
    let short = short_key(name.unwrap_or_default());
    let short = if short.is_empty() { kind.name().to_owned() } else { short };
    let mut key = short.clone();
    let mut n = 1;
    while act.write.entity_by_key(kind, &key)?.is_some() {
        n += 1;
        key = format!("{short}-{n}");
    }
    Ok(key)
}

/// A name as a short key: letters and digits in lower case, one hyphen between words.
fn short_key(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    key.chars().take(MOST_KEY_CHARS).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_blanks_around_make_no_other_name() {
        assert!(is_same_name(Kind::Site, "ÑANDÚ ", "ñandú"));
        assert!(!is_same_name(Kind::Site, "Nandu", "ñandú"));
    }

    #[test]
    fn a_key_is_made_of_the_words_of_a_name() {
        assert_eq!(short_key("Front desk, lead (AM)"), "front-desk-lead-am");
        assert_eq!(short_key("  --  "), "");
        assert_eq!(short_key("José Núñez").as_str(), "josé-núñez");
        assert!(short_key(&"long ".repeat(30)).chars().count() <= MOST_KEY_CHARS);
    }
}
