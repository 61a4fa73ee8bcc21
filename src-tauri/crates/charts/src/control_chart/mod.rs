//! One break's weekly signal with its control limits: a small multiple, or large on its own.
//!
//! Limits belong to segments: where they are counted afresh, they start again at a diamond. A week
//! not measured is a gap in the line. Source: DOMAIN §5, control charts.

mod words;

pub use words::{ENGLISH, Words};

use crate::axis::Linear;
use crate::breaks::Break;
use crate::figure::{Area, AxisStep, Figure, Style};
use crate::font;
use crate::frame;
use crate::labels::Labels;
use crate::number::{amount, told};
use crate::scene::{Paint, Point, Rect, Scene, Text, at, crisp, dashed, solid};
use crate::text::{clean, fill};

/// From the middle of a signal's diamond to its corners, in px.
const SIGNAL_PX: f64 = 5.5;
/// From the newest point, or from the end of its limits, to its number, in px.
const BESIDE_PX: f64 = 9.0;
/// Figures narrower than this are small multiples, in px.
const SMALL_PX: f64 = 400.0;

/// A weekly series with its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlChart {
    /// The break whose colour it has.
    pub of: Break,
    /// What is measured, with its unit, for instance "hours per FTE, weekly".
    pub measure: String,
    /// Written after a value, for instance "%"; empty for a plain number.
    pub unit: String,
    /// Digits after the point.
    pub decimals: usize,
    /// Whole weeks in order.
    pub weeks: Vec<Week>,
    /// Stretches with limits of their own.
    pub segments: Vec<Segment>,
    /// First and last baseline week, if there is a baseline.
    pub baseline: Option<(i32, i32)>,
    /// Where limits were counted afresh.
    pub rebased: Vec<Rebase>,
}

/// One whole go-live week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Week {
    /// Its number, 1 for the first.
    pub number: i32,
    /// The value; `None` where it was not measured.
    pub value: Option<f64>,
    /// Whether a rule was completed here.
    pub signal: bool,
    /// Measured and not shown, because too few people reported; `value` is then `None`.
    pub withheld: bool,
}

/// Weeks that share limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// First week.
    pub from: i32,
    /// Last week.
    pub to: i32,
    /// The mean.
    pub centre: f64,
    /// Mean less 2.66 average moving ranges.
    pub lower: f64,
    /// Mean plus 2.66 average moving ranges.
    pub upper: f64,
    /// Points the limits rest on while these are on trial; `None` = firm.
    pub trial: Option<u32>,
}

/// A change at which limits start again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebase {
    /// The first week counted afresh.
    pub week: i32,
    /// What happened.
    pub name: String,
}

impl ControlChart {
    /// What is written after a value: a per cent as the language writes it.
    fn unit_in(&self, labels: &Labels) -> String {
        let unit = clean(&self.unit);
        if unit == "%" { labels.signs.percent.to_owned() } else { unit }
    }

    fn segment_of(&self, week: i32) -> Option<&Segment> {
        self.segments.iter().rev().find(|segment| segment.from <= week && week <= segment.to)
    }

    fn is_above(&self, week: &Week) -> bool {
        let limit = self.segment_of(week.number).map(|segment| segment.upper);
        week.value.zip(limit).is_some_and(|(value, limit)| value > limit)
    }
}

/// Draws a control chart. Without a measured week it says so.
#[must_use]
pub fn draw(data: &ControlChart, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let width = style.width_px();
    let own = if width < SMALL_PX { 150.0 } else { 220.0 };
    let height = style.height_px(own, 110.0);
    let mut scene = Scene::new(width, height, palette.surface);
    let values = || data.weeks.iter().filter_map(|week| week.value.and_then(amount));
    let limits = data.segments.iter().filter_map(|segment| amount(segment.upper));
    let max = values().chain(limits).fold(0.0, f64::max);
    let upper = data.segments.last().and_then(|segment| amount(segment.upper)).filter(|upper| *upper > 0.0);
    let mut ticks = vec![(0.0, "0".to_owned())];
    ticks.extend(upper.map(|upper| (upper, told(upper, data.decimals.min(1), labels))));
    let newest = data.weeks.iter().rev().find_map(|week| Some((week, week.value.and_then(amount)?)));
    let newest_words =
        newest.map(|(_, value)| format!("{}{}", told(value, data.decimals, labels), data.unit_in(labels)));
    let right = newest_words.as_ref().map_or(8.0, |words| font::width(words, font::Weight::Bold) + 14.0);
    let plot = Rect::new(frame::left_margin(&ticks), 12.0, (width - right).max(60.0), height - 24.0);
    let (centers, step) = frame::steps(plot, data.weeks.len());
    let y = Linear::new((0.0, plot.bottom), (if max > 0.0 { max } else { 1.0 }, plot.top + SIGNAL_PX));
    if newest.is_none() {
        crate::empty::paint(&mut scene, &words::nothing(data, labels), style);
    } else {
        let drawing = Drawing { data, style, plot, y, centers: &centers, step };
        drawing.paint(&mut scene, &ticks, newest_words.unwrap_or_default());
    }
    let numbers = data.weeks.iter().map(|week| week.number);
    Figure {
        title: words::title(data, labels),
        description: words::description(data, labels),
        caption: words::caption(data, labels),
        table: words::table(data, labels),
        width,
        height,
        plot: Area::from(plot),
        steps: AxisStep::columns(numbers, &centers, step, plot),
        scene,
    }
}

