//! The chart in its plot: baseline, changes, limits, series, and the words around them.

use super::ControlChart;
use crate::axis::Linear;
use crate::figure::Style;
use crate::font;
use crate::scene::{Paint, Rect, Scene, Text, at, crisp, dashed, solid};
use crate::text::fill;

/// A chart whose parts have their places.
pub(super) struct Drawing<'a> {
    pub(super) data: &'a ControlChart,
    pub(super) style: &'a Style,
    pub(super) plot: Rect,
    pub(super) y: Linear,
    pub(super) centers: &'a [f64],
    pub(super) step: f64,
}

impl Drawing<'_> {
    fn x(&self, week: i32) -> Option<f64> {
        let place = self.data.weeks.iter().position(|w| w.number == week)?;
        self.centers.get(place).copied()
    }

    /// From the left edge of one week to the right edge of another, as far as they are shown.
    pub(super) fn span(&self, from: i32, to: i32) -> Option<(f64, f64)> {
        let weeks =
            || self.data.weeks.iter().zip(self.centers).filter(|(w, _)| from <= w.number && w.number <= to);
        let (first, last) = (weeks().next()?.1, weeks().next_back()?.1);
        Some((first - self.step / 2.0, last + self.step / 2.0))
    }

    pub(super) fn paint(&self, scene: &mut Scene, ticks: &[(f64, String)], newest: String) {
        let palette = self.style.theme.palette();
        let (plot, words) = (self.plot, &self.style.labels.control_chart);
        let band = self.data.baseline.and_then(|(from, to)| self.span(from, to));
        if let Some((from, to)) = band {
            scene.rect(Rect::new(from, plot.top, to, plot.bottom), Paint::Fill(palette.told));
        }
        let zero = crisp(plot.bottom);
        scene.line(at(plot.left, zero), at(plot.right, zero), solid(palette.line_strong, 1.0));
        self.limits(scene);
        let rebased: Vec<(f64, i32)> = self
            .data
            .rebased
            .iter()
            .filter_map(|r| Some((self.x(r.week)? - self.step / 2.0, r.week)))
            .collect();
        for (x, _) in &rebased {
            let x = crisp(*x);
            scene.line(at(x, plot.top), at(x, plot.bottom), dashed(palette.mark, 1.0, 2.0, 4.0));
        }
        for (x, _) in &rebased {
            scene.diamond(at(crisp(*x), 7.0), 5.0, Paint::Fill(palette.mark));
        }
        self.series(scene, newest);
        self.trial(scene);
        for (value, label) in ticks {
            let baseline = self.y.at(*value) + font::MIDDLE_PX;
            scene
                .text_if_free(Text::new(plot.left - 6.0, baseline, label.as_str(), palette.ink_3).end(), 0.0);
        }
        // Right of the tick at zero, which ends just before the plot.
        let below = |x: f64, label: String| {
            let text = Text::new(x, plot.bottom + 16.0, label, palette.ink_3).middle();
            text.held_within(plot.left, self.style.width_px())
        };
        if let (Some(last), Some(x)) = (self.data.weeks.last(), self.centers.last()) {
            scene.text_if_free(below(*x, fill(words.week, &[("week", &last.number.to_string())])), 0.0);
        }
        for (x, week) in rebased {
            scene.text_if_free(below(x, week.to_string()), 5.0);
        }
        if let Some((from, to)) = band {
            scene.text_if_free(below((from + to) / 2.0, words.baseline.to_owned()), 5.0);
        }
    }
}
