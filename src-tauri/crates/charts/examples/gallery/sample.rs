//! The clinic of the gallery: 14 whole months and day 19 of the 15th. All of it is made up.

use chrono::{Months, NaiveDate};
use keepalive_charts::hours_lost::{self, Change, EarlierSystem, Hours, HoursLost, Month, Unit};
use keepalive_charts::mount::{self, Covers, Mount, Origin, Span};
use keepalive_charts::{Figure, Style};

/// Every chart, by the name of its file.
pub(crate) fn figures(style: Style) -> Vec<(String, Figure)> {
    let data = clinic();
    let summary = HoursLost { told_pattern: false, earlier: Vec::new(), ..data.clone() };
    let report = HoursLost { selected: Some(14), ..summary.clone() };
    let per_fte = HoursLost { unit: Unit::HoursPerFte, ..summary.clone() };
    vec![
        ("hours-lost".into(), hours_lost::draw(&data, &style)),
        ("hours-lost-report".into(), hours_lost::draw(&report, &style.wide(712.0))),
        ("hours-lost-per-fte".into(), hours_lost::draw(&per_fte, &style)),
        ("hours-lost-empty".into(), hours_lost::draw(&HoursLost::default(), &style)),
        ("hours-lost-1-month".into(), hours_lost::draw(&long(1), &style)),
        ("hours-lost-3-months".into(), hours_lost::draw(&long(3), &style)),
        ("hours-lost-36-months".into(), hours_lost::draw(&long(36), &style)),
        ("hours-lost-120-months".into(), hours_lost::draw(&long(120), &style.wide(1200.0))),
        ("hours-lost-narrow".into(), hours_lost::draw(&data, &style.wide(480.0))),
        ("hours-lost-wide".into(), hours_lost::draw(&data, &style.wide(1600.0))),
        ("hours-lost-crowded".into(), hours_lost::draw(&crowded(), &style)),
        ("hours-lost-mounted".into(), mounted(&data, &style)),
        ("hours-lost-summary".into(), hours_lost::draw_summary(&summary, &style.wide(702.0))),
        ("hours-lost-summary-36".into(), hours_lost::draw_summary(&long(36), &style.wide(702.0))),
    ]
}

