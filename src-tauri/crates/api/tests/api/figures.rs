//! The figures of Friction beside the main chart, through the commands.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keepalive_api::App;
use keepalive_store::OpenOptions;
use serde_json::{Value as Json, json};

use crate::common::{BREAKS, DAY_MS, Desk, FIGURES};

#[test]
fn every_figure_has_picture_words_and_the_same_numbers_as_a_table() {
    let desk = Desk::sample();
    for figure in FIGURES {
        let view = desk.ok("figure", json!({ "figure": figure, "width": 600 }));
        let list = |name: &str| view[name].as_array().unwrap().len();
        assert_eq!(view["missing"], Json::Null, "{figure}");
        assert!(view["chart"]["svg"].as_str().unwrap().starts_with("<svg"), "{figure}");
        assert!(!view["chart"]["caption"].as_str().unwrap().is_empty(), "{figure}");
        assert_eq!(list("spoken"), view["chart"]["columns"].as_array().unwrap().len(), "{figure}");
        assert!(list("spoken") > 0, "{figure} can be read step by step");
        let columns = view["table"]["columns"].as_array().unwrap().len();
        let rows = view["table"]["rows"].as_array().unwrap();
        assert!(
            !rows.is_empty() && rows.iter().all(|row| row.as_array().unwrap().len() == columns),
            "{figure}"
        );
    }
}

/// A workaround that nobody estimated or timed is no zero hours anywhere: not in the month, not in its break, not per
/// FTE, not in the table of the chart, not in the panel. With one in another break that is estimated the month has hours,
/// all of that break, and the first break stays unmeasured.
#[test]
fn what_nobody_measured_is_never_zero_hours() {
    let desk = Desk::clinic();
    desk.make("workaround", json!({ "title": "Paper list", "break": "drift", "started": "2026-11-18" }));
    let month = || desk.ok("friction", json!({}))["months"].as_array().unwrap().last().unwrap().clone();
    let hours = || desk.ok("today", json!({}))["hours"].clone();
    let panel = |of: Json| desk.ok("explain", of)["value"].clone();
    assert_eq!((&month()["measured"], &month()["hours"]["drift"]), (&json!(false), &Json::Null));
    assert_eq!(hours()["so_far"], Json::Null);
    assert_eq!(panel(json!({ "figure": "hours_lost" })), Json::Null);
    assert_eq!(desk.ok("review", json!({}))["cost"], Json::Null);

    let other = desk
        .make("workaround", json!({ "title": "Typed twice", "break": "burnout", "started": "2026-11-18" }));
    let estimate = json!({
        "workaround": { "ref": other }, "people": 1.0, "uses_per_person_per_week": 7.0, "minutes_per_use": 30.0,
        "basis": "guessed", "from": "2026-11-18",
    });
    desk.make("estimate", estimate);
    let now = month();
    assert_eq!(now["measured"], json!(true));
    let of = |name: &str| now["hours"][name].clone();
    assert!(of("all").as_f64() > Some(0.0));
    assert_eq!((of("drift"), of("burnout")), (Json::Null, of("all")), "drift is not measured");
    assert_eq!((of("reporting"), of("support")), (json!(0.0), json!(0.0)), "nothing was in use there");
    assert_eq!(panel(json!({ "figure": "hours_lost", "break": "drift" })), Json::Null);
    assert_eq!(panel(json!({ "figure": "hours_lost", "break": "reporting" })), json!(0.0));
    assert_eq!(hours()["so_far"], of("all"));
}

