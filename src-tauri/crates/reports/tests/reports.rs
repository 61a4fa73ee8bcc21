//! What reports say, and what they never do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use keepalive_domain::words::{Break, Clock};
use keepalive_reports::{
    Basis, Became, Better, Block, Changed, Costly, DecimalSign, Document, Fate, Hours, Language,
    MonthlyReview, Overdue, Paper, PhaseFound, PhaseTest, Promised, RequestSent, Signals, VendorPacket,
    Workaround, html,
};

fn empty_review() -> MonthlyReview {
    MonthlyReview {
        clinic: "Larkmoor Family Health".into(),
        system: None,
        go_live: None,
        month: None,
        days: None,
        as_of: None,
        partial: false,
        recorded: 0.0,
        hours_recorded: 0.0,
        hours: None,
        uncounted: 0,
        coverage: None,
        thin: false,
        phase: None,
        signals: Signals::default(),
        also_live: Vec::new(),
        chart: None,
        events: Vec::new(),
        changes: Vec::new(),
        unowned: Vec::new(),
        areas: 0,
        promises: (0, 0),
        overdue: Vec::new(),
        hardened: Vec::new(),
        costliest: Vec::new(),
        better: Vec::new(),
        withdrawn: 0,
        swatches: Vec::new(),
        reviews_due: Vec::new(),
        fewer_asks: None,
        printed: "2026-12-03".parse().unwrap(),
    }
}

fn packet(requests: Vec<RequestSent>) -> VendorPacket {
    VendorPacket {
        clinic: "Larkmoor Family Health".into(),
        system: Some("Marlet EHR".into()),
        vendor: Some("Marlet".into()),
        printed: "2026-12-03".parse().unwrap(),
        requests,
        scorecard: None,
    }
}

fn asks(document: &Document) -> Vec<String> {
    let asked = document.blocks.iter().find_map(|block| match block {
        Block::Asks { items, .. } => Some(items.clone()),
        _ => None,
    });
    asked.unwrap_or_default()
}

/// What is timed after a month moves the guesses of that month: the page says of which day its figures are.
#[test]
fn the_page_says_whose_it_is_and_of_which_day_its_figures_are() {
    let day = |text: &str| text.parse().unwrap();
    let days = Some((day("2026-10-21"), day("2026-11-20")));
    let review = MonthlyReview { month: Some(18), days, as_of: Some(day("2026-11-18")), ..empty_review() };
    let document = review.document(Language::English);
    assert_eq!(
        document.aside,
        "Oct\u{a0}21,\u{a0}2026 to Nov\u{a0}20,\u{a0}2026\nfigures as of Nov\u{a0}18,\u{a0}2026, printed Dec\u{a0}3,\u{a0}2026"
    );
    assert!(document.foot.starts_with("Larkmoor Family Health · No patient data"), "{}", document.foot);
    let spanish = review.document(Language::Spanish(DecimalSign::Comma));
    assert!(
        spanish.aside.contains("cifras al 18\u{a0}nov\u{a0}2026, impreso 3\u{a0}dic\u{a0}2026"),
        "{}",
        spanish.aside
    );
}

fn costly(title: &str, hours: f64) -> Costly {
    Costly {
        title: title.into(),
        of: Break::Reporting,
        hours,
        basis: Basis::Timed,
        days: 365,
        hardened: false,
        owner: None,
    }
}

/// The lists that stand beside each other: title and lines.
fn beside(document: &Document) -> Vec<(String, Vec<String>)> {
    let columns = document.blocks.iter().filter_map(|block| match block {
        Block::Beside { columns } => Some(columns.clone()),
        _ => None,
    });
    columns.flatten().map(|column| (column.title, column.items)).collect()
}

