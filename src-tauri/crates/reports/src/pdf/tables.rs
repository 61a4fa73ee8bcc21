//! Tables: rows under heads, and names with what stands for each.

use std::ops::Range;

use pdf_writer::types::StructRole;

use super::PdfError;
use super::blocks::{BODY, GUTTER, SMALL};
use super::face::Weight;
use super::sheet::{LEADING, LINE, QUIET, STRONG, Set, Sheets};
use super::tags::{Part, ROOT};
use crate::document::{Head, Swatches};

/// Room above and below the words of a row.
const ROW_PAD: f32 = 2.2;
/// A column other than the first takes at most this share of the width.
const WIDEST: f32 = 0.36;
/// Width of the names in a list of terms.
const NAMES: f32 = 132.0;

/// Side of a swatch, and from its beginning to the words after it, in points.
const SWATCH: (f32, f32) = (7.0, 11.0);

/// The cells of a row, each with its text and how it is set.
struct Cells<'s> {
    texts: Vec<(String, Set)>,
    widths: Vec<f32>,
    right: Vec<bool>,
    /// The column whose words stand behind a swatch, and that.
    swatch: Option<(usize, &'s str)>,
}

impl Cells<'_> {
    fn swatch_of(&self, column: usize) -> Option<&str> {
        self.swatch.filter(|(at, _)| *at == column).map(|(_, svg)| svg)
    }
}

