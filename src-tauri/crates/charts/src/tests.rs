//! What every chart promises, whatever it is given: well-formed SVG, every word inside the figure,
//! no two words on each other, as many cells as heads.

use proptest::prelude::*;

use crate::figure::{Figure, Style};
use crate::{
    Break, Curve, Fall, Median, after_hours, ageing, control_chart, flow, pareto, quiet_roles, silence,
    spanish::SPANISH, survival, systems, turnaround, whose_turn,
};

/// Checks a figure; used by the main chart's tests as well.
pub(crate) fn assert_sound(figure: &Figure) -> Result<(), TestCaseError> {
    let svg = figure.svg();
    let parsed = roxmltree::Document::parse(&svg);
    prop_assert!(parsed.is_ok(), "{:?}\n{}", parsed.err(), svg);
    // A coordinate that is none would have been written as the largest whole number there is.
    prop_assert!(!svg.contains("922337203685"), "{}", svg);
    let texts = figure.scene.texts();
    for (i, (words, extent)) in texts.iter().enumerate() {
        let inside = extent.left >= -0.5 && extent.right <= figure.width + 0.5;
        let inside = inside && extent.top >= -0.5 && extent.bottom <= figure.height + 0.5;
        prop_assert!(inside, "{:?} at {:?} leaves {} by {}", words, extent, figure.width, figure.height);
        for (other, other_extent) in &texts[i + 1..] {
            prop_assert!(
                !extent.meets(other_extent),
                "{:?} at {:?} meets {:?} at {:?}",
                words,
                extent,
                other,
                other_extent
            );
        }
    }
    prop_assert!(figure.table.rows.iter().all(|row| row.len() == figure.table.columns.len()));
    prop_assert!(figure.steps.len() <= figure.table.rows.len());
    Ok(())
}

/// Mostly plain amounts, now and then what a broken file may hold.
pub(crate) fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => 0.0..200.0_f64,
        2 => Just(0.0),
        1 => 0.0..1e6_f64,
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-5.0), Just(1e300)],
    ]
}

/// Names as people write them, and as nobody should.
pub(crate) fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ]{0,30}",
        any::<String>(),
        Just("x".repeat(10_000)),
        Just("<script>&\"'\u{0}\u{b}\u{1b}\u{202e}\u{fffe}]]>".to_owned()),
    ]
}

fn any_style() -> impl Strategy<Value = Style> {
    (240.0..2400.0_f64, prop::option::of(0.0..600.0_f64), any::<bool>()).prop_map(
        |(width, height, spanish)| {
            let style = Style { height, ..Style::default().wide(width) };
            if spanish { Style { labels: &SPANISH, ..style } } else { style }
        },
    )
}

