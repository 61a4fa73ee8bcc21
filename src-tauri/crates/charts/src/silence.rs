//! Silence: do people still ask? Asks per active workaround over the months, and the requests that
//! were withdrawn as not worth asking any more. Fewer requests is not improvement (DOMAIN §5).

use crate::axis::{Linear, Ticks};
use crate::figure::{Area, AxisStep, Cell, Figure, Style, Table};
use crate::font::{self, Weight};
use crate::frame;
use crate::hours_lost::numbers;
use crate::labels::Labels;
use crate::number::{amount, decimal, told};
use crate::scene::{Paint, Point, Rect, Scene, Text, at, crisp, solid};
use crate::text::fill;

/// Asking, month by month.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Silence {
    /// Whole go-live months in order; a month in progress is not compared, so it is not here.
    pub months: Vec<Month>,
}

/// One whole go-live month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Month {
    /// Its number, 1 for the first.
    pub number: i32,
    /// Requests opened ÷ workarounds active at its start; `None` without any active one.
    pub asks_per_workaround: Option<f64>,
    /// Requests opened.
    pub asks: u32,
    /// Workarounds active at its start.
    pub workarounds: u32,
    /// Requests withdrawn as not worth asking.
    pub withdrawn: u32,
}

/// The words of the silence chart.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption: `{asks}`, `{month}`, `{before}`, `{workarounds}`, `{workarounds_before}`.
    pub caption: &'static str,
    /// Caption where the workarounds stayed as many: without `{workarounds_before}`.
    pub caption_same: &'static str,
    /// Caption with one month: `{asks}`, `{month}`, `{workarounds}`.
    pub caption_one: &'static str,
    /// Added where asking fell while workarounds did not.
    pub not_improvement: &'static str,
    /// Added: `{withdrawn}`.
    pub withdrawals: &'static str,
    /// Added for a single one.
    pub withdrawal: &'static str,
    /// Added where no workaround was in use at a month's start: `{months}` one, then several.
    pub no_workarounds: [&'static str; 2],
    /// In place of a month's asks per workaround where none was in use at its start.
    pub none_in_use: &'static str,
    /// Description.
    pub described: &'static str,
    /// Names of the two panels.
    pub panels: [&'static str; 2],
    /// Table heads: month, asks per workaround, asks, workarounds, withdrawn.
    pub heads: [&'static str; 5],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Silence: asks per active workaround",
    caption: "Month {month} brought {asks}, the month before {before}, while active workarounds went from {workarounds_before} to {workarounds}.",
    caption_same: "Month {month} brought {asks}, the month before {before}, while active workarounds stayed at {workarounds}.",
    caption_one: "Month {month} brought {asks}, with {workarounds} active at its start.",
    not_improvement: "That is not improvement.",
    withdrawals: "Requests were withdrawn {withdrawn} times as not worth asking.",
    withdrawal: "1 request was withdrawn as not worth asking.",
    no_workarounds: [
        "Month {months} has no point: no workaround was in use at its start.",
        "Months {months} have no point: no workaround was in use at their start.",
    ],
    none_in_use: "none in use",
    described: "Above, requests opened for each active workaround by go-live month; below, requests withdrawn as not worth asking.",
    panels: ["asks per active workaround, by go-live month", "withdrawn as not worth asking"],
    heads: ["Month", "Asks per workaround", "New requests", "Active workarounds", "Withdrawn"],
};

/// Draws both panels. Without a month it says that there is nothing to draw.
#[must_use]
pub fn draw(data: &Silence, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.silence;
    let (width, height) = (style.width_px(), style.height_px(240.0, 190.0));
    let ratio = |month: &Month| month.asks_per_workaround.and_then(amount);
    let ticks = Ticks::covering(data.months.iter().filter_map(ratio).fold(0.0, f64::max));
    let mut marks = vec![(0.0, "0".to_owned())];
    marks.extend(ticks.values.iter().map(|v| (*v, ticks.label(*v, "", labels))));
    let (left, right, width) = frame::across(width, &marks, 30.0);
    let mut scene = Scene::new(width, height, palette.surface);
    let lower_top = height - 84.0;
    let upper = Rect::new(left, 24.0, right, lower_top - 14.0);
    let lower = Rect::new(left, lower_top + 22.0, right, height - 24.0);
    let (centers, step) = frame::steps(upper, data.months.len());
    if data.months.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        let y = Linear::new((0.0, upper.bottom), (ticks.top, upper.top));
        frame::value_axis(&mut scene, upper, &y, &marks, palette);
        let points: Vec<Option<Point>> =
            data.months.iter().zip(&centers).map(|(m, x)| ratio(m).map(|v| at(*x, y.at(v)))).collect();
        for stretch in points.split(Option::is_none) {
            let stretch: Vec<Point> = stretch.iter().flatten().copied().collect();
            scene.polyline(&stretch, solid(palette.accent, 2.25));
        }
        for point in points.iter().flatten() {
            scene.circle(*point, 3.0, palette.surface, Some((palette.accent, 1.75)));
        }
        for (panel, name) in [upper.top - 10.0, lower.top - 12.0].into_iter().zip(words.panels) {
            scene.text(Text::new(
                left,
                panel,
                font::clip(name, Weight::Regular, width - left),
                palette.ink_2,
            ));
        }
        let newest = points
            .iter()
            .rposition(Option::is_some)
            .and_then(|i| Some((points[i]?, ratio(&data.months[i])?)));
        if let Some((point, value)) = newest {
            let text =
                Text::new(point.x + 7.0, point.y + font::MIDDLE_PX, told(value, 1, labels), palette.ink);
            scene.text_if_free(text.bold().held_within(0.0, width), 0.0);
        }
        withdrawn(&mut scene, data, lower, (&centers, step), style);
        let numbers: Vec<(f64, i32)> =
            centers.iter().zip(&data.months).map(|(x, month)| (*x, month.number)).collect();
        frame::step_labels(&mut scene, lower, &numbers, palette);
    }
    let caption = caption(data, labels);
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: table(data, labels),
        width,
        height,
        plot: Area::from(Rect::new(upper.left, upper.top, upper.right, lower.bottom)),
        steps: AxisStep::columns(
            data.months.iter().map(|m| m.number),
            &centers,
            step,
            Rect { bottom: lower.bottom, ..upper },
        ),
        scene,
    }
}

