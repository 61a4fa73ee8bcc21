//! The main chart: hours lost per month since go-live, stacked by break.
//!
//! What its hours mean is DOMAIN §5. Three things are never mixed up: a month not measured (dotted slot), a month on
//! thin answers (soft and dashed), a month not finished (open), and none of them is a zero.

mod axis;
mod change_lane;
mod columns;
mod earlier;
mod input;
mod key;
mod layout;
mod side_labels;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod words;

pub use input::{Change, EarlierSystem, Hours, HoursLost, Month, Unit};
pub use summary::{draw_summary, numbered_changes};
pub(crate) use words::numbers;
pub use words::{ENGLISH, Words};

use crate::figure::{Area, AxisStep, Figure, Style};
use crate::scene::{Paint, Rect, Scene, Text, at, crisp, solid};
use change_lane::Marks;
use columns::Columns;
use layout::{Layout, SELECTION_INSET_PX};
use side_labels::Unlabelled;
use told::Phase;

/// Draws the main chart. Any input gives a figure: without a single month it says that there is
/// nothing to draw, and numbers that are none (NaN, infinite) count as not measured.
#[must_use]
pub fn draw(data: &HoursLost, style: &Style) -> Figure {
    let chart = Chart::of(data, style);
    let layout = Layout::of(&chart);
    let mut scene = Scene::new(layout.width, layout.height, style.theme.palette().surface);
    if data.months.is_empty() {
        crate::empty::paint(&mut scene, style.labels.hours_lost.nothing, style);
    } else {
        told::paint(&mut scene, &chart, &layout);
        grid(&mut scene, &chart, &layout);
        selection(&mut scene, &chart, &layout);
        change_lane::paint(&mut scene, &chart, &layout);
        columns::paint(&mut scene, &chart, &layout);
        earlier::paint(&mut scene, &chart, &layout);
        columns::paint_timed(&mut scene, &chart, &layout);
        axis::paint(&mut scene, &chart, &layout);
        side_labels::paint(&mut scene, &chart, &layout);
        columns::paint_totals(&mut scene, &chart, &layout);
        key::paint(&mut scene, &chart, &layout);
    }
    chart.into_figure(&layout, scene)
}

/// What is drawn, once the input has been read and before anything has a place.
struct Chart<'a> {
    data: &'a HoursLost,
    style: &'a Style,
    columns: Columns,
    told: Vec<Phase>,
    marks: Marks,
    unlabelled: Unlabelled,
}

impl<'a> Chart<'a> {
    fn of(data: &'a HoursLost, style: &'a Style) -> Self {
        let columns = Columns::of(data);
        let told = if data.told_pattern { told::phases(data, style.labels) } else { Vec::new() };
        let unlabelled = Unlabelled::of(data, &columns);
        Self { data, style, columns, told, marks: Marks::of(data), unlabelled }
    }

    fn into_figure(self, layout: &Layout, scene: Scene) -> Figure {
        let (data, labels) = (self.data, self.style.labels);
        let steps = data.months.iter().zip(&layout.slots);
        Figure {
            title: words::title(data, labels),
            description: words::description(data, &self.columns, labels),
            caption: words::caption(data, &self.columns, labels),
            table: table::of(&self, labels),
            width: layout.width,
            height: layout.height,
            plot: Area::from(layout.plot),
            steps: steps
                .map(|(month, slot)| {
                    let (top, bottom) = (layout.plot.top, layout.plot.bottom);
                    let area = Area::from(Rect::new(slot.left, top, slot.right, bottom));
                    AxisStep { number: month.number, area }
                })
                .collect(),
            scene,
        }
    }
}

/// Zero line and at most three light lines above it, the unit on each tick.
fn grid(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let palette = chart.style.theme.palette();
    let plot = layout.plot;
    for value in &layout.ticks.values {
        let y = crisp(layout.y.at(*value));
        scene.line(at(plot.left, y), at(plot.right, y), solid(palette.grid, 1.0));
    }
    let zero = crisp(plot.bottom);
    scene.line(at(plot.left, zero), at(plot.right, zero), solid(palette.line_strong, 1.0));
    let labelled =
        layout.ticks.values.iter().map(|v| (*v, layout.ticks.label(*v, layout.unit, chart.style.labels)));
    for (value, words) in std::iter::once((0.0, "0".to_owned())).chain(labelled) {
        let y = layout.y.at(value) + crate::font::MIDDLE_PX;
        scene.text(Text::new(plot.left - 8.0, y, words, palette.ink_2).end());
    }
}

/// A box around the selected month, behind its column.
fn selection(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    if let Some((_, around)) = frame(chart, layout) {
        let palette = chart.style.theme.palette();
        scene.rect(around, Paint::Fill(palette.surface));
        scene.rect(around, solid(palette.mark, 1.5));
    }
}

/// The selected month by its place, and the box around it: up to the plot's top, or where its total is wider than the
/// box, to just above the column, so that the number stands on the box and is not struck through by it.
fn frame(chart: &Chart, layout: &Layout) -> Option<(usize, Rect)> {
    let selected = chart.data.months.iter().position(|month| chart.data.selected == Some(month.number))?;
    let slot = layout.slots.get(selected)?;
    let mut top = layout.plot.top + SELECTION_INSET_PX;
    if let Some(value) = chart.columns.values[selected].filter(|_| layout.is_frame_low(chart, selected)) {
        top = top.max(layout.y.at(value.total) - SELECTION_INSET_PX);
    }
    Some((selected, Rect::new(slot.left, top, slot.right, layout.plot.bottom)))
}
