//! Pages being filled: where the pen is, and the marks with the part they belong to.

use pdf_writer::{Content, Name, Str};

use super::face::{Faces, Weight};
use super::tags::{Held, Part, Tags};
use crate::paper::Paper;

/// Half an inch, in points.
const MARGIN: f32 = 36.0;
/// Room for the foot of a page, in points.
const FOOT: f32 = 22.0;
/// Line height as a multiple of the type size.
pub(super) const LEADING: f32 = 1.32;

/// Ink, quiet ink and the lines between rows, as the screen has them on white.
pub(super) const INK: [f32; 3] = [0.078, 0.129, 0.118];
pub(super) const QUIET: [f32; 3] = [0.255, 0.314, 0.298];
pub(super) const LINE: [f32; 3] = [0.827, 0.859, 0.847];
pub(super) const STRONG: [f32; 3] = [0.459, 0.510, 0.494];

/// What somebody must see to: the words say it too.
pub(super) const ALARM: [f32; 3] = [0.702, 0.149, 0.118];

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set {
    pub(super) weight: Weight,
    pub(super) size: f32,
    pub(super) ink: [f32; 3],
}

/// One page.
pub(super) struct Page {
    pub(super) marks: Content,
    /// The part of each run of marks.
    pub(super) parts: Vec<Part>,
}

/// The pages of a report.
pub(super) struct Sheets<'f> {
    pub(super) faces: &'f Faces,
    pub(super) size: (f32, f32),
    /// How much smaller than its own size everything is set.
    pub(super) scale: f32,
    pub(super) pages: Vec<Page>,
    pub(super) tags: Tags,
    /// Distance of the pen from the top of the page.
    pub(super) y: f32,
}

impl<'f> Sheets<'f> {
    pub(super) fn new(faces: &'f Faces, paper: Paper, scale: f32) -> Self {
        let mut sheets =
            Self { faces, size: paper.points(), scale, pages: Vec::new(), tags: Tags::new(), y: 0.0 };
        sheets.turn();
        sheets
    }

    pub(super) const fn count(&self) -> usize {
        self.pages.len()
    }

    pub(super) fn left(&self) -> f32 {
        MARGIN
    }

    /// Width between the margins.
    pub(super) fn room(&self) -> f32 {
        self.size.0 - 2.0 * MARGIN
    }

    /// Height between the margins.
    pub(super) fn depth(&self) -> f32 {
        self.size.1 - 2.0 * MARGIN - FOOT
    }

    /// Where the foot's line stands, from the top.
    pub(super) fn foot(&self) -> f32 {
        self.size.1 - MARGIN - FOOT + 10.0
    }

    pub(super) fn turn(&mut self) {
        self.pages.push(Page { marks: Content::new(), parts: Vec::new() });
        self.y = MARGIN;
    }

    /// Turns the page where less than `height` is left; what is taller than a page begins where it is.
    pub(super) fn need(&mut self, height: f32) {
        let left = MARGIN + self.depth() - self.y;
        if height > left && self.y > MARGIN && height <= self.depth() {
            self.turn();
        }
    }

    /// How many lines the page still holds beside `beside` points of room; a new page holds at least one.
    pub(super) fn lines_left(&self, leading: f32, beside: f32) -> usize {
        let left = MARGIN + self.depth() - self.y - beside;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lines of one page")]
        let lines = (left / leading).max(0.0) as usize;
        if self.y > MARGIN { lines } else { lines.max(1) }
    }

    /// The y of the file, which counts from below.
    pub(super) fn up(&self, y: f32) -> f32 {
        self.size.1 - y
    }

    /// Marks that belong to a part; `None` = decoration.
    pub(super) fn marking(&mut self, part: Option<Part>, draw: impl FnOnce(&mut Content)) {
        let at = self.pages.len().saturating_sub(1);
        self.marking_on(at, part, draw);
    }

    pub(super) fn marking_on(&mut self, at: usize, part: Option<Part>, draw: impl FnOnce(&mut Content)) {
        let Some(page) = self.pages.get_mut(at) else { return };
        if let Some(part) = part {
            let id = i32::try_from(page.parts.len()).unwrap_or(i32::MAX);
            page.parts.push(part);
            let name = self.tags.role(part).to_name();
            page.marks.begin_marked_content_with_properties(name).properties().identify(id);
            self.tags.hold(part, Held::Marks { page: at, id });
        } else {
            page.marks.begin_marked_content(Name(b"Artifact"));
        }
        draw(&mut page.marks);
        page.marks.end_marked_content();
    }

    /// One line of text with its baseline at `y` from the top.
    pub(super) fn line(&mut self, part: Part, x: f32, y: f32, set: Set, text: &str) {
        let shown = glyph_bytes(self.faces, set.weight, text);
        let up = self.up(y);
        self.marking(Some(part), |marks| {
            marks.begin_text().set_fill_rgb(set.ink[0], set.ink[1], set.ink[2]);
            marks.set_font(face_name(set.weight), set.size).next_line(x, up).show(Str(&shown)).end_text();
        });
    }

    /// A horizontal line.
    pub(super) fn rule(&mut self, x: f32, width: f32, y: f32, stroke: f32, ink: [f32; 3]) {
        let up = self.up(y);
        self.marking(None, |marks| {
            marks.set_stroke_rgb(ink[0], ink[1], ink[2]).set_line_width(stroke);
            marks.move_to(x, up).line_to(x + width, up).stroke();
        });
    }

    /// The lines of a text from the pen on, and the pen after them.
    pub(super) fn paragraph(&mut self, part: Part, x: f32, room: f32, set: Set, text: &str) {
        for line in self.faces.lines(set.weight, set.size, text, room) {
            self.need(set.size * LEADING);
            self.line(part, x, self.y + set.size, set, &line);
            self.y += set.size * LEADING;
        }
    }
}

/// The name of a weight in the file.
pub(super) const fn face_name(weight: Weight) -> Name<'static> {
    match weight {
        Weight::Regular => Name(b"F0"),
        Weight::Bold => Name(b"F1"),
    }
}

/// A text as the numbers of its glyphs.
pub(super) fn glyph_bytes(faces: &Faces, weight: Weight, text: &str) -> Vec<u8> {
    faces.glyphs(weight, text).into_iter().flat_map(|(glyph, _)| glyph.to_be_bytes()).collect()
}
