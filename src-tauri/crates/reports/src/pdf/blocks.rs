//! The parts of a report laid out one under another.

use pdf_writer::types::StructRole;

use super::PdfError;
use super::face::Weight;
use super::sheet::{ALARM, INK, LEADING, QUIET, STRONG, Set, Sheets};
use super::tags::{Part, ROOT};
use crate::document::{Block, Document, KeyFigure};

/// Type sizes in points before a report is set smaller.
pub(super) const BODY: f32 = 9.0;
pub(super) const SMALL: f32 = 8.0;
const FIGURE: f32 = 14.0;
const TITLE: f32 = 18.0;
pub(super) const SECTION: f32 = 10.5;
const PART: f32 = 9.5;
/// Room above and below a heading, in points.
pub(super) const HEADING_GAPS: (f32, f32) = (8.0, 2.0);

/// Room between two columns, in points.
pub(super) const GUTTER: f32 = 12.0;
/// From a point of a list to its words, in points.
pub(super) const INDENT: f32 = 12.0;
/// Where the answer to an ask is written.
const ANSWER: f32 = 110.0;
impl Sheets<'_> {
    /// Lays a whole report out.
    pub(super) fn lay_out(&mut self, document: &Document) -> Result<(), PdfError> {
        self.head(document);
        for (at, block) in document.blocks.iter().enumerate() {
            let after = document.blocks.get(at + 1..).unwrap_or_default();
            self.need(self.held_together(block, after));
            self.block(block)?;
        }
        self.feet(document);
        Ok(())
    }

    pub(super) fn set(&self, weight: Weight, size: f32, ink: [f32; 3]) -> Set {
        Set { weight, size: size * self.scale, ink }
    }

    pub(super) fn body(&self) -> Set {
        self.set(Weight::Regular, BODY, INK)
    }

    pub(super) fn gap(&mut self, points: f32) {
        self.y += points * self.scale;
    }

    fn head(&mut self, document: &Document) {
        let small = self.set(Weight::Regular, SMALL, QUIET);
        let title = self.set(Weight::Bold, TITLE, INK);
        let (left, room) = (self.left(), self.room());
        let aside: Vec<&str> = document.aside.lines().collect();
        let aside_width =
            aside.iter().map(|line| self.faces.width(small.weight, small.size, line)).fold(0.0, f32::max);
        let kicker = self.tags.add(ROOT, StructRole::P);
        self.paragraph(kicker, left, room - aside_width - GUTTER, small, &document.kicker);
        let heading = self.tags.add(ROOT, StructRole::H1);
        self.paragraph(heading, left, room - aside_width - GUTTER, title, &document.title);
        let beside = self.tags.add(ROOT, StructRole::P);
        let deep = aside.iter().skip(1).map(|_| small.size * LEADING).sum::<f32>();
        let mut y = self.y - 4.0 * self.scale - deep;
        for line in aside {
            let width = self.faces.width(small.weight, small.size, line);
            self.line(beside, left + room - width, y, small, line);
            y += small.size * LEADING;
        }
        self.gap(3.0);
        self.rule(left, room, self.y, 1.4, INK);
        self.gap(8.0);
    }

    fn block(&mut self, block: &Block) -> Result<(), PdfError> {
        let (left, room, body) = (self.left(), self.room(), self.body());
        match block {
            Block::Figures { figures } => self.figures(figures),
            Block::Section { title } => self.heading(StructRole::H2, SECTION, title),
            Block::Part { title } => self.heading(StructRole::H3, PART, title),
            Block::Words { text } => {
                self.gap(3.0);
                let part = self.tags.add(ROOT, StructRole::P);
                self.paragraph(part, left, room, body, text);
                self.gap(3.0);
            }
            Block::Points { items } => {
                let list = self.tags.add(ROOT, StructRole::L);
                for item in items {
                    self.point(list, "•", item, left, room);
                }
            }
            Block::Chart { svg, alt, caption } => {
                self.picture(svg, alt)?;
                let part = self.tags.add(ROOT, StructRole::P);
                let small = self.set(Weight::Regular, SMALL, QUIET);
                self.paragraph(part, left, room, small, caption);
            }
            Block::Table { heads, rows, swatches, .. } => self.table(heads, rows, swatches.as_ref())?,
            Block::Terms { rows, .. } => self.terms(rows)?,
            Block::Beside { columns } => self.beside(columns),
            Block::Asks { title, items } => self.asks(title, items),
        }
        Ok(())
    }

    pub(super) fn heading(&mut self, role: StructRole, size: f32, title: &str) {
        let set = self.set(Weight::Bold, size, INK);
        self.gap(HEADING_GAPS.0);
        // A heading stays with the first lines of what it heads.
        self.need(set.size * LEADING + 40.0 * self.scale);
        let part = self.tags.add(ROOT, role);
        self.paragraph(part, self.left(), self.room(), set, title);
        self.gap(HEADING_GAPS.1);
    }

    /// What a block takes with what must not be torn from it: what is told of one thing stays on one page where a
    /// page can hold it, and the heading above it goes along. Nothing for a block that may break.
    fn held_together(&self, block: &Block, after: &[Block]) -> f32 {
        match (block, after) {
            (Block::Part { title }, [Block::Terms { rows, .. }, ..]) => {
                self.heading_height(PART, title) + self.terms_height(rows)
            }
            (Block::Section { title }, [next @ Block::Part { .. }, rest @ ..]) => {
                let part = self.held_together(next, rest);
                let both = self.heading_height(SECTION, title) + part;
                // What no page can hold begins under its heading.
                if both > self.depth() { 0.0 } else { both }
            }
            _ => 0.0,
        }
    }

    /// What a heading takes.
    fn heading_height(&self, size: f32, title: &str) -> f32 {
        let set = self.set(Weight::Bold, size, INK);
        let lines = self.faces.lines(set.weight, set.size, title, self.room());
        lines.iter().map(|_| set.size * LEADING).sum::<f32>() + (HEADING_GAPS.0 + HEADING_GAPS.1) * self.scale
    }

    fn figures(&mut self, figures: &[KeyFigure]) {
        let small = self.set(Weight::Regular, SMALL, QUIET);
        let value = self.set(Weight::Bold, FIGURE, INK);
        #[expect(clippy::cast_precision_loss, reason = "a handful of figures")]
        let step = self.room() / figures.len().max(1) as f32;
        let top = self.y;
        let mut lowest = top;
        let mut x = self.left();
        for figure in figures {
            self.y = top;
            let part = self.tags.add(ROOT, StructRole::P);
            let value = Set { ink: if figure.alarm { ALARM } else { value.ink }, ..value };
            for (set, text) in [(small, &figure.label), (value, &figure.value), (small, &figure.note)] {
                self.paragraph(part, x, step - GUTTER, set, text);
            }
            lowest = lowest.max(self.y);
            x += step;
        }
        self.y = lowest;
    }

    /// An item of a list with what stands before it.
    pub(super) fn point(&mut self, list: Part, before: &str, text: &str, x: f32, room: f32) {
        let body = self.body();
        let indent = INDENT * self.scale;
        let item = self.tags.add(list, StructRole::LI);
        self.need(body.size * LEADING);
        let label = self.tags.add(item, StructRole::Lbl);
        self.line(label, x, self.y + body.size, body, before);
        let words = self.tags.add(item, StructRole::LBody);
        self.paragraph(words, x + indent, room - indent, body, text);
    }

    fn picture(&mut self, svg: &str, alt: &str) -> Result<(), PdfError> {
        let drawing = roxmltree::Document::parse(svg).map_err(|error| PdfError::Chart(error.to_string()))?;
        let root = drawing.root_element();
        let measure = |name: &str| root.attribute(name).and_then(|value| value.parse::<f32>().ok());
        let (Some(width), Some(height)) = (measure("width"), measure("height")) else {
            return Err(PdfError::Chart("it has no size".to_owned()));
        };
        // Over the lines' whole width: half a page beside it would stand empty. Smaller with the words where a report is set
        // smaller to fit one sheet.
        let scale = self.room() * self.scale / width;
        self.need(height * scale);
        let part = self.tags.add(ROOT, StructRole::Figure);
        let (left, top) = (self.left(), self.up(self.y));
        if let Some(tag) = self.tags.get_mut(part) {
            tag.alt = Some(alt.to_owned());
            tag.place = Some([left, top - height * scale, left + width * scale, top]);
        }
        let faces = self.faces;
        let mut drawn = Ok(());
        self.marking(Some(part), |marks| {
            marks.save_state().transform([scale, 0.0, 0.0, -scale, left, top]);
            drawn = super::chart::draw(marks, faces, root);
            marks.restore_state();
        });
        self.y += height * scale;
        self.gap(2.0);
        drawn
    }

    fn asks(&mut self, title: &str, items: &[String]) {
        let body = self.body();
        let set = self.set(Weight::Bold, SECTION, INK);
        let (inside, answer) = (10.0 * self.scale, ANSWER * self.scale);
        let indent = 14.0 * self.scale;
        let room = self.room() - 2.0 * inside - answer - GUTTER - indent;
        let lines: Vec<_> =
            items.iter().map(|item| self.faces.lines(body.weight, body.size, item, room)).collect();
        let gap = 5.0 * self.scale;
        let each = lines.iter().map(|lines| lines.iter().map(|_| body.size * LEADING).sum::<f32>() + gap);
        let height = each.sum::<f32>() + set.size * LEADING + 2.0 * inside;
        if height > self.depth() {
            self.asks_unframed(title, items);
            return;
        }
        self.gap(10.0);
        self.need(height);
        let (left, top, width) = (self.left(), self.y, self.room());
        let below = self.up(top + height);
        self.marking(None, |marks| {
            marks.set_stroke_rgb(INK[0], INK[1], INK[2]).set_line_width(0.9);
            marks.rect(left, below, width, height).stroke();
        });
        self.y += inside;
        let heading = self.tags.add(ROOT, StructRole::H2);
        self.paragraph(heading, left + inside, width - 2.0 * inside, set, title);
        let list = self.tags.add(ROOT, StructRole::L);
        let bold = self.set(Weight::Bold, BODY, INK);
        for (at, lines) in lines.iter().enumerate() {
            self.y += gap;
            let item = self.tags.add(list, StructRole::LI);
            let label = self.tags.add(item, StructRole::Lbl);
            self.line(label, left + inside, self.y + body.size, bold, &(at + 1).to_string());
            let words = self.tags.add(item, StructRole::LBody);
            for line in lines {
                self.line(words, left + inside + indent, self.y + body.size, body, line);
                self.y += body.size * LEADING;
            }
            self.rule(left + width - inside - answer, answer, self.y - 1.0, 0.6, STRONG);
        }
        self.y = top + height;
        self.gap(6.0);
    }

    /// Asks that no page holds: a frame cannot go over two, so they stand as a list that can.
    fn asks_unframed(&mut self, title: &str, items: &[String]) {
        self.heading(StructRole::H2, SECTION, title);
        let list = self.tags.add(ROOT, StructRole::L);
        for (at, item) in items.iter().enumerate() {
            self.point(list, &format!("{}.", at + 1), item, self.left(), self.room());
        }
    }
}