#[test]
fn where_most_of_it_goes_names_five_with_what_they_rest_on_and_who_owns_them() {
    let mut costliest: Vec<_> = (0..5).map(|n| costly(&format!("Number {n}"), 9.0 - f64::from(n))).collect();
    costliest[0].hardened = true;
    costliest[0].owner = Some("Nurse lead".into());
    costliest[1].basis = Basis::Guessed;
    costliest.push(costly("The sixth", 0.5));
    let swatches =
        ["<svg>d</svg>", "<svg>r</svg>", "<svg>s</svg>", "<svg>b</svg>"].map(str::to_owned).to_vec();
    let review = MonthlyReview { month: Some(1), costliest, swatches, ..empty_review() };
    let page = html(&review.document(Language::English), Paper::Letter);
    assert!(
        page.contains("<h2>Where most of it goes: 6 workarounds, here the 5 that cost most</h2>")
            && !page.contains("The sixth"),
        "{page}"
    );
    let swatch = "<span class=\"swatch\" aria-hidden=\"true\"><svg>r</svg></span>";
    let row = |rest: &str| format!("<td>{swatch}Reporting</td>{rest}");
    let first = "<td class=\"n\">9.0 h</td><td>timed</td><td>365 days, hardened</td><td>Nurse lead</td>";
    assert!(page.contains(&row(first)), "{page}");
    let second = "<td class=\"n\">8.0 h</td><td>guessed</td><td>365 days</td><td>Nobody</td>";
    assert!(page.contains(&row(second)), "{page}");
    // The table of the breaks has the four in their order, before their names.
    let support = "<td><span class=\"swatch\" aria-hidden=\"true\"><svg>s</svg></span>Support friction</td>";
    assert!(page.contains(support), "{page}");
    let nothing = MonthlyReview { costliest: Vec::new(), ..review };
    assert!(!html(&nothing.document(Language::English), Paper::Letter).contains("Where most"));
}

#[test]
fn what_got_better_stands_beside_what_is_to_be_read_with_care() {
    let day = |text: &str| text.parse().unwrap();
    let better = vec![
        Better::Ended { title: "Paper count".into(), on: day("2026-11-24"), hours: Some(4.2) },
        Better::Verified { title: "No-show report".into(), on: day("2026-11-20") },
        Better::Ended { title: "Second list".into(), on: day("2026-11-18"), hours: None },
    ];
    let known = MonthlyReview {
        month: Some(14),
        recorded: 1.0,
        hours_recorded: 1.0,
        coverage: Some(0.7),
        ..empty_review()
    };
    let review = MonthlyReview { better, withdrawn: 3, fewer_asks: Some((9, 31)), ..known.clone() };
    assert_eq!(
        beside(&review.document(Language::English)),
        [
            (
                "What got better".to_owned(),
                vec![
                    "“Paper count” ended Nov\u{a0}24,\u{a0}2026: 4.2 h a month back.".to_owned(),
                    "“No-show report”: delivered, and verified Nov\u{a0}20,\u{a0}2026.".to_owned(),
                    "“Second list” ended Nov\u{a0}18,\u{a0}2026.".to_owned(),
                ]
            ),
            (
                "Read this with care".to_owned(),
                vec![
                    "Fewer requests came in (9) while workarounds rose to 31. That is not improvement."
                        .to_owned(),
                    "Requests were withdrawn 3 times as not worth asking any more.".to_owned(),
                ]
            ),
        ]
    );
    let spanish = beside(&review.document(Language::Spanish(DecimalSign::Comma)));
    assert_eq!([&*spanish[0].0, &*spanish[1].0], ["Qué mejoró", "Léase con cuidado"]);
    assert_eq!(spanish[0].1[0], "“Paper count” terminó el 24\u{a0}nov\u{a0}2026: 4,2 h al mes recuperadas.");
    assert_eq!(spanish[1].1[1], "Se retiraron solicitudes 3 veces porque ya no valía la pena pedirlas.");
    // A month in which nothing got better says so; one that nobody recorded says nothing of it.
    let quiet = beside(&known.document(Language::English));
    assert_eq!(quiet[0].1, ["Nothing was verified and no workaround ended in this month."]);
    assert_eq!(quiet.len(), 1, "nothing to warn of");
    let unrecorded = MonthlyReview { recorded: 0.0, ..known };
    let titles: Vec<_> =
        beside(&unrecorded.document(Language::English)).into_iter().map(|(t, _)| t).collect();
    assert_eq!(titles, ["Read this with care"]);
}

#[test]
fn an_empty_clinic_is_told_that_nothing_was_measured_and_never_a_zero() {
    let page = html(&empty_review().document(Language::English), Paper::Letter);
    assert!(page.contains("No go-live month was measured yet."));
    assert!(page.contains("<b>not measured</b>"));
    assert!(!page.contains("0.0 h"));
    assert!(!page.contains("Decisions asked"), "nothing to decide is no question");
}