/// A request asked for a year ago begins the record, and says nothing of hours: the months until the first workaround was timed
/// lost nobody knows how much, and that is no zero in the chart, in its table, on Today or in the panel.
#[test]
fn a_request_of_long_ago_makes_no_month_of_zero_hours() {
    let desk = Desk::clinic();
    let request = desk.make("request", json!({ "title": "Recall list", "kind": "visibility" }));
    let asked = desk.ok("request_detail", json!({ "id": request }))["states"][0]["id"].clone();
    desk.ok("correct_day", json!({ "id": asked, "day": "2025-09-15" }));
    let list =
        desk.make("workaround", json!({ "title": "Paper list", "break": "drift", "started": "2026-11-18" }));
    desk.ok("again", json!({ "id": list, "minutes": 30.0 }));

    let view = desk.ok("friction", json!({}));
    let months = view["months"].as_array().unwrap();
    let (now, before) = months.split_last().unwrap();
    assert_eq!((&now["recorded"], &now["measured"]), (&json!(1.0), &json!(true)));
    assert!((now["hours"]["all"].as_f64().unwrap() - 0.5).abs() < 1e-9, "half an hour: {now}");
    assert!(now["hours_recorded"].as_f64().unwrap() < 1.0, "of this month only a part is known: {now}");
    for month in before {
        assert_eq!((&month["recorded"], &month["measured"]), (&json!(1.0), &json!(false)), "{month}");
    }
    assert_eq!(
        desk.ok("today", json!({}))["hours"]["last_whole"],
        Json::Null,
        "no month of 0.0 hours before this one"
    );
    let earlier = json!({ "figure": "hours_lost", "month": before.last().unwrap()["n"] });
    assert_eq!(desk.ok("explain", earlier)["value"], Json::Null);
}

#[test]
fn flow_shows_the_months_that_measure_gives() {
    let desk = Desk::sample();
    let measured = desk.ok("measure", json!({}));
    let months =
        measured["systems"].as_array().unwrap().last().unwrap()["months"].as_array().unwrap().clone();
    let recorded: Vec<&Json> = months.iter().filter(|m| m["recorded"].as_f64().unwrap() > 0.0).collect();
    let view = desk.ok("figure", json!({ "figure": "flow" }));
    let rows = view["table"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), recorded.len());
    for (row, month) in rows.iter().zip(recorded) {
        let shown = ["n", "arrivals", "departures", "wip"].map(|name| json!(month[name].to_string()));
        assert_eq!(row.as_array().unwrap()[..4], shown);
    }
}

/// The lists count the whole clinic's: a chart of one system says how many more there are.
#[test]
fn open_requests_of_another_system_are_named_beside_those_of_this_one() {
    let desk = Desk::sample();
    let all = desk.ok("app_state", json!({}))["counts"]["requests_open"].as_u64().unwrap();
    let of = |input: Json| desk.ok("figure", input);
    let here = of(json!({ "figure": "ageing" }));
    let shown = here["table"]["rows"].as_array().unwrap().len() as u64;
    let elsewhere = all - shown;
    assert!(elsewhere > 0, "{all} are open, {shown} of the live system");
    let said = match elsewhere {
        1 => "1 more open request belongs to another system.".to_owned(),
        more => format!("{more} more open requests belong to other systems."),
    };
    for figure in ["ageing", "flow"] {
        let caption = of(json!({ "figure": figure }))["chart"]["caption"].as_str().unwrap().to_owned();
        assert!(caption.ends_with(&said), "{figure}: {caption}");
        let area = desk.ok("catalogue", json!({}))["areas"][0]["id"].clone();
        let part = of(json!({ "figure": figure, "area": area }));
        let caption = part["chart"]["caption"].as_str().unwrap_or_default();
        assert!(!caption.contains("more open request"), "no list counts beside a part: {caption}");
    }
}

#[test]
fn the_medians_are_those_that_measure_gives() {
    let desk = Desk::sample();
    let measured = desk.ok("measure", json!({}));
    let turnaround = &measured["systems"].as_array().unwrap().last().unwrap()["turnaround"];
    for clock in ["first_response", "workaround_offered", "delivered", "verified"] {
        let view = desk.ok("figure", json!({ "figure": clock }));
        let caption = view["chart"]["caption"].as_str().unwrap();
        match turnaround[clock]["median_days"].as_f64() {
            Some(days) if days >= 10.0 => {
                assert!(caption.contains(&format!("within {days:.0} days")), "{clock}: {caption}");
            }
            Some(_) => assert!(caption.contains("half had it within"), "{clock}: {caption}"),
            None => assert!(caption.contains("fewer than half"), "{clock}: {caption}"),
        }
    }
}

