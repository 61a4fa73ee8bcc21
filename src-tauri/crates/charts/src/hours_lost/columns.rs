//! The columns: their parts by break, the bar at the timed height, the total on top.

use super::Chart;
use super::input::{HoursLost, Month, Unit};
use super::layout::{Layout, bar_width};
use crate::breaks::Break;
use crate::font::{self, Weight};
use crate::number::{amount, told};
use crate::pattern::{self, Finish, Part};
use crate::scene::{Paint, Rect, Scene, Text, at, dashed, solid};
use crate::theme::Palette;

/// Surface between two parts of a column, in px.
const PART_GAP_PX: f64 = 1.5;
/// How far the timed bar reaches beyond the column on each side, in px.
const TIMED_OVERHANG_PX: f64 = 4.0;
/// How much of the plot an empty slot takes: enough for its words, without looking like a value.
const SLOT_SHARE: f64 = 0.6;
/// An empty slot narrower than this, in px, has no room for upright words.
const NARROWEST_NAMED_SLOT_PX: f64 = font::ASCENT_PX + font::DESCENT_PX + 2.0;
/// Between a total and a column beside it, in px.
const BESIDE_COLUMN_PX: f64 = 3.0;
/// Farthest that the newest total is moved off the frame beside it, in px.
const FARTHEST_ASIDE_PX: f64 = 6.0;
/// Between the words of a slot and a line that passes through it, in px.
const LINE_ROOM_PX: f64 = 7.0;

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
        let values: Vec<Option<Value>> =
            data.months.iter().map(|month| Value::of(month, data.unit)).collect();
        let max = values.iter().flatten().map(|value| value.total).fold(0.0, f64::max);
        // Whole hours, as long as they say something: 0.4 hours must not read 0.
        let whole = data.unit == Unit::Hours && max >= 10.0;
        let decimals = if whole || max <= 0.0 {
            0
        } else if max >= 1.0 {
            1
        } else {
            2
        };
        Self { values, max, decimals }
    }

    /// Stretches of months not measured: the first one's place and how many.
    pub(super) fn empty_runs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let starts = (0..self.values.len())
            .filter(|&i| self.values[i].is_none() && (i == 0 || self.values[i - 1].is_some()));
        starts.map(|i| (i, self.values[i..].iter().take_while(|value| value.is_none()).count()))
    }

    /// Whether the slot of so many months is wide enough for upright words.
    pub(super) fn names_slot(months: usize, step: f64) -> bool {
        let steps = f64::from(u32::try_from(months.saturating_sub(1)).unwrap_or(u32::MAX));
        steps * step + bar_width(step) >= NARROWEST_NAMED_SLOT_PX
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
}