/// Small columns, each with its count where it fits.
fn withdrawn(scene: &mut Scene, data: &Silence, plot: Rect, (centers, step): (&[f64], f64), style: &Style) {
    let palette = style.theme.palette();
    let most = data.months.iter().map(|m| m.withdrawn).max().unwrap_or(0).max(1);
    let y = Linear::new((0.0, plot.bottom), (f64::from(most), plot.top + 10.0));
    let zero = crisp(plot.bottom);
    scene.line(at(plot.left, zero), at(plot.right, zero), solid(palette.line_strong, 1.0));
    let half = (step * 0.35).min(10.0);
    for (month, x) in data.months.iter().zip(centers).filter(|(m, _)| m.withdrawn > 0) {
        let top = y.at(f64::from(month.withdrawn));
        scene.rect(Rect::new(x - half, top, x + half, plot.bottom), Paint::Fill(palette.mark_quiet));
    }
    for (month, x) in data.months.iter().zip(centers).filter(|(m, _)| m.withdrawn > 0) {
        let count = decimal(f64::from(month.withdrawn), 0, style.labels);
        let text = Text::new(*x, y.at(f64::from(month.withdrawn)) - 4.0, count, palette.ink).middle();
        scene.text_if_free(text, 1.0);
    }
}

fn caption(data: &Silence, labels: &Labels) -> String {
    let words = &labels.silence;
    let count = |n: u32| decimal(f64::from(n), 0, labels);
    let (last, before) = match data.months.as_slice() {
        [] => return labels.nothing_yet.to_owned(),
        [only] => (only, None),
        [.., before, last] => (last, Some(before)),
    };
    let asks = labels.counted(labels.requests, u64::from(last.asks));
    let (month, active) = (last.number.to_string(), count(last.workarounds));
    let mut told = vec![match before {
        None => {
            let active = labels.counted(labels.workarounds, u64::from(last.workarounds));
            fill(words.caption_one, &[("asks", &asks), ("month", &month), ("workarounds", &active)])
        }
        Some(before) => {
            let (asks_before, active_before) = (count(before.asks), count(before.workarounds));
            let values = [
                ("asks", asks.as_str()),
                ("month", &month),
                ("before", &asks_before),
                ("workarounds", &active),
                ("workarounds_before", &active_before),
            ];
            let same = before.workarounds == last.workarounds;
            fill(if same { words.caption_same } else { words.caption }, &values)
        }
    }];
    if before.is_some_and(|before| last.asks < before.asks && last.workarounds >= before.workarounds) {
        told.push(words.not_improvement.to_owned());
    }
    match data.months.iter().map(|m| u64::from(m.withdrawn)).sum::<u64>() {
        0 => {}
        1 => told.push(words.withdrawal.to_owned()),
        several => told.push(fill(words.withdrawals, &[("withdrawn", &several.to_string())])),
    }
    let without: Vec<i32> = data.months.iter().filter(|m| m.workarounds == 0).map(|m| m.number).collect();
    if !without.is_empty() {
        let [one, several] = words.no_workarounds;
        let months = numbers(&without, labels);
        told.push(fill(if without.len() == 1 { one } else { several }, &[("months", &months)]));
    }
    told.join(" ")
}

