//! Kaplan-Meier curves: the share still going, its interval, a tick for each item not over yet, the median.

use crate::axis::{Linear, day_ticks};
use crate::figure::{Area, AxisStep, Style};
use crate::font;
use crate::number::{amount, decimal, percent};
use crate::scene::{Paint, Point, Rect, Scene, Text, at, crisp, dashed, solid};

/// A median that rests on fewer things is not told, as on the scorecard (docs/definitions.md).
pub const FEWEST_TO_TELL: usize = 5;

/// Above the plot, where the curve begins at all of them: the name of the scale, and words at another day, in px.
const TOP_PX: f64 = 26.0;
/// From the plot up to the baseline of the scale's name, in px.
const NAME_ABOVE_PX: f64 = 8.0;

/// An estimated curve over days, as the measures give it (DOMAIN §5; TABLES A18).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// Where the share falls, in order of days.
    pub falls: Vec<Fall>,
    /// Days at which an item was last seen still going.
    pub censored: Vec<f64>,
    /// The median, where the curve reaches one half.
    pub median: Option<Median>,
    /// Items in all.
    pub count: usize,
    /// Items that came to an end.
    pub ended: usize,
}

/// A step of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// Days since the start.
    pub days: f64,
    /// Share still going from then on, 0 to 1.
    pub share: f64,
    /// The 95 % interval, lower and upper end; `None` where it does not exist.
    pub interval: Option<(f64, f64)>,
}

/// The time after which half are over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Median {
    /// In days.
    pub days: f64,
    /// Lower end of the 95 % interval, in days.
    pub low: Option<f64>,
    /// Upper end; `None` where the curve's upper step never reaches one half.
    pub high: Option<f64>,
}

impl Curve {
    /// The median, where it rests on enough to be told.
    pub(crate) fn told_median(&self) -> Option<Median> {
        self.median.filter(|_| self.count >= FEWEST_TO_TELL)
    }

    /// The whole days by whose end the curve has fallen, each with where it stands then. Falls within one day, of
    /// which clocks in hours have many, are one.
    pub(crate) fn days(&self) -> Vec<(f64, &Fall)> {
        let mut days: Vec<(f64, &Fall)> = Vec::with_capacity(self.falls.len());
        for fall in &self.falls {
            let Some(day) = amount(fall.days).map(f64::ceil) else { continue };
            match days.last_mut() {
                Some(last) if (last.0 - day).abs() < 0.5 => last.1 = fall,
                _ => days.push((day, fall)),
            }
        }
        days
    }

    /// The day on which the last item fell or was last seen.
    #[must_use]
    pub fn last_day(&self) -> f64 {
        let falls = self.falls.iter().map(|fall| fall.days);
        falls.chain(self.censored.iter().copied()).filter_map(amount).fold(0.0, f64::max)
    }

    /// The share still going at a day.
    fn share_at(&self, days: f64) -> f64 {
        let before = self.falls.iter().take_while(|fall| fall.days <= days);
        before.last().map_or(1.0, |fall| fall.share)
    }

    /// The corners of a step line from one to the last day; it breaks where `pick` has nothing.
    fn corners(&self, pick: impl Fn(&Fall) -> Option<f64>) -> Vec<Vec<(f64, f64)>> {
        let mut level = 1.0;
        let mut lines = vec![vec![(0.0, 1.0)]];
        for fall in &self.falls {
            let (Some(days), next) = (amount(fall.days), pick(fall)) else { continue };
            if let Some(line) = lines.last_mut().filter(|line| !line.is_empty()) {
                line.push((days, level));
            }
            match (next, lines.last_mut()) {
                (Some(next), Some(line)) => {
                    level = next.clamp(0.0, 1.0);
                    line.push((days, level));
                }
                _ => lines.push(Vec::new()),
            }
        }
        if let Some(line) = lines.last_mut().filter(|line| !line.is_empty()) {
            line.push((self.last_day(), level));
        }
        lines.retain(|line| line.len() > 1);
        lines
    }
}

/// The curve in its plot, ready to be painted.
pub(crate) struct Plot<'a> {
    pub(crate) curve: &'a Curve,
    pub(crate) rect: Rect,
    pub(crate) x: Linear,
    pub(crate) y: Linear,
    /// The last day of the axis.
    pub(crate) end: f64,
}

