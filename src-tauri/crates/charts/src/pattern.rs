//! The second sign of each break: solid, diagonal lines, horizontal lines, dots. Clipped by
//! arithmetic, so that no viewer needs to know clip paths or pattern fills.
//!
//! Every part of a stacked column is painted in layers ([`Layer`]) across all columns at once:
//! neighbours with one paint become one path, and the file stays a third of its size.

use crate::breaks::Break;
use crate::scene::{Paint, Rect, Scene, at, dashed, solid};
use crate::theme::{Color, Palette};

/// Distance between diagonal lines, along the x-axis, in px.
const DIAGONAL_PX: f64 = 6.0;
/// Distance between horizontal lines, in px.
const HORIZONTAL_PX: f64 = 5.0;
/// Width of a pattern line knocked out of a full colour, in px.
const KNOCKOUT_PX: f64 = 1.6;
/// Width of a pattern line drawn in its colour, in px.
const DRAWN_PX: f64 = 1.2;
/// Distance between dots along a row, in px; every second row is shifted by half.
const DOT_STEP_PX: f64 = 6.0;
/// Distance between rows of dots, in px.
const DOT_ROW_PX: f64 = 5.0;
/// Diameter of a dot, in px.
const DOT_PX: f64 = 2.7;
/// Width of the outline of a thin or unfinished part, in px.
pub(crate) const OUTLINE_PX: f64 = 1.5;
/// Parts smaller than this, in px, are too small for an outline and a pattern: they stay plain.
const SMALLEST_OUTLINED_PX: f64 = 5.0;

/// How sure a part is, which is how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    /// Full colour, pattern knocked out.
    Full,
    /// Thin or guessed: soft fill, pattern, dashed outline.
    Soft,
    /// Not finished: no fill, pattern, solid outline.
    Open,
}

/// One part of a figure that stands for a break.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part {
    pub(crate) rect: Rect,
    pub(crate) of: Break,
    pub(crate) finish: Finish,
}

