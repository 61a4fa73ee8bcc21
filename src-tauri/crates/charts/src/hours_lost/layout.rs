//! Where everything of the main chart stands, worked out before anything is painted.

use super::Chart;
use super::change_lane::Lane;
use super::columns::finish;
use super::input::{HoursLost, Unit};
use super::key;
use super::side_labels;
use super::told;
use crate::axis::{Linear, Ticks};
use crate::font::{self, Weight};
use crate::number::amount;
use crate::pattern::Finish;
use crate::scene::{Rect, Text};

/// A column takes this share of its step …
const BAR_SHARE: f64 = 0.7;
/// … and is never wider than this, in px.
const WIDEST_BAR_PX: f64 = 34.0;
/// Widest step of a young system, in px; from [`FULL_YEAR`] months on the plot is filled.
const WIDEST_STEP_PX: f64 = 96.0;
/// A plot of this many months fills the width.
const FULL_YEAR: f64 = 12.0;
/// Height of the plot in the Friction view, in px.
const PLOT_PX: f64 = 262.0;
/// Lowest plot whose labels still find room, in px.
pub(super) const LOWEST_PLOT_PX: f64 = 120.0;
/// Height of the told pattern's names above the plot, in px.
pub(super) const TOLD_LANE_PX: f64 = 24.0;
/// Height of one row of change marks, in px.
pub(super) const CHANGE_ROW_PX: f64 = 24.0;
/// From the zero line to the go-live months' numbers, in px.
pub(super) const NUMBERS_PX: f64 = 18.0;
/// From the zero line to the calendar months, in px.
pub(super) const CALENDAR_PX: f64 = 36.0;
/// From the zero line to the weekly pulse, in px.
pub(super) const PULSE_PX: f64 = 56.0;
/// From the zero line to the word below a thin month's pulse, in px.
pub(super) const THIN_PX: f64 = 71.0;
/// Room for the total over a column, in px.
const TOTAL_PX: f64 = 18.0;
/// From the plot's top to the frame around the selected month, in px.
pub(super) const SELECTION_INSET_PX: f64 = 4.0;
/// From the small form's axis name to the month of a remark: half of its words can stand before the month.
const REMARK_ROOM_PX: f64 = 24.0;
/// Between lines of the key, in px.
pub(super) const LINE_PX: f64 = 20.0;

/// Places in px.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) plot: Rect,
    /// From one month to the next.
    pub(super) step: f64,
    /// Width of a column.
    pub(super) bar: f64,
    /// The full step of each month, over the plot's height.
    pub(super) slots: Vec<Rect>,
    /// The column of each month, over the plot's height.
    pub(super) bars: Vec<Rect>,
    pub(super) finishes: Vec<Finish>,
    pub(super) y: Linear,
    pub(super) ticks: Ticks,
    pub(super) lane: Lane,
    /// What follows a tick's number.
    pub(super) unit: &'static str,
    /// Baseline of the key's first line.
    pub(super) key: f64,
    /// From the zero line to the name of the small form's axis, in px.
    pub(super) axis_px: f64,
    told: Vec<(f64, f64)>,
}