prop_compose! {
    fn any_curve()(
        mut falls in prop::collection::vec((any_value(), 0.0..=1.0_f64, prop::option::of(0.0..0.3_f64)), 0..30),
        censored in prop::collection::vec(any_value(), 0..20),
        median in prop::option::of((any_value(), prop::option::of(any_value()), prop::option::of(any_value()))),
        count in 0_usize..40,
    ) -> Curve {
        falls.sort_by(|a, b| a.0.total_cmp(&b.0));
        let fall = |(days, share, band): (f64, f64, Option<f64>)| {
            Fall { days, share, interval: band.map(|band| (share - band, share + band)) }
        };
        Curve {
            falls: falls.into_iter().map(fall).collect(),
            censored,
            median: median.map(|(days, low, high)| Median { days, low, high }),
            count,
            ended: count / 2,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn control_charts_are_sound(
        values in prop::collection::vec((prop::option::weighted(0.9, any_value()), any::<bool>()), 0..200),
        limits in prop::collection::vec((any_value(), any_value(), any_value()), 0..4),
        names in prop::collection::vec(any_name(), 0..4),
        unit in prop_oneof![Just(String::new()), Just("%".to_owned())],
        measure in any_name(),
        style in any_style(),
    ) {
        let weeks = (1..).zip(values).map(|(number, (value, signal))| control_chart::Week { number, value, signal, in_run: number % 3 == 0, withheld: false });
        let segment = |(i, (centre, lower, upper)): (i32, (f64, f64, f64))| {
            control_chart::Segment { from: i * 20 + 1, to: i * 20 + 20, centre, lower, upper, trial: (i == 1).then_some(11) }
        };
        let data = control_chart::ControlChart {
            of: Break::Support,
            measure,
            unit,
            decimals: 2,
            weeks: weeks.collect(),
            segments: (0..).zip(limits).map(segment).collect(),
            baseline: Some((3, 10)),
            rebased: (1..).zip(names).map(|(i, name)| control_chart::Rebase { week: i * 20 + 1, name }).collect(),
        };
        assert_sound(&control_chart::draw(&data, &style))?;
    }

    #[test]
    fn curves_are_sound(curve in any_curve(), promised_days in prop::option::of(any_value()), clock in any_name(), style in any_style()) {
        assert_sound(&survival::draw(&curve, &style))?;
        let data = turnaround::Turnaround { clock, promised_days, curve, undated: 0, axis_days: None };
        assert_sound(&turnaround::draw(&data, &style))?;
        assert_sound(&turnaround::draw_track(&data, &style))?;
    }

    #[test]
    fn flow_is_sound(counts in prop::collection::vec((0_u64..900, 0_u64..900, 0_u64..900), 0..130), style in any_style()) {
        let month = |(number, (arrivals, departures, open))| flow::Month { number, arrivals, departures, open, unfinished: number % 2 == 0 };
        assert_sound(&flow::draw(&flow::Flow { months: (1..).zip(counts).map(month).collect() }, &style))?;
    }

    #[test]
    fn ageing_is_sound(
        states in prop::collection::vec(any_name(), 0..9),
        items in prop::collection::vec((any_name(), 0_usize..10, any_value()), 0..60),
        percentiles in prop::collection::vec((0_u8..100, any_value()), 0..4),
        style in any_style(),
    ) {
        let items = items.into_iter().map(|(label, state, age_days)| ageing::Item { label, state, age_days, told_days: 7 });
        assert_sound(&ageing::draw(&ageing::Ageing { states, items: items.collect(), percentiles }, &style))?;
    }

    #[test]
    fn bars_by_area_are_sound(
        areas in prop::collection::vec((any_name(), prop::array::uniform4(prop::option::weighted(0.8, any_value())), any::<bool>()), 0..20),
        period in any_name(),
        style in any_style(),
    ) {
        let area = |(name, by_break, unowned)| pareto::Area { name, by_break, unowned };
        assert_sound(&pareto::draw(&pareto::Pareto { period, areas: areas.into_iter().map(area).collect() }, &style))?;
    }

    #[test]
    fn silence_is_sound(
        months in prop::collection::vec((prop::option::of(any_value()), 0_u32..500, 0_u32..500, 0_u32..500), 0..130),
        style in any_style(),
    ) {
        let month = |(number, (asks_per_workaround, asks, workarounds, withdrawn))| {
            silence::Month { number, asks_per_workaround, asks, workarounds, withdrawn }
        };
        assert_sound(&silence::draw(&silence::Silence { months: (1..).zip(months).map(month).collect() }, &style))?;
    }

    #[test]
    fn systems_are_sound(
        systems in prop::collection::vec((any_name(), prop::collection::vec(prop::option::of(any_value()), 0..130)), 0..7),
        per_fte in any::<bool>(),
        style in any_style(),
    ) {
        let months = |months: Vec<Option<f64>>| months.into_iter().map(systems::Month::from).collect();
        let systems = systems.into_iter().map(|(name, all)| systems::System { name, months: months(all) });
        assert_sound(&systems::draw(&systems::Systems { per_fte, systems: systems.collect() }, &style))?;
    }

    #[test]
    fn roles_are_sound(
        roles in prop::collection::vec((any_name(), 0_u32..12, prop::option::of(any_value())), 0..12),
        period in any_name(),
        style in any_style(),
    ) {
        let role = |(name, people, wow8)| after_hours::Role { name, people, wow8 };
        assert_sound(&after_hours::draw(&after_hours::AfterHours { period, roles: roles.into_iter().map(role).collect() }, &style))?;
    }

    #[test]
    fn silent_roles_are_sound(
        roles in prop::collection::vec((any_name(), 0_u32..12, prop::option::of(0_u32..900)), 0..12),
        style in any_style(),
    ) {
        let role = |(name, people, weeks)| quiet_roles::Role { name, people, weeks };
        assert_sound(&quiet_roles::draw(&quiet_roles::QuietRoles { roles: roles.into_iter().map(role).collect() }, &style))?;
    }

    #[test]
    fn turns_are_sound(
        requests in 0_u64..900,
        elapsed in prop::array::uniform3(any_value()),
        business in prop::option::of(prop::array::uniform3(any_value())),
        style in any_style(),
    ) {
        let turns = |[ours, vendors, others]: [f64; 3]| whose_turn::Turns { ours, vendors, others };
        let data = whose_turn::WhoseTurn {
            requests,
            elapsed_days: turns(elapsed),
            business_hours: business.map(turns),
        };
        assert_sound(&whose_turn::draw(&data, &style))?;
    }
}
