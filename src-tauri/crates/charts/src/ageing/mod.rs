//! How old the open requests are, by state, against the clinic's own percentiles of finished ones.

use std::collections::VecDeque;

use crate::axis::{Linear, Ticks};
use crate::figure::{Area, AxisStep, Cell, Figure, Style, Table};
use crate::font::{self, Weight};
use crate::frame;
use crate::labels::Labels;
use crate::number::{amount, told};
use crate::scene::{Paint, Point, Rect, Scene, Text, at, dashed, solid};
use crate::text::{clean, fill};
use crate::theme::Palette;

/// Open requests with their ages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ageing {
    /// States in the order work goes through them.
    pub states: Vec<String>,
    /// Open requests.
    pub items: Vec<Item>,
    /// Lines to compare with: per cent of finished requests, and the days within which they were done.
    pub percentiles: Vec<(u8, f64)>,
}

/// One open request.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its number or name.
    pub label: String,
    /// Place of its state in the list of states.
    pub state: usize,
    /// Days since it came in, to the hour: where its mark stands.
    pub age_days: f64,
    /// The same as people count it, in calendar days: what is read.
    pub told_days: u32,
}

/// The per cent whose line is the median.
const HALF: u8 = 50;

/// The words of the ageing chart.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption: `{old}`, `{count}`, `{days}`, `{percent}`.
    pub caption: &'static str,
    /// Caption without a percentile: `{count}`, `{oldest}`.
    pub caption_alone: &'static str,
    /// Description.
    pub described: &'static str,
    /// Description without a line.
    pub described_alone: &'static str,
    /// At a line: `{percent}`, `{days}`.
    pub percentile: &'static str,
    /// At the line of one half: `{days}`.
    pub median: &'static str,
    /// After a tick, with its space.
    pub days_unit: &'static str,
    /// Table heads: request, state, age.
    pub heads: [&'static str; 3],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Age of open requests",
    caption: "Older than {days}, within which {percent}% of requests are delivered: {old} of {count} open.",
    caption_alone: "Open now: {count}, the oldest for {oldest}; within how many days 85% are delivered cannot be told yet.",
    described: "Each mark is an open request, by state and age; a diamond is older than the highest line.",
    described_alone: "Each mark is an open request, by state and age.",
    percentile: "{percent}%: {days} d",
    median: "median: {days} d",
    days_unit: " d",
    heads: ["Request", "State", "Age in days"],
};

/// Draws the scatter. Marks of one state and about one age stand side by side.
#[must_use]
pub fn draw(data: &Ageing, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.ageing;
    let lines: Vec<(u8, f64)> =
        data.percentiles.iter().filter_map(|(percent, days)| Some((*percent, amount(*days)?))).collect();
    let ages = data.items.iter().filter_map(|item| amount(item.age_days));
    let ticks = Ticks::covering(ages.chain(lines.iter().map(|(_, days)| *days)).fold(0.0, f64::max));
    let mut marks = vec![(0.0, "0".to_owned())];
    marks.extend(ticks.values.iter().map(|v| (*v, ticks.label(*v, words.days_unit, labels))));
    let line_label = |(percent, days): &(u8, f64)| {
        fill(
            if *percent == HALF { words.median } else { words.percentile },
            &[("percent", &percent.to_string()), ("days", &told(*days, 0, labels))],
        )
    };
    let widest = lines.iter().map(|line| font::width(&line_label(line), Weight::Regular)).fold(0.0, f64::max);
    let (left_edge, right_edge, width) = frame::across(style.width_px(), &marks, widest + 14.0);
    let states: Vec<String> = data.states.iter().map(|state| clean(state)).collect();
    let names =
        Names::of(&states, (right_edge - left_edge) / crate::number::whole(states.len().max(1) as u64));
    let more = names.below_px() - Names::LEVEL_PX;
    let height = style.height_px(260.0, 130.0) + more;
    let mut scene = Scene::new(width, height, palette.surface);
    let plot = Rect::new(left_edge, 12.0, right_edge, height - names.below_px());
    let y = Linear::new((0.0, plot.bottom), (ticks.top, plot.top));
    let (centers, step) = frame::steps(plot, data.states.len());
    let mut items = Vec::new();
    if data.items.is_empty() || data.states.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        frame::value_axis(&mut scene, plot, &y, &marks, palette);
        for line in &lines {
            let y = y.at(line.1);
            scene.line(at(plot.left, y), at(plot.right, y), dashed(palette.mark_2, 1.25, 5.0, 4.0));
        }
        let wishes: Vec<crate::place::Wish> = lines
            .iter()
            .rev()
            .map(|(_, days)| crate::place::Wish { want: y.at(*days), size: 17.0 })
            .collect();
        let middles = crate::place::spread(&wishes, plot.top - 4.0, plot.bottom + 6.0);
        for (line, middle) in lines.iter().rev().zip(middles) {
            scene.text(Text::new(
                plot.right + 8.0,
                middle + font::MIDDLE_PX,
                line_label(line),
                palette.ink_2,
            ));
        }
        let limit = beyond(&lines).map_or(f64::NAN, |(_, days)| days);
        items = placed(data, &y, (&centers, step));
        marks_of(&mut scene, &items, limit, palette);
        names.paint(&mut scene, &centers, plot.bottom, palette);
    }
    let caption = caption(data, &lines, labels);
    Figure {
        title: words.title.to_owned(),
        description: format!(
            "{} {caption}",
            if beyond(&lines).is_none() { words.described_alone } else { words.described }
        ),
        caption,
        table: table(data, labels),
        width,
        height,
        plot: Area::from(plot),
        steps: steps(&items, plot),
        scene,
    }
}

