//! Quick capture: understood while typed, saved in one act, never with a patient's data.

use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk, why};

fn line(text: &str) -> Json {
    json!({ "text": text })
}

#[test]
fn tokens_stand_where_javascript_counts_them() {
    let desk = Desk::clinic();
    // `fax ` has 4 units, the fax machine 2, the blank 1: `#refills` begins at 7.
    let view = desk.ok("capture_parse", line("fax \u{1F4E0} #refills 5m x3 !safety ?"));
    assert_eq!(view["tokens"][0], json!({ "kind": "area", "start": 7, "end": 15 }));
    assert_eq!(view["area"], json!({ "id": null, "name": "refills" }));
    assert_eq!((&view["minutes"], &view["times"]), (&json!(5.0), &json!(3)));
    assert_eq!((&view["safety"], &view["is_request"]), (&json!(true), &json!(true)));
}

#[test]
fn a_line_becomes_a_workaround_that_happened() {
    let desk = Desk::clinic();
    let ana = desk.seat("Front desk lead");
    let lead = desk.make("person", json!({ "name": "Nurse lead", "role": "nurse" }));
    let saved = desk.ok("capture_save", line("sticky notes for refills 5m x3 #refills @nurse-lead !safety"));
    assert_eq!(saved["label"]["code"], "logged_workaround");
    assert_eq!(saved["key"], "A-0001");
    let detail = desk.ok("workaround_detail", json!({ "id": saved["id"] }));
    let row = &detail["row"];
    assert_eq!(row["title"], "sticky notes for refills");
    assert_eq!((&row["break"], &row["started"]), (&json!("drift"), &json!("2026-11-23")));
    assert_eq!((&row["area"]["name"], &row["owner"]["id"]), (&json!("refills"), &json!(lead)));
    assert_eq!((&row["safety"], &row["times"]), (&json!(true), &json!(3)));
    let occurrence = &detail["occurrences"][0];
    assert_eq!((&occurrence["minutes"], &occurrence["count"]), (&json!(5.0), &json!(3)));
    assert_eq!(occurrence["person"]["id"], json!(ana));
    // 3 times 5 minutes are a quarter of an hour, timed.
    assert_eq!((&row["hours_a_month"], &row["basis"]), (&json!(0.25), &json!("timed")));
}

#[test]
fn a_question_mark_makes_a_request_of_whoever_is_at_the_desk() {
    let desk = Desk::clinic();
    let ana = desk.seat("Front desk lead");
    let saved = desk.ok("capture_save", line("refills should land in one inbox #refills ?"));
    let detail = desk.ok("request_detail", json!({ "id": saved["id"] }));
    assert_eq!(detail["row"]["state"], "new");
    assert_eq!(detail["row"]["turn"], "nobody");
    assert_eq!(detail["requester"]["id"], json!(ana));
    assert_eq!(detail["kind"], "workflow");
    assert_eq!(detail["workarounds"], json!([]));
}

#[test]
fn a_request_that_says_minutes_keeps_them_in_a_linked_workaround() {
    let desk = Desk::clinic();
    let saved = desk.ok("capture_save", line("refills should land in one inbox 4m x2 ?"));
    let detail = desk.ok("request_detail", json!({ "id": saved["id"] }));
    let linked = &detail["workarounds"][0];
    assert_eq!((&linked["active"], &linked["hours_a_month"]), (&json!(true), &json!(8.0 / 60.0)));
    // One line, one act: one undo takes all of it back.
    desk.ok("undo", json!({}));
    assert_eq!(desk.ok("request_list", json!({}))["total"], 0);
    assert_eq!(desk.ok("workaround_list", json!({}))["total"], 0);
}

#[test]
fn an_unknown_area_is_made_without_an_owner_and_found_again_in_any_spelling() {
    let desk = Desk::clinic();
    desk.ok("capture_save", line("first #Note-Templates"));
    desk.ok("capture_save", line("second #notetemplates"));
    let owners = desk.ok("owners", json!({}));
    assert_eq!(owners["areas"].as_array().unwrap().len(), 1);
    assert_eq!(owners["areas"][0]["owner"], json!(null));
    assert_eq!(owners["areas"][0]["active_workarounds"], 2);
    assert_eq!(desk.ok("app_state", json!({}))["counts"]["areas_unowned"], 1);
}

