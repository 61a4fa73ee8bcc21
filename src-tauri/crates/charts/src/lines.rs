//! Paths as the lines that a pen draws.

use crate::scene::{Point, Step};

/// The separate lines of a path; a closed one ends where it began.
pub(crate) fn subpaths(steps: &[Step]) -> Vec<Vec<Point>> {
    let mut all: Vec<Vec<Point>> = Vec::new();
    for step in steps {
        match step {
            Step::Move(p) => all.push(vec![*p]),
            Step::Line(p) => all.last_mut().into_iter().for_each(|line| line.push(*p)),
            Step::Close => all.last_mut().into_iter().for_each(|line| line.extend(line.first().copied())),
        }
    }
    all
}

/// The pieces of a dashed line; the rhythm runs on around corners.
pub(crate) fn dashes(points: &[Point], (on, off): (f64, f64)) -> Vec<(Point, Point)> {
    let mut pieces = Vec::new();
    let (mut drawing, mut left) = (true, on);
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = (dx * dx + dy * dy).sqrt();
        let along = |d: f64| Point { x: from.x + dx * d / length, y: from.y + dy * d / length };
        let mut done = 0.0;
        while done < length && on > 0.0 && off > 0.0 {
            let next = (done + left).min(length);
            if drawing {
                pieces.push((along(done), along(next)));
            }
            left -= next - done;
            // What is left of a dash after a corner can be too small to move the pen at all.
            if left <= 1e-6 {
                drawing = !drawing;
                left = if drawing { on } else { off };
            }
            done = next;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::at;

    #[test]
    fn a_dash_pattern_runs_on_around_a_corner() {
        let corner = [at(0.0, 0.0), at(3.0, 0.0), at(3.0, 3.0)];
        let pieces = dashes(&corner, (2.0, 2.0));
        // 2 on, 1 off to the corner, 1 more off below it, 2 on.
        assert_eq!(pieces, [(at(0.0, 0.0), at(2.0, 0.0)), (at(3.0, 1.0), at(3.0, 3.0))]);
    }

    #[test]
    fn a_dash_pattern_ends_whatever_the_corners_leave_of_a_dash() {
        let box_of_thirds =
            [at(609.3, 62.0), at(652.7, 62.0), at(652.7, 320.1), at(609.3, 320.1), at(609.3, 62.0)];
        for off in [0.1, 0.3, 2.9, 3.0, 4.0] {
            assert!(dashes(&box_of_thirds, (off * 1.1, off)).len() > 10);
        }
    }
}