/// Paints parts, all fills first, then all patterns, then all outlines.
pub(crate) fn paint(scene: &mut Scene, palette: &Palette, parts: &[Part]) {
    for layer in [Layer::Fill, Layer::Pattern, Layer::Outline] {
        for of in Break::ALL {
            for finish in [Finish::Full, Finish::Soft, Finish::Open] {
                let same = parts.iter().filter(|part| part.of == of && part.finish == finish);
                for part in same {
                    layer.paint(scene, palette, part);
                }
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Fill,
    Pattern,
    Outline,
}

impl Layer {
    fn paint(self, scene: &mut Scene, palette: &Palette, part: &Part) {
        let (color, soft) = (part.of.color(palette), part.of.soft(palette));
        let rect = part.rect;
        let outlined = rect.width() >= SMALLEST_OUTLINED_PX && rect.height() >= SMALLEST_OUTLINED_PX;
        let edge = rect.inset(OUTLINE_PX / 2.0);
        match (self, part.finish) {
            (Self::Fill, Finish::Full) => scene.rect(rect, Paint::Fill(color)),
            (Self::Fill, Finish::Soft) if outlined => scene.rect(rect, Paint::Fill(soft)),
            (Self::Fill, Finish::Open) if outlined => {
                scene.rect(rect, Paint::Fill(palette.surface));
                if part.of == Break::Drift {
                    // Drift is the solid one: its open form keeps a soft core inside the outline.
                    scene.rect(rect.inset(4.0), Paint::Fill(soft));
                }
            }
            // Too small for an outline. A hairline in the colour still says whose it is.
            (Self::Fill, Finish::Soft | Finish::Open) => {
                scene.rect(rect, Paint::Fill(soft));
                let middle = (rect.top + rect.bottom) / 2.0;
                scene.line(at(rect.left, middle), at(rect.right, middle), dashed(color, 1.0, 2.0, 1.0));
            }
            (Self::Pattern, Finish::Full) => pattern(scene, rect, part.of, palette.surface, KNOCKOUT_PX),
            (Self::Pattern, _) if outlined => {
                pattern(scene, rect.inset(OUTLINE_PX), part.of, color, DRAWN_PX)
            }
            (Self::Outline, Finish::Soft) if outlined => {
                scene.rect(edge, dashed(color, OUTLINE_PX, 4.0, 3.0))
            }
            (Self::Outline, Finish::Open) if outlined => scene.rect(edge, solid(color, OUTLINE_PX)),
            (Self::Pattern | Self::Outline, _) => {}
        }
    }
}

fn pattern(scene: &mut Scene, rect: Rect, of: Break, color: Color, width: f64) {
    match of {
        Break::Drift => {}
        Break::Reporting => diagonal(scene, rect, DIAGONAL_PX, solid(color, width)),
        Break::Support => horizontal(scene, rect, solid(color, width)),
        Break::Burnout => dots(scene, rect, color),
    }
}

/// Lines rising to the right, each the set x + y = c with c a multiple of the distance, so that the
/// lines of neighbouring parts continue each other.
pub(crate) fn diagonal(scene: &mut Scene, rect: Rect, distance: f64, paint: Paint) {
    let last = rect.right + rect.bottom;
    let mut c = ((rect.left + rect.top) / distance).floor() * distance + distance;
    while c < last {
        let from_x = rect.left.max(c - rect.bottom);
        let to_x = rect.right.min(c - rect.top);
        // Less than a px is a speck in the corner, not a line.
        if to_x - from_x >= 1.0 {
            scene.line(at(from_x, c - from_x), at(to_x, c - to_x), paint);
        }
        c += distance;
    }
}

/// Lines counted from the bottom, none closer to an edge than it takes to see the colour beside it.
fn horizontal(scene: &mut Scene, rect: Rect, paint: Paint) {
    let mut y = rect.bottom - 3.0;
    while y >= rect.top + 1.8 {
        scene.line(at(rect.left, y), at(rect.right, y), paint);
        y -= HORIZONTAL_PX;
    }
}

/// Whole dots only, counted from the lower left.
fn dots(scene: &mut Scene, rect: Rect, color: Color) {
    let paint = Paint::Dots { color, diameter: DOT_PX, step: DOT_STEP_PX };
    let (mut y, mut shifted) = (rect.bottom - 4.0, false);
    while y >= rect.top + 2.0 {
        let from = rect.left + 4.0 + if shifted { DOT_STEP_PX / 2.0 } else { 0.0 };
        let room = rect.right - 2.0 - from;
        if room >= 0.0 {
            // A little past the last dot, so that it is drawn whichever way a viewer rounds.
            let to = from + (room / DOT_STEP_PX).floor() * DOT_STEP_PX + 1.0;
            scene.line(at(from, y), at(to, y), paint);
        }
        y -= DOT_ROW_PX;
        shifted = !shifted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Shape, Step};
    use crate::theme::Theme;
    use proptest::prelude::*;

    fn points(scene: &Scene) -> Vec<crate::scene::Point> {
        let paths = scene.shapes.iter().filter_map(|shape| match shape {
            Shape::Path { steps, .. } => Some(steps),
            _ => None,
        });
        paths
            .flatten()
            .filter_map(|step| match step {
                Step::Move(p) | Step::Line(p) => Some(*p),
                Step::Close => None,
            })
            .collect()
    }

    proptest! {
        #[test]
        fn nothing_of_a_part_leaves_its_rectangle(
            left in 0.0..500.0_f64, top in 0.0..500.0_f64, width in 0.0..60.0_f64, height in 0.0..300.0_f64,
        ) {
            let rect = Rect::new(left, top, left + width, top + height);
            for of in Break::ALL {
                for finish in [Finish::Full, Finish::Soft, Finish::Open] {
                    let palette = Theme::Light.palette();
                    let mut scene = Scene::new(600.0, 900.0, palette.surface);
                    paint(&mut scene, palette, &[Part { rect, of, finish }]);
                    for p in points(&scene) {
                        prop_assert!(p.x >= rect.left - 1e-6 && p.x <= rect.right + 1e-6, "{p:?} {rect:?}");
                        prop_assert!(p.y >= rect.top - 1e-6 && p.y <= rect.bottom + 1e-6, "{p:?} {rect:?}");
                    }
                }
            }
        }
    }
}
