//! How old the open requests are, by state, against the clinic's own percentiles of finished ones.

mod marks;
mod names;

use crate::axis::{Linear, Ticks};
use crate::figure::{Area, Cell, Figure, Style, Table};
use crate::font::{self, Weight};
use crate::frame;
use crate::labels::Labels;
use crate::number::{amount, told};
use crate::scene::{Rect, Scene, Text, at, dashed};
use crate::text::{clean, fill};
use names::Names;

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
    caption_alone: "Open now: {count}, the oldest for {oldest}; too few are delivered to say by when 85% are.",
    described: "Each mark is an open request, by state and age; a diamond is older than the highest line.",
    described_alone: "Each mark is an open request, by state and age.",
    percentile: "{percent}% delivered: {days} d",
    median: "half delivered: {days} d",
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
        items = marks::placed(data, &y, (&centers, step));
        marks::paint(&mut scene, &items, limit, palette);
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
        steps: marks::steps(&items, plot),
        scene,
    }
}

/// The line beyond which a request is old: the highest. Half are always beyond the median, which makes none old.
fn beyond(lines: &[(u8, f64)]) -> Option<(u8, f64)> {
    lines.iter().copied().filter(|(percent, _)| *percent > HALF).max_by(|a, b| a.1.total_cmp(&b.1))
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
mod tests;
