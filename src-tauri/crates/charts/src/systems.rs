//! Systems side by side: hours lost on each one's own months since go-live.

use crate::axis::{Linear, Ticks};
use crate::figure::{Area, AxisStep, Cell, Figure, Style, Table};
use crate::font::{self, MIDDLE_PX, Weight};
use crate::frame;
use crate::labels::Labels;
use crate::number::{amount, told};
use crate::place::{Wish, spread};
use crate::scene::{Paint, Point, Rect, Scene, Text, at, dashed, solid};
use crate::text::{clean, fill};
use crate::theme::Palette;

/// Systems to compare.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Systems {
    /// Whether the values are hours per FTE, else hours of the clinic.
    pub per_fte: bool,
    /// The current one last; at most [`MOST_SYSTEMS`] are drawn, all stand in the table.
    pub systems: Vec<System>,
}

/// One system on its own axis.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    /// Its name.
    pub name: String,
    /// Its months from month 1.
    pub months: Vec<Month>,
}

/// What one month is in the comparison: only whole, wholly recorded ones are held against each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Month {
    /// Hours, or hours per FTE.
    Hours(f64),
    /// Nobody measured it.
    NotMeasured,
    /// The record began within it (TABLES A25).
    Partly,
    /// It is not over.
    Unfinished,
}

impl Month {
    fn hours(self) -> Option<f64> {
        match self {
            Self::Hours(hours) => amount(hours),
            Self::NotMeasured | Self::Partly | Self::Unfinished => None,
        }
    }
}

impl From<Option<f64>> for Month {
    fn from(hours: Option<f64>) -> Self {
        hours.map_or(Self::NotMeasured, Self::Hours)
    }
}

/// More lines than this cannot be told apart without colour.
pub const MOST_SYSTEMS: usize = 4;