/// The bars at the timed height. After the line of a system before, whose ground would cut them.
pub(super) fn paint_timed(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (palette, columns) = (chart.style.theme.palette(), &chart.columns);
    let timed = |value: &Value| layout.y.at(value.timed);
    let bars =
        || columns.values.iter().zip(&layout.bars).filter_map(|(value, bar)| Some((value.as_ref()?, bar)));
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

/// Months not measured: a dotted slot with the words in it, turned upright where it is narrow. Neighbours share one slot.
pub(super) fn empty_slots(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (palette, words) = (chart.style.theme.palette(), chart.style.labels.not_measured);
    let long = font::width(words, Weight::Regular);
    let height = (layout.plot.height() * SLOT_SHARE).max(long + 16.0).min(layout.plot.height());
    for (first, run) in chart.columns.empty_runs() {
        let (left, right) = (layout.bars[first].left, layout.bars[first + run - 1].right);
        let slot = Rect::new(left, layout.plot.bottom - height, right, layout.plot.bottom);
        scene.rect(slot, Paint::Fill(palette.surface));
        scene.rect(slot.inset(0.5), dashed(palette.line_strong, 1.0, 2.0, 3.0));
        let lying = slot.width() >= long + 16.0;
        if lying {
            let (x, y) = ((slot.left + slot.right) / 2.0, (slot.top + slot.bottom) / 2.0);
            let y = clear_lying(y, &slot, x, long, chart, layout);
            scene.text(Text::new(x, y + font::MIDDLE_PX, words, palette.ink_2).middle());
        } else if Columns::names_slot(run, layout.step) {
            let x = (slot.left + slot.right) / 2.0 + font::MIDDLE_PX;
            let middle = clear_of_lines(x, (slot.top + slot.bottom) / 2.0, long, &slot, chart, layout);
            scene.text(Text::new(x, middle, words, palette.ink_2).middle().upright());
        }
    }
}

/// The height of a wide slot's words, moved up or down where an earlier system's line passes through them.
fn clear_lying(middle: f64, slot: &Rect, x: f64, long: f64, chart: &Chart, layout: &Layout) -> f64 {
    let edges = [x - long / 2.0, x, x + long / 2.0];
    let lines = chart.data.earlier.iter();
    let heights = lines.flat_map(|system| edges.map(|x| super::earlier::height_at(system, layout, x)));
    let (low, high) = heights.flatten().fold((f64::MAX, f64::MIN), |(l, h), y| (l.min(y), h.max(y)));
    let room = LINE_ROOM_PX + font::ASCENT_PX;
    if low > high || low > middle + room || high < middle - room {
        middle
    } else if low - room >= slot.top + font::ASCENT_PX {
        low - room
    } else {
        (high + room).min(slot.bottom - font::ASCENT_PX)
    }
}

/// The middle of a slot's words, moved up or down where an earlier system's line passes through them.
fn clear_of_lines(x: f64, middle: f64, long: f64, slot: &Rect, chart: &Chart, layout: &Layout) -> f64 {
    let half = long / 2.0;
    let lines = chart.data.earlier.iter().filter_map(|system| super::earlier::height_at(system, layout, x));
    let mut crossing = lines.filter(|y| (y - middle).abs() < half + LINE_ROOM_PX);
    let Some(line) = crossing.next() else { return middle };
    let (above, below) = (line - LINE_ROOM_PX - half, line + LINE_ROOM_PX + half);
    if above - half >= slot.top + 4.0 {
        above
    } else if below + half <= slot.bottom - 4.0 {
        below
    } else {
        middle
    }
}

/// The totals: of every month where all of them find room, else of the telling months alone. Some left out at random
/// would only look like a rule that nobody can guess.
pub(super) fn paint_totals(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (data, columns, style) = (chart.data, &chart.columns, chart.style);
    // A row of zeros says nothing that the caption does not.
    if columns.values.iter().flatten().all(|value| value.total == 0.0) {
        return;
    }
    let palette = style.theme.palette();
    let measured: Vec<usize> = (0..columns.values.len()).filter(|i| columns.values[*i].is_some()).collect();
    let first = measured.first().copied();
    let framed = super::frame(chart, layout);
    let telling = |i: &usize| {
        let is_selected = data.selected == Some(data.months[*i].number);
        is_selected || is_peak(columns, *i) || i + 2 >= columns.values.len() || first == Some(*i)
    };
    let placed = |months: Vec<usize>, all: bool| -> Vec<Text> {
        let mut totals = Vec::with_capacity(months.len());
        for i in months {
            let (Some(value), bar) = (columns.values[i], layout.bars[i]) else { continue };
            let words = told(value.total, columns.decimals, style.labels);
            let x = (bar.left + bar.right) / 2.0;
            let above = if layout.is_frame_low(chart, i) { 10.0 } else { 6.0 };
            let text = Text::new(x, layout.y.at(value.total) - above, words, palette.ink).bold().middle();
            let mut text = layout.clear_of_lines(text, data);
            // Beside the frame of the month before the number keeps off its edge.
            if let Some(edge) = framed.filter(|(of, _)| of + 1 == i).map(|(_, frame)| frame.right)
                && i + 1 == columns.values.len()
            {
                text.at.x += (edge + 2.0 - text.extent().left).clamp(0.0, FARTHEST_ASIDE_PX);
            }
            let extent = text.extent();
            // Where not all stand anyway, one that an earlier system's line cannot be kept out of is left out, too, if
            // people do not look for it.
            let sought = all || data.selected == Some(data.months[i].number) || is_peak(columns, i);
            if !sought && layout.is_crossed(&extent, data) {
                continue;
            }
            let own = extent.width() + 2.0 <= layout.step;
            if (own || !covers_a_column(&extent, i, columns, layout)) && is_clear(scene, &totals, &extent) {
                totals.push(text);
            }
        }
        totals
    };
    let all = measured.len();
    let mut totals = placed(measured.clone(), true);
    if totals.len() < all {
        // The peak, then the newest first: where two of them would meet, the older one gives way.
        let mut order: Vec<usize> = measured.into_iter().filter(telling).collect();
        order.sort_by_key(|i| (!is_peak(columns, *i), std::cmp::Reverse(*i)));
        totals = placed(order, false);
    }
    grounds(scene, &totals, layout, data, palette);
    totals.sort_by(|a, b| a.at.x.total_cmp(&b.at.x));
    for text in totals {
        scene.text(text);
    }
}

/// Whether no month lost more.
pub(super) fn is_peak(columns: &Columns, month: usize) -> bool {
    columns.values[month].is_some_and(|value| value.total > 0.0 && value.total >= columns.max)
}

fn is_clear(scene: &Scene, chosen: &[Text], extent: &Rect) -> bool {
    let with_gap = Rect::new(extent.left - 2.0, extent.top, extent.right + 2.0, extent.bottom);
    scene.is_free(&with_gap) && !chosen.iter().any(|text| text.extent().meets(&with_gap))
}

pub(super) fn covers_a_column(extent: &Rect, own: usize, columns: &Columns, layout: &Layout) -> bool {
    let others = columns.values.iter().zip(&layout.bars).enumerate().filter(|(i, _)| *i != own);
    let mut tall = others.filter_map(|(_, (value, bar))| {
        let top = layout.y.at(value.as_ref()?.total);
        // With room for the bar of the timed part, which reaches beyond its column.
        let (left, right) = (bar.left - BESIDE_COLUMN_PX, bar.right + BESIDE_COLUMN_PX);
        Some(Rect::new(left, top, right, layout.plot.bottom))
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
