//! At the right of the last column: the names of its parts, in the order of the stack, and of the
//! earlier systems whose lines end there. What cannot be labelled in place goes to the key.

use super::Chart;
use super::columns::Columns;
use super::earlier;
use super::input::HoursLost;
use super::layout::{LOWEST_PLOT_PX, Layout};
use crate::breaks::Break;
use crate::figure::Style;
use crate::font::{self, Weight};
use crate::pattern::Finish;
use crate::place::{Wish, spread};
use crate::scene::{Scene, Text, at, solid};
use crate::text::{clean, fill};

/// Height of one line of a label, in px: labels stand at least this far apart.
const LINE_PX: f64 = 17.0;
/// From the plot to the labels, in px.
const OFFSET_PX: f64 = 10.0;
/// From the widest label to the edge of the figure, in px.
const MARGIN_PX: f64 = 10.0;
/// Most lines of an earlier system's label: its name on two, and that the months are its own.
const MOST_LINES: f64 = 3.0;
/// Widest label, as a share of the figure.
const WIDEST_SHARE: f64 = 0.24;

/// What found no place beside the plot.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Unlabelled {
    pub(super) breaks: Vec<Break>,
    /// Places in the list of earlier systems.
    pub(super) earlier: Vec<usize>,
}

/// Room the labels need, offset and margin included.
pub(super) fn width(data: &HoursLost, style: &Style, figure_width: f64) -> f64 {
    let words = &style.labels.hours_lost;
    let fixed = [words.axis, words.pulse].into_iter().map(|text| font::width(text, Weight::Regular));
    let breaks = Break::ALL.into_iter().map(|of| font::width(of.short(style.labels), Weight::Bold));
    let told = data.told_pattern.then(|| font::width(words.told_pattern, Weight::Regular));
    let most = widest(figure_width);
    let earlier =
        lines(data, style, most).into_iter().flatten().map(|line| font::width(&line, Weight::Regular));
    let label = fixed.chain(breaks).chain(told).chain(earlier).fold(0.0, f64::max);
    (label.min(most) + OFFSET_PX + MARGIN_PX).ceil()
}

fn widest(figure_width: f64) -> f64 {
    (figure_width * WIDEST_SHARE).max(90.0)
}

/// The lines of each earlier system's label: its name, broken once where it is long, and that the months are its own.
fn lines(data: &HoursLost, style: &Style, room: f64) -> Vec<Vec<String>> {
    let words = &style.labels.hours_lost;
    let label = |system: &super::input::EarlierSystem| {
        let name = fill(words.earlier, &[("name", &clean(&system.name))]);
        let mut lines = font::wrap(&name, room);
        // Where even that has no room, the line at least says whose months it counts.
        let own = earlier::own_months(system, data, style.labels);
        let fits = font::width(&own, Weight::Regular) <= room;
        lines.push(if fits { own } else { words.own_months.to_owned() });
        lines.into_iter().map(|line| font::clip(&line, Weight::Regular, room)).collect()
    };
    data.earlier.iter().map(label).collect()
}

enum Label {
    /// A part of the last column: its break and the middle of the part.
    Part(Break, f64),
    /// An earlier system by its place in the list.
    Earlier(usize),
}

impl Unlabelled {
    /// Labels in place need a measured last column with that part, or a line that ends near it.
    pub(super) fn of(data: &HoursLost, columns: &Columns) -> Self {
        let drawn = |of: &Break| columns.values.iter().flatten().any(|value| value.parts[of.index()] > 0.0);
        let last = columns.values.last().copied().flatten();
        let in_place = |of: &Break| last.is_some_and(|value| value.parts[of.index()] > 0.0);
        let breaks: Vec<Break> = Break::ALL.into_iter().filter(|of| drawn(of) && !in_place(of)).collect();
        let parts = f64::from(u8::try_from(Break::ALL.iter().filter(|of| in_place(of)).count()).unwrap_or(4));
        let mut room = LOWEST_PLOT_PX - parts * LINE_PX;
        let shown = data.months.len();
        let mut earlier = Vec::new();
        for (i, system) in data.earlier.iter().enumerate() {
            let end = system.months.iter().take(shown).rposition(Option::is_some);
            match end {
                Some(end) if end + 2 >= shown && room >= MOST_LINES * LINE_PX => room -= MOST_LINES * LINE_PX,
                Some(_) => earlier.push(i),
                None => {}
            }
        }
        Self { breaks, earlier }
    }
}

pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let (data, style) = (chart.data, chart.style);
    let palette = style.theme.palette();
    let x = layout.plot.right + OFFSET_PX;
    let lines = lines(data, style, widest(layout.width).min(layout.width - x - 2.0));
    let mut wishes: Vec<(Wish, Label)> = Vec::new();
    if let (Some(Some(value)), Some(bar)) = (chart.columns.values.last(), layout.bars.last()) {
        for part in layout.stack(value, *bar, Finish::Full) {
            let middle = (part.rect.top + part.rect.bottom) / 2.0;
            wishes.push((Wish { want: middle, size: LINE_PX }, Label::Part(part.of, middle)));
        }
    }
    for (i, system) in data.earlier.iter().enumerate().filter(|(i, _)| !chart.unlabelled.earlier.contains(i))
    {
        if let Some(end) = earlier::end(system, layout) {
            let lines = u8::try_from(lines[i].len()).map_or(MOST_LINES, f64::from);
            wishes.push((Wish { want: end.y, size: LINE_PX * lines }, Label::Earlier(i)));
        }
    }
    // From the top down the parts keep the order of the stack; a line's name goes where it ends among them.
    wishes.sort_by(|(a, _), (b, _)| a.want.total_cmp(&b.want));
    let plain: Vec<Wish> = wishes.iter().map(|(wish, _)| *wish).collect();
    let middles = spread(&plain, layout.plot.top, layout.plot.bottom + 2.0);
    let bar_right = layout.bars.last().map_or(layout.plot.right, |bar| bar.right) + 2.0;
    for ((_, label), middle) in wishes.iter().zip(&middles) {
        if let Label::Part(_, from) = label {
            scene.line(at(bar_right, *from), at(x - 4.0, *middle), solid(palette.mark_2, 1.0));
        }
    }
    for ((_, label), middle) in wishes.iter().zip(middles) {
        match label {
            Label::Part(of, _) => {
                let words = of.short(style.labels);
                scene.text(Text::new(x, middle + font::MIDDLE_PX, words, palette.ink).bold());
            }
            Label::Earlier(i) => {
                let count = u8::try_from(lines[*i].len()).map_or(MOST_LINES, f64::from);
                for (n, line) in (0_u8..).zip(&lines[*i]) {
                    let first = middle - LINE_PX * (count - 1.0) / 2.0;
                    let baseline = first + font::MIDDLE_PX + f64::from(n) * (LINE_PX - 2.0);
                    scene.text(Text::new(x, baseline, line.as_str(), palette.ink_2));
                }
            }
        }
    }
}