#[test]
fn a_month_without_an_entry_says_so_and_what_would_begin_it() {
    let review = MonthlyReview { month: Some(5), ..empty_review() };
    let page = html(&review.document(Language::English), Paper::Letter);
    assert!(page.contains("Nothing was written down in this month, so nothing was measured."));
    assert!(!page.contains("0% of its days"), "a share of nothing is no figure");
}

#[test]
fn a_workaround_that_no_hours_can_hold_is_counted_beside_them() {
    let hours = Hours { by_break: [1.2, 0.0, 0.0, 0.0].map(Some), all: 1.2, timed: 0.0, per_fte: None };
    let known = MonthlyReview {
        month: Some(1),
        recorded: 1.0,
        hours_recorded: 1.0,
        hours: Some(hours),
        ..empty_review()
    };
    let said = |uncounted, language| {
        let review = MonthlyReview { uncounted, ..known.clone() };
        html(&review.document(language), Paper::Letter)
    };
    assert!(said(1, Language::English).contains("1 workaround in use has no estimate and was never timed"));
    assert!(
        said(3, Language::Spanish(DecimalSign::Comma))
            .contains("3 atajos en uso no tienen estimación ni se cronometraron")
    );
    assert!(!said(0, Language::English).contains("no estimate"));
}

#[test]
fn forty_areas_without_an_owner_are_one_question_that_fits_the_page() {
    let unowned = (1..=40).map(|n| format!("Area {n}")).collect();
    let review = MonthlyReview { month: Some(1), areas: 40, unowned, ..empty_review() };
    let document = review.document(Language::English);
    let page = html(&document, Paper::Letter);
    let alarm = "<b class=\"alarm\">40 of 40</b><span>Area 1, Area 2, Area 3 and 37 more; on the day of printing</span>";
    assert!(page.contains(alarm), "{page}");
    let six = "Area 1, Area 2, Area 3, Area 4, Area 5, Area 6";
    assert_eq!(asks(&review.document(Language::English)), [format!("Who owns {six} and 34 more?")]);
    assert_eq!(
        asks(&review.document(Language::Spanish(DecimalSign::Comma))),
        [format!("¿Quién se hace cargo de {six} y 34 más?")]
    );
}

#[test]
fn unknown_coverage_and_a_partly_recorded_month_are_said() {
    let hours = Hours { by_break: [1.0, 0.0, 0.0, 0.0].map(Some), all: 1.0, timed: 0.5, per_fte: None };
    let review = MonthlyReview {
        month: Some(1),
        recorded: 0.5,
        hours_recorded: 0.5,
        hours: Some(hours),
        ..empty_review()
    };
    let page = html(&review.document(Language::English), Paper::A4);
    assert!(page.contains("Coverage is unknown"));
    assert!(page.contains("The hours cover 50% of its days."));
    // Requests alone begin the record, and say nothing of hours.
    let no_hours = MonthlyReview { recorded: 1.0, hours_recorded: 0.0, hours: None, ..review.clone() };
    let page_without = html(&no_hours.document(Language::English), Paper::A4);
    assert!(
        page_without
            .contains("Nobody had begun to write down what hours come from, so they were not measured.")
    );
    assert!(!page_without.contains("0.0 h"));
    assert!(page.contains("Staffing not known. 50% timed."));
    let thin = MonthlyReview { coverage: Some(0.43), thin: true, ..review };
    assert!(html(&thin.document(Language::English), Paper::A4).contains("only 43% answered"));
}

#[test]
fn what_people_wrote_is_text_in_the_file() {
    let hostile = "<script>alert(1)</script>\" onload='x' \u{202E}#panic(\"x\")";
    let request = RequestSent { title: hostile.into(), ..RequestSent::default() };
    let page = html(&packet(vec![request]).document(Language::English), Paper::Letter);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    assert!(!page.contains('\u{202E}'), "no character turns the reading direction");
}