#[test]
fn a_filter_narrows_what_it_can_and_the_rest_says_that_it_is_whole() {
    let desk = Desk::sample();
    let area = desk.ok("catalogue", json!({}))["areas"][0].clone();
    let all = |figure: &str| desk.ok("figure", json!({ "figure": figure }));
    let of =
        |figure: &str| desk.ok("figure", json!({ "figure": figure, "area": area["id"], "break": "drift" }));
    let flow = of("flow");
    assert_eq!(flow["whole"], json!(["break"]), "requests belong to no break");
    assert!(flow["title"].as_str().unwrap().ends_with(&format!("({})", area["name"].as_str().unwrap())));
    assert_ne!(flow["table"], all("flow")["table"]);
    assert_eq!(of("survival")["whole"], json!([]));
    assert_ne!(of("survival")["table"], all("survival")["table"]);
    assert_eq!(of("after_hours")["whole"], json!(["area", "break"]));
    assert_eq!(of("after_hours")["table"], all("after_hours")["table"]);
    assert_eq!(of("pareto")["whole"], json!(["area"]), "it compares the areas");
}

#[test]
fn one_area_after_another_adds_up_to_the_whole() {
    let desk = Desk::sample();
    let arrivals = |input: Json| -> f64 {
        let view = desk.ok("figure", input);
        let rows = view["table"]["rows"].as_array().cloned().unwrap_or_default();
        rows.iter().map(|row| row[1].as_str().unwrap().replace(',', "").parse::<f64>().unwrap()).sum()
    };
    let areas = desk.ok("catalogue", json!({}))["areas"].as_array().unwrap().clone();
    let parts: f64 = areas.iter().map(|area| arrivals(json!({ "figure": "flow", "area": area["id"] }))).sum();
    let whole = arrivals(json!({ "figure": "flow" }));
    assert!(parts <= whole && parts >= whole * 0.5, "{parts} of {whole}; the rest has no area");
}

#[test]
fn few_people_stay_hidden_whatever_is_asked_for() {
    let desk = Desk::sample();
    let sites = desk.ok("catalogue", json!({}))["sites"].as_array().unwrap().clone();
    let mut inputs = vec![json!({ "figure": "after_hours" })];
    inputs.extend(sites.iter().map(|site| json!({ "figure": "after_hours", "site": site["id"] })));
    for input in inputs {
        let view = desk.ok("figure", input.clone());
        for row in view["table"]["rows"].as_array().unwrap() {
            let people = row[1].as_str().unwrap();
            // Hidden: neither the number of people nor a value; the one cell says why, the other that it is.
            let hidden = people == "fewer than 5";
            assert!(hidden || people.parse::<u32>().unwrap() >= 5, "{input}: {row}");
            assert_eq!(hidden, row[2] == "hidden", "{input}: {row}");
        }
    }
}

#[test]
fn spanish_reaches_picture_table_and_read_out() {
    let desk = Desk::sample();
    let view = desk.ok("figure", json!({ "figure": "flow", "language": "es" }));
    assert!(view["title"].as_str().unwrap().starts_with("Solicitudes"));
    assert!(view["chart"]["svg"].as_str().unwrap().contains(">abiertas "));
    assert!(view["spoken"][0].as_str().unwrap().starts_with("Mes "));
    let main = desk.ok("friction", json!({ "language": "es" }));
    assert!(main["chart"]["caption"].as_str().unwrap().contains("se perdieron"));
    let signals = desk.ok("break_charts", json!({ "language": "es" }));
    assert!(signals["charts"][0]["chart"]["svg"].as_str().unwrap().contains("Desv\u{ed}o"));
}

