//! Centre and limits of each stretch, and the words of those on trial.

use super::picture::Drawing;
use crate::font;
use crate::number::amount;
use crate::scene::{Scene, Text, at, crisp, dashed, solid};

impl Drawing<'_> {
    pub(super) fn limits(&self, scene: &mut Scene) {
        let palette = self.style.theme.palette();
        let spans = || self.data.segments.iter().filter_map(|s| Some((s, self.span(s.from, s.to)?)));
        for (segment, (from, to)) in spans() {
            if let Some(centre) = amount(segment.centre) {
                let y = crisp(self.y.at(centre));
                scene.line(at(from, y), at(to, y), solid(palette.mark_2, 1.0));
            }
        }
        for (segment, (from, to)) in spans() {
            // A lower limit below nothing says nothing.
            let limits = [Some(segment.upper), Some(segment.lower).filter(|lower| *lower > 0.0)];
            for limit in limits.into_iter().flatten().filter_map(amount) {
                let y = self.y.at(limit);
                scene.line(at(from, y), at(to, y), dashed(palette.mark_2, 1.25, 5.0, 4.0));
            }
        }
    }

    /// Says at the limits of a stretch that they are on trial, where no line runs through the words.
    pub(super) fn trial(&self, scene: &mut Scene) {
        let words = self.style.labels.control_chart.trial_mark;
        for segment in self.data.segments.iter().filter(|segment| segment.trial.is_some()) {
            let Some((from, to)) = self.span(segment.from, segment.to) else { continue };
            let Some(limit) = amount(segment.upper) else { continue };
            let limit = self.y.at(limit);
            let text = |x: f64, baseline: f64| {
                let text = Text::new(x, baseline, words, self.style.theme.palette().ink_3);
                text.held_within(self.plot.left, self.style.width_px())
            };
            // Above the limit, below it, or at the foot of the plot; a change stands where its stretch begins.
            let baselines = [limit - 4.0, limit + font::ASCENT_PX + 3.0, self.plot.bottom - 5.0];
            let mut places =
                baselines.into_iter().flat_map(|base| [text(from + 8.0, base), text(to, base).end()]);
            let lines = [segment.upper, segment.centre, segment.lower];
            let is_free = |text: &Text| {
                let extent = text.extent();
                let reach = |x: f64| extent.left - self.step <= x && x <= extent.right + self.step;
                let near = self.data.weeks.iter().zip(self.centers).filter(|(_, x)| reach(**x));
                let near = near.filter_map(|(week, _)| Some(self.y.at(amount(week.value?)?)));
                let near: Vec<f64> = near.collect();
                let passes = |y: f64| extent.top <= y && y <= extent.bottom;
                (near.iter().all(|y| *y > extent.bottom) || near.iter().all(|y| *y < extent.top))
                    && !lines.iter().filter_map(|line| amount(*line)).any(|line| passes(self.y.at(line)))
            };
            if let Some(text) = places.find(is_free) {
                scene.text_if_free(text, 2.0);
            }
        }
    }
}
