//! What a control chart says and draws.

use super::*;
use crate::breaks::Break;
use crate::figure::Cell;
use crate::scene::{Shape, Step, solid};

fn chart(values: &[Option<f64>], upper: f64) -> ControlChart {
    let numbered = (1..).zip(values);
    let weeks = numbered.map(|(number, value)| Week {
        number,
        value: *value,
        signal: value.is_some_and(|v| v > upper),
        in_run: false,
        withheld: false,
    });
    let last = i32::try_from(values.len()).unwrap();
    ControlChart {
        of: Break::Drift,
        measure: "hours per FTE, weekly".into(),
        unit: String::new(),
        decimals: 2,
        weeks: weeks.collect(),
        segments: vec![Segment { from: 1, to: last, centre: upper / 2.0, lower: 0.1, upper, trial: None }],
        baseline: Some((3, 10)),
        rebased: Vec::new(),
    }
}

#[test]
fn weeks_beyond_the_limit_are_counted_back_from_the_newest() {
    let data = chart(&[Some(5.0), Some(1.0), None, Some(4.0), Some(4.5)], 3.0);
    assert_eq!(
        draw(&data, &Style::default()).caption,
        "Above its limit for 2 weeks (week 5: 4.50, upper limit 3.00); 1 week not measured"
    );
}

/// Two weeks of one value: the limits lie on the value and end before its number begins.
#[test]
fn limits_do_not_strike_the_newest_number_through() {
    let mut data = chart(&[Some(0.37), Some(0.37)], 0.37);
    data.segments[0].lower = 0.37;
    let style = Style { width: 300.0, ..Style::default() };
    let drawn = draw(&data, &style);
    let texts = drawn.scene.texts();
    let (_, number) = texts.iter().find(|(words, _)| words == "0.37").unwrap();
    assert!(number.left >= drawn.plot.x + drawn.plot.width, "{number:?} begins after the plot");
}

#[test]
fn inside_its_limits_is_said_plainly() {
    assert_eq!(
        draw(&chart(&[Some(1.0), Some(2.0)], 3.0), &Style::default()).caption,
        "Now inside its limits (week 2: 2.00, upper limit 3.00)"
    );
}

#[test]
fn a_week_under_the_lower_limit_is_not_called_inside() {
    assert_eq!(
        draw(&chart(&[Some(1.0), Some(0.05)], 3.0), &Style::default()).caption,
        "Below its lower limit (week 2: 0.05, lower limit 0.10)",
        "the limit it is below, not the other one"
    );
}

#[test]
fn limits_on_trial_are_said_to_be_in_words_and_in_the_picture() {
    let mut data = chart(&[Some(1.0), Some(2.0)], 3.0);
    data.segments[0].trial = Some(2);
    for (style, caption, mark) in [
        (
            Style::default(),
            "Now inside its limits (week 2: 2.00, upper limit 3.00); trial limits from 2 weeks",
            "trial limits",
        ),
        (
            Style { labels: &crate::SPANISH, ..Style::default() },
            "Ahora dentro de sus límites (semana 2: 2,00, límite superior 3,00); límites de prueba con 2 semanas",
            "límites de prueba",
        ),
    ] {
        for width in [240.0, 760.0] {
            let figure = draw(&data, &style.wide(width));
            assert_eq!(figure.caption, caption);
            assert!(figure.svg().contains(&format!(">{mark}<")), "{width}");
        }
    }
    // Of weeks that lie above their limit nearly all, the words stand below it.
    let mut high = chart(&[0.36, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5].map(Some), 0.49);
    (high.segments[0].centre, high.segments[0].trial) = (0.484, Some(9));
    assert!(draw(&high, &Style::default().wide(860.0)).svg().contains(">trial limits<"));
    data.segments[0].trial = None;
    let firm = draw(&data, &Style::default());
    assert!(!firm.caption.contains("trial") && !firm.svg().contains("trial"), "firm limits are no trial");
}

