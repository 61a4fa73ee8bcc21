//! Where most of it goes: hours lost by configuration area, largest first, split by break.

mod told;
mod words;

use crate::axis::Linear;
use crate::breaks::Break;
use crate::figure::{Area as Place, AxisStep, Figure, Style};
use crate::font::{self, Weight};
use crate::frame::Rows;
use crate::labels::Labels;
use crate::number::{amount, percent, told};
use crate::pattern::{self, Finish, Part};
use crate::scene::{Rect, Scene, Text, at, crisp, dashed, solid};
use crate::swatches::Swatches;
use crate::text::{clean, fill};
pub use words::{ENGLISH, Words};

/// Most areas drawn; the rest are added up in one row, and stand each for itself in the table. An area that nobody owns
/// is never among the rest: whoever looks for it would not find it.
const MOST_ROWS: usize = 12;
/// However many nobody owns, so many of the largest others stand beside them.
const FEWEST_OWNED: usize = 3;
/// Surface between two parts of a bar, in px.
const PART_GAP_PX: f64 = 1.5;

/// Hours lost over a period, by area.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pareto {
    /// The period in words, for instance "month 14".
    pub period: String,
    /// Areas in any order.
    pub areas: Vec<Area>,
}

/// A configuration area.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// Hours in the order of [`Break::ALL`]; `None` = nobody measured any of what was in use, which is not zero.
    pub by_break: [Option<f64>; 4],
    /// Whether nobody owns it.
    pub unowned: bool,
}

struct Row {
    name: String,
    by_break: [Option<f64>; 4],
    /// Hours that were measured.
    total: f64,
    running: f64,
    unowned: bool,
    /// Whether it is drawn as a part of the rest.
    folded: bool,
}

impl Row {
    fn hours_of(&self, at: usize) -> f64 {
        self.by_break[at].unwrap_or(0.0)
    }

    /// Whether there is anything to say of its hours.
    fn is_measured(&self) -> bool {
        self.total > 0.0
    }
}

/// Areas with hours, largest first, with the share up to and including each; then those that nobody measured, by name.
/// Areas that were measured and lost nothing are left out. Those that are drawn each for itself stand before the rest, and
/// are counted in what comes last.
fn rows(data: &Pareto) -> (Vec<Row>, f64, usize) {
    let mut rows: Vec<Row> = data
        .areas
        .iter()
        .map(|area| {
            let by_break = area.by_break.map(|hours| hours.and_then(amount));
            let total = by_break.iter().flatten().sum();
            Row {
                name: clean(&area.name),
                by_break,
                total,
                running: 0.0,
                unowned: area.unowned,
                folded: false,
            }
        })
        .filter(|row| row.is_measured() || row.by_break.contains(&None))
        .collect();
    rows.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    let alone = drawn_alone(&mut rows);
    let sum: f64 = rows.iter().map(|row| row.total).sum();
    let mut running = 0.0;
    for row in rows.iter_mut().filter(|row| row.is_measured()) {
        running += row.total;
        row.running = running / sum;
    }
    (rows, sum, alone)
}

/// Moves the rows that are added up behind the others, and says how many are drawn each for itself.
fn drawn_alone(rows: &mut [Row]) -> usize {
    let unowned = rows.iter().filter(|row| row.unowned).count();
    let alone = (MOST_ROWS - 1).max(unowned + FEWEST_OWNED);
    // One row for a single area would only hide its name.
    if rows.len() <= alone + 1 {
        return rows.len();
    }
    let mut owned_left = alone - unowned;
    for row in rows.iter_mut() {
        row.folded = !row.unowned && owned_left == 0;
        owned_left -= usize::from(!row.unowned && !row.folded);
    }
    rows.sort_by_key(|row| row.folded);
    alone
}