#[test]
fn every_chart_is_saved_as_svg_png_and_csv() {
    let desk = Desk::sample();
    let mut charts: Vec<Json> =
        FIGURES.iter().map(|figure| json!({ "figure": { "figure": figure } })).collect();
    charts.push(json!({ "hours": {} }));
    charts.extend(BREAKS.map(|of| json!({ "signal": { "break": of, "drawn": {} } })));
    for chart in charts {
        for (format, begins) in [("svg", &b"<svg"[..]), ("png", &b"\x89PNG"[..]), ("csv", &b""[..])] {
            let file = desk.ok("chart_file", json!({ "chart": chart, "format": format }));
            let bytes = STANDARD.decode(file["base64"].as_str().unwrap()).unwrap();
            assert!(bytes.starts_with(begins) && bytes.len() > 20, "{chart} {format}");
            assert!(file["name"].as_str().unwrap().ends_with(&format!("-2026-11-23.{format}")), "{chart}");
        }
    }
}

/// What is pasted into a mail has nothing beside it: title, whose, of when, and the part of the clinic it is of.
#[test]
fn a_saved_picture_says_what_it_is_of() {
    let desk = Desk::sample();
    let clinic = desk.ok("app_state", json!({}))["clinic"]["name"].as_str().unwrap().to_owned();
    let shown = |chart: Json| {
        let file = desk.ok("chart_file", json!({ "chart": chart, "format": "svg" }));
        let svg = String::from_utf8(STANDARD.decode(file["base64"].as_str().unwrap()).unwrap()).unwrap();
        let words = svg.split_once("</desc>").unwrap().1.split("</text>");
        let words = words.filter_map(|part| Some(part.rsplit_once('>')?.1.to_owned()));
        words.collect::<Vec<_>>().join(" ").replace("&apos;", "'")
    };
    for figure in FIGURES {
        let asked = json!({ "figure": figure, "width": 900 });
        let view = desk.ok("figure", asked.clone());
        let said = shown(json!({ "figure": asked }));
        for words in [&view["title"], &json!(clinic), &json!("Data as of Nov 23, 2026: ")] {
            assert!(said.contains(words.as_str().unwrap()), "{figure}: {words} in {said}");
        }
        let covers = match figure {
            "flow" | "silence" => "months 1 to ",
            "pareto" | "after_hours" => "month 18 since go-live (Oct 11, 2026 to Nov 10, 2026)",
            "ageing" | "quiet_roles" => "as things stand on that day",
            _ => "everything written down so far",
        };
        assert!(said.contains(covers), "{figure}: {covers} in {said}");
    }
    let hours = shown(json!({ "hours": { "width": 900 } }));
    assert!(hours.contains("months 1 to 19 since go-live (May 11, 2025 to Nov 23, 2026)"), "{hours}");
    let weeks = shown(json!({ "signal": { "break": "drift", "drawn": { "width": 900 } } }));
    assert!(weeks.contains("weeks 1 to 80 since go-live (May 11, 2025 to Nov 21, 2026)"), "{weeks}");
    let site = desk.ok("catalogue", json!({}))["sites"][0].clone();
    let of_site = json!({ "figure": "quiet_roles", "site": site["id"], "width": 900 });
    let named = format!("({})", site["name"].as_str().unwrap());
    assert!(shown(json!({ "figure": of_site })).contains(&named), "a part is named");
}

#[test]
fn an_empty_clinic_claims_nothing() {
    let desk = Desk::clinic();
    for figure in FIGURES {
        let view = desk.ok("figure", json!({ "figure": figure }));
        if view["chart"] == Json::Null {
            assert!(view["missing"].is_string(), "{figure} says why");
            assert_eq!(view["table"]["rows"], json!([]), "{figure}");
            let refused = desk.refused(
                "chart_file",
                json!({ "chart": { "figure": { "figure": figure } }, "format": "png" }),
            );
            assert_eq!(refused["code"], "not_found");
        } else {
            assert_eq!(figure, "quiet_roles", "nobody wrote anything down: that can be said");
        }
    }
    assert_eq!(Desk::empty().ok("figure", json!({ "figure": "flow" }))["missing"], "no_system");
}

