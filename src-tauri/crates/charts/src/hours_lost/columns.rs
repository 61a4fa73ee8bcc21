//! The columns: their parts by break, the bar at the timed height, the total on top.

use super::input::{HoursLost, Month, Unit};
use super::Chart;
use super::layout::Layout;
use crate::breaks::Break;
use crate::number::{amount, decimal};
use crate::pattern::{self, Finish, Part};
use crate::scene::{Paint, Rect, Scene, Text, at, dashed, solid};
use crate::theme::Palette;

/// Surface between two parts of a column, in px.
const PART_GAP_PX: f64 = 1.5;
/// How far the timed bar reaches beyond the column on each side, in px.
const TIMED_OVERHANG_PX: f64 = 4.0;
/// How much of the plot an empty slot takes: enough for its words, without looking like a value.
const SLOT_SHARE: f64 = 0.6;

/// A month's numbers in the unit of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    pub(super) parts: [f64; 4],
    pub(super) total: f64,
    pub(super) timed: f64,
}

impl Value {
    /// The month in a unit; `None` where it was not measured or has no staffing to divide by.
    pub(super) fn of(month: &Month, unit: Unit) -> Option<Self> {
        let hours = month.hours.as_ref()?;
        let divisor = match unit {
            Unit::Hours => 1.0,
            Unit::HoursPerFte => month.fte.and_then(amount).filter(|fte| *fte > 0.0)?,
        };
        let mut parts = [0.0; 4];
        for (part, hours) in parts.iter_mut().zip(hours.by_break) {
            *part = amount(hours / divisor)?;
        }
        let total = parts.iter().sum::<f64>();
        let timed = amount(hours.timed / divisor)?.min(total);
        Some(Self { parts, total, timed })
    }
}

/// All months in the unit of the chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    pub(super) values: Vec<Option<Value>>,
    /// The largest total.
    pub(super) max: f64,
    /// Digits after the point of a total.
    pub(super) decimals: usize,
}

impl Columns {
    pub(super) fn of(data: &HoursLost) -> Self {
        let values: Vec<Option<Value>> = data.months.iter().map(|month| Value::of(month, data.unit)).collect();
        let max = values.iter().flatten().map(|value| value.total).fold(0.0, f64::max);
        // Whole hours, as long as they say something: 0.4 hours must not read 0.
        let whole = data.unit == Unit::Hours && max >= 10.0;
        let decimals = if whole || max <= 0.0 { 0 } else if max >= 1.0 { 1 } else { 2 };
        Self { values, max, decimals }
    }
}

/// How sure a month is.
pub(super) fn finish(month: &Month) -> Finish {
    match (month.day, month.thin) {
        (Some(_), _) => Finish::Open,
        (None, true) => Finish::Soft,
        (None, false) => Finish::Full,
    }
}

pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (palette, columns) = (chart.style.theme.palette(), &chart.columns);
    empty_slots(scene, chart, layout);
    let parts: Vec<Part> = layout.parts(columns).collect();
    pattern::paint(scene, palette, &parts);
    let timed = |value: &Value| layout.y.at(value.timed);
    let bars = || columns.values.iter().zip(&layout.bars).filter_map(|(value, bar)| Some((value.as_ref()?, bar)));
    let overhang = TIMED_OVERHANG_PX.min((layout.step - layout.bar) / 2.0 - 1.0).max(0.0);
    for paint in [solid(palette.surface, 5.0), solid(palette.mark, 2.0)] {
        for (value, bar) in bars().filter(|(value, _)| value.total > 0.0) {
            let y = timed(value);
            scene.line(at(bar.left - overhang, y), at(bar.right + overhang, y), paint);
        }
    }
}

impl Layout {
    /// Every part of every measured column, as rectangles.
    pub(super) fn parts<'a>(&'a self, columns: &'a Columns) -> impl Iterator<Item = Part> + 'a {
        let measured = columns.values.iter().zip(&self.bars).zip(&self.finishes);
        measured.flat_map(move |((value, bar), finish)| {
            value.iter().flat_map(move |value| self.stack(value, *bar, *finish))
        })
    }

    /// The parts of one column from the bottom up. A part too small for a gap has none.
    pub(super) fn stack(&self, value: &Value, bar: Rect, finish: Finish) -> Vec<Part> {
        let top_part = value.parts.iter().rposition(|part| *part > 0.0);
        let mut below = 0.0;
        let mut parts = Vec::with_capacity(4);
        for (i, (of, hours)) in Break::ALL.into_iter().zip(value.parts).enumerate() {
            let (bottom, top) = (self.y.at(below), self.y.at(below + hours));
            below += hours;
            let gap = if Some(i) == top_part { 0.0 } else { PART_GAP_PX.min((bottom - top) / 2.0) };
            if hours > 0.0 {
                parts.push(Part { rect: Rect::new(bar.left, top + gap, bar.right, bottom), of, finish });
            }
        }
        parts
    }
}

