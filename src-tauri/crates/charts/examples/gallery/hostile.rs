//! Every chart that shows what people typed, given what nobody should type: control and bidirectional
//! characters, markup, a page of text.

use keepalive_charts::after_hours::{self, AfterHours};
use keepalive_charts::ageing::{self, Ageing, Item};
use keepalive_charts::control_chart::{self, ControlChart, Rebase, Week};
use keepalive_charts::hours_lost::{self, Change, EarlierSystem, Hours, HoursLost, Month};
use keepalive_charts::pareto::{self, Pareto};
use keepalive_charts::quiet_roles::{self, QuietRoles};
use keepalive_charts::systems::{self, Month as SystemMonth, System, Systems};
use keepalive_charts::turnaround::{self, Turnaround};
use keepalive_charts::{Break, Curve, Figure, Style};

/// Control characters, bidirectional overrides, what XML refuses, markup, and 10,000 letters.
fn labels() -> [String; 4] {
    [
        "a\u{0}b\u{b}\u{1b}[31m\u{fffe}\u{7f}c".to_owned(),
        "\u{202e}gnillib\u{2066}\u{200f} \u{feff}\u{200b}x".to_owned(),
        "]]><script>alert(\"1\")</script>&amp;'<!--".to_owned(),
        "W".repeat(10_000),
    ]
}

pub(crate) fn figures(style: Style) -> Vec<(String, Figure)> {
    let style = style.wide(560.0);
    let names = labels();
    let areas = names.clone().map(|name| pareto::Area {
        name,
        by_break: [4.0, 1.0, 2.0, 3.0].map(Some),
        unowned: true,
    });
    let states = names.to_vec();
    let items = (0_u8..4).map(|i| Item {
        label: names[usize::from(i)].clone(),
        state: usize::from(i),
        age_days: 10.0 * f64::from(i + 1),
        told_days: 10 * u32::from(i + 1),
    });
    let roles = names.clone().map(|name| after_hours::Role { name, people: 6, wow8: Some(1.0) });
    let quiet = names.clone().map(|name| quiet_roles::Role { name, people: 3, weeks: Some(5) });
    let systems = names.clone().map(|name| System {
        name,
        months: vec![SystemMonth::Hours(3.0), SystemMonth::NotMeasured, SystemMonth::Hours(9.0)],
    });
    let clock = Turnaround {
        clock: names[2].clone(),
        promised_days: Some(9.0),
        curve: Curve { count: 4, ended: 2, ..Curve::default() },
        undated: 0,
        axis_days: None,
    };
    let [a, b, c, d] = &names;
    vec![
        ("hostile-hours-lost".into(), hours_lost::draw(&hours(&names), &style)),
        ("hostile-pareto".into(), pareto::draw(&Pareto { period: d.clone(), areas: areas.to_vec() }, &style)),
        ("hostile-ageing".into(), {
            ageing::draw(&Ageing { states, items: items.collect(), percentiles: vec![(85, 25.0)] }, &style)
        }),
        ("hostile-after-hours".into(), {
            after_hours::draw(&AfterHours { period: a.clone(), roles: roles.to_vec() }, &style)
        }),
        ("hostile-quiet-roles".into(), quiet_roles::draw(&QuietRoles { roles: quiet.to_vec() }, &style)),
        ("hostile-systems".into(), {
            systems::draw(&Systems { per_fte: true, systems: systems.to_vec() }, &style)
        }),
        ("hostile-turnaround".into(), turnaround::draw(&clock, &style)),
        ("hostile-signal".into(), control_chart::draw(&weekly(b, c, d), &style)),
    ]
}

fn hours([a, b, c, d]: &[String; 4]) -> HoursLost {
    let day = |month| chrono::NaiveDate::from_ymd_opt(2026, month, 1).unwrap_or_default();
    let months = (1_u8..=4).map(|number| Month {
        number: i32::from(number),
        from: day(u32::from(number)),
        until: day(u32::from(number) + 1),
        hours: Some(Hours { by_break: [9.0, 4.0, 2.0, 5.0], timed: 11.0, ..Hours::default() }),
        fte: Some(4.0),
        coverage: None,
        thin: false,
        part: false,
        day: None,
    });
    HoursLost {
        system: a.clone(),
        months: months.collect(),
        changes: [b, c, d].map(|name| Change { on: day(2), name: name.clone() }).to_vec(),
        earlier: vec![EarlierSystem { name: d.clone(), months: vec![Some(3.0), Some(8.0)] }],
        ..HoursLost::default()
    }
}

fn weekly(measure: &str, unit: &str, name: &str) -> ControlChart {
    let week = |number| Week {
        number,
        value: Some(f64::from(number)),
        signal: number == 6,
        in_run: false,
        withheld: false,
    };
    ControlChart {
        of: Break::Burnout,
        measure: measure.to_owned(),
        unit: unit.chars().take(8).collect(),
        decimals: 1,
        weeks: (1..=6).map(week).collect(),
        segments: Vec::new(),
        baseline: None,
        rebased: vec![Rebase { week: 3, name: name.to_owned() }],
    }
}
