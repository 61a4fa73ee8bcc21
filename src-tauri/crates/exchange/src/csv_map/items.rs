//! What one of their rows means in our tables.

use std::borrow::Cow;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use keepalive_domain::words::{RequestFactKind, RequestState as State};

use super::history::History;
use super::picked::Picked;
use super::source::Words;
use crate::assemble::{Assembler, Cell, Place};
use crate::problem::ImportError;
use crate::tables::{Column, Table};

/// The word that a closing day stands for where no state does.
const CLOSED: &str = "closed";

/// What a row becomes, beside the thing itself.
pub(super) type Fields<'f> = &'f [(&'static str, Value)];

/// Takes a request with the states its dates tell.
pub(super) fn request(
    picked: &mut Picked<'_>,
    to: &mut Assembler<'_>,
    place: Place<'_>,
) -> Result<(), ImportError> {
    let opened = picked.instant("opened");
    let [resolved, closed, updated] = ["resolved", "closed", "updated"].map(|name| picked.instant(name));
    let first_response = picked.instant("first_response");
    let told = picked.instant("told_requester");
    let key = key_of(picked, Kind::Request, opened);
    // Where no word says it, a closing day says as much as the word "closed" would.
    let word = picked.text("state").map(str::to_owned).or_else(|| {
        let word = closed.map(|_| Words::of(&picked.map.values, "state").translated(CLOSED))?;
        (word != CLOSED).then_some(word)
    });
    let said = word.as_deref().and_then(|word| State::from_word(&word.to_ascii_lowercase()));
    let state = said.filter(|state| comes_in_a_file(*state));
    if let (Some(opened), Some(ended)) = (opened, resolved.or(closed))
        && ended < opened
    {
        let field = if resolved.is_some() { "resolved" } else { "closed" };
        picked.refuse(field, "before_start", "It cannot be done before it was asked.".to_owned());
    }
    if opened.is_none() && !picked.is_refused("opened") {
        picked.refuse("opened", "required", "This cannot be empty.".to_owned());
    }
    let source_id = picked.raw_key.clone().map(Value::from);
    picked.hand_over(to, place);
    row(picked, to, place, Kind::Request, &[("key", key.clone().into())], source_id)?;
    let standing = to.standing_states(&key)?;
    // A list of ours says so of what stands merged here. What it was merged into stands in no list.
    let is_merged =
        said == Some(State::Merged) && standing.last().is_some_and(|known| known.state == State::Merged);
    if let Some(word) = &word
        && state.is_none()
        && !is_merged
    {
        let words: Vec<_> =
            State::ALL.iter().filter(|state| comes_in_a_file(**state)).map(|state| state.word()).collect();
        let message = format!("Say in \"values\" which of ours it is. One of: {}.", words.join(", "));
        to.refuse_word(place, "state", word, &message);
    }
    let Some(opened) = opened else { return Ok(()) };

    let history = History { key: &key, opened, zone: picked.zone(), standing: &standing, place };
    history.told(to, State::New, opened, &[])?;
    let known_end = resolved.or(closed);
    let delivered = match state {
        None => resolved,
        Some(State::Delivered) => known_end,
        Some(state) if state.is_closing() => resolved,
        Some(_) => None,
    };
    if let Some(delivered) = delivered {
        history.told(to, State::Delivered, delivered, &[])?;
    }
    let is_over = state.is_some_and(|state| state.is_closing() || state == State::Delivered);
    let reason: Vec<_> = picked.text("reason").map(|text| ("reason", text.into())).into_iter().collect();
    match state {
        None if is_merged => {}
        None => {
            if let Some(closed) = closed {
                history.told(to, State::Verified, closed.max(delivered.unwrap_or(closed)), &[])?;
            }
        }
        Some(State::New) => {}
        Some(state) if is_over && known_end.is_none() => {
            // It stands on the last day that is known, so that it is open no longer; a time is measured to none.
            let mut fields = reason;
            fields.push(("undated", true.into()));
            if history.untold(to, state, updated.unwrap_or(opened), &fields)? {
                to.note_undated(place);
            }
        }
        Some(State::Delivered) => {}
        Some(state) if state.is_closing() => {
            let at = closed.or(resolved).unwrap_or(opened);
            history.told(to, state, at.max(delivered.unwrap_or(at)), &reason)?;
        }
        // When it became so is not told; that it is so now is.
        Some(state) => {
            history.untold(to, state, opened, &[])?;
        }
    }
    for (fact, at) in
        [(RequestFactKind::FirstResponse, first_response), (RequestFactKind::ToldRequester, told)]
    {
        if let Some(at) = at {
            let fields =
                [("request", key.clone().into()), ("at", Value::Instant(at)), ("fact", fact.word().into())];
            exact(to, place, Kind::RequestFact, &fields)?;
        }
    }
    Ok(())
}

/// Whether a row can bring a request into this state. What it was merged into, or why it was opened again, no row says.
const fn comes_in_a_file(state: State) -> bool {
    !matches!(state, State::Merged | State::Reopened)
}

/// Takes a workaround, with an estimate where people, uses and minutes are given.
pub(super) fn workaround(
    picked: &mut Picked<'_>,
    to: &mut Assembler<'_>,
    place: Place<'_>,
) -> Result<(), ImportError> {
    let days = ["started", "ended", "expected_end"].map(|name| (name, picked.day(name)));
    let started = days[0].1;
    let key = key_of(picked, Kind::Workaround, started.map(crate::identity::day_ms));
    picked.hand_over(to, place);
    let mut fields: Vec<(&'static str, Value)> = vec![("key", key.clone().into())];
    fields.extend(days.into_iter().filter_map(|(name, day)| Some((name, day?.into()))));
    row(picked, to, place, Kind::Workaround, &fields, None)?;
    let parts = ["people", "uses_per_person_per_week", "minutes_per_use"];
    if let Some(started) = started
        && parts.iter().any(|part| picked.text(part).is_some())
    {
        let fields = [("workaround", key.into()), ("from", started.into())];
        row(picked, to, place, Kind::Estimate, &fields, None)?;
    }
    Ok(())
}

/// Takes an occurrence.
pub(super) fn occurrence(
    picked: &mut Picked<'_>,
    to: &mut Assembler<'_>,
    place: Place<'_>,
) -> Result<(), ImportError> {
    let at = picked.instant("at");
    picked.hand_over(to, place);
    row(picked, to, place, Kind::Occurrence, &[("at", at.map_or(Value::Null, Value::Instant))], None)
}

/// Their key, or one made from what makes the row what it is.
fn key_of(picked: &Picked<'_>, kind: Kind, at_ms: Option<i64>) -> String {
    const MADE_KEY_DIGITS: usize = 8;
    let prefix = &picked.map.key_prefix;
    if let Some(key) = &picked.raw_key {
        return format!("{prefix}{key}");
    }
    let title = picked.text("title").unwrap_or_default();
    let id = EntityId::of_row(kind.name(), at_ms.unwrap_or(0), &["made key", title], 0);
    let hex = id.uuid().simple().to_string();
    format!("{prefix}{}-{}", &kind.name()[..1], &hex[hex.len() - MADE_KEY_DIGITS..])
}

/// Hands a row on: the fields given, the others as the mapping picks them.
fn row(
    picked: &Picked<'_>,
    to: &mut Assembler<'_>,
    place: Place<'_>,
    kind: Kind,
    fields: Fields<'_>,
    source_id: Option<Value>,
) -> Result<(), ImportError> {
    let Some(table) = Table::of(kind) else { return Ok(()) };
    let texts: Vec<Option<Cow<'_, str>>> = table
        .typed_columns()
        .map(|(column, ty)| picked.text(column.field).map(|text| plain(ty, text)))
        .collect();
    let cell = |i: usize, column: &Column| {
        if let Some((_, value)) = fields.iter().find(|(name, _)| *name == column.field) {
            return Cell::Value(value.clone());
        }
        // What their program does not say is left as the clinic has it.
        texts[i].as_deref().map_or(Cell::Absent, Cell::Text)
    };
    to.row(table, place, cell, source_id.map(|id| ("source_id", id)))
}

/// Hands a row on that has these fields and no others.
pub(super) fn exact(
    to: &mut Assembler<'_>,
    place: Place<'_>,
    kind: Kind,
    fields: Fields<'_>,
) -> Result<(), ImportError> {
    let Some(table) = Table::of(kind) else { return Ok(()) };
    let cell = |_: usize, column: &Column| {
        let field = fields.iter().find(|(name, _)| *name == column.field);
        field.map_or(Cell::Absent, |(_, value)| Cell::Value(value.clone()))
    };
    to.row(table, place, cell, [])
}

/// Their way of writing yes, no and numbers, in ours.
fn plain(ty: FieldType, text: &str) -> Cow<'_, str> {
    match ty {
        FieldType::Bool => match text.to_ascii_lowercase().as_str() {
            "true" | "1" | "y" | "x" | "ja" | "si" | "sí" | "oui" => "yes".into(),
            "false" | "0" | "n" | "nein" | "non" => "no".into(),
            _ => text.into(),
        },
        FieldType::Real => minutes(text).map_or(text.into(), Cow::Owned),
        _ => text.into(),
    }
}

/// `5 min`, `0:45` and `2,5` as decimal minutes.
fn minutes(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let number = ["minutes", "mins", "min", "m"]
        .iter()
        .find_map(|unit| lower.strip_suffix(unit))
        .unwrap_or(&lower)
        .trim();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((hours, minutes)) = number.split_once(':')
        && digits(hours)
        && digits(minutes)
        && minutes.len() == 2
    {
        return Some((hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?).to_string());
    }
    match number.split_once(',') {
        Some((whole, part)) if digits(whole) && digits(part) && part.len() <= 2 => {
            Some(format!("{whole}.{part}"))
        }
        _ => (number != lower).then(|| number.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_as_people_write_them() {
        let of = |text: &'static str| plain(FieldType::Real, text);
        assert_eq!(of("5 min"), "5");
        assert_eq!(of("0:45"), "45");
        assert_eq!(of("1:30"), "90");
        assert_eq!(of("2,5"), "2.5");
        assert_eq!(of("1,234"), "1,234", "a thousands mark is not guessed at");
        assert_eq!(of("7.25"), "7.25");
    }
}
