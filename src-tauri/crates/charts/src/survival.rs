//! How long workarounds live: the share still in use by days since their start.

use crate::curve::{Curve, FEWEST_TO_TELL, Plot};
use crate::figure::{Area, Cell, Figure, Style, Table};
use crate::labels::Labels;
use crate::number::{amount, told};
use crate::scene::Scene;
use crate::text::fill;

/// The words of the survival chart.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption with an interval: `{days}`, `{low}`, `{high}`, `{ended}` in its own words.
    pub caption: &'static str,
    /// Caption where the interval has no upper end: `{days}`, `{low}`, `{ended}`.
    pub caption_open: &'static str,
    /// Caption with a median but no interval: `{days}`, `{ended}`.
    pub caption_alone: &'static str,
    /// Caption while more than half are alive: `{ended}`.
    pub caption_no_median: &'static str,
    /// Caption of fewer than are needed: `{count}`, `{ended}`, `{needed}`.
    pub caption_few: &'static str,
    /// How many ended, one then several: `{ended}`, `{count}`.
    pub ended: [&'static str; 2],
    /// Added to the description.
    pub described: &'static str,
    /// After the last tick, with its space.
    pub days_unit: &'static str,
    /// Table heads: days, share, lower, upper.
    pub heads: [&'static str; 4],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Survival of workarounds",
    caption: "Half of our workarounds are still alive after {days} (95% interval {low} to {high}); {ended}.",
    caption_open: "Half of our workarounds are still alive after {days} (95% interval from {low}, no upper end yet); {ended}.",
    caption_alone: "Half of our workarounds are still alive after {days}; {ended}, too few for an interval.",
    caption_no_median: "More than half of our workarounds are still alive; {ended}.",
    caption_few: "{count}: {ended}; too few to tell how long they live, {needed} are needed.",
    ended: ["{ended} of {count} has ended", "{ended} of {count} have ended"],
    described: "Kaplan-Meier curve of the share still in use by days since the start, with a tick for each workaround still in use.",
    days_unit: " d",
    heads: ["Days", "Still in use", "Lower end", "Upper end"],
};

/// Draws the survival curve of workarounds. Without any it says that there is nothing to draw.
#[must_use]
pub fn draw(data: &Curve, style: &Style) -> Figure {
    let labels = style.labels;
    let words = &labels.survival;
    let plot = Plot::of(data, None, style);
    let (width, height) = (style.width_px(), style.height_px(150.0, 110.0));
    let mut scene = Scene::new(width, height, style.theme.palette().surface);
    if data.count == 0 {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    } else {
        plot.axes(&mut scene, words.days_unit, style);
        plot.paint(&mut scene, style);
        let median =
            data.told_median().map_or_else(String::new, |median| labels.days(&days(median.days, labels)));
        plot.median(&mut scene, &median, None, style);
        plot.name(&mut scene, words.heads[1], None, style);
    }
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {}", words.described, caption(data, labels)),
        caption: caption(data, labels),
        table: table(data, words.heads),
        width,
        height,
        plot: Area::from(plot.rect),
        steps: if data.count == 0 { Vec::new() } else { plot.steps() },
        scene,
    }
}

/// Whole days, as people say them.
fn days(value: f64, labels: &Labels) -> String {
    told(value, 0, labels)
}

fn caption(data: &Curve, labels: &Labels) -> String {
    let words = &labels.survival;
    if data.count == 0 {
        return labels.nothing_yet.to_owned();
    }
    let (count, ended) = (data.count.to_string(), data.ended.to_string());
    let [one, several] = words.ended;
    let ended = fill(if data.ended == 1 { one } else { several }, &[("count", &count), ("ended", &ended)]);
    if data.count < FEWEST_TO_TELL {
        let count = labels.counted(labels.workarounds, u64::try_from(data.count).unwrap_or(u64::MAX));
        let needed = FEWEST_TO_TELL.to_string();
        return fill(words.caption_few, &[("count", &count), ("ended", &ended), ("needed", &needed)]);
    }
    let Some(median) = data.median else {
        return fill(words.caption_no_median, &[("ended", &ended)]);
    };
    let end = |value: Option<f64>| value.map_or_else(String::new, |v| days(v, labels));
    let sentence = match (median.low, median.high) {
        (Some(_), Some(_)) => words.caption,
        (Some(_), None) => words.caption_open,
        (None, _) => words.caption_alone,
    };
    let (middle, low, high) = (labels.days(&days(median.days, labels)), end(median.low), end(median.high));
    fill(sentence, &[("days", &middle), ("low", &low), ("high", &high), ("ended", &ended)])
}

/// Days, share and interval at the end of each day on which the curve falls.
pub(crate) fn table(curve: &Curve, [days, share, low, high]: [&'static str; 4]) -> Table {
    let mut table = Table::with_heads([(days, true), (share, true), (low, true), (high, true)]);
    for (day, fall) in curve.days() {
        table.rows.push(vec![
            Cell::number(Some(day), 0),
            Cell::share(amount(fall.share)),
            Cell::share(fall.interval.and_then(|(low, _)| amount(low))),
            Cell::share(fall.interval.and_then(|(_, high)| amount(high))),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curve::Median;

    #[test]
    fn the_caption_never_claims_an_interval_that_does_not_exist() {
        let with = |low, high| Curve {
            count: 51,
            ended: 20,
            median: Some(Median { days: 147.0, low, high }),
            ..Curve::default()
        };
        let told = |curve: &Curve| draw(curve, &Style::default()).caption;
        let full = told(&with(Some(112.0), Some(203.0)));
        assert_eq!(
            full,
            "Half of our workarounds are still alive after 147 days (95% interval 112 to 203); 20 of 51 have ended."
        );
        assert!(told(&with(Some(112.0), None)).contains("no upper end yet"));
        assert!(told(&with(None, None)).contains("too few for an interval"));
        assert!(told(&Curve { count: 5, ..Curve::default() }).starts_with("More than half"));
        assert_eq!(told(&Curve::default()), "Nothing to draw yet.");
    }

    #[test]
    fn one_day_one_end_and_fewer_than_five_are_told_as_such() {
        let median = Some(Median { days: 1.0, low: None, high: None });
        let told = |count, ended| {
            draw(&Curve { count, ended, median, ..Curve::default() }, &Style::default()).caption
        };
        assert_eq!(
            told(5, 1),
            "Half of our workarounds are still alive after 1 day; 1 of 5 has ended, too few for an interval."
        );
        assert_eq!(
            told(4, 2),
            "4 workarounds: 2 of 4 have ended; too few to tell how long they live, 5 are needed."
        );
    }
}
