//! Cumulative flow: what came in and what left, with the work in progress between the two lines.

use crate::axis::{Linear, Ticks};
use crate::figure::{Area, AxisStep, Cell, Figure, Style, Table};
use crate::font::{self, MIDDLE_PX, Weight};
use crate::frame;
use crate::labels::Labels;
use crate::number::{decimal, whole};
use crate::place::{Wish, spread};
use crate::scene::{Paint, Point, Rect, Scene, Text, at, dashed, solid};
use crate::text::fill;

/// Requests over the go-live months of a system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// Months in order.
    pub months: Vec<Month>,
}

/// Counts of one go-live month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its number, 1 for the first.
    pub number: i32,
    /// Requests that came in.
    pub arrivals: u64,
    /// Requests that left, whatever became of them.
    pub departures: u64,
    /// Requests open at the end of the month, or now.
    pub open: u64,
    /// Whether the month is not finished.
    pub unfinished: bool,
}

/// The words of the flow chart.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption: `{arrivals}` counted, `{departures}`, `{open}`, `{before}`, `{from}`, `{to}`.
    pub caption: &'static str,
    /// The caption of a single month: the same without `{to}`.
    pub caption_one: &'static str,
    /// Added while the last month runs: `{month}`.
    pub unfinished: &'static str,
    /// Description.
    pub described: &'static str,
    /// At the ends of the lines: came in, left, open.
    pub names: [&'static str; 3],
    /// Below the axis' last number.
    pub axis: &'static str,
    /// Table heads: month, came in, left, open.
    pub heads: [&'static str; 4],
    /// Table note.
    pub note_unfinished: &'static str,
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Requests: came in, left, open",
    caption: "From month {from} to {to}, {arrivals} came in (reopened ones again) and {departures} left; open before: {before}, now: {open}.",
    caption_one: "In month {from}, {arrivals} came in (reopened ones again) and {departures} left; open before: {before}, now: {open}.",
    unfinished: "Month {month} is not finished.",
    described: "Cumulative flow by go-live month: the upper line counts what came in, the lower what left; the band between is open.",
    names: ["came in", "left", "open"],
    axis: "go-live month",
    heads: ["Month", "Came in or reopened", "Left", "Open"],
    note_unfinished: "not finished",
};

/// Draws the cumulative flow. The lines begin at the requests that were open before the first month.
#[must_use]
pub fn draw(data: &Flow, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.flow;
    let height = style.height_px(240.0, 130.0);
    let before = data.months.first().map_or(0, |m| (m.open + m.departures).saturating_sub(m.arrivals));
    let total = |counts: &mut dyn Iterator<Item = u64>| counts.fold(0_u64, u64::saturating_add);
    let arrived = total(&mut data.months.iter().map(|m| m.arrivals));
    let left = total(&mut data.months.iter().map(|m| m.departures));
    let ticks = Ticks::covering_counts(whole(arrived.saturating_add(before).max(left)));
    let mut marks = vec![(0.0, "0".to_owned())];
    marks.extend(ticks.values.iter().map(|v| (*v, ticks.label(*v, "", labels))));
    let open = data.months.last().map_or(0, |m| m.open);
    let names = [
        format!("{} {}", words.names[0], decimal(whole(arrived), 0, labels)),
        format!("{} {}", words.names[2], decimal(whole(open), 0, labels)),
        format!("{} {}", words.names[1], decimal(whole(left), 0, labels)),
    ];
    let widest = names.iter().map(|name| font::width(name, Weight::Bold)).fold(0.0, f64::max);
    // The axis has its name beside the last month.
    let widest = widest.max(font::width(words.axis, Weight::Regular));
    let (left_edge, right_edge, width) = frame::across(style.width_px(), &marks, widest + 14.0);
    let mut scene = Scene::new(width, height, palette.surface);
    let plot = Rect::new(left_edge, 12.0, right_edge, height - 26.0);
    let y = Linear::new((0.0, plot.bottom), (ticks.top, plot.top));
    let (centers, step) = frame::steps(plot, data.months.len());
    if data.months.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        let line = |start: u64, pick: fn(&Month) -> u64| -> Vec<Point> {
            let mut sum = start;
            let mut points = vec![at(plot.left, y.at(whole(start)))];
            for (month, x) in data.months.iter().zip(&centers) {
                sum = sum.saturating_add(pick(month));
                points.push(at(x + step / 2.0, y.at(whole(sum))));
            }
            points
        };
        let (upper, lower) = (line(before, |m| m.arrivals), line(0, |m| m.departures));
        let band: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
        scene.polygon(&band, Paint::Fill(palette.accent_tint));
        frame::value_axis(&mut scene, plot, &y, &marks, palette);
        scene.polyline(&upper, solid(palette.accent, 2.25));
        scene.polyline(&lower, dashed(palette.mark_2, 1.75, 6.0, 3.0));
        let end = |line: &[Point]| line.last().map_or(plot.bottom, |p| p.y);
        let (top, bottom) = (end(&upper), end(&lower));
        let wishes = [top, (top + bottom) / 2.0, bottom].map(|want| Wish { want, size: 17.0 });
        for (i, (name, middle)) in
            names.into_iter().zip(spread(&wishes, plot.top - 4.0, plot.bottom + 6.0)).enumerate()
        {
            let text = Text::new(plot.right + 8.0, middle + MIDDLE_PX, name, palette.ink);
            scene.text(if i == 1 { text.bold() } else { text });
        }
        let numbers: Vec<(f64, i32)> =
            centers.iter().zip(&data.months).map(|(x, month)| (*x, month.number)).collect();
        scene.text_if_free(
            Text::new(plot.right + 8.0, plot.bottom + frame::BELOW_PX, words.axis, palette.ink_3),
            0.0,
        );
        frame::step_labels(&mut scene, plot, &numbers, palette);
    }
    let caption = caption(data, [arrived, left, before, open], labels);
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: table(data, labels),
        width,
        height,
        plot: Area::from(plot),
        steps: AxisStep::columns(data.months.iter().map(|m| m.number), &centers, step, plot),
        scene,
    }
}