struct Drawing<'a> {
    data: &'a ControlChart,
    style: &'a Style,
    plot: Rect,
    y: Linear,
    centers: &'a [f64],
    step: f64,
}

impl Drawing<'_> {
    fn x(&self, week: i32) -> Option<f64> {
        let place = self.data.weeks.iter().position(|w| w.number == week)?;
        self.centers.get(place).copied()
    }

    /// From the left edge of one week to the right edge of another, as far as they are shown.
    fn span(&self, from: i32, to: i32) -> Option<(f64, f64)> {
        let weeks =
            || self.data.weeks.iter().zip(self.centers).filter(|(w, _)| from <= w.number && w.number <= to);
        let (first, last) = (weeks().next()?.1, weeks().next_back()?.1);
        Some((first - self.step / 2.0, last + self.step / 2.0))
    }

    fn paint(&self, scene: &mut Scene, ticks: &[(f64, String)], newest: String) {
        let palette = self.style.theme.palette();
        let (plot, words) = (self.plot, &self.style.labels.control_chart);
        let band = self.data.baseline.and_then(|(from, to)| self.span(from, to));
        if let Some((from, to)) = band {
            scene.rect(Rect::new(from, plot.top, to, plot.bottom), Paint::Fill(palette.told));
        }
        let zero = crisp(plot.bottom);
        scene.line(at(plot.left, zero), at(plot.right, zero), solid(palette.line_strong, 1.0));
        self.limits(scene);
        let rebased: Vec<(f64, i32)> = self
            .data
            .rebased
            .iter()
            .filter_map(|r| Some((self.x(r.week)? - self.step / 2.0, r.week)))
            .collect();
        for (x, _) in &rebased {
            let x = crisp(*x);
            scene.line(at(x, plot.top), at(x, plot.bottom), dashed(palette.mark, 1.0, 2.0, 4.0));
        }
        for (x, _) in &rebased {
            scene.diamond(at(crisp(*x), 7.0), 5.0, Paint::Fill(palette.mark));
        }
        self.series(scene, newest);
        self.trial(scene);
        for (value, label) in ticks {
            let baseline = self.y.at(*value) + font::MIDDLE_PX;
            scene
                .text_if_free(Text::new(plot.left - 6.0, baseline, label.as_str(), palette.ink_3).end(), 0.0);
        }
        // Right of the tick at zero, which ends just before the plot.
        let below = |x: f64, label: String| {
            let text = Text::new(x, plot.bottom + 16.0, label, palette.ink_3).middle();
            text.held_within(plot.left, scene_width(self.style))
        };
        if let (Some(last), Some(x)) = (self.data.weeks.last(), self.centers.last()) {
            scene.text_if_free(below(*x, fill(words.week, &[("week", &last.number.to_string())])), 0.0);
        }
        for (x, week) in rebased {
            scene.text_if_free(below(x, week.to_string()), 5.0);
        }
        if let Some((from, to)) = band {
            scene.text_if_free(below((from + to) / 2.0, words.baseline.to_owned()), 5.0);
        }
    }

    fn limits(&self, scene: &mut Scene) {
        let palette = self.style.theme.palette();
        let spans = || self.data.segments.iter().filter_map(|s| Some((s, self.span(s.from, s.to)?)));
        for (segment, (from, to)) in spans() {
            if let Some(centre) = amount(segment.centre) {
                let y = crisp(self.y.at(centre));
                scene.line(at(from, y), at(to, y), solid(palette.mark_2, 1.0));
            }
        }
        for (segment, (from, to)) in spans() {
            // A lower limit below nothing says nothing.
            let limits = [Some(segment.upper), Some(segment.lower).filter(|lower| *lower > 0.0)];
            for limit in limits.into_iter().flatten().filter_map(amount) {
                let y = self.y.at(limit);
                scene.line(at(from, y), at(to, y), dashed(palette.mark_2, 1.25, 5.0, 4.0));
            }
        }
    }

    /// Says at the limits of a stretch that they are on trial, where no line runs through the words.
    fn trial(&self, scene: &mut Scene) {
        let words = self.style.labels.control_chart.trial_mark;
        for segment in self.data.segments.iter().filter(|segment| segment.trial.is_some()) {
            let Some((from, to)) = self.span(segment.from, segment.to) else { continue };
            let Some(limit) = amount(segment.upper) else { continue };
            let limit = self.y.at(limit);
            let text = |x: f64, baseline: f64| {
                let text = Text::new(x, baseline, words, self.style.theme.palette().ink_3);
                text.held_within(self.plot.left, scene_width(self.style))
            };
            // Above the limit, below it, or at the foot of the plot; a change stands where its stretch begins.
            let baselines = [limit - 4.0, limit + font::ASCENT_PX + 3.0, self.plot.bottom - 5.0];
            let mut places =
                baselines.into_iter().flat_map(|base| [text(from + 8.0, base), text(to, base).end()]);
            let lines = [segment.upper, segment.centre, segment.lower];
            let is_free = |text: &Text| {
                let extent = text.extent();
                let reach = |x: f64| extent.left - self.step <= x && x <= extent.right + self.step;
                let near = self.data.weeks.iter().zip(self.centers).filter(|(_, x)| reach(**x));
                let near = near.filter_map(|(week, _)| Some(self.y.at(amount(week.value?)?)));
                let near: Vec<f64> = near.collect();
                let passes = |y: f64| extent.top <= y && y <= extent.bottom;
                (near.iter().all(|y| *y > extent.bottom) || near.iter().all(|y| *y < extent.top))
                    && !lines.iter().filter_map(|line| amount(*line)).any(|line| passes(self.y.at(line)))
            };
            if let Some(text) = places.find(is_free) {
                scene.text_if_free(text, 2.0);
            }
        }
    }

    fn series(&self, scene: &mut Scene, newest: String) {
        let palette = self.style.theme.palette();
        let color = self.data.of.color(palette);
        let mut stretch: Vec<Point> = Vec::new();
        let mut signals: Vec<Point> = Vec::new();
        let mut last = None;
        for (week, x) in self.data.weeks.iter().zip(self.centers) {
            if let Some(value) = week.value.and_then(amount) {
                let point = at(*x, self.y.at(value));
                stretch.push(point);
                last = Some((point, week.signal));
                if week.signal {
                    signals.push(point);
                }
            } else {
                flush(scene, &mut stretch, solid(color, 1.75));
            }
        }
        flush(scene, &mut stretch, solid(color, 1.75));
        for point in signals {
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
            scene.text(text.held_within(0.0, scene_width(self.style)));
        }
    }
}

