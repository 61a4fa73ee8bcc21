//! Each rule, by its name.

use chrono::NaiveDate;
use serde_json::json;

use super::*;
use crate::schema::Kind;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fields(pairs: &[(&str, Value)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn codes(kind: Kind, pairs: &[(&str, Value)]) -> Vec<(String, &'static str)> {
    check(kind, &fields(pairs), day("2026-11-23")).into_iter().map(|p| (p.field, p.code)).collect()
}

fn system(go_live: &str) -> Vec<(&'static str, Value)> {
    vec![("name", "Marlet".into()), ("vendor", "Marlet".into()), ("go_live", day(go_live).into())]
}

#[test]
fn every_required_field_is_a_field_of_its_kind() {
    for kind in Kind::ALL {
        for name in required(*kind) {
            assert!(kind.field(name).is_some(), "{kind}.{name}");
        }
    }
}

#[test]
fn a_go_live_may_lie_eighteen_months_ahead_and_not_a_day_more() {
    assert_eq!(codes(Kind::System, &system("2028-05-23")), []);
    assert_eq!(codes(Kind::System, &system("2028-05-24")), [("go_live".to_owned(), "far_future")]);
}

#[test]
fn an_occurrence_took_some_minutes_or_was_not_timed() {
    let noted = |minutes: Value| {
        codes(
            Kind::Occurrence,
            &[
                ("workaround", Value::Ref(crate::ids::EntityId::named("workaround", &["w"]))),
                ("at", Value::Instant(1_795_000_000_000)),
                ("minutes", minutes),
                ("count", Value::Int(1)),
            ],
        )
    };
    let refused = |code| vec![("minutes".to_owned(), code)];
    assert_eq!(noted(Value::Real(0.0)), refused(NO_MINUTES));
    assert_eq!(noted(Value::Real(1e-10)), refused(NO_MINUTES), "less than is kept of a minute");
    assert_eq!(noted(Value::Real(-0.5)), refused("out_of_range"));
    for minutes in [Value::Null, Value::Real(0.25), Value::Real(10_080.0)] {
        assert_eq!(noted(minutes), []);
    }
}

#[test]
fn opening_hours_are_seven_days_and_holidays_are_days() {
    let clinic = |field: &'static str, text: &str| {
        codes(
            Kind::Clinic,
            &[("name", "Larkmoor".into()), ("time_zone", "America/Denver".into()), (field, text.into())],
        )
    };
    let refused = |field: &str| vec![(field.to_owned(), "opening_hours")];
    let week = r#"[["08:00-12:00","13:00-17:00"],["22:00-24:00"],[],[],[],[],[]]"#;
    assert_eq!(clinic("opening_hours", week), []);
    for text in [
        r#"[["08:00-17:00"]]"#,
        r#"[["17:00-08:00"],[],[],[],[],[],[]]"#,
        r#"[["08:00-13:00","12:00-17:00"],[],[],[],[],[],[]]"#,
        r#"[["8 to 5"],[],[],[],[],[],[]]"#,
        "from eight to five",
    ] {
        assert_eq!(clinic("opening_hours", text), refused("opening_hours"), "{text}");
    }
    assert_eq!(clinic("holidays", r#"["2026-12-25","2028-02-29"]"#), []);
    for text in [r#"["2026-02-29"]"#, r#"["Christmas"]"#, "2026-12-25"] {
        assert_eq!(clinic("holidays", text), refused("holidays"), "{text}");
    }
}

#[test]
fn an_end_on_the_first_day_is_allowed_and_one_before_it_is_not() {
    let workaround = |ended: &str| {
        codes(
            Kind::Workaround,
            &[
                ("title", "Copying vitals".into()),
                ("break", "drift".into()),
                ("started", day("2026-03-01").into()),
                ("ended", day(ended).into()),
            ],
        )
    };
    assert_eq!(workaround("2026-03-01"), []);
    assert_eq!(workaround("2026-02-28"), [("ended".to_owned(), "before_start")]);
}

#[test]
fn negative_and_absurd_minutes_are_out_of_range() {
    let chase = |minutes: f64| {
        codes(
            Kind::Chase,
            &[
                ("request", crate::ids::EntityId::named("request", &["r"]).into()),
                ("at", Value::Instant(0)),
                ("minutes", Value::Real(minutes)),
            ],
        )
    };
    assert_eq!(chase(0.0), []);
    assert_eq!(chase(10_080.0), []);
    assert_eq!(chase(-1.0), [("minutes".to_owned(), "out_of_range")]);
    assert_eq!(chase(10_081.0), [("minutes".to_owned(), "out_of_range")]);
}

#[test]
fn every_missing_field_is_named_at_once() {
    let named: Vec<_> = codes(Kind::Clinic, &[]).into_iter().map(|(field, _)| field).collect();
    assert_eq!(named, ["name", "time_zone"]);
}

#[test]
fn a_zone_must_be_one_of_the_world() {
    let clinic = |zone: &str| codes(Kind::Clinic, &[("name", "Larkmoor".into()), ("time_zone", zone.into())]);
    assert_eq!(clinic("America/Denver"), []);
    assert_eq!(clinic("America/Nowhere"), [("time_zone".to_owned(), "unknown_zone")]);
}

#[test]
fn a_ten_megabyte_paste_and_unseen_characters_are_refused() {
    let code = |text: &str| read_field(Kind::Request, "title", &json!(text)).unwrap_err().code;
    assert_eq!(code(&"x".repeat(10_000_000)), "too_long");
    assert_eq!(code("bell\u{7}"), "control_characters");
    assert_eq!(code("two\nlines"), "control_characters");
    assert_eq!(code("turned \u{202E}round"), "control_characters");
    assert!(read_field(Kind::Request, "detail", &json!("two\nlines")).is_ok());
}

#[test]
fn five_hundred_characters_fit_a_title_whatever_their_bytes() {
    let title = "é".repeat(MOST_TITLE_CHARS);
    assert_eq!(read_field(Kind::Request, "title", &json!(title)), Ok(Value::Text(title)));
}

#[test]
fn cells_are_read_by_their_type() {
    let read = |kind, name, text| read_text_field(kind, name, text).map_err(|p| p.code);
    assert_eq!(read(Kind::Fte, "fte", "0.8"), Ok(Value::Real(0.8)));
    assert_eq!(read(Kind::Fte, "fte", "1"), Ok(Value::Real(1.0)));
    assert_eq!(read(Kind::Fte, "fte", "0,8"), Err("decimal_comma"));
    assert_eq!(read(Kind::Fte, "fte", "inf"), Err("not_a_number"));
    assert_eq!(read(Kind::Request, "value", "3"), Ok(Value::Int(3)));
    assert_eq!(read(Kind::Request, "value", "3.5"), Err("not_a_whole_number"));
    assert_eq!(read(Kind::Request, "safety", "Yes"), Ok(Value::Bool(true)));
    assert_eq!(read(Kind::Request, "safety", "1"), Err("not_yes_or_no"));
    assert_eq!(read(Kind::System, "go_live", "2025-02-29"), Err("not_a_date"));
    assert_eq!(read(Kind::System, "go_live", "0205-02-28"), Err("year_out_of_range"));
    assert_eq!(read(Kind::Workaround, "break", "laziness"), Err("not_a_word"));
    assert_eq!(read(Kind::Workaround, "ended", "  "), Ok(Value::Null));
}

#[test]
fn a_moment_outside_the_years_that_can_be_meant_is_refused_unless_it_is_now() {
    let occurrence = |at: i64, today: &str| {
        let workaround = crate::ids::EntityId::named("workaround", &["w"]);
        let pairs = fields(&[("workaround", workaround.into()), ("at", Value::Instant(at))]);
        check(Kind::Occurrence, &pairs, day(today)).into_iter().map(|p| (p.field, p.code)).collect::<Vec<_>>()
    };
    let refused = [("at".to_owned(), "year_out_of_range")];
    assert_eq!(occurrence(0, "2026-11-23"), []);
    for at in [-1, i64::MIN, i64::MAX, 4_102_444_800_000] {
        assert_eq!(occurrence(at, "2026-11-23"), refused, "{at}");
    }
    // 2100-01-01T00:00:00Z on a computer that believes it.
    assert_eq!(occurrence(4_102_444_800_000, "2099-12-31"), []);
}

#[test]
fn a_day_outside_the_years_that_can_be_meant_is_refused_whoever_read_it() {
    let workaround = |started: &str| {
        codes(
            Kind::Workaround,
            &[
                ("title", "Copying vitals".into()),
                ("break", "drift".into()),
                ("started", day(started).into()),
            ],
        )
    };
    assert_eq!(workaround("1970-01-01"), []);
    assert_eq!(workaround("1900-01-01"), [("started".to_owned(), "year_out_of_range")]);
    assert_eq!(workaround("2100-01-01"), [("started".to_owned(), "year_out_of_range")]);
}
