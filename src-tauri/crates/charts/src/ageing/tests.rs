use super::*;

#[test]
fn the_median_and_the_percentile_are_both_named_apart() {
    for (half, most) in [(12.0, 41.0), (40.0, 41.0), (41.0, 41.0), (0.2, 0.4)] {
        let data = Ageing {
            states: vec!["triaged".into()],
            items: vec![Item { label: "A-1".into(), state: 0, age_days: 50.0, told_days: 49 }],
            percentiles: vec![(50, half), (85, most)],
        };
        let texts = draw(&data, &Style::default()).scene.texts();
        let of = |begin: &str| texts.iter().find(|(words, _)| words.starts_with(begin)).unwrap().1;
        assert!(!of("half delivered: ").meets(&of("85% delivered: ")), "{half} {most}");
    }
}

#[test]
fn two_states_are_never_cut_to_one_name() {
    let states: Vec<String> = crate::labels::ENGLISH.open_states.map(str::to_owned).to_vec();
    let items = vec![Item { label: "A-1".into(), state: 0, age_days: 5.0, told_days: 5 }];
    let data = Ageing { states: states.clone(), items, percentiles: Vec::new() };
    for width in [240.0, 320.0, 480.0, 900.0] {
        let figure = draw(&data, &Style::default().wide(width));
        let said: Vec<String> = figure.scene.texts().into_iter().map(|(words, _)| words).collect();
        assert!(!said.iter().any(|words| words.contains('…')), "{width}: {said:?}");
        assert!(said.iter().any(|words| words.ends_with("vendor")), "{width}: {said:?}");
        crate::tests::assert_sound(&figure).unwrap();
    }
}

/// Ages that are far apart stand one above the other: a row of them would look like a rise and a fall.
#[test]
fn only_marks_of_about_one_age_stand_side_by_side() {
    let item = |age_days| Item { label: "A-1".into(), state: 0, age_days, told_days: 3 };
    let ages = [400.0, 300.0, 200.0, 100.0, 1.0, 1.0, 1.0];
    let data =
        Ageing { states: vec!["triaged".into()], items: ages.map(item).to_vec(), percentiles: Vec::new() };
    let middles: Vec<f64> =
        draw(&data, &Style::default()).steps.iter().map(|step| step.area.x + step.area.width / 2.0).collect();
    assert!(middles[..5].iter().all(|x| (x - middles[0]).abs() < 1e-9), "{middles:?}");
    assert!(middles[5] > middles[0] && middles[6] < middles[0], "{middles:?}");
}

#[test]
fn a_median_alone_makes_no_request_old() {
    let data = Ageing {
        states: vec!["triaged".into()],
        items: vec![Item { label: "A-1".into(), state: 0, age_days: 50.0, told_days: 49 }],
        percentiles: vec![(50, 12.0)],
    };
    let figure = draw(&data, &Style::default());
    assert!(figure.caption.ends_with("too few are delivered to say by when 85% are."), "{}", figure.caption);
    assert!(!figure.description.contains("diamond"), "{}", figure.description);
}

#[test]
fn an_age_is_read_in_calendar_days() {
    let data = Ageing {
        states: vec!["triaged".into()],
        items: vec![Item { label: "A-1".into(), state: 0, age_days: 183.9, told_days: 183 }],
        percentiles: Vec::new(),
    };
    let figure = draw(&data, &Style::default());
    assert!(figure.caption.contains("the oldest for 183 days"), "{}", figure.caption);
    assert_eq!(figure.table.rows[0][2], Cell::number(Some(183.0), 0));
}

#[test]
fn old_means_beyond_the_highest_line() {
    let item = |age_days| Item { label: "A-1".into(), state: 0, age_days, told_days: 3 };
    let mut data = Ageing {
        states: vec!["triaged".into()],
        items: vec![item(3.0), item(41.0), item(41.5)],
        percentiles: vec![(50, 12.0), (85, 41.0)],
    };
    let told = "Older than 41 days, within which 85% of requests are delivered: 1 of 3 requests open.";
    assert_eq!(draw(&data, &Style::default()).caption, told);
    data.percentiles = vec![(85, 1.2)];
    let told = "Older than 1 day, within which 85% of requests are delivered: 3 of 3 requests open.";
    assert_eq!(draw(&data, &Style::default()).caption, told);
    assert!(draw(&data, &Style::default()).description.contains("a diamond is older than the highest line"));
    data.percentiles.clear();
    let description = draw(&data, &Style::default()).description;
    assert!(
        !description.contains("diamond") && !description.contains("line"),
        "no line is drawn: {description}"
    );
    assert!(
        draw(&data, &Style::default()).caption.ends_with("too few are delivered to say by when 85% are.")
    );
}