impl<'a> Plot<'a> {
    /// A plot that holds the curve and, if it is further, another day such as a promise.
    pub(crate) fn of(curve: &'a Curve, also: Option<f64>, style: &Style) -> Self {
        let width = style.width_px();
        let height = style.height_px(150.0, 110.0);
        let last = curve.last_day().max(also.and_then(amount).unwrap_or(0.0)).max(1.0);
        let widest = font::width(&percent(1.0, style.labels), font::Weight::Regular) + 6.0;
        let rect = Rect::new(widest.max(44.0).ceil(), TOP_PX, width - 14.0, height - 24.0);
        Self {
            curve,
            rect,
            x: Linear::new((0.0, rect.left), (last, rect.right)),
            y: Linear::new((0.0, rect.bottom), (1.0, rect.top)),
            end: last,
        }
    }

    /// One step for each day with a fall, until the next one or the last day.
    pub(crate) fn steps(&self) -> Vec<AxisStep> {
        let starts: Vec<f64> =
            self.curve.days().iter().map(|(_, fall)| amount(fall.days).unwrap_or(0.0)).collect();
        let ends = starts.iter().skip(1).copied().chain([self.curve.last_day()]);
        let step = |(number, (from, to)): (i32, (&f64, f64))| {
            let (left, right) = (self.x.at(*from), self.x.at(to).max(self.x.at(*from) + 1.0));
            AxisStep { number, area: Area::from(Rect::new(left, self.rect.top, right, self.rect.bottom)) }
        };
        (1..).zip(starts.iter().zip(ends)).map(step).collect()
    }

    pub(crate) fn axes(&self, scene: &mut Scene, days_unit: &str, style: &Style) {
        let (palette, labels) = (style.theme.palette(), style.labels);
        let rect = self.rect;
        for (share, color) in [(0.5, palette.grid), (1.0, palette.grid), (0.0, palette.line_strong)] {
            let y = crisp(self.y.at(share));
            scene.line(at(rect.left, y), at(rect.right, y), solid(color, 1.0));
        }
        for share in [0.0, 0.5, 1.0] {
            let words = if share > 0.0 { percent(share, labels) } else { "0".to_owned() };
            scene.text(
                Text::new(rect.left - 5.0, self.y.at(share) + font::MIDDLE_PX, words, palette.ink_2).end(),
            );
        }
        let ticks = day_ticks(self.end);
        for (i, day) in ticks.iter().enumerate().rev() {
            let unit = if i + 1 == ticks.len() { days_unit } else { "" };
            let words = format!("{}{unit}", decimal(*day, 0, labels));
            let text = Text::new(self.x.at(*day), rect.bottom + 18.0, words, palette.ink_3).middle();
            scene.text_if_free(text.held_within(0.0, scene.width), 4.0);
        }
    }

    pub(crate) fn paint(&self, scene: &mut Scene, style: &Style) {
        let palette = style.theme.palette();
        let place = |line: &Vec<(f64, f64)>| -> Vec<Point> {
            line.iter().map(|(days, share)| at(self.x.at(*days), self.y.at(*share))).collect()
        };
        for line in self.curve.corners(|fall| fall.interval.map(|(_, high)| high)) {
            scene.polyline(&place(&line), solid(palette.mark_2, 1.0));
        }
        for line in self.curve.corners(|fall| fall.interval.map(|(low, _)| low)) {
            scene.polyline(&place(&line), solid(palette.mark_2, 1.0));
        }
        for line in self.curve.corners(|fall| Some(fall.share)) {
            scene.polyline(&place(&line), solid(palette.accent, 2.25));
        }
        for days in self.curve.censored.iter().filter_map(|days| amount(*days)) {
            let (x, y) = (self.x.at(days), self.y.at(self.curve.share_at(days).clamp(0.0, 1.0)));
            scene.line(at(x, y - 4.0), at(x, y + 4.0), solid(palette.accent, 1.25));
        }
    }

    /// What the scale counts, above the plot: at its right end, or at its left where a promise stands there.
    pub(crate) fn name(&self, scene: &mut Scene, name: &str, also: Option<f64>, style: &Style) {
        let (rect, palette) = (self.rect, style.theme.palette());
        let baseline = rect.top - NAME_ABOVE_PX;
        let middle = (rect.left + rect.right) / 2.0;
        let text = if also.is_some_and(|days| self.x.at(days) > middle) {
            Text::new(rect.left, baseline, name, palette.ink_2)
        } else {
            Text::new(rect.right, baseline, name, palette.ink_2).end()
        };
        scene.text_if_free(text, 4.0);
    }

