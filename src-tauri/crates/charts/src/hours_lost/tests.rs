//! What the main chart promises, for any input.

use chrono::{Days, Months, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::tests::{any_name, any_value, assert_sound};
use crate::text::clean;

fn go_live() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 31).unwrap()
}

fn month(i: u32, by_break: [f64; 4]) -> Month {
    Month {
        number: i32::try_from(i).unwrap() + 1,
        from: go_live() + Months::new(i),
        until: go_live() + Months::new(i + 1),
        hours: Some(Hours { by_break, timed: by_break[0], ..Hours::default() }),
        fte: Some(6.5),
        coverage: Some(0.7),
        thin: false,
        part: false,
        day: None,
    }
}

fn clinic(months: Vec<Month>) -> HoursLost {
    HoursLost { system: "Marlet EHR".into(), months, told_pattern: true, ..HoursLost::default() }
}

prop_compose! {
    fn any_month()(
        hours in prop::option::weighted(0.85, (prop::array::uniform4(any_value()), any_value())),
        fte in prop::option::weighted(0.9, any_value()),
        coverage in prop::option::weighted(0.8, -0.5..1.5_f64),
        thin in prop::bool::weighted(0.2),
        part in prop::bool::weighted(0.1),
    ) -> Month {
        let hours = hours.map(|(by_break, timed)| Hours { by_break, timed, ..Hours::default() });
        Month { number: 0, from: go_live(), until: go_live(), hours, fte, coverage, thin, part, day: None }
    }
}

