//! A scene as SVG: small, well-formed and the same bytes on every system.
//!
//! Coordinates are tenths of a px, written without floating-point formatting. Only presentation
//! attributes are used, never `style`, because the app's content policy forbids inline styles.

use crate::font::{FAMILY, TEXT_PX, Weight};
use crate::scene::{Anchor, Paint, Point, Scene, Shape, Step, Text};
use crate::text::escape_into;
use crate::theme::Color;

/// The scene as one SVG document with its accessible title and description.
pub(crate) fn write(scene: &Scene, title: &str, description: &str) -> String {
    let mut out = Writer { svg: String::with_capacity(24 * 1024) };
    let (w, h) = (tenths(scene.width), tenths(scene.height));
    out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    out.number(" width=\"", w);
    out.number("\" height=\"", h);
    out.number("\" viewBox=\"0 0 ", w);
    out.number(" ", h);
    out.raw("\" font-family=\"");
    out.raw(FAMILY);
    out.number("\" font-size=\"", tenths(TEXT_PX));
    // Tabular digits in viewers that have the font: the layout was measured with them.
    out.raw("\" font-variant=\"tabular-nums\"><title>");
    escape_into(&mut out.svg, title);
    out.raw("</title><desc>");
    escape_into(&mut out.svg, description);
    out.raw("</desc><path fill=\"");
    out.color(scene.ground);
    out.number("\" d=\"M0 0h", w);
    out.number("v", h);
    out.number("h", -w);
    out.raw("z\"/>");
    let mut rest = scene.shapes.as_slice();
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|shape| same_group(first, shape)).count();
        let (group, after) = rest.split_at(run.max(1));
        out.group(group);
        rest = after;
    }
    out.raw("</svg>\n");
    out.svg
}

/// Whether two shapes differ only in where they are, so that one group can carry what they share.
fn same_group(a: &Shape, b: &Shape) -> bool {
    match (a, b) {
        (Shape::Text(a), Shape::Text(b)) => {
            a.color == b.color && a.weight == b.weight && a.anchor == b.anchor
        }
        (
            Shape::Circle { radius: r, fill, line, .. },
            Shape::Circle { radius: other_r, fill: other_fill, line: other_line, .. },
        ) => tenths(*r) == tenths(*other_r) && fill == other_fill && line == other_line,
        _ => false,
    }
}

struct Writer {
    svg: String,
}

impl Writer {
    fn raw(&mut self, text: &str) {
        self.svg.push_str(text);
    }

    fn number(&mut self, before: &str, value: i64) {
        self.raw(before);
        push_tenths(&mut self.svg, value);
    }

    fn color(&mut self, color: Color) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        self.svg.push('#');
        for byte in [color.red, color.green, color.blue] {
            self.svg.push(char::from(HEX[usize::from(byte >> 4)]));
            self.svg.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }

    fn group(&mut self, shapes: &[Shape]) {
        match shapes {
            [Shape::Path { paint, steps }] => self.path(*paint, steps),
            [Shape::Circle { fill, line, .. }, ..] => {
                self.raw("<g fill=\"");
                self.color(*fill);
                if let Some((color, width)) = line {
                    self.raw("\" stroke=\"");
                    self.color(*color);
                    self.hundredths("\" stroke-width=\"", *width);
                }
                self.raw("\">");
                for shape in shapes {
                    if let Shape::Circle { center, radius, .. } = shape {
                        self.number("<circle cx=\"", tenths(center.x));
                        self.number("\" cy=\"", tenths(center.y));
                        self.number("\" r=\"", tenths(*radius));
                        self.raw("\"/>");
                    }
                }
                self.raw("</g>");
            }
            [Shape::Text(text)] => self.text(text, true),
            [Shape::Text(first), ..] => {
                self.raw("<g");
                self.text_paint(first);
                self.raw(">");
                for shape in shapes {
                    if let Shape::Text(text) = shape {
                        self.text(text, false);
                    }
                }
                self.raw("</g>");
            }
            _ => {}
        }
    }

    fn text_paint(&mut self, text: &Text) {
        self.raw(" fill=\"");
        self.color(text.color);
        if text.weight == Weight::Bold {
            self.raw("\" font-weight=\"700");
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.raw("\" text-anchor=\"middle"),
            Anchor::End => self.raw("\" text-anchor=\"end"),
        }
        self.raw("\"");
    }

    fn text(&mut self, text: &Text, with_paint: bool) {
        let (x, y) = (tenths(text.at.x), tenths(text.at.y));
        self.number("<text x=\"", x);
        self.number("\" y=\"", y);
        self.raw("\"");
        if with_paint {
            self.text_paint(text);
        }
        if text.upright {
            self.number(" transform=\"rotate(-90 ", x);
            self.number(" ", y);
            self.raw(")\"");
        }
        self.raw(">");
        escape_into(&mut self.svg, &text.words);
        self.raw("</text>");
    }

