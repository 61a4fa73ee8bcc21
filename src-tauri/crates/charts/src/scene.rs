//! What a figure is made of: paths, circles and lines of text, in the order they are painted.
//!
//! SVG and PNG are written from the same scene, so they cannot disagree. Neighbours with the same
//! paint join one path, which is what keeps the files small.

use crate::font::{self, Weight};
use crate::theme::Color;

/// A point in px, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A point in px.
pub(crate) const fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// A rectangle in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Rect {
    pub(crate) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The same rectangle, `by` px smaller on each side.
    pub(crate) fn inset(&self, by: f64) -> Self {
        Self::new(self.left + by, self.top + by, self.right - by, self.bottom - by)
    }

    /// Whether two rectangles share more than an edge.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// How a path is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Paint {
    /// Filled, no outline.
    Fill(Color),
    /// A line of `width` px, in dashes of `dash` (px on, px off) if given.
    Line { color: Color, width: f64, dash: Option<(f64, f64)> },
    /// Dots of `diameter` px, `step` px apart, along horizontal lines; the first at each start.
    Dots { color: Color, diameter: f64, step: f64 },
}

/// A solid line.
pub(crate) const fn solid(color: Color, width: f64) -> Paint {
    Paint::Line { color, width, dash: None }
}

/// A dashed line: px on, px off.
pub(crate) const fn dashed(color: Color, width: f64, on: f64, off: f64) -> Paint {
    Paint::Line { color, width, dash: Some((on, off)) }
}

/// One movement of the pen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Move(Point),
    Line(Point),
    Close,
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    /// On the baseline.
    pub(crate) at: Point,
    pub(crate) words: String,
    pub(crate) color: Color,
    pub(crate) weight: Weight,
    pub(crate) anchor: Anchor,
    /// Turned a quarter against the clock, to be read upwards.
    pub(crate) upright: bool,
}

impl Text {
    pub(crate) fn new(x: f64, baseline: f64, words: impl Into<String>, color: Color) -> Self {
        Self {
            at: at(x, baseline),
            words: words.into(),
            color,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            upright: false,
        }
    }

    pub(crate) fn bold(mut self) -> Self {
        self.weight = Weight::Bold;
        self
    }

    pub(crate) fn middle(mut self) -> Self {
        self.anchor = Anchor::Middle;
        self
    }

    pub(crate) fn end(mut self) -> Self {
        self.anchor = Anchor::End;
        self
    }

    pub(crate) fn upright(mut self) -> Self {
        self.upright = true;
        self
    }

    /// Moved sideways, as little as it takes to stand between two edges; the left one wins.
    pub(crate) fn held_within(mut self, left: f64, right: f64) -> Self {
        let extent = self.extent();
        self.at.x -= (extent.right - right).max(0.0);
        self.at.x += (left - self.extent().left).max(0.0);
        self
    }

    /// The box the letters take.
    pub(crate) fn extent(&self) -> Rect {
        let long = font::width(&self.words, self.weight);
        let back = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => long / 2.0,
            Anchor::End => long,
        };
        let Point { x, y } = self.at;
        if self.upright {
            Rect::new(x - font::ASCENT_PX, y + back - long, x + font::DESCENT_PX, y + back)
        } else {
            Rect::new(x - back, y - font::ASCENT_PX, x - back + long, y + font::DESCENT_PX)
        }
    }
}

/// One thing painted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Path { paint: Paint, steps: Vec<Step> },
    Circle { center: Point, radius: f64, fill: Color, line: Option<(Color, f64)> },
    Text(Text),
}

/// A figure before it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) ground: Color,
    pub(crate) shapes: Vec<Shape>,
    taken: Vec<Rect>,
}

impl Scene {
    pub(crate) fn new(width: f64, height: f64, ground: Color) -> Self {
        Self { width, height, ground, shapes: Vec::with_capacity(64), taken: Vec::with_capacity(64) }
    }

    /// Appends to the last shape if it is a path with the same paint.
    fn pen(&mut self, paint: Paint, steps: impl IntoIterator<Item = Step>) {
        if let Some(Shape::Path { paint: last, steps: drawn }) = self.shapes.last_mut()
            && *last == paint
        {
            drawn.extend(steps);
            return;
        }
        let steps = steps.into_iter().collect();
        self.shapes.push(Shape::Path { paint, steps });
    }

