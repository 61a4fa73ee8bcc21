//! The line of the weeks, its signals, and the newest value.

use super::SIGNAL_PX;
use super::picture::Drawing;
use crate::font;
use crate::number::amount;
use crate::scene::{Paint, Point, Scene, Text, at, solid};

/// From the newest point, or from the end of its limits, to its number, in px.
const BESIDE_PX: f64 = 9.0;
/// The line through the weeks of a signal, in px.
const RUN_PX: f64 = 3.5;

impl Drawing<'_> {
    pub(super) fn series(&self, scene: &mut Scene, newest: String) {
        let palette = self.style.theme.palette();
        let color = self.data.of.color(palette);
        let mut stretch: Vec<Point> = Vec::new();
        let mut runs: Vec<Vec<(Point, bool)>> = vec![Vec::new()];
        let mut last = None;
        for (week, x) in self.data.weeks.iter().zip(self.centers) {
            if let Some(value) = week.value.and_then(amount) {
                let point = at(*x, self.y.at(value));
                stretch.push(point);
                last = Some((point, week.signal));
                match runs.last_mut().filter(|_| week.signal || week.in_run) {
                    Some(run) => run.push((point, week.signal)),
                    None => runs.push(Vec::new()),
                }
            } else {
                runs.push(Vec::new());
                flush(scene, &mut stretch, solid(color, 1.75));
            }
        }
        flush(scene, &mut stretch, solid(color, 1.75));
        // A diamond on each of many weeks in a row would be a chain: a run is thicker and has one at either end.
        for run in runs.iter().filter(|run| run.len() > 1) {
            let line: Vec<Point> = run.iter().map(|(point, _)| *point).collect();
            scene.polyline(&line, solid(color, RUN_PX));
        }
        for point in runs.iter().flat_map(|run| ends(run)) {
            scene.diamond(point, SIGNAL_PX, Paint::Fill(palette.surface));
            scene.diamond(point, SIGNAL_PX, solid(palette.mark, 1.75));
        }
        if let Some((point, signal)) = last {
            if !signal {
                scene.circle(point, 3.0, color, None);
            }
            // Of a few weeks the limits go on well beyond the point: they would strike the number through.
            let struck = self.step / 2.0 > BESIDE_PX;
            let x = if struck { self.plot.right + BESIDE_PX } else { point.x + BESIDE_PX };
            let text = Text::new(x, point.y + font::MIDDLE_PX, newest, palette.ink).bold();
            scene.text(text.held_within(0.0, self.style.width_px()));
        }
    }
}

/// The first and the last signal of a run; of one signal, that one. The weeks before the first led up to it and are none (A19).
fn ends(run: &[(Point, bool)]) -> impl Iterator<Item = Point> {
    let mut signals = run.iter().filter(|(_, signal)| *signal).map(|(point, _)| *point);
    let first = signals.next();
    first.into_iter().chain(signals.next_back())
}

/// A lone week between gaps is a dot: a line of one point would not show.
fn flush(scene: &mut Scene, stretch: &mut Vec<Point>, paint: Paint) {
    if let [only] = stretch.as_slice() {
        scene.line(at(only.x - 1.5, only.y), at(only.x + 1.5, only.y), paint);
    } else {
        scene.polyline(stretch, paint);
    }
    stretch.clear();
}
