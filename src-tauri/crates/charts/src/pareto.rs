//! Where most of it goes: hours lost by configuration area, largest first, split by break.

use crate::axis::Linear;
use crate::breaks::Break;
use crate::figure::{Area as Place, AxisStep, Cell, Figure, Style, Table};
use crate::font::{self, Weight};
use crate::frame::Rows;
use crate::labels::Labels;
use crate::number::{amount, decimal, percent};
use crate::pattern::{self, Finish, Part};
use crate::scene::{Rect, Scene, Text, at, crisp, dashed, solid};
use crate::text::{clean, fill};

/// Most areas drawn; the rest are added up in one row, and stand each for itself in the table.
const MOST_ROWS: usize = 12;
/// Surface between two parts of a bar, in px.
const PART_GAP_PX: f64 = 1.5;

/// Hours lost over a period, by area.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pareto {
    /// The period in words, for instance "month 14".
    pub period: String,
    /// Areas in any order.
    pub areas: Vec<Area>,
}

/// A configuration area.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// Hours in the order of [`Break::ALL`].
    pub by_break: [f64; 4],
    /// Whether nobody owns it.
    pub unowned: bool,
}

/// The words of the chart by area.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption: `{names}`, `{share}`, `{hours}`, `{period}`.
    pub caption: &'static str,
    /// Added: `{hours}` sit in areas nobody owns.
    pub unowned_hours: &'static str,
    /// In an area's owner place.
    pub nobody: &'static str,
    /// The row of what is left: `{count}`.
    pub rest: &'static str,
    /// Description.
    pub described: &'static str,
    /// After an amount, with its space.
    pub unit: &'static str,
    /// Above the shares.
    pub running: &'static str,
    /// Table heads: area, hours, running share.
    pub heads: [&'static str; 3],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Hours lost by area",
    caption: "{names}: {share} of the {hours} hours lost in {period}.",
    unowned_hours: "{hours} hours sit in areas nobody owns.",
    nobody: "Nobody",
    rest: "{count} more areas",
    described: "Bars by configuration area, largest first, split by break, with the running share.",
    unit: " h",
    running: "running share",
    heads: ["Area", "Hours", "Running share"],
};

/// The areas that together hold this share are named in the caption.
const NAMED_SHARE: f64 = 0.5;

struct Row {
    name: String,
    by_break: [f64; 4],
    total: f64,
    running: f64,
    unowned: bool,
}

/// Areas with hours, largest first, with the share up to and including each.
fn rows(data: &Pareto) -> (Vec<Row>, f64) {
    let mut rows: Vec<Row> = data
        .areas
        .iter()
        .map(|area| {
            let by_break = area.by_break.map(|hours| amount(hours).unwrap_or(0.0));
            let total = by_break.iter().sum();
            Row { name: clean(&area.name), by_break, total, running: 0.0, unowned: area.unowned }
        })
        .filter(|row| row.total > 0.0)
        .collect();
    rows.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    let sum: f64 = rows.iter().map(|row| row.total).sum();
    let mut running = 0.0;
    for row in &mut rows {
        running += row.total;
        row.running = running / sum;
    }
    (rows, sum)
}

/// What is drawn: the largest areas, then the rest in one row.
fn drawn(rows: &[Row], labels: &Labels) -> Vec<Row> {
    let copy = |row: &Row| Row { name: row.name.clone(), ..*row };
    if rows.len() <= MOST_ROWS {
        return rows.iter().map(copy).collect();
    }
    let (large, rest) = rows.split_at(MOST_ROWS - 1);
    let mut by_break = [0.0; 4];
    for row in rest {
        for (sum, hours) in by_break.iter_mut().zip(row.by_break) {
            *sum += hours;
        }
    }
    let name = fill(labels.pareto.rest, &[("count", &rest.len().to_string())]);
    let total = rest.iter().map(|row| row.total).sum();
    let rest = Row { name, by_break, total, running: 1.0, unowned: false };
    large.iter().map(copy).chain([rest]).collect()
}