/// The words of the comparison.
#[derive(Debug)]
pub struct Words {
    /// Title in hours, then per FTE.
    pub title: [&'static str; 2],
    /// Caption: `{name}`, `{hours}`, `{month}`, `{others}`.
    pub caption: &'static str,
    /// One other in the caption: `{name}`, `{hours}`.
    pub other: &'static str,
    /// Caption without a month that all measured.
    pub caption_apart: &'static str,
    /// Description.
    pub described: &'static str,
    /// After a tick in hours, then per FTE, with its space.
    pub units: [&'static str; 2],
    /// Beside the months' numbers.
    pub axis: &'static str,
    /// Table head of the months.
    pub month: &'static str,
}

/// English.
pub const ENGLISH: Words = Words {
    title: ["Hours lost per month, system by system", "Hours lost per FTE and month, system by system"],
    caption: "In month {month}, the newest that every system measured, {name} lost {hours}; {others}.",
    other: "{name} {hours}",
    caption_apart: "The systems have no measured month in common, so they are not compared.",
    described: "One line for each system on its own months since go-live; a gap was not measured, or not as a whole month.",
    units: [" h", " h per FTE"],
    axis: "go-live month",
    month: "Month",
};

/// Draws one line for each system.
#[must_use]
pub fn draw(data: &Systems, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.systems;
    let (width, height) = (style.width_px(), style.height_px(240.0, 150.0));
    // The newest are drawn when there are too many.
    let drawn = &data.systems[data.systems.len().saturating_sub(MOST_SYSTEMS)..];
    let months = drawn.iter().map(|system| system.months.len()).max().unwrap_or(0);
    let values = drawn.iter().flat_map(|system| &system.months).filter_map(|month| month.hours());
    let measured = values.clone().next().is_some();
    let ticks = Ticks::covering(values.fold(0.0, f64::max));
    let unit = words.units[usize::from(data.per_fte)];
    let mut marks = vec![(0.0, "0".to_owned())];
    marks.extend(ticks.values.iter().map(|v| (*v, ticks.label(*v, unit, labels))));
    let names: Vec<String> =
        drawn.iter().map(|s| font::clip(&clean(&s.name), Weight::Bold, (width * 0.25).max(80.0))).collect();
    let axis = font::width(words.axis, Weight::Regular);
    let widest = names.iter().map(|name| font::width(name, Weight::Bold)).fold(axis, f64::max);
    let (left, right, width) = frame::across(width, &marks, widest + 20.0);
    let mut scene = Scene::new(width, height, palette.surface);
    let plot = Rect::new(left, 12.0, right, height - 26.0);
    let (centers, step) = frame::steps(plot, months);
    if measured {
        let y = Linear::new((0.0, plot.bottom), (ticks.top, plot.top));
        frame::value_axis(&mut scene, plot, &y, &marks, palette);
        let mut ends: Vec<(f64, usize)> = Vec::new();
        for (i, system) in drawn.iter().enumerate() {
            let look = Look::of(i, drawn.len(), palette);
            if let Some(end) = look.paint(&mut scene, system, &centers, &y, palette) {
                ends.push((end.y, i));
            }
        }
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wishes: Vec<Wish> = ends.iter().map(|(want, _)| Wish { want: *want, size: 17.0 }).collect();
        for ((_, i), middle) in ends.iter().zip(spread(&wishes, plot.top - 4.0, plot.bottom + 2.0)) {
            Look::of(*i, drawn.len(), palette).mark(&mut scene, at(plot.right + 9.0, middle), palette);
            let text = Text::new(plot.right + 18.0, middle + MIDDLE_PX, names[*i].as_str(), palette.ink);
            scene.text(if i + 1 == drawn.len() { text.bold() } else { text });
        }
        let axis = Text::new(plot.right + 12.0, plot.bottom + frame::BELOW_PX, words.axis, palette.ink_3);
        scene.text_if_free(axis, 0.0);
        let numbers: Vec<(f64, i32)> = (1..).zip(&centers).map(|(n, x)| (*x, n)).collect();
        frame::step_labels(&mut scene, plot, &numbers, palette);
    } else {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    }
    let caption = caption(data, measured, labels);
    Figure {
        title: words.title[usize::from(data.per_fte)].to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: table(data, labels),
        width,
        height,
        plot: Area::from(plot),
        steps: AxisStep::columns(1.., &centers, step, plot),
        scene,
    }
}

/// How a system's line differs from the others: by its marks and dashes, not by colour alone.
struct Look {
    paint: Paint,
    shape: usize,
    current: bool,
}

impl Look {
    fn of(place: usize, count: usize, palette: &Palette) -> Self {
        let current = place + 1 == count;
        let paint = match (current, place % 3) {
            (true, _) => solid(palette.accent, 2.25),
            (false, 0) => solid(palette.mark_2, 1.75),
            (false, 1) => dashed(palette.mark_2, 1.75, 6.0, 3.0),
            (false, _) => dashed(palette.mark_2, 1.75, 2.0, 3.0),
        };
        Self { paint, shape: place % 3, current }
    }

    /// The line with its gaps; gives back where it ends.
    fn paint(
        &self,
        scene: &mut Scene,
        system: &System,
        centers: &[f64],
        y: &Linear,
        palette: &Palette,
    ) -> Option<Point> {
        let place = |(month, x): (&Month, &f64)| month.hours().map(|v| at(*x, y.at(v)));
        let points: Vec<Option<Point>> = system.months.iter().zip(centers).map(place).collect();
        for stretch in points.split(Option::is_none) {
            let stretch: Vec<Point> = stretch.iter().flatten().copied().collect();
            scene.polyline(&stretch, self.paint);
        }
        for point in points.iter().flatten() {
            self.mark(scene, *point, palette);
        }
        points.iter().rev().flatten().next().copied()
    }

    fn mark(&self, scene: &mut Scene, center: Point, palette: &Palette) {
        let color = if self.current { palette.accent } else { palette.mark_2 };
        let Point { x, y } = center;
        match (self.current, self.shape) {
            (true, _) => scene.circle(center, 3.2, color, None),
            (false, 0) => scene.circle(center, 3.2, palette.surface, Some((color, 1.5))),
            (false, 1) => {
                let square = Rect::new(x - 3.0, y - 3.0, x + 3.0, y + 3.0);
                scene.rect(square, Paint::Fill(palette.surface));
                scene.rect(square, solid(color, 1.5));
            }
            (false, _) => {
                scene.diamond(center, 4.0, Paint::Fill(palette.surface));
                scene.diamond(center, 4.0, solid(color, 1.5));
            }
        }
    }
}

/// The last month every system measured, told side by side.
fn caption(data: &Systems, measured: bool, labels: &Labels) -> String {
    let words = &labels.systems;
    let (Some((current, others)), true) = (data.systems.split_last(), measured) else {
        return labels.nothing_yet.to_owned();
    };
    let value = |system: &System, month: usize| system.months.get(month).and_then(|month| month.hours());
    let common =
        (0..current.months.len()).rev().find(|month| data.systems.iter().all(|s| value(s, *month).is_some()));
    let Some(month) = common.filter(|_| !others.is_empty()) else {
        return words.caption_apart.to_owned();
    };
    let unit = words.units[usize::from(data.per_fte)];
    let hours = |system: &System| {
        format!("{}{unit}", told(value(system, month).unwrap_or(0.0), 1 + usize::from(data.per_fte), labels))
    };
    let other =
        |system: &System| fill(words.other, &[("name", &clean(&system.name)), ("hours", &hours(system))]);
    let others = crate::text::join(&others.iter().map(other).collect::<Vec<_>>(), labels.and);
    let (number, name) = ((month + 1).to_string(), clean(&current.name));
    fill(
        words.caption,
        &[("month", &number), ("name", &name), ("hours", &hours(current)), ("others", &others)],
    )
}

fn table(data: &Systems, labels: &Labels) -> Table {
    let mut table = Table::with_heads([(labels.systems.month, true)]);
    let column = |system: &System| crate::figure::Column { head: clean(&system.name), numeric: true };
    table.columns.extend(data.systems.iter().map(column));
    let months = data.systems.iter().map(|system| system.months.len()).max().unwrap_or(0);
    for (number, month) in (1_u32..).zip(0..months) {
        // Why a month is in no line stands in its place; after a system's last month there is nothing to say.
        let value = |system: &System| match system.months.get(month) {
            Some(Month::Partly) => Cell::text(labels.hours_lost.note_part),
            Some(Month::Unfinished) => Cell::text(labels.hours_lost.open_month),
            Some(month) => Cell::number(month.hours(), 1 + usize::from(data.per_fte)),
            None => Cell::text(""),
        };
        let mut row = vec![Cell::number(Some(f64::from(number)), 0)];
        row.extend(data.systems.iter().map(value));
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::ENGLISH as ENGLISH_LABELS;

    fn system(name: &str, months: &[Option<f64>]) -> System {
        System { name: name.into(), months: months.iter().copied().map(Month::from).collect() }
    }

    #[test]
    fn systems_are_compared_in_the_last_month_all_measured() {
        let hobbin = system("Hobbin", &[Some(20.9), Some(33.0), Some(41.0)]);
        let marlet = system("Marlet", &[None, Some(30.3)]);
        let data = Systems { per_fte: false, systems: vec![hobbin, marlet] };
        let told = "In month 2, the newest that every system measured, Marlet lost 30.3 h; Hobbin 33.0 h.";
        assert_eq!(draw(&data, &Style::default()).caption, told);
    }

    #[test]
    fn systems_without_a_common_month_are_not_compared() {
        let data = Systems {
            per_fte: true,
            systems: vec![system("A", &[Some(1.0)]), system("B", &[None, Some(1.0)])],
        };
        assert_eq!(draw(&data, &Style::default()).caption, ENGLISH.caption_apart);
    }

    #[test]
    fn a_month_in_no_line_says_why() {
        let mut hobbin = system("Hobbin", &[None, Some(3.0), None]);
        (hobbin.months[0], hobbin.months[2]) = (Month::Partly, Month::NotMeasured);
        let mut marlet = system("Marlet", &[Some(0.4), None]);
        marlet.months[1] = Month::Unfinished;
        let figure = draw(&Systems { per_fte: false, systems: vec![hobbin, marlet] }, &Style::default());
        let column = |at: usize| {
            figure.table.rows.iter().map(|row| row[at].shown(&ENGLISH_LABELS)).collect::<Vec<_>>()
        };
        assert_eq!(column(1), ["Partly recorded", "3.0", ""]);
        assert_eq!(column(2), ["0.4", "month not finished", ""]);
        assert_eq!(figure.table.rows[2][1], Cell::Missing, "measured by nobody, which the screens say");
        assert_eq!(figure.caption, ENGLISH.caption_apart, "no month is whole in both");
    }
}