#[test]
fn what_is_not_there_cannot_be_asked_for() {
    let desk = Desk::clinic();
    let nobody = "00000000-0000-7000-8000-000000000001";
    for field in ["system", "area", "site"] {
        let error = desk.refused("figure", json!({ "figure": "flow", field: nobody }));
        assert_eq!((&error["code"], &error["field"]), (&json!("not_found"), &json!(field)));
    }
    assert_eq!(desk.refused("figure", json!({ "figure": "score" }))["code"], "invalid");
}

/// Live on Monday 2025-09-15. Five entries of 10 minutes a week until 11 October 2026, one a week after: of the
/// last 4 whole weeks 4 entries, of the 12 before 10 × 5 + 2 × 1 = 52, so the ratio is 1 ÷ (52 ÷ 12) = 23%. The
/// hours fall with the entries, from month 13 to month 14, while the workaround is as active as before.
fn gone_quiet(last_day: Option<&str>) -> Desk {
    let desk = Desk::clinic();
    let mut rows = "workaround,at,minutes\n".to_owned();
    let first: chrono::NaiveDate = "2025-09-15".parse().unwrap();
    for monday in first.iter_weeks().take(62) {
        let times = if monday < "2026-10-12".parse().unwrap() { 5 } else { 1 };
        (0..times).for_each(|_| rows += &format!("w1,{monday}T09:00:00-06:00,10\n"));
    }
    let folder = desk.path("tables");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("occurrences.csv"), rows).unwrap();
    let ended = last_day.unwrap_or_default();
    let workaround =
        format!("workaround,title,break,started,ended\nw1,Paper list,drift,2025-09-15,{ended}\n");
    std::fs::write(folder.join("workarounds.csv"), workaround).unwrap();
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!(report["refused_count"], 0, "{report}");
    desk
}

/// Fewer entries make fewer hours: where entries fell first the chart says so in words, beside the figure that
/// fell (DOMAIN §5, "Silence"). Where the workaround ended there is nothing to say: the fall is explained.
#[test]
fn a_fall_in_hours_after_a_fall_in_entries_is_said_to_be_no_improvement() {
    let desk = gone_quiet(None);
    let months = desk.ok("measure", json!({}))["systems"][0]["months"].clone();
    let hours = |n: usize| months[n - 1]["hours"]["all"].as_f64().unwrap();
    assert!(hours(14) < hours(13), "{} after {}", hours(14), hours(13));
    let said = "Entries fell to 23% of what they were: people may have stopped writing things down, so this is \
                no improvement.";
    let caption = |desk: &Desk, command: &str| {
        desk.ok(command, json!({}))["chart"]["caption"].as_str().unwrap().to_owned()
    };
    for command in ["friction", "today"] {
        assert!(caption(&desk, command).ends_with(said), "{command}: {}", caption(&desk, command));
    }
    let quiet = desk.ok("today", json!({}))["hours"]["went_quiet"].as_f64().unwrap();
    assert!((quiet - 12.0 / 52.0).abs() < 1e-12, "(4 ÷ 4) ÷ (52 ÷ 12), in words beside the hours of Today");
    let spanish = desk.ok("friction", json!({ "language": "es" }))["chart"]["caption"].clone();
    assert!(spanish.as_str().unwrap().contains("no es una mejora"), "{spanish}");
    let review = desk.ok("report", json!({}))["document"].to_string();
    // As of the end of month 14 the last 4 whole weeks have 4 entries, the 12 before 60: 1 ÷ 5.
    assert!(review.contains("Entries fell to 20% of"), "the monthly review says it too");

    let ended = gone_quiet(Some("2026-11-01"));
    for command in ["friction", "today"] {
        assert!(!caption(&ended, command).contains("Entries fell"), "{}", caption(&ended, command));
    }
}

/// The Friction view as somebody gets it who opens the file just now.
fn drawn_anew(desk: &Desk, asked: &Json) -> Json {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let app = App::open_with(&desk.path("clinic.db"), desk.world.clone(), options).unwrap();
    app.call("friction", asked.clone()).unwrap()
}