/// The names of the states below the scatter.
enum Names {
    /// In one or two lines each.
    Level(Vec<Vec<String>>),
    /// Turned upwards where a state has too little room: two that are cut alike could not be told apart.
    Upright(Vec<String>),
}

impl Names {
    /// Room below the plot for two lines, in px.
    const LEVEL_PX: f64 = 41.0;
    /// Longest name that is turned, in px: every state's own is shorter, in either language.
    const LONGEST_PX: f64 = 160.0;

    fn of(states: &[String], step: f64) -> Self {
        let room = step - 6.0;
        let lines: Vec<Vec<String>> = states.iter().map(|state| font::wrap(state, room)).collect();
        let whole = |(state, lines): (&String, &Vec<String>)| lines.join(" ") == *state;
        if states.iter().zip(&lines).all(whole) {
            Self::Level(lines)
        } else {
            let clipped = |state: &String| font::clip(state, Weight::Regular, Self::LONGEST_PX);
            Self::Upright(states.iter().map(clipped).collect())
        }
    }

    fn below_px(&self) -> f64 {
        match self {
            Self::Level(_) => Self::LEVEL_PX,
            Self::Upright(names) => {
                let long = names.iter().map(|name| font::width(name, Weight::Regular));
                long.fold(0.0, f64::max).ceil() + 14.0
            }
        }
    }

    fn paint(&self, scene: &mut Scene, centers: &[f64], zero: f64, palette: &Palette) {
        match self {
            Self::Level(names) => {
                for (lines, x) in names.iter().zip(centers) {
                    for (line, words) in [0.0, font::LINE_PX].into_iter().zip(lines) {
                        let baseline = zero + frame::BELOW_PX + line;
                        scene.text_if_free(
                            Text::new(*x, baseline, words.as_str(), palette.ink_2).middle(),
                            0.0,
                        );
                    }
                }
            }
            Self::Upright(names) => {
                for (name, x) in names.iter().zip(centers) {
                    let text = Text::new(x + font::MIDDLE_PX, zero + 8.0, name.as_str(), palette.ink_2).end();
                    scene.text_if_free(text.upright(), 0.0);
                }
            }
        }
    }
}

/// The line beyond which a request is old: the highest. Half are always beyond the median, which makes none old.
fn beyond(lines: &[(u8, f64)]) -> Option<(u8, f64)> {
    lines.iter().copied().filter(|(percent, _)| *percent > HALF).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Half the box that pointer and keys find a mark in, in px.
const MARK_REACH_PX: f64 = 7.0;

/// From the middle of a mark to that of the next beside it, in px.
const BESIDE_PX: f64 = 8.5;

/// The items with the place of each, oldest first as in the table; one of no state drawn has no place.
///
/// Marks of about one age stand side by side around the middle of their state. Each is as near to the middle as those
/// before it allow, so that nothing but age and number makes the shape.
fn placed<'a>(
    data: &'a Ageing,
    y: &Linear,
    (centers, step): (&[f64], f64),
) -> Vec<(&'a Item, Option<Point>)> {
    let mut items: Vec<&Item> = data.items.iter().collect();
    items.sort_by(|a, b| b.age_days.total_cmp(&a.age_days));
    // Places beside the middle: right, left, further right, …
    let slots: Vec<f64> = (0..)
        .map(|nth: u32| f64::from(nth.div_ceil(2)) * if nth.is_multiple_of(2) { -1.0 } else { 1.0 })
        .map(|side| side * BESIDE_PX)
        .take_while(|aside| *aside == 0.0 || aside.abs() <= step * 0.4)
        .collect();
    // The newest places of each state: those that a next mark, which is younger, can still meet.
    let mut near: Vec<VecDeque<Point>> = vec![VecDeque::new(); centers.len()];
    let place = |item: &'a Item| {
        let age = amount(item.age_days)?;
        let (center, near) = (centers.get(item.state)?, near.get_mut(item.state)?);
        let y = y.at(age);
        while near.front().is_some_and(|other| (other.y - y).abs() >= BESIDE_PX) {
            near.pop_front();
        }
        let meets = |x: f64| near.iter().any(|other| (other.x - x).hypot(other.y - y) < BESIDE_PX - 0.01);
        // Where the row is full they cover each other: further out they would stand in the next state.
        let full = || slots.get(near.len() % slots.len()).copied().unwrap_or(0.0);
        let aside = slots.iter().copied().find(|aside| !meets(center + aside)).unwrap_or_else(full);
        let point = at(center + aside, y);
        if near.len() < MOST_NEAR * slots.len() {
            near.push_back(point);
        }
        Some(point)
    };
    let places: Vec<Option<Point>> = items.iter().copied().map(place).collect();
    items.into_iter().zip(places).collect()
}