/// Draws the bars. Areas without hours are left out; without any it says that there is nothing to draw.
#[must_use]
pub fn draw(data: &Pareto, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.pareto;
    let (all, sum) = rows(data);
    let rows = drawn(&all, labels);
    let count = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let top = 22.0;
    let least = if rows.is_empty() { crate::empty::HEIGHT_PX } else { top + count * Rows::ROW_PX + 26.0 };
    let height = style.height_px(least, least);

    let decimals = usize::from(rows.first().is_some_and(|row| row.total < 10.0));
    let value = |row: &Row| format!("{}{}", decimal(row.total, decimals, labels), words.unit);
    let widest = rows.iter().map(|row| font::width(&value(row), Weight::Bold)).fold(0.0, f64::max);
    let nobody = font::width(words.nobody, Weight::Bold) + 16.0;
    let share = font::width("100%", Weight::Regular) + 14.0;
    let owner_room = if rows.iter().any(|row| row.unowned) { nobody } else { 0.0 };
    let names = rows.iter().map(|row| row.name.as_str());
    let frame = Rows::new(style.width_px(), top, names, widest + share + owner_room + 18.0);
    let width = frame.width;
    let mut scene = Scene::new(width, height, palette.surface);
    let x = Linear::new((0.0, frame.left), (rows.first().map_or(1.0, |row| row.total), frame.right));
    if rows.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        let head = font::clip(words.running, Weight::Regular, width - 8.0);
        scene.text(Text::new(width - 4.0, 14.0, head, palette.ink_3).end());
        let bottom = top + count * Rows::ROW_PX;
        scene.line(
            at(crisp(frame.left), top),
            at(crisp(frame.left), bottom),
            solid(palette.line_strong, 1.0),
        );
        let parts: Vec<Part> =
            rows.iter().enumerate().flat_map(|(i, row)| bar(row, frame.bar(i), &x)).collect();
        pattern::paint(&mut scene, palette, &parts);
        for (i, row) in rows.iter().enumerate() {
            frame.name(&mut scene, i, &row.name, palette);
            let at_value =
                Text::new(x.at(row.total) + 8.0, frame.baseline(i), value(row), palette.ink).bold();
            let after = at_value.extent().right + 8.0;
            scene.text(at_value);
            let running = percent(row.running.min(1.0), labels);
            scene.text(Text::new(width - 4.0, frame.baseline(i), running, palette.ink_2).end());
            if row.unowned {
                let text = Text::new(after + 6.0, frame.baseline(i), words.nobody, palette.alarm).bold();
                let extent = text.extent();
                let slot =
                    Rect::new(extent.left - 6.0, extent.top - 3.0, extent.right + 6.0, extent.bottom + 2.0);
                scene.rect(slot, dashed(palette.alarm, 1.25, 4.0, 3.0));
                scene.text(text);
            }
        }
        key(&mut scene, &rows, frame.left, bottom + 18.0, style);
    }
    let caption = caption(data, &all, sum, labels);
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: table(&all, labels),
        width,
        height,
        plot: Place { x: frame.left, y: top, width: frame.right - frame.left, height: count * Rows::ROW_PX },
        steps: AxisStep::rows(if all.len() > MOST_ROWS { MOST_ROWS - 1 } else { all.len() }, &frame),
        scene,
    }
}

fn bar(row: &Row, place: Rect, x: &Linear) -> Vec<Part> {
    let last = row.by_break.iter().rposition(|hours| *hours > 0.0);
    let mut before = 0.0;
    let mut parts = Vec::new();
    for (i, (of, hours)) in Break::ALL.into_iter().zip(row.by_break).enumerate() {
        let (from, to) = (x.at(before), x.at(before + hours));
        before += hours;
        let gap = if Some(i) == last { 0.0 } else { PART_GAP_PX.min((to - from) / 2.0) };
        if hours > 0.0 {
            parts.push(Part {
                rect: Rect::new(from, place.top, to - gap, place.bottom),
                of,
                finish: Finish::Full,
            });
        }
    }
    parts
}