    /// What the curve and the edges of its interval cover, piece by piece.
    fn drops(&self) -> Vec<Rect> {
        let edge = |pick: fn(&Fall) -> Option<f64>| self.curve.corners(pick);
        let lines = [
            edge(|fall| fall.interval.map(|(_, high)| high)),
            edge(|fall| fall.interval.map(|(low, _)| low)),
            edge(|fall| Some(fall.share)),
        ];
        let place = |(days, share): (f64, f64)| at(self.x.at(days), self.y.at(share));
        let piece = |pair: &[(f64, f64)]| {
            let (a, b) = (place(pair[0]), place(pair[1]));
            let (left, right) = (a.x.min(b.x) - 2.0, a.x.max(b.x) + 2.0);
            Rect::new(left, a.y.min(b.y) - 2.0, right, a.y.max(b.y) + 2.0)
        };
        lines.iter().flatten().flat_map(|line| line.windows(2).map(piece).collect::<Vec<_>>()).collect()
    }

    /// The median as a ring with a dashed line and its value beside it. `promised` is a day with a pole of its own.
    pub(crate) fn median(&self, scene: &mut Scene, words: &str, promised: Option<f64>, style: &Style) {
        let palette = style.theme.palette();
        let Some(days) = self.curve.told_median().and_then(|median| amount(median.days)) else { return };
        let (x, y) = (self.x.at(days), self.y.at(0.5));
        scene.line(at(x, y), at(x, self.rect.bottom), dashed(palette.mark, 1.25, 3.0, 3.0));
        scene.circle(at(x, y), 4.0, palette.surface, Some((palette.mark, 1.75)));
        // Before the line, where mostly nothing is drawn below the curve and its interval; after it, or higher up, where
        // there is no room or something else passes; at last above the ring, where the curve has come down.
        let mut drops = self.drops();
        drops.extend(promised.and_then(amount).map(|days| {
            let pole = self.x.at(days);
            Rect::new(pole - 3.0, 0.0, pole + 3.0, self.rect.bottom)
        }));
        let text = |x: f64, baseline: f64| Text::new(x, baseline, words, palette.ink).bold();
        let below = [7.0, 16.0, 25.0, 34.0, 43.0].into_iter().flat_map(|above| {
            let baseline = self.rect.bottom - above;
            [text(x - 7.0, baseline).end(), text(x + 7.0, baseline)]
        });
        let steps_up = (1..).map(|n: u32| y - 8.0 - 4.0 * f64::from(n));
        let up = steps_up.take_while(|baseline| baseline - font::ASCENT_PX > self.rect.top);
        let above = up.flat_map(|baseline| [text(x + 7.0, baseline), text(x - 7.0, baseline).end()]);
        let mut inside = below.chain(above).filter(|text| {
            let extent = text.extent();
            extent.left > self.rect.left + 2.0 && extent.right < scene.width
        });
        let Some(first) = inside.next() else { return };
        let is_clear = |text: &Text| !drops.iter().any(|drop| drop.meets(&text.extent()));
        let text = if is_clear(&first) { first } else { inside.find(is_clear).unwrap_or(first) };
        let extent = text.extent();
        if extent.bottom < y {
            // The line leads to where the words stand.
            scene.line(at(x, y - 4.0), at(x, extent.top + 2.0), dashed(palette.mark, 1.25, 3.0, 3.0));
        }
        scene.rect(
            Rect::new(extent.left - 2.0, extent.top - 1.0, extent.right + 2.0, extent.bottom),
            Paint::Fill(palette.surface),
        );
        scene.text_if_free(text, 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fall(days: f64, share: f64) -> Fall {
        Fall { days, share, interval: None }
    }

    #[test]
    fn a_step_line_keeps_its_level_until_the_next_drop() {
        let curve =
            Curve { falls: vec![fall(2.0, 0.5), fall(5.0, 0.25)], censored: vec![7.0], ..Curve::default() };
        let corners = curve.corners(|fall| Some(fall.share));
        assert_eq!(corners, [[(0.0, 1.0), (2.0, 1.0), (2.0, 0.5), (5.0, 0.5), (5.0, 0.25), (7.0, 0.25)]]);
        assert!((curve.share_at(4.9) - 0.5).abs() < 1e-12 && (curve.share_at(5.0) - 0.25).abs() < 1e-12);
    }

    #[test]
    fn falls_of_one_day_are_one_row() {
        let falls = vec![fall(0.3, 0.9), fall(0.98, 0.8), fall(1.0, 0.7), fall(1.02, 0.6), fall(4.0, 0.5)];
        let curve = Curve { falls, count: 9, ..Curve::default() };
        let days: Vec<(f64, f64)> = curve.days().iter().map(|(day, fall)| (*day, fall.share)).collect();
        // By the end of day 1 three have fallen, 1.02 days are told by the end of day 2.
        assert_eq!(days, [(1.0, 0.7), (2.0, 0.6), (4.0, 0.5)]);
        let plot = Plot::of(&curve, None, &Style::default());
        assert_eq!(plot.steps().len(), 3, "a row of the table is a step of the drawing");
    }

    #[test]
    fn the_words_of_the_median_cover_no_line() {
        // The lower edge runs at a tenth, 11 px above the axis, through where the words would stand otherwise.
        let at_tenth = |days, share| Fall { days, share, interval: Some((0.1, 0.9)) };
        let falls = vec![at_tenth(2.0, 0.8), at_tenth(50.0, 0.45), at_tenth(90.0, 0.4)];
        let median = Some(Median { days: 50.0, low: None, high: None });
        let curve = Curve { falls, count: 20, ended: 3, median, ..Curve::default() };
        for width in [300.0, 400.0, 900.0] {
            let style = Style::default().wide(width);
            let plot = Plot::of(&curve, None, &style);
            let mut scene = Scene::new(width, 150.0, style.theme.palette().surface);
            plot.median(&mut scene, "50 days", None, &style);
            let texts = scene.texts();
            let (_, extent) = texts.iter().find(|(words, _)| words == "50 days").unwrap();
            let crossed = plot.drops().into_iter().any(|drop| drop.meets(extent));
            assert!(!crossed && extent.top > plot.rect.top, "{width}: {extent:?}");
        }
    }

    #[test]
    fn the_words_of_the_median_stand_clear_of_the_interval_and_of_a_promise() {
        // As the sample clinic's survival in the narrowest card: no room before the line, the lower edge after it.
        let at_share = |days, share, low, high| Fall { days, share, interval: Some((low, high)) };
        let falls = vec![
            at_share(20.0, 0.93, 0.86, 0.97),
            at_share(45.0, 0.73, 0.62, 0.82),
            at_share(95.0, 0.5, 0.37, 0.61),
            at_share(150.0, 0.3, 0.18, 0.42),
            at_share(260.0, 0.17, 0.08, 0.3),
        ];
        let median = Some(Median { days: 95.0, low: Some(80.0), high: Some(130.0) });
        let curve = Curve { falls, count: 84, ended: 55, median, censored: vec![450.0] };
        for (width, promised) in [(240.0, None), (300.0, None), (300.0, Some(60.0)), (420.0, Some(39.0))] {
            let style = Style::default().wide(width);
            let plot = Plot::of(&curve, promised, &style);
            let mut scene = Scene::new(width, 150.0, style.theme.palette().surface);
            plot.median(&mut scene, "95 days", promised, &style);
            let texts = scene.texts();
            let (_, extent) = texts.iter().find(|(words, _)| words == "95 days").unwrap();
            let crossed = plot.drops().into_iter().any(|drop| drop.meets(extent));
            let struck =
                promised.map(|days| plot.x.at(days)).is_some_and(|x| extent.left < x && x < extent.right);
            assert!(!crossed && !struck, "{width} {promised:?}: {extent:?}");
        }
    }

    #[test]
    fn an_interval_ends_where_it_does_not_exist() {
        let mut last = fall(5.0, 0.0);
        last.interval = None;
        let first = Fall { days: 2.0, share: 0.5, interval: Some((0.1, 0.9)) };
        let curve = Curve { falls: vec![first, last], ..Curve::default() };
        let high = curve.corners(|fall| fall.interval.map(|(_, high)| high));
        assert_eq!(high, [[(0.0, 1.0), (2.0, 1.0), (2.0, 0.9), (5.0, 0.9)]]);
    }
}