#[test]
fn a_renamed_area_keeps_its_name_when_somebody_types_the_old_one() {
    let desk = Desk::clinic();
    desk.ok("capture_save", line("first #labs"));
    let labs = desk.ok("owners", json!({}))["areas"][0]["id"].clone();
    desk.ok("save", json!({ "id": labs, "kind": "area", "set": { "key": "Laboratory" } }));
    desk.ok("capture_save", line("second #labs"));
    assert_eq!(desk.ok("entity", json!({ "id": labs }))["fields"]["key"], "Laboratory");
    assert_eq!(desk.ok("owners", json!({}))["areas"].as_array().unwrap().len(), 2);
}

#[test]
fn a_line_with_a_problem_is_not_saved() {
    let desk = Desk::clinic();
    for (text, field, hint) in [
        ("", "title", "required"),
        ("#refills 5m", "title", "required"),
        ("fax cover @nobody-here", "owner", "nobody_of_that_name"),
        ("fax cover 0m", "minutes", "out_of_range"),
        ("fax cover x1000", "count", "out_of_range"),
        ("bell\u{7}", "title", "control_characters"),
    ] {
        assert_eq!(why(&desk.refused("capture_save", line(text))), ("invalid", field, hint), "{text:?}");
    }
    let pasted = "x".repeat(10_000_000);
    assert_eq!(why(&desk.refused("capture_save", line(&pasted))), ("invalid", "title", "too_long"));
    assert_eq!(desk.ok("capture_parse", line(&pasted))["problems"][0]["code"], "too_long");
}

#[test]
fn patient_data_is_blocked_and_never_repeated() {
    let desk = Desk::clinic();
    let mut blocked = line("refill sent twice for SSN 000-00-0000 #refills");
    blocked["phi_ok"] = json!(true);
    let error = desk.refused("capture_save", blocked);
    assert_eq!(why(&error), ("phi_blocked", "text", "ssn"));
    assert!(!error.to_string().contains("000-00"));
}

#[test]
fn a_warning_is_saved_once_somebody_looked() {
    let desk = Desk::clinic();
    let mut warned = line("it came back 123456789");
    assert_eq!(why(&desk.refused("capture_save", warned.clone())), ("phi_warned", "text", "long_number"));
    warned["phi_ok"] = json!(true);
    desk.ok("capture_save", warned);
}

#[test]
fn what_is_alike_is_offered_and_logged_with_one_more_call() {
    let desk = Desk::clinic();
    let sticky = desk.id("capture_save", line("sticky notes for refills 4m"));
    let fax = desk.id("capture_save", line("fax cover prints twice ?"));
    let alike = desk.ok("similar", line("refills on sticky"));
    assert_eq!(alike[0]["id"], json!(sticky));
    assert_eq!(alike.as_array().unwrap().len(), 1);
    assert_eq!(desk.ok("similar", line("fax"))[0]["id"], json!(fax));
    desk.ok("capture_save", line("portal login slow again"));
    assert_eq!(desk.ok("similar", line("printer slow again")), json!([]), "a shared tail is no likeness");
    desk.ok("again", json!({ "id": sticky, "minutes": 6.0 }));
    let detail = desk.ok("workaround_detail", json!({ "id": sticky }));
    assert_eq!((&detail["row"]["times"], &detail["median_minutes"]), (&json!(2), &json!(5.0)));
}

#[test]
fn again_on_a_request_counts_the_person_and_its_only_workaround() {
    let desk = Desk::clinic();
    let request = desk.id("capture_save", line("one inbox for refills ?"));
    let error = desk.refused("again", json!({ "id": request }));
    assert_eq!(why(&error), ("nobody_at_desk", "", ""));
    let workaround = desk.id("capture_save", line("sticky notes for refills"));
    desk.ok("link", json!({ "request": request, "workaround": workaround }));
    desk.seat("Nurse");
    desk.ok("again", json!({ "id": request }));
    let detail = desk.ok("request_detail", json!({ "id": request }));
    assert_eq!(detail["voices"][0]["who"]["name"], "Nurse");
    assert_eq!(desk.ok("workaround_detail", json!({ "id": workaround }))["row"]["times"], 2);
}

