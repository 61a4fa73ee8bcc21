//! What the smaller charts share: a value axis with few light lines, numbers along the bottom, and
//! rows of horizontal bars.

use crate::axis::Linear;
use crate::figure::Area;
use crate::font::{self, MIDDLE_PX, Weight};
use crate::scene::{Rect, Scene, Text, at, crisp, solid};
use crate::theme::Palette;

/// From the zero line to the words below it, in px.
pub(crate) const BELOW_PX: f64 = 18.0;
/// Between two words of one row, in px.
const GAP_PX: f64 = 6.0;

/// Room for tick labels left of a plot, in px.
pub(crate) fn left_margin(ticks: &[(f64, String)]) -> f64 {
    let widest = ticks.iter().map(|(_, words)| font::width(words, Weight::Regular)).fold(0.0, f64::max);
    (widest + 10.0).max(24.0).ceil()
}

/// Between numbers of which some are left out, in px: they are read one by one.
const APART_PX: f64 = 12.0;

/// Narrowest plot that still shows anything, in px.
const NARROWEST_PLOT_PX: f64 = 80.0;

/// Left and right edge of a plot between its tick labels and `names` px for words at its right, with the
/// width of the figure: more than asked for where the words alone need it.
pub(crate) fn across(width: f64, ticks: &[(f64, String)], names: f64) -> (f64, f64, f64) {
    let left = left_margin(ticks);
    let right = (width - names).max(left + NARROWEST_PLOT_PX);
    (left, right, (right + names).ceil())
}

/// Grid lines with their words; the first tick is the zero line.
pub(crate) fn value_axis(
    scene: &mut Scene,
    plot: Rect,
    y: &Linear,
    ticks: &[(f64, String)],
    palette: &Palette,
) {
    for (value, _) in ticks.iter().skip(1) {
        let y = crisp(y.at(*value));
        scene.line(at(plot.left, y), at(plot.right, y), solid(palette.grid, 1.0));
    }
    let zero = crisp(plot.bottom);
    scene.line(at(plot.left, zero), at(plot.right, zero), solid(palette.line_strong, 1.0));
    for (value, words) in ticks {
        let text = Text::new(plot.left - 6.0, y.at(*value) + MIDDLE_PX, words.as_str(), palette.ink_2);
        scene.text(text.end());
    }
}

/// Numbered steps along the bottom, as many as fit: all, or every third, sixth, twelfth, … The last always stands.
pub(crate) fn step_labels(scene: &mut Scene, plot: Rect, numbers: &[(f64, i32)], palette: &Palette) {
    let width = scene.width;
    let text = |(x, number): (f64, i32)| {
        Text::new(x, plot.bottom + BELOW_PX, number.to_string(), palette.ink_3)
            .middle()
            .held_within(0.0, width)
    };
    let Some((last, rest)) = numbers.split_last() else { return };
    scene.text_if_free(text(*last), GAP_PX);
    let step = match numbers {
        [(first, _), .., (last, _)] => {
            (last - first) / f64::from(u32::try_from(numbers.len() - 1).unwrap_or(1))
        }
        _ => f64::MAX,
    };
    let every = labelled_every(step, numbers.iter().map(|(_, number)| *number));
    for label in rest.iter().filter(|(_, number)| number % every == 0) {
        scene.text_if_free(text(*label), GAP_PX);
    }
}

/// Which numbers stand under an axis whose neighbours are `step` px apart: the multiples of this. A reader counts in
/// quarters, halves and years of months, so never every second or fifth.
pub(crate) fn labelled_every(step: f64, numbers: impl Iterator<Item = i32>) -> i32 {
    let widest = numbers.map(|number| font::width(&number.to_string(), Weight::Bold)).fold(0.0, f64::max);
    let fits = |every: &i32| f64::from(*every) * step >= widest + if *every > 1 { APART_PX } else { GAP_PX };
    [1, 3, 6, 12, 24, 60, 120].into_iter().find(fits).unwrap_or(240)
}

/// The middles of `count` equal steps across a plot, with the width of one.
pub(crate) fn steps(plot: Rect, count: usize) -> (Vec<f64>, f64) {
    let width = plot.width() / f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX));
    let starts = std::iter::successors(Some(plot.left), |x| Some(x + width));
    (starts.take(count).map(|x| x + width / 2.0).collect(), width)
}