/// Rows of places looked at before a mark: of thousands of one age all places are taken anyway.
const MOST_NEAR: usize = 4;

fn marks_of(scene: &mut Scene, items: &[(&Item, Option<Point>)], limit: f64, palette: &Palette) {
    let old = |item: &Item| item.age_days > limit;
    for (_, place) in items.iter().filter(|(item, _)| !old(item)) {
        if let Some(place) = place {
            scene.circle(*place, 3.5, palette.surface, Some((palette.mark_2, 1.5)));
        }
    }
    for place in items.iter().filter(|(item, _)| old(item)).filter_map(|(_, place)| *place) {
        scene.diamond(place, 5.0, Paint::Fill(palette.surface));
        scene.diamond(place, 5.0, solid(palette.mark, 1.75));
    }
}

fn steps(items: &[(&Item, Option<Point>)], plot: Rect) -> Vec<AxisStep> {
    let step = |(number, (_, place)): (i32, &(&Item, Option<Point>))| {
        let Point { x, y } = place.unwrap_or(at(plot.left, plot.bottom));
        let reach = MARK_REACH_PX;
        AxisStep { number, area: Area::from(Rect::new(x - reach, y - reach, x + reach, y + reach)) }
    };
    (1..).zip(items).map(step).collect()
}

fn caption(data: &Ageing, lines: &[(u8, f64)], labels: &Labels) -> String {
    let words = &labels.ageing;
    if data.items.is_empty() {
        return labels.nothing_yet.to_owned();
    }
    let ages = || data.items.iter().filter_map(|item| amount(item.age_days));
    let number = data.items.len();
    let count = labels.counted(labels.requests, u64::try_from(number).unwrap_or(u64::MAX));
    match beyond(lines) {
        Some((percent, days)) => {
            let old = ages().filter(|age| *age > days).count().to_string();
            let (percent, days) = (percent.to_string(), labels.days(&told(days, 0, labels)));
            fill(words.caption, &[("old", &old), ("count", &count), ("days", &days), ("percent", &percent)])
        }
        None => {
            let oldest = data.items.iter().map(|item| item.told_days).max().unwrap_or(0);
            let oldest = labels.days(&told(f64::from(oldest), 0, labels));
            fill(words.caption_alone, &[("count", &count), ("oldest", &oldest)])
        }
    }
}

fn table(data: &Ageing, labels: &Labels) -> Table {
    let [request, state, age] = labels.ageing.heads;
    let mut table = Table::with_heads([(request, false), (state, false), (age, true)]);
    let mut items: Vec<&Item> = data.items.iter().collect();
    items.sort_by(|a, b| b.age_days.total_cmp(&a.age_days));
    for item in items {
        let state = data.states.get(item.state).map_or("", String::as_str);
        table.rows.push(vec![
            Cell::text(&item.label),
            Cell::text(state),
            Cell::number(Some(f64::from(item.told_days)), 0),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
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
            assert!(!of("median: ").meets(&of("85%: ")), "{half} {most}");
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
        let data = Ageing {
            states: vec!["triaged".into()],
            items: ages.map(item).to_vec(),
            percentiles: Vec::new(),
        };
        let middles: Vec<f64> = draw(&data, &Style::default())
            .steps
            .iter()
            .map(|step| step.area.x + step.area.width / 2.0)
            .collect();
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
        assert!(
            figure.caption.ends_with("within how many days 85% are delivered cannot be told yet."),
            "{}",
            figure.caption
        );
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
        assert!(
            draw(&data, &Style::default()).description.contains("a diamond is older than the highest line")
        );
        data.percentiles.clear();
        let description = draw(&data, &Style::default()).description;
        assert!(
            !description.contains("diamond") && !description.contains("line"),
            "no line is drawn: {description}"
        );
        assert!(
            draw(&data, &Style::default())
                .caption
                .ends_with("within how many days 85% are delivered cannot be told yet.")
        );
    }
}
