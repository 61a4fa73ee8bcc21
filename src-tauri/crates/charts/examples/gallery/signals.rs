//! Made-up input for the smaller charts.

use keepalive_charts::after_hours::{self, AfterHours, Role};
use keepalive_charts::ageing::{self, Ageing, Item};
use keepalive_charts::control_chart::{self, ControlChart, Rebase, Segment, Week};
use keepalive_charts::flow::{self, Flow};
use keepalive_charts::pareto::{self, Pareto};
use keepalive_charts::quiet_roles::{self, QuietRoles};
use keepalive_charts::silence::{self, Silence};
use keepalive_charts::systems::{self, Month, System, Systems};
use keepalive_charts::turnaround::{self, Turnaround};
use keepalive_charts::whose_turn::{self, Turns, WhoseTurn};
use keepalive_charts::{Break, Curve, Fall, Figure, Median, Style, survival};

pub(crate) fn figures(style: Style) -> Vec<(String, Figure)> {
    let small = style.wide(240.0);
    let mut all: Vec<(String, Figure)> = Break::ALL
        .into_iter()
        .map(|of| {
            (
                format!("signal-{}", of.name(style.labels).split(' ').next_back().unwrap_or("")),
                control_chart::draw(&weekly(of), &small),
            )
        })
        .collect();
    all.extend([
        ("signal-trial".into(), control_chart::draw(&on_trial(), &small)),
        ("control-chart".into(), control_chart::draw(&weekly(Break::Support), &style.wide(760.0))),
        ("survival".into(), survival::draw(&curve(), &style.wide(330.0))),
        ("turnaround".into(), turnaround::draw(&fix(), &style.wide(330.0))),
        ("turnaround-track".into(), turnaround::draw_track(&fix(), &style.wide(350.0))),
        ("flow".into(), flow::draw(&requests(), &style.wide(560.0))),
        ("ageing".into(), ageing::draw(&open(), &style.wide(640.0))),
        ("pareto".into(), pareto::draw(&areas(), &style.wide(640.0))),
        ("pareto-unmeasured".into(), pareto::draw(&unmeasured_areas(), &style.wide(640.0))),
        ("silence".into(), silence::draw(&asking(), &style.wide(560.0))),
        ("systems".into(), systems::draw(&two_systems(), &style.wide(640.0))),
        ("after-hours".into(), after_hours::draw(&roles(), &style.wide(480.0))),
        ("whose-turn".into(), whose_turn::draw(&turns(), &style.wide(560.0))),
        ("quiet-roles".into(), quiet_roles::draw(&quiet(), &style.wide(480.0))),
    ]);
    all
}

/// A saw-tooth between −1 and 1 that every machine works out alike.
fn wave(i: i32, k: i32) -> f64 {
    f64::from((i * k * 13 + i * i * 7) % 21 - 10) / 10.0
}

/// The first eight weeks of a clinic: limits on trial.
fn on_trial() -> ControlChart {
    let mut data = weekly(Break::Drift);
    data.weeks.truncate(8);
    data.segments.truncate(1);
    data.rebased.clear();
    for segment in &mut data.segments {
        (segment.to, segment.trial) = (8, Some(8));
    }
    data
}