/// Where rows of horizontal bars stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rows {
    /// Names end left of this, in px.
    pub(crate) left: f64,
    /// Bars end at this, in px.
    pub(crate) right: f64,
    /// Upper edge of the first row, in px.
    pub(crate) top: f64,
    /// Width of the figure in px: more than asked for where names and numbers alone need it.
    pub(crate) width: f64,
}

impl Rows {
    /// Height of a row, in px.
    pub(crate) const ROW_PX: f64 = 26.0;
    /// Height of a bar, in px.
    const BAR_PX: f64 = 16.0;
    /// Room for the longest bar at least, in px.
    const SHORTEST_PX: f64 = 20.0;
    /// Widest share of the figure the names may take.
    const NAME_SHARE: f64 = 0.34;

    /// Room for names on the left and `values` px for numbers on the right.
    pub(crate) fn new<'a>(width: f64, top: f64, names: impl Iterator<Item = &'a str>, values: f64) -> Self {
        let widest = names.map(|name| font::width(name, Weight::Regular)).fold(0.0, f64::max);
        let left = widest.min(width * Self::NAME_SHARE).ceil() + 10.0;
        let right = (width - values).max(left + Self::SHORTEST_PX);
        Self { left, right, top, width: (right + values).ceil() }
    }

    /// The bar's place in a row, over the whole width for bars.
    pub(crate) fn bar(&self, row: usize) -> Rect {
        let top = self.top + self.middle_of(row) - Self::BAR_PX / 2.0;
        Rect::new(self.left, top, self.right, top + Self::BAR_PX)
    }

    /// A row from the left edge of the figure to its right edge.
    pub(crate) fn row(&self, row: usize) -> Area {
        let top = self.top + self.middle_of(row) - Self::ROW_PX / 2.0;
        Area { x: 0.0, y: top, width: self.width, height: Self::ROW_PX }
    }

    fn middle_of(&self, row: usize) -> f64 {
        (f64::from(u32::try_from(row).unwrap_or(u32::MAX)) + 0.5) * Self::ROW_PX
    }

    /// Baseline of a row's words.
    pub(crate) fn baseline(&self, row: usize) -> f64 {
        self.top + self.middle_of(row) + MIDDLE_PX
    }

    /// The name of a row, cut to its room.
    pub(crate) fn name(&self, scene: &mut Scene, row: usize, name: &str, palette: &Palette) {
        let words = font::clip(name, Weight::Regular, self.left - 10.0);
        scene.text(Text::new(self.left - 8.0, self.baseline(row), words, palette.ink).end());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::theme::Theme;

    #[test]
    fn four_years_are_read_in_quarters_halves_or_years() {
        let every = |step| labelled_every(step, 1..=48);
        // Two bold digits are 16.4 px wide.
        assert_eq!([23.0, 13.0, 8.0, 3.0, 1.3].map(every), [1, 3, 6, 12, 24]);
    }

    proptest! {
        #[test]
        fn labels_under_an_axis_never_meet_and_the_last_stands(
            count in 1..200_i32, first in -30..400_i32, width in 240.0..1600.0_f64,
        ) {
            let palette = Theme::Light.palette();
            let mut scene = Scene::new(width, 200.0, palette.surface);
            let plot = Rect::new(40.0, 10.0, width - 60.0, 170.0);
            let (centers, _) = steps(plot, usize::try_from(count).unwrap());
            let numbers: Vec<(f64, i32)> = centers.into_iter().zip(first..).collect();
            step_labels(&mut scene, plot, &numbers, palette);
            let texts = scene.texts();
            let last = (first + count - 1).to_string();
            prop_assert!(texts.iter().any(|(words, _)| *words == last));
            for (i, (words, extent)) in texts.iter().enumerate() {
                for (other, beside) in &texts[i + 1..] {
                    let apart = extent.right + GAP_PX <= beside.left + 1e-9
                        || beside.right + GAP_PX <= extent.left + 1e-9;
                    prop_assert!(apart, "{} and {}", words, other);
                }
            }
        }
    }
}
