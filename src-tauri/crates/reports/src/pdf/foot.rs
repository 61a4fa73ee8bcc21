//! The foot of every page.

use pdf_writer::Str;
use pdf_writer::types::StructRole;

use super::blocks::{GUTTER, SMALL};
use super::face::Weight;
use super::sheet::{QUIET, STRONG, Set, Sheets, face_name, glyph_bytes};
use super::tags::ROOT;
use crate::document::{Document, page_number};

impl Sheets<'_> {
    /// The foot of every page: the same words, cut to one line, and which page of how many.
    pub(super) fn feet(&mut self, document: &Document) {
        let small = Set { weight: Weight::Regular, size: SMALL, ink: QUIET };
        let (left, room, top, of) = (self.left(), self.room(), self.foot(), self.count());
        let (rule, base) = (self.up(top), self.up(top + SMALL + 3.0));
        for at in 0..of {
            let number = page_number(&document.page_count, &(at + 1).to_string(), &of.to_string());
            let width = self.faces.width(small.weight, small.size, &number);
            let foot = self.one_line(small, &document.foot, room - width - GUTTER);
            let words = glyph_bytes(self.faces, small.weight, &foot);
            let number = glyph_bytes(self.faces, small.weight, &number);
            // Read once, at the end; on the other pages it is decoration.
            let part = (at + 1 == of).then(|| self.tags.add(ROOT, StructRole::P));
            self.marking_on(at, None, |marks| {
                marks.set_stroke_rgb(STRONG[0], STRONG[1], STRONG[2]).set_line_width(0.5);
                marks.move_to(left, rule).line_to(left + room, rule).stroke();
            });
            for (part, x, shown) in [(part, left, &words), (None, left + room - width, &number)] {
                self.marking_on(at, part, |marks| {
                    marks.begin_text().set_fill_rgb(QUIET[0], QUIET[1], QUIET[2]);
                    marks.set_font(face_name(small.weight), small.size);
                    marks.next_line(x, base).show(Str(shown)).end_text();
                });
            }
        }
    }

    /// A text cut to one line, which then ends in an ellipsis.
    fn one_line(&self, set: Set, text: &str, room: f32) -> String {
        const CUT: &str = "…";
        if self.faces.width(set.weight, set.size, text) <= room {
            return text.to_owned();
        }
        let room = room - self.faces.width(set.weight, set.size, CUT);
        let lines = self.faces.lines(set.weight, set.size, text, room);
        format!("{}{CUT}", lines.first().map_or("", String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::super::face::Faces;
    use super::*;
    use crate::paper::Paper;

    #[test]
    fn words_too_long_for_the_line_are_cut_and_say_so() {
        let faces = Faces::bundled().unwrap();
        let sheets = Sheets::new(&faces, Paper::Letter, 1.0);
        let small = Set { weight: Weight::Regular, size: SMALL, ink: QUIET };
        let width = |text: &str| faces.width(small.weight, small.size, text);
        for long in ["Larkmoor Family Health ".repeat(20), "x".repeat(400)] {
            let cut = sheets.one_line(small, &long, 300.0);
            assert!(cut.ends_with('…') && width(&cut) <= 300.0, "{cut}");
        }
        assert_eq!(sheets.one_line(small, "Larkmoor", 300.0), "Larkmoor");
    }
}