fn weekly(of: Break) -> ControlChart {
    let (unit, decimals, low, high, noise, last) = match of {
        Break::Drift => ("", 2, 0.6, 1.06, 0.18, 1.6),
        Break::Reporting => ("%", 0, 39.0, 38.0, 8.0, 29.0),
        Break::Support => ("", 0, 7.0, 17.0, 4.0, 31.0),
        Break::Burnout => ("", 2, 1.05, 1.3, 0.17, 1.2),
    };
    let upper = |centre: f64| centre + 2.2 * noise;
    let weeks = (1..=63).map(|number| {
        let centre = if number < 32 {
            low
        } else if number < 60 {
            high
        } else {
            last
        };
        let gap =
            of == Break::Burnout && (20..22).contains(&number) || of == Break::Reporting && number == 26;
        let value = (centre + noise * wave(number, 3)).max(0.0);
        let limit = if number < 32 { upper(low) } else { upper(high) };
        let signal = !gap && value > limit;
        Week { number, value: (!gap).then_some(value), signal, in_run: false, withheld: false }
    });
    let segment = |from, to, centre: f64| Segment {
        from,
        to,
        centre,
        lower: centre - 2.2 * noise,
        upper: upper(centre),
        trial: None,
    };
    ControlChart {
        of,
        measure: "weekly signal".into(),
        unit: unit.into(),
        decimals,
        weeks: weeks.collect(),
        segments: vec![segment(1, 31, low), segment(32, 63, high)],
        baseline: Some((3, 10)),
        rebased: vec![Rebase { week: 32, name: "Marlet 9.2".into() }],
    }
}

fn curve() -> Curve {
    let falls = (1..=16).map(|i| {
        let share = 1.0 - f64::from(i) * 0.043;
        let band = 0.02 + f64::from(i) * 0.009;
        Fall {
            days: f64::from(i * i) * 1.2 + 12.0,
            share,
            interval: Some((share - band * 1.3, (share + band).min(1.0))),
        }
    });
    Curve {
        falls: falls.collect(),
        censored: vec![22.0, 55.0, 90.0, 110.0, 130.0, 161.0, 190.0, 230.0, 270.0, 320.0, 350.0, 388.0],
        median: Some(Median { days: 184.0, low: Some(131.0), high: Some(264.0) }),
        count: 51,
        ended: 20,
    }
}

fn fix() -> Turnaround {
    let falls = (1..=12).map(|i| {
        let share = 1.0 - f64::from(i) * 0.065;
        Fall { days: f64::from(i) * 8.0, share, interval: Some((share * 0.85, (share * 1.1).min(1.0))) }
    });
    Turnaround {
        clock: "Fix delivered".into(),
        promised_days: Some(21.0),
        curve: Curve {
            falls: falls.collect(),
            censored: vec![14.0, 30.0, 61.0, 88.0, 96.0],
            median: Some(Median { days: 64.0, low: Some(48.0), high: Some(88.0) }),
            count: 32,
            ended: 17,
        },
        undated: 0,
        axis_days: None,
    }
}

fn requests() -> Flow {
    let mut open = 4;
    let months = (1..=15_i32).map(|number| {
        let arrivals = u64::try_from(14 + number % 5 * 3 - number % 3).unwrap_or(0);
        let departures = arrivals.saturating_sub(u64::try_from(number % 4).unwrap_or(0));
        open += arrivals - departures;
        flow::Month { number, arrivals, departures, open, unfinished: number == 15 }
    });
    Flow { months: months.collect() }
}

fn open() -> Ageing {
    let states =
        ["new", "needs clarifying", "triaged", "in progress", "waiting on vendor", "waiting on others"];
    let items = (1..=34_i32).map(|i| Item {
        label: format!("A-{i:04}"),
        state: usize::try_from(i * i % 7).unwrap_or(0).min(5),
        age_days: f64::from(i * 31 % 83) + f64::from(i % 7),
        told_days: u32::try_from(i * 31 % 83 + i % 7).unwrap_or(0),
    });
    Ageing {
        states: states.map(String::from).to_vec(),
        items: items.collect(),
        percentiles: vec![(50, 19.0), (85, 61.0)],
    }
}