/// As it is saved: with its words around it.
fn mounted(data: &HoursLost, style: &Style) -> Figure {
    let style = Style { height: Some(540.0), ..style.wide(860.0) };
    let origin = Origin {
        clinic: "Larkmoor Family Health".into(),
        system: Some(data.system.clone()),
        covers: Covers::Months(Span { from: 1, to: 15, first: date(2025, 9, 15), last: date(2026, 12, 3) }),
        as_of: date(2026, 12, 3),
    };
    let mount = Mount::new(&origin, &style);
    let drawn = hours_lost::draw(data, &mount::inside(&style));
    mount.around(hours_lost::draw(data, &mount.fitted(&drawn)))
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn month_after(go_live: NaiveDate, months: u32) -> NaiveDate {
    go_live.checked_add_months(Months::new(months)).unwrap_or(go_live)
}

/// Its figures: drift, reporting, support, burnout, timed, answered of 14.
const MONTHS: [Option<([f64; 4], f64, f64)>; 15] = [
    None,
    Some(([13.6, 5.1, 2.2, 9.4], 9.1, 9.0)),
    Some(([19.2, 8.3, 4.1, 12.0], 14.8, 10.0)),
    Some(([26.4, 11.2, 6.8, 14.9], 22.5, 9.0)),
    Some(([24.1, 12.0, 8.7, 14.2], 21.2, 6.0)),
    Some(([33.3, 15.4, 10.9, 17.8], 34.1, 8.0)),
    Some(([37.8, 16.9, 12.3, 22.1], 41.9, 9.0)),
    Some(([51.6, 18.2, 19.4, 24.9], 55.9, 10.0)),
    Some(([48.7, 16.1, 21.2, 24.3], 57.4, 9.0)),
    Some(([44.2, 18.8, 15.9, 22.0], 55.5, 8.0)),
    Some(([38.9, 16.7, 12.1, 19.3], 43.5, 5.0)),
    Some(([46.1, 18.0, 14.8, 23.2], 58.2, 9.0)),
    Some(([50.7, 15.2, 18.3, 26.1], 64.0, 10.0)),
    Some(([55.9, 13.8, 22.2, 26.7], 71.2, 10.0)),
    Some(([36.2, 7.9, 13.1, 17.1], 45.3, 9.0)),
];

fn clinic() -> HoursLost {
    let go_live = date(2025, 9, 15);
    let months = (0_u32..).zip(MONTHS).map(|(i, row)| Month {
        number: i32::try_from(i).unwrap_or(0) + 1,
        from: month_after(go_live, i),
        until: month_after(go_live, i + 1),
        hours: row.map(|(by_break, timed, _)| Hours { by_break, timed, ..Hours::default() }),
        fte: Some(11.5),
        coverage: row.map(|(_, _, answered)| answered / 14.0),
        thin: row.is_some_and(|(_, _, answered)| answered < 7.0),
        part: false,
        day: (i == 14).then_some(19),
    });
    let change = |on, name: &str| Change { on, name: name.into() };
    let line =
        [20.9, 33.0, 41.0, 52.0, 58.0, 61.0, f64::NAN, 72.0, 78.0, 83.0, 81.0, 90.0, 96.0, 99.0, 107.0];
    HoursLost {
        system: "Marlet EHR".into(),
        unit: Unit::Hours,
        months: months.collect(),
        changes: vec![
            change(date(2025, 10, 27), "Dr. B. joins"),
            change(date(2026, 2, 9), "Telehealth"),
            change(date(2026, 4, 20), "Marlet 9.2"),
            change(date(2026, 7, 1), "Prior auth"),
            change(date(2026, 9, 14), "2 leave front desk"),
        ],
        told_pattern: true,
        earlier: vec![EarlierSystem {
            name: "Hobbin".into(),
            months: line.into_iter().map(|v| v.is_finite().then_some(v)).collect(),
        }],
        selected: None,
    }
}

/// A system of any age, from a small sum that every machine works out alike.
fn long(count: u32) -> HoursLost {
    let go_live = date(2023, 1, 31);
    let wave = |i: u32, k: u32| f64::from((i * k * 7 + i * i * 3) % 23);
    let months = (0..count).map(|i| Month {
        number: i32::try_from(i).unwrap_or(0) + 1,
        from: month_after(go_live, i),
        until: month_after(go_live, i + 1),
        hours: (i % 17 != 5).then(|| {
            let by_break =
                [30.0 + wave(i, 1), 12.0 + wave(i, 2) / 2.0, 8.0 + wave(i, 3) / 2.0, 15.0 + wave(i, 5)];
            Hours { by_break, timed: by_break.iter().sum::<f64>() * 0.6, ..Hours::default() }
        }),
        fte: Some(9.0),
        coverage: Some(0.4 + wave(i, 4) / 40.0),
        thin: wave(i, 4) < 4.0,
        part: false,
        day: (i + 1 == count).then_some(9),
    });
    HoursLost {
        system: "Marlet EHR".into(),
        months: months.collect(),
        told_pattern: true,
        changes: vec![Change { on: date(2023, 2, 20), name: "Order sets rebuilt".into() }],
        ..HoursLost::default()
    }
}

/// More changes than names have room for.
fn crowded() -> HoursLost {
    let names = [
        "New nurse lead",
        "Flu season",
        "Billing codes 2026",
        "Portal opens",
        "Room 4 closes",
        "Upgrade 9.1",
    ];
    let changes = (0_u32..24).map(|i| Change {
        on: date(2025, 9, 20) + chrono::Days::new(u64::from(i * 17 + (i % 3) * 4)),
        name: names[i as usize % names.len()].into(),
    });
    HoursLost { changes: changes.collect(), ..clinic() }
}