#[test]
fn asks_stand_safety_first_then_hours_then_age() {
    let request = |title: &str, safety, hours, age_days| RequestSent {
        title: title.into(),
        safety,
        hours_a_month: hours,
        age_days,
        ..RequestSent::default()
    };
    let packet = packet(vec![
        request("old", false, None, 300),
        request("costly", false, Some(9.0), 10),
        request("safety", true, None, 1),
        request("older", false, None, 400),
        RequestSent { refused: Some(String::new()), ..request("refused, costly", false, Some(20.0), 500) },
    ]);
    let document = packet.document(Language::English);
    let first_words: Vec<_> =
        asks(&document).iter().map(|ask| ask.split(" · ").next().unwrap_or_default().to_owned()).collect();
    assert_eq!(first_words, ["safety", "costly", "older", "old", "refused, costly"]);
    assert!(html(&document, Paper::Letter).contains("Order: safety and regulation first"));
}

/// What its workaround does to safety is why it is asked for.
#[test]
fn a_request_whose_workaround_touches_safety_stands_first_and_is_marked() {
    let meanwhile = |safety| Workaround {
        title: "Paper list".into(),
        hours_a_month: Some(1.0),
        so_far: false,
        timed: false,
        acceptable: None,
        why: None,
        safety,
    };
    let request = |title: &str, safety, hours| RequestSent {
        title: title.into(),
        hours_a_month: Some(hours),
        workarounds: vec![meanwhile(safety)],
        ..RequestSent::default()
    };
    let packet = packet(vec![request("costly", false, 9.0), request("doses", true, 1.0)]);
    for (language, mark) in
        [(Language::English, "Safety"), (Language::Spanish(DecimalSign::Comma), "Seguridad")]
    {
        let asked = asks(&packet.document(language));
        assert!(asked[0].starts_with(&format!("doses · {mark}")), "{asked:?}");
        assert!(!asked[1].contains(mark), "{asked:?}");
    }
}

/// Printed on 2026-12-03: what was due by then is told as past, what comes is not.
#[test]
fn a_review_due_on_a_day_to_come_is_not_told_in_the_past() {
    let due = ["2026-12-03", "2026-12-04"].map(|day| (day.parse().unwrap(), "Refills".to_owned()));
    let review = MonthlyReview { reviews_due: due.to_vec(), ..empty_review() };
    assert_eq!(
        asks(&review.document(Language::English)),
        [
            "Refills: was to be looked at again on Dec\u{a0}3,\u{a0}2026. Still right?",
            "Refills: is to be looked at again on Dec\u{a0}4,\u{a0}2026."
        ]
    );
    assert_eq!(
        asks(&review.document(Language::Spanish(DecimalSign::Comma))),
        [
            "Refills: había que revisarlo el 3\u{a0}dic\u{a0}2026. ¿Sigue bien?",
            "Refills: hay que revisarlo el 4\u{a0}dic\u{a0}2026."
        ]
    );
}

#[test]
fn a_workaround_says_whether_the_clinic_can_live_with_it() {
    let meanwhile = Workaround {
        title: "Paper list".into(),
        hours_a_month: None,
        so_far: false,
        timed: false,
        acceptable: Some(false),
        why: Some("doses get lost".into()),
        safety: true,
    };
    let request =
        RequestSent { title: "Refills".into(), workarounds: vec![meanwhile], ..RequestSent::default() };
    let page = html(&packet(vec![request]).document(Language::English), Paper::Letter);
    assert!(
        page.contains(
            "Paper list: not measured; not acceptable to the clinic (doses get lost); touches safety"
        )
    );
}

