//! A chart as marks: its paths and texts, which is all that our charts are made of.

use kurbo::{BezPath, PathEl, Point};
use pdf_writer::types::LineCapStyle;
use pdf_writer::{Content, Str};
use roxmltree::Node;

use super::PdfError;
use super::face::{Faces, Weight};
use super::sheet::{face_name, glyph_bytes};

/// Draws the SVG's elements in its own units, y downwards.
pub(super) fn draw(marks: &mut Content, faces: &Faces, root: Node<'_, '_>) -> Result<(), PdfError> {
    for node in root.descendants() {
        match node.tag_name().name() {
            "path" => path(marks, node)?,
            "text" => text(marks, faces, node),
            _ => {}
        }
    }
    Ok(())
}

/// An attribute of the element or of the nearest around it, as SVG inherits.
fn inherited<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.ancestors().find_map(|around| around.attribute(name))
}

fn number(node: Node<'_, '_>, name: &str) -> Option<f32> {
    inherited(node, name)?.parse().ok()
}

/// `#RRGGBB` as three shares; anything else paints nothing.
fn colour(value: Option<&str>) -> Option<[f32; 3]> {
    let digits = value?.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part =
        |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok().map(|byte| f32::from(byte) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

fn path(marks: &mut Content, node: Node<'_, '_>) -> Result<(), PdfError> {
    let Some(drawn) = node.attribute("d") else { return Ok(()) };
    let outline = BezPath::from_svg(drawn).map_err(|error| PdfError::Chart(error.to_string()))?;
    let fill = match inherited(node, "fill") {
        None => Some([0.0; 3]),
        given => colour(given),
    };
    let stroke = colour(inherited(node, "stroke"));
    marks.save_state();
    if let Some([r, g, b]) = fill {
        marks.set_fill_rgb(r, g, b);
    }
    if let Some([r, g, b]) = stroke {
        marks.set_stroke_rgb(r, g, b).set_line_width(number(node, "stroke-width").unwrap_or(1.0));
        if inherited(node, "stroke-linecap") == Some("round") {
            marks.set_line_cap(LineCapStyle::RoundCap);
        }
        if let Some(dashes) = inherited(node, "stroke-dasharray") {
            let dashes = dashes.split([' ', ',']).filter_map(|dash| dash.parse::<f32>().ok());
            marks.set_dash_pattern(dashes, 0.0);
        }
    }
    trace(marks, &outline);
    match (fill, stroke) {
        (Some(_), Some(_)) => marks.fill_nonzero_and_stroke(),
        (Some(_), None) => marks.fill_nonzero(),
        (None, Some(_)) => marks.stroke(),
        (None, None) => marks.end_path(),
    };
    marks.restore_state();
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "a PDF's numbers are single precision")]
fn trace(marks: &mut Content, outline: &BezPath) {
    let at = |point: Point| (point.x as f32, point.y as f32);
    let mut pen = Point::ZERO;
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                marks.move_to(at(to).0, at(to).1);
            }
            PathEl::LineTo(to) => {
                marks.line_to(at(to).0, at(to).1);
            }
            PathEl::QuadTo(by, to) => {
                // The same curve as a cubic one.
                let (first, second) = (pen + (by - pen) * (2.0 / 3.0), to + (by - to) * (2.0 / 3.0));
                marks.cubic_to(at(first).0, at(first).1, at(second).0, at(second).1, at(to).0, at(to).1);
            }
            PathEl::CurveTo(first, second, to) => {
                marks.cubic_to(at(first).0, at(first).1, at(second).0, at(second).1, at(to).0, at(to).1);
            }
            PathEl::ClosePath => {
                marks.close_path();
            }
        }
        pen = element.end_point().unwrap_or(pen);
    }
}

fn text(marks: &mut Content, faces: &Faces, node: Node<'_, '_>) {
    let said: String = node.descendants().filter(Node::is_text).filter_map(|part| part.text()).collect();
    let weight = match inherited(node, "font-weight") {
        Some("bold" | "600" | "650" | "700") => Weight::Bold,
        _ => Weight::Regular,
    };
    let size = number(node, "font-size").unwrap_or(13.0);
    let width = faces.width(weight, size, &said);
    let before = match inherited(node, "text-anchor") {
        Some("middle") => width / 2.0,
        Some("end") => width,
        _ => 0.0,
    };
    let (x, y) = (number(node, "x").unwrap_or_default(), number(node, "y").unwrap_or_default());
    let [r, g, b] = colour(inherited(node, "fill")).unwrap_or_default();
    marks.save_state();
    if let Some((degrees, about)) = inherited(node, "transform").and_then(turned) {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (ax, ay) = about;
        let moved = [cos, sin, -sin, cos, ax - cos * ax + sin * ay, ay - sin * ax - cos * ay];
        marks.transform(moved);
    }
    marks.begin_text().set_fill_rgb(r, g, b).set_font(face_name(weight), size);
    // The picture's y runs downwards, the letters' upwards.
    marks.set_text_matrix([1.0, 0.0, 0.0, -1.0, x - before, y]);
    marks.show(Str(&glyph_bytes(faces, weight, &said))).end_text().restore_state();
}

/// `rotate(degrees x y)`, the one transform our charts use.
fn turned(value: &str) -> Option<(f32, (f32, f32))> {
    let inside = value.strip_prefix("rotate(")?.strip_suffix(')')?;
    let mut numbers = inside.split([' ', ',']).filter_map(|part| part.parse::<f32>().ok());
    Some((numbers.next()?, (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())))
}
