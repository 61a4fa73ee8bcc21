//! Files in and out, through the commands that take a path.

use std::fs;

use serde_json::json;

use crate::common::{DAY_MS, Desk, MONDAY_TEN, why};

#[test]
fn an_export_comes_back_as_the_same_record() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    let folder = desk.path("export");
    let report = desk.ok("export_tables", json!({ "path": folder }));
    assert!(report["files"].as_array().unwrap().len() > 15);
    let other = Desk::empty();
    let preview = other.ok("import_preview", json!({ "path": folder }));
    assert_eq!((&preview["refused_count"], &preview["saved"]), (&json!(0), &json!(null)));
    let imported = other.ok("import_run", json!({ "path": folder }));
    assert_eq!(imported["refused_count"], 0, "{:?}", imported["refused"]);
    let systems = |desk: &Desk| desk.ok("measure", json!({ "as_of": "2026-11-20" }))["systems"].clone();
    let (there, here) = (systems(&other), systems(&desk));
    for (there, here) in there.as_array().unwrap().iter().zip(here.as_array().unwrap()) {
        for (part, here) in here.as_object().unwrap() {
            let same = there[part] == *here;
            assert!(same, "{part} of {}", there["system"]);
        }
    }
    // One import, one act.
    other.ok("undo", json!({}));
    assert_eq!(other.ok("app_state", json!({}))["clinic"], json!(null));
}

#[test]
fn one_bad_line_stops_all_and_is_named() {
    let desk = Desk::clinic();
    let folder = desk.path("tables");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("areas.csv"), "area,route\nRefills,vendor\nResults,nonsense\n").unwrap();
    let before = desk.digest();
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!((&report["refused_count"], &report["saved"]), (&json!(1), &json!(null)));
    assert_eq!(
        (&report["refused"][0]["line"], &report["refused"][0]["column"]),
        (&json!(3), &json!("route"))
    );
    assert_eq!(desk.digest(), before);
}

#[test]
fn a_path_that_leads_nowhere_is_said() {
    let desk = Desk::clinic();
    let nowhere = json!({ "path": desk.path("nowhere") });
    assert_eq!(why(&desk.refused("import_preview", nowhere.clone())).0, "file");
    let unopened = desk.refused("import_open", nowhere.clone());
    assert_eq!(why(&unopened).0, "file");
    assert!(unopened["message"].as_str().unwrap().contains("nowhere cannot be read"), "{unopened}");
    assert_eq!(why(&desk.refused("import_run", nowhere)).0, "file");
    fs::write(desk.path("file"), "x").unwrap();
    let in_a_file = json!({ "path": desk.path("file").join("folder") });
    assert_eq!(why(&desk.refused("export_tables", in_a_file)).0, "file");
}

#[test]
fn a_csv_of_another_program_is_read_through_a_mapping() {
    let desk = Desk::clinic();
    let file = desk.path("tickets.csv");
    fs::write(&file, "Number,Subject,Opened\nT1,Fax cover prints twice,2026-10-01 08:30\n").unwrap();
    let map = json!({
        "columns": { "key": "Number", "title": "Subject", "opened": "Opened" }, "defaults": { "kind": "workflow" },
    });
    let report = desk.ok("import_run", json!({ "path": file, "rows_are": "requests", "map": map }));
    assert_eq!(report["refused_count"], 0, "{report}");
    let row = desk.ok("request_list", json!({}))["rows"][0].clone();
    assert_eq!((&row["title"], &row["age_days"]), (&json!("Fax cover prints twice"), &json!(53)));
    let preset = json!({ "path": file, "rows_are": "requests", "map": "nonsense" });
    assert_eq!(why(&desk.refused("import_preview", preset)), ("invalid", "map", "not_a_mapping"));
}

