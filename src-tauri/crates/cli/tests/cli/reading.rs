//! Lists, figures, charts, copies.

use crate::Desk;

#[test]
fn lists_narrow_by_owner_area_state_and_words() {
    let desk = Desk::with_sample();
    let count =
        |what: &str, filter: &str| desk.json(&["list", what, "--filter", filter]).as_array().unwrap().len();
    let all = count("requests", "");
    assert_eq!(all, 300);
    assert_eq!(count("requests", "open") + count("requests", "closed"), all);
    let nobody = desk.json(&["list", "requests", "--filter", "open owner=nobody"]);
    assert!(!nobody.as_array().unwrap().is_empty());
    assert!(nobody.as_array().unwrap().iter().all(|row| row["owner"].is_null()));
    let refills = desk.json(&["list", "requests", "--filter", "area=\"Refills\""]);
    assert!(refills.as_array().unwrap().iter().all(|row| row["area"]["name"] == "Refills"));
    assert!(count("workarounds", "break=drift") > 0);
    assert!(count("requests", "state=delivered,verified") > 0);
    assert_eq!(desk.refused(&["list", "requests", "--filter", "colour=red"])["field"], "filter");
}

#[test]
fn a_chart_is_written_in_the_form_its_name_says() {
    let desk = Desk::with_sample();
    for (name, begins) in [("f.svg", &b"<"[..]), ("f.png", b"\x89PNG"), ("f.csv", b"")] {
        let out = desk.path(name);
        desk.done(&["chart", "hours", "--out", &out, "--theme", "dark"]);
        let bytes = std::fs::read(&out).unwrap();
        assert!(bytes.len() > 200 && bytes.starts_with(begins), "{name}");
    }
    // A chart of rows is as high as its rows and words, others fill what they are given.
    for (name, more, height) in [
        ("whose-turn", None, "height=\"196\""),
        ("whose-turn", Some("300"), "height=\"300\""),
        ("survival", None, "height=\"540\""),
    ] {
        let out = desk.path("f.svg");
        let mut words = vec!["chart", name, "--out", &out];
        words.extend(more.iter().flat_map(|height| ["--height", height]));
        desk.done(&words);
        assert!(std::fs::read_to_string(&out).unwrap().contains(height), "{words:?}");
    }
    assert_eq!(desk.refused(&["chart", "hours", "--out", &desk.path("f.pdf")])["field"], "out");
    let nowhere = desk.path("no/such/folder/f.svg");
    assert_eq!(desk.refused(&["chart", "hours", "--out", &nowhere])["field"], "out");
}

/// Nothing stands beside a saved picture: it says what it shows, whose it is and of when.
#[test]
fn a_saved_chart_says_what_it_shows_in_either_language() {
    let desk = Desk::with_sample();
    let out = desk.path("f.svg");
    for (lang, said) in [
        ("en", ["Requests: came in, left, open", "Data as of ", " since go-live ("]),
        ("es", ["Solicitudes: entraron, salieron, abiertas", "Datos al ", " desde la puesta en marcha ("]),
    ] {
        desk.done(&["chart", "flow", "--out", &out, "--lang", lang, "--width", "900", "--height", "500"]);
        let svg = std::fs::read_to_string(&out).unwrap();
        assert!(svg.contains("width=\"900\" height=\"500\""), "the whole is as large as was asked for");
        let shown = svg.split_once("</desc>").unwrap().1;
        for words in said {
            assert!(shown.contains(words), "{lang}: {words}");
        }
    }
}

/// A25: a month before the record is not measured, and no zero stands for it.
#[test]
fn measure_tells_people_a_month_that_is_not_measured_from_one_without_hours() {
    let desk = Desk::with_clinic();
    desk.write(
        "w/workarounds.csv",
        "workaround,title,break,started\nW1,Fax comes in twice,drift,2026-03-10\n",
    );
    desk.write("w/occurrences.csv", "workaround,at,minutes\nW1,2026-03-10T10:00:00-06:00,30\n");
    desk.done(&["import", "tables", &desk.path("w")]);
    let told = desk.done(&["measure", "--as-of", "2026-03-12"]);
    let words =
        |line: usize| told.lines().nth(line).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(2), "1 2026-01-31 - - - - - - not measured");
    assert_eq!(words(3), "2 2026-02-28 0.5 0.5 - 0 0 0 partly recorded, not finished");
    let before = desk.done(&["measure", "--as-of", "2026-01-01"]);
    assert!(before.contains("No month is measured yet."), "{before}");
}

#[test]
fn a_key_nobody_has_and_a_system_nobody_has_are_refused() {
    let desk = Desk::with_clinic();
    for args in [&["show", "X-1"][..], &["history", "X-1"], &["measure", "--system", "x"]] {
        assert_eq!(desk.refused(args)["code"], "not_found", "{args:?}");
    }
    for day in ["2026-02-30", "9999-12-31", "0001-01-01"] {
        assert_eq!(desk.refused(&["measure", "--as-of", day])["field"], "as_of", "{day}");
    }
}

