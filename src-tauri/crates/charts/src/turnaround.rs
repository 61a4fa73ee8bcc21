//! How long requests take on one clock: what was promised against what the log measured.
//!
//! The curve counts requests that are still open: an average of closed ones would lie (DOMAIN §5).

use crate::axis::{Linear, day_step};
use crate::curve::{Curve, FEWEST_TO_TELL, Plot};
use crate::figure::{Area, AxisStep, Figure, Style};
use crate::font::{self, MIDDLE_PX, Weight};
use crate::labels::Labels;
use crate::number::{amount, decimal};
use crate::scene::{Paint, Rect, Scene, Text, at, crisp, solid};
use crate::survival;
use crate::text::{clean, fill};
use crate::theme::Palette;

/// One clock of a system or vendor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Turnaround {
    /// What the clock measures, for instance "First response".
    pub clock: String,
    /// Days that were promised, if anything was.
    pub promised_days: Option<f64>,
    /// Share of requests still waiting, by days.
    pub curve: Curve,
    /// Requests that the curve leaves out: theirs began or ended on a day that nobody says.
    pub undated: u64,
    /// The last day of the axis, where other clocks stand beside it: they are compared by eye. Its own without one.
    pub axis_days: Option<f64>,
}

/// The words of the turnaround charts.
#[derive(Debug)]
pub struct Words {
    /// Title: `{clock}`.
    pub title: &'static str,
    /// Caption: `{clock}`, `{days}`, `{range}`, `{promise}`, `{count}`, `{open}`.
    pub caption: &'static str,
    /// Caption before half are done: `{clock}`, `{promise}`, `{count}`, `{open}`.
    pub caption_no_median: &'static str,
    /// Caption of fewer requests than are needed: `{clock}`, `{promise}`, `{count}`, `{open}`, `{needed}`.
    pub caption_few: &'static str,
    /// How many the clock counts, of one and of several: `{count}`. All of them, where Vendor tells the vendor's alone.
    pub requests: [&'static str; 2],
    /// Added to the caption where requests are left out, one or several of them: `{count}`.
    pub undated: [&'static str; 2],
    /// Part of the caption: `{low}`, `{high}`.
    pub range: &'static str,
    /// Part of the caption: `{days}`.
    pub promise: &'static str,
    /// Part of the caption.
    pub no_promise: &'static str,
    /// The flag's label: `{days}`.
    pub promised: &'static str,
    /// Added to the description.
    pub described: &'static str,
    /// Table heads: days, share, lower, upper.
    pub heads: [&'static str; 4],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "{clock}: promised and measured",
    caption: "{clock}: half had it within {days}{range}{promise}; {count}, {open} still without.",
    caption_no_median: "{clock}: fewer than half have it{promise}; {count}, {open} still without.",
    caption_few: "{clock}: {count}, {open} still without{promise}; too few to tell, {needed} are needed.",
    requests: ["{count} request", "all {count} requests"],
    undated: [
        " {count} request more is left out: no date is known.",
        " {count} requests more are left out: no date is known.",
    ],
    range: " (95% interval {low} to {high})",
    promise: ", promised in {days}",
    no_promise: ", nothing was promised",
    promised: "promised {days} d",
    described: "Kaplan-Meier curve of the share still waiting by days, open requests included.",
    heads: ["Days", "Share still without it", "Lower end", "Upper end"],
};

/// Days with a tenth where it says something. Less than a tenth is told as one: "within" stays true.
fn days(value: f64, labels: &Labels) -> String {
    let shown = if value > 0.0 { value.max(0.1) } else { value };
    let decimals = usize::from(shown < 10.0 && (shown - shown.round()).abs() > 0.05);
    decimal(shown, decimals, labels)
}

fn caption(data: &Turnaround, labels: &Labels) -> String {
    let (words, curve) = (&labels.turnaround, &data.curve);
    let left_out = match data.undated {
        0 => String::new(),
        undated => labels.counted(words.undated, undated),
    };
    if curve.count == 0 {
        return format!("{}{left_out}", labels.nothing_yet);
    }
    let promise = data.promised_days.and_then(amount).map_or_else(
        || words.no_promise.to_owned(),
        |promised| fill(words.promise, &[("days", &labels.days(&days(promised, labels)))]),
    );
    let median = curve.median.map_or_else(String::new, |median| labels.days(&days(median.days, labels)));
    let interval = curve.median.and_then(|median| median.low.zip(median.high));
    let range = interval.map_or_else(String::new, |(low, high)| {
        fill(words.range, &[("low", &days(low, labels)), ("high", &days(high, labels))])
    });
    let sentence = match curve.median {
        _ if curve.count < FEWEST_TO_TELL => words.caption_few,
        Some(_) => words.caption,
        None => words.caption_no_median,
    };
    let open = curve.count.saturating_sub(curve.ended).to_string();
    let told = fill(
        sentence,
        &[
            ("clock", &clean(&data.clock)),
            ("days", &median),
            ("range", &range),
            ("promise", &promise),
            ("count", &labels.counted(words.requests, u64::try_from(curve.count).unwrap_or(u64::MAX))),
            ("open", &open),
            ("needed", &FEWEST_TO_TELL.to_string()),
        ],
    );
    told + &left_out
}

fn figure(data: &Turnaround, plot: Rect, steps: Vec<AxisStep>, scene: Scene, labels: &Labels) -> Figure {
    let words = &labels.turnaround;
    let caption = caption(data, labels);
    Figure {
        title: fill(words.title, &[("clock", &clean(&data.clock))]),
        description: format!("{} {caption}", words.described),
        caption,
        table: survival::table(&data.curve, words.heads),
        width: scene.width,
        height: scene.height,
        plot: Area::from(plot),
        steps,
        scene,
    }
}

/// Draws the whole curve of one clock with a flag at the promise.
#[must_use]
pub fn draw(data: &Turnaround, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let furthest = data.promised_days.into_iter().chain(data.axis_days).filter_map(amount).reduce(f64::max);
    let plot = Plot::of(&data.curve, furthest, style);
    let mut scene = Scene::new(style.width_px(), style.height_px(150.0, 110.0), palette.surface);
    if data.curve.count == 0 {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        plot.axes(&mut scene, labels.survival.days_unit, style);
        plot.paint(&mut scene, style);
        let median = data.curve.told_median().map(|median| labels.days(&days(median.days, labels)));
        plot.median(&mut scene, &median.unwrap_or_default(), data.promised_days, style);
        if let Some(promised) = data.promised_days.and_then(amount) {
            let x = crisp(plot.x.at(promised));
            flag(&mut scene, x, plot.rect.top - 20.0, plot.rect.bottom, palette);
            let words = fill(labels.turnaround.promised, &[("days", &days(promised, labels))]);
            let text = Text::new(x + 15.0, plot.rect.top - 8.0, words, palette.ink);
            let over = text.extent().right > scene.width;
            let text = if over { Text { at: at(x - 5.0, text.at.y), ..text }.end() } else { text };
            scene.text_if_free(text, 0.0);
        }
        plot.name(&mut scene, labels.turnaround.heads[1], data.promised_days, style);
    }
    let steps = if data.curve.count == 0 { Vec::new() } else { plot.steps() };
    figure(data, plot.rect, steps, scene, labels)
}

/// A promise: a pole with a pennant.
fn flag(scene: &mut Scene, x: f64, top: f64, bottom: f64, palette: &Palette) {
    scene.line(at(x, top), at(x, bottom), solid(palette.accent, 2.25));
    scene.polygon(&[at(x, top), at(x + 11.0, top + 5.0), at(x, top + 10.0)], Paint::Fill(palette.accent));
}

/// Draws one clock as a single line: a flag for the promise, a ring for the median, a bar for its interval.
#[must_use]
pub fn draw_track(data: &Turnaround, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let (width, height) = (style.width_px(), style.height_px(34.0, 34.0));
    let mut scene = Scene::new(width, height, palette.surface);
    let median = data.curve.told_median();
    let ends =
        [data.promised_days, median.map(|m| m.days), median.and_then(|m| m.low), median.and_then(|m| m.high)];
    let last = ends.into_iter().flatten().filter_map(amount).fold(0.0, f64::max);
    // The next tick at or after the last mark.
    let step = day_step(last.max(1.0));
    let end = step * (last / step).ceil().max(1.0);
    let end_words = format!("{}{}", decimal(end, 0, labels), labels.survival.days_unit);
    let y = 19.0;
    let track = Rect::new(26.0, 2.0, width - font::width(&end_words, Weight::Regular) - 12.0, height);
    if ends.iter().flatten().next().is_none() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
        return figure(data, track, Vec::new(), scene, labels);
    }
    let x = Linear::new((0.0, track.left), (end, track.right));
    scene.line(at(track.left, crisp(y)), at(track.right, crisp(y)), solid(palette.line_strong, 1.0));
    scene.text(Text::new(track.left - 8.0, y + MIDDLE_PX, "0", palette.ink_3).end());
    scene.text(Text::new(track.right + 7.0, y + MIDDLE_PX, end_words, palette.ink_3));
    if let Some(median) = median {
        // An interval without an upper end runs to the end of the track, without a bar there.
        let low = median.low.and_then(amount).map(|low| x.at(low));
        let high = median.high.and_then(amount).map(|high| x.at(high));
        if let Some(low) = low {
            scene.line(at(low, y), at(high.unwrap_or(track.right), y), solid(palette.mark, 3.0));
        }
        for bar in low.into_iter().chain(high) {
            scene.line(at(bar, y - 6.0), at(bar, y + 6.0), solid(palette.mark, 1.75));
        }
        if let Some(days) = amount(median.days) {
            scene.circle(at(x.at(days), y), 5.5, palette.surface, Some((palette.mark, 2.5)));
        }
    }
    if let Some(promised) = data.promised_days.and_then(amount) {
        flag(&mut scene, x.at(promised), 2.0, 26.0, palette);
    }
    figure(data, track, Vec::new(), scene, labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curve::Median;

    #[test]
    fn promised_and_measured_stand_in_one_sentence() {
        let median = Some(Median { days: 58.0, low: Some(41.0), high: Some(96.0) });
        let curve = Curve { count: 32, ended: 17, median, ..Curve::default() };
        let data = Turnaround {
            clock: "Fix delivered".into(),
            promised_days: Some(21.0),
            curve,
            undated: 0,
            axis_days: None,
        };
        let told = "Fix delivered: half had it within 58 days (95% interval 41 to 96), promised in 21 days; all 32 requests, 15 still without.";
        assert_eq!(draw(&data, &Style::default()).caption, told);
        assert_eq!(draw_track(&data, &Style::default().wide(350.0)).caption, told);
    }

    /// A promise is due while most still wait: its words stand above the line of all of them.
    #[test]
    fn the_curve_does_not_strike_the_promise_through() {
        let falls = vec![crate::Fall { days: 30.0, share: 0.9, interval: None }];
        let curve = Curve { count: 9, ended: 1, falls, censored: vec![80.0], median: None };
        for (days, width) in [(0.0, 330.0), (33.0, 330.0), (80.0, 330.0), (33.0, 200.0)] {
            let (promised_days, curve) = (Some(days), curve.clone());
            let data = Turnaround { clock: "Fix".into(), promised_days, curve, undated: 0, axis_days: None };
            let figure = draw(&data, &Style::default().wide(width));
            let texts = figure.scene.texts();
            let (_, extent) = texts.iter().find(|(words, _)| words.starts_with("promised")).unwrap();
            assert!(extent.bottom < figure.plot.y && extent.top >= 0.0, "{days} {width}: {extent:?}");
        }
    }

    #[test]
    fn without_a_median_nothing_is_said_about_days() {
        let curve = Curve { count: 5, ended: 1, ..Curve::default() };
        let data =
            Turnaround { clock: "Verified".into(), promised_days: None, curve, undated: 0, axis_days: None };
        let told = draw(&data, &Style::default()).caption;
        assert_eq!(
            told,
            "Verified: fewer than half have it, nothing was promised; all 5 requests, 4 still without."
        );
    }

    #[test]
    fn whoever_ended_on_a_day_that_nobody_says_is_counted_beside_the_curve() {
        let told = |count, undated| {
            let curve = Curve { count, ended: 1, ..Curve::default() };
            let data =
                Turnaround { clock: "Fix".into(), promised_days: None, curve, undated, axis_days: None };
            draw(&data, &Style::default()).caption
        };
        assert_eq!(
            told(5, 1),
            "Fix: fewer than half have it, nothing was promised; all 5 requests, 4 still without. \
             1 request more is left out: no date is known."
        );
        assert_eq!(told(0, 20), "Nothing to draw yet. 20 requests more are left out: no date is known.");
    }

    #[test]
    fn one_day_is_one_and_of_four_requests_nothing_can_be_told() {
        let told = |count, promised_days| {
            let median = Some(Median { days: 1.0, low: None, high: None });
            let curve = Curve { count, ended: 3, median, ..Curve::default() };
            draw(
                &Turnaround { clock: "Fix".into(), promised_days, curve, undated: 0, axis_days: None },
                &Style::default(),
            )
            .caption
        };
        assert_eq!(
            told(5, Some(1.0)),
            "Fix: half had it within 1 day, promised in 1 day; all 5 requests, 2 still without."
        );
        assert_eq!(
            told(4, None),
            "Fix: all 4 requests, 1 still without, nothing was promised; too few to tell, 5 are needed."
        );
    }
}