/// A list says of one request that it is done, and not when: it counts as done, and nothing reads a day or 0 days of it. Told
/// here, the day is measured from then on.
#[test]
fn a_request_that_is_done_and_says_no_day_has_no_day_until_somebody_says_it() {
    let desk = Desk::clinic();
    let file = desk.path("list.csv");
    fs::write(
        &file,
        "ID,Title,Opened,State\n1,Fax cover prints twice,2026-10-01,fixed\n2,Recalls,2026-10-01,done\n",
    )
    .unwrap();
    let input = json!({ "path": file, "rows_are": "requests", "map": "plain" });
    assert_eq!(desk.ok("import_preview", input.clone())["undated_lines"], 2);
    assert_eq!(desk.ok("import_run", input.clone())["undated_lines"], 2);
    let found = |text: &str| {
        let id = desk.ok("search", json!({ "text": text }))[0]["id"].clone();
        desk.ok("request_detail", json!({ "id": id }))
    };
    let clock = |detail: &serde_json::Value, at: usize| {
        let clock = &detail["clocks"][at];
        (clock["at"].clone(), clock["days"].clone(), clock["undated"].clone())
    };
    let (fax, recalls) = (found("fax"), found("recalls"));
    // Delivered: it waits to be verified, and for the rest as any open one.
    assert_eq!(clock(&fax, 2), (json!(null), json!(null), json!(true)), "{}", fax["clocks"]);
    assert_eq!(clock(&fax, 0), (json!(null), json!(53), json!(false)));
    assert_eq!((&fax["turns"], &fax["states"][1]["undated"]), (&json!(null), &json!(true)));
    // Closed: whatever did not come until then stopped on a day that nobody says.
    assert_eq!(clock(&recalls, 0), (json!(null), json!(null), json!(false)));
    assert_eq!(clock(&recalls, 3), (json!(null), json!(null), json!(true)));
    assert_eq!((&recalls["closed_at"], &recalls["row"]["state"]), (&json!(null), &json!("verified")));
    desk.ok("correct_day", json!({ "id": fax["states"][1]["id"], "day": "2026-10-15" }));
    let fax = found("fax");
    assert_eq!((&fax["clocks"][2]["days"], &fax["clocks"][2]["undated"]), (&json!(14), &json!(false)));
    assert_eq!(fax["turns"]["ours"], 53);
    // The list that still says no day takes it away no more; one undo does.
    assert_eq!(desk.ok("import_run", input)["files"][0]["unchanged"], 2);
    desk.ok("undo", json!({}));
    assert_eq!(clock(&found("fax"), 2).2, json!(true));
}

/// Two were there, two come; one of those that were there is changed by the file. Undone and brought in once more it is the
/// same list, though nothing of it is new by then.
#[test]
fn what_came_with_an_import_is_a_list() {
    let desk = Desk::clinic();
    let file = desk.path("list.csv");
    let input = |path: &std::path::Path| json!({ "path": path, "rows_are": "requests", "map": "plain" });
    let rows = |text: &str| fs::write(&file, format!("ID,Title,Opened,State\n{text}")).unwrap();
    rows("1,Fax,2026-10-01,\n2,Recalls,2026-10-02,\n");
    desk.ok("import_run", input(&file));
    rows("1,Fax cover,2026-10-01,\n3,Labels,2026-10-03,done\n4,Forms,2026-10-04,\n2,Recalls,2026-10-02,\n");
    let listed = |act: &serde_json::Value, sort: &str| {
        let filter = json!({ "standing": "all", "came_with": act });
        let mut titles: Vec<String> = Vec::new();
        let mut cursor = json!(null);
        // A row a page: the next one goes on where the one before ended.
        loop {
            let asked =
                json!({ "filter": filter, "sort": sort, "group": "none", "limit": 1, "cursor": cursor });
            let page = desk.ok("request_list", asked);
            let rows = page["rows"].as_array().unwrap();
            titles.extend(rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()));
            cursor = page["next"].clone();
            if cursor.is_null() {
                let all = desk.ok("request_list", json!({ "filter": filter }));
                assert_eq!(all["total"], titles.len());
                return titles;
            }
        }
    };
    let act = desk.ok("import_run", input(&file))["saved"]["act"].clone();
    assert_eq!(listed(&act, "age"), ["Fax cover", "Labels", "Forms"]);
    assert_eq!(listed(&act, "title"), ["Fax cover", "Forms", "Labels"]);
    desk.ok("undo", json!({}));
    assert_eq!(listed(&act, "age"), ["Fax"], "what it had made is gone");
    let again = desk.ok("import_run", input(&file))["saved"]["act"].clone();
    assert_eq!(listed(&again, "age"), ["Fax cover", "Labels", "Forms"]);
    desk.refused("request_list", json!({ "filter": { "came_with": "the last one" } }));
    // Of these nothing but the state has moved: the rows say of the requests themselves what stands.
    rows(
        "1,Fax cover,2026-10-01,\n3,Labels,2026-10-03,done\n4,Forms,2026-10-04,done\n2,Recalls,2026-10-02,fixed\n",
    );
    let moved = desk.ok("import_run", input(&file));
    assert_eq!(moved["files"][0]["unchanged"], 2, "{moved}");
    assert_eq!(listed(&moved["saved"]["act"], "title"), ["Forms", "Recalls"]);
}