fn scene_width(style: &Style) -> f64 {
    style.width_px()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Cell;

    fn chart(values: &[Option<f64>], upper: f64) -> ControlChart {
        let numbered = (1..).zip(values);
        let weeks = numbered.map(|(number, value)| Week {
            number,
            value: *value,
            signal: value.is_some_and(|v| v > upper),
            withheld: false,
        });
        let last = i32::try_from(values.len()).unwrap();
        ControlChart {
            of: Break::Drift,
            measure: "hours per FTE, weekly".into(),
            unit: String::new(),
            decimals: 2,
            weeks: weeks.collect(),
            segments: vec![Segment {
                from: 1,
                to: last,
                centre: upper / 2.0,
                lower: 0.1,
                upper,
                trial: None,
            }],
            baseline: Some((3, 10)),
            rebased: Vec::new(),
        }
    }

    #[test]
    fn weeks_beyond_the_limit_are_counted_back_from_the_newest() {
        let data = chart(&[Some(5.0), Some(1.0), None, Some(4.0), Some(4.5)], 3.0);
        assert_eq!(
            draw(&data, &Style::default()).caption,
            "Above its limit for 2 weeks (week 5: 4.50, upper limit 3.00); 1 week not measured"
        );
    }

    /// Two weeks of one value: the limits lie on the value and end before its number begins.
    #[test]
    fn limits_do_not_strike_the_newest_number_through() {
        let mut data = chart(&[Some(0.37), Some(0.37)], 0.37);
        data.segments[0].lower = 0.37;
        let style = Style { width: 300.0, ..Style::default() };
        let drawn = draw(&data, &style);
        let texts = drawn.scene.texts();
        let (_, number) = texts.iter().find(|(words, _)| words == "0.37").unwrap();
        assert!(number.left >= drawn.plot.x + drawn.plot.width, "{number:?} begins after the plot");
    }

    #[test]
    fn inside_its_limits_is_said_plainly() {
        assert_eq!(
            draw(&chart(&[Some(1.0), Some(2.0)], 3.0), &Style::default()).caption,
            "Inside its limits (week 2: 2.00, upper limit 3.00)"
        );
    }

    #[test]
    fn a_week_under_the_lower_limit_is_not_called_inside() {
        assert_eq!(
            draw(&chart(&[Some(1.0), Some(0.05)], 3.0), &Style::default()).caption,
            "Below its lower limit (week 2: 0.05, lower limit 0.10)",
            "the limit it is below, not the other one"
        );
    }

    #[test]
    fn limits_on_trial_are_said_to_be_in_words_and_in_the_picture() {
        let mut data = chart(&[Some(1.0), Some(2.0)], 3.0);
        data.segments[0].trial = Some(2);
        for (style, caption, mark) in [
            (
                Style::default(),
                "Inside its limits (week 2: 2.00, upper limit 3.00); trial limits from 2 weeks",
                "trial limits",
            ),
            (
                Style { labels: &crate::SPANISH, ..Style::default() },
                "Dentro de sus límites (semana 2: 2,00, límite superior 3,00); límites de prueba con 2 semanas",
                "límites de prueba",
            ),
        ] {
            for width in [240.0, 760.0] {
                let figure = draw(&data, &style.wide(width));
                assert_eq!(figure.caption, caption);
                assert!(figure.svg().contains(&format!(">{mark}<")), "{width}");
            }
        }
        // Of weeks that lie above their limit nearly all, the words stand below it.
        let mut high = chart(&[0.36, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5].map(Some), 0.49);
        (high.segments[0].centre, high.segments[0].trial) = (0.484, Some(9));
        assert!(draw(&high, &Style::default().wide(860.0)).svg().contains(">trial limits<"));
        data.segments[0].trial = None;
        let firm = draw(&data, &Style::default());
        assert!(!firm.caption.contains("trial") && !firm.svg().contains("trial"), "firm limits are no trial");
    }

    #[test]
    fn weeks_of_fewer_than_five_people_are_hidden_and_not_called_unmeasured() {
        let mut data = chart(&[Some(1.0), None, None, Some(2.0)], 3.0);
        data.weeks[1].withheld = true;
        let figure = draw(&data, &Style::default());
        assert_eq!(
            figure.caption,
            "Inside its limits (week 4: 2.00, upper limit 3.00); 1 week not measured; \
             1 week hidden: fewer than 5 people"
        );
        assert_eq!(figure.table.rows[1][5], Cell::text("hidden: fewer than 5 people"));
        let mut data = chart(&[None, None], 3.0);
        data.weeks[0].withheld = true;
        data.segments.clear();
        let figure = draw(&data, &Style::default().wide(240.0));
        assert_eq!(figure.caption, "Hidden: fewer than 5 people reported.");
        assert!(figure.svg().contains("fewer than 5"), "{}", figure.svg());
    }

    #[test]
    fn the_baseline_is_named_also_beside_a_wide_tick() {
        let mut values = vec![Some(0.5); 80];
        values[3] = Some(0.6);
        let mut data = chart(&values, 0.6);
        data.rebased = vec![Rebase { week: 42, name: "Upgrade".into() }];
        let svg = draw(&data, &Style { height: Some(140.0), ..Style::default().wide(240.0) }).svg();
        assert!(svg.contains(">base<"), "{svg}");
    }

    #[test]
    fn a_series_without_a_measured_week_draws_no_line() {
        let figure = draw(&chart(&[None, None], 3.0), &Style::default().wide(240.0));
        assert_eq!(figure.caption, "Nothing to draw yet.");
        assert_eq!(figure.table.rows.len(), 2);
    }
}