/// A swatch and a name for each break that is drawn.
fn key(scene: &mut Scene, rows: &[Row], left: f64, baseline: f64, style: &Style) {
    let palette = style.theme.palette();
    let mut x = left;
    for of in Break::ALL {
        if rows.iter().all(|row| row.by_break[of.index()] <= 0.0) {
            continue;
        }
        let text = Text::new(x + 19.0, baseline, of.short(style.labels), palette.ink_2);
        let extent = text.extent();
        if scene.text_if_free(text, 0.0) {
            let rect = Rect::new(x + 0.5, baseline - 11.0, x + 13.5, baseline + 2.0);
            pattern::paint(scene, palette, &[Part { rect, of, finish: Finish::Full }]);
            x = extent.right + 18.0;
        }
    }
}

fn caption(data: &Pareto, rows: &[Row], sum: f64, labels: &Labels) -> String {
    let words = &labels.pareto;
    if rows.is_empty() {
        return labels.nothing_yet.to_owned();
    }
    let named = rows.iter().position(|row| row.running >= NAMED_SHARE).map_or(rows.len(), |last| last + 1);
    let names: Vec<String> = rows[..named].iter().map(|row| row.name.clone()).collect();
    let share = percent(rows[named - 1].running.min(1.0), labels);
    let (names, hours) = (crate::text::join(&names, labels.and), decimal(sum, 1, labels));
    let period = clean(&data.period);
    let told =
        fill(words.caption, &[("names", &names), ("share", &share), ("hours", &hours), ("period", &period)]);
    let unowned: f64 = rows.iter().filter(|row| row.unowned).map(|row| row.total).sum();
    if unowned > 0.0 {
        format!("{told} {}", fill(words.unowned_hours, &[("hours", &decimal(unowned, 1, labels))]))
    } else {
        told
    }
}

fn table(rows: &[Row], labels: &Labels) -> Table {
    let [area, hours, running] = labels.pareto.heads;
    let [drift, reporting, support, burnout] = Break::ALL.map(|of| of.short(labels));
    let mut table = Table::with_heads([
        (area, false),
        (drift, true),
        (reporting, true),
        (support, true),
        (burnout, true),
        (hours, true),
        (running, true),
        (labels.note, false),
    ]);
    for row in rows {
        let mut cells = vec![Cell::Text(row.name.clone())];
        cells.extend(row.by_break.iter().chain([&row.total]).map(|hours| Cell::number(Some(*hours), 1)));
        cells.push(Cell::Share(row.running.min(1.0)));
        cells.push(Cell::text(if row.unowned { labels.pareto.nobody } else { "" }));
        table.rows.push(cells);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caption_names_the_areas_that_hold_half() {
        let area = |name: &str, hours, unowned| Area {
            name: name.into(),
            by_break: [hours, 0.0, 0.0, 0.0],
            unowned,
        };
        let areas =
            vec![area("Billing", 10.0, false), area("Refills", 30.0, true), area("Orders", 20.0, false)];
        let data = Pareto { period: "month 14".into(), areas };
        // 30 + 20 + 10 = 60; Refills alone hold 30 of 60.
        let told = "Refills: 50% of the 60.0 hours lost in month 14. 30.0 hours sit in areas nobody owns.";
        assert_eq!(draw(&data, &Style::default()).caption, told);
    }

    #[test]
    fn areas_beyond_the_last_row_are_added_up_and_none_is_lost() {
        let areas =
            (1..=30).map(|i| Area { name: format!("Area {i}"), by_break: [f64::from(i); 4], unowned: false });
        let figure = draw(&Pareto { period: "month 1".into(), areas: areas.collect() }, &Style::default());
        assert_eq!(figure.table.rows.len(), 30);
        assert!(figure.scene.texts().iter().any(|(words, _)| words == "19 more areas"));
    }
}