fn caption(data: &Flow, [arrived, left, before, open]: [u64; 4], labels: &Labels) -> String {
    let words = &labels.flow;
    let (Some(first), Some(last)) = (data.months.first(), data.months.last()) else {
        return labels.nothing_yet.to_owned();
    };
    let count = |n: u64| decimal(whole(n), 0, labels);
    let (from, to) = (first.number.to_string(), last.number.to_string());
    let values = [
        ("arrivals", labels.counted(labels.requests, arrived)),
        ("departures", count(left)),
        ("before", count(before)),
        ("open", count(open)),
        ("from", from),
        ("to", to.clone()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let sentence = if first.number == last.number { words.caption_one } else { words.caption };
    let told = fill(sentence, &values);
    if last.unfinished { format!("{told} {}", fill(words.unfinished, &[("month", &to)])) } else { told }
}

fn table(data: &Flow, labels: &Labels) -> Table {
    let [month, arrivals, departures, open] = labels.flow.heads;
    let mut table = Table::with_heads([
        (month, true),
        (arrivals, true),
        (departures, true),
        (open, true),
        (labels.note, false),
    ]);
    for month in &data.months {
        let count = |n: u64| Cell::number(Some(whole(n)), 0);
        let note = if month.unfinished { labels.flow.note_unfinished } else { "" };
        table.rows.push(vec![
            Cell::number(Some(f64::from(month.number)), 0),
            count(month.arrivals),
            count(month.departures),
            count(month.open),
            Cell::text(note),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_month_is_no_span_and_requests_have_no_halves() {
        let month = Month { number: 1, arrivals: 1, departures: 0, open: 1, unfinished: true };
        let drawn = draw(&Flow { months: vec![month] }, &Style::default());
        assert_eq!(
            drawn.caption,
            "In month 1, 1 request came in (reopened ones again) and 0 left; open before: 0, now: 1. Month 1 is not finished."
        );
        let texts = drawn.scene.texts();
        assert!(texts.iter().all(|(words, _)| !words.contains('.')), "{texts:?}");
    }

    #[test]
    fn arrivals_less_departures_are_open() {
        let month = |number, arrivals, departures, open| Month {
            number,
            arrivals,
            departures,
            open,
            unfinished: number == 2,
        };
        // 3 were open before month 1: 3 + 9 − 4 = 8; 8 + 5 − 7 = 6.
        let data = Flow { months: vec![month(1, 9, 4, 8), month(2, 5, 7, 6)] };
        let told = draw(&data, &Style::default()).caption;
        assert_eq!(
            told,
            "From month 1 to 2, 14 requests came in (reopened ones again) and 11 left; open before: 3, now: 6. Month 2 is not finished."
        );
    }
}
