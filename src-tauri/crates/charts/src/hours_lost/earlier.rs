//! Systems the clinic had before, each as a line over its own months.

use super::Chart;
use super::input::{EarlierSystem, HoursLost};
use super::layout::Layout;
use crate::labels::Labels;
use crate::number::amount;
use crate::scene::{Point, Scene, at, solid};
use crate::text::fill;
use crate::theme::Palette;

/// Below this step, in px, rings would touch; only the ends of a line keep theirs.
const SMALLEST_RING_STEP_PX: f64 = 10.0;
/// Radius of a ring, in px.
const RING_PX: f64 = 3.2;

/// The unbroken stretches of a line; a month not measured breaks it.
fn stretches(system: &EarlierSystem, layout: &Layout) -> Vec<Vec<Point>> {
    let mut all: Vec<Vec<Point>> = vec![Vec::new()];
    for (i, value) in system.months.iter().enumerate().take(layout.slots.len()) {
        let point = value.and_then(amount).zip(layout.center(i)).map(|(v, x)| at(x, layout.y.at(v)));
        match (point, all.last_mut()) {
            (Some(point), Some(stretch)) => stretch.push(point),
            _ => all.push(Vec::new()),
        }
    }
    all.retain(|stretch| !stretch.is_empty());
    all
}

/// Whose months the line counts, and how many of them are beyond the chart.
pub(super) fn own_months(system: &EarlierSystem, data: &HoursLost, labels: &Labels) -> String {
    let (shown, count) = (data.months.len(), system.months.len());
    let words = &labels.hours_lost;
    if count <= shown {
        return words.own_months.to_owned();
    }
    fill(words.own_months_of, &[("shown", &shown.to_string()), ("count", &count.to_string())])
}

/// Where a line ends.
pub(super) fn end(system: &EarlierSystem, layout: &Layout) -> Option<Point> {
    stretches(system, layout).last().and_then(|stretch| stretch.last().copied())
}

/// How high the line runs at a place, if it does.
pub(super) fn height_at(system: &EarlierSystem, layout: &Layout, x: f64) -> Option<f64> {
    for stretch in stretches(system, layout) {
        let pieces = stretch.iter().zip(stretch.iter().skip(1));
        let mut crossed = pieces.filter(|(a, b)| a.x <= x && x <= b.x);
        if let Some((a, b)) = crossed.next() {
            return Some(a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y));
        }
        if let [only] = stretch.as_slice()
            && (only.x - x).abs() <= RING_PX
        {
            return Some(only.y);
        }
    }
    None
}

pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let palette = chart.style.theme.palette();
    for system in &chart.data.earlier {
        let stretches = stretches(system, layout);
        for paint in [solid(palette.surface, 5.0), solid(palette.mark_2, 1.75)] {
            for stretch in &stretches {
                scene.polyline(stretch, paint);
            }
        }
        for stretch in &stretches {
            for (i, point) in stretch.iter().enumerate() {
                let ends = i == 0 || i + 1 == stretch.len();
                if ends || layout.step >= SMALLEST_RING_STEP_PX {
                    ring(scene, *point, palette);
                }
            }
        }
    }
}

/// The mark of an earlier system.
pub(super) fn ring(scene: &mut Scene, center: Point, palette: &Palette) {
    scene.circle(center, RING_PX, palette.surface, Some((palette.mark_2, 1.5)));
}