impl Layout {
    pub(super) fn of(chart: &Chart) -> Self {
        let Chart { data, style, columns, told: phases, marks, .. } = chart;
        if data.months.is_empty() {
            return Self::of_summary(chart);
        }
        let labels = style.labels;
        let width = style.width_px();
        let unit = match data.unit {
            Unit::Hours => labels.hours_lost.hours_unit,
            Unit::HoursPerFte => labels.hours_lost.per_fte_unit,
        };
        let count = f64::from(u32::try_from(data.months.len()).unwrap_or(u32::MAX));
        let shown = data.earlier.iter().flat_map(|system| system.months.iter().take(data.months.len()));
        let max = shown.filter_map(|v| v.and_then(amount)).fold(columns.max, f64::max);
        let ticks = Ticks::covering(max);

        let widest_tick =
            ticks.values.iter().map(|v| font::width(&ticks.label(*v, unit, labels), Weight::Regular));
        let left = (widest_tick.fold(38.0_f64, f64::max) + 8.0).round();
        let room = width - left - side_labels::width(data, style, width);
        let step = (room / count.max(1.0)).min((room / FULL_YEAR).max(WIDEST_STEP_PX)).min(room.max(1.0));
        let bar = bar_width(step);

        let lane = marks.place(left, step, width);
        let is_named = !phases.is_empty() && told::names(chart, left, step).is_some();
        let told_px = if is_named { TOLD_LANE_PX } else { 0.0 };
        let top = 10.0 + told_px + lane.height();
        let thin = data.months.iter().any(|month| month.thin);
        let key_offset = if thin { THIN_PX } else { PULSE_PX } + 25.0;
        let lines = key::lines(chart, left, step, lane.listed);
        let below =
            key_offset + LINE_PX * f64::from(u32::try_from(lines.saturating_sub(1)).unwrap_or(0)) + 8.0;
        let height = style.height_px(top + PLOT_PX + below, top + LOWEST_PLOT_PX + below);
        let plot = Rect::new(left, top, left + step * count, height - below);

        Self {
            width,
            height,
            plot,
            step,
            bar,
            slots: columns_of(plot, step, step, data),
            bars: columns_of(plot, step, bar, data),
            finishes: data.months.iter().map(finish).collect(),
            y: Linear::new(
                (0.0, plot.bottom),
                (scale_top(columns.max, ticks.top, total_px(data), plot), plot.top),
            ),
            ticks,
            lane,
            unit,
            key: plot.bottom + key_offset,
            axis_px: NUMBERS_PX,
            told: phases.iter().map(|phase| (left + step * phase.first, left + step * phase.end)).collect(),
        }
    }

    /// The small form: no scale, no names at the side, two lines of words below.
    pub(super) fn of_summary(chart: &Chart) -> Self {
        const SUMMARY_PX: f64 = 196.0;
        /// From the zero line to the axis' name where it stands in the line of remarks, and below that line.
        const IN_LINE_PX: f64 = 34.0;
        const BELOW_LINE_PX: f64 = 51.0;
        let Chart { data, style, columns, marks, .. } = chart;
        let width = style.width_px();
        let count = f64::from(u32::try_from(data.months.len()).unwrap_or(u32::MAX)).max(1.0);
        let widest = |room: f64| (room / count).min((room / FULL_YEAR).max(WIDEST_STEP_PX)).min(room);
        // A change on the first day of the first month, or the last of the last, is drawn whole.
        let (left, right) = marks.overhang(widest(width), count);
        let step = widest(width - left - right);
        let bar = bar_width(step);
        let lane = marks.place(left, step, width);
        if data.months.is_empty() {
            let height = style.height_px(crate::empty::HEIGHT_PX, crate::empty::HEIGHT_PX);
            let plot = Rect::new(0.0, 0.0, width, height);
            let y = Linear::new((0.0, height), (1.0, 0.0));
            let (slots, bars, finishes, told) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            let ticks = Ticks::covering(0.0);
            return Self {
                width,
                height,
                plot,
                step,
                bar,
                slots,
                bars,
                finishes,
                y,
                ticks,
                lane,
                unit: "",
                key: height,
                axis_px: 0.0,
                told,
            };
        }
        let top = 4.0 + lane.height();
        // The name of the axis stands before the first remark, or below all of them.
        let name = font::width(style.labels.hours_lost.axis_summary, Weight::Regular);
        let remarked = data.months.iter().position(|month| month.thin || month.day.is_some());
        let remark =
            remarked.map_or(f64::INFINITY, |i| left + step * f64::from(u32::try_from(i).unwrap_or(0)));
        let axis_px = if left + name + REMARK_ROOM_PX <= remark { IN_LINE_PX } else { BELOW_LINE_PX };
        let below = axis_px + 6.0;
        let height = style.height_px(SUMMARY_PX + axis_px - IN_LINE_PX, top + 60.0 + below);
        let plot = Rect::new(left, top, left + step * count, height - below);
        // Room for the total over the tallest column.
        let y = Linear::new((0.0, plot.bottom), (columns.max.max(f64::MIN_POSITIVE), plot.top + TOTAL_PX));
        Self {
            width,
            height,
            plot,
            step,
            bar,
            slots: columns_of(plot, step, step, data),
            bars: columns_of(plot, step, bar, data),
            finishes: data.months.iter().map(finish).collect(),
            y,
            ticks: Ticks::covering(columns.max),
            lane,
            unit: "",
            key: height,
            axis_px,
            told: Vec::new(),
        }
    }