    fn path(&mut self, paint: Paint, steps: &[Step]) {
        self.raw("<path ");
        match paint {
            Paint::Fill(color) => {
                self.raw("fill=\"");
                self.color(color);
            }
            Paint::Line { color, width, dash } => {
                self.raw("fill=\"none\" stroke=\"");
                self.color(color);
                self.hundredths("\" stroke-width=\"", width);
                if let Some((on, off)) = dash {
                    self.hundredths("\" stroke-dasharray=\"", on);
                    self.hundredths(" ", off);
                }
            }
            // A dash of no length with round ends is a dot: one movement for a whole row.
            Paint::Dots { color, diameter, step } => {
                self.raw("fill=\"none\" stroke=\"");
                self.color(color);
                self.hundredths("\" stroke-width=\"", diameter);
                self.hundredths("\" stroke-linecap=\"round\" stroke-dasharray=\"0 ", step);
            }
        }
        self.raw("\" d=\"");
        self.steps(steps);
        self.raw("\"/>");
    }

    /// Path data: the first point absolute, everything after it relative, as that is shorter.
    fn steps(&mut self, steps: &[Step]) {
        let (mut x, mut y) = (0, 0);
        let (mut start_x, mut start_y) = (0, 0);
        let mut first = true;
        for step in steps {
            match step {
                Step::Close => {
                    self.raw("z");
                    (x, y) = (start_x, start_y);
                }
                Step::Move(to) => {
                    let (to_x, to_y) = whole(*to);
                    if first {
                        self.number("M", to_x);
                        self.next_number(to_y);
                    } else {
                        self.number("m", to_x - x);
                        self.next_number(to_y - y);
                    }
                    first = false;
                    (x, y, start_x, start_y) = (to_x, to_y, to_x, to_y);
                }
                Step::Line(to) => {
                    let (to_x, to_y) = whole(*to);
                    match (to_x - x, to_y - y) {
                        (dx, 0) => self.number("h", dx),
                        (0, dy) => self.number("v", dy),
                        (dx, dy) => {
                            self.number("l", dx);
                            self.next_number(dy);
                        }
                    }
                    (x, y) = (to_x, to_y);
                }
            }
        }
    }

    /// A second number: a minus sign already keeps the two apart.
    fn next_number(&mut self, value: i64) {
        self.number(if value < 0 { "" } else { " " }, value);
    }

    /// Line widths and dashes have two decimals.
    fn hundredths(&mut self, before: &str, value: f64) {
        self.raw(before);
        let hundredths = round(value * 100.0);
        if hundredths % 10 == 0 {
            push_tenths(&mut self.svg, hundredths / 10);
        } else {
            push_whole(&mut self.svg, hundredths / 100);
            self.svg.push('.');
            push_digit(&mut self.svg, hundredths / 10 % 10);
            push_digit(&mut self.svg, hundredths % 10);
        }
    }
}

fn whole(point: Point) -> (i64, i64) {
    (tenths(point.x), tenths(point.y))
}

fn tenths(px: f64) -> i64 {
    round(px * 10.0)
}

#[expect(clippy::cast_possible_truncation, reason = "a figure is a few thousand px wide; the cast saturates")]
fn round(value: f64) -> i64 {
    value.round() as i64
}

fn push_tenths(out: &mut String, tenths: i64) {
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.abs();
    if tenths % 10 == 0 || tenths > 10 {
        push_whole(out, tenths / 10);
    }
    if tenths % 10 != 0 {
        out.push('.');
        push_digit(out, tenths % 10);
    }
}

fn push_whole(out: &mut String, value: i64) {
    if value >= 10 {
        push_whole(out, value / 10);
    }
    push_digit(out, value % 10);
}

fn push_digit(out: &mut String, digit: i64) {
    out.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Rect, at, dashed, solid};
    use crate::theme::Theme;

    fn numbers(tenths: i64) -> String {
        let mut out = String::new();
        push_tenths(&mut out, tenths);
        out
    }

    #[test]
    fn tenths_are_written_as_short_as_they_can_be() {
        let written: Vec<String> = [0, 5, -5, 10, 15, -15, 1230, 1234, 9].map(numbers).to_vec();
        assert_eq!(written, ["0", ".5", "-.5", "1", "1.5", "-1.5", "123", "123.4", ".9"]);
    }

    #[test]
    fn neighbours_with_one_paint_are_one_path() {
        let p = Theme::Light.palette();
        let mut scene = Scene::new(20.0, 10.0, p.surface);
        scene.rect(Rect::new(1.0, 1.0, 3.5, 4.0), Paint::Fill(p.drift));
        scene.rect(Rect::new(5.0, 1.0, 7.0, 4.0), Paint::Fill(p.drift));
        scene.line(at(0.0, 9.0), at(20.0, 8.0), dashed(p.mark, 1.25, 5.0, 4.0));
        scene.line(at(0.0, 9.5), at(20.0, 9.5), solid(p.mark, 1.0));
        let svg = write(&scene, "t", "d");
        assert!(svg.contains("<path fill=\"#1A59AD\" d=\"M1 1h2.5v3h-2.5zm4 0h2v3h-2z\"/>"), "{svg}");
        assert!(svg.contains("stroke-width=\"1.25\" stroke-dasharray=\"5 4\" d=\"M0 9l20-1\"/>"), "{svg}");
        assert!(svg.contains("stroke-width=\"1\" d=\"M0 9.5h20\"/>"), "{svg}");
    }
}
