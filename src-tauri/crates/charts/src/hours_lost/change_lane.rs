//! Changes in the clinic or the EHR: diamonds in a lane above the plot, their names beside them.
//!
//! Names that would meet go to a second row, then all become numbers with a list below the chart.

use chrono::NaiveDate;

use super::Chart;
use super::input::HoursLost;
use super::layout::{CHANGE_ROW_PX, Layout};
use crate::font::{self, Weight};
use crate::scene::{Anchor, Paint, Scene, Text, at, crisp, dashed};
use crate::text::clean;

/// From the middle of a diamond to its corners, in px.
pub(super) const DIAMOND_PX: f64 = 6.0;
/// From the middle of a diamond to its name, in px.
const NAME_PX: f64 = 10.0;
/// Between a name and the next diamond, in px.
const GAP_PX: f64 = 5.0;
/// From the diamonds to numbers above them, in px.
const ABOVE_PX: f64 = 15.0;
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
            let mut months = data.months.iter().enumerate();
            let Some((i, month)) = months.rfind(|(_, m)| m.from <= change.on && change.on < m.until) else {
                continue;
            };
            let days =
                |to: NaiveDate| f64::from(i32::try_from((to - month.from).num_days()).unwrap_or(i32::MAX));
            let position = f64::from(u32::try_from(i).unwrap_or(0)) + days(change.on) / days(month.until);
            marks.push(Mark { position, name: clean(&change.name), month: i });
        }
        marks.sort_by(|a, b| a.position.total_cmp(&b.position));
        Self(marks)
    }

    /// Room that a diamond at either edge of the plot needs beyond it, in px.
    pub(super) fn overhang(&self, step: f64, months: f64) -> (f64, f64) {
        let beyond = |to_edge: f64| (DIAMOND_PX + 1.0 - to_edge).max(0.0);
        let first = self.0.first().map_or(0.0, |mark| beyond(mark.position * step));
        let last = self.0.last().map_or(0.0, |mark| beyond((months - mark.position) * step));
        (first, last)
    }

    /// Where the marks and their words stand.
    pub(super) fn place(&self, left: f64, step: f64, width: f64) -> Lane {
        let xs: Vec<f64> = self.0.iter().map(|mark| left + step * mark.position).collect();
        let names: Vec<String> =
            self.0.iter().map(|mark| font::clip(&mark.name, Weight::Regular, LONGEST_NAME_PX)).collect();
        let numbers: Vec<String> = (1..=xs.len()).map(|n| n.to_string()).collect();
        for (words, rows) in [(&names, 1), (&names, 2), (&numbers, 1)] {
            if let Some(spots) = fit(&xs, words, rows, width) {
                let listed = !std::ptr::eq(words, &names);
                let rows = spots.iter().map(|spot| spot.row).collect();
                let labels = spots.iter().zip(&xs).zip(words).map(|((spot, x), words)| spot.label(*x, words));
                return Lane { labels: labels.collect(), rows, xs, listed };
            }
        }
        Lane { labels: crowds(&xs, width), rows: vec![0; xs.len()], xs, listed: true }
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

impl Spot {
    fn label(self, x: f64, words: &str) -> Label {
        let (away, anchor) = if self.before { (-NAME_PX, Anchor::End) } else { (NAME_PX, Anchor::Start) };
        Label { x: x + away, above_px: f64::from(self.row) * CHANGE_ROW_PX, anchor, words: words.to_owned() }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Label {
    x: f64,
    /// Above the lower row of diamonds.
    above_px: f64,
    anchor: Anchor,
    words: String,
}

/// The lane, placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lane {
    xs: Vec<f64>,
    /// The row of each diamond.
    rows: Vec<u8>,
    labels: Vec<Label>,
    /// Whether the words are numbers, explained in a list below the chart.
    pub(super) listed: bool,
}

impl Lane {
    /// Room above the plot, in px.
    pub(super) fn height(&self) -> f64 {
        let above = self.labels.iter().map(|label| label.above_px).fold(0.0, f64::max);
        if self.xs.is_empty() { 0.0 } else { CHANGE_ROW_PX + above }
    }
}

/// Finds a row for every label, so that none meets another, a diamond, or a dotted line from above.
fn fit(xs: &[f64], words: &[String], rows: u8, width: f64) -> Option<Vec<Spot>> {
    let mut taken: [Vec<(f64, f64)>; 2] = [Vec::new(), Vec::new()];
    let mut spots = Vec::with_capacity(xs.len());
    for (i, (x, words)) in xs.iter().zip(words).enumerate() {
        let long = font::width(words, Weight::Regular);
        let before = x + NAME_PX + long > width - 2.0;
        let (from, to) =
            if before { (x - NAME_PX - long, x - NAME_PX) } else { (x + NAME_PX, x + NAME_PX + long) };
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

/// Numbers too dense to stand beside their marks stand above them; those of a crowd are joined, "3-7".
fn crowds(xs: &[f64], width: f64) -> Vec<Label> {
    struct Crowd {
        first: usize,
        last: usize,
    }
    let label = |crowd: &Crowd| {
        let words = match (crowd.first + 1, crowd.last + 1) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        };
        let half = font::width(&words, Weight::Regular) / 2.0;
        let x = ((xs[crowd.first] + xs[crowd.last]) / 2.0).min(width - half).max(half);
        Label { x, above_px: ABOVE_PX, anchor: Anchor::Middle, words }
    };
    let half = |label: &Label| font::width(&label.words, Weight::Regular) / 2.0;
    let mut crowds: Vec<Crowd> = Vec::with_capacity(xs.len());
    for i in 0..xs.len() {
        let mut crowd = Crowd { first: i, last: i };
        let meets = |before: &mut Crowd, crowd: &Crowd| {
            let (a, b) = (label(before), label(crowd));
            a.x + half(&a) + GAP_PX > b.x - half(&b)
        };
        while let Some(before) = crowds.pop_if(|before| meets(before, &crowd)) {
            crowd.first = before.first;
        }
        crowds.push(crowd);
    }
    crowds.iter().map(label).collect()
}

/// The dotted lines down into the plot and the lane itself.
pub(super) fn paint(scene: &mut Scene, chart: &Chart, layout: &Layout) {
    let palette = chart.style.theme.palette();
    let lane = &layout.lane;
    let lower = layout.plot.top - 14.0;
    let marks = || {
        lane.xs.iter().zip(&lane.rows).map(|(x, row)| at(crisp(*x), lower - f64::from(*row) * CHANGE_ROW_PX))
    };
    for mark in marks() {
        let from = at(mark.x, mark.y + DIAMOND_PX);
        scene.line(from, at(mark.x, layout.plot.bottom), dashed(palette.mark_2, 1.0, 2.0, 4.0));
    }
    for mark in marks() {
        scene.diamond(mark, DIAMOND_PX, Paint::Fill(palette.mark));
    }
    for label in &lane.labels {
        let baseline = lower - label.above_px + font::MIDDLE_PX;
        let text = Text::new(label.x, baseline, label.words.as_str(), palette.ink);
        scene.text(Text { anchor: label.anchor, ..text });
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
        let labels = crowds(&[10.0, 12.0, 14.0, 200.0], 800.0);
        let said: Vec<&str> = labels.iter().map(|label| label.words.as_str()).collect();
        assert_eq!(said, ["1-3", "4"]);
    }
}