#[test]
fn weeks_of_fewer_than_five_people_are_hidden_and_not_called_unmeasured() {
    let mut data = chart(&[Some(1.0), None, None, Some(2.0)], 3.0);
    data.weeks[1].withheld = true;
    let figure = draw(&data, &Style::default());
    assert_eq!(
        figure.caption,
        "Now inside its limits (week 4: 2.00, upper limit 3.00); 1 week not measured; \
         1 week hidden: fewer than 5 people"
    );
    assert_eq!(figure.table.rows[1][5], Cell::text("hidden: fewer than 5 people"));
    let mut data = chart(&[None, None], 3.0);
    data.weeks[0].withheld = true;
    data.segments.clear();
    let figure = draw(&data, &Style::default().wide(240.0));
    assert_eq!(figure.caption, "Hidden: fewer than 5 people reported.");
    assert!(figure.svg().contains("fewer than 5"), "{}", figure.svg());
}

#[test]
fn the_baseline_is_named_also_beside_a_wide_tick() {
    let mut values = vec![Some(0.5); 80];
    values[3] = Some(0.6);
    let mut data = chart(&values, 0.6);
    data.rebased = vec![Rebase { week: 42, name: "Upgrade".into() }];
    let svg = draw(&data, &Style { height: Some(140.0), ..Style::default().wide(240.0) }).svg();
    assert!(svg.contains(">base<"), "{svg}");
}

#[test]
fn a_run_of_signals_has_a_mark_at_either_end() {
    let marks = |values: &[f64]| {
        let values: Vec<_> = values.iter().map(|value| Some(*value)).collect();
        let outline = solid(crate::Theme::Light.palette().mark, 1.75);
        let closed = |shape: &Shape| match shape {
            Shape::Path { paint, steps } if *paint == outline => {
                steps.iter().filter(|step| **step == Step::Close).count()
            }
            _ => 0,
        };
        draw(&chart(&values, 3.0), &Style::default()).scene.shapes.iter().map(closed).sum::<usize>()
    };
    assert_eq!(marks(&[1.0, 1.0, 1.0]), 0);
    assert_eq!(marks(&[1.0, 4.0, 1.0]), 1, "one week");
    assert_eq!(marks(&[1.0, 4.0, 5.0, 4.0, 5.0, 1.0]), 2, "four weeks in a row");
    assert_eq!(marks(&[4.0, 4.0, 1.0, 4.0, 4.0, 4.0]), 4, "two runs");
}

/// Signalled at its seventh week, drawn from its first: the words count it from there, too.
#[test]
fn a_run_is_drawn_whole() {
    let mut data = chart(&[1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0].map(Some), 3.0);
    data.weeks[7].signal = true;
    data.weeks[1..].iter_mut().for_each(|week| week.in_run = true);
    let color = data.of.color(crate::Theme::Light.palette());
    let thick = solid(color, 3.5);
    let scene = draw(&data, &Style::default()).scene;
    let corners = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Path { paint, steps } if *paint == thick => Some(steps.len()),
        _ => None,
    });
    assert_eq!(corners.sum::<usize>(), 7);
    // Its mark stands at the week that completed it.
    let outline = solid(crate::Theme::Light.palette().mark, 1.75);
    let marks = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Path { paint, steps } if *paint == outline => {
            Some(steps.iter().filter(|step| **step == Step::Close).count())
        }
        _ => None,
    });
    assert_eq!(marks.sum::<usize>(), 1);
}

#[test]
fn the_scale_says_its_unit_and_how_high_the_line_once_stood() {
    // Once all of the questions, now a limit of 26.
    let mut data = chart(&[100.0, 100.0, 20.0, 22.0, 21.0].map(Some), 26.0);
    (data.unit, data.decimals) = ("%".into(), 0);
    let said = |data: &ControlChart| -> Vec<String> {
        draw(data, &Style::default().wide(240.0)).scene.texts().into_iter().map(|(words, _)| words).collect()
    };
    for mark in ["0", "26%", "100%"] {
        assert!(said(&data).iter().any(|words| words == mark), "{mark}: {:?}", said(&data));
    }
    // Close above the limit there is no room for a second mark.
    let near = chart(&[27.0, 20.0, 20.0].map(Some), 26.0);
    assert!(!said(&near).iter().any(|words| words == "27.0"), "{:?}", said(&near));
}

#[test]
fn a_series_without_a_measured_week_draws_no_line() {
    let figure = draw(&chart(&[None, None], 3.0), &Style::default().wide(240.0));
    assert_eq!(figure.caption, "Nothing to draw yet.");
    assert_eq!(figure.table.rows.len(), 2);
}