/// Months not measured: a dotted slot with the words turned upright. Neighbours share one slot.
pub(super) fn empty_slots(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (palette, columns) = (chart.style.theme.palette(), &chart.columns);
    let top = layout.plot.bottom - layout.plot.height() * SLOT_SHARE;
    let words = chart.style.labels.not_measured;
    let mut i = 0;
    while i < columns.values.len() {
        let run = columns.values[i..].iter().take_while(|value| value.is_none()).count();
        if run > 0 {
            let (first, last) = (layout.bars[i], layout.bars[i + run - 1]);
            let slot = Rect::new(first.left, top, last.right, layout.plot.bottom);
            scene.rect(slot, Paint::Fill(palette.surface));
            scene.rect(slot.inset(0.5), dashed(palette.line_strong, 1.0, 2.0, 3.0));
            let x = (slot.left + slot.right) / 2.0 + crate::font::MIDDLE_PX;
            let y = (slot.top + slot.bottom) / 2.0;
            let text = Text::new(x, y, words, palette.ink_2).middle().upright();
            let extent = text.extent();
            if extent.width() + 2.0 <= slot.width() && extent.height() + 8.0 <= slot.height() {
                scene.text(text);
            }
        }
        i += run.max(1);
    }
}

/// The totals. Where they are too wide for their columns, the telling ones go first: the selected
/// month, the peak, the last ones, then whatever fits without covering a taller neighbour.
pub(super) fn paint_totals(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (data, columns, style) = (chart.data, &chart.columns, chart.style);
    let palette = style.theme.palette();
    let mut order: Vec<usize> = (0..columns.values.len()).collect();
    let rank = |i: &usize| {
        let total = columns.values[*i].map_or(0.0, |value| value.total);
        let telling = data.selected == Some(data.months[*i].number) || (total > 0.0 && total >= columns.max);
        (!telling, std::cmp::Reverse(*i))
    };
    order.sort_by_key(rank);
    let mut totals = Vec::new();
    for i in order {
        let (Some(value), bar) = (columns.values[i], layout.bars[i]) else { continue };
        let words = decimal(value.total, columns.decimals, style.labels);
        let x = (bar.left + bar.right) / 2.0;
        let text = Text::new(x, layout.y.at(value.total) - 6.0, words, palette.ink).bold().middle();
        let text = layout.clear_of_lines(text, data);
        let extent = text.extent();
        let own = extent.width() + 2.0 <= layout.step;
        if (own || !covers_a_column(&extent, i, columns, layout)) && is_clear(scene, &totals, &extent) {
            totals.push(text);
        }
    }
    grounds(scene, &totals, layout, data, palette);
    totals.sort_by(|a, b| a.at.x.total_cmp(&b.at.x));
    for text in totals {
        scene.text(text);
    }
}

fn is_clear(scene: &Scene, chosen: &[Text], extent: &Rect) -> bool {
    let with_gap = Rect::new(extent.left - 2.0, extent.top, extent.right + 2.0, extent.bottom);
    scene.is_free(&with_gap) && !chosen.iter().any(|text| text.extent().meets(&with_gap))
}

pub(super) fn covers_a_column(extent: &Rect, own: usize, columns: &Columns, layout: &Layout) -> bool {
    let others = columns.values.iter().zip(&layout.bars).enumerate().filter(|(i, _)| *i != own);
    let mut tall = others.filter_map(|(_, (value, bar))| {
        let top = layout.y.at(value.as_ref()?.total);
        Some(Rect::new(bar.left, top, bar.right, layout.plot.bottom))
    });
    tall.any(|column| column.meets(extent))
}

/// A plain ground behind the totals where a dotted line or an earlier system may pass.
fn grounds(scene: &mut Scene, totals: &[Text], layout: &Layout, data: &HoursLost, palette: &Palette) {
    if data.changes.is_empty() && data.earlier.is_empty() {
        return;
    }
    for told in [false, true] {
        let color = if told { palette.told } else { palette.surface };
        for text in totals.iter().filter(|text| layout.is_told(text.at.x) == told) {
            let extent = text.extent();
            let ground = Rect::new(extent.left - 1.0, extent.top, extent.right + 1.0, extent.bottom - 1.0);
            scene.rect(ground, Paint::Fill(color));
        }
    }
}