/// A promise is said once; what it was moved to stands under it, each date with who said so.
#[test]
fn a_promise_is_said_once_with_its_slips() {
    let promised = |clock, due: &str, by: &str| Promised {
        clock,
        made: None,
        due: due.parse().unwrap(),
        by: Some(by.into()),
        source: None,
    };
    let promises = vec![
        promised(Clock::Response, "2026-06-14", "Marlet support"),
        promised(Clock::Fix, "2026-07-13", "Marlet support"),
        promised(Clock::Fix, "2026-08-14", "Marlet success manager"),
        promised(Clock::Fix, "2026-09-05", "Marlet support"),
    ];
    let request = RequestSent { title: "Refills".into(), promises, ..RequestSent::default() };
    let rows = |in_| {
        let document = packet(vec![request.clone()]).document(in_);
        let terms = document.blocks.into_iter().filter_map(|block| match block {
            Block::Terms { label, rows } if label == "Refills" => Some(rows),
            _ => None,
        });
        terms.flatten().collect::<Vec<_>>()
    };
    let english = rows(Language::English);
    assert_eq!(english.iter().filter(|row| row[0] == "Promised the fix").count(), 1);
    assert!(
        english
            .contains(&["Promised the fix".into(), "Jul\u{a0}13,\u{a0}2026, said by Marlet support".into()])
    );
    assert!(english.contains(&[
        "Moved, 1st time".into(),
        "Aug\u{a0}14,\u{a0}2026, said by Marlet success manager".into(),
    ]));
    assert!(
        english.contains(&["Moved, 2nd time".into(), "Sep\u{a0}5,\u{a0}2026, said by Marlet support".into()]),
        "a date a line"
    );
    assert_eq!(
        english.iter().filter(|row| row[0].starts_with("Moved")).count(),
        2,
        "the answer was never moved"
    );
    assert!(rows(Language::Spanish(DecimalSign::Comma)).iter().any(|row| row[0] == "Cambiada, 1.ª vez"));
}

/// Printed on 2026-12-03. Each way a promise can end is said under it, once, and never before it has.
#[test]
fn a_promise_says_what_became_of_it() {
    let day = |text: &str| text.parse().unwrap();
    let promises = [Clock::Response, Clock::Workaround, Clock::Fix, Clock::Delivery].map(|clock| Promised {
        clock,
        made: None,
        due: day("2026-11-13"),
        by: None,
        source: None,
    });
    let said = |became, in_| {
        let fates = vec![Fate { clock: Clock::Fix, became }];
        let promises = promises.to_vec();
        let request = RequestSent { title: "Refills".into(), promises, fates, ..RequestSent::default() };
        let document = packet(vec![request]).document(in_);
        let rows = document.blocks.into_iter().find_map(|block| match block {
            Block::Terms { label, rows } if label == "Refills" => Some(rows),
            _ => None,
        });
        let rows = rows.unwrap();
        let at =
            rows.iter().position(|row| row[0] == "What became of it" || row[0] == "En qué quedó").unwrap();
        assert!(
            ["Promised the fix", "Prometió el arreglo"].contains(&&*rows[at - 1][0]),
            "it stands under its promise"
        );
        assert_eq!(
            rows.iter().filter(|row| row[0] == rows[at][0]).count(),
            1,
            "nothing is said of the others"
        );
        rows[at][1].clone()
    };
    let spain = Language::Spanish(DecimalSign::Comma);
    for (became, english, spanish) in [
        (
            Became::Kept(day("2026-11-12")),
            "kept, came on Nov\u{a0}12,\u{a0}2026",
            "cumplida, llegó el 12\u{a0}nov\u{a0}2026",
        ),
        (
            Became::CameLate { on: day("2026-11-14"), days: 1 },
            "not kept, came on Nov\u{a0}14,\u{a0}2026, 1 day late",
            "no cumplida, llegó el 14\u{a0}nov\u{a0}2026, con 1 día de atraso",
        ),
        (
            Became::Late { days: 20 },
            "not kept, still open, 20 days past the first date",
            "no cumplida, sigue pendiente, 20 días tras la primera fecha",
        ),
        (
            Became::ClosedLate { days: 3 },
            "not kept: closed without it 3 days past the first date",
            "no cumplida: se cerró sin ello 3 días tras la primera fecha",
        ),
        (Became::Void, "closed before it was due: counts neither way", "se cerró antes de vencer: no cuenta"),
        (
            Became::Unknown,
            "nobody says when it was delivered or closed: counts neither way",
            "no consta cuándo se entregó o se cerró: no cuenta",
        ),
        (Became::Open { days: 0 }, "due today", "vence hoy"),
        (Became::Open { days: 1 }, "not due yet, 1 day left", "aún no vence, queda 1 día"),
        (Became::Open { days: 8 }, "not due yet, 8 days left", "aún no vence, quedan 8 días"),
    ] {
        assert_eq!(said(became, Language::English), english);
        assert_eq!(said(became, spain), spanish);
    }
}

