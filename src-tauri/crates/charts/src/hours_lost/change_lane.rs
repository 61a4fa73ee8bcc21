//! Changes in the clinic or the EHR: diamonds in a lane above the plot, their names beside them.
//!
//! Names that would meet go to a second row, then all become numbers with a list below the chart.

use chrono::NaiveDate;

use super::input::HoursLost;
use super::Chart;
use super::layout::{CHANGE_ROW_PX, Layout};
use crate::font::{self, Weight};
use crate::scene::{Paint, Scene, Text, at, crisp, dashed};
use crate::text::clean;

/// From the middle of a diamond to its corners, in px.
pub(super) const DIAMOND_PX: f64 = 6.0;
/// From the middle of a diamond to its name, in px.
const NAME_PX: f64 = 10.0;
/// Between a name and the next diamond, in px.
const GAP_PX: f64 = 5.0;
/// Longest name, in px; the table has it whole.
const LONGEST_NAME_PX: f64 = 190.0;

/// A change within the months shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// Months from the left edge of the plot.
    position: f64,
    pub(super) name: String,
    /// The place of its month in the list.
    pub(super) month: usize,
}

/// All changes within the months shown, by date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marks(pub(super) Vec<Mark>);

impl Marks {
    pub(super) fn of(data: &HoursLost) -> Self {
        let mut marks: Vec<Mark> = Vec::new();
        for change in &data.changes {
            let months = data.months.iter().enumerate();
            let Some((i, month)) = months.filter(|(_, m)| m.from <= change.on && change.on < m.until).next_back() else {
                continue;
            };
            let days = |to: NaiveDate| f64::from(i32::try_from((to - month.from).num_days()).unwrap_or(i32::MAX));
            let position = f64::from(u32::try_from(i).unwrap_or(0)) + days(change.on) / days(month.until);
            marks.push(Mark { position, name: clean(&change.name), month: i });
        }
        marks.sort_by(|a, b| a.position.total_cmp(&b.position));
        Self(marks)
    }

    /// Where the marks and their words stand.
    pub(super) fn place(&self, left: f64, step: f64, width: f64) -> Lane {
        let xs: Vec<f64> = self.0.iter().map(|mark| left + step * mark.position).collect();
        let names: Vec<String> =
            self.0.iter().map(|mark| font::clip(&mark.name, Weight::Regular, LONGEST_NAME_PX)).collect();
        let numbers: Vec<String> = (1..=xs.len()).map(|n| n.to_string()).collect();
        for (words, listed) in [(&names, false), (&numbers, true)] {
            for rows in [1, 2] {
                if let Some(spots) = fit(&xs, words, rows, width) {
                    let labels = spots.into_iter().zip(words.iter().cloned()).map(Some).collect();
                    return Lane { xs, labels, listed, rows };
                }
            }
        }
        let labels = clusters(&xs);
        Lane { xs, labels, listed: true, rows: 1 }
    }
}

/// Where one label stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spot {
    /// 0 is next to the plot.
    row: u8,
    /// To the left of its diamond, because the figure ends to the right.
    before: bool,
}

/// The lane, placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lane {
    xs: Vec<f64>,
    /// What stands beside each diamond; `None` where a neighbour speaks for it.
    labels: Vec<Option<(Spot, String)>>,
    /// Whether the words are numbers, explained in a list below the chart.
    pub(super) listed: bool,
    rows: u8,
}

impl Lane {
    pub(super) fn rows(&self) -> u8 {
        if self.xs.is_empty() { 0 } else { self.rows }
    }
}