/// A workaround that minutes of yesterday make began yesterday: before it began no minutes would count (A7).
#[test]
fn minutes_of_an_earlier_day_count_from_that_day() {
    let desk = Desk::clinic();
    desk.seat("Nurse");
    let request = desk.id("capture_save", line("one inbox for refills ?"));
    let yesterday = desk.now_ms() - DAY_MS;
    desk.ok("again", json!({ "id": request, "minutes": 30.0, "at": yesterday }));
    let made = &desk.ok("request_detail", json!({ "id": request }))["workarounds"][0];
    let row = desk.ok("workaround_detail", json!({ "id": made["item"]["id"] }))["row"].clone();
    // Begun today it would have none.
    assert_eq!((&row["in_use_days"], &row["hours_a_month"]), (&json!(1), &json!(0.5)), "{row}");
}

#[test]
fn nothing_to_report_answers_the_week_once() {
    let desk = Desk::clinic();
    assert_eq!(why(&desk.refused("nothing_to_report", json!({}))).0, "nobody_at_desk");
    desk.seat("Nurse");
    assert_eq!(desk.ok("nothing_to_report", json!({}))["changed"], json!(["pulse"]));
    desk.pass(DAY_MS);
    let again = desk.ok("nothing_to_report", json!({}));
    assert_eq!((&again["changed"], &again["act"]), (&json!([]), &json!(null)));
    let week = &desk.ok("today", json!({}))["week"];
    assert_eq!(
        (&week["answered"], &week["roster"], &week["uses_pulse"]),
        (&json!(1), &json!(1), &json!(true))
    );
}

/// The line that begins a workaround is no repetition of it; the next one is.
#[test]
fn the_first_line_of_a_workaround_is_not_again() {
    let desk = Desk::clinic();
    desk.seat("Nurse");
    let workaround = desk.id("capture_save", line("print the schedule twice 6m"));
    let again = || desk.ok("today", json!({}))["week"]["again"].clone();
    assert_eq!(again(), json!(0));
    desk.ok("again", json!({ "id": workaround }));
    assert_eq!(again(), json!(1));
}

/// "It happened again" with minutes on a request nobody has a workaround for: they are kept, as in a line that ends in
/// `?`. The second time they go to the same workaround: 2 × 3 × 10 minutes are an hour.
#[test]
fn minutes_said_of_a_request_are_never_dropped() {
    let desk = Desk::clinic();
    desk.seat("Nurse");
    let request = desk.id("capture_save", line("one inbox for refills #refills ?"));
    let again = json!({ "id": request, "minutes": 10.0, "count": 3 });
    desk.ok("again", again.clone());
    assert!(desk.ok("again", again)["act"].is_string());
    let detail = desk.ok("request_detail", json!({ "id": request }));
    assert_eq!(detail["voices"].as_array().unwrap().len(), 1, "one person is one voice");
    assert_eq!(detail["workarounds"].as_array().unwrap().len(), 1);
    let made = desk.ok("workaround_detail", json!({ "id": detail["workarounds"][0]["item"]["id"] }));
    assert_eq!(
        (&made["row"]["title"], &made["row"]["area"]["name"]),
        (&json!("one inbox for refills"), &json!("refills"))
    );
    assert_eq!((&made["row"]["times"], &made["row"]["hours_a_month"]), (&json!(6), &json!(1.0)));
}

#[test]
fn minutes_said_of_a_request_with_several_workarounds_ask_which() {
    let desk = Desk::clinic();
    desk.seat("Nurse");
    let request = desk.id("capture_save", line("one inbox for refills ?"));
    for title in ["sticky notes", "a list on paper"] {
        let workaround = desk.id("capture_save", line(title));
        desk.ok("link", json!({ "request": request, "workaround": workaround }));
    }
    let error = desk.refused("again", json!({ "id": request, "minutes": 10.0 }));
    assert_eq!(why(&error), ("invalid", "id", "several_workarounds"));
}

