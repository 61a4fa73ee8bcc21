//! Below the zero line: go-live months, the calendar, the weekly pulse.

use chrono::Datelike;

use super::Chart;
use super::input::Month;
use super::layout::{CALENDAR_PX, Layout, NUMBERS_PX, PULSE_PX, THIN_PX};
use crate::figure::Style;
use crate::font::{self, Weight};
use crate::frame;
use crate::number::percent;
use crate::scene::{Rect, Scene, Text, at, crisp, solid};
use crate::text::fill;

/// Least distance between two labels of one row, in px.
const GAP_PX: f64 = 5.0;
/// The same between the newest month's number and the one before, which are read together.
const NEWEST_GAP_PX: f64 = 3.0;
/// Farthest that the newest month's number is moved to the right, where the one before leaves it too little room, in px.
const FARTHEST_ASIDE_PX: f64 = 6.0;
/// The calendar month stands under every third go-live month, or a multiple of that.
const CALENDAR_EVERY: usize = 3;
/// Below this step, in px, ticks would make a ladder.
const SMALLEST_TICK_STEP_PX: f64 = 6.0;
/// Where the weekly pulse has no room at every third month, it stands at the thin ones alone.
const MOST_PULSES_APART: i32 = 3;

pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let numbered = numbers(scene, chart, layout);
    calendar(scene, chart, layout);
    pulse(scene, chart, layout, &numbered);
}

/// The months whose number stands, by their place.
struct Numbered {
    /// The multiples of this have one where there is room.
    every: i32,
    stand: Vec<bool>,
}

fn numbers(scene: &mut Scene, chart: &Chart, layout: &Layout) -> Numbered {
    let (data, style) = (chart.data, chart.style);
    let palette = style.theme.palette();
    let baseline = layout.plot.bottom + NUMBERS_PX;
    let label = |i: usize, month: &Month| {
        let x = layout.center(i).unwrap_or(0.0);
        let text = Text::new(x, baseline, month.number.to_string(), palette.ink).middle();
        // Where months are narrow, the last number would run into the axis' name.
        let text = text.held_within(0.0, layout.plot.right + 3.0);
        if data.selected == Some(month.number) { text.bold() } else { text }
    };
    // The selected month keeps its number however many there are, then the last whole one, which is read where none is
    // selected, and the newest, which its day tells too. Then comes the even row, which a reader counts along: a thin month
    // has its mark below, so its own number gives way.
    let selected = data.months.iter().position(|month| data.selected == Some(month.number));
    let whole = data.months.iter().rposition(|month| month.day.is_none());
    let thin = (0..data.months.len()).filter(|i| data.months[*i].thin);
    let newest = data.months.len().checked_sub(1);
    let mut stand = vec![false; data.months.len()];
    for i in selected.into_iter().chain(whole) {
        if !stand[i] {
            stand[i] = scene.text_if_free(label(i, &data.months[i]), GAP_PX);
        }
    }
    // The newest has its day below: without a number nobody knows of which month. The axis' name gives way to it.
    let mut ends = layout.plot.right;
    if let Some(i) = newest.filter(|i| !stand[*i]) {
        let text = label(i, &data.months[i]);
        let before = scene.right_of_texts_near(&text.extent(), FARTHEST_ASIDE_PX);
        let aside = before.map_or(0.0, |right| (right + NEWEST_GAP_PX - text.extent().left).max(0.0));
        let text = Text { at: at(text.at.x + aside, text.at.y), ..text };
        ends = text.extent().right;
        stand[i] = aside <= FARTHEST_ASIDE_PX && scene.text_if_free(text, 0.0);
    }
    let name = style.labels.hours_lost.axis;
    let from = if newest.is_some_and(|i| stand[i]) { ends + GAP_PX } else { 0.0 };
    let name = Text::new(from.max(layout.plot.right + 10.0), baseline, name, palette.ink_3);
    scene.text(name.held_within(0.0, layout.width));
    let every = frame::labelled_every(layout.step, data.months.iter().map(|month| month.number));
    let even = (0..data.months.len()).filter(|i| data.months[*i].number % every == 0);
    for i in even.chain(thin) {
        if !stand[i] {
            stand[i] = scene.text_if_free(label(i, &data.months[i]), GAP_PX);
        }
    }
    Numbered { every, stand }
}

