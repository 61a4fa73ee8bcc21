//! The quick-capture line, word by word.

use keepalive_domain::capture_line::{
    CaptureLine, MOST_LINE_BYTES, Meant, TokenKind, TokenValue, matches_name, meant,
};
use proptest::prelude::*;

fn parse(line: &str) -> CaptureLine {
    CaptureLine::parse(line)
}

/// Field and code of each problem.
fn problems(line: &str) -> Vec<(String, &'static str)> {
    parse(line).problems.into_iter().map(|found| (found.problem.field, found.problem.code)).collect()
}

fn one(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn a_line_is_its_title_and_its_tokens() {
    let line = parse("refill sent twice 5m #refills @nurse-lead x3 !safety");
    assert_eq!(line.title, "refill sent twice");
    assert_eq!(line.area(), Some("refills"));
    assert_eq!(line.person(), Some("nurse-lead"));
    assert_eq!(line.minutes(), Some(5.0));
    assert_eq!(line.times(), Some(3));
    assert!(line.is_safety());
    assert!(!line.is_request());
    assert!(line.problems.is_empty());
}

#[test]
fn tokens_may_stand_anywhere_between_words() {
    let line = parse("  #refills   sent\ttwice 5m to the\nwrong inbox  ");
    assert_eq!(line.title, "sent twice to the wrong inbox");
    assert_eq!((line.area(), line.minutes()), (Some("refills"), Some(5.0)));
}

#[test]
fn a_line_without_tokens_is_all_title() {
    let line = parse("printer jams");
    assert_eq!(line.title, "printer jams");
    assert!(line.tokens.is_empty() && line.problems.is_empty());
    assert_eq!((line.minutes(), line.times(), line.is_safety()), (None, None, false));
}

#[test]
fn minutes_are_written_with_a_unit_and_may_have_decimals() {
    for (word, minutes) in [
        ("5m", 5.0),
        ("5min", 5.0),
        ("5mins", 5.0),
        ("5MIN", 5.0),
        ("1.5m", 1.5),
        ("1,5m", 1.5),
        ("0.25h", 15.0),
        ("1h", 60.0),
        ("2hrs", 120.0),
        ("24h", 1440.0),
        ("007m", 7.0),
    ] {
        let line = parse(&format!("chart prep {word}"));
        assert_eq!(line.minutes(), Some(minutes), "{word}");
        assert!(line.problems.is_empty(), "{word}");
    }
}

#[test]
fn minutes_outside_a_day_are_refused_by_name() {
    for word in ["0m", "0.0m", "-5m", "25h", "1441m", "99999999999999999999999999h"] {
        assert_eq!(problems(&format!("chart prep {word}")), one("minutes", "out_of_range"), "{word}");
    }
    let huge = format!("chart prep {}m", "9".repeat(400));
    assert_eq!(problems(&huge), one("minutes", "out_of_range"));
}

#[test]
fn times_run_from_1_to_999() {
    assert_eq!(parse("again x1").times(), Some(1));
    assert_eq!(parse("again X999").times(), Some(999));
    assert_eq!(parse("again \u{D7}3").times(), Some(3));
    for word in ["x0", "x1000", "x99999999999999999999"] {
        assert_eq!(problems(&format!("again {word}")), one("count", "out_of_range"), "{word}");
    }
}

#[test]
fn safety_is_marked_in_either_language() {
    for word in ["!safety", "!SAFETY,", "!seguridad", "!Seguridad."] {
        let line = parse(&format!("wrong dose shown {word}"));
        assert!(line.is_safety(), "{word}");
        assert!(line.problems.is_empty(), "{word}");
    }
    assert!(!parse("wrong dose shown !seguro").is_safety());
}

#[test]
fn what_only_looks_like_a_token_stays_text() {
    for text in [
        "macro in C# for labels",
        "sent to a@b by mistake",
        "label printed 3x",
        "5mg shown as 5 mg",
        "Q? box on the form",
        "ticket #4521 and room #3",
        "@5pm the queue is full",
        "5 m from the desk",
        "!important note",
        "x-ray order",
        "x3y axis",
        "h and m keys",
        ".5m",
        "5..m",
        "1h30m",
        "+5m",
        "# @ ! x",
        "(5m)",
        "why? it prints twice",
    ] {
        let line = parse(text);
        assert_eq!(line.title, text);
        assert!(line.tokens.is_empty(), "{text}: {:?}", line.tokens);
        assert!(line.problems.is_empty(), "{text}");
    }
}

#[test]
fn a_question_mark_at_the_very_end_makes_it_a_request() {
    for text in
        ["can refills go to one inbox?", "can refills go to one inbox ?", "can refills go to one inbox???  "]
    {
        let line = parse(text);
        assert!(line.is_request(), "{text}");
        assert_eq!(line.title, "can refills go to one inbox");
    }
    let line = parse("one inbox #refills?");
    assert!(line.is_request());
    assert_eq!((line.title.as_str(), line.area()), ("one inbox", Some("refills")));
    assert!(!parse("can refills go to one inbox? #refills").is_request());
    assert!(!parse("really?!").is_request());
}

#[test]
fn names_of_several_words_take_a_hyphen_or_quotes() {
    assert_eq!(parse("slow #note-templates").area(), Some("note-templates"));
    assert_eq!(parse("slow #\"note templates\"").area(), Some("note templates"));
    assert_eq!(parse("slow #\u{201C}note templates\u{201D}, again").area(), Some("note templates"));
    assert_eq!(parse("slow #\" note templates \"").area(), Some("note templates"));
    assert_eq!(parse("slow @\"front desk lead\" 5m").person(), Some("front desk lead"));
    assert_eq!(parse("slow #\"3rd floor\"").area(), Some("3rd floor"));
    assert_eq!(parse("lento #recepción").area(), Some("recepción"));
}

#[test]
fn a_quote_that_never_ends_is_said_rather_than_kept_as_text() {
    assert_eq!(problems("slow #\"note templates"), one("area", "unclosed_quote"));
    assert_eq!(problems("slow @\u{201C}nurse lead"), one("person", "unclosed_quote"));
    assert_eq!(problems("slow \"quoted\" text #\"a b\""), []);
}

#[test]
fn punctuation_that_hangs_on_a_token_closes_up_to_the_title() {
    for (text, title) in [
        ("took 5m, again", "took, again"),
        ("sticky notes 5m.", "sticky notes."),
        ("#refills: wrong inbox", "wrong inbox"),
        ("wrong inbox (see #refills)", "wrong inbox (see)"),
        ("5m, #refills, wrong inbox", "wrong inbox"),
    ] {
        assert_eq!(parse(text).title, title, "{text}");
    }
}

#[test]
fn a_line_of_tokens_alone_has_no_title() {
    for text in ["", "   ", "?", "#refills 5m", "#refills, 5m."] {
        assert_eq!(problems(text), one("title", "required"), "{text:?}");
    }
}

#[test]
fn two_different_values_are_refused_and_the_same_one_twice_is_not() {
    assert_eq!(problems("slow 5m 10m"), one("minutes", "repeated"));
    assert_eq!(problems("slow x2 x3"), one("count", "repeated"));
    assert_eq!(problems("slow #refills #billing"), one("area", "repeated"));
    assert_eq!(problems("slow @nurse @biller"), one("person", "repeated"));
    assert_eq!(problems("slow 5m 5min #refills #Refills !safety !SAFETY"), []);
}

#[test]
fn a_title_has_at_most_500_characters() {
    assert_eq!(problems(&"ñ".repeat(500)), []);
    assert_eq!(problems(&"ñ".repeat(501)), one("title", "too_long"));
    assert_eq!(problems(&format!("{} 5m #refills", "a".repeat(500))), []);
}

#[test]
fn a_10_mb_paste_is_refused_without_being_read() {
    let line = parse(&"#refills 5m ".repeat(1_000_000));
    assert_eq!(line.problems[0].problem.code, "too_long");
    assert!(line.title.is_empty() && line.tokens.is_empty() && line.problems.len() == 1);
}

#[test]
fn characters_that_cannot_be_seen_are_refused_at_their_place() {
    for unseen in ['\0', '\u{7}', '\u{1B}', '\u{7F}', '\u{202E}', '\u{2066}'] {
        let line = parse(&format!("ñ wrong{unseen} inbox"));
        assert_eq!(line.problems[0].problem.code, "control_characters", "{unseen:?}");
        assert_eq!(line.problems[0].range.bytes.start, 8);
        assert_eq!(line.problems[0].range.utf16.start, 7);
    }
}

#[test]
fn places_are_counted_for_rust_and_for_the_screen() {
    let line = parse("ñ\u{1F5DC} 5m #note-templates?");
    let places: Vec<_> =
        line.tokens.iter().map(|t| (t.kind(), t.range.bytes.clone(), t.range.utf16.clone())).collect();
    assert_eq!(
        places,
        [
            (TokenKind::Minutes, 7..9, 4..6),
            (TokenKind::Area, 10..25, 7..22),
            (TokenKind::Request, 25..26, 22..23),
        ]
    );
}

#[test]
fn a_typed_name_matches_whatever_its_case_blanks_and_punctuation() {
    for (typed, name) in [
        ("note-templates", "Note templates"),
        ("NoteTemplates", "Note templates"),
        ("check-in", "Check-in"),
        ("checkin", "Check-in"),
        ("users-and-roles", "Users & roles"),
        ("users&roles", "Users and roles"),
        ("nurse-lead", "Nurse lead"),
        ("RECEPCIÓN", "recepción"),
    ] {
        assert!(matches_name(typed, name), "{typed} ~ {name}");
    }
    for (typed, name) in
        [("note", "Note templates"), ("refills", "Results"), ("", ""), ("-", "-"), ("", "Refills")]
    {
        assert!(!matches_name(typed, name), "{typed} ~ {name}");
    }
}

#[test]
fn a_beginning_means_the_only_one_that_begins_so() {
    let names = ["María López", "Marco Lozano", "José", "Joseph", "O'Neill, Ana"];
    let found = |typed: &str| match meant(typed, &names, |name| [name, name]) {
        Meant::One(name) => vec![*name],
        Meant::Several(names) => names.into_iter().copied().collect(),
        Meant::None => Vec::new(),
    };
    for (typed, expected) in [
        ("maria", vec!["María López"]),
        ("LÓPEZ", vec!["María López"]),
        ("marco-l", vec!["Marco Lozano"]),
        ("mar", vec!["María López", "Marco Lozano"]),
        ("jose", vec!["José"]),
        ("jos", vec!["José", "Joseph"]),
        ("ana", vec!["O'Neill, Ana"]),
        ("opez", vec![]),
        ("marialopezz", vec![]),
        ("-", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(found(typed), expected, "{typed}");
    }
}

#[test]
fn a_name_in_quotes_says_so() {
    let quoted = |line: &str| parse(line).tokens[0].is_quoted();
    assert!(quoted("fax #\"note templates\"") && quoted("fax @\u{201C}ana\u{201D}, again"));
    assert!(!quoted("fax #año") && !quoted("fax @ana, again") && !quoted("fax 5m"));
}

/// Lines as people type them, and worse: words that look like tokens, blanks and any characters between.
fn any_line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zñ]{1,8}",
        "[#@!x-]{0,2}[a-zA-Z0-9.,?!:\"\u{201C}\u{201D}-]{0,8}",
        "[0-9.,]{0,4}(m|min|h|mg)[?.,]{0,2}",
        "[ \t\n\u{A0}]{1,3}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn unblanked(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn a_whole_name_always_wins(names in proptest::collection::vec("[A-Za-zÁáÉéñ '&-]{1,12}", 1..8), at in 0..8_usize) {
        let typed = &names[at % names.len()];
        if typed.contains(char::is_alphanumeric) {
            let one = meant(typed, &names, |name| [name, name]);
            prop_assert!(matches!(one, Meant::One(name) if matches_name(typed, name)), "{typed}: {one:?}");
        }
    }

    #[test]
    fn what_is_meant_is_one_of_the_names_or_more_than_one(names in proptest::collection::vec("[a-cá -]{0,4}", 0..8), typed in "[a-cÁ-]{0,3}") {
        if let Meant::Several(several) = meant(&typed, &names, |name| [name, name]) {
            prop_assert!(several.len() > 1 && several.iter().all(|name| !matches_name(&typed, name)));
        }
    }

    #[test]
    fn title_and_tokens_cover_the_line(text in any_line()) {
        let line = parse(&text);
        let mut outside = String::new();
        let mut from = 0;
        for token in &line.tokens {
            let bytes = token.range.bytes.clone();
            prop_assert!(from <= bytes.start && bytes.start < bytes.end);
            outside.push_str(&text[from..bytes.start]);
            from = bytes.end;
        }
        outside.push_str(&text[from..]);
        // Every character outside the tokens is in the title, in order; only punctuation that hung on a token
        // before the first word may be gone.
        let title = unblanked(&line.title);
        let mut in_title = title.chars().peekable();
        for c in unblanked(&outside).chars() {
            if in_title.next_if_eq(&c).is_none() {
                prop_assert!(",.;:!?)".contains(c), "{:?} of {:?} is lost", c, text);
            }
        }
        prop_assert_eq!(in_title.next(), None);
    }

    #[test]
    fn the_same_line_reads_the_same(text in any_line()) {
        prop_assert_eq!(parse(&text), parse(&text));
    }

    #[test]
    fn a_title_typed_again_is_that_title(text in any_line()) {
        let title = parse(&text).title;
        let again = parse(&title);
        if again.tokens.is_empty() {
            prop_assert_eq!(again.title, title);
        }
    }

    #[test]
    fn places_point_at_the_same_text_in_bytes_and_in_utf16(text in any_line()) {
        let units: Vec<u16> = text.encode_utf16().collect();
        for token in parse(&text).tokens {
            let by_units = String::from_utf16(&units[token.range.utf16.clone()]).unwrap();
            prop_assert_eq!(&text[token.range.bytes.clone()], by_units);
            if token.kind() == TokenKind::Request {
                prop_assert_eq!(&token.value, &TokenValue::Request);
            }
        }
    }

    #[test]
    fn any_text_reads_as_something(text in any::<String>()) {
        let line = parse(&text);
        prop_assert!(text.len() <= MOST_LINE_BYTES || line.problems.len() == 1);
    }
}