/// Done on a day that nobody says; Ana knows it. A newer export that says another one makes no second delivery of it.
#[test]
fn a_day_that_was_corrected_stays_where_a_newer_export_says_another_one() {
    let desk = Desk::clinic();
    desk.seat("Ana Ruiz");
    let file = desk.path("list.csv");
    let input =
        |take: bool| json!({ "path": file, "rows_are": "requests", "map": "plain", "take_corrected": take });
    let said = |day: &str| {
        fs::write(&file, format!("ID,Title,Opened,State,Fixed on\n1,Fax,2026-10-01,fixed,{day}\n")).unwrap();
    };
    said("");
    desk.ok("import_run", input(false));
    let id = desk.ok("search", json!({ "text": "fax" }))[0]["id"].clone();
    let detail = || desk.ok("request_detail", json!({ "id": id }));
    let delivered = detail()["states"][1]["id"].clone();
    desk.ok("correct_day", json!({ "id": delivered, "day": "2026-10-25" }));
    said("2026-10-20");
    let run = desk.ok("import_run", input(false));
    assert_eq!(
        (&run["corrections_count"], &run["corrections"][0]["field"]),
        (&json!(1), &json!("at")),
        "{run}"
    );
    // Opened on the 1st: 24 days to the 25th, 19 to the 20th.
    let stands = || {
        let detail = detail();
        (detail["states"].as_array().unwrap().len(), detail["clocks"][2]["days"].clone())
    };
    assert_eq!(stands(), (2, json!(24)));
    let tables = desk.path("tables");
    desk.ok("export_tables", json!({ "path": tables }));
    let heads = fs::read_to_string(tables.join("request_states.csv")).unwrap();
    assert!(!heads.lines().next().unwrap().contains("undated"), "nobody's day is unsaid: {heads}");
    desk.ok("import_run", input(true));
    assert_eq!(stands(), (2, json!(19)), "it was asked for");
}

