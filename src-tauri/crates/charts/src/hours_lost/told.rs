//! The told pattern: a story about how clinics feel after go-live, drawn as a faint backdrop and named
//! as what it is. It decides nothing (DOMAIN §1).

use super::Chart;
use super::input::HoursLost;
use super::layout::{Layout, TOLD_LANE_PX};
use crate::labels::Labels;
use crate::scene::{Paint, Rect, Scene, Text, at, crisp, solid};

/// First and last go-live month of each phase of the story, in the order of the words.
const PHASES: [(i32, i32); 4] = [(1, 2), (3, 4), (6, 6), (9, 12)];

/// A phase that falls into the months shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phase {
    pub(super) name: &'static str,
    /// Months from the left edge of the plot to its start.
    pub(super) first: f64,
    /// Months from the left edge of the plot to its end.
    pub(super) end: f64,
    /// Its months as told, shown or not.
    pub(super) months: (i32, i32),
}

pub(super) fn phases(data: &HoursLost, labels: &Labels) -> Vec<Phase> {
    let (Some(first), Some(last)) = (data.months.first(), data.months.last()) else { return Vec::new() };
    let told = PHASES.iter().zip(labels.hours_lost.told_phases);
    let shown = told.filter_map(|(&(from, to), name)| {
        let (start, end) = (from.max(first.number), to.min(last.number));
        (start <= end).then(|| Phase {
            name,
            first: f64::from(start.saturating_sub(first.number)),
            end: f64::from(end.saturating_sub(first.number)) + 1.0,
            months: (from, to),
        })
    });
    shown.collect()
}

/// The names above their bands, or nothing where they would meet: then they stand in the key.
pub(super) fn names(chart: &Chart, left: f64, step: f64) -> Option<Vec<(f64, &'static str)>> {
    let phases = &chart.told;
    let end = left + step * f64::from(u32::try_from(chart.data.months.len()).unwrap_or(u32::MAX));
    let placed: Vec<(f64, &'static str)> =
        phases.iter().map(|phase| (left + step * (phase.first + phase.end) / 2.0, phase.name)).collect();
    let extents: Vec<Rect> = placed.iter().map(|&(x, name)| extent(x, name)).collect();
    let meet = extents.iter().zip(extents.iter().skip(1)).any(|(a, b)| a.right + 6.0 > b.left);
    let inside = extents.iter().all(|extent| extent.left >= 0.0 && extent.right <= end + 4.0);
    (inside && !meet).then_some(placed)
}

fn extent(x: f64, name: &str) -> Rect {
    let color = crate::theme::Theme::Light.palette().ink_3;
    Text::new(x, 0.0, name, color).middle().extent()
}

pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let phases = chart.told.as_slice();
    if phases.is_empty() {
        return;
    }
    let palette = chart.style.theme.palette();
    let (left, step) = (layout.plot.left, layout.step);
    let span = |phase: &Phase| (left + step * phase.first, left + step * phase.end);
    for phase in phases {
        let (from, to) = span(phase);
        scene.rect(Rect::new(from, layout.plot.top, to, layout.plot.bottom), Paint::Fill(palette.told));
    }
    // Without names the rules would say nothing: the key names the bands.
    let Some(names) = names(chart, left, step) else { return };
    let rule = crisp(TOLD_LANE_PX - 4.0);
    for phase in phases {
        let (from, to) = span(phase);
        scene.line(at(from, rule), at(to - 1.0, rule), solid(palette.line_strong, 1.0));
    }
    for (x, name) in names {
        scene.text(Text::new(x, TOLD_LANE_PX - 10.0, name, palette.ink_3).middle());
    }
    let words = chart.style.labels.hours_lost.told_pattern;
    scene.text(Text::new(layout.plot.right + 10.0, TOLD_LANE_PX - 10.0, words, palette.ink_3));
}