fn table(data: &Silence, labels: &Labels) -> Table {
    let mut table = Table::with_heads(labels.silence.heads.map(|head| (head, true)));
    for month in &data.months {
        let count = |n: u32| Cell::number(Some(f64::from(n)), 0);
        table.rows.push(vec![
            Cell::number(Some(f64::from(month.number)), 0),
            match month.asks_per_workaround.and_then(amount) {
                // There was nothing to divide by, which is not a thing nobody measured.
                None if month.workarounds == 0 => {
                    Cell::Said { value: None, words: labels.silence.none_in_use.to_owned() }
                }
                asks => Cell::number(asks, 2),
            },
            count(month.asks),
            count(month.workarounds),
            count(month.withdrawn),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(number: i32, asks: u32, workarounds: u32, withdrawn: u32) -> Month {
        let asks_per_workaround = Some(f64::from(asks) / f64::from(workarounds));
        Month { number, asks_per_workaround, asks, workarounds, withdrawn }
    }

    #[test]
    fn fewer_requests_with_more_workarounds_is_not_improvement() {
        let data = Silence { months: vec![month(13, 14, 28, 1), month(14, 9, 31, 2)] };
        let told = "Month 14 brought 9 requests, the month before 14, while active workarounds went from 28 to 31. \
                    That is not improvement. Requests were withdrawn 3 times as not worth asking.";
        assert_eq!(draw(&data, &Style::default()).caption, told);
    }

    #[test]
    fn workarounds_that_stayed_as_many_are_said_so() {
        let data = Silence { months: vec![month(4, 3, 2, 0), month(5, 4, 2, 0)] };
        let told = "Month 5 brought 4 requests, the month before 3, while active workarounds stayed at 2.";
        assert_eq!(draw(&data, &Style::default()).caption, told);
    }

    #[test]
    fn a_month_without_a_point_says_why() {
        let mut first = month(1, 4, 1, 0);
        (first.workarounds, first.asks_per_workaround) = (0, None);
        let data = Silence { months: vec![first, month(2, 3, 2, 0)] };
        let figure = draw(&data, &Style::default());
        assert_eq!(figure.table.rows[0][1].shown(&crate::labels::ENGLISH), "none in use");
        let caption = figure.caption;
        assert!(
            caption.ends_with("Month 1 has no point: no workaround was in use at its start."),
            "{caption}"
        );
    }

    #[test]
    fn fewer_requests_with_fewer_workarounds_is_left_to_the_reader() {
        let data = Silence { months: vec![month(13, 14, 28, 0), month(14, 9, 20, 0)] };
        assert!(!draw(&data, &Style::default()).caption.contains("improvement"));
    }
}
