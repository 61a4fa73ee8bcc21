//! Below the chart: a key for the marks that cannot be labelled in place, and the list of changes
//! where the lane above had room for numbers only.

use super::Chart;
use super::change_lane::DIAMOND_PX;
use super::columns::Columns;
use super::earlier;
use super::layout::{LINE_PX, Layout};
use super::told::{self, Phase};
use super::words::unmeasured_breaks;
use crate::breaks::Break;
use crate::figure::Style;
use crate::font::{self, Weight};
use crate::pattern::{self, Finish, Part};
use crate::scene::{Paint, Rect, Scene, Text, at, dashed, solid};
use crate::text::{clean, fill};
use crate::theme::Palette;

/// Most lines the key may take; what is left is in the table.
const MOST_LINES: usize = 9;
/// Below this height, in px, the key says only what the signs in the chart mean.
const LOW_PX: f64 = 300.0;
/// Between two entries, in px.
const GAP_PX: f64 = 22.0;
/// Height and width of a swatch, in px.
const SWATCH_PX: f64 = 13.0;

/// What an entry shows before its words.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Timed,
    Part(Break, Finish),
    Slot,
    Change,
    Line,
    /// The band of the told pattern.
    Told,
    /// Its words go on below.
    ToldOn,
    /// Words alone.
    None,
}

impl Sign {
    /// Room for the sign and the space after it, in px.
    fn width(self) -> f64 {
        match self {
            Self::Timed | Self::Line => 26.0,
            Self::Part(..) | Self::Slot | Self::Told | Self::ToldOn => SWATCH_PX + 9.0,
            Self::Change => 2.0 * DIAMOND_PX + 8.0,
            Self::None => 0.0,
        }
    }
}

struct Entry {
    sign: Sign,
    words: String,
    /// The first of a list: it begins a line, so that the list does not run on from the signs before it.
    opens: bool,
}

/// Everything the figure does not say in place, with the plot's left edge and step.
fn entries(chart: &Chart, left: f64, step: f64, listed: bool) -> Vec<Entry> {
    let Chart { data, style, columns, told, marks, unlabelled } = chart;
    let phases_named = told::names(chart, left, step).is_some();
    let slots_named = columns.empty_runs().all(|(_, run)| Columns::names_slot(run, step));
    let words = &style.labels.hours_lost;
    let mut all = Vec::new();
    let mut add = |when: bool, sign: Sign, words: &str| {
        if when {
            all.push(Entry { sign, words: words.to_owned(), opens: false });
        }
    };
    for of in &unlabelled.breaks {
        add(true, Sign::Part(*of, Finish::Full), of.name(style.labels));
    }
    add(columns.max > 0.0, Sign::Timed, words.timed_part);
    let months = || data.months.iter().zip(&columns.values).filter(|(_, value)| value.is_some());
    add(
        months().any(|(m, _)| m.thin && m.day.is_none()),
        Sign::Part(Break::Drift, Finish::Soft),
        words.thin_month,
    );
    add(months().any(|(m, _)| m.day.is_some()), Sign::Part(Break::Drift, Finish::Open), words.open_month);
    add(!slots_named, Sign::Slot, style.labels.not_measured);
    // A chart on paper is as low as its page allows: there the description and the table say it.
    let has_room = style.height.is_none_or(|height| height >= LOW_PX);
    for (_, words) in unmeasured_breaks(data, columns, style.labels) {
        add(has_room, Sign::Slot, &words);
    }
    add(!marks.0.is_empty(), Sign::Change, words.change);
    if unlabelled.earlier.is_empty() {
        let drawn = data.earlier.iter().any(|s| s.months.iter().take(data.months.len()).any(Option::is_some));
        add(drawn, Sign::Line, words.earlier_line);
    }
    for system in unlabelled.earlier.iter().filter_map(|i| data.earlier.get(*i)) {
        let name = fill(words.earlier, &[("name", &clean(&system.name))]);
        add(true, Sign::Line, &format!("{name} {}", earlier::own_months(system, data, style.labels)));
    }
    if !phases_named && !told.is_empty() {
        let phase = |Phase { name, months: (from, to), .. }: &Phase| {
            if from == to { format!("{name} {from}") } else { format!("{name} {from}–{to}") }
        };
        let phases: Vec<String> = told.iter().map(phase).collect();
        // One thing, in as many lines as it takes: the sign stands before the first.
        let said = format!("{}: {}", words.told_pattern, phases.join(", "));
        let room = right(style.width_px()) - left - Sign::Told.width();
        for (i, words) in font::wrap(&said, room).into_iter().enumerate() {
            all.push(Entry { sign: if i == 0 { Sign::Told } else { Sign::ToldOn }, words, opens: true });
        }
    }
    if listed {
        for (n, mark) in (1..).zip(&marks.0) {
            let words = format!("{n}: {}", mark.name);
            all.push(Entry { sign: Sign::None, words, opens: n == 1 });
        }
    }
    all
}