#[test]
fn a_copy_is_a_whole_database() {
    let desk = Desk::with_sample();
    let written = desk.json(&["backup", &desk.path("copies")]);
    let copy = std::path::PathBuf::from(written["file"].as_str().unwrap());
    assert_eq!(Some(crate::run(&copy, &["digest"]).stdout), desk.digest());
}

#[test]
fn the_digest_is_one_line() {
    let desk = Desk::with_clinic();
    let digest = desk.done(&["digest"]);
    assert_eq!(digest.lines().count(), 1);
    assert!(digest.trim().bytes().all(|byte| byte.is_ascii_hexdigit()));
}

#[test]
fn a_list_is_saved_with_its_filter_and_order_by_either_command() {
    let desk = Desk::with_sample();
    let open = desk.json(&["list", "requests", "--filter", "open"]).as_array().unwrap().len();
    let (one, other) = (desk.path("one.csv"), desk.path("other.csv"));
    desk.done(&["list", "requests", "--filter", "open", "--sort", "title", "--out", &one]);
    desk.done(&["export", "list", &other, "requests", "--filter", "open", "--sort", "title"]);
    let text = std::fs::read_to_string(&one).unwrap();
    assert_eq!(text, std::fs::read_to_string(&other).unwrap());
    assert!(text.starts_with("\u{feff}request,title,kind,state,"), "{text:.80}");
    assert!(text.lines().count() > open, "a line for each row and the heading");
    let book = desk.path("areas.xlsx");
    desk.done(&["list", "areas", "--out", &book]);
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
    let events = desk.json(&["list", "events"]);
    assert!(events[0]["on"].is_string() && events[0]["rebase"].is_boolean(), "{events}");
    assert_eq!(desk.refused(&["list", "requests", "--out", &desk.path("f.pdf")])["field"], "out");
    assert_eq!(desk.refused(&["list", "requests", "--sort", "colour"])["field"], "sort");
    assert_eq!(desk.refused(&["list", "areas", "--filter", "open"])["field"], "filter");
}

/// One of each kind a chart is drawn by, on the axis of the system that was replaced, too.
#[test]
fn every_chart_the_application_draws_has_a_name() {
    let desk = Desk::with_sample();
    let names = [
        "hours",
        "signal-drift",
        "signal-reporting",
        "signal-support",
        "signal-burnout",
        "flow",
        "ageing",
        "first-response",
        "workaround-offered",
        "delivered",
        "verified",
        "whose-turn",
        "survival",
        "hours-by-area",
        "silence",
        "silence-by-role",
        "after-hours",
        "systems",
    ];
    let mut drawn = std::collections::BTreeSet::new();
    for name in names {
        let out = desk.path(&format!("{name}.csv"));
        desk.done(&["chart", name, "--out", &out]);
        assert!(drawn.insert(std::fs::read(&out).unwrap()), "{name} is another chart's picture");
    }
    let systems = desk.json(&["measure"])["systems"].clone();
    let earlier = systems[0]["system"].as_str().unwrap();
    let out = desk.path("earlier.csv");
    desk.done(&["chart", "flow", "--system", earlier, "--out", &out]);
    assert_ne!(std::fs::read(&out).unwrap(), std::fs::read(desk.path("flow.csv")).unwrap());
    let page = desk.path("earlier.html");
    desk.done(&["report", "monthly", "--system", earlier, "--out", &page]);
    let usual = desk.path("usual.html");
    desk.done(&["report", "monthly", "--out", &usual]);
    assert_ne!(std::fs::read(&page).unwrap(), std::fs::read(&usual).unwrap(), "another system's review");
    let nobody = desk.refused(&["report", "vendor", "--system", "A-0001", "--out", &page]);
    assert_eq!(nobody["field"], "system");
    let nobody = desk.refused(&["chart", "flow", "--system", "A-0001", "--out", &out]);
    assert_eq!((nobody["code"].as_str(), nobody["field"].as_str()), (Some("not_found"), Some("system")));
}

#[test]
fn a_thing_and_its_history_are_told_in_the_clinics_time_and_in_words() {
    let desk = Desk::with_clinic();
    let key = desk.json(&["log", "one list of open results !safety ?"])["key"].as_str().unwrap().to_owned();
    for text in [desk.done(&["show", &key]), desk.done(&["history", &key])] {
        let epoch = text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 13);
        assert_eq!(epoch, None, "{text}");
        assert!(text.contains("-06:00") || text.contains("-07:00"), "Denver's own time: {text}");
    }
    assert!(desk.done(&["show", &key]).contains("safety: yes"));
    assert!(desk.done(&["history", &key]).contains("safety: - to yes"));
}