/// A tracker's sheet comes in, Ana puts a title right, and the same sheet comes again.
#[test]
fn an_older_sheet_takes_back_no_correction_unless_it_is_asked_to() {
    let desk = Desk::clinic();
    desk.seat("Ana Ruiz");
    let file = desk.path("tickets.csv");
    let sheet = |fax: &str, recall: &str| {
        let rows = format!("T1,{fax},2026-10-01 08:30\nT2,{recall},2026-10-02 08:30\n");
        fs::write(&file, format!("Number,Subject,Opened\n{rows}")).unwrap();
    };
    let map = json!({
        "columns": { "key": "Number", "title": "Subject", "opened": "Opened" }, "defaults": { "kind": "workflow" },
    });
    let input =
        |take: bool| json!({ "path": file, "rows_are": "requests", "map": map, "take_corrected": take });
    let titles = |desk: &Desk| -> Vec<String> {
        let rows = desk.ok("request_list", json!({ "sort": "key" }))["rows"].clone();
        rows.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
    };
    sheet("Fax twice", "Recalls");
    assert_eq!(desk.ok("import_run", input(false))["corrections_count"], 0);
    let fax = desk.ok("search", json!({ "text": "fax" }))[0]["id"].clone();
    desk.pass(DAY_MS);
    let corrected = json!({ "id": fax, "kind": "request", "set": { "title": "Fax cover prints twice" } });
    desk.ok("save", corrected.clone());

    let preview = desk.ok("import_preview", input(false));
    let named = json!([{
        "file": "tickets.csv", "line": 2, "kind": "request", "field": "title", "shown_as": "text",
        "ours": "Fax cover prints twice", "theirs": "Fax twice", "by": "Ana Ruiz", "at": MONDAY_TEN + DAY_MS,
    }]);
    assert_eq!((&preview["corrections"], &preview["corrections_lines"]), (&named, &json!(1)));
    assert_eq!(preview["files"][0]["unchanged"], 2);
    sheet("Fax twice", "Recall list");
    let run = desk.ok("import_run", input(false));
    assert_eq!((&run["corrections"], &run["files"][0]["unchanged"]), (&named, &json!(1)));
    assert_eq!(titles(&desk), ["Fax cover prints twice", "Recall list"]);

    assert_eq!(desk.ok("import_run", input(true))["corrections_count"], 1);
    assert_eq!(titles(&desk), ["Fax twice", "Recall list"]);
    assert_eq!(desk.ok("import_preview", input(false))["corrections_count"], 0, "it is the file's now");
    desk.ok("undo", json!({}));
    let back = desk.ok("import_preview", input(false));
    assert_eq!(back["corrections"], named, "undo brought back what Ana wrote");

    // A correction that was taken back is none: the newer sheet's word is taken.
    desk.ok("save", json!({ "id": fax, "kind": "request", "set": { "title": "Fax twice" } }));
    desk.ok("undo", json!({}));
    assert_eq!(titles(&desk), ["Fax cover prints twice", "Recall list"]);
    let recalls = desk.ok("search", json!({ "text": "recall" }))[0]["id"].clone();
    desk.ok("save", json!({ "id": recalls, "kind": "request", "set": { "title": "Recalls by date" } }));
    desk.ok("undo", json!({}));
    sheet("Fax cover prints twice", "Recall letters");
    assert_eq!(desk.ok("import_run", input(false))["corrections_count"], 0);
    assert_eq!(titles(&desk), ["Fax cover prints twice", "Recall letters"]);
}

/// What was typed here, written out, put right in a spreadsheet and brought back was never an import's word.
#[test]
fn what_was_typed_here_is_changed_by_the_sheet_it_was_written_out_to() {
    let desk = Desk::clinic();
    desk.seat("Ana Ruiz");
    desk.make("request", json!({ "title": "Fax twice", "kind": "workflow" }));
    let folder = desk.path("out");
    desk.ok("export_tables", json!({ "path": folder }));
    let requests = folder.join("requests.csv");
    let text = fs::read_to_string(&requests).unwrap().replace("Fax twice", "Fax cover prints twice");
    fs::write(&requests, text).unwrap();
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!((&report["refused_count"], &report["corrections_count"]), (&json!(0), &json!(0)));
    let row = desk.ok("request_list", json!({}))["rows"][0].clone();
    assert_eq!(row["title"], "Fax cover prints twice");
}