fn areas() -> Pareto {
    let rows = [
        ("Note templates", [14.2, 0.0, 2.1, 9.4], false),
        ("Refills", [12.3, 1.0, 7.4, 2.0], true),
        ("Scheduling", [9.8, 2.2, 1.2, 0.0], false),
        ("Results", [2.0, 3.1, 3.3, 2.3], true),
        ("Reports", [0.0, 7.5, 1.1, 0.0], false),
        ("Check-in", [5.9, 0.0, 0.9, 1.1], false),
        ("Interfaces", [1.2, 0.0, 4.0, 0.8], true),
        ("Billing", [3.5, 0.0, 1.2, 0.0], false),
        ("Rooming", [4.0, 0.0, 0.0, 0.0], false),
        ("Inbox", [0.0, 0.0, 1.0, 2.6], false),
        ("Orders", [1.9, 0.0, 0.0, 0.4], false),
        ("Users and roles", [1.1, 0.0, 0.0, 0.0], false),
        ("Letters", [0.9, 0.0, 0.0, 0.0], false),
        ("Immunisations", [0.6, 0.0, 0.0, 0.0], false),
    ];
    let areas = rows.map(|(name, by_break, unowned)| pareto::Area {
        name: name.into(),
        by_break: by_break.map(Some),
        unowned,
    });
    Pareto { period: "month 14".into(), areas: areas.to_vec() }
}

/// Two areas nobody measured, one of them without an owner, beside two that were.
fn unmeasured_areas() -> Pareto {
    let zero = Some(0.0);
    let rows = [
        ("Refills", [Some(12.3), zero, Some(7.4), None], true),
        ("Orders", [Some(1.9), zero, zero, Some(0.4)], false),
        ("Inbox", [None, zero, zero, zero], true),
        ("Rooming", [None, zero, zero, None], false),
    ];
    let areas = rows.map(|(name, by_break, unowned)| pareto::Area { name: name.into(), by_break, unowned });
    Pareto { period: "month 2".into(), areas: areas.to_vec() }
}

fn asking() -> Silence {
    let months = (1..=14_i32).map(|number| {
        let workarounds = u32::try_from(8 + number * 23 / 14).unwrap_or(1);
        let asks = u32::try_from(20 - number * 11 / 14 + number % 3).unwrap_or(0);
        let asks_per_workaround = (number > 1).then(|| f64::from(asks) / f64::from(workarounds));
        let withdrawn = u32::from(number > 6) * u32::try_from(number % 4).unwrap_or(0);
        silence::Month { number, asks_per_workaround, asks, workarounds, withdrawn }
    });
    Silence { months: months.collect() }
}

fn two_systems() -> Systems {
    let marlet = [30.3, 43.6, 59.3, 59.0, 77.4, 89.1, 114.1, 110.3, 100.9, 87.0, 102.1, 110.3, 118.6];
    let hobbin =
        [20.9, 33.0, 41.0, 52.0, 58.0, 61.0, 66.0, 72.0, 78.0, 83.0, 81.0, 90.0, 96.0, 99.0, 107.0, 112.0];
    let mut measured = vec![Month::Partly];
    measured.extend(marlet.map(Month::Hours));
    Systems {
        per_fte: false,
        systems: vec![
            System { name: "Hobbin".into(), months: hobbin.map(Month::Hours).to_vec() },
            System { name: "Marlet EHR".into(), months: measured },
        ],
    }
}

fn roles() -> AfterHours {
    let role = |name: &str, people, wow8| Role { name: name.into(), people, wow8: Some(wow8) };
    AfterHours {
        period: "month 14".into(),
        roles: vec![
            role("Provider", 6, 1.62),
            role("Nurse", 9, 0.84),
            role("Front desk", 5, 0.41),
            role("Biller", 2, 0.9),
        ],
    }
}

fn turns() -> WhoseTurn {
    WhoseTurn {
        requests: 41,
        elapsed_days: Turns { ours: 310.0, vendors: 902.5, others: 74.0 },
        business_hours: Some(Turns { ours: 1_020.0, vendors: 2_811.5, others: 240.0 }),
    }
}

fn quiet() -> QuietRoles {
    let role = |name: &str, people, weeks| quiet_roles::Role { name: name.into(), people, weeks };
    QuietRoles {
        roles: vec![
            role("Provider", 6, Some(2)),
            role("Nurse", 9, Some(0)),
            role("Front desk", 5, Some(7)),
            role("Biller", 2, None),
        ],
    }
}