/// Finds a row for every label, so that none meets another, a diamond, or a dotted line from above.
fn fit(xs: &[f64], words: &[String], rows: u8, width: f64) -> Option<Vec<Spot>> {
    let mut taken: [Vec<(f64, f64)>; 2] = [Vec::new(), Vec::new()];
    let mut spots = Vec::with_capacity(xs.len());
    for (i, (x, words)) in xs.iter().zip(words).enumerate() {
        let long = font::width(words, Weight::Regular);
        let before = x + NAME_PX + long > width - 2.0;
        let (from, to) = if before { (x - NAME_PX - long, x - NAME_PX) } else { (x + NAME_PX, x + NAME_PX + long) };
        if from < 0.0 {
            return None;
        }
        let others = || xs.iter().enumerate().filter(|(other, _)| *other != i).map(|(_, x)| *x);
        let row = (0..rows).find(|row| {
            // Lines from the upper row pass the lower one, so there every other diamond is in the way.
            let blocked = |x: f64| from - GAP_PX - DIAMOND_PX < x && x < to + GAP_PX + DIAMOND_PX;
            let marks_clear = if *row == 0 { !others().any(blocked) } else { true };
            let clear = |span: &(f64, f64)| to + GAP_PX <= span.0 || span.1 + GAP_PX <= from;
            marks_clear && taken[usize::from(*row)].iter().all(clear)
        })?;
        taken[usize::from(row)].push((from.min(x - DIAMOND_PX), to.max(x + DIAMOND_PX)));
        spots.push(Spot { row, before });
    }
    // A diamond of the upper row must not stand on an upper name either.
    let upper = |i: usize| spots[i].row == 1;
    let crossed = (0..xs.len()).filter(|i| upper(*i)).any(|i| {
        let over = |j: &usize| *j != i && upper(*j) && (xs[*j] - xs[i]).abs() < DIAMOND_PX * 2.0;
        (0..xs.len()).any(|j| over(&j))
    });
    (!crossed).then_some(spots)
}

/// Numbers too dense for their marks: one label such as "3-7" after the last diamond of a crowd.
fn clusters(xs: &[f64]) -> Vec<Option<(Spot, String)>> {
    let spot = Spot { row: 0, before: false };
    let end = |x: f64, words: &str| x + NAME_PX + font::width(words, Weight::Regular) + GAP_PX + DIAMOND_PX;
    let mut labels = vec![None; xs.len()];
    let mut first = 0;
    for i in 0..xs.len() {
        let words = if first == i { (i + 1).to_string() } else { format!("{}-{}", first + 1, i + 1) };
        if xs.get(i + 1).is_none_or(|next| *next >= end(xs[i], &words)) {
            labels[i] = Some((spot, words));
            first = i + 1;
        }
    }
    labels
}

/// The dotted lines down into the plot and the lane itself.
pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let palette = chart.style.theme.palette();
    let lane = &layout.lane;
    let row_y = |row: u8| layout.plot.top - 14.0 - f64::from(row) * CHANGE_ROW_PX;
    let row_of = |i: usize| lane.labels[i].as_ref().map_or(0, |(spot, _)| spot.row);
    for (i, x) in lane.xs.iter().enumerate() {
        let x = crisp(*x);
        let from = row_y(row_of(i)) + DIAMOND_PX;
        scene.line(at(x, from), at(x, layout.plot.bottom), dashed(palette.mark_2, 1.0, 2.0, 4.0));
    }
    for (i, x) in lane.xs.iter().enumerate() {
        scene.diamond(at(crisp(*x), row_y(row_of(i))), DIAMOND_PX, Paint::Fill(palette.mark));
    }
    for (x, label) in lane.xs.iter().zip(&lane.labels) {
        if let Some((spot, words)) = label {
            let baseline = row_y(spot.row) + font::MIDDLE_PX;
            let away = if spot.before { -NAME_PX } else { NAME_PX };
            let text = Text::new(x + away, baseline, words.as_str(), palette.ink);
            scene.text(if spot.before { text.end() } else { text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(n: usize) -> Vec<String> {
        vec!["a name of some length".to_owned(); n]
    }

    #[test]
    fn names_with_room_share_one_row() {
        let spots = fit(&[50.0, 300.0], &words(2), 1, 800.0).unwrap();
        assert!(spots.iter().all(|spot| spot.row == 0 && !spot.before));
    }

    #[test]
    fn a_name_that_would_meet_the_next_mark_goes_to_the_second_row() {
        assert_eq!(fit(&[50.0, 100.0], &words(2), 1, 800.0), None);
        let spots = fit(&[50.0, 100.0], &words(2), 2, 800.0).unwrap();
        assert_eq!((spots[0].row, spots[1].row), (1, 0));
    }

    #[test]
    fn a_name_at_the_right_edge_stands_before_its_mark() {
        let spots = fit(&[780.0], &words(1), 1, 800.0).unwrap();
        assert!(spots[0].before);
    }

    #[test]
    fn numbers_too_dense_for_their_marks_are_joined() {
        let labels = clusters(&[10.0, 12.0, 14.0, 200.0]);
        let said: Vec<Option<&str>> = labels.iter().map(|l| l.as_ref().map(|(_, words)| words.as_str())).collect();
        assert_eq!(said, [None, None, Some("1-3"), Some("4")]);
    }
}