#[test]
fn what_was_drawn_is_shown_again_until_something_in_it_changes() {
    let desk = Desk::clinic();
    let workaround = desk.id("capture_save", json!({ "text": "retype the list 7m" }));
    let system = desk.ok("friction", json!({}))["system"]["id"].clone();
    let area = desk.make("area", json!({ "key": "Refills" }));
    let event = desk.make("event", json!({ "on": "2026-11-20", "kind": "upgrade", "title": "Upgrade" }));
    let ways = [
        json!({}),
        json!({ "theme": "dark", "language": "es" }),
        json!({ "break": "drift", "area": area, "selected": 3 }),
    ];
    let shown = || {
        let view = |asked: &Json| {
            let view = desk.ok("friction", asked.clone());
            assert_eq!(view, desk.ok("friction", asked.clone()), "shown again");
            assert_eq!(view, drawn_anew(&desk, asked), "{asked}");
            view
        };
        ways.iter().map(view).collect::<Vec<_>>()
    };
    let save = |kind: &str, id: &Json, set: Json| {
        desk.ok("save", json!({ "kind": kind, "id": id, "set": set }));
    };
    let workaround = json!(workaround);
    let acts: [(&str, &dyn Fn()); 8] = [
        ("again", &|| drop(desk.ok("again", json!({ "id": workaround, "minutes": 12.5 })))),
        ("its name", &|| save("workaround", &workaround, json!({ "title": "Type the list twice" }))),
        ("undo", &|| drop(desk.ok("undo", json!({})))),
        ("its area", &|| {
            save("workaround", &workaround, json!({ "area": { "ref": area }, "break": "drift" }))
        }),
        ("an event's name", &|| save("event", &json!(event), json!({ "title": "Marlet 9.2" }))),
        ("the system's name", &|| save("system", &system, json!({ "name": "Marlet" }))),
        ("an estimate", &|| {
            let estimate = json!({ "workaround": { "ref": workaround }, "from": "2026-11-02", "people": 3,
                                   "uses_per_person_per_week": 5, "minutes_per_use": 4.5, "basis": "guessed" });
            desk.make("estimate", estimate);
        }),
        ("a day later", &|| desk.pass(DAY_MS)),
    ];
    let mut before = shown();
    for (what, act) in acts {
        act();
        let after = shown();
        assert_ne!(after, before, "{what} is seen");
        before = after;
    }
}

/// Two systems live at once and one replaced: the one still live was never "before".
#[test]
fn the_system_before_is_the_newest_that_was_retired_by_the_go_live() {
    let desk = Desk::empty();
    let folder = desk.path("tables");
    std::fs::create_dir(&folder).unwrap();
    let systems = "system,name,vendor,go_live,retired\nold,Paperlane,P,2023-02-01,2025-03-10\n\
        older,Cardfile,C,2020-02-01,2023-02-01\nmarlet,Marlet EHR,Marlet,2025-03-10,\n\
        lab,Labwell,L,2026-05-04,\n";
    for (name, text) in [
        ("clinic.csv", "name,time_zone\nTwo Rivers,America/Denver\n"),
        ("systems.csv", systems),
        ("workarounds.csv", "workaround,title,break,started\nw1,Paper list,drift,2022-01-03\n"),
        (
            "estimates.csv",
            "workaround,from,people,uses_per_person_per_week,minutes_per_use,basis\nw1,2022-01-03,2,5,6,guessed\n",
        ),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!(report["refused_count"], 0, "{report}");
    let systems = desk.ok("catalogue", json!({}))["systems"].as_array().unwrap().clone();
    let id = |name: &str| systems.iter().find(|system| system["name"] == name).unwrap()["id"].clone();
    let before = |name: &str| {
        let view = desk.ok("friction", json!({ "system": id(name) }));
        let earlier = view["earlier"].as_array().unwrap().iter();
        earlier.map(|one| one["system"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(before("Labwell"), ["Paperlane"], "Marlet EHR is live, so it is not before");
    assert_eq!(before("Marlet EHR"), ["Paperlane"], "retired on the day of the go-live");
    assert_eq!(before("Paperlane"), ["Cardfile"]);
    assert_eq!(before("Cardfile"), Vec::<String>::new(), "none before, none drawn");
}
