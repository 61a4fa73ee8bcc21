//! The monthly review and the vendor packet, through the commands: what they say is what was measured, and what
//! must not leave the clinic does not.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk};

fn document(desk: &Desk, input: Json) -> Json {
    desk.ok("report", input)["document"].clone()
}

fn file(desk: &Desk, report: Json, paper: &str, format: &str) -> Vec<u8> {
    let input = json!({ "report": report, "paper": paper, "format": format });
    STANDARD.decode(desk.ok("report_file", input)["base64"].as_str().unwrap()).unwrap()
}

/// The blocks of a kind, in order.
fn blocks<'d>(document: &'d Json, kind: &str) -> Vec<&'d Json> {
    document["blocks"].as_array().unwrap().iter().filter(|block| block["kind"] == kind).collect()
}

/// What stands beside a name among the terms labelled so.
fn term(document: &Json, label: &str, name: &str) -> String {
    let terms = blocks(document, "terms").into_iter().find(|block| block["label"] == label).unwrap();
    let row = terms["rows"].as_array().unwrap().iter().find(|row| row[0] == name).unwrap();
    row[1].as_str().unwrap().to_owned()
}

/// What is to be read with care, as one text.
fn care(document: &Json) -> String {
    let columns = blocks(document, "beside")[0]["columns"].as_array().unwrap();
    let care = columns.iter().find(|column| {
        ["Read this with care", "Léase con cuidado"].contains(&column["title"].as_str().unwrap())
    });
    let said = care.map(|care| care["items"].as_array().unwrap().iter().filter_map(Json::as_str).collect());
    said.unwrap_or_else(Vec::new).join(" ")
}

/// The key figures as `(label, value, note)`.
fn figures(document: &Json) -> Vec<[String; 3]> {
    let figures = blocks(document, "figures")[0]["figures"].as_array().unwrap();
    let text = |figure: &Json, name: &str| figure[name].as_str().unwrap().to_owned();
    figures.iter().map(|figure| ["label", "value", "note"].map(|name| text(figure, name))).collect()
}

fn per_cent(share: &Json) -> String {
    format!("{:.0}%", share.as_f64().unwrap() * 100.0)
}