#[test]
fn the_tables_as_one_zip_come_back_as_the_same_tables_with_a_dictionary_and_the_same_bytes_twice() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    let (zip, again, folder) = (desk.path("set.zip"), desk.path("again.ZIP"), desk.path("set"));
    let written = desk.ok("export_tables", json!({ "path": zip }));
    desk.ok("export_tables", json!({ "path": again }));
    assert_eq!(fs::read(&zip).unwrap(), fs::read(&again).unwrap());
    assert_eq!(written, desk.ok("export_tables", json!({ "path": folder })));
    let dictionary = fs::read_to_string(folder.join("dictionary.md")).unwrap();
    assert!(dictionary.contains("| vendor_ref | text | "), "{dictionary}");
    let other = Desk::empty();
    let offer = other.ok("import_open", json!({ "path": zip }));
    assert_eq!((&offer["tables"], &offer["archive"]), (&json!(true), &json!(false)));
    let imported = other.ok("import_run", json!({ "path": zip }));
    assert_eq!((&imported["refused_count"], &imported["ignored_files"]), (&json!(0), &json!([])));
    let back = other.path("back");
    other.ok("export_tables", json!({ "path": back }));
    for file in fs::read_dir(&folder).unwrap() {
        let name = file.unwrap().file_name();
        assert_eq!(fs::read(folder.join(&name)).unwrap(), fs::read(back.join(&name)).unwrap(), "{name:?}");
    }
}

#[test]
fn an_archive_is_known_for_what_it_is() {
    let desk = Desk::clinic();
    let file = desk.path("history.zip");
    desk.ok("export_archive", json!({ "path": file }));
    let offer = desk.ok("import_open", json!({ "path": file }));
    assert_eq!((&offer["tables"], &offer["archive"]), (&json!(false), &json!(true)));
}

#[test]
fn what_looks_like_a_patient_is_named_by_its_place_before_it_leaves_and_never_repeated() {
    let desk = Desk::clinic();
    let clean = desk.ok("export_look", json!({}));
    assert_eq!((&clean["count"], &clean["texts"]), (&json!(0), &json!([])));
    let set = json!({ "title": "Chart of a 47 year old opens twice", "kind": "template" });
    let id = desk.id("save", json!({ "kind": "request", "set": set, "phi_ok": true }));
    let note = json!({ "item": id, "text": "patient Maria Sample called", "phi_ok": true });
    desk.ok("comment", note);
    let look = desk.ok("export_look", json!({}));
    assert_eq!(look["count"], 2, "{look}");
    let texts = look["texts"].as_array().unwrap();
    // The note is seen under its request.
    assert!(texts.iter().all(|text| text["kind"] == "request" && text["id"] == json!(id)), "{look}");
    let whys: Vec<_> = texts.iter().map(|text| text["why"].as_str().unwrap()).collect();
    assert_eq!(whys, ["age", "patient_name"]);
    assert!(!look.to_string().contains("Maria") && !look.to_string().contains("47"), "{look}");
    let listed = desk.ok("export_look", json!({ "list": { "requests": {} } }));
    assert_eq!((&listed["count"], &listed["texts"][0]["field"]), (&json!(1), &json!("title")));
    assert_eq!(desk.ok("export_look", json!({ "list": { "workarounds": {} } }))["count"], 0);
}

