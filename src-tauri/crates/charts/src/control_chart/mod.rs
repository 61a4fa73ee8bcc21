//! One break's weekly signal with its control limits: a small multiple, or large on its own.
//!
//! Limits belong to segments: where they are counted afresh, they start again at a diamond. A week
//! not measured is a gap in the line. Source: DOMAIN §5, control charts.

mod input;
mod limits;
mod picture;
mod series;
#[cfg(test)]
mod tests;
mod words;

pub use input::{ControlChart, Rebase, Segment, Week};
pub use words::{ENGLISH, Words};

use crate::axis::Linear;
use crate::figure::{Area, AxisStep, Figure, Style};
use crate::font;
use crate::frame;
use crate::number::{amount, told};
use crate::scene::{Rect, Scene};
use picture::Drawing;

/// From the middle of a signal's diamond to its corners, in px.
const SIGNAL_PX: f64 = 5.5;
/// From one mark of the scale to the next at least, in px.
const TICKS_APART_PX: f64 = 18.0;
/// Figures narrower than this are small multiples, in px.
const SMALL_PX: f64 = 400.0;

/// Draws a control chart. Without a measured week it says so.
#[must_use]
pub fn draw(data: &ControlChart, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let width = style.width_px();
    let own = if width < SMALL_PX { 150.0 } else { 220.0 };
    let height = style.height_px(own, 110.0);
    let mut scene = Scene::new(width, height, palette.surface);
    let values = || data.weeks.iter().filter_map(|week| week.value.and_then(amount));
    let limits = data.segments.iter().filter_map(|segment| amount(segment.upper));
    let max = values().chain(limits).fold(0.0, f64::max);
    let upper = data.segments.last().and_then(|segment| amount(segment.upper)).filter(|upper| *upper > 0.0);
    // The limit that counts now, and the top of the scale where it is another: without it nobody can read how high the
    // line once stood.
    let tick = |value: f64| {
        (value, format!("{}{}", told(value, data.decimals.min(1), labels), data.unit_in(labels)))
    };
    let mut ticks = vec![(0.0, "0".to_owned())];
    ticks.extend(upper.map(tick));
    let apart = (height - 36.0) * upper.map_or(1.0, |upper| 1.0 - upper / max.max(f64::MIN_POSITIVE));
    ticks.extend((max > 0.0 && apart >= TICKS_APART_PX).then(|| tick(max)));
    let newest = data.weeks.iter().rev().find_map(|week| Some((week, week.value.and_then(amount)?)));
    let newest_words =
        newest.map(|(_, value)| format!("{}{}", told(value, data.decimals, labels), data.unit_in(labels)));
    let right = newest_words.as_ref().map_or(8.0, |words| font::width(words, font::Weight::Bold) + 14.0);
    let plot = Rect::new(frame::left_margin(&ticks), 12.0, (width - right).max(60.0), height - 24.0);
    let (centers, step) = frame::steps(plot, data.weeks.len());
    let y = Linear::new((0.0, plot.bottom), (if max > 0.0 { max } else { 1.0 }, plot.top + SIGNAL_PX));
    if newest.is_none() {
        crate::empty::paint(&mut scene, &words::nothing(data, labels), style);
    } else {
        let drawing = Drawing { data, style, plot, y, centers: &centers, step };
        drawing.paint(&mut scene, &ticks, newest_words.unwrap_or_default());
    }
    let numbers = data.weeks.iter().map(|week| week.number);
    Figure {
        title: words::title(data, labels),
        description: words::description(data, labels),
        caption: words::caption(data, labels),
        table: words::table(data, labels),
        width,
        height,
        plot: Area::from(plot),
        steps: AxisStep::columns(numbers, &centers, step, plot),
        scene,
    }
}