/// What is drawn: the largest areas and those that nobody owns, then the rest in one row.
fn drawn(rows: &[Row], alone: usize, labels: &Labels) -> Vec<Row> {
    let copy = |row: &Row| Row { name: row.name.clone(), ..*row };
    let (large, rest) = rows.split_at(alone);
    if rest.is_empty() {
        return rows.iter().map(copy).collect();
    }
    let sum = |at: usize| rest.iter().filter_map(|row| row.by_break[at]).reduce(|sum, hours| sum + hours);
    let by_break = std::array::from_fn(sum);
    let name = fill(labels.pareto.rest, &[("count", &rest.len().to_string())]);
    let total = rest.iter().map(|row| row.total).sum();
    let running = if total > 0.0 { 1.0 } else { 0.0 };
    let rest = Row { name, by_break, total, running, unowned: false, folded: true };
    large.iter().map(copy).chain([rest]).collect()
}

/// Draws the bars. Areas without hours are left out; without any it says that there is nothing to draw.
#[must_use]
pub fn draw(data: &Pareto, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.pareto;
    let (all, sum, alone) = rows(data);
    let rows = drawn(&all, alone, labels);
    let count = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let top = 22.0;
    let decimals = usize::from(rows.first().is_some_and(|row| row.total < 10.0));
    let value = |row: &Row| {
        if row.is_measured() {
            format!("{}{}", told(row.total, decimals, labels), words.unit)
        } else {
            labels.not_measured.to_owned()
        }
    };
    let widest = rows.iter().map(|row| font::width(&value(row), Weight::Bold)).fold(0.0, f64::max);
    let nobody = font::width(words.nobody, Weight::Bold) + 16.0;
    let share = font::width(&percent(1.0, labels), Weight::Regular) + 14.0;
    let owner_room = if rows.iter().any(|row| row.unowned) { nobody } else { 0.0 };
    let names = rows.iter().map(|row| row.name.as_str());
    let frame = Rows::new(style.width_px(), top, names, widest + share + owner_room + 18.0);
    let width = frame.width;
    let is_drawn = |of: &Break| rows.iter().any(|row| row.hours_of(of.index()) > 0.0);
    let breaks = Break::ALL.into_iter().filter(is_drawn).map(|of| (of, of.short(labels)));
    let key = Swatches::of(breaks, frame.left, width);
    let bars = top + count * Rows::ROW_PX + 26.0 + key.further_px();
    let least = if rows.is_empty() { crate::empty::HEIGHT_PX } else { bars };
    let height = style.height_px(least, least);
    let mut scene = Scene::new(width, height, palette.surface);
    // The rest in one row can be more than the largest area.
    let most = rows.iter().map(|row| row.total).fold(0.0, f64::max);
    let x = Linear::new((0.0, frame.left), (most, frame.right));
    if rows.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        let head = font::clip(words.running, Weight::Regular, width - 8.0);
        scene.text(Text::new(width - 4.0, 14.0, head, palette.ink_3).end());
        let bottom = top + count * Rows::ROW_PX;
        scene.line(
            at(crisp(frame.left), top),
            at(crisp(frame.left), bottom),
            solid(palette.line_strong, 1.0),
        );
        let parts: Vec<Part> =
            rows.iter().enumerate().flat_map(|(i, row)| bar(row, frame.bar(i), &x)).collect();
        pattern::paint(&mut scene, palette, &parts);
        for (i, row) in rows.iter().enumerate() {
            frame.name(&mut scene, i, &row.name, palette);
            let at_value = Text::new(x.at(row.total) + 8.0, frame.baseline(i), value(row), palette.ink);
            let at_value =
                if row.is_measured() { at_value.bold() } else { Text { color: palette.ink_2, ..at_value } };
            let after = at_value.extent().right + 8.0;
            scene.text(at_value);
            if row.is_measured() {
                let running = percent(row.running.min(1.0), labels);
                scene.text(Text::new(width - 4.0, frame.baseline(i), running, palette.ink_2).end());
            }
            if row.unowned {
                let text = Text::new(after + 6.0, frame.baseline(i), words.nobody, palette.alarm).bold();
                let extent = text.extent();
                let slot =
                    Rect::new(extent.left - 6.0, extent.top - 3.0, extent.right + 6.0, extent.bottom + 2.0);
                scene.rect(slot, dashed(palette.alarm, 1.25, 4.0, 3.0));
                scene.text(text);
            }
        }
        key.paint(&mut scene, bottom + 18.0, style, |scene, rect, of| {
            pattern::paint(scene, palette, &[Part { rect, of, finish: Finish::Full }]);
        });
    }
    let caption = told::caption(data, &all, sum, labels);
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: told::table(&all, labels),
        width,
        height,
        plot: Place { x: frame.left, y: top, width: frame.right - frame.left, height: count * Rows::ROW_PX },
        steps: AxisStep::rows(alone, &frame),
        scene,
    }
}