    pub(crate) fn line(&mut self, from: Point, to: Point, paint: Paint) {
        self.pen(paint, [Step::Move(from), Step::Line(to)]);
    }

    pub(crate) fn polyline(&mut self, points: &[Point], paint: Paint) {
        if let [first, rest @ ..] = points {
            self.pen(paint, std::iter::once(Step::Move(*first)).chain(rest.iter().map(|p| Step::Line(*p))));
        }
    }

    pub(crate) fn polygon(&mut self, points: &[Point], paint: Paint) {
        self.polyline(points, paint);
        self.pen(paint, [Step::Close]);
    }

    /// A rectangle; one without width or height is not drawn.
    pub(crate) fn rect(&mut self, rect: Rect, paint: Paint) {
        if rect.width() > 0.0 && rect.height() > 0.0 {
            let Rect { left, top, right, bottom } = rect;
            self.polygon(&[at(left, top), at(right, top), at(right, bottom), at(left, bottom)], paint);
        }
    }

    /// A diamond, `radius` px from its middle to each corner.
    pub(crate) fn diamond(&mut self, center: Point, radius: f64, paint: Paint) {
        let Point { x, y } = center;
        self.polygon(&[at(x, y - radius), at(x + radius, y), at(x, y + radius), at(x - radius, y)], paint);
    }

    pub(crate) fn circle(&mut self, center: Point, radius: f64, fill: Color, line: Option<(Color, f64)>) {
        self.shapes.push(Shape::Circle { center, radius, fill, line });
    }

    /// Another scene as a part of this one, its upper left corner at a place in whole px.
    pub(crate) fn place(&mut self, part: Self, right: f64, down: f64) {
        let moved = |point: Point| at(point.x + right, point.y + down);
        let pen = |step: Step| match step {
            Step::Move(to) => Step::Move(moved(to)),
            Step::Line(to) => Step::Line(moved(to)),
            Step::Close => Step::Close,
        };
        self.shapes.extend(part.shapes.into_iter().map(|shape| match shape {
            Shape::Path { paint, steps } => {
                Shape::Path { paint, steps: steps.into_iter().map(pen).collect() }
            }
            Shape::Circle { center, radius, fill, line } => {
                Shape::Circle { center: moved(center), radius, fill, line }
            }
            Shape::Text(text) => Shape::Text(Text { at: moved(text.at), ..text }),
        }));
        let held = part.taken.into_iter().map(|taken| {
            let (low, high) = (moved(at(taken.left, taken.top)), moved(at(taken.right, taken.bottom)));
            Rect::new(low.x, low.y, high.x, high.y)
        });
        self.taken.extend(held);
    }

    /// Whether a box is clear of every text and reserved mark.
    pub(crate) fn is_free(&self, rect: &Rect) -> bool {
        !self.taken.iter().any(|taken| taken.meets(rect))
    }

    /// The right edge of the texts that end within `reach` px of a box, or in it, on its lines; `None` without one.
    pub(crate) fn right_of_texts_near(&self, rect: &Rect, reach: f64) -> Option<f64> {
        let beside = |taken: &&Rect| {
            taken.top < rect.bottom
                && rect.top < taken.bottom
                && taken.left < rect.left
                && taken.right > rect.left - reach
        };
        self.taken.iter().filter(beside).map(|taken| taken.right).reduce(f64::max)
    }

    /// Text that must stand; its place was worked out by the caller.
    pub(crate) fn text(&mut self, text: Text) {
        if !text.words.is_empty() {
            self.taken.push(text.extent());
            self.shapes.push(Shape::Text(text));
        }
    }

    /// Text that may be left out: it is drawn only where it stays `gap` px from everything and inside the figure.
    pub(crate) fn text_if_free(&mut self, text: Text, gap: f64) -> bool {
        let extent = text.extent();
        let with_gap = Rect::new(extent.left - gap, extent.top, extent.right + gap, extent.bottom);
        let inside = extent.left >= 0.0 && extent.right <= self.width;
        let free = inside && self.is_free(&with_gap);
        if free {
            self.text(text);
        }
        free
    }

    /// The texts with the boxes they take, for the tests.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> Vec<(String, Rect)> {
        let texts = self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some((text.words.clone(), text.extent())),
            _ => None,
        });
        texts.collect()
    }
}

/// The middle of the pixel a coordinate falls in, so that a 1 px line is one pixel wide.
pub(crate) fn crisp(coordinate: f64) -> f64 {
    coordinate.floor() + 0.5
}
