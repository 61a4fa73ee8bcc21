//! Logging, undo and redo.

use crate::Desk;

#[test]
fn a_line_becomes_a_workaround_or_a_request_and_can_be_taken_back() {
    let desk = Desk::with_clinic();
    let empty = desk.json(&["list", "workarounds"]);
    assert_eq!(empty.as_array().unwrap().len(), 0);
    let saved = desk.json(&["log", "Sticky notes for refills #refills 5m x3"]);
    let key = saved["key"].as_str().unwrap();
    let shown = desk.json(&["show", key]);
    assert_eq!(shown["row"]["title"], "Sticky notes for refills");
    assert_eq!(shown["row"]["area"]["name"], "Refills");
    assert_eq!(shown["row"]["times"], 3);

    let asked = desk.json(&["log", "#results", "One list of open results?"]);
    let request = asked["key"].as_str().unwrap();
    assert_eq!(desk.json(&["show", request])["row"]["state"], "new");
    assert!(!desk.json(&["history", request]).as_array().unwrap().is_empty());
    assert_eq!(desk.json(&["search", "results"]).as_array().unwrap().len(), 2, "the request and the area");

    desk.done(&["undo"]);
    assert_eq!(desk.json(&["list", "requests"]).as_array().unwrap().len(), 0);
    desk.done(&["redo"]);
    assert_eq!(desk.json(&["list", "requests"]).as_array().unwrap().len(), 1);
    let nothing = desk.refused(&["redo"]);
    assert_eq!(nothing["code"], "nothing_to_undo");
    let said = "Nothing was taken back last, so there is nothing to do again.";
    assert_eq!(nothing["message"], said, "redo takes nothing back");
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn what_is_said_to_people_is_worded_and_an_empty_list_says_so() {
    let desk = Desk::with_clinic();
    assert_eq!(desk.done(&["list", "requests"]).trim(), "Nothing found.");
    assert_eq!(desk.done(&["search", "fax"]).trim(), "Nothing found.");
    desk.done(&["log", "Fax comes in twice"]);
    assert_eq!(desk.done(&["undo"]).trim(), "undone: logged workaround: Fax comes in twice");
    assert_eq!(desk.done(&["redo"]).trim(), "redone: logged workaround: Fax comes in twice");
}

#[test]
fn what_looks_like_a_patients_data_is_not_saved_and_never_repeated() {
    let desk = Desk::with_clinic();
    let error = desk.refused(&["log", "refill sent twice for SSN 000-00-0000"]);
    assert_eq!((error["code"].as_str(), error["hint"].as_str()), (Some("phi_blocked"), Some("ssn")));
    assert!(!error.to_string().contains("000-00"));
}

#[test]
fn a_line_that_names_nobody_known_or_says_nothing_is_refused() {
    let desk = Desk::with_clinic();
    assert_eq!(desk.refused(&["log", "Retyping cards @nemo"])["hint"], "nobody_of_that_name");
    assert_eq!(desk.refused(&["log", "#refills"])["code"], "invalid");
    let paste = "x".repeat(100_000);
    assert_eq!(desk.refused(&["log", &paste])["hint"], "too_long");
}

#[test]
fn what_may_be_a_patients_data_is_saved_and_said() {
    let desk = Desk::with_clinic();
    let line = "claim 123456789 came back again";
    let saved = desk.json(&["log", line]);
    assert_eq!(saved["warning"]["looks_like"], "long_number");
    assert_eq!(desk.json(&["show", saved["key"].as_str().unwrap()])["row"]["title"], line);
    let said = desk.run(&["log", line]);
    assert_eq!(said.code, 0);
    assert!(said.stderr.contains("long number") && !said.stderr.contains("123456789"), "{said:?}");
    assert_eq!(desk.json(&["log", "Retyping cards"])["warning"], serde_json::Value::Null);
}

#[test]
fn what_may_be_a_patients_data_is_said_of_what_leaves_and_nothing_is_held_back() {
    let desk = Desk::with_clinic();
    let key = desk.json(&["log", "claim 123456789 came back again"])["key"].as_str().unwrap().to_owned();
    let [tables, archive, list] = ["tables", "history.zip", "list.csv"].map(|name| desk.path(name));
    for words in [
        ["export", "tables", &tables].as_slice(),
        &["export", "archive", &archive],
        &["export", "list", &list, "workarounds"],
    ] {
        let said = desk.run(words);
        assert_eq!(said.code, 0, "{said:?}");
        let names_it = said.stderr.contains(&key) && said.stderr.contains("title: long number");
        assert!(names_it && !said.stderr.contains("123456789"), "{words:?}: {said:?}");
        let found = &desk.json(words)["doubtful"];
        assert_eq!(
            (&found["count"], &found["texts"][0]["why"]),
            (&1.into(), &"long_number".into()),
            "{found}"
        );
    }
    desk.done(&["undo"]);
    assert_eq!(desk.run(&["export", "tables", &tables]).stderr, "");
}

#[test]
fn a_line_that_makes_an_area_says_so() {
    let desk = Desk::with_clinic();
    let line = ["log", "The cover comes twice #copiers"];
    assert!(desk.done(&line).ends_with("There was no area “copiers” yet: it was made.\n"));
    assert!(!desk.done(&line).contains("area"), "it is there now");
    assert_eq!(desk.json(&["log", "Two labels #labels"])["new_area"], "labels");
    assert_eq!(desk.json(&["log", "Two labels #lab"])["new_area"], serde_json::Value::Null);
}