fn bar(row: &Row, place: Rect, x: &Linear) -> Vec<Part> {
    let hours = std::array::from_fn::<f64, 4, _>(|at| row.hours_of(at));
    let last = hours.iter().rposition(|hours| *hours > 0.0);
    let mut before = 0.0;
    let mut parts = Vec::new();
    for (i, (of, hours)) in Break::ALL.into_iter().zip(hours).enumerate() {
        let (from, to) = (x.at(before), x.at(before + hours));
        before += hours;
        let gap = if Some(i) == last { 0.0 } else { PART_GAP_PX.min((to - from) / 2.0) };
        if hours > 0.0 {
            parts.push(Part {
                rect: Rect::new(from, place.top, to - gap, place.bottom),
                of,
                finish: Finish::Full,
            });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Cell;

    #[test]
    fn a_narrow_figure_names_every_break_that_it_draws() {
        let area = |name: &str| Area { name: name.into(), by_break: [Some(9.0); 4], unowned: true };
        let data =
            Pareto { period: "month 2".into(), areas: vec![area("Users and roles"), area("Note templates")] };
        for width in [240.0, 280.0, 340.0, 480.0, 900.0] {
            for labels in [&crate::labels::ENGLISH, &crate::spanish::SPANISH] {
                let style = Style { width, labels, ..Style::default() };
                let figure = draw(&data, &style);
                for of in Break::ALL {
                    let name = of.short(style.labels);
                    assert!(
                        figure.scene.texts().iter().any(|(words, _)| words == name),
                        "{name} at {width} px"
                    );
                }
                crate::tests::assert_sound(&figure).unwrap();
            }
        }
    }

    #[test]
    fn the_caption_names_the_areas_that_hold_half() {
        let area = |name: &str, hours, unowned| Area {
            name: name.into(),
            by_break: [Some(hours), Some(0.0), Some(0.0), Some(0.0)],
            unowned,
        };
        let areas =
            vec![area("Billing", 10.0, false), area("Refills", 30.0, true), area("Orders", 20.0, false)];
        let data = Pareto { period: "month 14".into(), areas };
        // 30 + 20 + 10 = 60; Refills alone hold 30 of 60.
        let told = "Refills: 50% of the 60.0 hours lost in month 14. 30.0 of these hours were lost in areas nobody owns.";
        assert_eq!(draw(&data, &Style::default()).caption, told);
    }

    #[test]
    fn a_break_nobody_measured_beside_other_hours_is_named() {
        let area = |name: &str, by_break| Area { name: name.into(), by_break, unowned: false };
        let areas = vec![
            area("Results", [Some(18.0), Some(3.8), Some(1.5), None]),
            area("Orders", [Some(1.1), None, Some(0.6), Some(0.0)]),
            area("Inbox", [None, Some(0.0), Some(0.0), Some(0.0)]),
        ];
        let figure = draw(&Pareto { period: "month 18".into(), areas }, &Style::default());
        // 18.0 + 3.8 + 1.5 = 23.3 and 1.1 + 0.6 = 1.7, together 25.0; 23.3 ÷ 25.0 = 93 %.
        assert_eq!(
            figure.caption,
            "Results: 93% of the 25.0 hours lost in month 18. Inbox was not measured and is not in these hours. \
             These parts were not measured: Burnout in Results and Reporting in Orders."
        );
    }

    #[test]
    fn an_area_nobody_measured_is_named_and_has_no_hours() {
        let area = |name: &str, drift| Area {
            name: name.into(),
            by_break: [drift, Some(0.0), Some(0.0), Some(0.0)],
            unowned: false,
        };
        let areas = vec![area("Inbox", None), area("Orders", Some(4.0)), area("Results", Some(0.0))];
        let figure = draw(&Pareto { period: "month 2".into(), areas }, &Style::default());
        assert_eq!(
            figure.caption,
            "Orders: 100% of the 4.0 hours lost in month 2. Inbox was not measured and is not in these hours."
        );
        // Results was measured and lost nothing: no row. Inbox: no hours, no share.
        assert_eq!(figure.table.rows.len(), 2);
        assert_eq!(figure.table.rows[1][1], Cell::Missing);
        assert_eq!(
            figure.table.rows[1][5..],
            [Cell::Missing, Cell::Missing, Cell::Text("not measured".into())]
        );
        assert!(figure.scene.texts().iter().any(|(words, _)| words == "not measured"));
    }

    #[test]
    fn an_area_nobody_owns_is_drawn_however_little_it_lost() {
        let area = |i: u32| Area {
            name: format!("Area {i}"),
            by_break: [Some(f64::from(i)), Some(0.0), Some(0.0), Some(0.0)],
            unowned: i == 1,
        };
        let data = Pareto { period: "month 1".into(), areas: (1..=14).map(area).collect() };
        let figure = draw(&data, &Style::default());
        let said = |words: &str| figure.scene.texts().iter().any(|(text, _)| text == words);
        // Of 14 rows 11 stand alone: the ten largest of those that are owned (14 to 5), and nobody's.
        assert!(said("Area 5") && said("Area 1") && said("3 more areas"), "{:?}", figure.scene.texts());
        assert_eq!(figure.table.rows.len(), 14);
        assert_eq!(
            figure.table.rows[10][0],
            Cell::Text("Area 1".into()),
            "a row of the table is a row drawn"
        );
        assert_eq!(figure.steps.len(), 11);
        // 14 + 13 + 12 + 11 + 10 = 60 of 105.
        let told = "Area 14, Area 13, Area 12, Area 11 and Area 10: 57% of the 105.0 hours";
        assert!(figure.caption.starts_with(told), "{}", figure.caption);
    }

    /// Ten areas of 50 h and twenty that nobody owns of 1 h: half of the 520 h lies in six, also where three of them stand alone.
    #[test]
    fn the_caption_names_the_largest_also_where_small_ones_stand_alone() {
        let owned = (1..=10).map(|i| (format!("Owned {i:02}"), 50.0, false));
        let others = (1..=20).map(|i| (format!("Nobody's {i:02}"), 1.0, true));
        let area = |(name, hours, unowned)| Area {
            name,
            by_break: [Some(hours), Some(0.0), Some(0.0), Some(0.0)],
            unowned,
        };
        let data = Pareto { period: "month 1".into(), areas: owned.chain(others).map(area).collect() };
        let caption = draw(&data, &Style::default()).caption;
        let told = "Owned 01, Owned 02, Owned 03, Owned 04, Owned 05 and Owned 06: 58% of the 520.0 hours";
        assert!(caption.starts_with(told), "{caption}");
    }

    #[test]
    fn areas_beyond_the_last_row_are_added_up_and_none_is_lost() {
        let areas = (1..=30).map(|i| Area {
            name: format!("Area {i}"),
            by_break: [Some(f64::from(i)); 4],
            unowned: false,
        });
        let figure = draw(&Pareto { period: "month 1".into(), areas: areas.collect() }, &Style::default());
        assert_eq!(figure.table.rows.len(), 30);
        assert!(figure.scene.texts().iter().any(|(words, _)| words == "19 more areas"));
        // The nineteen of the rest hold more than the largest area: their bar ends inside the figure, too.
        crate::tests::assert_sound(&figure).unwrap();
    }
}
