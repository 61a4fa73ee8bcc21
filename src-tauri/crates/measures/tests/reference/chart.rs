//! Signals of a control chart, looking back from every point (A19).

use super::{average, equal};

/// The weeks in which a signal is completed; `points` are `(week, value)`, `rebases` weeks that hold a rebase.
pub(crate) fn signal_weeks(points: &[(i32, f64)], rebases: &[i32], run: usize) -> Vec<i32> {
    let segment = |week: i32| rebases.iter().filter(|rebase| **rebase <= week).max();
    let mut weeks = Vec::new();
    for &(week, _) in points {
        let mine: Vec<(i32, f64)> =
            points.iter().copied().filter(|point| segment(point.0) == segment(week)).collect();
        let values: Vec<f64> = mine.iter().map(|point| point.1).collect();
        let until = mine.iter().position(|point| point.0 == week).unwrap() + 1;
        if is_signal(&values, &values[..until], run) {
            weeks.push(week);
        }
    }
    weeks
}

fn above(a: f64, b: f64) -> bool {
    a > b && !equal(a, b)
}

/// Whether the last of the points so far completes a signal, with the limits of all the segment's values.
fn is_signal(all: &[f64], so_far: &[f64], run: usize) -> bool {
    let centre = average(all).unwrap();
    let last_of_a_run = so_far.len().checked_sub(run).map(|start| &so_far[start..]);
    let is_run = |run: &[f64]| run.iter().all(|value| above(*value, centre));
    let is_rise = |run: &[f64]| run.windows(2).all(|pair| above(pair[1], pair[0]));
    if last_of_a_run.is_some_and(|run| is_run(run) || is_rise(run)) {
        return true;
    }
    let ranges: Vec<f64> = all.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let Some(first) = average(&ranges) else { return false };
    let kept: Vec<f64> = ranges.into_iter().filter(|range| !above(*range, 3.267 * first)).collect();
    let amr = average(&kept).unwrap();
    let now = so_far[so_far.len() - 1];
    let warns = |value: f64| above(value, centre + 2.0 / 3.0 * 2.66 * amr);
    let two_before = &so_far[so_far.len().saturating_sub(3)..so_far.len() - 1];
    above(now, centre + 2.66 * amr) || (warns(now) && two_before.iter().any(|value| warns(*value)))
}
