//! The main chart in small, for the first card of Today: totals only, the last whole month in the
//! accent colour, the one in progress hatched.

use super::Chart;
use super::change_lane;
use super::columns;
use super::input::HoursLost;
use super::layout::Layout;
use crate::figure::{Figure, Style};
use crate::frame;
use crate::number::told;
use crate::pattern::{self, Finish};
use crate::scene::{Paint, Rect, Scene, Text, at, crisp, dashed, solid};
use crate::text::fill;

/// From the zero line to the second line of words, in px.
const SECOND_LINE_PX: f64 = 34.0;
/// Distance between the lines of a hatch, along the x-axis, in px.
const HATCH_PX: f64 = 7.0;

/// Draws the small form of the main chart. The same input, words and table as [`draw`](super::draw).
#[must_use]
pub fn draw_summary(data: &HoursLost, style: &Style) -> Figure {
    let chart = Chart::of(data, style);
    let layout = Layout::of_summary(&chart);
    let palette = style.theme.palette();
    let mut scene = Scene::new(layout.width, layout.height, palette.surface);
    if data.months.is_empty() {
        crate::empty::paint(&mut scene, style.labels.hours_lost.nothing, style);
        return chart.into_figure(&layout, scene);
    }
    let zero = crisp(layout.plot.bottom);
    scene.line(at(layout.plot.left, zero), at(layout.plot.right, zero), solid(palette.line_strong, 1.0));
    change_lane::paint(&mut scene, &chart, &layout);
    columns::empty_slots(&mut scene, &chart, &layout);
    bars(&mut scene, &chart, &layout);
    words(&mut scene, &chart, &layout);
    chart.into_figure(&layout, scene)
}

/// Names of the changes that the small form marks by number, in the order of the numbers. It has no list of its own:
/// whoever shows it shows this beside it. Empty where the names stand in the picture.
#[must_use]
pub fn numbered_changes(data: &HoursLost, style: &Style) -> Vec<String> {
    let chart = Chart::of(data, style);
    if !Layout::of_summary(&chart).lane.listed {
        return Vec::new();
    }
    chart.marks.0.into_iter().map(|mark| mark.name).collect()
}

/// The last whole month that was measured.
fn current(chart: &Chart) -> Option<usize> {
    let months = chart.data.months.iter().zip(&chart.columns.values);
    months.map(|(month, value)| month.day.is_none() && value.is_some()).rposition(|whole| whole)
}

fn bars(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let palette = chart.style.theme.palette();
    let current = current(chart);
    let months = chart.columns.values.iter().zip(&layout.bars).zip(&layout.finishes).enumerate();
    for (i, ((value, bar), finish)) in months {
        let Some(value) = value.as_ref().filter(|value| value.total > 0.0) else { continue };
        let column = Rect::new(bar.left, layout.y.at(value.total), bar.right, layout.plot.bottom);
        match finish {
            Finish::Full => {
                let color = if current == Some(i) { palette.accent } else { palette.mark_quiet };
                scene.rect(column, Paint::Fill(color));
            }
            Finish::Soft => {
                scene.rect(column, Paint::Fill(palette.accent_tint));
                scene.rect(column.inset(0.6), dashed(palette.mark_2, 1.25, 4.0, 3.0));
            }
            Finish::Open => {
                scene.rect(column, Paint::Fill(palette.surface));
                pattern::diagonal(scene, column.inset(2.5), HATCH_PX, solid(palette.accent, 1.1));
                scene.rect(column.inset(0.9), solid(palette.accent, 1.75));
            }
        }
    }
}

fn words(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (style, data) = (chart.style, chart.data);
    let (palette, labels) = (style.theme.palette(), style.labels);
    let numbers = layout.plot.bottom + 18.0;
    let below = layout.plot.bottom + SECOND_LINE_PX;
    let current = current(chart);
    let telling = |i: usize| current == Some(i) || data.months[i].day.is_some();
    let every = frame::labelled_every(layout.step, data.months.iter().map(|month| month.number));
    // The newest first: they are what the card is about, and may take the room of older ones.
    for i in (0..data.months.len()).rev() {
        let month = &data.months[i];
        let x = layout.center(i).unwrap_or(0.0);
        let number = Text::new(x, numbers, month.number.to_string(), palette.ink_2).middle();
        let number = if telling(i) { Text { color: palette.ink, ..number.bold() } } else { number };
        if telling(i) || month.number % every == 0 {
            scene.text_if_free(number, 2.0);
        }
        let remark = match (month.day, month.thin) {
            (Some(day), _) => Some((fill(labels.hours_lost.day, &[("day", &day.to_string())]), palette.ink)),
            (None, true) => Some((labels.hours_lost.thin.to_owned(), palette.ink_3)),
            (None, false) => None,
        };
        if let Some((words, color)) = remark {
            let text = Text::new(x, below, words, color).middle();
            let text = if month.day.is_some() { text.bold() } else { text };
            scene.text_if_free(text.held_within(0.0, layout.width - 1.0), 3.0);
        }
    }
    totals(scene, chart, layout);
    let baseline = layout.plot.bottom + layout.axis_px;
    scene.text(Text::new(layout.plot.left, baseline, labels.hours_lost.axis_summary, palette.ink_3));
}

/// The totals, by the rule of the large form: all of them, or those of the telling months. On grounds that cover the
/// dotted lines of changes.
fn totals(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (palette, labels) = (chart.style.theme.palette(), chart.style.labels);
    let (current, columns) = (current(chart), &chart.columns);
    let bold = |i: usize| current == Some(i) || chart.data.months[i].day.is_some();
    let placed = |wanted: &dyn Fn(usize) -> bool| -> (Vec<Text>, bool) {
        let (mut texts, mut whole) = (Vec::<Text>::new(), true);
        for i in (0..columns.values.len()).rev().filter(|i| wanted(*i)) {
            let Some(value) = columns.values[i] else { continue };
            let words = told(value.total, columns.decimals, labels);
            let x = layout.center(i).unwrap_or(0.0);
            let text = Text::new(x, layout.y.at(value.total) - 5.0, words, palette.ink_2).middle();
            let text = if bold(i) { Text { color: palette.ink, ..text.bold() } } else { text };
            let text = text.held_within(0.0, layout.width - 1.0);
            let extent = text.extent();
            let with_gap = Rect::new(extent.left - 2.0, extent.top, extent.right + 2.0, extent.bottom);
            let covers =
                extent.width() + 2.0 > layout.step && columns::covers_a_column(&extent, i, columns, layout);
            let meets = texts.iter().any(|other| other.extent().meets(&with_gap));
            if covers || meets || !scene.is_free(&with_gap) {
                whole = false;
            } else {
                texts.push(text);
            }
        }
        (texts, whole)
    };
    let (mut texts, whole) = placed(&|_| true);
    if !whole {
        (texts, _) = placed(&|i| bold(i) || columns::is_peak(columns, i));
    }
    for text in texts {
        let extent = text.extent();
        let ground = Rect::new(extent.left - 1.0, extent.top, extent.right + 1.0, extent.bottom - 1.0);
        scene.rect(ground, Paint::Fill(palette.surface));
        scene.text(text);
    }
}