/// It may be open, and nothing of it ended: a change has no day, no more is said.
#[test]
fn whose_turn_it_was_is_not_known_where_a_change_has_no_day() {
    let said = |in_| {
        let request =
            RequestSent { title: "Refills".into(), undated: true, vendor_days: 9, ..RequestSent::default() };
        let rows = packet(vec![request]).document(in_).blocks.into_iter().find_map(|block| match block {
            Block::Terms { label, rows } if label == "Refills" => Some(rows),
            _ => None,
        });
        let turn = |row: &&[String; 2]| ["Whose turn it was", "De quién fue el turno"].contains(&&*row[0]);
        rows.unwrap().iter().find(turn).unwrap()[1].clone()
    };
    assert_eq!(said(Language::English), "not known: one of its changes has no day");
    assert_eq!(
        said(Language::Spanish(DecimalSign::Comma)),
        "no se sabe: no consta la fecha de uno de sus cambios"
    );
}

/// What the vendor holds says whose it is on each page, and nothing that was meant for the clinic's own eyes.
#[test]
fn every_page_of_a_packet_says_whose_it_is() {
    let document = packet(Vec::new()).document(Language::English);
    assert_eq!(document.foot, "Larkmoor Family Health · Marlet · packet of Dec\u{a0}3,\u{a0}2026");
    assert_eq!(document.page_count, "page {page} of {pages}");
    let page = html(&document, Paper::Letter);
    assert!(page.contains(r#"content: "page " counter(page) " of " counter(pages) "";"#));
    assert!(!page.contains("before sending"));
    let spanish = packet(Vec::new()).document(Language::Spanish(DecimalSign::Comma));
    assert_eq!(spanish.foot, "Larkmoor Family Health · Marlet · informe del 3\u{a0}dic\u{a0}2026");
    assert_eq!(spanish.page_count, "página {page} de {pages}");
}

#[test]
fn no_name_ends_the_style_it_stands_in() {
    let clinic = "\"} </style><script>alert(1)</script> @page {";
    let packet = VendorPacket { clinic: clinic.into(), ..packet(Vec::new()) };
    let page = html(&packet.document(Language::English), Paper::Letter);
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(!style.contains('<') && style.matches("@page").count() == 1);
    assert!(!page.contains("<script"));
}

#[test]
fn a_request_and_its_heading_stay_on_one_printed_page() {
    let request = |title: &str| RequestSent { title: title.into(), ..RequestSent::default() };
    let page = html(&packet(vec![request("a"), request("b")]).document(Language::English), Paper::Letter);
    assert_eq!(page.matches("<section class=\"part\">\n<h3>").count(), 2);
    assert_eq!(page.matches("<section").count(), page.matches("</section>").count());
    assert!(page.contains(".part { break-inside: avoid; }"));
}

#[test]
fn a_report_with_patient_data_is_not_made() {
    let request = RequestSent { title: "SSN 219-09-9999".into(), ..RequestSent::default() };
    assert!(packet(vec![request]).document(Language::English).guarded(Language::English).is_err());
    let calm = packet(vec![RequestSent { title: "Refills".into(), ..RequestSent::default() }]);
    assert!(calm.document(Language::English).guarded(Language::English).unwrap().warnings.is_empty());
}

#[test]
fn the_same_content_gives_the_same_bytes_and_each_paper_its_own_sheet() {
    let document = empty_review().document(Language::Spanish(DecimalSign::Comma));
    assert_eq!(html(&document, Paper::A4), html(&document, Paper::A4));
    assert!(
        html(&document, Paper::A4).contains("size: A4") && html(&document, Paper::A4).contains("lang=\"es\"")
    );
    assert!(html(&document, Paper::Letter).contains("size: letter"));
}

#[test]
fn a_settled_phase_rests_on_its_series_and_not_on_tests_of_other_labels() {
    let test =
        |test: &str, value, limit, met| PhaseTest { test: test.into(), value: Some(value), limit, met };
    let tests = vec![test("voices_on_one_need", 5.0, 3.0, true), test("alarming_series", 1.0, 2.0, false)];
    let phase = Some(PhaseFound { label: "settled".into(), tests });
    let review =
        MonthlyReview { month: Some(14), recorded: 1.0, hours_recorded: 1.0, phase, ..empty_review() };
    let page = html(&review.document(Language::English), Paper::Letter);
    assert!(page.contains("Phase: Settled (1 of 4 breaks signals friction, it takes 2 or more)."));
    assert!(!page.contains("people voice one need"));
}

/// "Not measured" names no phase: it stands within a line as for every other value.
#[test]
fn a_phase_that_was_not_measured_is_said_as_any_value_that_was_not() {
    let tests = vec![PhaseTest { test: "baseline_weeks".into(), value: Some(3.0), limit: 8.0, met: true }];
    let phase = Some(PhaseFound { label: "not_measured".into(), tests });
    let review =
        MonthlyReview { month: Some(2), recorded: 1.0, hours_recorded: 1.0, phase, ..empty_review() };
    let page = html(&review.document(Language::English), Paper::Letter);
    assert!(page.contains("Phase: not measured (3 of 8 baseline weeks so far, it takes 8)."), "{page}");
    assert!(!page.contains("Not measured"));
    let page = html(&review.document(Language::Spanish(DecimalSign::Comma)), Paper::Letter);
    assert!(page.contains("Fase: sin medir (") && !page.contains("Sin medir"));
}

/// The month ended on 20 November, Today stands at 3 December: what is counted at the month's end says so.
#[test]
fn what_stood_at_the_months_end_says_its_day_in_the_words_of_today() {
    let tests =
        [("voices_on_one_need", 5.0, 3.0), ("alarming_series", 2.0, 2.0), ("hardened_share", 0.24, 0.5)];
    let tests = tests.map(|(test, value, limit)| PhaseTest {
        test: test.into(),
        value: Some(value),
        limit,
        met: value >= limit,
    });
    let late = Overdue { title: "Spirometer".into(), due: "2026-07-11".parse().unwrap(), days: 132 };
    let review = MonthlyReview {
        month: Some(14),
        recorded: 1.0,
        hours_recorded: 1.0,
        as_of: Some("2026-11-20".parse().unwrap()),
        phase: Some(PhaseFound { label: "complaints".into(), tests: tests.to_vec() }),
        signals: Signals { hardened: Some((6, 25)), ..Signals::default() },
        overdue: vec![late],
        ..empty_review()
    };
    let page = html(&review.document(Language::English), Paper::Letter);
    for said in [
        "Phase on Nov\u{a0}20,\u{a0}2026: Complaints (5 people voice one need, it takes 3 or more; \
         2 of 4 breaks signal friction, it takes 2 or more).",
        "6 of 25 workarounds hardened on Nov\u{a0}20,\u{a0}2026",
        "Promised fixes past their first date on Nov\u{a0}20,\u{a0}2026",
        "Spirometer, 132 days late on Nov\u{a0}20,\u{a0}2026: raise it with the vendor?",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let spanish = html(&review.document(Language::Spanish(DecimalSign::Comma)), Paper::Letter);
    assert!(
        spanish.contains(
            "Fase el 20\u{a0}nov\u{a0}2026: Quejas (5 personas piden lo mismo, hace falta 3 o más; "
        )
    );
}

#[test]
fn what_changed_says_what_was_done_and_not_what_was_asked() {
    let change = |item: &str, before: Option<&str>, after: Option<&str>| Changed {
        on: "2026-10-23".parse().unwrap(),
        item: item.into(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    let changes = vec![
        change("Visit length", Some("20 minutes"), Some("40 minutes")),
        change("Vendor accounts", None, Some("closed")),
        change("Room board", None, None),
    ];
    let review = MonthlyReview { month: Some(14), changes, ..empty_review() };
    let points = |in_| {
        let lists = beside(&review.document(in_));
        let changed = |(title, _): &(String, _)| ["What changed", "Qué cambió"].contains(&title.as_str());
        lists.into_iter().find(changed).unwrap().1
    };
    assert_eq!(
        points(Language::English),
        [
            "Oct\u{a0}23,\u{a0}2026: Visit length: from “20 minutes” to “40 minutes”",
            "Oct\u{a0}23,\u{a0}2026: Vendor accounts: now “closed”",
            "Oct\u{a0}23,\u{a0}2026: Done: Room board",
        ]
    );
    assert_eq!(points(Language::Spanish(DecimalSign::Comma))[2], "23\u{a0}oct\u{a0}2026: Hecho: Room board");
}
