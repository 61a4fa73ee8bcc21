//! A key under bars: a swatch and a name for each of their parts. No part that is drawn is ever left out of it.

use crate::figure::Style;
use crate::font::{self, Weight};
use crate::scene::{Rect, Scene, Text};

/// From the beginning of a swatch to that of its name, in px.
const SWATCH_PX: f64 = 19.0;
/// Between two names, in px.
const GAP_PX: f64 = 18.0;
/// Height of a line, in px.
const LINE_PX: f64 = 18.0;
/// Kept free at both edges of the figure, in px.
const EDGE_PX: f64 = 4.0;

/// A part with its name and where its swatch begins, in px.
struct Entry<P> {
    part: P,
    name: String,
    x: f64,
}

/// The parts of bars, in lines.
pub(crate) struct Swatches<P> {
    lines: Vec<Vec<Entry<P>>>,
}

impl<P: Copy> Swatches<P> {
    /// Begins at `left`, under the bars; where that leaves too little room before `width`, further to the left, and what
    /// one line cannot hold stands in the next. A name longer than the figure is wide is cut.
    pub(crate) fn of<'n>(parts: impl IntoIterator<Item = (P, &'n str)>, left: f64, width: f64) -> Self {
        let right = width - EDGE_PX;
        let clipped = |name| font::clip(name, Weight::Regular, right - EDGE_PX - SWATCH_PX);
        let parts: Vec<(P, String)> = parts.into_iter().map(|(part, name)| (part, clipped(name))).collect();
        let extent = |name: &str| SWATCH_PX + font::width(name, Weight::Regular);
        let all = parts.iter().map(|(_, name)| extent(name) + GAP_PX).sum::<f64>() - GAP_PX;
        let left = left.min(right - all).max(EDGE_PX);
        let mut lines: Vec<Vec<Entry<P>>> = Vec::new();
        let mut x = f64::INFINITY;
        for (part, name) in parts {
            let wide = extent(&name);
            if x + wide > right + 1e-9 {
                lines.push(Vec::new());
                x = left;
            }
            if let Some(line) = lines.last_mut() {
                line.push(Entry { part, name, x });
            }
            x += wide + GAP_PX;
        }
        Self { lines }
    }

    /// What it takes beyond its first line, in px.
    pub(crate) fn further_px(&self) -> f64 {
        LINE_PX * f64::from(u32::try_from(self.lines.len().saturating_sub(1)).unwrap_or(0))
    }

    /// Writes the names, the first line on `baseline`, and has `swatch` fill each one's square.
    pub(crate) fn paint(
        &self,
        scene: &mut Scene,
        mut baseline: f64,
        style: &Style,
        swatch: impl Fn(&mut Scene, Rect, P),
    ) {
        for line in &self.lines {
            for Entry { part, name, x } in line {
                swatch(scene, Rect::new(x + 0.5, baseline - 11.0, x + 13.5, baseline + 2.0), *part);
                let ink = style.theme.palette().ink_2;
                scene.text(Text::new(x + SWATCH_PX, baseline, name.clone(), ink));
            }
            baseline += LINE_PX;
        }
    }
}
