use keepalive_domain::calendar::{ClinicZone, InstantError, parse_instant};
use proptest::prelude::*;

#[test]
fn an_instant_is_utc_milliseconds_whatever_its_offset() {
    // 1,000,000,000 s after 1970 was 2001-09-09 01:46:40 UTC.
    for text in [
        "2001-09-09T01:46:40Z",
        "2001-09-08T19:46:40-06:00",
        "2001-09-09T07:16:40.000+05:30",
        " 2001-09-09 01:46:40Z ",
    ] {
        assert_eq!(parse_instant(text), Ok(1_000_000_000_000), "{text}");
    }
    assert_eq!(parse_instant("1969-12-31T23:59:59.999Z"), Ok(-1));
}

#[test]
fn digits_below_the_millisecond_are_cut_off() {
    assert_eq!(parse_instant("2001-09-09T01:46:40.1239999Z"), Ok(1_000_000_000_123));
}

#[test]
fn a_time_without_offset_is_refused_rather_than_guessed() {
    for text in ["2026-03-08T14:30:00", "2026-03-08 14:30:00", "2026-03-08T14:30:00.5"] {
        assert_eq!(parse_instant(text), Err(InstantError::NoOffset), "{text}");
    }
}

#[test]
fn what_is_no_moment_is_refused() {
    for text in
        ["", "yesterday", "2026-03-08", "2026-02-30T10:00:00Z", "2026-03-08T25:00:00Z", "29-02-2016 01:16"]
    {
        assert_eq!(parse_instant(text), Err(InstantError::NotAnInstant), "{text}");
    }
    assert_eq!(parse_instant("0000-01-01T00:00:00Z"), Err(InstantError::OutOfRange));
}

proptest! {
    #[test]
    fn any_text_is_an_instant_that_is_written_and_read_back_or_refused(
        text in prop_oneof![
            ".{0,60}",
            "[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])",
        ]
    ) {
        if let Ok(at) = parse_instant(&text) {
            let written = ClinicZone::parse("America/Denver").unwrap().format_instant(at);
            prop_assert_eq!(parse_instant(&written), Ok(at), "{} as {}", text, written);
        }
    }
}