/// TABLES A27: an import takes history as it was. Whoever asked then may be nobody of this clinic.
#[test]
fn closed_history_has_nobody_to_tell_unless_one_of_ours_asked() {
    let desk = Desk::clinic();
    let folder = desk.path("tables");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("people.csv"), "person,name,role\nk.sorel,Kit Sorel,nurse\n").unwrap();
    let requests = "request,title,kind,requester\nR1,Fax cover prints twice,workflow,Front desk\n\
                    R2,Refill queue splits,workflow,k.sorel\nR3,Labels too small,workflow,Front desk\n";
    fs::write(folder.join("requests.csv"), requests).unwrap();
    let states = "request,at,state\n\
                  R1,2026-09-01T10:00:00Z,new\nR1,2026-09-08T10:00:00Z,verified\n\
                  R2,2026-09-01T10:00:00Z,new\nR2,2026-09-08T10:00:00Z,verified\n\
                  R3,2026-09-01T10:00:00Z,new\nR3,2026-09-08T10:00:00Z,delivered\n";
    fs::write(folder.join("request_states.csv"), states).unwrap();
    fs::write(folder.join("voices.csv"), "item,person,at\nR1,Front desk,2026-09-02T10:00:00Z\n").unwrap();
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!(report["refused_count"], 0, "{report}");
    let told = |key: &str| {
        let rows = desk.ok("request_list", json!({ "filter": { "standing": "all" } }))["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["key"] == key).unwrap()["to_tell"].clone()
    };
    assert_eq!((told("R1"), told("R2"), told("R3")), (json!(0), json!(1), json!(1)));
    let waiting = |standing: &str| {
        let filter = json!({ "filter": { "standing": standing, "to_tell": true }, "sort": "key" });
        let rows = desk.ok("request_list", filter)["rows"].clone();
        rows.as_array().unwrap().iter().map(|row| row["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        (waiting("open"), waiting("all")),
        (vec!["R3".to_owned()], vec!["R2".to_owned(), "R3".to_owned()])
    );
}

/// TABLES asks for a key of people where somebody is counted as a person: staffing and the weekly pulse. Who owns, asked
/// or said "me too" may be a name alone (A27).
#[test]
fn an_unknown_person_is_refused_by_its_column_where_a_key_is_asked_and_nothing_comes_in() {
    let desk = Desk::clinic();
    let folder = desk.path("tables");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("people.csv"), "person,name,role\nk.sorel,Kit Sorel,nurse\n").unwrap();
    fs::write(folder.join("requests.csv"), "request,title,kind,owner\nR1,Fax cover,workflow,Front desk\n")
        .unwrap();
    fs::write(folder.join("voices.csv"), "item,person,at\nR1,Front desk,2026-09-01T10:00:00Z\n").unwrap();
    let fte = folder.join("fte.csv");
    let pulse = folder.join("pulse.csv");
    let before = desk.digest();
    for (file, rows) in [
        (&fte, "person,from,fte\nk.sorel,2026-01-01,1\nk.sorell,2026-01-01,1\n"),
        (&pulse, "person,week_of,answered\nk.sorel,2026-09-07,yes\nk.sorell,2026-09-07,yes\n"),
    ] {
        fs::write(file, rows).unwrap();
        let report = desk.ok("import_run", json!({ "path": folder }));
        assert_eq!((&report["refused_count"], &report["saved"]), (&json!(1), &json!(null)), "{report}");
        let refused = &report["refused"][0];
        assert_eq!(
            (&refused["line"], &refused["column"], &refused["code"]),
            (&json!(3), &json!("person"), &json!("not_found"))
        );
        assert_eq!(desk.digest(), before, "all or nothing");
        fs::remove_file(file).unwrap();
    }
    assert_eq!(desk.ok("import_run", json!({ "path": folder }))["refused_count"], 0);
}

/// A heading or two of ours does not make a table of another program's file: what its rows are stays a question.
#[test]
fn a_tracker_with_an_area_goes_to_the_mapping_and_our_own_files_to_the_tables() {
    let desk = Desk::clinic();
    let tracker = desk.path("tracker.csv");
    for heading in ["Area,Headline,Status,Raised", "Title,Status,Opened,Area"] {
        fs::write(&tracker, format!("{heading}\nRefills,Fax cover prints twice,2026-10-01,New\n")).unwrap();
        let offer = desk.ok("import_open", json!({ "path": tracker }));
        assert_eq!((&offer["tables"], &offer["rows_are"]), (&json!(false), &json!("requests")), "{heading}");
    }
    desk.ok("sample_open", json!({}));
    let folder = desk.path("set");
    desk.ok("export_tables", json!({ "path": folder }));
    for name in
        ["areas.csv", "people.csv", "requests.csv", "request_states.csv", "events.csv", "promises.csv"]
    {
        let (file, other) = (folder.join(name), desk.path("from us.csv"));
        assert_eq!(desk.ok("import_open", json!({ "path": file }))["tables"], true, "{name}");
        fs::copy(&file, &other).unwrap();
        assert_eq!(desk.ok("import_open", json!({ "path": other }))["tables"], true, "{name}");
        // As the screen hands it on: without saying what the rows are.
        assert_eq!(desk.ok("import_preview", json!({ "path": other }))["refused_count"], 0, "{name}");
    }
}