#[test]
fn the_monthly_review_says_what_measure_gives() {
    let desk = Desk::sample();
    let view = desk.ok("report", json!({}));
    let month = view["months"].as_array().unwrap().iter().rfind(|month| month["partial"] == false).unwrap();
    assert_eq!(view["month"], month["n"], "the last whole month unless another is asked for");
    // As things stood at the end of that month.
    let all = desk.ok("measure", json!({}));
    let months = all["systems"].as_array().unwrap().last().unwrap()["months"].clone();
    let to: chrono::NaiveDate = months.as_array().unwrap().iter().find(|m| m["n"] == view["month"]).unwrap()
        ["to"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let then = desk.ok("measure", json!({ "as_of": to.pred_opt().unwrap() }));
    let system = then["systems"].as_array().unwrap().last().unwrap();
    let measured = system["months"].as_array().unwrap().iter().find(|m| m["n"] == view["month"]).unwrap();
    let number = |value: &Json| format!("{:.1}", value.as_f64().unwrap());

    let document = &view["document"];
    let [hours, phase, promises, _] = figures(document).try_into().unwrap();
    assert_eq!(hours[1], format!("{} h", number(&measured["hours"]["all"])));
    let timed = measured["hours"]["timed"].as_f64().unwrap() / measured["hours"]["all"].as_f64().unwrap();
    let note =
        format!("{} h per FTE. {} timed.", number(&measured["hours_per_fte"]), per_cent(&json!(timed)));
    assert_eq!(hours[2], note);
    assert_eq!(phase[1].to_lowercase().replace(' ', "_"), system["phase"]["label"].as_str().unwrap());
    let vendor = &system["vendors"][0];
    assert_eq!(promises[1], format!("{} of {}", vendor["kept"], vendor["due"]));

    // Counts and the day they are of: as a share they are the one of the figures.
    let rows = blocks(document, "table")[0]["rows"].as_array().unwrap();
    let hardened = rows[0][2].as_str().unwrap().to_owned();
    let (some, rest) = hardened.split_once(" of ").unwrap();
    let (all, on) = rest.split_once(" workarounds hardened on ").unwrap();
    let share = some.parse::<f64>().unwrap() / all.parse::<f64>().unwrap();
    assert!((share - measured["hardened_share"].as_f64().unwrap()).abs() < 1e-9, "{hardened}");
    assert!(on.ends_with("2026"), "{hardened}");
    let signals = [
        hardened,
        format!("{} of question-days unanswered", per_cent(&measured["unanswered_share"])),
        format!(
            "{} overdue request-days per 10 FTE in the month",
            number(&measured["overdue_days_per_10_fte"])
        ),
        format!("{} EHR hours outside per 8 scheduled", number(&measured["wow8"])),
    ];
    for ((row, name), signal) in rows.iter().zip(["drift", "reporting", "support", "burnout"]).zip(signals) {
        assert_eq!(row[1], format!("{} h", number(&measured["hours"][name])), "{name}");
        assert_eq!(row[2], signal, "{name}");
    }
}

/// In the month in progress the review and the views stand at one day: hours are those of the workaround's own page, and
/// what got better is what Today tells.
#[test]
fn where_most_of_it_goes_and_what_got_better_are_what_the_views_tell() {
    let desk = Desk::sample();
    let months = desk.ok("report", json!({}))["months"].clone();
    let month = months.as_array().unwrap().iter().find(|month| month["partial"] == true).unwrap();
    let document = document(&desk, json!({ "month": month["n"] }));
    let tables = blocks(&document, "table");
    let table = tables.iter().find(|table| table["heads"][0]["text"] == "Workaround").unwrap();
    let rows = table["rows"].as_array().unwrap();
    assert_eq!((&table["heads"][2]["text"], rows.len()), (&json!("Lost"), 5), "{table}");
    let every = json!({ "filter": { "standing": "all" }, "limit": 200 });
    let list = desk.ok("workaround_list", every)["rows"].as_array().unwrap().clone();
    let mut before = f64::INFINITY;
    for row in rows {
        let title = row[0].as_str().unwrap();
        let listed = list.iter().find(|one| one["title"] == title).unwrap();
        let detail = desk.ok("workaround_detail", json!({ "id": listed["id"] }));
        let of_month =
            detail["months"].as_array().unwrap().iter().find(|one| one["n"] == month["n"]).unwrap();
        let hours = of_month["hours"].as_f64().unwrap();
        assert_eq!(row[2], format!("{hours:.1} h"), "{title}");
        assert!(hours <= before, "most hours first");
        before = hours;
        assert_eq!(row[5], *listed["owner"]["name"].as_str().unwrap_or("Nobody"), "{title}");
    }
    let swatches = table["swatches"]["svgs"].as_array().unwrap();
    assert_eq!((&table["swatches"]["column"], swatches.len()), (&json!(1), rows.len()));
    assert!(swatches.iter().all(|svg| svg.as_str().unwrap().starts_with("<svg ")));

    let columns = blocks(&document, "beside")[0]["columns"].as_array().unwrap();
    assert_eq!(columns[0]["title"], "What got better");
    let lines = columns[0]["items"].to_string();
    let since = month["from"].as_str().unwrap();
    let today = desk.ok("today", json!({}));
    let all = today["better"].as_array().unwrap().iter();
    let told: Vec<_> = all.filter(|row| row["on"].as_str().unwrap() >= since).take(3).collect();
    assert!(!told.is_empty(), "the sample has some: {today}");
    for row in told {
        assert!(lines.contains(row["title"].as_str().unwrap()), "{row} in {lines}");
    }
}

#[test]
fn the_packet_says_what_measure_gives() {
    let desk = Desk::sample();
    let measured = desk.ok("measure", json!({}));
    let vendor = measured["systems"].as_array().unwrap().last().unwrap()["vendors"][0].clone();
    let view = desk.ok("vendor", json!({}));
    let evidence = &view["evidence"];
    let packet = document(&desk, json!({ "report": "vendor" }));
    let said = |name: &str| term(&packet, "Five questions", name);
    let number = |value: &Json| format!("{:.1}", value.as_f64().unwrap());
    let days = |value: &Json| format!("{:.0}", value.as_f64().unwrap());

    let scope = said("What counts as out of scope?");
    let whole = &evidence["out_of_scope"]["whole"];
    assert_eq!(
        scope,
        format!(
            "{} of the {whole} decided requests were declined as out of scope",
            per_cent(&vendor["out_of_scope_share"])
        )
    );
    assert_eq!(
        said("Who do we talk to?"),
        format!(
            "{} of requests to the vendor had a named contact; {} chases per request",
            per_cent(&vendor["named_contact_share"]),
            number(&vendor["chases_per_request"])
        )
    );
    let speed = said("How quickly are adjustments made?");
    let promises = format!(
        "{} of {} promises kept since go-live, {} slips per promise",
        vendor["kept"],
        vendor["due"],
        number(&vendor["slips_per_promise"])
    );
    assert!(speed.ends_with(&promises), "{speed}");
    let fix = &evidence["fix_delivered"];
    let median = format!(
        "{} days until half of the requests have a fix (of {}, open ones counted in); ",
        days(&fix["median"]),
        fix["n"]
    );
    assert!(speed.starts_with(&median), "{speed}, not {median}");
    let misfit = &evidence["workarounds_delivered"];
    let fixed = format!("{} of {} workarounds", misfit["part"], misfit["whole"]);
    assert!(said("What happens when a workflow does not fit?").starts_with(&fixed));
    let handled = format!(
        "{} hand-overs per delivered request, {} changes of state on the way ({} delivered)",
        number(&evidence["hand_overs_per_delivered"]),
        number(&evidence["steps_per_delivered"]),
        evidence["delivered"]
    );
    assert_eq!(said("How are changes handled after go-live?"), handled);
}

#[test]
fn the_same_record_gives_the_same_bytes_twice() {
    let desk = Desk::sample();
    for report in [json!({ "report": "monthly" }), json!({ "report": "vendor", "language": "es" })] {
        for (paper, format) in [("letter", "pdf"), ("a4", "pdf"), ("a4", "html")] {
            let once = file(&desk, report.clone(), paper, format);
            assert!(once.starts_with(if format == "pdf" { b"%PDF-" } else { b"<!doc" }), "{report} {format}");
            assert!(once == file(&desk, report.clone(), paper, format), "{report} {paper} {format}");
        }
    }
}

#[test]
fn a_packets_file_is_named_by_the_day_it_is_of() {
    let desk = Desk::sample();
    let today = desk.ok("today", json!({}))["today"].as_str().unwrap().to_owned();
    let name =
        desk.ok("report_file", json!({ "report": { "report": "vendor" }, "format": "html" }))["name"].clone();
    assert_eq!(name, format!("vendor-packet-{today}.html"));
}

/// A report that is being made is seen and can be stopped; then there is no file and nothing has changed.
#[test]
fn a_report_is_seen_being_made_and_can_be_stopped() {
    let desk = Desk::sample();
    let before = desk.digest();
    let input = json!({ "report": { "report": "vendor" }, "format": "pdf" });
    let refused = std::thread::scope(|scope| {
        let made = scope.spawn(|| desk.call("report_file", input.clone()));
        while desk.ok("work", json!({}))["work"].is_null() && !made.is_finished() {
            std::thread::yield_now();
        }
        assert_eq!(desk.ok("work_cancel", json!({}))["work"]["kind"], "report");
        made.join().unwrap()
    });
    assert_eq!(serde_json::to_value(refused.unwrap_err()).unwrap()["code"], "cancelled");
    assert_eq!(desk.ok("work", json!({}))["work"], json!(null), "it is off the list");
    assert_eq!(desk.digest(), before);
    desk.ok("report_file", input);
}

/// Each system's review stands on its own months, each vendor's packet holds its own requests alone.
#[test]
fn of_two_systems_each_is_reported_by_itself() {
    let desk = Desk::sample();
    let systems = desk.ok("catalogue", json!({}))["systems"].as_array().unwrap().clone();
    let measured = desk.ok("measure", json!({}));
    assert!(systems.len() > 1);
    let mut seen = std::collections::BTreeSet::new();
    for system in &systems {
        let of = |report: &str| json!({ "report": report, "system": system["id"] });
        let review = desk.ok("report", of("monthly"));
        let name = system["name"].as_str().unwrap();
        assert!(review["document"]["kicker"].as_str().unwrap().contains(name), "{name}");
        let figures_of = |wanted: &Json| {
            let all = measured["systems"].as_array().unwrap().iter();
            all.filter(|one| one["months"].as_array().unwrap().len() == wanted.as_array().unwrap().len())
                .count()
        };
        assert_eq!(figures_of(&review["months"]), 1, "{name}: its own months");
        let packet = document(&desk, of("vendor"));
        for part in blocks(&packet, "part") {
            let title = part["title"].as_str().unwrap().to_owned();
            assert!(seen.insert(title.clone()), "{title} stands in one vendor's packet");
        }
        let vendor = desk.ok("vendor", json!({ "system": system["id"] }))["system"]["vendor"].clone();
        assert_eq!(packet["title"], format!("For {}", vendor.as_str().unwrap()));
    }
    assert!(!seen.is_empty());
}

#[test]
fn a_clinic_without_data_is_told_so_and_shown_no_number() {
    let desk = Desk::clinic();
    let review = document(&desk, json!({}));
    let [hours, phase, promises, areas] = figures(&review).try_into().unwrap();
    assert_eq!([&hours[1], &phase[1]], ["not measured", "not measured"]);
    assert_eq!([&promises[1], &areas[1]], ["none due", "none listed"]);
    assert!(blocks(&review, "chart").is_empty(), "no frame around nothing");
    for row in blocks(&review, "table")[0]["rows"].as_array().unwrap() {
        assert_eq!([&row[1], &row[2]], ["not measured", "not measured"], "{row}");
    }
    let packet = document(&desk, json!({ "report": "vendor" }));
    assert_eq!(packet["blocks"].as_array().unwrap().len(), 1, "{packet}");
    assert!(blocks(&packet, "words")[0]["text"].as_str().unwrap().starts_with("Our log holds nothing"));
    let nothing = document(&Desk::empty(), json!({}));
    assert_eq!(figures(&nothing)[0][1], "not measured");
}

/// Two people, three weeks, one workaround, one request at the vendor.
fn tiny() -> Desk {
    let desk = Desk::empty();
    let folder = desk.path("tables");
    fs::create_dir(&folder).unwrap();
    for (name, text) in [
        ("clinic.csv", "name,time_zone\nTwo Rivers,America/Denver\n"),
        ("systems.csv", "system,name,vendor,go_live\nehr1,Marlet EHR,Marlet,2026-11-02\n"),
        (
            "people.csv",
            "person,name,role\np1,Ana Quill,provider\np2,Bo Tarn,front desk\nv1,Vera Holt,vendor\n",
        ),
        ("fte.csv", "person,from,fte\np1,2026-11-02,1\np2,2026-11-02,1\n"),
        (
            "workarounds.csv",
            "workaround,title,break,started,acceptable,acceptable_why\n\
             w1,Ana Quill's paper list,drift,2026-11-03,no,ana quill loses track\n",
        ),
        (
            "estimates.csv",
            "workaround,from,people,uses_per_person_per_week,minutes_per_use,basis\n\
             w1,2026-11-03,2,5,6,guessed\n",
        ),
        (
            "requests.csv",
            "request,title,kind,route,requester\nr1,\"Refill list (QUILL, ANA)\",workflow,vendor,p1\n\
             r2,Inbox order,workflow,vendor,p2\n",
        ),
        (
            "request_states.csv",
            "request,at,state,by,reason\nr1,2026-11-04T09:00:00-07:00,new,p1,\n\
             r1,2026-11-05T09:00:00-07:00,waiting_vendor,p1,\nr2,2026-11-05T09:00:00-07:00,new,p1,\n\
             r2,2026-11-12T09:00:00-07:00,declined_vendor,p2,Told Bo Tarn: clause 7.2\n",
        ),
        ("links.csv", "request,workaround\nr1,w1\n"),
        (
            "promises.csv",
            "request,clock,made_on,due_on,promised_by,source\n\
             r1,fix,2026-11-06,2026-11-20,Vera Holt,Call with Bo Tarn\n",
        ),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!(report["refused_count"], 0, "{report}");
    desk
}

/// 10 uses a week of 6 minutes are 1 h a week; 3 to 23 November are 21 days of it: 3 h in the month so far.
#[test]
fn a_tiny_clinic_is_told_what_cannot_be_known_yet() {
    let desk = tiny();
    let review = document(&desk, json!({}));
    let [hours, phase, promises, _] = figures(&review).try_into().unwrap();
    assert_eq!(hours[1], "3.0 h");
    assert_eq!(phase[1], "not measured");
    assert_eq!(promises[1], "0 of 1");
    let care = care(&review);
    assert!(care.contains("The month is not over.") && care.contains("Coverage is unknown"), "{care}");
    let rows = blocks(&review, "table")[0]["rows"].as_array().unwrap();
    assert_eq!([&rows[1][2], &rows[3][2]], ["not measured", "not measured"], "no question, no pulse");

    let packet = document(&desk, json!({ "report": "vendor" }));
    for (question, things) in [
        ("What happens when a workflow does not fit?", "1 workaround"),
        ("What counts as out of scope?", "1 request decided"),
        ("How quickly are adjustments made?", "2 requests at the vendor"),
        ("Who do we talk to?", "2 requests at the vendor"),
    ] {
        let said = term(&packet, "Five questions", question);
        assert!(said.starts_with(&format!("too few to tell: {things}, 5 are needed")), "{question} {said}");
        assert!(!said.contains('%'), "{said}");
    }
    assert_eq!(
        term(&packet, "Five questions", "How are changes handled after go-live?"),
        "nothing was delivered yet"
    );
    let meanwhile = term(&packet, "Refill list (provider)", "Until then we");
    assert!(meanwhile.contains("3.0 h so far this month, guessed"), "never as a whole month's: {meanwhile}");
}

/// Whole names go out as roles, in any case and last name first; the vendor's own people stay named.
#[test]
fn names_of_staff_never_leave_in_the_packet() {
    let desk = tiny();
    for language in ["en", "es"] {
        let report = json!({ "report": "vendor", "language": language });
        let packet = document(&desk, report.clone());
        let html = String::from_utf8(file(&desk, report, "letter", "html")).unwrap();
        for text in [packet.to_string(), html.replace("&#39;", "'")] {
            let body = text.split("<body>").last().unwrap().to_lowercase();
            let words: Vec<&str> = body.split(|letter: char| !letter.is_alphanumeric()).collect();
            for name in ["ana", "quill", "bo", "tarn"] {
                assert!(!words.contains(&name), "{name} in {body}");
            }
            assert!(
                text.contains("provider's paper list") && text.contains("Call with front desk"),
                "{text}"
            );
            assert!(text.contains("Vera Holt"), "the vendor knows its own people");
        }
        assert_eq!(packet["warnings"], json!([]));
    }
    // A first name alone may be an everyday word: it is left and said.
    let id = desk.ok("search", json!({ "text": "Inbox order" }))[0]["id"].clone();
    assert!(id.is_string());
    desk.ok("save", json!({ "kind": "request", "id": id, "set": { "title": "Ana needs the inbox order" } }));
    let warned = document(&desk, json!({ "report": "vendor" }))["warnings"].clone();
    assert_eq!(warned.as_array().unwrap().len(), 1, "{warned}");
    assert!(warned[0].as_str().unwrap().contains("by first or last name"));
}

/// Of two systems in use the review is of one, and says so; the retired one is not named.
#[test]
fn a_review_says_which_system_it_is_about_where_several_are_live() {
    let desk = Desk::empty();
    let folder = desk.path("tables");
    fs::create_dir(&folder).unwrap();
    let systems = "system,name,vendor,go_live,retired\nold,Paperlane,P,2023-02-01,2025-03-10\n\
        marlet,Marlet EHR,Marlet,2025-03-10,\nlab,Labwell,L,2026-05-04,\n";
    fs::write(folder.join("clinic.csv"), "name,time_zone\nTwo Rivers,America/Denver\n").unwrap();
    fs::write(folder.join("systems.csv"), systems).unwrap();
    assert_eq!(desk.ok("import_run", json!({ "path": folder }))["refused_count"], 0);
    let systems = desk.ok("catalogue", json!({}))["systems"].as_array().unwrap().clone();
    let id = |name: &str| systems.iter().find(|system| system["name"] == name).unwrap()["id"].clone();
    let said = |name: &str, language: &str, month: Option<i32>| {
        let review = json!({ "system": id(name), "language": language, "month": month });
        care(&document(&desk, review))
    };
    let care = said("Labwell", "en", None);
    assert!(
        care.contains("This is about Labwell. Also live, and not in these figures: Marlet EHR."),
        "{care}"
    );
    let care = said("Marlet EHR", "es", None);
    assert!(
        care.contains("Esto trata de Marlet EHR. También en uso, y fuera de estas cifras: Labwell."),
        "{care}"
    );
    let care = said("Marlet EHR", "en", Some(1));
    assert!(!care.contains("Also live"), "Labwell was not live yet in that month: {care}");
}

/// Live since 2026-11-02, as of the 23rd: nothing can have hardened before 90 days.
#[test]
fn a_share_of_hardened_workarounds_waits_until_any_can_have_hardened() {
    let desk = tiny();
    let signal = |language: &str| {
        let review = document(&desk, json!({ "language": language }));
        blocks(&review, "table")[0]["rows"][0][2].as_str().unwrap().to_owned()
    };
    assert_eq!(signal("en"), "hardened: not measured yet, 90 days after go-live at the earliest");
    assert_eq!(signal("es"), "endurecidos: aún sin medir, como pronto 90 días tras la puesta en marcha");
    // 2 November is the first day, 30 January the 90th; the workaround began on 3 November.
    desk.pass(68 * DAY_MS);
    assert_eq!(desk.ok("today", json!({}))["today"], "2027-01-30");
    let review = document(&desk, json!({ "month": 3 }));
    let hardened = blocks(&review, "table")[0]["rows"][0][2].as_str().unwrap().to_owned();
    assert!(hardened.starts_with("0 of 1 workaround hardened on "), "{hardened}");
}

#[test]
fn the_monthly_review_of_each_month_is_one_page_on_either_paper() {
    let desk = Desk::sample();
    let months = desk.ok("report", json!({}))["months"].clone();
    let months: Vec<i64> =
        months.as_array().unwrap().iter().map(|month| month["n"].as_i64().unwrap()).collect();
    assert!(months.len() > 12, "{months:?}");
    for (at, month) in months.into_iter().enumerate() {
        // Both papers and both languages come by turns: a month is costly to gather.
        let paper = ["letter", "a4"][at % 2];
        let language = ["en", "es"][at / 2 % 2];
        let report = json!({ "report": "monthly", "month": month, "language": language });
        let printed = file(&desk, report, paper, "pdf");
        let pages = String::from_utf8_lossy(&printed).matches("/Type /Page\n").count();
        assert_eq!(pages, 1, "month {month} on {paper} in {language}");
    }
}
