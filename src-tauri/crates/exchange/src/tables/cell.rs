//! One cell of a table, read as its field's type.

use std::borrow::Cow;

use keepalive_domain::calendar::{ClinicZone, parse_instant};
use keepalive_domain::check::{EARLIEST_DAY, LATEST_DAY, check_text, read_text_field};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};

use super::formula::restored;

/// What is wrong with a cell: a code and words.
pub(crate) type Wrong = (&'static str, String);

/// What a cell says before references are looked up: their text stands as [`Value::Text`].
///
/// Stricter than a form where a table set must mean one thing only: dates have four, two and two digits,
/// instants their offset. Looser where spreadsheets are known to interfere: `3.0` is a whole number, a line
/// break inside a one-line text is a space.
pub(crate) fn read_cell(kind: Kind, field: &str, ty: FieldType, cell: &str) -> Result<Value, Wrong> {
    if cell.trim().is_empty() {
        return Ok(Value::Null);
    }
    let cell = if is_text(ty) { restored(cell) } else { cell.trim() };
    let cell = match ty {
        FieldType::Instant => return instant(cell),
        FieldType::Date => day_shape(cell)?,
        FieldType::Int => whole_shape(cell),
        FieldType::Word(_) => Cow::Owned(cell.to_ascii_lowercase()),
        FieldType::Ref(_) | FieldType::Item => return key_text(cell),
        FieldType::LongText => Cow::Borrowed(cell),
        _ => one_line(cell),
    };
    let value = read_text_field(kind, field, &cell).map_err(|problem| (problem.code, problem.message))?;
    match (kind, field, &value) {
        (Kind::Clinic, "time_zone", Value::Text(name)) => {
            // The canonical spelling; an unknown zone is reported by the check of the whole row.
            Ok(name.parse::<ClinicZone>().map_or(value, |zone| zone.name().into()))
        }
        _ => Ok(value),
    }
}

/// Whether cells of this type hold what people wrote, which an export may have to keep from being run.
pub(crate) const fn is_text(ty: FieldType) -> bool {
    matches!(
        ty,
        FieldType::Text | FieldType::LongText | FieldType::Ref(_) | FieldType::RefOrText(_) | FieldType::Item
    )
}

/// A key that names another thing: one line of text.
fn key_text(cell: &str) -> Result<Value, Wrong> {
    check_text("key", &one_line(cell), FieldType::Text).map_err(|problem| (problem.code, problem.message))
}

fn one_line(cell: &str) -> Cow<'_, str> {
    if cell.contains(['\n', '\r', '\t']) {
        Cow::Owned(
            cell.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        )
    } else {
        Cow::Borrowed(cell)
    }
}

/// Lets only `2025-03-01` pass, so that no other order of day and month is ever guessed.
fn day_shape(cell: &str) -> Result<Cow<'_, str>, Wrong> {
    let shaped = cell.len() == 10
        && cell
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if shaped {
        return Ok(Cow::Borrowed(cell));
    }
    let message = "Write the date as year-month-day with two-digit month and day, for example 2025-09-05.";
    Err(("not_a_date", message.to_owned()))
}

fn whole_shape(cell: &str) -> Cow<'_, str> {
    let whole =
        cell.split_once('.').filter(|(_, zeros)| !zeros.is_empty() && zeros.bytes().all(|b| b == b'0'));
    Cow::Borrowed(whole.map_or(cell, |(whole, _)| whole))
}

fn instant(cell: &str) -> Result<Value, Wrong> {
    let at = parse_instant(cell).map_err(|error| ("not_an_instant", format!("{error}.")))?;
    let bounds = [EARLIEST_DAY, LATEST_DAY].map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc());
    if (bounds[0].timestamp_millis()..bounds[1].timestamp_millis()).contains(&at) {
        Ok(Value::Instant(at))
    } else {
        Err(("year_out_of_range", "The year must be between 1970 and 2099.".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Kind, field: &str, cell: &str) -> Result<Value, &'static str> {
        read_cell(kind, field, kind.field(field).unwrap().ty, cell).map_err(|(code, _)| code)
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        let day = |cell| read(Kind::System, "go_live", cell);
        assert_eq!(day("2024-02-29"), Ok(Value::Date("2024-02-29".parse().unwrap())));
        for bad in ["2025-02-29", "2025-3-01", "01/03/2025", "20250301", "2025-13-01", "today"] {
            assert_eq!(day(bad), Err("not_a_date"), "{bad}");
        }
        assert_eq!(day("0025-03-01"), Err("year_out_of_range"));
    }

    #[test]
    fn instants_need_their_offset() {
        let at = |cell| read(Kind::Occurrence, "at", cell);
        assert_eq!(at("1970-01-02T00:00:00+01:00"), Ok(Value::Instant(86_400_000 - 3_600_000)));
        for bad in ["2025-03-01 10:00", "2025-03-01T10:00:00", "2025-03-01"] {
            assert_eq!(at(bad), Err("not_an_instant"), "{bad}");
        }
    }

    #[test]
    fn numbers_have_a_decimal_point_and_whole_ones_may_carry_a_zero() {
        assert_eq!(read(Kind::Chase, "minutes", "2.5"), Ok(Value::Real(2.5)));
        assert_eq!(read(Kind::Chase, "minutes", "2,5"), Err("decimal_comma"));
        assert_eq!(read(Kind::Chase, "minutes", "5 min"), Err("not_a_number"));
        assert_eq!(read(Kind::Chase, "minutes", "inf"), Err("not_a_number"));
        assert_eq!(read(Kind::Occurrence, "count", "3.0"), Ok(Value::Int(3)));
        assert_eq!(read(Kind::Occurrence, "count", "3.5"), Err("not_a_whole_number"));
    }

    #[test]
    fn words_yes_and_no_are_read_in_any_case_and_blank_is_unknown() {
        assert_eq!(read(Kind::Workaround, "break", " Drift "), Ok("drift".into()));
        assert_eq!(read(Kind::Workaround, "break", "boredom"), Err("not_a_word"));
        assert_eq!(read(Kind::Event, "rebase", "Yes"), Ok(Value::Bool(true)));
        assert_eq!(read(Kind::Event, "rebase", "true"), Err("not_yes_or_no"));
        assert_eq!(read(Kind::Event, "rebase", "  "), Ok(Value::Null));
    }

    #[test]
    fn a_formula_made_text_by_an_export_comes_back_and_a_number_is_never_touched() {
        assert_eq!(read(Kind::Workaround, "title", "'=1+1"), Ok("=1+1".into()));
        assert_eq!(read(Kind::Workaround, "title", "'tis late"), Ok("'tis late".into()));
        assert_eq!(read(Kind::Workaround, "title", "two\r\nlines"), Ok("two lines".into()));
    }
}