/// Entries broken into lines: each with its place and line number.
fn flow(entries: Vec<Entry>, left: f64, right: f64, style: &Style) -> (Vec<(f64, usize, Entry)>, usize) {
    let (mut x, mut line) = (left, 0);
    let mut placed: Vec<(f64, usize, Entry)> = Vec::with_capacity(entries.len());
    let count = entries.len();
    for (i, mut entry) in entries.into_iter().enumerate() {
        entry.words = font::clip(&entry.words, Weight::Regular, right - left - entry.sign.width());
        let long = entry.sign.width() + font::width(&entry.words, Weight::Regular);
        if x > left && (entry.opens || x + long > right) {
            (x, line) = (left, line + 1);
        }
        if line + 1 == MOST_LINES && i + 1 < count {
            // The last line says how much is left out, in place of the first entry that opens it.
            let rest = (count - i).to_string();
            let words = fill(style.labels.hours_lost.more_changes, &[("count", &rest)]);
            placed.push((
                left,
                line,
                Entry {
                    sign: Sign::None,
                    words: font::clip(&words, Weight::Regular, right - left),
                    opens: true,
                },
            ));
            return (placed, line + 1);
        }
        placed.push((x, line, entry));
        x += long + GAP_PX;
    }
    let lines = placed.last().map_or(0, |(_, line, _)| line + 1);
    (placed, lines)
}

/// How many lines the key takes.
pub(super) fn lines(chart: &Chart, left: f64, step: f64, listed: bool) -> usize {
    flow(entries(chart, left, step, listed), left, right(chart.style.width_px()), chart.style).1
}

/// Where a line of the key must end, in px.
fn right(width: f64) -> f64 {
    width - 12.0
}

pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let palette = chart.style.theme.palette();
    let left = layout.plot.left;
    let entries = entries(chart, left, layout.step, layout.lane.listed);
    for (x, line, entry) in flow(entries, left, right(layout.width), chart.style).0 {
        let baseline = layout.key + LINE_PX * f64::from(u32::try_from(line).unwrap_or(0));
        sign(scene, x, baseline - font::MIDDLE_PX, entry.sign, palette);
        scene.text(Text::new(x + entry.sign.width(), baseline, entry.words, palette.ink_2));
    }
}

fn sign(scene: &mut Scene, x: f64, middle: f64, sign: Sign, palette: &Palette) {
    let swatch = Rect::new(x + 0.5, middle - SWATCH_PX / 2.0, x + 0.5 + SWATCH_PX, middle + SWATCH_PX / 2.0);
    match sign {
        Sign::Timed => scene.line(at(x, middle), at(x + 20.0, middle), solid(palette.mark, 2.0)),
        Sign::Part(of, finish) => pattern::paint(scene, palette, &[Part { rect: swatch, of, finish }]),
        Sign::Slot => scene.rect(swatch.inset(0.5), dashed(palette.line_strong, 1.0, 2.0, 3.0)),
        Sign::Change => scene.diamond(at(x + DIAMOND_PX, middle), DIAMOND_PX, Paint::Fill(palette.mark)),
        Sign::Line => {
            scene.line(at(x, middle), at(x + 20.0, middle), solid(palette.mark_2, 1.75));
            earlier::ring(scene, at(x + 10.0, middle), palette);
        }
        Sign::Told => {
            scene.rect(swatch, Paint::Fill(palette.told));
            scene.rect(swatch.inset(0.5), solid(palette.line_strong, 1.0));
        }
        Sign::ToldOn | Sign::None => {}
    }
}