fn calendar(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (data, style) = (chart.data, chart.style);
    let (palette, labels) = (style.theme.palette(), style.labels);
    let baseline = layout.plot.bottom + CALENDAR_PX;
    for (i, month) in data.months.iter().enumerate() {
        if let Some(day) = month.day {
            let words = fill(labels.hours_lost.day, &[("day", &day.to_string())]);
            let x = layout.center(i).unwrap_or(0.0);
            scene.text_if_free(
                Text::new(x, baseline, words, palette.ink)
                    .bold()
                    .middle()
                    .held_within(1.0, layout.width - 1.0),
                GAP_PX,
            );
        }
    }
    let widest =
        data.months.iter().map(|m| font::width(&name(m, None, style), Weight::Regular)).fold(0.0, f64::max);
    let fits = |n: &usize| {
        f64::from(u32::try_from(n * CALENDAR_EVERY).unwrap_or(1)) * layout.step >= widest + GAP_PX
    };
    let every = CALENDAR_EVERY * [1, 2, 4, 8, 20, 40].into_iter().find(fits).unwrap_or(80);
    let mut year_before = None;
    let mut named = Vec::with_capacity(data.months.len());
    for (i, month) in data.months.iter().enumerate() {
        let x = layout.center(i).unwrap_or(0.0);
        let text = Text::new(x, baseline, name(month, year_before, style), palette.ink_3).middle();
        let stands = i % every == 0 && scene.text_if_free(text.held_within(1.0, layout.width - 1.0), GAP_PX);
        if stands {
            year_before = Some(month.from.year());
        }
        named.push(stands);
    }
    let ticks =
        named.iter().enumerate().filter(|(_, named)| !**named && layout.step >= SMALLEST_TICK_STEP_PX);
    for x in ticks.filter_map(|(i, _)| layout.center(i)) {
        let tick = Rect::new(x - 4.0, layout.plot.bottom + 27.0, x + 4.0, layout.plot.bottom + 31.0);
        if scene.is_free(&tick) {
            scene.line(at(crisp(x), tick.top), at(crisp(x), tick.bottom), solid(palette.line_strong, 1.0));
        }
    }
}

/// "Sep 2025" for the first, "Dec" within a year, "Mar 26" where it changes.
fn name(month: &Month, year_before: Option<i32>, style: &Style) -> String {
    let (short, year) = (style.labels.month(month.from.month()), month.from.year());
    match year_before {
        None => format!("{short} {year}"),
        Some(before) if before == year => short.to_owned(),
        Some(_) => format!("{short} {:02}", year.rem_euclid(100)),
    }
}

/// Shares stand under months that have their number: a reader counts along one row.
fn pulse(scene: &mut Scene, chart: &Chart, layout: &Layout, numbered: &Numbered) {
    let (data, style) = (chart.data, chart.style);
    let (palette, words) = (style.theme.palette(), &style.labels.hours_lost);
    let baseline = layout.plot.bottom + PULSE_PX;
    scene.text(Text::new(layout.plot.right + 10.0, baseline, words.pulse, palette.ink_3));
    if data.months.iter().all(|month| month.coverage.is_none()) {
        let x = (layout.plot.left + layout.plot.right) / 2.0;
        let text = Text::new(x, baseline, words.coverage_unknown, palette.ink_3).middle();
        let text = text.held_within(1.0, layout.width - 1.0);
        // A single month has no room for the words before the row's name.
        if !scene.text_if_free(text, GAP_PX) {
            let text = Text::new(layout.plot.right, baseline, words.no_pulse, palette.ink_3).end();
            scene.text_if_free(text, GAP_PX);
        }
        return;
    }
    let shown = |month: &Month| {
        month.coverage.filter(|c| c.is_finite()).map(|c| percent(c.clamp(0.0, 1.0), style.labels))
    };
    for (i, month) in data.months.iter().enumerate().filter(|(_, month)| month.thin) {
        let x = layout.center(i).unwrap_or(0.0);
        let share = shown(month).unwrap_or_else(|| words.no_pulse.to_owned());
        if scene.text_if_free(Text::new(x, baseline, share, palette.caution).bold().middle(), 2.0) {
            let below = Text::new(x, layout.plot.bottom + THIN_PX, words.thin, palette.caution);
            scene.text_if_free(below.bold().middle(), 2.0);
        }
    }
    let shares = data.months.iter().filter(|month| !month.thin).filter_map(shown);
    let widest = shares.map(|share| font::width(&share, Weight::Regular)).fold(0.0, f64::max);
    // Shares that touch read as one long number: every second month then, every third, or none but the thin ones.
    let fits =
        |every: &i32| *every % numbered.every == 0 && widest + GAP_PX <= f64::from(*every) * layout.step;
    let Some(every) = (1..=MOST_PULSES_APART).find(fits) else { return };
    let months = data.months.iter().enumerate().filter(|(_, month)| month.number % every == 0);
    for (i, month) in months.filter(|(i, month)| !month.thin && numbered.stand[*i]) {
        let x = layout.center(i).unwrap_or(0.0);
        let (share, color) =
            shown(month).map_or((words.no_pulse.to_owned(), palette.ink_3), |s| (s, palette.ink_2));
        scene.text_if_free(Text::new(x, baseline, share, color).middle(), GAP_PX / 2.0);
    }
}