    /// Whether the told pattern's band stands behind this place.
    pub(super) fn is_told(&self, x: f64) -> bool {
        self.told.iter().any(|&(left, right)| left <= x && x < right)
    }

    /// Whether the box around a month, if it is the selected one, ends under its total: that is wider than the box.
    pub(super) fn is_frame_low(&self, chart: &Chart, month: usize) -> bool {
        chart.data.selected == chart.data.months.get(month).map(|month| month.number)
            && chart.columns.values[month].is_some_and(|value| {
                let words = crate::number::told(value.total, chart.columns.decimals, chart.style.labels);
                font::width(&words, Weight::Bold) + 2.0 * SELECTION_INSET_PX > self.step
            })
    }

    /// The middle of a month by its place in the list.
    pub(super) fn center(&self, index: usize) -> Option<f64> {
        self.slots.get(index).map(|slot| (slot.left + slot.right) / 2.0)
    }

    /// The total moved up where an earlier system's line would run through it. Not far: from
    /// [`FARTHEST_PX`] on it stays, and covers the line instead.
    pub(super) fn clear_of_lines(&self, text: Text, data: &HoursLost) -> Text {
        const FARTHEST_PX: f64 = 30.0;
        const LINE_ROOM_PX: f64 = 5.0;
        let mut moved = text.clone();
        for system in &data.earlier {
            let extent = moved.extent();
            let edges = [extent.left, moved.at.x, extent.right];
            let ys = edges.map(|x| super::earlier::height_at(system, self, x));
            let (low, high) =
                ys.iter().flatten().fold((f64::MAX, f64::MIN), |(l, h), y| (l.min(*y), h.max(*y)));
            if low <= high && low - LINE_ROOM_PX < extent.bottom && high + LINE_ROOM_PX > extent.top {
                moved.at.y = low - LINE_ROOM_PX - font::DESCENT_PX;
            }
        }
        let near = text.at.y - moved.at.y <= FARTHEST_PX;
        if near && moved.extent().top >= self.plot.top { moved } else { text }
    }

    /// Whether an earlier system's line passes through a box.
    pub(super) fn is_crossed(&self, extent: &Rect, data: &HoursLost) -> bool {
        let middle = (extent.left + extent.right) / 2.0;
        data.earlier.iter().any(|system| {
            let ys = [extent.left, middle, extent.right];
            let ys = ys.into_iter().filter_map(|x| super::earlier::height_at(system, self, x));
            let (low, high) = ys.fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(y), high.max(y)));
            low <= high && low < extent.bottom && high > extent.top
        })
    }
}

/// The value at the plot's top: the scale's, or more where the tallest column would leave its total no room.
fn scale_top(tallest: f64, ticks_top: f64, total_px: f64, plot: Rect) -> f64 {
    let height = plot.bottom - plot.top;
    if height <= total_px { ticks_top } else { ticks_top.max(tallest * height / (height - total_px)) }
}

/// Room for the total over the tallest column: more where a frame stands around a month, whose upper edge would
/// run through the number.
fn total_px(data: &HoursLost) -> f64 {
    TOTAL_PX + if data.selected.is_some() { 2.0 * SELECTION_INSET_PX } else { 0.0 }
}

/// One rectangle a month, `width` px wide in the middle of its step, over the plot's height.
fn columns_of(plot: Rect, step: f64, width: f64, data: &HoursLost) -> Vec<Rect> {
    let margin = (step - width) / 2.0;
    let starts =
        std::iter::successors(Some(0.0_f64), |i| Some(i + 1.0)).map(|i| plot.left + step * i + margin);
    starts.take(data.months.len()).map(|left| Rect::new(left, plot.top, left + width, plot.bottom)).collect()
}

/// Width of a column in a step, both in px.
pub(super) fn bar_width(step: f64) -> f64 {
    (step * BAR_SHARE).min(WIDEST_BAR_PX)
}
