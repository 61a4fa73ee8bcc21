//! Whose turn it was while requests were open: ours, the vendor's, others', in elapsed days and, beside
//! them, in the clinic's business hours.

use crate::axis::Linear;
use crate::figure::{Area, AxisStep, Cell, Figure, Style, Table};
use crate::frame::Rows;
use crate::labels::Labels;
use crate::number::{amount, decimal, percents};
use crate::pattern;
use crate::scene::{Paint, Rect, Scene, solid};
use crate::swatches::Swatches;
use crate::text::fill;

/// Distance between the lines of the vendor's part, in px.
const HATCH_PX: f64 = 7.0;
/// From the last bar to the words of the key, in px.
const KEY_PX: f64 = 20.0;

/// Open time of requests, added up by who had to act.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WhoseTurn {
    /// Requests that were open at some time.
    pub requests: u64,
    /// Days of 24 hours.
    pub elapsed_days: Turns,
    /// Hours in which the clinic was open; `None` while its opening hours are not known.
    pub business_hours: Option<Turns>,
}

/// Time by who had to act, in the unit of its row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Turns {
    /// The clinic's.
    pub ours: f64,
    /// The vendor's.
    pub vendors: f64,
    /// Somebody else's.
    pub others: f64,
}

/// The words of the chart.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption, of one request then of several: `{requests}`, `{ours}`, `{vendors}`, `{others}` shares of elapsed time.
    pub caption: [&'static str; 2],
    /// Added: the same in business hours.
    pub caption_business: &'static str,
    /// Added while opening hours are not known.
    pub no_business: &'static str,
    /// Description.
    pub described: &'static str,
    /// Names of the rows: elapsed days, business hours.
    pub rows: [&'static str; 2],
    /// Key: ours, the vendor's, others'.
    pub turns: [&'static str; 3],
    /// Table heads: time, ours, vendor's, others'.
    pub heads: [&'static str; 4],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Whose turn it was while requests were open",
    caption: [
        "Of the days {requests} stood open, {vendors} were the vendor’s turn, {ours} ours and {others} somebody else’s.",
        "Of the days {requests} stood open, {vendors} were the vendor’s turn, {ours} ours and {others} somebody else’s.",
    ],
    caption_business: "In business hours: {vendors} the vendor’s, {ours} ours, {others} somebody else’s.",
    no_business: "Business hours are not measured: the clinic’s opening hours are not set.",
    described: "One bar for elapsed days and one for business hours: ours solid, the vendor’s hatched, somebody else’s open.",
    rows: ["elapsed days", "business hours"],
    turns: ["ours", "vendor’s", "somebody else’s"],
    heads: ["Time", "Ours", "Vendor’s", "Somebody else’s"],
};

impl Turns {
    fn parts(&self) -> [f64; 3] {
        [self.ours, self.vendors, self.others].map(|time| amount(time).unwrap_or(0.0))
    }

    fn shares(&self) -> Option<[f64; 3]> {
        let parts = self.parts();
        let all: f64 = parts.iter().sum();
        (all > 0.0).then(|| parts.map(|part| part / all))
    }
}

/// Draws the bars. Without any open time it says that there is nothing to draw.
#[must_use]
pub fn draw(data: &WhoseTurn, style: &Style) -> Figure {
    let (palette, labels) = (style.theme.palette(), style.labels);
    let words = &labels.whose_turn;
    let rows: Vec<(&str, Turns)> = words
        .rows
        .into_iter()
        .zip([Some(data.elapsed_days), data.business_hours])
        .filter_map(|(name, turns)| Some((name, turns.filter(|turns| turns.shares().is_some())?)))
        .collect();
    let count = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let frame = Rows::new(style.width_px(), 6.0, rows.iter().map(|(name, _)| *name), 8.0);
    let key = Swatches::of(words.turns.into_iter().enumerate(), frame.left, frame.width);
    let bars = 12.0 + count * Rows::ROW_PX + 26.0 + key.further_px();
    let own = if rows.is_empty() { crate::empty::HEIGHT_PX } else { bars };
    let height = style.height_px(own, own);
    let mut scene = Scene::new(frame.width, height, palette.surface);
    if rows.is_empty() {
        crate::empty::paint(&mut scene, labels.nothing_yet, style);
    }
    for (row, (name, turns)) in rows.iter().enumerate() {
        frame.name(&mut scene, row, name, palette);
        bar(&mut scene, frame.bar(row), turns.shares().unwrap_or_default(), style);
    }
    if !rows.is_empty() {
        let baseline = 6.0 + count * Rows::ROW_PX + KEY_PX;
        key.paint(&mut scene, baseline, style, |scene, rect, turn| part(scene, rect, turn, style));
    }
    let caption = caption(data, labels);
    Figure {
        title: words.title.to_owned(),
        description: format!("{} {caption}", words.described),
        caption,
        table: table(&rows, labels),
        width: frame.width,
        height,
        plot: Area { x: frame.left, y: 6.0, width: frame.right - frame.left, height: count * Rows::ROW_PX },
        steps: AxisStep::rows(rows.len(), &frame),
        scene,
    }
}

fn bar(scene: &mut Scene, place: Rect, shares: [f64; 3], style: &Style) {
    let x = Linear::new((0.0, place.left), (1.0, place.right));
    let mut from = 0.0;
    for (turn, share) in shares.into_iter().enumerate() {
        part(scene, Rect { left: x.at(from), right: x.at((from + share).min(1.0)), ..place }, turn, style);
        from += share;
    }
}

/// Ours solid, the vendor's hatched, others' open.
fn part(scene: &mut Scene, rect: Rect, turn: usize, style: &Style) {
    let palette = style.theme.palette();
    if rect.width() < 1.0 {
        return;
    }
    if turn == 0 {
        scene.rect(rect, Paint::Fill(palette.accent));
        return;
    }
    if turn == 1 {
        pattern::diagonal(scene, rect, HATCH_PX, solid(palette.mark_2, 1.2));
    }
    scene.rect(rect.inset(0.5), solid(palette.mark_2, 1.0));
}

fn caption(data: &WhoseTurn, labels: &Labels) -> String {
    let words = &labels.whose_turn;
    let Some(elapsed) = data.elapsed_days.shares() else { return labels.nothing_yet.to_owned() };
    let told = |sentence: &str, shares: [f64; 3]| {
        let [ours, vendors, others] = percents(shares, labels);
        let requests = labels.counted(labels.requests, data.requests);
        let values = [("requests", requests), ("ours", ours), ("vendors", vendors), ("others", others)];
        fill(sentence, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let beside = match data.business_hours {
        Some(hours) => hours.shares().map(|shares| told(words.caption_business, shares)),
        None => Some(words.no_business.to_owned()),
    };
    let [one, several] = words.caption;
    let first = told(if data.requests == 1 { one } else { several }, elapsed);
    beside.map_or_else(|| first.clone(), |beside| format!("{first} {beside}"))
}

fn table(rows: &[(&str, Turns)], labels: &Labels) -> Table {
    let [time, ours, vendors, others] = labels.whose_turn.heads;
    let mut table = Table::with_heads([(time, false), (ours, true), (vendors, true), (others, true)]);
    for (name, turns) in rows {
        let mut cells = vec![Cell::text(name)];
        let whole = turns.parts().into_iter().all(|time| decimal(time, 1, labels).len() > 4);
        cells.extend(turns.parts().map(|time| Cell::number(Some(time), usize::from(!whole))));
        table.rows.push(cells);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_open_time_and_unknown_hours_are_said() {
        // 30 + 60 + 10 = 100 days: 30 %, 60 %, 10 %.
        let elapsed_days = Turns { ours: 30.0, vendors: 60.0, others: 10.0 };
        let mut data = WhoseTurn { requests: 12, elapsed_days, business_hours: None };
        assert_eq!(
            draw(&data, &Style::default()).caption,
            "Of the days 12 requests stood open, 60% were the vendor’s turn, 30% ours and 10% somebody else’s. \
             Business hours are not measured: the clinic’s opening hours are not set."
        );
        data.business_hours = Some(Turns { ours: 5.0, vendors: 15.0, others: 0.0 });
        assert!(
            draw(&data, &Style::default())
                .caption
                .ends_with("In business hours: 75% the vendor’s, 25% ours, 0% somebody else’s.")
        );
        // 53.4, 44.3 and 2.3 of 100: each rounded for itself they were 99 together.
        data.business_hours = Some(Turns { ours: 44.3, vendors: 53.4, others: 2.3 });
        assert!(
            draw(&data, &Style::default())
                .caption
                .ends_with("In business hours: 54% the vendor’s, 44% ours, 2% somebody else’s.")
        );
    }

    #[test]
    fn no_open_time_is_nothing_to_draw() {
        assert_eq!(draw(&WhoseTurn::default(), &Style::default()).caption, "Nothing to draw yet.");
    }
}