prop_compose! {
    fn any_clinic()(
        months in prop_oneof![
            3 => prop::collection::vec(any_month(), 0..20),
            1 => prop::collection::vec(any_month(), 30..130),
        ],
        unfinished in any::<bool>(),
        changes in prop::collection::vec((0_u64..2_000, any_name()), 0..14),
        told_pattern in any::<bool>(),
        earlier in prop::collection::vec((any_name(), prop::collection::vec(prop::option::of(any_value()), 0..30)), 0..4),
        selected in prop::option::of(1..20),
        per_fte in any::<bool>(),
        system in any_name(),
    ) -> HoursLost {
        let mut months = months;
        for (i, month) in (0_u32..).zip(&mut months) {
            month.number = i32::try_from(i).unwrap() + 1;
            (month.from, month.until) = (go_live() + Months::new(i), go_live() + Months::new(i + 1));
        }
        if let Some(last) = months.last_mut().filter(|_| unfinished) {
            last.day = Some(9);
        }
        let changes = changes.into_iter().map(|(day, name)| Change { on: go_live() + Days::new(day), name });
        HoursLost {
            system,
            unit: if per_fte { Unit::HoursPerFte } else { Unit::Hours },
            months,
            changes: changes.collect(),
            told_pattern,
            earlier: earlier.into_iter().map(|(name, months)| EarlierSystem { name, months }).collect(),
            selected,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_input_gives_well_formed_svg_without_overlapping_labels(data in any_clinic(), width in 480.0..2400.0_f64) {
        let style = Style::default().wide(width);
        assert_sound(&draw(&data, &style))?;
        assert_sound(&draw_summary(&data, &style))?;
    }
}

#[test]
fn every_month_is_a_step_and_a_row() {
    let data = clinic((0..15).map(|i| month(i, [10.0, 5.0, 3.0, 2.0])).collect());
    let figure = draw(&data, &Style::default());
    assert_eq!(figure.steps.len(), 15);
    assert_eq!(figure.table.rows.len(), 15);
    let gaps =
        figure.steps.windows(2).map(|pair| (pair[0].area.x + pair[0].area.width - pair[1].area.x).abs());
    assert!(gaps.fold(0.0, f64::max) < 1e-9, "steps touch each other");
    assert!((figure.steps[0].area.x - figure.plot.x).abs() < 1e-9);
}

/// Some left out at random would look like a rule that nobody can guess.
#[test]
fn totals_stand_over_every_column_or_over_the_telling_ones_alone() {
    // 101 to 119 hours, 150 in month 9.
    let hours = |i: u32| if i == 8 { 150 } else { 101 + i };
    let mut whole = [0_u32, 0];
    for width in [300.0, 560.0, 700.0, 812.0, 1400.0] {
        let style = Style::default().wide(width);
        let months = (0..19).map(|i| month(i, [f64::from(hours(i)), 0.0, 0.0, 0.0]));
        let data = HoursLost { selected: Some(18), ..clinic(months.collect()) };
        for (form, figure) in [draw(&data, &style), draw_summary(&data, &style)].iter().enumerate() {
            let texts = figure.scene.texts();
            let shown: Vec<u32> =
                (0..19).filter(|i| texts.iter().any(|(text, _)| *text == hours(*i).to_string())).collect();
            whole[form] += u32::from(shown.len() == 19);
            let telling = |i: &u32| [0, 8, 17, 18].contains(i);
            assert!(shown.len() == 19 || shown.iter().all(telling), "{width} {form}: {shown:?}");
            assert!(shown.contains(&8) && shown.contains(&18), "{width} {form}: {shown:?}");
        }
    }
    assert!(whole.iter().all(|widths| (1..5).contains(widths)), "both are seen: {whole:?}");
}

#[test]
fn what_the_key_lists_begins_a_line() {
    let changes =
        (1..9).map(|i| Change { on: go_live() + Days::new(30 * i), name: format!("a long name of it {i}") });
    let data =
        HoursLost { changes: changes.collect(), ..clinic((0..12).map(|i| month(i, [9.0; 4])).collect()) };
    let texts = draw(&data, &Style::default().wide(600.0)).scene.texts();
    let line = |begin: &str| texts.iter().find(|(text, _)| text.starts_with(begin)).unwrap().1;
    assert!(line("1: ").top > line("change in clinic").top, "below the signs");
    assert!(
        (line("1: ").left - texts.iter().find(|(t, _)| t.starts_with("timed part")).unwrap().1.left).abs()
            < 30.0
    );
}

#[test]
fn the_name_of_a_system_before_is_broken_and_not_cut() {
    let earlier = vec![EarlierSystem { name: "Hobbin Chart".into(), months: vec![Some(20.0); 12] }];
    let data = HoursLost { earlier, ..clinic((0..12).map(|i| month(i, [9.0; 4])).collect()) };
    for width in [480.0, 600.0, 900.0] {
        let texts = draw(&data, &Style::default().wide(width)).scene.texts();
        let said: Vec<&str> = texts.iter().map(|(text, _)| text.as_str()).collect();
        assert!(said.iter().any(|text| text.ends_with("before")), "{width}: {said:?}");
        assert!(!said.iter().any(|text| text.contains('…')), "{width}: {said:?}");
    }
}

/// Drawn 19 months of 26: the label says so where it has room.
#[test]
fn a_line_that_stops_with_the_chart_says_so() {
    let earlier = vec![EarlierSystem { name: "Hobbin Chart".into(), months: vec![Some(20.0); 26] }];
    let data = HoursLost { earlier, ..clinic((0..19).map(|i| month(i, [9.0; 4])).collect()) };
    let said = |width| draw(&data, &Style::default().wide(width)).scene.texts();
    let is_said = |width, words: &str| said(width).iter().any(|(text, _)| text == words);
    assert!(is_said(1080.0, "(19 of its 26 months)"));
    assert!(is_said(480.0, "(its own months)"));
}

/// "69%67%62%" reads as one long number.
#[test]
fn shares_of_the_pulse_stand_apart_and_in_a_rule() {
    let mut seen = Vec::new();
    for width in [480.0, 560.0, 640.0, 760.0, 900.0, 1080.0] {
        let mut months: Vec<Month> = (0..19).map(|i| month(i, [9.0; 4])).collect();
        (months[4].thin, months[4].coverage) = (true, Some(0.45));
        let figure = draw(&clinic(months), &Style::default().wide(width));
        let texts = figure.scene.texts();
        let mut shares: Vec<Rect> = texts.iter().filter(|(t, _)| t.ends_with('%')).map(|(_, e)| *e).collect();
        shares.sort_by(|a, b| a.left.total_cmp(&b.left));
        assert!(shares.windows(2).all(|pair| pair[1].left - pair[0].right >= 2.0), "{width}: {shares:?}");
        assert!(texts.iter().any(|(text, _)| text == "45%"), "{width}: the thin one always stands");
        let step = figure.steps[1].area.x - figure.steps[0].area.x;
        let center = |i: usize| figure.steps[i].area.x + step / 2.0;
        let stands =
            |i: &usize| shares.iter().any(|at| ((at.left + at.right) / 2.0 - center(*i)).abs() < 1.0);
        seen.push((0..19).filter(stands).count());
    }
    assert!(seen.contains(&19) && seen.iter().any(|count| (7..=11).contains(count)), "{seen:?}");
}

/// A reader finds the number of what is read first, and counts along an even row, however narrow the months: a thin month's own
/// number gives way to it.
#[test]
fn the_last_whole_month_and_an_even_row_keep_their_numbers() {
    let mut months: Vec<Month> = (0..19).map(|i| month(i, [9.0; 4])).collect();
    (months[4].thin, months[10].thin, months[18].day) = (true, true, Some(13));
    (months[4].coverage, months[10].coverage) = (Some(0.45), Some(0.45));
    let figure = draw(&clinic(months), &Style::default().wide(480.0));
    let number = |n: &str| figure.scene.texts().iter().any(|(text, _)| text == n);
    assert!(["18", "3", "6", "9", "12", "15"].iter().all(|n| number(n)));
    assert!(figure.scene.texts().iter().any(|(text, _)| text == ENGLISH.thin), "its mark stays");
}

#[test]
fn a_told_pattern_without_room_for_names_is_one_entry_of_the_key() {
    let data = clinic((0..19).map(|i| month(i, [9.0; 4])).collect());
    let said = |width| -> Vec<String> {
        draw(&data, &Style::default().wide(width)).scene.texts().into_iter().map(|(text, _)| text).collect()
    };
    let narrow = said(500.0).join(" ");
    assert!(
        narrow.contains("the told pattern: optimism 1–2, friction 3–4, complaints 6, replacement talk 9–12"),
        "{narrow}"
    );
    let wide = said(1200.0);
    assert!(wide.contains(&"optimism".into()) && wide.contains(&"the told pattern".into()), "{wide:?}");
}

#[test]
fn a_break_nobody_measured_in_a_month_with_other_hours_is_named() {
    let mut months: Vec<Month> = (0..4).map(|i| month(i, [9.0, 0.0, 2.0, 1.0])).collect();
    for i in [1, 2] {
        months[i].hours.as_mut().unwrap().unmeasured[1] = true;
    }
    let figure = draw(&clinic(months), &Style::default());
    let words = "Reporting not measured in months 2 to 3";
    assert!(figure.scene.texts().iter().any(|(text, _)| text == words));
    assert!(figure.description.contains(&format!("{words}.")), "{}", figure.description);
    // Month 1 had none in use: a zero, and the 12 hours stand.
    assert_eq!(figure.table.rows[0][3], crate::Cell::Number { value: 0.0, decimals: 1 });
    assert_eq!(figure.table.rows[1][3], crate::Cell::Missing);
    assert_eq!(figure.table.rows[1][6], crate::Cell::Number { value: 12.0, decimals: 1 });
}

/// Upright in the middle, the words of eleven months would read as those of month 6.
#[test]
fn the_words_of_a_wide_empty_slot_lie() {
    let unmeasured = |i| Month { hours: None, ..month(i, [0.0; 4]) };
    let style = Style::default().wide(900.0);
    for count in [1, 11] {
        let figure = draw_summary(&clinic((0..count).map(unmeasured).collect()), &style);
        let texts = figure.scene.texts();
        let (_, words) = texts.iter().find(|(text, _)| text == "not measured").unwrap();
        assert_eq!(words.width() > words.height(), count == 11, "{words:?}");
    }
}

#[test]
fn the_axis_of_the_small_form_is_always_named() {
    for width in [240.0, 380.0, 480.0, 700.0] {
        let mut months: Vec<Month> = (0..19).map(|i| month(i, [9.0; 4])).collect();
        (months[4].thin, months[10].thin, months[18].day) = (true, true, Some(13));
        let figure = draw_summary(&clinic(months), &Style::default().wide(width));
        let named = figure.scene.texts().iter().any(|(text, _)| text == "months since go-live");
        assert!(named, "{width}");
        assert_sound(&figure).unwrap();
    }
}

#[test]
fn an_unfinished_month_is_never_told_beside_whole_ones() {
    let mut months: Vec<Month> = (0..3).map(|i| month(i, [10.0 * f64::from(i + 1), 0.0, 0.0, 0.0])).collect();
    months[2].day = Some(9);
    let figure = draw(&clinic(months), &Style::default());
    // 20 hours in month 2, all of them timed, beside the one before; month 3 is day 9.
    assert_eq!(
        figure.caption,
        "20.0 hours were lost in month 2, 100% of them timed; month 1 lost 10.0 hours."
    );
    assert!(figure.description.contains("Month 3 not finished, day 9 of 30."), "{}", figure.description);
}

#[test]
fn a_month_recorded_in_part_is_told_alone_and_compared_with_none() {
    let mut months: Vec<Month> = (0..3).map(|i| month(i, [9.0 - f64::from(i), 0.0, 0.0, 0.0])).collect();
    months[0].part = true;
    let figure = draw(&clinic(months.clone()), &Style::default());
    // 9 in the part of month 1, then 8 and 7.
    assert_eq!(figure.caption, "7.0 hours were lost in month 3, 100% of them timed; month 2 lost 8.0 hours.");
    assert!(figure.description.contains("Highest whole month: 2, 8.0 hours."), "{}", figure.description);
    let note = figure.table.rows[0].last().unwrap().shown(&crate::ENGLISH);
    assert_eq!(note, "Partly recorded");
    months.truncate(1);
    assert_eq!(
        draw(&clinic(months), &Style::default()).caption,
        "9.0 hours were logged in month 1, of which only a part was recorded."
    );
}

#[test]
fn no_logged_hours_are_told_as_nothing_logged_and_never_as_a_share() {
    let none = [0.0; 4];
    let figure = draw(&clinic((0..3).map(|i| month(i, none)).collect()), &Style::default());
    assert_eq!(
        figure.caption,
        "No lost hours were logged up to month 3. What nobody logged is not in this chart."
    );
    assert!(!figure.svg().contains(">0.0</text>"), "no row of zeros over the columns");

    let figure = draw(&clinic(vec![month(0, [4.0, 0.0, 0.0, 0.0]), month(1, none)]), &Style::default());
    assert_eq!(figure.caption, "No lost hours were logged in month 2; month 1 lost 4.0 hours.");

    let mut open = month(1, [2.0, 0.0, 0.0, 0.0]);
    open.day = Some(3);
    let figure = draw(&clinic(vec![month(0, none), open.clone()]), &Style::default());
    assert_eq!(figure.caption, "2.0 hours were lost so far in month 2, day 3 of 31.");

    let figure = draw(
        &clinic([none, [4.0, 0.0, 0.0, 0.0], none].iter().zip(0..).map(|(h, i)| month(i, *h)).collect()),
        &Style::default(),
    );
    assert_eq!(figure.caption, "No lost hours were logged in month 3; month 2 lost 4.0 hours.");

    open.hours = month(1, none).hours;
    let figure = draw(&clinic(vec![month(0, none), open]), &Style::default());
    assert!(figure.caption.starts_with("No lost hours were logged up to month 2."), "{}", figure.caption);
}

#[test]
fn only_an_unfinished_month_is_told_as_so_far() {
    let mut first = month(0, [4.0, 0.0, 0.0, 1.0]);
    first.day = Some(9);
    let figure = draw(&clinic(vec![first]), &Style::default());
    // Month 1 runs from January 31 to February 28: 28 days.
    assert_eq!(figure.caption, "5.0 hours were lost so far in month 1, day 9 of 28.");
}

#[test]
fn per_fte_divides_by_the_months_own_staffing() {
    let mut data = clinic(vec![month(0, [5.142_857, 0.0, 0.0, 0.0]), month(1, [3.0, 0.0, 0.0, 0.0])]);
    data.unit = Unit::HoursPerFte;
    data.months[1].fte = None;
    let figure = draw(&data, &Style::default());
    // DOMAIN §5: 5.142857 h ÷ 6.5 FTE = 0.791209.
    let crate::Cell::Number { value, .. } = figure.table.rows[0][6] else { panic!("a number") };
    assert!((value - 0.791_209).abs() < 1e-6);
    assert_eq!(figure.table.rows[1][6], crate::Cell::Missing, "no staffing is not zero");
}

#[test]
fn missing_is_not_zero() {
    let mut data = clinic(vec![month(0, [0.0; 4]), month(1, [1.0; 4])]);
    let zero = draw(&data, &Style::default());
    data.months[0].hours = None;
    let missing = draw(&data, &Style::default());
    let says = |figure: &Figure, words: &str| figure.scene.texts().iter().any(|(text, _)| text == words);
    assert!(!says(&zero, "not measured") && says(&missing, "not measured"));
    assert!(says(&zero, "0.0"), "a zero has its total");
}

#[test]
fn an_empty_clinic_is_told_that_there_is_nothing_to_draw() {
    for figure in [
        draw(&HoursLost::default(), &Style::default()),
        draw_summary(&HoursLost::default(), &Style::default()),
    ] {
        assert_eq!(figure.caption, ENGLISH.nothing);
        assert!(figure.steps.is_empty() && figure.svg().contains(ENGLISH.nothing));
    }
}

#[test]
fn labels_are_drawn_as_text_and_nothing_else() {
    let mut data = clinic(vec![month(0, [1.0; 4])]);
    let payload = "<script>alert(1)</script>";
    data.changes.push(Change { on: go_live(), name: payload.into() });
    let svg = draw(&data, &Style::default()).svg();
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
    assert_eq!(clean(payload), payload);
}

#[test]
fn png_has_the_figures_size_times_the_density() {
    let figure = draw(&clinic(vec![month(0, [1.0; 4])]), &Style::default().wide(480.0));
    let file = figure.png(1).unwrap();
    let reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let info = reader.info();
    assert_eq!((f64::from(info.width), f64::from(info.height)), (figure.width, figure.height));
}

/// The tallest column is the chosen one, on a round value: the frame's upper edge passes over its number, not through it.
#[test]
fn the_frame_around_a_month_does_not_strike_its_number_through() {
    let months = vec![month(0, [30.0, 0.0, 0.0, 0.0]), month(1, [90.0, 0.0, 0.0, 0.0])];
    let data = HoursLost { selected: Some(2), told_pattern: false, ..clinic(months) };
    let drawn = draw(&data, &Style::default());
    let texts = drawn.scene.texts();
    let (_, number) = texts.iter().find(|(words, _)| words == "90").unwrap();
    let edge = drawn.plot.y + layout::SELECTION_INSET_PX;
    assert!(number.top > edge, "{} is under the edge at {edge}", number.top);
}

/// One change has room for its name; nine in one month are numbers, and their names are given in that order.
#[test]
fn changes_marked_by_number_are_named_in_their_order() {
    let changes = |count: u64| {
        (0..count).map(|i| Change { on: go_live() + Days::new(i), name: format!("Change {i}") }).collect()
    };
    let of =
        |count| HoursLost { changes: changes(count), ..clinic(vec![month(0, [1.0; 4]), month(1, [2.0; 4])]) };
    assert!(numbered_changes(&of(1), &Style::default()).is_empty());
    let named = numbered_changes(&of(9), &Style::default());
    assert_eq!(named, (0..9).map(|i| format!("Change {i}")).collect::<Vec<_>>());
}

/// 19 months at the width of the Friction view in the smallest window, with a line that ends above the newest column.
fn crowded(width: f64) -> (Figure, HoursLost) {
    let mut months: Vec<Month> = (0..19).map(|i| month(i, [f64::from(90 + i), 10.0, 20.0, 0.0])).collect();
    months[0].hours = Some(Hours { by_break: [0.4, 0.0, 0.0, 0.0], ..Hours::default() });
    months[1].hours = Some(Hours { by_break: [17.0, 0.0, 0.0, 0.0], ..Hours::default() });
    months[18].hours = Some(Hours { by_break: [47.0, 0.0, 0.0, 0.0], ..Hours::default() });
    (months[4].thin, months[10].thin, months[18].day) = (true, true, Some(13));
    let line = (0..19).map(|i| Some(if i == 18 { 60.0 } else { 75.0 })).collect();
    let earlier = vec![EarlierSystem { name: "Hobbin Chart".into(), months: line }];
    let data = HoursLost { selected: Some(18), earlier, ..clinic(months) };
    (draw(&data, &Style::default().wide(width)), data)
}

const CROWDED_PX: [f64; 5] = [430.0, 470.0, 520.0, 560.0, 640.0];

#[test]
fn the_newest_month_has_its_number_where_its_day_stands() {
    for width in CROWDED_PX {
        let (figure, _) = crowded(width);
        let texts = figure.scene.texts();
        let number = |n: &str| texts.iter().find(|(text, _)| text == n).map(|(_, extent)| *extent);
        let (newest, before) = (number("19").unwrap(), number("18").unwrap());
        assert!(newest.left - before.right >= 2.9, "{width}: {before:?} {newest:?}");
        let name = number("go-live month").unwrap();
        assert!(
            name.left - newest.right >= 4.9 && name.right <= figure.width,
            "{width}: {name:?} {newest:?}"
        );
    }
}

#[test]
fn a_share_of_the_pulse_stands_under_the_number_of_its_month() {
    for width in [430.0, 470.0, 520.0, 560.0, 640.0, 700.0, 812.0, 1080.0] {
        let (figure, _) = crowded(width);
        let texts = figure.scene.texts();
        let middle = |extent: &Rect| (extent.left + extent.right) / 2.0;
        let numbered: Vec<f64> = texts
            .iter()
            .filter(|(text, extent)| {
                extent.top > figure.plot.y + figure.plot.height && text.parse::<u32>().is_ok()
            })
            .map(|(_, extent)| middle(extent))
            .collect();
        let shares: Vec<f64> =
            texts.iter().filter(|(text, _)| text.ends_with('%')).map(|(_, extent)| middle(extent)).collect();
        assert!(shares.len() >= 4, "{width}: {shares:?}");
        // A thin month has its mark below, and its number gives way to the even row.
        let step = figure.steps[1].area.x - figure.steps[0].area.x;
        let thin = |at: f64| [4, 10].iter().any(|i| (figure.steps[*i].area.x + step / 2.0 - at).abs() < 1.0);
        for share in shares.into_iter().filter(|share| !thin(*share)) {
            assert!(numbered.iter().any(|at| (at - share).abs() < 7.0), "{width}: {share} of {numbered:?}");
        }
    }
}

#[test]
fn no_total_lies_on_the_frame_on_a_line_or_on_the_column_beside_it() {
    for width in CROWDED_PX {
        let (figure, data) = crowded(width);
        let style = Style::default().wide(width);
        let chart = Chart::of(&data, &style);
        let layout = Layout::of(&chart);
        let (_, around) = frame(&chart, &layout).unwrap();
        let edges = [
            Rect::new(around.left - 0.5, around.top, around.left + 0.5, around.bottom),
            Rect::new(around.right - 0.5, around.top, around.right + 0.5, around.bottom),
            Rect::new(around.left, around.top - 0.5, around.right, around.top + 0.5),
        ];
        let texts = figure.scene.texts();
        let inside = |extent: &Rect| {
            extent.left > layout.plot.left
                && extent.bottom < layout.plot.bottom
                && extent.right < layout.plot.right + 8.0
        };
        let totals: Vec<_> = texts
            .iter()
            .filter(|(text, extent)| {
                text.parse::<f64>().is_ok() && inside(extent) && extent.top > layout.plot.top
            })
            .collect();
        assert!(totals.iter().any(|(text, _)| text == "137"), "{width}: the chosen month: {totals:?}");
        for (text, extent) in totals {
            assert!(!edges.iter().any(|edge| edge.meets(extent)), "{width} {text}: {extent:?} {around:?}");
            assert!(!layout.is_crossed(extent, &data), "{width} {text}: on the line");
        }
    }
}

/// Crowded changes are numbered, and their names stand below: "7: 2 leave the front desk" is not read as 72.
#[test]
fn a_number_in_the_key_never_runs_into_a_title_that_begins_with_one() {
    let change = |i: u64| Change { on: go_live() + Days::new(i), name: "2 leave the front desk".into() };
    let months = vec![month(0, [1.0; 4]), month(1, [2.0; 4])];
    let data = HoursLost { changes: (0..9).map(change).collect(), ..clinic(months) };
    let figure = draw(&data, &Style::default());
    let texts = figure.scene.texts();
    assert!(texts.iter().any(|(words, _)| words.starts_with("1: 2 leave")), "{texts:?}");
    assert!(!texts.iter().any(|(words, _)| words.starts_with("1 2 leave")), "{texts:?}");
}

proptest! {
    /// A column that is there has hours: its total is never written as nothing, however small beside the others.
    #[test]
    fn no_column_is_totalled_as_nothing(hours in prop::collection::vec(1e-4..60.0_f64, 1..14)) {
        let months = (0..).zip(&hours).map(|(i, hours)| month(i, [*hours, 0.0, 0.0, 0.0])).collect();
        let data = HoursLost { told_pattern: false, ..clinic(months) };
        for figure in [draw(&data, &Style::default()), draw_summary(&data, &Style::default())] {
            let nothings = figure.scene.texts().into_iter().filter(|(words, rect)| {
                // The zero line is the one nothing there is.
                words.bytes().all(|b| matches!(b, b'0' | b'.')) && rect.left > figure.plot.x
            });
            prop_assert_eq!(nothings.count(), 0);
        }
    }
}
