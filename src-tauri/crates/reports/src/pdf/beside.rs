//! Lists beside each other.

use pdf_writer::types::StructRole;

use super::blocks::{GUTTER, HEADING_GAPS, INDENT, SECTION};
use super::face::Weight;
use super::sheet::{INK, LEADING, Sheets};
use super::tags::ROOT;
use crate::document::Listed;

impl Sheets<'_> {
    /// Each in its own column, all on one page; one under another where no page holds them so.
    pub(super) fn beside(&mut self, columns: &[Listed]) {
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let step = (self.room() + GUTTER) / columns.len().max(1) as f32;
        let room = step - GUTTER;
        let deepest = columns.iter().map(|column| self.column_height(column, room)).fold(0.0, f32::max);
        if deepest > self.depth() {
            for column in columns {
                self.heading(StructRole::H2, SECTION, &column.title);
                self.points(column, self.left(), self.room());
            }
            return;
        }
        self.need(deepest);
        let (top, mut x) = (self.y, self.left());
        let bold = self.set(Weight::Bold, SECTION, INK);
        for column in columns {
            self.y = top;
            self.gap(HEADING_GAPS.0);
            let heading = self.tags.add(ROOT, StructRole::H2);
            self.paragraph(heading, x, room, bold, &column.title);
            self.gap(HEADING_GAPS.1);
            self.points(column, x, room);
            x += step;
        }
        self.y = top + deepest;
    }

    fn points(&mut self, column: &Listed, x: f32, room: f32) {
        let list = self.tags.add(ROOT, StructRole::L);
        for item in &column.items {
            self.point(list, "•", item, x, room);
        }
    }

    /// What a column takes.
    fn column_height(&self, column: &Listed, room: f32) -> f32 {
        let (bold, body) = (self.set(Weight::Bold, SECTION, INK), self.body());
        let lines = |weight, size: f32, text: &str, room: f32| {
            self.faces.lines(weight, size, text, room).iter().map(|_| size * LEADING).sum::<f32>()
        };
        let indent = INDENT * self.scale;
        let items = column.items.iter().map(|item| lines(body.weight, body.size, item, room - indent));
        lines(bold.weight, bold.size, &column.title, room)
            + items.sum::<f32>()
            + (HEADING_GAPS.0 + HEADING_GAPS.1) * self.scale
    }
}