impl Sheets<'_> {
    pub(super) fn table(
        &mut self,
        heads: &[Head],
        rows: &[Vec<String>],
        swatches: Option<&Swatches>,
    ) -> Result<(), PdfError> {
        let head = self.set(Weight::Bold, SMALL, QUIET);
        let body = self.body();
        let widths = self.widths(heads, rows, swatches.map(|swatches| swatches.column), (head, body));
        let right: Vec<bool> = heads.iter().map(|head| head.number).collect();
        let table = self.tags.add(ROOT, StructRole::Table);
        let texts = heads.iter().map(|of| (of.text.clone(), head)).collect();
        let cells = |texts, swatch| Cells { texts, widths: widths.clone(), right: right.clone(), swatch };
        self.row(table, |_| StructRole::TH, &cells(texts, None))?;
        self.rule(self.left(), self.room(), self.y, 0.7, STRONG);
        for (at, row) in rows.iter().enumerate() {
            let texts = row.iter().map(|text| (text.clone(), body)).collect();
            let swatch = swatches.and_then(|of| Some((of.column, of.of(at, of.column)?)));
            self.row(table, |_| StructRole::TD, &cells(texts, swatch))?;
            self.rule(self.left(), self.room(), self.y, 0.5, LINE);
        }
        self.gap(2.0);
        Ok(())
    }

    /// A swatch that stands on a baseline `y` from the top. Decoration: its word says the same.
    fn swatch(&mut self, svg: &str, x: f32, y: f32) -> Result<(), PdfError> {
        let drawing = roxmltree::Document::parse(svg).map_err(|error| PdfError::Chart(error.to_string()))?;
        let root = drawing.root_element();
        let width = root.attribute("width").and_then(|width| width.parse::<f32>().ok());
        let Some(width) = width else { return Err(PdfError::Chart("it has no size".to_owned())) };
        let scale = SWATCH.0 * self.scale / width;
        let (faces, top) = (self.faces, self.up(y - SWATCH.0 * self.scale));
        let mut drawn = Ok(());
        self.marking(None, |marks| {
            marks.save_state().transform([scale, 0.0, 0.0, -scale, x, top]);
            drawn = super::chart::draw(marks, faces, root);
            marks.restore_state();
        });
        drawn
    }

    /// Each column as wide as its widest cell within reason; the first takes the rest.
    fn widths(
        &self,
        heads: &[Head],
        rows: &[Vec<String>],
        behind: Option<usize>,
        (head, body): (Set, Set),
    ) -> Vec<f32> {
        let wide = |at: usize, name: &str| {
            let named = self.faces.width(head.weight, head.size, name);
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| self.faces.width(body.weight, body.size, cell)).fold(named, f32::max)
        };
        let mut widths: Vec<f32> = heads
            .iter()
            .enumerate()
            .map(|(at, head)| {
                let beside = if behind == Some(at) { SWATCH.1 * self.scale } else { 0.0 };
                (wide(at, &head.text) + beside + GUTTER).min(self.room() * WIDEST)
            })
            .collect();
        let others: f32 = widths.iter().skip(1).sum();
        if let Some(first) = widths.first_mut() {
            *first = self.room() - others;
        }
        widths
    }

    pub(super) fn terms(&mut self, rows: &[[String; 2]]) -> Result<(), PdfError> {
        let quiet = self.set(Weight::Regular, BODY, QUIET);
        let widths = vec![NAMES * self.scale, self.room() - NAMES * self.scale];
        let table = self.tags.add(ROOT, StructRole::Table);
        for [name, value] in rows {
            let texts = vec![(name.clone(), quiet), (value.clone(), self.body())];
            let role = |at| if at == 0 { StructRole::TH } else { StructRole::TD };
            let cells = Cells { texts, widths: widths.clone(), right: vec![false; 2], swatch: None };
            let head = self.row(table, role, &cells)?;
            if let Some(tag) = head.and_then(|head| self.tags.get_mut(head)) {
                tag.of_row = true;
            }
            self.rule(self.left(), self.room(), self.y, 0.5, LINE);
        }
        self.gap(2.0);
        Ok(())
    }

    /// What a list of terms takes.
    pub(super) fn terms_height(&self, rows: &[[String; 2]]) -> f32 {
        let body = self.body();
        let names = NAMES * self.scale;
        let of_row = |row: &[String; 2]| {
            let room = [names, self.room() - names];
            let cells = row.iter().zip(room);
            let lines = cells.map(|(text, width)| {
                self.faces.lines(body.weight, body.size, text, (width - GUTTER / 2.0).max(GUTTER)).len()
            });
            height_of(lines.max().unwrap_or(0), body.size * LEADING) + 2.0 * ROW_PAD * self.scale
        };
        rows.iter().map(of_row).sum()
    }

    /// A row, whole on one page where a page can hold it, else gone on with on the next; answers its first cell.
    fn row(
        &mut self,
        table: Part,
        role: impl Fn(usize) -> StructRole,
        cells: &Cells<'_>,
    ) -> Result<Option<Part>, PdfError> {
        let pad = ROW_PAD * self.scale;
        let columns = cells.texts.iter().zip(&cells.widths).enumerate();
        let lines: Vec<Vec<String>> = columns
            .map(|(at, ((text, set), width))| {
                let room = width - self.aside(cells, at) - GUTTER / 2.0;
                self.faces.lines(set.weight, set.size, text, room.max(GUTTER))
            })
            .collect();
        let leading = cells.texts.iter().map(|(_, set)| set.size * LEADING).fold(0.0, f32::max);
        let deepest = lines.iter().map(Vec::len).max().unwrap_or(0);
        self.need(height_of(deepest, leading) + 2.0 * pad);
        let row = self.tags.add(table, StructRole::TR);
        let tags: Vec<Part> = (0..cells.texts.len()).map(|at| self.tags.add(row, role(at))).collect();
        let mut begun = 0;
        while begun < deepest.max(1) {
            let fitting = self.lines_left(leading, 2.0 * pad);
            if fitting == 0 {
                self.turn();
                continue;
            }
            let until = deepest.min(begun + fitting);
            self.lines_of_row(cells, &lines, &tags, begun..until)?;
            self.y += height_of(until - begun, leading) + 2.0 * pad;
            begun = until.max(begun + 1);
        }
        Ok(tags.first().copied())
    }

    /// What a swatch takes of a cell.
    fn aside(&self, cells: &Cells<'_>, column: usize) -> f32 {
        cells.swatch_of(column).map_or(0.0, |_| SWATCH.1 * self.scale)
    }

    /// Some of the lines of a row's cells, from the pen on.
    fn lines_of_row(
        &mut self,
        cells: &Cells<'_>,
        lines: &[Vec<String>],
        tags: &[Part],
        which: Range<usize>,
    ) -> Result<(), PdfError> {
        let (mut x, top) = (self.left(), self.y + ROW_PAD * self.scale);
        for (at, ((lines, (_, set)), cell)) in lines.iter().zip(&cells.texts).zip(tags).enumerate() {
            let width = cells.widths.get(at).copied().unwrap_or_default();
            let to_the_right = cells.right.get(at).copied().unwrap_or_default();
            let last = at + 1 == cells.texts.len();
            if let Some(svg) = cells.swatch_of(at).filter(|_| which.start == 0) {
                self.swatch(svg, x, top + set.size)?;
            }
            let aside = self.aside(cells, at);
            let mut y = top;
            for line in lines.iter().take(which.end).skip(which.start) {
                let taken = self.faces.width(set.weight, set.size, line);
                let edge = if last { width } else { width - GUTTER };
                let indent = if to_the_right { (edge - taken).max(0.0) } else { aside };
                self.line(*cell, x + indent, y + set.size, *set, line);
                y += set.size * LEADING;
            }
            x += width;
        }
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "lines of one cell")]
fn height_of(lines: usize, leading: f32) -> f32 {
    lines as f32 * leading
}