#[test]
fn a_second_voice_of_one_person_is_said_to_be_counted_already() {
    let desk = Desk::clinic();
    desk.seat("Nurse");
    let request = desk.id("capture_save", line("one inbox for refills ?"));
    assert_eq!(desk.ok("again", json!({ "id": request }))["label"]["code"], "again");
    let second = desk.ok("again", json!({ "id": request }));
    assert_eq!((&second["label"]["code"], &second["act"]), (&json!("already_counted"), &json!(null)));
}

/// Whoever is meant is said with as much of the name as tells them apart, whatever its case and accents.
#[test]
fn the_beginning_of_a_name_is_enough_where_only_one_begins_so() {
    let desk = Desk::clinic();
    let person = |name: &str| desk.make("person", json!({ "name": name, "role": "nurse" }));
    let (maria, marco) = (person("María López"), person("Marco Lozano"));
    let owner = |text: &str| desk.ok("capture_parse", line(text))["owner"]["id"].clone();
    for typed in ["@maria", "@MARÍA", "@lop", "@maria-lo", "@\"maria lopez\""] {
        assert_eq!(owner(&format!("fax cover {typed}")), json!(maria), "{typed}");
    }
    let saved = desk.ok("capture_save", line("fax cover prints twice @marc"));
    let detail = desk.ok("workaround_detail", json!({ "id": saved["id"] }));
    assert_eq!(detail["row"]["owner"]["id"], json!(marco));

    let error = desk.refused("capture_save", line("fax cover prints twice @mar"));
    assert_eq!(why(&error), ("invalid", "owner", "several_people"));
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("María López") && message.contains("Marco Lozano"), "{message}");
    let problem = desk.ok("capture_parse", line("fax @lo"))["problems"][0].clone();
    assert_eq!((&problem["code"], &problem["start"]), (&json!("several_people"), &json!(4)));
    // A whole name counts before any beginning.
    let mar = person("Mar");
    assert_eq!(owner("fax cover @mar"), json!(mar));
}

#[test]
fn who_has_left_is_not_meant_and_is_refused_by_name() {
    let desk = Desk::clinic();
    let person = |name: &str, away: &str| {
        desk.make("person", json!({ "name": name, "role": "nurse", "active_to": away }))
    };
    person("Nora Reyes", "2026-01-21");
    let error = desk.refused("capture_save", line("fax cover prints twice @nora"));
    assert_eq!(why(&error), ("invalid", "owner", "not_here_today"));
    assert!(error["message"].as_str().unwrap().contains("Nora Reyes"));
    assert_eq!(desk.ok("capture_parse", line("fax @nora"))["problems"][0]["code"], "not_here_today");

    // Nor is the whole name of one who left the beginning of another's.
    desk.make("person", json!({ "name": "Nora Reyes Lang", "role": "nurse" }));
    let error = desk.refused("capture_save", line("fax cover prints twice @nora-reyes"));
    assert_eq!(why(&error), ("invalid", "owner", "not_here_today"));

    // The beginning of several names means the one that somebody here has whole.
    let here = desk.make("person", json!({ "name": "Nora", "role": "nurse" }));
    assert_eq!(desk.ok("capture_parse", line("fax @nora"))["owner"]["id"], json!(here));
}

#[test]
fn the_beginning_of_an_area_is_that_area_and_a_made_up_one_or_one_in_quotes_is_new() {
    let desk = Desk::clinic();
    let refills = desk.make("area", json!({ "key": "Refills" }));
    let audits = desk.make("area", json!({ "key": "Auditoría clínica" }));
    let area = |text: &str| desk.ok("capture_parse", line(text))["area"]["id"].clone();
    assert_eq!(area("sticky notes #ref"), json!(refills));
    assert_eq!(area("sticky notes #clinica"), json!(audits));
    assert_eq!(area("sticky notes #referrals"), json!(null));
    assert_eq!(area("sticky notes #\"ref\""), json!(null));
    desk.make("area", json!({ "key": "Results" }));
    let error = desk.refused("capture_save", line("sticky notes #re"));
    assert_eq!(why(&error), ("invalid", "area", "several_areas"));
    assert!(error["message"].as_str().unwrap().contains("Refills, Results"), "{error}");
    desk.ok("capture_save", line("sticky notes #\"Re\""));
    assert_eq!(desk.ok("owners", json!({}))["areas"].as_array().unwrap().len(), 4);
}
